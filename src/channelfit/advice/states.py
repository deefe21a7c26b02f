"""What is recommended to one company in many states, a change or an open answer apart: what coincides is chosen for once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from channelfit.advice.aim_fits import aim_fits_of
from channelfit.advice.candidates import aims_of, number_in, options_in, stage_of
from channelfit.advice.formulas import believable_hours, stated_hours
from channelfit.advice.portfolio import Aim, AimKey, Candidate, Picked, Terms, ids_of
from channelfit.advice.search import choose
from channelfit.advice.table import Table
from channelfit.brevity import brief
from channelfit.rulebook.condition import Answer, Doubtful
from channelfit.rulebook.model import ACTIVE, WORKING, Rulebook


@brief
class State(NamedTuple):
    """What a choice depends on: the aims with the fits that count for each, the hours, and what works and is in use, for ties."""

    aims: tuple[Aim, ...]
    fits: tuple[Mapping[str, float], ...]
    hours: float
    working: tuple[str, ...]
    active: tuple[str, ...]


def state_of(rulebook: Rulebook, table: Table, goals: Sequence[str]) -> State:
    """The state of one company."""
    fits = aim_fits_of(rulebook, table, goals)
    return State(
        aims=aims_of(goals, fits),
        fits=tuple([aim.counting for aim in fits.values()]),
        hours=number_in(believable_hours(rulebook, table, stated_hours(rulebook, table))),
        working=_certain(table.known.get(WORKING, ())),
        active=_certain(table.known.get(ACTIVE, ())),
    )


def _certain(answer: Answer | Doubtful) -> tuple[str, ...]:
    return () if isinstance(answer, Doubtful) else options_in(answer)


def picks_in(rulebook: Rulebook, states: Iterable[tuple[State, Terms]]) -> list[Picked]:
    """What is recommended in each state, by the terms beside it; their hours are not read, each state has its own."""
    known: dict[object, Picked] = {}
    # Fits of the same rules are the same object, which all states keep alive.
    kept = list(states)
    found = []
    for state, terms in kept:
        key = (*state[:1], tuple(map(id, state.fits)), *state[2:], terms)
        if key not in known:
            known[key] = _picked(rulebook, state, terms)
        found.append(known[key])
    return found


def _picked(rulebook: Rulebook, state: State, terms: Terms) -> Picked:
    stage = stage_of(rulebook)
    fits: dict[str, dict[AimKey, float]] = {}
    for aim, counting in zip(state.aims, state.fits, strict=True):
        for id, fit in counting.items():
            fits.setdefault(id, {})[aim.key] = fit
    working, active = frozenset(state.working), frozenset((*state.working, *state.active))

    def with_fits(channels: Sequence[Candidate]) -> list[Candidate]:
        return [
            channel._replace(fits=fits[channel.id], works=channel.id in working, is_active=channel.id in active)
            for channel in channels
            if channel.id in fits
        ]

    stages, upkeep = with_fits(stage.stages), with_fits(stage.upkeep)
    portfolio = choose(stages, upkeep, state.aims, terms._replace(hours=state.hours))
    return Picked(ids_of(portfolio.chosen), ids_of(portfolio.basics))
