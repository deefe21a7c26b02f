"""The answers of one company, or of many in columns, and the truth of every condition over them.

A truth is a value (the same for all) or a column (one value a row), and so is everything that `formulas` makes of it. Nothing in
here needs NumPy where there are no columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from channelfit.advice.truths import Kleene, all_of, any_of, both, either, opposite, turned
from channelfit.advice.varied import Spread, Varied, passes, same_of, spread_of
from channelfit.rulebook.compiled import Bits, Evaluator, evaluator_of
from channelfit.rulebook.condition import (
    ALWAYS,
    NOTHING,
    All,
    Answer,
    AnyOf,
    Condition,
    Doubtful,
    Not,
    Test,
    Truth,
    evaluate,
    questions_in,
)
from channelfit.rulebook.model import Question, Rulebook
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from channelfit.advice.truths import Truths


class _Known(NamedTuple):
    """What is known of a varied question: its answers, and where it applies."""

    answer: Varied | Spread
    applies: Kleene


Given = Mapping[str, Answer | Varied | Spread]

# What of a test is compared: all but where it stands.
_COMPARED = Test._fields.index("mark")
_OF = {Truth.YES: Kleene(True, True), Truth.NO: Kleene(False, False), Truth.UNKNOWN: Kleene(False, True)}


class Table:
    """What is known of one or many companies; keeps each truth that it has worked out, so it is a class.

    `given` are the answers as they were given; `known` is what rules may read of those that are the same in all rows, `varied` of
    the others.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        given: Given,
        count: int = 1,
        *,
        parent: Table | None = None,
        affected: frozenset[str] = frozenset(),
    ) -> None:
        self.rulebook = rulebook
        self.given = given
        self.count = count
        self.affected = affected
        self.known: dict[str, Answer | Doubtful] = {}
        self.varied: dict[str, _Known] = {}
        self._parent = parent
        self._evaluator: Evaluator = parent._evaluator if parent else evaluator_of(rulebook)
        # By identity: conditions live as long as the rulebook, and comparing them whole would cost more than evaluating them.
        self._truths: dict[int, tuple[Condition, Kleene]] = {}
        self._views: dict[tuple[str, str], Table] = {}
        self._tested: dict[tuple[object, ...], Kleene] = {}
        self._fired: list[Truths] | None = None
        for question in self._evaluator.questions:
            if parent is None or question.id in affected:
                self._take(question)
            elif question.id in parent.varied:
                self.varied[question.id] = parent.varied[question.id]
            elif question.id in parent.known:
                self.known[question.id] = parent.known[question.id]

    def alone(self, question: str, option: str) -> Table:
        """The same companies, as if each had answered a question with this option alone."""
        key = (question, option)
        if key not in self._views:
            touched = {question}
            for later in self._evaluator.questions:
                if later.subset_of in touched or (later.ask_when is not ALWAYS and touched & questions_in(later.ask_when)):
                    touched.add(later.id)
            given = {**self.given, question: (option,)}
            affected = self.affected | touched
            self._views[key] = Table(self.rulebook, given, self.count, parent=self, affected=affected)
        return self._views[key]

    def let_go(self) -> None:
        """Forget the views of single options: each holds the table that holds it, and both would stay until somebody sweeps."""
        for view in self._views.values():
            view.let_go()
        self._views.clear()

    def truth(self, condition: Condition, reads: frozenset[str] | None = None) -> Kleene:
        """Whether a condition holds; `reads` are the questions in it, if they are known already."""
        number = None if self.varied else self._evaluator.numbers.get(id(condition))
        if number is not None:
            return Kleene(bool(self.bits.yes >> number & 1), bool(self.bits.maybe >> number & 1))
        found = self._truths.get(id(condition))
        if found is None:
            if self._parent is not None and self.affected.isdisjoint(questions_in(condition) if reads is None else reads):
                truth = self._parent.truth(condition, reads)
            else:
                truth = self._evaluate(condition)
            # A condition that was made for the moment must live as long as its truth is kept.
            self._truths[id(condition)] = found = (condition, truth)
        return found[1]

    @cached_property
    def bits(self) -> Bits:
        """For each condition of the rulebook whether it certainly holds, and whether it may, by what is the same in all rows."""
        return self._evaluator.bits(self.known)

    def fired(self) -> list[Truths]:
        """For each rule of the rulebook whether it certainly holds."""
        if self._fired is None:
            rules = self.rulebook.rules
            if self._parent is None or not self.varied:
                varied, holding = self.varied.keys(), self.bits.yes >> self._evaluator.first_rule
                alike: list[Truths] = [sign == "1" for sign, _ in zip(reversed(f"{holding:0{len(rules)}b}"), rules, strict=False)]
                if varied:
                    alike = [
                        holds if varied.isdisjoint(rule.reads) else self._evaluate(rule.when).yes
                        for rule, holds in zip(rules, alike, strict=True)
                    ]
                self._fired = alike
            else:
                before, affected = self._parent.fired(), self.affected
                self._fired = [
                    truth if affected.isdisjoint(rule.reads) else self._evaluate(rule.when).yes
                    for rule, truth in zip(rules, before, strict=True)
                ]
        return self._fired

    def holds(self, condition: Condition, reads: frozenset[str] | None = None) -> Truths:
        """Whether a condition certainly holds."""
        return self.truth(condition, reads).yes

    def is_open(self, condition: Condition) -> bool:
        """Whether it is unknown of one company whether a condition holds."""
        yes, maybe = self.truth(condition)
        return yes is not maybe

    def includes(self, question: str, option: str) -> Truths:
        """Whether an answer that certainly counts includes an option."""
        if question in self.varied:
            answer, applies = self.varied[question]
            return both(applies.yes, both(opposite(answer.is_open), answer.options.get(option, False)))
        answer_of_all = self.known.get(question)
        return isinstance(answer_of_all, tuple) and option in answer_of_all

    def _take(self, question: Question) -> None:
        """Work out what is known of a question, as `profile.known_answers` does for a single company."""
        applies = _OF[Truth.YES] if question.ask_when is ALWAYS else self._evaluate(question.ask_when)
        given = self.given.get(question.id)
        is_alike = isinstance(applies.yes, bool) and isinstance(applies.maybe, bool)
        if isinstance(given, Varied | Spread) or not is_alike or (given is None and question.subset_of in self.varied):
            answer = (
                given
                if isinstance(given, Varied | Spread)
                else Spread(is_open=True)
                if given is None
                else same_of(question, given)
            )
            self.varied[question.id] = _Known(self._within(question, answer), applies)
        elif not applies.maybe or (given is None and self.known.get(question.subset_of) == NOTHING):
            self.known[question.id] = NOTHING
        elif given is not None:
            missing = frozenset[str]() if applies.yes else evaluate(question.ask_when, self.known).missing
            self.known[question.id] = given if applies.yes else Doubtful(given, missing)

    def _within(self, question: Question, answer: Varied | Spread) -> Varied | Spread:
        """Answers as far as they go together with the question that theirs is a part of."""
        if not question.subset_of or not (answer.is_drawn or any_of(answer.is_open)):
            return answer
        if not answer.is_drawn:
            return answer._replace(is_open=both(answer.is_open, opposite(self.is_nothing(question.subset_of))))
        kept = {option: both(column, self.includes(question.subset_of, option)) for option, column in answer.options.items()}
        return answer._replace(options=kept)

    def is_nothing(self, question: str) -> Truths:
        """Whether a question is certainly answered with nothing; no question at all is not."""
        if question not in self.varied:
            return self.known.get(question) == NOTHING
        answer, applies = self.varied[question]
        some: Truths = False
        for column in answer.options.values():
            some = either(some, column)
        return either(opposite(applies.maybe), both(applies.yes, both(opposite(answer.is_open), opposite(some))))

    def _evaluate(self, condition: Condition) -> Kleene:
        if not self.varied:
            return _OF[evaluate(condition, self.known).truth]
        match condition:
            case Test():
                return self._test(condition)
            case Not(part):
                return turned(self._evaluate(part))
            case All(parts):
                return all_of([self._evaluate(part) for part in parts])
            case AnyOf(parts):
                return turned(all_of([turned(self._evaluate(part)) for part in parts]))

    def _test(self, test: Test) -> Kleene:
        """Whether a test holds; many conditions have the same one."""
        if self._parent is not None and test.question not in self.affected:
            return self._parent._test(test)
        key = test[:_COMPARED]
        found = self._tested.get(key)
        if found is None:
            is_varied = test.question in self.varied
            self._tested[key] = found = self._tried(test) if is_varied else _OF[evaluate(test, self.known).truth]
        return found

    def _tried(self, test: Test) -> Kleene:
        answer, applies = self.varied[test.question]
        passing = passes(test, answer)
        by_nothing = evaluate(test, {test.question: NOTHING}).truth is Truth.YES
        if answer.is_open is False and applies.maybe is applies.yes:
            passing = both(passing, applies.yes) if not by_nothing else either(passing, opposite(applies.yes))
            return Kleene(passing, passing)
        # Answered with nothing where it does not apply. Where that is open, an answer counts only if nothing would do the same.
        off, answered = opposite(applies.maybe), opposite(answer.is_open)
        yes = both(answered, both(passing, either(applies.yes, by_nothing)))
        no = both(answered, both(opposite(passing), either(applies.yes, not by_nothing)))
        yes = both(either(yes, off), either(by_nothing, applies.maybe))
        no = both(either(no, off), either(not by_nothing, applies.maybe))
        return Kleene(yes, opposite(no))


def table_of(rulebook: Rulebook, rows: Sequence[Mapping[str, Answer]]) -> Table:
    """The table of some companies, a row each, from the answers that each has given."""
    given: dict[str, Answer | Varied | Spread] = {}
    for question in rulebook.questions.values():
        answers = [row.get(question.id) for row in rows]
        first = answers[0] if answers else None
        if any(answer != first for answer in answers):
            given[question.id] = spread_of(question, answers)
        elif first is not None:
            given[question.id] = first
    return Table(rulebook, given, len(rows))
