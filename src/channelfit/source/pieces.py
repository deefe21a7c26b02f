"""Cut a stream into its documents as it comes: YAML at its `---`, JSON Lines line by line."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from channelfit.source.decoding import MAX_BYTES
from channelfit.source.json_lines import is_whole_object
from channelfit.source.problem import LINE_BREAK
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

_SPACES = b" \t\r\n"
_BLOCK = 1 << 16
# So far a document that is too large is passed over for what may come behind it; a device may never end.
_MOST_PASSED_OVER = 2 * MAX_BYTES


class Piece(NamedTuple):
    """One document as it was written, cut short where it is larger than any may be, and the line at which it begins, from 0.

    Where a document does not end, `is_end` says that nothing behind it was read.
    """

    data: bytes
    line: int
    is_end: bool = False


class _NeverEnds(Exception):
    """So much of a document was passed over that what is behind it is not waited for."""


def pieces(stream: BinaryIO) -> Iterator[Piece]:
    """The documents of a stream, each as soon as its end is seen, or that it is too large. No more than one is held at a time.

    UTF-16, whose lines look otherwise, is one piece with all its documents.
    """
    first = stream.readline(_BLOCK)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield Piece(first + stream.read(MAX_BYTES + 1), 0)
        return
    held, at, began, is_begun, is_lines, size = bytearray(), 0, 0, False, False, 0
    try:
        for line in _lines(first, stream):
            bare = line.removeprefix(codecs.BOM_UTF8) if not at else line
            is_marker = _is_marker(bare, b"---")
            if is_marker and is_begun:
                if size <= MAX_BYTES:
                    yield Piece(bytes(held), began)
                held, began, is_begun, size = bytearray(), at, False, 0
            # Below a whole object each line is a document, whatever stands in it.
            is_lines = not is_marker and (is_lines or (not is_begun and bare.lstrip().startswith(b"{") and is_whole_object(bare)))
            is_begun = is_begun or is_marker or not _may_stand_before(bare)
            held += line[: max(0, MAX_BYTES + 1 - len(held))]
            if size <= MAX_BYTES < size + len(line):
                yield Piece(bytes(held), began)
            size += len(line)
            if size > _MOST_PASSED_OVER:
                yield Piece(b"", began, is_end=True)
                return
            at += _breaks(line)
            if (is_lines or _is_marker(bare, b"...")) and is_begun:
                if size <= MAX_BYTES:
                    yield Piece(bytes(held), began)
                held, began, is_begun, size = bytearray(), at, False, 0
    except _NeverEnds:
        yield Piece(b"", began, is_end=True)
        return
    if held and size <= MAX_BYTES:
        yield Piece(bytes(held), began)


def _is_marker(line: bytes, signs: bytes) -> bool:
    """Whether a line begins with some signs that stand alone."""
    return line.startswith(signs) and line[len(signs) : len(signs) + 1] in _SPACES


def _may_stand_before(line: bytes) -> bool:
    """Whether a line may stand before a document without being part of one."""
    return line.lstrip(_SPACES)[:1] in b"#%"


def _lines(first: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream, with their ends; of one that is too long only the beginning. Raises _NeverEnds."""
    line = first
    while line:
        while not line.endswith(b"\n") and len(line) <= MAX_BYTES and (more := stream.readline(_BLOCK)):
            line += more
        yield line if line.endswith(b"\n") or len(line) <= MAX_BYTES else line + b"\n"
        passed_over = 0
        while not line.endswith(b"\n") and (line := stream.readline(_BLOCK)):
            passed_over += len(line)
            if passed_over > _MOST_PASSED_OVER:
                raise _NeverEnds
        line = stream.readline(_BLOCK)


def _breaks(line: bytes) -> int:
    """How many lines YAML sees in a line."""
    if line.isascii() and b"\r" not in line[:-2]:
        return 1
    text = line.decode("utf-8", errors="replace")
    is_odd = any(sign in text for sign in "\r\x85\u2028\u2029")
    return len(re.findall(LINE_BREAK, text)) if is_odd else text.count("\n")
