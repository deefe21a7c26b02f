"""Look for the best set of channels, exactly.

Coverage is submodular (a channel adds at most as much to a larger set), which is what makes the bound of the search valid; shared
work only ever lowers hours and price, so that the least a channel can cost bounds what it does cost.
"""

from collections.abc import Collection, Mapping, Sequence
from operator import mul
from typing import NamedTuple

from channelfit.advice.players import Player, players_of
from channelfit.advice.portfolio import (
    DECIMALS,
    Aim,
    Candidate,
    Portfolio,
    Terms,
    affordable,
    hours_of,
    order_of,
    partner_of,
    price_of,
    weighted_fit,
    worth_of,
)
from channelfit.brevity import brief

# Sets whose bound is this close to the best are still looked at, so that ties are settled by rule and not by rounding.
_MARGIN = 1e-8
# Where hours do not come in quarters, so little less is less.
_STEP = 1e-6


def choose(candidates: Sequence[Candidate], upkeep: Sequence[Candidate], aims: Sequence[Aim], terms: Terms) -> Portfolio:
    """The portfolio: basics first, then the best set within the hours that they leave.

    Basics come first as a matter of order, even where that costs a channel. But an hour more must never make the
    result worse: where a basic that has just become affordable would, the hours are used as if there were fewer.
    """
    ranked = sorted(upkeep, key=lambda candidate: (-round(weighted_fit(candidate, aims), DECIMALS), candidate.id))
    found: list[Portfolio] = []
    hours, step = terms.hours, 0.25 if terms.quarters else _STEP
    ample: tuple[tuple[Candidate, ...], float] | None = None
    while hours >= 0:
        basics = affordable(ranked, hours, terms.max_basics)
        used = sum(candidate.hours for candidate in basics)
        # Fewer of the same basics can only be better where they leave more hours.
        if ample is None or hours - used > ample[1] or not set(map(_id, basics)) <= set(map(_id, ample[0])):
            chosen = best_set(candidates, basics, aims, hours - used, terms)
            found.append(Portfolio(basics, chosen, hours - used))
            ample = ample or (basics, hours - used)
        if not basics:
            break
        # The same basics are taken down to the hours they need.
        hours = used - step
    if len(found) == 1:
        return found[0]
    nothing = Portfolio(basics=(), chosen=(), hours_left=0.0)
    return max(found, key=lambda one: worth_of(one.chosen, one.basics, aims, terms), default=nothing)


def _id(candidate: Candidate) -> str:
    return candidate.id


def best_set(
    candidates: Sequence[Candidate], basics: tuple[Candidate, ...], aims: Sequence[Aim], hours: float, terms: Terms
) -> tuple[Candidate, ...]:
    """The set that maximises `total coverage - price`, in id order; ties as `order_of` settles them."""
    search = Search(candidates, basics, aims, hours, terms)
    search.offer((), search.start.worth, 0.0)
    search.grow((), search.start, search.players)
    return search.best


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
    search = Search(candidates, basics, aims, hours, terms, kept={candidate.id for candidate in candidates})
    ids = {candidate.id for candidate in chosen}
    cover, members = search.start, tuple(player for player in search.players if player.candidate.id in ids)
    for player in members:
        cover = search.grown(cover, player)
    search.grow(members, cover, [player for player in search.players if player not in members])
    others += [search.best] if search.best else []
    if not others:
        return None
    best = max(others, key=lambda some: worth_of(some, basics, aims, terms))
    return best, round(worth_of(chosen, basics, aims, terms) - worth_of(best, basics, aims, terms), DECIMALS)


@brief
class Cover(NamedTuple):
    """A set that is being grown: what it leaves uncovered of each aim, times what the aim is worth; the best fits so far of those
    who reach the same people; its coverage less the least price it can have; and the least hours it can take."""

    left: Sequence[float]
    best: Mapping[str, Sequence[float]]
    worth: float
    hours: float = 0.0


