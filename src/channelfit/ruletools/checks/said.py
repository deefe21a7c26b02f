"""Everything that a rulebook says for a reason, with what it rests on."""

from collections.abc import Iterator
from typing import NamedTuple

from channelfit.language import Text
from channelfit.rulebook.condition import ALWAYS, Condition
from channelfit.rulebook.model import Goal
from channelfit.ruletools.checks.material import Material
from channelfit.source.problem import Mark


class Said(NamedTuple):
    """A text, where it stands, when it is said, and on what it rests; `wishes` are for a witness."""

    at: str
    mark: Mark
    text: Text
    when: Condition
    basis: tuple[str, ...]
    wishes: tuple[Condition, ...] = ()


def everything_said(material: Material) -> Iterator[Said]:
    """All of it."""
    rulebook = material.rulebook
    for rule in rulebook.rules:
        yield Said(rule.id, rule.mark, rule.why, rule.when, rule.basis, material.goals_of(rule))
    for note in rulebook.notes:
        yield Said(note.id, note.mark, note.says, note.when, note.basis)
    for goal in rulebook.goals.values():
        yield from _of_goal(goal, material.goal(goal.id))
    for check in rulebook.checks:
        yield Said(check.id, check.mark, check.todo, check.applies_when, check.basis)
    for number, hours in enumerate(rulebook.hours, 1):
        yield Said(f"hours-{number}", hours.mark, hours.why, hours.when, hours.basis)
    for essential in rulebook.essentials:
        yield Said(essential.id, essential.mark, essential.says, ALWAYS, essential.basis)


def _of_goal(goal: Goal, is_wanted: Condition) -> Iterator[Said]:
    for number, limit in enumerate(goal.limits, 1):
        yield Said(f"{goal.id}/limit-{number}", limit.mark, limit.why, limit.when, limit.basis, (is_wanted,))
    if told := goal.if_nothing:
        yield Said(f"{goal.id}/if_nothing", told.mark, told.says, ALWAYS, told.basis, (is_wanted,))
