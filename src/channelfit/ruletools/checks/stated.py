"""Every condition of a rulebook, with where it stands and what is taken as given there."""

from collections.abc import Iterator
from typing import NamedTuple

from channelfit.language import Text
from channelfit.rulebook.condition import ALWAYS, All, Condition, Not
from channelfit.rulebook.model import Check
from channelfit.ruletools.checks.material import Material
from channelfit.source.problem import Mark

# What a condition belongs to, as a message begins.
RULE = Text("Regel", "rule")
NOTE = Text("Hinweis", "note")
LIMIT = Text("Grenze", "limit")
CHECK = Text("Voraussetzung", "check")
HOURS_RULE = Text("Stundenregel", "rule on hours")
ASK_WHEN = Text("`ask_when` von", "`ask_when` of")


class Stated(NamedTuple):
    """A condition, what it belongs to, where it stands, and what is taken as given there.

    One that is there to tell situations apart must not hold in all of them; `wishes` are for a witness.
    """

    kind: Text
    at: str
    condition: Condition
    mark: Mark
    given: Condition = ALWAYS
    tells_apart: bool = False
    wishes: tuple[Condition, ...] = ()


def stated_conditions(material: Material) -> Iterator[Stated]:
    """Every condition of the rulebook."""
    rulebook = material.rulebook
    for rule in rulebook.rules:
        yield Stated(RULE, rule.id, rule.when, rule.mark, tells_apart=True, wishes=material.goals_of(rule))
    for note in rulebook.notes:
        yield Stated(NOTE, note.id, note.when, note.mark, tells_apart=True)
    for goal in rulebook.goals.values():
        for number, limit in enumerate(goal.limits, 1):
            yield Stated(LIMIT, f"{goal.id}/limit-{number}", limit.when, limit.mark, given=material.goal(goal.id))
    for check in rulebook.checks:
        yield from _of_check(check)
    for number, hours in enumerate(rulebook.hours, 1):
        yield Stated(HOURS_RULE, f"hours-{number}", hours.when, hours.mark)
    for question in rulebook.questions.values():
        yield Stated(ASK_WHEN, question.id, question.ask_when, question.mark)


def _of_check(check: Check) -> Iterator[Stated]:
    yield Stated(CHECK, f"{check.id}/applies_when", check.applies_when, check.mark)
    yield Stated(CHECK, f"{check.id}/met_when", check.met_when, check.mark, given=check.applies_when, tells_apart=True)
    if check.partly_when is not None:
        given = All((check.applies_when, Not(check.met_when)))
        yield Stated(CHECK, f"{check.id}/partly_when", check.partly_when, check.mark, given=given)
