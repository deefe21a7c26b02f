"""Everything that a rulebook says for a reason, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from channelfit.language import Text
from channelfit.rulebook.condition import ALWAYS, Condition
from channelfit.rulebook.model import HoursRule, Limit, Note, Rule
from channelfit.rulebook.walk import Stated, conditions
from channelfit.ruletools.checks.material import Material
from channelfit.source.problem import Mark
from channelfit.typed import NamedTuple


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
    for stated in conditions(rulebook):
        yield from _with_condition(stated, material)
    for check in rulebook.checks:
        yield Said(check.id, check.mark, check.todo, check.applies_when, check.basis)
    for goal in rulebook.goals.values():
        if told := goal.if_nothing:
            yield Said(f"{goal.id}/if_nothing", told.mark, told.says, ALWAYS, told.basis, (material.goal(goal.id),))
    for essential in rulebook.essentials:
        yield Said(essential.id, essential.mark, essential.says, ALWAYS, essential.basis)


def _with_condition(stated: Stated, material: Material) -> Iterator[Said]:
    """What is said where a condition holds."""
    match stated.item:
        case Rule() as rule:
            yield Said(rule.id, rule.mark, rule.why, rule.when, rule.basis, material.goals_of(rule))
        case Note() as note:
            yield Said(note.id, note.mark, note.says, note.when, note.basis)
        case Limit() | HoursRule() as item:
            wishes = (material.goal(stated.goal),) if stated.goal else ()
            yield Said(stated.at, item.mark, item.why, item.when, item.basis, wishes)
        case _:
            pass
