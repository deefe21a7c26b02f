"""Look for the best set of channels, exactly.

Coverage is submodular (a channel adds at most as much to a larger set), which is what makes the bound of the search valid; shared
work only ever lowers hours and price, so that the least a channel can cost bounds what it does cost.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from channelfit.advice.portfolio import (
    DECIMALS,
    Aim,
    AimKey,
    Candidate,
    Portfolio,
    Terms,
    affordable,
    fits_in,
    order_of,
    quarters_up,
    shared_with,
    total_coverage,
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

    Basics come first as a matter of order, even where that costs a channel. But an hour more must never make the
    result worse: where a basic that has just become affordable would, the hours are used as if there were fewer.
    Raises InvalidInput where that takes more than is allowed.
    """
    allowance = allowance or Allowance()
    ranked = sorted(upkeep, key=lambda candidate: (-round(weighted_fit(candidate, aims), DECIMALS), candidate.id))
    found: list[tuple[float, Portfolio]] = []
    hours = terms.hours
    while hours >= 0:
        basics = affordable(ranked, hours, terms.max_basics)
        used = sum(candidate.hours for candidate in basics)
        chosen = best_set(candidates, basics, aims, hours - used, terms, allowance)
        found.append((worth_of(chosen, basics, aims, terms), Portfolio(basics, chosen, hours - used)))
        if not basics:
            break
        # The same basics are taken down to the hours they need; hours come in quarters.
        hours = used - 0.25
    return max(found, key=lambda pair: pair[0])[1] if found else Portfolio(basics=(), chosen=(), hours_left=0.0)


def best_set(
    candidates: Sequence[Candidate],
    basics: tuple[Candidate, ...],
    aims: Sequence[Aim],
    hours: float,
    terms: Terms,
    allowance: Allowance | None = None,
) -> tuple[Candidate, ...]:
    """The set that maximises `total coverage - price`, in id order; ties as `order_of` settles them."""
    search = _Search(candidates, basics, aims, hours, terms, allowance=allowance)
    search.offer(())
    search.grow((), search.start)
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
    search = _Search(candidates, basics, aims, hours, terms, kept={candidate.id for candidate in candidates})
    cover = search.start
    for candidate in chosen:
        cover = search.grown(cover, candidate)
    search.grow(chosen, cover)
    others += [search.best] if search.best else []
    if not others:
        return None
    best = max(others, key=lambda some: worth_of(some, basics, aims, terms))
    return best, round(worth_of(chosen, basics, aims, terms) - worth_of(best, basics, aims, terms), DECIMALS)


@brief
class _Cover(NamedTuple):
    """A set that is being grown: what it leaves uncovered of each aim, the best fit so far of those who reach the same people,
    its coverage less the least price it can have, and the least hours it can take."""

    uncovered: tuple[float, ...]
    best: Mapping[tuple[AimKey, str], float]
    worth: float
    hours: float = 0.0


