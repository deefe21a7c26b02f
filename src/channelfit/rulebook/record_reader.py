"""Read records as they describe themselves: every key by its kind, and all problems at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache, partial
from typing import NamedTuple, TypeVar, assert_never

from channelfit.language import Language, Text, both
from channelfit.rulebook.condition import ALWAYS
from channelfit.rulebook.condition_reader import read_condition
from channelfit.rulebook.context import Context, is_known, read_basis, read_scalar, read_why, read_words
from channelfit.source.document import ListNode, MapNode, Node, Scalar
from channelfit.source.problem import Mistake, Problem, problem
from channelfit.source.record import (
    UNNAMED,
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
from channelfit.source.values import (
    A_LIST,
    A_MAPPING,
    A_NUMBER_OR_TEXT,
    EMPTY_TEXT,
    MISSING_KEY,
    UNKNOWN_KEY,
    UNKNOWN_VALUE,
    dative,
    flag_of,
    identifier_of,
    is_null,
    names_of,
    number_of,
    text_of,
    words_of,
    wrong_type,
)

PARTIAL_HOURS = Mistake(
    "partial-hours",
    de="`{key}` ist {found}, erwartet werden Viertelstunden wie 2.25",
    en="`{key}` is {found}, expected quarters of an hour such as 2.25",
)

_Record = TypeVar("_Record")
Reader = Callable[[Context, str, Node], object]


def read(
    record: Callable[..., _Record], node: Node, context: Context, name: Text = UNNAMED, described: Record | None = None
) -> _Record:
    """The record that a value is; what is wrong with it goes to the problems of the context.

    Messages may know it by another name, and it may be described otherwise than by its class.
    """
    plan = _plan_of(record)
    said = described or plan.record
    called = name if any(name) else said.name
    entries = _entries(node, called, context)
    hidden = _hidden(said, entries) if plan.has_hidden else ()
    values: list[object] = []
    for key, reader, default in plan.fields:
        entry = entries.get(key)
        if reader is not None and entry is not None and not is_null(entry[1]) and key not in hidden:
            found = reader(context, key, entry[1])
            values.append(default if found is None else found)
        else:
            values.append(node.mark if key == "mark" else default)
    made = record(*values)
    for key in plan.required if described is None else _required(said):
        if key not in entries or is_null(entries[key][1]):
            context.problems.append(missing_key(called, key, node))
    if hidden or not entries.keys() <= said.keys.keys():
        context.problems.extend(_unknown_keys(entries, [key for key in said.keys if key not in hidden], called))
    if rule := context.rules.get(record):
        context.problems.extend(rule(made, node, context))
    return made


def read_value(kind: Kind, context: Context, key: str, node: Node) -> object:
    """A value of a kind."""
    return _reader_of(kind)(context, key, node)


def missing_key(record: Text, key: str, node: Node) -> Problem:
    """The problem that a record lacks a key, shown where it is null if it is."""
    entries = node.entries if isinstance(node, MapNode) else ()
    mark = next((name.mark for name, _ in entries if name.text == key), node.mark)
    return problem(MISSING_KEY, mark, record=dative(record), key=key)


class _Plan(NamedTuple):
    """How a record is read: for each field its key, its reader and what stands for an absent value."""

    record: Record
    fields: tuple[tuple[str, Reader | None, object], ...]
    required: tuple[str, ...]
    has_hidden: bool


@cache
def _plan_of(cls: object) -> _Plan:
    record = record_of(cls)
    defaults = getattr(cls, "_field_defaults", {})
    names = getattr(cls, "_fields", ())
    fields = tuple(
        (key, _reader_of(said.kind), defaults.get(field, _default(said))) if said else (key, None, defaults.get(field))
        for field, (key, said) in zip(names, record.stored, strict=True)
    )
    return _Plan(record, fields, _required(record), any(said.only_if for said in record.keys.values()))


def _required(record: Record) -> tuple[str, ...]:
    return tuple(key for key, said in record.keys.items() if said.required)


def _default(key: Key) -> object:
    """What stands for a value that is not there, or cannot be read."""
    if key.default is not ...:
        return key.default
    match key.kind:
        case Plain.WORDS | Plain.IDENTIFIER | Known() | OneOf():
            return ""
        case Plain.TEXT | Plain.NAME | Plain.BECAUSE | Plain.WHY:
            return Text()
        case Plain.FLAG:
            return False
        case Plain.CONDITION:
            return ALWAYS
        case Plain.BASIS | ListOf() | SomeOf():
            return ()
        case MapOf():
            return {}
        case Choice(values):
            return next(iter(values))
        case Number():
            return 0.0 if key.required else None
        case Part("reaches" | "colour" | "finding"):
            return ""
        case _:
            return None


def _entries(node: Node, name: Text, context: Context) -> dict[str, tuple[Scalar, Node]]:
    if isinstance(node, MapNode):
        return {key.text: (key, value) for key, value in node.entries}
    wrong_type(context.problems, Text(name.de.strip("`"), name.en.strip("`")), node, A_MAPPING)
    return {}


def _hidden(record: Record, entries: dict[str, tuple[Scalar, Node]]) -> tuple[str, ...]:
    """The keys that have no place here, since another key has none of the values that they need."""
    hidden = []
    for key in record.keys:
        other, values = record.hidden_beside(key)
        found = entries[other][1] if other in entries else None
        if isinstance(found, Scalar) and found.text in values:
            hidden.append(key)
    return tuple(hidden)


def _unknown_keys(entries: dict[str, tuple[Scalar, Node]], known: Iterable[str], name: Text) -> Iterator[Problem]:
    expected = sorted(known)
    for key, _ in entries.values():
        if key.text not in expected:
            nearest_to = key.text if len(key.text) < 60 else ""
            yield problem(
                UNKNOWN_KEY, key.mark, found=key.text[:60], record=dative(name), expected=expected, nearest_to=nearest_to
            )


def _reader_of(kind: Kind) -> Reader:
    match kind:
        case Plain():
            return _PLAIN[kind]
        case Number() | Whole():
            return partial(_read_number, kind)
        case Choice(values):
            return partial(_read_choice, {str(member.value): member for member in values})
        case OneOf(words):
            return partial(_read_choice, {word: word for word in words})
        case Known(group):
            return partial(_read_known, group)
        case ListOf(items):
            return partial(_read_list, _reader_of(items))
        case SomeOf(items, least):
            return partial(_read_some, _reader_of(items), least)
        case MapOf(keys, values):
            return partial(_read_map, keys, values, _reader_of(values))
        case Part(name, reader):
            return reader or partial(_read_part, name)
        case type():
            return partial(_read_record, record_of(kind))
        case Record():
            return partial(_read_record, kind)
        case _:
            assert_never(kind)


def _read_record(record: Record, context: Context, key: str, node: Node) -> object:
    """A record is known by its own name, or by the key that it stands under."""
    return read(record.cls, node, context, record.name if any(record.name) else both(f"`{key}`"), record)


def _read_number(kind: Number | Whole, context: Context, key: str, node: Node) -> float | None:
    is_whole = isinstance(kind, Whole)
    found = number_of(context.problems, key, node, kind.lowest, kind.highest, wanted=kind.wanted, is_whole=is_whole)
    if isinstance(kind, Whole):
        return None if found is None else int(found)
    if kind.step and found is not None and found / kind.step % 1:
        context.problems.append(problem(PARTIAL_HOURS, node.mark, key=key, found=f"{found:g}"))
    return found


def _read_choice(allowed: Mapping[str, object], context: Context, key: str, node: Node) -> object:
    found = read_scalar(context, key, node)
    if found is not None and found.text not in allowed:
        unknown = problem(UNKNOWN_VALUE, found.mark, key=key, found=found.text, expected=allowed, nearest_to=found.text)
        context.problems.append(unknown)
    return allowed.get(found.text if found else "", next(iter(allowed.values())))


def _read_known(group: str, context: Context, key: str, node: Node) -> str:
    found = read_scalar(context, key, node)
    if found is None:
        return ""
    mistake, allowed = context.groups[group]
    is_known(context, mistake, found, allowed)
    return found.text


def _read_list(reader: Reader, context: Context, key: str, node: Node) -> tuple[object, ...]:
    if not isinstance(node, ListNode):
        wrong_type(context.problems, key, node, A_LIST)
        return ()
    return tuple([reader(context, key, item) for item in node.items])


def _read_some(reader: Reader, least: int, context: Context, key: str, node: Node) -> tuple[object, ...]:
    if least and isinstance(node, ListNode) and not node.items:
        context.problems.append(problem(EMPTY_TEXT, node.mark, key=key))
    return tuple(reader(context, key, item) for item in names_of(context.problems, key, node))


def _read_map(
    keys: str | type[Enum] | None, values: Kind, reader: Reader, context: Context, key: str, node: Node
) -> dict[str, object]:
    """A mapping by known ids; numbers and records are called by their id alone."""
    if not isinstance(node, MapNode):
        wrong_type(context.problems, key, node, A_MAPPING)
        return {}
    prefix = "" if isinstance(values, (Number, type)) else f"{key}."
    found: dict[str, object] = {}
    for name, value in node.entries:
        if keys is None or _is_key(keys, context, key, name):
            found[name.text] = reader(context, f"{prefix}{name.text}", value)
    return {name: value for name, value in found.items() if value is not None}


def _is_key(keys: str | type[Enum], context: Context, key: str, name: Scalar) -> bool:
    if isinstance(keys, str):
        mistake, allowed = context.groups[keys]
        return is_known(context, mistake, name, allowed)
    known = [str(member.value) for member in keys]
    if name.text not in known:
        unknown = problem(UNKNOWN_VALUE, name.mark, key=key, found=name.text, expected=known, nearest_to=name.text)
        context.problems.append(unknown)
    return name.text in known


def _as_it_is(_: Context, __: str, node: Node) -> Node:
    return node


def _read_part(name: str, context: Context, key: str, node: Node) -> object:
    """A value that only those can read who asked for the record; without a reader it comes as it is."""
    reader = context.readers.get(name)
    return reader(context, key, node) if reader else node


def _read_amount(context: Context, key: str, node: Node) -> object:
    """A number or a text; true and false are neither."""
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, str):
        return words_of(context.problems, key, node)
    return value if number_of(context.problems, key, node, wanted=A_NUMBER_OR_TEXT) is not None else None


def _read_because(context: Context, key: str, node: Node) -> Text:
    """A reason in every language that it is given in."""
    given = [name.text for name, _ in node.entries if name.text in tuple(Language)] if isinstance(node, MapNode) else []
    return text_of(context.problems, key, node, given or tuple(Language), plain=True)


_PLAIN: dict[Plain, Reader] = {
    Plain.WORDS: read_words,
    Plain.AMOUNT: _read_amount,
    Plain.IDENTIFIER: lambda context, key, node: identifier_of(context.problems, key, node),
    Plain.TEXT: lambda context, key, node: text_of(context.problems, key, node, context.names.languages),
    Plain.NAME: lambda context, key, node: text_of(context.problems, key, node, context.names.languages, plain=True),
    Plain.BECAUSE: _read_because,
    Plain.WHY: read_why,
    Plain.FLAG: lambda context, key, node: flag_of(context.problems, key, node),
    Plain.CONDITION: read_condition,
    Plain.BASIS: read_basis,
    Plain.VERSION: _as_it_is,
}
