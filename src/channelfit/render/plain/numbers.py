"""Numbers as JSON has them."""

from __future__ import annotations


def rounded(value: float) -> int | float:
    """A number with six decimals at most, a whole one without any."""
    short = round(value, 6)
    return int(short) if float(short).is_integer() else short
