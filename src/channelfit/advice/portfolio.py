"""The choice of a small set of channels: what a set covers, takes and costs, and how it is chosen.

Plain numbers only: nothing here knows rules or texts. `search` looks for the best set, this module says what best is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import ceil, floor

from channelfit.typed import NamedTuple

# Scores are compared after rounding, so that the order of adding up never decides.
DECIMALS = 9

# An aim is a goal, for one group of people if the goal is split by a question: the goal and the option (empty: not split).
AimKey = tuple[str, str]
# The ids of some channels, in order.
Chosen = tuple[str, ...]


class Aim(NamedTuple):
    """What a company wants to reach: its weight (all weights sum to 1) and the share that channels can cover at best."""

    goal: str
    group: str
    weight: float
    limit: float

    @property
    def key(self) -> AimKey:
        """What fits are found by."""
        return self.goal, self.group


class Candidate(NamedTuple):
    """A channel that may be chosen.

    `fits` has its fit for each aim for which it counts; `enters` is the part of it that enters coverage (an entry to keep in
    order, `is_upkeep`, is found, but finds nobody). `shares` says for each partner how much of the work falls away beside it.
    """

    id: str
    hours: float
    reaches: str
    fits: Mapping[AimKey, float]
    enters: float = 1.0
    shares: Mapping[str, float] = {}
    full_hours: float = 0.0
    works: bool = False
    is_active: bool = False
    is_upkeep: bool = False


class Terms(NamedTuple):
    """What a choice is bound by: hours, slots for channels that are no companions, and prices."""

    hours: float
    max_channels: int
    max_basics: int
    focus_price: float
    companion_share: float = 0.5
    max_companions: int = 1


class Portfolio(NamedTuple):
    """The chosen set, in id order, the basics before it, and the hours that were left to it."""

    basics: tuple[Candidate, ...]
    chosen: tuple[Candidate, ...]
    hours_left: float

    @property
    def all(self) -> tuple[Candidate, ...]:
        """Basics and chosen channels."""
        return self.basics + self.chosen


class Picked(NamedTuple):
    """What is recommended in one situation: the chosen set and the basics, by id, in id order."""

    chosen: Chosen
    basics: Chosen


def ids_of(channels: Sequence[Candidate]) -> Chosen:
    """The ids of some channels, in order."""
    return tuple(sorted([channel.id for channel in channels]))


def goal_weights(goals: Sequence[str]) -> dict[str, float]:
    """The weight of each goal from its rank r of n: `n - r + 1`, normalised."""
    count = len(goals)
    total = count * (count + 1) / 2
    return {goal: (count - index) / total for index, goal in enumerate(goals)}


def coverage_of(aim: Aim, candidates: Iterable[Candidate]) -> float:
    """The share of an aim that a set covers: `limit * (1 - prod(1 - fit))`; among those who reach the same people each
    further fit counts half."""
    best: set[str] = set()
    uncovered = 1.0
    key = aim.key
    for fit, reaches in sorted(((c.fits[key] * c.enters, c.reaches) for c in candidates if key in c.fits), reverse=True):
        uncovered *= 1 - (fit / 2 if reaches in best else fit)
        if reaches:
            best.add(reaches)
    return aim.limit * (1 - uncovered)


def total_coverage(aims: Iterable[Aim], candidates: Sequence[Candidate]) -> float:
    """The weighted sum of the coverage of all aims."""
    return sum(aim.weight * coverage_of(aim, candidates) for aim in aims)


def gain_of(candidate: Candidate, aims: Sequence[Aim], others: Sequence[Candidate]) -> float:
    """What a channel adds to the total coverage of others."""
    if not any(candidate.fits.get(aim.key) for aim in aims):
        return 0.0
    return total_coverage(aims, (*others, candidate)) - total_coverage(aims, others)


def weighted_fit(candidate: Candidate, aims: Iterable[Aim]) -> float:
    """The mean of a channel's fits by the weights of the aims, those only for which it counts."""
    return sum(aim.weight * candidate.fits.get(aim.key, 0.0) for aim in aims)


def shared_with(candidate: Candidate, members: Collection[str]) -> tuple[float, str]:
    """How much of a channel's work falls away in a set, and the partner (of equal ones the first by id); else nothing."""
    if candidate.shares.keys().isdisjoint(members):
        return 0.0, ""
    found = [(-share, partner) for partner, share in candidate.shares.items() if share > 0 and partner in members]
    share, partner = min(found, default=(0.0, ""))
    return -share, partner


