"""Name the items of rule files, and find them again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from channelfit.language import Text
from channelfit.rulebook.layout import list_of
from channelfit.source.nodes import Document, ListNode, MapNode, Node, Scalar, value_at_key
from channelfit.source.problem import Mark, Mistake
from channelfit.typed import NamedTuple

DUPLICATE_ID = Mistake(
    "duplicate-id",
    de="{kind} `{found}` ist doppelt vorhanden; zuerst in {first}",
    en="{kind} `{found}` is defined twice; first at {first}",
)

HEAD = "rulebook.yaml"

# What an overlay can change, and how messages name it.
KINDS = {
    "rule": Text("Regel", "rule"),
    "channel": Text("Kanal", "channel"),
    "note": Text("Hinweis", "note"),
    "question": Text("Frage", "question"),
    "goal": Text("Ziel", "goal"),
    "check": Text("Voraussetzung", "check"),
    "essential": Text("Grundsatz", "essential"),
    "evidence": Text("Beleg", "evidence"),
    "settings": Text("Einstellung", "settings"),
    "case": Text("Testfall", "case"),
}


class Layer(NamedTuple):
    """A rule folder with its documents by path; `ancestors` are the folders that it says it builds on, by name."""

    name: str
    documents: Mapping[str, Document]
    ancestors: frozenset[str] = frozenset()


class Address(NamedTuple):
    """Where an item is: the file, the key (empty: the whole file), and its index in the list there."""

    path: str
    key: str
    rank: int | None


def addresses_of(documents: Mapping[str, Document], kind: str) -> Iterator[tuple[str, Address]]:
    """Every item of a kind, by id, and where it is."""
    if kind == "settings":
        yield "", Address(HEAD, "settings", None)
        return
    for path, document in sorted(documents.items()):
        folder, _, file = path.rpartition("/")
        stem = file.removesuffix(".yaml")
        if kind == "channel":
            if folder == "channels":
                yield stem, Address(path, "", None)
        elif kind == "rule" and folder in ("channels", "situations"):
            yield from ((f"{stem}/{id}", address) for id, address in _items(path, document, "rules"))
        elif kind == "case" and folder == "tests":
            yield from ((f"{stem}/{id}", address) for id, address in _items(path, document, "cases"))
        elif kind == "note" and folder == "situations":
            yield from _items(path, document, "notes")
        elif (listed := list_of(kind))[0] == path:
            yield from _items(path, document, listed[1])


def item_at(documents: Mapping[str, Document], address: Address) -> Node:
    """The item at an address."""
    root = documents[address.path].root
    found = value_at_key(root, address.key) if address.key else root
    if address.rank is not None and isinstance(found, ListNode):
        return found.items[address.rank]
    return found if found is not None else MapNode((), root.mark)


def _items(path: str, document: Document, key: str) -> Iterator[tuple[str, Address]]:
    listed = value_at_key(document.root, key)
    for index, item in enumerate(listed.items if isinstance(listed, ListNode) else ()):
        id = value_at_key(item, "id")
        if isinstance(id, Scalar):
            yield id.text, Address(path, key, index)


def origin_of(mark: Mark) -> str:
    """Where something stands, as messages name the other of two: the whole name of the file and the line."""
    return f"{mark.source.name}:{mark.line + 1}"
