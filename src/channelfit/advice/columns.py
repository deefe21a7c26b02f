"""Score and choose for many situations at once, in columns; the same formulas as `fit` and `portfolio`, one row per situation.

A test compares the results with those, row by row.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from channelfit.advice.completions import Column, Completions, Numbers
from channelfit.advice.fit import DECIMALS, fit_of
from channelfit.advice.portfolio import Aim, Candidate, Terms, choose
from channelfit.rulebook.model import Channel, Rulebook, Settings

# Up to so many places all sets are tried at once; beyond, one situation after the other.
_MOST_PLACES = 3
_BLOCK = 64


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


def points_of(
    rulebook: Rulebook, completions: Completions, goals: Sequence[str], weights: Mapping[str, float | Numbers]
) -> dict[tuple[str, str], float | Numbers]:
    """The points of every channel for every goal it serves; a column where they differ between completions.

    `weights` are those of the criteria. A channel that is excluded has no points where it is (minus infinity).
    """
    cut = rulebook.settings.max_criterion_points
    sums: dict[tuple[str, str, str], float | Numbers] = {}
    excluded: dict[str, float | Numbers] = {}
    for rule in rulebook.rules:
        effects = [(channel, effect) for channel, effect in rule.effects.items() if channel in rulebook.channels]
        concerned = [pair for pair in effects if pair[1].excludes or any(goal in pair[1].points for goal in goals)]
        if not concerned:
            continue
        truth = completions.truth(rule.when)
        if truth is False:
            continue
        for channel, effect in concerned:
            if effect.excludes:
                excluded[channel] = excluded.get(channel, 0.0) + _times(truth, -math.inf)
            for goal, points in effect.points.items():
                if points and goal in goals:
                    key = (channel, goal, rule.criterion.value)
                    sums[key] = sums.get(key, 0.0) + _times(truth, points)
    found: dict[tuple[str, str], float | Numbers] = {}
    for id, served in sorted((id, channel.serves) for id, channel in rulebook.channels.items()):
        for goal in goals:
            if goal in served:
                found[id, goal] = served[goal] + excluded.get(id, 0.0)
    for (id, goal, criterion), total in sorted(sums.items()):
        if (id, goal) in found:
            kept = np.clip(total, -cut, cut) if isinstance(total, np.ndarray) else max(-cut, min(cut, total))
            found[id, goal] = found[id, goal] + kept * weights[criterion]
    return found


def _times(truth: bool | Column, points: float) -> float | Numbers:
    return points if isinstance(truth, bool) else np.where(truth, points, 0.0)


def counted_fits(
    points: Mapping[tuple[str, str], float | Numbers], settings: Settings, rows: int
) -> dict[tuple[str, str], Numbers]:
    """The fit for points that count, else zero."""
    return {
        key: fit_column(np.broadcast_to(np.asarray(value, dtype=np.float64), (rows,)), settings) for key, value in points.items()
    }


def fit_column(points: Numbers, settings: Settings) -> Numbers:
    """The fit for each of some points, zero where they do not count."""
    rounded = np.round(points, DECIMALS)
    values, places = np.unique(rounded, return_inverse=True)
    # Powers by the math library, value by value: NumPy's differ in the last digit between machines.
    fits = [fit_of(float(value), settings.top_fit) if value >= settings.min_points else 0.0 for value in values]
    return np.array(fits, dtype=np.float64)[places]


def picks_of(situations: Situations, terms: Terms) -> list[Picked]:
    """What is recommended in each situation; `terms.hours` are not read, each row has its own."""
    if terms.max_channels > _MOST_PLACES or _has_mixed_groups(situations.channels):
        return _one_by_one(situations, terms)
    return _Choice(situations, terms).run()


def _has_mixed_groups(channels: Sequence[Channel]) -> bool:
    """Whether a channel to play and an entry to keep reach the same people."""
    stages = {channel.reaches for channel in channels if not channel.upkeep}
    return bool((stages & {channel.reaches for channel in channels if channel.upkeep}) - {""})


def _one_by_one(situations: Situations, terms: Terms) -> list[Picked]:
    found = []
    for row in range(len(situations.hours)):
        stages: list[Candidate] = []
        upkeep: list[Candidate] = []
        for channel in situations.channels:
            fits = {
                goal: float(column[row]) for (id, goal), column in situations.fits.items() if id == channel.id and column[row] > 0
            }
            if fits:
                one = Candidate(id=channel.id, hours=channel.effort.hours_per_week, reaches=channel.reaches, fits=fits)
                (upkeep if channel.upkeep else stages).append(one)
        aims = [Aim(goal, float(weight[row]), float(situations.limits[goal][row])) for goal, weight in situations.weights.items()]
        portfolio = choose(stages, upkeep, aims, terms._replace(hours=float(situations.hours[row])))
        found.append(Picked(_ids(portfolio.chosen), _ids(portfolio.basics)))
    return found


def _ids(channels: Sequence[Candidate | Channel]) -> Chosen:
    return tuple(sorted(one.id for one in channels))


class _Choice:
    """All small sets, tried on all rows at once; it keeps the columns it needs again, so it is a class."""

    def __init__(self, situations: Situations, terms: Terms) -> None:
        self.situations = situations
        self.terms = terms
        self.goals = tuple(situations.weights)
        counts = {id for (id, _), column in situations.fits.items() if column.any()}
        most = float(situations.hours.max(initial=0.0))
        able = [one for one in situations.channels if one.id in counts and one.effort.hours_per_week <= most]
        self.stages = [one for one in able if not one.upkeep]
        self.upkeep = [one for one in able if one.upkeep]
        self.sets = self._all_sets()
        self.set_hours = np.array([sum(one.effort.hours_per_week for one in members) for members in self.sets])
        self.parts, self.index = _parts(self.sets, terms.max_channels)
        everyone = np.arange(len(situations.hours))
        nothing = np.ones(len(everyone))
        self.left = {
            goal: np.stack([*(self._uncovered(part, goal, everyone) for part in self.parts), nothing]) for goal in self.goals
        }
        self.price = np.array([terms.focus_price * len(members) for members in self.sets])

    def run(self) -> list[Picked]:
        """The best set of each row: of the basics that its hours allow, and of fewer basics where that is better."""
        rows = len(self.situations.hours)
        best = np.full(rows, -np.inf)
        chosen = np.zeros(rows, dtype=np.int64)
        taken = np.zeros(rows, dtype=np.int64)
        groups = self._basics()
        for number, (basics, hours_left, concerned) in enumerate(groups):
            worth, place = self._best(basics, hours_left, concerned)
            better = worth > best[concerned]
            best[concerned[better]] = worth[better]
            chosen[concerned[better]] = place[better]
            taken[concerned[better]] = number
        sets = [_ids(members) for members in self.sets]
        basics_of = [_ids(basics) for basics, _, _ in groups]
        return [Picked(sets[place], basics_of[number]) for place, number in zip(chosen.tolist(), taken.tolist(), strict=True)]

    def _all_sets(self) -> list[tuple[Channel, ...]]:
        """All sets within the places, those first that win a tie: fewer channels, fewer hours, ids in order."""
        places = range(min(self.terms.max_channels, len(self.stages)) + 1)
        found = [members for size in places for members in combinations(self.stages, size)]

        def order(members: tuple[Channel, ...]) -> tuple[int, float, list[str]]:
            return len(members), sum(one.effort.hours_per_week for one in members), [one.id for one in members]

        return sorted(found, key=order)

    def _basics(self) -> list[tuple[tuple[Channel, ...], float, NDArray[np.int64]]]:
        """The basics of the rows, with the hours they leave; rows alike together, the first wish of a row before the others."""
        weighted = {
            one.id: sum(
                self.situations.weights[goal] * self.situations.fits[one.id, goal]
                for goal in self.goals
                if (one.id, goal) in self.situations.fits
            )
            for one in self.upkeep
        }
        rounded = {id: np.round(column, DECIMALS) for id, column in weighted.items()}
        groups: dict[tuple[int, tuple[str, ...], float], list[int]] = {}
        needed = max(
            (sum(sorted((one.effort.hours_per_week for one in self.stages), reverse=True)[: self.terms.max_channels]),),
            default=0.0,
        )
        for row, hours in enumerate(self.situations.hours.tolist()):
            ranked = sorted(
                (one for one in self.upkeep if rounded[one.id][row] > 0), key=lambda one: (-rounded[one.id][row], one.id)
            )
            wish = 0
            while hours >= 0:
                taken: list[Channel] = []
                left = hours
                for one in ranked:
                    if len(taken) < self.terms.max_basics and one.effort.hours_per_week <= left:
                        taken.append(one)
                        left -= one.effort.hours_per_week
                groups.setdefault((wish, tuple(one.id for one in taken), left), []).append(row)
                # Fewer basics can only be better where hours are short.
                if not taken or left >= needed:
                    break
                hours = hours - left - 0.25
                wish += 1
        by_id = {one.id: one for one in self.upkeep}
        return [
            (tuple(by_id[id] for id in ids), left, np.array(rows, dtype=np.int64))
            for (_, ids, left), rows in sorted(groups.items())
        ]

    def _best(self, basics: tuple[Channel, ...], hours_left: float, rows: NDArray[np.int64]) -> tuple[Numbers, NDArray[np.int64]]:
        """The worth and the place of the best set of these rows."""
        fitting = np.flatnonzero(self.set_hours <= hours_left)
        index, price = self.index[fitting], self.price[fitting]
        found_worth, found_place = [], []
        # A block of rows at a time stays in the cache of the processor.
        for start in range(0, len(rows), _BLOCK):
            worth = self._worth(basics, rows[start : start + _BLOCK], index, price)
            place = worth.argmax(axis=0)
            found_worth.append(worth[place, np.arange(worth.shape[1])])
            found_place.append(fitting[place])
        return np.concatenate(found_worth), np.concatenate(found_place)

    def _worth(self, basics: tuple[Channel, ...], rows: NDArray[np.int64], index: NDArray[np.int64], price: Numbers) -> Numbers:
        """The worth of sets (given by their parts) with these basics, one column per row of the situations."""
        worth = np.repeat(-price[:, None], len(rows), axis=1)
        for goal in self.goals:
            uncovered = self._uncovered(basics, goal, rows)
            left = self.left[goal][:, rows]
            product = left[index[:, 0]] * uncovered
            for position in range(1, index.shape[1]):
                product *= left[index[:, position]]
            worth += (self.situations.weights[goal][rows] * self.situations.limits[goal][rows]) * (1 - product)
        return np.round(worth, DECIMALS)

    def _uncovered(self, channels: Sequence[Channel], goal: str, rows: NDArray[np.int64]) -> Numbers:
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


def _parts(sets: Sequence[tuple[Channel, ...]], places: int) -> tuple[list[tuple[Channel, ...]], NDArray[np.int64]]:
    """Channels of one group belong together: the parts that occur, and for each set its parts (the last place: none)."""
    known: dict[tuple[str, ...], int] = {}
    parts: list[tuple[Channel, ...]] = []
    index = []
    for members in sets:
        grouped: dict[str, list[Channel]] = {}
        for channel in members:
            grouped.setdefault(channel.reaches or channel.id, []).append(channel)
        own = []
        for together in grouped.values():
            key = tuple(one.id for one in together)
            if key not in known:
                known[key] = len(parts)
                parts.append(tuple(together))
            own.append(known[key])
        index.append(own)
    width = max(1, places)
    return parts, np.array([own + [len(parts)] * (width - len(own)) for own in index], dtype=np.int64)
