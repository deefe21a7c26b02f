"""What judges say of companies, in columns: how they rank channels, overall and for each goal, and what would be a mistake."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from channelfit.advice.rows import Column, Indices, Numbers
from channelfit.ruletools.case_sets import JudgedCompany, Judgement, Situation
from channelfit.ruletools.learn.design import Design, points_in
from channelfit.typed import NamedTuple

Judged = JudgedCompany | Situation
# By how much the points of what is good should exceed the least that counts, and those of a mistake fall short of it.
GOOD_ABOVE, NEVER_BELOW = 0.75, 0.5
NEVER_WEIGHT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Orders of channels, a row each: of a `row` of fits, by a judge of a company.

    `place` is the rank of a channel from 0, or the number of ranks where it has none. Channels that are not `able` take no part:
    excluded from all aims, of no use, or known to no judge. `never` are mistakes. The judgements of a company share one `weight`.
    """

    row: Indices
    company: Indices
    weight: Numbers
    able: Column
    place: Indices
    ranks: Indices
    never: Column


class Levels(NamedTuple):
    """Cells whose points should be at a level or beyond."""

    cell: Indices
    weight: Numbers
    level: Numbers


class Votes(NamedTuple):
    """What judges say: how they rank channels for a company and for its goals; what should count, and what should not."""

    overall: Ranking
    of_goals: Ranking
    up: Levels
    down: Levels


class _Order(NamedTuple):
    """What one judge says of one row of fits."""

    row: int
    company: int
    weight: float
    ranked: tuple[int, ...]
    never: tuple[int, ...] = ()


class _Pull(NamedTuple):
    """A cell that should be beyond a level."""

    cell: int
    weight: float


class _Cells:
    """The open cells of a design, by goal and channel; keeps what is looked up again and again, so it is a class."""

    def __init__(self, design: Design) -> None:
        cells = design.cells
        self._places = {id: place for place, id in enumerate(design.channels)}
        self._points = points_in(design, np.zeros(len(design.points)))
        self._rows: dict[int, list[int]] = {}
        for (company, _), row in design.rows.items():
            self._rows.setdefault(company, []).append(row)
        self._cells: dict[tuple[int, int], list[int]] = {}
        for cell in np.flatnonzero(cells.open):
            self._cells.setdefault((int(cells.row[cell]), int(cells.channel[cell])), []).append(int(cell))

    def places(self, company: int, channels: Sequence[str]) -> tuple[int, ...]:
        """The channels that take part for a company, by their place."""
        known = [self._places[id] for id in channels if id in self._places]
        return tuple(place for place in known if self.of_company(company, place))

    def of_row(self, row: int, channel: int) -> list[int]:
        """The cells of a channel for one goal of a company."""
        return self._cells.get((row, channel), [])

    def of_company(self, company: int, channel: int) -> list[int]:
        """The cells of a channel for all goals of a company."""
        return [cell for row in self._rows.get(company, ()) for cell in self.of_row(row, channel)]

    def best(self, cells: Sequence[int]) -> int:
        """The cell with the most points as they are: a channel counts if it does for one group."""
        return max(cells, key=lambda cell: (self._points[cell], -cell))


class _Said(NamedTuple):
    """What was read so far."""

    overall: list[_Order]
    of_goals: list[_Order]
    up: list[_Pull]
    down: list[_Pull]


def votes_of(design: Design, cases: Sequence[Judged]) -> Votes:
    """The votes of cases on the companies of a design, which are in the same order."""
    cells, said = _Cells(design), _Said([], [], [], [])
    judged = [_judgements_of(case) for case in cases]
    for company, judgements in enumerate(judged):
        for judgement in judgements:
            _read(company, judgement, 1 / len(judgements), design, cells, said)
    # Judges who were never asked about a channel have not ranked it last.
    named = _named(judgement for judgements in judged for judgement in judgements)
    is_known = np.array([id in named for id in design.channels], dtype=np.bool_)
    by_company, by_row = (
        _able(design, rows, count) & is_known
        for rows, count in ((design.cells.company, design.count), (design.cells.row, len(design.rows)))
    )
    return Votes(
        _ranking(said.overall, by_company),
        _ranking(said.of_goals, by_row),
        _levels(said.up, _good_levels(design)),
        _levels(said.down, _never_levels(design)),
    )


