"""Records say what their keys take: whatever is wrong by that is refused by the reader and by the printed schema alike."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from channelfit.language import Language
from channelfit.profile import read_profile
from channelfit.rulebook.labels import Labels
from channelfit.rulebook.layout import ITEMS
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.overlay.address import Layer
from channelfit.rulebook.overlay.amend import plain_of
from channelfit.rulebook.overlay.merge import merge
from channelfit.rulebook.reader import read_rulebook
from channelfit.ruletools.case_files import read_case_sets
from channelfit.ruletools.cases import read_cases
from channelfit.ruletools.checks.run import unknown_accepted
from channelfit.ruletools.schema.files import records_of_files
from channelfit.ruletools.schema.whole import kind_of_file, schema_of
from channelfit.source.document import read_documents
from channelfit.source.problem import InvalidInput, Problem
from channelfit.source.record import (
    Choice,
    Key,
    Kind,
    Known,
    ListOf,
    MapOf,
    Number,
    OneOf,
    Part,
    Plain,
    Record,
    SomeOf,
    Whole,
    inner_records,
    record_of,
)
from conftest import SMALL, documents_of, rulebook_of

# Files that have every key of every record at least once.
FULL: dict[str, str] = {
    "rulebook.yaml": """\
schema: 1
id: small
version: 1
languages: [de, en]
settings: {top_fit: 0.8, min_points: 1, max_criterion_points: 4, focus_price: 0.04, hourly_value: 48, evidence_max_age_years: 8,
  max_channels: 3, max_basics: 2, upkeep_weight: 0.3, companion_share: 0.5, max_companions: 1, keep_low_points: 2,
  keep_low_goals: 2, alternative_below: 0.5, not_ready_max_channels: 1, criterion_weights: {market: 1.5},
  currencies: {ch: {code: CHF, rate: 0.94, as_of: 09/2025}}}
accept: [{finding: no-basis, at: alpha/young, because: Said.}]
house: {name: Kontor, logo: logo.svg, colours: {accent: "#0b5d8a", accent_dark: "#7cc4ee"}, closing: {de: Bis bald., en: Bye.},
  sections: {cost: {de: Sätze., en: Rates.}}}
""",
    "overlay.yaml": """\
schema: 1
id: mine
version: 1
extends: small
changes:
  - {rule: alpha/companies, was: {points: {image: 2}}, set: {points: {image: 3}}, because: Tests.}
  - {channel: beta, disable: true, because: Tests.}
  - {note: imprint, disable: true, because: {de: Tests.}}
  - {question: market, add: {options: {b2g: {de: Behörden, en: public bodies}}}, because: Tests.}
  - {goal: sales, was: {name: {de: Verkauf, en: sales}}, set: {name: Sales}, because: Tests.}
  - {check: backing, was: {blocking: true}, set: {blocking: false}, because: Tests.}
  - {essential: patience, disable: true, because: Tests.}
  - {evidence: fact-one, was: {year: 2024}, set: {year: 2025}, because: Tests.}
  - {settings: , was: {focus_price: 0.04}, set: {focus_price: 0.02}, because: Tests.}
  - {case: some/one, disable: true, because: Tests.}
