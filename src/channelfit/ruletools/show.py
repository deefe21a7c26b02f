"""The items of a rulebook as they are resolved: every field with where it came from, and what overlays changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase

from channelfit.rulebook.model import Amendment
from channelfit.rulebook.overlay.address import KINDS, addresses_of, item_at
from channelfit.rulebook.overlay.amend import plain_of
from channelfit.rulebook.overlay.merge import Overlays
from channelfit.source.nodes import Document, ListNode, MapNode, Node, Scalar
from channelfit.source.problem import Mark
from channelfit.typed import NamedTuple


class Field(NamedTuple):
    """One field of an item: its path, its value as plain data and where it came from."""

    path: str
    value: object
    origin: str


class Shown(NamedTuple):
    """An item with its fields, and the changes that overlays made to it."""

    kind: str
    id: str
    fields: tuple[Field, ...]
    amendments: tuple[Amendment, ...]
    is_disabled: bool


def show_items(
    documents: Mapping[str, Document], overlays: Overlays, pattern: str, *, kinds: Iterable[str] = KINDS
) -> tuple[Shown, ...]:
    """The items whose ids match a pattern (`linkedin`, `linkedin/*`), by kind and id; what was taken out only by its history."""
    found = [
        _shown(kind, id, item_at(documents, address), overlays)
        for kind in kinds
        for id, address in sorted(addresses_of(documents, kind))
        if fnmatchcase(id or kind, pattern)
    ]
    gone = [(kind, id) for kind, id in overlays.disabled if kind != "channel" and kind in kinds and fnmatchcase(id, pattern)]
    return (*found, *(Shown(kind, id, (), _history(kind, id, overlays), is_disabled=True) for kind, id in sorted(gone)))


def _shown(kind: str, id: str, item: Node, overlays: Overlays) -> Shown:
    fields = tuple(_fields(item, "", overlays))
    return Shown(kind, id, fields, _history(kind, id, overlays), is_disabled=(kind, id) in overlays.disabled)


def _history(kind: str, id: str, overlays: Overlays) -> tuple[Amendment, ...]:
    return tuple(
        amendment
        for amendment in overlays.amendments
        if (amendment.kind, amendment.target) == (kind, id) or kind == amendment.kind == "settings"
    )


def _fields(node: Node, path: str, overlays: Overlays) -> Iterator[Field]:
    """Every field that stands on its own; texts, lists and conditions are one field each."""
    for key, value in node.entries if isinstance(node, MapNode) else ():
        name = f"{path}.{key.text}" if path else key.text
        if isinstance(value, MapNode) and not path and _is_parted(key.text, value):
            yield from _fields(value, name, overlays)
        elif not (isinstance(value, ListNode) and key.text == "rules"):
            yield Field(name, plain_of(value), origin_in(value.mark, overlays))


def _is_parted(key: str, value: MapNode) -> bool:
    """Whether a mapping has fields of its own, which is neither a text nor a condition."""
    if key.endswith("when"):
        return False
    return not all(isinstance(inner, Scalar) and name.text in ("de", "en") for name, inner in value.entries)


def origin_in(mark: Mark, overlays: Overlays) -> str:
    """Where something stands, as results name it: rulebook, file and line."""
    return f"{overlays.ids.get(mark.source.name, '')}/{mark.source.path}:{mark.line + 1}"
