"""Typed getters for the fields of a mapping: what is missing, mistyped or unknown becomes a problem."""

import math
import re
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import TypeVar

from channelfit.language import Language, Text
from channelfit.source.document import ListNode, MapNode, Node, Scalar
from channelfit.source.problem import Mark, Mistake, Problem, problem

WRONG_TYPE = Mistake(
    "wrong-type",
    de="`{key}` ist {found}, erwartet wird {wanted}",
    en="`{key}` is {found}, expected {wanted}",
)
UNKNOWN_KEY = Mistake(
    "unknown-key",
    de="unbekannter Schlüssel `{found}` in {record}",
    en="unknown key `{found}` in {record}",
)
MISSING_KEY = Mistake(
    "missing-key",
    de="{record} fehlt `{key}`",
    en="{record} lacks `{key}`",
)
MISSING_LANGUAGE = Mistake(
    "missing-language",
    de="`{key}` hat keinen Text in `{found}`",
    en="`{key}` has no text in `{found}`",
)
EMPTY_TEXT = Mistake(
    "empty-text",
    de="`{key}` ist leer",
    en="`{key}` is empty",
)
OUT_OF_RANGE = Mistake(
    "out-of-range",
    de="`{key}` ist {found}, erwartet wird {wanted}",
    en="`{key}` is {found}, expected {wanted}",
)
BAD_ID = Mistake(
    "bad-id",
    de="`{found}` ist keine Kennung; erlaubt sind Kleinbuchstaben, Ziffern, `-` und `_`",
    en="`{found}` is not an id; use lower-case letters, digits, `-` and `_`",
)
UNKNOWN_VALUE = Mistake(
    "unknown-value",
    de="`{key}` hat den unbekannten Wert `{found}`",
    en="`{key}` has unknown value `{found}`",
)
UNKNOWN_LANGUAGE = Mistake(
    "unknown-language",
    de="unbekannte Sprache `{found}`",
    en="unknown language `{found}`",
)

# What a value is, or should be, in the words of a message.
A_MAPPING = Text("eine Zuordnung", "a mapping")
A_LIST = Text("eine Liste", "a list")
A_TEXT = Text("ein Text", "a text")
A_NUMBER = Text("eine Zahl", "a number")
A_WHOLE_NUMBER = Text("eine ganze Zahl", "a whole number")
TRUE_OR_FALSE = Text("true oder false", "true or false")
EMPTY = Text("leer", "empty")
A_TEXT_OR_LIST = Text("ein Text oder eine Liste von Texten", "a text or a list of texts")
A_TEXT_IN_EACH_LANGUAGE = Text("ein Text in jeder Sprache", "a text in each language")

_DATIVE = {"ein": "einem", "eine": "einer", "das": "dem"}
_ID = re.compile(r"[a-z0-9][a-z0-9_+-]*")
_Choice = TypeVar("_Choice", bound=Enum)


