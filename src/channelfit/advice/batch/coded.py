"""The answers of many companies as codes, and as the columns that conditions are evaluated on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

from channelfit.advice.rows import Column, Indices
from channelfit.advice.table import Table
from channelfit.advice.varied import Varied
from channelfit.profile import shape_of
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Question, QuestionType, Rulebook
from channelfit.typed import NamedTuple

# The odd numbers by which codes are mixed into one number a row come from a fixed seed.
_SEED = 20_261_128


class Coded(NamedTuple):
    """The answers to one question: the different ones (nothing: open), and for each row which of them it is."""

    answers: Sequence[Answer | None]
    codes: Indices


class Chosen(Sequence[Answer | None]):
    """Answers of several options each, a bit an option: each is put together when it is asked for, so it is a class."""

    def __init__(self, options: Sequence[str], bits: NDArray[np.uint64], is_open: Column) -> None:
        self.options = options
        self.bits = bits
        self.is_open = is_open

    def __len__(self) -> int:
        return len(self.bits)

    @overload
    def __getitem__(self, index: int) -> Answer | None: ...

    @overload
    def __getitem__(self, index: slice) -> Chosen: ...

    def __getitem__(self, index: int | slice) -> Answer | Chosen | None:
        if isinstance(index, slice):
            return Chosen(self.options, self.bits[index], self.is_open[index])
        bits = int(self.bits[index])
        return None if self.is_open[index] else tuple(option for at, option in enumerate(self.options) if bits >> at & 1)


Answered = Mapping[str, Coded]


def table_of_coded(rulebook: Rulebook, answered: Answered, count: int) -> Table:
    """The table of some companies, a row each."""
    given: dict[str, Answer | Varied] = {}
    for id, coded in answered.items():
        if len(coded.answers) > 1:
            given[id] = _varied(rulebook.questions[id], coded)
        elif coded.answers and coded.answers[0] is not None:
            given[id] = coded.answers[0]
    return Table(rulebook, given, count)


def _varied(question: Question, coded: Coded) -> Varied:
    answers, codes = coded.answers, coded.codes
    if isinstance(answers, Chosen):
        columns = {
            option: (answers.bits >> np.uint64(at) & np.uint64(1) != 0).take(codes) for at, option in enumerate(answers.options)
        }
        return Varied(columns, is_open=answers.is_open.take(codes) if answers.is_open.any() else False)
    is_open = np.array([answer is None for answer in answers], dtype=np.bool_)
    opened = is_open.take(codes) if is_open.any() else False
    if question.type is QuestionType.NUMBER:
        numbers = np.array(
            [np.nan if answer is None or isinstance(answer, tuple) else answer for answer in answers], dtype=np.float64
        )
        return Varied(numbers=numbers.take(codes), is_open=opened)
    options = {option: at for at, option in enumerate(shape_of(question).options)}
    listed = [[-1] * len(answers) for _ in options]
    for place, answer in enumerate(answers):
        for rank, option in enumerate(answer if isinstance(answer, tuple) else ()):
            listed[options[option]][place] = rank
    ranks = np.array(listed, dtype=np.int64)
    columns = {option: (ranks[at] >= 0).take(codes) for option, at in options.items()}
    if question.type is not QuestionType.RANKING:
        return Varied(columns, is_open=opened)
    is_first = ranks == 0
    first = np.where(is_first.any(axis=0), is_first.argmax(axis=0), -1).take(codes)
    return Varied(columns, first, {option: ranks[at].take(codes) for option, at in options.items()}, is_open=opened)


def distinct(answered: Answered, count: int) -> tuple[Indices, Indices]:
    """One row of each that are the same in everything, and for each row which of them it is."""
    return alike([coded.codes for coded in answered.values() if len(coded.answers) > 1], count)


def alike(columns: Sequence[Indices], count: int) -> tuple[Indices, Indices]:
    """One row of each that are the same in some columns, and for each row which of them it is."""
    odd = np.random.default_rng(_SEED).integers(1 << 63, size=len(columns), dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    mixed: NDArray[np.uint64] = np.zeros(count, dtype=np.uint64)
    for factor, column in zip(odd, columns, strict=True):
        mixed += (column.astype(np.uint64) + np.uint64(1)) * factor
        mixed ^= mixed >> np.uint64(29)
    _, first, index = np.unique(mixed, return_index=True, return_inverse=True)
    again = np.flatnonzero(first[index] != np.arange(count))
    before = first[index[again]]
    if all(np.array_equal(column[before], column[again]) for column in columns):
        return first, index
    # Two different rows were mixed into one number, which happens to nobody who has not looked for it.
    everyone = np.arange(count)
    return everyone, everyone


def answers_of(answered: Answered, row: int) -> dict[str, Answer]:
    """The answers of one company."""
    found = {id: coded.answers[int(coded.codes[row]) if len(coded.answers) > 1 else 0] for id, coded in answered.items()}
    return {id: answer for id, answer in found.items() if answer is not None}


def picked(answered: Answered, rows: Indices, count: int) -> Answered:
    """The answers of some of so many companies, as codes."""
    if len(rows) == count:
        return answered
    return {id: coded._replace(codes=coded.codes.take(rows)) for id, coded in answered.items()}
