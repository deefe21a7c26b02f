"""How well each channel fits each goal of one company; every point keeps the rule it came from.

The formulas are in `formulas`; here their results are put together for one company, group by group.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress

from channelfit.advice.formulas import Scored, criteria_of, excludes, fit_of, others_of, points_of, view_of, weights_of
from channelfit.advice.portfolio import DECIMALS, AimKey
from channelfit.advice.table import Table
from channelfit.advice.truths import single
from channelfit.rulebook.compiled import kept_with
from channelfit.rulebook.model import Channel, Rule, Rulebook, Settings
from channelfit.typed import NamedTuple


class AimFit(NamedTuple):
    """How well a channel fits one goal, for one group of people if the goal is split.

    `criteria` are the points of each criterion in which a rule holds, after the cut, times its weight; `points` is `base` plus
    their sum; `counts` says whether they reach `min_points`. What excludes the channel leaves it no fit.
    """

    base: float
    criteria: Mapping[str, float]
    points: float
    fit: float
    counts: bool
    is_excluded: bool = False


class GoalFit(NamedTuple):
    """How well a channel fits a goal: by option of the question that splits it, and the means of these; one has no name where it
    is not split. It counts if it does in one of them."""

    base: float
    criteria: Mapping[str, float]
    points: float
    fit: float
    counts: bool
    split_by: str
    segments: Mapping[str, AimFit]


class Reason(NamedTuple):
    """A rule that holds, with the points it gives a channel for the company's goals, and the groups for which it holds."""

    rule: Rule
    points: Mapping[str, float]
    segments: Mapping[str, tuple[str, ...]]


class ChannelFit(NamedTuple):
    """A channel with its fit for each of the company's goals that it serves at all, and what excludes it from all of them.

    `excluded_for` are the rules that exclude it for some groups only, with these groups.
    """

    channel: Channel
    goals: Mapping[str, GoalFit]
    reasons: tuple[Reason, ...]
    excluded_by: tuple[Rule, ...]
    excluded_for: tuple[Reason, ...] = ()

    @property
    def is_eligible(self) -> bool:
        """Whether the channel may be recommended: it counts for a goal, and not everything excludes it."""
        return any(goal.counts for goal in self.goals.values())

    @property
    def aims(self) -> dict[AimKey, AimFit]:
        """The fit for each aim."""
        return {(goal, group): aim for goal, fit in self.goals.items() for group, aim in fit.segments.items()}

    @property
    def closest(self) -> AimKey:
        """The aim that the channel has the most points for, of those that nothing excludes it from."""
        points = {key: round(aim.points, DECIMALS) for key, aim in self.aims.items() if not aim.is_excluded}
        return min(points, key=lambda key: (-points[key], key))


def fits_of(rulebook: Rulebook, table: Table, goals: Sequence[str], scored: Mapping[AimKey, Scored]) -> dict[str, ChannelFit]:
    """The fit of every channel for the goals of one company, in id order."""
    reasons = _reasons(rulebook, table, list(scored))
    by_goal = {goal: {group: aim for (served, group), aim in scored.items() if served == goal} for goal in goals}
    excluded = {id for aim in scored.values() for id in aim.excluded}
    found = {}
    for id, channel in sorted(rulebook.channels.items()):
        fits = {goal: _goal_fit(channel, goal, aims, rulebook) for goal, aims in by_goal.items() if goal in channel.serves}
        excluding = _excluding(id, table, goals, list(scored)) if id in excluded else ()
        is_excluded = bool(excluding) and all(aim.is_excluded for fit in fits.values() for aim in fit.segments.values())
        found[id] = ChannelFit(
            channel=channel,
            goals=fits,
            reasons=tuple(reasons.get(id, ())),
            excluded_by=tuple(exclusion.rule for exclusion in excluding) if is_excluded else (),
            excluded_for=() if is_excluded else tuple(exclusion for exclusion in excluding if fits.keys() & exclusion.segments),
        )
    return found


