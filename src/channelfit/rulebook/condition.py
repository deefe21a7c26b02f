"""Conditions over answers, with three truth values (Kleene): an unanswered question is unknown, never no."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, IntEnum

from channelfit.source.problem import Mark
from channelfit.typed import NamedTuple, assert_never

# Choices, multiple choices, rankings and yes/no questions are answered with options (`("yes",)`), numbers with a
# number. No options at all mean "none of them"; a question that does not apply counts as answered with that.
Answer = tuple[str, ...] | float
NOTHING: tuple[str, ...] = ()


class QuestionType(Enum):
    """How a question is answered."""

    CHOICE = "choice"
    MULTI = "multi"
    RANKING = "ranking"
    NUMBER = "number"
    YES_NO = "yes_no"


class Truth(IntEnum):
    """No < unknown < yes: `all` is the lowest of its parts, `any` the highest."""

    NO = 0
    UNKNOWN = 1
    YES = 2


class Operator(Enum):
    """How a test compares the answer with its operand."""

    ANY_OF = "any_of"
    ALL_OF = "all_of"
    NONE_OF = "none_of"
    FIRST = "first"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOVE = "above"
    BELOW = "below"


NUMERIC = (Operator.AT_LEAST, Operator.AT_MOST, Operator.ABOVE, Operator.BELOW)


class Test(NamedTuple):
    """One comparison: `options` for questions with options, `number` for numbers."""

    question: str
    operator: Operator
    options: frozenset[str]
    number: float
    mark: Mark


class All(NamedTuple):
    """Holds if every part holds; without parts always."""

    parts: tuple[Condition, ...]


class AnyOf(NamedTuple):
    """Holds if one part holds."""

    parts: tuple[Condition, ...]


class Not(NamedTuple):
    """Holds if its part does not."""

    part: Condition


Condition = All | AnyOf | Not | Test

ALWAYS = All(())


class Doubtful(NamedTuple):
    """An answer to a question of which it is open whether it applies at all; `missing` would settle that."""

    answer: Answer
    missing: frozenset[str]


# What is known: a question that is not in here is open.
Answers = Mapping[str, Answer | Doubtful]


class Evaluation(NamedTuple):
    """Whether a condition holds, and, if that is unknown, the open questions that could settle it."""

    truth: Truth
    missing: frozenset[str] = frozenset()


_YES = Evaluation(Truth.YES)
_NO = Evaluation(Truth.NO)


def evaluate(condition: Condition, answers: Answers) -> Evaluation:
    """Whether the condition holds for what is known."""
    match condition:
        case Test():
            return _evaluate_test(condition, answers)
        case All():
            return _lowest([evaluate(part, answers) for part in condition.parts])
        case AnyOf():
            return _opposite(_lowest([_opposite(evaluate(part, answers)) for part in condition.parts]))
        case Not():
            return _opposite(evaluate(condition.part, answers))
        case _:
            assert_never(condition)


def holds(condition: Condition, answers: Answers) -> bool:
    """Whether the condition certainly holds."""
    return evaluate(condition, answers).truth is Truth.YES


def questions_in(condition: Condition) -> frozenset[str]:
    """Every question that the condition reads."""
    match condition:
        case Test():
            return frozenset((condition.question,))
        case All() | AnyOf():
            return frozenset().union(*(questions_in(part) for part in condition.parts))
        case Not():
            return questions_in(condition.part)
        case _:
            assert_never(condition)


def tests_in(condition: Condition) -> tuple[Test, ...]:
    """Every test of the condition."""
    match condition:
        case Test():
            return (condition,)
        case All() | AnyOf():
            return tuple(test for part in condition.parts for test in tests_in(part))
        case Not():
            return tests_in(condition.part)
        case _:
            assert_never(condition)


def _lowest(evaluations: list[Evaluation]) -> Evaluation:
    if any(evaluation.truth is Truth.NO for evaluation in evaluations):
        return _NO
    unknown = [evaluation.missing for evaluation in evaluations if evaluation.truth is Truth.UNKNOWN]
    return Evaluation(Truth.UNKNOWN, frozenset().union(*unknown)) if unknown else _YES


def _opposite(evaluation: Evaluation) -> Evaluation:
    if evaluation.truth is Truth.UNKNOWN:
        return evaluation
    return _NO if evaluation.truth is Truth.YES else _YES


def _evaluate_test(test: Test, answers: Answers) -> Evaluation:
    answer = answers.get(test.question)
    if answer is None:
        return Evaluation(Truth.UNKNOWN, frozenset((test.question,)))
    if isinstance(answer, Doubtful):
        # The answer counts only if the question applies; if both ways agree, that does not matter.
        if _passes(test, answer.answer) != _passes(test, NOTHING):
            return Evaluation(Truth.UNKNOWN, answer.missing)
        return _YES if _passes(test, NOTHING) else _NO
    return _YES if _passes(test, answer) else _NO


def _passes(test: Test, answer: Answer) -> bool:
    if isinstance(answer, tuple):
        return _passes_options(test, answer)
    match test.operator:
        case Operator.AT_LEAST:
            return answer >= test.number
        case Operator.AT_MOST:
            return answer <= test.number
        case Operator.ABOVE:
            return answer > test.number
        case Operator.BELOW:
            return answer < test.number
        case _:
            return False


def _passes_options(test: Test, chosen: tuple[str, ...]) -> bool:
    match test.operator:
        case Operator.ANY_OF:
            return not test.options.isdisjoint(chosen)
        case Operator.ALL_OF:
            return test.options.issubset(chosen)
        case Operator.NONE_OF:
            return test.options.isdisjoint(chosen)
        case Operator.FIRST:
            return bool(chosen) and chosen[0] in test.options
        case _:
            # A number that does not apply passes no comparison.
            return False
