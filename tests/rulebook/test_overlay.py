"""Rule folders that build on each other: what may be added and changed, and what is refused with both places."""

import json
from pathlib import Path

import pytest

from channelfit.advice.advise import advise
from channelfit.files import load_rulebook
from channelfit.language import Language, Text
from channelfit.profile import Profile, read_profile
from channelfit.render.plain.advice import advice_as_plain
from channelfit.render.plain.advice_shape import PlainAdvice
from channelfit.rulebook.digest import digest
from channelfit.rulebook.model import Rulebook
from channelfit.rulefiles import read_layers, rulebook_in
from channelfit.source.document import read_documents
from channelfit.source.problem import InvalidInput, Problem, describe
from conftest import SMALL, Run, write_folder
from pages import voice_of

CHANNEL = SMALL["channels/gamma.yaml"].replace("channel: gamma", "channel: fair").replace("Gamma", "Fair")
HEAD = "schema: 1\nid: mine\nversion: 2\nextends: ../small\n"


def overlay(
    tmp_path: Path, changes: str = "", files: dict[str, str] | None = None, *, name: str = "mine", extends: str = "../small"
) -> Path:
    """An overlay beside the small rulebook."""
    head = f"schema: 1\nid: {name}\nversion: 2\nextends: {extends}\n{changes and 'changes:' + chr(10)}{changes}"
    return write_folder(tmp_path / name, {"rulebook.yaml": head, **(files or {})})


def refused(*folders: Path) -> tuple[Problem, ...]:
    """The problems of what cannot be read."""
    with pytest.raises(InvalidInput) as caught:
        load_rulebook(folders)
    return caught.value.problems


CHANGE = "  - rule: alpha/companies\n    was: {points: {image: 2}}\n    set: {points: {image: 3}}\n    because: Two tests.\n"


def test_a_point_is_changed_and_the_rest_stays(small_folder: Path, tmp_path: Path) -> None:
    """The other goal of the rule keeps its points; the result says who changed what, and why."""
    rulebook = load_rulebook(overlay(tmp_path, CHANGE))
    [rule] = [rule for rule in rulebook.rules if rule.id == "alpha/companies"]
    assert rule.effects["alpha"].points == {"image": 3, "recruiting": 3}
    [change] = rulebook.amendments
    assert (change.target, change.path, change.before, change.after, change.by) == (
        "alpha/companies",
        ("points", "image"),
        2,
        3,
        "mine",
    )
    assert change.because == Text("Two tests.", "Two tests.")
    assert (rulebook.id, rulebook.version, rulebook.languages) == ("mine", "2", ("de", "en"))
    assert digest(rulebook) != digest(load_rulebook(small_folder))


@pytest.mark.usefixtures("small_folder")
def test_everything_may_be_added(tmp_path: Path) -> None:
    """Questions, goals, channels, rules, notes, checks, evidence; each names its own file and rulebook."""
    added = {
        "channels/fair.yaml": CHANNEL,
        "questions.yaml": "questions:\n  - {id: fairs, section: all, type: yes_no, text: {de: 'Messe?', en: 'Fair?'}}\n",
        "goals.yaml": "goals:\n  - {id: visits, name: Besuche}\n",
        "situations/general.yaml": (
            "rules:\n  - {id: fairs, criterion: offer, when: {fairs: true}, channels: {fair: 2}, "
            "why: {de: Messe., en: Fair.}, basis: [fact-three]}\n"
            "notes:\n  - {id: a-fair, when: {fairs: true}, severity: info, for: team, says: {de: M., en: F.}, basis: judgement}\n"
        ),
        "readiness.yaml": (
            "checks:\n  - {id: stand, met_when: {fairs: true}, blocking: false, owner: team, text: {de: S., en: S.}, "
            "todo: {de: T., en: T.}, basis: judgement}\n"
        ),
        "evidence.yaml": "evidence:\n  - {id: fact-three, statement: {de: D., en: T.}, publisher: P, quality: press}\n",
    }
    rulebook = load_rulebook(overlay(tmp_path, files=added))
    assert "fair" in rulebook.channels
    assert "fair" in rulebook.questions["active_channels"].options
    assert "visits" in rulebook.questions["goals"].options
    [rule] = [rule for rule in rulebook.rules if rule.id == "general/fairs"]
    assert rule.origin == "mine/situations/general.yaml:2"
    assert [rule.origin for rule in rulebook.rules if rule.id == "general/no-video"] == ["small/situations/general.yaml:2"]
    assert {"a-fair"} <= {note.id for note in rulebook.notes}
    assert [check.id for check in rulebook.checks] == ["backing", "stand"]