""",
    "questions.yaml": SMALL["questions.yaml"]
    .replace("unit: {de: Stunden, en: hours}", "unit: {de: Stunden, en: hours}, unit_of_one: {de: Stunde, en: hour}")
    .replace(
        "- {id: market, section: all,",
        "- {id: market, section: all, label: {de: M, en: M}, help: {de: H., en: H.}, shares: {b2b: 0.4}, also: {b2b: [firms, trade]}, early: true, never_none: true,",
    )
    + "  - {id: contacts, section: all, type: multi, text: {de: 'K?', en: 'C?'}, options: {mail: {de: P, en: m}}}\n"
    + "  - {id: countries, section: all, type: multi, text: {de: 'L?', en: 'C?'}, options: {ch: {de: S, en: S}}}\nschema: 1\n",
    "goals.yaml": SMALL["goals.yaml"].replace(
        "- id: recruiting\n", "- id: recruiting\n    label: {de: P, en: S}\n    also: [jobs]\n    split_by: hires\n"
    )
    + "    about: {de: A., en: A.}\n    kpis: [{de: K, en: K}]\n    if_nothing: {says: {de: N., en: N.}, basis: judgement}\nschema: 1\n",
    "channels/alpha.yaml": SMALL["channels/alpha.yaml"]
    .replace("first_results_weeks: 8", "first_results_weeks: 8, startup_hours: 2, money_per_month: 5, full_hours: 4")
    .replace(
        "plan: {",
        "plan: {formats: [{de: F, en: F}], first_steps: [{de: S, en: S}], kpis: {image: [{de: K, en: K}]}, ",
    )
    .replace("    points: {recruiting: -1}\n", "    exclude: true\n")
    + "upkeep: false\nshares_work_with: {beta: 0.75}\nkeeps_contacts: mail\nplural: [de]\nalso: [Al]\narticle: {de: der, en: a}\nschema: 1\n",
    "situations/general.yaml": SMALL["situations/general.yaml"]
    .replace("alpha: -1", "alpha: {exclude: true}")
    .replace("place: law,", "place: first, todo: {de: T., en: T.}, step: {de: S., en: S.}, channels: [alpha],")
    .replace(
        "severity: warning, for: management,",
        "severity: warning, for: management, place: rest, spends: hours, label: {de: L, en: L},",
    )
    .replace(
        "notes:",
        "  - {id: out, criterion: means, when: {video: false}, channels: [gamma], exclude: true, why: {de: A., en: B.}, basis: judgement}\nnotes:",
    )
    + "schema: 1\n",
    "readiness.yaml": SMALL["readiness.yaml"]
    .replace("met_when:", "applies_when: {market: b2b}, met_when:")
    .replace("hours:\n", "hours:\n  - {when: {market: b2b}, at_most: 9, why: {de: N., en: N.}, basis: judgement}\n")
    + "schema: 1\n",
    "evidence.yaml": SMALL["evidence.yaml"].replace(
        "value: 80,", "kind: study, value: 80, unit: \"%\", population: All, title: T, url: 'https://x.org', channels: [alpha],"
    )
    + "schema: 1\n",
    "tests/some.yaml": """\
schema: 1
cases:
  - id: one
    todo: true
    profile: {market: b2b, goals: image}
    expect:
      recommended: {includes: alpha, excludes: [beta], exactly: [], order: [alpha]}
      basics: {exactly: []}
      notes: {includes: [imprint]}
      fires: alpha/companies
      silent: [alpha/young]
      readiness: ready
      coverage: {at_least: 0.1, at_most: 0.9, goals: {image: {at_least: 0.1, at_most: 0.9}}}
      stable: {alpha: {at_least: 0.8}}
      next_question: goals
""",
    "cases/some.yaml": """\
schema: 1
meta: {what: Some cases.}
outcomes:
  - id: one
    profile: {market: b2b, goals: image}
    after_choice: {video: true}
    worked: alpha
    dropped: [beta]
    year: 2024
    tier: primary
    evidence: business
    paid: "no"
    source: {publisher: A paper, url: "https://x.org"}
    says: Alpha brought orders.
companies:
  - {id: two, profile: {market: b2b, goals: image}, judgements: [{rank: [alpha], good_for: {image: [alpha]}, never: [beta]}]}
situations:
  - {id: 3, profile: {market: b2b, goals: image}, good: alpha, bad: [beta], little_known: true, why: Because.}
