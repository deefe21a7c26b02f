"""How the points of a channel come about: the arithmetic of each goal, and the rules behind it with their origins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from channelfit.advice.fit import AimFit, ChannelFit, GoalFit, sum_before_cut
from channelfit.advice.model import Advice
from channelfit.language import NO, YES, Text
from channelfit.render.forms.blocks import Item, Table
from channelfit.render.phrases.groups import options_text
from channelfit.render.phrases.sentences import ranked_reasons, source_of
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import CRITERIA, fit_word
from channelfit.rulebook.model import Criterion, Rule
from channelfit.typed import NamedTuple

EXCLUDES = Text("schließt den Kanal aus", "rules the channel out")
_EXCLUDED = Text("ausgeschlossen", "ruled out")
_START = Text("Ausgangswert", "start")
_POINTS = Text("Punkte", "points")
_FIT = Text("Eignung", "fit")
_CUT = Text("{kept} (von {given})", "{kept} (of {given})")
_COUNTS = Text("zählt (ab {points})", "counts (from {points})")
_GROUPS = Text("{points} ({groups})", "{points} ({groups})")

# More groups than these beside each other are too many for 80 columns.
_MOST_COLUMNS = 3


# The groups of each goal that is split.
Segments = Mapping[str, Sequence[str]]


class _Column(NamedTuple):
    """A goal, or those of its groups for which everything is alike."""

    goal: str
    groups: tuple[str, ...]
    aim: AimFit


def arithmetic(fit: ChannelFit, voice: Voice) -> Iterator[Table]:
    """How the points of each goal add up: the start, each criterion (with what was cut), the points and the fit.

    A goal has a column; if its groups differ, it has a table of its own with a column for each of these.
    """
    by_goal = {goal: _columns(goal, scored) for goal, scored in fit.goals.items()}
    alike = [columns[0] for columns in by_goal.values() if len(columns) == 1]
    if alike:
        yield _added_up(fit, ("", *(voice.goal(column.goal) for column in alike)), alike, voice)
    for goal, columns in by_goal.items():
        for some in _tables(columns) if len(columns) > 1 else ():
            groups = (options_text(fit.goals[goal].split_by, column.groups, voice) for column in some)
            yield _added_up(fit, (voice.goal(goal), *groups), some, voice)


def _tables(columns: Sequence[_Column]) -> Iterator[Sequence[_Column]]:
    """The columns of each table: as few tables as will do, about alike in width."""
    size = ceil(len(columns) / ceil(len(columns) / _MOST_COLUMNS))
    for first in range(0, len(columns), size):
        yield columns[first : first + size]


def _added_up(fit: ChannelFit, head: tuple[str, ...], columns: Sequence[_Column], voice: Voice) -> Table:
    rows = [(voice.say(_START), *(signed(column.aim.base, voice) for column in columns))]
    for criterion in Criterion:
        cells = [_criterion_cell(fit, column, criterion, voice) for column in columns]
        if any(cells):
            rows.append((voice.say(CRITERIA[criterion]), *cells))
    rows.append((voice.say(_POINTS), *(signed(column.aim.points, voice) for column in columns)))
    rows.append((voice.say(_FIT), *(_fit_cell(column.aim, voice) for column in columns)))
    counts = voice.say(_COUNTS, points=voice.number(voice.rulebook.settings.min_points))
    rows.append((counts, *(voice.say(YES if column.aim.counts else NO) for column in columns)))
    return Table(head, tuple(rows))


def _columns(goal: str, scored: GoalFit) -> list[_Column]:
    found: list[_Column] = []
    for group, aim in scored.segments.items():
        alike = next((index for index, column in enumerate(found) if column.aim == aim), None)
        if alike is None:
            found.append(_Column(goal, (group,), aim))
        else:
            found[alike] = found[alike]._replace(groups=(*found[alike].groups, group))
    return found


def _fit_cell(aim: AimFit, voice: Voice) -> str:
    if aim.is_excluded:
        return voice.say(_EXCLUDED)
    return f"{fit_word(aim.points, voice)} ({voice.percent(aim.fit)})"


def _criterion_cell(fit: ChannelFit, column: _Column, criterion: Criterion, voice: Voice) -> str:
    """The points of a criterion for a goal, with what they were before the cut; nothing where it says nothing."""
    kept = column.aim.criteria.get(criterion.value)
    if kept is None:
        return ""
    given = sum_before_cut(fit, column.goal, criterion.value, column.groups[0])
    if abs(given) <= voice.rulebook.settings.max_criterion_points:
        return signed(kept, voice)
    return voice.say(_CUT, kept=signed(kept, voice), given=signed(given, voice))


def signed(value: float, voice: Voice) -> str:
    """Points with their sign."""
    return f"+{voice.number(value)}" if value > 0 else voice.number(value).replace("-", "–")


def reason_items(advice: Advice, fit: ChannelFit, voice: Voice) -> Iterator[Item]:
    """Each rule that holds, what excludes the channel first, then the weightiest: its words, points, source and origin."""
    for rule in fit.excluded_by:
        yield Item(voice.fill(rule.why), "–", provenance(rule, {}, voice))
    for exclusion in fit.excluded_for:
        yield Item(voice.why(exclusion), "–", provenance(exclusion.rule, {}, voice, groups=exclusion.segments))
    for weight, reason in ranked_reasons(fit, advice):
        groups = some_groups(reason.segments, fit)
        yield Item(voice.why(reason), "+" if weight > 0 else "–", provenance(reason.rule, reason.points, voice, groups=groups))


def some_groups(segments: Segments, fit: ChannelFit) -> Segments:
    """The groups of each goal, where these are not all of them."""
    return {
        goal: groups for goal, groups in segments.items() if goal in fit.goals and len(groups) < len(fit.goals[goal].segments)
    }


def provenance(
    rule: Rule, points: Mapping[str, float], voice: Voice, *, excludes: bool = False, groups: Segments | None = None
) -> str:
    """Points by goal (and the groups, if these are not all), the criterion, where it comes from, and where the rule stands."""
    said = excludes_text(groups or {}, voice) if excludes or not points else points_text(points, voice, groups or {})
    return " · ".join([said, voice.say(CRITERIA[rule.criterion]), source_of(rule.basis, voice), rule.origin])


def excludes_text(groups: Segments, voice: Voice) -> str:
    """That a rule excludes a channel, for some groups or from everything."""
    said = [options_text(voice.rulebook.goals[goal].split_by, options, voice) for goal, options in groups.items()]
    excludes = voice.say(EXCLUDES)
    return voice.say(_GROUPS, points=excludes, groups=voice.listed(list(dict.fromkeys(said)))) if said else excludes


def points_text(points: Mapping[str, float], voice: Voice, groups: Segments | None = None) -> str:
    """Points by goal, each with its sign, and the groups for which they are given where that is not for all."""
    return ", ".join(
        _with_groups(goal, signed(value, voice), (groups or {}).get(goal, ()), voice) for goal, value in points.items()
    )


def _with_groups(goal: str, given: str, groups: Sequence[str], voice: Voice) -> str:
    said = f"{voice.goal(goal)} {given}"
    if not groups:
        return said
    return voice.say(_GROUPS, points=said, groups=options_text(voice.rulebook.goals[goal].split_by, groups, voice))
