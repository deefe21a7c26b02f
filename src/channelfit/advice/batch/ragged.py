"""The aims of all rows side by side: each row has as many entries as it has aims."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from channelfit.advice.batch.aims import AimRows
from channelfit.advice.rows import Indices, Numbers
from channelfit.brevity import brief

# Up to as many aims as a company can have: goals times groups.
_STEPS = (0, 1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 26, 32, 48, 64, 128, 256, 512)


@brief
class Entries(NamedTuple):
    """One entry for each aim of each row: weight, limit, rank of the goal, what basics leave uncovered, the fit of each channel.

    `order` has the entries row by row, `starts` and `counts` those of each row in it. The last entry is of no row and weighs
    nothing: it fills up rows that have fewer aims than others beside them.
    """

    weight: Numbers
    limit: Numbers
    rank: Indices
    left: Numbers
    fits: Numbers
    order: Indices
    starts: Indices
    counts: Indices


def entries_of(aims: Sequence[AimRows], count: int) -> Entries:
    """The entries of all aims."""
    rows = np.concatenate([aim.rows for aim in aims])
    counts = np.bincount(rows, minlength=count)
    order = np.argsort(rows, kind="stable")
    return Entries(
        weight=np.concatenate([*(aim.weight for aim in aims), [0.0]]),
        limit=np.concatenate([*(aim.limit for aim in aims), [0.0]]),
        rank=np.concatenate([*(aim.rank for aim in aims), [-1]]),
        left=np.ones(len(rows) + 1),
        fits=np.concatenate([*(aim.fits for aim in aims), np.zeros((len(aims[0].fits), 1))], axis=1),
        order=np.append(order, [len(rows)] * _STEPS[-1]),
        starts=np.cumsum(counts) - counts,
        counts=counts,
    )


def steps_of(counts: Indices) -> Indices:
    """Counts rounded up a little, so that fewer of them differ."""
    return np.array(_STEPS)[np.searchsorted(_STEPS, np.minimum(counts, _STEPS[-1]))]


def blocks_of(entries: Entries, rows: Indices, most: int, keys: Sequence[Indices] = ()) -> Iterator[tuple[Indices, Indices]]:
    """Rows that have about as many aims and are alike in some keys, together, with the entry of each for each of their aims."""
    columns = [steps_of(entries.counts[rows]), *(key[rows] for key in keys)]
    order = np.lexsort(columns)
    sorted_rows = rows[order]
    changes = np.any([column[order][1:] != column[order][:-1] for column in columns], axis=0)
    bounds = [0, *(np.flatnonzero(changes) + 1).tolist(), len(rows)]
    for start, end in pairwise(bounds):
        for begin in range(start, end, most):
            some = sorted_rows[begin : min(begin + most, end)]
            if len(some):
                count = entries.counts[some]
                aims = np.arange(int(count.max()))[:, None]
                yield some, np.where(aims < count, entries.order[entries.starts[some] + aims], len(entries.weight) - 1)
