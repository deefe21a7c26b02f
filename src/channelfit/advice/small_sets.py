"""All small sets of some channels, with what they cost whatever the company is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import combinations
from math import comb

import numpy as np

from channelfit.advice.portfolio import Candidate, Chosen, Terms, hours_of, ids_of, partner_of, price_of, quarters_up
from channelfit.advice.rows import Indices, Numbers
from channelfit.typed import NamedTuple

# Up to so many sets all are tried at once; beyond, one situation after the other.
_MOST_SETS = 22_000
# The sets of the channels that were in play last: one question of an interview seldom brings others.
_USED: dict[object, tuple[Sequence[Candidate], Sets | None]] = {}
_MOST_USED = 64


class Sets(NamedTuple):
    """All sets within the slots: their members and ids, in id order; prices and hours.

    Channels that reach the same people belong together: `parts` are the groups that occur, `pairs` those of them that
    occur together (the last: none), and each of `halves` has for each set the pair that a half of it is made of.
    """

    members: Sequence[tuple[Candidate, ...]]
    ids: Sequence[Chosen]
    price: Numbers
    hours: Numbers
    parts: Sequence[tuple[Candidate, ...]]
    pairs: Indices
    halves: Sequence[Indices]


def sets_of(stages: Sequence[Candidate], terms: Terms) -> Sets | None:
    """All sets of some channels; nothing if there are too many."""
    key = (terms._replace(hours=0.0), *map(id, stages))
    if key not in _USED:
        if len(_USED) >= _MOST_USED:
            _USED.clear()
        # Channels are known by identity, and live as long as they are kept.
        _USED[key] = (stages, _sets_of(stages, terms))
    return _USED[key][1]


def _sets_of(stages: Sequence[Candidate], terms: Terms) -> Sets | None:
    found = _all_sets(stages, terms)
    if found is None:
        return None
    members, price, hours = zip(*found, strict=True)
    ids = [tuple([channel.id for channel in some]) for some in members]
    return Sets(members, ids, np.array(price, dtype=np.float64), np.array(hours, dtype=np.float64), *_parts(stages, members))


_Costed = tuple[tuple[Candidate, ...], float, float]


def _all_sets(stages: Sequence[Candidate], terms: Terms) -> list[_Costed] | None:
    """All sets within the slots, each with its price and hours; nothing if there are too many."""
    fed = [(channel, partner) for channel in stages for partner in stages if partner.id in channel.shares]
    most = terms.max_channels + min(terms.max_companions, len({channel.id for channel, _ in fed}))
    alone = {channel.id: quarters_up(channel.hours) for channel in stages}
    saving = {channel.id for channel, _ in fed}
    found: list[_Costed] = []
    tried = 0
    for size in range(min(most, len(stages)) + 1):
        is_within = size <= terms.max_channels
        tried += comb(len(stages), size) if is_within else len(fed) * comb(len(stages) - 2, size - 2) if size > 1 else 0
        if tried > _MOST_SETS:
            return None
        for members in combinations(stages, size) if is_within else _with_companions(stages, fed, size):
            ids = {channel.id for channel in members}
            if ids.isdisjoint(saving):
                companions, price, hours = 0, terms.focus_price * size, sum([alone[channel.id] for channel in members])
            else:
                companions = sum([bool(partner_of(channel, ids, terms)) for channel in members if channel.shares])
                price, hours = price_of(members, terms), hours_of(members)
            if companions <= terms.max_companions and size - companions <= terms.max_channels:
                found.append((members, price, hours))
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


def _parts(
    stages: Sequence[Candidate], sets: Sequence[tuple[Candidate, ...]]
) -> tuple[list[tuple[Candidate, ...]], Indices, list[Indices]]:
    """The parts that occur, the pairs of them, and for each set the pairs that it is made of."""
    parts: list[tuple[Candidate, ...]] = [(channel,) for channel in stages]
    known: dict[tuple[str, ...], int] = {(channel.id,): place for place, channel in enumerate(stages)}
    alone = {channel.id: place for place, channel in enumerate(stages)}
    reached = Counter([channel.reaches for channel in stages])
    grouped = {channel.id: channel.reaches for channel in stages if channel.reaches and reached[channel.reaches] > 1}
    made_of: list[list[int]] = []
    for members in sets:
        if sum([channel.id in grouped for channel in members]) < 2:
            made_of.append([alone[channel.id] for channel in members])
            continue
        together: dict[str, list[Candidate]] = {}
        for channel in members:
            together.setdefault(channel.reaches or channel.id, []).append(channel)
        own = []
        for some in together.values():
            names = tuple([channel.id for channel in some])
            if names not in known:
                known[names] = len(parts)
                parts.append(tuple(some))
            own.append(known[names])
        made_of.append(own)
    nothing = len(parts)
    pairs: dict[tuple[int, int], int] = {}
    halves = []
    for start in range(0, max(1, *map(len, made_of)), 2):
        twos = [(own[start : start + 2] + [nothing] * 2)[:2] for own in made_of]
        halves.append(np.array([pairs.setdefault((first, second), len(pairs)) for first, second in twos], dtype=np.int64))
    return parts, np.array(list(pairs), dtype=np.int64).reshape(-1, 2), halves
