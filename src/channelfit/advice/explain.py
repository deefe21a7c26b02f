"""Why a channel is recommended or not: every rule that counted, that may still count, and that would have counted."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from channelfit.advice.certainty import Certainty, certainty_of
from channelfit.advice.fit import ChannelFit, Reason
from channelfit.advice.model import Advice, Cause, NotRecommended, Recommended
from channelfit.advice.what_if import WhatIf, what_if
from channelfit.profile import known_answers
from channelfit.rulebook.condition import Truth, evaluate
from channelfit.rulebook.model import Rule

# A rule that gives fewer points than this is not missed.
_STRONG = 1


class OpenRule(NamedTuple):
    """A rule that may hold: what it would do, and the open questions that could settle it."""

    rule: Rule
    points: Mapping[str, float]
    excludes: bool
    missing: frozenset[str]


class Distance(NamedTuple):
    """What a channel lacks to be chosen: points for the goal at which it lacks least, coverage, or hours."""

    points: float = 0.0
    goal: str = ""
    adds: float = 0.0
    hours: float = 0.0


class Explanation(NamedTuple):
    """Everything that speaks for and against a channel in one advice; either `chosen` or `rejected` is there.

    `unknown` are the rules that open answers decide, `silent` the strong ones for it that do not hold, the weightiest first.
    """

    advice: Advice
    certainty: Certainty
    fit: ChannelFit
    chosen: Recommended | None
    rejected: NotRecommended | None
    distance: Distance
    unknown: tuple[OpenRule, ...]
    silent: tuple[Reason, ...]
    what_if: tuple[WhatIf, ...]


def explain(advice: Advice, channel: str) -> Explanation:
    """Why a channel is recommended or not. Raises KeyError for a channel that the rulebook does not have."""
    return explain_all(advice, (channel,))[0]


def explain_all(advice: Advice, channels: Sequence[str]) -> tuple[Explanation, ...]:
    """The explanations of several channels; what they share is worked out once."""
    certainty, changes = certainty_of(advice), what_if(advice)
    return tuple(_explained(advice, certainty, changes, advice.fits[channel]) for channel in channels)


def _explained(advice: Advice, certainty: Certainty, changes: Sequence[WhatIf], fit: ChannelFit) -> Explanation:
    rejected = next((rejection for rejection in advice.not_recommended if rejection.fit is fit), None)
    unknown, silent = _rules_that_do_not_hold(advice, fit)
    return Explanation(
        advice=advice,
        certainty=certainty,
        fit=fit,
        chosen=next((advised for advised in (*advice.recommended, *advice.basics) if advised.fit is fit), None),
        rejected=rejected,
        distance=_distance(advice, rejected) if rejected else Distance(),
        unknown=unknown,
        silent=silent,
        what_if=tuple(outcome for outcome in changes if outcome.channel == fit.channel.id),
    )


def _rules_that_do_not_hold(advice: Advice, fit: ChannelFit) -> tuple[tuple[OpenRule, ...], tuple[Reason, ...]]:
    answers = known_answers(advice.rulebook, advice.profile)
    weights = {covered.goal.id: covered.weight for covered in advice.coverage}
    unknown: list[OpenRule] = []
    silent: list[Reason] = []
    for rule in advice.rulebook.rules:
        effect = rule.effects.get(fit.channel.id)
        if effect is None:
            continue
        points = {goal: effect.points[goal] for goal in fit.goals if effect.points.get(goal)}
        evaluation = evaluate(rule.when, answers)
        if evaluation.truth is Truth.UNKNOWN and (points or (effect.excludes and fit.goals)):
            unknown.append(OpenRule(rule, points, effect.excludes, evaluation.missing))
        elif evaluation.truth is Truth.NO and max(points.values(), default=0) >= _STRONG:
            silent.append(Reason(rule, points, {}))

    def weight(points: Mapping[str, float]) -> float:
        return round(sum(weights[goal] * given for goal, given in points.items()), 9)

    unknown.sort(key=lambda open_rule: (not open_rule.excludes, -abs(weight(open_rule.points)), open_rule.rule.id))
    silent.sort(key=lambda reason: (-weight(reason.points), reason.rule.id))
    return tuple(unknown), tuple(silent)


def _distance(advice: Advice, rejected: NotRecommended) -> Distance:
    """What is missing at the least, by the cause."""
    settings = advice.rulebook.settings
    match rejected.cause:
        case Cause.TOO_WEAK:
            missing, goal = min((settings.min_points - scored.points, goal) for goal, scored in rejected.fit.goals.items())
            return Distance(points=missing, goal=goal)
        case Cause.ADDS_TOO_LITTLE:
            return Distance(adds=settings.focus_price - rejected.adds)
        case Cause.NO_HOURS:
            left = advice.hours_left - sum(advised.fit.channel.effort.hours_per_week for advised in advice.recommended)
            return Distance(hours=rejected.fit.channel.effort.hours_per_week - left)
        case _:
            return Distance()
