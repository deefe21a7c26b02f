"""The JSON Schema of rule files: what their records say of themselves, and what must hold between keys."""

from collections.abc import Mapping

from channelfit.language import LANGUAGE_NAMES, Language, Text
from channelfit.rulebook.house import SECTIONS
from channelfit.rulebook.layout import FILES, ITEMS, POPULAR, SituationFile, keys_of
from channelfit.rulebook.model import MAX_POINTS, Channel, Excluding, QuestionType
from channelfit.ruletools.case_sets import NOT_AFTER_CHOICE, CaseFile, Kind
from channelfit.ruletools.cases import Bounds, CasesFile, Expect, Expected
from channelfit.ruletools.checks.run import CHECKS
from channelfit.ruletools.schema.of_records import Groups, key_schema, record_schema
from channelfit.ruletools.schema.parts import Schema, Vocabulary, any_case, choice, ids, keyed, number, one_of, ref, some
from channelfit.source.record import Record, inner_records, record_of

_ANYTHING: Schema = {}
_NULL: Schema = {"type": "null"}
_SECTIONS = Text(
    "Eigener Text unter der Überschrift eines Abschnitts der Seite.", "Own text under the heading of a section of the page."
)
# As `language_meant` understands it.
_LANGUAGE = rf"^\s*{any_case(LANGUAGE_NAMES)}(?:[-_.@].*|\s*)$"
_NUMBER_OF_OPTIONS = {"min": number(0, is_whole=True), "max": number(0, is_whole=True)}


def records_of_files() -> tuple[Record, ...]:
    """Every record that rule files can hold."""
    found: dict[str, Record] = {}
    waiting = [
        record_of(cls) for cls in (*FILES.values(), Channel, SituationFile, Excluding, CasesFile, Expect, Bounds, CaseFile)
    ]
    while waiting:
        record = waiting.pop()
        if record.id not in found:
            found[record.id] = record
            waiting += (inner for said in record.keys.values() for inner in inner_records(said.kind))
    return tuple(found[id] for id in sorted(found))


def record_parts(vocabulary: Vocabulary, groups: Groups) -> dict[str, Schema]:
    """The schema of every record in rule files, by its id, with what must hold between its keys."""
    parts = {record.id: record_schema(record, vocabulary, groups) for record in records_of_files()}
    for id, rules in _across(vocabulary).items():
        parts[id] = {**parts[id], **rules, "allOf": [*_list(parts[id], "allOf"), *_list(rules, "allOf")]}
    return {id: {key: value for key, value in part.items() if value != []} for id, part in parts.items()}


def _list(schema: Schema, key: str) -> list[object]:
    found = schema.get(key, [])
    return found if isinstance(found, list) else []


def _given(*keys: str) -> Schema:
    """These keys are there."""
    return {"required": list(keys), "properties": dict.fromkeys(keys, True)}


def _of_type(*types: QuestionType) -> Schema:
    return {"properties": {"type": ids(kind.value for kind in types)}, "required": ["type"]}


def _across(vocabulary: Vocabulary) -> dict[str, Schema]:
    """What must hold between the keys of records, as far as a schema can say it."""
    excludes: Schema = {"properties": {"exclude": {"const": True}}, "required": ["exclude"]}
    listed: Schema = {"properties": {"channels": one_of({"type": "array"}, {"type": "string"})}}
    without_options = _of_type(QuestionType.NUMBER, QuestionType.YES_NO)
    options = {"if": without_options, "else": one_of(_given("options"), _given("options_from"))}
    counted = {"if": _of_type(QuestionType.MULTI, QuestionType.RANKING), "then": {"properties": _NUMBER_OF_OPTIONS}}
    required = [question.id for question in vocabulary.rulebook.questions.values() if question.required]
    answered: Schema = {"type": "object", "required": required, "properties": {id: {"not": _NULL} for id in required}}
    nothing: Schema = {"enum": [[], None]}
    named = [{"properties": {key: {"not": nothing}}, "required": [key]} for key in ("worked", "dropped")]
    asks_only: Schema = {"type": "object", **_given("next_question"), "maxProperties": 1}
    return {
        "rule": {"if": excludes, "then": {"properties": {"points": False}}, "else": _given("points")},
        "situation_rule": {"if": excludes, "then": listed, "else": {"properties": {"channels": {"type": "object"}}}},
        "hours_rule": {"oneOf": [_given("at_most"), _given("times")]},
        "question": {"allOf": [options, counted]},
        "rulebook": {
            "if": _given("extends"),
            "then": {"properties": {"settings": False}},
            "else": {"required": ["languages"], "properties": {"languages": True, "changes": False}},
        },
        "house": {"minProperties": 1},
        "expect": {"minProperties": 1},
        "case_file": {"anyOf": [_given(key) for key in (*(kind.value for kind in Kind), POPULAR)]},
        **{id: {"allOf": [{"properties": {"profile": answered}}]} for id in ("judged_company", "judged_situation")},
        "outcome": {"allOf": [{"properties": {"profile": answered}}], "anyOf": named},
        "case": {"if": {"properties": {"expect": asks_only}}, "else": {"properties": {"profile": answered}}},
        "change": {
            "oneOf": [_given(kind) for kind in ITEMS],
            "anyOf": [_given("set"), _given("add"), _given("disable")],
            "dependentRequired": {"set": ["was"]},
            "allOf": [{"if": _given(kind), "then": {"properties": _changed(kind)}} for kind in ITEMS],
        },
    }


