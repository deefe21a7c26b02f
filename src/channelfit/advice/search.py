"""Look for the best set of channels, exactly.

Coverage is submodular (a channel adds at most as much to a larger set), which is what makes the bound of the search valid; shared
work only ever lowers hours and price, so that the least a channel can cost bounds what it does cost.
"""

from collections.abc import Collection, Sequence
from operator import itemgetter, mul
from typing import NamedTuple

from channelfit.advice.cover import Cover, bound_of, costs_of, gain_of, grown
from channelfit.advice.players import Player, entering, player_of, seats_of
from channelfit.advice.portfolio import (
    DECIMALS,
    Aim,
    Candidate,
    Portfolio,
    Terms,
    weighted_fit,
    worth_of,
)
from channelfit.brevity import brief
from channelfit.source.problem import InvalidInput, Mark, Mistake, Source, problem

TOO_MANY_SETS = Mistake(
    "too-many-sets",
    "{channels} Kanäle, davon bis zu {most} zusammen, sind zu viele, um die beste Auswahl sicher zu finden;"
    " weniger Kanäle für diese Ziele oder eine kleinere Zahl zusammen",
    "{channels} channels, up to {most} of them together, are too many to find the best set for certain;"
    " fewer channels for these goals, or fewer together",
)
# So many gains for one aim are worked out in one search, which takes a fraction of a second.
MOST_GAINS = 250_000
# Sets whose bound is this close to the best are still looked at, so that ties are settled by rule and not by rounding.
_MARGIN = 1e-8
# Hours come in quarters; where they are varied they come in anything.
QUARTER, VARIED = 0.25, 1e-6


class Allowance:
    """How many gains may still be worked out: counted, not timed, so that every machine refuses the same."""

    def __init__(self, left: int = MOST_GAINS) -> None:
        self._left = left

    def spend(self, gains: int, channels: int, most: int) -> None:
        """Raises InvalidInput where nothing is left: a set that may not be the best is never said to be."""
        self._left -= gains
        if self._left < 0:
            raise InvalidInput([problem(TOO_MANY_SETS, Mark(Source("max_channels"), 0, 0), channels=channels, most=most)])


def choose(
    candidates: Sequence[Candidate],
    upkeep: Sequence[Candidate],
    aims: Sequence[Aim],
    terms: Terms,
    allowance: Allowance | None = None,
) -> Portfolio:
    """The portfolio: basics first, then the best set within the hours that they leave.

    Raises InvalidInput where that takes more than is allowed.
    """
    players, entries = _players(candidates, upkeep, aims, terms), _players(upkeep, candidates, aims, terms)
    entries.sort(key=lambda one: (-round(weighted_fit(one.seat.candidate, aims), DECIMALS), one.seat.candidate.id))
    taken = choose_among(players, entries, aims, terms, allowance or Allowance())
    basics, chosen = (tuple([player.seat.candidate for player in some]) for some in (taken.basics, taken.chosen))
    return Portfolio(basics, chosen, taken.hours_left)


def _players(
    candidates: Sequence[Candidate], others: Sequence[Candidate], aims: Sequence[Aim], terms: Terms, kept: Collection[str] = ()
) -> list[Player]:
    return [player_of(seat, entering(seat.candidate, aims)) for seat in seats_of(candidates, others, terms, kept)]


@brief
class Taken(NamedTuple):
    """The players that were chosen, in id order, the entries to keep in order before them, and the hours that were left."""

    basics: tuple[Player, ...]
    chosen: tuple[Player, ...]
    hours_left: float


def choose_among(
    players: Sequence[Player],
    ranked: Sequence[Player],
    aims: Sequence[Aim],
    terms: Terms,
    allowance: Allowance,
    step: float = QUARTER,
    likely: Collection[str] = (),
) -> Taken:
    """What is chosen of some players, with the entries to keep in order by rank; hours come in steps.

    A set that is `likely` is tried first, which saves time and changes nothing.

    Basics come first as a matter of order, even where that costs a channel. But an hour more must never make the
    result worse: where a basic that has just become affordable would, the hours are used as if there were fewer.
    """
    found: list[Taken] = []
    hours = terms.hours
    while hours >= 0:
        basics = affordable(ranked, hours, terms.max_basics)
        left = hours - sum([basic.hours for basic in basics])
        # Fewer of the same basics can only be better where they leave more hours.
        if not found or left > found[0].hours_left or not set(map(_id, basics)) <= set(map(_id, found[0].basics)):
            search = Search(players, basics, aims, terms._replace(hours=left), allowance)
            search.run(likely)
            found.append(Taken(basics, search.best, left))
        if not basics:
            break
        # The same basics are taken down to the hours they need.
        hours = hours - left - step
    if len(found) < 2:
        return found[0] if found else Taken((), (), 0.0)
    return max(found, key=lambda one: _worth(one.chosen, one.basics, aims, terms))


