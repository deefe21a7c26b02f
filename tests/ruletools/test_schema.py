"""The schemas for editors: they take what the readers take, refuse what these refuse, and know every key that is printed."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator

from channelfit.files import load_rulebook, read_profile_file
from channelfit.language import Language
from channelfit.render.plain.results import RESULTS
from channelfit.rulebook.house import SECTIONS
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.overlay.amend import plain_of
from channelfit.rulefiles import read_rule_files
from channelfit.ruletools.schema.whole import KINDS, kind_of_file, schema_files, schema_of, whole_schema
from channelfit.source.document import Document, read_documents
from conftest import EXAMPLES, SMALL, Run, rulebook_of

BUILT_IN = read_rule_files(None, with_cases=True)[0]
# A rulebook with nothing in it that need not be there.
EMPTY = {
    **{path: "" for path in SMALL if "/" in path or path in ("readiness.yaml", "evidence.yaml")},
    "goals.yaml": "goals: []\n",
    "questions.yaml": """\
sections: [{id: all, title: {de: Alles, en: All}}]
questions:
  - {id: market, section: all, type: choice, text: {de: M, en: M}, options: {b2b: {de: F, en: F}}}
  - {id: goals, section: all, type: ranking, text: {de: Z, en: G}, options_from: goals}
  - {id: hours_per_week, section: all, type: number, text: {de: S, en: H}}
