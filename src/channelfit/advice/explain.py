"""Why a channel is recommended or not: every rule that counted, that may still count, and that would have counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from channelfit.advice.fit import ChannelFit, Reason
from channelfit.advice.formulas import view_of
from channelfit.advice.model import Advice, Cause, NotRecommended, Recommended
from channelfit.advice.portfolio import DECIMALS, Candidate, further_price, hours_of
from channelfit.advice.situations import candidates_in, portfolio_in
from channelfit.advice.stability import stability_of
from channelfit.advice.table import Table
from channelfit.advice.uncertainty import settled_of
from channelfit.advice.what_if import WhatIf, what_if
from channelfit.rulebook.condition import evaluate
from channelfit.rulebook.model import Rule
from channelfit.typed import NamedTuple

# A rule that gives fewer points than this is not missed.
_STRONG = 1


class OpenRule(NamedTuple):
    """A rule that may hold: what it would do, and the open questions that could settle it."""

    rule: Rule
    points: Mapping[str, float]
    excludes: bool
    missing: frozenset[str]


class Distance(NamedTuple):
    """What a channel lacks to be chosen: points for the goal, and the group, at which it lacks least; coverage; or hours."""

    points: float = 0.0
    goal: str = ""
    group: str = ""
    adds: float = 0.0
    hours: float = 0.0


class Explanation(NamedTuple):
    """Everything that speaks for and against a channel in one advice; either `chosen` or `rejected` is there.

    `unknown` are the rules that open answers decide, `silent` the strong ones for it that do not hold, the weightiest first.
    `stability` is the share of variations in which it stays, `settled` the share of completions of what is open in which the same
    set comes out; both are nothing if it is not chosen.
    """

    advice: Advice
    fit: ChannelFit
    chosen: Recommended | None
    rejected: NotRecommended | None
    distance: Distance
    stability: float | None
    settled: float | None
    unknown: tuple[OpenRule, ...]
    silent: tuple[Reason, ...]
    what_if: tuple[WhatIf, ...]


def explain(advice: Advice, channel: str) -> Explanation:
    """Why a channel is recommended or not. Raises KeyError for a channel that the rulebook does not have."""
    return explain_all(advice, (channel,))[0]


def explain_all(advice: Advice, channels: Sequence[str]) -> tuple[Explanation, ...]:
    """The explanations of several channels; what they share is worked out once."""
    fits = [advice.fits[channel] for channel in channels]
    changes = what_if(advice, channels=channels)
    is_chosen = advice.members.intersection(channels)
    stability, settled = (stability_of(advice), settled_of(advice)) if is_chosen else ({}, None)
    return tuple(_explained(advice, stability, settled, changes, fit) for fit in fits)


def _explained(
    advice: Advice, stability: Mapping[str, float], settled: float | None, changes: Sequence[WhatIf], fit: ChannelFit
) -> Explanation:
    rejected = next((rejection for rejection in advice.not_recommended if rejection.fit is fit), None)
    unknown, silent = _rules_that_do_not_hold(advice, fit)
    return Explanation(
        advice=advice,
        fit=fit,
        chosen=next((advised for advised in (*advice.recommended, *advice.basics) if advised.fit is fit), None),
        rejected=rejected,
        distance=_distance(advice, rejected) if rejected else Distance(),
        stability=stability.get(fit.channel.id),
        settled=settled if fit.channel.id in stability else None,
        unknown=unknown,
        silent=silent,
        what_if=tuple(outcome for outcome in changes if outcome.channel == fit.channel.id),
    )


def _rules_that_do_not_hold(advice: Advice, fit: ChannelFit) -> tuple[tuple[OpenRule, ...], tuple[Reason, ...]]:
    """The rules for a channel that hold for no group of its goals: those that may hold for one, and the others."""
    rulebook = advice.rulebook
    table = Table(rulebook, advice.profile.answers)
    views = {(goal, group): view_of(rulebook.goals[goal], group, table) for goal, group in fit.aims}
    weights = {covered.goal.id: covered.weight for covered in advice.coverage}
    unknown: list[OpenRule] = []
    silent: list[Reason] = []
    for rule in rulebook.rules:
        effect = rule.effects.get(fit.channel.id)
        if effect is None:
            continue
        points = {goal: effect.points[goal] for goal in fit.goals if effect.points.get(goal)}
        truths = {key: view.truth(rule.when, rule.reads) for key, view in views.items() if effect.excludes or key[0] in points}
        if any(truth.yes for truth in truths.values()):
            continue
        undecided = [key for key, truth in truths.items() if truth.maybe]
        if undecided:
            missing = frozenset().union(*(evaluate(rule.when, views[key].known).missing for key in undecided))
            possible = {goal: given for goal, given in points.items() if any(goal == key[0] for key in undecided)}
            unknown.append(OpenRule(rule, possible, effect.excludes, missing))
        elif max(points.values(), default=0) >= _STRONG:
            silent.append(Reason(rule, points, {}))

    def weight(points: Mapping[str, float]) -> float:
        return round(sum(weights[goal] * given for goal, given in points.items()), DECIMALS)

    unknown.sort(key=lambda open_rule: (not open_rule.excludes, -abs(weight(open_rule.points)), open_rule.rule.id))
    silent.sort(key=lambda reason: (-weight(reason.points), reason.rule.id))
    return tuple(unknown), tuple(silent)


def _distance(advice: Advice, rejected: NotRecommended) -> Distance:
    """What is missing at the least, by the cause."""
    match rejected.cause:
        case Cause.TOO_WEAK:
            goal, group = rejected.fit.closest
            lacking = advice.rulebook.settings.min_points - rejected.fit.aims[goal, group].points
            return Distance(points=round(lacking, DECIMALS), goal=goal, group=group)
        case Cause.ADDS_TOO_LITTLE:
            chosen = portfolio_in(advice).chosen
            return Distance(adds=further_price(_candidate(advice, rejected), chosen, advice.terms) - rejected.adds)
        case Cause.NO_HOURS:
            chosen = portfolio_in(advice).chosen
            return Distance(hours=hours_of((*chosen, _candidate(advice, rejected))) - advice.hours_left)
        case _:
            return Distance()


def _candidate(advice: Advice, rejected: NotRecommended) -> Candidate:
    stages, upkeep = candidates_in(advice)
    return next(candidate for candidate in (*stages, *upkeep) if candidate.id == rejected.fit.channel.id)
