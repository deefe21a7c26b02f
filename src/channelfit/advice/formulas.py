"""The formulas of the choice, each once, over the truth of conditions: for one company, or for many in columns.

What is said here of a value is as true of a column. `portfolio` has what follows once fits are known.
"""

from collections.abc import Mapping, Sequence
from math import pow as power
from typing import TYPE_CHECKING, NamedTuple

from channelfit.advice.portfolio import DECIMALS, AimKey
from channelfit.advice.truths import any_of, both, either, opposite
from channelfit.brevity import brief
from channelfit.rulebook.model import Goal, HoursRule, Limit, Rule, Rulebook, Settings

if TYPE_CHECKING:
    from channelfit.advice.table import Table
    from channelfit.advice.truths import Numbers, Truths, Values


@brief
class Scored(NamedTuple):
    """What the rules make of all channels for one aim: points by channel and criterion, before the cut; where it is excluded."""

    sums: "Mapping[str, Mapping[str, Values]]"
    excluded: "Mapping[str, Truths]"


def fit_of(points: float, top_fit: float) -> float:
    """The fit for some points: `top_fit / (1 + 2^-points)`; a point doubles the odds below the ceiling."""
    return top_fit / (1 + power(2, -points))


def times(truth: "Truths", value: float) -> "Values":
    """A value where something holds, else nothing."""
    if isinstance(truth, bool):
        return value if truth else 0.0
    found: Numbers = truth.astype(float) * value
    return found


def single(value: "Values") -> float:
    """The value for one company."""
    assert isinstance(value, float | int)
    return float(value)


def cut(total: "Values", most: float) -> "Values":
    """Points of one criterion, cut to `-most..+most`."""
    return max(-most, min(most, total)) if isinstance(total, float | int) else total.clip(-most, most)


def criteria_of(
    channel: str, scored: Scored, settings: Settings, factors: "Mapping[str, Values] | None" = None
) -> "dict[str, Values]":
    """The points of a channel for an aim by criterion, after the cut, times the weight (times a factor, if there is one)."""
    found = {}
    for criterion, total in sorted(scored.sums.get(channel, {}).items()):
        weight: Values = settings.criterion_weights[criterion]
        found[criterion] = cut(total, settings.max_criterion_points) * (
            weight if factors is None else weight * factors[criterion]
        )
    return found


def points_of(base: float, criteria: "Mapping[str, Values]") -> "Values":
    """The points of a channel for an aim: its base, and what each criterion gives."""
    total: Values = base
    for given in criteria.values():
        total = total + given
    return total


def split_of(goal: Goal, table: "Table") -> tuple[str, ...]:
    """The options that a goal is split by, in any row; none if it is one aim."""
    if not goal.split_by:
        return ()
    asked = table.rulebook.questions[goal.split_by]
    return tuple(option for option in asked.options if any_of(table.includes(goal.split_by, option)))


def weights_of(goal: Goal, weight: "Values", table: "Table") -> "dict[str, Values]":
    """The weight of each aim of a goal, by option; what is not split is one aim by the name of nothing."""
    options = split_of(goal, table)
    named = {option: table.includes(goal.split_by, option) for option in options}
    count: Values = 0.0
    for truth in named.values():
        count = count + times(truth, 1.0)
    if isinstance(count, float):
        return dict.fromkeys(options, weight / count) if options else {"": weight}
    share = weight / count.clip(1.0)
    found: dict[str, Values] = {option: share * truth for option, truth in named.items()}
    if not bool(count.all()):
        found[""] = weight * (count == 0)
    return found


def view_of(goal: Goal, group: str, table: "Table") -> "Table":
    """The companies as the aim of one group sees them."""
    return table.alone(goal.split_by, group) if group else table


def limit_of(goal: Goal, view: "Table") -> "Values":
    """The share of an aim that channels can cover at best: the lowest limit that applies, else all of it."""
    lowest: Values = 1.0
    for limit in goal.limits:
        lowest = lower(view.holds(limit.when), limit.at_most, lowest)
    return lowest


def deciding_limit(goal: Goal, view: "Table") -> Limit | None:
    """The limit that applies to one company, if any does."""
    applying = [limit for limit in goal.limits if view.holds(limit.when)]
    return min(applying, key=lambda limit: limit.at_most, default=None)


