"""Say in few words how two values differ: only what differs, in the reader's language, where it can be seen."""

from collections.abc import Mapping, Sequence
from enum import Enum
from itertools import zip_longest

from channelfit.language import Language, Text, in_full
from channelfit.rulebook.condition import All, AnyOf, Condition, Not, Operator, Test
from channelfit.source.values import in_file

# Lines and histories move without anything being different.
NO_CONTENT = ("mark", "origin", "reads", "amendments")
_NONE = "-"
_CUT = "…"
# So much is said of a text, and so much of it before the place where it differs.
_LONGEST = 120
_BEFORE = 30


def differing(before: object, after: object) -> tuple[Text, Text]:
    """What is worth saying of two plain values that differ, in both languages."""
    german, english = (_pair(before, after, language) for language in (Language.DE, Language.EN))
    return Text(german[0], english[0]), Text(german[1], english[1])


def plain(value: object) -> object:
    """What a value says, as plain data; texts keep their languages, and conditions are as they are written."""
    if isinstance(value, Text):
        return value
    if isinstance(value, (All, AnyOf, Not, Test)):
        return _written(value)
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    names: tuple[str, ...] = getattr(value, "_fields", ())
    if names:
        return {name: plain(getattr(value, name)) for name in names if name not in NO_CONTENT}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value.value if isinstance(value, Enum) else value


def _pair(before: object, after: object, language: Language) -> tuple[str, str]:
    match before, after:
        case Text(), Text():
            return _texts(before, after, language)
        case dict(), dict():
            return _parts(before, after, language), _parts(after, before, language)
        case list(), list() if any(isinstance(item, (Text, dict)) for item in (*before, *after)):
            return _items(before, after, language)
        case _:
            return _told(_words(before, language), _words(after, language), (before, after))


def _told(first: str, second: str, values: tuple[object, object]) -> tuple[str, str]:
    """Two values in words; a text that reads like a number is in quotation marks beside it."""
    if first == second:
        first, second = (
            f'"{said}"' if isinstance(value, str) else said for said, value in zip((first, second), values, strict=True)
        )
    return _apart(first, second)


def _texts(before: Text, after: Text, language: Language) -> tuple[str, str]:
    """Two texts in the reader's language; where that is the same in both, in the other one, which is named."""
    if before.of(language) != after.of(language):
        return _apart(before.of(language) or _NONE, after.of(language) or _NONE)
    other = next(one for one in Language if one is not language)
    first, second = _apart(before.of(other) or _NONE, after.of(other) or _NONE)
    return f"{other}: {first}", f"{other}: {second}"


def _parts(value: Mapping[str, object], other: Mapping[str, object], language: Language) -> str:
    """The parts of a mapping that differ; of one with parts of its own that only one of the two has, its name is enough."""
    parts = []
    for key, part in value.items():
        if key not in other:
            parts.append(key if isinstance(part, (dict, list, Text)) else f"{key}: {_words(part, language)}")
        elif part != other[key]:
            parts.append(f"{key}: {_pair(part, other[key], language)[0]}")
    return ", ".join(parts) or _NONE


def _items(before: Sequence[object], after: Sequence[object], language: Language) -> tuple[str, str]:
    """The items of two lists that differ: one by one where there are as many, else those that only one of the two has."""
    if len(before) != len(after):
        gone, added = [one for one in before if one not in after], [one for one in after if one not in before]
        # Without any, one of them stands there once more.
        before, after = (gone, added) if gone or added else (before, after)
    pairs = [_pair(one, other, language) for one, other in zip_longest(before, after) if one != other]
    first, second = (" | ".join(pair[side] for pair in pairs if pair[side] != _NONE) or _NONE for side in (0, 1))
    return first, second


def _words(value: object, language: Language) -> str:
    """A whole value in one line."""
    if value is None or value in ("", [], {}):
        return _NONE
    match value:
        case bool():
            return str(value).lower()
        case float():
            return in_file(value).of(language)
        case Text():
            return value.or_other(language) or _NONE
        case dict():
            return ", ".join(f"{key}: {_words(part, language)}" for key, part in value.items())
        case list():
            return ", ".join(_words(item, language) for item in value)
        case _:
            return str(value)


def _apart(first: str, second: str) -> tuple[str, str]:
    """Two texts; where they are long, what stands around the place from which they differ."""
    if max(len(first), len(second)) <= _LONGEST:
        return first, second
    place = next((at for at, (one, other) in enumerate(zip(first, second, strict=False)) if one != other), None)
    start = max(0, (min(len(first), len(second)) if place is None else place) - _BEFORE)
    # Not in the middle of a word.
    begin = start and first.rfind(" ", 0, start) + 1
    return _cut(first, begin), _cut(second, begin)


def _cut(text: str, begin: int) -> str:
    rest = text[begin:]
    shortened = rest if len(rest) <= _LONGEST else f"{rest[: _LONGEST - 1].rstrip()}{_CUT}"
    return f"{_CUT}{shortened}" if begin else shortened


def _written(condition: Condition) -> str:
    """A condition as it stands in a file of rules."""
    match condition:
        case All(parts):
            return f"{{{', '.join(_entry(part) for part in parts)}}}" if parts else ""
        case _:
            return f"{{{_entry(condition)}}}"


def _entry(condition: Condition) -> str:
    match condition:
        case All(parts):
            return f"all: [{', '.join(map(_written, parts))}]"
        case AnyOf(parts):
            return f"any: [{', '.join(map(_written, parts))}]"
        case Not(part):
            return f"not: {_written(part)}"
        case Test(question, operator, options, number):
            found = sorted(options)
            said = in_full(number) if not found else found[0] if len(found) == 1 else f"[{', '.join(found)}]"
            return f"{question}: {said}" if operator is Operator.ANY_OF else f"{question}: {{{operator.value}: {said}}}"
