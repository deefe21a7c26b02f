"""How stable an advice is: what of it remains when weights and hours are others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from operator import add

from channelfit.advice.candidates import options_in
from channelfit.advice.drawing import spread_numbers
from channelfit.advice.formulas import fit_of
from channelfit.advice.model import Advice
from channelfit.advice.picks import picks_of
from channelfit.advice.portfolio import DECIMALS, AimKey, Candidate
from channelfit.advice.situations import stage_of
from channelfit.advice.states import Listed, States, hopeful
from channelfit.rulebook.model import ACTIVE, WORKING, Criterion, Settings

VARIATIONS = 200
# The weight of a criterion is multiplied by a number from the first to the second, that of a goal, and hours, by 0.7 to 1.3.
_LEAST, _MOST = 0.5, 1.5
_LEAST_OF_OTHERS, _RANGE_OF_OTHERS = 0.7, 0.6


def stability_of(advice: Advice, count: int = VARIATIONS) -> dict[str, float]:
    """For each recommended channel and basic the share of so many variations in which it stays what it is.

    In each variation the weight of every criterion is multiplied by a number from 0.5 to 1.5, the weight of every goal by one
    from 0.7 to 1.3, after which the weights of the goals are made to sum to 1 again, and the hours of every channel by one from
    0.7 to 1.3. The seed of each is its name.
    """
    chosen = tuple(sorted(channel.fit.channel.id for channel in advice.recommended))
    picks = picks_of(_variations(advice, count), advice.terms, range(count), chosen)
    shares = {}
    for channel in (*advice.recommended, *advice.basics):
        id = channel.fit.channel.id
        shares[id] = sum(id in (pick.basics if channel in advice.basics else pick.chosen) for pick in picks) / count
    return shares


def _variations(advice: Advice, count: int) -> States:
    """What the choice depends on in so many variations, without channels that cannot be chosen in any of them."""
    stage = stage_of(advice.rulebook)
    working, active = (frozenset(options_in(advice.profile.answers.get(question, ()))) for question in (WORKING, ACTIVE))
    played = [channel.id for channel in stage.stages]
    at_best = States(
        rows=count,
        stages=stage.stages,
        upkeep=stage.upkeep,
        fits=_highest_fits(advice),
        weights=_weights(advice, count),
        limits={aim.key: Listed((aim.limit,), ()) for aim in advice.aims},
        hours=Listed((advice.believable_hours,), ()),
        working={id: Listed((float(id in working),), ()) for id in played},
        active={id: Listed((float(id in working or id in active),), ()) for id in played},
    )
    states = hopeful(at_best, advice.terms)
    channels = (*states.stages, *states.upkeep)
    ids = {channel.id for channel in channels}
    counting = {key for key, fit in at_best.fits.items() if key[0] in ids and any(fit.values)}
    return states._replace(fits=_fits(advice, counting, count), hours_of=_hours(channels, count))


def _column(values: Sequence[float]) -> Listed:
    return Listed(values, range(len(values)))


def _factors(seed: str, count: int) -> list[float]:
    """What weights of goals and hours are multiplied by."""
    return [_LEAST_OF_OTHERS + _RANGE_OF_OTHERS * number for number in spread_numbers(seed, count)]


def _hours(channels: Sequence[Candidate], count: int) -> dict[str, Listed]:
    """The hours of channels, varied."""
    return {
        channel.id: _column([channel.hours * factor for factor in _factors(f"hours {channel.id}", count)]) for channel in channels
    }


def _weights(advice: Advice, count: int) -> dict[AimKey, Listed]:
    """The weights of all aims, those of the goals varied."""
    goals = {
        goal.goal.id: [goal.weight * factor for factor in _factors(f"goal {goal.goal.id}", count)] for goal in advice.coverage
    }
    totals = [sum(row) for row in zip(*goals.values(), strict=True)]
    parts = {goal.goal.id: len(goal.segments) for goal in advice.coverage}
    return {
        aim.key: _column([weight / total / parts[aim.goal] for weight, total in zip(goals[aim.goal], totals, strict=True)])
        for aim in advice.aims
    }


def _highest_fits(advice: Advice) -> dict[tuple[str, AimKey], Listed]:
    """The highest fit that each channel can have in any variation."""
    settings, found = advice.rulebook.settings, {}
    for id, fit in advice.fits.items():
        for key, aim in fit.aims.items():
            if not aim.is_excluded:
                most = sum([max(_LEAST * given, _MOST * given) for given in aim.criteria.values()], aim.base)
                counts = round(most, DECIMALS) >= settings.min_points
                found[id, key] = Listed((fit_of(most, settings.top_fit) if counts else 0.0,), ())
    return found


def _fits(advice: Advice, wanted: Collection[tuple[str, AimKey]], count: int) -> dict[tuple[str, AimKey], Listed]:
    """Some of the fits of channels for aims, the weights of criteria varied; the same points have the same column."""
    factors = {
        criterion.value: [_LEAST + (_MOST - _LEAST) * number for number in spread_numbers(f"criterion {criterion.value}", count)]
        for criterion in Criterion
    }

    @cache
    def given(criterion: str, points: float) -> list[float]:
        return [points * factor for factor in factors[criterion]]

    known: dict[object, Listed] = {}
    found = {}
    for id, fit in advice.fits.items():
        for key, aim in fit.aims.items():
            if (id, key) in wanted:
                points = (aim.base, *aim.criteria.items())
                if points not in known:
                    columns = [given(*one) for one in aim.criteria.items()]
                    known[points] = _varied(aim.base, columns, advice.rulebook.settings, count)
                found[id, key] = known[points]
    return found


def _varied(base: float, given: Sequence[Sequence[float]], settings: Settings, count: int) -> Listed:
    points = [base] * count
    for column in given:
        points = [*map(add, points, column)]
    top, least = settings.top_fit, settings.min_points
    # Points that vary at random come out alike nowhere, so that rounding decides nothing.
    return _column([fit_of(point, top) if point >= least else 0.0 for point in points])
