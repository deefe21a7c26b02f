"""Channels in many situations at once, in columns of plain numbers: what they bring and cost, and which basics come first."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from operator import mul
from typing import NamedTuple

from channelfit.advice.players import Seat, seats_of
from channelfit.advice.portfolio import DECIMALS, Terms
from channelfit.advice.search import QUARTER, VARIED
from channelfit.advice.states import States
from channelfit.brevity import brief

Column = Sequence[float]
NEVER = float("inf")


@brief
class Lane(NamedTuple):
    """A channel in all rows: what enters the coverage of each aim, if anything does; the least hours that it takes (no hours are
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


@brief
class Wish(NamedTuple):
    """Basics that some rows can afford, and the hours that are left to each of these rows."""

    basics: tuple[Lane, ...]
    rows: Sequence[int]
    left: Column


@brief
class Field(NamedTuple):
    """What the choice depends on: what each aim is worth in each row, the channels to play, those that bring most first, and the
    basics, a row's first wish before its others."""

    worth: Sequence[Column]
    lanes: Sequence[Lane]
    wishes: Sequence[Wish]


def field_of(states: States, terms: Terms, rows: Sequence[int]) -> Field:
    """Some rows in columns."""
    keys = list(states.weights)
    weights = [states.weights[key].at(rows) for key in keys]
    worth = [[*map(mul, weight, states.limits[key].at(rows))] for key, weight in zip(keys, weights, strict=True)]
    varied = {id: column.at(rows) for id, column in (states.hours_of or {}).items()}

    def lane(seat: Seat) -> Lane:
        candidate = seat.candidate
        columns = [states.fits.get((candidate.id, key)) for key in keys]
        fits = [column.at(rows) if column and any(column.values) else None for column in columns]
        alone = varied.get(candidate.id) or [seat.alone] * len(rows)
        beside: dict[str, Column] = {
            partner: [own - min(share * own, other) for own, other in zip(alone, varied[partner], strict=True)]
            if varied
            else [hours] * len(rows)
            for share, partner, hours in seat.beside
        }
        least: Column = [*map(min, alone, *beside.values())] if beside else alone
        if seat.is_kept:
            # What is no aim of a company makes nobody cheaper.
            counts = _any(map(mul, fit, weight) for fit, weight in zip(fits, weights, strict=True) if fit)
            least = [hours if is_one else NEVER for hours, is_one in zip(least, counts, strict=False)]
        if candidate.enters != 1:
            fits = [[fit * candidate.enters for fit in column] if column else None for column in fits]
        return Lane(seat, tuple(fits), least, alone, beside)

    lanes = [lane(seat) for seat in seats_of(states.stages, states.upkeep, terms)]
    brought = {one.id: sum([sum(map(mul, fit, of)) for fit, of in zip(one.fits, worth, strict=True) if fit]) for one in lanes}
    upkeep = [lane(seat) for seat in seats_of(states.upkeep, states.stages, terms)]
    ranks = [_ranks(one, weights, len(rows)) for one in upkeep]
    step = VARIED if varied else QUARTER
    wishes = _wishes(upkeep, [*zip(*ranks, strict=True)] or [()] * len(rows), states.hours.at(rows), terms.max_basics, step)
    return Field(worth, sorted(lanes, key=lambda one: (-brought[one.id], one.id)), wishes)


def _any(columns: Iterable[Iterable[float]]) -> Iterable[bool]:
    """Where any of some columns has a number; nowhere without columns."""
    listed = list(columns)
    return map(any, zip(*listed, strict=True)) if listed else repeat(False)


def _ranks(lane: Lane, weights: Sequence[Column], count: int) -> Column:
    """What an entry to keep in order is ranked by: the mean of its fits by the weights of the aims."""
    enters = lane.seat.candidate.enters
    columns = [map(mul, fit, weight) for fit, weight in zip(lane.fits, weights, strict=True) if fit]
    if not columns or not enters:
        return [0.0] * count
    return [round(sum(some) / enters, DECIMALS) for some in zip(*columns, strict=True)]


def _wishes(upkeep: Sequence[Lane], ranks: Sequence[Column], limits: Column, most: int, step: float) -> list[Wish]:
    """The basics of the rows, those with the same ones together; see `search.choose_among`."""
    groups: dict[tuple[int, tuple[int, ...]], list[tuple[int, float]]] = {}
    for row, (own, hours) in enumerate(zip(ranks, limits, strict=True)):
        ranked = [place for _, place in sorted([(-rank, place) for place, rank in enumerate(own) if rank > 0])]
        first: tuple[float, frozenset[int]] | None = None
        number = 0
        while hours >= 0:
            taken: list[int] = []
            left = hours
            for place in ranked:
                takes = upkeep[place].least[row]
                if len(taken) < most and takes <= left:
                    taken.append(place)
                    left -= takes
            left = hours - sum([upkeep[place].least[row] for place in taken])
            if first is None or left > first[0] or not first[1].issuperset(taken):
                groups.setdefault((number, tuple(taken)), []).append((row, left))
                first = first or (left, frozenset(taken))
                number += 1
            if not taken:
                break
            hours = hours - left - step
    return [
        Wish(tuple([upkeep[place] for place in taken]), *zip(*rows, strict=True)) for (_, taken), rows in sorted(groups.items())
    ]