def advice_with(rulebook: Rulebook, text: str) -> PlainAdvice:
    from channelfit.advice.certainty import certainty_of

    profile, problems = read_profile(read_documents(text, "p")[0][0], rulebook)
    assert problems == ()
    advice = advise(rulebook, profile)
    return advice_as_plain(advice, certainty_of(advice), voice_of(advice, Language.EN))


def test_a_disabled_channel_stays_an_answer_and_is_put_to_rest(small_folder: Path, tmp_path: Path) -> None:
    """Rules may still name it; it is never recommended; who uses it is told to let it rest, and why it is gone stays visible."""
    profile = "market: b2c\ngoals: image\nvideo: true\nactive_channels: [beta]\n"
    before = advice_with(load_rulebook(small_folder), profile)
    assert [one["channel"] for one in before["recommended"]] == ["beta"]
    rulebook = load_rulebook(overlay(tmp_path, "  - {channel: beta, disable: true, because: {de: Weg., en: Gone.}}\n"))
    after = advice_with(rulebook, profile)
    named = [one["channel"] for part in ("recommended", "basics", "not_recommended", "keep_low") for one in after[part]]
    assert "beta" not in named
    assert after["park"] == [{"channel": "beta", "text": "Beta rests."}]
    assert after["rulebook"]["changes"] == [{"kind": "channel", "target": "beta", "path": "", "because": "Gone.", "by": "mine"}]


def test_settings_options_and_texts(small_folder: Path, tmp_path: Path) -> None:
    """A setting and a text by `set`, an option by `add`; a rule of one number as a whole; points in situations by channel."""
    changes = (
        "  - settings:\n    was: {focus_price: 0.05}\n    set: {focus_price: 0.02}\n    because: x\n"
        "  - question: market\n    add: {options: {both: {de: beide, en: both}}}\n    because: x\n"
        "  - rule: beta/with-video\n    was: {points: 1}\n    set: {points: {image: 2}}\n    because: x\n"
        "  - rule: general/no-video\n    was: {channels: {beta: {image: -2}, alpha: -1}}\n"
        "    set: {channels: {beta: {image: -1}, alpha: -3}}\n    because: x\n"
        "  - note: b2b-sales\n    was: {severity: warning}\n    set: {severity: info}\n    because: x\n"
    )
    head = SMALL["rulebook.yaml"] + "settings: {focus_price: 0.05}\n"
    write_folder(small_folder, {"rulebook.yaml": head})
    rulebook = load_rulebook(overlay(tmp_path, changes))
    assert rulebook.settings.focus_price == 0.02
    assert list(rulebook.questions["market"].options) == ["b2b", "b2c", "both"]
    rules = {rule.id: rule.effects for rule in rulebook.rules}
    assert rules["beta/with-video"]["beta"].points == {"image": 2}
    assert rules["general/no-video"]["beta"].points == {"image": -1}
    assert set(rules["general/no-video"]["alpha"].points.values()) == {-3}
    assert [note.severity.value for note in rulebook.notes if note.id == "b2b-sales"] == ["info"]


@pytest.mark.usefixtures("small_folder")
def test_overlays_on_several_levels(tmp_path: Path) -> None:
    """The second sees what the first has made, and both histories are kept."""
    overlay(tmp_path, CHANGE)
    again = CHANGE.replace("image: 3", "image: 4").replace("image: 2", "image: 3")
    top = overlay(tmp_path, again, name="top", extends="../mine")
    rulebook = load_rulebook(top)
    assert [(one.before, one.after, one.by) for one in rulebook.amendments] == [(2, 3, "mine"), (3, 4, "top")]


