"""What `docs/stability.md` promises: no format breaks for those who write files, and for those who read results."""

import copy
import json
from typing import Any

import pytest

from breaking import breaking, without_words
from channelfit.render.plain.results import RESULTS
from schemas import last_release, schemas_now

FILES = ("rulebook", "questions", "goals", "channel", "situation", "readiness", "evidence", "tests", "case_file", "profile")
HOW = "see docs/stability.md"


@pytest.fixture(scope="module")
def now() -> dict[str, Any]:
    """The schemas as they are printed now."""
    return schemas_now()


def of_kind(schema: dict[str, Any], kind: str) -> dict[str, Any]:
    """The schema of one kind, with the parts of all."""
    return {"$ref": f"#/$defs/{kind}", "$defs": schema["$defs"]}


def release(name: str) -> dict[str, Any]:
    """What the last release printed."""
    found: dict[str, Any] = json.loads((last_release() / name).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("kind", [*FILES, *RESULTS])
def test_no_format_breaks(now: dict[str, Any], kind: str) -> None:
    """Whatever could be written is still right, and whatever could be read is still there."""
    assert kind in release("formats.json")["$defs"], "a new kind: python tests/schemas.py"
    old, new = (of_kind(schema, kind) for schema in (release("formats.json"), now["formats.json"]))
    assert breaking(old, new, is_input=kind in FILES) == [], HOW


def test_no_question_and_no_answer_of_the_built_in_rules_is_gone(now: dict[str, Any]) -> None:
    """Profiles that could be written for the last release can be read."""
    assert breaking(release("profile.json"), now["profile.json"], is_input=True) == [], HOW


OLD: dict[str, Any] = {
    "$ref": "#/$defs/thing",
    "$defs": {
        "thing": {
            "type": "object",
            "properties": {
                "id": {"type": "string", "pattern": "^[a-z]+$"},
                "kind": {"enum": ["a", "b"]},
                "size": {"anyOf": [{"type": "number", "minimum": 0, "maximum": 10}, {"type": "null"}]},
                "parts": {"type": "array", "items": {"$ref": "#/$defs/thing"}, "minItems": 1},
                "free": {"type": "object", "additionalProperties": {"type": "integer"}},
                "name": {"$ref": "#/$defs/name"},
            },
            "required": ["id", "kind"],
            "additionalProperties": False,
        },
        "name": {"type": "string", "description": "As people say it."},
    },
}
# Where something is changed, what it is then (nothing: it is taken out), and what that breaks for writers and for readers.
CHANGES: list[tuple[str, Any, list[str], list[str]]] = [
    ("thing.properties.name", None, [".name: is gone"], [".name: is gone"]),
    ("thing.properties.more", {"type": "string"}, [], []),
    ("thing.required", ["id", "kind", "size"], [".size: must be given now"], []),
    ("thing.required", ["id"], [], [".kind: may be missing now"]),
    ("thing.properties.kind.enum", ["a"], [".kind: no longer b"], [".kind: other values than a, b"]),
    ("thing.properties.kind.enum", ["a", "b", "c"], [], [".kind: other values than a, b"]),
    ("thing.properties.kind.enum", ["b", "a"], [], []),
    ("thing.properties.kind", {"type": "string"}, [], [".kind: other values than a, b"]),
    ("thing.properties.id.type", "integer", [".id: string became integer"], [".id: string became integer"]),
    ("thing.properties.id.pattern", "^[a-z]$", [".id: another pattern"], []),
    ("thing.properties.id.pattern", None, [], []),
    ("thing.properties.size", {"type": "number", "minimum": 0, "maximum": 10}, [".size: null became number"], []),
    ("thing.properties.free.additionalProperties.type", "number", [], [".free[]: integer became number"]),
    ("name.type", ["string", "null"], [], [".name: string became null"]),
    ("thing.properties.parts.minItems", 2, [".parts: minItems 1 became 2"], []),
    ("thing.properties.parts.minItems", None, [], [".parts: minItems 1 became none"]),
    ("thing.properties.parts.items", {"type": "string"}, [".parts[]: object became string"], [".parts[]: object became string"]),
    ("name.description", "Other words.", [], []),
    ("name.maxLength", 20, [".name: maxLength none became 20"], []),
]


@pytest.mark.parametrize(("path", "value", "for_writers", "for_readers"), CHANGES)
def test_what_breaks_and_what_only_grows(path: str, value: Any, for_writers: list[str], for_readers: list[str]) -> None:
    """Writers may be given more to say; readers may be told more, and never something else."""
    new = copy.deepcopy(OLD)
    *way, last = path.split(".")
    place = new["$defs"]
    for key in way:
        place = place[key]
    if value is None:
        del place[last]
    else:
        place[last] = value

    def shortest(found: list[str]) -> list[str]:
        """A thing has things as parts: what is said of it is said of them too."""
        return [one for one in found if not one.startswith(".parts[].")]

    assert shortest(breaking(OLD, new, is_input=True)) == for_writers
    assert shortest(breaking(OLD, new, is_input=False)) == for_readers


def test_words_are_no_part_of_a_format_but_keys_that_are_called_alike_are() -> None:
    """A key `title` is a key."""
    schema = {"title": "A", "properties": {"title": {"type": "string", "title": "B"}}, "items": [{"description": "C"}]}
    assert without_words(schema) == {"properties": {"title": {"type": "string"}}, "items": [{}]}
