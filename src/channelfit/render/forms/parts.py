"""What a page in the terminal is made of, before it is known how wide the lines are and whether they have colours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from channelfit.language import held_together
from channelfit.render.forms.blocks import Table
from channelfit.render.forms.safe import links_in
from channelfit.source.written import visible
from channelfit.typed import NamedTuple

BAR = 10
# Between columns.
GAP = 2
# Stands for a no-break space until lines are broken, since rich breaks them there too; nothing visible has it.
HELD = "\ue000"
# The only colours: fixed ones of the 256, in which a contrast of 4.5 is kept on white and on black. The sixteen that have names
# look different in every terminal, and none of them can be read on both everywhere; neither can what is set faint.
GOOD, BAD, QUIET, TITLE = "color(29)", "color(163)", "color(243)", "bold color(63)"
_WORD = re.compile(r"\S+")
# A text and its style, in the words of rich.
Span = tuple[str, str]


class Words(NamedTuple):
    """Harmless texts behind each other, each in its style on top of that of the first; a word that is too long for its column
    goes on in the next line."""

    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """All of it without styles."""
        return "".join(text for text, _ in self.spans)


class Inset(NamedTuple):
    """A part with room on its left."""

    part: Printable
    room: int


class Row(NamedTuple):
    """Parts side by side in columns of these widths (nothing: what is left), with gaps between them; it may fill the line."""

    cells: tuple[Printable, ...]
    widths: tuple[int, ...]
    gap: int
    fills: bool = False


class Hanging(NamedTuple):
    """A text with links behind a sign. A link that is broken leads nowhere, so it stands in one line, however long it is."""

    sign: Words
    words: Words
    indent: int

    @property
    def room(self) -> int:
        """What stands before each line but the first."""
        return self.indent + (len(self.sign.text) + 1 if self.sign.text else 0)


class Bars(NamedTuple):
    """Rows in columns as wide as they need to be."""

    rows: tuple[tuple[Words, ...], ...]


Printable = Words | Inset | Row | Hanging | Bars | Table


def shown(text: str) -> str:
    """A text that is harmless and keeps numbers with their units."""
    return held_together(visible(text).replace(HELD, "\ufffd")).replace("\u00a0", HELD)


def styled(*spans: Span, below: Span | None = None) -> Words:
    """A text of spans, each with its style on top of that of the first; `below` begins another line."""
    under = [(f"\n{shown(below[0])}", below[1])] if below else []
    return Words((*((shown(text), style) for text, style in spans), *under))


def indented(part: Printable, indent: int = 2) -> Printable:
    """A part with room on its left."""
    return Inset(part, indent)


def marked(sign: str, words: Words, style: str = "", indent: int = 2) -> Printable:
    """A text that hangs behind a sign."""
    if has_links(words):
        return Hanging(Words(((sign, style),)), words, indent)
    return Inset(Row((Words(((sign, style),)), words), (len(sign), 0), 1), indent)


def has_links(words: Words) -> bool:
    """Whether there are web addresses in a text."""
    return any(is_link for _, is_link in links_in(words.text))


def columned(cells: Iterable[Printable], widths: Iterable[int], indent: int = 2) -> Printable:
    """A row of cells in columns of these widths; the first takes what is left."""
    return Inset(Row(tuple(cells), tuple(widths), GAP, fills=True), indent)


def headed(title: str, beside: str = "") -> Words:
    """The heading of a section, to stand in a row with something else; `beside` is said behind it as it is."""
    return styled((title.upper(), TITLE), *([(f" {beside}", QUIET)] if beside else []))


def labelled(rows: Sequence[tuple[str, str]]) -> Iterable[Printable]:
    """Texts, each behind its heading."""
    width = max((len(label) for label, _ in rows), default=1)
    return [Row((headed(label), styled((text, ""))), (width, 0), GAP) for label, text in rows]


def bar(filled: int, style: str) -> Words:
    """So many of ten signs."""
    return Words((("█" * filled, style), ("░" * (BAR - filled), QUIET)))


def bars(rows: Iterable[tuple[str, int, str, str]]) -> Printable:
    """Names, each with a bar and a word in its style: the tenths, the word, the style."""
    cells = ((styled((name, "")), bar(tenths, look), styled((word, look))) for name, tenths, word, look in rows)
    return Inset(Bars(tuple(cells)), 4)


def titled(title: str, parts: Iterable[Printable], beside: str = "") -> list[Printable]:
    """Parts under the heading of a section, if there are any."""
    below = list(parts)
    return [headed(title, beside), *below] if below else []


def line_starts(text: str, width: int) -> list[int]:
    """Where the lines begin of a text that is broken between words only, however long these are."""
    starts = [0]
    for word in _WORD.finditer(text):
        if word.end() - starts[-1] > width and word.start() > starts[-1]:
            starts.append(word.start())
    return starts


def table_cell(text: str) -> Inset:
    """What stands in a table; what is set in stays so on every line."""
    room = len(text) - len(text.lstrip(" "))
    return Inset(styled((text[room:], "")), room)


def table_widths(table: Table, width: int, length: Callable[[str], int] = len) -> list[int] | None:
    """How wide the columns of a table are in a line of this width; nothing if it has no room for them.

    The widest give way first, and none of them is narrower than its longest word, so that words are broken only where nothing
    else helps.
    """
    cells = [[shown(cell) for cell in column] for column in zip(table.head, *table.rows, strict=True)]
    least = [max(length(part) for cell in column for part in _set_in(cell)) for column in cells]
    natural = [min(max(map(length, column)), width) for column in cells]
    if table.numeric:
        # The head takes more lines instead of more room.
        natural[0] = max(least[0], *map(length, cells[0][1:]))
    room = width - GAP * (len(cells) - 1)
    if min(natural) < 1 or room < len(cells):
        return None
    return _narrowed(natural, least if sum(least) <= room else [1] * len(least), room)


def _set_in(cell: str) -> list[str]:
    """The words of a cell, each with the room that is left on its left."""
    room = cell[: len(cell) - len(cell.lstrip(" "))]
    return [room + word for word in cell.split()] or [""]


def _narrowed(widths: list[int], least: list[int], room: int) -> list[int]:
    """Widths that fit, a column at a time of the widest that can give way."""
    while sum(widths) > room:
        widest = max(range(len(widths)), key=lambda index: (widths[index] > least[index], widths[index], index))
        widths[widest] -= 1
    return widths
