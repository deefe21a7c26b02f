"""Plain data as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from channelfit.source.written import escaped

try:  # The rest of the library takes a while to import, and most results need none of it.
    from _json import encode_basestring
except ImportError:
    from json.encoder import encode_basestring


def render_json(data: Mapping[str, object], *, compact: bool = False) -> str:
    """JSON with a line break at the end: indented, or one line to a document; none of it steers a terminal."""
    if compact:
        import json

        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    else:
        text = _indented(data, "\n")
    return escaped(text) + "\n"


def _indented(value: object, start: str) -> str:
    """JSON as `json.dumps` writes it with an indent of 2, which is three times as slow; `start` begins each line."""
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None or isinstance(value, bool):
        return "null" if value is None else "true" if value else "false"
    if type(value) is int or (type(value) is float and isfinite(value)):
        return repr(value)
    inner = f"{start}  "
    # Most of it is texts, and asking whether something is a mapping takes long where it is none.
    if isinstance(value, (list, tuple)):
        lines = [encode_basestring(item) if type(item) is str else _indented(item, inner) for item in value]
        return f"[{inner}{f',{inner}'.join(lines)}{start}]" if lines else "[]"
    if isinstance(value, (dict, Mapping)):
        lines = [
            f"{encode_basestring(key)}: {encode_basestring(item) if type(item) is str else _indented(item, inner)}"
            for key, item in value.items()
        ]
        return f"{{{inner}{f',{inner}'.join(lines)}{start}}}" if lines else "{}"
    import json  # Whatever else there may be is its business, and the refusal of what is none of JSON.

    return json.dumps(value, ensure_ascii=False)
