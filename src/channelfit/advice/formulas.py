"""The formulas of the choice, each once, over the truth of conditions: for one company, or for many in columns.

What is said here of a value is as true of a column. `portfolio` has what follows once fits are known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from math import pow as power

from channelfit.advice.parted import Parts
from channelfit.advice.portfolio import DECIMALS, AimKey
from channelfit.advice.truths import (
    added,
    any_among,
    any_of,
    both,
    either,
    joined,
    least,
    opposite,
    plus,
    single,
    times,
    where,
)
from channelfit.rulebook.compiled import kept_with
from channelfit.rulebook.model import Goal, HoursRule, Limit, Rule, Rulebook, Settings
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from channelfit.advice.table import Table
    from channelfit.advice.truths import Truths, Values


class Scored(NamedTuple):
    """What the rules make of all channels for one aim: points by channel and criterion, before the cut; where it is excluded."""

    sums: Mapping[str, Mapping[str, Values]]
    excluded: Mapping[str, Truths]


def fit_of(points: float, top_fit: float) -> float:
    """The fit for some points: `top_fit / (1 + 2^-points)`; a point doubles the odds below the ceiling."""
    return top_fit / (1 + power(2, -points))


def weighted(total: Values, most: float, weight: float) -> Values:
    """Points of one criterion, cut to `-most..+most`, times its weight."""
    if isinstance(total, Parts):
        return total.mapped(lambda value: max(-most, min(most, value)) * weight)
    points = single(total)
    return (most if points >= most else -most if points <= -most else points) * weight


def criteria_of(channel: str, scored: Scored, settings: Settings) -> dict[str, Values]:
    """The points of a channel for an aim by criterion, after the cut, times the weight."""
    weights, most, sums = settings.criterion_weights, settings.max_criterion_points, scored.sums.get(channel, {})
    return {criterion: weighted(sums[criterion], most, weights[criterion]) for criterion in sorted(sums)}


def points_of(base: float, criteria: Mapping[str, Values]) -> Values:
    """The points of a channel for an aim: its base, and what each criterion gives."""
    total: Values = base
    for given in criteria.values():
        total = plus(total, given)
    return total


def split_of(goal: Goal, table: Table) -> tuple[str, ...]:
    """The options that a goal is split by, in any row; none if it is one aim."""
    if not goal.split_by:
        return ()
    asked = table.rulebook.questions[goal.split_by]
    return tuple(option for option in asked.options if any_of(table.includes(goal.split_by, option)))


def weights_of(goal: Goal, weight: Values, table: Table) -> dict[str, Values]:
    """The weight of each aim of a goal, by option; what is not split is one aim by the name of nothing."""
    options = split_of(goal, table)
    named = {option: table.includes(goal.split_by, option) for option in options}
    count: Values = 0.0
    for truth in named.values():
        count = added(count, truth, 1.0)
    if isinstance(count, float):
        return dict.fromkeys(options, joined(weight, count, _shared_out)) if options else {"": weight}
    found = {option: where(truth, joined(weight, count, _shared_out), 0.0) for option, truth in named.items()}
    nobody = opposite(any_among(named.values()))
    if any_of(nobody):
        found[""] = where(nobody, weight, 0.0)
    return found


def _shared_out(weight: float, count: float) -> float:
    return weight / max(count, 1.0)


def view_of(goal: Goal, group: str, table: Table) -> Table:
    """The companies as the aim of one group sees them."""
    return table.alone(goal.split_by, group) if group else table


def limit_of(goal: Goal, view: Table) -> Values:
    """The share of an aim that channels can cover at best: the lowest limit that applies, else all of it."""
    lowest: Values = 1.0
    for limit in goal.limits:
        lowest = lower(view.holds(limit.when), limit.at_most, lowest)
    return lowest


def deciding_limit(goal: Goal, view: Table) -> Limit | None:
    """The limit that applies to one company, if any does."""
    applying = [limit for limit in goal.limits if view.holds(limit.when)]
    return min(applying, key=lambda limit: limit.at_most, default=None)


def lower(truth: Truths, value: Values, present: Values) -> Values:
    """The lower of two values where something holds, else the present one."""
    return present if truth is False else where(truth, least(value, present), present)


def believable_hours(rulebook: Rulebook, table: Table, hours: Values) -> Values:
    """The hours that can be believed, rounded down to a quarter: the lowest share of them that a rule allows, or fewer."""
    share: Values = 1.0
    most: Values = inf
    for rule in rulebook.hours:
        holds, (part, number) = table.holds(rule.when), _allowed(rule)
        share = lower(holds, part, share) if part < 1 else share
        most = lower(holds, number, most) if number < inf else most
    return _quarters(least(times(hours, share), most))


def deciding_hours_rule(rulebook: Rulebook, table: Table, hours: float) -> HoursRule | None:
    """The rule that lowers the hours of one company most, the first of equals; nothing if none does."""

    def allowed(rule: HoursRule) -> float:
        part, number = _allowed(rule)
        return min(hours * part, number)

    applying = [rule for rule in rulebook.hours if table.holds(rule.when)]
    lowest = min(applying, key=allowed, default=None)
    return lowest if lowest is not None and allowed(lowest) < hours else None


def _allowed(rule: HoursRule) -> tuple[float, float]:
    """The share of the hours that a rule allows, and how many at most."""
    return 1.0 if rule.times is None else rule.times, inf if rule.at_most is None else rule.at_most


def _quarters(hours: Values) -> Values:
    if isinstance(hours, float | int):
        return (round(4 * hours, DECIMALS) // 1) / 4
    if isinstance(hours, Parts):
        return hours.mapped(lambda value: (round(4 * value, DECIMALS) // 1) / 4)
    return (4 * hours).round(DECIMALS) // 1 / 4


def is_not_ready(rulebook: Rulebook, table: Table) -> Truths:
    """Whether an answered blocking check is unmet."""
    found: Truths = False
    for check in rulebook.checks:
        if check.blocking:
            met = table.truth(check.met_when).maybe
            partly = table.truth(check.partly_when).maybe if check.partly_when is not None else False
            applies = table.truth(check.applies_when).maybe
            found = either(found, both(applies, both(opposite(met), opposite(partly))))
    return found


def excludes(rule: Rule, view: Table, others: Sequence[str]) -> Truths:
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


def score(
    rulebook: Rulebook, table: Table, goals: Sequence[str], where_asked: Mapping[AimKey, Truths] | None = None
) -> dict[AimKey, Scored]:
    """What the rules make of every channel, for each aim of these goals; of some aims only where somebody asks for it."""
    found: dict[AimKey, Scored] = {}
    for goal in goals:
        record = rulebook.goals[goal]
        others = others_of(rulebook, goals, goal)
        for group in weights_of(record, 1.0, table):
            asked = where_asked.get((goal, group), True) if where_asked else True
            found[goal, group] = _scored(goal, view_of(record, group, table), others, asked)
    return found


def _scored(goal: str, view: Table, others: Sequence[str], asked: Truths) -> Scored:
    sums: dict[str, dict[str, Values]] = {}
    excluded: dict[str, Truths] = {}
    fired = view.fired()
    rulebook = view.rulebook
    for number, criterion, points in kept_with(rulebook, ("points", goal), lambda: _points_for(rulebook, goal)):
        # Most rules hold for nobody.
        if fired[number] is not False and any_of(truth := both(fired[number], asked)):
            for channel, value in points:
                given = sums.setdefault(channel, {})
                total = given.get(criterion, 0.0)
                given[criterion] = plus(total, value) if truth is True else added(total, truth, value)
    for number, rule, channels in kept_with(rulebook, "excluding", lambda: _excluding(rulebook)):
        excluding = excludes(rule, view, others) if others else fired[number]
        if excluding is not False and any_of(excluding):
            for channel in channels:
                excluded[channel] = either(excluded.get(channel, False), excluding)
    return Scored(sums, excluded)


def _points_for(rulebook: Rulebook, goal: str) -> list[tuple[int, str, list[tuple[str, float]]]]:
    """The rules that give points for a goal: their number and criterion, and the points of each channel."""
    found = []
    for number, rule in enumerate(rulebook.rules):
        given = [
            (id, effect.points[goal]) for id, effect in rule.effects.items() if not effect.excludes and effect.points.get(goal)
        ]
        if given:
            found.append((number, rule.criterion.value, given))
    return found


def _excluding(rulebook: Rulebook) -> list[tuple[int, Rule, list[str]]]:
    """The rules that exclude channels, with their numbers."""
    found = []
    for number, rule in enumerate(rulebook.rules):
        channels = [id for id, effect in rule.effects.items() if effect.excludes]
        if channels:
            found.append((number, rule, channels))
    return found
