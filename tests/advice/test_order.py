"""In which order results stand: what leads first, then what adds most, then ids."""

from collections.abc import Mapping

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.model import Cause, Recommended, Role
from channelfit.profile import Profile
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.reader import read_rulebook
from conftest import SMALL, documents_of, rulebook_of

CHANNEL = """\
channel: NAME
name: X
kind: owned
about: {de: L., en: L.}
effort: {hours_per_week: HOURS, first_results_weeks: 2}
UPKEEP
serves: {SERVES}
plan: {cadence: {de: c, en: c}, stop_rule: {de: s, en: s}, if_parked: {de: p, en: p}}
"""


def world(**channels: str) -> Rulebook:
    """A rulebook with these channels and no rules: what each serves, then the hours it takes, then whether it is a basic."""
    files = {path: text for path, text in SMALL.items() if not path.startswith(("channels/", "situations/"))}
    for name, said in channels.items():
        serves, hours, *basic = said.split("|")
        text = CHANNEL.replace("NAME", name).replace("SERVES", serves).replace("HOURS", hours)
        files[f"channels/{name}.yaml"] = text.replace("UPKEEP", "upkeep: true" if basic else "")
    documents, problems = documents_of(files)
    return read_rulebook(documents, "orders", problems)


def ids(some: tuple[Recommended, ...]) -> list[str]:
    """The channels."""
    return [one.fit.channel.id for one in some]


def company(*goals: str, **answers: Answer) -> Profile:
    """A company that sells to consumers and has hours enough."""
    return Profile(answers={"market": ("b2c",), "goals": goals, "hours_per_week": 20.0, **answers})


def test_channels_that_lead_nothing_stand_in_the_order_of_what_they_add() -> None:
    """Behind the one that leads, and whatever their ids are."""
    advice = advise(world(z="image: 4|1", a="image: 1|1", b="image: 2|1"), company("image"))
    assert ids(advice.recommended) == ["z", "b", "a"]
    assert [one.role for one in advice.recommended] == [Role.MAIN, Role.SUPPORTING, Role.SUPPORTING]
    assert advice.recommended[1].adds > advice.recommended[2].adds


def test_channels_that_share_a_lead_stand_in_the_order_of_what_they_add() -> None:
    """Both fit the first goal alike; the one that does more for the second comes first, then ids decide."""
    rulebook = world(a="image: 2|1", b="image: 2, sales: 2|1", c="sales: 3|1")
    advice = advise(rulebook, company("image", "sales"))
    assert ids(advice.recommended) == ["b", "a", "c"]
    assert [one.main_for for one in advice.recommended] == [("image",), ("image",), ("sales",)]
    equals = advise(world(b="image: 2|1", a="image: 2|1", c="image: 2|1"), company("image"))
    assert ids(equals.recommended) == ["a", "b", "c"]
    assert {one.role for one in equals.recommended} == {Role.MAIN}


def test_who_leads_for_the_more_important_goal_comes_first() -> None:
    """However much another one adds; and the set once the company is ready stands in the same order."""
    rulebook = world(a="sales: 4, recruiting: 4|1", z="image: 1|1")
    advice = advise(rulebook, company("image", "sales", "recruiting"))
    assert ids(advice.recommended) == ["z", "a"]
    assert [one.main_for for one in advice.recommended] == [("image",), ("sales", "recruiting")]
    assert advice.recommended[0].adds < advice.recommended[1].adds
    assert advice.once_ready == ("z", "a")


def test_what_was_not_chosen_stands_in_the_order_of_what_it_would_add() -> None:
    """Then by id, and what cannot help at all comes last, also by id."""
    channels = {
        "best": "image: 4|1",
        "y": "image: 1|9",
        "x": "image: 1|9",
        "w": "image: 3|9",
        "b": "sales: 4|1",
        "a": "sales: 3|1",
    }
    advice = advise(world(**channels, weak="image: 0|1"), company("image", hours_per_week=2.0))
    assert ids(advice.recommended) == ["best"]
    assert [(one.fit.channel.id, one.cause) for one in advice.not_recommended] == [
        ("w", Cause.NO_HOURS),
        ("x", Cause.NO_HOURS),
        ("y", Cause.NO_HOURS),
        ("weak", Cause.TOO_WEAK),
        ("a", Cause.DOES_NOT_SERVE),
        ("b", Cause.DOES_NOT_SERVE),
    ]


