"""Find the least of a smooth function by its slope (L-BFGS)."""

from collections.abc import Callable

import numpy as np

from channelfit.advice.rows import Numbers

MEMORY = 12
MOST_STEPS = 200
# A step must lower the function by this part of what its slope promises.
SUFFICIENT = 1e-4
SHORTEST = 1e-10

Function = Callable[[Numbers], tuple[float, Numbers]]


def least_of(function: Function, start: Numbers, *, tolerance: float = 1e-3) -> Numbers:
    """Where a function is least, from a start on; found when no slope is steeper than the tolerance."""
    here, (value, slope) = start, function(start)
    pairs: list[tuple[Numbers, Numbers]] = []
    for _ in range(MOST_STEPS):
        if np.abs(slope).max(initial=0.0) <= tolerance:
            break
        direction = _direction(slope, pairs)
        step = 1.0 if pairs else min(1.0, 1.0 / float(np.abs(slope).sum()))
        promised = float(direction @ slope)
        there, (new_value, new_slope) = here + step * direction, function(here + step * direction)
        while new_value > value + SUFFICIENT * step * promised and step > SHORTEST:
            step /= 2
            there, (new_value, new_slope) = here + step * direction, function(here + step * direction)
        if new_value >= value:
            break
        moved, bent = there - here, new_slope - slope
        if float(moved @ bent) > 0:
            pairs = [*pairs, (moved, bent)][-MEMORY:]
        here, value, slope = there, new_value, new_slope
    return here


def _direction(slope: Numbers, pairs: list[tuple[Numbers, Numbers]]) -> Numbers:
    """Down the slope, bent by what the last steps have shown of the function."""
    found, taken = -slope, []
    for moved, bent in reversed(pairs):
        part = float(moved @ found) / float(moved @ bent)
        taken.append(part)
        found = found - part * bent
    if pairs:
        moved, bent = pairs[-1]
        found = found * (float(moved @ bent) / float(bent @ bent))
    for (moved, bent), part in zip(pairs, reversed(taken), strict=True):
        found = found + (part - float(bent @ found) / float(moved @ bent)) * moved
    return found
