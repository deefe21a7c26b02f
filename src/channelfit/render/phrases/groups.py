"""Who is reached: where a goal is split by a question, which of the groups that were answered a channel or all of them reach."""

from __future__ import annotations

from collections.abc import Iterable

from channelfit.advice.fit import ChannelFit, GoalFit
from channelfit.advice.model import Advice, GoalCoverage
from channelfit.language import NO, YES, Text
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import PARTLY, coverage_tenths, fit_word

_REACHES = Text("Erreicht: {groups}.", "Reaches: {groups}.")
_REACHES_FOR = Text("Erreicht ({goals}): {groups}.", "Reaches ({goals}): {groups}.")
_GROUP = Text("{group} {answer}", "{group} {answer}")
_GROUP_OF = Text("{goal} ({group})", "{goal} ({group})")
_TOO_WEAK_FOR = Text("Zu schwach für das Ziel {goal}.", "Too weak for {goal}.")
_TOO_WEAK_FOR_ONE = Text(
    "Zu schwach für das Ziel {goal}, ohne Nutzen für die anderen.", "Too weak for {goal}, and no use for the others."
)
_TOO_WEAK_FOR_ALL = Text("Am ehesten für {goal}, doch zu schwach.", "Best for {goal}, but too weak.")


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


def group_text(name: str, goal: str, group: str, voice: Voice) -> str:
    """The name of a goal, with a group of it if there is one."""
    if not group:
        return name
    return voice.say(_GROUP_OF, goal=name, group=voice.option(voice.rulebook.goals[goal].split_by, group))


def too_weak_texts(fit: ChannelFit, advice: Advice, voice: Voice) -> tuple[str, ...]:
    """What a channel is too weak for that counts for nothing: the goal, and group, that it fits best; the most telling first."""
    goal, group = fit.closest
    name = voice.goal_label(goal)
    parted = [(_TOO_WEAK_FOR_ALL, group_text(name, goal, group, voice))] if len(fit.goals[goal].segments) > 1 else []
    if len(fit.goals) > 1:
        found = [*parted, (_TOO_WEAK_FOR_ALL, name)]
    else:
        found = [(_TOO_WEAK_FOR_ONE, name)] if len(advice.coverage) > 1 else parted
        found.append((_TOO_WEAK_FOR, name))
    return tuple(voice.say(wording, goal=said) for wording, said in found)


def options_text(question: str, options: Iterable[str], voice: Voice) -> str:
    """Groups in a sentence."""
    return voice.listed([voice.option(question, option) for option in options])


def is_covered_unevenly(covered: GoalCoverage) -> bool:
    """Whether the bars of the groups of a goal differ."""
    return len({coverage_tenths(segment.coverage) for segment in covered.segments.values()}) > 1