""",
}
OVERLAY = "schema: 1\nid: mine\nversion: 1\nextends: channelfit\n"


@cache
def built_in() -> Rulebook:
    """The built-in rulebook."""
    return load_rulebook()


@cache
def validator(kind: str, *, small: bool = False) -> Validator:
    """What checks a kind of file against the schema of the built-in or of the small rulebook."""
    return Draft202012Validator(schema_of(kind, rulebook_of() if small else built_in(), Language.EN))


def plain(document: Document) -> Any:
    """What a YAML document holds, as JSON has it; the types of jsonschema ask for exactly that."""
    return plain_of(document.root)


def wrong_in(kind: str, text: str, *, small: bool = True) -> list[str]:
    """What the schema finds wrong in a YAML text."""
    value = plain(read_documents(text, "x")[0][0])
    return [one.message for one in validator(kind, small=small).iter_errors(value)]


@pytest.mark.slow
@pytest.mark.unmeasured
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_schema_is_one_of_draft_2020_12(language: Language) -> None:
    """All in one, and each kind on its own, whose parts are some of those."""
    whole = whole_schema(built_in(), language, RESULTS)
    Draft202012Validator.check_schema(whole)
    for kind in (*KINDS, *RESULTS):
        own = schema_of(kind, built_in(), language, RESULTS)
        parts, among = own.pop("$defs", {}), whole["$defs"]
        assert isinstance(parts, dict)
        assert isinstance(among, dict)
        assert all(part == among[name] for name, part in parts.items())
        Draft202012Validator.check_schema(own)


# What each keyword is about, and what it needs: strict validators refuse whatever else stands in a schema.
ANNOTATIONS = {"$schema", "$defs", "title", "description"}
INSIDE = {"anyOf", "oneOf", "allOf", "if", "then", "else", "not"}
ABOUT: dict[str, frozenset[str]] = {
    **dict.fromkeys(("minimum", "maximum", "multipleOf"), frozenset({"number", "integer"})),
    **dict.fromkeys(("pattern", "minLength"), frozenset({"string"})),
    **dict.fromkeys(("items", "minItems", "maxItems", "uniqueItems"), frozenset({"array"})),
    **dict.fromkeys(
        ("properties", "required", "additionalProperties", "minProperties", "maxProperties", "dependentRequired"),
        frozenset({"object"}),
    ),
}


def strict_faults(schema: Any, known: frozenset[str] = frozenset(), where: str = "#") -> Iterator[str]:
    """What `ajv` (8, `strict: true`) refuses: keywords it does not know, unions of types, keywords without the type they are
    about, required keys that are not among the properties, empty choices."""
    if not isinstance(schema, dict):
        return
    types = schema.get("type", [])
    named = frozenset([types] if isinstance(types, str) else types)
    if len(named - {"null"}) > 1:
        yield f"{where}: several types"
    about = named or known
    for keyword, value in schema.items():
        if keyword not in ANNOTATIONS | INSIDE | {"type", "enum", "const", "$ref"} and keyword not in ABOUT:
            yield f"{where}: unknown keyword {keyword}"
        if keyword in ABOUT and not about & ABOUT[keyword]:
            yield f"{where}: {keyword} without its type"
        if keyword in ("enum", "anyOf", "oneOf", "allOf") and not value:
            yield f"{where}: {keyword} of nothing"
    yield from (f"{where}: required {key}" for key in schema.get("required", ()) if key not in schema.get("properties", {}))
    for keyword in INSIDE & schema.keys():
        for inner in schema[keyword] if isinstance(schema[keyword], list) else [schema[keyword]]:
            yield from strict_faults(inner, about, f"{where}/{keyword}")
    for keyword in ("properties", "$defs"):
        for key, inner in schema.get(keyword, {}).items():
            yield from strict_faults(inner, where=f"{where}/{keyword}/{key}")
    for keyword in ("items", "additionalProperties"):
        yield from strict_faults(schema.get(keyword), where=f"{where}/{keyword}")


@pytest.mark.parametrize("rulebook", [built_in, rulebook_of, lambda: rulebook_of(EMPTY)], ids=["built-in", "small", "empty"])
def test_strict_validators_take_every_schema(rulebook: Callable[[], Rulebook]) -> None:
    """With `ajv` in its strict mode editors and programs compile all of them; also where there is nothing to choose from."""
    faults = {fault for schema in schema_files(rulebook(), Language.EN).values() for fault in strict_faults(schema)}
    assert faults | set(strict_faults(whole_schema(rulebook(), Language.DE))) == set()


def test_a_schema_has_only_the_parts_that_it_needs_and_all_of_them() -> None:
    """Nothing refers to a part that is not there, and no part is carried along for nothing."""
    for schema in schema_files(built_in(), Language.EN, RESULTS).values():
        text = json.dumps(schema)
        parts = json.loads(text).get("$defs", {})
        assert {name for name in parts if f'"#/$defs/{name}"' not in text} == set()
        assert text.count('"$ref"') == sum(text.count(f'"$ref": "#/$defs/{name}"') for name in parts)


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(BUILT_IN))
def test_every_shipped_rule_file_is_valid(path: str) -> None:
    """Questions, goals, channels, situations, readiness, evidence, cases and the head."""
    found = [one.message for one in validator(kind_of_file(path)).iter_errors(plain(BUILT_IN[path]))]
    assert found == []


@pytest.mark.parametrize("path", sorted(SMALL))
def test_every_file_of_the_small_rulebook_is_valid(path: str) -> None:
    """With its own ids: none of them are those of the built-in rulebook."""
    assert wrong_in(kind_of_file(path), SMALL[path]) == []


@pytest.mark.unmeasured
@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_is_a_valid_profile(example: Path) -> None:
    """What stands in the examples is what the schema of a profile describes."""
    document = read_profile_file(str(example))[0][0]
    assert [one.message for one in validator("profile").iter_errors(plain(document))] == []


ALPHA = SMALL["channels/alpha.yaml"]
GENERAL = SMALL["situations/general.yaml"]
QUESTIONS = SMALL["questions.yaml"]
EXCLUDING = GENERAL.replace("{beta: {image: -2}, alpha: -1}", "[beta]\n    exclude: true")
CASE = "cases:\n  - {id: a, profile: {market: b2b, goals: image}, expect: {recommended: {includes: [alpha]}, readiness: ready}}\n"
CASES = """\
cases:
  - id: more
    todo: true
    profile: {market: b2b, goals: image}
    expect:
      recommended: {order: [alpha, beta], exactly: []}
      fires: alpha/companies
      silent: [alpha/young, general/no-video]
      coverage: {at_least: 0.3, goals: {image: {at_most: 0.9}}}
      stable: {alpha: {at_least: 0.8}}
  - {id: asked, profile: {market: b2b}, expect: {next_question: goals}}
  - {id: firm, profile: {market: b2b, goals: image}, expect: {stable: {at_least: 0.5}}}
"""
CHANGE = (
    OVERLAY + "changes:\n  - {rule: alpha/companies, was: {points: {image: 2}}, set: {points: {image: 3}}, because: Tests.}\n"
)

HOUSE = (
    OVERLAY
    + """\
house:
  name: Kontor
  logo: logo.svg
  colours: {accent: "#0B5D8A", accent_dark: "#7ce"}
  closing: {de: Bis bald., en: See you.}
  sections: {cost: {de: Unsere Sätze., en: Our rates.}}
