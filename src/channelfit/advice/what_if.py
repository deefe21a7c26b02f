"""What would change the recommendation: all single and double changes of answers that a company can make, exactly.

Each changed company is a row of one table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from channelfit.advice.changes import Change, changed_answer, possible_changes, shaping_tests
from channelfit.advice.model import Advice
from channelfit.advice.parted import bits_by_member, everyone_of
from channelfit.advice.search import Asked
from channelfit.advice.situations import picks_for, states_of
from channelfit.advice.states import States
from channelfit.advice.table import Table
from channelfit.advice.varied import Spread, Varied, spread_by
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import QuestionType
from channelfit.rulebook.walk import read_anyway
from channelfit.typed import NamedTuple

Changes = tuple[Change, ...]


class WhatIf(NamedTuple):
    """Changes after which a channel is recommended (or a basic) that is not now, or no longer is; nothing less does it.

    `after` is everything that is recommended then, basics included, in id order.
    """

    channel: str
    enters: bool
    changes: Changes
    after: tuple[str, ...]


def what_if(advice: Advice, most: int = 2, channels: Collection[str] | None = None) -> tuple[WhatIf, ...]:
    """Every smallest change or (with `most` 2) pair of changes that brings a channel in or drops one, the fewest first.

    Of all channels, or of some.
    """
    found = _outcomes(advice, _possible(advice, most), [*advice.rulebook.channels] if channels is None else channels)
    base = found.pop(())
    flipping: dict[str, list[Changes]] = {id: [] for id in advice.rulebook.channels if channels is None or id in channels}
    for changes, picked in found.items():
        for id in picked ^ base:
            if id in flipping:
                flipping[id].append(changes)
    results: list[WhatIf] = []
    for id, some in flipping.items():
        results += [WhatIf(id, id not in base, changes, tuple(sorted(found[changes]))) for changes in _smallest(some, advice)]
    return tuple(results)


def _outcomes(advice: Advice, changes: Sequence[Changes], channels: Collection[str]) -> dict[Changes, frozenset[str]]:
    """What is recommended after no change, each change and each pair of changes.

    A pair of which one change alone turns every one of the channels is left out: it is never the smallest.
    """
    rulebook, table = advice.rulebook, _table_of(advice, changes)
    states = states_of(rulebook, table, tuple(goal.goal.id for goal in advice.coverage))
    found: dict[Changes, frozenset[str]] = {}

    def work_out(rows: Sequence[int], states: States) -> None:
        picks = picks_for(rulebook, table, states, rows, advice.max_channels_wished)
        found.update((changes[row], frozenset(pick.chosen + pick.basics)) for row, pick in zip(rows, picks, strict=True))

    work_out([row for row, some in enumerate(changes) if len(some) < 2], states)
    wanted, turned = frozenset(channels), {some[0]: found[some] ^ found[()] for some in found if some}
    pairs = [(row, some) for row, some in enumerate(changes) if len(some) > 1]
    asked = [Asked(channel, channel in found[()]) for channel in channels]
    left = [row for row, (first, second) in pairs if not wanted <= turned[first] | turned[second]]
    work_out(left, states._replace(asked=asked[0] if len(asked) == 1 else None))
    return found


def _smallest(flipping: list[Changes], advice: Advice) -> Iterator[Changes]:
    """Those of the changes of which no other asks for less: fewer changes, or a number that is nearer to the present one."""
    sized = {changes: _sizes(changes, advice) for changes in flipping}
    kept: list[Mapping[object, float]] = []
    for changes in sorted(flipping, key=lambda some: (len(some), sum(sized[some].values()))):
        size = sized[changes]
        less = [other for other in kept if other.keys() <= size.keys()]
        if not any(all(least <= size[part] for part, least in other.items()) for other in less):
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


def _possible(advice: Advice, most: int) -> list[Changes]:
    """No change, each change that could make a difference, and (with `most` 2) each pair of them."""
    rulebook = advice.rulebook
    read = read_anyway(rulebook).union([test.question for test in shaping_tests(rulebook)])
    possible = possible_changes(rulebook, advice.profile, advice.wished_channels)
    single = [change for change in possible if change.question in read]
    # Two changes of one answer go together only as two options of several.
    several = {id for id, question in rulebook.questions.items() if question.type is QuestionType.MULTI}
    pairs = [
        (first, second)
        for first, second in (combinations(single, 2) if most > 1 else ())
        if first.question != second.question or (first.question in several and first.option and second.option)
    ]
    return [(), *((change,) for change in single), *pairs]


def _table_of(advice: Advice, changes: Sequence[Changes]) -> Table:
    """The company after no change, each change, and each pair of changes, in columns: a row each."""
    rulebook, everyone = advice.rulebook, everyone_of(len(changes))
    given: dict[str, Answer | Varied | Spread] = dict(advice.profile.answers)
    of_question: dict[str, dict[Change, int]] = {}
    for change, rows in bits_by_member(changes).items():
        of_question.setdefault(change.question, {})[change] = rows
    for id, changed in of_question.items():
        question, before = rulebook.questions[id], advice.profile.answers.get(id)
        found: dict[Answer | None, int] = {}
        rest = everyone
        for first, second in combinations(changed, 2) if question.type is QuestionType.MULTI else ():
            if both := changed[first] & changed[second]:
                answer = changed_answer(changed_answer(before, first, question), second, question)
                found[answer] = found.get(answer, 0) | both
                rest &= ~both
        for change, rows in changed.items():
            answer = changed_answer(before, change, question)
            found[answer] = found.get(answer, 0) | (rows & rest)
            rest &= ~rows
        if rest:
            found[before] = found.get(before, 0) | rest
        given[id] = spread_by(question, found, everyone)
    return Table(rulebook, given, len(changes))
