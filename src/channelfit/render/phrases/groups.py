"""Who is reached: where a goal is split by a question, which of the groups that were answered a channel or all of them reach."""

from collections.abc import Iterable

from channelfit.advice.fit import ChannelFit, GoalFit
from channelfit.advice.model import Advice, GoalCoverage
from channelfit.language import NO, YES, Text
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import PARTLY, coverage_tenths, fit_word

_REACHES = Text("Erreicht: {groups}.", "Reaches: {groups}.")
_REACHES_FOR = Text("Erreicht ({goals}): {groups}.", "Reaches ({goals}): {groups}.")
_GROUP = Text("{group} {answer}", "{group} {answer}")


def reaches_some(fit: GoalFit) -> bool:
    """Whether a channel counts for some groups of a goal and not for others."""
    return len({aim.counts for aim in fit.segments.values()}) > 1


def goal_fit_word(fit: GoalFit, voice: Voice) -> str:
    """The word for a fit; "partly" where it counts for some of the groups only."""
    return voice.say(PARTLY) if reaches_some(fit) else fit_word(fit.points, voice)


def reached_text(fit: ChannelFit, advice: Advice, voice: Voice, *, in_a_word: bool = False) -> str:
    """Who is reached and who is not, where a channel counts for some groups only, of several goals for which; what is alike once.

    Goals have their names, or are said `in_a_word`, as above a column.
    """
    named = voice.goal_label if in_a_word else voice.goal
    said: dict[str, list[str]] = {}
    split = [goal.goal.id for goal in advice.coverage if goal.goal.id in fit.goals and fit.goals[goal.goal.id].split_by]
    for goal in split:
        if reaches_some(fit.goals[goal]):
            said.setdefault(_some_of(fit.goals[goal], voice), []).append(goal)
    sentences = []
    for groups, goals in said.items():
        wording = _REACHES_FOR if len(advice.coverage) > 1 else _REACHES
        sentences.append(voice.say(wording, goals="; ".join(map(named, goals)), groups=groups))
    return " ".join(sentences)


def _some_of(fit: GoalFit, voice: Voice) -> str:
    answers = [(voice.option(fit.split_by, option), YES if aim.counts else NO) for option, aim in fit.segments.items()]
    return ", ".join(voice.say(_GROUP, group=group, answer=voice.say(answer)) for group, answer in answers)


def options_text(question: str, options: Iterable[str], voice: Voice) -> str:
    """Groups in a sentence."""
    return voice.listed([voice.option(question, option) for option in options])


def is_covered_unevenly(covered: GoalCoverage) -> bool:
    """Whether the bars of the groups of a goal differ."""
    return len({coverage_tenths(segment.coverage) for segment in covered.segments.values()}) > 1
