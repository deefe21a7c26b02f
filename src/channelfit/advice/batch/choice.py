"""Choose the set and the basics of many companies, exactly as `search.choose` does for one.

Of each company only channels that pay alone the least price they can have are put together, and whoever makes one of them
cheaper; `search` says why no other can be in the best set.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from channelfit.advice.batch.ragged import Entries, blocks_of, steps_of
from channelfit.advice.batch.sets import WIDTH, Sets, Shape, shape_of
from channelfit.advice.portfolio import DECIMALS, Candidate, Terms, quarters_up, shared_with
from channelfit.advice.rows import Column, Indices, Numbers
from channelfit.brevity import brief

# Cells that are worked on at once, so that they stay in the cache of the processor.
_CELLS = 1 << 16
_BASICS = 2
_MARGIN = 1e-9


@brief
class Field(NamedTuple):
    """The channels of a rulebook as the choice sees them, each with its row in the fits: to play, and to keep in order."""

    stages: tuple[Candidate, ...]
    upkeep: tuple[Candidate, ...]
    stage_rows: Indices
    upkeep_rows: Indices


@brief
class Taken(NamedTuple):
    """What is taken in each row: the number of the set, the basics by place (as many as there are: none) in the order taken, the
    hours left to the set; and where it must be asked one by one."""

    sets: Indices
    basics: Indices
    left: Numbers
    is_odd: Column


def take(
    field: Field, entries: Entries, bound: tuple[Terms, Sets], rows: Indices, tie: tuple[Column, Column], hours: Numbers
) -> Taken:
    """What some rows take; `tie` says for each channel to play where it works and where it is in use."""
    terms, sets = bound
    taken = Taken(
        np.zeros(len(hours), dtype=np.int64),
        np.full((_BASICS, len(hours)), len(field.upkeep), dtype=np.int64),
        np.array(hours),
        np.zeros(len(hours), dtype=np.bool_),
    )
    kept = np.zeros((len(field.stages), len(hours)), dtype=np.bool_)
    for some, at in blocks_of(entries, rows, _CELLS // 32):
        _take_basics(field, entries, terms, (some, at), taken)
        kept[:, some] = _in_play(field, entries, terms, (some, at), taken)
    pairs = _companion_pairs(field.stages, terms)
    feeds = np.zeros(len(hours), dtype=np.bool_)
    for one, other in pairs:
        feeds |= kept[one] & kept[other]
    counts = kept.sum(axis=0)
    for some, at in blocks_of(entries, rows, _CELLS, (steps_of(counts), feeds.astype(np.int64))):
        size = min(terms.max_channels + int(bool(feeds[some[0]])), WIDTH)
        shape = shape_of(int(counts[some].max()), size)
        step = max(1, _CELLS // len(shape.last))
        for start in range(0, len(some), step):
            part = slice(start, start + step)
            _choose(field, entries, sets, (some[part], at[:, part]), (taken, kept, tie, size))
    return taken


def _take_basics(field: Field, entries: Entries, terms: Terms, block: tuple[Indices, Indices], taken: Taken) -> None:
    """The basics that the hours allow, best weighted fit first."""
    some, at = block
    none = len(field.upkeep)
    if not none:
        return
    weighted = np.einsum("ar,uar->ur", entries.weight[at], entries.fits[field.upkeep_rows[:, None, None], at])
    rounded = np.round(weighted, DECIMALS)
    order = np.argsort(-rounded, axis=0, kind="stable")
    hours = np.array([channel.hours for channel in field.upkeep])
    left, count = taken.left[some], np.zeros(len(some), dtype=np.int64)
    columns = np.arange(len(some))
    for place in order:
        fits = (rounded[place, columns] > 0) & (count < terms.max_basics) & (hours[place] <= left)
        left = left - np.where(fits, hours[place], 0.0)
        taken.basics[count[fits], some[fits]] = place[fits]
        count += fits
    least = min((channel.hours for channel in field.stages), default=np.inf)
    # With fewer basics there might be hours for a channel that is better than they are: that is rare, and looked at one by one.
    used = taken.left[some] - left
    taken.is_odd[some] = (count > 0) & (used - 0.25 >= least)
    taken.left[some] = left


def _uncovered_by_basics(field: Field, entries: Entries, block: tuple[Indices, Indices], taken: Taken) -> Numbers:
    """What the basics leave uncovered of each aim."""
    some, at = block
    fits, groups = basics_fits(field, entries, some, at, taken)
    return uncovered(fits, groups)


def basics_fits(field: Field, entries: Entries, some: Indices, at: Indices, taken: Taken) -> tuple[Numbers, Indices]:
    """The fits of the basics as they enter coverage, and which people each of them reaches."""
    places = taken.basics[:, some]
    rows = np.append(field.upkeep_rows, 0)[places]
    enters = np.append([channel.enters for channel in field.upkeep], 0.0)[places]
    return entries.fits[rows[:, None, :], at] * enters[:, None, :], np.append(groups_of(field)[1], -1)[places]


def groups_of(field: Field) -> tuple[Indices, Indices]:
    """A number for the people that each channel reaches, those to play and those to keep in order; -1: its own."""
    names = sorted({channel.reaches for channel in (*field.stages, *field.upkeep)} - {""})
    played, kept = (
        np.array([names.index(channel.reaches) if channel.reaches else -1 for channel in some], dtype=np.int64)
        for some in (field.stages, field.upkeep)
    )
    return played, kept


def uncovered(fits: Numbers, groups: Indices) -> Numbers:
    """What channels (first axis) leave uncovered; of those who reach the same people each but the best counts half."""
    product = np.ones(fits.shape[1:])
    for one, fit in enumerate(fits):
        is_second = np.zeros(fit.shape, dtype=np.bool_)
        for other, theirs in enumerate(fits):
            same = (groups[one] == groups[other]) & (groups[one] >= 0)
            if other != one and same.any():
                is_second |= same & ((theirs > fit) | ((theirs == fit) & (other < one)))
        product *= 1 - np.where(is_second, fit / 2, fit)
    return product


def _in_play(field: Field, entries: Entries, terms: Terms, block: tuple[Indices, Indices], taken: Taken) -> Column:
    """The channels to play that may be in the best set of each row."""
    some, at = block
    open_part = _uncovered_by_basics(field, entries, block, taken)
    entries.left[at] = open_part
    fits = entries.fits[field.stage_rows[:, None, None], at]
    gains = np.einsum("ar,sar->sr", entries.weight[at] * entries.limit[at] * open_part, fits)
    able: Column = np.any(fits > 0, axis=1)
    ids = [channel.id for channel in field.stages]
    shares = {(ids.index(one.id), ids.index(p)): share for one in field.stages for p, share in one.shares.items() if p in ids}
    most = np.zeros(gains.shape)
    for (one, partner), share in shares.items():
        most[one] = np.maximum(most[one], np.where(able[partner], share, 0.0))
    least = [quarters_up(channel.hours * (1 - shared_with(channel, ids)[0])) for channel in field.stages]
    able &= np.array(least)[:, None] <= taken.left[some] + _MARGIN
    kept: Column = able & (gains > terms.focus_price * (1 - most) - _MARGIN)
    for _ in field.stages if shares else ():
        before = kept.sum()
        for one, partner in shares:
            kept[partner] |= able[partner] & kept[one]
        if kept.sum() == before:
            break
    return kept


def _companion_pairs(stages: Sequence[Candidate], terms: Terms) -> Iterator[tuple[int, int]]:
    ids = [channel.id for channel in stages]
    for one, channel in enumerate(stages) if terms.max_companions else ():
        for partner, share in channel.shares.items():
            if share >= terms.companion_share and share > 0 and partner in ids:
                yield one, ids.index(partner)


def _choose(
    field: Field,
    entries: Entries,
    sets: Sets,
    block: tuple[Indices, Indices],
    state: tuple[Taken, Column, tuple[Column, Column], int],
) -> None:
    """The best set of some rows that have as many aims and as many channels in play."""
    some, at = block
    taken, kept, tie, size = state
    order = np.argsort(~kept[:, some], axis=0, kind="stable")
    counts = kept[:, some].sum(axis=0)
    count = int(counts.max())
    shape = shape_of(count, size)
    none = len(field.stages)
    # Who has fewer channels in play than others beside it is filled up with none.
    order = np.where(np.arange(none)[:, None] < counts, order, none)
    places = np.concatenate([order[:count], np.full((WIDTH - 1 if count else WIDTH, len(some)), none)])
    members = places[np.minimum(shape.members, count)]
    number = sets.number[((members[0] * (none + 1) + members[1]) * (none + 1) + members[2]) * (none + 1) + members[3]]
    fits = entries.fits[np.append(field.stage_rows, 0)[order[:count]][:, None, :], at]
    worth = _covered(entries, at, fits, shape)
    _mend(field, entries, sets, (some, at), (members, number, worth))
    worth -= sets.price[number]
    np.round(worth, DECIMALS, out=worth)
    worth[
        (number < 0) | (sets.size[number] != shape.sizes[:, None]) | (sets.hours[number] > taken.left[some] + _MARGIN)
    ] = -np.inf
    best = worth.argmax(axis=0)
    columns = np.arange(len(some))
    highest = worth[best, columns]
    for column in np.flatnonzero((worth == highest).sum(axis=0) > 1).tolist():
        tied = np.flatnonzero(worth[:, column] == highest[column]).tolist()
        best[column] = min((_order(sets, int(number[one, column]), int(some[column]), tie), one) for one in tied)[1]
    taken.sets[some] = number[best, columns]


def _covered(entries: Entries, at: Indices, fits: Numbers, shape: Shape) -> Numbers:
    """What each set covers of the aims of each row, from what the set without its last channel leaves uncovered."""
    scale = entries.weight[at] * entries.limit[at]
    worth: Numbers = np.repeat(scale.sum(axis=0)[None, :], len(shape.last), axis=0)
    product = np.empty(worth.shape)
    for aim in range(len(at)):
        left = 1 - fits[:, aim]
        product[0] = scale[aim] * entries.left[at[aim]]
        for start, end in zip(shape.starts[1:], shape.starts[2:], strict=False):
            np.multiply(product[shape.before[start:end]], left[shape.last[start:end]], out=product[start:end])
        worth -= product
    return worth


def _mend(
    field: Field,
    entries: Entries,
    sets: Sets,
    block: tuple[Indices, Indices],
    tried: tuple[Indices, Indices, Numbers],
) -> None:
    """Work out anew the worth of sets in which channels reach the same people."""
    at = block[1]
    members, number, worth = tried
    which, columns = np.nonzero(sets.alike[number] & (number >= 0))
    if not len(which):
        return
    rows = np.append(field.stage_rows, 0)[members[:, which, columns]]
    there = members[:, which, columns] < len(field.stages)
    fits = np.where(there[:, None, :], entries.fits[rows[:, None, :], at[:, columns]], 0.0)
    groups = np.append(groups_of(field)[0], -1)[members[:, which, columns]]
    scale = entries.weight[at] * entries.limit[at]
    parts = (scale * entries.left[at])[:, columns] * uncovered(fits, groups)
    worth[which, columns] = scale.sum(axis=0)[columns] - parts.sum(axis=0)


def _order(sets: Sets, number: int, row: int, tie: tuple[Column, Column]) -> tuple[object, ...]:
    """What ties are settled by; see `search.Search`. Channels are numbered in id order."""
    members = [one for one in sets.members[number].tolist() if one < len(tie[0])]
    works, active = (int(truth[members, row].sum()) for truth in tie)
    return len(members), round(float(sets.hours[number]), DECIMALS), -works, -active, members
