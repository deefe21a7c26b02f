"""How sure an advice is: settled whatever the open answers are, stable against other weights and hours, or decided by little."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from channelfit.advice.columns import picks_of
from channelfit.advice.drawing import Numbers, spread_numbers
from channelfit.advice.model import Advice
from channelfit.advice.portfolio import AimKey
from channelfit.advice.rows import Chosen, Situations, fit_column
from channelfit.advice.search import runner_up
from channelfit.advice.situations import candidates_in, column_of, portfolio_in, stage_of
from channelfit.advice.uncertainty import Open, uncertainty_of
from channelfit.advice.what_if import WhatIf, what_if
from channelfit.brevity import brief
from channelfit.rulebook.model import ACTIVE, WORKING, Criterion

VARIATIONS = 200
# Below this the result is preliminary.
PRELIMINARY = 0.5
# From this stability on a channel is firm; below it is a close thing.
FIRM = 0.8
# Sets whose worth differs by less than half a percentage point of coverage are as good as equal.
_NEAR = 0.005


@brief
class NearTie(NamedTuple):
    """The channels that only the chosen set has, those that only the next best set has, and how much worth parts the two."""

    inside: Chosen
    outside: Chosen
    gap: float


@brief
class Certainty(NamedTuple):
    """How sure an advice is.

    `settled`: the share of completions of what is open in which the same set comes out. `likely`: the set that they favour, where
    the result is preliminary and that is another one. `stability`: for each recommended channel and basic the share of variations
    of weights and hours in which it stays. `near_tie`: what was nearly chosen instead. `what_if`: the single changes of answers
    that would change what is recommended.
    """

    settled: float
    likely: Chosen
    open: tuple[Open, ...]
    stability: Mapping[str, float]
    near_tie: NearTie | None
    what_if: tuple[WhatIf, ...]

    @property
    def is_preliminary(self) -> bool:
        """Whether the open answers would more often than not lead to another set."""
        return self.settled < PRELIMINARY


def certainty_of(advice: Advice) -> Certainty:
    """How sure an advice is; the same on every machine."""
    uncertainty = uncertainty_of(advice)
    present = tuple(sorted(channel.fit.channel.id for channel in advice.recommended))
    favours_another = uncertainty.settled < PRELIMINARY and uncertainty.favoured != present
    return Certainty(
        settled=uncertainty.settled,
        likely=uncertainty.favoured if favours_another else (),
        open=uncertainty.open,
        stability=stability_of(advice),
        near_tie=near_tie_of(advice),
        what_if=what_if(advice, most=1),
    )


def stability_of(advice: Advice, count: int = VARIATIONS) -> dict[str, float]:
    """For each recommended channel and basic the share of so many variations in which it stays what it is.

    In each variation the weight of every criterion is multiplied by a number from 0.5 to 1.5, the weight of every goal by one
    from 0.7 to 1.3, after which the weights of the goals are made to sum to 1 again, and the hours of every channel by one from
    0.7 to 1.3. The seed of each is its name.
    """
    picks = picks_of(_variations(advice, count), advice.terms)
    shares = {}
    for channel in (*advice.recommended, *advice.basics):
        id = channel.fit.channel.id
        shares[id] = sum(id in (pick.basics if channel in advice.basics else pick.chosen) for pick in picks) / count
    return shares


def _variations(advice: Advice, count: int) -> Situations:
    factors = {criterion.value: 0.5 + spread_numbers(f"criterion {criterion.value}", count) for criterion in Criterion}
    weights = {
        goal.goal.id: goal.weight * (0.7 + 0.6 * spread_numbers(f"goal {goal.goal.id}", count)) for goal in advice.coverage
    }
    total = np.sum(list(weights.values()), axis=0)
    parts = {goal.goal.id: len(goal.segments) for goal in advice.coverage}
    fits: dict[tuple[str, AimKey], Numbers] = {}
    for id, fit in advice.fits.items():
        for key, aim in fit.aims.items():
            if not aim.is_excluded:
                points = np.full(count, float(aim.base))
                for criterion, given in aim.criteria.items():
                    points = points + given * factors[criterion]
                fits[id, key] = fit_column(points, advice.rulebook.settings)
    stage = stage_of(advice.rulebook)
    working, active = advice.profile.answers.get(WORKING, ()), advice.profile.answers.get(ACTIVE, ())
    return Situations(
        stages=stage.stages,
        upkeep=stage.upkeep,
        fits=fits,
        weights={aim.key: weights[aim.goal] / total / parts[aim.goal] for aim in advice.aims},
        limits={aim.key: column_of(aim.limit, count) for aim in advice.aims},
        hours=column_of(advice.believable_hours, count),
        working={channel.id: isinstance(working, tuple) and channel.id in working for channel in stage.stages},
        active={
            channel.id: any(isinstance(answer, tuple) and channel.id in answer for answer in (working, active))
            for channel in stage.stages
        },
        factors={
            channel.id: 0.7 + 0.6 * spread_numbers(f"hours {channel.id}", count) for channel in (*stage.stages, *stage.upkeep)
        },
    )


def near_tie_of(advice: Advice) -> NearTie | None:
    """What was nearly chosen instead, if anything was."""
    stages, _ = candidates_in(advice)
    portfolio = portfolio_in(advice)
    mine = {candidate.id for candidate in portfolio.chosen}
    found = runner_up(stages, advice.aims, advice.terms, portfolio)
    if found is None or found[1] >= _NEAR:
        return None
    others = {candidate.id for candidate in found[0]}
    return NearTie(tuple(sorted(mine - others)), tuple(sorted(others - mine)), found[1])
