"""What working time costs a month, at the value of an hour."""

from __future__ import annotations

# A month on average: 52 weeks over 12 months.
WEEKS_A_MONTH = 52 / 12


def time_cost(hours_per_week: float, hourly_value: float) -> float:
    """EUR a month for hours a week, at EUR an hour."""
    return hours_per_week * WEEKS_A_MONTH * hourly_value
