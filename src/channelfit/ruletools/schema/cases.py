"""The JSON Schema of the cases of a rulebook."""

from channelfit.advice.readiness import Level
from channelfit.ruletools.schema.parts import Schema, Scope, ids, keyed, listing, number, one_of, record, ref

_BOUNDS = {"at_least": number(0, 1), "at_most": number(0, 1)}


def tests_schema(scope: Scope) -> Schema:
    """A file below `tests/`."""
    return record(scope, "tests", {"schema": {"enum": [1, "1"]}, "cases": listing(ref("case"))}, ("cases",))


def case_schema(scope: Scope) -> Schema:
    """A case; the required questions must be answered unless it only says what is asked next."""
    required = [question.id for question in scope.rulebook.questions.values() if question.required]
    properties: dict[str, Schema] = {
        "id": ref("id"),
        "profile": ref("profile"),
        "expect": ref("expect"),
        "todo": {"type": "boolean"},
    }
    found = record(scope, "case", properties, ("id", "profile", "expect"))
    asks_only: Schema = {"required": ["next_question"], "maxProperties": 1}
    answered: Schema = {"required": required, "properties": {id: {"not": {"type": "null"}} for id in required}}
    return {**found, "if": {"properties": {"expect": asks_only}}, "else": {"properties": {"profile": answered}}}


def expect_schema(scope: Scope) -> Schema:
    """What must come out: at least one thing."""
    rulebook = scope.rulebook
    rules = _several(ids(rule.id for rule in rulebook.rules))
    share = ref("share")
    properties: dict[str, Schema] = {
        "recommended": ref("expected_channels"),
        "basics": ref("expected_channels"),
        "notes": ref("expected_notes"),
        "fires": rules,
        "silent": rules,
        "readiness": ids(level.value for level in Level),
        "coverage": ref("coverage"),
        "stable": one_of(share, keyed((*rulebook.channels, *rulebook.disabled), share)),
        "next_question": ref("question_id"),
    }
    return {**record(scope, "expect", properties), "minProperties": 1}


def expected_channels_schema(scope: Scope) -> Schema:
    """What must be in a list of channels."""
    return _expected(scope, ref("channel_id"))


def expected_notes_schema(scope: Scope) -> Schema:
    """What must be among the notes."""
    return _expected(scope, ids(note.id for note in scope.rulebook.notes))


def _expected(scope: Scope, item: Schema) -> Schema:
    return record(scope, "expected", dict.fromkeys(("includes", "excludes", "exactly", "order"), _several(item)))


def coverage_schema(scope: Scope) -> Schema:
    """Bounds of the coverage, in total and by goal."""
    return record(scope, "coverage", {**_BOUNDS, "goals": keyed(scope.rulebook.goals, ref("share"))})


def share_schema(scope: Scope) -> Schema:
    """Bounds of a share."""
    return record(scope, "share", _BOUNDS)


def _several(item: Schema) -> Schema:
    """One id, or a list of them; no id at all is something to expect too."""
    return one_of(item, listing(item))
