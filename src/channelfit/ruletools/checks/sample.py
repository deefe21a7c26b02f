"""Random complete companies, how channels fit each, and what is recommended to it, in columns.

What is recommended is what `advise` recommends; a test compares them.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from channelfit.advice.columns import Column, Numbers, Picked
from channelfit.advice.drawing import drawn_companies
from channelfit.advice.situations import column_of, picks_for, situations_of
from channelfit.advice.table import Table, table_of
from channelfit.rulebook.condition import Answer, Condition
from channelfit.rulebook.model import GOALS, Rulebook

COUNT = 2000
SEED = "rules check"


class SampleSize(NamedTuple):
    """What a finding that was sampled rests on: so many random complete profiles, drawn with this seed."""

    n: int
    seed: str


class Sample:
    """Random complete profiles, which conditions hold in each, how channels fit, and what is recommended; it keeps the columns."""

    def __init__(self, rulebook: Rulebook, answers: tuple[Mapping[str, Answer], ...], seed: str) -> None:
        self.rulebook = rulebook
        self.answers = answers
        self.count = len(answers)
        self.size = SampleSize(self.count, seed)
        self.table: Table = table_of(rulebook, answers)
        self.goals = tuple(goal for goal in rulebook.questions[GOALS].options if goal in rulebook.goals)
        self._situations = situations_of(rulebook, self.table, self.goals)
        self.picks: list[Picked] = picks_for(rulebook, self.table, self._situations)

    def column(self, condition: Condition) -> Column:
        """Whether a condition holds in each profile."""
        return np.broadcast_to(np.asarray(self.table.holds(condition)), (self.count,))

    def with_goal(self, goal: str) -> Column:
        """Whether a goal is among the company's."""
        return np.broadcast_to(np.asarray(self.table.includes(GOALS, goal)), (self.count,))

    def fit(self, channel: str, goal: str) -> Numbers:
        """The highest fit that counts for any group of a goal, zero where the goal is not among the company's."""
        best = np.zeros(self.count)
        for (id, key), column in self._situations.fits.items():
            if id == channel and key[0] == goal:
                best = np.maximum(best, np.where(self._situations.weights[key] > 0, column, 0.0))
        return best

    def best_fit(self, channel: str) -> Numbers:
        """The highest fit of a channel for a goal of the company."""
        best = column_of(0.0, self.count)
        for goal in self.goals:
            best = np.maximum(best, self.fit(channel, goal))
        return best


def sample_of(rulebook: Rulebook, count: int = COUNT, seed: str = SEED) -> Sample:
    """So many random complete profiles."""
    return Sample(rulebook, tuple(drawn_companies(rulebook, count, seed)), seed)
