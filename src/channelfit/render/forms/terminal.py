"""Pages of neutral parts in the terminal."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, assert_never

from rich.console import Console, ConsoleOptions, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from channelfit.language import held_together
from channelfit.render.forms.blocks import Block, Heading, Item, Listing, Paragraph, Table
from channelfit.render.forms.safe import links_in
from channelfit.source.written import visible

MAX_WIDTH = 100
_BAR = 10
# A text and its style, in the words of rich.
Span = tuple[str, str]
Printable = RenderableType
# Stands for a no-break space until lines are broken, since rich breaks them there too; nothing visible has it.
_HELD = "\ue000"
_NUMBERED = re.compile("\x1b]8;id=[^;]*;")
_WORD = re.compile(r"\S+")
# The only colours: fixed ones of the 256, in which a contrast of 4.5 is kept on white and on black. The sixteen that have names
# look different in every terminal, and none of them can be read on both everywhere; neither can what is set faint.
GOOD, BAD, QUIET, TITLE = "color(29)", "color(163)", "color(243)", "bold color(63)"
_STYLES = {"+": GOOD, "–": BAD, "≈": "bold", "?": QUIET, "!": "bold"}


def console_for(width: int, *, colour: bool) -> Console:
    """A console that takes text as it is, with ANSI colours if wanted."""
    return Console(
        file=io.StringIO(),
        width=min(width, MAX_WIDTH),
        force_terminal=colour,
        color_system="256" if colour else None,
        no_color=not colour,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )


def printed(parts: Iterable[RenderableType], width: int, *, colour: bool) -> str:
    """Parts below each other as text, without spaces at the end of lines."""
    console = console_for(width, colour=colour)
    with console.capture() as captured:
        for part in parts:
            console.print(part, crop=False)
    return "".join(f"{text.rstrip()}\n" for text in _seen(captured.get()).splitlines())


def _seen(text: str) -> str:
    """What was printed, with its spaces as they are, and with links that have no number drawn by lot."""
    return _NUMBERED.sub("\x1b]8;;", text.replace(_HELD, "\u00a0"))


def _shown(text: str) -> str:
    """A text that is harmless and keeps numbers with their units."""
    return held_together(visible(text).replace(_HELD, "\ufffd")).replace("\u00a0", _HELD)


def styled(*spans: Span, below: Span | None = None, cut: bool = True) -> Text:
    """A text of spans, each with its style on top of that of the first; `below` begins another line.

    A word that is too long for its column is cut, unless that is not wanted.
    """
    (first, style), *others = spans
    text = Text(_shown(first), style=style, overflow=None if cut else "fold")
    for said, over in others:
        text.append(_shown(said), style=over)
    if below:
        text.append(f"\n{_shown(below[0])}", style=below[1])
    return text


def indented(part: RenderableType, indent: int = 2) -> RenderableType:
    """A part with room on its left."""
    return Padding(part, (0, 0, 0, indent))


def marked(sign: str, text: Text, style: str = "", indent: int = 2) -> RenderableType:
    """A text that hangs behind a sign."""
    if _has_links(text):
        return Hanging(Text(sign, style=style), _linked(text), indent)
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=len(sign))
    grid.add_column(ratio=1)
    grid.add_row(Text(sign, style=style), text)
    return indented(grid, indent)


class Hanging(NamedTuple):
    """A text with links behind a sign. A link that is broken leads nowhere, so it stands in one line, however long it is."""

    sign: Text
    text: Text
    indent: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """The lines, of which those with a long link go beyond the edge."""
        room = self.indent + (len(self.sign) + 1 if self.sign else 0)
        for number, line in enumerate(_lines(self.text, options.max_width - room)):
            head = Text(" " * self.indent).append_text(self.sign) if not number else Text()
            head.append(" " * (room - len(head)))
            said = head.append_text(line)
            said.overflow, said.no_wrap = "ignore", True
            yield said


def _lines(text: Text, width: int) -> Iterator[Text]:
    """A text in lines that are broken between words only."""
    for paragraph in text.split("\n"):
        starts = [0]
        for word in _WORD.finditer(paragraph.plain):
            if word.end() - starts[-1] > width and word.start() > starts[-1]:
                starts.append(word.start())
        yield from paragraph.divide(starts[1:])


def _has_links(text: Text) -> bool:
    return any(is_link for _, is_link in links_in(text.plain))


def _linked(text: Text) -> Text:
    """A text whose web addresses can be followed."""
    start = 0
    for part, is_link in links_in(text.plain):
        if is_link:
            text.stylize(f"link {part}", start, start + len(part))
        start += len(part)
    return text


def columned(cells: Iterable[RenderableType], widths: Iterable[int], indent: int = 2) -> RenderableType:
    """A row of cells in columns of these widths; the first takes what is left."""
    grid = Grid.grid(padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    for width in widths:
        grid.add_column(width=width or None, ratio=None if width else 1)
    grid.add_row(*cells)
    return indented(grid, indent)


def headed(title: str) -> Text:
    """The heading of a section, to stand in a row with something else."""
    return Text(_shown(title).upper(), style=TITLE)


def labelled(rows: Sequence[tuple[str, str]]) -> RenderableType:
    """Texts, each behind its heading."""
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=max((len(label) for label, _ in rows), default=1))
    grid.add_column(ratio=1)
    for label, text in rows:
        grid.add_row(headed(label), styled((text, "")))
    return grid


def bar(share: float, style: str) -> Text:
    """A share of ten signs."""
    filled = max(0, min(_BAR, round(share * _BAR)))
    text = Text("█" * filled, style=style)
    text.append("░" * (_BAR - filled), style=QUIET)
    return text


def bars(rows: Iterable[tuple[str, float, str, str]]) -> RenderableType:
    """Names, each with a bar and a word in its style: the share, the word, the style."""
    grid = Grid.grid(padding=(0, 2, 0, 0))
    for name, share, word, style in rows:
        grid.add_row(Text(_shown(name)), bar(share, style), Text(_shown(word), style=style))
    return indented(grid, 4)


def titled(title: str, parts: Iterable[RenderableType], *, apart: bool = True) -> list[RenderableType]:
    """Parts under the heading of a section, if there are any, with an empty line before it if they are to stand apart."""
    below = list(parts)
    return [*([Text()] if apart else []), headed(title), *below] if below else []


def render_page(blocks: Iterable[Block], *, width: int = 80, colour: bool = False) -> str:
    """The page as text."""
    return printed((part for block in blocks for part in _parts(block)), width, colour=colour)


def _parts(block: Block) -> list[RenderableType]:
    match block:
        case Heading(text, 1):
            return [Text(_shown(text), style="bold")]
        case Heading(text):
            return [Text(), headed(text)]
        case Paragraph(text, quiet):
            said = Text(_shown(text), style=QUIET if quiet else "", overflow="fold")
            return [Hanging(Text(), _linked(said), 2) if _has_links(said) else Padding(said, (0, 0, 0, 2))]
        case Listing(items):
            return [*_listing(items)]
        case Table():
            return [_table(block)]
        case _:
            assert_never(block)


def _listing(items: tuple[Item, ...]) -> Iterator[RenderableType]:
    width = max(len(item.sign) for item in items)
    for item in items:
        body = Text(f"{_shown(item.name)}. " if item.name else "", style="bold", overflow="fold")
        body.append(_shown(item.text), style="not bold")
        if item.quiet:
            body.append(f"\n{_shown(item.quiet)}", style=QUIET)
        yield marked(f"{item.sign:<{width}}", body, _STYLES.get(item.sign[:1], ""))


def _table(table: Table) -> RenderableType:
    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=any(table.head), header_style=QUIET)
    for column, head in enumerate(table.head):
        grid.add_column(
            Text(_shown(head), overflow="fold"),
            justify="right" if column and table.numeric else "left",
            vertical="bottom" if table.numeric else "top",
            max_width=None if column or not table.numeric else _label_width(table),
        )
    for row in table.rows:
        grid.add_row(*map(_cell, row))
    return Padding(grid, (0, 0, 0, 2))


def _label_width(table: Table) -> int:
    """What the names of the rows need; the head above them takes more lines instead of more room."""
    return max(len(part) for part in (*(row[0] for row in table.rows), *table.head[0].split()))


def _cell(text: str) -> RenderableType:
    """What stands in a table; what is set in stays so on every line."""
    room = len(text) - len(text.lstrip(" "))
    return Padding(Text(_shown(text[room:])), (0, 0, 0, room))
