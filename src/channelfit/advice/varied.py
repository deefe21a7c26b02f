"""The answers to one question in many rows."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from channelfit.brevity import brief
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Question, QuestionType

if TYPE_CHECKING:
    from channelfit.advice.truths import Column, Indices, Numbers, Truths


@brief
class Varied(NamedTuple):
    """The answers to one question in all rows.

    `options` has a column per option; `first` the index of the first option of a ranking (-1: none) and `ranks` that of each
    option in it, from 0; `numbers` the value (not a number where there is none). In the rows of `is_open` nothing is answered.
    Answers that were drawn are cut to the options that the question they are a part of was answered with.
    """

    options: "Mapping[str, Column]" = MappingProxyType({})
    first: "Indices | None" = None
    ranks: "Mapping[str, Indices]" = MappingProxyType({})
    numbers: "Numbers | None" = None
    is_open: "Truths" = False
    is_drawn: bool = False


def varied_of(question: Question, answers: Sequence[Answer | None]) -> Varied:
    """Answers that differ, as columns."""
    import numpy as np

    open_rows = np.array([answer is None for answer in answers], dtype=np.bool_)
    is_open: Truths = open_rows if open_rows.any() else False
    if question.type is QuestionType.NUMBER:
        numbers = [np.nan if answer is None or isinstance(answer, tuple) else answer for answer in answers]
        return Varied(numbers=np.array(numbers, dtype=np.float64), is_open=is_open)
    chosen = [answer if isinstance(answer, tuple) else () for answer in answers]
    options = ("yes", "no") if question.type is QuestionType.YES_NO else tuple(question.options)
    columns = {option: np.array([option in answer for answer in chosen], dtype=np.bool_) for option in options}
    first = None
    if question.type is QuestionType.RANKING:
        index = {option: place for place, option in enumerate(options)}
        first = np.array([index[answer[0]] if answer else -1 for answer in chosen], dtype=np.int64)
    return Varied(columns, first, ranks_of(options, chosen) if first is not None else {}, is_open=is_open)


def ranks_of(options: Sequence[str], chosen: Sequence[tuple[str, ...]]) -> "dict[str, Indices]":
    """The rank of each option in each answer, from 0; -1 where it is not in it."""
    import numpy as np

    return {
        option: np.array([answer.index(option) if option in answer else -1 for answer in chosen], dtype=np.int64)
        for option in options
    }
