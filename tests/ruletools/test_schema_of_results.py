"""The schemas of results: what is printed is what they describe, key by key, and they are strict enough for strict readers."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Annotated, Any, Literal, TypedDict

import pytest
from jsonschema import Draft202012Validator

from channelfit.files import load_rulebook
from channelfit.language import Language, Text
from channelfit.render.plain.results import RESULTS
from channelfit.ruletools.schema.of_results import Ids, result_parts
from channelfit.ruletools.schema.whole import schema_of
from conftest import EXAMPLES, Run, rulebook_of, write_folder
from worlds import cases_text, judged, lacking, world, world_files
from zoo import CASES, NAMES, OTHER, POPULAR, ZOO

OVERLAY = EXAMPLES / "overlay"
PROFILES = sorted(EXAMPLES.glob("*.yaml"))
MACHINES, BAKERY = EXAMPLES / "machine-builder.yaml", EXAMPLES / "bakery.yaml"
LITTLE = ("--set", "market=both", "--set", "goals=image,recruiting")
# Someone without backing, with too few hours, and with channels that should rest.
WITHOUT = ("--set", "management_role=absent", "--set", "hours_per_week=1", "--set", "active_channels=facebook,tiktok,linkedin")
# What is printed by these shows every key of a kind of result; the rulebook they use is the built-in one or the overlay.
PRINTED: dict[str, list[tuple[str | Path, ...]]] = {
    "result": [
        *(("advise", profile) for profile in PROFILES),
        ("advise", BAKERY, "--rules", OVERLAY),
        ("advise", *LITTLE),
        ("advise", MACHINES, *WITHOUT),
        ("advise", MACHINES, "--max-channels", "0"),
        ("advise", EXAMPLES / "software-startup.yaml", "--set", "goals=image"),
    ],
    "missing": [("advise", "--set", "goals=image"), ("explain", "linkedin", "--set", "market=b2b")],
    "problems": [
        ("advise", "--set", "markt=b2b", "--set", "goals=imag"),
        ("advise", "nowhere.yaml"),
        ("rules", "check", "broken"),
        ("profile", "check", BAKERY),
    ],
    "explanation": [
        *(("explain", "linkedin", profile) for profile in (MACHINES, BAKERY)),
        ("explain", "facebook", *LITTLE),
        ("explain", "trade_fair", MACHINES, "--rules", OVERLAY),
        ("explain", "linkedin", MACHINES, *WITHOUT, "--set", "restrictions=no_us_platforms"),
        ("explain", "facebook", MACHINES),
        ("explain", "instagram", MACHINES, "--rules", "grouped"),
    ],
    "comparison": [
        ("compare", MACHINES, BAKERY),
        ("compare", BAKERY, MACHINES, "--rules", OVERLAY),
        ("compare", BAKERY, "--set", "hours_per_week=12", "--set", "goals=image,sales"),
    ],
    "items": [("rules", "show", "--rules", OVERLAY)],
    "findings": [("rules", "check", OVERLAY)],
    "cases": [("rules", "test", "failing")],
    "score": [
        ("rules", "score", *(CASES / f"{name}.yaml" for name in NAMES), "--rules", "zoo"),
        ("rules", "score", *(CASES / f"{name}.yaml" for name in NAMES), "--rules", "zoo", "--against", "other-zoo"),
    ],
    "learned": [
        ("rules", "learn", "judged.yaml", "--rules", "world", "--output", "learned", "--new-rules"),
        ("rules", "learn", "unclear.yaml", "--rules", "world", "--output", "unclear"),
        ("rules", "learn", *(CASES / f"{name}.yaml" for name in NAMES), "--rules", "zoo", "--output", "nothing"),
    ],
    "rulediff": [
        ("rules", "diff", "channelfit", OVERLAY, "--sample", "3"),
        ("rules", "diff", OVERLAY, OVERLAY, "--sample", "0"),
    ],
}
WITH_OVERLAY = load_rulebook(OVERLAY)
HEAD = """\
schema: 1
id: failing
version: 1
extends: channelfit
changes:
  - {channel: tiktok, disable: true, because: It is named in cases.}
"""
GROUPED = """\
schema: 1
id: grouped
version: 1
extends: channelfit
"""
FOR_A_GROUP = """\
rules:
  - {id: not-for-apprentices, criterion: audience, when: {hires: apprentices}, channels: {instagram: {exclude: true}},
     why: {de: "Nicht für {hires}.", en: "Not for {hires}."}, basis: judgement}
