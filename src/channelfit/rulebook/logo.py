"""Tell by its content, never by its name, whether a file is an image that may stand on a page as a logo."""

from __future__ import annotations

import re
from collections.abc import Iterable

from channelfit.source.problem import Mistake
from channelfit.typed import NamedTuple

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
    de="das Logo hat `{found}`; erwartet wird ein SVG ohne Skripte, Ereignisse, Animation, Fremdes, Verweise nach außen, DOCTYPE",
    en="the logo has `{found}`; expected an SVG without scripts, events, animation, foreign parts, outward links, DOCTYPE",
)

# As text in the page it takes a third more; the page must stay small enough to be mailed.
MAX_LOGO_BYTES = 32 * 1024

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_LINKS = ("href", "{http://www.w3.org/1999/xlink}href")
# What runs, loads something or stands for other text; found in the text, before any XML parser sees it.
_ACTIVE = r"<!(?:DOCTYPE|ENTITY)|<\?xml-stylesheet|<(?:[\w.-]+:)?(?:script|foreignObject)\b"
_OTHER_ENCODING = r"""<\?xml[^>]*?\sencoding\s*=\s*["'](?!utf-8["'])"""
# What a link may lead to besides a part of the image: points in the image itself; a drawing in it could be more than one.
_RASTER = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
# What loads something in a style or a value: addresses other than of parts of the image, rules with `@`, what a backslash hides.
_LEADS_OUT = re.compile(r"url\s*\((?!\s*[\"']?#)|[\\@]|\b(?:image|image-set|src)\s*\(", re.IGNORECASE)
# The elements that draw, and what they draw with.
_ALLOWED_ELEMENTS = """
svg g defs symbol use title desc metadata style path rect circle ellipse line polyline polygon text tspan textPath image switch
linearGradient radialGradient stop pattern clipPath mask marker filter feBlend feColorMatrix feComponentTransfer feComposite
feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
"""
_ALLOWED_ATTRIBUTES = """
id class lang role type media focusable version baseProfile {http://www.w3.org/XML/1998/namespace}space
{http://www.w3.org/XML/1998/namespace}lang width height x y x1 x2 y1 y2 z dx dy cx cy r rx ry fx fy fr d points pathLength viewBox
preserveAspectRatio transform transform-origin gradientTransform patternTransform gradientUnits patternUnits patternContentUnits
clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient offset spreadMethod startOffset
textLength lengthAdjust rotate method spacing style fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin
stroke-miterlimit stroke-dasharray stroke-dashoffset stroke-opacity opacity color color-interpolation color-interpolation-filters
color-rendering display visibility overflow clip clip-path clip-rule mask mask-type filter marker marker-start marker-mid
marker-end
stop-color stop-opacity flood-color flood-opacity lighting-color paint-order vector-effect shape-rendering text-rendering
image-rendering enable-background isolation mix-blend-mode font font-family font-size font-size-adjust font-stretch font-style
font-variant font-weight letter-spacing word-spacing text-anchor text-decoration dominant-baseline alignment-baseline
baseline-shift direction unicode-bidi writing-mode kerning in in2 result values mode operator k1 k2 k3 k4 stdDeviation edgeMode
order kernelMatrix divisor bias targetX targetY preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent
limitingConeAngle pointsAtX pointsAtY pointsAtZ azimuth elevation scale xChannelSelector yChannelSelector tableValues slope
intercept amplitude exponent baseFrequency numOctaves seed stitchTiles radius filterUnits primitiveUnits kernelUnitLength
"""
_ELEMENTS, _ATTRIBUTES = frozenset(_ALLOWED_ELEMENTS.split()), frozenset(_ALLOWED_ATTRIBUTES.split())
_SHOWN = 60


class Logo(NamedTuple):
    """An image and its type."""

    mime: str
    data: bytes


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
    if root.tag != f"{_NAMESPACE}svg":
        return None
    parts = ((str(element.tag), "".join(element.itertext()), element.items()) for element in root.iter())
    active = next((said for part in parts if (said := _active_part(*part))), "")
    return Active(active) if active else Logo("image/svg+xml", data)


def _active_part(element: str, text: str, attributes: Iterable[tuple[str, str]]) -> str:
    """What an element is or has that a picture does not need; nothing if it only draws."""
    if element.removeprefix(_NAMESPACE) not in _ELEMENTS:
        return f"<{element.rpartition('}')[2]}"
    if element == f"{_NAMESPACE}style" and (found := _LEADS_OUT.search(text)):
        return text[found.start() :].strip()[:_SHOWN]
    for name, value in attributes:
        if name in _LINKS:
            draws = value.strip().startswith("#") or bool(_RASTER.fullmatch(value.strip()))
        else:
            draws = (name in _ATTRIBUTES or name.startswith(("data-", "aria-"))) and not _LEADS_OUT.search(value)
        if not draws:
            said = name.rpartition("}")[2]
            return said if said.lower().startswith("on") else f"{said}={value.strip()[:_SHOWN]}"
    return ""
