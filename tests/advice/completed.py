"""Profiles of which the open answers are drawn."""

import numpy as np

from channelfit.advice.drawing import drawn
from channelfit.advice.table import Table
from channelfit.profile import Profile, known_answers
from channelfit.rulebook.condition import Answer, Doubtful
from channelfit.rulebook.model import QuestionType, Rulebook


def completed(rulebook: Rulebook, profile: Profile, count: int) -> Table:
    """So many completions of a profile, in columns."""
    known = known_answers(rulebook, profile)
    answers = {id: drawn(question, count) for id, question in rulebook.questions.items() if id not in known}
    return Table(rulebook, {**profile.answers, **answers}, count)


def answers_in(table: Table, row: int) -> dict[str, Answer]:
    """What is answered in one completion; questions that do not apply are left out."""
    found = {id: given for id, given in table.known.items() if not isinstance(given, Doubtful) and given != ()}
    for id, (answer, applies) in table.varied.items():
        if not np.broadcast_to(np.asarray(applies.yes), (table.count,))[row]:
            continue
        if answer.numbers is not None:
            found[id] = float(answer.numbers[row])
            continue
        chosen = [option for option, column in answer.options.items() if column[row]]
        if answer.ranks:
            chosen.sort(key=lambda option: int(answer.ranks[option][row]))
        if chosen or table.rulebook.questions[id].type is QuestionType.MULTI:
            found[id] = tuple(chosen)
    return found
