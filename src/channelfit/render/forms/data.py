"""Plain data as JSON."""

import json
from collections.abc import Mapping

# JSON leaves the control characters beyond ASCII as they are; a terminal should not get them.
_HARMFUL = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029)}


def render_json(data: Mapping[str, object], *, compact: bool = False) -> str:
    """JSON with a line break at the end: indented, or one line to a document."""
    indent, separators = (None, (",", ":")) if compact else (2, (",", ": "))
    return json.dumps(data, ensure_ascii=False, indent=indent, separators=separators).translate(_HARMFUL) + "\n"
