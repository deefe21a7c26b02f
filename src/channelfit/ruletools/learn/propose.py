"""Propose changes: those that are firm, and of these as many as pay."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, log, sqrt
from statistics import NormalDist

import numpy as np

from channelfit.advice.rows import Column, Indices, Numbers
from channelfit.rulebook.model import MAX_POINTS
from channelfit.ruletools.learn.fit import Material, fit, fit_able, in_halves, losses
from channelfit.ruletools.learn.learned import BOOTSTRAPS, Firmness, HeldOut, Proposal, Step, Unsettled
from channelfit.ruletools.learn.resample import FOLDS, bootstraps_of, folds_of
from channelfit.typed import NamedTuple

# How strongly shifts are held back, the weakest first. Below the weakest the habits of judges are learned.
RIDGES = (10.0, 20.0, 40.0, 80.0, 160.0, 320.0)
# How many changes are tried.
COUNTS = (0, 1, 2, 3, 5, 8, 12, 18, 27, 40, 60, 90)
# A point is in question only if it is in so many companies.
FEWEST_CASES = 8
# Judges are no formulas: what the fit asks for is a change only from half a point on.
ASKED_LEAST = 0.5
# In so many of the bootstraps a shift must keep its sign, and nine in ten of them make its interval.
FIRM = 0.8
_INTERVAL = (0.05, 0.95)
# Where more than so many times the cases would be needed, no number is told.
_MOST_TIMES = 10.0

# So many fits come to a proposal: each strength and each count in each fold, then everyone and the draws, twice.
FITS = FOLDS * (len(RIDGES) + len(COUNTS) - 1) + 2 * (1 + BOOTSTRAPS)


class _Fold(NamedTuple):
    """A part of the companies that was held out, with what the others teach."""

    weights: Numbers
    held: Column
    shifts: Numbers


def propose(material: Material) -> Step:
    """The changes that the cases speak for, and what they would speak for if they were more."""
    design = material.design
    ridge, folds = _ridge_of(material)
    most, held_out = _count_that_pays(material, ridge, folds)
    everyone = np.ones(design.count)
    shifts = fit_able(material, everyone, ridge)
    drawn = np.array([fit_able(material, weights, ridge, shifts) for weights in bootstraps_of(design.count)])
    asked = [int(point) for point in _order(material, shifts) if in_halves(design, shifts, MAX_POINTS)[point]]
    firm = [point for point in asked if _is_firm(_firmness(material, shifts, drawn, point))]
    proposals = _refitted(material, ridge, shifts, firm[:most])
    unsettled = [
        _unsettled(material, shifts, drawn, point) for point in asked if not _is_firm(_firmness(material, shifts, drawn, point))
    ]
    return Step(ridge, held_out, proposals, tuple(unsettled))


def _ridge_of(material: Material) -> tuple[float, list[_Fold]]:
    """The strength that explains held-out companies best, and what each fold teaches with it."""
    fold = folds_of(material.design.count)
    found: dict[float, list[_Fold]] = {ridge: [] for ridge in RIDGES}
    for index in range(FOLDS):
        weights = (fold != index).astype(np.float64)
        shifts = None
        # From the strongest on, each fit starts where the one before ended.
        for ridge in reversed(RIDGES):
            shifts = fit_able(material, weights, ridge, shifts)
            found[ridge].append(_Fold(weights, fold == index, shifts))
    total = {ridge: sum(float(losses(material, one.shifts)[one.held].sum()) for one in folds) for ridge, folds in found.items()}
    best = min(RIDGES, key=lambda ridge: (round(total[ridge], 6), -ridge))
    return best, found[best]


def _count_that_pays(material: Material, ridge: float, folds: Sequence[_Fold]) -> tuple[int, HeldOut]:
    """How many changes explain held-out companies best, each at a price of half the logarithm of the number of companies.

    None, unless what they gain is more than its standard error.
    """
    design = material.design
    before = losses(material, np.zeros(len(design.points)))
    gains = {0: np.zeros(design.count)}
    for count in COUNTS[1:]:
        gains[count] = before.copy()
        for fold in folds:
            changed = _changed(material, fold.weights, ridge, fold.shifts, _order(material, fold.shifts)[:count])
            gains[count][fold.held] -= losses(material, changed)[fold.held]
    price = log(design.count) / 2
    paid = {count: float(gain.sum()) - price * count for count, gain in gains.items() if _is_certain(gain) or not count}
    best = max(paid, key=lambda count: (round(paid[count], 6), -count))
    asked = sum(float(losses(material, fold.shifts)[fold.held].sum()) for fold in folds)
    start = float(before.sum())
    held_out = HeldOut(*(total / design.count for total in (start, start - float(gains[best].sum()), asked)))
    return best, held_out


def _order(material: Material, shifts: Numbers) -> Indices:
    """The points for which the cases ask for a change: by how far, and in how many of them (by the root, as certainty grows)."""
    order = np.argsort(-np.abs(shifts) * np.sqrt(material.design.support), kind="stable")
    found: Indices = order[np.abs(shifts[order]) >= ASKED_LEAST]
    return found


def _is_certain(gain: Numbers) -> bool:
    """Whether a gain is more than its standard error."""
    return float(gain.sum()) > float(gain.std()) * sqrt(len(gain))


def _changed(material: Material, weights: Numbers, ridge: float, shifts: Numbers, chosen: Indices) -> Numbers:
    """The shifts in halves if only those of some points move."""
    return in_halves(material.design, _alone(material, weights, ridge, shifts, chosen), MAX_POINTS)


def _alone(material: Material, weights: Numbers, ridge: float, shifts: Numbers, chosen: Sequence[int] | Indices) -> Numbers:
    free = np.zeros(len(shifts), dtype=np.bool_)
    free[np.asarray(chosen, dtype=np.int64)] = True
    return fit(material, weights, ridge, free, shifts)


def _refitted(material: Material, ridge: float, shifts: Numbers, chosen: Sequence[int]) -> tuple[Proposal, ...]:
    """The changes of chosen points, fitted again without the others; what is not firm then is left out."""
    design = material.design
    alone = _alone(material, np.ones(design.count), ridge, shifts, chosen)
    drawn = np.array([_alone(material, weights, ridge, alone, chosen) for weights in bootstraps_of(design.count)])
    moved = in_halves(design, alone, MAX_POINTS)
    found = []
    for point in chosen:
        firmness = _firmness(material, alone, drawn, point)
        if moved[point] and _is_firm(firmness):
            was = float(design.was[point])
            found.append(Proposal(design.points[point], was + float(moved[point]), was + float(alone[point]), firmness))
    return tuple(found)


def _firmness(material: Material, shifts: Numbers, drawn: Numbers, point: int) -> Firmness:
    low, high = np.quantile(drawn[:, point], _INTERVAL)
    kept = float((np.sign(drawn[:, point]) == np.sign(shifts[point])).mean())
    return Firmness(int(material.design.support[point]), kept, float(low), float(high))


def _is_firm(firmness: Firmness) -> bool:
    return firmness.kept >= FIRM and firmness.cases >= FEWEST_CASES


def _unsettled(material: Material, shifts: Numbers, drawn: Numbers, point: int) -> Unsettled:
    """What is missing, if a shift spreads like a bell curve, and less by the square root of the number of cases."""
    design, firmness = material.design, _firmness(material, shifts, drawn, point)
    spread = float(drawn[:, point].std())
    times = (NormalDist().inv_cdf(FIRM) * spread / max(abs(float(drawn[:, point].mean())), 1e-9)) ** 2
    wanted = max(FEWEST_CASES, ceil(firmness.cases * times))
    missing = max(1, wanted - firmness.cases) if times <= _MOST_TIMES else None
    return Unsettled(design.points[point], float(design.was[point]) + float(shifts[point]), firmness, missing)
