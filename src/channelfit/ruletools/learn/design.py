"""The points of all companies in columns: which base and which rules are in, for each channel and aim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from channelfit.advice.candidates import options_in
from channelfit.advice.formulas import Scored, score, view_of, weights_of
from channelfit.advice.portfolio import goal_weights
from channelfit.advice.rows import Column, Indices, Numbers
from channelfit.advice.table import Table
from channelfit.advice.truths import single
from channelfit.profile import Profile
from channelfit.rulebook.model import GOALS, Criterion, Rulebook
from channelfit.ruletools.learn.points import Answered, Origin, Point, conditions_of, criterion_of, new_points, points_of
from channelfit.typed import NamedTuple

CRITERIA = tuple(criterion.value for criterion in Criterion)
# A rule to be is tried where it holds for at least so many companies, and fails for as many.
FEWEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """What a channel can get for an aim of a company, a row each.

    `row` is the goal of the company, `weight` that of the aim among all, `share` its part of the goal; a cell that is not `open`
    is excluded. `base` is the index of its base point.
    """

    company: Indices
    channel: Indices
    row: Indices
    weight: Numbers
    share: Numbers
    open: Column
    base: Indices


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """Companies as their points see them.

    `was` are the points as they are, `rows` numbers the goals of all companies. `sums` are the points of each cell and criterion
    before the cut, as the rulebook has them. An entry says that a point is in one of them: `entry_sum` is its place in `sums`,
    row after row, and `entry_point` the index of the point. `support` counts the companies in which a point is in.
    """

    rulebook: Rulebook
    points: tuple[Point, ...]
    was: Numbers
    channels: tuple[str, ...]
    count: int
    rows: Mapping[tuple[int, str], int]
    cells: Cells
    sums: Numbers
    entry_sum: Indices
    entry_point: Indices
    support: Indices

    @property
    def is_new(self) -> Column:
        """Which points are those of rules to be."""
        return np.array([point.is_new for point in self.points], dtype=np.bool_)

    @property
    def weights(self) -> Numbers:
        """The weight of each criterion."""
        weights = self.rulebook.settings.criterion_weights
        return np.array([weights[criterion] for criterion in CRITERIA])


def design_of(rulebook: Rulebook, profiles: Sequence[Profile], *, with_new: bool = False) -> Design:
    """The design of some companies; with the points of rules to be if asked for."""
    tables = [Table(rulebook, profile.answers) for profile in profiles]
    new = new_points(rulebook, _conditions(rulebook, tables)) if with_new else ()
    collecting = _Collecting(rulebook, (*points_of(rulebook), *new))
    for company, table in enumerate(tables):
        collecting.add(company, table)
    return collecting.design(len(tables))


def sums_in(design: Design, shifts: Numbers) -> Numbers:
    """The points of each cell and criterion before the cut, with shifts."""
    moved = np.bincount(design.entry_sum, shifts[design.entry_point], minlength=design.sums.size)
    found: Numbers = design.sums + moved.reshape(design.sums.shape)
    return found


def points_in(design: Design, shifts: Numbers, sums: Numbers | None = None) -> Numbers:
    """The points of each cell, with shifts; `sums` are those before the cut, if they are known already."""
    most = design.rulebook.settings.max_criterion_points
    base = (design.was + shifts)[design.cells.base]
    found: Numbers = base + (sums_in(design, shifts) if sums is None else sums).clip(-most, most) @ design.weights
    return found


def moved(design: Design, shifts: Numbers) -> Design:
    """The design as if the points had been set so."""
    return replace(design, was=design.was + shifts, sums=sums_in(design, shifts))


def _conditions(rulebook: Rulebook, tables: Sequence[Table]) -> list[Answered]:
    """The conditions that enough companies meet and fail."""
    counts = {condition: sum(bool(table.includes(*condition)) for table in tables) for condition in conditions_of(rulebook)}
    return [condition for condition, count in counts.items() if FEWEST <= count <= len(tables) - FEWEST]


class _Cell(NamedTuple):
    company: int
    channel: int
    row: int
    weight: float
    share: float
    open: bool
    base: int


class _Collecting:
    """Collects the cells of one company after the other, and what is in them, so it is a class."""

    def __init__(self, rulebook: Rulebook, points: tuple[Point, ...]) -> None:
        self.rulebook = rulebook
        self.points = points
        self.channels = tuple(sorted(rulebook.channels))
        self.rows: dict[tuple[int, str], int] = {}
        self.cells: list[_Cell] = []
        self.sums: list[list[float]] = []
        self.entries: list[tuple[int, int]] = []
        place = {id: index for index, id in enumerate(self.channels)}
        # What a rule says of a goal: the channels by their place, and the points.
        self._said: dict[tuple[Origin, str], list[tuple[int, int]]] = {}
        for index, point in enumerate(points):
            for goal in (point.goal,) if point.goal else rulebook.channels[point.channel].serves:
                self._said.setdefault((point.origin, goal), []).append((place[point.channel], index))
        conditions = dict.fromkeys(point.origin for point in points if isinstance(point.origin, Answered))
        self._conditions = {
            condition: CRITERIA.index(criterion_of(rulebook, condition.question).value) for condition in conditions
        }
        self._rules = [(rule.id, CRITERIA.index(rule.criterion.value)) for rule in rulebook.rules]

    def add(self, company: int, table: Table) -> None:
        """Add a company."""
        goals = options_in(table.known[GOALS])
        scored = score(self.rulebook, table, goals)
        for goal, weight in goal_weights(goals).items():
            record = self.rulebook.goals[goal]
            row = self.rows.setdefault((company, goal), len(self.rows))
            for group, part in weights_of(record, 1.0, table).items():
                share = single(part)
                cell = _Cell(company, 0, row, weight * share, share, True, 0)
                self._add_aim(cell, goal, view_of(record, group, table), scored[goal, group])

    def _add_aim(self, shape: _Cell, goal: str, view: Table, scored: Scored) -> None:
        start: dict[int, int] = {}
        for channel, base in self._said.get(("", goal), ()):
            id = self.channels[channel]
            start[channel] = len(self.cells) * len(CRITERIA)
            self.cells.append(shape._replace(channel=channel, open=not scored.excluded.get(id, False), base=base))
            sums = scored.sums.get(id, {})
            self.sums.append([single(sums.get(criterion, 0.0)) for criterion in CRITERIA])
        for origin, criterion in self._holding(view):
            for channel, point in self._said.get((origin, goal), ()):
                self.entries.append((start[channel] + criterion, point))

    def _holding(self, view: Table) -> Iterable[tuple[Origin, int]]:
        """What holds, with the place of its criterion."""
        yield from (rule for rule, truth in zip(self._rules, view.fired(), strict=True) if truth)
        yield from (given for given in self._conditions.items() if view.includes(*given[0]))

    def design(self, count: int) -> Design:
        """What was collected."""
        columns = list(zip(*self.cells, strict=True)) or [()] * len(_Cell._fields)
        types = (np.int64, np.int64, np.int64, np.float64, np.float64, np.bool_, np.int64)
        named = zip(_Cell._fields, columns, types, strict=True)
        cells = Cells(**{name: np.array(column, dtype=kind) for name, column, kind in named})
        entry_sum, entry_point = np.array(self.entries, dtype=np.int64).reshape(-1, 2).T
        point = np.concatenate([cells.base, entry_point])
        company = np.concatenate([cells.company, cells.company[entry_sum // len(CRITERIA)]])
        once = np.unique(point * count + company) // max(count, 1)
        return Design(
            rulebook=self.rulebook,
            points=self.points,
            was=np.array([point.was for point in self.points]),
            channels=self.channels,
            count=count,
            rows=self.rows,
            cells=cells,
            sums=np.array(self.sums, dtype=np.float64).reshape(-1, len(CRITERIA)),
            entry_sum=entry_sum,
            entry_point=entry_point,
            support=np.bincount(once, minlength=len(self.points)),
        )
