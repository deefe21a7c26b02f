"""How sure an advice is: settled whatever the open answers are, stable against other weights, or decided by little."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from channelfit.advice.advise import candidate_of, terms_of
from channelfit.advice.columns import fit_column
from channelfit.advice.completions import Numbers, spread_numbers
from channelfit.advice.model import Advice
from channelfit.advice.picks import Chosen, Situations, picks_of
from channelfit.advice.portfolio import Aim, Portfolio, Terms, runner_up
from channelfit.advice.uncertainty import Open, uncertainty_of
from channelfit.advice.what_if import WhatIf, what_if
from channelfit.rulebook.model import Criterion

VARIATIONS = 200
# Below this the result is preliminary.
PRELIMINARY = 0.5
# From this stability on a channel is firm; below it is a close thing.
FIRM = 0.8
# Sets whose worth differs by less than half a percentage point of coverage are as good as equal.
_NEAR = 0.005


class NearTie(NamedTuple):
    """The channels that only the chosen set has, those that only the next best set has, and how much worth parts the two."""

    inside: Chosen
    outside: Chosen
    gap: float


class Certainty(NamedTuple):
    """How sure an advice is.

    `settled`: the share of completions of what is open in which the same set comes out. `likely`: the set that they favour, where
    the result is preliminary and that is another one. `stability`: for each recommended channel and basic the share of variations
    of the weights in which it stays. `near_tie`: what was nearly chosen instead. `what_if`: the single changes of answers that
    would change what is recommended.
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
    present = tuple(sorted(advised.fit.channel.id for advised in advice.recommended))
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

    In each variation the weight of every criterion is multiplied by a number from 0.5 to 1.5, and the weight of every goal by one
    from 0.7 to 1.3, after which the weights of the goals are made to sum to 1 again. The seed of each is its name.
    """
    picks = picks_of(_variations(advice, count), _terms(advice))
    chosen = {
        advised.fit.channel.id: sum(advised.fit.channel.id in pick.chosen for pick in picks) / count
        for advised in advice.recommended
    }
    basics = {basic.fit.channel.id: sum(basic.fit.channel.id in pick.basics for pick in picks) / count for basic in advice.basics}
    return chosen | basics


def _variations(advice: Advice, count: int) -> Situations:
    factors = {criterion.value: 0.5 + spread_numbers(f"criterion {criterion.value}", count) for criterion in Criterion}
    weights = {
        covered.goal.id: covered.weight * (0.7 + 0.6 * spread_numbers(f"goal {covered.goal.id}", count))
        for covered in advice.coverage
    }
    total = np.sum(list(weights.values()), axis=0)
    fits: dict[tuple[str, str], Numbers] = {}
    for id, fit in advice.fits.items():
        for goal, scored in fit.goals.items() if not fit.excluded_by else ():
            points = np.full(count, float(scored.base))
            for criterion, given in scored.criteria.items():
                points = points + given * factors[criterion]
            fits[id, goal] = fit_column(points, advice.rulebook.settings)
    return Situations(
        channels=tuple(fit.channel for fit in advice.fits.values()),
        fits=fits,
        weights={goal: weight / total for goal, weight in weights.items()},
        limits={covered.goal.id: np.full(count, covered.limit) for covered in advice.coverage},
        hours=np.full(count, advice.believable_hours),
    )


def near_tie_of(advice: Advice) -> NearTie | None:
    """What was nearly chosen instead, if anything was."""
    aims = [Aim(covered.goal.id, covered.weight, covered.limit) for covered in advice.coverage]
    able = [fit for fit in advice.fits.values() if fit.is_eligible and not fit.channel.upkeep]
    chosen = tuple(sorted((candidate_of(advised.fit) for advised in advice.recommended), key=lambda candidate: candidate.id))
    basics = tuple(candidate_of(basic.fit) for basic in advice.basics)
    portfolio = Portfolio(basics=basics, chosen=chosen, hours_left=advice.hours_left)
    found = runner_up([candidate_of(fit) for fit in able], aims, _terms(advice), portfolio)
    if found is None or found[1] >= _NEAR:
        return None
    mine, others = {candidate.id for candidate in chosen}, {candidate.id for candidate in found[0]}
    return NearTie(tuple(sorted(mine - others)), tuple(sorted(others - mine)), found[1])


def _terms(advice: Advice) -> Terms:
    return terms_of(advice.rulebook.settings, advice.believable_hours, advice.max_channels)
