"""Profiles of which the open answers are drawn."""

import numpy as np

from channelfit.advice.table import Table
from channelfit.advice.uncertainty import completions
from channelfit.profile import Profile, known_answers
from channelfit.rulebook.condition import Answer, Doubtful
from channelfit.rulebook.model import QuestionType, Rulebook


def completed(rulebook: Rulebook, profile: Profile, count: int) -> Table:
    """So many completions of a profile."""
    return completions(rulebook, profile, known_answers(rulebook, profile), count)


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
