"""Read conditions, and refuse tests that do not suit their question.

condition = mapping            all of its entries hold
entry     = `all`: [condition ...] | `any`: [condition ...] | `not`: condition | question: test
test      = value              the answer is it, or includes it
          | [value ...]        any of these
          | mapping            all of: any_of, all_of, none_of (lists), first (value or list),
                               at_least, at_most, above, below (numbers)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from channelfit.language import Text
from channelfit.rulebook.condition import ALWAYS, NUMERIC, All, AnyOf, Condition, Not, Operator, QuestionType, Test
from channelfit.rulebook.context import Context
from channelfit.rulebook.names import UNKNOWN_OPTION, UNKNOWN_QUESTION, Shape
from channelfit.source.nodes import ListNode, MapNode, Node, Scalar
from channelfit.source.problem import Mark, Mistake, Problem, problem
from channelfit.source.values import A_LIST, A_MAPPING, A_NUMBER, kind_of, names_of, number_of, wrong_type

WRONG_TEST = Mistake(
    "wrong-test",
    de="`{question}` ist {type} und lässt sich nicht mit `{found}` prüfen",
    en="`{question}` is {type}, which cannot be tested with `{found}`",
)
EMPTY_CONDITION = Mistake(
    "empty-condition",
    de="eine Bedingung ohne Prüfung; lassen Sie sie weg, wenn sie immer gelten soll",
    en="a condition without any test; leave it out if it should always hold",
)

_OPERATORS = {operator.value: operator for operator in Operator}
_OPTION_TESTS = (Operator.ANY_OF, Operator.NONE_OF)
SUITABLE: dict[QuestionType, tuple[Operator, ...]] = {
    QuestionType.CHOICE: _OPTION_TESTS,
    QuestionType.YES_NO: _OPTION_TESTS,
    QuestionType.MULTI: (*_OPTION_TESTS, Operator.ALL_OF),
    QuestionType.RANKING: (*_OPTION_TESTS, Operator.ALL_OF, Operator.FIRST),
    QuestionType.NUMBER: NUMERIC,
}
TYPE_WORDS = {
    QuestionType.CHOICE: Text("eine Auswahl", "a choice"),
    QuestionType.YES_NO: Text("eine Ja/Nein-Frage", "a yes/no question"),
    QuestionType.MULTI: Text("eine Mehrfachauswahl", "a multiple choice"),
    QuestionType.RANKING: Text("eine Rangfolge", "a ranking"),
    QuestionType.NUMBER: A_NUMBER,
}


def read_condition(context: Context, _: str, node: Node) -> Condition:
    """The condition that a value is; what is wrong with it goes to the problems of the context."""
    return _Reader(context.problems, context.names.questions).condition(node)


class _Reader:
    """One condition being read: problems are collected, ids are looked up in `questions`."""

    def __init__(self, problems: list[Problem], questions: Mapping[str, Shape]) -> None:
        self.problems = problems
        self.questions = questions

    def report(
        self, mistake: Mistake, mark: Mark, *, expected: Iterable[str] = (), nearest_to: str = "", **values: object
    ) -> None:
        self.problems.append(problem(mistake, mark, expected=expected, nearest_to=nearest_to, **values))

    def condition(self, node: Node) -> Condition:
        if not isinstance(node, MapNode):
            wrong_type(self.problems, Text("eine Bedingung", "a condition"), node, A_MAPPING)
            return ALWAYS
        parts = [part for key, value in node.entries for part in self._entry(key, value)]
        if not node.entries:
            self.report(EMPTY_CONDITION, node.mark)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _entry(self, key: Scalar, value: Node) -> Iterable[Condition]:
        if key.text == "not":
            return (Not(self.condition(value)),)
        if key.text in ("all", "any"):
            parts = self._conditions(key.text, value)
            return (All(parts) if key.text == "all" else AnyOf(parts),)
        shape = self.questions.get(key.text)
        if shape is None:
            self.report(UNKNOWN_QUESTION, key.mark, found=key.text, expected=self.questions, nearest_to=key.text)
            return ()
        return self._tests(key, shape, value)

    def _conditions(self, key: str, value: Node) -> tuple[Condition, ...]:
        if not isinstance(value, ListNode):
            wrong_type(self.problems, key, value, A_LIST)
            return ()
        if not value.items:
            self.report(EMPTY_CONDITION, value.mark)
        return tuple(self.condition(item) for item in value.items)

    def _tests(self, key: Scalar, shape: Shape, value: Node) -> Iterable[Condition]:
        if isinstance(value, MapNode):
            if not value.entries:
                self.report(EMPTY_CONDITION, value.mark)
            return [test for name, operand in value.entries for test in self._test(key, shape, name, operand)]
        if shape.type is QuestionType.NUMBER and isinstance(value, Scalar):
            number = self._number(key.text, value)
            equal = (Operator.AT_LEAST, Operator.AT_MOST)
            return [Test(key.text, operator, frozenset(), number, value.mark) for operator in equal]
        return self._option_test(key.text, shape, Operator.ANY_OF, value, value.mark)

    def _test(self, key: Scalar, shape: Shape, name: Scalar, operand: Node) -> Iterable[Condition]:
        operator = _OPERATORS.get(name.text)
        suitable = SUITABLE[shape.type]
        if operator not in suitable:
            self.report(
                WRONG_TEST,
                name.mark,
                question=key.text,
                type=TYPE_WORDS[shape.type],
                found=name.text,
                expected=[operator.value for operator in suitable],
                nearest_to="" if operator else name.text,
            )
            return ()
        if operator in NUMERIC:
            return (Test(key.text, operator, frozenset(), self._number(key.text, operand), name.mark),)
        return self._option_test(key.text, shape, operator, operand, name.mark)

    def _number(self, question: str, node: Node) -> float:
        return number_of(self.problems, question, node) or 0.0

    def _option_test(self, question: str, shape: Shape, operator: Operator, node: Node, mark: Mark) -> Iterable[Condition]:
        scalars = names_of(self.problems, question, node)
        if shape.type is QuestionType.NUMBER:
            expected = [operator.value for operator in NUMERIC]
            self.report(WRONG_TEST, mark, question=question, type=A_NUMBER, found=kind_of(node), expected=expected)
            return ()
        if isinstance(node, ListNode) and not node.items:
            self.report(EMPTY_CONDITION, node.mark)
        options = [option for scalar in scalars if (option := self._option(question, shape, scalar))]
        return (Test(question, operator, frozenset(options), 0.0, mark),)

    def _option(self, question: str, shape: Shape, scalar: Scalar) -> str:
        option = option_of(scalar, shape)
        if not option:
            self.report(
                UNKNOWN_OPTION,
                scalar.mark,
                question=question,
                found=scalar.text,
                expected=shape.options,
                nearest_to=scalar.text,
            )
        return option


def option_of(scalar: Scalar, shape: Shape) -> str:
    """The option that a value names, if any; true and false stand for `yes` and `no` where these are options."""
    named = {True: "yes", False: "no"}.get(scalar.value, scalar.text) if isinstance(scalar.value, bool) else scalar.text
    return named if named in shape.options else ""
