"""What judges say of companies, in columns: who ranks what, what is good for which goal, and what would be a mistake."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from channelfit.advice.columns import Column, Indices, Numbers
from channelfit.ruletools.case_sets import JudgedCompany, Judgement, Situation
from channelfit.ruletools.learn.design import Design, points_in

Judged = JudgedCompany | Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """Votes on companies, a row each.

    `place` is the rank of a channel from 0, or the number of ranks where it has none; `among` are channels that are named without
    an order. Channels that are not `able` take no part: excluded from all aims, or of no use for the goals. Of each goal that
    somebody says something of, `target` shares one vote among the channels named. `up` are the cells whose points should count,
    `down` those whose points should not. The judgements of a company share its `weight`.
    """

    company: Indices
    weight: Numbers
    able: Column
    place: Indices
    ranks: Indices
    among: Column
    never: Column
    row: Indices
    row_company: Indices
    row_weight: Numbers
    row_able: Column
    target: Numbers
    up: Indices
    up_weight: Numbers
    up_level: Numbers
    down: Indices
    down_weight: Numbers
    down_level: Numbers


class _Named(NamedTuple):
    """What a judge names for a goal of a company."""

    company: int
    row: int
    weight: float
    channels: tuple[int, ...]


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

    def places(self, company: int, channels: Sequence[str]) -> list[int]:
        """The channels that take part for a company, by their place."""
        known = [self._places[id] for id in channels if id in self._places]
        return [place for place in known if self.of_company(company, place)]

    def of_row(self, row: int, channel: int) -> list[int]:
        """The cells of a channel for one goal of a company."""
        return self._cells.get((row, channel), [])

    def of_company(self, company: int, channel: int) -> list[int]:
        """The cells of a channel for all goals of a company."""
        return [cell for row in self._rows.get(company, ()) for cell in self.of_row(row, channel)]

    def best(self, cells: Sequence[int]) -> int:
        """The cell with the most points as they are: a channel counts if it does for one group."""
        return max(cells, key=lambda cell: (self._points[cell], -cell))


def votes_of(design: Design, cases: Sequence[Judged]) -> Votes:
    """The votes of cases on the companies of a design, which are in the same order."""
    cells = _Cells(design)
    cast = [
        (company, judgement, 1 / len(judgements))
        for company, case in enumerate(cases)
        for judgements in (_judgements(case),)
        for judgement in judgements
    ]
    shape = len(cast), len(design.channels)
    place, ranks = np.full(shape, -1, dtype=np.int64), np.zeros(len(cast), dtype=np.int64)
    among, never = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    named: list[_Named] = []
    up: list[tuple[int, float]] = []
    down: list[tuple[int, float]] = []
    for vote, (company, judgement, weight) in enumerate(cast):
        ordered, mistakes = cells.places(company, judgement.rank), cells.places(company, judgement.never)
        never[vote, mistakes] = True
        if isinstance(cases[company], Situation):
            among[vote, ordered] = True
            up += [(cells.best(cells.of_company(company, channel)), weight) for channel in ordered]
        else:
            place[vote, ordered], ranks[vote] = np.arange(len(ordered)), len(ordered)
        for goal, channels in judgement.good_for.items():
            row = design.rows.get((company, goal), -1)
            good = tuple(channel for channel in cells.places(company, channels) if cells.of_row(row, channel))
            named += [_Named(company, row, weight, good)] if good else []
            up += [(cells.best(cells.of_row(row, channel)), weight / len(good)) for channel in good]
        below = [cell for channel in mistakes for cell in cells.of_company(company, channel)]
        down += [(cell, weight * float(design.cells.share[cell])) for cell in below]
    place[place < 0] = np.broadcast_to(ranks[:, None], shape)[place < 0]
    company = np.array([company for company, _, _ in cast], dtype=np.int64)
    target = np.zeros((len(named), shape[1]))
    for index, one in enumerate(named):
        target[index, one.channels] = 1 / len(one.channels)
    row = np.array([one.row for one in named], dtype=np.int64)
    points, least = points_in(design, np.zeros(len(design.points))), design.rulebook.settings.min_points
    above, below_ = (points[np.array([cell for cell, _ in cells_], dtype=np.int64)] for cells_ in (up, down))
    return Votes(
        company=company,
        weight=np.array([weight for _, _, weight in cast]),
        able=_able(design, design.cells.company, design.count)[company],
        place=place,
        ranks=ranks,
        among=among,
        never=never,
        row=row,
        row_company=np.array([one.company for one in named], dtype=np.int64),
        row_weight=np.array([one.weight for one in named]),
        row_able=_able(design, design.cells.row, len(design.rows))[row],
        target=target,
        up=np.array([cell for cell, _ in up], dtype=np.int64),
        up_weight=np.array([weight for _, weight in up]),
        up_level=np.where(above < least, least + 0.75, np.minimum(above, least + 0.75)),
        down=np.array([cell for cell, _ in down], dtype=np.int64),
        down_weight=np.array([weight for _, weight in down]),
        down_level=np.where(below_ >= least, least - 0.5, np.maximum(below_, least - 0.5)),
    )


def _able(design: Design, rows: Indices, count: int) -> Column:
    """Which channels have an open cell, row by row."""
    found = np.zeros((count, len(design.channels)), dtype=np.bool_)
    found[rows[design.cells.open], design.cells.channel[design.cells.open]] = True
    return found


def _judgements(case: Judged) -> Sequence[Judgement]:
    """The judgements of a case; what a consultant calls good and bad is one without an order."""
    return (Judgement(case.good, {}, case.bad),) if isinstance(case, Situation) else case.judgements
