"""Tell web addresses in a text from the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A web address; what follows it in a sentence is not part of it, a bracket that it opens itself is.
_LINK = r"https?://(?:\([^\s<>\"()]*\)|[^\s<>\"()])*(?:\([^\s<>\"()]*\)|[^\s<>\"().,;:!?\]])"


def links_in(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text in order, and of each whether it is a web address."""
    end = 0
    for link in re.finditer(_LINK, text) if "://" in text else ():
        yield from ((text[end : link.start()], False), (link.group(), True))
        end = link.end()
    yield text[end:], False
