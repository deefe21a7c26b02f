"""What the choice depends on, worked out from a table of answers by the formulas, for all rows at once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from channelfit.advice.candidates import candidate_of, options_in, terms_of
from channelfit.advice.columns import picks_of
from channelfit.advice.formulas import (
    believable_hours,
    criteria_of,
    is_not_ready,
    limit_of,
    points_of,
    score,
    view_of,
    weights_of,
)
from channelfit.advice.model import Advice
from channelfit.advice.portfolio import AimKey, Candidate, Portfolio, goal_weights
from channelfit.advice.readiness import Level
from channelfit.advice.rows import Numbers, Picked, Situations, fit_column, rows_of
from channelfit.advice.table import Table
from channelfit.advice.truths import either
from channelfit.brevity import brief
from channelfit.rulebook.condition import Doubtful
from channelfit.rulebook.model import ACTIVE, GOALS, HOURS, WORKING, Rulebook, Settings

if TYPE_CHECKING:
    from channelfit.advice.truths import Values


@brief
class Stage(NamedTuple):
    """The channels of a rulebook as the choice sees them, in id order: those to play, and the entries to keep in order."""

    stages: tuple[Candidate, ...]
    upkeep: tuple[Candidate, ...]


def stage_of(rulebook: Rulebook) -> Stage:
    """The channels of a rulebook, without fits."""
    channels = [channel for _, channel in sorted(rulebook.channels.items())]
    stages = tuple(candidate_of(channel, rulebook.settings, {}) for channel in channels if not channel.upkeep)
    return Stage(stages, tuple(candidate_of(channel, rulebook.settings, {}) for channel in channels if channel.upkeep))


def situations_of(rulebook: Rulebook, table: Table, goals: Sequence[str]) -> Situations:
    """The situations of all rows; `goals` are those of any row."""
    fits: dict[tuple[str, AimKey], Numbers] = {}
    for key, scored in score(rulebook, table, goals).items():
        for id, channel in rulebook.channels.items():
            if key[0] in channel.serves:
                points = points_of(channel.serves[key[0]], criteria_of(id, scored, rulebook.settings))
                fit = _fit(points, rulebook.settings, table.count)
                excluded = scored.excluded.get(id, False)
                if excluded is not True:
                    fits[id, key] = fit if excluded is False else np.where(excluded, 0.0, fit)
    weights: dict[AimKey, Numbers] = {}
    limits: dict[AimKey, Numbers] = {}
    for goal, weight in _goal_weights(table, goals).items():
        record = rulebook.goals[goal]
        for group, share in weights_of(record, weight, table).items():
            weights[goal, group] = column_of(share, table.count)
            limits[goal, group] = column_of(limit_of(record, view_of(record, group, table)), table.count)
    stage = stage_of(rulebook)
    working = {channel.id: table.includes(WORKING, channel.id) for channel in stage.stages}
    return Situations(
        stages=stage.stages,
        upkeep=stage.upkeep,
        fits=fits,
        weights=weights,
        limits=limits,
        hours=column_of(believable_hours(rulebook, table, stated_hours(rulebook, table)), table.count),
        working=working,
        active={id: either(works, table.includes(ACTIVE, id)) for id, works in working.items()},
    )


def _fit(points: "Values", settings: Settings, count: int) -> Numbers:
    if isinstance(points, float | int):
        return np.broadcast_to(fit_column(np.array([points], dtype=np.float64), settings), (count,))
    return fit_column(points, settings)


def stated_hours(rulebook: Rulebook, table: Table) -> "Values":
    """The hours that each row has given; where they are open those that are assumed, none where the question does not apply."""
    assumed = rulebook.questions[HOURS].assume or 0.0
    if HOURS not in table.varied:
        given = table.known.get(HOURS, assumed)
        given = given.answer if isinstance(given, Doubtful) else given
        return 0.0 if isinstance(given, tuple) else given
    answer, applies = table.varied[HOURS]
    numbers = np.zeros(table.count) if answer.numbers is None else np.nan_to_num(answer.numbers)
    return np.where(applies.maybe, np.where(answer.is_open, assumed, numbers), 0.0)


def picks_for(rulebook: Rulebook, table: Table, situations: Situations, max_channels: int | None = None) -> list[Picked]:
    """What is recommended in each row: to those who are not ready within their cap, to the others within the usual one."""
    not_ready = np.broadcast_to(np.asarray(is_not_ready(rulebook, table)), (table.count,))
    found: dict[int, Picked] = {}
    for level, concerned in ((Level.READY, ~not_ready), (Level.NOT_YET, not_ready)):
        rows = np.flatnonzero(concerned)
        if len(rows):
            picks = picks_of(rows_of(situations, rows), terms_of(rulebook.settings, level, max_channels))
            found |= dict(zip(rows.tolist(), picks, strict=True))
    return [found[row] for row in range(table.count)]


def column_of(value: "Values", count: int) -> Numbers:
    """A value for each row."""
    return np.broadcast_to(np.asarray(value, dtype=np.float64), (count,))


def _goal_weights(table: Table, goals: Sequence[str]) -> "dict[str, Values]":
    """The weight of each goal, in all rows or in each."""
    if GOALS not in table.varied:
        return dict(goal_weights(goals))
    ranks = table.varied[GOALS].answer.ranks
    counts = np.sum([ranks[goal] >= 0 for goal in goals], axis=0)
    total = np.maximum(counts * (counts + 1) / 2, 1)
    return {goal: np.where(ranks[goal] >= 0, (counts - ranks[goal]) / total, 0.0) for goal in goals}


def candidates_in(advice: Advice) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    """The channels to play and the entries to keep in order that may be recommended, with their fits, in id order."""
    stages: list[Candidate] = []
    upkeep: list[Candidate] = []
    working, active = (options_in(advice.profile.answers.get(question, ())) for question in (WORKING, ACTIVE))
    for fit in advice.fits.values():
        if fit.is_eligible:
            fits = {key: aim.fit for key, aim in fit.aims.items() if aim.counts}
            candidate = candidate_of(fit.channel, advice.rulebook.settings, fits)
            candidate = candidate._replace(works=candidate.id in working, is_active=candidate.id in {*working, *active})
            (upkeep if fit.channel.upkeep else stages).append(candidate)
    return tuple(stages), tuple(upkeep)


def portfolio_in(advice: Advice) -> Portfolio:
    """What an advice chose, as the choice sees it."""
    stages, upkeep = candidates_in(advice)
    chosen, kept = ({advised.fit.channel.id for advised in some} for some in (advice.recommended, advice.basics))
    return Portfolio(
        basics=tuple(candidate for candidate in upkeep if candidate.id in kept),
        chosen=tuple(candidate for candidate in stages if candidate.id in chosen),
        hours_left=advice.hours_left,
    )
