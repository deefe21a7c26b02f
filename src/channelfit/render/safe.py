"""Make texts that somebody wrote harmless to print."""

import re

# Control characters, and the marks that turn the direction of writing around.
_HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def visible(text: str) -> str:
    """The text in one line, with every character that could steer a terminal replaced by a visible sign."""
    return _HARMFUL.sub(lambda found: " " if found.group() in "\t\n\r\u2028\u2029" else "\ufffd", text)
