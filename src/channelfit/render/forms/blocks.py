"""A page as neutral parts, which text, Markdown and HTML print each in their own way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from channelfit.language import Language
from channelfit.typed import NamedTuple


class Heading(NamedTuple):
    """The title of the page (level 1), of a part of it (level 2), or of a part of that (level 3)."""

    text: str
    level: int = 2


class Paragraph(NamedTuple):
    """A few sentences; quiet ones say where something comes from."""

    text: str
    quiet: bool = False


class Item(NamedTuple):
    """An entry of a list: a sign, what is said (behind a name, if it has one), and quietly where it comes from."""

    text: str
    sign: str = "·"
    quiet: str = ""
    name: str = ""


class Listing(NamedTuple):
    """Entries below each other."""

    items: tuple[Item, ...]


class Table(NamedTuple):
    """Rows below a head; the first column names them, the others hold numbers or else words."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: bool = True


class Code(NamedTuple):
    """A text to copy as it is."""

    text: str


Block = Heading | Paragraph | Listing | Table


def listed_under(title: str, items: Iterable[Item]) -> Iterator[Block]:
    """A heading with a list, if there is anything to list."""
    if entries := tuple(items):
        yield from (Heading(title), Listing(entries))


class Figure(NamedTuple):
    """A number that matters, what it is, and what it is part of."""

    label: str
    value: str
    quiet: str = ""


class Figures(NamedTuple):
    """The few numbers that sum a page up."""

    items: tuple[Figure, ...]


class Card(NamedTuple):
    """A channel: what it is for, why, where that comes from, and its facts under the heads of the deck."""

    name: str
    role: str
    text: str
    quiet: str
    facts: tuple[str, ...]


class Deck(NamedTuple):
    """Channels below each other; the first head is that of their names."""

    head: tuple[str, ...]
    cards: tuple[Card, ...]


class Grade(NamedTuple):
    """A fit in words, and how many of three dots it is worth; nothing where a goal is not served."""

    word: str
    dots: int | None


class GoalRow(NamedTuple):
    """A goal, or a group of people below it: the fit of each channel, the share that is covered, and that in words."""

    name: str
    grades: tuple[Grade, ...]
    share: float
    word: str
    of_group: bool = False


class Matrix(NamedTuple):
    """Who covers what: goals below each other, each with its groups, channels side by side, the coverage at the end."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[GoalRow, ...]


class Portion(NamedTuple):
    """A part of a bar: how much of it, and the same and more in words under the heads of the bar."""

    name: str
    amount: float
    cells: tuple[str, ...]


class Bar(NamedTuple):
    """What is asked for, side by side, against what is there (`whole`); and a table of it, with a sum if there is one."""

    caption: str
    portions: tuple[Portion, ...]
    whole: float
    head: tuple[str, ...]
    total: tuple[str, ...]


class Lane(NamedTuple):
    """What happens to a channel, week by week from 1: set up, then running; `runs_from` 0 means that it only is set up."""

    name: str
    setup_from: int
    setup_until: int
    runs_from: int
    text: str


class Timeline(NamedTuple):
    """Lanes over some weeks, with the weeks in which somebody looks, and the words for set-up, running and looking."""

    caption: str
    weeks: int
    looks: tuple[int, ...]
    lanes: tuple[Lane, ...]
    legend: tuple[str, str, str]


class Task(NamedTuple):
    """A part of the groundwork: its status as an id and in words, what must be so, what was answered, who must do what."""

    status: str
    word: str
    text: str
    answer: str
    owner: str
    todo: str


class Checklist(NamedTuple):
    """The groundwork, to be ticked off."""

    tasks: tuple[Task, ...]


class Line(NamedTuple):
    """A line of a resolution: what is resolved, with a value or room to write one."""

    label: str
    value: str = ""


class Resolution(NamedTuple):
    """Something to fill in and to sign."""

    lines: tuple[Line, ...]


Picture = Figures | Deck | Matrix | Bar | Timeline | Checklist | Resolution
Part = Block | Code | Picture


class Chapter(NamedTuple):
    """A part of a page that has a heading of its own."""

    id: str
    title: str
    parts: tuple[Part, ...]


class Brief(NamedTuple):
    """The page for those who decide: what is decided on, and an appendix with what it rests on, or where to get it."""

    language: Language
    title: str
    house: str
    company: str
    headline: str
    lead: tuple[str, ...]
    figures: Figures
    decision: tuple[Chapter, ...]
    appendix_title: str
    appendix: tuple[Chapter, ...]
    more: str
    closing: str
    origin: str
