"""What would change the recommendation: all single and double changes of answers that a company can make, exactly.

Each changed company is a row of one table.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from channelfit.advice.changes import Change, changed_answer, possible_changes
from channelfit.advice.model import Advice
from channelfit.advice.situations import picks_for, states_of
from channelfit.advice.table import table_of
from channelfit.brevity import brief
from channelfit.rulebook.condition import Answer, questions_in
from channelfit.rulebook.model import QuestionType, Rulebook
from channelfit.rulebook.walk import conditions, read_anyway

Changes = tuple[Change, ...]


@brief
class WhatIf(NamedTuple):
    """Changes after which a channel is recommended (or a basic) that is not now, or no longer is; nothing less does it.

    `after` is everything that is recommended then, basics included, in id order.
    """

    channel: str
    enters: bool
    changes: Changes
    after: tuple[str, ...]


def what_if(advice: Advice, most: int = 2) -> tuple[WhatIf, ...]:
    """Every smallest change or (with `most` 2) pair of changes that brings a channel in or drops one, the fewest first."""
    found = outcomes(advice, most)
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
    for changes in sorted(flipping, key=lambda some: (len(some), sum(sized[some].values()))):
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


def outcomes(advice: Advice, most: int) -> dict[Changes, frozenset[str]]:
    """What is recommended after no change, each change, and (with `most` 2) each pair of changes."""
    rulebook = advice.rulebook
    read = _questions_read(rulebook)
    possible = possible_changes(rulebook, advice.profile, advice.wished_channels)
    single = [change for change in possible if change.question in read]
    changes: list[Changes] = [(), *((change,) for change in single)]
    if most > 1:
        changes += [pair for pair in combinations(single, 2) if _go_together(*pair, rulebook)]
    table = table_of(rulebook, [_answers_after(some, advice) for some in changes])
    states = states_of(rulebook, table, tuple(goal.goal.id for goal in advice.coverage))
    picks = picks_for(rulebook, table, states, range(table.count), advice.max_channels_wished)
    return {some: frozenset(pick.chosen + pick.basics) for some, pick in zip(changes, picks, strict=True)}


def _questions_read(rulebook: Rulebook) -> set[str]:
    """The questions that anything reads which could change what is recommended."""
    found = set(read_anyway(rulebook))
    for stated in conditions(rulebook):
        if stated.shapes:
            found |= questions_in(stated.condition)
    return found


def _go_together(first: Change, second: Change, rulebook: Rulebook) -> bool:
    """Two changes of one answer go together only as two options of several."""
    several = rulebook.questions[first.question].type is QuestionType.MULTI and first.option and second.option
    return first.question != second.question or bool(several)


def _answers_after(changes: Changes, advice: Advice) -> dict[str, Answer]:
    answers = dict(advice.profile.answers)
    for change in changes:
        question = advice.rulebook.questions[change.question]
        answers[change.question] = changed_answer(answers.get(change.question), change, question)
    return answers
