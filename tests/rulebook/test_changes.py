"""What an overlay makes of the rules it builds on is the same as if somebody had written it so in one folder."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from channelfit.files import load_rulebook
from channelfit.language import Language, Text
from channelfit.rulebook.digest import digest
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.overlay.amend import with_value
from channelfit.rulefiles import read_layers, rulebook_in
from channelfit.source.nodes import MapNode, Scalar
from channelfit.source.problem import InvalidInput, Mark, Source, describe
from conftest import SMALL, rulebook_of, write_folder

HEAD = "schema: 1\nid: mine\nversion: 2\n"
BELOW = SMALL | {"rulebook.yaml": SMALL["rulebook.yaml"] + "settings: {focus_price: 0.05, criterion_weights: {market: 2}}\n"}


def layered(tmp_path: Path, changes: str = "", files: Mapping[str, str] | None = None, *, head: str = "") -> Path:
    """The folder of an overlay above the small rulebook."""
    write_folder(tmp_path / "small", BELOW)
    text = f"{HEAD}extends: ../small\n{head}" + (f"changes:\n{changes}" if changes else "")
    return write_folder(tmp_path / "mine", {"rulebook.yaml": text, **(files or {})})


def written(files: Mapping[str, str], head: str = "languages: [de, en]\n") -> Rulebook:
    """The same rules in one folder."""
    settings = "settings: {focus_price: 0.05, criterion_weights: {market: 2}}\n"
    return rulebook_of({"rulebook.yaml": f"{HEAD}{head}{'' if 'settings' in head else settings}", **files})


def refusals(folder: Path) -> list[str]:
    """Line, id and message of each problem in the overlay's head."""
    with pytest.raises(InvalidInput) as caught:
        load_rulebook(folder)
    assert {one.mark.source.name for one in caught.value.problems} == {str(folder / "rulebook.yaml")}
    return [f"{one.mark.line + 1}:{one.mark.column + 1} {one.id} {describe(one, Language.EN)}" for one in caught.value.problems]


def edit(path: str, old: str, new: str) -> dict[str, str]:
    """One file with a change that is really there."""
    assert old in BELOW[path], old
    return {path: BELOW[path].replace(old, new, 1)}


