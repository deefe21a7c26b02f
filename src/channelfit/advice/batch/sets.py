"""Every set of channels that may be chosen at all, with what it costs, as tables to be looked up in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import combinations

import numpy as np

from channelfit.advice.portfolio import Candidate, Terms, hours_beside, hours_of, partner_of, price_of, quarters_down, shared_with
from channelfit.advice.rows import Column, Indices, Numbers
from channelfit.typed import NamedTuple

# Members of a set at most: three channels and a companion.
WIDTH = 4
# Basics at most.
BASICS = 2
_MOST_CHANNELS = 32


class Sets(NamedTuple):
    """All sets within the slots, the empty one first: their members (as many as there are channels: none), price and hours.

    `number` has the number of a set by its code, -1 where there is no such set, which is the last one: dear without end. A code
    is that of nobody and the step of each member, by its turn. `alike` are those in which two reach the same people; `groups`
    has a number for each place whose channel does so with another (-1: none). `leads` says for each place whether it is held by
    a channel that is no companion, `partner` the place of the partner of a companion, `growth` how many quarters of an hour more
    they all can use.
    """

    number: Indices
    nobody: int
    steps: Indices
    members: Indices
    price: Numbers
    hours: Numbers
    size: Indices
    alike: Column
    groups: Indices
    leads: Column
    partner: Indices
    growth: Indices


def can_be_listed(stages: Sequence[Candidate], terms: Terms) -> bool:
    """Whether the sets are few enough to be listed, and the basics beside them few enough."""
    is_narrow = terms.max_channels <= WIDTH - 1 and terms.max_companions <= 1
    return is_narrow and terms.max_basics <= BASICS and len(stages) <= _MOST_CHANNELS


def sets_of(stages: Sequence[Candidate], terms: Terms) -> Sets:
    """All sets within the slots."""
    found = [members for size in range(WIDTH + 1) for members in _of_size(stages, terms, size)]
    none = len(stages)
    place = {channel.id: index for index, channel in enumerate(stages)}
    members = np.full((len(found), WIDTH), none, dtype=np.int64)
    number = np.full((none + 1,) * WIDTH, -1, dtype=np.int64)
    leads = np.zeros((len(found), WIDTH), dtype=np.bool_)
    partner = np.full((len(found), WIDTH), -1, dtype=np.int64)
    growth = np.zeros(len(found), dtype=np.int64)
    groups = np.full((len(found), WIDTH), -1, dtype=np.int64)
    for index, chosen in enumerate(found):
        ids = [channel.id for channel in chosen]
        members[index, : len(chosen)] = [place[id] for id in ids]
        number[tuple(members[index])] = index
        reached = Counter(channel.reaches for channel in chosen if channel.reaches)
        several = [group for group, count in reached.items() if count > 1]
        groups[index, : len(chosen)] = [several.index(one.reaches) if one.reaches in several else -1 for one in chosen]
        for at, channel in enumerate(chosen):
            fed_by = partner_of(channel, ids, terms)
            leads[index, at], partner[index, at] = not fed_by, ids.index(fed_by) if fed_by else -1
            most = quarters_down(channel.full_hours * (1 - shared_with(channel, ids)[0]))
            growth[index] += max(0, round(4 * (most - hours_beside(channel, ids))))
    turns = (none + 1) ** np.arange(WIDTH - 1, -1, -1)
    return Sets(
        number=number.reshape(-1),
        nobody=int(none * turns.sum()),
        steps=(np.arange(none) - none) * turns[:, None],
        members=members,
        price=np.array([*(price_of(chosen, terms) for chosen in found), np.inf], dtype=np.float64),
        hours=np.array([*(hours_of(chosen) for chosen in found), 0.0], dtype=np.float64),
        size=np.array([*(len(chosen) for chosen in found), 0], dtype=np.int64),
        alike=np.append(groups.max(axis=1) >= 0, False),
        groups=groups,
        leads=leads,
        partner=partner,
        growth=growth,
    )


def _of_size(stages: Sequence[Candidate], terms: Terms, size: int) -> list[tuple[Candidate, ...]]:
    """The sets of so many channels; beyond the slots there must be a companion, which few have a partner for."""
    if size > terms.max_channels + terms.max_companions:
        return []
    found = []
    for members in combinations(stages, size):
        ids = [channel.id for channel in members]
        companions = sum(1 for channel in members if channel.shares and partner_of(channel, ids, terms))
        if companions <= terms.max_companions and size - companions <= terms.max_channels:
            found.append(members)
    return found


class Shape(NamedTuple):
    """The sets of so many candidates: their members by place (beyond: none), their sizes, and each without its last member."""

    members: Indices
    before: Indices
    last: Indices
    starts: tuple[int, ...]
    sizes: Indices


@cache
def shape_of(count: int, most: int) -> Shape:
    """All sets of up to `most` of so many candidates, smaller ones first."""
    listed = [members for size in range(most + 1) for members in combinations(range(count), size)]
    index = {members: number for number, members in enumerate(listed)}
    sizes = [len(members) for members in listed]
    return Shape(
        members=np.array([(*members, *[count] * (WIDTH - len(members))) for members in listed], dtype=np.int64).T,
        before=np.array([index[members[:-1]] if members else 0 for members in listed], dtype=np.int64),
        last=np.array([members[-1] if members else 0 for members in listed], dtype=np.int64),
        starts=(*(sizes.index(size) for size in range(min(most, count) + 1)), len(listed)),
        sizes=np.array(sizes, dtype=np.int64),
    )
