"""The exact checks against trying all profiles."""

from collections.abc import Mapping
from random import Random

import pytest

from channelfit.rulebook.condition import Answer, holds
from channelfit.rulebook.model import Criterion, Effect, Rulebook
from channelfit.ruletools.checks.condition_always_holds import CONDITION_ALWAYS_HOLDS
from channelfit.ruletools.checks.condition_never_holds import CONDITION_NEVER_HOLDS
from channelfit.ruletools.checks.counted_twice import COUNTED_TWICE
from channelfit.ruletools.checks.material import Material
from channelfit.ruletools.checks.opposite_points import OPPOSITE_POINTS
from channelfit.ruletools.checks.points_on_excluded import POINTS_ON_EXCLUDED
from ruletools.test_boxes import profiles, random_condition


def random_rulebook(number: int, small: Rulebook) -> Rulebook:
    """The small rulebook with four or five random rules over its questions."""
    draw = Random(f"rulebook {number}")
    questions = {id: small.questions[id] for id in ("market", "goals", "hires", "video", "backing")}
    rules = []
    for place in range(draw.randint(4, 5)):
        points = {goal: draw.choice([-2.0, 1.0, 2.0]) for goal in draw.sample(["image", "recruiting"], draw.randint(1, 2))}
        effect = Effect(points={}, excludes=True) if draw.random() < 0.2 else Effect(points=points, excludes=False)
        rules.append(
            small.rules[0]._replace(
                id=f"r/{place}",
                criterion=draw.choice([Criterion.MARKET, Criterion.MEANS]),
                when=random_condition(draw, questions, draw.randint(1, 2)),
                effects={"alpha": effect},
            )
        )
    return small._replace(rules=tuple(rules))


def all_profiles(small: Rulebook) -> list[dict[str, Answer]]:
    """Every complete profile as far as the random rules read it."""
    return list(profiles({id: small.questions[id] for id in ("market", "goals", "hires", "video", "backing")}))


@pytest.mark.slow
def test_exact_findings_agree_with_trying_all_profiles(small: Rulebook) -> None:
    """Which rules never and always hold, count together, contradict each other, or give points to what is excluded."""
    everyone = all_profiles(small)
    total = dict.fromkeys(("never", "always", "twice", "opposite", "excluded"), 0)
    for number in range(250):
        rulebook = random_rulebook(number, small)
        where = {
            rule.id: frozenset(row for row, known in enumerate(everyone) if holds(rule.when, known)) for rule in rulebook.rules
        }
        material = Material(rulebook, (), 16)
        never = {finding.at for finding in CONDITION_NEVER_HOLDS.find(material) if finding.at.startswith("r/")}
        assert never == {id for id, rows in where.items() if not rows}
        always = {finding.at for finding in CONDITION_ALWAYS_HOLDS.find(material) if finding.at.startswith("r/")}
        assert always == {id for id, rows in where.items() if len(rows) == len(everyone)}
        with_goal = {goal: _rows_with(goal, everyone) for goal in ("image", "recruiting")}
        twice = {(finding.at, finding.values["other"]) for finding in COUNTED_TWICE.find(material)}
        expected = _expected_pairs(rulebook, where, with_goal)
        assert {frozenset(pair) for pair in twice} == {frozenset(pair) for pair in expected}, number
        assert twice <= expected, number
        opposite = {frozenset((finding.at, finding.values["other"])) for finding in OPPOSITE_POINTS.find(material)}
        assert opposite == _expected_opposites(rulebook, where, with_goal), number
        excluded = frozenset().union(*(where[rule.id] for rule in rulebook.rules if rule.effects["alpha"].excludes))
        late = {finding.at for finding in POINTS_ON_EXCLUDED.find(material)}
        giving = [rule.id for rule in rulebook.rules if rule.effects["alpha"].points]
        has_excluding = any(rule.effects["alpha"].excludes for rule in rulebook.rules)
        assert late == {id for id in giving if has_excluding and where[id] and where[id] <= excluded}, number
        counts = (len(never), len(always), len(twice), len(opposite), len(late))
        total = {key: before + more for (key, before), more in zip(total.items(), counts, strict=True)}
    assert all(count > 3 for count in total.values()), total


def _rows_with(goal: str, everyone: list[dict[str, Answer]]) -> set[int]:
    goals = [known["goals"] for known in everyone]
    return {row for row, some in enumerate(goals) if isinstance(some, tuple) and goal in some}


Rows = Mapping[str, frozenset[int]]


def _expected_pairs(rulebook: Rulebook, where: Rows, with_goal: Mapping[str, set[int]]) -> set[tuple[str, str]]:
    """(narrow, wide): the narrow one holds somewhere where the goal counts, and the wide one holds wherever it does."""
    return {
        (narrow.id, wide.id)
        for narrow in rulebook.rules
        for wide in rulebook.rules
        if narrow.id != wide.id and narrow.criterion is wide.criterion
        for goal, points in narrow.effects["alpha"].points.items()
        if points * wide.effects["alpha"].points.get(goal, 0) > 0
        and where[narrow.id] & with_goal[goal]
        and where[narrow.id] & with_goal[goal] <= where[wide.id]
    }


def _expected_opposites(rulebook: Rulebook, where: Rows, with_goal: Mapping[str, set[int]]) -> set[frozenset[str]]:
    return {
        frozenset((rule.id, other.id))
        for rule in rulebook.rules
        for other in rulebook.rules
        for goal, points in rule.effects["alpha"].points.items()
        if points * other.effects["alpha"].points.get(goal, 0) < 0
        and where[rule.id] & with_goal[goal]
        and where[rule.id] & with_goal[goal] == where[other.id] & with_goal[goal]
    }
