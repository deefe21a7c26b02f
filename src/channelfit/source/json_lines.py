"""JSON Lines: one JSON object to a line, each a document of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from channelfit.source.decoding import without_json_tabs
from channelfit.source.problem import LINE_BREAK


def as_yaml_stream(text: str) -> tuple[str, Sequence[int]]:
    """JSON Lines as a stream of YAML documents, and for each line of it the line it comes from; another text as it is."""
    if not _is_json_lines(text):
        return text, ()
    lines = text.split("\n")
    origins: list[int] = []
    at = 0
    for line in lines:
        # YAML breaks lines at more characters than JSON Lines do.
        count = len(re.split(LINE_BREAK, line.removesuffix("\r")))
        origins += [*range(at, at + count), at + count - 1]
        at += count
    return "\n---\n".join(without_json_tabs(line) for line in lines), origins


def _is_json_lines(text: str) -> bool:
    """Whether the first line is a whole object, and another one begins below it."""
    if not text.lstrip().startswith("{"):
        return False
    first, *others = [line for line in text.split("\n") if line.strip()]
    return bool(others) and others[0].lstrip().startswith("{") and is_whole_object(first)


def is_whole_object(line: str | bytes) -> bool:
    """Whether a line is a JSON object from its beginning to its end."""
    import json  # YAML is read without it.

    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