@pytest.mark.usefixtures("small_folder")
def test_several_folders_stand_on_each_other(tmp_path: Path) -> None:
    """Siblings may change different parts; one part set by both is refused with both places."""
    first = overlay(tmp_path, CHANGE)
    other = CHANGE.replace("image", "recruiting").replace("recruiting: 2", "recruiting: 3").replace("set: {points: {recruiting: 3}}", "set: {points: {recruiting: 1}}")  # fmt: skip
    second = overlay(tmp_path, other, name="second")
    rulebook = load_rulebook([first, second])
    assert [rule.effects["alpha"].points for rule in rulebook.rules if rule.id == "alpha/companies"] == [
        {"image": 3, "recruiting": 1}
    ]
    rival = overlay(
        tmp_path,
        CHANGE.replace("image: 2", "image: 3").replace("set: {points: {image: 3}}", "set: {points: {image: 1}}"),
        name="rival",
    )
    [found] = refused(first, rival)
    assert (found.id, str(found.mark.source.name)) == ("contested-path", str(rival / "rulebook.yaml"))
    assert f"{first / 'rulebook.yaml'}:8" in describe(found, Language.EN)


REFUSED = {
    "unknown-target": "  - {rule: alpha/compnies, disable: true, because: x}\n",
    "unknown-path": "  - {rule: alpha/companies, was: {points: {sales: 1}}, set: {points: {sales: 2}}, because: x}\n",
    "bad-path": "  - {rule: alpha/companies, was: {id: companies}, set: {id: firms}, because: x}\n",
    "missing-was": "  - {rule: alpha/companies, set: {points: {image: 3}}, because: x}\n",
    "failed-was": "  - {rule: alpha/companies, was: {points: {image: 1}}, set: {points: {image: 3}}, because: x}\n",
    "one-target": "  - {rule: alpha/companies, channel: beta, disable: true, because: x}\n",
    "nothing-changed": "  - {rule: alpha/companies, because: x}\n",
    "not-addable": "  - {rule: alpha/companies, add: {criterion: offer}, because: x}\n",
    "duplicate-id": "  - {question: market, add: {options: {b2b: {de: x, en: x}}}, because: x}\n",
    "disabled-in-use": "  - {question: video, disable: true, because: x}\n",
    "missing-key": "  - {channel: beta, disable: true}\n",
    "unknown-key": "  - {channel: beta, disabled: true, because: x}\n",
    "wrong-type": "  - {channel: beta, disable: 7, because: x}\n",
    "out-of-range": "  - {rule: alpha/companies, was: {points: {image: 2}}, set: {points: {image: 99}}, because: x}\n",
}


@pytest.mark.parametrize("id", sorted(REFUSED))
@pytest.mark.usefixtures("small_folder")
def test_what_cannot_be_is_refused_at_the_line_of_the_overlay(tmp_path: Path, id: str) -> None:
    """Never silently: the problem stands in the overlay."""
    folder = overlay(tmp_path, REFUSED[id])
    found = {one.id: one for one in refused(folder)}
    id = "unknown-path" if id == "bad-path" else id
    assert id in found
    assert found[id].mark.source.name == str(folder / "rulebook.yaml")


def test_a_change_of_the_inherited_rules_names_both_places(small_folder: Path, tmp_path: Path) -> None:
    """What still fits goes on working; what does not is refused with the place below and the place above."""
    folder = overlay(tmp_path, CHANGE)
    moved = SMALL["channels/alpha.yaml"].replace("rules:", "# A comment more.\nrules:").replace("recruiting: 3", "recruiting: 1")
    write_folder(small_folder, {"channels/alpha.yaml": moved})
    assert load_rulebook(folder).amendments
    write_folder(small_folder, {"channels/alpha.yaml": moved.replace("image: 2", "image: 1")})
    [found] = refused(folder)
    said = describe(found, Language.EN)
    assert str(found.mark).startswith(str(folder / "rulebook.yaml") + ":7:")
    assert f"`points.image` is `1` at {small_folder / 'channels/alpha.yaml'}:13 and not `2` any more" in said


def test_the_same_id_twice_names_both_places(small_folder: Path, tmp_path: Path) -> None:
    """A channel, a question or a rule that is there already is never replaced."""
    files = {
        "channels/beta.yaml": SMALL["channels/beta.yaml"],
        "questions.yaml": "questions:\n  - {id: video, section: all, type: yes_no, text: {de: 'V?', en: 'V?'}}\n",
    }
    found = refused(overlay(tmp_path, files=files))
    assert {one.id for one in found} == {"duplicate-id"}
    said = " ".join(describe(one, Language.EN) for one in found)
    assert str(small_folder / "channels/beta.yaml") in said
    assert str(small_folder / "questions.yaml") in said


