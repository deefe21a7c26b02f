"""How stable an advice is: what of it remains when weights and hours are others."""

from collections.abc import Iterator, Mapping, Sequence
from operator import mul
from typing import NamedTuple

from channelfit.advice.aim_fits import AimFit
from channelfit.advice.candidates import options_in, stage_of
from channelfit.advice.drawing import Row, spread_numbers
from channelfit.advice.formulas import fit_of
from channelfit.advice.model import Advice
from channelfit.advice.portfolio import DECIMALS, Aim, AimKey, Candidate, shared_with
from channelfit.advice.search import choose
from channelfit.brevity import brief
from channelfit.rulebook.model import ACTIVE, WORKING, Criterion, Settings

VARIATIONS = 200
_STEPS = 10**DECIMALS
# What adding up may differ by.
_SLACK = 1e-9


def stability_of(advice: Advice, count: int = VARIATIONS) -> dict[str, float]:
    """For each recommended channel and basic the share of so many variations in which it stays what it is.

    In each variation the weight of every criterion is multiplied by a number from 0.5 to 1.5, the weight of every goal by one
    from 0.7 to 1.3, after which the weights of the goals are made to sum to 1 again, and the hours of every channel by one from
    0.7 to 1.3. The seed of each is its name.
    """
    chosen, basics = ([one.fit.channel.id for one in some] for some in (advice.recommended, advice.basics))
    stays = dict.fromkeys((*chosen, *basics), 0)
    terms = advice.terms._replace(hours=advice.believable_hours, quarters=False)
    for stages, upkeep, aims in _variations(advice, count):
        portfolio = choose(stages, upkeep, aims, terms)
        found = {candidate.id for candidate in portfolio.chosen}
        kept = {candidate.id for candidate in portfolio.basics}
        for id in chosen:
            stays[id] += id in found
        for id in basics:
            stays[id] += id in kept
    return {id: times / count for id, times in stays.items()}


@brief
class _Varied(NamedTuple):
    """A channel in all variations: its fits for all aims, row by row, its hours, and the least gain that makes it matter."""

    candidate: Candidate
    fits: Sequence[Row]
    hours: Row
    least: float


def _variations(advice: Advice, count: int) -> Iterator[tuple[list[Candidate], list[Candidate], list[Aim]]]:
    """In each variation the channels to play that may pay, the entries to keep in order, and the aims."""
    weights = _weights(advice, count)
    scales = [*zip(*([weight * aim.limit for weight in weights[aim.key]] for aim in advice.aims), strict=True)]
    highest = [max(column) for column in zip(*scales, strict=True)]
    columns: dict[object, Row] = {}
    stages, upkeep = (_varied(advice, channels, columns, highest, count) for channels in stage_of(advice.rulebook))
    keys = [aim.key for aim in advice.aims]

    def in_row(channels: Sequence[_Varied], row: int) -> list[Candidate]:
        found, scale = [], scales[row]
        for candidate, fits, hours, least in channels:
            if sum(map(mul, scale, fits[row])) >= least:
                counting = {key: fit for key, fit in zip(keys, fits[row], strict=True) if fit}
                if counting:
                    found.append(candidate._replace(fits=counting, hours=hours[row]))
        return found

    for row in range(count):
        aims = [aim._replace(weight=weights[aim.key][row]) for aim in advice.aims]
        yield in_row(stages, row), in_row(upkeep, row), aims


def _varied(
    advice: Advice, channels: Sequence[Candidate], columns: dict[object, Row], highest: Sequence[float], count: int
) -> list[_Varied]:
    """Some channels in all variations, without those that pay their least price in none and make nobody else cheaper."""
    ids = {channel.id for channel in channels}
    partners = {partner for channel in channels for partner in channel.shares}
    working, active = (frozenset(options_in(advice.profile.answers.get(question, ()))) for question in (WORKING, ACTIVE))
    criteria = _criteria(count)
    found = []
    for channel in channels:
        aims = advice.fits[channel.id].aims
        price = advice.terms.focus_price * (1 - shared_with(channel, ids)[0])
        least = 0.0 if channel.is_upkeep or channel.id in partners else price - _SLACK
        own = [_column(aims.get(aim.key), criteria, columns, advice.rulebook.settings, count) for aim in advice.aims]
        if sum(scale * max(column) for scale, column in zip(highest, own, strict=True)) >= least:
            hours = tuple(channel.hours * (0.7 + 0.6 * number) for number in spread_numbers(f"hours {channel.id}", count))
            works, is_active = channel.id in working, channel.id in working or channel.id in active
            found.append(_Varied(channel._replace(works=works, is_active=is_active), [*zip(*own, strict=True)], hours, least))
    return found


def _column(aim: AimFit | None, criteria: Mapping[str, Row], columns: dict[object, Row], settings: Settings, count: int) -> Row:
    """The fit for an aim in all variations, zero where it does not count; the same points have one column."""
    if aim is None or aim.is_excluded:
        return (0.0,) * count
    key = (aim.base, *aim.criteria.items())
    found = columns.get(key)
    if found is None:
        points = [float(aim.base)] * count
        for criterion, given in aim.criteria.items():
            points = [point + given * factor for point, factor in zip(points, criteria[criterion], strict=True)]
        least, top = settings.min_points, settings.top_fit
        rounded = [round(point * _STEPS) / _STEPS for point in points]
        columns[key] = found = tuple(fit_of(point, top) if point >= least else 0.0 for point in rounded)
    return found


def _criteria(count: int) -> dict[str, Row]:
    """What the weight of each criterion is multiplied by."""
    return {
        criterion.value: tuple(0.5 + number for number in spread_numbers(f"criterion {criterion.value}", count))
        for criterion in Criterion
    }


def _weights(advice: Advice, count: int) -> dict[AimKey, Row]:
    """The weight of each aim."""
    goals = {
        goal.goal.id: [goal.weight * (0.7 + 0.6 * number) for number in spread_numbers(f"goal {goal.goal.id}", count)]
        for goal in advice.coverage
    }
    totals = [sum(row) for row in zip(*goals.values(), strict=True)]
    parts = {goal.goal.id: len(goal.segments) for goal in advice.coverage}
    return {
        aim.key: tuple(weight / total / parts[aim.goal] for weight, total in zip(goals[aim.goal], totals, strict=True))
        for aim in advice.aims
    }
