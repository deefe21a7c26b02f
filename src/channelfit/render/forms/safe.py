"""Make texts that somebody wrote harmless to print."""

import re
from collections.abc import Iterator

# Control characters, and the marks that turn the direction of writing around.
_HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


# A web address; what follows it in a sentence is not part of it, a bracket that it opens itself is.
_LINK = re.compile(r"https?://(?:\([^\s<>\"()]*\)|[^\s<>\"()])*(?:\([^\s<>\"()]*\)|[^\s<>\"().,;:!?\]])")


def links_in(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text in order, and of each whether it is a web address."""
    end = 0
    for link in _LINK.finditer(text):
        yield from ((text[end : link.start()], False), (link.group(), True))
        end = link.end()
    yield text[end:], False


def visible(text: str) -> str:
    """The text in one line, with every character that could steer a terminal replaced by a visible sign."""
    return _HARMFUL.sub(lambda found: " " if found.group() in "\t\n\r\u2028\u2029" else "\ufffd", text)
