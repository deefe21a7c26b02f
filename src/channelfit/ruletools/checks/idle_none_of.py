"""A `none_of` that no longer does anything."""

from collections.abc import Iterator

from channelfit.language import Text
from channelfit.rulebook.condition import ALWAYS, All, AnyOf, Condition, Not, Operator, Test, tests_in
from channelfit.rulebook.model import Rule
from channelfit.rulebook.walk import Stated, conditions
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material
from channelfit.source.problem import Severity


def find(material: Material) -> Iterator[Finding]:
    """A rule, or the limit of a goal, keeps groups apart that are worked out one by one anyway.

    All goals for which the rule gives points are split by the question, so that the rule sees one option of it at a time; and
    under each single option it holds with the `none_of` where it does without it. The witness is where it holds.

    Bad: `hires: {any_of: [apprentices], none_of: [professionals]}` for recruiting, which is split by `hires`.
    Good: `hires: apprentices`, or `hires: {none_of: [professionals]}` alone.
    """
    for stated in conditions(material.rulebook):
        goals = _goals_of(stated, material)
        for split_by in sorted({material.rulebook.goals[goal].split_by for goal in goals}):
            if all(material.rulebook.goals[goal].split_by == split_by for goal in goals):
                yield from _idle(stated, split_by, goals, material)


def _goals_of(stated: Stated, material: Material) -> list[str]:
    """The goals for which a condition decides about points or a limit; none if it decides about more than these."""
    if stated.goal:
        return [stated.goal]
    if not isinstance(stated.item, Rule) or any(effect.excludes for effect in stated.item.effects.values()):
        return []
    goals = {goal for effect in stated.item.effects.values() for goal, points in effect.points.items() if points}
    return sorted(goals & material.rulebook.goals.keys())


def _idle(stated: Stated, split_by: str, goals: list[str], material: Material) -> Iterator[Finding]:
    """The first test that does nothing; a condition may have it twice."""
    for test in tests_in(stated.condition):
        if test.question == split_by and test.operator is Operator.NONE_OF and _does_nothing(stated.condition, test, material):
            witness = material.witness(stated.condition, material.goal(*goals), material.one_group(goals[0]))
            values = {"at": stated.at, "question": split_by, "goals": ", ".join(goals)}
            yield Finding(IDLE_NONE_OF, stated.at, test.mark, values, witness)
            return


def _does_nothing(condition: Condition, test: Test, material: Material) -> bool:
    """Whether a condition comes out alike with a test and without it, under each option of its question alone."""
    question, without = material.rulebook.questions[test.question], _without(condition, test)
    for option in question.options:
        alone = material.only(question, option)
        if not (
            material.boxes.satisfy(alone, condition, Not(without)).is_impossible
            and material.boxes.satisfy(alone, without, Not(condition)).is_impossible
        ):
            return False
    return True


def _without(condition: Condition, test: Test) -> Condition:
    """The condition as if a test of it always held."""
    match condition:
        case All(parts):
            return All(tuple(_without(part, test) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_without(part, test) for part in parts))
        case Not(part):
            return Not(_without(part, test))
        case _:
            return ALWAYS if condition is test else condition


IDLE_NONE_OF = Check(
    id="idle-none-of",
    severity=Severity.WARNING,
    wording=Text(
        de="`none_of` bei `{question}` ändert an `{at}` nichts; danach sind alle Ziele geteilt, um die es geht ({goals})",
        en="`none_of` of `{question}` changes nothing in `{at}`; all goals that it is about are split by that ({goals})",
    ),
    find=find,
)
