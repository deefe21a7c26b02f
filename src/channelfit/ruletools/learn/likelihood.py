"""How well shifted points explain what judges say: the loss of every company, and its slope in every point."""

from __future__ import annotations

import numpy as np

from channelfit.advice.rows import Column, Indices, Numbers
from channelfit.ruletools.learn.design import Design, points_in, sums_in
from channelfit.ruletools.learn.votes import Ranking, Votes
from channelfit.typed import NamedTuple

# A difference of so much in weighted fit makes a channel e times as likely to be ranked before another.
TEMPERATURE = 0.08
# Points that are off a level by more than this cost in proportion.
SOFTNESS = 0.5
# Points so far below nought are tried on the way of a fit; what they are worth is nought long before.
_LOWEST = -1000.0


class Loss(NamedTuple):
    """The loss of each company, and the slope of their weighted sum in each point."""

    by_company: Numbers
    slope: Numbers


class _Part(NamedTuple):
    """The loss of each vote, and its slope in the score of each channel."""

    loss: Numbers
    slope: Numbers


class _Parts(NamedTuple):
    """What each kind of vote costs."""

    overall: _Part
    of_goals: _Part
    up: _Part
    down: _Part


def loss_of(design: Design, votes: Votes, shifts: Numbers, weights: Numbers) -> Loss:
    """The loss with shifted points; `weights` says how often each company counts."""
    cells, sums = design.cells, sums_in(design, shifts)
    points = points_in(design, shifts, sums)
    fits = _fits(design, points)
    weighted = _by_channel(design, cells.company, cells.weight * fits, design.count)
    of_goal = _by_channel(design, cells.row, cells.share * fits, len(design.rows))
    parts = _Parts(
        _ranked(weighted[votes.overall.row] / TEMPERATURE, votes.overall),
        _ranked(of_goal[votes.of_goals.row] / TEMPERATURE, votes.of_goals),
        _beyond((votes.up.level - points[votes.up.cell]) / SOFTNESS),
        _beyond((points[votes.down.cell] - votes.down.level) / SOFTNESS),
    )
    in_points = _in_points(design, votes, parts, weights, fits)
    inside = np.abs(sums) < design.rulebook.settings.max_criterion_points
    return Loss(_by_company(design, votes, parts), _in_shifts(design, in_points, inside))


def _by_company(design: Design, votes: Votes, parts: _Parts) -> Numbers:
    """The loss of each company."""
    owner, found = design.cells.company, np.zeros(design.count)
    for company, weight, part in (
        (votes.overall.company, votes.overall.weight, parts.overall),
        (votes.of_goals.company, votes.of_goals.weight, parts.of_goals),
        (owner[votes.up.cell], votes.up.weight, parts.up),
        (owner[votes.down.cell], votes.down.weight, parts.down),
    ):
        found += np.bincount(company, weight * part.loss, minlength=design.count)
    return found


def _in_points(design: Design, votes: Votes, parts: _Parts, weights: Numbers, fits: Numbers) -> Numbers:
    """The slope in the points of each cell."""
    cells, top = design.cells, design.rulebook.settings.top_fit
    in_weighted, in_of_goal = (
        _added(ranking.row, (weights[ranking.company] * ranking.weight)[:, None] * part.slope, count) / TEMPERATURE
        for ranking, part, count in (
            (votes.overall, parts.overall, design.count),
            (votes.of_goals, parts.of_goals, len(design.rows)),
        )
    )
    in_fits = cells.weight * in_weighted[cells.company, cells.channel] + cells.share * in_of_goal[cells.row, cells.channel]
    # A fit without a ceiling above nought never moves.
    found: Numbers = in_fits * np.log(2) * fits * (1 - fits / top) if top else np.zeros(len(fits))
    for levels, part, sign in ((votes.up, parts.up, -1), (votes.down, parts.down, 1)):
        pull = weights[cells.company[levels.cell]] * levels.weight / SOFTNESS
        found += sign * np.bincount(levels.cell, pull * part.slope, minlength=len(found))
    return found


