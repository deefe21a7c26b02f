"""The JSON Schema of each kind of rule file, as the readers of `rulebook` take it."""

from enum import Enum

from channelfit.language import Language
from channelfit.rulebook.model import Addressee, Criterion, EvidenceKind, Importance, Kind, Quality, QuestionType
from channelfit.ruletools.schema.parts import MAX_POINTS, Schema, Scope, ids, keyed, listing, number, one_of, record, ref, some

_FLAG: Schema = {"type": "boolean"}
_TEXT = ref("text")
_TEXTS = listing(_TEXT)
_SCHEMA_NUMBER: Schema = {"enum": [1, "1"]}
_BASIS = ref("basis")
_WHEN = ref("condition")


def _values(kinds: type[Enum]) -> Schema:
    return ids(member.value for member in kinds)


def rule_schema(scope: Scope) -> Schema:
    """A rule of a channel file: either `points` or `exclude: true`."""
    found = record(
        scope,
        "rule",
        {
            "id": ref("id"),
            "criterion": _values(Criterion),
            "when": _WHEN,
            "points": ref("points"),
            "exclude": _FLAG,
            "why": _TEXT,
            "basis": _BASIS,
        },
        ("id", "criterion", "when", "why", "basis"),
    )
    return {**found, "if": _excludes(), "then": {"properties": {"points": False}}, "else": {"required": ["points"]}}


def situation_rule_schema(scope: Scope) -> Schema:
    """A rule of a situation file: points for channels, or with `exclude: true` the channels alone."""
    effects = {
        id: one_of(
            number(-MAX_POINTS, MAX_POINTS),
            keyed(channel.serves, number(-MAX_POINTS, MAX_POINTS)),
            ref("excluding"),
        )
        for id, channel in sorted({**scope.rulebook.channels, **scope.rulebook.disabled}.items())
    }
    by_channel: Schema = {"type": "object", "properties": effects, "additionalProperties": False}
    alone = some(ref("channel_id"))
    found = record(
        scope,
        "situation_rule",
        {
            "id": ref("id"),
            "criterion": _values(Criterion),
            "when": _WHEN,
            "channels": one_of(by_channel, alone),
            "exclude": _FLAG,
            "why": _TEXT,
            "basis": _BASIS,
        },
        ("id", "criterion", "when", "channels", "why", "basis"),
    )
    listed: Schema = {"properties": {"channels": {"type": ["array", "string"]}}}
    return {**found, "if": _excludes(), "then": listed, "else": {"properties": {"channels": {"type": "object"}}}}


def excluding_schema(scope: Scope) -> Schema:
    """What a situation rule may say of one of several channels."""
    return record(scope, "excluding", {"exclude": _FLAG}, ("exclude",))


def _excludes() -> Schema:
    return {"properties": {"exclude": {"const": True}}, "required": ["exclude"]}


def channel_schema(scope: Scope) -> Schema:
    """A file below `channels/`."""
    groups = sorted({channel.reaches for channel in scope.rulebook.channels.values() if channel.reaches})
    properties: dict[str, Schema] = {
        "schema": _SCHEMA_NUMBER,
        "channel": ref("id"),
        "name": ref("name"),
        "plural": some(ids(Language)),
        "kind": _values(Kind),
        "about": _TEXT,
        "effort": ref("effort"),
        "upkeep": _FLAG,
        # The groups there are, to choose from; a new one is as good.
        "reaches": one_of(ids(groups), ref("words")) if groups else ref("words"),
        "serves": ref("goal_points"),
        "rules": listing(ref("rule")),
        "plan": ref("plan"),
    }
    return record(scope, "channel", properties, ("channel", "name", "kind", "about", "effort", "serves", "plan"))


def effort_schema(scope: Scope) -> Schema:
    """What a channel takes."""
    properties: dict[str, Schema] = {
        "hours_per_week": {**number(0, 100), "multipleOf": 0.25},
        "startup_hours": number(0),
        "money_per_month": number(0),
        "first_results_weeks": number(0),
    }
    return record(scope, "effort", properties, ("hours_per_week", "first_results_weeks"))


def plan_schema(scope: Scope) -> Schema:
    """How to go about a channel."""
    properties = {
        "formats": _TEXTS,
        "cadence": _TEXT,
        "first_steps": _TEXTS,
        "kpis": keyed(scope.rulebook.goals, _TEXTS),
        "stop_rule": _TEXT,
        "if_parked": _TEXT,
    }
    return record(scope, "plan", properties, ("cadence", "stop_rule", "if_parked"))


def situation_schema(scope: Scope) -> Schema:
    """A file below `situations/`."""
    lists = {"rules": listing(ref("situation_rule")), "notes": listing(ref("note"))}
    return record(scope, "situation", {"schema": _SCHEMA_NUMBER, **lists})


def note_schema(scope: Scope) -> Schema:
    """A note."""
    properties: dict[str, Schema] = {
        "id": ref("id"),
        "when": _WHEN,
        "severity": _values(Importance),
        "for": _values(Addressee),
        "law": _FLAG,
        "says": _TEXT,
        "basis": _BASIS,
    }
    return record(scope, "note", properties, ("id", "when", "severity", "for", "says", "basis"))


