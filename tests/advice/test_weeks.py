"""The first weeks, worked out by hand."""

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.model import Advice
from channelfit.advice.schedule import CHECK_WEEK, WEEKS, results_week, schedule
from channelfit.profile import Profile
from channelfit.rulebook.condition import Answer
from conftest import SMALL, rulebook_of


def advice_for(hours: float, startup: dict[str, float], **answers: Answer) -> Advice:
    """Alpha and gamma with the basic, which take 3, 1 and half an hour a week, and so many hours to begin."""
    files = {
        f"channels/{id}.yaml": SMALL[f"channels/{id}.yaml"].replace("effort: {", f"effort: {{startup_hours: {needed}, ")
        for id, needed in startup.items()
    }
    given: dict[str, Answer] = {
        "market": ("b2b",),
        "goals": ("recruiting", "image"),
        "hours_per_week": hours,
        "backing": ("yes",),
    }
    return advise(rulebook_of(files), Profile(answers=given | {"video": ("no",)} | answers))


def weeks(advice: Advice) -> dict[str, tuple[int, int, int]]:
    """By channel: set up from, until, running from."""
    return {one.advised.fit.channel.id: (one.setup_from, one.setup_until, one.runs_from) for one in schedule(advice)}


def test_without_set_up_everything_runs_from_the_first_week() -> None:
    """There is nothing to begin."""
    assert set(weeks(advice_for(9, {})).values()) == {(0, 0, 1)}
    assert results_week(schedule(advice_for(9, {}))) == 8


@pytest.mark.parametrize(
    ("hours", "startup", "expected"),
    [
        # One begins a week; what is over in a week goes to the next in the line that has begun.
        (6, {"upkeep": 2, "alpha": 3, "gamma": 4}, {"upkeep": (1, 1, 2), "alpha": (2, 2, 3), "gamma": (3, 4, 5)}),
        # 5 hours: 5 of 8 in week 1, 3 and then nothing for the next, which begins in week 2 with 2 hours.
        (5, {"upkeep": 8, "alpha": 2, "gamma": 1}, {"upkeep": (1, 2, 3), "alpha": (2, 2, 3), "gamma": (3, 3, 4)}),
        # Alpha runs and leaves 2 hours: 2, 2 and 1 of 5, then 1, 1.5, 1.5 and 0.5 of 4.5, since the basic runs too.
        (5, {"upkeep": 5, "gamma": 4.5}, {"upkeep": (1, 3, 4), "alpha": (0, 0, 1), "gamma": (3, 6, 7)}),
    ],
)
def test_hours_of_a_week_go_to_what_runs_and_then_to_what_is_begun(
    hours: float, startup: dict[str, float], expected: dict[str, tuple[int, int, int]]
) -> None:
    """The basic before the channels, these in their order."""
    found = weeks(advice_for(hours, startup))
    assert found == expected


def test_what_waits_for_the_groundwork_begins_in_the_fifth_week() -> None:
    """Four weeks go by; without set-up it runs from then on, and what is in use goes on running."""
    later = weeks(advice_for(9, {"alpha": 3}, backing=("no",)))
    assert later == {"upkeep": (0, 0, 1), "alpha": (5, 5, 6)}
    active = weeks(advice_for(9, {"alpha": 3, "gamma": 3}, backing=("no",), active_channels=("alpha", "gamma")))
    assert set(active.values()) == {(0, 0, 1)}


def test_a_set_up_of_a_year_is_done_and_one_of_more_is_not() -> None:
    """52 weeks of two hours each, while a basic in use takes the rest."""
    done = weeks(advice_for(2, {"gamma": 78}))
    assert done["gamma"] == (1, 52, 53)
    never = weeks(advice_for(2, {"gamma": 78.5}))
    assert never["gamma"] == (1, 52, 0)
    assert results_week(schedule(advice_for(2, {"gamma": 78.5}))) == 53


def test_the_rhythm_is_looked_at_before_half_of_the_90_days_are_over() -> None:
    """Thirteen weeks are 91 days."""
    assert 90 <= WEEKS * 7 < 97
    assert 0 < CHECK_WEEK < WEEKS / 2