def test_without_hours_the_cheapest_channel_is_the_next_step() -> None:
    """Of two that cost the same, the first by id; not the one that would add most."""
    advice = advise(
        world(b="image: 1|2", a="image: 4|3", d="image: 1|2", c="image: 2|2.25"), company("image", hours_per_week=1.0)
    )
    assert advice.next_step is not None
    assert advice.next_step.channel is not None
    assert advice.next_step.channel.channel.id == "b"


def test_basics_stand_in_the_order_of_what_they_do_for_the_goals() -> None:
    """The more important goal weighs more; two at most are taken, and those first that fit best."""
    basics = {"a": "sales: 2|1|x", "b": "image: 2|1|x", "c": "image: 3|1|x", "d": "image: 3, sales: 3|30|x"}
    advice = advise(world(**basics), company("image", "sales"))
    assert ids(advice.basics) == ["c", "b"]
    assert {one.role for one in advice.basics} == {Role.BASIC}
    assert advice.hours_left == 18
    assert [one.fit.channel.id for one in advice.not_recommended] == ["d", "a"]


def test_notes_stand_in_the_order_of_their_weight() -> None:
    """Serious ones first, then warnings, then the rest; by id among equals."""
    notes = "notes:\n" + "".join(
        f"  - {{id: {id}, when: {{market: b2c}}, severity: {severity}, for: team, says: {{de: s, en: s}}, basis: judgement}}\n"
        for id, severity in {"a": "info", "b": "warning", "c": "serious", "d": "serious", "e": "warning", "f": "info"}.items()
    )
    advice = advise(rulebook_of({"situations/notes.yaml": notes}), company("image"))
    assert [note.id for note in advice.notes] == ["c", "d", "b", "e", "a", "f"]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({}, ["advised", "everywhere"]),
        ({"active_channels": ("alpha",)}, ["advised", "everywhere", "in-use"]),
        ({"working_channels": ("alpha",)}, ["advised", "everywhere", "in-use"]),
        ({"market": ("b2b",), "active_channels": ("alpha",)}, []),
    ],
)
def test_a_note_on_channels_is_for_those_who_have_one_or_are_advised_one(answers: Mapping[str, Answer], told: list[str]) -> None:
    """One of several is enough; what holds has to hold all the same, and a note on no channel is for everyone."""
    of = {
        "advised": "channels: [beta, gamma], ",
        "in-use": "channels: alpha, ",
        "neither": "channels: [gamma], ",
        "everywhere": "",
    }
    notes = "notes:\n" + "".join(
        f"  - {{id: {id}, {channels}when: {{market: b2c}}, severity: info, for: team, says: {{de: s, en: s}}, basis: judgement}}\n"
        for id, channels in of.items()
    )
    found = advise(rulebook_of({"situations/general.yaml": notes}), company("image", **answers))
    assert [note.id for note in found.notes] == told


@pytest.mark.parametrize(
    ("answers", "chosen"),
    [
        ({}, "left"),
        ({"active_channels": ("right",)}, "right"),
        ({"active_channels": ("left", "right"), "working_channels": ("right",)}, "right"),
        ({"active_channels": ("left",), "working_channels": ("right",)}, "right"),
        ({"active_channels": ("left", "right"), "working_channels": ("left",)}, "left"),
    ],
)
def test_of_equal_channels_what_works_comes_first_then_what_is_in_use(answers: Mapping[str, Answer], chosen: str) -> None:
    """With one place for two channels that are alike in all but that; their ids decide last."""
    advice = advise(world(left="image: 2|1", right="image: 2|1"), company("image", **answers), max_channels=1)
    assert ids(advice.recommended) == [chosen]
