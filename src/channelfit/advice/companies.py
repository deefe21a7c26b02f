"""What comes out for some hundred companies at once, in a fraction of the time that whole advice takes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from channelfit.advice.candidates import options_in
from channelfit.advice.formulas import view_of, weights_of
from channelfit.advice.parted import Parts, everyone_of
from channelfit.advice.portfolio import Aim, Picked, total_coverage
from channelfit.advice.situations import fits_in, picks_for, states_of
from channelfit.advice.states import States
from channelfit.advice.table import Table
from channelfit.advice.truths import bits_in
from channelfit.rulebook.condition import Condition
from channelfit.rulebook.model import GOALS
from channelfit.source.problem import InvalidInput

TYPE_CHECKING = False
if TYPE_CHECKING:
    from channelfit.advice.situations import Fits
    from channelfit.advice.truths import Values


class Companies:
    """Companies in the rows of a table; it keeps what was worked out of them, so it is a class.

    Rows are told as the bits of a number: row `n` is bit `n`.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.rulebook = table.rulebook
        self.everyone = everyone_of(table.count)
        # Where all have the same goals, their order is what counts; else each row has its own.
        asked = self.rulebook.questions[GOALS].options if GOALS in table.varied else options_in(table.known.get(GOALS))
        self.goals = tuple(goal for goal in asked if goal in self.rulebook.goals)

    @cached_property
    def fits(self) -> Fits:
        """The fits of channels for aims where they count, zero elsewhere; in rows that do not have the aim they say nothing."""
        return fits_in(self.rulebook, self.table, self.goals)

    @cached_property
    def states(self) -> States:
        """What the choice depends on in each row."""
        return states_of(self.rulebook, self.table, self.goals, self.fits)

    @cached_property
    def lacking(self) -> int:
        """The rows in which a required question that applies, or may apply, has no answer; see `profile.missing_answers`."""
        found = 0
        for question in self.rulebook.questions.values():
            if question.required and question.id in self.table.varied:
                answer, applies = self.table.varied[question.id]
                found |= bits_in(answer.is_open, self.everyone) & bits_in(applies.maybe, self.everyone)
            elif question.required and question.id not in self.table.known:
                return self.everyone
        return found

    @cached_property
    def aims(self) -> dict[tuple[str, str], int]:
        """The rows that have each aim: a goal, and a group of it if it is split."""
        found = {}
        for goal in self.goals:
            rows = bits_in(self.table.includes(GOALS, goal), self.everyone)
            for group, weight in weights_of(self.rulebook.goals[goal], 1.0, self.table).items():
                found[goal, group] = rows & _where_any(weight, self.everyone)
        return found

    @cached_property
    def holding(self) -> list[int]:
        """For each rule the rows in which it holds, or at least for one group of one of the goals; see `fit.rules_that_hold`."""
        everyone, aimless = self.everyone, self.everyone
        found = [0] * len(self.rulebook.rules)
        for (goal, group), rows in self.aims.items():
            aimless &= ~rows
            if rows:
                self._add_fired(found, view_of(self.rulebook.goals[goal], group, self.table), rows)
        if aimless:
            self._add_fired(found, self.table, aimless & everyone)
        return found

    def _add_fired(self, found: list[int], view: Table, rows: int) -> None:
        for number, truth in enumerate(view.fired()):
            if truth is not False:
                found[number] |= bits_in(truth, self.everyone) & rows

    def where(self, condition: Condition) -> int:
        """The rows in which a condition certainly holds."""
        known = self._where.get(id(condition))
        return bits_in(self.table.holds(condition), self.everyone) if known is None else known

    @cached_property
    def _where(self) -> dict[int, int]:
        """The rows in which each rule holds, by the identity of its condition, which lives as long as the rulebook."""
        fired = zip(self.rulebook.rules, self.table.fired(), strict=True)
        return {id(rule.when): bits_in(truth, self.everyone) for rule, truth in fired}

    def where_for(self, goal: str, rules: Collection[int]) -> int:
        """The rows with a goal in which one of some rules holds for it, or for a group of it; rules are told by number."""
        found = 0
        for (own, group), rows in self.aims.items():
            if own == goal and rows:
                fired = view_of(self.rulebook.goals[goal], group, self.table).fired()
                for number in rules:
                    found |= bits_in(fired[number], self.everyone) & rows
        return found

    def picked(self, rows: Sequence[int]) -> list[Picked]:
        """What is recommended in some rows, none of which lacks a required answer."""
        try:
            return picks_for(self.rulebook, self.table, self.states, rows)
        except InvalidInput:
            # What is too much for all of them together may not be for each alone, as it is advised.
            if len(rows) < 2:
                raise
            return [picked for row in rows for picked in self.picked((row,))]

    def coverage(self, row: int, picked: Picked, goals: Sequence[str]) -> float:
        """How much of the goals of a row, in its order, is covered by what is recommended there."""
        states, members = self.states, {*picked.chosen, *picked.basics}
        aims = [
            Aim(*key, weight, states.limits[key].at((row,))[0])
            for goal in goals
            for key, column in states.weights.items()
            if key[0] == goal and (weight := column.at((row,))[0])
        ]
        candidates = [
            one._replace(fits={aim.key: fit for aim in aims if (fit := self._fit(one.id, aim, row))})
            for one in (*states.upkeep, *states.stages)
            if one.id in members
        ]
        return total_coverage(aims, candidates)

    def _fit(self, channel: str, aim: Aim, row: int) -> float:
        column = self.states.fits.get((channel, aim.key))
        return column.at((row,))[0] if column else 0.0


def _where_any(value: Values, everyone: int) -> int:
    """The rows that have more than nothing."""
    if isinstance(value, Parts):
        return value.passing(lambda one: one > 0)
    return everyone if value else 0
