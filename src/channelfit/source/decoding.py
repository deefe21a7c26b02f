"""Make a text of bytes, as far as it is one that YAML can have."""

from __future__ import annotations

import codecs
import re

from channelfit.source.problem import LINE_BREAK, Mark, Mistake, Problem, Source, problem

TOO_LARGE = Mistake(
    "too-large",
    de="größer als {limit} MB; erwartet wird ein YAML-Text",
    en="larger than {limit} MB; expected a YAML text",
)
NOT_UTF8 = Mistake(
    "not-utf8",
    de="Byte {byte} ist kein UTF-8-Text; speichern Sie die Datei als UTF-8",
    en="byte {byte} is not UTF-8 text; save the file as UTF-8",
)
BAD_CHARACTER = Mistake(
    "bad-character",
    de="das Zeichen {character} gehört in keinen Text; ist das eine YAML-Datei?",
    en="character {character} does not belong in a text; is this a YAML file?",
)

MAX_BYTES = 4 * 1024 * 1024
_SHOWN = 1000

# Two, since one class that reaches so far takes longer to be compiled than a text takes to be read. What is plain needs neither.
_BAD_CHARACTERS = ("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]", "[\ud800-\udfff\ufffe\uffff]")
_JSON_STRING_OR_TAB = r'"(?:\\.|[^"\\])*"|\t'


def decoded(data: bytes | str, name: str, path: str = "", start: int = 0) -> tuple[str, tuple[Problem, ...]]:
    """The text that some bytes are, or why they are none; they stand in a source from a line on."""
    text, problems = _decoded(data, Source(name, "", path, start))
    bad = [found.start() for kind in _BAD_CHARACTERS if (found := re.search(kind, text))]
    if bad and not problems:
        mark = _mark_at(Source(name, text, path, start), min(bad))
        return text, (problem(BAD_CHARACTER, mark, character=f"U+{ord(text[min(bad)]):04X}"),)
    return text, problems


def _decoded(data: bytes | str, source: Source) -> tuple[str, tuple[Problem, ...]]:
    if len(data) > MAX_BYTES:
        # Of a stream only a document is too large, and its first line says which.
        if source.start and isinstance(data, bytes):
            source = source._replace(text=data[:_SHOWN].decode(errors="replace"))
        return "", (problem(TOO_LARGE, Mark(source, source.start, 0), limit=MAX_BYTES // 1024 // 1024),)
    if isinstance(data, str):
        return data.removeprefix("\ufeff"), ()
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    try:
        return data.decode(encoding).removeprefix("\ufeff"), ()
    except UnicodeDecodeError as error:
        # The excerpt shows the text as far as it could be read, with a mark for each bad byte.
        source = source._replace(text=data.decode(encoding, errors="replace").removeprefix("\ufeff"))
        before = data[: error.start].decode(encoding, errors="replace").removeprefix("\ufeff")
        mark = _mark_at(source, len(before))
        return "", (problem(NOT_UTF8, mark, byte=f"0x{data[error.start]:02X}"),)


def _mark_at(source: Source, offset: int) -> Mark:
    before = re.split(LINE_BREAK, source.text[:offset])
    return Mark(source, source.start + len(before) - 1, len(before[-1]))


def without_json_tabs(text: str) -> str:
    """The text with tabs outside of strings as spaces if it is JSON; JSON is indented with tabs as it pleases."""
    if not text.lstrip().startswith(("{", "[")):
        return text
    import json

    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return text
    return re.sub(_JSON_STRING_OR_TAB, lambda found: " " if found.group() == "\t" else found.group(), text)
