"""A rule that drowns all others."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from channelfit.language import Text
from channelfit.rulebook.condition import Condition
from channelfit.rulebook.model import Criterion
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material, RuleEffect
from channelfit.ruletools.checks.points import points_by_channel
from channelfit.source.problem import Severity

# With fewer other rules there is nothing to speak of that could be outweighed.
_FEWEST_OTHERS = 3


def find(material: Material) -> Iterator[Finding]:
    """A rule weighs more for a goal of a channel than all its other rules together, of which there are three or more.

    Whatever else the answers say, the channel follows this one rule. Compared is what counts: the points after the cut of each
    criterion, times its weight, all others taken as pulling the same way. The witness is where the rule holds against as many
    rules of the opposite sign as go with it.

    Bad: -9 beside +1, +1 and +1. Good: -2 beside the same, or `exclude: true`, if that is what is meant.
    """
    for channel, effects in sorted(points_by_channel(material).items()):
        for effect in effects:
            goals = [goal for goal in effect.points if _outweighs(material, effect, effects, goal)]
            if goals:
                rule = effect.rule
                sums = ", ".join(f"{goal} {effect.points[goal]:+g}" for goal in goals)
                values = {"at": rule.id, "channel": channel, "sums": sums}
                witness = material.witness(rule.when, material.goal(goals[0]), *_against(effect, effects, goals[0]))
                yield Finding(OUTWEIGHING_RULE, rule.id, rule.mark, values, witness)


def _outweighs(material: Material, effect: RuleEffect, effects: Sequence[RuleEffect], goal: str) -> bool:
    """Whether a rule weighs more for a goal than enough others could, if all of them pulled the same way."""
    others = [other for other in effects if other is not effect and goal in other.points]
    if len(others) < _FEWEST_OTHERS:
        return False
    together: dict[Criterion, float] = defaultdict(float)
    for other in others:
        together[other.rule.criterion] += abs(other.points[goal])
    return _weight(material, {effect.rule.criterion: abs(effect.points[goal])}) > _weight(material, together)


def _weight(material: Material, sums: Mapping[Criterion, float]) -> float:
    """What sums of points by criterion come to, after the cut and times the weights."""
    settings = material.rulebook.settings
    return sum(
        min(settings.max_criterion_points, points) * settings.criterion_weights[criterion.value]
        for criterion, points in sums.items()
    )


def _against(effect: RuleEffect, effects: Sequence[RuleEffect], goal: str) -> Iterator[Condition]:
    """The conditions of the rules that pull the other way."""
    return (other.rule.when for other in effects if other.points.get(goal, 0.0) * effect.points[goal] < 0)


OUTWEIGHING_RULE = Check(
    id="outweighing-rule",
    severity=Severity.WARNING,
    wording=Text(
        de="`{at}` wiegt bei `{channel}` mehr als alle anderen Regeln zusammen ({sums})",
        en="`{at}` outweighs all other rules of `{channel}` together ({sums})",
    ),
    find=find,
)
