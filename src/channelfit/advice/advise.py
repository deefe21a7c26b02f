"""Join everything that is known about a company into advice."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from channelfit.advice.fit import ChannelFit, fits_of
from channelfit.advice.formulas import (
    believable_hours,
    deciding_hours_rule,
    deciding_limit,
    limit_of,
    score,
    view_of,
    weights_of,
)
from channelfit.advice.model import (
    Advice,
    Cause,
    GoalCoverage,
    Kept,
    Merit,
    NextStep,
    NotRecommended,
    Recommended,
    Role,
    SegmentCoverage,
)
from channelfit.advice.portfolio import (
    DECIMALS,
    Aim,
    AimKey,
    Candidate,
    Portfolio,
    Terms,
    coverage_of,
    further_price,
    gain_of,
    goal_weights,
    hours_beside,
    hours_of,
    hours_to_use,
    partner_of,
    shared_with,
    substitute_of,
    total_coverage,
)
from channelfit.advice.readiness import Level, Readiness, Status, assess
from channelfit.advice.search import choose
from channelfit.advice.table import Table
from channelfit.profile import Profile, missing_answers
from channelfit.rulebook.condition import Answer, holds
from channelfit.rulebook.model import ACTIVE, CONTACTS, GOALS, HOURS, WORKING, Channel, Note, Rulebook, Settings


class _Situation(NamedTuple):
    """What is known of a company before anything is chosen."""

    rulebook: Rulebook
    table: Table
    goals: tuple[str, ...]
    readiness: Readiness
    fits: Mapping[str, ChannelFit]
    aims: tuple[Aim, ...]
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
    believable = _number(believable_hours(rulebook, situation.table, available))
    wished, allowed = slots_of(rulebook.settings, situation.readiness.level, max_channels)
    terms = terms_of(rulebook.settings, situation.readiness.level, max_channels, believable)
    portfolio = _choose(situation, terms)
    ready_terms = terms_of(rulebook.settings, Level.READY, max_channels, believable)
    once_ready = portfolio if ready_terms == terms else _choose(situation, ready_terms)
    basics = tuple(_with_role(situation, portfolio, basic, Role.BASIC, ()) for basic in portfolio.basics)
    recommended = _recommended(situation, portfolio, terms)
    rejected = _not_recommended(situation, portfolio, terms)
    park, keep_low = _active_ones(situation, profile, rejected, portfolio, terms)
    put_away = [ChannelFit(channel, {}, (), ()) for id, channel in sorted(rulebook.disabled.items()) if id in situation.active]
    used = sum(channel.hours_to_use for channel in (*basics, *recommended))
    return Advice(
        rulebook=rulebook,
        profile=profile,
        assumed=assumed,
        recommended=recommended,
        basics=basics,
        once_ready=tuple(channel.fit.channel.id for channel in _recommended(situation, once_ready, ready_terms)),
        coverage=_coverage(situation, portfolio),
        total_coverage=total_coverage(situation.aims, portfolio.all),
        available_hours=available,
        believable_hours=believable,
        hours_rule=deciding_hours_rule(rulebook, situation.table, available),
        hours_left=portfolio.hours_left,
        to_use=used,
        spare=max(0.0, believable - used),
        not_recommended=rejected,
        park=(*park, *put_away),
        keep_low=keep_low,
        next_step=None if portfolio.chosen else _next_step(situation, rejected, portfolio),
        readiness=situation.readiness,
        notes=tuple(sorted((note for note in rulebook.notes if holds(note.when, situation.table.known)), key=_note_order)),
        max_channels=allowed,
        wished_channels=wished,
        max_channels_wished=max_channels,
        aims=situation.aims,
        terms=terms,
    )


def _situation(rulebook: Rulebook, profile: Profile) -> _Situation:
    table = Table(rulebook, profile.answers)
    goals = options_in(profile.answers[GOALS])
    working = frozenset(options_in(profile.answers.get(WORKING, ())))
    return _Situation(
        rulebook=rulebook,
        table=table,
        goals=goals,
        readiness=assess(rulebook, table.known),
        fits=fits_of(rulebook, table, goals, score(rulebook, table, goals)),
        aims=aims_of(rulebook, table, goals),
        # Whatever works is in use, even if nobody listed it.
        active=working | frozenset(options_in(profile.answers.get(ACTIVE, ()))),
        working=working,
    )


def aims_of(rulebook: Rulebook, table: Table, goals: Sequence[str]) -> tuple[Aim, ...]:
    """The aims of one company, goal by goal."""
    found = []
    for goal, weight in goal_weights(goals).items():
        record = rulebook.goals[goal]
        for group, share in weights_of(record, weight, table).items():
            limit = limit_of(record, view_of(record, group, table))
            found.append(Aim(goal, group, _number(share), _number(limit)))
    return tuple(found)


def slots_of(settings: Settings, level: Level, max_channels: int | None) -> tuple[int, int]:
    """How many channels are wished for, and how many are allowed."""
    wished = settings.max_channels if max_channels is None else max_channels
    return wished, min(wished, settings.not_ready_max_channels) if level is Level.NOT_YET else wished


def terms_of(settings: Settings, level: Level, max_channels: int | None, hours: float = 0.0) -> Terms:
    """What a choice is bound by. Companions are for those who are ready and want more than one channel."""
    _, allowed = slots_of(settings, level, max_channels)
    alone = level is Level.NOT_YET or (max_channels is not None and max_channels <= 1)
    return Terms(
        hours=hours,
        max_channels=allowed,
        max_basics=settings.max_basics,
        focus_price=settings.focus_price,
        companion_share=settings.companion_share,
        max_companions=0 if alone else settings.max_companions,
    )


def _number(answer: object) -> float:
    return float(answer) if isinstance(answer, float | int) else 0.0


def options_in(answer: Answer) -> tuple[str, ...]:
    """The options that an answer names."""
    return answer if isinstance(answer, tuple) else ()


def _assumed(rulebook: Rulebook, profile: Profile) -> dict[str, float]:
    """The numbers that stand in for open answers; rules do not see them."""
    return {
        question.id: question.assume
        for question in rulebook.questions.values()
        if question.assume is not None and question.id not in profile.answers
    }


def candidate_of(channel: Channel, settings: Settings, fits: Mapping[AimKey, float]) -> Candidate:
    """A channel as the choice sees it, with its fits where it counts. Partners that are disabled are as if not there."""
    return Candidate(
        id=channel.id,
        hours=channel.effort.hours_per_week,
        reaches=channel.reaches,
        fits=fits,
        enters=settings.upkeep_weight if channel.upkeep else 1.0,
        shares=channel.shares_work_with,
        full_hours=channel.effort.full_hours or channel.effort.hours_per_week,
        is_upkeep=channel.upkeep,
    )


def _candidate(situation: _Situation, fit: ChannelFit) -> Candidate:
    fits = {key: aim.fit for key, aim in fit.aims.items() if aim.counts}
    channel = candidate_of(fit.channel, situation.rulebook.settings, fits)
    return channel._replace(works=channel.id in situation.working, is_active=channel.id in situation.active)


def _choose(situation: _Situation, terms: Terms) -> Portfolio:
    stages, upkeep = _eligible(situation)
    return choose(stages, upkeep, situation.aims, terms)


def _eligible(situation: _Situation) -> tuple[list[Candidate], list[Candidate]]:
    """The channels to play and the entries to keep in order that may be recommended."""
    able = [fit for fit in situation.fits.values() if fit.is_eligible]
    stages = [_candidate(situation, fit) for fit in able if not fit.channel.upkeep]
    return stages, [_candidate(situation, fit) for fit in able if fit.channel.upkeep]


def _recommended(situation: _Situation, portfolio: Portfolio, terms: Terms) -> tuple[Recommended, ...]:
    """The chosen set: who is main for the most important goal first, then who adds most; a companion after its partner.

    Main is who has the highest fit that counts, companions aside; ties share.
    """
    ids = {candidate.id for candidate in portfolio.chosen}
    leading = [candidate for candidate in portfolio.chosen if not partner_of(candidate, ids, terms)]
    means = {candidate.id: {goal: _mean_fit(candidate, goal, situation) for goal in situation.goals} for candidate in leading}
    highest = {goal: max((fits[goal] for fits in means.values()), default=0.0) for goal in situation.goals}
    found = []
    for candidate in leading:
        fits = means[candidate.id]
        main_for = tuple(goal for goal in situation.goals if fits[goal] > 0 and fits[goal] == highest[goal])
        found.append(_with_role(situation, portfolio, candidate, Role.MAIN if main_for else Role.SUPPORTING, main_for))
    leads = {one.fit.channel.id: min(map(situation.goals.index, one.main_for), default=len(situation.goals)) for one in found}
    found.sort(key=lambda one: (leads[one.fit.channel.id], -round(one.adds, DECIMALS), one.fit.channel.id))
    fed = [candidate for candidate in portfolio.chosen if candidate not in leading]
    ordered = []
    for one in found:
        ordered.append(one)
        for candidate in fed:
            if partner_of(candidate, ids, terms) == one.fit.channel.id:
                ordered.append(_with_role(situation, portfolio, candidate, Role.COMPANION, ()))
    return _with_hours(situation, ordered, portfolio, terms)


def _mean_fit(candidate: Candidate, goal: str, situation: _Situation) -> float:
    """The mean of a channel's fits over the aims of a goal, nothing where it does not count."""
    fits = [candidate.fits.get(aim.key, 0.0) for aim in situation.aims if aim.goal == goal]
    return round(sum(fits) / len(fits), DECIMALS) if fits else 0.0


