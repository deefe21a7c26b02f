"""How far a figure may be off by chance: intervals of 95 % for shares, and for what two rulebooks differ by.

The companies are taken for drawn at random. What one company says more than once (two judgements of three channels each) is not
independent, so that a figure rests on fewer cases than it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt

from channelfit.ruletools.figures import Tally
from channelfit.typed import NamedTuple

# Of a normal distribution, 95 % lie within so many standard deviations of the mean.
DEVIATIONS = 1.959963984540054


class Interval(NamedTuple):
    """Where a figure may well lie."""

    low: float
    high: float

    def times(self, factor: float) -> Interval:
        """The interval of a figure so many times as large."""
        return Interval(self.low * factor, self.high * factor)


def interval_of(tallies: Iterable[Tally]) -> Interval | None:
    """The interval of a share that each company adds its own count to, by Wilson with the effective number of cases."""
    counted = [tally for tally in tallies if tally.of]
    if not counted:
        return None
    share = sum(tally.got for tally in counted) / sum(tally.of for tally in counted)
    cases = effective_cases(counted)
    spread = DEVIATIONS**2 / cases
    centre = (share + spread / 2) / (1 + spread)
    reach = sqrt(spread * (share * (1 - share) + spread / 4)) / (1 + spread)
    return Interval(max(0.0, centre - reach), min(1.0, centre + reach))


def effective_cases(counted: Sequence[Tally]) -> float:
    """As many independent cases as would say as much: at most what is counted, at least as if each company said one thing.

    In between it is by how much companies differ in truth, since what is alike within each says little twice.
    """
    got, total, companies = sum(tally.got for tally in counted), sum(tally.of for tally in counted), len(counted)
    fewest = total**2 / sum(tally.of**2 for tally in counted)
    # In whole numbers, so that companies that are all alike differ by nothing at all.
    squares = sum((tally.got * total - got * tally.of) ** 2 for tally in counted)
    # Where they are alike, or there is one only, nothing can be said of how much others would differ.
    if not squares:
        return fewest
    share, variance = got / total, squares / total**4 * companies / (companies - 1)
    return min(max(share * (1 - share) / variance, fewest), total)


def interval_of_difference(before: Sequence[Tally], after: Sequence[Tally]) -> Interval | None:
    """The interval of a difference of two shares over the same companies, given in the same order.

    By the normal distribution, with two companies more of usual size, one that changes for the better and one for the worse: so
    that few cases that agree are no proof that all would.
    """
    pairs = list(zip(before, after, strict=True))
    sizes = [_usual_size(some) for some in (before, after)]
    if not all(sizes):
        return None
    old, new = sizes
    table: list[tuple[float, ...]] = [(*first, *second) for first, second in pairs]
    table += [(0, old, new, new), (old, old, 0, new)]
    got_before, of_before, got_after, of_after = (sum(column) for column in zip(*table, strict=True))
    first, second = got_before / of_before, got_after / of_after
    squares = sum(((row[2] - second * row[3]) / of_after - (row[0] - first * row[1]) / of_before) ** 2 for row in table)
    centre, reach = second - first, DEVIATIONS * sqrt(squares)
    return Interval(max(-1.0, centre - reach), min(1.0, centre + reach))


def _usual_size(tallies: Iterable[Tally]) -> float:
    """How many a company that counts has on average."""
    sizes = [tally.of for tally in tallies if tally.of]
    return sum(sizes) / len(sizes) if sizes else 0.0
