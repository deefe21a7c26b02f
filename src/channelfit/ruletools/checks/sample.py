"""Random complete companies, how channels fit each, and what is recommended to it, in columns.

What is recommended is what `advise` recommends; a test compares them. Rows are told as the bits of a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from channelfit.advice.companies import Companies
from channelfit.advice.drawing import answers_at, drawn_table
from channelfit.advice.parted import Parts, rows_in
from channelfit.advice.portfolio import Picked
from channelfit.advice.truths import spread
from channelfit.rulebook.condition import Answer, Condition
from channelfit.rulebook.model import Rulebook
from channelfit.typed import NamedTuple

COUNT = 2000
SEED = "rules check"
# So many companies at once are looked at for one that is recommended a channel, and then twice as many each time.
_AT_ONCE = 16


class SampleSize(NamedTuple):
    """What a finding that was sampled rests on: so many random complete profiles, drawn with this seed."""

    n: int
    seed: str


class Sample:
    """Random complete profiles, what holds in each, how channels fit, and what is recommended; it keeps what it works out."""

    def __init__(self, rulebook: Rulebook, count: int = COUNT, seed: str = SEED) -> None:
        self.count = count
        self.size = SampleSize(count, seed)
        self.companies = Companies(drawn_table(rulebook, count, seed))
        self.everyone = self.companies.everyone
        self._fits: dict[str, list[Parts]] = {}
        self._best: dict[str, Parts] = {}

    @cached_property
    def _picked(self) -> dict[int, frozenset[str]]:
        """What is recommended where it is known: first of all in the rows that each channel fits best."""
        rows = [*{first_of(best.of[max(best.of)]) for best in map(self.best_fit, sorted(self.companies.rulebook.channels))}]
        return dict(zip(rows, map(_members, self.companies.picked(rows)), strict=True))

    def answers(self, row: int) -> dict[str, Answer]:
        """A profile."""
        return answers_at(self.companies.table, row)

    def where(self, condition: Condition) -> int:
        """The profiles in which a condition holds."""
        return self.companies.where(condition)

    def fits(self, channel: str) -> list[Parts]:
        """The fits of a channel, aim by aim, where they count; zero where the aim is none of the company's."""
        if channel not in self._fits:
            found = self.companies.fits
            self._fits[channel] = [
                spread(found.get((channel, aim), 0.0), rows) | Parts({0.0: self.everyone ^ rows})
                for aim, rows in self.companies.aims.items()
            ]
        return self._fits[channel]

    def best_fit(self, channel: str) -> Parts:
        """The highest fit of a channel for an aim of the company."""
        if channel not in self._best:
            best: dict[float, int] = {}
            left = self.everyone
            for value, rows in sorted(_together(self.fits(channel)).items(), reverse=True):
                if own := rows & left:
                    best[value] = own
                    left ^= own
            self._best[channel] = Parts(best)
        return self._best[channel]

    def is_ever_recommended(self, channel: str) -> bool:
        """Whether a channel is recommended to any of the companies; to nobody whom it does not fit, so these are left out."""
        best = self.best_fit(channel).of
        likely = (row for value in sorted(best, reverse=True) if value > 0 for row in rows_in(best[value]))
        return any(channel in picked for picked in self.recommended(likely))

    def is_always_recommended(self, channel: str) -> bool:
        """Whether a channel is recommended to all of the companies."""
        best = self.best_fit(channel).of
        if best.get(0.0):
            return False
        unlikely = (row for value in sorted(best) for row in rows_in(best[value]))
        return all(channel in picked for picked in self.recommended(unlikely))

    def recommended(self, rows: Iterable[int]) -> Iterator[frozenset[str]]:
        """What is recommended in some rows, basics included: first where it is known already, then elsewhere, a few at a time."""
        ordered = [*rows]
        left = [row for row in ordered if row not in self._picked]
        yield from (self._picked[row] for row in ordered if row in self._picked)
        size = _AT_ONCE
        while left:
            some, left, size = left[:size], left[size:], 2 * size
            for row, picked in zip(some, self.companies.picked(some), strict=True):
                self._picked[row] = _members(picked)
            yield from (self._picked[row] for row in some)


def first_of(rows: int) -> int:
    """The first of some rows."""
    return (rows & -rows).bit_length() - 1


def _members(picked: Picked) -> frozenset[str]:
    return frozenset((*picked.chosen, *picked.basics))


def _together(columns: list[Parts]) -> dict[float, int]:
    """The rows that have each value in any of some columns."""
    found: dict[float, int] = {}
    for column in columns:
        for value, rows in column.of.items():
            found[value] = found.get(value, 0) | rows
    return found
