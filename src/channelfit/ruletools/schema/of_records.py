"""The JSON Schema of records, read from what they say of themselves."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from channelfit.ruletools.schema.parts import Schema, Vocabulary, ids, keyed, listing, number, one_of, ref, some
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
    record_of,
)
from channelfit.typed import assert_never

_PLAIN: dict[Plain, Schema] = {
    Plain.FLAG: {"type": "boolean"},
    Plain.WHY: ref("text"),
    Plain.VERSION: {"enum": [1, "1"]},
}

# The schema of an id of each group, and all ids of the group.
Groups = Mapping[str, tuple[Schema, tuple[str, ...]]]


def groups_of(vocabulary: Vocabulary) -> Groups:
    """The ids that a rulebook has; those that explain themselves are listed, the others are shared parts."""
    rulebook = vocabulary.rulebook
    notes, rules = tuple(note.id for note in rulebook.notes), tuple(rule.id for rule in rulebook.rules)
    sections = tuple(section.id for section in rulebook.sections)
    return {
        "goal": (ref("goal_id"), tuple(rulebook.goals)),
        "channel": (ref("channel_id"), (*rulebook.channels, *rulebook.disabled)),
        "question": (ref("question_id"), tuple(rulebook.questions)),
        "note": (ids(notes), notes),
        "rule": (ids(rules), rules),
        "section": (ids(sections), sections),
        "language": (ids(("de", "en")), ("de", "en")),
    }


def record_schema(record: Record, vocabulary: Vocabulary, groups: Groups) -> Schema:
    """A mapping with the keys of the record and no others, each with what it means."""
    language = vocabulary.language
    properties = {key: {"description": said.text.of(language), **key_schema(said, groups)} for key, said in record.keys.items()}
    required = [key for key, said in record.keys.items() if said.required and not said.inherited]
    found: Schema = {"description": record.text.of(language), "type": "object", "properties": properties}
    found |= {"required": required} if required else {}
    return {**found, "additionalProperties": False, **_conditional(record)}


def _conditional(record: Record) -> Schema:
    """The keys that have a place only beside some values of another key."""
    rules: list[Schema] = []
    for key in record.keys:
        other, values = record.hidden_beside(key)
        if values:
            told: Schema = {"properties": {other: ids(sorted(values))}, "required": [other]}
            rules.append({"if": told, "then": {"properties": {key: False}}})
    return {"allOf": rules} if rules else {}


def key_schema(key: Key, groups: Groups) -> Schema:
    """What the value of a key may be."""
    found = kind_schema(key.kind, groups)
    return one_of(found, {"type": "null"}) if key.nullable else found


def kind_schema(kind: Kind, groups: Groups) -> Schema:
    """What a value of a kind may be."""
    match kind:
        case Plain():
            return _PLAIN.get(kind) or ref(kind.value)
        case Number(lowest, highest, step):
            return {**number(lowest, highest), **({"multipleOf": step} if step else {})}
        case Whole(lowest, highest):
            return number(lowest, highest, is_whole=True)
        case Choice(values):
            return ids(str(member.value) for member in values)
        case OneOf(words):
            return ids(words)
        case Known(group):
            return groups[group][0]
        case ListOf(items, least):
            return listing(kind_schema(items, groups), **({"minItems": least} if least else {}))
        case SomeOf(items, least, once):
            return some(kind_schema(items, groups), least, once=once)
        case MapOf(keys, values):
            return _mapping(keys, kind_schema(values, groups), groups)
        case Part(name):
            return ref(name)
        case Record():
            return ref(kind.id)
        case type():
            return ref(record_of(kind).id)
        case _:
            assert_never(kind)


def _mapping(keys: str | type[Enum] | None, value: Schema, groups: Groups) -> Schema:
    if keys is None:
        return {"type": "object", "additionalProperties": value}
    return keyed(groups[keys][1] if isinstance(keys, str) else (str(member.value) for member in keys), value)