def weighted_fits(design: Design, shifts: Numbers) -> Numbers:
    """The weighted fit of every channel for every company, with shifted points."""
    fits = _fits(design, points_in(design, shifts))
    return _by_channel(design, design.cells.company, design.cells.weight * fits, design.count)


def _fits(design: Design, points: Numbers) -> Numbers:
    """The fit of each cell; `formulas.fit_of` in columns."""
    worth = design.rulebook.settings.top_fit / (1 + np.exp2(-points.clip(min=_LOWEST)))
    found: Numbers = np.where(design.cells.open, worth, 0.0)
    return found


def _by_channel(design: Design, rows: Indices, values: Numbers, count: int) -> Numbers:
    """What cells have, added up by row and channel."""
    width = len(design.channels)
    found: Numbers = np.bincount(rows * width + design.cells.channel, values, minlength=count * width).astype(np.float64)
    return found.reshape(-1, width)


def _in_shifts(design: Design, in_points: Numbers, inside: Column) -> Numbers:
    """The slope in every shift; a sum that is cut moves nothing."""
    in_sums = (in_points[:, None] * design.weights * inside).ravel()
    count = len(design.points)
    found: Numbers = np.bincount(design.cells.base, in_points, minlength=count).astype(np.float64)
    found += np.bincount(design.entry_point, in_sums[design.entry_sum], minlength=count)
    return found


def _added(row: Indices, values: Numbers, count: int) -> Numbers:
    """Rows of the same number added up."""
    found = np.zeros((count, values.shape[1]))
    np.add.at(found, row, values)
    return found


def _ranked(scores: Numbers, ranking: Ranking) -> _Part:
    """Plackett-Luce: one channel after the other is taken from those left, each as likely as its score has it.

    Of what is left in the end, no mistake should be taken next.
    """
    top = scores.max(axis=1, initial=0.0, keepdims=True)
    odds = np.where(ranking.able, np.exp(scores - top), 0.0)
    taken, mistake = _taken(scores - top, odds, ranking), _no_mistake(odds, ranking)
    return _Part(taken.loss + mistake.loss, taken.slope + mistake.slope)


def _taken(scores: Numbers, odds: Numbers, ranking: Ranking) -> _Part:
    count, most = len(odds), int(ranking.ranks.max(initial=0))
    is_ranked = ranking.able & (ranking.place < ranking.ranks[:, None])
    by_place = np.zeros((count, most + 1))
    rows, channels = np.nonzero(ranking.able)
    np.add.at(by_place, (rows, ranking.place[rows, channels]), odds[rows, channels])
    # What is left before each place: itself and all later ones.
    inside = np.arange(most) < ranking.ranks[:, None]
    left = np.where(inside, by_place[:, ::-1].cumsum(axis=1)[:, ::-1][:, :most], 1.0)
    loss = np.log(left).sum(axis=1) - (scores * is_ranked).sum(axis=1)
    chances = np.where(inside, 1 / left, 0.0).cumsum(axis=1)
    chances = np.concatenate([chances, chances[:, -1:]], axis=1) if most else np.zeros((count, 1))
    return _Part(loss, odds * np.take_along_axis(chances, ranking.place, axis=1) - is_ranked)


def _no_mistake(odds: Numbers, ranking: Ranking) -> _Part:
    left = ranking.able & (ranking.place >= ranking.ranks[:, None])
    right = left & ~ranking.never
    rest, kept = (odds * left).sum(axis=1), (odds * right).sum(axis=1)
    counts = (rest > kept) & (kept > 0)
    rest, kept = np.where(counts, rest, 1.0), np.where(counts, kept, 1.0)
    slope = odds * counts[:, None] * (left / rest[:, None] - right / kept[:, None])
    return _Part(np.log(rest / kept), slope)


def _beyond(distance: Numbers) -> _Part:
    """What is beyond a level costs as much as it is beyond, the first bit less; what is not costs nothing."""
    over = np.maximum(distance, 0.0)
    return _Part(np.where(over < 1, over**2 / 2, over - 0.5), np.minimum(over, 1.0))
