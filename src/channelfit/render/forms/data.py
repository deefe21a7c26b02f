"""Plain data as JSON."""

import json
from collections.abc import Mapping

from channelfit.source.written import escaped


def render_json(data: Mapping[str, object], *, compact: bool = False) -> str:
    """JSON with a line break at the end: indented, or one line to a document; none of it steers a terminal."""
    indent, separators = (None, (",", ":")) if compact else (2, (",", ": "))
    return escaped(json.dumps(data, ensure_ascii=False, indent=indent, separators=separators)) + "\n"
