"""Look at every set of channels that can be the best one, and at few others.

Coverage is submodular (a channel adds at most as much to a larger set), which is what makes the bound of the search valid; shared
work only ever lowers hours and price, so that the least a channel can cost bounds what it does cost.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from operator import itemgetter, mul

from channelfit.advice.cover import Cover, bound_of, costs_of, gain_of, grown
from channelfit.advice.players import Player
from channelfit.advice.portfolio import DECIMALS, Aim, Candidate, Terms, worth_of
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
MARGIN = 1e-8


class Allowance:
    """How many gains may still be worked out: counted, not timed, so that every machine refuses the same."""

    def __init__(self, left: int = MOST_GAINS) -> None:
        self._left = left

    def spend(self, gains: int, channels: int, most: int) -> None:
        """Raises InvalidInput where nothing is left: a set that may not be the best is never said to be."""
        self._left -= gains
        if self._left < 0:
            raise InvalidInput([problem(TOO_MANY_SETS, Mark(Source("max_channels"), 0, 0), channels=channels, most=most)])


class Search:
    """Branch and bound over sets; it keeps the best sets found so far, so it is a class.

    Gains are worked out step by step, which is fast; of sets that come nearly out alike the formulas decide. What does not pay
    its price now may pay it beside a partner, and may make another channel pay: prices are bounded by the least one, and whoever
    is named as a partner stays in play.
    """

    def __init__(
        self,
        players: Sequence[Player],
        basics: tuple[Player, ...],
        aims: Sequence[Aim],
        terms: Terms,
        allowance: Allowance,
        least: float = float("-inf"),
    ) -> None:
        self.players = players
        self.basics = basics
        self.aims = aims
        self.terms = terms
        self._allowance = allowance
        self._near: list[tuple[float, tuple[Player, ...]]] = []
        # Sets that are worth less are not looked for.
        self._best = least
        # Whoever cannot be a companion takes a place.
        self._most = terms.max_channels + min(terms.max_companions, sum(player.follows for player in players))
        cover = Cover([aim.weight * aim.limit for aim in aims], {}, 0.0, 0.0)
        for basic in basics:
            cover = grown(cover, basic, gain_of(cover, basic))
        # What basics take of the hours is gone already.
        self.start = cover._replace(hours=0.0)

    def run(self, likely: Collection[str] = ()) -> None:
        """Look at every set that can be the best, at a likely one first."""
        self.offer(())
        if likely:
            self.offer(likely)
        self._grow((), self.start, self.players)

    def offer(self, ids: Collection[str]) -> None:
        """Look at the set of those of the players that are named."""
        members, cover = self._of(ids)
        self._offer(members, cover.worth, cover.hours)

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
    def worth(self) -> float:
        """What the best set is worth that was found, nearly; below everything if none was."""
        return max([worth for worth, _ in self._near], default=float("-inf"))

    @property
    def best(self) -> tuple[Player, ...]:
        """The best set that was found, in id order; of those that come nearly out alike the formulas decide."""
        near = {tuple(sorted(map(id_of, members))): members for worth, members in self._near if worth >= self._best - MARGIN}
        found = next(iter(near.values())) if len(near) == 1 else min(near.values(), key=self._order, default=())
        return tuple(sorted(found, key=id_of))

    def _order(self, members: Sequence[Player]) -> tuple[object, ...]:
        """The better set has the lower order: worth, fewer channels, fewer hours, more that work, more in use, ids in order."""
        candidates = sorted([player.seat.candidate for player in members], key=lambda one: one.id)
        works, active = sum([one.works for one in candidates]), sum([one.is_active for one in candidates])
        hours = round(costs_of(members, self.terms).hours, DECIMALS)
        worth = formula_worth(members, self.basics, self.aims, self.terms)
        return -worth, len(members), hours, -works, -active, [one.id for one in candidates]

    def _offer(self, members: tuple[Player, ...], worth: float, hours: float) -> None:
        """Take a set, with the most that it can be worth and the least that it can take, if it is near the best one or better."""
        terms, companions = self.terms, 0
        for player in members:
            if player.beside:
                costs = costs_of(members, terms)
                hours, companions = costs.hours, costs.companions
                worth += sum([one.price for one in members]) - costs.price
                break
        fits = companions <= terms.max_companions and len(members) - companions <= terms.max_channels
        if fits and worth >= self._best - MARGIN and round(hours - terms.hours, DECIMALS) <= 0:
            self._best = max(self._best, worth)
            self._near.append((worth, members))

    def _grow(self, members: tuple[Player, ...], cover: Cover, rest: Sequence[Player]) -> None:
        """Look at every set that adds some of `rest` to `members`, unless none of them can be better."""
        slots = self._most - len(members)
        free = self.terms.max_channels - sum([not player.follows for player in members])
        gains = self._gains(cover, rest, free) if slots > 0 else []
        _, _, worth, taken = cover
        for gain, player in gains:
            if worth + gain < self._best - MARGIN:
                break
            self._offer((*members, player), worth + gain, taken + player.hours)
        most, others = self.terms.hours - taken + MARGIN, [player for _, player in gains]
        # Whoever comes last has nobody to be joined by.
        for index in range(len(gains) - 1 if slots > 1 else 0):
            gain, player = gains[index]
            needed = self._best - MARGIN - worth
            if max(gain, 0.0) * slots < needed or bound_of(gains[index:], most, slots, free, needed) < needed:
                return
            self._grow((*members, player), grown(cover, player, gain), others[index + 1 :])

    def _gains(self, cover: Cover, rest: Sequence[Player], free: int) -> list[tuple[float, Player]]:
        """What each of `rest` gains at most that can be added, the highest gain first."""
        self._allowance.spend(len(rest) * len(self.aims), len(self.players), self.terms.max_channels)
        left, best, _, taken = cover
        most = self.terms.hours - taken + MARGIN
        gains: list[tuple[float, Player]] = []
        for player in rest:
            fits, price, hours, group, follows, is_kept, _, _, _ = player
            if hours <= most and (free > 0 or follows):
                gain = (gain_of(cover, player) if group in best else sum(map(mul, left, fits))) - price
                if gain > 0 or is_kept:
                    gains.append((gain, player))
        gains.sort(key=_gained, reverse=True)
        return gains


def formula_worth(chosen: Sequence[Player], basics: Sequence[Player], aims: Sequence[Aim], terms: Terms) -> float:
    """What the formulas say that a set is worth, its basics included."""
    fitted, ordered = ([_fitted(player, aims) for player in some] for some in (chosen, basics))
    return worth_of(fitted, ordered, aims, terms)


def _fitted(player: Player, aims: Sequence[Aim]) -> Candidate:
    """The candidate that a player is, as the formulas see it."""
    fits = {aim.key: fit for aim, fit in zip(aims, player.fits, strict=True)}
    return player.seat.candidate._replace(fits=fits, enters=1.0)


_gained = itemgetter(0)


def id_of(player: Player) -> str:
    """The channel that a player is."""
    return player.seat.candidate.id
