"""Points of rules beside each other: which count for a channel, and where they meet."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from channelfit.rulebook.condition import Condition
from channelfit.rulebook.model import GOALS, Rule
from channelfit.ruletools.checks.material import Material, RuleEffect


def points_by_channel(material: Material) -> dict[str, list[RuleEffect]]:
    """For each channel the rules that give it points, in id order."""
    found: dict[str, list[RuleEffect]] = defaultdict(list)
    for effect in material.effects():
        if effect.points:
            found[effect.channel].append(effect)
    return found


def implied_goals(material: Material, narrow: Condition, wide: Condition, goals: Sequence[str]) -> list[str]:
    """The goals that are a company's somewhere where the narrow condition holds, and with which the wide one always does too."""
    if not goals:
        return []
    if material.implies(narrow, wide):
        implied = list(goals)
    else:
        read = material.boxes.reads(narrow) | material.boxes.reads(wide)
        asked = [goal for goal in goals if not read.isdisjoint((GOALS, material.rulebook.goals[goal].split_by))]
        implied = [goal for goal in asked if material.implies(narrow, wide, *_seen_with(material, goal))]
    return [goal for goal in implied if material.boxes.satisfy(narrow, *_seen_with(material, goal)).answers is not None]


def _seen_with(material: Material, goal: str) -> tuple[Condition, Condition]:
    """What the rules always see when points for a goal are worked out: the goal, and one group at most."""
    return material.goal(goal), material.one_group(goal)


def points_of_both(rule: Rule, other: Rule, goals_by_channel: Mapping[str, Sequence[str]]) -> str:
    """The points of two rules, as "linkedin: image +2 +1"; goals with the same points together."""
    said = []
    for channel, goals in sorted(goals_by_channel.items()):
        own, others = rule.effects[channel].points, other.effects[channel].points
        alike: dict[tuple[float, float], list[str]] = {}
        for goal in goals:
            alike.setdefault((own[goal], others[goal]), []).append(goal)
        pairs = (f"{'/'.join(same)} {first:+g} {second:+g}" for (first, second), same in alike.items())
        said.append(f"{channel}: {', '.join(pairs)}")
    return "; ".join(said)
