"""Score how well each channel fits each goal; every point keeps the rule it came from."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from channelfit.rulebook.condition import Answers, holds
from channelfit.rulebook.model import Channel, Rule, Rulebook, Settings

# Scores are compared after rounding, so that the order of adding up never decides.
DECIMALS = 9


class GoalFit(NamedTuple):
    """How well a channel fits one goal.

    `criteria` are the points of each criterion in which a rule holds, after the cut, times its weight;
    `points` is `base` plus their sum; `counts` says whether they reach `min_points`.
    """

    base: float
    criteria: Mapping[str, float]
    points: float
    fit: float
    counts: bool


class Reason(NamedTuple):
    """A rule that holds, with the points it gives a channel for the company's goals."""

    rule: Rule
    points: Mapping[str, float]


class ChannelFit(NamedTuple):
    """A channel with its fit for each of the company's goals that it serves at all."""

    channel: Channel
    goals: Mapping[str, GoalFit]
    reasons: tuple[Reason, ...]
    excluded_by: tuple[Rule, ...]

    @property
    def is_eligible(self) -> bool:
        """Whether the channel may be recommended: nothing excludes it, and it counts for a goal."""
        return not self.excluded_by and any(goal.counts for goal in self.goals.values())


def fit_of(points: float, top_fit: float) -> float:
    """The fit for some points: `top_fit / (1 + 2^-points)`; a point doubles the odds below the ceiling."""
    return top_fit / (1 + math.pow(2, -points))


def score(rulebook: Rulebook, answers: Answers, goals: tuple[str, ...]) -> dict[str, ChannelFit]:
    """The fit of every channel for the goals, in id order."""
    fired: dict[str, list[Rule]] = {id: [] for id in rulebook.channels}
    for rule in rulebook.rules:
        if holds(rule.when, answers):
            for channel in rule.effects:
                if channel in fired:
                    fired[channel].append(rule)
    return {id: _score_channel(channel, fired[id], goals, rulebook.settings) for id, channel in sorted(rulebook.channels.items())}


def _score_channel(channel: Channel, fired: list[Rule], goals: tuple[str, ...], settings: Settings) -> ChannelFit:
    served = tuple(goal for goal in goals if goal in channel.serves)
    reasons = []
    for rule in fired:
        given = rule.effects[channel.id].points
        points = {goal: given[goal] for goal in served if given.get(goal)}
        if points:
            reasons.append(Reason(rule=rule, points=points))
    return ChannelFit(
        channel=channel,
        goals={goal: _score_goal(channel.serves[goal], goal, reasons, settings) for goal in served},
        reasons=tuple(reasons),
        excluded_by=tuple(rule for rule in fired if rule.effects[channel.id].excludes),
    )


def _score_goal(base: float, goal: str, reasons: list[Reason], settings: Settings) -> GoalFit:
    """Points of one goal: per criterion the sum of the rules that hold, cut, times the weight of the criterion."""
    sums: dict[str, float] = {}
    for reason in reasons:
        if goal in reason.points:
            criterion = reason.rule.criterion.value
            sums[criterion] = sums.get(criterion, 0.0) + reason.points[goal]
    cut = settings.max_criterion_points
    criteria = {
        criterion: max(-cut, min(cut, sums[criterion])) * settings.criterion_weights[criterion] for criterion in sorted(sums)
    }
    points = round(base + sum(criteria.values()), DECIMALS)
    return GoalFit(
        base=base,
        criteria=criteria,
        points=points,
        fit=fit_of(points, settings.top_fit),
        counts=points >= settings.min_points,
    )


def sum_before_cut(fit: ChannelFit, goal: str, criterion: str) -> float:
    """What the rules of a criterion give for a goal, before it is cut."""
    given = (reason.points[goal] for reason in fit.reasons if reason.rule.criterion.value == criterion and goal in reason.points)
    return sum(given)
