"""Companies to whom the rules have nothing to say."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from channelfit.language import Text
from channelfit.profile import shape_of
from channelfit.rulebook.model import GOALS, MARKET, Rule, Rulebook
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material, choice
from channelfit.ruletools.checks.sample import first_of
from channelfit.source.problem import Severity

# A share of fewer profiles than this says little.
_FEWEST_PROFILES = 10


def find(material: Material) -> Iterator[Finding]:
    """Companies of one market with one most important goal for which no rule speaks.

    Silent means that no rule gives plus points for that goal, or for any group of it, to any channel, and that no channel counts
    for it by its base points alone, so that it is left uncovered. A warning if this is so for every such company, which is known
    exactly; an info with its share if it is so for some of the random profiles. The witness is such a company.

    Bad: recruiting is a goal, and no rule gives a channel points for it. Good: at least one does, in each market.
    """
    rulebook = material.rulebook
    speaking = _speaking(material)
    for goal in rulebook.questions[GOALS].options:
        if goal in rulebook.goals and not _counts_anyway(rulebook, goal):
            rules, spoken = speaking[goal], material.sample.companies.where_for(goal, speaking[goal])
            for market in shape_of(rulebook.questions[MARKET]).options:
                yield from _silence(material, (market, goal), [*rules.values()], spoken)


def _speaking(material: Material) -> dict[str, dict[int, Rule]]:
    """For each goal the rules, by number, that give plus points for it."""
    found: dict[str, dict[int, Rule]] = defaultdict(dict)
    numbers = {rule.id: number for number, rule in enumerate(material.rulebook.rules)}
    for effect in material.effects():
        for goal, points in effect.points.items():
            if points > 0:
                found[goal][numbers[effect.rule.id]] = effect.rule
    return found


def _silence(material: Material, region: tuple[str, str], speaking: Sequence[Rule], spoken: int) -> Iterator[Finding]:
    """What is found in a market with a goal, by the rules that speak for that goal and where one of them does."""
    market, goal = region
    of_market = choice(material.rulebook.questions[MARKET], market)
    with_goal = material.goal(goal, first=True)
    rows = material.sample.where(of_market) & material.sample.where(with_goal)
    silent = rows & ~spoken
    at, mark = f"{market}/{goal}", material.rulebook.goals[goal].mark
    values = {"market": market, "goal": goal}
    boxes, seen = material.boxes, (of_market, with_goal, material.one_group(goal))
    if silent == rows and all(boxes.satisfy(*seen, rule.when).is_impossible for rule in speaking):
        witness = boxes.satisfy(of_market, with_goal).answers
        if witness is not None:
            yield Finding(SILENT_REGION, at, mark, values, witness)
    elif silent and rows.bit_count() >= _FEWEST_PROFILES:
        shares = {"silent": str(silent.bit_count()), "region": str(rows.bit_count())}
        witness = material.sample.answers(first_of(silent))
        yield Finding(_SILENT_FOR_SOME, at, mark, values | shares, witness, material.sample.size)


def _counts_anyway(rulebook: Rulebook, goal: str) -> bool:
    """Whether a channel counts for the goal before any rule."""
    return any(channel.serves.get(goal, float("-inf")) >= rulebook.settings.min_points for channel in rulebook.channels.values())


SILENT_REGION = Check(
    id="silent-region",
    severity=Severity.WARNING,
    wording=Text(
        de="`{market}` mit `{goal}` als wichtigstem Ziel: keine Regel spricht je für einen Kanal",
        en="`{market}` with `{goal}` as the first goal: no rule ever speaks for a channel",
    ),
    counted=Text("Gegenden, in denen manchmal keine Regel spricht", "regions in which sometimes no rule speaks"),
    find=find,
)
_SILENT_FOR_SOME = SILENT_REGION._replace(
    severity=Severity.INFO,
    wording=Text(
        de="`{market}` mit `{goal}` als wichtigstem Ziel: in {silent} von {region} Profilen spricht keine Regel für einen",
        en="`{market}` with `{goal}` as the first goal: in {silent} of {region} profiles no rule speaks for a channel",
    ),
)
