"""Name a rulebook by its content, so that a result can be traced to the rules it came from."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from enum import Enum

from channelfit.rulebook.model import Rulebook
from channelfit.source.problem import Mark


def digest(rulebook: Rulebook) -> str:
    """SHA-256 of the rulebook as canonical JSON: places, comments and file order make no difference, tests neither."""
    text = json.dumps(_plain(rulebook), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mark):
        return None
    if isinstance(value, float):
        # Infinity is the bound that nobody set; JSON has no word for it.
        return (int(value) if value.is_integer() else value) if abs(value) != float("inf") else str(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        # `place` of a rule is a line number, which moves with comments.
        kept = [field.name for field in fields(value) if field.name not in ("mark", "place")]
        return {name: _plain(getattr(value, name)) for name in kept}
    return value
