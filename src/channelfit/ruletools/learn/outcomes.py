"""Ask outcomes what they say to changes: they confirm or question one, but never make it.

Published stories tell of the unusual, so what each channel has from them by itself is set aside: it gets a constant of its own,
with and without a change, and only differences between situations are left to speak.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from channelfit.advice.rows import Column, Numbers
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.case_sets import Outcome
from channelfit.ruletools.learn.descent import least_of
from channelfit.ruletools.learn.design import Design, design_of
from channelfit.ruletools.learn.learned import Proposal, Verdict
from channelfit.ruletools.learn.likelihood import TEMPERATURE, weighted_fits
from channelfit.ruletools.score import profile_of
from channelfit.typed import NamedTuple

# Fewer outcomes in which a point is in say nothing to it.
FEWEST_OUTCOMES = 5
# What they say must make all of them e times as likely, or as unlikely, and be so many times its standard error.
_LOUD = 1.0
_CLEAR = 1.64
# Just enough to keep the constant of a channel finite that worked for everyone or for nobody.
_RIDGE = 0.01


class _Told(NamedTuple):
    """What worked and what was dropped, a row for each outcome: the channels that could have, and those of them that did."""

    design: Design
    able: Column
    worked: Column
    dropped: Column


def heard(proposals: Sequence[Proposal], outcomes: Sequence[Outcome], rulebook: Rulebook) -> tuple[Proposal, ...]:
    """The proposals, each with what outcomes say to it."""
    if not outcomes or not proposals:
        return tuple(proposals)
    told = _told(outcomes, rulebook)
    places = {point: place for place, point in enumerate(told.design.points)}
    before = _explained(told, np.zeros(len(places)))
    return tuple(_heard(one, told, before, places.get(one.point)) for one in proposals)


def _heard(proposal: Proposal, told: _Told, before: Numbers, place: int | None) -> Proposal:
    count = int(told.design.support[place]) if place is not None else 0
    if place is None or count < FEWEST_OUTCOMES:
        return proposal
    shifts = np.zeros(len(told.design.points))
    shifts[place] = proposal.shift
    gain = _explained(told, shifts) - before
    error = float(np.sqrt(((gain - gain.mean()) ** 2).sum()))
    voice = float(gain.sum())
    verdict = Verdict.SILENT
    if abs(voice) > max(_LOUD, _CLEAR * error):
        verdict = Verdict.CONFIRM if voice > 0 else Verdict.QUESTION
    return proposal._replace(outcomes=verdict, outcome_cases=count)


def _told(outcomes: Sequence[Outcome], rulebook: Rulebook) -> _Told:
    design = design_of(rulebook, [profile_of(outcome, rulebook) for outcome in outcomes], with_new=True)
    shape = design.count, len(design.channels)
    able = np.zeros(shape, dtype=np.bool_)
    able[design.cells.company[design.cells.open], design.cells.channel[design.cells.open]] = True
    able &= ~np.array([rulebook.channels[id].upkeep for id in design.channels], dtype=np.bool_)
    worked, dropped = (
        np.array([[id in (outcome.worked, outcome.dropped)[part] for id in design.channels] for outcome in outcomes]) & able
        for part in (0, 1)
    )
    return _Told(design, able, worked, dropped & ~worked)


def _explained(told: _Told, shifts: Numbers) -> Numbers:
    """The log likelihood of each outcome, with the constants that explain all of them best."""
    scores = weighted_fits(told.design, shifts) / TEMPERATURE

    def priced(constants: Numbers) -> tuple[float, Numbers]:
        loss, slope = _loss(told, scores + constants)
        return float(loss.sum()) + _RIDGE / 2 * float(constants @ constants), slope.sum(axis=0) + _RIDGE * constants

    best = least_of(priced, np.zeros(scores.shape[1]))
    found: Numbers = -_loss(told, scores + best)[0]
    return found


def _loss(told: _Told, scores: Numbers) -> tuple[Numbers, Numbers]:
    """What worked shares one choice among all that could have; what was dropped should not have been chosen."""
    odds = np.where(told.able, np.exp(scores - scores.max(axis=1, keepdims=True)), 0.0)
    kept = np.where(told.dropped, 0.0, odds)
    all_odds, kept_odds = (part.sum(axis=1, keepdims=True) for part in (odds, kept))
    speaks = (all_odds > 0) & (kept_odds > 0)
    chances = odds / np.where(speaks, all_odds, 1.0)
    right = kept / np.where(speaks, kept_odds, 1.0)
    counts = told.worked.sum(axis=1, keepdims=True)
    share = told.worked / np.maximum(counts, 1)
    has_worked = speaks & (counts > 0)
    logs = np.log(np.where(speaks, all_odds, 1.0)) + scores.max(axis=1, keepdims=True)
    loss = has_worked * (logs - (scores * share).sum(axis=1, keepdims=True))
    loss = loss + speaks * np.log(np.where(speaks, all_odds / np.where(speaks, kept_odds, 1.0), 1.0))
    slope = has_worked * (chances - share) + speaks * (chances - right)
    return loss[:, 0], slope