ALPHA, BETA, GENERAL = "channels/alpha.yaml", "channels/beta.yaml", "situations/general.yaml"
SAME = {
    "a number of a channel": (
        "{channel: beta, was: {effort: {hours_per_week: 2.5}}, set: {effort: {hours_per_week: 4}}",
        edit(BETA, "hours_per_week: 2.5", "hours_per_week: 4"),
    ),
    "two parts of one record": (
        "{channel: beta, was: {effort: {hours_per_week: 2.5, money_per_month: 50}}, set: {effort: {hours_per_week: 1, money_per_month: 5}}",
        edit(BETA, "hours_per_week: 2.5, money_per_month: 50", "hours_per_week: 1, money_per_month: 5"),
    ),
    "what a channel serves": (
        "{channel: alpha, was: {serves: {sales: 1.0}}, set: {serves: {sales: 2}}, add: {}",
        edit(ALPHA, "sales: 1}", "sales: 2}"),
    ),
    "a goal more for a channel": ("{channel: gamma, add: {serves: {sales: 1}}", edit("channels/gamma.yaml", "recruiting: 1}", "recruiting: 1, sales: 1}")),
    "a part that was not there": ("{channel: gamma, add: {effort: {money_per_month: 9}}", edit("channels/gamma.yaml", "effort: {", "effort: {money_per_month: 9, ")),
    "a name": ("{channel: beta, was: {name: {de: Beta-Kanal, en: Beta channel}}, set: {name: B}", edit(BETA, "{de: Beta-Kanal, en: Beta channel}", "B")),
    "a plan": ("{channel: beta, was: {plan: {cadence: {de: c, en: c}}}, set: {plan: {cadence: {de: x, en: y}}}", edit(BETA, "cadence: {de: c, en: c}", "cadence: {de: x, en: y}")),
    "a condition": ("{rule: alpha/companies, was: {when: {market: b2b}}, set: {when: {market: b2c, video: true}}", edit(ALPHA, "when: {market: b2b}", "when: {market: b2c, video: true}")),
    "the basis of a rule": ("{rule: alpha/companies, was: {basis: [fact-one]}, set: {basis: [fact-two, fact-one]}", edit(ALPHA, "basis: [fact-one]", "basis: [fact-two, fact-one]")),
    "points of one goal among several": ("{rule: alpha/companies, was: {points: {recruiting: 3}}, set: {points: {recruiting: 0.5}}", edit(ALPHA, "recruiting: 3", "recruiting: 0.5")),
    "points of a goal more": ("{rule: alpha/young, add: {points: {image: 2}}", edit(ALPHA, "points: {recruiting: -1}", "points: {recruiting: -1, image: 2}")),
    "points in a situation": ("{rule: general/no-video, was: {channels: {alpha: -1}}, set: {channels: {alpha: -2}}", edit(GENERAL, "alpha: -1", "alpha: -2")),
    "points of a goal in a situation": ("{rule: general/no-video, was: {channels: {beta: {image: -2}}}, set: {channels: {beta: {image: 1}}}", edit(GENERAL, "image: -2", "image: 1")),
    "a channel more in a situation": ("{rule: general/no-video, add: {channels: {gamma: 2}}", edit(GENERAL, "alpha: -1}", "alpha: -1, gamma: 2}")),
    "a rule taken out": ("{rule: beta/with-video, disable: true", {BETA: BELOW[BETA][: BELOW[BETA].index("rules:")] + BELOW[BETA][BELOW[BETA].index("plan:") :]}),
    "one of two rules taken out": ("{rule: alpha/young, disable: true", {ALPHA: BELOW[ALPHA][: BELOW[ALPHA].index("  - id: young")] + BELOW[ALPHA][BELOW[ALPHA].index("plan:") :]}),
    "the first of two notes taken out": ("{note: b2b-sales, disable: true", {GENERAL: BELOW[GENERAL].replace(BELOW[GENERAL][BELOW[GENERAL].index("  - {id: b2b-sales") : BELOW[GENERAL].index("  - {id: imprint")], "")}),
    "an essential taken out": ("{essential: patience, disable: true", {"readiness.yaml": BELOW["readiness.yaml"].partition("essentials:")[0]}),
    "a question's bounds": ("{question: hours_per_week, was: {max: 200}, set: {max: 90}", edit("questions.yaml", "max: 200", "max: 90")),
    "an option more": ("{question: hires, add: {options: {all: {de: Alle, en: all}}}", edit("questions.yaml", "en: the old}}", "en: the old}, all: {de: Alle, en: all}}")),
    "a goal": ("{goal: image, was: {name: {de: Bekanntheit, en: image}}, set: {name: {de: Ruf, en: name}}", edit("goals.yaml", "{de: Bekanntheit, en: image}", "{de: Ruf, en: name}")),
    "a check": ("{check: backing, was: {blocking: true, owner: management}, set: {blocking: false, owner: team}", edit("readiness.yaml", "blocking: true, owner: management", "blocking: false, owner: team")),
    "evidence": ("{evidence: fact-one, was: {value: 80.0}, set: {value: 81}", edit("evidence.yaml", "value: 80", "value: 81")),
    "a setting": ("{settings: , was: {focus_price: 0.05}, set: {focus_price: 0.1}", edit("rulebook.yaml", "focus_price: 0.05", "focus_price: 0.1")),
    "a setting that was not there": ("{settings: , add: {upkeep_weight: 0.5}", edit("rulebook.yaml", "focus_price: 0.05", "focus_price: 0.05, upkeep_weight: 0.5")),
    "up to how many hours more is better": ("{channel: alpha, add: {effort: {full_hours: 5}}", edit(ALPHA, "hours_per_week: 3", "hours_per_week: 3, full_hours: 5")),
    "shared work": ("{channel: beta, add: {shares_work_with: {alpha: 0.75}}", edit(BETA, "reaches: feeds", "reaches: feeds\nshares_work_with: {alpha: 0.75}")),
    "what splits a goal": ("{goal: recruiting, add: {split_by: hires}", edit("goals.yaml", "  - id: recruiting", "  - id: recruiting\n    split_by: hires")),
    "where a note stands": (
        "{note: b2b-sales, add: {place: first, todo: {de: Preise, en: prices}}",
        edit(GENERAL, "{id: b2b-sales,", "{id: b2b-sales, place: first, todo: {de: Preise, en: prices},"),
    ),
    "a weight": ("{settings: , was: {criterion_weights: {market: 2}}, set: {criterion_weights: {market: 3}}", edit("rulebook.yaml", "market: 2", "market: 3")),
}  # fmt: skip


