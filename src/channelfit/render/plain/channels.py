"""Channels as plain data: what they are recommended for or why not, and where every point of it comes from."""

from __future__ import annotations

from channelfit.advice.cost import time_cost
from channelfit.advice.fit import AimFit, ChannelFit, GoalFit, Reason
from channelfit.advice.model import Advice, NotRecommended, Recommended
from channelfit.render.phrases.sentences import cause_text, ranked_reasons
from channelfit.render.phrases.voice import Voice
from channelfit.render.plain.numbers import rounded
from channelfit.rulebook.model import Channel

TYPE_CHECKING = False
if TYPE_CHECKING:  # What these bring along takes a while to import; who has a certainty has paid for it.
    from channelfit.advice.certainty import Certainty
    from channelfit.render.plain.channel_shape import (
        PlainFit,
        PlainGoalFit,
        PlainNotRecommended,
        PlainPlan,
        PlainReason,
        PlainRecommended,
        PlainSegmentFit,
        PlainSharing,
    )


def recommended_as_plain(advised: Recommended, advice: Advice, certainty: Certainty, voice: Voice) -> PlainRecommended:
    """A recommended channel: its role, fits, hours, reasons and plan."""
    channel, effort = advised.fit.channel, advised.fit.channel.effort
    return {
        "channel": channel.id,
        "name": voice.say(channel.name),
        "role": advised.role.value,
        "main_for": list(advised.main_for),
        "goals": goals_as_plain(advised.fit),
        "reaches": channel.reaches or None,
        "upkeep": channel.upkeep,
        "adds": rounded(advised.adds),
        "hours_per_week": rounded(advised.hours),
        "hours_alone": rounded(effort.hours_per_week),
        "full_hours": rounded(effort.full_hours or effort.hours_per_week),
        "hours_to_use": rounded(advised.hours_to_use),
        "shares_with": sharing_as_plain(advised),
        "substitute": advised.substitute or None,
        "money_per_month": rounded(effort.money_per_month),
        "cost_per_month": rounded(time_cost(advised.hours, advice.hourly_value) + effort.money_per_month),
        "startup_hours": rounded(effort.startup_hours),
        "first_results_weeks": rounded(effort.first_results_weeks),
        "already_active": advised.already_active,
        "stability": rounded(certainty.stability[channel.id]),
        "reasons": [reason_as_plain(reason, voice) for _, reason in ranked_reasons(advised.fit, advice)],
        "plan": _plan(channel, voice),
    }


def sharing_as_plain(advised: Recommended) -> PlainSharing | None:
    """With whom a channel shares its work, if with anybody."""
    return {"channel": advised.partner, "share": rounded(advised.share)} if advised.partner else None


def not_recommended_as_plain(rejected: NotRecommended, advice: Advice, voice: Voice) -> PlainNotRecommended:
    """A channel that was not chosen, with the first cause that applies."""
    channel = rejected.fit.channel
    return {
        "channel": channel.id,
        "name": voice.say(channel.name),
        "cause": rejected.cause.value,
        "text": cause_text(rejected, advice, voice),
        "reaches": channel.reaches or None,
        "upkeep": channel.upkeep,
        "adds": rounded(rejected.adds),
        "hours_alone": rounded(channel.effort.hours_per_week),
        "goals": goals_as_plain(rejected.fit),
    }


def goals_as_plain(fit: ChannelFit) -> dict[str, PlainGoalFit]:
    """The fit of a channel for each goal that it serves, and for each group where the goal is split."""
    return {id: {**_fit(goal), "split_by": goal.split_by or None, "segments": _segments(goal)} for id, goal in fit.goals.items()}


def _segments(goal: GoalFit) -> dict[str, PlainSegmentFit]:
    return {option: {**_fit(aim), "excluded": aim.is_excluded} for option, aim in goal.segments.items() if option}


def _fit(fit: GoalFit | AimFit) -> PlainFit:
    return {
        "base": rounded(fit.base),
        "criteria": {criterion: rounded(points) for criterion, points in fit.criteria.items()},
        "points": rounded(fit.points),
        "fit": rounded(fit.fit),
        "counts": fit.counts,
    }


def reason_as_plain(reason: Reason, voice: Voice) -> PlainReason:
    """A rule that holds, with its points, the groups for which it holds, words and evidence."""
    rule = reason.rule
    return {
        "rule": rule.id,
        "criterion": rule.criterion.value,
        "points": {goal: rounded(points) for goal, points in reason.points.items()},
        "segments": {goal: list(options) for goal, options in reason.segments.items()},
        "text": voice.why(reason),
        "evidence": list(rule.basis),
        "source": rule.origin,
    }


def _plan(channel: Channel, voice: Voice) -> PlainPlan:
    plan = channel.plan
    return {
        "formats": [voice.say(text) for text in plan.formats],
        "cadence": voice.say(plan.cadence),
        "first_steps": [voice.say(text) for text in plan.first_steps],
        "kpis": {goal: [voice.say(text) for text in texts] for goal, texts in plan.kpis.items()},
        "stop_rule": voice.say(plan.stop_rule),
    }
