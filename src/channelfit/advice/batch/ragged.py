"""The aims of all rows side by side: each row has as many entries as it has aims."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from channelfit.advice.batch.aims import AimRows
from channelfit.advice.rows import Indices, Numbers
from channelfit.brevity import brief


@brief
class Entries(NamedTuple):
    """One entry for each aim of each row: weight, limit, rank of the goal, what basics leave uncovered, the fit of each channel.

    `order` has the entries row by row, `starts` and `counts` those of each row in it.
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
    return Entries(
        weight=np.concatenate([aim.weight for aim in aims]),
        limit=np.concatenate([aim.limit for aim in aims]),
        rank=np.concatenate([aim.rank for aim in aims]),
        left=np.ones(len(rows)),
        fits=np.concatenate([aim.fits for aim in aims], axis=1),
        order=np.argsort(rows, kind="stable"),
        starts=np.cumsum(counts) - counts,
        counts=counts,
    )


def blocks_of(entries: Entries, rows: Indices, most: int, keys: Sequence[Indices] = ()) -> Iterator[tuple[Indices, Indices]]:
    """Rows that have as many aims and are alike in some keys, together, with the entry of each for each of their aims."""
    columns = [entries.counts[rows], *(key[rows] for key in keys)]
    order = np.lexsort(columns)
    sorted_rows = rows[order]
    changes = np.any([column[order][1:] != column[order][:-1] for column in columns], axis=0)
    bounds = [0, *(np.flatnonzero(changes) + 1).tolist(), len(rows)]
    for start, end in pairwise(bounds):
        for begin in range(start, end, most):
            some = sorted_rows[begin : min(begin + most, end)]
            if len(some):
                aims = np.arange(int(entries.counts[some[0]]))
                yield some, entries.order[entries.starts[some] + aims[:, None]]
