"""The aims of many companies: for each the rows that have it, its weight and limit, and the fit of every channel."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

import numpy as np

from channelfit.advice.batch.excluded import where_excluded
from channelfit.advice.formulas import fit_of, limit_of, view_of
from channelfit.advice.portfolio import AimKey
from channelfit.advice.rows import Column, Indices, Numbers, Truths, fit_column
from channelfit.advice.table import Table
from channelfit.advice.varied import Varied
from channelfit.rulebook.condition import questions_in
from channelfit.rulebook.model import GOALS, Criterion, Goal, Rule, Rulebook
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

# Points in these parts of a point are added up as whole numbers.
_PARTS = (1, 2, 4, 8)


class AimRows(NamedTuple):
    """One aim of some rows: its weight, its limit and the rank of its goal there, and what each channel fits, a row for each and
    the channels in id order, nobody behind them: the place of the fit among those of `Scorings` if there are any, else the fit
    itself, and 0 where it does not count. `fired` has the truth of each rule for it, in all rows there are.
    """

    key: AimKey
    rows: Indices
    weight: Numbers
    limit: Numbers
    rank: Indices
    fits: NDArray[Any]
    fired: Sequence[Truths]


class Points(NamedTuple):
    """A rule that gives points for a goal, its number, and what it gives: the place among the sums, and the value."""

    number: int
    rule: Rule
    given: tuple[tuple[int, float], ...]


class Scoring(NamedTuple):
    """How one goal is scored: the base points of the channels that serve it, by their places in id order, what is summed up (for
    one of them and a criterion, with the weight of that, and how far it can get), and the rules that give points or exclude.

    `split` are the rules whose truth hangs on who is meant, `points` those that give the same to all.
    """

    goal: Goal
    serving: Indices
    base: Numbers
    sums: tuple[tuple[int, float, float], ...]
    points: tuple[Points, ...]
    split: tuple[Points, ...]
    excluding: tuple[tuple[Rule, tuple[int, ...]], ...]


class Scorings(NamedTuple):
    """How all goals are scored, and how many parts a point has to have so that all are whole numbers (0: it cannot be), with the
    kind of number that holds any sum of them, the most of them that a criterion counts, the most that count for nothing, and the
    fit of that and of each number of parts above it."""

    goals: tuple[Scoring, ...]
    scale: int
    kind: np.dtype[Any]
    most: Any
    nothing: int
    fits: Numbers


def scorings_of(rulebook: Rulebook) -> Scorings:
    """What can be known about scoring before there are companies."""
    goals = tuple(_scoring(rulebook, goal) for goal in rulebook.goals.values())
    settings, scale = rulebook.settings, _scale_of(rulebook)
    base = max((abs(float(value)) for scoring in goals for value in scoring.base), default=0.0)
    highest = int(scale * (base + len(Criterion) * settings.max_criterion_points))
    nothing = ceil(settings.min_points * scale) - 1
    values = [number / scale for number in range(nothing + 1, highest + 1)] if scale else []
    fits = [0.0, *(fit_of(value, settings.top_fit) for value in values)]
    kind = _kind_of(goals, scale, highest) if scale else np.dtype(np.float64)
    most = kind.type(settings.max_criterion_points * (scale or 1))
    return Scorings(goals, scale, kind, most, nothing, np.array(fits, dtype=np.float64))


def _kind_of(goals: Sequence[Scoring], scale: int, highest: int) -> np.dtype[Any]:
    """The smallest kind of whole number that holds the points of a channel, and any sum on the way to them."""
    sums: Counter[tuple[str, int]] = Counter()
    for scoring in goals:
        for one in (*scoring.points, *scoring.split):
            for at, value in one.given:
                sums[scoring.goal.id, at] += ceil(abs(value) * scale)
    most = max(highest, *sums.values(), 0)
    return next(np.dtype(kind) for kind in (np.int8, np.int16, np.int32, np.int64) if np.iinfo(kind).max >= most)


def _scoring(rulebook: Rulebook, goal: Goal) -> Scoring:
    serving = [id for id in sorted(rulebook.channels) if goal.id in rulebook.channels[id].serves]
    sums: dict[tuple[int, str], int] = {}
    points, excluding = [], []
    reach: defaultdict[tuple[int, bool], float] = defaultdict(float)
    for index, rule in enumerate(rulebook.rules):
        effects = {serving.index(id): effect for id, effect in rule.effects.items() if id in serving}
        given = {place: effect.points[goal.id] for place, effect in effects.items() if effect.points.get(goal.id)}
        barred = tuple(place for place, effect in effects.items() if effect.excludes)
        if given:
            summed = [(sums.setdefault((place, rule.criterion.value), len(sums)), value) for place, value in given.items()]
            points.append(Points(index, rule, tuple(summed)))
            for at, value in summed:
                reach[at, value > 0] += abs(value)
        excluding += [(rule, barred)] if barred else []
    of_group = _hanging_on(rulebook, goal.split_by)
    ids, weights = sorted(rulebook.channels), rulebook.settings.criterion_weights
    return Scoring(
        goal=goal,
        serving=np.array([ids.index(id) for id in serving], dtype=np.int64),
        base=np.array([rulebook.channels[id].serves[goal.id] for id in serving], dtype=np.float64),
        sums=tuple(
            (place, float(weights[criterion]), max(reach[at, False], reach[at, True]))
            for at, (place, criterion) in enumerate(sums)
        ),
        points=tuple(one for one in points if not one.rule.reads & of_group),
        split=tuple(one for one in points if one.rule.reads & of_group),
        excluding=tuple(excluding),
    )


def _hanging_on(rulebook: Rulebook, question: str) -> frozenset[str]:
    """A question and all whose meaning hangs on its answer."""
    found = {question} - {""}
    while more := {
        id
        for id, asked in rulebook.questions.items()
        if id not in found and (asked.subset_of in found or questions_in(asked.ask_when) & found)
    }:
        found |= more
    return frozenset(found)


def _scale_of(rulebook: Rulebook) -> int:
    settings = rulebook.settings
    given = [value for rule in rulebook.rules for effect in rule.effects.values() for value in effect.points.values()]
    given += [value for channel in rulebook.channels.values() for value in channel.serves.values()]
    given.append(settings.max_criterion_points)
    if any(weight != 1 for weight in settings.criterion_weights.values()):
        return 0
    return next((parts for parts in _PARTS if all((value * parts).is_integer() for value in map(float, given))), 0)


# --- rows ---


def aims_in(scorings: Scorings, table: Table) -> Iterator[AimRows]:
    """All aims of all rows, goal by goal."""
    goals = table.given[GOALS]
    ranks = {scoring.goal.id: _ranks(goals, scoring.goal.id, table.count) for scoring in scorings.goals}
    counts = np.sum([rank >= 0 for rank in ranks.values()], axis=0)
    for scoring in scorings.goals:
        rank = ranks[scoring.goal.id]
        if (rank >= 0).any():
            yield from _aims_of(scorings, scoring, table, (rank, (counts - rank) / np.maximum(counts * (counts + 1) / 2, 1)))


def _ranks(goals: object, goal: str, count: int) -> Indices:
    """The rank of a goal in each row, from 0; -1 where it is none."""
    if isinstance(goals, Varied):
        return goals.ranks[goal]
    return np.full(count, goals.index(goal) if isinstance(goals, tuple) and goal in goals else -1, dtype=np.int64)


def _aims_of(scorings: Scorings, scoring: Scoring, table: Table, of_goal: tuple[Indices, Numbers]) -> Iterator[AimRows]:
    rank, weight = of_goal
    rows, goal = np.flatnonzero(rank >= 0), scoring.goal
    options = table.rulebook.questions[goal.split_by].options if goal.split_by else ()
    named = {option: _column(table.includes(goal.split_by, option), table.count) for option in options}
    count = np.sum([*named.values(), np.zeros(table.count, dtype=np.int64)], axis=0)
    # Truths and points are worked out for all rows, whatever their goals are: on whole columns that costs less than picking rows.
    fired = _fired(table)
    sums = _summed(scorings, scoring.points, fired, {})
    hanging = {at for one in scoring.split for at, _ in one.given}
    common = _totals(scorings, scoring, {at: summed for at, summed in sums.items() if at not in hanging})
    for option in ("", *named):
        own = rows[named[option][rows] if option else count[rows] == 0]
        if len(own):
            view = view_of(goal, option, table)
            split = _fired(view)
            more = _summed(scorings, scoring.split, split, sums)
            given = {at: more.get(at, sums.get(at)) for at in hanging}
            points = _totals(scorings, scoring, {at: summed for at, summed in given.items() if summed is not None}, common)
            fits = _fits(scorings, table.rulebook, scoring, [_some(total, own) for total in points], len(own))
            _exclude(scoring, (view, table, own), fits)
            share = weight[own] / np.maximum(count[own], 1)
            limit = np.broadcast_to(_some(np.asarray(limit_of(goal, view), dtype=np.float64), own), (len(own),))
            yield AimRows((goal.id, option), own, share, limit, rank[own], fits, split)


def _fired(table: Table) -> Sequence[Truths]:
    """The truth of each rule, which is known to be a value, or a column of NumPy."""
    return table.fired()  # type: ignore[return-value]  # There are no others where answers are columns of NumPy.


def _column(truth: object, count: int) -> Column:
    """A truth as a column."""
    return np.broadcast_to(np.asarray(truth, dtype=np.bool_), (count,))


def _some(value: NDArray[Any], rows: Indices) -> NDArray[Any]:
    """Some rows of a column, or a value that is the same in all."""
    return value[rows] if np.ndim(value) else value


def _summed(
    scorings: Scorings, points: Iterable[Points], fired: Sequence[Truths], before: Mapping[int, NDArray[Any]]
) -> dict[int, NDArray[Any]]:
    """What rules that hold give, added to what was given before, sum by sum."""
    kind = scorings.kind.type
    found: dict[int, NDArray[Any]] = {}
    for one in points:
        truth = fired[one.number]
        if truth is not False:
            holds = kind(1) if truth is True else np.asarray(truth).view(np.int8)
            for at, value in one.given:
                given = np.multiply(holds, kind(value * (scorings.scale or 1)), dtype=kind)
                sofar = found.get(at, before.get(at))
                found[at] = given if sofar is None else sofar + given
    return found


def _totals(
    scorings: Scorings, scoring: Scoring, sums: Mapping[int, NDArray[Any]], before: Sequence[NDArray[Any]] | None = None
) -> list[NDArray[Any]]:
    """The points of each channel that serves a goal: its base or what there was before, and each sum, cut to the most."""
    kind, most = scorings.kind.type, scorings.most
    found = list(before) if before is not None else [kind(base * (scorings.scale or 1)) for base in scoring.base]
    for at, summed in sums.items():
        place, weight, reach = scoring.sums[at]
        cut = np.clip(summed, -most, most) if not scorings.scale or reach * scorings.scale > most else summed
        found[place] = found[place] + (cut if scorings.scale else cut * weight)
    return found


def _fits(scorings: Scorings, rulebook: Rulebook, scoring: Scoring, points: Sequence[NDArray[Any]], count: int) -> NDArray[Any]:
    """What each channel fits in each row, as `AimRows` has it."""
    found = np.zeros(
        (count, len(rulebook.channels) + 1), dtype=np.min_scalar_type(len(scorings.fits)) if scorings.scale else None
    )
    for place, total in zip(scoring.serving.tolist(), points, strict=True):
        if scorings.scale:
            found[:, place] = np.maximum(np.asarray(total, dtype=np.int64) - scorings.nothing, 0)
        else:
            found[:, place] = fit_column(np.atleast_1d(total), rulebook.settings)
    return found


def _exclude(scoring: Scoring, tables: tuple[Table, Table, Indices], fits: NDArray[Any]) -> None:
    """Take away the fits of channels that a rule excludes."""
    view, table, own = tables
    for rule, places in scoring.excluding:
        truth = where_excluded(rule, scoring.goal, view, table)
        if truth is not False:
            barred = np.flatnonzero(_column(truth, table.count)[own])
            for place in places:
                fits[barred, scoring.serving[place]] = 0
