"""Columns of some hundred rows without NumPy: truths as the bits of one number, and values with the rows that have each.

They go together by the same operators as NumPy's columns, so that a formula need not know which of the two it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    _Value = TypeVar("_Value")

_ONE = ord("1")


class Rows:
    """A truth for each row: row `n` is bit `n`; `everyone` has the bits of all rows."""

    __slots__ = ("bits", "everyone")

    def __init__(self, bits: int, everyone: int) -> None:
        self.bits = bits
        self.everyone = everyone

    def __and__(self, other: Rows) -> Rows:
        return Rows(self.bits & other.bits, self.everyone)

    def __or__(self, other: Rows) -> Rows:
        return Rows(self.bits | other.bits, self.everyone)

    def __invert__(self) -> Rows:
        return Rows(self.bits ^ self.everyone, self.everyone)

    def any(self) -> bool:
        """Whether it holds in any row."""
        return bool(self.bits)


class Parts:
    """A value for each row: each value with the bits of the rows that have it."""

    __slots__ = ("of",)

    def __init__(self, of: Mapping[float, int]) -> None:
        self.of = of

    def __add__(self, other: float | Parts) -> Parts:
        found: dict[float, int] = {}
        for second, others in other.of.items() if isinstance(other, Parts) else [(other, -1)]:
            for value, rows in self.of.items():
                if both := rows & others:
                    found[value + second] = found.get(value + second, 0) | both
        return Parts(found)

    __radd__ = __add__

    def __mul__(self, factor: float) -> Parts:
        return self.mapped(lambda value: value * factor)

    __rmul__ = __mul__

    def __or__(self, other: Parts) -> Parts:
        """The values of two columns that have no row in common."""
        found = dict(self.of)
        for value, rows in other.of.items():
            found[value] = found.get(value, 0) | rows
        return Parts(found)

    def mapped(self, function: Callable[[float], float]) -> Parts:
        """What a function makes of each value."""
        found: dict[float, int] = {}
        for value, rows in self.of.items():
            made = function(value)
            found[made] = found.get(made, 0) | rows
        return Parts(found)

    def joined(self, other: Parts, function: Callable[[float, float], float]) -> Parts:
        """What a function makes of the values of two columns in each row."""
        found: dict[float, int] = {}
        for value, rows in self.of.items():
            for second, others in other.of.items():
                if both := rows & others:
                    made = function(value, second)
                    found[made] = found.get(made, 0) | both
        return Parts(found)

    def passing(self, test: Callable[[float], bool]) -> int:
        """The bits of the rows of which the value passes a test."""
        found = 0
        for value, rows in self.of.items():
            if test(value):
                found |= rows
        return found


def bits_of(truths: Iterable[object]) -> int:
    """The truths of all rows, in their order, as the bits of a number."""
    text = "".join(["1" if truth else "0" for truth in truths])
    return int(text[::-1], 2) if text else 0


def everyone_of(count: int) -> int:
    """The bits of so many rows."""
    return (1 << count) - 1


def bits_by_value(values: Sequence[_Value]) -> dict[_Value, int]:
    """Each of the values of so many rows, with the bits of the rows that have it."""
    # Digits of a byte each, which is faster than a bit at a time.
    rows: dict[_Value, bytearray] = {}
    count = len(values)
    for row, value in enumerate(values, 1):
        if value not in rows:
            rows[value] = bytearray(b"0" * count)
        rows[value][-row] = _ONE
    return {value: int(digits, 2) for value, digits in rows.items()}


def bits_by_member(sets: Sequence[Iterable[_Value]]) -> dict[_Value, int]:
    """Each of the members of so many sets, a row each, with the bits of the rows that have it."""
    rows: dict[_Value, bytearray] = {}
    count = len(sets)
    for row, members in enumerate(sets, 1):
        for member in members:
            if member not in rows:
                rows[member] = bytearray(b"0" * count)
            rows[member][-row] = _ONE
    return {member: int(digits, 2) for member, digits in rows.items()}


def places_of(parts: Sequence[int], count: int) -> Sequence[int]:
    """For each row the place of the part, of up to 250, that it is in."""
    if len(parts) > _MOST_PARTS:
        found = [0] * count
        for place, rows in enumerate(parts):
            for row in rows_in(rows):
                found[row] = place
        return found
    # Each part as digits, which are bytes, multiplied by its place: one byte a row, whatever the number of rows.
    digits = [(place, f"{rows:0{count}b}".encode()) for place, rows in enumerate(parts) if place]
    total = sum([int.from_bytes(own.translate(_DIGITS)) * place for place, own in digits])
    return total.to_bytes(count)[::-1]


def rows_in(bits: int) -> list[int]:
    """The rows of some bits, in order."""
    digits = bin(bits)[:1:-1]
    if bits.bit_count() * _SPARSE > len(digits):
        return [row for row, digit in enumerate(digits) if digit == "1"]
    found, row = [], digits.find("1")
    while row >= 0:
        found.append(row)
        row = digits.find("1", row + 1)
    return found


_MOST_PARTS = 250
# Where fewer than one in so many rows is meant, they are looked for one by one.
_SPARSE = 4
_DIGITS = bytes(chain(range(48), (0, 1), range(50, 256)))
