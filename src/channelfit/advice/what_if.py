"""What would change the recommendation: all single and double changes of answers that a company can make, exactly.

Rules are evaluated as for any advice, but only those that read a changed answer; the sets of all situations are then chosen in
columns, once for those that come out alike.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from channelfit.advice.advise import terms_of
from channelfit.advice.changes import Change, changed_answer, possible_changes, set_hours
from channelfit.advice.columns import fit_column
from channelfit.advice.completions import Numbers
from channelfit.advice.model import Advice
from channelfit.advice.picks import Picked, Situations, picks_of
from channelfit.advice.readiness import Level, assess, believable_hours
from channelfit.profile import Profile, known_answers
from channelfit.rulebook.condition import Answer, Answers, Truth, evaluate, holds, questions_in
from channelfit.rulebook.model import HOURS, Limit, QuestionType, Rulebook

Changes = tuple[Change, ...]


class WhatIf(NamedTuple):
    """Changes after which a channel is recommended (or a basic) that is not now, or no longer is; nothing less does it.

    `after` is everything that is recommended then, basics included, in id order.
    """

    channel: str
    enters: bool
    changes: Changes
    after: tuple[str, ...]


class _State(NamedTuple):
    """What changes make of the rules and limits: the rules that hold now and did not or the other way round, and the limits."""

    flipped: frozenset[int]
    limits: tuple[float, ...]


class _Row(NamedTuple):
    """A situation as far as the choice sees it: the hours are the last threshold that is reached, the slots those allowed."""

    state: _State
    hours: float
    slots: int


def what_if(advice: Advice, most: int = 2) -> tuple[WhatIf, ...]:
    """Every smallest change or (with `most` 2) pair of changes that brings a channel in or drops one, the fewest first."""
    found = _Situation(advice).outcomes(most)
    base = found.pop(())
    members = {id: id in base for id in advice.rulebook.channels}
    results: list[WhatIf] = []
    for id, is_in in members.items():
        flipping = [changes for changes, picked in found.items() if (id in picked) is not is_in]
        results += [WhatIf(id, not is_in, changes, tuple(sorted(found[changes]))) for changes in _smallest(flipping, advice)]
    return tuple(results)


def _smallest(flipping: list[Changes], advice: Advice) -> Iterator[Changes]:
    """Those of the changes of which no other asks for less: fewer changes, or a number that is nearer to the present one."""
    sized = {changes: _sizes(changes, advice) for changes in flipping}
    kept: list[Mapping[object, float]] = []
    for changes in sorted(flipping, key=lambda changes: (len(changes), sum(sized[changes].values()))):
        size = sized[changes]
        if not any(all(part in size and least <= size[part] for part, least in other.items()) for other in kept):
            kept.append(size)
            yield changes


def _sizes(changes: Changes, advice: Advice) -> dict[object, float]:
    """What changes ask for: each part, numbers by their direction, and how far it goes."""
    sizes: dict[object, float] = {}
    for change in changes:
        if change.number is None:
            sizes[change] = 0.0
        else:
            distance = change.number - present_number(advice, change.question)
            sizes[change.question, distance > 0] = abs(distance)
    return sizes


def present_number(advice: Advice, question: str) -> float:
    """The number that is answered, else assumed, else 0."""
    answer = advice.profile.answers.get(question, advice.assumed.get(question, 0.0))
    return 0.0 if isinstance(answer, tuple) else answer


class _Situation:
    """A company and everything that is worked out only once for all its changes, so it is a class."""

    def __init__(self, advice: Advice) -> None:
        self.advice = advice
        self.rulebook = advice.rulebook
        self.goals = tuple(covered.goal.id for covered in advice.coverage)
        self.known = known_answers(self.rulebook, advice.profile)
        self.held = [holds(rule.when, self.known) for rule in self.rulebook.rules]
        self.rules_reading: dict[str, list[int]] = {}
        for index, rule in enumerate(self.rulebook.rules):
            if any(channel in self.rulebook.channels for channel in rule.effects):
                for question in questions_in(rule.when):
                    self.rules_reading.setdefault(question, []).append(index)
        self.limits_reading = {
            question for goal in self.goals for limit in self.rulebook.goals[goal].limits for question in questions_in(limit.when)
        }
        self.deciding = _deciding(self.rulebook)
        self.on_ground = _on_ground(self.rulebook)
        self.thresholds = set_hours(self.rulebook, advice.wished_channels)
        self.slots_if_not_ready = min(advice.wished_channels, self.rulebook.settings.not_ready_max_channels)
        self._states: dict[Changes, _State] = {}
        self._grounds: dict[Changes, tuple[bool, Answers]] = {}

    def outcomes(self, most: int) -> dict[Changes, frozenset[str]]:
        """What is recommended after no change, each change, and each pair of changes."""
        single = self._worth_trying()
        tried: list[Changes] = [(), *((change,) for change in single)]
        if most > 1:
            tried += [pair for pair in combinations(single, 2) if self._go_together(*pair)]
        rows = {changes: self._row(changes) for changes in tried}
        picked = self._picked(sorted(set(rows.values()), key=_row_order))
        return {changes: picked[row] for changes, row in rows.items()}

    def _worth_trying(self) -> list[Change]:
        """The changes that anything reads."""
        read = set(self.rules_reading) | self.limits_reading | self.on_ground | self.deciding | {HOURS}
        return [
            change
            for change in possible_changes(self.rulebook, self.advice.profile, self.advice.wished_channels)
            if change.question in read
        ]

    def _go_together(self, first: Change, second: Change) -> bool:
        """Two changes of one answer go together only as two options of several."""
        several = self.rulebook.questions[first.question].type is QuestionType.MULTI and first.option and second.option
        return first.question != second.question or bool(several)

    def _row(self, changes: Changes) -> _Row:
        not_yet, answers = self._ground(tuple(change for change in changes if change.question in self.on_ground))
        hours = next((change.number for change in changes if change.question == HOURS and change.number is not None), None)
        available = self.advice.available_hours if hours is None else hours
        believable = believable_hours(self.rulebook, answers, available)[0]
        reached = self.thresholds[max(0, bisect_right(self.thresholds, believable) - 1)]
        return _Row(self._state(changes), reached, self.slots_if_not_ready if not_yet else self.advice.wished_channels)

    def _ground(self, changes: Changes) -> tuple[bool, Answers]:
        """Whether the company is not ready after these changes, and what is known then."""
        if changes not in self._grounds:
            answers = self._known_after(changes)
            self._grounds[changes] = assess(self.rulebook, answers).level is Level.NOT_YET, answers
        return self._grounds[changes]

    def _state(self, changes: Changes) -> _State:
        concerned = tuple(change for change in changes if self._shapes(change.question))
        if concerned not in self._states:
            answers = self._known_after(concerned)
            differing = [id for id in self.rulebook.questions if answers.get(id) != self.known.get(id)]
            reading = {index for id in differing for index in self.rules_reading.get(id, ())}
            flipped = {index for index in reading if holds(self.rulebook.rules[index].when, answers) is not self.held[index]}
            self._states[concerned] = _State(frozenset(flipped), tuple(self._limit(goal, answers) for goal in self.goals))
        return self._states[concerned]

    def _shapes(self, question: str) -> bool:
        return question in self.rules_reading or question in self.limits_reading or question in self.deciding

    def _known_after(self, changes: Changes) -> Answers:
        """What is known after changes; worked out anew only if they decide which questions apply."""
        given: dict[str, Answer] = {}
        for change in changes:
            before = given.get(change.question, self.advice.profile.answers.get(change.question))
            given[change.question] = changed_answer(before, change, self.rulebook.questions[change.question])
        if any(id in self.deciding or self._may_not_apply(id) for id in given):
            answers = {**self.advice.profile.answers, **given}
            return known_answers(self.rulebook, Profile(answers=answers))
        return {**self.known, **given}

    def _may_not_apply(self, question: str) -> bool:
        return evaluate(self.rulebook.questions[question].ask_when, self.known).truth is not Truth.YES

    def _limit(self, goal: str, answers: Answers) -> float:
        applying: list[Limit] = [limit for limit in self.rulebook.goals[goal].limits if holds(limit.when, answers)]
        return min((limit.at_most for limit in applying), default=1.0)

    def _picked(self, rows: Sequence[_Row]) -> dict[_Row, frozenset[str]]:
        """What is recommended in each situation."""
        found: dict[_Row, frozenset[str]] = {}
        for slots in sorted({row.slots for row in rows}):
            these = [row for row in rows if row.slots == slots]
            picks = picks_of(self._situations(these), terms_of(self.rulebook.settings, 0.0, slots))
            found |= {row: _all(pick) for row, pick in zip(these, picks, strict=True)}
        return found

    def _situations(self, rows: Sequence[_Row]) -> Situations:
        states = sorted({row.state for row in rows}, key=_state_order)
        order = {state: index for index, state in enumerate(states)}
        state_of_row = np.array([order[row.state] for row in rows], dtype=np.int64)
        fits = self._fits(states)
        limits = np.array([row.state.limits for row in rows], dtype=np.float64).reshape(len(rows), len(self.goals))
        return Situations(
            channels=tuple(channel for _, channel in sorted(self.rulebook.channels.items())),
            fits={key: column[state_of_row] for key, column in fits.items()},
            weights={covered.goal.id: np.full(len(rows), covered.weight) for covered in self.advice.coverage},
            limits={goal: limits[:, index] for index, goal in enumerate(self.goals)},
            hours=np.array([row.hours for row in rows], dtype=np.float64),
        )

    def _fits(self, states: Sequence[_State]) -> dict[tuple[str, str], Numbers]:
        """The fit of every channel and goal in each state, zero where it does not count or is ruled out."""
        sums: dict[tuple[str, str, str], Numbers] = {}
        ruled_out: dict[str, Numbers] = {}
        for index, rule in enumerate(self.rulebook.rules):
            holding = np.array([self.held[index] is not (index in state.flipped) for state in states])
            if not holding.any():
                continue
            for id, effect in rule.effects.items():
                if effect.excludes:
                    ruled_out[id] = ruled_out.get(id, np.zeros(len(states))) + holding
                for goal, points in effect.points.items():
                    if points and goal in self.goals:
                        key = (id, goal, rule.criterion.value)
                        sums[key] = sums.get(key, np.zeros(len(states))) + points * holding
        settings = self.rulebook.settings
        fits: dict[tuple[str, str], Numbers] = {}
        for id, channel in sorted(self.rulebook.channels.items()):
            for goal in self.goals:
                if goal in channel.serves:
                    fits[id, goal] = np.full(len(states), float(channel.serves[goal]))
        for (id, goal, criterion), total in sorted(sums.items()):
            if (id, goal) in fits:
                cut = np.clip(total, -settings.max_criterion_points, settings.max_criterion_points)
                fits[id, goal] = fits[id, goal] + cut * settings.criterion_weights[criterion]
        for id, goal in fits:
            column = fit_column(fits[id, goal], settings)
            fits[id, goal] = np.where(ruled_out[id] > 0, 0.0, column) if id in ruled_out else column
        return fits


def _all(pick: Picked) -> frozenset[str]:
    return frozenset(pick.chosen + pick.basics)


def _deciding(rulebook: Rulebook) -> set[str]:
    """The questions that decide whether others apply, or which options of others make sense."""
    found = {id for question in rulebook.questions.values() for id in questions_in(question.ask_when)}
    return found | {question.subset_of for question in rulebook.questions.values()} - {""}


def _on_ground(rulebook: Rulebook) -> set[str]:
    """The questions that the groundwork and the believable hours read."""
    conditions = [rule.when for rule in rulebook.hours]
    for check in rulebook.checks:
        conditions += [check.applies_when, check.met_when, *([check.partly_when] if check.partly_when else [])]
    return {id for when in conditions for id in questions_in(when)}


def _state_order(state: _State) -> tuple[object, ...]:
    return (sorted(state.flipped), state.limits)


def _row_order(row: _Row) -> tuple[object, ...]:
    return (*_state_order(row.state), row.hours, row.slots)
