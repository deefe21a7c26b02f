"""What a YAML record says of itself: its keys, what each of them takes and means, and what an overlay may change of it.

A record is a named tuple. Each field that has a key of its own says so in its annotation, and the reader, the JSON Schema, the
reference and the overlays all read it there. It stands there as text until then, for most runs read no rules:

    @record("goal", name=Text("ein Ziel", "a goal"), de="Ein Ziel.", en="A goal.")
    class Goal(NamedTuple):
        name: Annotated[Text, Key(Plain.NAME, required=True, de="Der Name.", en="The name.")]
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from importlib import import_module

from channelfit.language import Text
from channelfit.source.values import A_WHOLE_NUMBER
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias, TypeVar

    _Class = TypeVar("_Class", bound=type)

_HEAD = "_record_head"
# A record that messages know by the key that it stands under.
UNNAMED = Text()


class Plain(Enum):
    """Kinds of values that need no more description."""

    # A single value as it was written; not blank.
    WORDS = "words"
    # The same, or a number.
    AMOUNT = "amount"
    IDENTIFIER = "id"
    # A text in each language of the rulebook; a name may be one text for all; a reason in any language.
    TEXT = "text"
    NAME = "name"
    BECAUSE = "because"
    # A text in which `{question}` stands for the answer.
    WHY = "why"
    FLAG = "flag"
    CONDITION = "condition"
    # Ids of evidence, or `judgement`.
    BASIS = "basis"
    # The version of the file format.
    VERSION = "version"


class Number(NamedTuple):
    """A finite number within bounds, both included; with a step, a multiple of it."""

    lowest: float = -math.inf
    highest: float = math.inf
    step: float = 0


class Whole(NamedTuple):
    """A number without fraction, within bounds, both included."""

    lowest: float = -math.inf
    highest: float = math.inf
    wanted: Text = A_WHOLE_NUMBER


class Choice(NamedTuple):
    """A member of an enum, by its value."""

    values: type[Enum]


class OneOf(NamedTuple):
    """One of some words."""

    words: tuple[str, ...]


class Known(NamedTuple):
    """An id of a group, such as the goals of the rulebook."""

    group: str


class ListOf(NamedTuple):
    """A list, of so many at least."""

    items: Kind
    least: int = 0


class SomeOf(NamedTuple):
    """A list of single values, of which one alone stands for a list of one; with `once` none of them stands there twice."""

    items: Kind
    least: int = 0
    once: bool = False


class MapOf(NamedTuple):
    """A mapping by ids of a group, members of an enum, or (nothing) by words that the record defines itself."""

    keys: str | type[Enum] | None
    values: Kind


class Part(NamedTuple):
    """A value with a reader of its own; `name` is its part of the schema. Without a reader it comes as it is."""

    name: str
    read: Callable[..., object] | None = None


# A class is a record in the record; a variant of one is described on its own.
Kind: TypeAlias = "Plain | Number | Whole | Choice | OneOf | Known | ListOf | SomeOf | MapOf | Part | type | Record"


# Compared by identity: `Annotated` keeps what it has seen, and would take one key for another that is equal.
class Key(NamedTuple):
    """What a key takes and what it means."""

    kind: Kind
    de: str
    en: str
    required: bool = False
    # Required of the whole rulebook: an overlay may leave it out, since it inherits it.
    inherited: bool = False
    # An explicit null says that there is none.
    nullable: bool = False
    # The key in the file, if it is not the name of the field.
    name: str = ""
    # What stands for an absent value, if it is not what its kind has for nothing.
    default: object = ...
    # Only if another key has one of some values.
    only_if: tuple[str, tuple[str, ...]] | None = None
    # What an overlay may change of it: nothing, or of this many levels of names each part on its own (and add some); else all.
    fixed: bool = False
    levels: int = 0

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __hash__(self) -> int:
        return id(self)

    @property
    def text(self) -> Text:
        """What it means."""
        return Text(self.de, self.en)


class _Head(NamedTuple):
    id: str
    name: Text
    text: Text
    also: Mapping[str, Key]


class Record(NamedTuple):
    """A record: its class, its name in schemas and in messages (empty: the key it stands under), what it is, and its keys.

    `stored` are the fields of the named tuple: the key of each, or nothing for one that has no key.
    """

    cls: Callable[..., object]
    id: str
    name: Text
    text: Text
    keys: Mapping[str, Key]
    stored: tuple[tuple[str, Key | None], ...]

    def without(self, *names: str) -> Record:
        """The record where some of its keys are not known."""
        return self._replace(keys={key: said for key, said in self.keys.items() if key not in names})

    def hidden_beside(self, key: str) -> tuple[str, frozenset[str]]:
        """Another key and the values of it beside which this key has no place; no values if it has one everywhere."""
        other, values = self.keys[key].only_if or ("", ())
        choice = self.keys[other].kind if other else None
        known = (str(member.value) for member in choice.values) if isinstance(choice, Choice) else ()
        return other, frozenset(known).difference(values)


def record(
    id: str, *, de: str, en: str, name: Text = UNNAMED, also: Mapping[str, Key] | None = None
) -> Callable[[_Class], _Class]:
    """Say what a named tuple describes; `also` are keys of the same mapping that are read on their own."""

    def described(cls: _Class) -> _Class:
        setattr(cls, _HEAD, _Head(id, name, Text(de, en), also or {}))
        return cls

    return described


@cache
def record_of(cls: Callable[..., object]) -> Record:
    """What a described class says of itself."""
    head = getattr(cls, _HEAD)
    assert isinstance(head, _Head)
    stored: list[tuple[str, Key | None]] = []
    for field, hint in getattr(cls, "__annotations__", {}).items():
        said = _key_in(hint, vars(import_module(cls.__module__)))
        stored.append((said.name or field if said else field, said))
    return Record(cls, head.id, head.name, head.text, _in_order(stored, head.also), tuple(stored))


def _key_in(hint: object, names: dict[str, object]) -> Key | None:
    """The key that an annotation says, with the names of its module."""
    while isinstance(hint, str):
        hint = eval(hint, names)
    return hint if isinstance(hint, Key) else None


def variant(cls: Callable[..., object], id: str, *, de: str, en: str, also: Mapping[str, Key]) -> Record:
    """The record of a class as it stands elsewhere, with other keys besides."""
    own = record_of(cls)
    return own._replace(id=id, text=Text(de, en), keys=_in_order(own.stored, also))


def _in_order(stored: Iterable[tuple[str, Key | None]], also: Mapping[str, Key]) -> dict[str, Key]:
    """The keys of a record as people write them: the version of the file format first, what is read on its own last."""
    first = {key: said for key, said in also.items() if said.kind is Plain.VERSION}
    return first | {key: said for key, said in stored if said is not None} | dict(also)


def inner_records(kind: Kind) -> Iterator[Record]:
    """The records that a value of a kind may hold."""
    match kind:
        case ListOf(inner) | SomeOf(inner) | MapOf(values=inner):
            yield from inner_records(inner)
        case Record():
            yield kind
        case type():
            yield record_of(kind)
        case _:
            return