@pytest.mark.usefixtures("small_folder")
def test_settings_stand_under_changes(tmp_path: Path) -> None:
    """An overlay with `settings` of its own would replace them silently."""
    folder = overlay(tmp_path)
    (folder / "rulebook.yaml").write_text(HEAD + "settings: {focus_price: 0.1}\n", encoding="utf-8")
    assert [one.id for one in refused(folder)] == ["settings-in-overlay"]


def test_what_a_folder_builds_on_must_be_there(small_folder: Path, tmp_path: Path) -> None:
    """A missing folder, a circle, and a second folder that stands alone."""
    assert [one.id for one in refused(overlay(tmp_path, extends="../nowhere"))] == ["no-such-rulebook"]
    overlay(tmp_path, name="a", extends="../b")
    assert "circular-overlay" in [one.id for one in refused(overlay(tmp_path, name="b", extends="../a"))]
    assert "not-an-overlay" in [one.id for one in refused(overlay(tmp_path), small_folder)]


def test_the_built_in_rules_can_be_built_on(tmp_path: Path, run: Run) -> None:
    """By name, from the command line and by the variable; inherited cases are still run."""
    changes = "  - channel: xing\n    disable: true\n    because: Nobody asks for it.\n"
    folder = overlay(tmp_path, changes, extends="channelfit")
    result = json.loads(run("advise", "--rules", folder, "--set", "market=b2b", "--set", "goals=image", "--format", "json").out)
    assert result["rulebook"]["id"] == "mine"
    assert "xing" not in {one["channel"] for one in result["not_recommended"]}
    by_variable = run(
        "advise", "--set", "market=b2b", "--set", "goals=image", "--format", "json", env={"CHANNELFIT_RULES": str(folder)}
    )
    assert json.loads(by_variable.out) == result


@pytest.mark.usefixtures("small_folder")
def test_show_says_where_every_field_came_from(tmp_path: Path, run: Run) -> None:
    """The changed point is the overlay's, the rest inherited; the history has the reason; JSON has the same."""
    folder = overlay(tmp_path, CHANGE)
    page = run("rules", "show", "alpha/companies", "--rules", folder).out
    assert "points.image: 3\n    mine/rulebook.yaml:8" in page
    assert "points.recruiting: 3\n    small/channels/alpha.yaml:12" in page
    assert "points.image: 2 → 3\n    Two tests. (mine, rulebook.yaml:8)" in page
    plain = json.loads(run("rules", "show", "alpha/*", "--rules", folder, "--format", "json").out)
    assert [one["id"] for one in plain["items"]] == ["alpha/companies", "alpha/young"]
    assert plain["items"][0]["changes"][0]["before"] == 2


@pytest.mark.parametrize(("language", "words"), [("de", ("Kanäle", "abgeschaltet")), ("en", ("Channels", "disabled"))])
@pytest.mark.usefixtures("small_folder")
def test_show_lists_everything(tmp_path: Path, run: Run, language: Language, words: tuple[str, str]) -> None:
    """Channels, rules by criterion, notes, checks; disabled ones too; filtered by kind."""
    folder = overlay(tmp_path, "  - {channel: beta, disable: true, because: x}\n")
    page = run("rules", "show", "--rules", folder, "--lang", language).out
    assert words[0].upper() in page
    assert words[1] in page
    for id in ("alpha/companies", "general/no-video", "b2b-sales", "backing", "image", "market"):
        assert id in page
    assert "alpha/companies" not in run("rules", "show", "--kind", "note", "--rules", folder).out
    unknown = run("rules", "show", "alpa", "--rules", folder, "--lang", language)
    assert (unknown.code, unknown.out) == (2, "")
    assert "`alpha`" in unknown.err


def test_a_profile_is_advised_the_same_with_an_empty_overlay(small_folder: Path, tmp_path: Path) -> None:
    """Building on rules without changing anything changes nothing."""
    profile = Profile(answers={"market": ("b2b",), "goals": ("image",), "video": ("yes",)})
    plain, empty = (advise(load_rulebook(one), profile) for one in (small_folder, overlay(tmp_path)))
    assert [one.fit for one in plain.recommended] == [one.fit._replace() for one in empty.recommended] or [
        one.fit.goals for one in plain.recommended
    ] == [one.fit.goals for one in empty.recommended]
    assert rulebook_in(read_layers(tmp_path / "mine")).amendments == ()


