"""Choose for many situations at once: one branch and bound over columns of plain numbers, a row a situation.

It does what `branching.Search` does for one company, in all rows in which a set may still be the best. What sets cost stands in
them and not in the rows, so it is worked out once; rows in which two sets come nearly out alike are left to the other search.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import add, itemgetter, mul, sub
from typing import NamedTuple, TypeVar

from channelfit.advice.branching import MARGIN, MOST_GAINS
from channelfit.advice.cover import rest_of
from channelfit.advice.lanes import NEVER, Column, Field, Lane, field_of
from channelfit.advice.portfolio import DECIMALS, Picked, Terms
from channelfit.advice.states import States
from channelfit.brevity import brief

_Any = TypeVar("_Any")
# What adding up hours may differ by.
_FITS_IN = 0.5 * 10**-DECIMALS


@brief
class Stand(NamedTuple):
    """A set, in the rows in which a larger one may be the best.

    What it leaves uncovered of each aim, times what the aim is worth; the best fits so far of those who reach the same people;
    what it covers; its least hours and its least price.
    """

    members: tuple[Lane, ...]
    rows: Sequence[int]
    left: Sequence[Column]
    best: Mapping[str, Sequence[Column | None]]
    cover: Column
    hours: Column
    price: float


class _Gain(NamedTuple):
    """What one more channel covers beside a set, and what of that is left after its least price, if its least hours fit."""

    lane: Lane
    covers: Column
    net: Column


def side_by_side(states: States, terms: Terms, rows: Sequence[int]) -> list[Picked | None]:
    """What is recommended in some rows; nothing where it takes the formulas to tell, or all rows together take too long."""
    race = Race(field_of(states, terms, rows), terms, len(rows))
    race.run()
    return race.found


class Race:
    """The best set of each row so far, which makes it a class."""

    def __init__(self, field: Field, terms: Terms, count: int) -> None:
        self._field = field
        self._terms = terms
        self._best = [-NEVER] * count
        self._chosen: list[Picked | None] = [None] * count
        self._tied = [False] * count
        self._limits = [0.0] * count
        self._basics: tuple[str, ...] = ()
        self._numbers = MOST_GAINS * (2 + count // 100)
        followers = sum(lane.seat.follows for lane in field.lanes)
        self._most = terms.max_channels + min(terms.max_companions, followers)

    @property
    def found(self) -> list[Picked | None]:
        """What came out; nothing in rows in which another set is nearly as good."""
        if self._numbers < 0:
            return [None] * len(self._chosen)
        return [None if is_tied else chosen for chosen, is_tied in zip(self._chosen, self._tied, strict=True)]

    def run(self) -> None:
        """Look at every set that can be the best one, beside each choice of basics."""
        for basics, rows, left in self._field.wishes:
            for row, hours in zip(rows, left, strict=True):
                self._limits[row] = hours
            pick = _picking(rows)
            nothing = [0.0] * len(rows)
            stand = Stand((), rows, [pick(worth) for worth in self._field.worth], {}, nothing, nothing, 0.0)
            for lane in basics:
                fits = _picked(lane.fits, pick)
                stand = _grown(stand, lane, fits, _covered(stand, lane, fits))
            # What basics take of the hours is gone already.
            stand = stand._replace(members=(), hours=nothing, price=0.0)
            self._basics = tuple(sorted([lane.id for lane in basics]))
            for row, worth in zip(rows, stand.cover, strict=True):
                self._take(row, (), worth)
            self._grow(stand, self._field.lanes)

    def _take(self, row: int, members: Sequence[Lane], worth: float) -> None:
        """Take a set that fits into the hours of a row, if none is better there."""
        best = self._best[row]
        if worth > best + MARGIN:
            self._best[row], self._tied[row] = worth, False
            self._chosen[row] = Picked(tuple(sorted([lane.id for lane in members])), self._basics)
        elif worth >= best - MARGIN:
            self._best[row], self._tied[row] = max(best, worth), True

    def _grow(self, stand: Stand, rest: Sequence[Lane]) -> None:
        """Look at every set that adds some of `rest` to a set, in the rows in which one of them can be better."""
        slots = self._most - len(stand.members)
        free = self._terms.max_channels - sum([not lane.seat.follows for lane in stand.members])
        self._numbers -= len(rest) * len(stand.rows) * len(stand.left)
        if slots <= 0 or self._numbers < 0:
            return
        gains = self._gains(stand, [lane for lane in rest if free > 0 or lane.seat.follows])
        further = _further(gains, slots - 1)
        for place, gain in enumerate(gains):
            needed = self._needed(stand)
            if place < len(further):
                sums = zip(gain.net, further[place], needed, strict=True)
                alive = [at for at, (net, most, least) in enumerate(sums) if net + most >= least]
                if alive:
                    # Larger sets first: most of what comes then is no better.
                    self._grow(_with(stand, gain, alive), [other.lane for other in gains[place + 1 :]])
                    needed = self._needed(stand)
            self._offer(stand, gain, needed)

    def _needed(self, stand: Stand) -> Column:
        """What more must be worth beside a set to be as good as the best one, nearly."""
        worth = self._best
        return [worth[row] - MARGIN - cover + stand.price for row, cover in zip(stand.rows, stand.cover, strict=True)]

    def _gains(self, stand: Stand, lanes: Sequence[Lane]) -> list[_Gain]:
        """What each of some channels gains at most that pays in any row or makes others cheaper."""
        pick = _picking(stand.rows)
        room = [*map(sub, pick(self._limits), stand.hours)]
        found = []
        for lane in lanes:
            covers = _covered(stand, lane, _picked(lane.fits, pick))
            price = lane.seat.price
            net = [
                gain - price if hours - left <= _FITS_IN else -NEVER
                for gain, hours, left in zip(covers, pick(lane.least), room, strict=True)
            ]
            if max(net) > (-NEVER if lane.seat.is_kept else 0):
                found.append(_Gain(lane, covers, net))
        return found

    def _offer(self, stand: Stand, gain: _Gain, needed: Column) -> None:
        """Take a set with one more channel in the rows in which it is the best one so far, or nearly."""
        members = (*stand.members, gain.lane)
        costs = _costs_of(members, self._terms)
        if costs is None:
            return
        price, hours = costs
        # The least that it can cost may be less than what it does cost.
        extra = price - stand.price - gain.lane.seat.price
        for at in [at for at, (net, least) in enumerate(zip(gain.net, needed, strict=True)) if net - extra >= least]:
            row = stand.rows[at]
            if sum([column[row] for column in hours]) - self._limits[row] <= _FITS_IN:
                self._take(row, members, stand.cover[at] + gain.covers[at] - price)


def _costs_of(members: Sequence[Lane], terms: Terms) -> tuple[float, list[Column]] | None:
    """The price of a set, as `cover.costs_of` has it, and the hours of each of its channels; nothing if it is too large."""
    ids = {lane.id for lane in members}
    places, companions, hours = 0.0, 0, []
    for lane in members:
        share, partner = next(((share, partner) for share, partner, _ in lane.seat.beside if partner in ids), (0.0, ""))
        places += 1 - share
        companions += bool(partner) and share >= terms.companion_share
        hours.append(lane.beside[partner] if partner else lane.alone)
    if companions > terms.max_companions or len(members) - companions > terms.max_channels:
        return None
    return terms.focus_price * places, hours


def _further(gains: Sequence[_Gain], slots: int) -> list[Column]:
    """For each gain but the last, what so many of those behind it gain together at most; nothing if there are to be none."""
    if not slots:
        return []
    tops: list[Column] = []
    found: list[Column] = []
    for gain in reversed(gains[1:]):
        further: Column = [net if net > 0 else 0.0 for net in gain.net]
        for place, top in enumerate(tops):
            tops[place] = [one if one > other else other for one, other in zip(top, further, strict=True)]
            further = [other if one > other else one for one, other in zip(top, further, strict=True)]
        if len(tops) < slots:
            tops.append(further)
        found.append([sum(some) for some in zip(*tops, strict=True)] if len(tops) > 1 else tops[0])
    return found[::-1]


def _covered(stand: Stand, lane: Lane, fits: Sequence[Column | None]) -> Column:
    """What one more channel covers beside a set, before its price."""
    if lane.seat.group in stand.best:
        rests = _rests(stand.best[lane.seat.group], fits)
        pairs = [pair for pair in zip(stand.left, rests, strict=True) if pair[1]]
        parts = [[one - one * rest for one, rest in zip(left, own or (), strict=True)] for left, own in pairs]
    else:
        parts = [[*map(mul, left, fit)] for left, fit in zip(stand.left, fits, strict=True) if fit]
    if not parts:
        return [0.0] * len(stand.rows)
    covers, *others = parts
    for part in others:
        covers = [*map(add, covers, part)]
    return covers


def _rests(best: Sequence[Column | None], fits: Sequence[Column | None]) -> list[Column | None]:
    """The part of what is uncovered that one more channel leaves uncovered, of those who reach the same people; see `cover`."""
    return [
        None if fit is None else [1 - one for one in fit] if high is None else [*map(rest_of, fit, high)]
        for fit, high in zip(fits, best, strict=True)
    ]


def _with(stand: Stand, gain: _Gain, alive: Sequence[int]) -> Stand:
    """A set with one more channel, in some of its rows."""
    pick = _picking(alive)
    rows = pick(stand.rows)
    part = Stand(
        stand.members,
        rows,
        [pick(left) for left in stand.left],
        {group: _picked(best, pick) for group, best in stand.best.items()},
        pick(stand.cover),
        pick(stand.hours),
        stand.price,
    )
    return _grown(part, gain.lane, _picked(gain.lane.fits, _picking(rows)), pick(gain.covers))


def _grown(stand: Stand, lane: Lane, fits: Sequence[Column | None], covers: Column) -> Stand:
    """A set with one more channel, which covers so much."""
    group = lane.seat.group
    before = stand.best.get(group)
    rests = _rests(before, fits) if before else [fit and [1 - one for one in fit] for fit in fits]
    best = [
        high if fit is None else fit if high is None else [*map(max, fit, high)]
        for fit, high in zip(fits, before or [None] * len(fits), strict=True)
    ]
    return Stand(
        (*stand.members, lane),
        stand.rows,
        [[*map(mul, left, rest)] if rest else left for left, rest in zip(stand.left, rests, strict=True)],
        {**stand.best, group: best} if group else stand.best,
        [*map(add, stand.cover, covers)],
        [*map(add, stand.hours, _picking(stand.rows)(lane.least))],
        stand.price + lane.seat.price,
    )


def _picking(places: Sequence[int]) -> Callable[[Sequence[_Any]], Sequence[_Any]]:
    """What picks these places of a column."""
    if len(places) == 1:
        return lambda column: (column[places[0]],)
    return itemgetter(*places)


def _picked(columns: Sequence[Column | None], pick: Callable[[Column], Column]) -> list[Column | None]:
    return [column and pick(column) for column in columns]
