"""Candidates as the search for the best set sees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from channelfit.advice.portfolio import Aim, Candidate, Chosen, Terms, quarters_up
from channelfit.typed import NamedTuple

# What adding up may differ by.
_SLACK = 1e-9


class Beside(NamedTuple):
    """What a channel costs beside one of its partners: the share of its work that falls away, and the hours that are left."""

    share: float
    partner: str
    hours: float


class Seat(NamedTuple):
    """What a candidate brings to a search whatever its fits are.

    `price` and `hours` are the least that it can cost beside any of the others, `alone` its hours without them, as far as there
    are any beside whom it saves some. `group` is whom it reaches if another reaches them too; `follows` says whether it can be a
    companion, and `is_kept` whether it stays in play though it does not pay its price, since it makes others cheaper. `beside`
    has its partners, who saves most first.
    """

    candidate: Candidate
    price: float
    hours: float
    alone: float
    group: str
    follows: bool
    is_kept: bool
    beside: tuple[Beside, ...]


class Player(NamedTuple):
    """A candidate in a search: what enters the coverage of each aim, then what is in its seat and read most often.

    Its hours, those alone and those beside partners may be others than those in its seat.
    """

    fits: Sequence[float]
    price: float
    hours: float
    group: str
    follows: bool
    is_kept: bool
    alone: float
    beside: tuple[Beside, ...]
    seat: Seat


def seats_of(
    candidates: Sequence[Candidate], others: Sequence[Candidate], terms: Terms, kept: Collection[str] = ()
) -> list[Seat]:
    """The seats of candidates, beside others that are there anyway; whoever is `kept` stays in play."""
    ids = {candidate.id for candidate in candidates}
    partners = {partner for candidate in candidates for partner in candidate.shares}
    reached = Counter([candidate.reaches for candidate in (*candidates, *others)])
    found = []
    for candidate in candidates:
        alone = candidate.hours if candidate.is_upkeep else quarters_up(candidate.hours)
        ranked = sorted([(-share, id) for id, share in candidate.shares.items() if share > 0 and id in ids])
        beside = tuple([Beside(-share, id, quarters_up(candidate.hours * (1 + share))) for share, id in ranked])
        most = beside[0].share if beside else 0.0
        found.append(
            Seat(
                candidate=candidate,
                price=terms.focus_price * (1 - most),
                hours=min([alone, *[one.hours for one in beside]]),
                alone=alone,
                group=candidate.reaches if candidate.reaches and reached[candidate.reaches] > 1 else "",
                follows=bool(beside) and most >= terms.companion_share,
                is_kept=candidate.id in kept or candidate.id in partners,
                beside=beside,
            )
        )
    return found


def in_play(gains: Mapping[str, float], seated: Callable[[Chosen], Sequence[Seat]]) -> Sequence[Seat]:
    """The seats of the channels that can be in the best set, of those that gain so much at most, in the order of these.

    Those are who pays the least price that it can have, and who makes one of them cheaper, or makes cheaper who does. Without
    all the others together a set covers less by no more than they cost, and nobody in it costs more. `seated` has the seats of
    some channels beside one another: as there are fewer of them, the least price of others may be higher.
    """
    ids = tuple(gains)
    while True:
        seats = seated(ids)
        beside = {seat.candidate.id: [one.partner for one in seat.beside] for seat in seats}
        useful = dict.fromkeys([seat.candidate.id for seat in seats if gains[seat.candidate.id] > seat.price - _SLACK])
        left = [*useful]
        while left:
            found = [id for id in beside[left.pop()] if id not in useful]
            useful |= dict.fromkeys(found)
            left += found
        if len(useful) == len(ids):
            return seats
        ids = tuple([id for id in ids if id in useful])


def player_of(seat: Seat, fits: Sequence[float]) -> Player:
    """A candidate with what enters the coverage of each aim."""
    return Player(fits, seat.price, seat.hours, seat.group, seat.follows, seat.is_kept, seat.alone, seat.beside, seat)


def entering(candidate: Candidate, aims: Sequence[Aim]) -> list[float]:
    """What of a candidate enters the coverage of each aim."""
    return [candidate.fits.get((aim.goal, aim.group), 0.0) * candidate.enters for aim in aims]


def with_hours(player: Player, hours: Mapping[str, float]) -> Player:
    """A player where the hours of channels are others: not in quarters, and nobody saves more than a partner takes."""
    fits, price, _, group, follows, is_kept, _, beside, seat = player
    alone = least = hours[seat.candidate.id]
    if beside:
        beside = tuple([Beside(share, id, alone - min(share * alone, hours[id])) for share, id, _ in beside])
        least = min([alone, *[one.hours for one in beside]])
    return Player(fits, price, least, group, follows, is_kept, alone, beside, seat)
