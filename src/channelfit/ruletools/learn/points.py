"""The points that can be learned: those that a rulebook has, and those of rules that it could have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from channelfit.rulebook.condition import All, Condition, Operator, Test
from channelfit.rulebook.model import Criterion, Question, QuestionType, Rulebook
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

YES_NO = ("yes", "no")


class Answered(NamedTuple):
    """The condition of a rule that could be: a question is answered with an option."""

    question: str
    option: str


Origin: TypeAlias = str | Answered


class Point(NamedTuple):
    """What a channel gets for a goal: from a rule (by its id), from nothing but being itself (no id), or from a rule to be.

    Of a rule to be it may be the points for all goals of the channel; then it names no goal.
    """

    origin: Origin
    channel: str
    goal: str
    was: float

    @property
    def is_new(self) -> bool:
        """Whether the rulebook has no such point yet."""
        return isinstance(self.origin, Answered)


def points_of(rulebook: Rulebook) -> tuple[Point, ...]:
    """The base points of every channel, then the points of every rule, each for one goal that the channel serves."""
    bases = [
        Point("", id, goal, points)
        for id, channel in sorted(rulebook.channels.items())
        for goal, points in channel.serves.items()
    ]
    ruled = [
        Point(rule.id, channel, goal, points)
        for rule in rulebook.rules
        for channel, effect in rule.effects.items()
        if channel in rulebook.channels
        for goal, points in effect.points.items()
        if points and goal in rulebook.channels[channel].serves
    ]
    return (*bases, *ruled)


def new_points(rulebook: Rulebook, conditions: Iterable[Answered]) -> tuple[Point, ...]:
    """The points of rules that could be: for each condition and channel one for all goals, and one for each of them.

    What a rule says already is left out.
    """
    said = {
        (condition, channel, goal)
        for rule in rulebook.rules
        if (condition := _single(rule.when)) is not None
        for channel, effect in rule.effects.items()
        for goal in ("", *effect.points)
    }
    return tuple(
        Point(condition, id, goal, 0.0)
        for condition in conditions
        for id, channel in sorted(rulebook.channels.items())
        for goal in ("", *channel.serves)
        if (condition, id, goal) not in said
    )


def conditions_of(rulebook: Rulebook) -> tuple[Answered, ...]:
    """Every option of every question with options of its own, those of goals and channels aside."""
    return tuple(
        Answered(question.id, option)
        for question in rulebook.questions.values()
        if not question.options_from and question.type is not QuestionType.RANKING
        for option in _options(question)
    )


def _options(question: Question) -> Iterable[str]:
    return YES_NO if question.type is QuestionType.YES_NO else question.options


def _single(condition: Condition) -> Answered | None:
    """The only answer that a condition asks for, if it is no more than that."""
    if isinstance(condition, All) and len(condition.parts) == 1:
        return _single(condition.parts[0])
    if isinstance(condition, Test) and condition.operator in (Operator.ANY_OF, Operator.ALL_OF) and len(condition.options) == 1:
        return Answered(condition.question, next(iter(condition.options)))
    return None


def criterion_of(rulebook: Rulebook, question: str) -> Criterion:
    """The criterion that rules on a question mostly belong to, so that a new one is cut together with them."""
    read = Counter(rule.criterion for rule in rulebook.rules if question in rule.reads)
    return max(Criterion, key=lambda criterion: read[criterion]) if read else Criterion.AUDIENCE
