"""What a form is that results are written in, what it writes, and on what."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from channelfit.brevity import brief
from channelfit.render.forms.blocks import Block, Brief
from channelfit.rulebook.logo import Logo
from channelfit.rulebook.model import House


@brief
class Sheet(NamedTuple):
    """What is written on: how wide it is, whether it shows colours, and whose house it comes from."""

    width: int = 80
    colour: bool = False
    house: House | None = None
    logo: Logo | None = None


@brief
class Report(NamedTuple):
    """A result before it is written. Each part is made only for a form that asks for it.

    `blocks` is the page as neutral parts; `text` is there instead where the text has a shape of its own, and `brief` besides
    where there is a page for those who decide. `gist` is what must remain on the screen of a long text, and `name` says which of
    several it is where nothing else does.
    """

    plain: Callable[[], Mapping[str, object]]
    blocks: Callable[[], Iterable[Block]] = tuple
    text: Callable[[Sheet], str] | None = None
    brief: Callable[[], Brief] | None = None
    gist: Callable[[Sheet], str] | None = None
    name: str = ""


@brief
class Form(NamedTuple):
    """A form: its name, the endings of files that are in it, whether it shows a logo, and how it writes reports as one text."""

    name: str
    endings: tuple[str, ...]
    write: Callable[[Sequence[Report], Sheet], str]
    shows_logo: bool = False

    def __str__(self) -> str:
        return self.name
