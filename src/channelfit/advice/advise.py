"""Join everything that is known about a company into advice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from channelfit.advice.candidates import (
    Situation,
    assumed_in,
    eligible_in,
    number_in,
    situation_of,
    slots_of,
    terms_of,
    working_and_active,
)
from channelfit.advice.fit import ChannelFit
from channelfit.advice.formulas import believable_hours, deciding_hours_rule, deciding_limit, view_of
from channelfit.advice.left_out import active_ones, next_step_of, not_recommended
from channelfit.advice.model import Advice, GoalCoverage, Recommended, Role, SegmentCoverage
from channelfit.advice.portfolio import (
    DECIMALS,
    Candidate,
    Portfolio,
    Terms,
    coverage_of,
    gain_of,
    goal_weights,
    hours_beside,
    hours_to_use,
    partner_of,
    shared_with,
    substitute_of,
    total_coverage,
)
from channelfit.advice.readiness import Level
from channelfit.advice.search import choose
from channelfit.advice.table import Table
from channelfit.profile import Profile, missing_answers
from channelfit.rulebook.model import HOURS, Note, Rulebook


def advise(rulebook: Rulebook, profile: Profile, *, max_channels: int | None = None) -> Advice:
    """The advice for a profile; `max_channels` overrides the setting, but not the cap of a company that is not ready.

    Raises ValueError if a required answer is missing.
    """
    if missing := missing_answers(rulebook, profile):
        raise ValueError(f"required answers are missing: {', '.join(question.id for question in missing)}")
    situation = situation_of(rulebook, profile)
    assumed = assumed_in(rulebook, profile)
    available = number_in(profile.answers.get(HOURS, assumed.get(HOURS, 0.0)))
    believable = number_in(believable_hours(rulebook, situation.table, available))
    wished, allowed = slots_of(rulebook.settings, situation.readiness.level, max_channels)
    terms = terms_of(rulebook.settings, situation.readiness.level, max_channels, believable)
    portfolio = _choose(situation, terms)
    ready_terms = terms_of(rulebook.settings, Level.READY, max_channels, believable)
    once_ready = portfolio if ready_terms == terms else _choose(situation, ready_terms)
    basics = tuple(_with_role(situation, portfolio, basic, Role.BASIC, ()) for basic in portfolio.basics)
    recommended = _recommended(situation, portfolio, terms)
    rejected = not_recommended(situation, portfolio, terms)
    park, keep_low = active_ones(situation, profile, rejected, portfolio, terms)
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
        next_step=None if portfolio.chosen else next_step_of(situation, rejected, portfolio),
        readiness=situation.readiness,
        notes=notes_that_hold(rulebook, situation.table, [one.fit.channel.id for one in (*basics, *recommended)]),
        max_channels=allowed,
        wished_channels=wished,
        max_channels_wished=max_channels,
        aims=situation.aims,
        terms=terms,
    )


def notes_that_hold(rulebook: Rulebook, table: Table, advised: Iterable[str]) -> tuple[Note, ...]:
    """The notes that hold for a company, of those on certain channels only where one of them is advised or in use."""
    concerned = notes_concerning(rulebook, table.given, advised)
    return tuple(sorted((note for note in concerned if table.holds(note.when)), key=_note_order))


def notes_concerning(rulebook: Rulebook, given: Mapping[str, object], advised: Iterable[str]) -> list[Note]:
    """The notes on everything, and on channels that are advised or in use."""
    ids = {*advised, *working_and_active(given)[1]}
    return [note for note in rulebook.notes if not note.channels or ids.intersection(note.channels)]


def _choose(situation: Situation, terms: Terms) -> Portfolio:
    stages, upkeep = eligible_in(situation)
    return choose(stages, upkeep, situation.aims, terms)


def _recommended(situation: Situation, portfolio: Portfolio, terms: Terms) -> tuple[Recommended, ...]:
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


def _mean_fit(candidate: Candidate, goal: str, situation: Situation) -> float:
    """The mean of a channel's fits over the aims of a goal, nothing where it does not count."""
    fits = [candidate.fits.get(aim.key, 0.0) for aim in situation.aims if aim.goal == goal]
    return round(sum(fits) / len(fits), DECIMALS) if fits else 0.0


def _with_hours(
    situation: Situation, ordered: Sequence[Recommended], portfolio: Portfolio, terms: Terms
) -> tuple[Recommended, ...]:
    """The chosen channels with the hours that they get, and who would come instead of each."""
    by_id = {candidate.id: candidate for candidate in portfolio.chosen}
    used = hours_to_use([by_id[one.fit.channel.id] for one in ordered], portfolio.hours_left)
    stages, _ = eligible_in(situation)
    found = []
    for one in ordered:
        other = substitute_of(by_id[one.fit.channel.id], stages, portfolio, situation.aims, terms)
        found.append(one._replace(hours_to_use=used[one.fit.channel.id], substitute=other.id if other else ""))
    return tuple(found)


def _with_role(
    situation: Situation, portfolio: Portfolio, candidate: Candidate, role: Role, main_for: tuple[str, ...]
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


def _coverage(situation: Situation, portfolio: Portfolio) -> tuple[GoalCoverage, ...]:
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
