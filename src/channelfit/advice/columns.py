"""Choose for many situations at once in columns of NumPy, one row per situation; the same as one after the other."""

from collections.abc import Sequence

import numpy as np

from channelfit.advice.every_set import EverySet
from channelfit.advice.portfolio import Candidate, Picked, Terms, hours_beside, shared_with
from channelfit.advice.rows import Indices, Numbers, Situations
from channelfit.advice.small_sets import sets_of
from channelfit.advice.states import Listed, States


def picks_in_columns(states: States, terms: Terms, rows: Sequence[int]) -> list[Picked] | None:
    """What is recommended in some rows; nothing where there are too many sets to try them all."""
    situations = situations_of(states, np.array(rows, dtype=np.int64))
    sets = sets_of(_in_play(situations, terms), terms)
    return None if sets is None or _has_mixed_groups(situations) else EverySet(situations, terms, sets).run()


def situations_of(states: States, rows: Indices) -> Situations:
    """What the choice depends on in some rows, as columns of NumPy."""

    def column(one: Listed) -> Numbers:
        return _column(one, states.rows)[rows]

    return Situations(
        stages=states.stages,
        upkeep=states.upkeep,
        fits={key: column(one) for key, one in states.fits.items()},
        weights={key: column(one) for key, one in states.weights.items()},
        limits={key: column(one) for key, one in states.limits.items()},
        hours=column(states.hours),
        working={id: column(one) > 0 for id, one in states.working.items()},
        active={id: column(one) > 0 for id, one in states.active.items()},
        hours_of=None if states.hours_of is None else {id: column(one) for id, one in states.hours_of.items()},
    )


def _column(one: Listed, count: int) -> Numbers:
    values = np.array(one.values, dtype=np.float64)
    if not one.places:
        return np.broadcast_to(values, (count,))
    places = np.frombuffer(one.places, dtype=np.uint8) if isinstance(one.places, bytes) else np.array(one.places)
    found: Numbers = values[places]
    return found


def _has_mixed_groups(situations: Situations) -> bool:
    """Whether a channel to play and an entry to keep reach the same people."""
    reached = {channel.reaches for channel in situations.stages}
    return bool((reached & {channel.reaches for channel in situations.upkeep}) - {""})


def _in_play(situations: Situations, terms: Terms) -> tuple[Candidate, ...]:
    """The channels that may be chosen in any row: what pays the least price it can have alone, and whoever makes one pay."""
    ids = {channel.id for channel in situations.stages}
    most = float(situations.hours.max(initial=0.0))
    partners = {partner for channel in situations.stages for partner in channel.shares}
    kept = []
    for channel in situations.stages:
        gain = np.zeros(len(situations.hours))
        for key, weight in situations.weights.items():
            column = situations.fits.get((channel.id, key))
            if column is not None:
                gain += weight * situations.limits[key] * column
        least = terms.focus_price * (1 - shared_with(channel, ids)[0])
        takes = hours_beside(channel, ids) if situations.hours_of is None else 0.0
        counts = bool(gain.any())
        if takes <= most and counts and (channel.id in partners or bool((gain > least - 1e-9).any())):
            kept.append(channel)
    return tuple(kept)
