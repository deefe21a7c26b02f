"""Located values: what stands in a YAML text, and where."""

from __future__ import annotations

import math
import re

from channelfit.source.problem import Mark, Problem, Source
from channelfit.typed import NamedTuple

# What stands for nothing where it is not quoted.
NULLS = ("", "~", "null", "Null", "NULL")
_INTEGER = r"[-+]?[0-9]{1,18}|0o[0-7]{1,18}|0x[0-9a-fA-F]{1,15}"
_FLOAT = r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"


class Scalar(NamedTuple):
    """A single value: its text, whether it was written plain (unquoted), and its mark."""

    text: str
    plain: bool
    mark: Mark

    @property
    def value(self) -> str | int | float | bool | None:
        """The value by the YAML 1.2 core schema; quoted scalars are always text."""
        if not self.plain:
            return self.text
        text = self.text
        if text in NULLS:
            return None
        if text in ("true", "True", "TRUE"):
            return True
        if text in ("false", "False", "FALSE"):
            return False
        if re.fullmatch(_INTEGER, text):
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        if re.fullmatch(_FLOAT, text):
            return float(text)
        return {".inf": math.inf, "+.inf": math.inf, "-.inf": -math.inf, ".nan": math.nan}.get(text.lower(), text)


class ListNode(NamedTuple):
    """A list of values."""

    items: tuple[Node, ...]
    mark: Mark


class MapNode(NamedTuple):
    """Keys, each once, with their values, in the order of writing."""

    entries: tuple[tuple[Scalar, Node], ...]
    mark: Mark


Node = Scalar | ListNode | MapNode


class Document(NamedTuple):
    """One YAML document of a source."""

    source: Source
    root: Node


Documents = tuple[tuple[Document, ...], tuple[Problem, ...]]


def value_at_key(node: Node | None, key: str) -> Node | None:
    """The value under a key of a mapping; nothing if there is none."""
    return next((value for name, value in node.entries if name.text == key), None) if isinstance(node, MapNode) else None