"""
SMALL_FIRMS = (
    "  - {id: small-firms, criterion: market, when: {market: b2b, size: small}, points: 1, why: {en: W.}, basis: judgement}\n"
)
FAILING = """\
cases:
  - {id: none, profile: {market: b2b, goals: image}, expect: {recommended: {exactly: []}}}
  - {id: order, profile: {market: b2b, goals: image}, expect: {coverage: {at_most: 0}}}
"""


def printed(run: Run, kind: str, folder: Path) -> Iterator[Any]:
    """The results of one kind, in both languages by turns."""
    write_folder(folder / "failing", {"rulebook.yaml": HEAD, "tests/some.yaml": FAILING})
    write_folder(folder / "grouped", {"rulebook.yaml": GROUPED, "situations/groups.yaml": FOR_A_GROUP})
    write_folder(folder / "zoo", ZOO | POPULAR)
    write_folder(folder / "other-zoo", ZOO | OTHER)
    if kind == "learned":
        world_folder(folder)
    write_folder(folder / "broken", {"rulebook.yaml": "id: 1\n"})
    for count, command in enumerate(PRINTED[kind]):
        done = run(*command, "--format", "json", "--lang", ("de", "en")[count % 2])
        assert done.err == "", command
        yield json.loads(done.out)


def world_folder(folder: Path) -> None:
    """A world that lacks rules, one of which would count twice; judgements that say so, and some that leave it open."""
    files = world_files(Random("w1"))
    files["channels/b.yaml"] = files["channels/b.yaml"].replace("rules:\n", f"rules:\n{SMALL_FIRMS}")
    write_folder(folder / "world", files)
    texts = {"judged.yaml": judged(lacking("w1"), "w1", 60), "unclear.yaml": judged(world("w1"), "w1", 80)}
    write_folder(folder, {name: cases_text(cases) for name, cases in texts.items()})


def closed(schema: Any) -> Any:
    """The schema with no other keys allowed anywhere."""
    if isinstance(schema, dict):
        inner = {key: closed(part) for key, part in schema.items()}
        return {**inner, "additionalProperties": False} if "properties" in schema and "type" in schema else inner
    return [closed(part) for part in schema] if isinstance(schema, list) else schema


def named(schema: Any, value: Any, parts: dict[str, Any]) -> Iterator[str]:
    """The parts of a schema that describe a mapping in a value, with exactly its keys."""
    if not isinstance(schema, dict):
        return
    name = schema.get("$ref", "").removeprefix("#/$defs/")
    if name in parts:
        if isinstance(value, dict) and value.keys() == set(parts[name]["required"]):
            yield name
        yield from named(parts[name], value, parts)
    for part in schema.get("anyOf", ()):
        yield from named(part, value, parts)
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from named(schema.get("properties", {}).get(key, schema.get("additionalProperties")), inner, parts)
    for inner in value if isinstance(value, list) else ():
        yield from named(schema.get("items"), inner, parts)


@pytest.mark.slow
@pytest.mark.parametrize("kind", RESULTS)
def test_every_key_printed_is_described_and_every_described_one_is_printed(run: Run, kind: str, tmp_path: Path) -> None:
    """Each example is valid with no other keys allowed, and each mapping of the schema stands in some example."""
    schema = closed(schema_of(kind, WITH_OVERLAY, Language.DE, RESULTS))
    parts = {name: part for name, part in schema.get("$defs", {}).items() if name.startswith("result.")}
    results = list(printed(run, kind, tmp_path))
    checks = Draft202012Validator(schema)
    found = [problem for result in results for problem in checks.iter_errors(result)]
    assert [(list(problem.absolute_path), problem.message) for problem in found] == []
    assert {name for result in results for name in named(schema, result, parts)} == parts.keys()


@pytest.mark.parametrize("kind", RESULTS)
def test_every_key_has_a_text_in_both_languages_and_is_always_there(kind: str) -> None:
    """German and English differ, and both end like a sentence; no key can be left out or called otherwise."""
    german, english = (schema_of(kind, rulebook_of(), language, RESULTS) for language in Language)
    for one, other in zip(records(german), records(english), strict=True):
        assert one["required"] == list(one["properties"]) == list(other["properties"])
        for key, part in one["properties"].items():
            texts = (part["description"], other["properties"][key]["description"])
            assert texts[0] != texts[1]
            assert all(text.endswith(".") for text in texts)
    assert german["description"] != english["description"]
    assert records(german)[0]["properties"]["schema"]["const"] == f"channelfit.{'advice' if kind == 'result' else kind}/1"


def records(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The result and every mapping in it that has keys of its own."""
    return [schema, *(part for name, part in schema.get("$defs", {}).items() if name.startswith("result."))]


