"""How ready a company is, and how many of its hours can be believed."""

import pytest

from channelfit.advice.formulas import believable_hours, deciding_hours_rule
from channelfit.advice.readiness import Level, Status, assess
from channelfit.advice.table import Table
from channelfit.profile import Profile, known_answers
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Rulebook
from conftest import rulebook_of

CHECK = """\
checks:
  - {id: films, applies_when: {market: b2b}, met_when: {video: true}, partly_when: {backing: partly}, blocking: true, owner: team,
     text: {de: Filme., en: Films.}, todo: {de: Drehen., en: Shoot.}, basis: judgement}
  - {id: goals, met_when: {goals: image}, owner: team, text: {de: Ziele., en: Goals.}, todo: {de: Z., en: G.}, basis: judgement}
"""


def statuses(rulebook: Rulebook, **answers: Answer) -> tuple[Level, dict[str, Status]]:
    """The level, and the status of each check that applies."""
    found = assess(rulebook, known_answers(rulebook, Profile(answers=answers)))
    return found.level, {result.check.id: result.status for result in found.checks}


@pytest.mark.parametrize(
    ("video", "backing", "status", "level"),
    [
        ("yes", None, Status.MET, Level.READY),
        ("no", "partly", Status.PARTLY, Level.CONDITIONAL),
        ("no", "no", Status.UNMET, Level.NOT_YET),
        ("no", None, Status.UNKNOWN, Level.CONDITIONAL),
        (None, "partly", Status.UNKNOWN, Level.CONDITIONAL),
        (None, "no", Status.UNKNOWN, Level.CONDITIONAL),
        (None, None, Status.UNKNOWN, Level.CONDITIONAL),
    ],
)
def test_a_check_is_open_while_either_of_its_conditions_is(
    video: str | None, backing: str | None, status: Status, level: Level
) -> None:
    """Only what is certainly not met, and not in part either, is unmet; whoever may still be there in part is not stopped."""
    given = {"market": "b2b", "goals": "image", "video": video, "backing": backing}
    answers: dict[str, Answer] = {id: (answer,) for id, answer in given.items() if answer is not None}
    assert statuses(rulebook_of({"readiness.yaml": CHECK}), **answers) == (level, {"films": status, "goals": Status.MET})


def test_a_check_that_may_apply_is_kept_and_one_that_does_not_is_left_out() -> None:
    """And one that nobody has to meet first makes the advice conditional, never impossible."""
    rulebook = rulebook_of({"readiness.yaml": CHECK})
    assert statuses(rulebook, market=("b2c",), goals=("sales",)) == (Level.CONDITIONAL, {"goals": Status.UNMET})
    assert statuses(rulebook, market=("b2c",), goals=("image",)) == (Level.READY, {"goals": Status.MET})
    assert statuses(rulebook, video=("no",), backing=("no",), goals=("image",))[1]["films"] is Status.UNMET


HOURS = """\
hours:
  - {when: {market: b2b}, times: 0.5, why: {de: H., en: H.}, basis: judgement}
  - {when: {video: true}, at_most: 3, why: {de: D., en: T.}, basis: judgement}
  - {when: {backing: "no"}, at_most: 0, why: {de: N., en: N.}, basis: judgement}
"""


@pytest.mark.parametrize(
    ("answers", "hours", "believable", "rule"),
    [
        ({}, 8, 8, None),
        ({"market": ("b2c",), "video": ("no",)}, 8, 8, None),
        ({"market": ("b2b",)}, 8, 4, 0),
        ({"video": ("yes",)}, 8, 3, 1),
        ({"video": ("yes",)}, 3, 3, None),
        ({"video": ("yes",)}, 2, 2, None),
        ({"market": ("b2b",), "video": ("yes",)}, 8, 3, 1),
        ({"market": ("b2b",), "video": ("yes",)}, 6, 3, 0),
        ({"market": ("b2b",), "video": ("yes",)}, 4, 2, 0),
        ({"market": ("b2b",), "backing": ("no",)}, 8, 0, 2),
        ({"market": ("b2b",)}, 0, 0, None),
    ],
)
def test_the_rule_that_lowers_the_hours_most_decides(
    answers: dict[str, Answer], hours: float, believable: float, rule: int | None
) -> None:
    """A share is one of the hours stated, whatever other rules leave; the first of two that come to the same is named."""
    rulebook = rulebook_of({"readiness.yaml": HOURS})
    table = Table(rulebook, answers)
    assert believable_hours(rulebook, table, hours) == believable
    assert deciding_hours_rule(rulebook, table, hours) == (None if rule is None else rulebook.hours[rule])


def test_without_groundwork_everybody_is_ready() -> None:
    """A rulebook need not have any."""
    assert statuses(rulebook_of({"readiness.yaml": "schema: 1\n"}), market=("b2b",)) == (Level.READY, {})
