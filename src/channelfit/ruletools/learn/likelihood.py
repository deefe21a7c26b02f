"""How well shifted points explain what judges say: the loss of every company, and its slope in every point."""

from typing import NamedTuple

import numpy as np

from channelfit.advice.columns import Column, Indices, Numbers
from channelfit.ruletools.learn.design import Design, points_in, sums_in
from channelfit.ruletools.learn.votes import Votes

# A difference of so much in weighted fit makes a channel e times as likely to be ranked before another.
TEMPERATURE = 0.08
SOFTNESS = 0.5
NEVER_WEIGHT = 0.5


class Loss(NamedTuple):
    """The loss of each company, and the slope of their weighted sum in each point."""

    by_company: Numbers
    slope: Numbers


class _Part(NamedTuple):
    """The loss of each vote, and its slope in the score of each channel."""

    loss: Numbers
    slope: Numbers


def loss_of(design: Design, votes: Votes, shifts: Numbers, weights: Numbers) -> Loss:
    """The loss with shifted points; `weights` says how often each company counts."""
    cells, most = design.cells, design.rulebook.settings.max_criterion_points
    sums = sums_in(design, shifts)
    points = points_in(design, shifts, sums)
    top = design.rulebook.settings.top_fit
    fits = np.where(cells.open, top / (1 + np.exp2(-points)), 0.0)
    width = len(design.channels)
    of_company, of_row = cells.company * width + cells.channel, cells.row * width + cells.channel
    weighted = np.bincount(of_company, cells.weight * fits, minlength=design.count * width).reshape(-1, width)
    of_goal = np.bincount(of_row, cells.share * fits, minlength=len(design.rows) * width).reshape(-1, width)

    ranked = _ranked(weighted[votes.company] / TEMPERATURE, votes)
    named = _named(of_goal[votes.row] / TEMPERATURE, votes)
    good = _beyond((votes.up_level - points[votes.up]) / SOFTNESS)
    never = _beyond((points[votes.down] - votes.down_level) / SOFTNESS)
    up_owner, down_owner = cells.company[votes.up], cells.company[votes.down]
    by_company = (
        np.bincount(votes.company, votes.weight * ranked.loss, minlength=design.count)
        + np.bincount(votes.row_company, votes.row_weight * named.loss, minlength=design.count)
        + np.bincount(up_owner, votes.up_weight * good.loss, minlength=design.count)
        + np.bincount(down_owner, NEVER_WEIGHT * votes.down_weight * never.loss, minlength=design.count)
    )
    vote, row = weights[votes.company] * votes.weight, weights[votes.row_company] * votes.row_weight
    in_weighted = _added(votes.company, vote[:, None] * ranked.slope, design.count) / TEMPERATURE
    in_of_goal = _added(votes.row, row[:, None] * named.slope, len(design.rows)) / TEMPERATURE
    in_fits = cells.weight * in_weighted.ravel()[of_company] + cells.share * in_of_goal.ravel()[of_row]
    in_points = in_fits * np.log(2) * fits * (1 - fits / top) if top else np.zeros(len(points))
    in_points += np.bincount(votes.up, -weights[up_owner] * votes.up_weight * good.slope / SOFTNESS, minlength=len(points))
    down = NEVER_WEIGHT * weights[down_owner] * votes.down_weight * never.slope / SOFTNESS
    in_points += np.bincount(votes.down, down, minlength=len(points))
    return Loss(by_company, _in_shifts(design, in_points, np.abs(sums) < most))


def weighted_fits(design: Design, shifts: Numbers) -> Numbers:
    """The weighted fit of every channel for every company, with shifted points."""
    cells, width = design.cells, len(design.channels)
    fits = np.where(cells.open, design.rulebook.settings.top_fit / (1 + np.exp2(-points_in(design, shifts))), 0.0)
    return np.bincount(cells.company * width + cells.channel, cells.weight * fits, minlength=design.count * width).reshape(
        -1, width
    )