popular: [alpha, beta]
""",
    "wording.yaml": "schema: 1\nwords:\n  - {when: {video: false}, de: {Alpha: Aleph}, en: {alpha: aleph}}\n",
    "profile.yaml": "company: Hellwig\nlanguage: de\nhourly_value: 40\nmarket: b2b\n",
}
# What the readers read on their own: some values that none of them takes.
WRONG_PARTS: dict[str, list[object]] = {
    "answers": [[], "b2b", {"markt": "b2b"}, {"video": "maybe"}, {"market": "b2b"}, {"goals": "image"}, {"company": "A"}],
    "anything": [],
    "any_channel": [[], {"a": 1}, "", None],
    "colour": ["blue", "#12", 7, []],
    "company": [[], {}],
    "profile_language": ["fr", "nonsense", [], {}, "", True, 7],
    "effects": ["alpha", [], 3, {"gamma": {"fame": 1}}, {"delta": 1}, {"alpha": 11}, {"alpha": True}, {"beta": {"sales": 1}}],
    "expect": [[], {}, "ready", {"outcome": 1}],
    "expected_channels": [[], "alpha", {"includes": ["delta"]}, {"contains": []}, {"order": {"alpha": 1}}],
    "expected_notes": [[], "imprint", {"includes": ["alpha"]}],
    "finding": ["counted-thrice", [], "", 7],
    "house_sections": [[], "cost", {"costs": {"de": "x", "en": "x"}}, {"cost": "x"}, {"cost": {"de": "x"}}],
    "logo": ["", " ", [], {}],
    "points": ["x", [1], True, 11, -11, {"fame": 1}, {"image": 11}, {"image": "x"}, {"image": None}],
    "profile": [[], "b2b", {"markt": "b2b"}, {"market": "b3b", "goals": "image"}],
    "reaches": [[], {}, "", " "],
    "replacements": [[], "alpha", {"alpha": ""}, {"alpha": []}],
    "stable": [[], 0.5, {"delta": {"at_least": 0.5}}, {"at_least": 2}, {"alpha": 0.5}, {"alpha": {"least": 1}}],
    "extends": [],  # Where a rulebook lies, only a folder can say.
    "was": [],
    "set": [[], {}, {"id": "other"}, {"colour": "red"}],
    "add": [{"id": "other"}, {"colour": {"red": 1}}],
    **{f"target.{kind}": [["x"], "no/such"] for kind in ITEMS},
    "target.case": [["x"]],
    "target.settings": [["x"], "all"],
}


def wrong(said: Key) -> Iterator[object]:
    """Values that a key does not take."""
    yield from wrong_values(said.kind)
    if said.required and not said.inherited:
        yield LEFT_OUT


LEFT_OUT = object()


def wrong_values(kind: Kind) -> Iterator[object]:
    """Values that a kind does not take; what a nested record takes is seen when it is its turn."""
    match kind:
        case Plain():
            yield from WRONG_PLAIN[kind]
        case Number(lowest, highest, step) | Whole(lowest, highest, step):
            yield from ("many", True, [1], {"a": 1}, "")
            yield from (bound for bound in (lowest - 1, highest + 1) if abs(bound) != float("inf"))
            yield from ([lowest + 0.1] if isinstance(kind, Whole) or step else [])
        case Choice() | OneOf() | Known():
            yield from ("nonsense", [], {}, "", True)
        case ListOf(items, least):
            yield from ("nonsense", {"a": 1}, [[]], 7)
            yield from [[]] if least else []
            yield from ([value] for value in wrong_values(items))
        case SomeOf(items, least, once):
            yield from [["alpha", "alpha"]] if once else []
            yield from ([] if isinstance(items, Part) else [{"a": 1}, [[]], [""] if items is Plain.WORDS else ["nonsense"]])
            yield from [[]] if least else []
        case MapOf(keys, values):
            yield from ([], "nonsense", 7)
            yield from [{"nonsense": 1}] if keys else []
            known = {"goal": "image", None: "b2b"}.get(keys if isinstance(keys, str) else None, "market")
            yield from ({known: value} for value in wrong_values(values))
        case Part(name):
            yield from WRONG_PARTS[name]
        case _:
            yield from ([], "nonsense", 7, {"nonsense": 1})


WRONG_PLAIN: dict[Plain, list[object]] = {
    Plain.WORDS: [[], {"a": 1}, "", "  "],
    Plain.AMOUNT: [[], {"a": 1}, "", True],
    Plain.IDENTIFIER: ["Not One", "", [], {"a": 1}, "-a"],
    Plain.TEXT: ["x", [], {"de": "x"}, {"de": "x", "en": ""}, {"de": "x", "en": None}, {"de": "x", "en": "x", "fr": "x"}],
    Plain.NAME: ["", [], {"de": "x"}, {"de": "x", "en": " "}, {"de": "x", "en": ["x"]}],
    Plain.BECAUSE: ["", [], {}, {"fr": "x"}, {"de": ""}],
    Plain.WHY: ["x", [], {"de": "x"}, {"de": "x", "en": {"a": 1}}],
    Plain.FLAG: ["yes", 1, 0, [], ""],
    Plain.CONDITION: ["b2b", [], {}, {"markt": "b2b"}, {"market": "b3b"}, {"market": []}, {"any": []}, {"not": []}],
    Plain.BASIS: [[], {"a": 1}, "no-such", ["judgement", "fact-one"], [["fact-one"]], ""],
    Plain.VERSION: [2, 99, "2", [], True, {"a": 1}],
}


@cache
def full(path: str) -> str:
    """A full file as JSON."""
    return json.dumps(plain_of(read_documents(FULL[path], path)[0][0].root))


@cache
def checker(kind: str) -> Draft202012Validator:
    """The schema of a kind of file for the rulebook of the full files."""
    return Draft202012Validator(schema_of(kind, full_rulebook(), Language.EN))


@cache
def full_rulebook() -> Rulebook:
    """The rulebook of the full files."""
    return rulebook_of({path: text for path, text in FULL.items() if path not in ("overlay.yaml", "profile.yaml")})


def problems_of(path: str, text: str) -> tuple[Problem, ...]:
    """What the readers find wrong if a file has this text."""
    files = {**SMALL, **{path: text for path, text in FULL.items() if path not in ("overlay.yaml", "profile.yaml")}}
    if path == "profile.yaml":
        return read_profile(read_documents(text, path)[0][0], full_rulebook())[1]
    if path == "tests/some.yaml":
        return read_cases({path: read_documents(text, path, path)[0][0]}, full_rulebook())[2]
    if path == "cases/some.yaml":
        return read_case_sets(read_documents(text, path, path)[0], full_rulebook())[1]
    documents, found = documents_of(files if path == "overlay.yaml" else {**files, path: text})
    # Which findings there are the checks know.
    problems = [*found, *unknown_accepted(documents)]
    if path == "overlay.yaml":
        over = read_documents(text, "mine/rulebook.yaml", "rulebook.yaml")[0][0]
        documents, overlays = merge([Layer("small", documents), Layer("mine", {"rulebook.yaml": over})], problems)
    try:
        read_rulebook(documents, "mine", problems, *([overlays] if path == "overlay.yaml" else []))
    except InvalidInput as error:
        return error.problems
    return ()


def occurrences(record: Record, value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[Record, str, tuple[str | int, ...]]]:
    """Every key of a record and of those in it, with the path to its value in a file."""
    for key, inner in value.items() if isinstance(value, dict) else ():
        said = record.keys.get(key)
        if said is not None:
            yield record, key, (*path, key)
            for below in inner_records(said.kind):
                yield from inside(below, said.kind, inner, (*path, key))


def inside(
    record: Record, kind: Kind, value: Any, path: tuple[str | int, ...]
) -> Iterator[tuple[Record, str, tuple[str | int, ...]]]:
    """The same in a list, a mapping, or a record itself."""
    match kind:
        case ListOf():
            for index, item in enumerate(value):
                yield from occurrences(record, item, (*path, index))
        case MapOf():
            for key, item in value.items():
                yield from occurrences(record, item, (*path, key))
        case _:
            yield from occurrences(record, value, path)


RECORDS = {record.id: record for record in records_of_files()}
ROOTS = {
    "rulebook.yaml": "rulebook",
    "overlay.yaml": "rulebook",
    **{path: kind_of_file(path) for path in FULL if path not in ("rulebook.yaml", "overlay.yaml", "profile.yaml")},
}
KEYS: dict[tuple[str, str], tuple[str, tuple[str | int, ...]]] = {}
for _path, _root in ROOTS.items():
    for _record, _key, _where in occurrences(RECORDS[_root], json.loads(full(_path)), ()):
        KEYS.setdefault((_record.id, _key), (_path, _where))
        if _record.id == "tests":
            for _case, _inner, _below in occurrences(
                RECORDS["expect"], json.loads(full(_path))["cases"][0]["expect"], ("cases", 0, "expect")
            ):
                KEYS.setdefault((_case.id, _inner), (_path, _below))
KEYS |= {("profile", key): ("profile.yaml", (key,)) for key in record_of(Labels).keys}


def replaced(value: Any, path: tuple[str | int, ...], new: object) -> Any:
    """A value with another one at a path, or without it."""
    if not path:
        return new
    if isinstance(value, list):
        return [replaced(item, path[1:], new) if index == path[0] else item for index, item in enumerate(value)]
    found = {key: replaced(item, path[1:], new) if key == path[0] else item for key, item in value.items()}
    return {key: item for key, item in found.items() if item is not LEFT_OUT}


def kind_of_path(path: str) -> str:
    """The kind of schema of a full file."""
    return {"overlay.yaml": "rulebook", "profile.yaml": "profile"}.get(path) or kind_of_file(path)


@pytest.mark.parametrize("path", sorted(FULL))
def test_full_files_are_taken(path: str) -> None:
    """By the readers and by the schemas; what is refused below is refused for what is wrong in it."""
    assert problems_of(path, FULL[path]) == ()
    assert [error.message for error in checker(kind_of_path(path)).iter_errors(json.loads(full(path)))] == []


def test_full_files_have_every_key() -> None:
    """Of every record that describes itself."""
    known = {(record.id, key) for record in RECORDS.values() for key in record.keys}
    # Beside its channel, what excludes one of several has no file of its own; shares stand in the coverage too.
    assert known - set(KEYS) <= {("excluding", "exclude")}


@pytest.mark.parametrize(("record", "key"), sorted(KEYS))
def test_a_wrong_value_is_refused_by_reader_and_schema(record: str, key: str) -> None:
    """For every key of every record, as its description has it: wrong types, bounds, blanks, empty lists, nothing at all."""
    path, where = KEYS[record, key]
    said = (record_of(Labels) if record == "profile" else RECORDS[record]).keys[key]
    whole = json.loads(full(path))
    for value in wrong(said):
        text = replaced(whole, where, value)
        assert problems_of(path, json.dumps(text)) != (), f"the reader takes {value!r}"
        assert not checker(kind_of_path(path)).is_valid(text), f"the schema takes {value!r}"


NUMBERS = [
    pair
    for pair in sorted(KEYS)
    if isinstance((record_of(Labels) if pair[0] == "profile" else RECORDS[pair[0]]).keys[pair[1]].kind, (Number, Whole))
]


@pytest.mark.parametrize("number", [".nan", ".inf", "-.inf", "1e999", "-1e999"])
@pytest.mark.parametrize(("record", "key"), [*NUMBERS, ("fact", "value")])
def test_no_number_that_json_does_not_know_is_taken(record: str, key: str, number: str) -> None:
    """Neither infinite ones nor what is none."""
    path, where = KEYS[record, key]
    text = json.dumps(replaced(json.loads(full(path)), where, "MARK")).replace('"MARK"', number)
    assert "wrong-type" in {found.id for found in problems_of(path, text)}