def _changed(kind: str) -> dict[str, Schema]:
    return {"was": ref(f"part.{kind}"), "set": ref(f"part.{kind}"), "add": ref(f"addition.{kind}")}


def special_parts(vocabulary: Vocabulary, groups: Groups) -> dict[str, Schema]:
    """The parts that the readers read on their own, by the names that records have for them."""
    rulebook, language = vocabulary
    reached = sorted({channel.reaches for channel in rulebook.channels.values() if channel.reaches})
    every_channel = {**rulebook.channels, **rulebook.disabled}
    points = number(-MAX_POINTS, MAX_POINTS)
    effects = {id: one_of(points, keyed(channel.serves, points), ref("excluding")) for id, channel in every_channel.items()}
    by_channel: Schema = {"type": "object", "properties": effects, "additionalProperties": False}
    return {
        "answers": {"type": "object", "allOf": [ref("profile")], "properties": dict.fromkeys(NOT_AFTER_CHOICE, False)},
        "anything": _ANYTHING,
        "any_channel": one_of(ref("channel_id"), ref("words")),
        "company": one_of({"type": "string"}, {"type": "number"}, {"type": "boolean"}),
        "colour": {"type": "string", "pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"},
        "effects": one_of(by_channel, some(ref("channel_id"))),
        "expected_channels": record_schema(record_of(Expected), vocabulary, {**groups, "expected": groups["channel"]}),
        "expected_notes": record_schema(record_of(Expected), vocabulary, {**groups, "expected": groups["note"]}),
        "extends": one_of({"const": "channelfit"}, ref("words")),
        "finding": ids(check.id for check in CHECKS),
        "house_sections": _sections(language),
        "profile_language": one_of(ids(Language), {"type": "string", "pattern": _LANGUAGE}),
        # With its unit, parted thousands, two of them; whether it is within its bounds the reader says.
        "typed_number": {"type": "string", "pattern": "[0-9]"},
        "logo": {"type": "string", "pattern": r"\S"},
        # The groups there are, to choose from; a new one is as good.
        "reaches": one_of(ids(reached), ref("words")) if reached else ref("words"),
        "replacements": {"type": "object", "additionalProperties": ref("words")},
        "stable": one_of(ref("share"), keyed(every_channel, ref("share"))),
        **dict.fromkeys(("was", "set", "add"), _ANYTHING),
        **{f"target.{kind}": _target(vocabulary, kind) for kind in ITEMS},
        **{f"part.{kind}": _part(vocabulary, kind, groups) for kind in ITEMS},
        **{f"addition.{kind}": _addition(vocabulary, kind, groups) for kind in ITEMS},
    }


def _sections(language: Language) -> Schema:
    """Own texts by section of the page."""
    sections = {id: {"description": text.of(language), **ref("text")} for id, text in SECTIONS.items()}
    return {
        "description": _SECTIONS.of(language),
        "type": "object",
        "properties": sections,
        "additionalProperties": False,
    }


def _target(vocabulary: Vocabulary, kind: str) -> Schema:
    """What a change of a kind of item can name."""
    rulebook, language = vocabulary
    known: Mapping[str, Mapping[str, str]] = {
        "channel": {id: item.name.of(language) for id, item in sorted({**rulebook.channels, **rulebook.disabled}.items())},
        "rule": {rule.id: rule.why.of(language) for rule in rulebook.rules},
        "note": {note.id: note.says.of(language) for note in rulebook.notes},
        "question": {id: question.text.of(language) for id, question in rulebook.questions.items()},
        "goal": {id: goal.name.of(language) for id, goal in rulebook.goals.items()},
        "check": {check.id: check.text.of(language) for check in rulebook.checks},
        "essential": {essential.id: essential.says.of(language) for essential in rulebook.essentials},
        "evidence": {id: fact.statement.of(language) for id, fact in rulebook.evidence.items()},
    }
    if kind == "case":
        return ref("words")
    # What the rulebook has disabled is named too: the change that says so must stay valid.
    gone = {
        change.target: change.because.or_other(Language.DE)
        for change in rulebook.amendments
        if change.kind == kind and change.target not in known.get(kind, {})
    }
    return choice({**known[kind], **gone}) if kind in known else _NULL


def _part(vocabulary: Vocabulary, kind: str, groups: Groups) -> Schema:
    """The parts of an item that can be changed, none of them required."""
    keys = keys_of(kind)
    if not ITEMS[kind]:
        return {"type": "object", "minProperties": 1, "properties": dict.fromkeys(keys, False)}
    parts = {key: _optional(vocabulary, key, groups, kind) for key, said in keys.items() if not said.fixed}
    return _some_of(parts)


def _addition(vocabulary: Vocabulary, kind: str, groups: Groups) -> Schema:
    """The parts of an item to which something can be added."""
    return _some_of({key: _optional(vocabulary, key, groups, kind) for key, said in keys_of(kind).items() if said.levels})


def _optional(vocabulary: Vocabulary, key: str, groups: Groups, kind: str) -> Schema:
    """A part of an item; what changes by its own parts lacks some of them."""
    said = keys_of(kind)[key]
    found = key_schema(said, groups)
    if isinstance(said.kind, type):
        whole = record_schema(record_of(said.kind), vocabulary, groups)
        found = {name: value for name, value in whole.items() if name != "required"}
    return {"description": said.text.of(vocabulary.language), **found}


def _some_of(properties: Mapping[str, Schema]) -> Schema:
    return {"type": "object", "minProperties": 1, "properties": dict(properties), "additionalProperties": False}
