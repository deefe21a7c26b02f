"""Complete the open answers many times over, in columns: one array per option, one row per completion.

Each open question is drawn by its `shares`, on its own, with a fixed seed per question, so that the same profile gives the
same completions on every machine. Only `random.Random(seed).random()` is used to draw; NumPy only holds the columns.
"""

from collections.abc import Mapping
from functools import lru_cache
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from channelfit.profile import Profile, asked_order, known_answers, shape_of
from channelfit.rulebook.condition import NOTHING, All, Answer, AnyOf, Condition, Doubtful, Not, Operator, Test, Truth, evaluate
from channelfit.rulebook.model import Question, QuestionType, Rulebook

Column = NDArray[np.bool_]
Numbers = NDArray[np.float64]

# A multiple choice without shares: each option on its own.
_EVEN = 0.5


class Draws(NamedTuple):
    """The answers to one question in all completions.

    `options` has a column per option; `first` the index of the first option of a ranking (-1: none); `numbers` the value
    (not a number where the question does not apply).
    """

    options: Mapping[str, Column]
    first: NDArray[np.int64] | None = None
    numbers: Numbers | None = None


class Completions:
    """So many complete profiles around one that is open in places; keeps what it has worked out, so it is a class."""

    def __init__(self, rulebook: Rulebook, profile: Profile, count: int) -> None:
        self.count = count
        self.known = known_answers(rulebook, profile)
        self.drawn: dict[str, Draws] = {}
        # By identity: conditions live as long as the rulebook, and comparing them whole would cost more than evaluating them.
        self._truths: dict[int, bool | Column] = {}
        for question in asked_order(rulebook.questions):
            answer = self.known.get(question.id)
            if answer is None or isinstance(answer, Doubtful):
                self.drawn[question.id] = self._draw(question, answer)

    def truth(self, condition: Condition) -> bool | Column:
        """Whether the condition holds: for all completions alike, or a column."""
        found = self._truths.get(id(condition))
        if found is None:
            truth = evaluate(condition, self.known).truth
            found = truth is Truth.YES if truth is not Truth.UNKNOWN else self._column(condition)
            self._truths[id(condition)] = found
        return found

    def _column(self, condition: Condition) -> bool | Column:
        match condition:
            case Test():
                return self._test(condition)
            case Not(part):
                return _opposite(self.truth(part))
            case All(parts):
                return _both([self.truth(part) for part in parts])
            case AnyOf(parts):
                return _opposite(_both([_opposite(self.truth(part)) for part in parts]))

    def _test(self, test: Test) -> Column:
        drawn = self.drawn[test.question]
        if drawn.numbers is not None:
            return _compared(drawn.numbers, test)
        named = [column for option, column in drawn.options.items() if option in test.options]
        nobody: Column = np.zeros(self.count, dtype=np.bool_)
        match test.operator:
            case Operator.ANY_OF:
                return np.logical_or.reduce(named) if named else nobody
            case Operator.NONE_OF:
                return ~np.logical_or.reduce(named) if named else ~nobody
            case Operator.ALL_OF:
                return np.logical_and.reduce(named) if len(named) == len(test.options) else nobody
            case Operator.FIRST if drawn.first is not None:
                wanted = [index for index, option in enumerate(drawn.options) if option in test.options]
                return np.isin(drawn.first, wanted)
            case _:
                return nobody

    def _draw(self, question: Question, answer: Doubtful | None) -> Draws:
        """The answers of an open question, nothing where it does not apply; of a doubtful one only whether it applies."""
        applies = self.truth(question.ask_when)
        drawn = _drawn(question, self.count) if answer is None else _given(question, answer.answer, self.count)
        options = {option: column if applies is True else column & applies for option, column in drawn.options.items()}
        if question.subset_of:
            options = {option: column & self._includes(question.subset_of, option) for option, column in options.items()}
        if applies is True:
            return drawn._replace(options=options)
        numbers = None if drawn.numbers is None else np.where(applies, drawn.numbers, np.nan)
        first = None if drawn.first is None else np.where(applies, drawn.first, -1)
        return Draws(options, first, numbers)

    def _includes(self, question: str, option: str) -> bool | Column:
        drawn = self.drawn.get(question)
        if drawn is not None:
            return drawn.options.get(option, False)
        answer = self.known.get(question, NOTHING)
        return isinstance(answer, tuple) and option in answer


