"""How well shifted points explain what judges say: the loss of every company, and its slope in every point."""

from typing import NamedTuple

import numpy as np

from channelfit.advice.columns import Column, Indices, Numbers
from channelfit.ruletools.learn.design import Design, points_in, sums_in
from channelfit.ruletools.learn.votes import Ranking, Votes

# A difference of so much in weighted fit makes a channel e times as likely to be ranked before another.
TEMPERATURE = 0.08
# Points that are off a level by more than this cost in proportion.
SOFTNESS = 0.5


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

    overall, of_goals = votes.overall, votes.of_goals
    ranked = _ranked(weighted[overall.row] / TEMPERATURE, overall)
    named = _ranked(of_goal[of_goals.row] / TEMPERATURE, of_goals)
    good = _beyond((votes.up.level - points[votes.up.cell]) / SOFTNESS)
    never = _beyond((points[votes.down.cell] - votes.down.level) / SOFTNESS)
    up, down = (weights[cells.company[part.cell]] * part.weight / SOFTNESS for part in (votes.up, votes.down))
    by_company = sum(
        np.bincount(company, weight * part.loss, minlength=design.count)
        for company, weight, part in (
            (overall.company, overall.weight, ranked),
            (of_goals.company, of_goals.weight, named),
            (cells.company[votes.up.cell], votes.up.weight, good),
            (cells.company[votes.down.cell], votes.down.weight, never),
        )
    )
    in_weighted, in_of_goal = (
        _added(ranking.row, (weights[ranking.company] * ranking.weight)[:, None] * part.slope, count) / TEMPERATURE
        for ranking, part, count in ((overall, ranked, design.count), (of_goals, named, len(design.rows)))
    )
    in_fits = cells.weight * in_weighted.ravel()[of_company] + cells.share * in_of_goal.ravel()[of_row]
    in_points = in_fits * np.log(2) * fits * (1 - fits / top) if top else np.zeros(len(points))
    in_points -= np.bincount(votes.up.cell, up * good.slope, minlength=len(points))
    in_points += np.bincount(votes.down.cell, down * never.slope, minlength=len(points))
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
