"""The JSON Schema of results, read from their shapes: typed dictionaries in which every key says in words what it means.

A shape is made of texts, numbers, flags, lists, mappings and other shapes. What a type alone cannot say stands beside it in
`Annotated`: the meaning of a key (a `Text`), the values of an enum (the enum itself), or one of the marks below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from channelfit.language import Language, Text
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.schema.parts import Schema, listing, number, one_of, ref
from channelfit.typed import NamedTuple

# What `Annotated`, unions and typed dictionaries are to the type checker.
Shape = object

_TYPES: Mapping[Shape, str] = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}


class Ids(NamedTuple):
    """One of the ids that a rulebook has; as the key of a mapping, each of them."""

    known: Callable[[Rulebook], Iterable[str]]


class Part(NamedTuple):
    """What a part that several schemas share describes better: ids with their names, a profile."""

    name: str


class Bounds(NamedTuple):
    """A number from `least` to `most`."""

    least: float
    most: float


class Pattern(NamedTuple):
    """A text that matches a regular expression."""

    regex: str


def result_parts(results: Mapping[str, Shape], rulebook: Rulebook, language: Language) -> dict[str, Schema]:
    """The schema of every result by its kind, and of every shape in them by the name of its part."""
    printer = _Printer(rulebook, language)
    kinds = {kind: printer.result(*get_args(shape)) for kind, shape in results.items()}
    inner = {found for shape in results.values() for found in _shapes_in(get_args(shape)[0])}
    return kinds | {_name_of(shape): printer.record(shape) for shape in sorted(inner, key=_name_of)}


def _shapes_in(shape: Shape) -> Iterator[type]:
    """Every typed dictionary that a shape has in it, its own parts too."""
    parts = get_type_hints(shape, include_extras=True).values() if is_typeddict(shape) else get_args(shape)
    for part in parts:
        if isinstance(part, type) and is_typeddict(part):
            yield part
        yield from _shapes_in(part)


def _name_of(shape: type) -> str:
    """The name of the part: `PlainGoalFit` is `result.goal_fit`."""
    words = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in shape.__name__)
    return f"result.{words.removeprefix('_plain').removeprefix('_')}"


class _Printer(NamedTuple):
    """What every part is printed with."""

    rulebook: Rulebook
    language: Language

    def result(self, shape: type, *marks: object) -> Schema:
        """A whole result, with what it is."""
        return {**self.described(marks), **self.record(shape)}

    def record(self, shape: type) -> Schema:
        """A mapping with all of its keys; more may be there one day."""
        properties = {key: self.schema(part) for key, part in get_type_hints(shape, include_extras=True).items()}
        return {"type": "object", "properties": properties, "required": list(properties)}

    def schema(self, shape: Shape) -> Schema:
        """Any shape."""
        if shape is object:
            return {}
        if shape in _TYPES:
            return {"type": _TYPES[shape]}
        if isinstance(shape, type) and is_typeddict(shape):
            return ref(_name_of(shape))
        parts = get_args(shape)
        match get_origin(shape):
            case origin if origin is Annotated:
                return {**self.described(parts[1:]), **self._marked(parts[0], parts[1:])}
            case origin if origin is Literal:
                return {"const": parts[0]} if len(parts) == 1 else {"enum": list(parts)}
            case origin if origin in (Union, UnionType):
                return self._either(parts)
            case origin if origin is list:
                return listing(self.schema(parts[0]))
            case origin if origin is dict:
                return self._by_key(*parts)
            case _:
                raise TypeError(f"no schema for {shape}")

    def described(self, marks: Iterable[object]) -> Schema:
        """What it means; the outermost text counts."""
        texts = [mark.of(self.language) for mark in marks if isinstance(mark, Text)]
        return {"description": texts[-1]} if texts else {}

    def _marked(self, shape: Shape, marks: Iterable[object]) -> Schema:
        found = self.schema(shape)
        for mark in marks:
            match mark:
                case Part(name):
                    found = ref(name)
                case Bounds(least, most):
                    found = number(least, most)
                case Pattern(regex):
                    found = {**found, "pattern": regex}
                case Ids() | type():
                    words = self._words(mark)
                    # A list of nothing is no schema.
                    found = {"enum": words} if words else found
        return found

    def _words(self, mark: object) -> list[str]:
        """The ids that a rulebook has, or the values of an enum."""
        if isinstance(mark, Ids):
            return list(mark.known(self.rulebook))
        return [member.value for member in mark] if isinstance(mark, type) and issubclass(mark, Enum) else []

    def _by_key(self, key: Shape, value: Shape) -> Schema:
        """A mapping with some of the ids as keys, or with any keys."""
        marks = get_args(key)[1:]
        if not marks:
            return {"type": "object", "additionalProperties": self.schema(value)}
        known = [word for mark in marks for word in self._words(mark)]
        return {"type": "object", "properties": dict.fromkeys(known, self.schema(value)), "additionalProperties": False}

    def _either(self, shapes: Iterable[Shape]) -> Schema:
        """One of several shapes; with nothing beside a plain type both are named at once."""
        found = [self.schema(shape) for shape in shapes]
        types = [one["type"] for one in found if list(one) == ["type"]]
        return {"type": types} if len(types) == len(found) == 2 and "null" in types else one_of(*found)
