"""Which single changes of answers a company can make, and at which numbers anything changes at all."""

import pytest

from channelfit.advice.changes import Change, changed, possible_changes, set_hours
from channelfit.profile import Profile
from channelfit.rulebook.condition import Answer, questions_in
from channelfit.rulebook.walk import conditions
from conftest import SMALL, rulebook_of

QUESTIONS = SMALL["questions.yaml"].replace("section: all,", "section: all, changeable: true,").replace(
    "changeable: true, type: yes_no, changeable: true", "changeable: true, type: yes_no"
).replace("assume: 5, changeable: true", "assume: 5") + (
    "  - {id: some, section: all, changeable: true, type: multi, min: 1, max: 2, text: {de: 'E?', en: 'S?'},\n"
    "     options: {a: {de: a, en: a}, b: {de: b, en: b}, c: {de: c, en: c}}}\n"
    "  - {id: money, section: all, changeable: true, type: number, min: 0, max: 20, text: {de: 'G?', en: 'M?'}}\n"
)  # fmt: skip
MONEY = """\
rules:
  - {id: m, criterion: means, when: {money: {at_least: 5, below: 9}}, channels: {beta: 1}, why: {de: w, en: w}, basis: judgement}
  - {id: n, criterion: means, when: {money: {above: 20}}, channels: {beta: 1}, why: {de: w, en: w}, basis: judgement}
"""
RULEBOOK = rulebook_of({"questions.yaml": QUESTIONS, "situations/money.yaml": MONEY})
START: dict[str, Answer] = {"market": ("b2b",), "goals": ("image",)}


def possible(question: str, **answers: Answer) -> list[Change]:
    """The changes of the answer to one question, with one place for a channel."""
    found = possible_changes(RULEBOOK, Profile(answers={**START, **answers}), 1)
    return [change._replace(question="") for change in found if change.question == question]


def test_another_option_of_a_choice() -> None:
    """Every other one, of an open question every one; what a company wants is no change."""
    assert possible("market") == [Change("", "b2c")]
    assert possible("video") == [Change("", "yes"), Change("", "no")]
    assert possible("video", video=("no",)) == [Change("", "yes")]
    assert possible("backing", backing=("partly",)) == [Change("", "yes"), Change("", "no")]
    assert possible("goals") == []


def test_one_option_more_or_less_of_several() -> None:
    """Within the bounds of the question; an open one may be answered with none of them, if none is allowed."""
    assert possible("hires") == [Change("", on=False), Change("", "young"), Change("", "old")]
    assert possible("hires", hires=()) == [Change("", "young"), Change("", "old")]
    assert possible("hires", hires=("young",)) == [Change("", "young", on=False), Change("", "old")]
    assert possible("some") == [Change("", "a"), Change("", "b"), Change("", "c")]
    assert possible("some", some=("a",)) == [Change("", "b"), Change("", "c")]
    assert possible("some", some=("a", "b")) == [Change("", "a", on=False), Change("", "b", on=False)]


def test_only_what_is_in_use_can_begin_to_work() -> None:
    """Something that is not in use may still stop working; as long as nobody says what is in use, all may."""
    assert possible("working_channels", active_channels=("beta",), working_channels=("alpha",)) == [
        Change("", "alpha", on=False),
        Change("", "beta"),
    ]
    ids = [change.option for change in possible("working_channels")]
    assert ids == ["", "alpha", "beta", "gamma", "upkeep"]


@pytest.mark.parametrize(
    ("answers", "values"),
    [
        # Both sides of 5, 9 and 20, within 0 and 20.
        ({"money": 0.0}, [4, 5, 6, 8, 9, 10, 19, 20]),
        ({"money": 5.0}, [4, 6, 8, 9, 10, 19, 20]),
        # Nobody has said, and nothing is assumed: also the least there is.
        ({}, [0, 4, 5, 6, 8, 9, 10, 19, 20]),
    ],
)
def test_numbers_on_both_sides_of_what_conditions_compare_with(answers: dict[str, Answer], values: list[float]) -> None:
    """And nothing else."""
    assert [change.number for change in possible("money", **answers)] == values


def test_hours_at_which_another_set_can_be_had() -> None:
    """What sets take, and twice that because half of the hours may be believed; a quarter less of those that are had now.

    Channels take 3, 2.5 and 1, the basic 0.5; with one place sets take 0, 0.5, 1, 1.5, 2.5, 3 and 3.5 hours.
    """
    assert set_hours(RULEBOOK, 1) == (0, 0.5, 1, 1.5, 2.5, 3, 3.5)
    assert set_hours(RULEBOOK, 0) == (0, 0.5)
    assert set_hours(RULEBOOK, 2) == (0, 0.5, 1, 1.5, 2.5, 3, 3.5, 4, 4.5, 5.5, 6)
    found = [change.number for change in possible("hours_per_week", hours_per_week=2.0)]
    assert found == [0.25, 0.75, 1.25, 1.75, 2.5, 3, 3.5, 5, 6, 7]
    # Five hours are assumed as long as nobody has said.
    assert [change.number for change in possible("hours_per_week")] == [0.25, 0.75, 1.25, 1.75, 2.25, 2.75, 3.25, 4.75, 6, 7]
    assert [change.number for change in possible("hours_per_week", hours_per_week=200.0)][-1] == 6.75


def test_a_profile_after_changes_has_its_answers_in_the_order_of_asking() -> None:
    """Options of several in the order of the question, whatever was changed first."""
    profile = Profile(company="X", answers={"market": ("b2b",), "some": ("c",)})
    changes = (Change("some", "a"), Change("hours_per_week", number=3.0), Change("market", "b2c"), Change("hires", on=False))
    after = changed(profile, RULEBOOK, changes)
    assert after.company == "X"
    assert list(after.answers.items()) == [("market", ("b2c",)), ("hires", ()), ("hours_per_week", 3.0), ("some", ("a", "c"))]
    assert changed(after, RULEBOOK, (Change("some", "c", on=False),)).answers["some"] == ("a",)


def test_what_can_change_a_set_is_read_by_rules_limits_hours_questions_and_what_stops_a_company() -> None:
    """A check that blocks nothing changes no set, and neither do notes."""
    readiness = """\
checks:
  - {id: stops, applies_when: {market: b2b}, met_when: {video: true}, partly_when: {some: a}, blocking: true, owner: team,
     text: {de: T., en: T.}, todo: {de: T., en: T.}, basis: judgement}
  - {id: asks, met_when: {active_channels: alpha}, owner: team, text: {de: T., en: T.}, todo: {de: T., en: T.}, basis: judgement}
hours:
  - {when: {backing: partly}, times: 0.5, why: {de: H., en: H.}, basis: judgement}
"""
    general = SMALL["situations/general.yaml"].replace("when: {video: true}", "when: {working_channels: beta}")
    rulebook = rulebook_of({"questions.yaml": QUESTIONS, "readiness.yaml": readiness, "situations/general.yaml": general})
    read = [(stated.at, sorted(questions_in(stated.condition))) for stated in conditions(rulebook) if stated.shapes]
    assert read == [
        ("hires", ["goals"]),
        ("sales/limit-1", ["market"]),
        ("alpha/companies", ["market"]),
        ("alpha/young", ["hires"]),
        ("beta/with-video", ["video"]),
        ("general/no-video", ["video"]),
        ("stops/applies_when", ["market"]),
        ("stops/met_when", ["video"]),
        ("stops/partly_when", ["some"]),
        ("hours-1", ["backing"]),
    ]
