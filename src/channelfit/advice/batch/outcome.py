"""What follows from the choice for many companies: the order in which channels are printed, the hours of each, the coverage."""

from __future__ import annotations

import numpy as np

from channelfit.advice.batch.choice import Field, Taken, uncovered
from channelfit.advice.batch.ragged import Entries, blocks_of
from channelfit.advice.batch.sets import WIDTH, Sets
from channelfit.advice.portfolio import DECIMALS
from channelfit.advice.rows import Column, Indices, Numbers
from channelfit.typed import NamedTuple

_NOWHERE = 99
_ROWS = 1 << 12


class Printed(NamedTuple):
    """The chosen channels of each row in printed order (as many as there are: none), all hours at least and when what is left is
    used, and the total coverage."""

    channels: Indices
    hours: Numbers
    to_use: Numbers
    coverage: Numbers


def printed_of(field: Field, entries: Entries, sets: Sets, rows: Indices, taken: Taken) -> Printed:
    """What is printed of some rows; the others are left empty."""
    count = len(taken.sets)
    hours = sets.hours[taken.sets]
    basics = np.append([channel.hours for channel in field.upkeep], 0.0)[taken.basics].sum(axis=0)
    # What is left is given out in quarters, until there is none or nobody can use more; see `portfolio.hours_to_use`.
    more = np.minimum(np.floor(4 * np.maximum(taken.left - hours, 0.0)), sets.growth[taken.sets])
    channels = np.full((WIDTH, count), len(field.stages), dtype=np.int64)
    found = Printed(channels, basics + hours, basics + hours + more / 4, np.zeros(count))
    for some, at in blocks_of(entries, rows, _ROWS, (sets.size[taken.sets], sets.alike[taken.sets])):
        _print(field, entries, sets, (some, at, taken.sets[some]), found)
    return found


def _print(field: Field, entries: Entries, sets: Sets, block: tuple[Indices, Indices, Indices], printed: Printed) -> None:
    """Fill in some rows whose sets are of one size."""
    some, at, number = block
    size = int(sets.size[number[0]])
    places = sets.members[number].T[:size]
    fits = entries.fits(at, field.stage_rows[places][:, None, :])
    groups = sets.groups[number].T[:size] if sets.alike[number[0]] else None
    scale = entries.scale.take(at)
    left = scale * entries.left.take(at)
    rest = (left * uncovered(fits, groups)).sum(axis=0)
    printed.coverage[some] = scale.sum(axis=0) - rest
    if size > 1:
        adds = np.zeros(places.shape)
        for one in range(size):
            others = [other for other in range(size) if other != one]
            without = uncovered(fits[others], None if groups is None else groups[others])
            adds[one] = (left * without).sum(axis=0) - rest
        leads = sets.leads[number].T[:size]
        first = _first_goal(fits, entries.rank[at], leads)
        turn = np.lexsort((places.T, -np.round(adds, DECIMALS).T, np.where(leads, first, _NOWHERE).T), axis=-1).T
        rank = np.empty_like(turn)
        np.put_along_axis(rank, turn, np.arange(size)[:, None], axis=0)
        beside = np.take_along_axis(rank, np.maximum(sets.partner[number].T[:size], 0), axis=0)
        turn = np.argsort(np.where(leads, 2 * rank, 2 * beside + 1), axis=0, kind="stable")
        places = np.take_along_axis(places, turn, axis=0)
    printed.channels[:size, some] = places


def _first_goal(fits: Numbers, rank: Indices, leads: Column) -> Indices:
    """The rank of the most important goal on which each channel fits best of all that are no companions."""
    found = np.full(fits[:, 0].shape, _NOWHERE - 1, dtype=np.int64)
    for goal in range(int(rank.max()), -1, -1):
        own = rank == goal
        sums = np.where(own, fits, 0.0).sum(axis=1) / np.maximum(own.sum(axis=0), 1)
        means = np.where(leads, np.round(sums, DECIMALS), 0.0)
        found = np.where((means > 0) & (means == means.max(axis=0)), goal, found)
    return found
