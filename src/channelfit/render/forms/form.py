"""What a form is that results are written in, what it writes, and on what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:  # They are only named here.
    from channelfit.render.forms.blocks import Block, Brief
    from channelfit.rulebook.logo import Logo
    from channelfit.rulebook.model import House


class Sheet(NamedTuple):
    """What is written on: how wide it is, whether it shows colours, and whose house it comes from."""

    width: int = 80
    colour: bool = False
    house: House | None = None
    logo: Logo | None = None


class Report(NamedTuple):
    """A result before it is written. Each part is made only for a form that asks for it.

    `blocks` is the page as neutral parts; `text` is there instead where the text has a shape of its own, and `brief` besides
    where there is a page for those who decide. `gist` is what must remain on the screen of a long text, and `name` says which of
    several it is where nothing else does; `is_one_of_several` whether there are more.
    """

    plain: Callable[[], Mapping[str, object]]
    blocks: Callable[[], Iterable[Block]] = tuple
    text: Callable[[Sheet], str] | None = None
    brief: Callable[[], Brief] | None = None
    gist: Callable[[Sheet], str] | None = None
    name: str = ""
    is_one_of_several: bool = False


class Form(NamedTuple):
    """A form: its name, the endings of files that are in it, whether it shows a logo, and how it writes reports, each as it comes
    where the form has a place for each."""

    name: str
    endings: tuple[str, ...]
    write: Callable[[Iterable[Report], Sheet], Iterator[str]]
    shows_logo: bool = False

    def __str__(self) -> str:
        return self.name
