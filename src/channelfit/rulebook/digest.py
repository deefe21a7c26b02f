"""Name a rulebook by its content, so that a result can be traced to the rules it came from."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum
from functools import cache, lru_cache

from channelfit.rulebook.model import Rulebook

# Marks move with every comment; what overlays changed shows in the result; what authors accept or remind themselves of
# changes no result, and neither does the name and colour in which it is shown, or the grammar of a name, or its
# other names.
_NO_CONTENT = (
    "mark",
    "origin",
    "reads",
    "amendments",
    "accepted",
    "accepted_below",
    "evidence_max_age_years",
    "house",
    "plural",
    "article",
    "also",
)


class _Itself:
    """A rulebook that is equal to itself alone, since to compare two would take as long as what is spared."""

    def __init__(self, rulebook: Rulebook, known: str = "") -> None:
        self.rulebook = rulebook
        self.known = known

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.rulebook is other.rulebook

    def __hash__(self) -> int:
        return id(self.rulebook)


# Each part of a rulebook as canonical JSON; of those that are long, each of their items by its id.
Texts = dict[str, str | dict[str, str]]
_LONG = ("channels", "rules", "notes")


def digest(rulebook: Rulebook) -> str:
    """SHA-256 of the rulebook as canonical JSON: line numbers, comments and file order make no difference, tests neither."""
    return _digest_of(_Itself(rulebook))


def know_digest(rulebook: Rulebook, known: str) -> None:
    """Take a digest that was worked out for a rulebook before."""
    _digest_of(_Itself(rulebook, known))


@lru_cache(maxsize=8)
def _digest_of(rules: _Itself) -> str:
    """Worked out once for all the profiles of a stream."""
    if rules.known:
        return rules.known
    return digest_of(texts_of(rules.rulebook))


def texts_of(rulebook: Rulebook, known: Texts | None = None, paths: Collection[str] = ()) -> Texts:
    """The parts of a rulebook as text; those `known` are taken as they are, but for the items of some files."""
    from json import JSONEncoder  # With a digest that is known already nothing of the kind is needed.

    encode = JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode
    found: Texts = {}
    for place, name in _content_of(Rulebook):
        before = known[name] if known else ""
        if name in _LONG:
            items = getattr(rulebook, name)
            kept = before if isinstance(before, dict) else {}
            found[name] = {
                item.id: encode(_plain(item)) if item.id not in kept or item.mark.source.path in paths else kept[item.id]
                for item in (items.values() if isinstance(items, dict) else items)
            }
        else:
            found[name] = str(before) or encode(_plain(rulebook[place]))
    return found


def digest_of(texts: Texts) -> str:
    """The digest of a rulebook of which the parts are these."""
    import hashlib

    whole = ",".join([f'"{name}":{_joined(name, texts[name])}' for name in sorted(texts)])
    return hashlib.sha256(f"{{{whole}}}".encode()).hexdigest()


def _joined(name: str, texts: str | dict[str, str]) -> str:
    from json.encoder import encode_basestring

    if isinstance(texts, str):
        return texts
    if name != "channels":
        return f"[{','.join(texts.values())}]"
    return f"{{{','.join([f'{encode_basestring(id)}:{texts[id]}' for id in sorted(texts)])}}}"


@cache
def _content_of(kind: type) -> tuple[tuple[int, str], ...]:
    """The fields of a record that belong to its content, by their places; none of what is no record."""
    return tuple((place, name) for place, name in enumerate(getattr(kind, "_fields", ())) if name not in _NO_CONTENT)


def _plain(value: object) -> object:
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        fields = _content_of(type(value))
        if not fields:
            return [_plain(item) for item in value]
        return {name: _plain(value[place]) for place, name in fields}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        # Infinity is the bound that nobody set; JSON has no word for it.
        return (int(value) if value.is_integer() else value) if abs(value) != float("inf") else str(value)
    return sorted(value) if isinstance(value, frozenset) else value