def _with_hours(
    situation: _Situation, ordered: Sequence[Recommended], portfolio: Portfolio, terms: Terms
) -> tuple[Recommended, ...]:
    """The chosen channels with the hours that they get, and who would come instead of each."""
    by_id = {candidate.id: candidate for candidate in portfolio.chosen}
    used = hours_to_use([by_id[one.fit.channel.id] for one in ordered], portfolio.hours_left)
    stages, _ = _eligible(situation)
    found = []
    for one in ordered:
        other = substitute_of(by_id[one.fit.channel.id], stages, portfolio, situation.aims, terms)
        found.append(one._replace(hours_to_use=used[one.fit.channel.id], substitute=other.id if other else ""))
    return tuple(found)


def _with_role(
    situation: _Situation, portfolio: Portfolio, candidate: Candidate, role: Role, main_for: tuple[str, ...]
) -> Recommended:
    ids = {other.id for other in portfolio.chosen}
    hours = hours_beside(candidate, ids)
    share, partner = shared_with(candidate, ids)
    return Recommended(
        fit=situation.fits[candidate.id],
        role=role,
        main_for=main_for,
        adds=gain_of(candidate, situation.aims, tuple(other for other in portfolio.all if other.id != candidate.id)),
        already_active=candidate.id in situation.active,
        hours=hours,
        hours_to_use=hours,
        share=share,
        partner=partner,
    )


