"""Shared work, full hours, groups and contacts: an overlay may set them all, and what cannot be meant is refused where it stands."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from channelfit.advice.advise import advise
from channelfit.files import load_rulebook
from channelfit.language import Language
from channelfit.profile import Profile
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Settings
from channelfit.source.problem import InvalidInput, describe
from conftest import SMALL, Run, write_folder

CONTACTS = (
    "  - {id: contacts, section: all, type: multi, text: {de: 'Kontakte?', en: 'Contacts?'},\n"
    "     options: {email: {de: E-Mail, en: e-mail}, phone: {de: Telefon, en: phone}}}\n"
)
BELOW = {**SMALL, "questions.yaml": SMALL["questions.yaml"] + CONTACTS}


def overlay(tmp_path: Path, *changes: str) -> Path:
    """An overlay above the small rulebook, with contacts, that makes these changes."""
    write_folder(tmp_path / "small", BELOW)
    listed = "".join(f"  - {change}, because: Why not.}}\n" for change in changes)
    return write_folder(tmp_path / "mine", {"rulebook.yaml": f"id: mine\nversion: 2\nextends: ../small\nchanges:\n{listed}"})


SETTINGS: Mapping[str, float] = {
    "min_points": 1.5,
    "focus_price": 0.03,
    "upkeep_weight": 0.5,
    "companion_share": 0.6,
    "max_companions": 2,
    "keep_low_points": 3,
    "keep_low_goals": 1,
    "alternative_below": 0.4,
    "top_fit": 0.9,
    "max_criterion_points": 3,
    "max_channels": 2,
    "max_basics": 1,
    "not_ready_max_channels": 2,
    "hourly_value": 60,
    "evidence_max_age_years": 6,
}


def test_an_overlay_sets_every_number_of_the_formulas(tmp_path: Path) -> None:
    """Also one that the rules below do not name, for which the default holds there."""
    settings = load_rulebook(
        overlay(tmp_path, *(f"{{settings: , add: {{{key}: {value}}}" for key, value in SETTINGS.items()))
    ).settings
    assert set(SETTINGS) == set(Settings._fields) - {"criterion_weights", "currencies"}
    assert {key: getattr(settings, key) for key in SETTINGS} == SETTINGS


def test_an_overlay_sets_every_key_of_channels_goals_and_notes(tmp_path: Path) -> None:
    """They are there as if written below, and the advice goes by them."""
    folder = overlay(
        tmp_path,
        "{goal: recruiting, add: {split_by: hires}",
        "{channel: alpha, add: {effort: {full_hours: 4}}",
        "{channel: beta, add: {shares_work_with: {alpha: 0.75}, keeps_contacts: email, effort: {full_hours: 3}}",
        "{note: b2b-sales, add: {place: first, todo: {de: Preise, en: prices}}",
        "{settings: , add: {focus_price: 0.01}",
    )
    rulebook = load_rulebook(folder)
    company: dict[str, Answer] = {
        "market": ("b2b",),
        "goals": ("image", "recruiting"),
        "hires": ("young", "old"),
        "video": ("yes",),
        "hours_per_week": 6.0,
    }
    found = advise(rulebook, Profile(answers=company))
    assert [(one.fit.channel.id, one.role.value, one.partner, one.hours, one.hours_to_use) for one in found.recommended] == [
        ("alpha", "main", "", 3, 3.75),
        ("beta", "companion", "alpha", 0.75, 0.75),
        ("gamma", "supporting", "", 1, 1),
    ]
    assert [(one.goal.id, one.split_by, tuple(one.segments)) for one in found.coverage] == [
        ("image", "", ("",)),
        ("recruiting", "hires", ("young", "old")),
    ]
    plain = Profile(answers={"market": ("b2c",), "goals": ("sales",), "contacts": ("email",), "active_channels": ("beta", "gamma"), "working_channels": ()})  # fmt: skip
    at_rest = advise(rulebook, plain)
    assert [one.channel.id for one in at_rest.park] == ["gamma"]
    assert [one.channel.id for one in at_rest.keep_low] == ["beta"]
    [note] = [one for one in rulebook.notes if one.id == "b2b-sales"]
    assert (note.place.value, note.todo.en) == ("first", "prices")


SHARES = "{channel: beta, add: {shares_work_with: "
WRONG: Mapping[str, tuple[tuple[str, ...], str, str]] = {
    "more full hours than least": (
        ("{channel: alpha, add: {effort: {full_hours: 2}}",),
        "5:49 `full_hours` von `alpha` ist 2, erwartet werden mindestens die 3 von `hours_per_week` [full-below-least]",
        "5:49 `full_hours` of `alpha` is 2, expected at least the 3 of `hours_per_week` [full-below-least]",
    ),
    "more hours below": (
        ("{channel: beta, add: {effort: {full_hours: 3}}", "{channel: beta, was: {effort: {hours_per_week: 2.5}}, set: {effort: {hours_per_week: 4}}"),
        "5:48 `full_hours` von `beta` ist 3, erwartet werden mindestens die 4 von `hours_per_week` [full-below-least]",
        "5:48 `full_hours` of `beta` is 3, expected at least the 4 of `hours_per_week` [full-below-least]",
    ),
    "a partner that there is not": (
        (SHARES + "{alfa: 0.5}}",),
        "5:52 unbekannter Kanal `alfa`; meinten Sie `alpha`? [unknown-channel]",
        "5:52 unknown channel `alfa`; did you mean `alpha`? [unknown-channel]",
    ),
    "an entry as partner": (
        (SHARES + "{upkeep: 0.1}}",),
        "5:54 `beta` kann seine Arbeit nicht mit `upkeep` teilen; ein Partner ist ein anderer Kanal, der bespielt wird [unfit-partner]",
        "5:54 `beta` cannot share its work with `upkeep`; a partner is another channel to play [unfit-partner]",
    ),
    "an entry that shares": (
        ("{channel: upkeep, add: {shares_work_with: {alpha: 0.1}}",),
        "5:55 `upkeep` kann seine Arbeit nicht mit `alpha` teilen; ein Partner ist ein anderer Kanal, der bespielt wird [unfit-partner]",
        "5:55 `upkeep` cannot share its work with `alpha`; a partner is another channel to play [unfit-partner]",
    ),
    "itself": (
        (SHARES + "{beta: 0.5}}",),
        "5:52 `beta` kann seine Arbeit nicht mit `beta` teilen; ein Partner ist ein anderer Kanal, der bespielt wird [unfit-partner]",
        "5:52 `beta` cannot share its work with `beta`; a partner is another channel to play [unfit-partner]",
    ),
    "more than the partner has": (
        (SHARES + "{gamma: 0.75}}",),
        "5:53 `beta` spart neben `gamma` 1.875 Stunden, erwartet werden weniger als dessen 1 [too-much-shared]",
        "5:53 `beta` saves 1.875 hours beside `gamma`, expected less than the 1 of that channel [too-much-shared]",
    ),
    "more than the partner has since a change": (
        (SHARES + "{alpha: 0.75}}", "{channel: alpha, was: {effort: {hours_per_week: 3}}, set: {effort: {hours_per_week: 1.5}}"),
        "5:53 `beta` spart neben `alpha` 1.875 Stunden, erwartet werden weniger als dessen 1.5 [too-much-shared]",
        "5:53 `beta` saves 1.875 hours beside `alpha`, expected less than the 1.5 of that channel [too-much-shared]",
    ),
    "a share beyond all": (
        (SHARES + "{alpha: 1.5}}",),
        "5:53 `alpha` ist 1.5, erwartet wird 0 - 1 [out-of-range]",
        "5:53 `alpha` is 1.5, expected 0 - 1 [out-of-range]",
    ),
    "no multiple choice": (
        ("{goal: image, add: {split_by: market}",),
        "5:35 `image` lässt sich nicht nach `market` teilen; erwartet wird eine Mehrfachauswahl [not-several]",
        "5:35 `image` cannot be split by `market`; expected a multiple choice [not-several]",
    ),
    "no question": (
        ("{goal: image, add: {split_by: hire}",),
        "5:35 unbekannte Frage `hire`; meinten Sie `hires`? [unknown-question]",
        "5:35 unknown question `hire`; did you mean `hires`? [unknown-question]",
    ),
    "first without a word for it": (
        ("{note: b2b-sales, add: {place: first}",),
        "5:36 ein `todo` und `place: first` gehören zusammen; `b2b-sales` hat nur eines davon [first-and-todo]",
        "5:36 a `todo` and `place: first` belong together; `b2b-sales` has only one of them [first-and-todo]",
    ),
    "no contacts of that name": (
        ("{channel: beta, add: {keeps_contacts: mail}",),
        "5:43 `beta` lebt von `mail`, das keine Antwort auf `contacts` ist; meinten Sie `email`? [unknown-contacts]",
        "5:43 `beta` lives on `mail`, which is no option of `contacts`; did you mean `email`? [unknown-contacts]",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "german", "english"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_meant_is_refused_at_the_value_of_the_overlay(
    tmp_path: Path, changes: tuple[str, ...], german: str, english: str
) -> None:
    """With what was found and what was expected, in both languages."""
    folder = overlay(tmp_path, *changes)
    with pytest.raises(InvalidInput) as caught:
        load_rulebook(folder)
    [found] = caught.value.problems
    assert found.mark.source.name == str(folder / "rulebook.yaml")
    said = [f"{found.mark.line + 1}:{found.mark.column + 1} {describe(found, one)} [{found.id}]" for one in Language]
    assert said == [german, english]


def test_who_shares_in_a_circle_is_told_the_way(tmp_path: Path) -> None:
    """Each channel of the circle, at what it shares."""
    folder = overlay(tmp_path, SHARES + "{alpha: 0.5}}", "{channel: alpha, add: {shares_work_with: {beta: 0.5}}")
    with pytest.raises(InvalidInput) as caught:
        load_rulebook(folder)
    assert [(one.mark.line + 1, one.id) for one in caught.value.problems] == [(5, "circular-partners"), (6, "circular-partners")]
    assert [describe(one, Language.DE) for one in caught.value.problems] == [
        "wer mit wem Arbeit teilt, führt im Kreis: beta -> alpha -> beta",
        "wer mit wem Arbeit teilt, führt im Kreis: alpha -> beta -> alpha",
    ]
    assert [describe(one, Language.EN) for one in caught.value.problems] == [
        "who shares work with whom goes in a circle: beta -> alpha -> beta",
        "who shares work with whom goes in a circle: alpha -> beta -> alpha",
    ]


def test_a_partner_that_is_disabled_is_as_if_not_there(tmp_path: Path) -> None:
    """No problem, and nothing shared."""
    rulebook = load_rulebook(overlay(tmp_path, SHARES + "{alpha: 0.75}}", "{channel: alpha, disable: true"))
    company = {"market": ("b2b",), "goals": ("image",), "video": ("yes",)}
    assert [(one.fit.channel.id, one.hours) for one in advise(rulebook, Profile(answers=company)).recommended] == [("beta", 2.5)]


def test_a_mistake_ends_the_program_with_its_place(tmp_path: Path, run: Run) -> None:
    """Exit code 2; nothing is advised by half."""
    ran = run("advise", "--rules", overlay(tmp_path, SHARES + "{upkeep: 0.1}}"), "--set", "market=b2b", "--set", "goals=image")
    assert (ran.code, ran.out) == (2, "")
    assert (
        "mine/rulebook.yaml:5:54: `beta` cannot share its work with `upkeep`; a partner is another channel to play [unfit-partner]"
        in ran.err
    )
