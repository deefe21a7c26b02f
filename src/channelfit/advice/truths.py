"""Truths with three values, of one company or of many in columns: one value for all, or one a row.

Columns are those of `parted`, or NumPy's. Nothing in here needs NumPy where there are none of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import mul

from channelfit.advice.parted import Parts, Rows
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.bool_]
    Numbers = NDArray[np.float64]
    Indices = NDArray[np.int64]
    Truths = bool | Rows | Column
    Values = float | Parts | Numbers


class Kleene(NamedTuple):
    """A truth with three values: certainly so, and possibly so. Where nothing is unknown both are the same object."""

    yes: Truths
    maybe: Truths


def both(first: Truths, second: Truths) -> Truths:
    """Whether both hold."""
    if isinstance(first, bool):
        return second if first else False
    if isinstance(second, bool):
        return first if second else False
    return first & second  # type: ignore[operator]  # Both are columns of one kind.


def either(first: Truths, second: Truths) -> Truths:
    """Whether one of them holds."""
    if isinstance(first, bool):
        return True if first else second
    if isinstance(second, bool):
        return True if second else first
    return first | second  # type: ignore[operator]  # Both are columns of one kind.


def opposite(truth: Truths) -> Truths:
    """Whether it does not hold."""
    return not truth if isinstance(truth, bool) else ~truth


def any_among(truths: Iterable[Truths]) -> Truths:
    """Whether one of any number holds."""
    found: Truths = False
    for truth in truths:
        found = either(found, truth)
    return found


def any_of(truth: Truths) -> bool:
    """Whether it holds in any row."""
    return truth if isinstance(truth, bool) else bool(truth.any())


def bits_in(truth: Truths, everyone: int) -> int:
    """The bits of the rows in which something holds, of those of everyone."""
    if isinstance(truth, Rows):
        return truth.bits
    assert isinstance(truth, bool)
    return everyone if truth else 0


def turned(truth: Kleene) -> Kleene:
    """The opposite of a truth with three values."""
    yes = opposite(truth.maybe)
    return Kleene(yes, yes if truth.maybe is truth.yes else opposite(truth.yes))


def all_of(truths: Sequence[Kleene]) -> Kleene:
    """Whether all of them hold."""
    yes: Truths = True
    maybe: Truths = True
    for truth in truths:
        alike = maybe is yes and truth.maybe is truth.yes
        yes = both(yes, truth.yes)
        maybe = yes if alike else both(maybe, truth.maybe)
    return Kleene(yes, maybe)


def where(truth: Truths, value: Values, other: Values) -> Values:
    """A value where something holds, else another."""
    if isinstance(truth, bool):
        return value if truth else other
    if isinstance(truth, Rows):
        return spread(value, truth.bits) | spread(other, truth.bits ^ truth.everyone)
    import numpy as np

    return np.where(truth, value, other)  # type: ignore[arg-type]  # Beside NumPy's truths there are no parts.


def added(total: Values, truth: Truths, value: float) -> Values:
    """A total, and a value more where something holds."""
    if isinstance(truth, bool):
        return plus(total, value) if truth else total
    assert isinstance(truth, Rows)
    bits, rest = truth.bits, truth.bits ^ truth.everyone
    found: dict[float, int] = {}
    for one, rows in total.of.items() if isinstance(total, Parts) else [(single(total), truth.everyone)]:
        if holding := rows & bits:
            found[one + value] = found.get(one + value, 0) | holding
        if others := rows & rest:
            found[one] = found.get(one, 0) | others
    return Parts(found)


def spread(value: Values, rows: int) -> Parts:
    """A value in some rows."""
    if isinstance(value, Parts):
        return Parts({one: both for one, own in value.of.items() if (both := own & rows)})
    assert isinstance(value, float | int)
    return Parts({value: rows} if rows else {})


def plus(value: Values, other: Values) -> Values:
    """The sum of two values."""
    return value + other  # type: ignore[operator]  # Columns are of one kind.


def times(value: Values, other: Values) -> Values:
    """The product of two values."""
    if isinstance(value, Parts) or isinstance(other, Parts):
        return joined(value, other, mul)
    return value * other


def least(value: Values, other: Values) -> Values:
    """The lower of two values."""
    if isinstance(value, Parts) or isinstance(other, Parts):
        return joined(value, other, min)
    if isinstance(value, float | int) and isinstance(other, float | int):
        return min(value, other)
    import numpy as np

    return np.minimum(value, other)


def joined(value: Values, other: Values, function: Callable[[float, float], float]) -> Values:
    """What a function makes of two values."""
    if isinstance(value, Parts):
        if isinstance(other, Parts):
            return value.joined(other, function)
        fixed = single(other)
        return value.mapped(lambda one: function(one, fixed))
    if isinstance(other, Parts):
        first = single(value)
        return other.mapped(lambda one: function(first, one))
    return function(single(value), single(other))


def single(value: Values) -> float:
    """The value that is the same in all rows. Raises TypeError if there is none."""
    return float(value)  # type: ignore[arg-type]  # A column is none, and says so.
