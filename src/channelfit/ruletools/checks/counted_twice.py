"""Points that count twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations

from channelfit.language import Text
from channelfit.rulebook.model import Rule
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material, RuleEffect
from channelfit.ruletools.checks.points import implied_goals, points_by_channel, points_of_both
from channelfit.source.problem import Severity
from channelfit.typed import NamedTuple


def find(material: Material) -> Iterator[Finding]:
    """A rule holds only where another one of the same criterion holds too, and both add to the same side of the same goals.

    So its points never stand alone: what looks like +2 is +2 and +1, and the author of the wider rule may not know it. Meant as
    "and more of it", accept it; else make the wider rule exclude the narrower situation. The witness is where both hold.

    Bad: `market: b2b` gives +2, and `{market: b2b, size: large}` gives +3 in place of it.
    Good: `{market: b2b, size: {none_of: [large]}}` and `{market: b2b, size: large}`.
    """
    for pair in _nested(material):
        goals = sorted({goal for counted in pair.goals.values() for goal in counted})
        witness = material.witness(pair.narrow.when, material.goal(*goals))
        if witness is not None:
            sums = points_of_both(pair.narrow, pair.wide, pair.goals)
            values = {"at": pair.narrow.id, "other": pair.wide.id, "sums": sums}
            yield Finding(COUNTED_TWICE, pair.narrow.id, pair.narrow.mark, values, witness)


class _Nested(NamedTuple):
    """A rule that holds only where a wider one does, with the goals for which both count, by channel."""

    narrow: Rule
    wide: Rule
    goals: dict[str, list[str]]


def _nested(material: Material) -> list[_Nested]:
    """All such pairs; of two rules that hold in the same situations the later one is the narrow one."""
    found: dict[tuple[str, str], _Nested] = {}
    for channel, effects in points_by_channel(material).items():
        for earlier, later in combinations(effects, 2):
            goals = _same_side(earlier, later)
            for narrow, wide in permutations((later.rule, earlier.rule)) if goals else ():
                together = implied_goals(material, narrow.when, wide.when, goals)
                turned = found.get((wide.id, narrow.id))
                if together and not (turned and channel in turned.goals):
                    found.setdefault((narrow.id, wide.id), _Nested(narrow, wide, {})).goals[channel] = together
    return list(found.values())


def _same_side(first: RuleEffect, second: RuleEffect) -> list[str]:
    """The goals for which two rules of one criterion both give, or both take points."""
    if first.rule.criterion is not second.rule.criterion:
        return []
    return [goal for goal in first.points if first.points[goal] * second.points.get(goal, 0.0) > 0]


COUNTED_TWICE = Check(
    id="counted-twice",
    severity=Severity.WARNING,
    wording=Text(
        de="`{at}` gilt nur, wo auch `{other}` gilt; beide zählen ({sums})",
        en="`{at}` holds only where `{other}` holds too; both count ({sums})",
    ),
    find=find,
)