def _in_shifts(design: Design, in_points: Numbers, inside: Column) -> Numbers:
    """The slope in every shift; a sum that is cut moves nothing."""
    in_sums = (in_points[:, None] * design.weights * inside).ravel()
    count = len(design.points)
    found: Numbers = np.bincount(design.cells.base, in_points, minlength=count) + np.bincount(
        design.entry_point, in_sums[design.entry_sum], minlength=count
    )
    return found


def _added(row: Indices, values: Numbers, count: int) -> Numbers:
    """Rows of the same number added up."""
    found = np.zeros((count, values.shape[1]))
    np.add.at(found, row, values)
    return found


def _ranked(scores: Numbers, votes: Votes) -> _Part:
    """Plackett-Luce: one channel after the other is taken from those left, each as likely as its score has it.

    What is named without an order counts as if each had been taken first. Of what is left in the end, no mistake should be taken
    next.
    """
    odds = np.where(votes.able, np.exp(scores - scores.max(axis=1, keepdims=True)), 0.0)
    return _sum(_taken(scores, odds, votes), _among(scores, odds, votes), _no_mistake(odds, votes))


def _taken(scores: Numbers, odds: Numbers, votes: Votes) -> _Part:
    count = len(odds)
    most = int(votes.ranks.max(initial=0))
    is_ranked = votes.able & (votes.place < votes.ranks[:, None])
    by_place = np.zeros((count, most + 1))
    rows, channels = np.nonzero(votes.able)
    np.add.at(by_place, (rows, votes.place[rows, channels]), odds[rows, channels])
    # What is left before each place: itself and all later ones.
    left = by_place[:, ::-1].cumsum(axis=1)[:, ::-1][:, :most]
    inside = np.arange(most) < votes.ranks[:, None]
    logs = np.where(inside, np.log(np.where(inside, left, 1.0)), 0.0)
    top = scores.max(axis=1)
    loss = logs.sum(axis=1) + votes.ranks * top - (scores * is_ranked).sum(axis=1)
    chances = np.where(inside, 1 / np.where(inside, left, 1.0), 0.0).cumsum(axis=1)
    chances = np.concatenate([chances, chances[:, -1:]], axis=1) if most else np.zeros((count, 1))
    slope = odds * np.take_along_axis(chances, votes.place, axis=1) - is_ranked
    return _Part(loss, slope)


def _among(scores: Numbers, odds: Numbers, votes: Votes) -> _Part:
    counts = votes.among.sum(axis=1)
    total = odds.sum(axis=1)
    loss = counts * (np.log(total) + scores.max(axis=1)) - (scores * votes.among).sum(axis=1)
    return _Part(loss, odds * (counts / total)[:, None] - votes.among)


def _no_mistake(odds: Numbers, votes: Votes) -> _Part:
    left = votes.able & (votes.place >= votes.ranks[:, None]) & ~votes.among
    right = left & ~votes.never
    rest, kept = (odds * left).sum(axis=1), (odds * right).sum(axis=1)
    counts = (rest > kept) & (kept > 0)
    rest, kept = np.where(counts, rest, 1.0), np.where(counts, kept, 1.0)
    slope = odds * counts[:, None] * (left / rest[:, None] - right / kept[:, None])
    return _Part(np.log(rest / kept), slope)


def _named(scores: Numbers, votes: Votes) -> _Part:
    """Cross entropy: of the channels for a goal, those named share one vote."""
    top = scores.max(axis=1, initial=0.0, keepdims=True)
    odds = np.where(votes.row_able, np.exp(scores - top), 0.0)
    total = odds.sum(axis=1, keepdims=True)
    loss = (np.log(total) + top)[:, 0] - (scores * votes.target).sum(axis=1)
    return _Part(loss, odds / total - votes.target)


def _beyond(distance: Numbers) -> _Part:
    """What is beyond a level costs as much as it is beyond, the first bit less; what is not costs nothing."""
    over = np.maximum(distance, 0.0)
    return _Part(np.where(over < 1, over**2 / 2, over - 0.5), np.minimum(over, 1.0))


def _sum(*parts: _Part) -> _Part:
    first, *others = parts
    for part in others:
        first = _Part(first.loss + part.loss, first.slope + part.slope)
    return first
