"""All conditions of a rulebook at once, by bits: each answer passes some clauses, and what passes all questions holds.

A condition is a number of clauses, one of which must hold; a clause is a number of tests, all of which must. With three truth
values too every condition can be turned into that, since all laws that it takes hold. `condition.evaluate` is the reference.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from channelfit.rulebook.condition import (
    All,
    Answer,
    Answers,
    AnyOf,
    Condition,
    Doubtful,
    Not,
    Operator,
    Test,
    Truth,
    evaluate,
)
from channelfit.rulebook.model import Rule, Rulebook
from channelfit.rulebook.walk import asked_order, conditions
from channelfit.source.problem import Mark, Source
from channelfit.typed import NamedTuple, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    _Made = TypeVar("_Made")

# A test as plain data: operator, options, number, whether it is turned round.
PlainTest = tuple[str, tuple[str, ...], float, bool]
# A condition of more clauses is walked instead.
_MOST_CLAUSES = 64
# So many different answers to a question are kept with what they pass.
_MOST_KEPT = 4096
_NOWHERE = Mark(Source("<compiled>"), 0, 0)


class Compiled(NamedTuple):
    """The conditions of a rulebook as plain data, which `marshal` can hold.

    Condition `n` has bit `n` as its first clause; `several` are those that have none or more than one, with the bits of all of
    them, and `walked` those with too many. `tests` are by question, each with the bits of the clauses that it stands in.
    """

    conditions: int
    clauses: int
    several: tuple[tuple[int, int], ...]
    walked: tuple[int, ...]
    tests: dict[str, tuple[tuple[PlainTest, int], ...]]


class Bits(NamedTuple):
    """For each condition a bit: whether it certainly holds, and whether it may."""

    yes: int
    maybe: int


def compiled(stated: Sequence[Condition]) -> Compiled:
    """Some conditions, compiled in their order."""
    count = following = len(stated)
    several: list[tuple[int, int]] = []
    walked: list[int] = []
    tests: dict[str, dict[PlainTest, int]] = {}
    for number, condition in enumerate(stated):
        clauses = _clauses(condition, is_turned=False)
        if clauses is None:
            walked.append(number)
            continue
        places = [number, *range(following, following + len(clauses) - 1)][: len(clauses)]
        following += max(0, len(clauses) - 1)
        if len(clauses) != 1:
            several.append((number, sum(1 << place for place in places)))
        for place, clause in zip(places, clauses, strict=True):
            for question, test in clause:
                found = tests.setdefault(question, {})
                found[test] = found.get(test, 0) | 1 << place
    plain = {question: tuple(found.items()) for question, found in tests.items()}
    return Compiled(count, following, tuple(several), tuple(walked), plain)


Clause = frozenset[tuple[str, PlainTest]]


def _clauses(condition: Condition, *, is_turned: bool) -> list[Clause] | None:
    """The clauses of a condition, or of its opposite; nothing if there are too many."""
    match condition:
        case Test():
            options = tuple(sorted(condition.options))
            return [frozenset({(condition.question, (condition.operator.value, options, condition.number, is_turned))})]
        case Not(part):
            return _clauses(part, is_turned=not is_turned)
        case All(parts) | AnyOf(parts):
            found = [_clauses(part, is_turned=is_turned) for part in parts]
            return _joined(found) if isinstance(condition, All) is not is_turned else _listed(found)


def _joined(parts: Sequence[list[Clause] | None]) -> list[Clause] | None:
    """The clauses of what holds if all parts do."""
    found: list[Clause] = [frozenset()]
    for clauses in parts:
        if clauses is None or len(found) * len(clauses) > _MOST_CLAUSES:
            return None
        found = list(dict.fromkeys(first | second for first in found for second in clauses))
    return found


def _listed(parts: Sequence[list[Clause] | None]) -> list[Clause] | None:
    """The clauses of what holds if one part does."""
    found: dict[Clause, None] = {}
    for clauses in parts:
        if clauses is None:
            return None
        found |= dict.fromkeys(clauses)
    return list(found) if len(found) <= _MOST_CLAUSES else None


class Evaluator:
    """Evaluates all conditions of a rulebook; it keeps what each answer passes, so it is a class."""

    __repr__ = one_line

    def __init__(self, rulebook: Rulebook, plain: Compiled | None = None) -> None:
        found = list(conditions(rulebook))
        self.stated = [stated.condition for stated in found]
        self.questions = tuple(asked_order(rulebook.questions))
        self.first_rule = next((number for number, stated in enumerate(found) if isinstance(stated.item, Rule)), 0)
        self.compiled = plain if plain is not None else compiled(self.stated)
        # By identity: conditions live as long as the rulebook, and comparing them whole would cost more than evaluating them.
        self.numbers = {id(condition): number for number, condition in enumerate(self.stated)}
        self._all = (1 << self.compiled.clauses) - 1
        self._first = (1 << self.compiled.conditions) - 1
        self._kept: list[tuple[str, dict[Answer | Doubtful | None, Bits]]] = [(question, {}) for question in self.compiled.tests]
        self._tests: dict[str, list[tuple[Test, bool, int]]] = {}

    def bits(self, answers: Answers) -> Bits:
        """Which conditions certainly hold for what is known, and which may."""
        yes = maybe = self._all
        for question, kept in self._kept:
            answer = answers.get(question)
            passed = kept.get(answer)
            if passed is None:
                passed = self._passed(question, answer, kept)
            yes &= passed[0]
            maybe &= passed[1]
        return self._of_conditions(yes, maybe, answers)

    def _of_conditions(self, yes: int, maybe: int, answers: Answers) -> Bits:
        """The bits of conditions from those of clauses."""
        found, possible = yes & self._first, maybe & self._first
        for number, clauses in self.compiled.several:
            bit = 1 << number
            found = found | bit if yes & clauses else found & ~bit
            possible = possible | bit if maybe & clauses else possible & ~bit
        for number in self.compiled.walked:
            truth, bit = evaluate(self.stated[number], answers).truth, 1 << number
            found = found | bit if truth is Truth.YES else found & ~bit
            possible = possible & ~bit if truth is Truth.NO else possible | bit
        return Bits(found, possible)

    def _passed(self, question: str, answer: Answer | Doubtful | None, kept: dict[Answer | Doubtful | None, Bits]) -> Bits:
        """The clauses that an answer certainly passes, and those that it may."""
        if question not in self._tests:
            self._tests[question] = [(_test(question, test), test[3], bits) for test, bits in self.compiled.tests[question]]
        yes = maybe = self._all
        known = {} if answer is None else {question: answer}
        for test, is_turned, bits in self._tests[question]:
            truth = evaluate(test, known).truth
            if truth is not (Truth.NO if is_turned else Truth.YES):
                yes &= ~bits
            if truth is (Truth.YES if is_turned else Truth.NO):
                maybe &= ~bits
        if len(kept) > _MOST_KEPT:
            kept.clear()
        kept[answer] = Bits(yes, maybe)
        return kept[answer]


def _test(question: str, plain: PlainTest) -> Test:
    operator, options, number, _ = plain
    return Test(question, Operator(operator), frozenset(options), number, _NOWHERE)


# What was made of the rulebooks that were used last: rulebooks are frozen, and known by identity.
_USED: list[tuple[Rulebook, dict[object, object]]] = []
_MOST_USED = 4


def kept_with(rulebook: Rulebook, name: object, make: Callable[[], _Made]) -> _Made:
    """What was made of a rulebook before under this name, else what is made now."""
    for known, kept in _USED:
        if known is rulebook:
            if name not in kept:
                kept[name] = make()
            return kept[name]  # type: ignore[return-value]
    _USED.insert(0, (rulebook, {}))
    del _USED[_MOST_USED:]
    return kept_with(rulebook, name, make)


def evaluator_of(rulebook: Rulebook, plain: Compiled | None = None) -> Evaluator:
    """The evaluator of all conditions of a rulebook, in the order of `walk.conditions`; `plain` is what was compiled before."""
    return kept_with(rulebook, Evaluator, lambda: Evaluator(rulebook, plain))
