"""What is recommended to one company in many states, a change or an open answer apart: what coincides is chosen for once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from channelfit.advice.aim_fits import counting_of
from channelfit.advice.candidates import aims_of, number_in, options_in, stage_of
from channelfit.advice.formulas import believable_hours, stated_hours
from channelfit.advice.portfolio import Aim, AimKey, Candidate, Picked, Terms, ids_of, shared_with
from channelfit.advice.search import choose
from channelfit.advice.table import Table
from channelfit.brevity import brief
from channelfit.rulebook.condition import Answer, Doubtful
from channelfit.rulebook.kept import kept_with_rulebook
from channelfit.rulebook.model import ACTIVE, WORKING, Rulebook

# What adding up may differ by.
_SLACK = 1e-9


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
    counting = counting_of(rulebook, table, goals)
    return State(
        aims=aims_of(goals, counting),
        fits=tuple([aim.fits for aim in counting.values()]),
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
    stage, least = stage_of(rulebook), _least_gains(rulebook)
    fits: dict[str, dict[AimKey, float]] = {}
    gains: dict[str, float] = {}
    for aim, counting in zip(state.aims, state.fits, strict=True):
        key, scale = aim.key, aim.weight * aim.limit
        for id, fit in counting.items():
            if id in fits:
                fits[id][key] = fit
                gains[id] += scale * fit
            else:
                fits[id] = {key: fit}
                gains[id] = scale * fit
    working, active = frozenset(state.working), frozenset((*state.working, *state.active))

    def with_fits(channels: Sequence[Candidate]) -> list[Candidate]:
        return [
            channel._replace(fits=fits[channel.id], works=channel.id in working, is_active=channel.id in active)
            for channel in channels
            if channel.id in fits and gains[channel.id] >= least[channel.id]
        ]

    stages, upkeep = with_fits(stage.stages), with_fits(stage.upkeep)
    portfolio = choose(stages, upkeep, state.aims, terms._replace(hours=state.hours))
    return Picked(ids_of(portfolio.chosen), ids_of(portfolio.basics))


@kept_with_rulebook
def _least_gains(rulebook: Rulebook) -> dict[str, float]:
    """What each channel must gain to be chosen at all: its least price, and nothing for who makes others cheaper."""
    stages, upkeep = stage_of(rulebook)
    ids, price = {channel.id for channel in stages}, rulebook.settings.focus_price
    partners = {partner for channel in stages for partner in channel.shares}
    least = {channel.id: price * (1 - shared_with(channel, ids)[0]) - _SLACK for channel in stages if channel.id not in partners}
    return {channel.id: least.get(channel.id, 0.0) for channel in (*stages, *upkeep)}
