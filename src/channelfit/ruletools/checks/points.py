"""Checks of rules beside rules: points that count twice, cancel out, come too late, or drown all others."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from channelfit.rulebook.condition import All, AnyOf, Condition
from channelfit.rulebook.model import GOALS, Criterion, Rule
from channelfit.ruletools.checks.finding import Finding, Scope, Severity

# With fewer other rules there is nothing to speak of that could be outweighed.
_MOST_ALONE = 2


class _Points(NamedTuple):
    """What a rule gives one channel, by goal."""

    rule: Rule
    points: Mapping[str, float]


def counted_twice(scope: Scope) -> Iterator[Finding]:
    """A rule holds only where another one of the same criterion holds too, and both add to the same side of the same goals.

    So its points never stand alone: what looks like +2 is +2 and +1, and the author of the wider rule may not know it. Meant as
    "and more of it", accept it; else make the wider rule exclude the narrower situation. The witness is where both hold.

    Bad: `market: b2b` gives +2, and `{market: b2b, size: large}` gives +3 in place of it.
    Good: `{market: b2b, size: {none_of: [large]}}` and `{market: b2b, size: large}`.
    """
    found: dict[tuple[str, str], tuple[Rule, Rule, dict[str, list[str]]]] = {}
    for channel, given in _by_channel(scope).items():
        for one, other in combinations(given, 2):
            if one.rule.criterion is not other.rule.criterion:
                continue
            goals = [goal for goal in one.points if one.points[goal] * other.points.get(goal, 0.0) > 0]
            for narrow, wide in ((other, one), (one, other)) if goals else ():
                together = _implied_goals(scope, narrow.rule.when, wide.rule.when, goals)
                # Of two that hold in the same situations the later one is named.
                if together and channel not in found.get((wide.rule.id, narrow.rule.id), (None, None, {}))[2]:
                    entry = found.setdefault((narrow.rule.id, wide.rule.id), (narrow.rule, wide.rule, {}))
                    entry[2][channel] = together
    for narrow_rule, wide_rule, channels in found.values():
        goals = sorted({goal for some in channels.values() for goal in some})
        witness = scope.witness(narrow_rule.when, scope.goal(*goals))
        if witness is not None:
            yield Finding(
                "counted-twice",
                Severity.WARNING,
                narrow_rule.id,
                narrow_rule.mark,
                {"at": narrow_rule.id, "other": wide_rule.id, "sums": _sums(narrow_rule, wide_rule, channels)},
                witness=witness,
            )


def opposite_points(scope: Scope) -> Iterator[Finding]:
    """Two rules hold in the same situations and give the same channel points of opposite signs for the same goal.

    One takes back what the other gives, and a reader sees two reasons that contradict each other. Join them into one rule.
    The witness is where both hold.

    Bad: `video: yes` gives +2 in one file and -1 in another. Good: one rule that gives +1.
    """
    for channel, given in sorted(_by_channel(scope).items()):
        for one, other in combinations(given, 2):
            goals = [goal for goal in one.points if one.points[goal] * other.points.get(goal, 0.0) < 0]
            there = _implied_goals(scope, one.rule.when, other.rule.when, goals)
            goals = [goal for goal in _implied_goals(scope, other.rule.when, one.rule.when, there) if goal in there]
            witness = scope.witness(one.rule.when, scope.goal(*goals)) if goals else None
            if witness is not None:
                values = {"at": other.rule.id, "other": one.rule.id, "sums": _sums(other.rule, one.rule, {channel: goals})}
                yield Finding("opposite-points", Severity.WARNING, other.rule.id, other.rule.mark, values, witness=witness)


def points_on_excluded(scope: Scope) -> Iterator[Finding]:
    """A rule gives points to a channel that is always excluded where the rule holds.

    The points never count, and their reason is never read. The witness is where the rule holds and the channel is excluded.

    Bad: points for `market: b2b, size: solo` where another rule excludes the channel for `size: solo`.
    Good: points for `market: b2b` with the exclusion beside it.
    """
    excluding: dict[str, list[Rule]] = defaultdict(list)
    for rule, channel, _, excludes in scope.effects():
        if excludes:
            excluding[channel].append(rule)
    # One condition for each channel: what was worked out about it is kept with it.
    excluded: dict[str, Condition] = {id: AnyOf(tuple(rule.when for rule in rules)) for id, rules in excluding.items()}
    for channel, given in sorted(_by_channel(scope).items()):
        for one in given if channel in excluded else ():
            if scope.implies(one.rule.when, excluded[channel]):
                witness = scope.witness(one.rule.when, scope.goal(*one.points))
                others = ", ".join(
                    rule.id for rule in excluding[channel] if scope.boxes.satisfy(one.rule.when, rule.when).answers
                )
                if witness is not None:
                    values = {"at": one.rule.id, "channel": channel, "others": others}
                    yield Finding("points-on-excluded", Severity.WARNING, one.rule.id, one.rule.mark, values, witness=witness)


def outweighing_rule(scope: Scope) -> Iterator[Finding]:
    """A rule weighs more for a goal of a channel than all its other rules together, of which there are three or more.

    Whatever else the answers say, the channel follows this one rule. Compared is what counts: the points after the cut of each
    criterion, times its weight, all others taken as pulling the same way. The witness is where the rule holds against as many
    rules of the opposite sign as go with it.

    Bad: -9 beside +1, +1 and +1. Good: -2 beside the same, or `exclude: true`, if that is what is meant.
    """
    for channel, given in sorted(_by_channel(scope).items()):
        for one in given:
            goals = []
            for goal, points in one.points.items():
                others = [other for other in given if other is not one and goal in other.points]
                if len(others) > _MOST_ALONE and _weight(scope, {one.rule.criterion: abs(points)}) > _together(
                    scope, others, goal
                ):
                    goals.append(goal)
            if goals:
                sums = ", ".join(f"{goal} {one.points[goal]:+g}" for goal in goals)
                values = {"at": one.rule.id, "channel": channel, "sums": sums}
                witness = scope.witness(one.rule.when, scope.goal(goals[0]), *_against(given, one, goals[0]))
                yield Finding("outweighing-rule", Severity.WARNING, one.rule.id, one.rule.mark, values, witness=witness)


def _by_channel(scope: Scope) -> dict[str, list[_Points]]:
    """For each channel the rules that give it points, in id order."""
    found: dict[str, list[_Points]] = defaultdict(list)
    for rule, channel, points, _ in scope.effects():
        if points:
            found[channel].append(_Points(rule, points))
    return found


def _implied_goals(scope: Scope, narrow: Condition, wide: Condition, goals: Sequence[str]) -> list[str]:
    """The goals that are a company's somewhere where the narrow condition holds, and with which the wide one always does too."""
    if not goals:
        return []
    if scope.implies(narrow, wide):
        implied = list(goals)
    elif GOALS in scope.boxes.reads(narrow) | scope.boxes.reads(wide):
        implied = [goal for goal in goals if scope.implies(All((narrow, scope.goal(goal))), wide)]
    else:
        return []
    return [goal for goal in implied if scope.boxes.satisfy(narrow, scope.goal(goal)).answers is not None]


