"""What follows from the choice for many companies: the order in which channels are printed, the hours of each, the coverage."""

from typing import NamedTuple

import numpy as np

from channelfit.advice.batch.choice import Field, Taken, basics_fits, groups_of, uncovered
from channelfit.advice.batch.ragged import Entries
from channelfit.advice.batch.sets import WIDTH, Sets
from channelfit.advice.portfolio import DECIMALS
from channelfit.advice.rows import Column, Indices, Numbers
from channelfit.brevity import brief

_NOWHERE = 99


@brief
class Printed(NamedTuple):
    """The chosen channels of each row in printed order (as many as there are: none), all hours at least and when what is left is
    used, and the total coverage."""

    channels: Indices
    hours: Numbers
    to_use: Numbers
    coverage: Numbers


def printed_of(field: Field, sets: Sets, taken: Taken, count: int) -> Printed:
    """An empty table to be filled in block by block."""
    basics = np.append([channel.hours for channel in field.upkeep], 0.0)[taken.basics].sum(axis=0)
    return Printed(
        np.full((WIDTH, count), len(field.stages), dtype=np.int64),
        basics + sets.hours[taken.sets],
        np.array(basics),
        np.zeros(count),
    )


def print_block(
    field: Field, entries: Entries, sets: Sets, block: tuple[Indices, Indices], taken: Taken, printed: Printed
) -> None:
    """Fill in some rows that have as many aims."""
    some, at = block
    number = taken.sets[some]
    places = sets.members[number].T
    there = places < len(field.stages)
    rows = np.append(field.stage_rows, 0)[places]
    fits = np.where(there[:, None, :], entries.fits[rows[:, None, :], at], 0.0)
    basic_fits, basic_groups = basics_fits(field, entries, some, at, taken)
    everyone = np.concatenate([fits, basic_fits])
    groups = np.concatenate([np.append(groups_of(field)[0], -1)[places], basic_groups])
    scale = entries.weight[at] * entries.limit[at]
    covered = (scale * (1 - uncovered(everyone, groups))).sum(axis=0)
    printed.coverage[some] = covered
    adds = np.zeros(places.shape)
    for one in range(WIDTH if (sets.leads[number].sum(axis=1) > 1).any() else 0):
        without = everyone.copy()
        without[one] = 0.0
        adds[one] = covered - (scale * (1 - uncovered(without, groups))).sum(axis=0)
    leads = sets.leads[number].T
    first = _first_goal(fits, entries.rank[at], leads)
    turn = np.lexsort((places.T, -np.round(adds, DECIMALS).T, np.where(leads, first, _NOWHERE).T), axis=-1).T
    rank = np.empty_like(turn)
    np.put_along_axis(rank, turn, np.arange(WIDTH)[:, None], axis=0)
    partner = sets.partner[number].T
    beside = np.take_along_axis(rank, np.maximum(partner, 0), axis=0)
    rank = np.where(there, np.where(leads, 2 * rank, 2 * beside + 1), _NOWHERE)
    turn = np.argsort(rank, axis=0, kind="stable")
    printed.channels[:, some] = np.take_along_axis(places, turn, axis=0)
    takes, most = (np.take_along_axis(each[number].T, turn, axis=0) for each in (sets.takes, sets.most))
    printed.to_use[some] += _used(takes, most, taken.left[some])


def _first_goal(fits: Numbers, rank: Indices, leads: Column) -> Indices:
    """The rank of the most important goal on which each channel fits best of all that are no companions."""
    found = np.full(fits[:, 0].shape, _NOWHERE - 1, dtype=np.int64)
    for goal in range(int(rank.max()), -1, -1):
        own = rank == goal
        sums = np.where(own, fits, 0.0).sum(axis=1) / np.maximum(own.sum(axis=0), 1)
        means = np.where(leads, np.round(sums, DECIMALS), 0.0)
        found = np.where((means > 0) & (means == means.max(axis=0)), goal, found)
    return found


def _used(takes: Numbers, most: Numbers, hours: Numbers) -> Numbers:
    """The hours of all chosen channels when what is left is used; see `portfolio.hours_to_use`."""
    used = takes.copy()
    left = hours - takes.sum(axis=0)
    while True:
        growing = (used < most) & (left >= 0.25)
        if not growing.any():
            total: Numbers = used.sum(axis=0)
            return total
        place = np.cumsum(growing, axis=0)
        given = growing & (place <= np.floor(4 * left))
        used += 0.25 * given
        left = left - 0.25 * given.sum(axis=0)
