"""How settled the result is, and which open question could still change it most (section 4 of the method).

Both come from the same sample: 512 completions of the open questions, drawn by their shares with a fixed seed per question.
The level of the groundwork is held as it is: it limits how many channels are advised, not which.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import reduce
from operator import or_

from channelfit.advice.drawing import drawn
from channelfit.advice.model import Advice
from channelfit.advice.parted import Parts, bits_by_value, everyone_of
from channelfit.advice.picks import picks_of
from channelfit.advice.portfolio import Chosen
from channelfit.advice.situations import states_of
from channelfit.advice.table import Table
from channelfit.advice.truths import bits_in
from channelfit.advice.varied import Spread
from channelfit.profile import Profile, shape_of
from channelfit.rulebook.condition import Answers, Condition, Operator, Test, tests_in
from channelfit.rulebook.model import ACTIVE, HOURS, WORKING, Question, QuestionType, Rulebook
from channelfit.typed import NamedTuple

COMPLETIONS = 512
# Where a question for a number does not apply.
_NOWHERE = -1.0


class Open(NamedTuple):
    """An open question and its influence: how much its answer would tell about the set, in bits.

    `shapes` says whether any rule could make the set depend on it at all.
    """

    question: Question
    influence: float
    shapes: bool


class Uncertainty(NamedTuple):
    """How settled the advised set is (1: whatever the open answers are), the set that completions favour, what is open.

    `open` are the questions that apply or may apply, the most influential first; `favoured` is the most frequent set.
    """

    settled: float
    favoured: Chosen
    open: tuple[Open, ...]


def uncertainty_of(advice: Advice, count: int = COMPLETIONS) -> Uncertainty:
    """How settled an advice is, over so many completions of what is open."""
    rulebook, profile = advice.rulebook, advice.profile
    now = Table(rulebook, profile.answers)
    asked = [question for question in rulebook.questions.values() if question.id not in now.known]
    present = _present(advice)
    shaping = questions_that_shape(advice, now)
    if not shaping:
        return Uncertainty(1.0, present, tuple(Open(question, 0.0, shapes=False) for question in asked))
    table = completions(rulebook, profile, now.known, count)
    sets = completed_sets(advice, table)
    rows = dict(sorted(bits_by_value(sets).items()))
    counted = {chosen: some.bit_count() for chosen, some in rows.items()}
    favoured = min(counted, key=lambda chosen: (-counted[chosen], chosen))
    influences = {
        question.id: _influence(question, shaping[question.id], table, [*rows.values()]) if question.id in shaping else 0.0
        for question in asked
    }
    ranked = sorted(influences.items(), key=lambda pair: (-round(pair[1], 9), list(rulebook.questions).index(pair[0])))
    return Uncertainty(
        settled=counted.get(present, 0) / count,
        favoured=favoured,
        open=tuple(Open(rulebook.questions[id], influence, id in shaping) for id, influence in ranked),
    )


def settled_of(advice: Advice, count: int = COMPLETIONS) -> float:
    """The share of so many completions of what is open in which the advised set comes out."""
    now = Table(advice.rulebook, advice.profile.answers)
    if not questions_that_shape(advice, now):
        return 1.0
    sets = completed_sets(advice, completions(advice.rulebook, advice.profile, now.known, count))
    return sets.count(_present(advice)) / count


def _present(advice: Advice) -> Chosen:
    return tuple(sorted(channel.fit.channel.id for channel in advice.recommended))


def completions(rulebook: Rulebook, profile: Profile, known: Answers, count: int) -> Table:
    """So many complete profiles around one that is open in places."""
    open_ones = [question for question in rulebook.questions.values() if question.id not in known]
    return Table(rulebook, {**profile.answers, **{question.id: drawn(question, count) for question in open_ones}}, count)


def completed_sets(advice: Advice, table: Table) -> list[Chosen]:
    """The set that is advised for each completion, in id order, the groundwork held at its present level."""
    goals = tuple(goal.goal.id for goal in advice.coverage)
    states = states_of(advice.rulebook, table, goals)
    return [pick.chosen for pick in picks_of(states, advice.terms, range(table.count))]


def questions_that_shape(advice: Advice, now: Table) -> dict[str, list[Test]]:
    """The open questions that could change the set, with the tests that read them; `now` is what is known of the company.

    The groundwork is not among them, but for what lowers the hours that can be believed.
    """
    rulebook, known, goals = advice.rulebook, now.known, tuple(goal.goal.id for goal in advice.coverage)
    found: dict[str, list[Test]] = {}

    def read(condition: Condition) -> None:
        if now.is_open(condition):
            for test in tests_in(condition):
                if test.question in rulebook.questions and test.question not in known:
                    found.setdefault(test.question, []).append(test)

    for rule in rulebook.rules:
        for channel, effect in rule.effects.items() if now.is_open(rule.when) else ():
            served = rulebook.channels[channel].serves if channel in rulebook.channels else {}
            if (effect.excludes and any(goal in served for goal in goals)) or any(
                goal in goals and goal in served and points for goal, points in effect.points.items()
            ):
                read(rule.when)
                break
    for goal in goals:
        for limit in rulebook.goals[goal].limits:
            read(limit.when)
    for hours in rulebook.hours:
        read(hours.when)
    # What the formulas read themselves; every option of a question that splits a goal is a group of its own.
    for id, question in rulebook.questions.items():
        if id not in known and id in (HOURS, ACTIVE, WORKING):
            found.setdefault(id, [])
        if id not in known and any(rulebook.goals[goal].split_by == id for goal in goals):
            found.setdefault(id, []).append(Test(id, Operator.ANY_OF, frozenset(question.options), 0.0, question.mark))
    # Whether a question applies matters as far as the question does.
    for id in list(rulebook.questions):
        if id in found:
            read(rulebook.questions[id].ask_when)
    return found


def _influence(question: Question, tests: list[Test], table: Table, sets: Sequence[int]) -> float:
    """The information that the answer gives about the set, in bits, corrected for the size of the sample (Miller-Madow).

    `sets` has for each set the bits of the rows in which it comes out. Options that no test tells apart count as one; a multiple
    choice counts as the sum of its yes/no parts.
    """
    answer, applies = table.varied[question.id]
    assert isinstance(answer, Spread)
    everyone = everyone_of(table.count)
    if answer.numbers is not None:
        regions: dict[float, int] = {}
        edges = sorted({test.number for test in tests})
        asked = bits_in(applies.yes, everyone)
        for value, rows in (answer.numbers.of if isinstance(answer.numbers, Parts) else {answer.numbers: everyone}).items():
            region = value if question.id == HOURS else float(bisect_left(edges, value) + bisect_right(edges, value))
            regions[region] = regions.get(region, 0) | (rows & asked)
        regions[_NOWHERE] = regions.get(_NOWHERE, 0) | (everyone ^ asked)
        return _information([rows for _, rows in sorted(regions.items())], sets)
    columns = {option: bits_in(table.includes(question.id, option), everyone) for option in answer.options}
    if question.type in (QuestionType.CHOICE, QuestionType.YES_NO):
        alike: dict[tuple[bool, ...], int] = {}
        for option in shape_of(question).options:
            told = tuple([option in test.options for test in tests])
            alike[told] = alike.get(told, 0) | columns[option]
        nothing = everyone ^ reduce(or_, alike.values(), 0)
        return _information([nothing, *alike.values()], sets)
    named = frozenset().union(*(test.options for test in tests)) if tests else frozenset[str]()
    return sum([_information([everyone ^ rows, rows], sets) for option, rows in columns.items() if not tests or option in named])


def _information(answers: Sequence[int], sets: Sequence[int]) -> float:
    """The mutual information of two columns, each given as the bits of the rows of every value, in bits, never below zero."""
    joint = [(answer & chosen).bit_count() for answer in answers for chosen in sets]
    return max(
        0.0, _entropy([rows.bit_count() for rows in answers]) + _entropy([rows.bit_count() for rows in sets]) - _entropy(joint)
    )


def _entropy(counted: Sequence[int]) -> float:
    """The entropy in bits of what was counted so often, with the correction of Miller and Madow for small samples."""
    counts = [count for count in counted if count]
    total = sum(counts)
    plain = math.log2(total) - sum([count * math.log2(count) for count in counts]) / total
    return plain + (len(counts) - 1) / (2 * total * math.log(2))