def _not_recommended(situation: _Situation, portfolio: Portfolio, terms: Terms) -> tuple[NotRecommended, ...]:
    """What was not chosen: what adds most first, then what fits best, what cannot be chosen last."""
    taken = {candidate.id for candidate in portfolio.all}
    found = []
    for fit in situation.fits.values():
        if fit.channel.id not in taken:
            candidate = _candidate(situation, fit)
            adds = gain_of(candidate, situation.aims, portfolio.all)
            found.append(NotRecommended(fit, _cause(fit, candidate, adds, portfolio, terms), adds))
    last = (Cause.EXCLUDED, Cause.DOES_NOT_SERVE)

    def order(one: NotRecommended) -> tuple[object, ...]:
        fits = mean_fit_of(one.fit, situation.aims)
        return one.cause in last, -round(one.adds, DECIMALS), -round(fits, DECIMALS), one.fit.channel.id

    return tuple(sorted(found, key=order))


def mean_fit_of(fit: ChannelFit, aims: Sequence[Aim]) -> float:
    """The mean of a channel's fits by the weights of the aims, those that do not count too."""
    fits = fit.aims
    return sum(aim.weight * fits[aim.key].fit for aim in aims if aim.key in fits)


def _cause(fit: ChannelFit, candidate: Candidate, adds: float, portfolio: Portfolio, terms: Terms) -> Cause:
    if fit.excluded_by:
        return Cause.EXCLUDED
    if not fit.goals:
        return Cause.DOES_NOT_SERVE
    if not fit.is_eligible:
        return Cause.TOO_WEAK
    if not _pays(candidate, adds, portfolio, terms):
        return Cause.ADDS_TOO_LITTLE
    if candidate.is_upkeep and len(portfolio.basics) >= terms.max_basics:
        return Cause.CAP
    hours = hours_of((*portfolio.chosen, candidate))
    return Cause.NO_HOURS if round(hours - portfolio.hours_left, DECIMALS) > 0 else Cause.CAP


