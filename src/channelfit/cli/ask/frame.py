"""How what is asked stands on a screen: a function from what is chosen and how much room there is to lines."""

from __future__ import annotations

from collections.abc import Sequence

from channelfit.cli.ask.asked import EMPTY, Above, Entry, Field, Key, Kind, Listing, Marks
from channelfit.cli.ask.say import heading, joined, wrapped
from channelfit.language import Counted, Text
from channelfit.render.phrases.voice import Voice
from channelfit.typed import NamedTuple

_KEYS = {
    Kind.ONE: Text("↑ ↓ und Eingabe", "↑ ↓ and Enter"),
    Kind.SEVERAL: Text(
        "Leertaste wählt, Eingabe bestätigt",
        "space chooses, Enter confirms",
    ),
    Kind.RANKED: Text(
        "Leertaste wählt, das Wichtigste zuerst, Eingabe bestätigt",
        "space chooses, most important first, Enter confirms",
    ),
}
_MOST = Text("höchstens {most}", "at most {most}")
_BACK = Text("← zurück", "← back")
_BACK_TYPED = Text("< zurück", "< back")
_HELP = Text("? warum", "? why")
_LONG = Text("Buchstaben springen", "letters jump")
_TYPED = Text("gesucht: {text}", "looking for: {text}")
_ABOVE = Counted(Text("↑ eine weitere darüber", "↑ one more above"), Text("↑ {count} weitere darüber", "↑ {count} more above"))
_BELOW = Counted(Text("↓ eine weitere darunter", "↓ one more below"), Text("↓ {count} weitere darunter", "↓ {count} more below"))
# A list that is longer than this is one in which people look for a word.
_LONG_FROM = 12
_LEAST_ROWS = 2
# What stands above a question makes way if it leaves fewer rows for the answers.
_ROWS_BELOW = 9
# Two columns stand side by side from here on.
_COLUMNS_FROM = 60
_FIRST_COLUMN = 34


class Line(NamedTuple):
    """A line and how it looks: the name of a style."""

    style: str
    text: str


def frame(listing: Listing, marks: Marks, voice: Voice, size: tuple[int, int], note: str = "") -> list[Line]:
    """The lines of a list in so many columns and rows: what is beyond the edge is announced, what stands apart is in sight."""
    width, height = size
    head = _head(listing.text, _hint(listing, marks, voice), listing.help, note, width)
    blocks = [_block(entry, place, listing, marks, width) for place, entry in enumerate(listing.entries)]
    rows = height - 1 - len(head)
    above = _above(listing.above, width)
    head = [*above, *head] if len(above) + min(sum(map(len, blocks)), _ROWS_BELOW) <= rows else head
    places = [place for place, entry in enumerate(listing.entries) if not entry.apart]
    first = [block for place, block in enumerate(blocks) if listing.entries[place].apart and places and place < places[0]]
    last = [block for place, block in enumerate(blocks) if listing.entries[place].apart and not (places and place < places[0])]
    room = max(_LEAST_ROWS, height - 1 - len(head) - sum(map(len, (*first, *last))))
    inner = _in_sight([blocks[place] for place in places], _row_of(places, marks.at), room, voice)
    return [*head, *(line for block in first for line in block), *inner, *(line for block in last for line in block)]


def field_lines(field: Field, voice: Voice, size: tuple[int, int]) -> list[Line]:
    """The lines above one to type."""
    width, height = size
    parts = [field.hint, voice.say(EMPTY, text=field.empty)]
    parts += [voice.say(text) for key, text in ((Key.BACK, _BACK_TYPED), (Key.HELP, _HELP)) if key in field.keys]
    head = _head(field.text, joined(parts), field.note, "", width)
    above = _above(field.above, width)
    return [*above, *head] if len(above) + len(head) < height - 1 else head


def _above(above: Above, width: int) -> list[Line]:
    """What stands above a question, apart from what came before."""
    title = [heading(above.title)] if above.title else []
    return [Line("", part) for text in ("", *title, *([above.said] if above.said else [])) for part in wrapped(text, width)]


def _head(text: str, hint: str, why: str, note: str, width: int) -> list[Line]:
    """A question, its keys, why it is asked, and what was noticed."""
    said = [("class:question", text), ("class:hint", f"({hint})"), ("", why), ("class:note", note)]
    return [Line(style, line) for style, words in said if words for line in wrapped(words, width)]