def lower(truth: "Truths", value: "Values", present: "Values") -> "Values":
    """The lower of two values where something holds, else the present one."""
    if isinstance(truth, bool) and not truth:
        return present
    if isinstance(truth, bool) and isinstance(value, float | int) and isinstance(present, float | int):
        return min(value, present)
    import numpy as np

    return np.where(truth, np.minimum(value, present), present)


def believable_hours(rulebook: Rulebook, table: "Table", hours: "Values") -> "Values":
    """The hours that can be believed, rounded down to a quarter."""
    believed = hours
    for rule in rulebook.hours:
        believed = lower(table.holds(rule.when), _allowed(rule, hours), believed)
    return _quarters(believed)


def deciding_hours_rule(rulebook: Rulebook, table: "Table", hours: float) -> HoursRule | None:
    """The rule that lowers the hours of one company most, the first of equals; nothing if none does."""
    applying = [rule for rule in rulebook.hours if table.holds(rule.when)]
    lowest = min(applying, key=lambda rule: _allowed(rule, hours), default=None)
    return lowest if lowest is not None and _allowed(lowest, hours) < hours else None


def _allowed(rule: HoursRule, hours: "Values") -> "Values":
    return rule.at_most if rule.at_most is not None else hours * (1.0 if rule.times is None else rule.times)


def _quarters(hours: "Values") -> "Values":
    if isinstance(hours, float | int):
        return (round(4 * hours, DECIMALS) // 1) / 4
    return (4 * hours).round(DECIMALS) // 1 / 4


def is_not_ready(rulebook: Rulebook, table: "Table") -> "Truths":
    """Whether an answered blocking check is unmet."""
    found: Truths = False
    for check in rulebook.checks:
        if check.blocking:
            met = table.truth(check.met_when).maybe
            partly = table.truth(check.partly_when).maybe if check.partly_when is not None else False
            applies = table.truth(check.applies_when).maybe
            found = either(found, both(applies, both(opposite(met), opposite(partly))))
    return found


def excludes(rule: Rule, view: "Table", others: Sequence[str]) -> "Truths":
    """Whether a rule that excludes channels does so for an aim.

    `others` are the questions by which other goals of the company are split: one that the rule reads must let it hold under every
    single option that was answered.
    """
    reading = [question for question in others if question in rule.reads]
    if not reading:
        return view.holds(rule.when, rule.reads)
    first, rest = reading[0], [question for question in others if question != reading[0]]
    everywhere: Truths = True
    anywhere: Truths = False
    for option in view.rulebook.questions[first].options:
        answered = view.includes(first, option)
        if any_of(answered):
            alone = excludes(rule, view.alone(first, option), rest)
            everywhere = both(everywhere, either(opposite(answered), alone))
            anywhere = either(anywhere, answered)
    if anywhere is True:
        return everywhere
    return either(both(anywhere, everywhere), both(opposite(anywhere), excludes(rule, view, rest)))


def others_of(rulebook: Rulebook, goals: Sequence[str], goal: str) -> tuple[str, ...]:
    """The questions by which other goals of a company are split."""
    own = rulebook.goals[goal].split_by
    return tuple(sorted({rulebook.goals[other].split_by for other in goals} - {own, ""}))


def score(rulebook: Rulebook, table: "Table", goals: Sequence[str]) -> dict[AimKey, Scored]:
    """What the rules make of every channel, for each aim of these goals."""
    found: dict[AimKey, Scored] = {}
    for goal in goals:
        record = rulebook.goals[goal]
        others = others_of(rulebook, goals, goal)
        for group in weights_of(record, 1.0, table):
            found[goal, group] = _scored(goal, view_of(record, group, table), others)
    return found


def _scored(goal: str, view: "Table", others: Sequence[str]) -> Scored:
    sums: dict[str, dict[str, Values]] = {}
    excluded: dict[str, Truths] = {}
    for rule, truth in zip(view.rulebook.rules, view.fired(), strict=True):
        if truth is False and (not others or rule.reads.isdisjoint(others)):
            continue
        criterion = rule.criterion.value
        for channel, effect in rule.effects.items():
            if effect.excludes:
                excluding = excludes(rule, view, others) if others else truth
                if any_of(excluding):
                    excluded[channel] = either(excluded.get(channel, False), excluding)
            elif truth is not False and (points := effect.points.get(goal)):
                given = sums.setdefault(channel, {})
                given[criterion] = given.get(criterion, 0.0) + times(truth, points)
    return Scored(sums, excluded)
