"""Fit shifts to votes: the least loss, with a price on every shift that draws it back to what its author set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from channelfit.advice.rows import Column, Numbers
from channelfit.ruletools.learn.descent import least_of
from channelfit.ruletools.learn.design import Design
from channelfit.ruletools.learn.likelihood import loss_of
from channelfit.ruletools.learn.votes import Votes
from channelfit.typed import NamedTuple

# How much one company bends the loss in a point, about; it only decides which new points take part.
BEND = 0.2


class Material(NamedTuple):
    """What is learned from: companies as their points see them, what judges say of them, and the points that may move.

    If these are points of rules to be, only some take part in a fit: so many, those that promise most. Each fit is `told`.
    """

    design: Design
    votes: Votes
    able: Column
    most: int | None = None
    told: Callable[[], None] = lambda: None


def fit(material: Material, weights: Numbers, ridge: float, free: Column, start: Numbers | None = None) -> Numbers:
    """The shifts with the least loss plus `ridge / 2` times their squares; only those of free points move.

    `weights` says how often each company counts.
    """
    places = np.flatnonzero(free)
    small = _only(material.design, free)

    def shifts_of(moved: Numbers) -> Numbers:
        shifts = np.zeros(len(free))
        shifts[places] = moved
        return shifts

    def priced(moved: Numbers) -> tuple[float, Numbers]:
        loss = loss_of(small, material.votes, shifts_of(moved), weights)
        value = float(weights @ loss.by_company) + ridge / 2 * float(moved @ moved)
        return value, loss.slope[places] + ridge * moved

    found = shifts_of(least_of(priced, np.zeros(len(places)) if start is None else start[places]))
    material.told()
    return found


def fit_able(material: Material, weights: Numbers, ridge: float, start: Numbers | None = None) -> Numbers:
    """The shifts of all points that may move; those that have moved at the start take part in any case."""
    design, able = material.design, material.able
    if material.most is None:
        return fit(material, weights, ridge, able, start)
    slope = loss_of(design, material.votes, np.zeros(len(able)), weights).slope
    promise = np.where(able, slope**2 / (BEND * design.support + ridge), 0.0)
    best = np.argsort(-promise, kind="stable")[: material.most]
    free = np.zeros(len(able), dtype=np.bool_) if start is None else start != 0
    free[best[promise[best] > 0]] = True
    return fit(material, weights, ridge, free, start)


def _only(design: Design, free: Column) -> Design:
    """The design with entries of free points only; those of others move nothing."""
    kept = free[design.entry_point]
    return replace(design, entry_sum=design.entry_sum[kept], entry_point=design.entry_point[kept])


def losses(material: Material, shifts: Numbers) -> Numbers:
    """The loss of each company."""
    return loss_of(material.design, material.votes, shifts, np.zeros(material.design.count)).by_company


def in_halves(design: Design, shifts: Numbers, bound: float) -> Numbers:
    """Shifts that lead to whole or half points; a point of a rule may come to nothing, but never say the opposite."""
    was, is_base = design.was, np.array([not point.origin for point in design.points], dtype=np.bool_)
    wanted = np.where(shifts == 0, was, np.round(2 * (was + shifts)) / 2).clip(-bound, bound)
    turned = ~is_base & (was * wanted < 0)
    found: Numbers = np.where(turned, 0.0, wanted) - was
    return found
