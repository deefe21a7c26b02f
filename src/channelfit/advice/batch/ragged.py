"""The aims of all rows side by side: each row has as many entries as it has aims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from channelfit.advice.batch.aims import AimRows
from channelfit.advice.rows import Indices, Numbers
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray


class Entries(NamedTuple):
    """One entry for each aim of each row: its weight times its limit, its weight, the rank of the goal, what basics leave
    uncovered, and a row with the place of each channel's fit in `values`.

    `at` has the entries of each row, a column each, and `counts` how many there are. The last entry is of no row and weighs
    nothing: it fills up rows that have fewer aims than others.
    """

    scale: Numbers
    weight: Numbers
    rank: Indices
    left: Numbers
    places: Indices
    values: Numbers
    at: Indices
    counts: Indices

    @property
    def nobody(self) -> int:
        """The place behind all channels, which fits nothing."""
        return int(self.places.shape[1]) - 1

    def fits(self, entries: Indices, channels: Indices | None = None) -> Numbers:
        """The fits of some channels in some entries; of all of them, behind one another, if not said."""
        # What is taken by one index costs half of what is taken by two.
        if channels is None:
            found: Numbers = self.values.take(self.places.take(entries, axis=0))
        else:
            found = self.values.take(self.places.reshape(-1).take(entries * self.places.shape[1] + channels))
        return found


def entries_of(aims: Sequence[AimRows], values: Numbers, count: int) -> Entries:
    """The entries of all aims; `values` are the fits that they name (but for one nothing: they have the fits themselves)."""
    ends = np.cumsum([len(aim.rows) for aim in aims])
    most = int(np.bincount(np.concatenate([aim.rows for aim in aims])).max(initial=0))
    counts, at = np.zeros(count, dtype=np.int64), np.full((most, count), ends[-1])
    for aim, end in zip(aims, ends.tolist(), strict=True):
        at[counts[aim.rows], aim.rows] = np.arange(end - len(aim.rows), end)
        counts[aim.rows] += 1
    weight, limit = (np.concatenate([*columns, [0.0]]) for columns in ([aim.weight for aim in aims], [aim.limit for aim in aims]))
    places = np.concatenate([*(aim.fits for aim in aims), np.zeros_like(aims[0].fits, shape=(1, aims[0].fits.shape[1]))])
    if places.dtype.kind == "f":
        values, index = np.unique(places, return_inverse=True)
        places = index.reshape(places.shape)
    return Entries(
        scale=weight * limit,
        weight=weight,
        rank=np.concatenate([*(aim.rank for aim in aims), [-1]]),
        left=np.ones(len(weight)),
        places=places,
        values=values,
        at=at,
        counts=counts,
    )


def blocks_of(entries: Entries, rows: Indices, most: int, keys: Sequence[NDArray[Any]] = ()) -> Iterator[tuple[Indices, Indices]]:
    """Rows that are alike in some keys, together, those with most aims first, with the entry of each for each of their aims."""
    counts = entries.counts.take(rows)
    most_aims = int(counts.max(initial=0))
    # Small numbers are sorted several times as fast as several columns.
    codes, width = most_aims - counts, most_aims + 1
    for key in keys:
        column = key.take(rows).astype(np.int64)
        codes += width * column
        width *= int(column.max(initial=0)) + 1
    order = np.argsort(codes.astype(np.min_scalar_type(width)), kind="stable")
    sorted_rows, alike = rows.take(order), codes.take(order) // (most_aims + 1)
    bounds = [0, *(np.flatnonzero(alike[1:] != alike[:-1]) + 1).tolist(), len(rows)]
    for start, end in pairwise(bounds):
        for begin in range(start, end, most):
            some = sorted_rows[begin : min(begin + most, end)]
            if len(some):
                yield some, entries.at[: int(entries.counts[some[0]])].take(some, axis=1)