def _pays(candidate: Candidate, adds: float, portfolio: Portfolio, terms: Terms) -> bool:
    """Whether a channel adds more than it would cost beside the chosen ones."""
    return round(adds - further_price(candidate, portfolio.chosen, terms), DECIMALS) > 0


def _active_ones(
    situation: _Situation, profile: Profile, rejected: Sequence[NotRecommended], portfolio: Portfolio, terms: Terms
) -> tuple[tuple[ChannelFit, ...], tuple[Kept, ...]]:
    """The channels in use that were not chosen: those to park, and those to keep low.

    Nothing that may work is parked: where that is open, it is held until somebody has said so. An entry to keep in order stays
    where people find it, whatever else is done.
    """
    park: list[ChannelFit] = []
    keep_low: list[Kept] = []
    is_open = WORKING in situation.rulebook.questions and WORKING not in profile.answers
    for one in rejected:
        if one.fit.channel.id not in situation.active:
            continue
        if one.cause is Cause.EXCLUDED:
            park.append(one.fit)
        elif merit := _merit(situation, one, portfolio, terms):
            keep_low.append(Kept(one.fit, merit))
        elif is_open:
            keep_low.append(Kept(one.fit, until=WORKING))
        else:
            park.append(one.fit)
    return tuple(park), tuple(keep_low)


def _merit(situation: _Situation, one: NotRecommended, portfolio: Portfolio, terms: Terms) -> Merit | None:
    """What a channel in use has to its credit, if anything."""
    channel, settings = one.fit.channel, situation.rulebook.settings
    if channel.id in situation.working:
        return Merit.WORKS
    if channel.upkeep:
        return Merit.UPKEEP
    if _pays(_candidate(situation, one.fit), one.adds, portfolio, terms):
        return Merit.ADDS
    first = situation.goals[: settings.keep_low_goals]
    if any(aim.counts and aim.points >= settings.keep_low_points for (goal, _), aim in one.fit.aims.items() if goal in first):
        return Merit.FITS
    has_contacts = channel.keeps_contacts and situation.table.includes(CONTACTS, channel.keeps_contacts) is True
    return Merit.CONTACTS if has_contacts else None


def _next_step(situation: _Situation, rejected: Sequence[NotRecommended], portfolio: Portfolio) -> NextStep:
    lacking_hours = [one.fit for one in rejected if one.cause is Cause.NO_HOURS]
    if lacking_hours:
        return NextStep(channel=min(lacking_hours, key=lambda fit: (fit.channel.effort.hours_per_week, fit.channel.id)))
    if portfolio.basics:
        return NextStep(basic=situation.fits[portfolio.basics[0].id])
    to_do = [result.check for result in situation.readiness.checks if result.status is not Status.MET]
    return NextStep(check=to_do[0]) if to_do else NextStep()


def _coverage(situation: _Situation, portfolio: Portfolio) -> tuple[GoalCoverage, ...]:
    found = []
    for goal, weight in goal_weights(situation.goals).items():
        record, aims = situation.rulebook.goals[goal], [aim for aim in situation.aims if aim.goal == goal]
        segments = {}
        for aim in aims:
            limited_by = deciding_limit(record, view_of(record, aim.group, situation.table))
            segments[aim.group] = SegmentCoverage(aim.limit, coverage_of(aim, portfolio.all), limited_by)
        limits = [segment.limited_by for segment in segments.values() if segment.limited_by]
        found.append(
            GoalCoverage(
                goal=record,
                weight=weight,
                limit=sum(segment.limit for segment in segments.values()) / len(segments),
                limited_by=min(limits, key=lambda limit: limit.at_most, default=None),
                coverage=sum(segment.coverage for segment in segments.values()) / len(segments),
                split_by=record.split_by if "" not in segments else "",
                segments=segments,
            )
        )
    return tuple(found)


def _note_order(note: Note) -> tuple[int, str]:
    return (("serious", "warning", "info").index(note.severity.value), note.id)
