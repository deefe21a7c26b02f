"""Channels in many situations at once, in columns of plain numbers: what they bring and cost, and which basics come first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat
from operator import itemgetter, mul

from channelfit.advice.players import Seat, seats_of
from channelfit.advice.portfolio import DECIMALS, Terms
from channelfit.advice.search import QUARTER, VARIED, basics_in_turn
from channelfit.advice.states import States, hopeful
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    _Any = TypeVar("_Any")

Column = Sequence[float]
NEVER = float("inf")


class PlayerColumns(NamedTuple):
    """A player in all rows: what enters the coverage of each aim, if anything does; the least hours that it takes (no hours are
    enough where it is no aim of the company), those alone, and those beside each of its partners, who saves most first."""

    seat: Seat
    fits: tuple[Column | None, ...]
    least: Column
    alone: Column
    beside: Mapping[str, Column]

    @property
    def id(self) -> str:
        """The channel that it is."""
        return self.seat.candidate.id


class BasicsColumns(NamedTuple):
    """Basics that some rows can afford, and the hours that are left to each of these rows."""

    basics: tuple[PlayerColumns, ...]
    rows: Sequence[int]
    left: Column


class RivalColumns(NamedTuple):
    """What there is to choose from: what each aim is worth in each row, the channels that may be chosen, those that bring most
    first, and the basics, those that a row can have in turn one after the other."""

    worth: Sequence[Column]
    players: Sequence[PlayerColumns]
    basics: Sequence[BasicsColumns]


def rivals_in(states: States, terms: Terms, rows: Sequence[int]) -> RivalColumns:
    """Some rows in columns."""
    keys, states = list(states.weights), hopeful(states, terms)
    weights = [states.weights[key].at(rows) for key in keys]
    worth = [[*map(mul, weight, states.limits[key].at(rows))] for key, weight in zip(keys, weights, strict=True)]
    varied = {id: column.at(rows) for id, column in (states.hours_of or {}).items()}

    def columns_of(seats: Sequence[Seat]) -> list[PlayerColumns]:
        fits = [[states.fits.get((seat.candidate.id, key)) for key in keys] for seat in seats]
        own = [[column.at(rows) if column and any(column.values) else None for column in some] for some in fits]
        return [_player(seat, some, weights, varied, len(rows)) for seat, some in zip(seats, own, strict=True)]

    players = columns_of(seats_of(states.stages, states.upkeep, terms))
    upkeep = columns_of(seats_of(states.upkeep, states.stages, terms))
    brought = {one.id: sum([sum(map(mul, fit, of)) for fit, of in zip(one.fits, worth, strict=True) if fit]) for one in players}
    step = VARIED if varied else QUARTER
    basics = _basics(upkeep, [_ranks(one, weights, len(rows)) for one in upkeep], states.hours.at(rows), terms.max_basics, step)
    return RivalColumns(worth, sorted(players, key=lambda one: (-brought[one.id], one.id)), basics)


def _player(
    seat: Seat, fits: Sequence[Column | None], weights: Sequence[Column], varied: Mapping[str, Column], count: int
) -> PlayerColumns:
    """A player, where hours are varied with others than those of its seat; see `players.with_hours`."""
    enters = seat.candidate.enters
    alone = varied[seat.candidate.id] if varied else [seat.alone] * count
    beside: dict[str, Column] = {
        partner: [own - min(share * own, other) for own, other in zip(alone, varied[partner], strict=True)]
        if varied
        else [hours] * count
        for share, partner, hours in seat.beside
    }
    least: Column = [*map(min, alone, *beside.values())] if beside else alone
    if seat.is_kept:
        # What is no aim of a company makes nobody cheaper.
        counts = _any(map(mul, fit, weight) for fit, weight in zip(fits, weights, strict=True) if fit)
        least = [hours if is_one else NEVER for hours, is_one in zip(least, counts, strict=False)]
    entering = [[fit * enters for fit in column] if column and enters != 1 else column for column in fits]
    return PlayerColumns(seat, tuple(entering), least, alone, beside)


def _any(columns: Iterable[Iterable[float]]) -> Iterable[bool]:
    """Where any of some columns has a number; nowhere without columns."""
    listed = list(columns)
    return map(any, zip(*listed, strict=True)) if listed else repeat(False)


def _ranks(one: PlayerColumns, weights: Sequence[Column], count: int) -> Column:
    """What an entry to keep in order is ranked by: the mean of its fits by the weights of the aims."""
    enters = one.seat.candidate.enters
    columns = [map(mul, fit, weight) for fit, weight in zip(one.fits, weights, strict=True) if fit]
    if not columns or not enters:
        return [0.0] * count
    return [round(sum(some) / enters, DECIMALS) for some in zip(*columns, strict=True)]


def _basics(
    upkeep: Sequence[PlayerColumns], ranks: Sequence[Column], limits: Column, most: int, step: float
) -> list[BasicsColumns]:
    """The basics of the rows, those with the same ones together, a row's first ones before its others."""
    counting = [(place, rank) for place, rank in enumerate(ranks) if any(rank)]
    groups: dict[tuple[int, tuple[int, ...]], list[tuple[int, float]]] = {}
    for row, hours in enumerate(limits):
        ranked = [place for place, rank in counting if rank[row] > 0]
        needed = sum([upkeep[place].least[row] for place in ranked])
        if len(ranked) <= most and 2 * needed <= hours:
            # There is room for all of them, and fewer hours would leave no more than they do.
            groups.setdefault((0, tuple(ranked)), []).append((row, hours - needed))
            continue
        ranked.sort(key=lambda place: -ranks[place][row])
        takes = [upkeep[place].least[row] for place in ranked]
        for number, (taken, left) in enumerate(basics_in_turn(takes, hours, most, step)):
            groups.setdefault((number, tuple(sorted([ranked[place] for place in taken]))), []).append((row, left))
    return [
        BasicsColumns(tuple([upkeep[place] for place in taken]), *zip(*rows, strict=True))
        for (_, taken), rows in sorted(groups.items())
    ]


def picking(places: Sequence[int]) -> Callable[[Sequence[_Any]], Sequence[_Any]]:
    """What picks these places of a column."""
    if len(places) == 1:
        return lambda column: (column[places[0]],)
    return itemgetter(*places)


def picked(columns: Sequence[Column | None], pick: Callable[[Column], Column]) -> list[Column | None]:
    """What is picked of each of some columns."""
    return [column and pick(column) for column in columns]