def test_an_inherited_case_may_be_taken_out(small_folder: Path, tmp_path: Path, run: Run) -> None:
    """With a reason; who only wants advice never reads the cases, and is not bothered by it."""
    case = "cases:\n  - {id: one, profile: {market: b2c, goals: image}, expect: {readiness: ready}}\n"
    write_folder(
        small_folder,
        {"tests/some.yaml": case + case.removeprefix("cases:\n").replace("one", "two").replace("ready", "conditional")},
    )
    folder = overlay(tmp_path, "  - {case: some/one, disable: true, because: Not with our rules.}\n")
    assert run("rules", "test", small_folder).code == 1
    assert run("rules", "test", folder).out.endswith("1 of 1 case holds.\n")
    assert run("advise", "--rules", folder, "--set", "market=b2c", "--set", "goals=image").code == 0
    folder = overlay(tmp_path, "  - {case: some/three, disable: true, because: x}\n")
    assert "[unknown-target]" in run("rules", "test", folder).err


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("readiness.yaml", "schema: 99\nessentials: []\n"),
        ("evidence.yaml", "evidence: []\nschema: two\n"),
        ("situations/general.yaml", "schema: [1]\n"),
        ("questions.yaml", "schema: 99\n"),
        ("situations/own.yaml", "schema: 99\n"),
    ],
)
def test_a_file_of_a_later_version_is_refused_wherever_it_stands(
    small_folder: Path, tmp_path: Path, path: str, text: str
) -> None:
    """Also where it joins an inherited one, which says that it is of this version."""
    write_folder(
        small_folder, {path: f"schema: 1\n{SMALL[path]}" for path in ("readiness.yaml", "evidence.yaml", "questions.yaml")}
    )
    folder = overlay(tmp_path, files={path: text})
    [found] = refused(folder)
    assert found.id in ("unsupported-schema", "wrong-type")
    assert found.mark.source.name == str(folder / path)


def test_the_head_of_what_an_overlay_builds_on_may_be_of_no_later_version_either(small_folder: Path, tmp_path: Path) -> None:
    """The overlay has a head of its own, but the other one is read too."""
    write_folder(small_folder, {"rulebook.yaml": SMALL["rulebook.yaml"].replace("schema: 1", "schema: 99")})
    assert [found.id for found in refused(overlay(tmp_path))] == ["unsupported-schema"]


def test_an_empty_key_takes_nothing_away(small_folder: Path, tmp_path: Path) -> None:
    """Null counts as left out: what is inherited stays."""
    folder = overlay(tmp_path, files={"situations/general.yaml": "rules:\nnotes:\n"})
    assert load_rulebook(folder).notes == load_rulebook(small_folder).notes


@pytest.mark.usefixtures("small_folder")
def test_findings_of_an_overlay_are_a_list_also_where_some_are_inherited(small_folder: Path, tmp_path: Path) -> None:
    """What is no list is not dropped for the inherited one."""
    head = SMALL["rulebook.yaml"] + "accept: [{finding: no-basis, at: alpha/young, because: Said.}]\n"
    write_folder(small_folder, {"rulebook.yaml": head})
    folder = overlay(tmp_path, files={})
    write_folder(folder, {"rulebook.yaml": HEAD + "accept: no-basis\n"})
    assert [found.id for found in refused(folder)] == ["wrong-type"]


@pytest.mark.parametrize("change", ["set: []", "set: {}", "add: points", "disable: false"])
@pytest.mark.usefixtures("small_folder")
def test_a_change_that_changes_nothing_is_refused(tmp_path: Path, change: str) -> None:
    """Whatever is written where a mapping of parts should be."""
    folder = overlay(tmp_path, f"  - {{rule: alpha/companies, {change}, because: x}}\n")
    assert "nothing-changed" in {found.id for found in refused(folder)}


@pytest.mark.usefixtures("small_folder")
def test_settings_have_no_name(tmp_path: Path) -> None:
    """There is one set of them."""
    change = "  - {settings: all, was: {focus_price: 0.04}, set: {focus_price: 0.02}, because: x}\n"
    assert [found.id for found in refused(overlay(tmp_path, change))] == ["unknown-target"]
