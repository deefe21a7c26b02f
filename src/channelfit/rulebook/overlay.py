"""Put rule folders that build on each other together, before anything in them is read.

An overlay adds items, and changes what it inherits only by its `changes`. Everything happens on the located values of the files,
so that the reader checks the result like any rulebook, and every problem names the line that somebody wrote.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf
from typing import NamedTuple

from channelfit.rulebook.model import Amendment
from channelfit.source.document import Document, Mapping, Node, Scalar
from channelfit.source.document import Sequence as List
from channelfit.source.fields import Fields, Text, is_null
from channelfit.source.problem import Mark, Problem, problem

HEAD = "rulebook.yaml"
# What changes part by part; conditions, lists and texts change as a whole. The number says how many levels have names.
_PARTED = {
    "points": 1,
    "serves": 1,
    "effort": 1,
    "plan": 1,
    "options": 1,
    "shares": 1,
    "channels": 2,
    "criterion_weights": 1,
}
# Where items of each kind stand: the file and the list in it. Rules and notes stand in several files.
_LISTS = {
    "question": ("questions.yaml", "questions"),
    "goal": ("goals.yaml", "goals"),
    "check": ("readiness.yaml", "checks"),
    "essential": ("readiness.yaml", "essentials"),
    "evidence": ("evidence.yaml", "evidence"),
}
# What makes an item the one it is, or is made of items of its own.
_FIXED = ("id", "channel", "schema", "rules")
KINDS = ("rule", "channel", "note", *_LISTS, "settings", "case")

Path = tuple[str, ...]


class Layer(NamedTuple):
    """A rule folder with its documents by path; `ancestors` are the folders that it says it builds on, by name."""

    name: str
    documents: MappingOf[str, Document]
    ancestors: frozenset[str] = frozenset()


class Overlays(NamedTuple):
    """What the layers were: the rulebook id of every file, what was changed, and what was disabled where."""

    ids: MappingOf[str, str] = {}
    amendments: tuple[Amendment, ...] = ()
    disabled: MappingOf[tuple[str, str], Mark] = {}


def merge(layers: Sequence[Layer], problems: list[Problem]) -> tuple[dict[str, Document], Overlays]:
    """The documents of all layers as those of one rulebook; the first layer stands alone, each further one is an overlay."""
    documents = dict(layers[0].documents)
    ids = _ids_of(layers[0])
    state = _State(documents, problems)
    for layer in layers[1:]:
        ids |= _ids_of(layer)
        state.amend(layer)
        state.add(layer)
    return state.documents, Overlays(ids, tuple(state.amendments), state.disabled)


def extends_of(documents: MappingOf[str, Document]) -> Scalar | None:
    """What a folder says it builds on; nothing if it stands alone."""
    head = documents.get(HEAD)
    found = _value(head.root, "extends") if head else None
    return found if isinstance(found, Scalar) and found.value is not None else None


def _ids_of(layer: Layer) -> dict[str, str]:
    head = layer.documents.get(HEAD)
    id = _value(head.root, "id") if head else None
    text = id.text if isinstance(id, Scalar) else ""
    return {document.source.name: text for document in layer.documents.values()}


class _State:
    """The documents as they are so far, and who changed what; every layer changes them, so it is a class."""

    def __init__(self, documents: dict[str, Document], problems: list[Problem]) -> None:
        self.documents = documents
        self.problems = problems
        self.amendments: list[Amendment] = []
        self.disabled: dict[tuple[str, str], Mark] = {}
        self._set_by: dict[tuple[str, str, Path], tuple[Layer, Mark]] = {}

    def amend(self, layer: Layer) -> None:
        """Make the changes of an overlay to what it inherits."""
        head = layer.documents.get(HEAD)
        if head is None:
            return
        listed = _value(head.root, "changes")
        if isinstance(listed, List):
            for node in listed.items:
                self._amend_one(node, layer)
        elif listed is not None and not is_null(listed):
            Fields(head.root, "the rulebook", self.problems).items("changes")

    def add(self, layer: Layer) -> None:
        """Add everything else that an overlay has."""
        for path, document in sorted(layer.documents.items()):
            if path == HEAD:
                self.documents[HEAD] = Document(document.source, self._head(document))
            elif path not in self.documents:
                self.documents[path] = document
            elif path.startswith("channels/"):
                first = self.documents[path].root.mark
                values = {"kind": "channel", "found": path.split("/")[1].removesuffix(".yaml"), "first": place_of(first)}
                self.problems.append(problem("duplicate-id", document.root.mark, **values))
            else:
                before = self.documents[path]
                self.documents[path] = Document(before.source, _joined(before.root, document.root))

    def _head(self, document: Document) -> Node:
        """The head of the overlay, with the settings it inherits, and languages and house style unless it has its own."""
        inherited = self.documents[HEAD].root if HEAD in self.documents else Mapping((), document.root.mark)
        own = document.root
        if not isinstance(own, Mapping) or not isinstance(inherited, Mapping):
            return own
        self.problems += [problem("settings-in-overlay", key.mark) for key, _ in own.entries if key.text == "settings"]
        kept = {"languages", "settings", "house"}
        dropped = ("extends", "changes", "settings")
        entries = [
            (key, value) for key, value in own.entries if key.text not in dropped and not (key.text in kept and is_null(value))
        ]
        written = {key.text for key, _ in entries}
        entries += [(key, value) for key, value in inherited.entries if key.text in kept - written]
        accepted = [value for root in (inherited, own) if isinstance(value := _value(root, "accept"), List)]
        if accepted:
            items = tuple(item for each in accepted for item in each.items)
            key = Scalar("accept", True, accepted[0].mark)
            entries = [*(pair for pair in entries if pair[0].text != "accept"), (key, List(items, accepted[0].mark))]
        return Mapping(tuple(entries), own.mark)

    def _amend_one(self, node: Node, layer: Layer) -> None:
        fields = Fields(node, "a change", self.problems)
        kinds = [kind for kind in KINDS if isinstance(node, Mapping) and any(key.text == kind for key, _ in node.entries)]
        named = [fields.scalar(kind) for kind in kinds]
        was, new, added = fields.node("was"), fields.node("set"), fields.node("add")
        disables = fields.flag("disable")
        because = _because(fields)
        if isinstance(node, Mapping):
            fields.close()
        if len(kinds) != 1:
            fields.report("one-target", node.mark, expected=KINDS)
            return
        [kind], [target] = kinds, named
        id = target.text if target is not None else ""
        mark = target.mark if target is not None else node.mark
        if not (disables or new is not None or added is not None):
            fields.report("nothing-changed", mark, found=id or kind)
        if kind == "case" and not any(path.startswith("tests/") for path in self.documents):
            return  # Whoever only wants advice has not read the cases.
        place = self._place_of(kind, id)
        if place is None:
            ids = sorted(self._ids(kind))
            fields.report("unknown-target", mark, kind=kind, found=id, expected=ids, nearest_to=id or "?")
            return
        change = _Change(kind, id, mark, because, layer, fields)
        if disables:
            self._disable(change, place)
            return
        for path, value in _leaves(new, self._item(place)):
            self._set(change, place, path, value, _at(was, path))
        for path, value in _leaves(added):
            self._add(change, place, path, value)

    def _set(self, change: "_Change", place: "Place", path: Path, value: Node, was: Node | None) -> None:
        """Set one part, if it is there and what the overlay takes it for."""
        item = self._item(place)
        current = _at(item, path)
        said = ".".join(path)
        if current is None or path[0] in _FIXED:
            known = [".".join(each) for each, _ in _leaves(item) if each[0] not in _FIXED]
            change.fields.report(
                "unknown-path", value.mark, found=said, target=change.id or change.kind, expected=known, nearest_to=said
            )
            return
        if was is None:
            change.fields.report("missing-was", value.mark, found=said, current=shown_node(current), first=place_of(current.mark))
            return
        if plain_of(was) != plain_of(current):
            values = {"found": said, "was": shown_node(was), "current": shown_node(current), "first": place_of(current.mark)}
            change.fields.report("failed-was", was.mark, **values)
            return
        if self._is_contested(change, path, value.mark):
            return
        self._replace(place, _with(item, path, value))
        self._remember(change, path, plain_of(current), plain_of(value), value.mark)

    def _add(self, change: "_Change", place: "Place", path: Path, value: Node) -> None:
        """Add one part that is not there yet, such as an option."""
        item = self._item(place)
        current = _at(item, path)
        said = ".".join(path)
        if path[0] not in _PARTED or len(path) < 2:
            change.fields.report("not-addable", value.mark, found=said, expected=sorted(_PARTED))
        elif current is not None:
            change.fields.report("duplicate-id", value.mark, kind="part", found=said, first=place_of(current.mark))
        else:
            self._replace(place, _with(item, path, value))
            self._remember(change, path, None, plain_of(value), value.mark)

    def _disable(self, change: "_Change", place: "Place") -> None:
        """Take an item out; a channel stays, as one that nobody is advised to use."""
        if change.kind == "settings":
            change.fields.report("unknown-target", change.mark, kind="settings", found="disable", expected=("set",))
            return
        if change.kind != "channel":
            self._replace(place, None)
        self.disabled[change.kind, change.id] = change.mark
        self._remember(change, (), None, None, change.mark)

    def _is_contested(self, change: "_Change", path: Path, mark: Mark) -> bool:
        """Whether an overlay that this one does not build on has set the same part."""
        key = (change.kind, change.id, path)
        before = self._set_by.get(key)
        if before is not None and before[0].name != change.layer.name and before[0].name not in change.layer.ancestors:
            change.fields.report("contested-path", mark, found=".".join((change.id, *path)), first=place_of(before[1]))
            return True
        self._set_by[key] = (change.layer, mark)
        return False

    def _remember(self, change: "_Change", path: Path, before: object, after: object, mark: Mark) -> None:
        by = _ids_of(change.layer).get(mark.source.name, "")
        self.amendments.append(Amendment(change.kind, change.id, path, before, after, change.because, by, mark))

    def _ids(self, kind: str) -> Iterator[str]:
        return (id for id, _ in places_of(self.documents, kind))

    def _place_of(self, kind: str, id: str) -> "Place | None":
        return next((place for found, place in places_of(self.documents, kind) if found == id or kind == "settings"), None)

    def _item(self, place: "Place") -> Node:
        return item_at(self.documents, place)

    def _replace(self, place: "Place", item: Node | None) -> None:
        """Put another item in its place; nothing takes it out."""
        document = self.documents[place.path]
        if place.number is None:
            assert item is not None
            root = _with(document.root, (place.key,), item) if place.key else item
        else:
            items = _value(document.root, place.key)
            assert isinstance(items, List)
            others = (items.items[: place.number], () if item is None else (item,), items.items[place.number + 1 :])
            root = _with(document.root, (place.key,), List(tuple(one for part in others for one in part), items.mark))
        self.documents[place.path] = Document(document.source, root)


class Place(NamedTuple):
    """Where an item is: the file, the key (empty: the whole file), and its place in the list there."""

    path: str
    key: str
    number: int | None


class _Change(NamedTuple):
    """One entry of `changes`, as far as all its parts share it."""

    kind: str
    id: str
    mark: Mark
    because: Text
    layer: Layer
    fields: Fields


def _because(fields: Fields) -> Text:
    """The reason, in every language that it is given in; a plain text serves all."""
    node = fields.node("because", required=True)
    languages = [key.text for key, _ in node.entries] if isinstance(node, Mapping) else ["de", "en"]
    return fields.text("because", languages, plain=True)


def places_of(documents: MappingOf[str, Document], kind: str) -> Iterator[tuple[str, Place]]:
    """Every item of a kind, by id, and where it is."""
    if kind == "settings":
        yield "", Place(HEAD, "settings", None)
        return
    for path, document in sorted(documents.items()):
        folder, _, file = path.rpartition("/")
        stem = file.removesuffix(".yaml")
        if kind == "channel":
            if folder == "channels":
                yield stem, Place(path, "", None)
        elif kind == "rule" and folder in ("channels", "situations"):
            yield from ((f"{stem}/{id}", place) for id, place in _items(path, document, "rules"))
        elif kind == "case" and folder == "tests":
            yield from ((f"{stem}/{id}", place) for id, place in _items(path, document, "cases"))
        elif kind == "note" and folder == "situations":
            yield from _items(path, document, "notes")
        elif _LISTS.get(kind, ("", ""))[0] == path:
            yield from _items(path, document, _LISTS[kind][1])


def item_at(documents: MappingOf[str, Document], place: Place) -> Node:
    """The item at a place."""
    root = documents[place.path].root
    found = _value(root, place.key) if place.key else root
    if place.number is not None and isinstance(found, List):
        return found.items[place.number]
    return found if found is not None else Mapping((), root.mark)


def _items(path: str, document: Document, key: str) -> Iterator[tuple[str, Place]]:
    listed = _value(document.root, key)
    for index, item in enumerate(listed.items if isinstance(listed, List) else ()):
        id = _value(item, "id")
        if isinstance(id, Scalar):
            yield id.text, Place(path, key, index)


def _leaves(node: Node | None, item: Node | None = None) -> Iterator[tuple[Path, Node]]:
    """The parts that change on their own, with their paths; what is one value in the item changes as a whole."""
    for key, value in node.entries if isinstance(node, Mapping) else ():
        yield from _parts((key.text,), value, _PARTED.get(key.text, 0), item)


def _parts(path: Path, value: Node, levels: int, item: Node | None) -> Iterator[tuple[Path, Node]]:
    is_whole = isinstance(_at(item, path), (Scalar, List))
    if levels and isinstance(value, Mapping) and not is_whole:
        for key, inner in value.entries:
            yield from _parts((*path, key.text), inner, levels - 1, item)
    else:
        yield path, value


def _value(node: Node | None, key: str) -> Node | None:
    return next((value for name, value in node.entries if name.text == key), None) if isinstance(node, Mapping) else None


def _at(node: Node | None, path: Path) -> Node | None:
    for key in path:
        node = _value(node, key)
    return node


def _with(node: Node, path: Path, value: Node) -> Node:
    """The node with a value at a path, which is added where it is not there."""
    if not path:
        return value
    entries = node.entries if isinstance(node, Mapping) else ()
    if any(key.text == path[0] for key, _ in entries):
        changed = tuple((key, _with(inner, path[1:], value) if key.text == path[0] else inner) for key, inner in entries)
    else:
        changed = (*entries, (Scalar(path[0], True, value.mark), _with(Mapping((), value.mark), path[1:], value)))
    return Mapping(changed, node.mark)


def _joined(before: Node, after: Node) -> Node:
    """Two files of the same name: lists one after the other, other keys side by side."""
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return after
    entries = {key.text: (key, value) for key, value in before.entries}
    for key, value in after.entries:
        known = entries.get(key.text)
        if known is not None and isinstance(known[1], List) and isinstance(value, List):
            entries[key.text] = (known[0], List((*known[1].items, *value.items), known[1].mark))
        elif key.text != "schema" or known is None:
            entries[key.text] = (key, value)
    return Mapping(tuple(entries.values()), before.mark)


def plain_of(node: Node) -> object:
    """A value as plain data; numbers that are equal are the same, however they are written."""
    match node:
        case Mapping(entries):
            return {key.text: plain_of(value) for key, value in entries}
        case List(items):
            return [plain_of(item) for item in items]
        case _:
            return node.value


def shown_node(node: Node) -> str:
    """A value in one short line, as YAML has it."""
    match node:
        case Mapping(entries):
            text = f"{{{', '.join(f'{key.text}: {shown_node(value)}' for key, value in entries)}}}"
        case List(items):
            text = f"[{', '.join(map(shown_node, items))}]"
        case _:
            text = node.text
    return text if len(text) <= 80 else f"{text[:77]}..."


def place_of(mark: Mark) -> str:
    """A place as messages name the other of two: the whole name of the file and the line."""
    return f"{mark.source.name}:{mark.line + 1}"
