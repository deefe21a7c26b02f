"""Tell by its content, never by its name, whether a file is an image that may stand on a page as a logo."""

import re
from typing import NamedTuple

from channelfit.brevity import brief
from channelfit.source.problem import Mistake

LOGO_OUTSIDE = Mistake(
    "logo-outside",
    de="`{found}` ist kein Pfad unterhalb von `{folder}`; legen Sie das Logo dorthin und nennen Sie es von dort aus",
    en="`{found}` is no path below `{folder}`; put the logo there, and name it as seen from there",
)
LOGO_TOO_LARGE = Mistake(
    "logo-too-large",
    de="das Logo ist {found} KB groß, erwartet werden höchstens {limit} KB",
    en="the logo is {found} KB, expected at most {limit} KB",
)
LOGO_NOT_AN_IMAGE = Mistake(
    "logo-not-an-image",
    de="`{path}` enthält kein Bild; erwartet wird PNG, JPEG, GIF, WebP oder ein SVG in UTF-8",
    en="`{path}` holds no image; expected PNG, JPEG, GIF, WebP or an SVG in UTF-8",
)
LOGO_ACTIVE_CONTENT = Mistake(
    "logo-active-content",
    de="das Logo hat `{found}`; erwartet: ein SVG ohne Skripte, Ereignisse, Fremdobjekte, Verweise nach außen und DOCTYPE",
    en="the logo has `{found}`; expected an SVG without scripts, events, foreign objects, outward links and DOCTYPE",
)

# As text in the page it takes a third more; the page must stay small enough to be mailed.
MAX_LOGO_BYTES = 32 * 1024

_SVG = "{http://www.w3.org/2000/svg}svg"
# What runs, loads something or stands for other text; found in the text, before any XML parser sees it.
_ACTIVE = r"<!(?:DOCTYPE|ENTITY)|<\?xml-stylesheet|<(?:[\w.-]+:)?(?:script|foreignObject)\b"
_OTHER_ENCODING = r"""<\?xml[^>]*?\sencoding\s*=\s*["'](?!utf-8["'])"""
_WITHIN = ("#", "data:image/")
_SHOWN = 60


@brief
class Logo(NamedTuple):
    """An image and its type."""

    mime: str
    data: bytes


@brief
class Active(NamedTuple):
    """An SVG that is more than a picture; `found` is the first part that is."""

    found: str


def logo_of(data: bytes) -> Logo | Active | None:
    """The logo that some bytes are; nothing if they are none of the images that every browser shows."""
    mime = _raster_type(data)
    return Logo(mime, data) if mime else _svg_of(data)


def _raster_type(data: bytes) -> str:
    """The type of a PNG, JPEG, GIF or WebP image; nothing for anything else."""
    if data[:16] == b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" and any(data[16:20]) and any(data[20:24]):
        return "image/png"
    if data[:3] == b"\xff\xd8\xff" and len(data) > 3:
        return "image/jpeg"
    if data[:6] in (b"GIF87a", b"GIF89a") and any(data[6:8]) and any(data[8:10]):
        return "image/gif"
    if data[:4] == b"RIFF" and data[8:15] == b"WEBPVP8":
        return "image/webp"
    return ""


def _svg_of(data: bytes) -> Logo | Active | None:
    from xml.etree import ElementTree  # Few rulebooks have a logo, and fewer one of this type.

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if re.match(_OTHER_ENCODING, text, re.IGNORECASE):
        return None
    # Without a DOCTYPE there are no entities, and what is parsed is no larger than the file.
    if found := re.search(_ACTIVE, text, re.IGNORECASE):
        return Active(found[0])
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError):
        return None
    attributes = (pair for element in root.iter() for pair in element.items())
    active = next((said for name, value in attributes if (said := _active_part(name.rpartition("}")[2], value))), "")
    if root.tag != _SVG:
        return None
    return Active(active) if active else Logo("image/svg+xml", data)


def _active_part(name: str, value: str) -> str:
    """An attribute that runs something or leads out of the image; nothing if it does neither."""
    if name.lower().startswith("on"):
        return name
    leads_out = name.lower() == "href" and not value.strip().lower().startswith(_WITHIN)
    return f"{name}={value.strip()[:_SHOWN]}" if leads_out else ""
