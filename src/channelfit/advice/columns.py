"""Score for many situations at once, in columns: the same formulas as `fit`, one row per situation.

A test compares the results with those, row by row.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from channelfit.advice.completions import Column, Completions, Numbers
from channelfit.advice.fit import DECIMALS, fit_of
from channelfit.rulebook.model import Rulebook, Settings


def points_of(
    rulebook: Rulebook, completions: Completions, goals: Sequence[str], weights: Mapping[str, float | Numbers]
) -> dict[tuple[str, str], float | Numbers]:
    """The points of every channel for every goal it serves; a column where they differ between completions.

    `weights` are those of the criteria. A channel that is excluded has no points where it is (minus infinity).
    """
    sums, excluded = _sums_of_rules(rulebook, completions, goals)
    cut = rulebook.settings.max_criterion_points
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


def _sums_of_rules(
    rulebook: Rulebook, completions: Completions, goals: Sequence[str]
) -> tuple[dict[tuple[str, str, str], float | Numbers], dict[str, float | Numbers]]:
    """What the rules that hold give, by channel, goal and criterion, and what they take from channels that they exclude."""
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
    return sums, excluded


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
    values, ranks = np.unique(rounded, return_inverse=True)
    # Powers by the math library, value by value: NumPy's differ in the last digit between machines.
    fits = [fit_of(float(value), settings.top_fit) if value >= settings.min_points else 0.0 for value in values]
    return np.array(fits, dtype=np.float64)[ranks]
