"""Every condition of a rulebook as the checks look at it, with what is taken as given there."""

from __future__ import annotations

from collections.abc import Iterator

from channelfit.language import Text
from channelfit.rulebook.condition import ALWAYS, All, Condition, Not
from channelfit.rulebook.model import Check, HoursRule, Limit, Note, Question, Rule, Words
from channelfit.rulebook.walk import Item, Stated, conditions
from channelfit.ruletools.checks.material import Material
from channelfit.source.problem import Mark
from channelfit.typed import NamedTuple, assert_never


class Claim(NamedTuple):
    """A condition, what it belongs to, where it stands, and what is taken as given there.

    One that is there to tell situations apart must not hold in all of them; `wishes` are for a witness.
    """

    kind: Text
    at: str
    condition: Condition
    mark: Mark
    given: Condition
    tells_apart: bool
    wishes: tuple[Condition, ...]


def claims(material: Material) -> Iterator[Claim]:
    """Every condition of the rulebook."""
    for stated in conditions(material.rulebook):
        item = stated.item
        yield Claim(
            kind=_kind_of(item),
            at=stated.at,
            condition=stated.condition,
            mark=stated.mark,
            given=_given(stated, material),
            tells_apart=isinstance(item, Rule | Note | Words) or stated.key == "met_when",
            wishes=material.goals_of(item) if isinstance(item, Rule) else (),
        )


def _kind_of(item: Item) -> Text:
    """What a condition belongs to, as a message begins."""
    match item:
        case Rule():
            return Text("Regel", "rule")
        case Note():
            return Text("Hinweis", "note")
        case Limit():
            return Text("Grenze", "limit")
        case Check():
            return Text("Voraussetzung", "check")
        case HoursRule():
            return Text("Stundenregel", "rule on hours")
        case Words():
            return Text("Wortwahl", "choice of words")
        case Question():
            return Text("`ask_when` von", "`ask_when` of")
        case _:
            assert_never(item)


def _given(stated: Stated, material: Material) -> Condition:
    if stated.goal:
        return material.goal(stated.goal)
    check = stated.item
    if not isinstance(check, Check) or stated.key == "applies_when":
        return ALWAYS
    return check.applies_when if stated.key == "met_when" else All((check.applies_when, Not(check.met_when)))
