"""What companies that run channels already are told about them, by the built-in rules: nothing that may work is taken down."""

import json
from typing import Any

import pytest

from channelfit.advice.advise import advise
from channelfit.files import load_rulebook
from channelfit.profile import Profile
from channelfit.rulebook.condition import Answer
from conftest import SMALL, Run, rulebook_of

RULEBOOK = load_rulebook()


def told(run: Run, company: str, language: str = "en") -> tuple[str, dict[str, Any]]:
    """The page for a company, and its result as JSON."""
    page = run("advise", "-", "--details", "--lang", language, stdin=company)
    result = run("advise", "-", "--lang", language, "--format", "json", stdin=company)
    assert (page.code, result.code) == (0, 0)
    return " ".join(page.out.split()), json.loads(result.out)


OPEN = "market: b2b\ngoals: [image, leads]\ncountries: [uk]\nactive_channels: [blog, pinterest]\n"


@pytest.mark.parametrize(
    ("language", "question", "at_rest"),
    [("de", "Welche Ihrer Kanäle bringen heute etwas Spürbares?", "RUHEN LASSEN"), ("en", "Which of your channels bring something you can feel today?", "PAUSE")],
)  # fmt: skip
def test_nothing_is_paused_while_it_is_open_what_works(run: Run, language: str, question: str, at_rest: str) -> None:
    """It is held until somebody has said so, and the question is named; an honest "none" pauses it."""
    page, result = told(run, OPEN, language)
    assert result["park"] == []
    assert [(one["channel"], one["until"]) for one in result["keep_low"]] == [
        ("blog", "working_channels"),
        ("pinterest", "working_channels"),
    ]
    assert at_rest not in page
    assert question in page
    page, result = told(run, OPEN + "working_channels: []\n", language)
    assert [one["channel"] for one in result["park"]] == ["blog", "pinterest"]
    assert result["keep_low"] == []
    assert at_rest in page


def test_what_works_is_kept_even_where_it_is_weak(run: Run) -> None:
    """Of two channels in use the one that brings something is kept low."""
    _, result = told(run, OPEN + "working_channels: [pinterest]\n")
    assert [(one["channel"], one["until"]) for one in result["keep_low"]] == [("pinterest", None)]
    assert [one["channel"] for one in result["park"]] == ["blog"]


LEVEL = """\
language: de
market: b2c
goals: [visits]
countries: [de]
area: regional
industry: food_hospitality
size: micro
content: [photo]
active_channels: [instagram]
goals_defined: no
management_role: tolerates
responsible: RESPONSIBLE
"""


@pytest.mark.parametrize("responsible", ["on_the_side", "nobody"])
def test_no_page_promises_hours_that_groundwork_does_not_bring(run: Run, responsible: str) -> None:
    """Written goals give nobody more time: the same set comes out, but it will work."""
    page, result = told(run, LEVEL.replace("RESPONSIBLE", responsible), "de")
    assert result["readiness"]["level"] == "not_yet"
    assert "mehr Stunden verlässlich" not in page
    if responsible == "on_the_side":
        assert "Dann bleibt es bei dieser Auswahl, aber sie trägt." in page
        assert result["once_ready"] == [one["channel"] for one in result["recommended"]] == ["instagram"]


IN_TOWN = """\
market: b2c
industry: food_hospitality
size: micro
goals: [visits, sales]
countries: [de]
area: local
audience_age: [30-49, 50-69]
found_by: [social]
offer: [visual]
hours_per_week: 5
budget_per_month: 0
content: [photo]
people: [management]
active_channels: [facebook]
working_channels: [facebook]
website: current
contacts: [walk_in]
restrictions: []
"""


def test_what_brings_customers_in_town_is_not_left_for_pinterest(run: Run) -> None:
    """Facebook goes on with what is made for Instagram, under which it stands, for half an hour."""
    page, result = told(run, IN_TOWN)
    assert [(one["channel"], one["role"], one["already_active"]) for one in result["recommended"]] == [
        ("instagram", "main", False),
        ("facebook", "companion", True),
    ]
    assert result["recommended"][1]["shares_with"] == {"channel": "instagram", "share": 0.75}
    assert result["recommended"][1]["hours_per_week"] == 0.5
    assert page.index("Instagram main for") < page.index("also on Facebook the same post")
    assert result["keep_low"] == []


