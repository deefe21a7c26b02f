"""Choose the best small set of channels within the hours, exactly.

Plain numbers only: nothing here knows rules or texts. Coverage is submodular (a channel adds at most as much to a
larger set), which is what makes the bound of the search valid.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from channelfit.advice.fit import DECIMALS

# Sets whose bound is this close to the best are still looked at, so that ties are settled by rule and not by rounding.
_MARGIN = 1e-8


class Candidate(NamedTuple):
    """A channel that may be chosen: its hours, its group (empty: none), its fit for each goal for which it counts."""

    id: str
    hours: float
    reaches: str
    fits: Mapping[str, float]


class Aim(NamedTuple):
    """A goal of the company: its weight (all weights sum to 1) and the share that channels can cover at best."""

    goal: str
    weight: float
    limit: float


class Terms(NamedTuple):
    """What a choice is bound by."""

    hours: float
    max_channels: int
    max_basics: int
    focus_price: float


class Portfolio(NamedTuple):
    """The chosen set, in id order, the basics before it, and the hours that were left to it."""

    basics: tuple[Candidate, ...]
    chosen: tuple[Candidate, ...]
    hours_left: float

    @property
    def members(self) -> tuple[Candidate, ...]:
        """Basics and chosen channels."""
        return self.basics + self.chosen


def goal_weights(goals: Sequence[str]) -> dict[str, float]:
    """The weight of each goal from its rank r of n: `n - r + 1`, normalised."""
    count = len(goals)
    total = count * (count + 1) / 2
    return {goal: (count - index) / total for index, goal in enumerate(goals)}


def coverage_of(aim: Aim, candidates: Iterable[Candidate]) -> float:
    """The share of a goal that a set covers: `limit * (1 - prod(1 - fit))`; in a group each further fit counts half."""
    best: dict[str, float] = {}
    uncovered = 1.0
    for fit, group in sorted(((c.fits[aim.goal], c.reaches) for c in candidates if aim.goal in c.fits), reverse=True):
        further = group != "" and group in best
        best.setdefault(group, fit)
        uncovered *= 1 - (fit / 2 if further else fit)
    return aim.limit * (1 - uncovered)


def total_coverage(aims: Iterable[Aim], candidates: Sequence[Candidate]) -> float:
    """The weighted sum of the coverage of all goals."""
    return sum(aim.weight * coverage_of(aim, candidates) for aim in aims)


def gain_of(candidate: Candidate, aims: Sequence[Aim], others: Sequence[Candidate]) -> float:
    """What a channel adds to the total coverage of others."""
    return total_coverage(aims, (*others, candidate)) - total_coverage(aims, others)


def choose(candidates: Sequence[Candidate], upkeep: Sequence[Candidate], aims: Sequence[Aim], terms: Terms) -> Portfolio:
    """The portfolio: basics first, then the best set within the hours that they leave.

    Basics come first as a matter of order, even where that costs a channel. But an hour more must never make the
    result worse: where a basic that has just become affordable would, the hours are used as if there were fewer.
    """
    ranked = sorted(upkeep, key=lambda candidate: (-round(_weighted_fit(candidate, aims), DECIMALS), candidate.id))
    found: list[tuple[float, Portfolio]] = []
    hours = terms.hours
    while hours >= 0:
        basics = _affordable(ranked, hours, terms.max_basics)
        used = sum(candidate.hours for candidate in basics)
        chosen = best_set(candidates, basics, aims, hours - used, terms)
        portfolio = Portfolio(basics=basics, chosen=chosen, hours_left=hours - used)
        worth = total_coverage(aims, portfolio.members) - terms.focus_price * len(chosen)
        found.append((round(worth, DECIMALS), portfolio))
        if not basics:
            break
        # The same basics are taken down to the hours they need; hours come in quarters.
        hours = used - 0.25
    return max(found, key=lambda pair: pair[0])[1] if found else Portfolio(basics=(), chosen=(), hours_left=0.0)


def _weighted_fit(candidate: Candidate, aims: Sequence[Aim]) -> float:
    return sum(aim.weight * candidate.fits.get(aim.goal, 0.0) for aim in aims)


def _affordable(ranked: Sequence[Candidate], hours: float, most: int) -> tuple[Candidate, ...]:
    taken: list[Candidate] = []
    for candidate in ranked:
        if len(taken) < most and candidate.hours <= hours:
            taken.append(candidate)
            hours -= candidate.hours
    return tuple(taken)


def best_set(
    candidates: Sequence[Candidate], basics: tuple[Candidate, ...], aims: Sequence[Aim], hours: float, terms: Terms
) -> tuple[Candidate, ...]:
    """The set that maximises `total coverage - focus price * size`; ties: fewer channels, fewer hours, ids in order."""
    return _Search(basics, aims, terms.focus_price).run(candidates, hours, terms.max_channels)


def runner_up(
    candidates: Sequence[Candidate], aims: Sequence[Aim], terms: Terms, portfolio: Portfolio
) -> tuple[tuple[Candidate, ...], float] | None:
    """The best other set beside the same basics, and by how much it is worth less; nothing if there is no other.

    It lacks one of the chosen channels, or is the chosen set and one more: a second one more would gain less than the first.
    """
    chosen, left = portfolio.chosen, portfolio.hours_left - sum(candidate.hours for candidate in portfolio.chosen)
    others = []
    for out in chosen:
        rest = [candidate for candidate in candidates if candidate.id != out.id]
        others.append(best_set(rest, portfolio.basics, aims, portfolio.hours_left, terms))
    if len(chosen) < terms.max_channels:
        taken = {candidate.id for candidate in chosen}
        more = (candidate for candidate in candidates if candidate.id not in taken and candidate.hours <= left)
        others += [tuple(sorted((*chosen, candidate), key=lambda member: member.id)) for candidate in more]

    def worth(members: tuple[Candidate, ...]) -> float:
        return total_coverage(aims, portfolio.basics + members) - terms.focus_price * len(members)

    if not others:
        return None
    best = max(others, key=lambda members: round(worth(members), DECIMALS))
    return best, round(worth(chosen) - worth(best), DECIMALS)


class _Cover(NamedTuple):
    """What a set leaves uncovered of each goal, and the best fit so far of each goal and group."""

    uncovered: tuple[float, ...]
    best: Mapping[tuple[int, str], float]

    def share(self, index: int, fit: float, group: str) -> float:
        """The part of what is uncovered of a goal that one more channel leaves uncovered."""
        best = self.best.get((index, group), 0.0) if group else 0.0
        if fit <= best:
            return 1 - fit / 2
        # The best so far of the group counts one half from now on.
        return (1 - fit) * (1 - best / 2) / (1 - best)


class _Search:
    """Branch and bound over sets; it keeps the best set found so far, so it is a class.

    Gains are worked out step by step, which is fast; whatever comes near the best is added up anew by the formula.
    """

    def __init__(self, basics: tuple[Candidate, ...], aims: Sequence[Aim], price: float) -> None:
        self.basics = basics
        self.aims = aims
        self.price = price
        self.best: tuple[Candidate, ...] = ()
        self._best_key = self._key(())

    def _key(self, chosen: tuple[Candidate, ...]) -> tuple[float, int, float, tuple[str, ...]]:
        worth = round(total_coverage(self.aims, self.basics + chosen) - self.price * len(chosen), DECIMALS)
        hours = round(sum(candidate.hours for candidate in chosen), DECIMALS)
        return (-worth, len(chosen), hours, tuple(candidate.id for candidate in chosen))

    def run(self, candidates: Sequence[Candidate], hours: float, slots: int) -> tuple[Candidate, ...]:
        """The best set of the candidates."""
        cover = _Cover((1.0,) * len(self.aims), {})
        for candidate in self.basics:
            cover = self._grown(cover, candidate)
        worth = total_coverage(self.aims, self.basics)
        self._look_at((), cover, worth, hours, slots, candidates)
        return self.best

    def _gain(self, cover: _Cover, candidate: Candidate) -> float:
        gain = 0.0
        for index, aim in enumerate(self.aims):
            fit = candidate.fits.get(aim.goal)
            if fit is not None:
                gain += aim.weight * aim.limit * cover.uncovered[index] * (1 - cover.share(index, fit, candidate.reaches))
        return gain

    def _grown(self, cover: _Cover, candidate: Candidate) -> _Cover:
        uncovered, best = list(cover.uncovered), dict(cover.best)
        for index, aim in enumerate(self.aims):
            fit = candidate.fits.get(aim.goal)
            if fit is not None:
                uncovered[index] *= cover.share(index, fit, candidate.reaches)
                best[index, candidate.reaches] = max(fit, best.get((index, candidate.reaches), 0.0))
        return _Cover(tuple(uncovered), best)

    def _look_at(
        self,
        chosen: tuple[Candidate, ...],
        cover: _Cover,
        worth: float,
        hours: float,
        slots: int,
        rest: Sequence[Candidate],
    ) -> None:
        """Look at every set that adds channels of `rest` to `chosen`, unless none of them can be better."""
        if slots == 0:
            return
        fitting = [(self._gain(cover, candidate) - self.price, candidate) for candidate in rest if candidate.hours <= hours]
        # What does not pay its price now never will in a larger set.
        gains = sorted((pair for pair in fitting if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].id))
        for gain, candidate in gains:
            if worth + gain < -self._best_key[0] - _MARGIN:
                break
            self._offer((*chosen, candidate))
        for index, (gain, candidate) in enumerate(gains):
            if worth + _bound(gains[index:], hours, slots) < -self._best_key[0] - _MARGIN:
                return
            left = [other for _, other in gains[index + 1 :]]
            grown = self._grown(cover, candidate)
            self._look_at((*chosen, candidate), grown, worth + gain, hours - candidate.hours, slots - 1, left)

    def _offer(self, chosen: tuple[Candidate, ...]) -> None:
        ordered = tuple(sorted(chosen, key=lambda candidate: candidate.id))
        key = self._key(ordered)
        if key < self._best_key:
            self.best, self._best_key = ordered, key


def _bound(gains: Sequence[tuple[float, Candidate]], hours: float, slots: int) -> float:
    """More than any set of these channels can gain: the best for the slots, or for the hours if that is less."""
    by_slots = sum(gain for gain, _ in gains[:slots])
    if sum(candidate.hours for _, candidate in gains[:slots]) <= hours:
        return by_slots
    by_hours = 0.0
    for gain, candidate in sorted(gains, key=lambda pair: pair[1].hours / pair[0]):
        if candidate.hours > hours:
            return min(by_slots, by_hours + gain * hours / candidate.hours)
        by_hours += gain
        hours -= candidate.hours
    return min(by_slots, by_hours)