def partner_of(candidate: Candidate, members: Collection[str], terms: Terms) -> str:
    """The channel that a companion is fed by; empty for a channel that is no companion in this set."""
    share, partner = shared_with(candidate, members)
    return partner if partner and share >= terms.companion_share else ""


def hours_beside(candidate: Candidate, members: Collection[str]) -> float:
    """The hours of a channel beside a set: less what is shared, rounded up to a quarter."""
    return quarters_up(candidate.hours * (1 - shared_with(candidate, members)[0]))


def quarters_up(hours: float) -> float:
    """Hours rounded up to a quarter."""
    return ceil(round(4 * hours, DECIMALS)) / 4


def quarters_down(hours: float) -> float:
    """Hours rounded down to a quarter."""
    return floor(round(4 * hours, DECIMALS)) / 4


def hours_of(chosen: Sequence[Candidate]) -> float:
    """The hours of a chosen set."""
    ids = {candidate.id for candidate in chosen}
    return sum(hours_beside(candidate, ids) for candidate in chosen)


def price_of(chosen: Sequence[Candidate], terms: Terms) -> float:
    """The price of a chosen set: focus price for each channel, less the share of the work that falls away."""
    ids = {candidate.id for candidate in chosen}
    return terms.focus_price * sum(1 - shared_with(candidate, ids)[0] for candidate in chosen)


def further_price(candidate: Candidate, chosen: Sequence[Candidate], terms: Terms) -> float:
    """What a channel would cost on top of a chosen set; it may make others cheaper. An entry to keep in order has no price."""
    if candidate.is_upkeep:
        return 0.0
    return price_of((*chosen, candidate), terms) - price_of(chosen, terms)


def fits_in(chosen: Sequence[Candidate], hours: float, terms: Terms) -> bool:
    """Whether a set keeps to the hours, the slots and the number of companions."""
    ids = {candidate.id for candidate in chosen}
    companions = sum(1 for candidate in chosen if partner_of(candidate, ids, terms))
    return (
        companions <= terms.max_companions
        and len(chosen) - companions <= terms.max_channels
        and round(hours_of(chosen) - hours, DECIMALS) <= 0
    )


def worth_of(chosen: Sequence[Candidate], basics: Sequence[Candidate], aims: Sequence[Aim], terms: Terms) -> float:
    """What is maximised: the total coverage of basics and set, less the price of the set; rounded."""
    return round(total_coverage(aims, (*basics, *chosen)) - price_of(chosen, terms), DECIMALS)


def substitute_of(
    out: Candidate, candidates: Sequence[Candidate], portfolio: Portfolio, aims: Sequence[Aim], terms: Terms
) -> Candidate | None:
    """Who would join instead of a chosen channel that leaves with its companions: the highest worth, ties by id.

    Nothing for a companion, and where nobody who fits adds anything.
    """
    ids = {candidate.id for candidate in portfolio.chosen}
    if partner_of(out, ids, terms):
        return None
    rest = tuple(one for one in portfolio.chosen if one.id != out.id and partner_of(one, ids, terms) != out.id)
    joining = [
        (-worth_of((*rest, candidate), portfolio.basics, aims, terms), candidate.id, candidate)
        for candidate in candidates
        if candidate.id not in ids
        and fits_in((*rest, candidate), portfolio.hours_left, terms)
        and round(gain_of(candidate, aims, (*portfolio.basics, *rest)), DECIMALS) > 0
    ]
    return min(joining, key=lambda entry: entry[:2])[2] if joining else None


def hours_to_use(printed: Sequence[Candidate], hours: float) -> dict[str, float]:
    """The hours of each chosen channel when what is left of the hours is used, a quarter at a time and in turn.

    `printed` are the chosen channels in the order in which they are printed, `hours` what the basics leave to them. Nobody gets
    more than its full hours, less what is shared, rounded down to a quarter.
    """
    ids = {candidate.id for candidate in printed}
    used = {candidate.id: hours_beside(candidate, ids) for candidate in printed}
    most = {candidate.id: quarters_down(candidate.full_hours * (1 - shared_with(candidate, ids)[0])) for candidate in printed}
    left = hours - sum(used.values())
    while left >= 0.25 and (growing := [id for id in used if used[id] < most[id]]):
        for id in growing[: floor(4 * left)]:
            used[id] += 0.25
            left -= 0.25
    return used