class Fields:
    """Reads one mapping field by field, and collects problems; call `close` when all known keys were asked for."""

    def __init__(self, node: Node, record: Text, problems: list[Problem]) -> None:
        self.mark = node.mark
        self.record = record
        self.problems = problems
        self._asked: set[str] = set()
        self._entries: dict[str, tuple[Scalar, Node]] = {}
        if isinstance(node, MapNode):
            self._entries = {key.text: (key, value) for key, value in node.entries}
        else:
            self.wrong_type(record, node, A_MAPPING)

    def report(
        self, mistake: Mistake, mark: Mark, *, expected: Iterable[str] = (), nearest_to: str = "", **values: object
    ) -> None:
        """Add a problem."""
        self.problems.append(problem(mistake, mark, expected=expected, nearest_to=nearest_to, **values))

    def wrong_type(self, key: str | Text, node: Node, wanted: Text) -> None:
        """Add the problem that a value is of another type than wanted."""
        self.report(WRONG_TYPE, node.mark, key=key, found=kind_of(node), wanted=wanted)

    def close(self) -> None:
        """Report every key that nobody asked for."""
        for key, _ in self._entries.values():
            if key.text not in self._asked:
                nearest_to = key.text if len(key.text) < 60 else ""
                where, known = dative(self.record), sorted(self._asked)
                self.report(UNKNOWN_KEY, key.mark, found=key.text, record=where, expected=known, nearest_to=nearest_to)

    def has(self, key: str) -> bool:
        """Whether the key is there with a value other than null."""
        return self.node(key) is not None

    def node(self, key: str, *, required: bool = False) -> Node | None:
        """The value as it stands; null counts as absent."""
        self._asked.add(key)
        entry = self._entries.get(key)
        if entry is None or is_null(entry[1]):
            if required:
                self.report(MISSING_KEY, entry[0].mark if entry else self.mark, record=dative(self.record), key=key)
            return None
        return entry[1]

    def scalar(self, key: str, *, required: bool = False) -> Scalar | None:
        """A single value, with its mark."""
        node = self.node(key, required=required)
        if node is None or isinstance(node, Scalar):
            return node
        self.wrong_type(key, node, A_TEXT)
        return None

    def string(self, key: str, *, required: bool = False) -> str:
        """A single value as it was written; empty if absent."""
        found = self.scalar(key, required=required)
        return found.text if found else ""

    def identifier(self, key: str) -> Scalar:
        """A required id; an unusable one is reported and comes back as it is."""
        found = self.scalar(key, required=True)
        if found is None:
            return Scalar("", True, self.mark)
        if not _ID.fullmatch(found.text):
            self.report(BAD_ID, found.mark, found=found.text)
        return found

    def choice(self, key: str, kinds: type[_Choice]) -> _Choice | None:
        """A required member of an enum, by its value."""
        found = self.scalar(key, required=True)
        if found is None:
            return None
        allowed = {str(member.value): member for member in kinds}
        if found.text not in allowed:
            self.report(UNKNOWN_VALUE, found.mark, key=key, found=found.text, expected=allowed, nearest_to=found.text)
        return allowed.get(found.text)

    def number(self, key: str, *, lowest: float = -math.inf, highest: float = math.inf, required: bool = False) -> float | None:
        """A finite number within bounds, both included."""
        node = self.node(key, required=required)
        return None if node is None else self.number_of(key, node, lowest, highest)

    def number_of(self, key: str, node: Node, lowest: float = -math.inf, highest: float = math.inf) -> float | None:
        """The number that a value is, if it is one within bounds."""
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            self.wrong_type(key, node, A_NUMBER)
            return None
        if not lowest <= value <= highest:
            self.report(OUT_OF_RANGE, node.mark, key=key, found=shown(value), wanted=f"{shown(lowest)} - {shown(highest)}")
            return None
        return float(value)

    def flag(self, key: str) -> bool:
        """True or false; false if absent."""
        node = self.node(key)
        value = node.value if isinstance(node, Scalar) else None
        if node is not None and not isinstance(value, bool):
            self.wrong_type(key, node, TRUE_OR_FALSE)
        return value is True

    def items(self, key: str, *, required: bool = False) -> Sequence[Node]:
        """The values of a list; none if absent."""
        node = self.node(key, required=required)
        if isinstance(node, ListNode):
            return node.items
        if node is not None:
            self.wrong_type(key, node, A_LIST)
        return ()

    def names(self, key: str) -> Sequence[Scalar]:
        """A list of single values; one value alone stands for a list of one."""
        node = self.node(key)
        if isinstance(node, Scalar):
            return (node,)
        return self.names_in(key, node) if node is not None else ()

    def names_in(self, key: str, node: Node) -> Sequence[Scalar]:
        """The single values of a list node."""
        if not isinstance(node, ListNode):
            self.wrong_type(key, node, A_TEXT_OR_LIST)
            return ()
        for item in node.items:
            if not isinstance(item, Scalar):
                self.wrong_type(key, item, A_TEXT)
        return tuple(item for item in node.items if isinstance(item, Scalar))

    def entries(self, key: str, *, required: bool = False) -> Sequence[tuple[Scalar, Node]]:
        """The keys and values of a mapping; none if absent."""
        node = self.node(key, required=required)
        if isinstance(node, MapNode):
            return node.entries
        if node is not None:
            self.wrong_type(key, node, A_MAPPING)
        return ()

    def text(self, key: str, languages: Sequence[str], *, required: bool = False, plain: bool = False) -> Text:
        """A text in every language; with `plain` one word may serve all. Empty texts if absent."""
        node = self.node(key, required=required)
        if node is None:
            return Text()
        return self.text_of(key, node, languages, plain=plain)

    def texts(self, key: str, languages: Sequence[str]) -> tuple[Text, ...]:
        """A list of texts, each in every language."""
        return tuple(self.text_of(key, item, languages) for item in self.items(key))

    def text_of(self, key: str, node: Node, languages: Sequence[str], *, plain: bool = False) -> Text:
        """The text that a value is, in every language; what is missing is reported and empty."""
        if plain and isinstance(node, Scalar):
            return Text(*(node.text if language in languages else "" for language in Language))
        if not isinstance(node, MapNode):
            self.wrong_type(key, node, A_TEXT_IN_EACH_LANGUAGE)
            return Text()
        written = {language.text: (language, value) for language, value in node.entries}
        for name, (language, value) in written.items():
            if name not in languages:
                self.report(UNKNOWN_LANGUAGE, language.mark, found=name, expected=languages)
            elif not isinstance(value, Scalar):
                self.wrong_type(f"{key}.{name}", value, A_TEXT)
            elif not value.text.strip():
                self.report(EMPTY_TEXT, value.mark, key=f"{key}.{name}")
        for language_id in languages:
            if language_id not in written:
                self.report(MISSING_LANGUAGE, node.mark, key=key, found=language_id)
        values = {name: value.text.strip() for name, (_, value) in written.items() if isinstance(value, Scalar)}
        return Text(*(values.get(language, "") if language in languages else "" for language in Language))


def dative(record: Text) -> Text:
    """A record as it is named after "in": in einem Ziel, in a goal."""
    article, _, noun = record.de.partition(" ")
    return Text(f"{_DATIVE[article]} {noun}", record.en) if article in _DATIVE else record


def is_null(node: Node) -> bool:
    """Whether a value is one that nobody has given."""
    return isinstance(node, Scalar) and node.value is None


def kind_of(node: Node) -> Text | str:
    """What a value is, in the words of a message."""
    if isinstance(node, ListNode):
        return A_LIST
    if isinstance(node, MapNode):
        return A_MAPPING
    if node.value is None:
        return EMPTY
    return f"`{node.text[:60]}`"


def shown(number: float) -> str:
    """A number as a person writes it: 3, 2.5."""
    return f"{number:g}" if math.isfinite(number) else ("..." if number > 0 else "-...")
