"""Profiles of which the open answers are drawn."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from channelfit.advice.parted import Parts
from channelfit.advice.rows import Column, Indices, Numbers
from channelfit.advice.states import listed
from channelfit.advice.table import Table
from channelfit.advice.uncertainty import completions
from channelfit.advice.varied import Spread
from channelfit.profile import Profile, known_answers
from channelfit.rulebook.condition import Answer, Doubtful
from channelfit.rulebook.model import QuestionType, Rulebook

if TYPE_CHECKING:
    from channelfit.advice.truths import Truths, Values


class Drawn(NamedTuple):
    """The answers to one question as columns: of each option, of the rank of each in a ranking, of a number."""

    options: dict[str, Column]
    ranks: dict[str, Indices]
    numbers: Numbers


def column_of(value: "Truths | Values", count: int) -> Numbers:
    """A value, the same in all rows or one a row, as a column of NumPy."""
    return np.array(listed(value, count).at(range(count)), dtype=np.float64)


def completed(rulebook: Rulebook, profile: Profile, count: int) -> Table:
    """So many completions of a profile."""
    return completions(rulebook, profile, known_answers(rulebook, profile), count)


def drawn_in(table: Table, question: str) -> Drawn:
    """What is answered to a question in each completion."""
    answer = table.varied[question].answer
    assert isinstance(answer, Spread)
    return Drawn(
        {option: column_of(column, table.count) > 0 for option, column in answer.options.items()},
        {option: column_of(column, table.count).astype(np.int64) for option, column in answer.ranks.items()},
        column_of(answer.numbers if isinstance(answer.numbers, Parts | float) else 0.0, table.count),
    )


def answers_in(table: Table, row: int) -> dict[str, Answer]:
    """What is answered in one completion; questions that do not apply are left out."""
    found = {id: given for id, given in table.known.items() if not isinstance(given, Doubtful) and given != ()}
    for id, (answer, applies) in table.varied.items():
        if not column_of(applies.yes, table.count)[row]:
            continue
        drawn = drawn_in(table, id)
        if answer.numbers is not None:
            found[id] = float(drawn.numbers[row])
            continue
        chosen = [option for option, column in drawn.options.items() if column[row]]
        ranks = {option: int(column[row]) for option, column in drawn.ranks.items()}
        chosen.sort(key=lambda option, ranks=ranks: ranks.get(option, 0))  # type: ignore[misc]
        if chosen or table.rulebook.questions[id].type is QuestionType.MULTI:
            found[id] = tuple(chosen)
    return found
