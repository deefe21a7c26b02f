"""What the checks read: a rulebook, its cases, and what several of them would have to work out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from channelfit.rulebook.condition import ALWAYS, All, Answer, AnyOf, Condition, Operator, Test
from channelfit.rulebook.model import GOALS, Question, Rule, Rulebook
from channelfit.ruletools.cases import Case
from channelfit.ruletools.checks.boxes import Boxes
from channelfit.ruletools.checks.sample import COUNT, Sample
from channelfit.typed import NamedTuple


class RuleEffect(NamedTuple):
    """What a rule does to a channel: the points that count, by goal, and whether it excludes it."""

    rule: Rule
    channel: str
    points: Mapping[str, float]
    excludes: bool


class Material:
    """A rulebook and its cases; it keeps what several checks need and only one should work out, so it is a class.

    `found` is what the checks before have found: the id of the check, and what it is about.
    """

    def __init__(self, rulebook: Rulebook, cases: tuple[Case, ...], count: int = COUNT) -> None:
        self.rulebook = rulebook
        self.cases = cases
        self.boxes = Boxes(rulebook.questions)
        self.found: set[tuple[str, str]] = set()
        self._count = count
        # One condition for each question or goal: what was worked out about it is kept with it.
        self._one_group: dict[str, Condition] = {}
        self._goals: dict[tuple[tuple[str, ...], bool], Condition] = {}

    @cached_property
    def sample(self) -> Sample:
        """Random complete profiles, and what is recommended to each."""
        return Sample(self.rulebook, self._count)

    def implies(self, narrow: Condition, wide: Condition, *given: Condition) -> bool:
        """Whether the wide condition certainly holds wherever the narrow one and all that is given do.

        One counterexample drawn spares the search.
        """
        where = self.sample.where
        left = where(narrow) & ~where(wide)
        for condition in given if left else ():
            left &= where(condition)
        return not left and self.boxes.implies(All((narrow, *given)) if given else narrow, wide)

    def is_impossible(self, *conditions: Condition) -> bool:
        """Whether no profile satisfies all the conditions, for certain; one that was drawn spares the search."""
        rows = self.sample.everyone
        for condition in conditions:
            rows &= self.sample.where(condition)
        return not rows and self.boxes.satisfy(*conditions).is_impossible

    def witness(self, condition: Condition, *wishes: Condition) -> Mapping[str, Answer] | None:
        """Answers in which the condition holds, and of the wishes as many as go together, the first before the others."""
        together = self.boxes.satisfy(condition, *wishes).answers
        if together is not None or not wishes:
            return together
        kept = [condition]
        found = self.boxes.satisfy(condition).answers
        for wish in wishes if found is not None else ():
            further = self.boxes.satisfy(*kept, wish).answers
            if further is not None:
                kept.append(wish)
                found = further
        return found

    def goal(self, *goals: str, first: bool = False) -> Condition:
        """That one of these goals is among the company's, or is its first."""
        key = (goals, first)
        if key not in self._goals:
            operator = Operator.FIRST if first else Operator.ANY_OF
            self._goals[key] = choice(self.rulebook.questions[GOALS], *goals, operator=operator)
        return self._goals[key]

    def one_group(self, goal: str) -> Condition:
        """That no more than one group is named of those that a goal is split by; so the rules see each of them."""
        if (split_by := self.rulebook.goals[goal].split_by) == "":
            return ALWAYS
        if split_by not in self._one_group:
            question = self.rulebook.questions[split_by]
            only = [self.only(question, option) for option in question.options]
            self._one_group[split_by] = AnyOf((choice(question, *question.options, operator=Operator.NONE_OF), *only))
        return self._one_group[split_by]

    def only(self, question: Question, option: str) -> Condition:
        """That a question is answered with one option and no other."""
        others = [other for other in question.options if other != option]
        none_of = (choice(question, *others, operator=Operator.NONE_OF),) if others else ()
        return All((choice(question, option), *none_of))

    def goals_of(self, rule: Rule) -> tuple[Condition, ...]:
        """That one of the goals for which a rule gives points is among the company's, as a wish for a witness."""
        goals = sorted({goal for effect in rule.effects.values() for goal in effect.points})
        return (self.goal(*goals),) if goals else ()

    def effects(self) -> Iterator[RuleEffect]:
        """What each rule does to each channel that it concerns."""
        for rule in self.rulebook.rules:
            for id, effect in rule.effects.items():
                served = self.rulebook.channels[id].serves if id in self.rulebook.channels else {}
                counting = {goal: points for goal, points in effect.points.items() if points and goal in served}
                yield RuleEffect(rule, id, counting, effect.excludes)


def choice(question: Question, *options: str, operator: Operator = Operator.ANY_OF) -> Condition:
    """That a question is answered with one of these options."""
    return Test(question.id, operator, frozenset(options), 0.0, question.mark)