def test_a_result_with_another_schema_or_without_a_key_is_refused(run: Run, small_folder: Path) -> None:
    """And one with a further key is not: keys may be added."""
    checks = Draft202012Validator(schema_of("result", rulebook_of(), Language.EN, RESULTS))
    result = json.loads(run("advise", "--rules", small_folder, *LITTLE[:1], "market=b2b", *LITTLE[2:], "--format", "json").out)
    assert checks.is_valid({**result, "more": 1})
    assert not checks.is_valid({**result, "schema": "channelfit.advice/2"})
    assert not checks.is_valid({key: value for key, value in result.items() if key != "headline"})


class Inner(TypedDict):
    """A shape within a shape."""

    name: Annotated[str, Text("Der Name.", "The name.")]


class Outer(TypedDict):
    """Something of everything that a shape may have."""

    goals: Annotated[dict[Annotated[str, Ids(lambda rulebook: rulebook.goals)], int], Text("Je Ziel.", "Per goal.")]
    words: Annotated[dict[str, bool], Text("Je Wort.", "Per word.")]
    one: Annotated[Literal["a", "b"] | None, Text("Eins.", "One.")]
    nothing: Annotated[Annotated[str, Ids(lambda _: ())], Text("Nichts.", "Nothing.")]
    inner: Annotated[list[Inner], Text("Innen.", "Inside.")]


def test_a_schema_follows_from_the_types_alone() -> None:
    """Ids become keys or values, what may be nothing says so, and a shape within a shape is a part of its own."""
    parts = result_parts({"outer": Annotated[Outer, Text("Außen.", "Outside.")]}, rulebook_of(), Language.EN)
    numbers = {"type": "integer"}
    by_goal = {"type": "object", "properties": {"image": numbers, "recruiting": numbers, "sales": numbers}}
    assert parts["outer"]["properties"] == {
        "goals": {"description": "Per goal.", **by_goal, "additionalProperties": False},
        "words": {"description": "Per word.", "type": "object", "additionalProperties": {"type": "boolean"}},
        "one": {"description": "One.", "anyOf": [{"enum": ["a", "b"]}, {"type": "null"}]},
        "nothing": {"description": "Nothing.", "type": "string"},
        "inner": {"description": "Inside.", "type": "array", "items": {"$ref": "#/$defs/result.inner"}},
    }
    assert parts["result.inner"]["required"] == ["name"]


class Unknown(TypedDict):
    """A shape with something that JSON does not have."""

    when: Annotated[complex, Text("Wann.", "When.")]


def test_what_json_does_not_have_has_no_schema() -> None:
    """Whoever adds such a key hears of it from the first schema that is printed."""
    with pytest.raises(TypeError, match="no schema for <class 'complex'>"):
        result_parts({"x": Annotated[Unknown, Text("X.", "X.")]}, rulebook_of(), Language.EN)


ANYWHERE = {"$schema", "$defs", "$ref", "title", "description", "enum", "enumDescriptions", "const", "anyOf", "type"}
FOR_TYPES = {"properties": "object", "required": "object", "additionalProperties": "object", "items": "array"}
FOR_TYPES |= {"pattern": "string", "minimum": "number", "maximum": "number"}


@pytest.mark.parametrize("kind", RESULTS)
def test_strict_readers_take_the_schema(kind: str) -> None:
    """As ajv in its strict mode asks: a type wherever a keyword is about one, one type or nothing, no required key without a schema."""
    schema = schema_of(kind, rulebook_of(), Language.EN, RESULTS)
    for part in [*records(schema), *(inner for record in records(schema) for inner in parts_of(record))]:
        types = part.get("type", [])
        named = [types] if isinstance(types, str) else types
        assert len(named) < 2 or (len(named) == 2 and "null" in named)
        assert all(keyword in ANYWHERE or FOR_TYPES.get(keyword) in named for keyword in part), part
        assert set(part.get("required", [])) <= set(part.get("properties", {}))
        assert part.get("enum") != []


def parts_of(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every schema within a schema."""
    below = [*schema.get("properties", {}).values(), *schema.get("anyOf", ()), schema.get("items")]
    for part in [*below, schema.get("additionalProperties")]:
        if isinstance(part, dict):
            yield part
            yield from parts_of(part)
