"""Decide exactly which conditions can hold, and hold together, and show a profile in which they do.

The answers still possible for a question are a box: the options of a choice, what is certainly in and certainly out of a multiple
choice, a range of numbers. A test splits a box into boxes in which it holds and boxes in which it does not, so a condition over
answers is a union of boxes, and the search for one of them is exact. Profiles are complete here: every question that applies is
answered, one that does not apply counts as answered with nothing, and options that only make sense where another question has
them (`subset_of`) are chosen only there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from channelfit.profile import shape_of
from channelfit.rulebook.condition import (
    ALWAYS,
    NOTHING,
    All,
    Answer,
    AnyOf,
    Condition,
    Not,
    Operator,
    Test,
    Truth,
    evaluate,
    questions_in,
    tests_in,
)
from channelfit.rulebook.model import Question, QuestionType
from channelfit.rulebook.walk import asked_order
from channelfit.ruletools.checks.box import Box, answer_in, split, verdict, whole
from channelfit.typed import NamedTuple, assert_never

NEVER = AnyOf(())
# A condition of a few questions takes tens of steps. One that takes more than this is left undecided rather than waited for.
_MOST_STEPS = 2_000


class Outcome(NamedTuple):
    """Answers in which a condition holds, or none; without them, `decided` says that there are none for certain."""

    answers: Mapping[str, Answer] | None
    decided: bool = True

    @property
    def is_impossible(self) -> bool:
        """Whether no profile satisfies the condition, for certain."""
        return self.answers is None and self.decided


class Boxes:
    """Questions, and what was found out about conditions over them; it keeps that, so it is a class."""

    def __init__(self, questions: Mapping[str, Question]) -> None:
        self.questions = questions
        self._order = tuple(asked_order(questions))
        self._wholes = {id: whole(question) for id, question in questions.items()}
        # By identity, with the condition itself so that no other takes its place: comparing them whole would cost more.
        self._plain: dict[int, tuple[Condition, Condition]] = {}
        self._reads: dict[int, tuple[Condition, frozenset[str]]] = {}
        self._implied: dict[tuple[int, int], tuple[Condition, Condition, bool]] = {}

    def satisfy(self, *conditions: Condition) -> Outcome:
        """Answers in which all the conditions hold, with the required answers, as a profile that can be advised."""
        joined = All(conditions)
        formula = self._with_subsets(self.plain(joined))
        search = _Search(self._wholes)
        found = search.boxes_of(formula, {})
        if found is None:
            return Outcome(None, decided=search.steps <= _MOST_STEPS)
        return Outcome(self._answers(joined, found))

    def implies(self, narrow: Condition, wide: Condition) -> bool:
        """Whether the wide condition certainly holds wherever the narrow one does."""
        key = (id(narrow), id(wide))
        if key not in self._implied:
            self._implied[key] = (narrow, wide, self.satisfy(narrow, Not(wide)).is_impossible)
        return self._implied[key][2]

    def plain(self, condition: Condition) -> Condition:
        """The condition in tests that read the answers as given: whether a question applies is written out."""
        known = self._plain.get(id(condition))
        if known is None:
            known = self._plain[id(condition)] = (condition, self._written_out(condition))
        return known[1]

    def reads(self, condition: Condition) -> frozenset[str]:
        """The questions that decide a condition: those it reads, and those that decide whether and how these are answered."""
        known = self._reads.get(id(condition))
        if known is None:
            known = self._reads[id(condition)] = (condition, self._read_by(condition))
        return known[1]

    def _read_by(self, condition: Condition) -> frozenset[str]:
        found: set[str] = set()
        waiting = set(questions_in(condition))
        while waiting:
            id = waiting.pop()
            found.add(id)
            question = self.questions[id]
            waiting |= (questions_in(question.ask_when) | ({question.subset_of} & set(self.questions))) - found
        return frozenset(found)

    def _written_out(self, condition: Condition) -> Condition:
        match condition:
            case Test():
                return self._test(condition)
            case All(parts):
                return All(tuple(self.plain(part) for part in parts))
            case AnyOf(parts):
                return AnyOf(tuple(self.plain(part) for part in parts))
            case Not(part):
                return Not(self.plain(part))
            case _:
                assert_never(condition)

    def _test(self, test: Test) -> Condition:
        applies = self._applies(self.questions[test.question])
        if isinstance(applies, All) and not applies.parts:
            return test
        without = ALWAYS if evaluate(test, {test.question: NOTHING}).truth is Truth.YES else NEVER
        return AnyOf((All((applies, test)), All((Not(applies), without))))

    def _applies(self, question: Question) -> Condition:
        """When a question is answered with more than nothing."""
        if self._wholes[question.id] is None:
            return NEVER
        applies = self.plain(question.ask_when)
        if question.subset_of in self.questions and (question.type is not QuestionType.MULTI or question.least > 0):
            # Nothing to choose from: whoever leaves the question out has answered it.
            parent = self.questions[question.subset_of]
            applies = All((applies, self._has(parent, shape_of(parent).options)))
        return applies

    def _has(self, question: Question, options: Iterable[str]) -> Condition:
        return self._test(Test(question.id, Operator.ANY_OF, frozenset(options), 0.0, question.mark))

    def _with_subsets(self, formula: Condition) -> Condition:
        """The formula, and that nothing is chosen which only makes sense where another question has it."""
        parts = [formula]
        done: set[tuple[str, str]] = set()
        waiting = [formula]
        while waiting:
            for child, options in _named(waiting.pop()).items():
                question = self.questions[child]
                if question.subset_of not in self.questions or question.type is QuestionType.NUMBER:
                    continue
                several = question.type is QuestionType.MULTI and question.least <= 0
                for option in sorted(options) if several else shape_of(question).options:
                    if (child, option) not in done:
                        done.add((child, option))
                        parent = self._has(self.questions[question.subset_of], (option,))
                        part = AnyOf((Not(self._has(question, (option,))), parent))
                        parts.append(part)
                        waiting.append(part)
        return formula if len(parts) == 1 else All(tuple(parts))

    def _answers(self, condition: Condition, found: Mapping[str, Box]) -> dict[str, Answer]:
        """An answer for every question that decides the condition, and for every required one."""
        wanted = self.reads(condition)
        answers: dict[str, Answer] = {}
        known: dict[str, Answer] = {}
        for question in self._order:
            box = found.get(question.id) or self._wholes[question.id]
            if box is None or not (question.id in wanted or question.required):
                continue
            if evaluate(question.ask_when, known).truth is Truth.NO or known.get(question.subset_of) == NOTHING:
                known[question.id] = NOTHING
            else:
                answers[question.id] = known[question.id] = answer_in(box, question)
        return {id: answers[id] for id in self.questions if id in answers}


def _named(condition: Condition) -> dict[str, set[str]]:
    """The options that tests name, by question."""
    found: dict[str, set[str]] = {}
    for test in tests_in(condition):
        found.setdefault(test.question, set()).update(test.options)
    return found


class _Search:
    """One search for boxes in which a formula holds; it counts its steps, so it is a class."""

    def __init__(self, wholes: Mapping[str, Box | None]) -> None:
        self.wholes = wholes
        self.steps = 0

    def boxes_of(self, formula: Condition, boxes: Mapping[str, Box]) -> Mapping[str, Box] | None:
        """Boxes, narrower than the given ones, in which the formula holds whatever the answers in them."""
        self.steps += 1
        if self.steps > _MOST_STEPS:
            return None
        left = self._left(formula, boxes)
        if isinstance(left, bool):
            return boxes if left else None
        test, wished = _first_test(left, True)
        box = self._box(test.question, boxes)
        yes, no = split(box, test)
        for narrower in (*yes, *no) if wished else (*no, *yes):
            found = self.boxes_of(left, {**boxes, test.question: narrower})
            if found is not None:
                return found
        return None

    def _box(self, question: str, boxes: Mapping[str, Box]) -> Box:
        box = boxes.get(question) or self.wholes[question]
        assert box is not None  # Tests on questions that nobody can answer were written out as never applying.
        return box

    def _left(self, formula: Condition, boxes: Mapping[str, Box]) -> bool | Condition:
        """What is left to decide of a formula; its truth, if nothing is."""
        match formula:
            case Test():
                found = verdict(self._box(formula.question, boxes), formula)
                return formula if found is None else found
            case Not(part):
                left = self._left(part, boxes)
                return not left if isinstance(left, bool) else Not(left)
            case All(parts) | AnyOf(parts):
                ends = isinstance(formula, AnyOf)
                kept = []
                for part in parts:
                    left = self._left(part, boxes)
                    if left is ends:
                        return ends
                    if not isinstance(left, bool):
                        kept.append(left)
                if not kept:
                    return not ends
                return kept[0] if len(kept) == 1 else AnyOf(tuple(kept)) if ends else All(tuple(kept))
            case _:
                assert_never(formula)


def _first_test(condition: Condition, wished: bool) -> tuple[Test, bool]:
    """The first test of a condition, and whether its holding helps."""
    while not isinstance(condition, Test):
        if isinstance(condition, Not):
            condition, wished = condition.part, not wished
        else:
            condition = condition.parts[0]
    return condition, wished
