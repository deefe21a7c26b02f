"""Join everything that is known about a company into advice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

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
from channelfit.rulebook.model import ACTIVE, GOALS, HOURS, WORKING, Goal, Limit, Note, Rulebook


def advise(rulebook: Rulebook, profile: Profile, *, max_channels: int | None = None) -> Advice:
    """The advice for a profile; `max_channels` overrides the setting, but not the cap of a company that is not ready.

    Raises ValueError if a required answer is missing.
    """
    if missing := missing_answers(rulebook, profile):
        raise ValueError(f"required answers are missing: {', '.join(question.id for question in missing)}")
    settings = rulebook.settings
    answers = known_answers(rulebook, profile)
    readiness = assess(rulebook, answers)
    wanted = settings.max_channels if max_channels is None else max_channels
    allowed = min(wanted, settings.not_ready_max_channels) if readiness.level is Level.NOT_YET else wanted
    assumed = _assumed(rulebook, profile)
    available = _number(profile.answers.get(HOURS, assumed.get(HOURS, 0.0)))
    believable, hours_rule = believable_hours(rulebook, answers, available)
    terms = Terms(hours=believable, max_channels=allowed, max_basics=settings.max_basics, focus_price=settings.focus_price)
    goals = _options(profile.answers[GOALS])
    fits = score(rulebook, answers, goals)
    limits = {goal: _limit(rulebook.goals[goal], answers) for goal in goals}
    aims = [Aim(goal=goal, weight=weight, limit=_share(limits[goal])) for goal, weight in goal_weights(goals).items()]
    portfolio = _choose(fits, aims, terms)
    once_ready = portfolio if allowed == wanted else _choose(fits, aims, replace(terms, max_channels=wanted))
    rejected = _not_recommended(fits, portfolio, aims, terms)
    working = frozenset(_options(profile.answers.get(WORKING, ())))
    active = working | frozenset(_options(profile.answers.get(ACTIVE, ())))
    left = [one for one in rejected if one.fit.channel.id in active]
    kept = [one for one in left if one.fit.channel.id in working or _pays(one, terms)]
    return Advice(
        rulebook=rulebook,
        profile=profile,
        assumed=assumed,
        recommended=_recommended(fits, portfolio, aims, active),
        basics=_basics(fits, portfolio, aims, active),
        once_ready=_in_order(once_ready, aims),
        coverage=tuple(_goal_coverage(rulebook.goals[aim.goal], aim, limits[aim.goal], portfolio) for aim in aims),
        total_coverage=total_coverage(aims, portfolio.all),
        available_hours=available,
        believable_hours=believable,
        hours_rule=hours_rule,
        not_recommended=rejected,
        park=tuple(one.fit for one in left if one not in kept),
        keep_low=tuple(one.fit for one in kept),
        next_step=None if portfolio.chosen else _next_step(rejected, portfolio, fits, readiness),
        readiness=readiness,
        notes=tuple(sorted((note for note in rulebook.notes if holds(note.when, answers)), key=_note_order)),
        max_channels=allowed,
    )


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


def _candidate(fit: ChannelFit) -> Candidate:
    channel = fit.channel
    return Candidate(
        id=channel.id,
        hours=channel.effort.hours_per_week,
        reaches=channel.reaches,
        fits={id: goal.fit for id, goal in fit.goals.items() if goal.counts},
    )


def _choose(fits: Mapping[str, ChannelFit], aims: Sequence[Aim], terms: Terms) -> Portfolio:
    eligible = [fit for fit in fits.values() if fit.is_eligible]
    stages = [_candidate(fit) for fit in eligible if not fit.channel.upkeep]
    upkeep = [_candidate(fit) for fit in eligible if fit.channel.upkeep]
    return choose(stages, upkeep, aims, terms)


def _without(portfolio: Portfolio, candidate: Candidate) -> tuple[Candidate, ...]:
    return tuple(one for one in portfolio.all if one is not candidate)


def _in_order(portfolio: Portfolio, aims: Sequence[Aim]) -> tuple[str, ...]:
    """The chosen ids, those that add most first."""
    adds = {one.id: gain_of(one, aims, _without(portfolio, one)) for one in portfolio.chosen}
    return tuple(sorted(adds, key=lambda id: (-round(adds[id], DECIMALS), id)))


def _recommended(
    fits: Mapping[str, ChannelFit], portfolio: Portfolio, aims: Sequence[Aim], active: frozenset[str]
) -> tuple[Recommended, ...]:
    highest = {
        aim.goal: max((round(one.fits.get(aim.goal, 0.0), DECIMALS) for one in portfolio.chosen), default=0.0) for aim in aims
    }
    found = []
    for one in portfolio.chosen:
        main_for = tuple(
            aim.goal for aim in aims if aim.goal in one.fits and round(one.fits[aim.goal], DECIMALS) == highest[aim.goal]
        )
        found.append(
            Recommended(
                fit=fits[one.id],
                role=Role.MAIN if main_for else Role.SUPPORTING,
                main_for=main_for,
                adds=gain_of(one, aims, _without(portfolio, one)),
                already_active=one.id in active,
            )
        )
    return tuple(sorted(found, key=lambda one: (-round(one.adds, DECIMALS), one.fit.channel.id)))


def _basics(
    fits: Mapping[str, ChannelFit], portfolio: Portfolio, aims: Sequence[Aim], active: frozenset[str]
) -> tuple[Recommended, ...]:
    return tuple(
        Recommended(
            fit=fits[one.id],
            role=Role.BASIC,
            main_for=(),
            adds=gain_of(one, aims, _without(portfolio, one)),
            already_active=one.id in active,
        )
        for one in portfolio.basics
    )


def _not_recommended(
    fits: Mapping[str, ChannelFit], portfolio: Portfolio, aims: Sequence[Aim], terms: Terms
) -> tuple[NotRecommended, ...]:
    taken = {one.id for one in portfolio.all}
    hours = portfolio.hours_left - sum(one.hours for one in portfolio.chosen)
    found = []
    for fit in fits.values():
        if fit.channel.id not in taken:
            adds = 0.0 if fit.excluded_by else gain_of(_candidate(fit), aims, portfolio.all)
            found.append(NotRecommended(fit=fit, cause=_cause(fit, adds, hours, terms), adds=adds))
    last = (Cause.EXCLUDED, Cause.DOES_NOT_SERVE)
    return tuple(sorted(found, key=lambda one: (one.cause in last, -round(one.adds, DECIMALS), one.fit.channel.id)))


def _cause(fit: ChannelFit, adds: float, hours: float, terms: Terms) -> Cause:
    if fit.excluded_by:
        return Cause.EXCLUDED
    if not fit.goals:
        return Cause.DOES_NOT_SERVE
    if not fit.is_eligible:
        return Cause.TOO_WEAK
    if round(adds - terms.focus_price, DECIMALS) <= 0:
        return Cause.ADDS_TOO_LITTLE
    return Cause.NO_HOURS if fit.channel.effort.hours_per_week > hours else Cause.CAP


def _pays(one: NotRecommended, terms: Terms) -> bool:
    return round(one.adds - terms.focus_price, DECIMALS) > 0


def _next_step(
    rejected: Sequence[NotRecommended], portfolio: Portfolio, fits: Mapping[str, ChannelFit], readiness: Readiness
) -> NextStep:
    lacking_hours = [one.fit for one in rejected if one.cause is Cause.NO_HOURS]
    if lacking_hours:
        return NextStep(channel=min(lacking_hours, key=lambda fit: (fit.channel.effort.hours_per_week, fit.channel.id)))
    if portfolio.basics:
        return NextStep(basic=fits[portfolio.basics[0].id])
    to_do = [result.check for result in readiness.checks if result.status is not Status.MET]
    return NextStep(check=to_do[0]) if to_do else NextStep()


def _goal_coverage(goal: Goal, aim: Aim, limited_by: Limit | None, portfolio: Portfolio) -> GoalCoverage:
    coverage = coverage_of(aim, portfolio.all)
    return GoalCoverage(goal=goal, weight=aim.weight, limit=aim.limit, limited_by=limited_by, coverage=coverage)


def _note_order(note: Note) -> tuple[int, str]:
    return (("serious", "warning", "info").index(note.severity.value), note.id)
