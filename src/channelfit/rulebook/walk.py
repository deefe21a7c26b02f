"""Walk over all conditions of a rulebook: the one list of where conditions stand."""

from collections.abc import Iterator
from typing import NamedTuple

from channelfit.rulebook.condition import ALWAYS, Condition
from channelfit.rulebook.model import ACTIVE, GOALS, HOURS, WORKING, Rulebook
from channelfit.source.problem import Mark


class Stated(NamedTuple):
    """A condition, the kind and id of the item that states it, its key there, and where that item stands.

    `shapes` says whether it can change which channels are recommended.
    """

    kind: str
    id: str
    key: str
    condition: Condition
    mark: Mark
    shapes: bool = True


def conditions(rulebook: Rulebook) -> Iterator[Stated]:
    """Every condition that somebody wrote."""
    for question in rulebook.questions.values():
        if question.ask_when is not ALWAYS:
            yield Stated("question", question.id, "ask_when", question.ask_when, question.mark)
    for goal in rulebook.goals.values():
        for limit in goal.limits:
            yield Stated("goal", goal.id, "limits", limit.when, limit.mark)
    for rule in rulebook.rules:
        yield Stated("rule", rule.id, "when", rule.when, rule.mark)
    for note in rulebook.notes:
        yield Stated("note", note.id, "when", note.when, note.mark, shapes=False)
    for check in rulebook.checks:
        for key, condition in (
            ("applies_when", check.applies_when),
            ("met_when", check.met_when),
            ("partly_when", check.partly_when),
        ):
            if condition is not None and condition is not ALWAYS:
                yield Stated("check", check.id, key, condition, check.mark, check.blocking)
    for hours in rulebook.hours:
        yield Stated("hours", "", "when", hours.when, hours.mark)


def read_by_formulas(rulebook: Rulebook) -> frozenset[str]:
    """The questions that the formulas read themselves, whatever the conditions say: every one that splits a goal among them."""
    splitting = {goal.split_by for goal in rulebook.goals.values()}
    return frozenset(id for id in (GOALS, HOURS, ACTIVE, WORKING, *splitting) if id in rulebook.questions)
