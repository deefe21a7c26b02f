"""Read records as they describe themselves: every key by its kind, and all problems at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from functools import cache, partial

from channelfit.language import Text, both
from channelfit.rulebook.condition import ALWAYS
from channelfit.rulebook.context import Context, is_known
from channelfit.rulebook.value_reader import Reader, value_reader
from channelfit.source.nodes import ListNode, MapNode, Node, Scalar
from channelfit.source.problem import Problem, problem
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
    record_of,
)
from channelfit.source.values import (
    A_LIST,
    A_MAPPING,
    EMPTY_TEXT,
    LISTED_TWICE,
    MISSING_KEY,
    UNKNOWN_KEY,
    UNKNOWN_VALUE,
    dative,
    is_null,
    names_of,
    wrong_type,
)
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    _Record = TypeVar("_Record")


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
        case ListOf(items, least):
            return partial(_read_list, _reader_of(items), least)
        case SomeOf():
            return partial(_read_some, _reader_of(kind.items), kind)
        case MapOf(keys, values):
            return _map_reader(keys, values)
        case Record():
            return partial(_read_record, kind)
        case type():
            return partial(_read_record, record_of(kind))
        case _:
            return value_reader(kind)


def _read_record(record: Record, context: Context, key: str, node: Node) -> object:
    """A record is known by its own name, or by the key that it stands under."""
    return read(record.cls, node, context, record.name if any(record.name) else both(f"`{key}`"), record)


def _read_list(reader: Reader, least: int, context: Context, key: str, node: Node) -> tuple[object, ...]:
    if not isinstance(node, ListNode):
        wrong_type(context.problems, key, node, A_LIST)
        return ()
    if least and not node.items:
        context.problems.append(problem(EMPTY_TEXT, node.mark, key=key))
    return tuple([reader(context, key, item) for item in node.items])


def _read_some(reader: Reader, kind: SomeOf, context: Context, key: str, node: Node) -> tuple[object, ...]:
    if kind.least and isinstance(node, ListNode) and not node.items:
        context.problems.append(problem(EMPTY_TEXT, node.mark, key=key))
    names = names_of(context.problems, key, node)
    for place, name in enumerate(names) if kind.once else ():
        if any(name.text == before.text for before in names[:place]):
            context.problems.append(problem(LISTED_TWICE, name.mark, question=key, found=name.text))
    return tuple(reader(context, key, item) for item in names)


def _map_reader(keys: str | type[Enum] | None, values: Kind) -> Reader:
    """A mapping by known ids; numbers and records are called by their id alone. What is under others is only looked at."""
    reader = _reader_of(values)
    is_plain = isinstance(values, (Number, type))

    def read_map(context: Context, key: str, node: Node) -> dict[str, object]:
        if not isinstance(node, MapNode):
            wrong_type(context.problems, key, node, A_MAPPING)
            return {}
        found: dict[str, object] = {}
        for name, node_of_value in node.entries:
            is_known_key = keys is None or _is_key(keys, context, key, name)
            value = reader(context, name.text if is_plain else f"{key}.{name.text}", node_of_value)
            if is_known_key:
                found[name.text] = value
        return {name: value for name, value in found.items() if value is not None}

    return read_map


def _is_key(keys: str | type[Enum], context: Context, key: str, name: Scalar) -> bool:
    if isinstance(keys, str):
        mistake, allowed = context.groups[keys]
        return is_known(context, mistake, name, allowed)
    known = [str(member.value) for member in keys]
    if name.text not in known:
        unknown = problem(UNKNOWN_VALUE, name.mark, key=key, found=name.text, expected=known, nearest_to=name.text)
        context.problems.append(unknown)
    return name.text in known
