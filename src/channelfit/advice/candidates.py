"""What the choice is made from: what is known of a company, its aims, the terms, and the channels as candidates."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from channelfit.advice.fit import ChannelFit, fits_of
from channelfit.advice.formulas import limit_of, score, view_of, weights_of
from channelfit.advice.portfolio import Aim, AimKey, Candidate, Terms, goal_weights
from channelfit.advice.readiness import Level, Readiness, assess
from channelfit.advice.table import Table
from channelfit.profile import Profile
from channelfit.rulebook.model import ACTIVE, GOALS, WORKING, Channel, Rulebook, Settings
from channelfit.typed import NamedTuple


class Situation(NamedTuple):
    """What is known of a company before anything is chosen."""

    rulebook: Rulebook
    table: Table
    goals: tuple[str, ...]
    readiness: Readiness
    fits: Mapping[str, ChannelFit]
    candidates: Mapping[str, Candidate]
    aims: tuple[Aim, ...]
    active: frozenset[str]
    working: frozenset[str]


def situation_of(rulebook: Rulebook, profile: Profile) -> Situation:
    """What is known of the company of a profile that lacks no required answer."""
    table = Table(rulebook, profile.answers)
    goals = options_in(profile.answers[GOALS])
    working, active = working_and_active(profile.answers)
    fits = fits_of(rulebook, table, goals, score(rulebook, table, goals))
    return Situation(
        rulebook=rulebook,
        table=table,
        goals=goals,
        readiness=assess(rulebook, table.known),
        fits=fits,
        candidates={id: candidate_in(fit, rulebook.settings, working, active) for id, fit in fits.items()},
        aims=aims_of(rulebook, table, goals),
        active=active,
        working=working,
    )


def aims_of(rulebook: Rulebook, table: Table, goals: Sequence[str]) -> tuple[Aim, ...]:
    """The aims of one company, goal by goal."""
    found = []
    for goal, weight in goal_weights(goals).items():
        record = rulebook.goals[goal]
        for group, share in weights_of(record, weight, table).items():
            limit = limit_of(record, view_of(record, group, table))
            found.append(Aim(goal, group, number_in(share), number_in(limit)))
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


def number_in(answer: object) -> float:
    """The number that an answer is; nothing for all others."""
    return float(answer) if isinstance(answer, float | int) else 0.0


def working_and_active(answers: Mapping[str, object]) -> tuple[frozenset[str], frozenset[str]]:
    """The channels that work for a company, and those in use; whatever works is in use, even if nobody listed it."""
    working, active = (frozenset(options_in(answers.get(question, ()))) for question in (WORKING, ACTIVE))
    return working, working | active


def options_in(answer: object) -> tuple[str, ...]:
    """The options that an answer names."""
    return answer if isinstance(answer, tuple) else ()


def assumed_in(rulebook: Rulebook, profile: Profile) -> dict[str, float]:
    """The numbers that stand in for open answers; rules do not see them."""
    return {
        question.id: question.assume
        for question in rulebook.questions.values()
        if question.assume is not None and question.id not in profile.answers
    }


def candidate_of(
    channel: Channel,
    settings: Settings,
    fits: Mapping[AimKey, float],
    working: Collection[str] = (),
    active: Collection[str] = (),
) -> Candidate:
    """A channel as the choice sees it, with its fits where it counts. Partners that are disabled are as if not there."""
    return Candidate(
        id=channel.id,
        hours=channel.effort.hours_per_week,
        reaches=channel.reaches,
        fits=fits,
        works=channel.id in working,
        is_active=channel.id in active,
        enters=settings.upkeep_weight if channel.upkeep else 1.0,
        shares=channel.shares_work_with,
        full_hours=channel.effort.full_hours or channel.effort.hours_per_week,
        is_upkeep=channel.upkeep,
    )


def candidate_in(fit: ChannelFit, settings: Settings, working: Collection[str], active: Collection[str]) -> Candidate:
    """A channel of one company, with what works and is in use there."""
    return candidate_of(fit.channel, settings, {key: aim.fit for key, aim in fit.aims.items() if aim.counts}, working, active)


def eligible_in(situation: Situation) -> tuple[list[Candidate], list[Candidate]]:
    """The channels to play and the entries to keep in order that may be recommended."""
    able = [situation.candidates[id] for id, fit in situation.fits.items() if fit.is_eligible]
    return [one for one in able if not one.is_upkeep], [one for one in able if one.is_upkeep]
