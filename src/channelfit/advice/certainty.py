"""How sure an advice is: settled whatever the open answers are, stable against other weights and hours, or decided by little."""

from __future__ import annotations

from collections.abc import Mapping

from channelfit.advice.model import Advice
from channelfit.advice.portfolio import Chosen
from channelfit.advice.search import runner_up
from channelfit.advice.situations import candidates_in, portfolio_in
from channelfit.advice.stability import stability_of
from channelfit.advice.uncertainty import Open, uncertainty_of
from channelfit.advice.what_if import WhatIf, what_if
from channelfit.typed import NamedTuple

# Below this the result is preliminary.
PRELIMINARY = 0.5
# From this stability on a channel is firm; below it is a close thing.
FIRM = 0.8
# Sets whose worth differs by less than half a percentage point of coverage are as good as equal.
_NEAR = 0.005


def is_preliminary(settled: float) -> bool:
    """Whether the open answers would more often than not lead to another set than that which comes out in such a share."""
    return settled < PRELIMINARY


class NearTie(NamedTuple):
    """The channels that only the chosen set has, those that only the next best set has, and how much worth parts the two."""

    inside: Chosen
    outside: Chosen
    gap: float


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
        return is_preliminary(self.settled)


def certainty_of(advice: Advice) -> Certainty:
    """How sure an advice is; the same on every machine."""
    uncertainty = uncertainty_of(advice)
    present = tuple(sorted(channel.fit.channel.id for channel in advice.recommended))
    favours_another = is_preliminary(uncertainty.settled) and uncertainty.favoured != present
    return Certainty(
        settled=uncertainty.settled,
        likely=uncertainty.favoured if favours_another else (),
        open=uncertainty.open,
        stability=stability_of(advice),
        near_tie=near_tie_of(advice),
        what_if=what_if(advice, most=1),
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
