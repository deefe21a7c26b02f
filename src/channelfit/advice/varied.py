"""Answers that differ from row to row: as columns of NumPy for many rows, or as bits for some hundred."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import ge, gt, le, lt, or_
from types import MappingProxyType

from channelfit.advice.parted import Parts, Rows, bits_by_value, everyone_of
from channelfit.advice.truths import any_among, opposite
from channelfit.profile import shape_of
from channelfit.rulebook.condition import NUMERIC, Answer, Operator, Test
from channelfit.rulebook.model import Question, QuestionType
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from channelfit.advice.truths import Indices, Numbers, Truths

_COMPARE: dict[Operator, Callable[[float, float], bool]] = {
    Operator.AT_LEAST: ge,
    Operator.AT_MOST: le,
    Operator.ABOVE: gt,
    Operator.BELOW: lt,
}


class Varied(NamedTuple):
    """The answers to one question in all rows.

    `options` has a column per option; `first` the index of the first option of a ranking (-1: none) and `ranks` that of each
    option in it, from 0; `numbers` the value (not a number where there is none). In the rows of `is_open` nothing is answered.
    Answers that were drawn are cut to the options that the question they are a part of was answered with.
    """

    options: Mapping[str, Truths] = MappingProxyType({})
    first: Indices | None = None
    ranks: Mapping[str, Indices] = MappingProxyType({})
    numbers: Numbers | None = None
    is_open: Truths = False
    is_drawn: bool = False

    def compared(self, test: Test) -> Truths:
        """Which numbers pass a comparison."""
        passes: Truths = _COMPARE[test.operator](self.numbers, test.number)  # type: ignore[arg-type]  # Columns too.
        return passes

    def starts_with(self, options: frozenset[str]) -> Truths:
        """Where one of some options comes first."""
        if self.first is None:
            return False
        import numpy as np

        return np.isin(self.first, [index for index, option in enumerate(self.options) if option in options])


class Spread(NamedTuple):
    """The answers to one question in all rows, as bits, or as one value where they are the same in all; else as in `Varied`."""

    options: Mapping[str, Truths] = MappingProxyType({})
    ranks: Mapping[str, Parts] = MappingProxyType({})
    first: str = ""
    numbers: Parts | float | None = None
    is_open: Truths = False
    is_drawn: bool = False
    everyone: int = 0

    def compared(self, test: Test) -> Truths:
        """Which numbers pass a comparison; what is no number passes none."""
        passes = _COMPARE[test.operator]
        if isinstance(self.numbers, Parts):
            return Rows(self.numbers.passing(lambda value: passes(value, test.number)), self.everyone)
        assert self.numbers is not None
        return passes(self.numbers, test.number)

    def starts_with(self, options: frozenset[str]) -> Truths:
        """Where one of some options comes first."""
        if not self.ranks:
            return self.first in options
        firsts = [ranks.of.get(0, 0) for option, ranks in self.ranks.items() if option in options]
        return Rows(reduce(or_, firsts, 0), self.everyone)


def spread_of(question: Question, answers: Sequence[Answer | None], *, is_drawn: bool = False) -> Spread:
    """Answers of so many rows (nothing: open)."""
    return spread_by(question, bits_by_value(answers), everyone_of(len(answers)), is_drawn=is_drawn)


def spread_by(question: Question, rows: Mapping[Answer | None, int], everyone: int, *, is_drawn: bool = False) -> Spread:
    """Answers (nothing: open), each with the bits of the rows that gave it."""
    bits = dict(rows)
    opened = bits.pop(None, 0)
    is_open: Truths = Rows(opened, everyone) if opened else False
    if question.type is QuestionType.NUMBER:
        numbers = Parts({answer: some for answer, some in bits.items() if isinstance(answer, float)})
        return Spread(numbers=numbers, is_open=is_open, is_drawn=is_drawn, everyone=everyone)
    columns = dict.fromkeys(shape_of(question).options, 0)
    ranks: dict[str, dict[float, int]] = {option: {} for option in columns}
    for answer, some in bits.items():
        for rank, option in enumerate(answer if isinstance(answer, tuple) else ()):
            columns[option] |= some
            ranks[option][rank] = ranks[option].get(rank, 0) | some
    return Spread(
        {option: Rows(some, everyone) for option, some in columns.items()},
        {option: Parts({**found, -1: everyone ^ columns[option]}) for option, found in ranks.items()}
        if question.type is QuestionType.RANKING
        else {},
        is_open=is_open,
        is_drawn=is_drawn,
        everyone=everyone,
    )


def same_of(question: Question, answer: Answer) -> Spread:
    """An answer that is the same in all rows."""
    if not isinstance(answer, tuple):
        return Spread(numbers=answer)
    options, is_ranking = shape_of(question).options, question.type is QuestionType.RANKING
    return Spread({option: option in answer for option in options}, first=answer[0] if is_ranking and answer else "")


def passes(test: Test, answer: Varied | Spread) -> Truths:
    """Whether the answers of a question pass a test; what is no number passes no comparison."""
    if answer.numbers is not None and test.operator in NUMERIC:
        return answer.compared(test)
    named = [column for option, column in answer.options.items() if option in test.options]
    match test.operator:
        case Operator.ANY_OF:
            return any_among(named)
        case Operator.NONE_OF:
            return opposite(any_among(named))
        case Operator.ALL_OF:
            return opposite(any_among(map(opposite, named))) if len(named) == len(test.options) else False
        case Operator.FIRST:
            return answer.starts_with(test.options)
        case _:
            return False