def _judgements_of(case: Judged) -> tuple[Judgement, ...]:
    """What a consultant calls good, in order, and bad is a judgement without goals."""
    return (Judgement(case.good, {}, case.bad),) if isinstance(case, Situation) else case.judgements


def _named(judgements: Iterable[Judgement]) -> set[str]:
    """Every channel that occurs in a judgement."""
    return {id for one in judgements for ids in (one.rank, one.never, *one.good_for.values()) for id in ids}


def _read(company: int, judgement: Judgement, weight: float, design: Design, cells: _Cells, said: _Said) -> None:
    ranked, never = cells.places(company, judgement.rank), cells.places(company, judgement.never)
    said.overall.append(_Order(company, company, weight, ranked, never))
    for goal, channels in judgement.good_for.items():
        row = design.rows.get((company, goal), -1)
        good = tuple(channel for channel in cells.places(company, channels) if cells.of_row(row, channel))
        if good:
            # However many are named, the goal has one vote.
            said.of_goals.append(_Order(row, company, weight / len(good), good))
            said.up.extend(_Pull(cells.best(cells.of_row(row, channel)), weight / len(good)) for channel in good)
    if not judgement.good_for:
        said.up.extend(_Pull(cells.best(cells.of_company(company, channel)), weight / len(ranked)) for channel in ranked)
    for cell in (cell for channel in never for cell in cells.of_company(company, channel)):
        said.down.append(_Pull(cell, NEVER_WEIGHT * weight * float(design.cells.share[cell])))


def _ranking(orders: Sequence[_Order], able: Column) -> Ranking:
    rows = np.array([order.row for order in orders], dtype=np.int64)
    ranks = np.array([len(order.ranked) for order in orders], dtype=np.int64)
    shape = len(orders), able.shape[1]
    place, never = np.broadcast_to(ranks[:, None], shape).copy(), np.zeros(shape, dtype=np.bool_)
    for index, order in enumerate(orders):
        place[index, list(order.ranked)] = np.arange(len(order.ranked))
        never[index, list(order.never)] = True
    return Ranking(
        row=rows,
        company=np.array([order.company for order in orders], dtype=np.int64),
        weight=np.array([order.weight for order in orders], dtype=np.float64),
        able=able[rows],
        place=place,
        ranks=ranks,
        never=never,
    )


def _levels(pulls: Sequence[_Pull], level: Numbers) -> Levels:
    cell = np.array([pull.cell for pull in pulls], dtype=np.int64)
    return Levels(cell, np.array([pull.weight for pull in pulls], dtype=np.float64), level[cell])


def _good_levels(design: Design) -> Numbers:
    """Where the points of a cell should be if it is good: well above the least that counts, or where they are if they count."""
    points, least = points_in(design, np.zeros(len(design.points))), design.rulebook.settings.min_points
    found: Numbers = np.where(points < least, least + GOOD_ABOVE, np.minimum(points, least + GOOD_ABOVE))
    return found


def _never_levels(design: Design) -> Numbers:
    """Where they should be if it is a mistake: well below the least that counts, or where they are if they do not count."""
    points, least = points_in(design, np.zeros(len(design.points))), design.rulebook.settings.min_points
    found: Numbers = np.where(points >= least, least - NEVER_BELOW, np.maximum(points, least - NEVER_BELOW))
    return found


def _able(design: Design, rows: Indices, count: int) -> Column:
    """Which channels have an open cell, row by row."""
    found = np.zeros((count, len(design.channels)), dtype=np.bool_)
    found[rows[design.cells.open], design.cells.channel[design.cells.open]] = True
    return found