def _worth(chosen: Sequence[Player], basics: Sequence[Player], aims: Sequence[Aim], terms: Terms) -> float:
    fitted, ordered = ([_fitted(player, aims) for player in some] for some in (chosen, basics))
    return worth_of(fitted, ordered, aims, terms)


def _fitted(player: Player, aims: Sequence[Aim]) -> Candidate:
    """The candidate that a player is, as the formulas see it."""
    fits = {aim.key: fit for aim, fit in zip(aims, player.fits, strict=True)}
    return player.seat.candidate._replace(fits=fits, enters=1.0)


def affordable(ranked: Sequence[Player], hours: float, most: int) -> tuple[Player, ...]:
    """The basics that fit into the hours, the best first; one that does not fit is skipped. They share no work."""
    taken: list[Player] = []
    for player in ranked:
        if len(taken) < most and player.hours <= hours:
            taken.append(player)
            hours -= player.hours
    return tuple(taken)


def best_set(
    candidates: Sequence[Candidate], basics: Sequence[Candidate], aims: Sequence[Aim], hours: float, terms: Terms
) -> tuple[Candidate, ...]:
    """The set that maximises `total coverage - price`, in id order; ties as `Search` settles them."""
    search = _search(candidates, basics, aims, hours, terms)
    search.run()
    return tuple([player.seat.candidate for player in search.best])


def _search(
    candidates: Sequence[Candidate],
    basics: Sequence[Candidate],
    aims: Sequence[Aim],
    hours: float,
    terms: Terms,
    kept: Collection[str] = (),
) -> "Search":
    players, entries = _players(candidates, basics, aims, terms, kept), _players(basics, candidates, aims, terms)
    return Search(players, tuple(entries), aims, terms._replace(hours=hours), Allowance())


def runner_up(
    candidates: Sequence[Candidate], aims: Sequence[Aim], terms: Terms, portfolio: Portfolio
) -> tuple[tuple[Candidate, ...], float] | None:
    """The best other set beside the same basics, and by how much it is worth less; nothing if there is no other.

    It lacks one of the chosen channels, or has all of them and more.
    """
    chosen, basics, hours = portfolio.chosen, portfolio.basics, portfolio.hours_left
    others = []
    for out in chosen:
        rest = [candidate for candidate in candidates if candidate.id != out.id]
        others.append(best_set(rest, basics, aims, hours, terms))
    # The best set with more channels may be one that does not pay.
    search = _search(candidates, basics, aims, hours, terms, kept={candidate.id for candidate in candidates})
    search.run_beyond({candidate.id for candidate in chosen})
    others += [tuple([player.seat.candidate for player in search.best])] if search.best else []
    if not others:
        return None
    best = max(others, key=lambda some: worth_of(some, basics, aims, terms))
    return best, round(worth_of(chosen, basics, aims, terms) - worth_of(best, basics, aims, terms), DECIMALS)