"""
)


@pytest.mark.parametrize(
    ("kind", "text", "old", "new"),
    [
        # Conditions
        ("channel", ALPHA, "hires: young", "hirs: young"),
        ("channel", ALPHA, "hires: young", "hires: yung"),
        ("channel", ALPHA, "hires: young", "hires: []"),
        ("channel", ALPHA, "hires: young", "hires: {}"),
        ("channel", ALPHA, "{hires: young}", "{}"),
        ("channel", ALPHA, "{hires: young}", "{any: []}"),
        ("channel", ALPHA, "{hires: young}", "[hires]"),
        ("channel", ALPHA, "{hires: young}", "{not: [hires]}"),
        ("channel", ALPHA, "hires: young", "hires: {first: young}"),
        ("channel", ALPHA, "hires: young", "hires: {at_least: 3}"),
        ("channel", ALPHA, "market: b2b", "market: {all_of: [b2b]}"),
        ("channel", ALPHA, "market: b2b", "hours_per_week: {any_of: [1]}"),
        ("channel", ALPHA, "market: b2b", "hours_per_week: many"),
        ("channel", ALPHA, "market: b2b", "video: maybe"),
        # Channels and their rules
        ("channel", ALPHA, "{image: 2, recruiting: 3}", "{fame: 2}"),
        ("channel", ALPHA, "{image: 2, recruiting: 3}", "{image: 11}"),
        ("channel", ALPHA, "{image: 2, recruiting: 3}", "[2]"),
        ("channel", ALPHA, "    points: {image: 2, recruiting: 3}\n", ""),
        ("channel", ALPHA, "points: {image: 2, recruiting: 3}", "points: 1\n    exclude: true"),
        ("channel", ALPHA, "criterion: market", "criterion: markets"),
        ("channel", ALPHA, "id: companies", "id: Big Companies"),
        ("channel", ALPHA, "why: {de: Firmen sind dort., en: Companies are there.}", "why: Companies are there."),
        ("channel", ALPHA, ", en: Companies are there.}", "}"),
        ("channel", ALPHA, "en: Companies are there.", "en: ''"),
        ("channel", ALPHA, "en: Companies are there.", "en: There.\n         , fr: Oui."),
        ("channel", ALPHA, "[fact-one]", "[fact-on]"),
        ("channel", ALPHA, "[fact-one]", "[fact-one, judgement]"),
        ("channel", ALPHA, "    basis: [fact-one]\n", ""),
        ("channel", ALPHA, "kind: social_network", "kind: network"),
        ("channel", ALPHA, "serves: {image: 0", "serves: {imge: 0"),
        ("channel", ALPHA, "hours_per_week: 3", "hours_per_week: 2.1"),
        ("channel", ALPHA, "hours_per_week: 3, ", ""),
        ("channel", ALPHA, "cadence:", "kadence:"),
        ("channel", ALPHA, "reaches: feeds", "reach: feeds"),
        ("channel", ALPHA, "name: Alpha\n", ""),
        # Situations
        ("situation", GENERAL, "beta: {image: -2}", "betta: {image: -2}"),
        ("situation", GENERAL, "beta: {image: -2}", "beta: {sales: -2}"),
        ("situation", GENERAL, "{beta: {image: -2}, alpha: -1}", "[beta]"),
        ("situation", EXCLUDING, "[beta]", "{beta: 1}"),
        ("situation", EXCLUDING, "[beta]", "[betta]"),
        ("situation", GENERAL, "severity: warning, for: management", "severity: bad, for: management"),
        ("situation", GENERAL, "place: law", "place: perhaps"),
        ("situation", GENERAL, "notes:", "note:"),
        # Questions
        ("questions", QUESTIONS, "type: yes_no", "type: boolean"),
        ("questions", QUESTIONS, "section: all", "section: none"),
        ("questions", QUESTIONS, "options_from: goals", "options_from: goal"),
        ("questions", QUESTIONS, ", options_from: goals", ""),
        ("questions", QUESTIONS, "type: yes_no, ", "type: yes_no, assume: 3, "),
        ("questions", QUESTIONS, "type: yes_no, ", "type: yes_no, options: {a: b}, "),
        ("questions", QUESTIONS, "ask_when: {goals: recruiting}", "ask_when: {goals: hiring}"),
        ("questions", QUESTIONS, "subset_of: active_channels", "subset_of: channels"),
        ("questions", QUESTIONS, "required: true", "required: 1"),
        # Goals, readiness, evidence
        ("goals", SMALL["goals.yaml"], "at_most: 0.3", "at_most: 30"),
        ("goals", SMALL["goals.yaml"], "name: {de: Verkauf, en: sales}", "names: Verkauf"),
        ("readiness", SMALL["readiness.yaml"], "times: 0.5", "times: 0.5, at_most: 3"),
        ("readiness", SMALL["readiness.yaml"], "times: 0.5, ", ""),
        ("readiness", SMALL["readiness.yaml"], "owner: management", "owner: boss"),
        ("readiness", SMALL["readiness.yaml"], "partly_when: {backing: partly}", "partly_when: {backing: half}"),
        ("evidence", SMALL["evidence.yaml"], "year: 2024", "year: last"),
        ("evidence", SMALL["evidence.yaml"], "quality: press", "quality: good"),
        ("evidence", SMALL["evidence.yaml"], "publisher: Institute, ", ""),
        # Cases
        ("tests", CASE, "includes: [alpha]", "includes: [alfa]"),
        ("tests", CASE, "includes", "contains"),
        ("tests", CASE, "readiness: ready", "readiness: fine"),
        ("tests", CASE, "market: b2b, ", ""),
        ("tests", CASE, "market: b2b", "market: null"),
        ("tests", CASE, "goals: image", "goals: fame"),
        ("tests", CASE, "{recommended: {includes: [alpha]}, readiness: ready}", "{}"),
        ("tests", CASES, "todo: true", "todo: later"),
        ("tests", CASES, "fires: alpha/companies", "fires: alpha/company"),
        ("tests", CASES, "{image: {at_most: 0.9}}", "{fame: {at_most: 0.9}}"),
        ("tests", CASES, "at_most: 0.9", "at_most: 90"),
        ("tests", CASES, "{alpha: {at_least: 0.8}}", "{alfa: {at_least: 0.8}}"),
        ("tests", CASES, "next_question: goals", "next_question: goal"),
        ("tests", CASES, "expect: {next_question: goals}", "expect: {readiness: ready}"),
        # The head and changes
        ("rulebook", SMALL["rulebook.yaml"], "schema: 1", "schema: 2"),
        ("rulebook", SMALL["rulebook.yaml"], "languages: [de, en]", "languages: [de, fr]"),
        ("rulebook", SMALL["rulebook.yaml"], "languages: [de, en]\n", ""),
        ("rulebook", SMALL["rulebook.yaml"], "version: 1", "settings: {max_channels: 2.5}\nversion: 1"),
        ("rulebook", SMALL["rulebook.yaml"], "version: 1", "settings: {criterion_weights: {markt: 1}}\nversion: 1"),
        ("rulebook", SMALL["rulebook.yaml"], "version: 1", "changes: []\nversion: 1"),
        ("rulebook", CHANGE, "changes:", "settings: {}\nchanges:"),
        ("rulebook", CHANGE, "rule: alpha/companies", "rule: alpha/company"),
        ("rulebook", CHANGE, "rule: alpha/companies", "channel: alpha"),
        ("rulebook", CHANGE, "rule: alpha/companies, ", ""),
        ("rulebook", CHANGE, "rule: alpha/companies", "rule: alpha/companies, channel: alpha"),
        ("rulebook", CHANGE, "was: {points: {image: 2}}, ", ""),
        ("rulebook", CHANGE, "set: {points: {image: 3}}", "set: {points: {fame: 3}}"),
        ("rulebook", CHANGE, "set: {points: {image: 3}}", "set: {id: other}"),
        ("rulebook", CHANGE, "set: {points: {image: 3}}", "add: {why: {de: x, en: x}}"),
        ("rulebook", CHANGE, "was: {points: {image: 2}}, set: {points: {image: 3}}, ", ""),
        ("rulebook", CHANGE, ", because: Tests.", ""),
        ("rulebook", CHANGE, "because: Tests.", "because: {fr: Essais.}"),
        ("rulebook", CHANGE, "changes:", "accept: [{finding: counted-twice, because: x}]\nchanges:"),
        ("rulebook", CHANGE, "changes:", "accept: [{finding: counted-thrice, at: alpha/young, because: x}]\nchanges:"),
        # The house style
        ("rulebook", HOUSE, "name:", "nme:"),
        ("rulebook", HOUSE, "name: Kontor", "name: {de: Kontor}"),
        ("rulebook", HOUSE, "logo: logo.svg", "logo: 7"),
        ("rulebook", HOUSE, "logo: logo.svg", "logo: ''"),
        ("rulebook", HOUSE, "#0B5D8A", "blue"),
        ("rulebook", HOUSE, "#7ce", "#7cee"),
        ("rulebook", HOUSE, "accent_dark", "accent_drak"),
        ("rulebook", HOUSE, "{de: Bis bald., en: See you.}", "See you."),
        ("rulebook", HOUSE, "cost:", "costs:"),
        ("rulebook", HOUSE, "{de: Unsere Sätze., en: Our rates.}", "{de: Unsere Sätze.}"),
        ("rulebook", HOUSE, HOUSE.partition("house:")[2], " {}\n"),
    ],
)
def test_what_is_wrong_in_a_rule_file_is_refused(kind: str, text: str, old: str, new: str) -> None:
    """Unknown ids and options, misspelt keys, wrong types, missing parts; without the mistake the file is valid."""
    assert old in text
    assert wrong_in(kind, text) == []
    assert wrong_in(kind, text.replace(old, new, 1)) != []


@pytest.mark.parametrize(
    "change",
    [
        "{channel: beta, disable: true, because: {de: Nicht gefragt., en: Not asked for.}}",
        "{channel: alpha, was: {serves: {image: 0}, effort: {hours_per_week: 3}}, set: {serves: {image: 1}, effort: {hours_per_week: 2}}, because: x}",
        "{question: market, add: {options: {b2g: {de: Behörden, en: public bodies}}, shares: {b2g: 0.1}}, because: x}",
        "{rule: general/no-video, was: {channels: {alpha: -1}}, set: {channels: {alpha: 0}}, because: x}",
        "{rule: alpha/companies, was: {when: {market: b2b}}, set: {when: {not: {market: b2c}}}, because: x}",
        "{goal: sales, was: {name: x}, set: {name: {de: y, en: y}}, because: x}",
        "{note: b2b-sales, was: {severity: warning}, set: {severity: serious}, because: x}",
        "{check: backing, was: {blocking: true}, set: {blocking: false}, because: x}",
        "{essential: patience, disable: true, because: x}",
        "{evidence: fact-one, was: {year: 2024}, set: {year: 2025}, because: x}",
        "{settings: , was: {focus_price: 0.04}, set: {focus_price: 0.02}, because: x}",
    ],
)
def test_every_kind_of_change_is_valid(change: str) -> None:
    """Set, add and disable, for each kind of target."""
    assert wrong_in("rulebook", f"{OVERLAY}changes:\n  - {change}\n") == []


@pytest.mark.parametrize(
    "house",
    [
        "",
        "null",
        "{name: Kontor}",
        "{name: {de: Kontor, en: Office}}",
        "{colours: {}, sections: {}}",
        HOUSE.partition("house:")[2],
    ],
)
def test_every_part_of_a_house_style_may_be_left_out(house: str) -> None:
    """In an overlay and in a rulebook that stands alone, as the reader has it; an editor completes the sections."""
    for head in (OVERLAY.replace("channelfit", "../small"), SMALL["rulebook.yaml"]):
        assert wrong_in("rulebook", f"{head}house: {house}\n") == []
    rulebook_of({"rulebook.yaml": f"{SMALL['rulebook.yaml']}house: {house}\n"})
    offered = part(schema_of("rulebook", rulebook_of(), Language.EN), "$defs", "house_sections", "properties")
    assert tuple(offered) == tuple(SECTIONS)


def test_what_an_overlay_disabled_stays_a_valid_target(small_folder: Path, tmp_path: Path) -> None:
    """The change that disables a channel or a note must not be wrong once it is made."""
    changes = "changes:\n  - {channel: beta, disable: true, because: x}\n  - {note: b2b-sales, disable: true, because: x}\n"
    head = OVERLAY.replace("channelfit", str(small_folder)) + changes
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "rulebook.yaml").write_text(head, encoding="utf-8")
    checks = Draft202012Validator(schema_of("rulebook", load_rulebook(folder), Language.EN))
    assert list(checks.iter_errors(plain(read_documents(head, "x")[0][0]))) == []


@pytest.mark.parametrize(
    ("profile", "is_valid"),
    [
        (
            "company: Hellwig\nlanguage: de\nmarket: b2b\ngoals: [image, sales]\nhires: [young]\nvideo: yes\nhours_per_week: 2.5",
            True,
        ),
        ("market:\ngoals: image\nvideo: true\nactive_channels: []", True),
        ("backing: no", True),
        ("backing: false", True),
        *((f"{question}: {word}", True) for question in ("video", "backing") for word in ("ja", "Nein", '"YES"', '" false "')),
        *(
            (f"language: {word}", True)
            for word in ("DE", "de_DE", "de-AT", "deutsch", "German", "en_US.UTF-8", "English", '" en "')
        ),
        *((f"hours_per_week: {word}", True) for word in ("3 Stunden", "2-3", "2,5", "5 h", '"5"')),
        *((f"language: {word}", False) for word in ("french", "dexter", "d-e", "[de]", "7")),
        ("market: ja", False),
        ("video: jaja", False),
        ("market: b3b", False),
        ("markt: b2b", False),
        ("goals: []", False),
        ("goals: [image, image]", False),
        ("hires: {young: true}", False),
        ("hours_per_week: 201", False),
        ("hours_per_week: many", False),
        ("video: maybe", False),
        ("language: fr", False),
        ("active_channels: [alpha, delta]", False),
    ],
)
def test_profiles_are_checked_like_the_reader_checks_them(profile: str, is_valid: bool) -> None:
    """Open answers, one instead of several, true for yes; not what no question or option is called."""
    from channelfit.profile import read_profile

    assert (wrong_in("profile", profile) == []) is is_valid
    assert (read_profile(read_documents(profile, "x")[0][0], rulebook_of())[1] == ()) is is_valid


def test_texts_are_in_the_language_asked_for() -> None:
    """What an editor shows: the question, its options, what a key means."""
    schema = schema_of("profile", rulebook_of(), Language.DE)
    [market, answer] = [part(schema, "properties", "market"), part(schema, "$defs", "answer.market")]
    assert (market["title"], market["description"]) == ("Markt?", "Markt?")
    assert answer == {"anyOf": [{"const": "b2b", "description": "Firmen"}, {"const": "b2c", "description": "Privat"}]}
    channel = schema_of("channel", rulebook_of(), Language.EN)
    assert part(channel, "properties", "channel")["description"] == "The id, the same as the file name."


def part(value: object, *keys: str) -> Mapping[str, object]:
    """What is found below some keys."""
    for key in keys:
        assert isinstance(value, dict)
        value = value[key]
    assert isinstance(value, dict)
    return value


def test_the_commands_print_and_write_schemas(run: Run, small_folder: Path, tmp_path: Path) -> None:
    """One kind, all in one, a file, a folder of files; `profile schema` prints profiles and results."""
    rules = ("--rules", small_folder)
    one = run("rules", "schema", "channel", *rules)
    assert (one.code, one.err) == (0, "")
    assert json.loads(one.out) == schema_of("channel", rulebook_of(), Language.EN)
    german = run("rules", "schema", *rules, "--lang", "de")
    assert json.loads(german.out) == whole_schema(rulebook_of(), Language.DE, RESULTS)
    assert run("rules", "schema", *rules, "--into", tmp_path / "new" / "schemas").out == ""
    written = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (tmp_path / "new" / "schemas").iterdir()}
    assert written == {f"{kind}.schema.json": schema_of(kind, rulebook_of(), Language.EN, RESULTS) for kind in (*KINDS, *RESULTS)}
    assert run("rules", "schema", "goals", *rules, "--into", tmp_path / "one").code == 0
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["goals.schema.json"]
    assert json.loads(run("profile", "schema", *rules).out) == schema_of("profile", rulebook_of(), Language.EN)
    assert run("profile", "schema", *rules, "--result", "--output", tmp_path / "result.json").out == ""
    result = schema_of("result", rulebook_of(), Language.EN, RESULTS)
    assert json.loads((tmp_path / "result.json").read_text(encoding="utf-8")) == result
    assert json.loads(run("rules", "schema", "result", *rules).out) == result


def test_a_schema_that_cannot_be_made_or_written_is_a_problem(run: Run, small_folder: Path, tmp_path: Path) -> None:
    """A rulebook with mistakes has no schema; a file is no folder; both end with 2."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    ran = run("rules", "schema", "--rules", small_folder, "--into", tmp_path / "file" / "below")
    assert (ran.code, ran.out) == (2, "")
    assert "[not-writable]" in ran.err
    (small_folder / "goals.yaml").write_text("goal: []\n", encoding="utf-8")
    ran = run("rules", "schema", "channel", "--rules", small_folder)
    assert (ran.code, ran.out) == (2, "")
    assert "[unknown-key]" in ran.err
    assert run("rules", "schema", "chanel").code == 2
