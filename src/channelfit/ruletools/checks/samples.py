"""Checks of what comes out: found by advising random profiles, so they say how many and with which seed."""

from collections.abc import Iterator

import numpy as np

from channelfit.advice.completions import Column, Numbers
from channelfit.rulebook.model import Channel
from channelfit.ruletools.checks.finding import Finding, Scope, Severity


def never_recommended(scope: Scope) -> Iterator[Finding]:
    """A channel is recommended to none of the random companies, neither as a focus nor as a basic.

    It may be right for a rare kind of company only: then accept it. Else its base points are too low, its needs too high, or
    another channel is always better. The witness is the profile that it fits best, and where it is not recommended all the same.

    Bad: base points of -5 and rules that give +2 at most. Good: a channel that comes out for those it is made for.
    """
    for id, channel in sorted(scope.rulebook.channels.items()):
        if not any(id in (*pick.chosen, *pick.basics) for pick in scope.sample.picks):
            row = int(_best_fit(scope, channel).argmax())
            witness = scope.sample.answers[row]
            values = {"channel": id}
            yield Finding("never-recommended", Severity.WARNING, id, channel.mark, values, witness=witness, drawn=scope.drawn)


def always_recommended(scope: Scope) -> Iterator[Finding]:
    """A channel is recommended to every random company.

    Then the answers make no difference to it: nobody has to be everywhere, and no channel is right for everyone. The witness is
    the profile that it fits least, and where it is recommended all the same.

    Bad: base points of +4 for all goals. Good: points that come from rules.
    """
    for id, channel in sorted(scope.rulebook.channels.items()):
        if all(id in (*pick.chosen, *pick.basics) for pick in scope.sample.picks):
            row = int(_best_fit(scope, channel).argmin())
            witness = scope.sample.answers[row]
            values = {"channel": id}
            yield Finding("always-recommended", Severity.WARNING, id, channel.mark, values, witness=witness, drawn=scope.drawn)


def dominated_channel(scope: Scope) -> Iterator[Finding]:
    """Another channel takes no more hours and fits at least as well, for every goal of every random company.

    Beside that other one it may still add coverage, so this is an info; alone it is never the better choice. Channels to play are
    compared with each other, and entries to keep in order with each other. The witness is where the other one is ahead most.

    Bad: a copy of a channel with a point less for each goal. Good: each channel is the better one for somebody.
    """
    channels = sorted(scope.rulebook.channels.items())
    for id, channel in channels:
        if not _best_fit(scope, channel).any():
            continue
        better = [other for name, other in channels if name != id and _dominates(scope, other, channel)]
        if better:
            other = better[0]
            row = int(_lead(scope, other, channel).argmax())
            values = {"channel": id, "others": ", ".join(one.id for one in better)}
            witness = scope.sample.answers[row]
            yield Finding("dominated-channel", Severity.INFO, id, channel.mark, values, witness=witness, drawn=scope.drawn)


def _dominates(scope: Scope, one: Channel, other: Channel) -> bool:
    """Whether one channel is at least as good throughout; of two that are the same, the first by id."""
    hours, other_hours = one.effort.hours_per_week, other.effort.hours_per_week
    if one.upkeep != other.upkeep or hours > other_hours:
        return False
    leads = [_fit(scope, one, goal) - _fit(scope, other, goal) for goal in scope.sample.goals]
    if any((lead < 0).any() for lead in leads):
        return False
    return hours < other_hours or any((lead > 0).any() for lead in leads) or one.id < other.id


def _lead(scope: Scope, one: Channel, other: Channel) -> Numbers:
    """How far one channel is ahead, over all goals of a company together."""
    lead = np.zeros(scope.sample.count)
    for goal in scope.sample.goals:
        lead = lead + _fit(scope, one, goal) - _fit(scope, other, goal)
    return lead


def _fit(scope: Scope, channel: Channel, goal: str) -> Numbers:
    """The fit that counts, zero where the goal is not among the company's."""
    column = scope.sample.fits.get((channel.id, goal))
    wanted: Column = scope.sample.with_goal(goal)
    return np.zeros(scope.sample.count) if column is None else np.where(wanted, column, 0.0)


def _best_fit(scope: Scope, channel: Channel) -> Numbers:
    """The highest fit for a goal of the company."""
    best = np.zeros(scope.sample.count)
    for goal in scope.sample.goals:
        best = np.maximum(best, _fit(scope, channel, goal))
    return best
