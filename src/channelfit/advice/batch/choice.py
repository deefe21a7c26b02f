"""Choose the set and the basics of many companies, exactly as `search.choose` does for one.

Of each company only channels that pay alone the least price they can have are put together, and whoever makes one of them
cheaper; `search` says why no other can be in the best set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from channelfit.advice.batch.ragged import Entries, blocks_of
from channelfit.advice.batch.sets import BASICS, WIDTH, Sets, Shape, shape_of
from channelfit.advice.portfolio import DECIMALS, Candidate, Terms, quarters_up, shared_with
from channelfit.advice.rows import Column, Indices, Numbers
from channelfit.advice.situations import stage_of
from channelfit.rulebook.model import Rulebook
from channelfit.typed import NamedTuple

# Cells that are worked on at once, so that they stay in the cache of the processor.
_CELLS = 1 << 16
_ROWS = 1 << 10
_MARGIN = 1e-9


class Field(NamedTuple):
    """The channels of a rulebook as the choice sees them, each with its place in the fits: to play, and to keep in order.

    `shares` has how much of its work a channel to play shares with another, by their places, and `least` the hours that each
    takes at least.
    """

    stages: tuple[Candidate, ...]
    upkeep: tuple[Candidate, ...]
    stage_rows: Indices
    upkeep_rows: Indices
    shares: Mapping[tuple[int, int], float]
    least: Numbers


def field_of(rulebook: Rulebook) -> Field:
    """The channels of a rulebook as the choice sees them."""
    stage, ids = stage_of(rulebook), sorted(rulebook.channels)
    played_at, kept_at = (np.array([ids.index(one.id) for one in some], dtype=np.int64) for some in (stage.stages, stage.upkeep))
    played = [channel.id for channel in stage.stages]
    shares = {
        (place, played.index(partner)): share
        for place, channel in enumerate(stage.stages)
        for partner, share in channel.shares.items()
        if partner in played
    }
    least = [quarters_up(channel.hours * (1 - shared_with(channel, played)[0])) for channel in stage.stages]
    return Field(stage.stages, stage.upkeep, played_at, kept_at, shares, np.array(least, dtype=np.float64))


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
        np.full((BASICS, len(hours)), len(field.upkeep), dtype=np.int64),
        np.array(hours),
        np.zeros(len(hours), dtype=np.bool_),
    )
    kept = np.zeros((len(hours), len(field.stages)), dtype=np.bool_)
    for some, at in blocks_of(entries, rows, _ROWS):
        fits = entries.fits(at)
        _take_basics(field, entries, terms, (some, at), fits, taken)
        kept[some] = _in_play(field, entries, terms, (some, at), fits, taken).T
    feeds = np.zeros(len(hours), dtype=np.bool_)
    for (one, partner), share in field.shares.items():
        if terms.max_companions and share > 0 and share >= terms.companion_share:
            feeds |= kept[:, one] & kept[:, partner]
    counts = kept.sum(axis=1)
    # Where nothing is in play, nothing is chosen.
    for some, at in blocks_of(entries, rows[counts[rows] > 0], _CELLS, (counts, feeds)):
        count = int(counts[some[0]])
        shape = shape_of(count, min(terms.max_channels + int(feeds[some[0]]), WIDTH))
        step = max(1, _CELLS // len(shape.last))
        for start in range(0, len(some), step):
            part = some[start : start + step]
            order = (np.flatnonzero(kept[part]) % len(field.stages)).reshape(len(part), count).T
            taken.sets[part] = _best(field, entries, sets, (part, at[:, start : start + step], order), shape, (taken.left, tie))
    return taken


def _take_basics(
    field: Field, entries: Entries, terms: Terms, block: tuple[Indices, Indices], fits: Numbers, taken: Taken
) -> None:
    """Take the basics that the hours allow, best ones first."""
    some, at = block
    if not field.upkeep or not terms.max_basics:
        return
    weighted = np.einsum("ar,aru->ur", entries.weight.take(at), fits[:, :, field.upkeep_rows])
    rounded = np.round(weighted, DECIMALS)
    order = np.argsort(-rounded, axis=0, kind="stable")
    hours = np.array([channel.hours for channel in field.upkeep])
    left, count = taken.left[some], np.zeros(len(some), dtype=np.int64)
    columns = np.arange(len(some))
    for place in order:
        fitting = (rounded[place, columns] > 0) & (count < terms.max_basics) & (hours[place] <= left)
        left = left - np.where(fitting, hours[place], 0.0)
        taken.basics[count[fitting], some[fitting]] = place[fitting]
        count += fitting
    least = min((channel.hours for channel in field.stages), default=np.inf)
    # With fewer basics there might be hours for a channel that is better than they are: that is rare, and looked at one by one.
    used = taken.left[some] - left
    taken.is_odd[some] = (count > 0) & (used - 0.25 >= least)
    taken.left[some] = left


def _left_by_basics(field: Field, block: tuple[Indices, Numbers], taken: Taken) -> Numbers:
    """What the basics of some rows leave uncovered of each of their aims."""
    some, fits = block
    places = taken.basics[:, some]
    rows, enters = np.append(field.upkeep_rows, -1)[places], np.append([channel.enters for channel in field.upkeep], 0.0)[places]
    own = np.stack([fits[:, np.arange(len(some)), row] * share for row, share in zip(rows, enters, strict=True)])
    found = uncovered(own, None)
    groups = np.append(_groups_of(field.upkeep), -1)[places]
    alike = np.flatnonzero((groups[0] == groups[1]) & (groups[0] >= 0))
    if len(alike):
        found[:, alike] = uncovered(own[:, :, alike], groups[:, alike])
    return found


def _groups_of(channels: Sequence[Candidate]) -> Indices:
    """A number for the people that each channel reaches; -1: its own."""
    names = sorted({channel.reaches for channel in channels} - {""})
    return np.array([names.index(channel.reaches) if channel.reaches else -1 for channel in channels], dtype=np.int64)


def uncovered(fits: Numbers, groups: Indices | None) -> Numbers:
    """What channels (first axis) leave uncovered; of those who reach the same people, a group by its number, each but the best
    counts half. Without groups nobody does."""
    rest = 1 - fits
    if groups is None:
        whole: Numbers = np.multiply.reduce(rest, axis=0)
        return whole
    groups = groups.reshape(len(groups), *[1] * (fits.ndim - groups.ndim), -1)
    half = 1 - fits / 2
    product: Numbers = np.multiply.reduce(np.where(groups >= 0, half, rest), axis=0)
    for group in range(int(groups.max()) + 1):
        # The best one counts whole, so that of all of them least is left for it.
        product *= np.where(groups == group, rest / half, 1.0).min(axis=0)
    return product


def _in_play(field: Field, entries: Entries, terms: Terms, block: tuple[Indices, Indices], fits: Numbers, taken: Taken) -> Column:
    """The channels to play that may be in the best set of each row."""
    some, at = block
    entries.left[at] = left = _left_by_basics(field, (some, fits), taken)
    gains = np.einsum("ar,arc->rc", entries.scale.take(at) * left, fits)[:, field.stage_rows].T
    able: Column = np.ascontiguousarray((fits.max(axis=0) > 0)[:, field.stage_rows].T)
    most, shares = np.zeros(gains.shape), field.shares
    for (one, partner), share in shares.items():
        most[one] = np.maximum(most[one], np.where(able[partner], share, 0.0))
    able &= field.least[:, None] <= taken.left[some] + _MARGIN
    kept: Column = able & (gains > terms.focus_price * (1 - most) - _MARGIN)
    for _ in field.stages if shares else ():
        before = kept.sum()
        for one, partner in shares:
            kept[partner] |= able[partner] & kept[one]
        if kept.sum() == before:
            break
    return kept


def _best(
    field: Field,
    entries: Entries,
    sets: Sets,
    block: tuple[Indices, Indices, Indices],
    shape: Shape,
    state: tuple[Numbers, tuple[Column, Column]],
) -> Indices:
    """The number of the best set of some rows that have as many channels in play, which come in order."""
    some, at, order = block
    hours_left, tie = state
    codes = np.full((len(shape.last), len(some)), sets.nobody, dtype=np.int64)
    for place, (start, end) in enumerate(zip(shape.starts[1:], shape.starts[2:], strict=False)):
        codes[start:end] = codes.take(shape.before[start:end], axis=0) + sets.steps[place].take(
            order.take(shape.last[start:end], axis=0)
        )
    number = sets.number.take(codes)
    covered, price = entries.scale.take(at).sum(axis=0), sets.price.take(number, mode="wrap")
    worth = covered - _uncovered(field, entries, block, shape) - price
    np.copyto(worth, -np.inf, where=sets.hours.take(number, mode="wrap") > hours_left[some] + _MARGIN)
    # Sets in which channels reach the same people are worth less than that; only those that may be best all the same count.
    alike = sets.alike.take(number, mode="wrap")
    again = np.flatnonzero(alike & (worth > np.where(alike, -np.inf, worth).max(axis=0) - 2 * _MARGIN))
    if len(again):
        columns = again % len(some)
        rest = _anew(field, entries, sets, at[:, columns], number.take(again))
        worth.reshape(-1)[again] = covered[columns] - rest - price.take(again)
    np.round(worth, DECIMALS, out=worth)
    is_best = worth == worth.max(axis=0)
    which, columns = np.divmod(np.flatnonzero(is_best), len(some))
    best = np.empty(len(some), dtype=np.int64)
    # Of several the first one, which is noted last.
    best[columns[::-1]] = which[::-1]
    tied = np.flatnonzero(np.bincount(columns) > 1)
    if len(tied):
        best[tied] = _first(sets, shape, number[:, tied], is_best[:, tied], [truth[order[:, tied], some[tied]] for truth in tie])
    chosen: Indices = number[best, np.arange(len(some))]
    return chosen


def _uncovered(field: Field, entries: Entries, block: tuple[Indices, Indices, Indices], shape: Shape) -> Numbers:
    """What each set leaves uncovered in each row, from what the set without its last channel leaves, as if no two of its channels
    reached the same people. Rows with most aims come first, so that those who have one more of them are the first ones."""
    some, at, order = block
    channels = field.stage_rows[order]
    found = np.zeros((len(shape.last), len(some)))
    for aim, entry in enumerate(at):
        count = int(np.searchsorted(-entries.counts[some], -aim))
        entry = entry[:count]
        rest = 1 - entries.fits(entry, channels[:, :count])
        before, product = 0, (entries.scale.take(entry) * entries.left.take(entry))[None, :]
        found[:1, :count] += product
        for start, end in zip(shape.starts[1:], shape.starts[2:], strict=False):
            product = product.take(shape.before[start:end] - before, axis=0)
            product *= rest.take(shape.last[start:end], axis=0)
            found[start:end, :count] += product
            before = start
    return found


def _anew(field: Field, entries: Entries, sets: Sets, at: Indices, number: Indices) -> Numbers:
    """What some sets leave uncovered in which channels reach the same people, each in a row of its own."""
    members, groups = sets.members[number].T, sets.groups[number].T
    fits = entries.fits(at, np.append(field.stage_rows, entries.nobody)[members][:, None, :])
    found: Numbers = (entries.scale.take(at) * entries.left.take(at) * uncovered(fits, groups)).sum(axis=0)
    return found


def _first(sets: Sets, shape: Shape, number: Indices, is_best: Column, tie: Sequence[Column]) -> Indices:
    """Which of the sets of equal worth is chosen in each row: what `search.Search` settles ties by, then the first by its
    channels, which come in id order. `tie` says of the channels in play which work, and which are in use."""
    counts = [-np.concatenate([truth, np.zeros((1, truth.shape[1]), dtype=np.bool_)])[shape.members].sum(axis=0) for truth in tie]
    for key in (sets.size[number], np.round(sets.hours.take(number, mode="wrap"), DECIMALS), *counts):
        least = np.where(is_best, key, np.inf).min(axis=0)
        is_best = is_best & (key == least)
    first: Indices = is_best.argmax(axis=0)
    return first
