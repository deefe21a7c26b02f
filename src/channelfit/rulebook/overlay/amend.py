"""Change one item: which leaves a change touches, and the item with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from channelfit.language import Text
from channelfit.rulebook.layout import CASES, POPULAR
from channelfit.rulebook.overlay.address import Layer
from channelfit.source.nodes import Document, ListNode, MapNode, Node, Scalar, value_at_key
from channelfit.source.problem import Mark
from channelfit.source.record import Key
from channelfit.source.values import is_null
from channelfit.typed import NamedTuple

Path = tuple[str, ...]


class Change(NamedTuple):
    """One entry of `changes`, as far as all its parts share it."""

    kind: str
    id: str
    mark: Mark
    because: Text
    layer: Layer


def leaves(node: Node | None, keys: Mapping[str, Key], item: Node | None = None) -> Iterator[tuple[Path, Node]]:
    """The parts that change on their own, with their paths; what is one value in the item changes as a whole."""
    for key, value in node.entries if isinstance(node, MapNode) else ():
        said = keys.get(key.text)
        yield from _parts((key.text,), value, said.levels if said else 0, item)


def _parts(path: Path, value: Node, levels: int, item: Node | None) -> Iterator[tuple[Path, Node]]:
    is_whole = isinstance(value_at(item, path), (Scalar, ListNode))
    if levels and isinstance(value, MapNode) and not is_whole:
        for key, inner in value.entries:
            yield from _parts((*path, key.text), inner, levels - 1, item)
    else:
        yield path, value


def value_at(node: Node | None, path: Path) -> Node | None:
    for key in path:
        node = value_at_key(node, key)
    return node


def with_value(node: Node, path: Path, value: Node) -> Node:
    """The node with a value at a path, which is added where it is not there."""
    if not path:
        return value
    entries = node.entries if isinstance(node, MapNode) else ()
    if any(key.text == path[0] for key, _ in entries):
        changed = tuple((key, with_value(inner, path[1:], value) if key.text == path[0] else inner) for key, inner in entries)
    else:
        changed = (*entries, (Scalar(path[0], True, value.mark), with_value(MapNode((), value.mark), path[1:], value)))
    return MapNode(changed, node.mark)


def joined(before: Node, after: Node) -> Node:
    """Two files of the same name: lists one after the other, other keys side by side."""
    if not isinstance(before, MapNode) or not isinstance(after, MapNode):
        return after
    entries = {key.text: (key, value) for key, value in before.entries}
    for key, value in after.entries:
        known = entries.get(key.text)
        if known is not None and isinstance(known[1], ListNode) and isinstance(value, ListNode):
            entries[key.text] = (known[0], ListNode((*known[1].items, *value.items), known[1].mark))
        elif known is None or not is_null(value):
            entries[key.text] = (key, value)
    return MapNode(tuple(entries.values()), before.mark)


def give_way(before: Mapping[str, Document], after: Mapping[str, Document]) -> dict[str, Document]:
    """The files whose list of popular channels is emptied, since an overlay has one: there is one list, not several."""
    if not any(_has_popular(path, document) for path, document in after.items()):
        return {}
    return {
        path: Document(document.source, with_value(document.root, (POPULAR,), ListNode((), document.root.mark)))
        for path, document in before.items()
        if _has_popular(path, document)
    }


def _has_popular(path: str, document: Document) -> bool:
    return path.startswith(CASES) and value_at_key(document.root, POPULAR) is not None


def plain_of(node: Node) -> object:
    """A value as plain data; numbers that are equal are the same, however they are written."""
    match node:
        case MapNode(entries):
            return {key.text: plain_of(value) for key, value in entries}
        case ListNode(items):
            return [plain_of(item) for item in items]
        case _:
            return node.value


def shown_node(node: Node) -> str:
    """A value in one short line, as YAML has it."""
    match node:
        case MapNode(entries):
            text = f"{{{', '.join(f'{key.text}: {shown_node(value)}' for key, value in entries)}}}"
        case ListNode(items):
            text = f"[{', '.join(map(shown_node, items))}]"
        case _:
            text = node.text
    return text if len(text) <= 80 else f"{text[:77]}..."