def _sums(one: Rule, other: Rule, channels: Mapping[str, Sequence[str]]) -> str:
    """The points of both, as "linkedin: image +2 and +1"; goals with the same points together."""
    said = []
    for channel, goals in sorted(channels.items()):
        mine, others = one.effects[channel].points, other.effects[channel].points
        alike: dict[tuple[float, float], list[str]] = {}
        for goal in goals:
            alike.setdefault((mine[goal], others[goal]), []).append(goal)
        said.append(f"{channel}: " + ", ".join(f"{'/'.join(some)} {m:+g} {o:+g}" for (m, o), some in alike.items()))
    return "; ".join(said)


def _weight(scope: Scope, sums: Mapping[Criterion, float]) -> float:
    """What sums of points by criterion come to, after the cut and times the weights."""
    settings = scope.rulebook.settings
    return sum(
        min(settings.max_criterion_points, points) * settings.criterion_weights[criterion.value]
        for criterion, points in sums.items()
    )


def _together(scope: Scope, others: Sequence[_Points], goal: str) -> float:
    """The most that other rules could ever weigh for a goal, if all of them pulled the same way."""
    sums: dict[Criterion, float] = defaultdict(float)
    for other in others:
        sums[other.rule.criterion] += abs(other.points[goal])
    return _weight(scope, sums)


def _against(given: Sequence[_Points], one: _Points, goal: str) -> Iterator[Condition]:
    """The conditions of the rules that pull the other way."""
    return (other.rule.when for other in given if other.points.get(goal, 0.0) * one.points[goal] < 0)