@pytest.mark.parametrize(("change", "files"), SAME.values(), ids=SAME)
def test_a_change_is_as_good_as_the_text_it_stands_for(tmp_path: Path, change: str, files: dict[str, str]) -> None:
    """Everything else stays, and the change is remembered with its reason."""
    rulebook = load_rulebook(layered(tmp_path, f"  - {change}, because: Why not.}}\n"))
    own = dict(files)
    head = own.pop("rulebook.yaml", "")
    settings = head[head.index("settings:") :] if head else ""
    assert digest(rulebook) == digest(written(own, f"languages: [de, en]\n{settings}"))
    assert digest(rulebook) != digest(written({}))
    assert rulebook.amendments
    assert {(one.because, one.by) for one in rulebook.amendments} == {(Text("Why not.", "Why not."), "mine")}


def test_an_overlay_without_changes_is_what_it_builds_on(tmp_path: Path) -> None:
    """Settings and languages are inherited; id and version are its own."""
    rulebook = load_rulebook(layered(tmp_path))
    assert digest(rulebook) == digest(written({}))
    assert (rulebook.id, rulebook.version, rulebook.amendments, rulebook.disabled) == ("mine", "2", (), {})


def test_what_is_remembered_of_changes(tmp_path: Path) -> None:
    """Part by part, in the order of the file: what it was and is; of something added only that; of an item taken out neither."""
    changes = (
        "  - {channel: beta, was: {effort: {hours_per_week: 2.5}, kind: video}, set: {effort: {hours_per_week: 4}, kind: owned}, because: A}\n"
        "  - {rule: alpha/young, add: {points: {image: 2}}, because: {de: B, en: C}}\n"
        "  - {note: imprint, disable: true, because: D}\n"
    )
    rulebook = load_rulebook(layered(tmp_path, changes))
    assert [
        (one.kind, one.target, one.path, one.before, one.after, one.because, one.mark.line) for one in rulebook.amendments
    ] == [
        ("channel", "beta", ("effort", "hours_per_week"), 2.5, 4, Text("A", "A"), 5),
        ("channel", "beta", ("kind",), "video", "owned", Text("A", "A"), 5),
        ("rule", "alpha/young", ("points", "image"), None, 2, Text("B", "C"), 6),
        ("note", "imprint", (), None, None, Text("D", "D"), 7),
    ]


def test_a_file_of_the_same_name_goes_on_where_the_other_ends(tmp_path: Path) -> None:
    """Lists one after the other, what is new beside what is there; a folder may stand alone in a situation file of its own."""
    note = "  - {id: NEW, when: {market: b2c}, severity: info, for: team, says: {de: s, en: s}, basis: judgement}\n"
    files = {
        GENERAL: "schema: 1\nnotes:\n" + note.replace("NEW", "more"),
        "situations/own.yaml": "notes:\n" + note.replace("NEW", "own"),
        "readiness.yaml": "schema: 1\nessentials:\n  - {id: late, says: {de: s, en: s}, basis: judgement}\n",
    }
    rulebook = load_rulebook(layered(tmp_path, files=files))
    same = {
        GENERAL: BELOW[GENERAL] + note.replace("NEW", "more"),
        "situations/own.yaml": files["situations/own.yaml"],
        "readiness.yaml": BELOW["readiness.yaml"] + "  - {id: late, says: {de: s, en: s}, basis: judgement}\n",
    }
    assert digest(rulebook) == digest(written(same))
    assert [one.id for one in rulebook.essentials] == ["patience", "late"]


def test_findings_that_are_accepted_below_and_above_are_accepted(tmp_path: Path) -> None:
    """Both lists; languages and house style are the overlay's own where it has them."""
    accept = "accept:\n  - {finding: no-basis, at: AT, because: {de: x, en: x}}\n"
    folder = layered(tmp_path, head=accept.replace("AT", "above") + "languages: [en, de]\nhouse: {name: Mine}\n")
    head = BELOW["rulebook.yaml"] + accept.replace("AT", "below") + "house: {name: Theirs, closing: {de: T, en: T}}\n"
    write_folder(tmp_path / "small", {"rulebook.yaml": head})
    rulebook = load_rulebook(folder)
    assert [one.at for one in rulebook.accepted] == ["below", "above"]
    assert rulebook.languages == ("en", "de")
    assert rulebook.house is not None
    assert (rulebook.house.name.en, rulebook.house.closing.en) == ("Mine", "")
    write_folder(folder, {"rulebook.yaml": f"{HEAD}extends: ../small\nhouse: null\nlanguages: null\n"})
    inherited = load_rulebook(folder)
    assert inherited.house is not None
    assert (inherited.house.name.en, inherited.languages) == ("Theirs", ("de", "en"))
    assert [one.at for one in inherited.accepted] == ["below"]


