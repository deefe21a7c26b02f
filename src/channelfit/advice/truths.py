"""Truths with three values, of one company or of many in columns: one value for all, or one a row.

Nothing in here needs NumPy where there are no columns.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from channelfit.brevity import brief
from channelfit.rulebook.condition import Operator, Test

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.bool_]
    Numbers = NDArray[np.float64]
    Indices = NDArray[np.int64]
    Truths = bool | Column
    Values = float | Numbers


@brief
class Kleene(NamedTuple):
    """A truth with three values: certainly so, and possibly so. Where nothing is unknown both are the same object."""

    yes: "Truths"
    maybe: "Truths"


def both(first: "Truths", second: "Truths") -> "Truths":
    """Whether both hold."""
    if isinstance(first, bool):
        return second if first else False
    if isinstance(second, bool):
        return first if second else False
    return first & second


def either(first: "Truths", second: "Truths") -> "Truths":
    """Whether one of them holds."""
    if isinstance(first, bool):
        return True if first else second
    if isinstance(second, bool):
        return True if second else first
    return first | second


def opposite(truth: "Truths") -> "Truths":
    """Whether it does not hold."""
    return not truth if isinstance(truth, bool) else ~truth


def any_of(truth: "Truths") -> bool:
    """Whether it holds in any row."""
    return truth if isinstance(truth, bool) else bool(truth.any())


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


def compared(numbers: "Numbers", test: Test) -> "Column":
    """Which numbers pass a comparison."""
    match test.operator:
        case Operator.AT_LEAST:
            return numbers >= test.number
        case Operator.AT_MOST:
            return numbers <= test.number
        case Operator.ABOVE:
            return numbers > test.number
        case _:
            return numbers < test.number
