"""Read the house style: what a consultancy puts on the page in its own name, so that everybody can read it there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from channelfit.language import Text
from channelfit.rulebook.context import Context
from channelfit.rulebook.names import UNKNOWN_SECTION
from channelfit.source.nodes import MapNode, Node, Scalar
from channelfit.source.problem import Mistake, Problem, problem
from channelfit.source.values import A_MAPPING, A_TEXT, EMPTY_TEXT, is_null, text_of, words_of, wrong_type

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

# The sections of the page, which may have own text under their headings, in its order.
SECTIONS: dict[str, Text] = {
    "recommended": Text("Die empfohlenen Kanäle.", "The recommended channels."),
    "first": Text("Was zuerst zu tun ist.", "What to do first."),
    "decision": Text("Was zu entscheiden ist.", "What there is to decide."),
    "not_now": Text("Was Sie jetzt lassen.", "What to leave for now."),
    "coverage": Text("Wie weit die Ziele damit erreicht werden.", "How far they cover the goals."),
    "cost": Text("Was es an Stunden und Geld kostet.", "What it costs in hours and money."),
    "rest": Text("Wofür übrige Zeit und übriges Geld gut sind.", "What spare time and money are best spent on."),
    "nothing": Text("Was es heißt, nichts zu tun.", "What it means to do nothing."),
    "beside": Text("Was neben den Kanälen wirkt.", "What works beside the channels."),
    "essentials": Text("Was vor der Entscheidung wissen sollte, wer sie trifft.", "What those who decide should know before."),
    "groundwork": Text("Welche Voraussetzungen im Haus fehlen.", "What groundwork is missing."),
    "first_90_days": Text("Die ersten 90 Tage.", "The first 90 days."),
    "measure": Text("Woran sich der Erfolg zeigt.", "What shows success."),
    "law": Text("Worauf rechtlich zu achten ist.", "What the law asks for."),
    "how_sure": Text("Wie sicher die Empfehlung ist.", "How firm the advice is."),
    "what_if": Text("Was daran etwas ändern würde.", "What would change the advice."),
    "others": Text("Alle anderen Kanäle.", "All other channels."),
    "points": Text("Wie die Punkte entstehen.", "How the points come about."),
    "steps": Text("Die Schritte je Kanal.", "The steps for each channel."),
    "notes": Text("Was sonst zu wissen ist.", "What else to know."),
    "sources": Text("Die Quellen.", "Where the facts come from."),
    "answers": Text("Ihre Angaben.", "The answers that were given."),
    "origin": Text("Woher die Seite stammt.", "Where the page comes from."),
}
# What colours stand on: light paper, dark screens. Text needs this contrast with each of them (WCAG 2.2, criterion 1.4.3).
LIGHT_SURFACES = ("#ffffff", "#f2f5f7")
DARK_SURFACES = ("#14181d", "#1d242b")
LEAST_CONTRAST = 4.5

# For each colour what it stands on, and what it is mixed with until it can be read there.
_SIDES = {"accent": (LIGHT_SURFACES, "#000000"), "accent_dark": (DARK_SURFACES, "#ffffff")}
_COLOUR = r"#(?:[0-9a-f]{6}|[0-9a-f]{3})"
_SHOWN = 60


def read_logo(context: Context, key: str, node: Node) -> Scalar | None:
    """The path of the logo, with its mark."""
    return node if words_of(context.problems, key, node) and isinstance(node, Scalar) else None


def read_sections(context: Context, key: str, node: Node) -> dict[str, Text]:
    """The own texts by section, in the order of the page."""
    if not isinstance(node, MapNode):
        wrong_type(context.problems, key, node, A_MAPPING)
        return {}
    texts: dict[str, Text] = {}
    for name, value in node.entries:
        if name.text not in SECTIONS:
            found = name.text[:_SHOWN]
            unknown = problem(UNKNOWN_SECTION, name.mark, found=found, expected=SECTIONS, nearest_to=name.text)
            context.problems.append(unknown)
        elif not is_null(value):
            texts[name.text] = text_of(context.problems, f"{key}.{name.text}", value, context.names.languages)
    return {section: texts[section] for section in SECTIONS if section in texts}


def house_problems(_: object, node: Node, __: Context) -> Iterator[Problem]:
    """A house style says something."""
    if isinstance(node, MapNode) and not node.entries:
        yield problem(EMPTY_TEXT, node.mark, key="house")


def colour_problems(_: object, node: Node, __: Context) -> Iterator[Problem]:
    """Without quotes a colour is a comment, and would be lost without a word."""
    for key, value in node.entries if isinstance(node, MapNode) else ():
        rest = value.mark.source.line(value.mark.line)[value.mark.column :]
        found = re.match(rf"[^:]*:\s+({_COLOUR})(?:\s|$)", rest, re.IGNORECASE)
        if key.text in _SIDES and is_null(value) and found:
            yield problem(UNQUOTED_COLOUR, value.mark, found=found[1])


def read_colour(context: Context, key: str, node: Node) -> str:
    """A colour that can be read where it stands, as `#rrggbb` in lower case; empty if it cannot."""
    if not isinstance(node, Scalar):
        wrong_type(context.problems, f"colours.{key}", node, A_TEXT)
        return ""
    written = node.text.lower()
    if not re.fullmatch(_COLOUR, written):
        context.problems.append(problem(BAD_COLOUR, node.mark, found=node.text[:_SHOWN]))
        return ""
    colour = written if len(written) == 7 else "#" + "".join(2 * digit for digit in written[1:])
    surfaces, end = _SIDES[key]
    surface = min(surfaces, key=lambda ground: contrast(colour, ground))
    ratio = contrast(colour, surface)
    if ratio >= LEAST_CONTRAST:
        return colour
    # Cut and not rounded: 4.48 must not be called 4.5.
    whole, tenths = divmod(int(10 * ratio), 10)
    found = problem(LOW_CONTRAST, node.mark, found=node.text, surface=surface, whole=whole, tenths=tenths)
    context.problems.append(found._replace(meant=readable(colour, surfaces, end)))
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


# What reads the parts of a house style, by their names in its record.
READERS = {"logo": read_logo, "colour": read_colour, "house_sections": read_sections}
