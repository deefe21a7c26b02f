"""The JSON Schema of the cases of a rulebook."""

from channelfit.advice.readiness import Level
from channelfit.ruletools.schema.parts import Schema, Vocabulary, ids, keyed, listing, number, one_of, record, ref

_BOUNDS = {"at_least": number(0, 1), "at_most": number(0, 1)}


def tests_schema(vocabulary: Vocabulary) -> Schema:
    """A file below `tests/`."""
    return record(vocabulary, "tests", {"schema": {"enum": [1, "1"]}, "cases": listing(ref("case"))}, ("cases",))


def case_schema(vocabulary: Vocabulary) -> Schema:
    """A case; the required questions must be answered unless it only says what is asked next."""
    required = [question.id for question in vocabulary.rulebook.questions.values() if question.required]
    properties: dict[str, Schema] = {
        "id": ref("id"),
        "profile": ref("profile"),
        "expect": ref("expect"),
        "todo": {"type": "boolean"},
    }
    found = record(vocabulary, "case", properties, ("id", "profile", "expect"))
    asks_only: Schema = {"required": ["next_question"], "maxProperties": 1}
    answered: Schema = {"required": required, "properties": {id: {"not": {"type": "null"}} for id in required}}
    return {**found, "if": {"properties": {"expect": asks_only}}, "else": {"properties": {"profile": answered}}}


def expect_schema(vocabulary: Vocabulary) -> Schema:
    """What must come out: at least one thing."""
    rulebook = vocabulary.rulebook
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
    return {**record(vocabulary, "expect", properties), "minProperties": 1}


def expected_channels_schema(vocabulary: Vocabulary) -> Schema:
    """What must be in a list of channels."""
    return _expected(vocabulary, ref("channel_id"))


def expected_notes_schema(vocabulary: Vocabulary) -> Schema:
    """What must be among the notes."""
    return _expected(vocabulary, ids(note.id for note in vocabulary.rulebook.notes))


def _expected(vocabulary: Vocabulary, item: Schema) -> Schema:
    return record(vocabulary, "expected", dict.fromkeys(("includes", "excludes", "exactly", "order"), _several(item)))


def coverage_schema(vocabulary: Vocabulary) -> Schema:
    """Bounds of the coverage, in total and by goal."""
    return record(vocabulary, "coverage", {**_BOUNDS, "goals": keyed(vocabulary.rulebook.goals, ref("share"))})


def share_schema(vocabulary: Vocabulary) -> Schema:
    """Bounds of a share."""
    return record(vocabulary, "share", _BOUNDS)


def _several(item: Schema) -> Schema:
    """One id, or a list of them; no id at all is something to expect too."""
    return one_of(item, listing(item))
