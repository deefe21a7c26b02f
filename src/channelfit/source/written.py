"""Write what somebody wrote where it is read again, by a person or a program: harmless, and the same when it is read."""

from __future__ import annotations

import re

from channelfit.language import in_full

# What steers a terminal or breaks a line (control characters, breaks, the marks that turn the direction of writing around), what
# nobody sees (zero-width characters, tags), and halves of characters, which no file can have.
_STEERING = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"
_UNSEEN = f"{_FILLERS}\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff0-\ufffb\U000e0000-\U000e007f"
_NO_CHARACTERS = "\ud800-\udfff\ufffe\uffff"
# Scripts other than ours and signs made of several need joiners; between our letters they only hide something.
_JOINERS = "(?<![^\x00-\u024f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u024f])"
# Patterns are kept once they were used, and most texts need none of them.
_HARMFUL = f"[\x00-\x1f{_STEERING}{_UNSEEN}{_NO_CHARACTERS}\u00ad]|{_JOINERS}"
# In JSON the control characters of ASCII are escapes already, or breaks between its values.
_ESCAPED = f"[{_STEERING}{_UNSEEN}{_NO_CHARACTERS}\u00ad\u200c\u200d]"
_ASCII = bytes(range(0x20, 0x7F))
# Letters and signs as texts in our languages have them, and nothing that is harmful.
_OURS = frozenset(map(chr, (*range(0xA0, 0xAD), *range(0xAE, 0x250), *range(0x2010, 0x2028), 0x20AC)))
# With a language beside it, this may be thousands.
_LIKE_THOUSANDS = r"-?[0-9]{1,3}\.[0-9]{3}"


def visible(text: str) -> str:
    """The text in one line, every character that could steer a terminal or hide something replaced by a visible sign.

    A soft hyphen is left out, since it says only where a word may be parted.
    """
    return text if _is_ours(text, _ASCII) else re.sub(_HARMFUL, _sign, text)


def _is_ours(text: str, plain: bytes) -> bool:
    """Whether a text has nothing but plain bytes and what is ours; to look for a pattern takes ten times as long."""
    return _OURS.issuperset(text.encode(errors="surrogatepass").translate(None, plain).decode(errors="surrogatepass"))


def _sign(found: re.Match[str]) -> str:
    character = found.group()
    return "" if character == "\u00ad" else " " if character in "\t\n\r\x85\u2028\u2029" else "\ufffd"


def escaped(text: str) -> str:
    """A text in JSON with every such character as its escape, so that it is the same when it is read."""
    return text if _is_ours(text, _ASCII + b"\n") else re.sub(_ESCAPED, _escape, text)


def _escape(found: re.Match[str]) -> str:
    import json  # Few texts have any.

    return json.dumps(found.group())[1:-1]


def quoted(value: object) -> str:
    """A text, number, truth or list as JSON in one line, which is YAML too: read again it is the same."""
    if isinstance(value, float):
        return written_number(value)
    import json  # Results for programs are not written with it.

    return escaped(json.dumps(value, ensure_ascii=False))


def written_number(value: float) -> str:
    """A number in full, so that it is the same when it is read, in whatever language."""
    said = in_full(value)
    return f"{said}0" if re.fullmatch(_LIKE_THOUSANDS, said) else said
