"""What a presence costs a month: the working time at the value of an hour, and the money besides."""

from channelfit.rulebook.model import Effort

# A month on average: 52 weeks over 12 months.
WEEKS_A_MONTH = 52 / 12


def time_cost(hours_per_week: float, hourly_value: float) -> float:
    """EUR a month for hours a week, at EUR an hour."""
    return hours_per_week * WEEKS_A_MONTH * hourly_value


def cost_of(effort: Effort, hourly_value: float) -> float:
    """EUR a month that an effort takes, time and money together."""
    return time_cost(effort.hours_per_week, hourly_value) + effort.money_per_month
