"""Two rules that take back from each other."""

from collections.abc import Iterator
from itertools import combinations

from channelfit.language import Text
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material, RuleEffect
from channelfit.ruletools.checks.points import implied_goals, points_by_channel, points_of_both
from channelfit.source.problem import Severity


def find(material: Material) -> Iterator[Finding]:
    """Two rules hold in the same situations and give the same channel points of opposite signs for the same goal.

    One takes back what the other gives, and a reader sees two reasons that contradict each other. Join them into one rule.
    The witness is where both hold.

    Bad: `video: yes` gives +2 in one file and -1 in another. Good: one rule that gives +1.
    """
    for channel, effects in sorted(points_by_channel(material).items()):
        for earlier, later in combinations(effects, 2):
            goals = _contradicted(material, earlier, later)
            witness = material.witness(earlier.rule.when, material.goal(*goals)) if goals else None
            if witness is not None:
                sums = points_of_both(later.rule, earlier.rule, {channel: goals})
                values = {"at": later.rule.id, "other": earlier.rule.id, "sums": sums}
                yield Finding(OPPOSITE_POINTS, later.rule.id, later.rule.mark, values, witness)


def _contradicted(material: Material, first: RuleEffect, second: RuleEffect) -> list[str]:
    """The goals with opposite points, for which each of the two rules holds wherever the other one does."""
    goals = [goal for goal in first.points if first.points[goal] * second.points.get(goal, 0.0) < 0]
    there = implied_goals(material, first.rule.when, second.rule.when, goals)
    return implied_goals(material, second.rule.when, first.rule.when, there)


OPPOSITE_POINTS = Check(
    id="opposite-points",
    severity=Severity.WARNING,
    wording=Text(
        de="`{at}` gilt genau dann, wenn `{other}` gilt, mit entgegengesetzten Punkten ({sums})",
        en="`{at}` holds exactly where `{other}` does, with opposite points ({sums})",
    ),
    find=find,
)
