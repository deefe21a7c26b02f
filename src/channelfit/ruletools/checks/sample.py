"""Random complete companies, how channels fit each, and what is recommended to it, in columns.

What is recommended is what `advise` recommends; a test compares them.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from channelfit.advice.batch.many import in_short
from channelfit.advice.batch.work import plan_of
from channelfit.advice.columns import column_of, situations_of
from channelfit.advice.drawing import drawn_companies
from channelfit.advice.formulas import view_of, weights_of
from channelfit.advice.portfolio import AimKey, Picked
from channelfit.advice.rows import Column, Numbers
from channelfit.advice.situations import picks_for, states_of
from channelfit.advice.states import States
from channelfit.advice.table import Table, table_of
from channelfit.brevity import brief
from channelfit.rulebook.condition import Answer, Condition
from channelfit.rulebook.model import GOALS, Rulebook

COUNT = 2000
SEED = "rules check"


@brief
class SampleSize(NamedTuple):
    """What a finding that was sampled rests on: so many random complete profiles, drawn with this seed."""

    n: int
    seed: str


class Sample:
    """Random complete profiles, what holds in each, how channels fit, and what is recommended; it keeps the columns."""

    def __init__(self, rulebook: Rulebook, answers: tuple[Mapping[str, Answer], ...], seed: str) -> None:
        self.rulebook = rulebook
        self.answers = answers
        self.count = len(answers)
        self.size = SampleSize(self.count, seed)
        self.table: Table = table_of(rulebook, answers)
        self.goals = tuple(goal for goal in rulebook.questions[GOALS].options if goal in rulebook.goals)
        states = states_of(rulebook, self.table, self.goals)
        self._situations = situations_of(states)
        self.aims = tuple(self._situations.weights)
        self.picks = self._picks(states)
        self._fits: dict[tuple[str, AimKey], Numbers] = {}

    def column(self, condition: Condition) -> Column:
        """Whether a condition holds in each profile."""
        return column_of(self.table.holds(condition), self.count) > 0

    def holds_for(self, condition: Condition, goal: str) -> Column:
        """Whether a condition holds for a group of a goal in each profile; as it is where the goal is not split."""
        record = self.rulebook.goals[goal]
        found = np.zeros(self.count, dtype=np.bool_)
        for group, weight in weights_of(record, 1.0, self.table).items():
            holds = column_of(view_of(record, group, self.table).holds(condition), self.count) > 0
            found = found | (column_of(weight, self.count) > 0) & holds
        return found

    def fit(self, channel: str, aim: AimKey) -> Numbers:
        """The fit of a channel for an aim where it counts, zero where the aim is none of the company's."""
        found = self._fits.get((channel, aim))
        if found is None:
            column = self._situations.fits.get((channel, aim))
            found = np.zeros(self.count) if column is None else np.where(self._situations.weights[aim] > 0, column, 0.0)
            self._fits[channel, aim] = found
        return found

    def best_fit(self, channel: str) -> Numbers:
        """The highest fit of a channel for an aim of the company."""
        best = np.zeros(self.count)
        for aim in self.aims:
            best = np.maximum(best, self.fit(channel, aim))
        return best

    def _picks(self, states: States) -> list[Picked]:
        """What is recommended in each profile, in id order."""
        plan = plan_of(self.rulebook)
        if not plan.sets:
            return picks_for(self.rulebook, self.table, states, range(self.count))
        return [Picked(tuple(sorted(one.recommended)), tuple(sorted(one.basics))) for one in in_short(plan, self.answers)]


def sample_of(rulebook: Rulebook, count: int = COUNT, seed: str = SEED) -> Sample:
    """So many random complete profiles."""
    return Sample(rulebook, tuple(drawn_companies(rulebook, count, seed)), seed)
