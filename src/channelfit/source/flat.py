"""Read what most profiles are, a key and plain answers to a line, without the YAML library, which takes longer to load.

It sees only what cannot be meant otherwise, and sees it as the library does, marks included; every other text is left to that.
"""

from __future__ import annotations

import re

from channelfit.source.nodes import Document, ListNode, MapNode, Node, Scalar
from channelfit.source.problem import Mark, Source

_MOST_BYTES = 16 * 1024
_LONGEST_LINE = 300
_WORDS = r"\w(?:[\w ./+&,()-]*[\w.+)])?"
_WORD = r"\w[\w+-]*"
_VALUE = rf"""(?P<words>{_WORDS})|"(?P<quoted>[\w ./+&,():-]+)"|\[(?P<listed>(?:{_WORD}(?:, ?{_WORD})*)?)\]"""
_COMMENT = r"#[ -~äöüÄÖÜß§€„“–]*"
_LINE = re.compile(rf"(?:(?P<key>[a-z][a-z0-9_]*):(?P<space> +)(?:{_VALUE}))?(?:(?:^| +){_COMMENT})? *")
_PART = re.compile(_WORD)


def flat_document(data: bytes, name: str) -> Document | None:
    """The document that some bytes are, if it is as plain as that."""
    if len(data) > _MOST_BYTES:
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    source = Source(name, text)
    entries: dict[str, tuple[Scalar, Node]] = {}
    for number, line in enumerate(text.split("\n")):
        found = _LINE.fullmatch(line) if len(line) <= _LONGEST_LINE else None
        if found is None or found["key"] in entries:
            return None
        if key := found["key"]:
            at = len(key) + 1 + len(found["space"])
            entries[key] = Scalar(key, True, Mark(source, number, 0, len(key))), _value(found, source, number, at)
    if not entries:
        return None
    first = next(iter(entries.values()))[0].mark
    return Document(source, MapNode(tuple(entries.values()), first._replace(length=1)))


def _value(found: re.Match[str], source: Source, line: int, at: int) -> Node:
    if (words := found["words"]) is not None:
        return Scalar(words, True, Mark(source, line, at, len(words)))
    if (quoted := found["quoted"]) is not None:
        return Scalar(quoted, False, Mark(source, line, at, len(quoted)))
    start = found.start("listed")
    parts = _PART.finditer(found["listed"])
    items = (Scalar(part[0], True, Mark(source, line, start + part.start(), len(part[0]))) for part in parts)
    return ListNode(tuple(items), Mark(source, line, at))
