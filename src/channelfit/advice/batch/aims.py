"""The aims of many companies: for each the rows that have it, its weight and limit, and the fit of every channel."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from channelfit.advice.batch.coded import some_rows
from channelfit.advice.formulas import cut, excludes, fit_of, limit_of
from channelfit.advice.portfolio import AimKey
from channelfit.advice.rows import Column, Indices, Numbers, Truths, fit_column
from channelfit.advice.table import Table, Varied
from channelfit.brevity import brief
from channelfit.rulebook.model import Goal, Rule, Rulebook

# Points in these parts of a point are added up as whole numbers.
_PARTS = (1, 2, 4, 8)


@brief
class AimRows(NamedTuple):
    """One aim of some rows: its weight, its limit and the rank of its goal there, the fit of each channel that counts, a row a
    channel in id order, and the truth of the rules that give points for it."""

    key: AimKey
    rows: Indices
    weight: Numbers
    limit: Numbers
    rank: Indices
    fits: Numbers
    fired: Mapping[int, Truths]


def aims_in(rulebook: Rulebook, table: Table) -> Iterator[AimRows]:
    """All aims of all rows, goal by goal."""
    goals = table.given["goals"]
    everyone = np.arange(table.count)
    for goal in rulebook.goals.values():
        if isinstance(goals, Varied):
            ranks = goals.ranks[goal.id]
            counts = np.sum([other >= 0 for other in goals.ranks.values()], axis=0)
            rows = np.flatnonzero(ranks >= 0)
        else:
            named = isinstance(goals, tuple) and goal.id in goals
            ranks = np.full(table.count, goals.index(goal.id) if isinstance(goals, tuple) and named else -1)
            counts = np.full(table.count, len(goals) if isinstance(goals, tuple) else 0)
            rows = everyone if named else everyone[:0]
        if len(rows):
            count, rank = counts[rows], ranks[rows]
            weight = (count - rank) / (count * (count + 1) / 2)
            yield from _aims_of(rulebook, table, goal, (rows, weight, rank))


def _aims_of(rulebook: Rulebook, table: Table, goal: Goal, of_goal: tuple[Indices, Numbers, Indices]) -> Iterator[AimRows]:
    rows, weight, rank = of_goal
    given = some_rows(table.given, rows)
    whole = Table(rulebook, given, len(rows))
    options = rulebook.questions[goal.split_by].options if goal.split_by else ()
    named = {option: np.broadcast_to(whole.includes(goal.split_by, option), (len(rows),)) for option in options}
    count = np.sum([*named.values(), np.zeros(len(rows), dtype=np.int64)], axis=0)
    for option in ("", *named):
        inside = np.flatnonzero(named[option] if option else count == 0)
        if len(inside):
            part = some_rows(given, inside) | ({goal.split_by: (option,)} if option else {})
            view = Table(rulebook, part, len(inside))
            share = weight[inside] / np.maximum(count[inside], 1)
            limit = np.broadcast_to(np.asarray(limit_of(goal, view), dtype=np.float64), (len(inside),))
            fits, fired = _fits(rulebook, goal, view, whole, inside)
            yield AimRows((goal.id, option), rows[inside], share, limit, rank[inside], fits, fired)


def _fits(rulebook: Rulebook, goal: Goal, view: Table, whole: Table, inside: Indices) -> tuple[Numbers, dict[int, Truths]]:
    """The fit of each channel in each row of an aim, zero where it does not count; and which rules gave points."""
    count = view.count
    scale = scale_of(rulebook)
    kind = np.int16 if scale else np.float64
    sums: dict[tuple[str, str], NDArray[np.int16] | Numbers] = {}
    fired: dict[int, Truths] = {}
    barred: dict[str, Column] = {}
    for index, rule in enumerate(rulebook.rules):
        points = [(channel, effect.points.get(goal.id, 0.0)) for channel, effect in rule.effects.items() if not effect.excludes]
        given = [(channel, value) for channel, value in points if value]
        if given:
            truth = view.holds(rule.when, rule.reads)
            if truth is False:
                continue
            fired[index] = truth
            for channel, value in given:
                key = (channel, rule.criterion.value)
                if key not in sums:
                    sums[key] = np.zeros(count, dtype=kind)
                sums[key] += np.multiply(truth, kind(value * (scale or 1)), dtype=kind)
        for channel, effect in rule.effects.items():
            if effect.excludes:
                excluding = np.broadcast_to(_excluding(rulebook, rule, goal, (view, whole, inside)), (count,))
                barred[channel] = barred[channel] | excluding if channel in barred else excluding
    found = np.zeros((len(rulebook.channels), count))
    for place, (id, channel) in enumerate(sorted(rulebook.channels.items())):
        if goal.id in channel.serves:
            by_criterion = {criterion: total for (owner, criterion), total in sums.items() if owner == id}
            found[place] = _fit_of(rulebook, channel.serves[goal.id], by_criterion, count, scale)
            if id in barred:
                found[place][barred[id]] = 0.0
    return found, fired


def _fit_of(
    rulebook: Rulebook, base: float, sums: Mapping[str, "NDArray[np.int16] | Numbers"], count: int, scale: int
) -> Numbers:
    settings = rulebook.settings
    if not scale:
        points = np.full(count, base, dtype=np.float64)
        for criterion, total in sorted(sums.items()):
            points = points + cut(total.astype(np.float64), settings.max_criterion_points) * settings.criterion_weights[criterion]
        return fit_column(points, settings)
    whole = np.full(count, base * scale, dtype=np.int64)
    most = int(settings.max_criterion_points * scale)
    for total in sums.values():
        whole += np.clip(total, -most, most)
    lowest = int(whole.min())
    values = [value / scale for value in range(lowest, int(whole.max()) + 1)]
    fits = [fit_of(value, settings.top_fit) if value >= settings.min_points else 0.0 for value in values]
    return np.array(fits, dtype=np.float64)[whole - lowest]


def scale_of(rulebook: Rulebook) -> int:
    """How many parts a point has to have so that all sums of points are whole numbers; 0 if that cannot be."""
    settings = rulebook.settings
    given = [value for rule in rulebook.rules for effect in rule.effects.values() for value in effect.points.values()]
    given += [value for channel in rulebook.channels.values() for value in channel.serves.values()]
    given.append(settings.max_criterion_points)
    if any(weight != 1 for weight in settings.criterion_weights.values()):
        return 0
    return next((parts for parts in _PARTS if all((value * parts).is_integer() for value in map(float, given))), 0)


def _excluding(rulebook: Rulebook, rule: Rule, goal: Goal, tables: tuple[Table, Table, Indices]) -> Truths:
    """Where a rule excludes channels from an aim; what other goals are split by depends on the goals of each row."""
    view, whole, inside = tables
    splits = {other.split_by for other in rulebook.goals.values()} - {goal.split_by, ""}
    reading = sorted(splits & rule.reads)
    if not reading:
        return view.holds(rule.when, rule.reads)
    goals = some_rows(whole.given, inside)["goals"]
    found = np.zeros(view.count, dtype=np.bool_)
    split = {question: np.broadcast_to(_is_split(rulebook, goals, question), (view.count,)) for question in reading}
    for chosen in product((False, True), repeat=len(reading)):
        rows = np.flatnonzero(np.logical_and.reduce([split[q] == wanted for q, wanted in zip(reading, chosen, strict=True)]))
        if len(rows):
            others = [question for question, wanted in zip(reading, chosen, strict=True) if wanted]
            part = Table(rulebook, some_rows(view.given, rows), len(rows))
            found[rows] = excludes(rule, part, others)
    return found


def _is_split(rulebook: Rulebook, goals: object, question: str) -> Truths:
    """Where a goal of the company is split by a question."""
    named = [goal.id for goal in rulebook.goals.values() if goal.split_by == question]
    if isinstance(goals, Varied):
        return np.logical_or.reduce([goals.ranks[id] >= 0 for id in named])
    return isinstance(goals, Sequence) and any(id in goals for id in named)
