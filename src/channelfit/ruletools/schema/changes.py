"""The JSON Schema of `rulebook.yaml`, with what an overlay may change and the house style."""

from collections.abc import Callable, Mapping

from channelfit.language import Language
from channelfit.rulebook.house import SECTIONS
from channelfit.rulebook.model import MOST_HOURLY_VALUE, Criterion
from channelfit.rulebook.overlay.address import KINDS
from channelfit.ruletools.checks.run import CHECKS
from channelfit.ruletools.schema import files as files
from channelfit.ruletools.schema.parts import Schema, Vocabulary, choice, ids, keyed, listing, number, one_of, record, ref, some

# What belongs to an item itself and cannot be changed, and what can be added to (both as `rulebook.overlay` has them).
_FIXED = ("id", "channel", "schema", "rules")
_ADDABLE = ("points", "channels", "serves", "effort", "plan", "options", "shares", "criterion_weights")


def rulebook_schema(vocabulary: Vocabulary) -> Schema:
    """`rulebook.yaml`: one that stands alone has languages, one that `extends` another may have `changes`."""
    properties: dict[str, Schema] = {
        "schema": {"enum": [1, "1"]},
        "id": ref("id"),
        "version": ref("words"),
        "languages": some(ids(("de", "en"))),
        "settings": ref("settings"),
        "extends": one_of({"const": "channelfit"}, ref("words")),
        "changes": {"type": ["array", "null"], "items": ref("change")},
        "accept": listing(ref("accept")),
        "house": one_of(ref("house"), {"type": "null"}),
    }
    found = record(vocabulary, "rulebook", properties, ("id", "version"))
    overlay: Schema = {"properties": {"settings": False}}
    alone: Schema = {"properties": {"changes": False}, "required": ["languages"]}
    return {**found, "if": {"required": ["extends"]}, "then": overlay, "else": alone}


def settings_schema(vocabulary: Vocabulary) -> Schema:
    """The numbers of the formulas, within the bounds of the reader."""
    count: Schema = {"type": "integer", "minimum": 0, "maximum": 100}
    properties: dict[str, Schema] = {
        "top_fit": number(0, 1),
        "min_points": number(-10, 10),
        "max_criterion_points": number(0, 100),
        "focus_price": number(0, 1),
        "hourly_value": number(0, MOST_HOURLY_VALUE),
        "evidence_max_age_years": number(0),
        "max_channels": count,
        "max_basics": count,
        "not_ready_max_channels": count,
        "criterion_weights": keyed((criterion.value for criterion in Criterion), number(0, 10)),
    }
    return record(vocabulary, "settings", properties)


def accept_schema(vocabulary: Vocabulary) -> Schema:
    """A finding that is accepted."""
    parts = {"finding": ids(check.id for check in CHECKS), "at": ref("words"), "because": ref("because")}
    return record(vocabulary, "accept", parts, ("finding", "at", "because"))


def house_schema(vocabulary: Vocabulary) -> Schema:
    """The house style; whether a logo is an image and a colour can be read, `rules check` says."""
    properties: dict[str, Schema] = {
        "name": ref("name"),
        "logo": {"type": "string", "minLength": 1},
        "colours": ref("house_colours"),
        "closing": ref("text"),
        "sections": ref("house_sections"),
    }
    return {**record(vocabulary, "house", properties), "minProperties": 1}


def house_parts(vocabulary: Vocabulary) -> dict[str, Schema]:
    """The house style and the mappings in it."""
    colour: Schema = {"type": "string", "pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"}
    return {
        "house": house_schema(vocabulary),
        "house_colours": record(vocabulary, "house_colours", {"accent": colour, "accent_dark": colour}),
        "house_sections": record(vocabulary, "house_sections", {section: ref("text") for section in SECTIONS}),
    }