def _both(truths: list[bool | Column]) -> bool | Column:
    columns = [truth for truth in truths if not isinstance(truth, bool)]
    if False in [truth for truth in truths if isinstance(truth, bool)]:
        return False
    return np.logical_and.reduce(columns) if columns else True


def _opposite(truth: bool | Column) -> bool | Column:
    return not truth if isinstance(truth, bool) else ~truth


def _compared(numbers: Numbers, test: Test) -> Column:
    """Whether numbers pass; what is not a number passes nothing."""
    match test.operator:
        case Operator.AT_LEAST:
            return numbers >= test.number
        case Operator.AT_MOST:
            return numbers <= test.number
        case Operator.ABOVE:
            return numbers > test.number
        case _:
            return numbers < test.number


@lru_cache(maxsize=256)
def even_numbers(seed: str, count: int, columns: int) -> Numbers:
    """Columns of even random numbers. Row by row, so that a larger sample begins with the smaller one."""
    draw = Random(seed).random
    return np.array([[draw() for _ in range(columns)] for _ in range(count)], dtype=np.float64)


@lru_cache(maxsize=64)
def spread_numbers(seed: str, count: int) -> Numbers:
    """Random numbers of which each of `count` equal slices of 0..1 holds one, in random order (Latin hypercube sampling)."""
    even = even_numbers(seed, count, 2)
    return (even[:, 0].argsort().argsort() + even[:, 1]) / count


def _drawn(question: Question, count: int) -> Draws:
    """The answers to a question by its shares."""
    options = shape_of(question).options
    match question.type:
        case QuestionType.NUMBER:
            values = {float(value): share for value, share in question.shares.items()} or _about(question)
            indices = _by_share(list(values.values()), even_numbers(question.id, count, 1)[:, 0])
            return Draws({}, numbers=np.array(list(values), dtype=np.float64)[indices])
        case QuestionType.CHOICE | QuestionType.YES_NO:
            shares = [question.shares.get(option, 0.0) for option in options] if question.shares else [1.0] * len(options)
            indices = _by_share(shares, even_numbers(question.id, count, 1)[:, 0])
            return Draws({option: indices == index for index, option in enumerate(options)})
        case QuestionType.MULTI:
            even = even_numbers(question.id, count, len(options))
            return Draws({option: even[:, index] < question.shares.get(option, _EVEN) for index, option in enumerate(options)})
        case QuestionType.RANKING:
            even = even_numbers(question.id, count, 2 * len(options))
            chosen = {option: even[:, index] < question.shares.get(option, _EVEN) for index, option in enumerate(options)}
            order = np.where(np.array(list(chosen.values())).T, even[:, len(options) :], 2.0)
            first = np.where(order.min(axis=1) < 2.0, order.argmin(axis=1), -1)
            return Draws(chosen, first=first)


def _about(question: Question) -> dict[float, float]:
    """Without shares: the number that is assumed, half of it and twice it, all alike; without that only the least."""
    if question.assume is None:
        return {question.least: 1.0}
    return {max(question.least, min(question.most, question.assume * times)): 1.0 for times in (0.5, 1, 2)}


def _by_share(shares: list[float], even: Numbers) -> NDArray[np.int64]:
    """The index of the option that each even random number falls on."""
    edges: Numbers = np.cumsum(np.array(shares, dtype=np.float64))
    indices: NDArray[np.int64] = np.searchsorted(edges, even * edges[-1], side="right").astype(np.int64)
    return np.minimum(indices, len(shares) - 1)


def _given(question: Question, answer: Answer, count: int) -> Draws:
    """An answer that was given, in every row."""
    everyone: Column = np.ones(count, dtype=np.bool_)
    if not isinstance(answer, tuple):
        return Draws({}, numbers=np.full(count, answer))
    options = shape_of(question).options
    first = np.full(count, options.index(answer[0]) if answer else -1) if question.type is QuestionType.RANKING else None
    return Draws({option: everyone if option in answer else ~everyone for option in options}, first=first)
