"""When channels are set up in the first 90 days, and what a presence costs."""

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.cost import time_cost
from channelfit.advice.model import Advice
from channelfit.advice.schedule import GROUNDWORK_WEEKS, WEEKS, results_week, schedule
from channelfit.profile import read_profile
from channelfit.source.document import read_documents
from conftest import SMALL, rulebook_of

# Three channels and a basic, all of which take the company some time to set up.
STARTUP = {
    f"channels/{id}.yaml": SMALL[f"channels/{id}.yaml"].replace("effort: {", f"effort: {{startup_hours: {hours}, ")
    for id, hours in (("alpha", 12), ("beta", 20), ("gamma", 4), ("upkeep", 2))
}
ALL = "market: b2b\ngoals: [recruiting, image]\nvideo: true\nbacking: 'yes'\n"


def advice_for(profile: str, changes: dict[str, str] | None = None) -> Advice:
    """The advice for a profile under the small rulebook."""
    documents, _ = read_documents(profile, "profile")
    rulebook = rulebook_of(STARTUP if changes is None else changes)
    found, problems = read_profile(documents[0], rulebook)
    assert problems == ()
    return advise(rulebook, found)


def weeks(advice: Advice) -> dict[str, tuple[int, int, int]]:
    """For each channel the first and last week of its set-up, and from when on it runs."""
    return {stage.advised.fit.channel.id: (stage.setup_from, stage.setup_until, stage.runs_from) for stage in schedule(advice)}


def test_basics_come_first_and_one_channel_is_begun_a_week() -> None:
    """With plenty of hours each set-up takes a week or two, and none begins together with another."""
    found = weeks(advice_for(f"{ALL}hours_per_week: 40\n"))
    begun = [first for first, _, _ in found.values()]
    assert next(iter(found)) == "upkeep"
    assert begun == list(range(1, len(found) + 1))
    assert all(runs == until + 1 for _, until, runs in found.values())


def test_set_up_never_takes_more_hours_than_the_running_channels_leave() -> None:
    """Week by week, hours of running channels and of set-up stay within those that can be believed."""
    advice = advice_for(f"{ALL}hours_per_week: 7\n")
    effort = {advised.fit.channel.id: advised.fit.channel.effort for advised in (*advice.basics, *advice.recommended)}
    found = weeks(advice)
    for week in range(1, max(runs for _, _, runs in found.values()) + 1):
        done = sum(effort[id].startup_hours for id, (_, until, _) in found.items() if 0 < until <= week)
        spent = sum(
            effort[id].hours_per_week * max(0, week - runs + 1) for id, (_, until, runs) in found.items() if until <= week
        )
        assert done + spent <= week * advice.believable_hours + 1e-9


def test_what_is_in_use_runs_from_the_first_week() -> None:
    """It needs no set-up, and its hours are gone from the start."""
    found = weeks(advice_for(f"{ALL}hours_per_week: 40\nactive_channels: [beta]\n"))
    assert found["beta"] == (0, 0, 1)


def test_where_nothing_works_yet_only_basics_begin_before_the_groundwork() -> None:
    """The channel of the capped set waits until the groundwork is laid."""
    found = weeks(advice_for(ALL.replace("'yes'", "'no'") + "hours_per_week: 40\n"))
    assert found["upkeep"][0] == 1
    assert [first for id, (first, _, _) in found.items() if id != "upkeep"] == [GROUNDWORK_WEEKS + 1]


def test_a_set_up_may_take_longer_than_the_90_days() -> None:
    """Then the channel runs after them, and the last week of its set-up says so."""
    slow = {**STARTUP, "channels/beta.yaml": STARTUP["channels/beta.yaml"].replace("startup_hours: 20", "startup_hours: 90")}
    _, until, runs = weeks(advice_for(f"{ALL}hours_per_week: 4\n", slow))["beta"]
    assert until > WEEKS
    assert runs == until + 1


def test_a_set_up_that_is_never_done_ends_the_search() -> None:
    """A channel that takes no hours a week but many to begin leaves nothing to begin it with."""
    odd = {
        **SMALL,
        "channels/beta.yaml": SMALL["channels/beta.yaml"].replace("hours_per_week: 2.5", "hours_per_week: 0, startup_hours: 9"),
    }
    found = weeks(advice_for("market: b2c\ngoals: [image]\nvideo: true\nbacking: 'yes'\nhours_per_week: 0\n", odd))
    assert found["beta"] == (0, 0, 0)


def test_a_set_up_of_more_than_a_year_is_none() -> None:
    """It begins, but from no week on does it run."""
    endless = {**STARTUP, "channels/beta.yaml": STARTUP["channels/beta.yaml"].replace("startup_hours: 20", "startup_hours: 9000")}
    first, _, runs = weeks(advice_for(f"{ALL}hours_per_week: 4\n", endless))["beta"]
    assert (first, runs) == (2, 0)


def test_results_are_due_when_the_slowest_channel_has_had_its_time() -> None:
    """Weeks to first results count from the start of each channel, not from the decision."""
    stages = schedule(advice_for(f"{ALL}hours_per_week: 7\n"))
    assert results_week(stages) == max(
        stage.runs_from - 1 + stage.advised.fit.channel.effort.first_results_weeks for stage in stages
    )
    assert results_week(()) == 0


def test_nothing_recommended_is_nothing_to_begin() -> None:
    """No hours, no channel, no schedule, no cost."""
    advice = advice_for("market: b2c\ngoals: [image]\nhours_per_week: 0\n")
    assert schedule(advice) == ()
    assert advice.cost_per_month == 0


def test_a_month_has_52_twelfths_of_a_week() -> None:
    """Three hours a week at 40 EUR are 520 EUR a month, and money comes on top."""
    assert time_cost(3, 40) == pytest.approx(520)
    advice = advice_for(f"{ALL}hours_per_week: 8\n")
    assert advice.cost_per_month == pytest.approx(time_cost(advice.hours_per_week, 48) + advice.money_per_month)


def test_the_company_says_what_an_hour_is_worth() -> None:
    """Its own value comes before the guide value of the rulebook; the choice is the same."""
    usual, own = advice_for(f"{ALL}hours_per_week: 8\n"), advice_for(f"{ALL}hours_per_week: 8\nhourly_value: 60\n")
    assert (usual.hourly_value, own.hourly_value) == (48, 60)
    assert usual.recommended == own.recommended
    assert own.cost_per_month == pytest.approx(own.hours_per_week * 52 / 12 * 60 + own.money_per_month)
