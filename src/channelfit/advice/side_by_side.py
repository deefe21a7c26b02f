"""Choose for many situations at once: one branch and bound over columns of plain numbers, a row a situation.

It does what `branching.Search` does for one company, in all rows in which a set may still be the best. What sets cost stands in
them and not in the rows, so it is worked out once; rows in which two sets come nearly out alike are left to the other search.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from operator import add, ge, le, mul, sub

from channelfit.advice.branching import MARGIN, MOST_GAINS
from channelfit.advice.cover import rest_of
from channelfit.advice.player_columns import NEVER, Column, PlayerColumns, RivalColumns, picked, picking, rivals_in
from channelfit.advice.portfolio import DECIMALS, Chosen, Picked, Terms
from channelfit.advice.states import States
from channelfit.typed import NamedTuple

# What adding up hours may differ by.
_FITS_IN = 0.5 * 10**-DECIMALS


class CoverColumns(NamedTuple):
    """`cover.Cover` in columns: a set, in the rows in which a larger one may be the best.

    What it leaves uncovered of each aim, times what the aim is worth; the best fits so far of those who reach the same people;
    its coverage less its least price; its least hours and that price.
    """

    members: tuple[PlayerColumns, ...]
    rows: Sequence[int]
    left: Sequence[Column]
    best: Mapping[str, Sequence[Column | None]]
    worth: Column
    hours: Column
    price: float


class _Gain(NamedTuple):
    """What one more channel covers beside a set, less its least price; far below nothing where its least hours do not fit."""

    player: PlayerColumns
    net: Column


def side_by_side(states: States, terms: Terms, rows: Sequence[int], likely: Chosen = ()) -> list[Picked | None]:
    """What is recommended in some rows, a likely set in most of them; nothing where it takes the formulas to tell, or all rows
    together take too long."""
    search = ColumnSearch(rivals_in(states, terms, rows), terms, len(rows))
    search.run(likely)
    return search.found


class ColumnSearch:
    """`branching.Search` in columns: it keeps the best set of each row so far, so it is a class."""

    def __init__(self, rivals: RivalColumns, terms: Terms, count: int) -> None:
        self._rivals = rivals
        self._terms = terms
        self._best = [-NEVER] * count
        # What a set must be worth to be the best one, or nearly.
        self._enough = [-NEVER] * count
        self._chosen: list[Picked | None] = [None] * count
        self._tied = [False] * count
        self._limits = [0.0] * count
        self._basics: tuple[str, ...] = ()
        self._numbers = MOST_GAINS * (2 + count // 100)
        followers = sum(player.seat.follows for player in rivals.players)
        self._most = terms.max_channels + min(terms.max_companions, followers)

    @property
    def found(self) -> list[Picked | None]:
        """What came out; nothing in rows in which another set is nearly as good."""
        if self._numbers < 0:
            return [None] * len(self._chosen)
        return [None if is_tied else chosen for chosen, is_tied in zip(self._chosen, self._tied, strict=True)]

    def run(self, likely: Chosen = ()) -> None:
        """Look at every set that can be the best one, which is worth no less than a likely one, beside each choice of basics."""
        for basics, rows, left in self._rivals.basics:
            for row, hours in zip(rows, left, strict=True):
                self._limits[row] = hours
            pick = picking(rows)
            nothing = [0.0] * len(rows)
            cover = CoverColumns((), rows, [pick(worth) for worth in self._rivals.worth], {}, nothing, nothing, 0.0)
            for player in basics:
                fits = picked(player.fits, pick)
                cover = _grown(cover, player, fits, _covered(cover, player, fits))
            # What basics take of the hours is gone already, and they have no price.
            cover = cover._replace(members=(), hours=nothing, price=0.0)
            self._basics = tuple(sorted([player.id for player in basics]))
            alone = self._named(())
            for row, worth in zip(rows, cover.worth, strict=True):
                self._take(row, alone, worth)
            self._expect(cover, [player for player in self._rivals.players if player.id in likely])
            self._grow(cover, self._rivals.players)

    def _expect(self, cover: CoverColumns, members: Sequence[PlayerColumns]) -> None:
        """Look for nothing that is worth less than a set, in the rows in which it fits."""
        costs = _costs_of(members, self._terms) if members else None
        if costs is None:
            return
        price, hours = costs
        pick = picking(cover.rows)
        for player in members:
            fits = picked(player.fits, pick)
            cover = _grown(cover, player, fits, [gain - player.seat.price for gain in _covered(cover, player, fits)])
        # The set itself is found, and taken, all the same.
        more = cover.price - price - 2 * MARGIN
        for row, worth, least, *taken in zip(cover.rows, cover.worth, cover.hours, *map(pick, hours), strict=True):
            if least < NEVER and worth + more > self._best[row] and sum(taken) - self._limits[row] <= _FITS_IN:
                self._raise(row, worth + more)

    def _named(self, members: Sequence[PlayerColumns]) -> Picked:
        return Picked(tuple(sorted([player.id for player in members])), self._basics)

    def _take(self, row: int, picked: Picked, worth: float) -> None:
        """Take a set that fits into the hours of a row, if none is better there."""
        best = self._best[row]
        if worth > best + MARGIN:
            self._chosen[row], self._tied[row] = picked, False
            self._raise(row, worth)
        elif worth >= best - MARGIN:
            self._tied[row] = True
            self._raise(row, max(best, worth))

    def _raise(self, row: int, worth: float) -> None:
        """Look for nothing that is worth less in a row."""
        self._best[row], self._enough[row] = worth, worth - MARGIN

    def _grow(self, cover: CoverColumns, rest: Sequence[PlayerColumns]) -> None:
        """Look at every set that adds some of `rest` to a set, in the rows in which one of them can be better."""
        slots = self._most - len(cover.members)
        free = self._terms.max_channels - sum([not player.seat.follows for player in cover.members])
        self._numbers -= len(rest) * len(cover.rows) * len(cover.left)
        if slots <= 0 or self._numbers < 0:
            return
        gains = self._gains(cover, [player for player in rest if free > 0 or player.seat.follows])
        further = _further(gains, slots - 1)
        needed = self._needed(cover)
        for place, gain in enumerate(gains):
            if place < len(further):
                alive = _places(map(add, gain.net, further[place]), needed)
                if not alive:
                    continue
                # Larger sets first: most of what comes then is no better.
                self._grow(_with(cover, gain, alive), [other.player for other in gains[place + 1 :]])
                needed = self._needed(cover)
            if self._offer(cover, gain, needed):
                needed = self._needed(cover)

    def _needed(self, cover: CoverColumns) -> Column:
        """What more must be worth beside a set to be as good as the best one, nearly."""
        return [*map(sub, picking(cover.rows)(self._enough), cover.worth)]

    def _gains(self, cover: CoverColumns, players: Sequence[PlayerColumns]) -> list[_Gain]:
        """What each of some channels gains at most that pays in any row or makes others cheaper."""
        pick = picking(cover.rows)
        room = [limit - hours + _FITS_IN for limit, hours in zip(pick(self._limits), cover.hours, strict=True)]
        found = []
        for player in players:
            fits_in = [*map(le, pick(player.least), room)]
            if not any(fits_in):
                continue
            covers, price = _covered(cover, player, picked(player.fits, pick)), player.seat.price
            if all(fits_in):
                net = [gain - price for gain in covers]
            else:
                net = [gain - price if fits else -NEVER for gain, fits in zip(covers, fits_in, strict=True)]
            if max(net) > (-NEVER if player.seat.is_kept else 0):
                found.append(_Gain(player, net))
        return found

    def _offer(self, cover: CoverColumns, gain: _Gain, needed: Column) -> bool:
        """Take a set with one more channel in the rows in which it is the best one so far, or nearly; whether there are any."""
        better = _places(gain.net, needed)
        members = (*cover.members, gain.player)
        costs = _costs_of(members, self._terms) if better else None
        if costs is None:
            return False
        price, hours = costs
        # The least that it can cost may be less than what it does cost.
        if extra := price - cover.price - gain.player.seat.price:
            better = [at for at in better if gain.net[at] - extra >= needed[at]]
        picked = self._named(members)
        for at in better:
            row = cover.rows[at]
            if sum([column[row] for column in hours]) - self._limits[row] <= _FITS_IN:
                self._take(row, picked, cover.worth[at] + gain.net[at] - extra)
        return bool(better)


def _places(reached: Iterable[float], needed: Column) -> list[int]:
    """The places in a column at which something reaches what is needed."""
    return [*compress(range(len(needed)), map(ge, reached, needed))]


def _costs_of(members: Sequence[PlayerColumns], terms: Terms) -> tuple[float, list[Column]] | None:
    """The price of a set, as `cover.costs_of` has it, and the hours of each of its channels; nothing if it is too large."""
    ids = {player.id for player in members}
    places, companions, hours = 0.0, 0, []
    for player in members:
        share, partner = next(((share, partner) for share, partner, _ in player.seat.beside if partner in ids), (0.0, ""))
        places += 1 - share
        companions += bool(partner) and share >= terms.companion_share
        hours.append(player.beside[partner] if partner else player.alone)
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
            if place + 1 < slots:
                further = [other if one > other else one for one, other in zip(top, further, strict=True)]
        if len(tops) < slots:
            tops.append(further)
        found.append([*map(sum, zip(*tops, strict=True))] if len(tops) > 1 else tops[0])
    return found[::-1]


def _covered(cover: CoverColumns, player: PlayerColumns, fits: Sequence[Column | None]) -> Column:
    """What one more channel covers beside a set, before its price."""
    if player.seat.group in cover.best:
        rests = _rests(cover.best[player.seat.group], fits)
        pairs = [pair for pair in zip(cover.left, rests, strict=True) if pair[1]]
        parts = [[one - one * rest for one, rest in zip(left, own or (), strict=True)] for left, own in pairs]
    else:
        parts = [[*map(mul, left, fit)] for left, fit in zip(cover.left, fits, strict=True) if fit]
    if not parts:
        return [0.0] * len(cover.rows)
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


def _with(cover: CoverColumns, gain: _Gain, alive: Sequence[int]) -> CoverColumns:
    """A set with one more channel, in some of its rows."""
    pick = picking(alive)
    rows = pick(cover.rows)
    part = CoverColumns(
        cover.members,
        rows,
        [pick(left) for left in cover.left],
        {group: picked(best, pick) for group, best in cover.best.items()},
        pick(cover.worth),
        pick(cover.hours),
        cover.price,
    )
    return _grown(part, gain.player, picked(gain.player.fits, picking(rows)), pick(gain.net))


def _grown(cover: CoverColumns, player: PlayerColumns, fits: Sequence[Column | None], net: Column) -> CoverColumns:
    """A set with one more channel, which gains so much after its least price."""
    group = player.seat.group
    before = cover.best.get(group)
    rests = _rests(before, fits) if before else [fit and [1 - one for one in fit] for fit in fits]
    best = [
        high if fit is None else fit if high is None else [*map(max, fit, high)]
        for fit, high in zip(fits, before or [None] * len(fits), strict=True)
    ]
    return CoverColumns(
        (*cover.members, player),
        cover.rows,
        [[*map(mul, left, rest)] if rest else left for left, rest in zip(cover.left, rests, strict=True)],
        {**cover.best, group: best} if group else cover.best,
        [*map(add, cover.worth, net)],
        [*map(add, cover.hours, picking(cover.rows)(player.least))],
        cover.price + player.seat.price,
    )