class _Search:
    """Branch and bound over sets; it keeps the best set found so far, so it is a class.

    Gains are worked out step by step, which is fast; whatever comes near the best is added up anew by the formulas. What does not
    pay its price now may pay it beside a partner, and may make another channel pay: prices are bounded by the least one, and
    whoever is named as a partner stays in play.
    """

    def __init__(
        self,
        candidates: Sequence[Candidate],
        basics: tuple[Candidate, ...],
        aims: Sequence[Aim],
        hours: float,
        terms: Terms,
        kept: Collection[str] = (),
        allowance: Allowance | None = None,
    ) -> None:
        self._allowance = allowance or Allowance()
        self.candidates = candidates
        self.basics = basics
        self.aims = aims
        self.hours = hours
        self.terms = terms
        self.best: tuple[Candidate, ...] = ()
        self._best_order: tuple[object, ...] | None = None
        self._best_worth = float("-inf")
        ids = {candidate.id for candidate in candidates}
        most = {candidate.id: shared_with(candidate, ids)[0] for candidate in candidates}
        self._price = {id: terms.focus_price * (1 - share) for id, share in most.items()}
        self._least_hours = {candidate.id: quarters_up(candidate.hours * (1 - most[candidate.id])) for candidate in candidates}
        self._never_companions = {id for id, share in most.items() if not share or share < terms.companion_share}
        # Who can be no companion takes a slot.
        companions = min(terms.max_companions, len(candidates) - len(self._never_companions))
        self._most = terms.max_channels + companions
        self._kept = {*kept, *(partner for candidate in candidates for partner in candidate.shares)}
        start = _Cover((1.0,) * len(aims), {}, 0.0)
        for basic in basics:
            start = self._covered(start, basic)
        self.start = start._replace(worth=total_coverage(aims, basics))

    def offer(self, chosen: tuple[Candidate, ...]) -> None:
        """Take a set if it keeps to the terms and is better than the best one so far."""
        if fits_in(chosen, self.hours, self.terms):
            ordered = tuple(sorted(chosen, key=lambda candidate: candidate.id))
            worth = worth_of(ordered, self.basics, self.aims, self.terms)
            order = order_of(ordered, worth)
            if self._best_order is None or order < self._best_order:
                self.best, self._best_order, self._best_worth = ordered, order, worth

    def grow(self, chosen: tuple[Candidate, ...], cover: _Cover, rest: Sequence[Candidate] | None = None) -> None:
        """Look at every set that adds channels of `rest` to `chosen`, unless none of them can be better."""
        terms, taken = self.terms, {candidate.id for candidate in chosen}
        alone = len(taken & self._never_companions)
        if len(chosen) >= self._most:
            return
        among = self.candidates if rest is None else rest
        self._allowance.spend(len(among) * len(self.aims), len(self.candidates), terms.max_channels)
        able = [
            (self._gain(cover, candidate) - self._price[candidate.id], candidate)
            for candidate in among
            if candidate.id not in taken
            and (alone < terms.max_channels or candidate.id not in self._never_companions)
            and round(cover.hours + self._least_hours[candidate.id] - self.hours, DECIMALS) <= 0
        ]
        kept = [pair for pair in able if pair[0] > 0 or pair[1].id in self._kept]
        gains = sorted(kept, key=lambda pair: (-pair[0], pair[1].id))
        for gain, candidate in gains:
            if cover.worth + gain >= self._best_worth - _MARGIN:
                self.offer((*chosen, candidate))
        for index, (_, candidate) in enumerate(gains):
            if cover.worth + self._bound(gains[index:], self.hours - cover.hours, len(chosen)) < self._best_worth - _MARGIN:
                return
            left = [other for _, other in gains[index + 1 :]]
            self.grow((*chosen, candidate), self.grown(cover, candidate), left)

    def grown(self, cover: _Cover, candidate: Candidate) -> _Cover:
        """What a set covers with one more channel, less the least that it can cost."""
        worth = cover.worth + self._gain(cover, candidate) - self._price[candidate.id]
        covered = self._covered(cover, candidate)
        return covered._replace(worth=worth, hours=cover.hours + self._least_hours[candidate.id])

    def _gain(self, cover: _Cover, candidate: Candidate) -> float:
        gain = 0.0
        for index, aim in enumerate(self.aims):
            fit = candidate.fits.get(aim.key)
            if fit is not None:
                rest = _rest(cover, aim.key, candidate.reaches, fit * candidate.enters)
                gain += aim.weight * aim.limit * cover.uncovered[index] * (1 - rest)
        return gain

    def _covered(self, cover: _Cover, candidate: Candidate) -> _Cover:
        uncovered, best = list(cover.uncovered), dict(cover.best)
        for index, aim in enumerate(self.aims):
            fit = candidate.fits.get(aim.key)
            if fit is not None:
                entering = fit * candidate.enters
                uncovered[index] *= _rest(cover, aim.key, candidate.reaches, entering)
                place = (aim.key, candidate.reaches)
                best[place] = max(entering, best.get(place, 0.0))
        return cover._replace(uncovered=tuple(uncovered), best=best)

    def _bound(self, gains: Sequence[tuple[float, Candidate]], hours: float, size: int) -> float:
        """More than any set of these channels can gain: the best for the slots, or for the hours if that is less."""
        slots = self._most - size
        paying = [pair for pair in gains if pair[0] > 0]
        by_slots = sum(gain for gain, _ in paying[:slots])
        if sum(self._least_hours[candidate.id] for _, candidate in paying[:slots]) <= hours:
            return by_slots
        by_hours = 0.0
        for gain, candidate in sorted(paying, key=lambda pair: self._least_hours[pair[1].id] / pair[0]):
            needed = self._least_hours[candidate.id]
            if needed > hours:
                return min(by_slots, by_hours + gain * hours / needed)
            by_hours += gain
            hours -= needed
        return min(by_slots, by_hours)


def _rest(cover: _Cover, key: AimKey, reaches: str, fit: float) -> float:
    """The part of what is uncovered of an aim that one more channel leaves uncovered."""
    best = cover.best.get((key, reaches), 0.0) if reaches else 0.0
    if not best:
        return 1 - fit
    if fit <= best:
        return 1 - fit / 2
    # The best so far of those who reach the same people counts one half from now on.
    return (1 - fit) * (1 - best / 2) / (1 - best)
