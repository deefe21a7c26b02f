"""Pages in Markdown, for a wiki or a merge request. What was typed by somebody stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from channelfit.render.forms.blocks import (
    Bar,
    Block,
    Brief,
    Chapter,
    Checklist,
    Code,
    Deck,
    Figures,
    Grade,
    Heading,
    Item,
    Listing,
    Matrix,
    Paragraph,
    Part,
    Picture,
    Resolution,
    Table,
    Task,
    Timeline,
)
from channelfit.render.forms.safe import links_in
from channelfit.source.written import visible
from channelfit.typed import assert_never

# What some dialect of Markdown or the HTML in it could take for markup; entities mean the same in all of them, which
# backslashes do not. A link that stands alone is left to be one.
_MARKUP = re.compile(r"[\\`*_\[\]<>#|~&{}$^=]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
# What would begin a list, a quotation or a line across.
_OPENING = re.compile(r"^(\d*)([-+.):!])(?!\w)")
_SIGNS = {"+": "➕ ", "–": "➖ ", "≈": "≈ ", "?": "❓ ", "□": "", "·": "", "!": "**!** ", "i": ""}
_MOST_DOTS = 3
_ROOM = 12


def render_markdown(blocks: Iterable[Block]) -> str:
    """The page; every block is followed by an empty line."""
    return "\n\n".join(_rendered(block) for block in blocks) + "\n"


def render_brief(brief: Brief) -> str:
    """The page for those who decide, with the same content as in HTML; pictures are tables."""
    parts = [f"# {escaped(brief.headline)}"]
    named = [escaped(brief.house), escaped(brief.title), escaped(brief.company, links=False)]
    parts += [" · ".join(f"**{text}**" for text in named if text)]
    parts += [*map(escaped, brief.lead), _rendered(brief.figures)]
    parts += [text for chapter in brief.decision for text in _chapter(chapter, 2)]
    parts += [f"## {escaped(brief.appendix_title)}"] if brief.appendix else []
    parts += [text for chapter in brief.appendix for text in _chapter(chapter, 3)]
    if brief.more:
        parts.append(escaped(brief.more))
    if brief.closing:
        parts.append(f"**{escaped(brief.closing)}**")
    return "\n\n".join([*parts, f"*{escaped(brief.origin)}*"]) + "\n"


def _chapter(chapter: Chapter, level: int) -> Iterator[str]:
    yield f"{'#' * level} {escaped(chapter.title)}"
    for part in chapter.parts:
        yield _rendered(Heading(part.text, level + 1) if isinstance(part, Heading) else part)


def escaped(text: str, *, links: bool = True) -> str:
    """A text in which nothing is markup, in one line; web addresses are links, unless they are not wanted."""
    parts = links_in(visible(" ".join(text.split())))
    said = "".join(f"<{part}>" if is_link and links else _MARKUP.sub(_entity, part) for part, is_link in parts)
    return _OPENING.sub(lambda found: f"{found[1]}&#{ord(found[2])};", said)


def _entity(found: re.Match[str]) -> str:
    return _ENTITIES.get(found[0]) or f"&#{ord(found[0])};"


def _rendered(part: Part) -> str:
    match part:
        case Heading(text, level):
            return f"{'#' * level} {escaped(text)}"
        case Paragraph(text, quiet):
            return f"*{escaped(text)}*" if quiet else escaped(text)
        case Listing(items):
            return "\n".join(_item(item) for item in items)
        case Table(head, rows, numeric):
            return _grid(head, rows, numeric=numeric)
        case Code(text):
            return _fenced(text)
        case _:
            return _pictured(part)


def _pictured(picture: Picture) -> str:
    """What HTML draws, as a table or a list."""
    match picture:
        case Figures(items):
            return _grid(("", "", ""), [(figure.label, figure.value, figure.quiet) for figure in items], numeric=False)
        case Deck(head, cards):
            facts = [(card.name, card.role, *card.facts) for card in cards]
            reasons = (_item(Item(card.text, quiet=card.quiet, name=card.name)) for card in cards)
            return "\n\n".join([_grid((head[0], "", *head[1:]), facts, numeric=False), "\n".join(reasons)])
        case Matrix(caption, head, rows):
            grades = [(f"– {row.name}" if row.of_group else row.name, *map(_graded, row.grades), row.word) for row in rows]
            return f"{_grid(head, grades, numeric=False)}\n\n*{escaped(caption)}*"
        case Bar(_, portions, _, head, total):
            cells = [(portion.name, *portion.cells) for portion in portions]
            return _grid(head, [*cells, total] if total else cells, numeric=True)
        case Timeline(caption, _, _, lanes, _):
            return "\n".join([*(_item(Item(lane.text, name=lane.name)) for lane in lanes), "", f"*{escaped(caption)}*"])
        case Checklist(tasks):
            return "\n".join(_task(task) for task in tasks)
        case Resolution(lines):
            return "\n".join(f"- [ ] {escaped(line.label)}: {_entry(line.value)}" for line in lines)
        case _:
            assert_never(picture)


def _graded(grade: Grade) -> str:
    return grade.word if grade.dots is None else f"{'●' * grade.dots}{'○' * (_MOST_DOTS - grade.dots)} {grade.word}"


def _grid(head: Sequence[str], rows: Sequence[Sequence[str]], *, numeric: bool) -> str:
    rule = ("---", *["---:" if numeric else "---"] * (len(head) - 1))
    lines = [[escaped(cell) for cell in head], rule, *([escaped(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _item(item: Item) -> str:
    if item.sign.isdigit():
        return f"{item.sign}. {escaped(item.text)}{_quiet(item)}"
    sign = _SIGNS.get(item.sign, f"{escaped(item.sign)} ")
    name = f"**{escaped(item.name)}.** " if item.name else ""
    return f"- {sign}{name}{escaped(item.text)}{_quiet(item)}"


def _quiet(item: Item) -> str:
    return f"  \n  *{escaped(item.quiet)}*" if item.quiet else ""


def _task(task: Task) -> str:
    said = f"- [{'x' if task.status == 'met' else ' '}] **{escaped(task.word)}:** {escaped(task.text)}"
    answered = f" *{escaped(task.answer)}*" if task.answer else ""
    return f"{said}{answered}  \n  **{escaped(task.owner)}:** {escaped(task.todo)}" if task.todo else f"{said}{answered}"


def _entry(value: str) -> str:
    """What is filled in, or room to write."""
    return f"**{escaped(value)}**" if value else escaped("_" * _ROOM)


def _fenced(text: str) -> str:
    """A text as it is; the fence is longer than any row of backticks in it."""
    fence = "`" * (max((len(row) for row in re.findall("`+", text)), default=2) + 1)
    fence = fence if len(fence) > 2 else "```"
    said = "\n".join(visible(line) for line in text.splitlines())
    return f"{fence}yaml\n{said}\n{fence}"
