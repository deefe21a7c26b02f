"""Pages of neutral parts in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from channelfit.render.forms.blocks import Block, Heading, Item, Listing, Paragraph, Table
from channelfit.render.forms.lines import NotSimple, lines_of
from channelfit.render.forms.parts import (
    BAD,
    GOOD,
    HELD,
    QUIET,
    Hanging,
    Inset,
    Printable,
    Words,
    has_links,
    headed,
    marked,
    shown,
    styled,
)
from channelfit.typed import assert_never

MAX_WIDTH = 100
_STYLES = {"+": GOOD, "–": BAD, "≈": "bold", "?": QUIET, "!": "bold"}


def printed(parts: Iterable[Printable], width: int, *, colour: bool) -> str:
    """Parts below each other as text, without spaces at the end of lines, with ANSI colours if wanted."""
    room = min(width, MAX_WIDTH)
    text = _by_rich(parts, room, colour=True) if colour else "".join(_plain(part, room) for part in parts)
    return "".join(f"{line.rstrip()}\n" for line in text.replace(HELD, "\u00a0").splitlines())


def _plain(part: Printable, width: int) -> str:
    try:
        return "".join(f"{line}\n" for line in lines_of(part, width))
    except NotSimple:
        return _by_rich([part], width, colour=False)


def _by_rich(parts: Iterable[Printable], width: int, *, colour: bool) -> str:
    from channelfit.render.forms.coloured import printed_by_rich  # Whoever sees no colours seldom needs it.

    return printed_by_rich(parts, width, colour=colour)


def render_page(blocks: Iterable[Block], *, width: int = 80, colour: bool = False) -> str:
    """The page as text."""
    return printed((part for block in blocks for part in _parts(block)), width, colour=colour)


def _parts(block: Block) -> list[Printable]:
    match block:
        case Heading(text, 1):
            return [styled((text, "bold"))]
        case Heading(text):
            return [styled(("", "")), headed(text)]
        case Paragraph(text, quiet):
            said = styled((text, QUIET if quiet else ""))
            return [Hanging(Words((("", ""),)), said, 2) if has_links(said) else Inset(said, 2)]
        case Listing(items):
            return [*_listing(items)]
        case Table():
            return [Inset(block, 2)]
        case _:
            assert_never(block)


def _listing(items: tuple[Item, ...]) -> Iterator[Printable]:
    width = max(len(item.sign) for item in items)
    for item in items:
        spans = [(f"{shown(item.name)}. " if item.name else "", "bold"), (shown(item.text), "not bold")]
        under = [(f"\n{shown(item.quiet)}", QUIET)] if item.quiet else []
        yield marked(f"{item.sign:<{width}}", Words((*spans, *under)), _STYLES.get(item.sign[:1], ""))
