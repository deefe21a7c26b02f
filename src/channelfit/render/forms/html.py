"""The page for those who decide as one HTML file: no script, nothing fetched, every text escaped."""

import re
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from channelfit.brevity import brief
from channelfit.language import held_together
from channelfit.render.forms.blocks import Bar, Brief
from channelfit.render.forms.safe import links_in
from channelfit.rulebook.house import DARK_SURFACES, LIGHT_SURFACES
from channelfit.rulebook.logo import Logo
from channelfit.rulebook.model import House
from channelfit.source.written import visible

# What a page is coloured with if nobody has given colours; they pass the same check as those that somebody gives.
ACCENT = "#0b5a7a"
ACCENT_DARK = "#7cc4e4"
# A number with its unit, which no line may end in; not as long as to need more room than a narrow screen has.
_FIGURE = re.compile(
    r"(?<!\w)(?:(?:[A-Z]{3}|§|Woche|week)\u00a0)?\d{1,9}(?:[.,:/–-]\d{1,9}){0,3}(?:\u00a0?(?:[€%]|\w{1,12}))?(?!\w)"
)
# The drawings are this wide in units of their own.
_WIDTH = 100.0


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
    style = _environment().get_template("page.css")
    accent = house.colours.accent if house and house.colours.accent else ACCENT
    accent_dark = house.colours.accent_dark if house and house.colours.accent_dark else ACCENT_DARK
    return style.render(accent=accent, accent_dark=accent_dark, light=LIGHT_SURFACES, dark=DARK_SURFACES)


def _policy(style: str) -> str:
    """A content policy that allows this style, images within the page, and nothing else."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("channelfit.render.forms", "templates"),
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


@brief
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
