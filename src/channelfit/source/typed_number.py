"""Numbers as people write them: `3 Stunden`, `2-3`, `2,5`, `1.000 €`. What a point or a comma means goes by the language."""

from __future__ import annotations

import re
import unicodedata

from channelfit.language import Language, Text
from channelfit.source.nodes import Scalar
from channelfit.source.problem import Mistake, Problem, Severity, problem
from channelfit.source.values import A_NUMBER, ANY_NUMBER, Limits, shown, wrong_type
from channelfit.source.written import written_number
from channelfit.typed import NamedTuple

UNCLEAR_NUMBER = Mistake(
    "unclear-number",
    de="`{key}` ist `{found}`, was {one} oder {other} heißen kann; schreiben Sie `{type_one}` oder `{type_other}`",
    en="`{key}` is `{found}`, which can mean {one} or {other}; write `{type_one}` or `{type_other}`",
)
# It may have been meant otherwise, so it is told.
UNDERSTOOD = Mistake(
    "number-understood",
    de="`{key}` ist `{found}`, verstanden als {value}",
    en="`{key}` is `{found}`, understood as {value}",
)

_THOUSANDS = {Language.DE: ".", Language.EN: ","}
_FRACTIONS = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4"}
# One number, spaces and apostrophes between its thousands; `5,-` and `5.-` are whole amounts.
_NUMBER = r"[0-9]+(?:[.,'][0-9]+)*(?:[ ][0-9]{3}(?![0-9]))*(?:[.,][0-9]+)?|[.,][0-9]+"
_WRITTEN = (
    rf"(?P<before>[^0-9+-]*?)(?P<sign>[+-]?)(?P<low>{_NUMBER})(?:[.,]-+)?(?P<unit>[^0-9-]*?)"
    rf"(?:(?:-|\bbis\b|\bto\b|\band\b|\bund\b|\boder\b|\bor\b)\s*(?P<high>{_NUMBER})(?:[.,]-+)?)?(?P<after>[^0-9-]*)"
)
_MIXED = r"(?:(\d+)\s+)?\b(\d)\s*/\s*(\d)\b"
_LONGEST = 60
# What is worked out has no more digits than people write.
_DIGITS = 9
_WORD = r"[^\W\d_]+|[^\w\s]"
_ABOUT = frozenset(
    ("ca", "circa", "etwa", "rund", "ungefähr", "zwischen", "bis", "zu", "maximal", "max", "höchstens")
) | frozenset(("about", "around", "approx", "roughly", "between", "up", "to", "at", "most", "~", ".", ","))
_TIMES_THOUSAND = frozenset(("k", "tsd", "tausend", "thousand"))
# What a word of a unit is also written as.
_ALSO = {
    "stunden": ("stunde", "std", "h"),
    "hours": ("hour", "hrs", "hr", "h"),
    "euro": ("eur", "€"),
    "chf": ("fr", "sfr", "franken", "francs"),
    "gbp": ("£", "pfund", "pounds"),
    "usd": ("$", "us", "dollar", "dollars"),
    "woche": ("in", "der", "die", "je", "/", "wöchentlich", "wo"),
    "week": ("per", "an", "each", "every", "/", "weekly", "wk"),
    "monat": ("pro", "je", "/", "monatlich", "mtl"),
    "month": ("per", "each", "every", "/", "monthly", "mo"),
}


class Typed(NamedTuple):
    """What somebody wrote: the number, and the other one that it may be as well, if the language does not tell.

    `is_plain` says whether it is the number that everybody would see in it.
    """

    value: float
    other: float | None = None
    is_plain: bool = True


