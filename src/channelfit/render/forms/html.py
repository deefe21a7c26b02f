"""The page for those who decide as one HTML file: no script, nothing fetched, every text escaped."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.machinery import SourceFileLoader
from types import CodeType
from zlib import crc32

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, compiler
from markupsafe import Markup, escape

from channelfit.language import held_together
from channelfit.render.forms.blocks import Bar, Brief
from channelfit.render.forms.safe import links_in
from channelfit.rulebook.house import DARK_SURFACES, LIGHT_SURFACES
from channelfit.rulebook.logo import Logo
from channelfit.rulebook.model import House
from channelfit.source.written import visible
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# What a page is coloured with if nobody has given colours; they pass the same check as those that somebody gives.
ACCENT = "#0b5a7a"
ACCENT_DARK = "#7cc4e4"
# A number with its unit, which no line may end in; not as long as to need more room than a narrow screen has.
_FIGURE = re.compile(
    r"(?<!\w)(?:(?:[A-Z]{3}|§|Woche|week)\u00a0)?\d{1,9}(?:[.,:/–-]\d{1,9}){0,3}(?:\u00a0?(?:[€%]|\w{1,12}))?(?!\w)"
)
# The drawings are this wide in units of their own.
_WIDTH = 100.0
_TEMPLATES = f"{__file__.removesuffix('html.py')}templates/"


def render_html(briefs: Sequence[Brief], house: House | None = None, logo: Logo | None = None) -> str:
    """All pages as one file that holds everything it needs; a strict content policy says so to the browser."""
    style = _style(house)
    page = _environment().get_template("page.html")
    return page.render(
        briefs=briefs,
        language=briefs[0].language,
        style=Markup(style),
        policy=_policy(style),
        logo=f"data:{logo.mime};base64,{b64encode(logo.data).decode()}" if logo else "",
    )


def _style(house: House | None) -> str:
    """The style of the page, in the colours of the house where it has some."""
    style = _environment().get_template("style.css")
    accent = house.colours.accent if house and house.colours.accent else ACCENT
    accent_dark = house.colours.accent_dark if house and house.colours.accent_dark else ACCENT_DARK
    return style.render(accent=accent, accent_dark=accent_dark, light=LIGHT_SURFACES, dark=DARK_SURFACES)


def _policy(style: str) -> str:
    """A content policy that allows this style, images within the page, and nothing else."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


class _Compiled(SourceFileLoader):
    """A template that Python keeps as it keeps a module: compiled until its file, the compiler or this file is another one."""

    def __init__(self, environment: Environment, path: str) -> None:
        super().__init__(path, path)
        self.environment = environment

    def path_stats(self, path: str) -> dict[str, Any]:
        """What tells this template and how it is compiled from another."""
        own, *others = map(super().path_stats, (path, compiler.__file__, __file__))
        return {"mtime": crc32(repr((own, others)).encode()), "size": own["size"]}

    def source_to_code(self, data: Any, path: Any, **_: Any) -> CodeType:  # type: ignore[override]
        """The template as code."""
        return self.environment.compile(bytes(data).decode(), path.removeprefix(_TEMPLATES), path)


class _Templates(BaseLoader):
    """The templates of this program, which take longer to compile than to fill in."""

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:  # noqa: A002 (jinja names it)
        """A template by its name."""
        path = f"{_TEMPLATES}{name}"
        code: Any = _Compiled(environment, path).get_code(path)
        return environment.template_class.from_code(environment, code, environment.make_globals(globals))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=_Templates(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: value if isinstance(value, Markup) or not isinstance(value, str) else visible(value),
    )
    environment.filters |= {
        "figures": figures,
        "linked": linked,
        "kind": lambda part: type(part).__name__.lower(),
        "drawn": drawn,
    }
    return environment


def figures(text: str) -> Markup:
    """A text in which no number is parted from its unit, broken or hyphenated, and nothing is markup."""
    said, parts, end = held_together(visible(text)), [], 0
    for found in filter(lambda one: len(one.group()) > 1, _FIGURE.finditer(said)):
        parts += [escape(said[end : found.start()]), Markup('<span class="figure">{}</span>').format(found.group())]
        end = found.end()
    return Markup("").join([*parts, escape(said[end:])])


def linked(text: str) -> Markup:
    """The same with web addresses as links."""
    parts = links_in(visible(text))
    return Markup("").join(Markup('<a href="{0}">{0}</a>').format(part) if is_link else figures(part) for part, is_link in parts)


class Drawing(NamedTuple):
    """A bar as it is drawn: where each portion begins and how wide it is, and where the hours that are there end."""

    portions: tuple[tuple[str, str], ...]
    whole: str


def drawn(bar: Bar) -> Drawing:
    """The portions of a bar on a scale that holds both what is asked for and what is there."""
    amounts = [portion.amount for portion in bar.portions]
    scale = max(sum(amounts), bar.whole) or 1.0
    portions = tuple((_at(sum(amounts[:index]), scale), _at(amount, scale)) for index, amount in enumerate(amounts))
    return Drawing(portions, _at(bar.whole, scale))


def _at(amount: float, scale: float) -> str:
    return f"{_WIDTH * amount / scale:.2f}"
