"""Choose for many situations at once, one row per situation.

A test compares the results with `search.choose`, row by row.
"""

from collections.abc import Collection, Sequence
from itertools import combinations
from math import comb

import numpy as np

from channelfit.advice.every_set import EverySet
from channelfit.advice.portfolio import Aim, Candidate, Terms, hours_beside, partner_of, shared_with
from channelfit.advice.rows import Picked, Situations, alike, ids_of, rows_of, truth_at
from channelfit.advice.search import Allowance, choose

# Up to so many sets all are tried at once; beyond, one situation after the other.
_MOST_SETS = 22_000
# So many gains for one aim may be worked out for a thousand situations, one after the other.
_MOST_GAINS = 600_000


def picks_of(situations: Situations, terms: Terms) -> list[Picked]:
    """What is recommended in each situation; `terms.hours` are not read, each row has its own."""
    first, index = alike(situations)
    picks = _distinct_picks(rows_of(situations, first), terms)
    return [picks[row] for row in index.tolist()]


def _distinct_picks(situations: Situations, terms: Terms) -> list[Picked]:
    stages = _in_play(situations, terms)
    sets = _all_sets(stages, terms)
    if sets is None or _has_mixed_groups(situations):
        rows = len(situations.hours)
        allowance = Allowance(_MOST_GAINS * (1 + rows // 1000))
        return [_picked(situations, row, terms, allowance) for row in range(rows)]
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
    fed = [(channel, partner) for channel in stages for partner in stages if partner.id in channel.shares]
    most = terms.max_channels + min(terms.max_companions, len({channel.id for channel, _ in fed}))
    found: list[tuple[Candidate, ...]] = []
    tried = 0
    for size in range(min(most, len(stages)) + 1):
        is_within = size <= terms.max_channels
        tried += comb(len(stages), size) if is_within else len(fed) * comb(len(stages) - 2, size - 2) if size > 1 else 0
        if tried > _MOST_SETS:
            return None
        for members in combinations(stages, size) if is_within else _with_companions(stages, fed, size):
            ids = {channel.id for channel in members}
            companions = sum(1 for channel in members if channel.shares and partner_of(channel, ids, terms))
            if companions <= terms.max_companions and size - companions <= terms.max_channels:
                found.append(members)
    return found


def _with_companions(
    stages: Sequence[Candidate], fed: Sequence[tuple[Candidate, Candidate]], size: int
) -> Collection[tuple[Candidate, ...]]:
    """The sets of a size in which somebody is fed by another; no others can have more channels than slots."""
    found = {}
    for pair in fed if size > 1 else ():
        others = [channel for channel in stages if channel not in pair]
        for rest in combinations(others, size - 2):
            members = tuple(sorted((*pair, *rest), key=lambda channel: channel.id))
            found[ids_of(members)] = members
    return found.values()


def _picked(situations: Situations, row: int, terms: Terms, allowance: Allowance) -> Picked:
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
    stages, upkeep = with_fits(situations.stages), with_fits(situations.upkeep)
    portfolio = choose(stages, upkeep, aims, terms._replace(hours=hours), allowance)
    return Picked(ids_of(portfolio.chosen), ids_of(portfolio.basics))