def typed_number(text: str, language: Language | None, unit: Text = Text(), limits: Limits = ANY_NUMBER) -> Typed | None:  # noqa: B008
    """The number that a text is, with or without its unit, the middle of two; nothing if it is none or out of bounds.

    Without a language a point or a comma with three digits behind it may part thousands, or be the decimal sign.
    """
    if text.isascii() and text.isdecimal() and len(text) <= _LONGEST:
        # Most numbers are nothing else, and patterns take a while to be made.
        plain = float(text)
        return Typed(plain) if limits.lowest <= plain <= limits.highest else None
    found = re.fullmatch(_WRITTEN, _even(text)) if len(text) <= _LONGEST else None
    if found is None or not _are_known(found, unit):
        return None
    times = 1000 if _TIMES_THOUSAND & {*_words(found["unit"]), *_words(found["after"])} else 1
    low, is_grouped = _readings(found["low"], language)
    high, high_grouped = _readings(found["high"], language) if found["high"] else ((), False)
    if found["high"]:
        pairs = [(first, last) for first in low[:1] for last in high[:1] if first <= last and not found["sign"]]
        low = tuple(round((first + last) / 2, _DIGITS) for first, last in pairs)
    sign = -1 if found["sign"] == "-" else 1
    values = [sign * (round(times * value, _DIGITS) if times > 1 else value) for value in low]
    within = [value for value in values if limits.lowest <= value <= limits.highest]
    if not within:
        return None
    is_plain = not (found["high"] or is_grouped or high_grouped or times > 1 or within[0] != values[0])
    return Typed(within[0], within[1] if len(within) > 1 else None, is_plain)


def as_yaml(
    key: str, node: Scalar, language: Language | None, kind: tuple[Text, Limits], problems: list[Problem], notices: list[Problem]
) -> Scalar | None:
    """A number as YAML writes it, if it is one, else as it is; nothing, with a problem that says its unit, if it
    is another text or may be two numbers.

    `kind` is its unit and its limits. What it was understood as is told where it may have been meant otherwise.
    """
    unit, limits = kind
    found = typed_number(node.text, language, unit, limits) or typed_number(node.text, language, unit)
    if found is None and unit.de and isinstance(node.value, str):
        wrong_type(problems, key, node, Text(f"{A_NUMBER.de} ({unit.de})", f"{A_NUMBER.en} ({unit.en})"))
        return None
    if found is None:
        return node
    if found.other is not None:
        # What is to be typed is no less clear in the other language.
        typed = {"type_one": written_number(found.value), "type_other": written_number(found.other)}
        one, other = shown(found.value), shown(found.other)
        problems.append(problem(UNCLEAR_NUMBER, node.mark, key=key, found=node.text, one=one, other=other, **typed))
        return None
    if not found.is_plain:
        understood = problem(UNDERSTOOD, node.mark, key=key, found=node.text, value=shown(found.value))
        notices.append(understood._replace(severity=Severity.WARNING))
    return Scalar(repr(found.value), True, node.mark)


def _even(text: str) -> str:
    """The text in one notation: small letters, one kind of dash, apostrophe and space; mixed fractions as decimals."""
    for sign, plain in _FRACTIONS.items():
        text = text.replace(sign, plain)
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().lower()
    text = re.sub("[\u2010-\u2015\u2212]", "-", text).replace("\u2019", "'")
    return re.sub(_MIXED, lambda found: f"{int(found[1] or 0) + int(found[2]) / (int(found[3]) or 1):.2f}", text)


def _are_known(found: re.Match[str], unit: Text) -> bool:
    """Whether all words around the number say no more than "about", its unit, or how many."""
    own = {word for words in unit for word in _words(words)}
    own |= {also for word in own for also in _ALSO.get(word, _ALSO.get(word.rstrip("s"), ()))}
    return all(
        word in own or word in _ABOUT or (part != "before" and word in _TIMES_THOUSAND)
        for part in ("before", "unit", "after")
        for word in _words(found[part])
    )


def _words(text: str | None) -> list[str]:
    return re.findall(_WORD, (text or "").lower())


def _readings(written: str, language: Language | None) -> tuple[tuple[float, ...], bool]:
    """What one number may be, the likelier first (none: it is no number), and whether its thousands are parted by a sign."""
    bare = written.replace(" ", "'")
    if re.fullmatch(r"[0-9]*[.,]?[0-9]+", bare) and not re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", bare):
        return (float(bare.replace(",", ".")),), False
    for thousands, decimal in (("'", ".,"), (".", ","), (",", ".")):
        if re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:[{thousands}][0-9]{{3}})+(?:[{decimal}][0-9]+)?", bare):
            grouped = float(bare.replace(thousands, "").replace(",", "."))
            if thousands == "'" or bare.count(thousands) > 1 or any(sign in bare for sign in decimal):
                return (grouped,), True
            single = float(bare.replace(",", "."))
            return ((grouped,) if language and _THOUSANDS[language] == thousands else (grouped, single)), True
    return (), False