def advised_channels(answers: dict[str, Answer]) -> tuple[list[str], list[str], list[str]]:
    """Recommended, kept low, parked."""
    found = advise(RULEBOOK, Profile(answers=answers))
    return (
        [one.fit.channel.id for one in found.recommended],
        [one.channel.id for one in found.keep_low],
        [one.channel.id for one in found.park],
    )


YOUNG: dict[str, Answer] = {
    "market": ("b2c",),
    "goals": ("image",),
    "audience_age": ("14-29",),
    "offer": ("visual",),
    "content": ("photo", "short_video"),
    "people": ("employees",),
    "hours_per_week": 4.0,
    "active_channels": ("newsletter", "xing"),
    "working_channels": (),
}


def test_a_newsletter_with_consent_is_never_taken_down() -> None:
    """Addresses that people gave are worth more than a month without a mailing; without them it may rest."""
    assert advised_channels(YOUNG | {"contacts": ("email_opt_in",)})[1:] == (["newsletter"], ["xing"])
    assert set(advised_channels(YOUNG | {"contacts": ()})[2]) == {"newsletter", "xing"}


def test_what_suits_a_first_goal_well_is_kept_low_though_it_adds_little() -> None:
    """For a third goal it may rest."""
    busy = YOUNG | {"active_channels": ("snapchat",)}
    assert advised_channels(busy) == (["instagram", "tiktok"], ["snapchat"], [])
    assert advised_channels(busy | {"goals": ("retention", "sales", "image")}) == (["instagram", "tiktok"], [], ["snapchat"])


def test_an_exclusion_for_one_group_leaves_the_channel_to_the_other() -> None:
    """It counts for who is left, and is excluded only where everybody named is."""
    rule = "  - {id: not-the-young, criterion: audience, when: {hires: young}, exclude: true, why: {de: Nein., en: No.}, basis: judgement}\n"
    rulebook = rulebook_of(
        {
            "goals.yaml": SMALL["goals.yaml"].replace("  - id: recruiting\n", "  - id: recruiting\n    split_by: hires\n"),
            "channels/alpha.yaml": SMALL["channels/alpha.yaml"].replace("rules:\n", f"rules:\n{rule}"),
        }
    )
    company: dict[str, Answer] = {
        "market": ("b2b",),
        "goals": ("recruiting",),
        "hires": ("young", "old"),
        "active_channels": ("alpha",),
    }
    both = advise(rulebook, Profile(answers=company))
    [alpha] = [one for one in both.recommended if one.fit.channel.id == "alpha"]
    assert {group: (aim.counts, aim.is_excluded) for group, aim in alpha.fit.goals["recruiting"].segments.items()} == {
        "young": (False, True),
        "old": (True, False),
    }
    young = advise(rulebook, Profile(answers=company | {"hires": ("young",)}))
    assert [one.cause.value for one in young.not_recommended if one.fit.channel.id == "alpha"] == ["excluded"]
    assert [one.channel.id for one in young.park] == ["alpha"]


def test_an_exclusion_that_reads_what_another_goal_is_split_by_must_hold_for_all_of_them() -> None:
    """For awareness, which is not split, the channel is out only if every group of the other goal speaks against it."""
    rule = "  - {id: not-the-young, criterion: audience, when: {hires: young}, exclude: true, why: {de: Nein., en: No.}, basis: judgement}\n"
    rulebook = rulebook_of(
        {
            "goals.yaml": SMALL["goals.yaml"].replace("  - id: recruiting\n", "  - id: recruiting\n    split_by: hires\n"),
            "channels/alpha.yaml": SMALL["channels/alpha.yaml"].replace("rules:\n", f"rules:\n{rule}"),
        }
    )
    company: dict[str, Answer] = {"market": ("b2b",), "goals": ("image", "recruiting"), "hires": ("young", "old")}
    for hires, is_out in ((("young", "old"), False), (("young",), True), (("old",), False)):
        found = advise(rulebook, Profile(answers=company | {"hires": hires})).fits["alpha"].goals["image"].segments[""]
        assert found.is_excluded is is_out, hires