def _goal_fit(channel: Channel, goal: str, aims: Mapping[str, Scored], rulebook: Rulebook) -> GoalFit:
    base, settings = channel.serves[goal], rulebook.settings
    segments = {group: _aim_fit(channel.id, base, scored, settings) for group, scored in aims.items()}
    count = len(segments)
    if count == 1:
        [(group, aim)] = segments.items()
        split_by = rulebook.goals[goal].split_by if group else ""
        return GoalFit(base, aim.criteria, aim.points, aim.fit, aim.counts, split_by, segments)
    named = sorted({criterion for aim in segments.values() for criterion in aim.criteria})
    return GoalFit(
        base=base,
        criteria={criterion: _mean([aim.criteria.get(criterion, 0.0) for aim in segments.values()]) for criterion in named},
        points=_mean([aim.points for aim in segments.values()]),
        fit=sum(aim.fit for aim in segments.values()) / count,
        counts=any(aim.counts for aim in segments.values()),
        split_by=rulebook.goals[goal].split_by if "" not in segments else "",
        segments=segments,
    )


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), DECIMALS)


def _aim_fit(channel: str, base: float, scored: Scored, settings: Settings) -> AimFit:
    criteria = {criterion: single(given) for criterion, given in criteria_of(channel, scored, settings).items()}
    points = round(single(points_of(base, criteria)), DECIMALS)
    is_excluded = bool(scored.excluded.get(channel, False))
    return AimFit(
        base=base,
        criteria=criteria,
        points=points,
        fit=0.0 if is_excluded else fit_of(points, settings.top_fit),
        counts=not is_excluded and points >= settings.min_points,
        is_excluded=is_excluded,
    )


def _reasons(rulebook: Rulebook, table: Table, aims: Sequence[AimKey]) -> dict[str, list[Reason]]:
    """The rules that hold for each channel, with their points, and the groups for which they hold."""
    given = kept_with(rulebook, "given", lambda: [_given_by(rule, rulebook) for rule in rulebook.rules])
    fired = [(key, view_of(rulebook.goals[key[0]], key[1], table).fired()) for key in aims]
    # Most aims are seen alike.
    views = {id(truths): truths for _, truths in fired}.values()
    found: dict[str, list[Reason]] = {}
    for index in compress(range(len(given)), map(any, zip(*views, strict=True))):
        holding = [key for key, truths in fired if truths[index]]
        for channel, points in given[index]:
            groups: dict[str, tuple[str, ...]] = {}
            for goal, group in holding:
                if goal in points:
                    groups[goal] = (*groups.get(goal, ()), group)
            if groups:
                segments = {goal: options for goal, options in groups.items() if options != ("",)}
                reason = Reason(rulebook.rules[index], {goal: points[goal] for goal in groups}, segments)
                found.setdefault(channel, []).append(reason)
    return found


def _given_by(rule: Rule, rulebook: Rulebook) -> list[tuple[str, dict[str, float]]]:
    """The points that a rule gives each channel, for goals that it serves."""
    given = []
    for channel, effect in rule.effects.items():
        record = rulebook.channels.get(channel)
        points = {goal: value for goal, value in effect.points.items() if value and record and goal in record.serves}
        if points:
            given.append((channel, points))
    return given


def rules_that_hold(rulebook: Rulebook, table: Table, goals: Sequence[str]) -> tuple[Rule, ...]:
    """The rules that hold for one company, or at least for one group of one of its goals, in order."""
    aims = [(goal, group) for goal in goals for group in weights_of(rulebook.goals[goal], 1.0, table)]
    fired = [view_of(rulebook.goals[goal], group, table).fired() for goal, group in aims] or [table.fired()]
    return tuple(compress(rulebook.rules, map(any, zip(*fired, strict=True))))


def _excluding(channel: str, table: Table, goals: Sequence[str], aims: Sequence[AimKey]) -> tuple[Reason, ...]:
    """The rules that exclude a channel from an aim, in order, with the groups from which they do."""
    rulebook, found = table.rulebook, []
    others = {goal: others_of(rulebook, goals, goal) for goal in goals}
    for rule in rulebook.rules:
        if channel in rule.effects and rule.effects[channel].excludes:
            segments: dict[str, tuple[str, ...]] = {}
            for goal, group in aims:
                if excludes(rule, view_of(rulebook.goals[goal], group, table), others[goal]):
                    segments[goal] = (*segments.get(goal, ()), group)
            if segments:
                found.append(Reason(rule, {}, segments))
    return tuple(found)


def sum_before_cut(fit: ChannelFit, goal: str, criterion: str, group: str = "") -> float:
    """What the rules of a criterion give for an aim, before it is cut."""
    given = (
        reason.points[goal]
        for reason in fit.reasons
        if reason.rule.criterion.value == criterion
        and goal in reason.points
        and (not group or group in reason.segments.get(goal, ()))
    )
    return sum(given)
