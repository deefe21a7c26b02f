"""The first 90 days: when each channel is set up and from when on it runs, within the hours that can be believed."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from channelfit.advice.model import Advice, Recommended
from channelfit.advice.readiness import Level

WEEKS = 13
# Laying the groundwork takes a month; where nothing works without it, channels wait that long. Our judgement.
GROUNDWORK_WEEKS = 4
# Who has not set a channel up within a year never will.
_LAST_WEEK = 52
# What is left of a sum of hours by rounding.
_NOTHING = 1e-9
# When somebody looks whether the rhythm is kept.
CHECK_WEEK = 6


class Stage(NamedTuple):
    """A channel in the first 90 days, weeks counted from 1: set up from one week to another (0: no set-up), then running.

    `runs_from` is beyond the 90 days where the set-up takes longer, and 0 where a year is not enough.
    """

    advised: Recommended
    setup_from: int
    setup_until: int
    runs_from: int


def schedule(advice: Advice) -> tuple[Stage, ...]:
    """The basics and then the chosen channels, one begun a week at most, each set up with the hours that the running ones leave.

    What is in use already runs from the first week. Where the company is not ready, only the basics begin before the groundwork.
    """
    waits = advice.readiness.level is Level.NOT_YET
    begin = {one.fit.channel.id: GROUNDWORK_WEEKS for one in advice.recommended if waits and not one.already_active}
    ones = (*advice.basics, *advice.recommended)
    left = {one.fit.channel.id: 0.0 if one.already_active else one.fit.channel.effort.startup_hours for one in ones}
    first: dict[str, int] = {}
    runs_from = {id: begin.get(id, 0) + 1 for id, hours in left.items() if not hours}
    week = 0
    while len(runs_from) < len(ones) and week < _LAST_WEEK:
        week += 1
        hours = advice.believable_hours - _running(ones, runs_from, week)
        for one in ones:
            id = one.fit.channel.id
            another_begins = id not in first and week in first.values()
            if id in runs_from or week <= begin.get(id, 0) or another_begins or hours <= 0:
                continue
            first.setdefault(id, week)
            spent = min(hours, left[id])
            hours, left[id] = hours - spent, left[id] - spent
            if left[id] < _NOTHING:
                runs_from[id] = week + 1
    return tuple(_stage(one, first, runs_from) for one in ones)


def _running(ones: Sequence[Recommended], runs_from: dict[str, int], week: int) -> float:
    """The hours that the running channels take in a week."""
    return sum(one.fit.channel.effort.hours_per_week for one in ones if runs_from.get(one.fit.channel.id, week + 1) <= week)


def _stage(one: Recommended, first: dict[str, int], runs_from: dict[str, int]) -> Stage:
    id = one.fit.channel.id
    until = runs_from.get(id, _LAST_WEEK + 1) - 1
    return Stage(one, first.get(id, 0), until if id in first else 0, runs_from.get(id, 0))


def results_week(stages: Sequence[Stage]) -> int:
    """The week by which all channels should have shown first results, counted from the beginning; 0 without channels."""
    weeks = [(one.runs_from or _LAST_WEEK) - 1 + one.advised.fit.channel.effort.first_results_weeks for one in stages]
    return ceil(max(weeks, default=0))
