"""Join everything that is known about a company into advice."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from channelfit.advice.fit import DECIMALS, ChannelFit, score
from channelfit.advice.model import Advice, Cause, GoalCoverage, NextStep, NotRecommended, Recommended, Role
from channelfit.advice.portfolio import (
    Aim,
    Candidate,
    Portfolio,
    Terms,
    choose,
    coverage_of,
    gain_of,
    goal_weights,
    total_coverage,
)
from channelfit.advice.readiness import Level, Readiness, Status, assess, believable_hours
from channelfit.profile import Profile, known_answers, missing_answers
from channelfit.rulebook.condition import Answer, Answers, holds
from channelfit.rulebook.model import ACTIVE, GOALS, HOURS, WORKING, Goal, Limit, Note, Rulebook, Settings


class _Situation(NamedTuple):
    """What is known of a company before anything is chosen."""

    answers: Answers
    readiness: Readiness
    fits: Mapping[str, ChannelFit]
    limits: Mapping[str, Limit | None]
    aims: Sequence[Aim]
    active: frozenset[str]
    working: frozenset[str]


def advise(rulebook: Rulebook, profile: Profile, *, max_channels: int | None = None) -> Advice:
    """The advice for a profile; `max_channels` overrides the setting, but not the cap of a company that is not ready.

    Raises ValueError if a required answer is missing.
    """
    if missing := missing_answers(rulebook, profile):
        raise ValueError(f"required answers are missing: {', '.join(question.id for question in missing)}")
    situation = _situation(rulebook, profile)
    assumed = _assumed(rulebook, profile)
    available = _number(profile.answers.get(HOURS, assumed.get(HOURS, 0.0)))
    believable, hours_rule = believable_hours(rulebook, situation.answers, available)
    wished, allowed = _slots(rulebook.settings, situation.readiness, max_channels)
    terms = terms_of(rulebook.settings, believable, allowed)
    portfolio = _choose(situation, terms)
    once_ready = portfolio if allowed == wished else _choose(situation, terms_of(rulebook.settings, believable, wished))
    rejected = _not_recommended(situation, portfolio, terms)
    park, keep_low = _active_ones(situation, rejected, terms)
    put_away = [ChannelFit(channel, {}, (), ()) for id, channel in sorted(rulebook.disabled.items()) if id in situation.active]
    return Advice(
        rulebook=rulebook,
        profile=profile,
        assumed=assumed,
        recommended=_recommended(situation, portfolio),
        basics=tuple(_with_role(situation, portfolio, basic, Role.BASIC, ()) for basic in portfolio.basics),
        once_ready=tuple(advised.fit.channel.id for advised in _recommended(situation, once_ready)),
        coverage=tuple(_goal_coverage(rulebook.goals[aim.goal], aim, situation, portfolio) for aim in situation.aims),
        total_coverage=total_coverage(situation.aims, portfolio.members),
        available_hours=available,
        believable_hours=believable,
        hours_rule=hours_rule,
        hours_left=portfolio.hours_left,
        not_recommended=rejected,
        park=(*park, *put_away),
        keep_low=keep_low,
        next_step=None if portfolio.chosen else _next_step(situation, rejected, portfolio),
        readiness=situation.readiness,
        notes=tuple(sorted((note for note in rulebook.notes if holds(note.when, situation.answers)), key=_note_order)),
        max_channels=allowed,
        wished_channels=wished,
    )


def _situation(rulebook: Rulebook, profile: Profile) -> _Situation:
    answers = known_answers(rulebook, profile)
    goals = _options(profile.answers[GOALS])
    limits = {goal: _limit(rulebook.goals[goal], answers) for goal in goals}
    working = frozenset(_options(profile.answers.get(WORKING, ())))
    return _Situation(
        answers=answers,
        readiness=assess(rulebook, answers),
        fits=score(rulebook, answers, goals),
        limits=limits,
        aims=[Aim(goal=goal, weight=weight, limit=_share(limits[goal])) for goal, weight in goal_weights(goals).items()],
        # Whatever works is in use, even if nobody listed it.
        active=working | frozenset(_options(profile.answers.get(ACTIVE, ()))),
        working=working,
    )


def _slots(settings: Settings, readiness: Readiness, max_channels: int | None) -> tuple[int, int]:
    """How many channels are wished for, and how many are allowed."""
    wished = settings.max_channels if max_channels is None else max_channels
    return wished, min(wished, settings.not_ready_max_channels) if readiness.level is Level.NOT_YET else wished


def terms_of(settings: Settings, hours: float, slots: int) -> Terms:
    """What a choice is bound by."""
    return Terms(hours=hours, max_channels=slots, max_basics=settings.max_basics, focus_price=settings.focus_price)


def _number(answer: Answer) -> float:
    return 0.0 if isinstance(answer, tuple) else answer


def _options(answer: Answer) -> tuple[str, ...]:
    return answer if isinstance(answer, tuple) else ()


def _limit(goal: Goal, answers: Answers) -> Limit | None:
    applying = [limit for limit in goal.limits if holds(limit.when, answers)]
    return min(applying, key=lambda limit: limit.at_most, default=None)


def _share(limit: Limit | None) -> float:
    return 1.0 if limit is None else limit.at_most


def _assumed(rulebook: Rulebook, profile: Profile) -> dict[str, float]:
    """The numbers that stand in for open answers; rules do not see them."""
    return {
        question.id: question.assume
        for question in rulebook.questions.values()
        if question.assume is not None and question.id not in profile.answers
    }


def candidate_of(fit: ChannelFit) -> Candidate:
    """A channel as the choice sees it."""
    channel = fit.channel
    return Candidate(
        id=channel.id,
        hours=channel.effort.hours_per_week,
        reaches=channel.reaches,
        fits={id: goal.fit for id, goal in fit.goals.items() if goal.counts},
    )


def _choose(situation: _Situation, terms: Terms) -> Portfolio:
    eligible = [fit for fit in situation.fits.values() if fit.is_eligible]
    stages = [candidate_of(fit) for fit in eligible if not fit.channel.upkeep]
    upkeep = [candidate_of(fit) for fit in eligible if fit.channel.upkeep]
    return choose(stages, upkeep, situation.aims, terms)


def _recommended(situation: _Situation, portfolio: Portfolio) -> tuple[Recommended, ...]:
    """The chosen set: who is main for the most important goal first, then who adds most.

    Main is who has the highest fit that counts; ties share.
    """
    goals = [aim.goal for aim in situation.aims]
    highest = {
        aim.goal: max((round(candidate.fits.get(aim.goal, 0.0), DECIMALS) for candidate in portfolio.chosen), default=0.0)
        for aim in situation.aims
    }
    found = []
    for candidate in portfolio.chosen:
        main_for = tuple(
            goal for goal in goals if goal in candidate.fits and round(candidate.fits[goal], DECIMALS) == highest[goal]
        )
        found.append(_with_role(situation, portfolio, candidate, Role.MAIN if main_for else Role.SUPPORTING, main_for))

    def order(advised: Recommended) -> tuple[int, float, str]:
        lead = min(map(goals.index, advised.main_for), default=len(goals))
        return (lead, -round(advised.adds, DECIMALS), advised.fit.channel.id)

    return tuple(sorted(found, key=order))


def _with_role(
    situation: _Situation, portfolio: Portfolio, candidate: Candidate, role: Role, main_for: tuple[str, ...]
) -> Recommended:
    return Recommended(
        fit=situation.fits[candidate.id],
        role=role,
        main_for=main_for,
        adds=gain_of(candidate, situation.aims, tuple(other for other in portfolio.members if other is not candidate)),
        already_active=candidate.id in situation.active,
    )


def _not_recommended(situation: _Situation, portfolio: Portfolio, terms: Terms) -> tuple[NotRecommended, ...]:
    taken = {candidate.id for candidate in portfolio.members}
    hours = portfolio.hours_left - sum(candidate.hours for candidate in portfolio.chosen)
    found = []
    for fit in situation.fits.values():
        if fit.channel.id not in taken:
            adds = 0.0 if fit.excluded_by else gain_of(candidate_of(fit), situation.aims, portfolio.members)
            found.append(NotRecommended(fit=fit, cause=_cause(fit, adds, hours, terms), adds=adds))
    last = (Cause.EXCLUDED, Cause.DOES_NOT_SERVE)

    def order(rejection: NotRecommended) -> tuple[bool, float, str]:
        return (rejection.cause in last, -round(rejection.adds, DECIMALS), rejection.fit.channel.id)

    return tuple(sorted(found, key=order))


def _active_ones(
    situation: _Situation, rejected: Sequence[NotRecommended], terms: Terms
) -> tuple[tuple[ChannelFit, ...], tuple[ChannelFit, ...]]:
    """The channels in use that were not chosen: those to park, and those to keep low.

    An entry to keep in order is never parked: it stays where people find it, whatever else is done.
    """
    park: list[ChannelFit] = []
    keep_low: list[ChannelFit] = []
    for fit, _, adds in rejected:
        if fit.channel.id in situation.active:
            stays = fit.channel.id in situation.working or fit.channel.upkeep or _pays(adds, terms)
            (keep_low if stays else park).append(fit)
    return tuple(park), tuple(keep_low)


def _cause(fit: ChannelFit, adds: float, hours: float, terms: Terms) -> Cause:
    if fit.excluded_by:
        return Cause.EXCLUDED
    if not fit.goals:
        return Cause.DOES_NOT_SERVE
    if not fit.is_eligible:
        return Cause.TOO_WEAK
    if not _pays(adds, terms):
        return Cause.ADDS_TOO_LITTLE
    return Cause.NO_HOURS if fit.channel.effort.hours_per_week > hours else Cause.CAP


def _pays(adds: float, terms: Terms) -> bool:
    return round(adds - terms.focus_price, DECIMALS) > 0


def _next_step(situation: _Situation, rejected: Sequence[NotRecommended], portfolio: Portfolio) -> NextStep:
    lacking_hours = [fit for fit, cause, _ in rejected if cause is Cause.NO_HOURS]
    if lacking_hours:
        return NextStep(channel=min(lacking_hours, key=lambda fit: (fit.channel.effort.hours_per_week, fit.channel.id)))
    if portfolio.basics:
        return NextStep(basic=situation.fits[portfolio.basics[0].id])
    to_do = [result.check for result in situation.readiness.checks if result.status is not Status.MET]
    return NextStep(check=to_do[0]) if to_do else NextStep()


def _goal_coverage(goal: Goal, aim: Aim, situation: _Situation, portfolio: Portfolio) -> GoalCoverage:
    limited_by = situation.limits[aim.goal]
    coverage = coverage_of(aim, portfolio.members)
    return GoalCoverage(goal=goal, weight=aim.weight, limit=aim.limit, limited_by=limited_by, coverage=coverage)


def _note_order(note: Note) -> tuple[int, str]:
    return (("serious", "warning", "info").index(note.severity.value), note.id)
