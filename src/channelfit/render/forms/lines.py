"""Parts of a page as lines without colours, broken as rich breaks them, for whoever should not wait for rich to be loaded.

What is not simple is refused and left to it: scripts with wide signs, columns that find no room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from channelfit.render.forms.blocks import Table
from channelfit.render.forms.parts import (
    GAP,
    HELD,
    Bars,
    Hanging,
    Inset,
    Printable,
    Row,
    Words,
    line_starts,
    shown,
    table_cell,
    table_widths,
)
from channelfit.typed import assert_never

# Signs that take one column, whatever the terminal.
_NARROW = re.compile(
    f"[\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff\u2200-\u22ff"
    f"\u2500-\u25fc{HELD}\ufffd]*"
)
_WORD = re.compile(r"\s*\S+\s*")


class NotSimple(Exception):
    """Something takes more than is known here."""


def lines_of(part: Printable, width: int) -> list[str]:
    """The lines of a part; a word that is longer goes on in the next line. Raises NotSimple."""
    if width < 1:
        raise NotSimple
    match part:
        case Words():
            return [*_wrapped(part.text, width)]
        case Inset(inner, room):
            return [" " * room + line for line in lines_of(inner, width - room)]
        case Row():
            return _row(part, width)
        case Hanging():
            return [*_hanging(part, width)]
        case Bars(rows):
            return _bars(rows, width)
        case Table():
            return _table(part, width)
        case _:
            assert_never(part)


def _wrapped(text: str, width: int) -> Iterator[str]:
    if not _NARROW.fullmatch(text):
        raise NotSimple
    for paragraph in text.split("\n"):
        for start, end in pairwise((*_starts(paragraph, width), len(paragraph))):
            yield paragraph[start:end].rstrip()


def _starts(text: str, width: int) -> list[int]:
    """Where lines begin."""
    starts, used = [0], 0
    for found in _WORD.finditer(text) if len(text) > width else ():
        start, length, bare = found.start(), len(found.group()), len(found.group().rstrip())
        if bare <= width - used:
            used += length
        elif bare <= width:
            starts += [start] if start else []
            used = length
        else:
            pieces = range(start, start + length, width)
            starts += [piece for piece in pieces if piece]
            used = start + length - pieces[-1]
    return starts


def _row(row: Row, width: int) -> list[str]:
    left = width - sum(row.widths) - row.gap * (len(row.widths) - 1)
    if left < 1:
        raise NotSimple
    widths = [one or left for one in row.widths]
    cells = [lines_of(cell, one) for cell, one in zip(row.cells, widths, strict=True)]
    return [*_beside(cells, widths, row.gap)]


def _beside(cells: Sequence[Sequence[str]], widths: Sequence[int], gap: int, *, right: bool = False) -> Iterator[str]:
    """Columns of lines side by side; all but the first may stand on the right of their room."""
    for first, *others in zip_longest(*cells, fillvalue=""):
        padded = [cell.rjust(width) if right else cell.ljust(width) for cell, width in zip(others, widths[1:], strict=True)]
        yield (" " * gap).join((first.ljust(widths[0]), *padded))


def _hanging(part: Hanging, width: int) -> Iterator[str]:
    before = " " * part.indent + part.sign.text
    for paragraph in part.words.text.removesuffix("\n").split("\n"):
        for start, end in pairwise((*line_starts(paragraph, width - part.room), len(paragraph))):
            yield before.ljust(part.room) + paragraph[start:end]
            before = ""


def _bars(rows: Sequence[Sequence[Words]], width: int) -> list[str]:
    widths = [max(len(cell.text) for cell in column) for column in zip(*rows, strict=True)]
    if sum(widths) + GAP * (len(widths) - 1) > width or not all(widths):
        raise NotSimple
    return [line for row in rows for line in _beside([lines_of(cell, width) for cell in row], widths, GAP)]


def _table(table: Table, width: int) -> list[str]:
    heads = [shown(head) for head in table.head]
    widths = table_widths(table, width)
    if widths is None:
        raise NotSimple
    above = [_level([[*_wrapped(head, one)] for head, one in zip(heads, widths, strict=True)])] if any(heads) else []
    below = [[lines_of(table_cell(cell), one) for cell, one in zip(row, widths, strict=True)] for row in table.rows]
    rows = (*above, *(map(_level, below) if table.numeric else below))
    return [line for row in rows for line in _beside(row, widths, GAP, right=table.numeric)]


def _level(cells: Sequence[Sequence[str]]) -> list[list[str]]:
    """Columns that end in the same line."""
    most = max(map(len, cells))
    return [[*[""] * (most - len(lines)), *lines] for lines in cells]
