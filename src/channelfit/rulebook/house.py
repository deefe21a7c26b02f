"""Read the house style: what a consultancy puts on the page in its own name, so that everybody can read it there."""

import re
from collections.abc import Sequence
from dataclasses import replace

from channelfit.language import Language, Text, both
from channelfit.rulebook.model import House
from channelfit.rulebook.names import UNKNOWN_SECTION
from channelfit.source.document import MapNode, Scalar
from channelfit.source.fields import A_MAPPING, A_TEXT, EMPTY_TEXT, UNKNOWN_KEY, Fields, is_null
from channelfit.source.problem import Mark, Mistake, problem

BAD_COLOUR = Mistake(
    "bad-colour",
    de='`{found}` ist keine Farbe; erwartet wird eine wie `"#0b5d8a"`, in Anführungszeichen',
    en='`{found}` is not a colour; expected one such as `"#0b5d8a"`, in quotes',
)
UNQUOTED_COLOUR = Mistake(
    "unquoted-colour",
    de="ohne Anführungszeichen ist `{found}` ein Kommentar; setzen Sie es in Anführungszeichen",
    en="without quotes `{found}` is a comment; put it in quotes",
)
LOW_CONTRAST = Mistake(
    "low-contrast",
    de="`{found}` hat zum Hintergrund `{surface}` einen Kontrast von {whole},{tenths}:1, erwartet wird mindestens 4,5:1",
    en="`{found}` has a contrast of {whole}.{tenths}:1 with the background `{surface}`, expected at least 4.5:1",
)

# The sections of the page, which may have own text under their headings.
SECTIONS = (
    "recommended",
    "coverage",
    "cost",
    "nothing",
    "essentials",
    "decision",
    "groundwork",
    "first_90_days",
    "measure",
    "not_now",
    "law",
    "how_sure",
    "what_if",
    "points",
    "steps",
    "notes",
    "sources",
    "answers",
    "origin",
)
# What colours stand on: light paper, dark screens. Text needs this contrast with each of them (WCAG 2.2, criterion 1.4.3).
LIGHT_SURFACES = ("#ffffff", "#f2f5f7")
DARK_SURFACES = ("#14181d", "#1d242b")
LEAST_CONTRAST = 4.5

# For each colour what it stands on, and what it is mixed with until it can be read there.
_SIDES = {"accent": (LIGHT_SURFACES, "#000000"), "accent_dark": (DARK_SURFACES, "#ffffff")}
_COLOUR = r"#(?:[0-9a-f]{6}|[0-9a-f]{3})"
_SHOWN = 60


def read_house(fields: Fields, languages: Sequence[str]) -> House | None:
    """The house style under `house`; nothing if there is none."""
    node = fields.node("house")
    if node is None:
        return None
    if not isinstance(node, MapNode):
        fields.wrong_type("house", node, A_MAPPING)
        return None
    if not node.entries:
        fields.report(EMPTY_TEXT, node.mark, key="house")
    inner = Fields(node, both("`house`"), fields.problems)
    colours = _read_colours(inner)
    logo = _said(inner, "logo", inner.scalar("logo"))
    house = House(
        name=_read_name(inner, languages),
        logo=logo.text if logo else "",
        logo_mark=logo.mark if logo else None,
        accent=colours["accent"],
        accent_dark=colours["accent_dark"],
        closing=inner.text("closing", languages),
        sections=_read_sections(inner, languages),
        mark=node.mark,
    )
    inner.close()
    return house


def _said(fields: Fields, key: str, scalar: Scalar | None) -> Scalar | None:
    """A single value that says something; a blank one is reported."""
    if scalar is not None and not scalar.text.strip():
        fields.report(EMPTY_TEXT, scalar.mark, key=key)
        return None
    return scalar


def _read_name(fields: Fields, languages: Sequence[str]) -> Text:
    node = fields.node("name")
    if isinstance(node, Scalar):
        said = _said(fields, "name", node)
        return Text(*(said.text.strip() if said and language in languages else "" for language in Language))
    return fields.text("name", languages)


def _read_sections(fields: Fields, languages: Sequence[str]) -> dict[str, Text]:
    """The own texts by section, in the order of the page."""
    texts: dict[str, Text] = {}
    for key, value in fields.entries("sections"):
        if key.text not in SECTIONS:
            fields.report(UNKNOWN_SECTION, key.mark, found=key.text[:_SHOWN], expected=SECTIONS, nearest_to=key.text)
        elif not is_null(value):
            texts[key.text] = fields.text_of(f"sections.{key.text}", value, languages)
    return {section: texts[section] for section in SECTIONS if section in texts}


def _read_colours(fields: Fields) -> dict[str, str]:
    """Both colours; empty where there is none that can be read."""
    colours = dict.fromkeys(_SIDES, "")
    for key, value in fields.entries("colours"):
        if key.text not in _SIDES:
            shown = key.text[:_SHOWN]
            fields.report(UNKNOWN_KEY, key.mark, found=shown, record=both("`colours`"), expected=_SIDES, nearest_to=key.text)
        elif is_null(value):
            _check_comment(fields, value.mark)
        elif isinstance(value, Scalar):
            colours[key.text] = _read_colour(fields, key.text, value)
        else:
            fields.wrong_type(f"colours.{key.text}", value, A_TEXT)
    return colours


def _check_comment(fields: Fields, mark: Mark) -> None:
    """Without quotes a colour is a comment, and would be lost without a word."""
    rest = mark.source.line(mark.line)[mark.column :]
    if found := re.match(rf"[^:]*:\s+({_COLOUR})(?:\s|$)", rest, re.IGNORECASE):
        fields.report(UNQUOTED_COLOUR, mark, found=found[1])


def _read_colour(fields: Fields, key: str, scalar: Scalar) -> str:
    written = scalar.text.lower()
    if not re.fullmatch(_COLOUR, written):
        fields.report(BAD_COLOUR, scalar.mark, found=scalar.text[:_SHOWN])
        return ""
    colour = written if len(written) == 7 else "#" + "".join(2 * digit for digit in written[1:])
    surfaces, end = _SIDES[key]
    surface = min(surfaces, key=lambda ground: contrast(colour, ground))
    ratio = contrast(colour, surface)
    if ratio >= LEAST_CONTRAST:
        return colour
    # Cut and not rounded: 4.48 must not be called 4.5.
    whole, tenths = divmod(int(10 * ratio), 10)
    found = problem(LOW_CONTRAST, scalar.mark, found=scalar.text, surface=surface, whole=whole, tenths=tenths)
    fields.problems.append(replace(found, nearest=readable(colour, surfaces, end)))
    return ""


def readable(colour: str, surfaces: Sequence[str], end: str) -> str:
    """The colour mixed with black or white (`end`), which keeps its hue, just until it can be read on all surfaces."""
    mixed = (_mixed(colour, end, step / 100) for step in range(101))
    return next(shade for shade in mixed if min(contrast(shade, surface) for surface in surfaces) >= LEAST_CONTRAST)


def contrast(first: str, second: str) -> float:
    """How much two colours (`#rrggbb`) stand out from each other, from 1 to 21.

    The contrast ratio of WCAG 2.2, (L1 + 0.05) / (L2 + 0.05) with L1 the lighter: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2, from 0 to 1: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    shares = (part / 255 for part in _parts(colour))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def _mixed(colour: str, other: str, share: float) -> str:
    parts = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(own + share * (more - own)):02x}" for own, more in parts)
