"""What a check can find in a rulebook, and what the checks read."""

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from channelfit.rulebook.condition import Answer, Condition, Operator, Test
from channelfit.rulebook.model import GOALS, Accepted, Question, Rule, Rulebook
from channelfit.ruletools.cases import Case
from channelfit.ruletools.checks.boxes import Boxes
from channelfit.ruletools.checks.sample import COUNT, Sample, sample_of
from channelfit.source.problem import Mark


class Severity(Enum):
    """How much a finding matters.

    An error cannot be meant as it is written: a part of the rulebook can never do anything, or does two things at once.
    A warning is probably not meant, or has consequences that its author should know: change it, or accept it with a reason.
    An info is worth knowing and asks for nothing.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Drawn(NamedTuple):
    """What a finding that was sampled rests on: so many random complete profiles, drawn with this seed."""

    n: int
    seed: str


class Finding(NamedTuple):
    """One thing that was found.

    `at` is what it is about (a rule, a question and its option, a channel ...), the same as long as that keeps its name;
    `mark` is its place; `wording` and `values` make the message; `witness` are answers that show it, ready to be advised.
    """

    id: str
    severity: Severity
    at: str
    mark: Mark
    values: Mapping[str, str]
    wording: str = ""
    witness: Mapping[str, Answer] | None = None
    drawn: Drawn | None = None
    accepted: Accepted | None = None

    @property
    def order(self) -> tuple[str, int, int, str, str, tuple[tuple[str, str], ...]]:
        """What findings are sorted by: place first."""
        values = tuple(sorted(self.values.items()))
        return (self.mark.source.name, self.mark.line, self.mark.column, self.id, self.at, values)


class Scope:
    """A rulebook and its cases, with what several checks need and only one should work out."""

    def __init__(self, rulebook: Rulebook, cases: tuple[Case, ...], count: int = COUNT) -> None:
        self.rulebook = rulebook
        self.cases = cases
        self.boxes = Boxes(rulebook.questions)
        self._count = count

    @cached_property
    def sample(self) -> Sample:
        """Random complete profiles, and what is recommended to each."""
        return sample_of(self.rulebook, self._count)

    @property
    def drawn(self) -> Drawn:
        """What sampled findings rest on."""
        return Drawn(self.sample.count, self.sample.seed)

    def implies(self, narrow: Condition, wide: Condition) -> bool:
        """Whether the wide condition certainly holds wherever the narrow one does; one counterexample drawn spares the search."""
        narrow_truth, wide_truth = self.sample.column(narrow), self.sample.column(wide)
        return not (narrow_truth & ~wide_truth).any() and self.boxes.implies(narrow, wide)

    def witness(self, condition: Condition, *wishes: Condition) -> Mapping[str, Answer] | None:
        """Answers in which the condition holds, and of the wishes as many as go together, the first before the others."""
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
        return choice(self.rulebook.questions[GOALS], *goals, operator=Operator.FIRST if first else Operator.ANY_OF)

    def goals_of(self, rule: Rule) -> tuple[Condition, ...]:
        """That one of the goals for which a rule gives points is among the company's, as a wish for a witness."""
        goals = sorted({goal for effect in rule.effects.values() for goal in effect.points})
        return (self.goal(*goals),) if goals else ()

    def effects(self) -> Iterator[tuple[Rule, str, Mapping[str, float], bool]]:
        """For each rule and channel that it concerns the points that count, by goal, and whether it excludes."""
        for rule in self.rulebook.rules:
            for id, effect in rule.effects.items():
                served = self.rulebook.channels[id].serves if id in self.rulebook.channels else {}
                yield (
                    rule,
                    id,
                    {goal: points for goal, points in effect.points.items() if points and goal in served},
                    effect.excludes,
                )


def choice(question: Question, *options: str, operator: Operator = Operator.ANY_OF) -> Condition:
    """That a question is answered with one of these options."""
    return Test(question.id, operator, frozenset(options), 0.0, question.mark)