def change_schema(vocabulary: Vocabulary) -> Schema:
    """One change: exactly one target, and for each kind of target what of it can be changed."""
    targets = {kind: _target(vocabulary, kind) for kind in KINDS}
    properties: dict[str, Schema] = {
        **targets,
        "was": {},
        "set": {},
        "add": {},
        "disable": {"type": "boolean"},
        "because": ref("because"),
    }
    found = record(vocabulary, "change", properties, ("because",))
    kinds: list[Schema] = [_for_kind(kind) for kind in KINDS]
    return {
        **found,
        "oneOf": [{"required": [kind]} for kind in KINDS],
        "anyOf": [{"required": ["set"]}, {"required": ["add"]}, {"required": ["disable"]}],
        "dependentRequired": {"set": ["was"]},
        "allOf": kinds,
    }


def _target(vocabulary: Vocabulary, kind: str) -> Schema:
    rulebook, language = vocabulary
    known: Mapping[str, Mapping[str, str]] = {
        "channel": {id: one.name.of(language) for id, one in sorted({**rulebook.channels, **rulebook.disabled}.items())},
        "rule": {rule.id: rule.why.of(language) for rule in rulebook.rules},
        "note": {note.id: note.says.of(language) for note in rulebook.notes},
        "question": {id: one.text.of(language) for id, one in rulebook.questions.items()},
        "goal": {id: one.name.of(language) for id, one in rulebook.goals.items()},
        "check": {one.id: one.text.of(language) for one in rulebook.checks},
        "essential": {one.id: one.says.of(language) for one in rulebook.essentials},
        "evidence": {id: one.statement.of(language) for id, one in rulebook.evidence.items()},
    }
    if kind == "case":
        return ref("words")
    return choice(_with_gone(vocabulary, kind, known[kind])) if kind in known else {"type": "null"}


def _with_gone(vocabulary: Vocabulary, kind: str, known: Mapping[str, str]) -> dict[str, str]:
    """The ids, with those that the rulebook has disabled: the change that says so must stay valid."""
    gone = {
        one.target: one.because.or_other(Language.DE)
        for one in vocabulary.rulebook.amendments
        if one.kind == kind and one.target not in known
    }
    return {**known, **gone}


def _for_kind(kind: str) -> Schema:
    parts: Schema = {"was": ref(f"part.{kind}"), "set": ref(f"part.{kind}"), "add": ref(f"addition.{kind}")}
    return {"if": {"required": [kind]}, "then": {"properties": parts}}


def change_parts(vocabulary: Vocabulary) -> dict[str, Schema]:
    """What a change refers to: for each kind of target what of it can be changed, and what can be added to it."""
    parts: dict[str, Schema] = {"change": change_schema(vocabulary)}
    for kind in KINDS:
        properties = _properties_of(vocabulary, kind)
        addable = {key: part for key, part in properties.items() if key in _ADDABLE}
        parts[f"part.{kind}"] = _some_of(properties)
        parts[f"addition.{kind}"] = _some_of(addable)
    return parts


def _some_of(properties: Mapping[str, Schema]) -> Schema:
    return {"type": "object", "minProperties": 1, "properties": dict(properties), "additionalProperties": False}


def _properties_of(vocabulary: Vocabulary, kind: str) -> dict[str, Schema]:
    """The parts of an item that can be changed, none of them required."""
    items: dict[str, tuple[Callable[[Vocabulary], Schema], ...]] = {
        "rule": (files.situation_rule_schema, files.rule_schema),
        "channel": (files.channel_schema,),
        "note": (files.note_schema,),
        "question": (files.question_schema,),
        "goal": (files.goal_schema,),
        "check": (files.check_schema,),
        "essential": (files.essential_schema,),
        "evidence": (files.fact_schema,),
        "settings": (settings_schema,),
        "case": (),
    }
    properties: dict[str, Schema] = {}
    for item in items[kind]:
        found = item(vocabulary)["properties"]
        assert isinstance(found, dict)
        properties |= {key: part for key, part in found.items() if key not in _FIXED}
    if kind == "channel":
        properties |= {"effort": _optional(files.effort_schema(vocabulary)), "plan": _optional(files.plan_schema(vocabulary))}
    return properties


def _optional(part: Schema) -> Schema:
    """A part of which some of its own parts may be left out."""
    return {key: value for key, value in part.items() if key != "required"}
