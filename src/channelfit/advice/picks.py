"""Choose for many situations at once, in columns: the same sets as `portfolio` chooses, one row per situation.

A test compares the results with those, row by row.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from channelfit.advice.completions import Numbers
from channelfit.advice.fit import DECIMALS
from channelfit.advice.portfolio import Aim, Candidate, Terms, choose
from channelfit.rulebook.model import Channel

# Up to so many slots all sets are tried at once; beyond, one situation after the other.
_MOST_SLOTS = 3
_BLOCK = 64

Rows = NDArray[np.int64]


class Situations(NamedTuple):
    """Fits that count, by channel (in id order) and goal, one row per situation; zero where a channel does not count."""

    channels: tuple[Channel, ...]
    fits: Mapping[tuple[str, str], Numbers]
    weights: Mapping[str, Numbers]
    limits: Mapping[str, Numbers]
    hours: Numbers


Chosen = tuple[str, ...]


class Picked(NamedTuple):
    """What is recommended in one situation: the chosen set and the basics, by id, in id order."""

    chosen: Chosen
    basics: Chosen


def picks_of(situations: Situations, terms: Terms) -> list[Picked]:
    """What is recommended in each situation; `terms.hours` are not read, each row has its own."""
    if terms.max_channels > _MOST_SLOTS or _has_mixed_groups(situations.channels):
        return [_picked_alone(situations, row, terms) for row in range(len(situations.hours))]
    return _Choice(situations, terms).run()


def _has_mixed_groups(channels: Sequence[Channel]) -> bool:
    """Whether a channel to play and an entry to keep reach the same people."""
    stages = {channel.reaches for channel in channels if not channel.upkeep}
    return bool((stages & {channel.reaches for channel in channels if channel.upkeep}) - {""})


def _picked_alone(situations: Situations, row: int, terms: Terms) -> Picked:
    """What is recommended in one situation, as `portfolio` chooses it."""
    stages: list[Candidate] = []
    upkeep: list[Candidate] = []
    for channel in situations.channels:
        columns = {goal: column for (id, goal), column in situations.fits.items() if id == channel.id}
        fits = {goal: float(column[row]) for goal, column in columns.items() if column[row] > 0}
        if fits:
            candidate = Candidate(id=channel.id, hours=channel.effort.hours_per_week, reaches=channel.reaches, fits=fits)
            (upkeep if channel.upkeep else stages).append(candidate)
    aims = [Aim(goal, float(weight[row]), float(situations.limits[goal][row])) for goal, weight in situations.weights.items()]
    portfolio = choose(stages, upkeep, aims, terms._replace(hours=float(situations.hours[row])))
    return Picked(_ids(portfolio.chosen), _ids(portfolio.basics))


def _ids(channels: Sequence[Candidate | Channel]) -> Chosen:
    return tuple(sorted(channel.id for channel in channels))


def _hours(channels: Sequence[Channel]) -> float:
    return sum(channel.effort.hours_per_week for channel in channels)


class _Basics(NamedTuple):
    """Basics, the hours that they leave to the chosen set, and the rows to which that is open."""

    members: tuple[Channel, ...]
    hours_left: float
    rows: Rows


class _Choice:
    """All small sets, tried on all rows at once; it keeps the columns it needs again, so it is a class."""

    def __init__(self, situations: Situations, terms: Terms) -> None:
        self.situations = situations
        self.terms = terms
        self.goals = tuple(situations.weights)
        counts = {id for (id, _), column in situations.fits.items() if column.any()}
        most = float(situations.hours.max(initial=0.0))
        able = [channel for channel in situations.channels if channel.id in counts and channel.effort.hours_per_week <= most]
        self.stages = [channel for channel in able if not channel.upkeep]
        self.upkeep = [channel for channel in able if channel.upkeep]
        self.sets = self._all_sets()
        # The hours that no chosen set exceeds.
        self.most_hours = _hours(sorted(self.stages, key=lambda channel: -channel.effort.hours_per_week)[: terms.max_channels])
        self.set_hours = np.array([_hours(members) for members in self.sets])
        self.parts, self.parts_of_set = _parts(self.sets, terms.max_channels)
        everyone = np.arange(len(situations.hours))
        nothing = np.ones(len(everyone))
        self.left = {
            goal: np.stack([*(self._uncovered(part, goal, everyone) for part in self.parts), nothing]) for goal in self.goals
        }
        self.price = np.array([terms.focus_price * len(members) for members in self.sets])

    def run(self) -> list[Picked]:
        """The best set of each row: of the basics that its hours allow, and of fewer basics where that is better."""
        count = len(self.situations.hours)
        highest = np.full(count, -np.inf)
        chosen = np.zeros(count, dtype=np.int64)
        taken = np.zeros(count, dtype=np.int64)
        groups = self._groups()
        for number, basics in enumerate(groups):
            worth, best = self._best(basics)
            better = worth > highest[basics.rows]
            highest[basics.rows[better]] = worth[better]
            chosen[basics.rows[better]] = best[better]
            taken[basics.rows[better]] = number
        sets = [_ids(members) for members in self.sets]
        basics_of = [_ids(basics.members) for basics in groups]
        return [Picked(sets[best], basics_of[number]) for best, number in zip(chosen.tolist(), taken.tolist(), strict=True)]

    def _all_sets(self) -> list[tuple[Channel, ...]]:
        """All sets within the slots, those first that win a tie: fewer channels, fewer hours, ids in order."""
        sizes = range(min(self.terms.max_channels, len(self.stages)) + 1)
        found = [members for size in sizes for members in combinations(self.stages, size)]
        return sorted(found, key=lambda members: (len(members), _hours(members), [channel.id for channel in members]))

    def _groups(self) -> list[_Basics]:
        """The basics of the rows; rows alike together, the first wish of a row before the others."""
        fits = self._weighted_fits()
        groups: dict[tuple[int, tuple[str, ...], float], list[int]] = {}
        for row, hours in enumerate(self.situations.hours.tolist()):
            wanted = [channel for channel in self.upkeep if fits[channel.id][row] > 0]
            ranked = sorted(wanted, key=lambda channel: (-fits[channel.id][row], channel.id))
            for wish, (taken, left) in enumerate(self._wishes(ranked, hours)):
                groups.setdefault((wish, tuple(channel.id for channel in taken), left), []).append(row)
        by_id = {channel.id: channel for channel in self.upkeep}
        return [
            _Basics(tuple(by_id[id] for id in ids), left, np.array(rows, dtype=np.int64))
            for (_, ids, left), rows in sorted(groups.items())
        ]

    def _weighted_fits(self) -> dict[str, Numbers]:
        """The fit of each entry to keep, over all goals by their weight, as it is compared."""
        fits, weights = self.situations.fits, self.situations.weights
        return {
            channel.id: np.round(
                sum(weights[goal] * fits[channel.id, goal] for goal in self.goals if (channel.id, goal) in fits), DECIMALS
            )
            for channel in self.upkeep
        }

    def _wishes(self, ranked: Sequence[Channel], hours: float) -> Iterator[tuple[list[Channel], float]]:
        """The basics that some hours allow, with the hours left; then, as long as hours are short, those of fewer hours."""
        while hours >= 0:
            taken: list[Channel] = []
            left = hours
            for channel in ranked:
                if len(taken) < self.terms.max_basics and channel.effort.hours_per_week <= left:
                    taken.append(channel)
                    left -= channel.effort.hours_per_week
            yield taken, left
            # Fewer basics can only be better where hours are short.
            if not taken or left >= self.most_hours:
                return
            hours = hours - left - 0.25

    def _best(self, basics: _Basics) -> tuple[Numbers, Rows]:
        """The worth and the number of the best set of these rows."""
        fitting = np.flatnonzero(self.set_hours <= basics.hours_left)
        parts, price = self.parts_of_set[fitting], self.price[fitting]
        found_worth, found_best = [], []
        # A block of rows at a time stays in the cache of the processor.
        for start in range(0, len(basics.rows), _BLOCK):
            worth = self._worth(basics.members, basics.rows[start : start + _BLOCK], parts, price)
            best = worth.argmax(axis=0)
            found_worth.append(worth[best, np.arange(worth.shape[1])])
            found_best.append(fitting[best])
        return np.concatenate(found_worth), np.concatenate(found_best)

    def _worth(self, basics: tuple[Channel, ...], rows: Rows, parts: Rows, price: Numbers) -> Numbers:
        """The worth of sets (given by their parts) with these basics, one column per row of the situations."""
        worth = np.repeat(-price[:, None], len(rows), axis=1)
        for goal in self.goals:
            uncovered = self._uncovered(basics, goal, rows)
            left = self.left[goal][:, rows]
            product = left[parts[:, 0]] * uncovered
            for index in range(1, parts.shape[1]):
                product *= left[parts[:, index]]
            worth += (self.situations.weights[goal][rows] * self.situations.limits[goal][rows]) * (1 - product)
        return np.round(worth, DECIMALS)

    def _uncovered(self, channels: Sequence[Channel], goal: str, rows: Rows) -> Numbers:
        """What channels leave uncovered of a goal; of one group each further fit counts half."""
        product = np.ones(len(rows))
        groups: dict[str, list[Numbers]] = {}
        for channel in channels:
            column = self.situations.fits.get((channel.id, goal))
            if column is not None:
                if channel.reaches:
                    groups.setdefault(channel.reaches, []).append(column[rows])
                else:
                    product = product * (1 - column[rows])
        for fits in groups.values():
            best = fits[0] if len(fits) == 1 else np.maximum.reduce(fits)
            product = product * (1 - best)
            if len(fits) > 1:
                halves = np.ones(len(rows))
                for fit in fits:
                    halves = halves * (1 - fit / 2)
                product = product * halves / (1 - best / 2)
        return product


def _parts(sets: Sequence[tuple[Channel, ...]], slots: int) -> tuple[list[tuple[Channel, ...]], Rows]:
    """Channels of one group belong together: the parts that occur, and for each set the numbers of its parts.

    Sets with fewer parts than slots are filled up with a number that stands for no part.
    """
    known: dict[tuple[str, ...], int] = {}
    parts: list[tuple[Channel, ...]] = []
    parts_of_set = []
    for members in sets:
        grouped: dict[str, list[Channel]] = {}
        for channel in members:
            grouped.setdefault(channel.reaches or channel.id, []).append(channel)
        own = []
        for together in grouped.values():
            key = tuple(channel.id for channel in together)
            if key not in known:
                known[key] = len(parts)
                parts.append(tuple(together))
            own.append(known[key])
        parts_of_set.append(own)
    width = max(1, slots)
    return parts, np.array([own + [len(parts)] * (width - len(own)) for own in parts_of_set], dtype=np.int64)
