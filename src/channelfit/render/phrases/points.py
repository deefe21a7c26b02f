"""How the points of a channel come about: the arithmetic of each goal, and the rules behind it with their origins."""

from collections.abc import Iterator, Mapping

from channelfit.advice.fit import ChannelFit, sum_before_cut
from channelfit.advice.model import Advice
from channelfit.language import Text
from channelfit.render.forms.blocks import Item, Table
from channelfit.render.phrases.sentences import ranked_reasons, source_of
from channelfit.render.phrases.voice import NO, YES, Voice
from channelfit.render.phrases.words import CRITERIA, fit_word
from channelfit.rulebook.model import Criterion, Rule

EXCLUDES = Text("schließt den Kanal aus", "rules the channel out")
_START = Text("Ausgangswert", "start")
_POINTS = Text("Punkte", "points")
_FIT = Text("Eignung", "fit")
_CUT = Text("{kept} (von {given})", "{kept} (of {given})")
_COUNTS = Text("zählt (ab {points})", "counts (from {points})")


def arithmetic(fit: ChannelFit, voice: Voice) -> Table:
    """How the points of each goal add up: the start, each criterion (with what was cut), the points and the fit."""
    scores = fit.goals.values()
    rows = [(voice.say(_START), *(signed(scored.base, voice) for scored in scores))]
    for criterion in Criterion:
        cells = [_criterion_cell(fit, goal, criterion, voice) for goal in fit.goals]
        if any(cells):
            rows.append((voice.say(CRITERIA[criterion]), *cells))
    rows.append((voice.say(_POINTS), *(signed(scored.points, voice) for scored in scores)))
    rows.append((voice.say(_FIT), *(f"{fit_word(scored.points, voice)} ({voice.percent(scored.fit)})" for scored in scores)))
    counts = voice.say(_COUNTS, points=voice.number(voice.rulebook.settings.min_points))
    rows.append((counts, *(voice.say(YES if scored.counts else NO) for scored in scores)))
    return Table(("", *(voice.goal(goal) for goal in fit.goals)), tuple(rows))


def _criterion_cell(fit: ChannelFit, goal: str, criterion: Criterion, voice: Voice) -> str:
    """The points of a criterion for a goal, with what they were before the cut; nothing where it says nothing."""
    kept = fit.goals[goal].criteria.get(criterion.value)
    if kept is None:
        return ""
    given = sum_before_cut(fit, goal, criterion.value)
    if abs(given) <= voice.rulebook.settings.max_criterion_points:
        return signed(kept, voice)
    return voice.say(_CUT, kept=signed(kept, voice), given=signed(given, voice))


def signed(value: float, voice: Voice) -> str:
    """Points with their sign."""
    return f"+{voice.number(value)}" if value > 0 else voice.number(value).replace("-", "–")


def reason_items(advice: Advice, fit: ChannelFit, voice: Voice) -> Iterator[Item]:
    """Each rule that holds, the weightiest first: its words, points, source and origin."""
    for rule in fit.excluded_by:
        yield Item(voice.fill(rule.why), "–", provenance(rule, {}, voice))
    for weight, reason in ranked_reasons(fit, advice):
        yield Item(voice.fill(reason.rule.why), "+" if weight > 0 else "–", provenance(reason.rule, reason.points, voice))


def provenance(rule: Rule, points: Mapping[str, float], voice: Voice, *, excludes: bool = False) -> str:
    """Points by goal, the criterion, where it comes from, and where the rule stands."""
    said = voice.say(EXCLUDES) if excludes or not points else points_text(points, voice)
    return " · ".join([said, voice.say(CRITERIA[rule.criterion]), source_of(rule.basis, voice), rule.origin])


def points_text(points: Mapping[str, float], voice: Voice) -> str:
    """Points by goal, each with its sign."""
    return ", ".join(f"{voice.goal(goal)} {signed(value, voice)}" for goal, value in points.items())