def questions_schema(scope: Scope) -> Schema:
    """`questions.yaml`; whether a rulebook that stands alone has all it needs, `rules check` says."""
    lists = {"sections": listing(ref("section")), "questions": listing(ref("question"))}
    return record(scope, "questions", {"schema": _SCHEMA_NUMBER, **lists})


def section_schema(scope: Scope) -> Schema:
    """A section."""
    return record(scope, "section", {"id": ref("id"), "title": _TEXT}, ("id", "title"))


def question_schema(scope: Scope) -> Schema:
    """A question; what it may have depends on its type."""
    properties: dict[str, Schema] = {
        "id": ref("id"),
        "section": ids(section.id for section in scope.rulebook.sections),
        "type": _values(QuestionType),
        "text": _TEXT,
        "label": _TEXT,
        "help": _TEXT,
        "options": {"type": "object", "additionalProperties": ref("name")},
        "options_from": ids(("goals", "channels")),
        "required": _FLAG,
        "changeable": _FLAG,
        "ask_when": _WHEN,
        "min": number(),
        "max": number(),
        "unit": _TEXT,
        "assume": number(),
        "shares": {"type": "object", "additionalProperties": number(0, 1)},
        "subset_of": ref("question_id"),
    }
    found = record(scope, "question", properties, ("id", "section", "type", "text"))
    without_options = _of_type(QuestionType.NUMBER, QuestionType.YES_NO)
    needs_options: Schema = {"anyOf": [{"required": ["options"]}, {"required": ["options_from"]}]}
    kinds: list[Schema] = [
        {"if": without_options, "then": {"properties": {"options": False}}, "else": needs_options},
        {"if": _of_type(QuestionType.NUMBER), "else": {"properties": {"assume": False}}},
    ]
    return {**found, "allOf": kinds}


def _of_type(*types: QuestionType) -> Schema:
    return {"properties": {"type": ids(type.value for type in types)}, "required": ["type"]}


def goals_schema(scope: Scope) -> Schema:
    """`goals.yaml`."""
    return record(scope, "goals", {"schema": _SCHEMA_NUMBER, "goals": listing(ref("goal"))})


def goal_schema(scope: Scope) -> Schema:
    """A goal."""
    lists = {"kpis": _TEXTS, "limits": listing(ref("limit"))}
    properties = {"id": ref("id"), "name": ref("name"), "about": _TEXT, **lists, "if_nothing": ref("consequence")}
    return record(scope, "goal", properties, ("id", "name"))


def consequence_schema(scope: Scope) -> Schema:
    """What it means for a goal if nothing is done."""
    return record(scope, "consequence", {"says": _TEXT, "basis": _BASIS}, ("says", "basis"))


def limit_schema(scope: Scope) -> Schema:
    """A limit of a goal."""
    properties = {"when": _WHEN, "at_most": number(0, 1), "why": _TEXT, "basis": _BASIS}
    return record(scope, "limit", properties, properties)


def readiness_schema(scope: Scope) -> Schema:
    """`readiness.yaml`."""
    lists = {"checks": listing(ref("check")), "hours": listing(ref("hours_rule")), "essentials": listing(ref("essential"))}
    return record(scope, "readiness", {"schema": _SCHEMA_NUMBER, **lists})


def hours_schema(scope: Scope) -> Schema:
    """A rule on believable hours: either `at_most` or `times`."""
    properties = {"when": _WHEN, "at_most": number(0), "times": number(0, 1), "why": _TEXT, "basis": _BASIS}
    found = record(scope, "hours_rule", properties, ("when", "why", "basis"))
    return {**found, "oneOf": [{"required": ["at_most"]}, {"required": ["times"]}]}


def check_schema(scope: Scope) -> Schema:
    """A readiness check."""
    properties: dict[str, Schema] = {
        "id": ref("id"),
        "applies_when": _WHEN,
        "met_when": _WHEN,
        "partly_when": _WHEN,
        "blocking": _FLAG,
        "owner": _values(Addressee),
        "text": _TEXT,
        "todo": _TEXT,
        "basis": _BASIS,
    }
    return record(scope, "check", properties, ("id", "met_when", "owner", "text", "todo", "basis"))


def essential_schema(scope: Scope) -> Schema:
    """Something that everyone who decides should know."""
    return record(scope, "essential", {"id": ref("id"), "says": _TEXT, "basis": _BASIS}, ("id", "says", "basis"))


def evidence_schema(scope: Scope) -> Schema:
    """`evidence.yaml`."""
    return record(scope, "evidence", {"schema": _SCHEMA_NUMBER, "evidence": listing(ref("fact"))})


def fact_schema(scope: Scope) -> Schema:
    """A dated fact."""
    words = ref("words")
    # Facts may also name channels that this rulebook does not have.
    channel = one_of(ref("channel_id"), words)
    properties: dict[str, Schema] = {
        "id": ref("id"),
        "kind": _values(EvidenceKind),
        "statement": _TEXT,
        "value": words,
        "unit": words,
        "population": words,
        "year": {"type": ["integer", "null"]},
        "publisher": words,
        "title": words,
        "url": words,
        "quality": _values(Quality),
        "channels": one_of(channel, listing(channel)),
    }
    return record(scope, "fact", properties, ("id", "statement", "publisher", "quality"))
