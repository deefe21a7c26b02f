"""Read single values of YAML: what is missing, mistyped or out of bounds becomes a problem."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence

from channelfit.language import Language, Text, both, in_full
from channelfit.source.nodes import NULLS, ListNode, MapNode, Node, Scalar
from channelfit.source.problem import Mistake, Problem, problem
from channelfit.typed import NamedTuple

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
LISTED_TWICE = Mistake(
    "listed-twice",
    de="`{question}` nennt `{found}` zweimal",
    en="`{question}` lists `{found}` twice",
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
A_NUMBER_OR_TEXT = Text("eine Zahl oder ein Text", "a number or a text")
A_WHOLE_NUMBER = Text("eine ganze Zahl", "a whole number")
TRUE_OR_FALSE = Text("true oder false", "true or false")
EMPTY = Text("leer", "empty")
A_TEXT_OR_LIST = Text("ein Text oder eine Liste von Texten", "a text or a list of texts")
A_TEXT_IN_EACH_LANGUAGE = Text("ein Text in jeder Sprache", "a text in each language")

ID_PATTERN = "[a-z0-9][a-z0-9_+-]*"
_DATIVE = {"ein": "einem", "eine": "einer", "das": "dem"}


def wrong_type(problems: list[Problem], key: str | Text, node: Node, wanted: Text) -> None:
    """Add the problem that a value is of another type than wanted."""
    problems.append(problem(WRONG_TYPE, node.mark, key=key, found=kind_of(node), wanted=wanted))


def words_of(problems: list[Problem], key: str, node: Node) -> str:
    """A single value as it was written; empty, with a problem, if it is none or blank."""
    if not isinstance(node, Scalar) or node.value is None:
        wrong_type(problems, key, node, A_TEXT)
        return ""
    if not node.text.strip():
        problems.append(problem(EMPTY_TEXT, node.mark, key=key))
        return ""
    return node.text


def identifier_of(problems: list[Problem], key: str, node: Node) -> str:
    """An id; an unusable one is reported and comes back as it is."""
    if not isinstance(node, Scalar):
        wrong_type(problems, key, node, A_TEXT)
        return ""
    if not re.fullmatch(ID_PATTERN, node.text):
        problems.append(problem(BAD_ID, node.mark, found=node.text))
    return node.text


def shown(number: float) -> Text:
    """A number in full in the notation of each language, as people read and write it; dots where there is no bound."""
    return Text(*(in_full(number, language) for language in Language)) if math.isfinite(number) else in_file(number)


def in_file(number: float) -> Text:
    """A number in full as files of rules have it, whatever the language; dots where there is no bound."""
    return both(in_full(number) if math.isfinite(number) else "..." if number > 0 else "-...")


class Limits(NamedTuple):
    """What a number may be: within bounds, both included, and perhaps without fraction; `wanted` says it in a word."""

    lowest: float = -math.inf
    highest: float = math.inf
    is_whole: bool = False
    wanted: Text = A_NUMBER


ANY_NUMBER = Limits()


def number_of(
    problems: list[Problem], key: str, node: Node, limits: Limits = ANY_NUMBER, said: Callable[[float], Text] = in_file
) -> float | None:
    """The finite number that a value is, if it is one within limits; `said` is how problems write numbers."""
    lowest, highest, is_whole, wanted = limits
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value) or (is_whole and value % 1):
        wrong_type(problems, key, node, wanted)
        return None
    if not lowest <= value <= highest:
        bounds = Text(*(f"{least} - {most}" for least, most in zip(said(lowest), said(highest), strict=True)))
        problems.append(problem(OUT_OF_RANGE, node.mark, key=key, found=said(value), wanted=bounds))
        return None
    return float(value)


def flag_of(problems: list[Problem], key: str, node: Node) -> bool:
    """True or false."""
    value = node.value if isinstance(node, Scalar) else None
    if not isinstance(value, bool):
        wrong_type(problems, key, node, TRUE_OR_FALSE)
    return value is True


def names_of(problems: list[Problem], key: str, node: Node) -> tuple[Scalar, ...]:
    """A list of single values; one value alone stands for a list of one."""
    if isinstance(node, Scalar):
        return (node,)
    if not isinstance(node, ListNode):
        wrong_type(problems, key, node, A_TEXT_OR_LIST)
        return ()
    for item in node.items:
        if not isinstance(item, Scalar):
            wrong_type(problems, key, item, A_TEXT)
    return tuple(item for item in node.items if isinstance(item, Scalar))


def text_of(problems: list[Problem], key: str, node: Node, languages: Sequence[str], *, plain: bool = False) -> Text:
    """The text that a value is, in every language; with `plain` one may serve all. What is missing is reported and empty."""
    if plain and isinstance(node, Scalar):
        said = words_of(problems, key, node).strip()
        return Text(*(said if language in languages else "" for language in Language))
    if not isinstance(node, MapNode):
        wrong_type(problems, key, node, A_TEXT_IN_EACH_LANGUAGE)
        return Text()
    values: dict[str, str] = {}
    for name, value in node.entries:
        language = name.text
        values[language] = ""
        if language not in languages:
            problems.append(problem(UNKNOWN_LANGUAGE, name.mark, found=language, expected=languages))
        elif not isinstance(value, Scalar):
            wrong_type(problems, f"{key}.{language}", value, A_TEXT)
        elif value.value is None or not (said := value.text.strip()):
            problems.append(problem(EMPTY_TEXT, value.mark, key=f"{key}.{language}"))
        else:
            values[language] = said
    for language in languages:
        if language not in values:
            problems.append(problem(MISSING_LANGUAGE, node.mark, key=key, found=language))
    return Text(values.get("de", "") if "de" in languages else "", values.get("en", "") if "en" in languages else "")


def dative(record: Text) -> Text:
    """A record as it is named after "in": in einem Ziel, in a goal."""
    article, _, noun = record.de.partition(" ")
    return Text(f"{_DATIVE[article]} {noun}", record.en) if article in _DATIVE else record


def is_null(node: Node) -> bool:
    """Whether a value is one that nobody has given."""
    return isinstance(node, Scalar) and node.plain and node.text in NULLS


def kind_of(node: Node) -> Text | str:
    """What a value is, in the words of a message."""
    if isinstance(node, ListNode):
        return A_LIST
    if isinstance(node, MapNode):
        return A_MAPPING
    if node.value is None:
        return EMPTY
    return f"`{node.text[:60]}`"
