"""Points that come too late."""

from collections import defaultdict
from collections.abc import Iterator

from channelfit.language import Text
from channelfit.rulebook.condition import AnyOf
from channelfit.rulebook.model import Rule
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material
from channelfit.ruletools.checks.points import points_by_channel
from channelfit.source.problem import Severity


def find(material: Material) -> Iterator[Finding]:
    """A rule gives points to a channel that is always excluded where the rule holds.

    The points never count, and their reason is never read. The witness is where the rule holds and the channel is excluded.

    Bad: points for `market: b2b, size: solo` where another rule excludes the channel for `size: solo`.
    Good: points for `market: b2b` with the exclusion beside it.
    """
    giving = points_by_channel(material)
    for channel, excluding in sorted(_excluding(material).items()):
        # One condition for each channel: what was worked out about it is kept with it.
        excluded = AnyOf(tuple(rule.when for rule in excluding))
        for effect in giving.get(channel, ()):
            rule = effect.rule
            if material.implies(rule.when, excluded):
                witness = material.witness(rule.when, material.goal(*effect.points))
                others = [other.id for other in excluding if material.boxes.satisfy(rule.when, other.when).answers]
                if witness is not None:
                    values = {"at": rule.id, "channel": channel, "others": ", ".join(others)}
                    yield Finding(POINTS_ON_EXCLUDED, rule.id, rule.mark, values, witness)


def _excluding(material: Material) -> dict[str, list[Rule]]:
    """For each channel the rules that exclude it from every goal.

    One that reads what other goals are split by does so only where it holds for each of their groups; it is left out.
    """
    found: dict[str, list[Rule]] = defaultdict(list)
    for effect in material.effects():
        if effect.excludes and len({goal.split_by for goal in material.rulebook.goals.values()} & effect.rule.reads) == 0:
            found[effect.channel].append(effect.rule)
    return found


POINTS_ON_EXCLUDED = Check(
    id="points-on-excluded",
    severity=Severity.WARNING,
    wording=Text(
        de="`{at}` gibt `{channel}` Punkte, die nie zählen; dort ist der Kanal ausgeschlossen durch {others}",
        en="`{at}` gives `{channel}` points that never count; the channel is ruled out there by {others}",
    ),
    find=find,
)