class Search:
    """Branch and bound over sets; it keeps the best sets found so far, so it is a class.

    Gains are worked out step by step, which is fast; of sets that come nearly out alike the formulas decide. What does not pay
    its price now may pay it beside a partner, and may make another channel pay: prices are bounded by the least one, and whoever
    is named as a partner stays in play.
    """

    def __init__(
        self,
        candidates: Sequence[Candidate],
        basics: tuple[Candidate, ...],
        aims: Sequence[Aim],
        hours: float,
        terms: Terms,
        kept: Collection[str] = (),
    ) -> None:
        self.basics = basics
        self.aims = aims
        self.hours = hours
        self.terms = terms
        self._near: list[tuple[float, tuple[Player, ...]]] = []
        self._best = float("-inf")
        self.players = players_of(candidates, basics, aims, terms, kept)
        start = Cover([aim.weight * aim.limit for aim in aims], {}, 0.0)
        covered = start
        for basic in players_of(basics, candidates, aims, terms, ()):
            covered = self._covered(covered, basic)
        self.start = covered._replace(worth=sum(start.left) - sum(covered.left)) if basics else start

    @property
    def best(self) -> tuple[Candidate, ...]:
        """The best set that was found, in id order; of those that come nearly out alike the formulas decide."""
        near = [members for worth, members in self._near if worth >= self._best - _MARGIN]
        found = [tuple(sorted((one.candidate for one in members), key=lambda one: one.id)) for members in near]
        return found[0] if len(found) == 1 else min(found, key=self._order, default=())

    def _order(self, chosen: tuple[Candidate, ...]) -> tuple[object, ...]:
        worth = worth_of(chosen, self.basics, self.aims, self.terms)
        return order_of(chosen, worth, quarters=self.terms.quarters)

    def offer(self, members: tuple[Player, ...], worth: float, hours: float) -> None:
        """Take a set, with the most that it can be worth and the least that it can take, if it is near the best one or better."""
        terms = self.terms
        companions = 0
        if any(player.shares for player in members):
            chosen = [player.candidate for player in members]
            ids = {candidate.id for candidate in chosen}
            hours = hours_of(chosen, quarters=terms.quarters)
            worth += sum(player.price for player in members) - price_of(chosen, terms)
            companions = sum(1 for candidate in chosen if partner_of(candidate, ids, terms))
        fits = companions <= terms.max_companions and len(members) - companions <= terms.max_channels
        if fits and worth >= self._best - _MARGIN and round(hours - self.hours, DECIMALS) <= 0:
            self._best = max(self._best, worth)
            self._near.append((worth, members))

    def grow(self, members: tuple[Player, ...], cover: Cover, rest: Sequence[Player]) -> None:
        """Look at every set that adds some of `rest` to `members`, unless none of them can be better."""
        terms = self.terms
        free = terms.max_channels - sum(1 for player in members if not player.is_companion)
        most = self.hours - cover.hours + _MARGIN
        gains = []
        for player in rest:
            if player.hours <= most and (free > 0 or player.is_companion):
                gain = self._gain(cover, player) - player.price
                if gain > 0 or player.is_kept:
                    gains.append((gain, player))
        gains.sort(key=_highest_first)
        for gain, player in gains:
            if cover.worth + gain < self._best - _MARGIN:
                break
            self.offer((*members, player), cover.worth + gain, cover.hours + player.hours)
        slots = terms.max_channels + terms.max_companions - len(members)
        if slots <= 1:
            return
        for index, (_, player) in enumerate(gains):
            if cover.worth + _bound(gains[index:], self.hours - cover.hours, slots, free) < self._best - _MARGIN:
                return
            self.grow((*members, player), self.grown(cover, player), [other for _, other in gains[index + 1 :]])

    def grown(self, cover: Cover, player: Player) -> Cover:
        """What a set covers with one more channel, less the least that it can cost."""
        worth = cover.worth + self._gain(cover, player) - player.price
        return self._covered(cover, player)._replace(worth=worth, hours=cover.hours + player.hours)

    def _gain(self, cover: Cover, player: Player) -> float:
        if player.group and player.group in cover.best:
            return sum(left * (1 - rest) for left, rest in zip(cover.left, _rests(cover, player), strict=True))
        return float(sum(map(mul, cover.left, player.fits)))

    def _covered(self, cover: Cover, player: Player) -> Cover:
        if not player.group:
            return cover._replace(left=[left - left * fit for left, fit in zip(cover.left, player.fits, strict=True)])
        best = cover.best.get(player.group)
        highest = player.fits if best is None else [*map(max, best, player.fits)]
        return cover._replace(
            left=[left * rest for left, rest in zip(cover.left, _rests(cover, player), strict=True)],
            best={**cover.best, player.group: highest},
        )


def _highest_first(pair: tuple[float, Player]) -> tuple[float, str]:
    return -pair[0], pair[1].candidate.id


def _bound(gains: Sequence[tuple[float, Player]], hours: float, slots: int, free: int) -> float:
    """More than any set of these channels can gain: the best for the slots, or for the hours if that is less.

    `slots` are those of all channels, `free` those of channels that can be no companions.
    """
    by_slots = taken = 0.0
    for gain, player in gains:
        if gain <= 0 or not slots:
            break
        if player.is_companion or free:
            free -= not player.is_companion
            slots -= 1
            by_slots += gain
            taken += player.hours
    if taken <= hours:
        return by_slots
    by_hours = 0.0
    paying = [pair for pair in gains if pair[0] > 0]
    for gain, player in sorted(paying, key=lambda pair: pair[1].hours / pair[0]):
        if player.hours > hours:
            return min(by_slots, by_hours + gain * hours / player.hours)
        by_hours += gain
        hours -= player.hours
    return min(by_slots, by_hours)


def _rests(cover: Cover, player: Player) -> list[float]:
    """The part of what is uncovered of each aim that one more channel leaves uncovered."""
    best = cover.best.get(player.group)
    if best is None:
        return [1 - fit for fit in player.fits]
    return [_rest(fit, highest) for fit, highest in zip(player.fits, best, strict=True)]


def _rest(fit: float, best: float) -> float:
    if not best:
        return 1 - fit
    if fit <= best:
        return 1 - fit / 2
    # The best so far of those who reach the same people counts one half from now on.
    return (1 - fit) * (1 - best / 2) / (1 - best)