def _hint(listing: Listing, marks: Marks, voice: Voice) -> str:
    said = [voice.say(_KEYS[listing.kind])]
    if listing.kind is Kind.SEVERAL and listing.most < len(listing.entries):
        said.append(voice.say(_MOST, most=f"{listing.most:g}"))
    said += [voice.say(text) for key, text in ((Key.BACK, _BACK), (Key.HELP, _HELP)) if key in listing.keys]
    if marks.typed:
        said.append(voice.say(_TYPED, text=marks.typed))
    elif len(listing.entries) > _LONG_FROM:
        said.append(voice.say(_LONG))
    return joined(said)


def _row_of(places: Sequence[int], at: int) -> int:
    """The place among those that scroll at which the reader is, or the nearest one."""
    return min(range(len(places)), key=lambda row: abs(places[row] - at), default=0)


def _in_sight(blocks: Sequence[list[Line]], at: int, room: int, voice: Voice) -> list[Line]:
    """As many entries around one as there is room for, with a line for those above and below."""
    if sum(map(len, blocks)) <= room:
        return [line for block in blocks for line in block]
    start, end, rows = at, at + 1, len(blocks[at])
    while True:
        edges = (start > 0) + (end < len(blocks))
        if end < len(blocks) and (end - at <= at - start or start == 0) and rows + len(blocks[end]) + edges <= room:
            rows += len(blocks[end])
            end += 1
        elif start > 0 and rows + len(blocks[start - 1]) + edges <= room:
            start -= 1
            rows += len(blocks[start])
        elif end < len(blocks) and rows + len(blocks[end]) + edges <= room:
            rows += len(blocks[end])
            end += 1
        else:
            break
    above = [Line("class:edge", f"   {voice.counted(start, _ABOVE)}")] if start else []
    below = [Line("class:edge", f"   {voice.counted(len(blocks) - end, _BELOW)}")] if end < len(blocks) else []
    return [*above, *(line for block in blocks[start:end] for line in block), *below]


def _block(entry: Entry, place: int, listing: Listing, marks: Marks, width: int) -> list[Line]:
    """The lines of an entry: the pointer, its tick or rank, and its text, wrapped under itself."""
    pointer = "»" if place == marks.at else " "
    is_chosen = entry.value in marks.chosen
    tick = ""
    if listing.kind is Kind.SEVERAL or (listing.kind is Kind.RANKED and entry.apart):
        tick = "[x] " if is_chosen else "[ ] "
    elif listing.kind is Kind.RANKED:
        tick = f"[{marks.chosen.index(entry.value) + 1}] " if is_chosen else "[ ] "
    indent = f" {pointer} {tick}"
    style = "class:here" if place == marks.at else ""
    texts = beside(entry, width - len(indent)) if entry.beside else wrapped(entry.text, width - len(indent))
    return [Line(style, (indent if row == 0 else " " * len(indent)) + text) for row, text in enumerate(texts)]


def beside(entry: Entry, width: int) -> list[str]:
    """The two columns of an entry, each in whole words; one under the other where there is no room for two."""
    if width < _COLUMNS_FROM:
        return [*wrapped(f"{entry.text}:", width), *(f"  {line}" for line in wrapped(entry.beside, width - 2))]
    left, right = wrapped(entry.text, _FIRST_COLUMN), wrapped(entry.beside, width - _FIRST_COLUMN - 2)
    rows = max(len(left), len(right))
    left, right = left + [""] * (rows - len(left)), right + [""] * (rows - len(right))
    return [f"{one:<{_FIRST_COLUMN}}  {other}".rstrip() for one, other in zip(left, right, strict=True)]


def found_by(listing: Listing, typed: str, at: int = 0) -> int | None:
    """The place of the first entry that begins with what is typed, or has a word that does; of the next for a letter again."""
    wanted = typed.casefold()
    texts = [entry.text.casefold() for entry in listing.entries]
    starting = [place for place, text in enumerate(texts) if text.startswith(wanted)]
    within = [place for place, text in enumerate(texts) if any(word.startswith(wanted) for word in text.split())]
    if found := starting or within:
        return found[0]
    if len(wanted) < 2 or set(wanted) != {wanted[0]}:
        return None
    again = [place for place, text in enumerate(texts) if any(word.startswith(wanted[0]) for word in text.split())]
    return next((place for place in again if place > at), next(iter(again), None))
