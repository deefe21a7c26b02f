"""Parts of a page by way of rich: in colours, with links to follow, of any width and in any script."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from channelfit.render.forms.blocks import Table
from channelfit.render.forms.parts import (
    GAP,
    QUIET,
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
from channelfit.render.forms.safe import links_in
from channelfit.typed import NamedTuple, assert_never

_NUMBERED = re.compile("\x1b]8;id=[^;]*;")


def printed_by_rich(parts: Iterable[Printable], width: int, *, colour: bool) -> str:
    """Parts below each other, with ANSI colours if wanted; links have no number drawn by lot."""
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="256" if colour else None,
        no_color=not colour,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    with console.capture() as captured:
        for part in parts:
            console.print(_renderable(part), crop=False)
    return _NUMBERED.sub("\x1b]8;;", captured.get())


def _renderable(part: Printable) -> RenderableType:
    match part:
        case Words():
            return _text(part)
        case Inset(inner, room):
            return Padding(_renderable(inner), (0, 0, 0, room))
        case Row():
            return _row(part)
        case Hanging():
            return _Hanging(part)
        case Bars(rows):
            grid = Grid.grid(padding=(0, GAP, 0, 0))
            for row in rows:
                grid.add_row(*map(_text, row))
            return grid
        case Table():
            return _Table(part)
        case _:
            assert_never(part)


def _text(words: Words) -> Text:
    (first, style), *others = words.spans
    text = Text(first, style=style, overflow="fold")
    for said, over in others:
        text.append(said, style=over)
    return text


def _row(row: Row) -> RenderableType:
    grid = Grid.grid(padding=(0, row.gap, 0, 0), expand=row.fills)
    for width in row.widths:
        grid.add_column(width=width or None, ratio=None if width else 1)
    grid.add_row(*map(_renderable, row.cells))
    return grid


class _Hanging(NamedTuple):
    """A text with links behind a sign."""

    part: Hanging

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """The lines, of which those with a long link go beyond the edge."""
        room = self.part.room
        for number, line in enumerate(_lines(_linked(_text(self.part.words)), options.max_width - room)):
            head = Text(" " * self.part.indent).append_text(_text(self.part.sign)) if not number else Text()
            head.append(" " * (room - len(head)))
            said = head.append_text(line)
            said.overflow, said.no_wrap = "ignore", True
            yield said


def _lines(text: Text, width: int) -> Iterator[Text]:
    """A text in lines that are broken between words only."""
    for paragraph in text.split("\n"):
        yield from paragraph.divide(line_starts(paragraph.plain, width)[1:])


def _linked(text: Text) -> Text:
    """A text whose web addresses can be followed."""
    start = 0
    for part, is_link in links_in(text.plain):
        if is_link:
            text.stylize(f"link {part}", start, start + len(part))
        start += len(part)
    return text


class _Table(NamedTuple):
    """Rows below a head."""

    part: Table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Columns as wide as there is room for them."""
        yield _table(self.part, table_widths(self.part, options.max_width, cell_len))


def _table(table: Table, widths: list[int] | None) -> RenderableType:
    grid = Grid(box=None, pad_edge=False, padding=(0, GAP, 0, 0), show_header=any(table.head), header_style=QUIET)
    for column, head in enumerate(table.head):
        grid.add_column(
            Text(shown(head), overflow="fold"),
            justify="right" if column and table.numeric else "left",
            vertical="bottom" if table.numeric else "top",
            width=widths[column] if widths else None,
        )
    for row in table.rows:
        grid.add_row(*map(_renderable, map(table_cell, row)))
    return grid
