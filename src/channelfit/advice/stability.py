"""How stable an advice is: what of it remains when weights and hours are others."""

from collections.abc import Mapping, Sequence

from channelfit.advice.candidates import options_in
from channelfit.advice.drawing import spread_numbers
from channelfit.advice.fit import AimFit
from channelfit.advice.formulas import fit_of
from channelfit.advice.model import Advice
from channelfit.advice.picks import picks_of
from channelfit.advice.portfolio import DECIMALS, AimKey
from channelfit.advice.situations import stage_of
from channelfit.advice.states import Listed, States
from channelfit.rulebook.model import ACTIVE, WORKING, Criterion, Settings

VARIATIONS = 200


def stability_of(advice: Advice, count: int = VARIATIONS) -> dict[str, float]:
    """For each recommended channel and basic the share of so many variations in which it stays what it is.

    In each variation the weight of every criterion is multiplied by a number from 0.5 to 1.5, the weight of every goal by one
    from 0.7 to 1.3, after which the weights of the goals are made to sum to 1 again, and the hours of every channel by one from
    0.7 to 1.3. The seed of each is its name.
    """
    picks = picks_of(_variations(advice, count), advice.terms, range(count))
    shares = {}
    for channel in (*advice.recommended, *advice.basics):
        id = channel.fit.channel.id
        shares[id] = sum(id in (pick.basics if channel in advice.basics else pick.chosen) for pick in picks) / count
    return shares


def _variations(advice: Advice, count: int) -> States:
    stage = stage_of(advice.rulebook)
    working, active = (frozenset(options_in(advice.profile.answers.get(question, ()))) for question in (WORKING, ACTIVE))
    ids = [channel.id for channel in stage.stages]
    return States(
        rows=count,
        stages=stage.stages,
        upkeep=stage.upkeep,
        fits=_fits(advice, count),
        weights=_weights(advice, count),
        limits={aim.key: Listed((aim.limit,), ()) for aim in advice.aims},
        hours=Listed((advice.believable_hours,), ()),
        working={id: Listed((float(id in working),), ()) for id in ids},
        active={id: Listed((float(id in working or id in active),), ()) for id in ids},
        hours_of={
            channel.id: _column([channel.hours * (0.7 + 0.6 * number) for number in spread_numbers(f"hours {channel.id}", count)])
            for channel in (*stage.stages, *stage.upkeep)
        },
    )


def _column(values: Sequence[float]) -> Listed:
    return Listed(values, range(len(values)))


def _weights(advice: Advice, count: int) -> dict[AimKey, Listed]:
    """The weights of all aims, those of the goals varied."""
    goals = {
        goal.goal.id: [goal.weight * (0.7 + 0.6 * number) for number in spread_numbers(f"goal {goal.goal.id}", count)]
        for goal in advice.coverage
    }
    totals = [sum(row) for row in zip(*goals.values(), strict=True)]
    parts = {goal.goal.id: len(goal.segments) for goal in advice.coverage}
    return {
        aim.key: _column([weight / total / parts[aim.goal] for weight, total in zip(goals[aim.goal], totals, strict=True)])
        for aim in advice.aims
    }


def _fits(advice: Advice, count: int) -> dict[tuple[str, AimKey], Listed]:
    """The fits of all channels, the weights of criteria varied; the same points have the same column."""
    factors = {
        criterion.value: [0.5 + number for number in spread_numbers(f"criterion {criterion.value}", count)]
        for criterion in Criterion
    }
    known: dict[object, Listed] = {}
    found = {}
    for id, fit in advice.fits.items():
        for key, aim in fit.aims.items():
            if not aim.is_excluded:
                points = (aim.base, *aim.criteria.items())
                if points not in known:
                    known[points] = _varied(aim, factors, advice.rulebook.settings, count)
                found[id, key] = known[points]
    return found


def _varied(aim: AimFit, factors: Mapping[str, Sequence[float]], settings: Settings, count: int) -> Listed:
    points = [float(aim.base)] * count
    for criterion, given in aim.criteria.items():
        points = [point + given * factor for point, factor in zip(points, factors[criterion], strict=True)]
    rounded = [round(point, DECIMALS) for point in points]
    top, least = settings.top_fit, settings.min_points
    return _column([fit_of(point, top) if point >= least else 0.0 for point in rounded])
