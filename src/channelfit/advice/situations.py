"""What the choice depends on, worked out from a table of answers by the formulas, for all rows at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from channelfit.advice.candidates import candidate_in, candidate_of, options_in, terms_of, working_and_active
from channelfit.advice.formulas import (
    believable_hours,
    criteria_of,
    fit_of,
    is_not_ready,
    limit_of,
    points_of,
    score,
    view_of,
    weights_of,
)
from channelfit.advice.model import Advice
from channelfit.advice.parted import Parts, Rows, everyone_of
from channelfit.advice.picks import picks_of
from channelfit.advice.portfolio import DECIMALS, AimKey, Candidate, Picked, Portfolio, goal_weights
from channelfit.advice.readiness import Level
from channelfit.advice.states import Listed, States, listed
from channelfit.advice.table import Table, table_of
from channelfit.advice.truths import either, joined, plus, single, where
from channelfit.advice.varied import Spread, Varied
from channelfit.rulebook.compiled import kept_with
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import ACTIVE, GOALS, HOURS, WORKING, Rulebook
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from channelfit.advice.truths import Truths, Values

    Fits = Mapping[tuple[str, AimKey], Values]


class Stage(NamedTuple):
    """The channels of a rulebook as the choice sees them, in id order: those to play, and the entries to keep in order."""

    stages: tuple[Candidate, ...]
    upkeep: tuple[Candidate, ...]


def stage_of(rulebook: Rulebook) -> Stage:
    """The channels of a rulebook, without fits; the same objects each time."""
    return kept_with(rulebook, Stage, lambda: _stage_of(rulebook))


def _stage_of(rulebook: Rulebook) -> Stage:
    channels = [channel for _, channel in sorted(rulebook.channels.items())]
    stages = tuple(candidate_of(channel, rulebook.settings, {}) for channel in channels if not channel.upkeep)
    return Stage(stages, tuple(candidate_of(channel, rulebook.settings, {}) for channel in channels if channel.upkeep))


def states_of(rulebook: Rulebook, table: Table, goals: Sequence[str], fits: Fits | None = None) -> States:
    """What the choice depends on in all rows; `goals` are those of any row, `fits` what was worked out of them before."""
    count, stage = table.count, stage_of(rulebook)
    weights: dict[AimKey, Listed] = {}
    limits: dict[AimKey, Listed] = {}
    for (goal, group), share in _aim_weights(rulebook, table, goals).items():
        record = rulebook.goals[goal]
        weights[goal, group] = listed(share, count)
        limits[goal, group] = listed(limit_of(record, view_of(record, group, table)), count)
    working = {channel.id: table.includes(WORKING, channel.id) for channel in stage.stages}
    return States(
        rows=count,
        stages=stage.stages,
        upkeep=stage.upkeep,
        fits={key: listed(fit, count) for key, fit in (fits or fits_in(rulebook, table, goals)).items()},
        weights=weights,
        limits=limits,
        hours=listed(believable_hours(rulebook, table, stated_hours(rulebook, table)), count),
        working={id: listed(works, count) for id, works in working.items()},
        active={id: listed(either(works, table.includes(ACTIVE, id)), count) for id, works in working.items()},
    )


def fits_in(rulebook: Rulebook, table: Table, goals: Sequence[str]) -> Fits:
    """The fits of channels for aims where they count, zero elsewhere; where an aim has no weight they say nothing."""
    found: dict[tuple[str, AimKey], Values] = {}
    settings = rulebook.settings
    known: dict[float, float] = {}

    def counting(points: float) -> float:
        if points not in known:
            rounded = round(points, DECIMALS)
            known[points] = fit_of(rounded, settings.top_fit) if rounded >= settings.min_points else 0.0
        return known[points]

    asked = {key: _where_some(weight, table.count) for key, weight in _aim_weights(rulebook, table, goals).items()}
    for key, scored in score(rulebook, table, goals, asked).items():
        for id, channel in rulebook.channels.items():
            excluded = scored.excluded.get(id, False)
            if key[0] in channel.serves and excluded is not True:
                points = points_of(channel.serves[key[0]], criteria_of(id, scored, settings))
                fit = points.mapped(counting) if isinstance(points, Parts) else counting(single(points))
                found[id, key] = where(excluded, 0.0, fit)
    return found


def stated_hours(rulebook: Rulebook, table: Table) -> Values:
    """The hours that each row has given, asked for or not, as `advise` takes them; where they are open those that are assumed."""
    assumed = rulebook.questions[HOURS].assume or 0.0
    given = table.given.get(HOURS, assumed)
    if not isinstance(given, Spread | Varied):
        return 0.0 if isinstance(given, tuple) else given
    stated = where(given.is_open, assumed, 0.0 if given.numbers is None else given.numbers)
    # What is drawn for those who are not asked is nobody's answer.
    return where(table.varied[HOURS].applies.maybe, stated, assumed) if given.is_drawn else stated


def picks_for(
    rulebook: Rulebook, table: Table, states: States, rows: Sequence[int], max_channels: int | None = None
) -> list[Picked]:
    """What is recommended in some rows: to those who are not ready within their cap, to the others within the usual one."""
    late = listed(is_not_ready(rulebook, table), table.count).at(rows)
    found: dict[int, Picked] = {}
    for level in (Level.READY, Level.NOT_YET):
        some = [row for row, is_late in zip(rows, late, strict=True) if bool(is_late) is (level is Level.NOT_YET)]
        if some:
            found |= zip(some, picks_of(states, terms_of(rulebook.settings, level, max_channels), some), strict=True)
    return [found[row] for row in rows]


def recommended_in(
    rulebook: Rulebook, companies: Sequence[Mapping[str, Answer]], max_channels: int | None = None
) -> list[frozenset[str]]:
    """What is recommended to each of some companies, basics included, by their answers."""
    if not companies:
        return []
    goals = tuple(dict.fromkeys(goal for answers in companies for goal in options_in(answers[GOALS])))
    table = table_of(rulebook, companies)
    picks = picks_for(rulebook, table, states_of(rulebook, table, goals), range(table.count), max_channels)
    return [frozenset(pick.chosen + pick.basics) for pick in picks]


def _aim_weights(rulebook: Rulebook, table: Table, goals: Sequence[str]) -> dict[AimKey, Values]:
    """The weight of each aim, in all rows or in each."""
    return {
        (goal, group): share
        for goal, weight in _goal_weights(table, goals).items()
        for group, share in weights_of(rulebook.goals[goal], weight, table).items()
    }


def _where_some(weight: Values, count: int) -> Truths:
    """Where a weight is more than nothing; everywhere where that is all the same."""
    return Rows(weight.passing(lambda one: one > 0), everyone_of(count)) if isinstance(weight, Parts) else True


def _goal_weights(table: Table, goals: Sequence[str]) -> dict[str, Values]:
    """The weight of each goal, in all rows or in each."""
    answer = table.varied[GOALS].answer if GOALS in table.varied else None
    if not isinstance(answer, Spread) or not answer.ranks:
        return dict(goal_weights(goals))
    counts: Values = 0.0
    for goal in goals:
        counts = plus(counts, answer.ranks[goal].mapped(lambda rank: float(rank >= 0)))
    return {goal: joined(answer.ranks[goal], counts, _weight) for goal in goals}


def _weight(rank: float, count: float) -> float:
    """The weight of the goal of a rank, from 0, among so many; see `portfolio.goal_weights`."""
    return (count - rank) / (count * (count + 1) / 2) if rank >= 0 else 0.0


def candidates_in(advice: Advice) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    """The channels to play and the entries to keep in order that may be recommended, with their fits, in id order."""
    stages: list[Candidate] = []
    upkeep: list[Candidate] = []
    working, active = working_and_active(advice.profile.answers)
    for fit in advice.fits.values():
        if fit.is_eligible:
            candidate = candidate_in(fit, advice.rulebook.settings, working, active)
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