REFUSED = {
    "{rule: alpha/compnies, disable: true, because: x}": "6:12 unknown-target there is no rule `alpha/compnies` to change; did you mean `alpha/companies`?",
    "{note: imprnt, disable: true, because: x}": "6:12 unknown-target there is no note `imprnt` to change; did you mean `imprint`?",
    "{check: x, disable: true, because: x}": "6:13 unknown-target there is no check `x` to change; expected any of backing",
    "{channel: betta, disable: true, because: x}": "6:15 unknown-target there is no channel `betta` to change; did you mean `beta`?",
    "{settings: , disable: true, because: x}": "6:5 unknown-target there is no settings `disable` to change; expected any of set",
    "{channel: beta, because: x}": "6:15 nothing-changed the change of `beta` needs `set`, `add` or `disable: true`",
    "{channel: beta, disable: false, because: x}": "6:15 nothing-changed the change of `beta` needs `set`, `add` or `disable: true`",
    "{disable: true, because: x}": "6:5 one-target a change needs exactly one target; expected any of "
    "rule, channel, note, question, goal, check, essential, evidence, settings, case",
    "{rule: alpha/young, note: imprint, disable: true, because: x}": "6:5 one-target a change needs exactly one target; expected any of "
    "rule, channel, note, question, goal, check, essential, evidence, settings, case",
    "{channel: beta, was: {kind: audio}, set: {kind: owned}, because: x}": "6:33 failed-was `kind` is `video` at SMALL/channels/beta.yaml:3 and not `audio` "
    "any more; check whether the change still makes sense",
    "{channel: beta, set: {serves: {image: 2}}, because: x}": "6:43 missing-was `was` does not say what `serves.image` is; it is `1` at SMALL/channels/beta.yaml:7",
    "{channel: beta, was: {serves: {sales: 1}}, set: {serves: {sales: 2}}, because: x}": "6:70 unknown-path `beta` has no `serves.sales` to change; did you mean `serves.image`?",
    "{channel: beta, was: {channel: beta}, set: {channel: betta}, because: x}": "6:58 unknown-path `beta` has no `channel` to change; "
    "expected any of name, kind, about, effort.hours_per_week, effort.money_per_month, effort.first_results_weeks, reaches, serves.image, "
    "serves.recruiting, plan.cadence, plan.stop_rule, plan.if_parked",
    "{channel: beta, add: {kind: owned}, because: x}": "6:33 not-addable `kind` cannot be added; only what is not there yet can; "
    "expected any of also, article, effort, keeps_contacts, plan, plural, serves, shares_work_with, upkeep",
    "{channel: beta, add: {keep_contacts: x}, because: x}": "6:42 not-addable `keep_contacts` cannot be added; only what is not there yet can; did you mean `keeps_contacts`?",
    "{channel: beta, add: {serves: {image: 2}}, because: x}": "6:43 duplicate-id part `serves.image` is defined twice; first at SMALL/channels/beta.yaml:7",
    "{channel: beta, disable: true}": "6:5 missing-key a change lacks `because`",
}  # fmt: skip


@pytest.mark.parametrize(("change", "message"), REFUSED.items())
def test_what_cannot_be_changed_is_refused_where_it_stands(tmp_path: Path, change: str, message: str) -> None:
    """What was found, what is there, and where."""
    folder = layered(tmp_path, f"  - {change}\n")
    assert refusals(folder)[0] == message.replace("SMALL", str(tmp_path / "small"))


def test_changes_that_are_no_list_are_refused(tmp_path: Path) -> None:
    """Null is as good as none."""
    folder = layered(tmp_path, "  channel: beta\n")
    assert refusals(folder) == ["6:3 wrong-type `changes` is a mapping, expected a list"]
    write_folder(folder, {"rulebook.yaml": f"{HEAD}extends: ../small\nchanges: null\n"})
    assert load_rulebook(folder).amendments == ()


def test_a_long_value_is_cut_where_it_is_shown(tmp_path: Path) -> None:
    """At 80 characters, the dots included; lists and mappings as YAML has them."""
    for length in (80, 81):
        said = "x" * length
        write_folder(tmp_path / "small", BELOW | edit("evidence.yaml", "publisher: Institute", f"publisher: {said}"))
        folder = tmp_path / "mine"
        change = "  - {evidence: fact-two, set: {publisher: I}, because: x}\n"
        write_folder(folder, {"rulebook.yaml": f"{HEAD}extends: ../small\nchanges:\n{change}"})
        [found] = refusals(folder)
        assert f"it is `{said if length == 80 else said[:77] + '...'}` at" in found
    folder = layered(tmp_path, "  - {rule: alpha/companies, set: {when: {video: true}, basis: judgement}, because: x}\n")
    assert [found.split(" it is ")[1].split(" at ")[0] for found in refusals(folder)] == ["`{market: b2b}`", "`[fact-one]`"]


