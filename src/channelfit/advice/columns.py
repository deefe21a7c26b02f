"""Choose for many situations at once, one row per situation.

A test compares the results with `search.choose`, row by row.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from channelfit.advice.every_set import EverySet
from channelfit.advice.portfolio import Aim, Candidate, Terms, hours_beside, partner_of, shared_with
from channelfit.advice.rows import Picked, Situations, alike, ids_of, rows_of, truth_at
from channelfit.advice.search import choose

# Up to so many sets all are tried at once; beyond, one situation after the other.
_MOST_SETS = 6000


def picks_of(situations: Situations, terms: Terms) -> list[Picked]:
    """What is recommended in each situation; `terms.hours` are not read, each row has its own."""
    first, index = alike(situations)
    picks = _distinct_picks(rows_of(situations, first), terms)
    return [picks[row] for row in index.tolist()]


def _distinct_picks(situations: Situations, terms: Terms) -> list[Picked]:
    stages = _in_play(situations, terms)
    sets = _all_sets(stages, terms)
    if sets is None or _has_mixed_groups(situations):
        return [_picked(situations, row, terms) for row in range(len(situations.hours))]
    return EverySet(situations, terms, sets).run()


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
        takes = hours_beside(channel, ids) if situations.factors is None else 0.0
        counts = bool(gain.any())
        if takes <= most and counts and (channel.id in partners or bool((gain > least - 1e-9).any())):
            kept.append(channel)
    return tuple(kept)


def _all_sets(stages: Sequence[Candidate], terms: Terms) -> list[tuple[Candidate, ...]] | None:
    """All sets within the slots; nothing if there are too many."""
    most = terms.max_channels + min(terms.max_companions, len(stages))
    found: list[tuple[Candidate, ...]] = []
    for size in range(min(most, len(stages)) + 1):
        for members in combinations(stages, size):
            ids = {channel.id for channel in members}
            companions = sum(1 for channel in members if partner_of(channel, ids, terms))
            if companions <= terms.max_companions and size - companions <= terms.max_channels:
                found.append(members)
        if len(found) > _MOST_SETS:
            return None
    return found


def _picked(situations: Situations, row: int, terms: Terms) -> Picked:
    """One situation on its own."""

    def with_fits(channels: Sequence[Candidate]) -> list[Candidate]:
        found = []
        for channel in channels:
            # What is no aim of this company makes no channel eligible.
            fits = {
                key: float(situations.fits[channel.id, key][row])
                for key, weight in situations.weights.items()
                if weight[row] > 0 and (channel.id, key) in situations.fits and situations.fits[channel.id, key][row] > 0
            }
            if fits:
                works, active = truth_at(situations.working, channel.id, row), truth_at(situations.active, channel.id, row)
                found.append(channel._replace(fits=fits, works=works, is_active=active))
        return found

    aims = [Aim(*key, float(weight[row]), float(situations.limits[key][row])) for key, weight in situations.weights.items()]
    hours = float(situations.hours[row])
    portfolio = choose(with_fits(situations.stages), with_fits(situations.upkeep), aims, terms._replace(hours=hours))
    return Picked(ids_of(portfolio.chosen), ids_of(portfolio.basics))
