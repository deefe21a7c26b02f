"""The first 90 days: when each channel is set up and from when on it runs, within the hours that can be believed."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from channelfit.advice.model import Advice, Recommended
from channelfit.advice.readiness import Level
from channelfit.typed import NamedTuple

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
    begin = {advised.fit.channel.id: GROUNDWORK_WEEKS for advised in advice.recommended if waits and not advised.already_active}
    chosen = (*advice.basics, *advice.recommended)
    left = {advised.fit.channel.id: _startup_hours(advised) for advised in chosen}
    first: dict[str, int] = {}
    runs_from = {id: begin.get(id, 0) + 1 for id, hours in left.items() if not hours}
    week = 0
    while len(runs_from) < len(chosen) and week < _LAST_WEEK:
        week += 1
        hours = advice.believable_hours - _running(chosen, runs_from, week)
        for advised in chosen:
            id = advised.fit.channel.id
            another_begins = id not in first and week in first.values()
            if id in runs_from or week <= begin.get(id, 0) or another_begins or hours <= 0:
                continue
            first.setdefault(id, week)
            spent = min(hours, left[id])
            hours, left[id] = hours - spent, left[id] - spent
            if left[id] < _NOTHING:
                runs_from[id] = week + 1
    return tuple(_stage(advised, first, runs_from) for advised in chosen)


def _startup_hours(advised: Recommended) -> float:
    """The hours that it takes to set a channel up; none for what is in use already."""
    return 0.0 if advised.already_active else advised.fit.channel.effort.startup_hours


def _running(chosen: Sequence[Recommended], runs_from: dict[str, int], week: int) -> float:
    """The hours that the running channels take in a week, less the work that is shared."""
    return sum(advised.hours for advised in chosen if runs_from.get(advised.fit.channel.id, week + 1) <= week)


def _stage(advised: Recommended, first: dict[str, int], runs_from: dict[str, int]) -> Stage:
    id = advised.fit.channel.id
    until = runs_from.get(id, _LAST_WEEK + 1) - 1
    return Stage(advised, first.get(id, 0), until if id in first else 0, runs_from.get(id, 0))


def results_week(stages: Sequence[Stage]) -> int:
    """The week by which all channels should have shown first results, counted from the beginning; 0 without channels."""
    weeks = [(stage.runs_from or _LAST_WEEK) - 1 + stage.advised.fit.channel.effort.first_results_weeks for stage in stages]
    return ceil(max(weeks, default=0))
