"""A page as neutral parts, which text and Markdown print each in their own way."""

from typing import NamedTuple


class Heading(NamedTuple):
    """The title of the page (level 1) or of a part of it (level 2)."""

    text: str
    level: int = 2


class Paragraph(NamedTuple):
    """A few sentences; quiet ones say where something comes from."""

    text: str
    quiet: bool = False


class Item(NamedTuple):
    """An entry of a list: a sign, what is said, and quietly where it comes from."""

    text: str
    sign: str = "·"
    quiet: str = ""


class Listing(NamedTuple):
    """Entries below each other."""

    items: tuple[Item, ...]


class Table(NamedTuple):
    """Rows below a head; the first column names them, the others hold numbers or else words."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: bool = True


Block = Heading | Paragraph | Listing | Table
