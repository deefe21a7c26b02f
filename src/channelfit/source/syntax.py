"""Say what a YAML syntax error means to the person who made it."""

import re

# What the parser says, and what a person can do about it; the German is among the words of the messages.
_MEANINGS = (
    (r"mapping values are not allowed", "`:` does not fit here; quote the text"),
    (r"could not find expected ':'", "expected `:` after this key"),
    (r"<block end>|expected the node content|sequence entries are", "does not fit the lines above; check the indentation"),
    (r"found character '\\t'", "tab; YAML is indented and separated with spaces"),
    (r"found character .* that cannot start", "no value starts with this character; quote the text"),
    (r"but got '\?'", "`?` ends a text inside brackets; quote it"),
    (r"expected ',' or '\]'", "list is not closed; expected `,` or `]`"),
    (r"expected ',' or '\}'", "mapping is not closed; expected `,` or `}`"),
    (r"unexpected end of stream", "text is not closed; a quote is missing"),
)  # fmt: skip


def meaning_of(said: str) -> str:
    """The meaning of what the parser says; its own words where there is none."""
    return next((ours for pattern, ours in _MEANINGS if re.search(pattern, said)), said)