CASE = "  - {id: ID, profile: {market: b2c, goals: image}, expect: {readiness: ready}}\n"


def test_a_case_is_taken_out_for_those_who_read_cases(tmp_path: Path) -> None:
    """Whoever only wants advice has not read them, and hears nothing of a change to one; one that is not there is refused."""
    cases = {"tests/some.yaml": "cases:\n" + CASE.replace("ID", "one") + CASE.replace("ID", "two")}
    folder = layered(tmp_path, "  - {case: some/one, disable: true, because: x}\n")
    write_folder(tmp_path / "small", cases)
    kept = read_layers(folder)
    assert rulebook_in(kept).amendments[0].target == "some/one"
    assert "amendments" not in str(digest(rulebook_in(read_layers(folder, with_tests=False))))
    assert rulebook_in(read_layers(folder, with_tests=False)).amendments == ()
    wrong = layered(tmp_path, "  - {case: some/three, disable: true, because: x}\n")
    assert rulebook_in(read_layers(wrong, with_tests=False)).amendments == ()
    with pytest.raises(InvalidInput) as caught:
        rulebook_in(read_layers(wrong))
    [found] = caught.value.problems
    assert describe(found, Language.EN) == "there is no case `some/three` to change; did you mean `some/two`?"


@pytest.mark.parametrize(
    ("kind", "id", "needed"),
    [
        ("question", "video", "channels/beta.yaml:11"),
        ("goal", "image", "channels/alpha.yaml:7"),
        ("evidence", "fact-one", "channels/alpha.yaml:14"),
    ],
)
def test_what_is_still_needed_cannot_be_disabled(tmp_path: Path, kind: str, id: str, needed: str) -> None:
    """One problem at the change, which names the first place that needs it."""
    folder = layered(tmp_path, f"  - {{{kind}: {id}, disable: true, because: x}}\n")
    said = f"the {kind} `{id}` cannot be disabled; it is still needed at {tmp_path / 'small'}/{needed}"
    assert [found.split(" ", 2)[1:] for found in refusals(folder)] == [["disabled-in-use", said]]


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        ("situations/general.yaml", "goals: sales}", "goals: recruiting}", 9),
        ("situations/general.yaml", "goals: sales}", "goals: [image, recruiting]}", 9),
        ("questions.yaml", "max: 3,", "max: 3, shares: {recruiting: 0.5},", 5),
    ],
)
def test_a_goal_that_is_still_an_answer_cannot_be_disabled(tmp_path: Path, path: str, old: str, new: str, line: int) -> None:
    """Conditions name goals as answers, and so do shares."""
    folder = layered(tmp_path, "  - {goal: recruiting, disable: true, because: x}\n")
    unserved = {file: text.replace("recruiting: -1, ", "").replace("recruiting", "sales") for file, text in SMALL.items()}
    channels = {file: text for file, text in unserved.items() if file.startswith("channels/")}
    questions = SMALL["questions.yaml"].replace(", ask_when: {goals: recruiting}", "")
    small = {**SMALL, **channels, "questions.yaml": questions}
    write_folder(tmp_path / "small", {**small, path: small[path].replace(old, new)})
    said = f"the goal `recruiting` cannot be disabled; it is still needed at {tmp_path / 'small' / path}:{line}"
    assert refusals(folder) == [f"6:12 disabled-in-use {said}"]


def test_a_disabled_channel_is_kept_apart(tmp_path: Path) -> None:
    """It is still an answer, and rules may still name it."""
    rulebook = load_rulebook(layered(tmp_path, "  - {channel: beta, disable: true, because: x}\n"))
    assert (list(rulebook.channels), list(rulebook.disabled)) == (["alpha", "gamma", "upkeep"], ["beta"])
    assert "beta" in rulebook.questions["active_channels"].options
    assert "beta" in next(rule for rule in rulebook.rules if rule.id == "general/no-video").effects


def test_a_path_that_is_not_there_is_added_as_if_it_had_been_written() -> None:
    """Every key of it, and each as one written plain."""
    here, there = Mark(Source("below"), 0, 0), Mark(Source("above"), 5, 2)
    value = Scalar("2", True, there)
    leaf = MapNode(((Scalar("leads", True, there), value),), there)
    points = MapNode(((Scalar("points", True, there), leaf),), there)
    assert with_value(MapNode((), here), ("linkedin", "points", "leads"), value) == MapNode(
        ((Scalar("linkedin", True, there), points),), here
    )
