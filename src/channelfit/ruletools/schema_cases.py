"""The JSON Schema of the cases of a rulebook."""

from channelfit.advice.readiness import Level
from channelfit.ruletools.schema_parts import Schema, Scope, ids, keyed, listing, number, one_of, record, ref


def tests_schema(scope: Scope) -> Schema:
    """A file below `tests/`."""
    return record(scope, "tests", {"schema": {"enum": [1, "1"]}, "cases": listing(_case_schema(scope))}, ("cases",))


def _case_schema(scope: Scope) -> Schema:
    """A case; the required questions must be answered unless it only says what is asked next."""
    required = [question.id for question in scope.rulebook.questions.values() if question.required]
    properties: dict[str, Schema] = {
        "id": ref("id"),
        "profile": ref("profile"),
        "expect": {**_expect_schema(scope), "minProperties": 1},
        "todo": {"type": "boolean"},
    }
    found = record(scope, "case", properties, ("id", "profile", "expect"))
    asks_only: Schema = {"required": ["next_question"], "maxProperties": 1}
    answered: Schema = {"required": required, "properties": {id: {"not": {"type": "null"}} for id in required}}
    return {**found, "if": {"properties": {"expect": asks_only}}, "else": {"properties": {"profile": answered}}}


def _expect_schema(scope: Scope) -> Schema:
    rulebook = scope.rulebook
    channels = _expected(scope, ref("channel_id"))
    rules = _several(ids(rule.id for rule in rulebook.rules))
    bounds = _bounds(scope)
    whole = bounds["properties"]
    assert isinstance(whole, dict)
    properties: dict[str, Schema] = {
        "recommended": channels,
        "basics": channels,
        "notes": _expected(scope, ids(note.id for note in rulebook.notes)),
        "fires": rules,
        "silent": rules,
        "readiness": ids(level.value for level in Level),
        "coverage": record(scope, "share", {**whole, "goals": keyed(rulebook.goals, bounds)}),
        "stable": one_of(bounds, keyed((*rulebook.channels, *rulebook.disabled), bounds)),
        "next_question": ref("question_id"),
    }
    return record(scope, "expect", properties)


def _expected(scope: Scope, item: Schema) -> Schema:
    several = _several(item)
    return record(scope, "expected", dict.fromkeys(("includes", "excludes", "exactly", "order"), several))


def _bounds(scope: Scope) -> Schema:
    return record(scope, "share", {"at_least": number(0, 1), "at_most": number(0, 1)})


def _several(item: Schema) -> Schema:
    """One id, or a list of them; no id at all is something to expect too."""
    return one_of(item, listing(item))