class Search:
    """Branch and bound over sets; it keeps the best sets found so far, so it is a class.

    Gains are worked out step by step, which is fast; of sets that come nearly out alike the formulas decide. What does not pay
    its price now may pay it beside a partner, and may make another channel pay: prices are bounded by the least one, and whoever
    is named as a partner stays in play.
    """

    def __init__(
        self, players: Sequence[Player], basics: tuple[Player, ...], aims: Sequence[Aim], terms: Terms, allowance: Allowance
    ) -> None:
        self.players = players
        self.basics = basics
        self.aims = aims
        self.terms = terms
        self._allowance = allowance
        self._near: list[tuple[float, tuple[Player, ...]]] = []
        self._best = float("-inf")
        # Whoever cannot be a companion takes a place.
        self._most = terms.max_channels + min(terms.max_companions, sum(player.follows for player in players))
        cover = Cover([aim.weight * aim.limit for aim in aims], {}, 0.0, 0.0)
        for basic in basics:
            cover = grown(cover, basic, gain_of(cover, basic))
        # What basics take of the hours is gone already.
        self.start = cover._replace(hours=0.0)

    def run(self, likely: Collection[str] = ()) -> None:
        """Look at every set that can be the best, at a likely one first."""
        self._offer((), self.start.worth, 0.0)
        if likely:
            members, cover = self._of(likely)
            self._offer(members, cover.worth, cover.hours)
        self._grow((), self.start, self.players)

    def run_beyond(self, ids: Collection[str]) -> None:
        """Look at every set that has these channels and more."""
        members, cover = self._of(ids)
        self._grow(members, cover, [player for player in self.players if player.seat.candidate.id not in ids])

    def _of(self, ids: Collection[str]) -> tuple[tuple[Player, ...], Cover]:
        """Those of the players that are named, and what they cover."""
        cover, members = self.start, tuple([player for player in self.players if player.seat.candidate.id in ids])
        for player in members:
            cover = grown(cover, player, gain_of(cover, player) - player.price)
        return members, cover

    @property
    def best(self) -> tuple[Player, ...]:
        """The best set that was found, in id order; of those that come nearly out alike the formulas decide."""
        near = {tuple(sorted(map(_id, members))): members for worth, members in self._near if worth >= self._best - _MARGIN}
        found = next(iter(near.values())) if len(near) == 1 else min(near.values(), key=self._order, default=())
        return tuple(sorted(found, key=_id))

    def _order(self, members: Sequence[Player]) -> tuple[object, ...]:
        """The better set has the lower order: worth, fewer channels, fewer hours, more that work, more in use, ids in order."""
        candidates = sorted([player.seat.candidate for player in members], key=lambda one: one.id)
        works, active = sum([one.works for one in candidates]), sum([one.is_active for one in candidates])
        hours = round(costs_of(members, self.terms).hours, DECIMALS)
        worth = _worth(members, self.basics, self.aims, self.terms)
        return -worth, len(members), hours, -works, -active, [one.id for one in candidates]

    def _offer(self, members: tuple[Player, ...], worth: float, hours: float) -> None:
        """Take a set, with the most that it can be worth and the least that it can take, if it is near the best one or better."""
        terms, companions = self.terms, 0
        for player in members:
            if player.seat.beside:
                costs = costs_of(members, terms)
                hours, companions = costs.hours, costs.companions
                worth += sum([one.price for one in members]) - costs.price
                break
        fits = companions <= terms.max_companions and len(members) - companions <= terms.max_channels
        if fits and worth >= self._best - _MARGIN and round(hours - terms.hours, DECIMALS) <= 0:
            self._best = max(self._best, worth)
            self._near.append((worth, members))

    def _grow(self, members: tuple[Player, ...], cover: Cover, rest: Sequence[Player]) -> None:
        """Look at every set that adds some of `rest` to `members`, unless none of them can be better."""
        slots = self._most - len(members)
        free = self.terms.max_channels - sum([not player.follows for player in members])
        gains = self._gains(cover, rest, free) if slots > 0 else []
        _, _, worth, taken = cover
        for gain, player in gains:
            if worth + gain < self._best - _MARGIN:
                break
            self._offer((*members, player), worth + gain, taken + player.hours)
        most, others = self.terms.hours - taken + _MARGIN, [player for _, player in gains]
        # Whoever comes last has nobody to be joined by.
        for index in range(len(gains) - 1 if slots > 1 else 0):
            gain, player = gains[index]
            needed = self._best - _MARGIN - worth
            if bound_of(gains[index:], most, slots, free, needed) < needed:
                return
            self._grow((*members, player), grown(cover, player, gain), others[index + 1 :])

    def _gains(self, cover: Cover, rest: Sequence[Player], free: int) -> list[tuple[float, Player]]:
        """What each of `rest` gains at most that can be added, the highest gain first."""
        self._allowance.spend(len(rest) * len(self.aims), len(self.players), self.terms.max_channels)
        left, best, _, taken = cover
        most = self.terms.hours - taken + _MARGIN
        gains: list[tuple[float, Player]] = []
        for player in rest:
            fits, price, hours, group, follows, is_kept, _ = player
            if hours <= most and (free > 0 or follows):
                gain = (gain_of(cover, player) if group in best else sum(map(mul, left, fits))) - price
                if gain > 0 or is_kept:
                    gains.append((gain, player))
        gains.sort(key=_gained, reverse=True)
        return gains


_gained = itemgetter(0)


def _id(player: Player) -> str:
    return player.seat.candidate.id
