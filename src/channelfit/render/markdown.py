"""Pages in Markdown, for a wiki or a merge request. What was typed by somebody stays text."""

import re
from collections.abc import Iterable

from channelfit.render.blocks import Block, Heading, Item, Listing, Paragraph, Table
from channelfit.render.safe import visible

# What Markdown or the HTML in it could take for markup. A link that stands alone is left to be one.
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")
_LINK = re.compile(r"https?://[^\s<>\"]+")
_SIGNS = {"+": "➕ ", "–": "➖ ", "≈": "≈ ", "?": "❓ ", "□": "", "·": "", "!": "**!** ", "i": ""}


def render_markdown(blocks: Iterable[Block]) -> str:
    """The page; every block is followed by an empty line."""
    return "\n\n".join(_rendered(block) for block in blocks) + "\n"


def escaped(text: str) -> str:
    """A text in which nothing is markup, in one line."""
    said = visible(" ".join(text.split()))
    parts: list[str] = []
    end = 0
    for link in _LINK.finditer(said):
        parts += [_MARKUP.sub(r"\\\1", said[end : link.start()]), f"<{link.group()}>"]
        end = link.end()
    return "".join([*parts, _MARKUP.sub(r"\\\1", said[end:])])


def _rendered(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {escaped(text)}"
        case Paragraph(text, quiet):
            return f"*{escaped(text)}*" if quiet else escaped(text)
        case Listing(items):
            return "\n".join(_item(item) for item in items)
        case Table(head, rows, numeric):
            lines = [head, ("---", *["---:" if numeric else "---"] * (len(head) - 1)), *rows]
            cells = [[cell if place == 1 else escaped(cell) for cell in line] for place, line in enumerate(lines)]
            return "\n".join(f"| {' | '.join(line)} |" for line in cells)


def _item(item: Item) -> str:
    sign = _SIGNS.get(item.sign, f"{escaped(item.sign)} ")
    quiet = f"  \n  *{escaped(item.quiet)}*" if item.quiet else ""
    return f"- {sign}{escaped(item.text)}{quiet}"
