"""Put rule folders that build on each other together, before anything in them is read.

An overlay adds items, and changes what it inherits only by its `changes`. Everything happens on the located values of the files,
so that the reader checks the result like any rulebook, and every problem names the line that somebody wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from channelfit.language import Text
from channelfit.rulebook.context import Context, check_schema
from channelfit.rulebook.layout import ChangeEntry, keys_of
from channelfit.rulebook.model import Amendment
from channelfit.rulebook.names import Names
from channelfit.rulebook.overlay.address import DUPLICATE_ID, HEAD, KINDS, Address, Layer, addresses_of, item_at, origin_of
from channelfit.rulebook.overlay.amend import Change, Path, give_way, joined, leaves, plain_of, shown_node, value_at, with_value
from channelfit.rulebook.record_reader import read
from channelfit.source.nodes import Document, ListNode, MapNode, Node, Scalar, value_at_key
from channelfit.source.problem import Mark, Mistake, Problem, problem
from channelfit.source.values import A_LIST, A_MAPPING, is_null, wrong_type
from channelfit.typed import NamedTuple

SETTINGS_IN_OVERLAY = Mistake(
    "settings-in-overlay",
    de="Einstellungen werden übernommen; ändern Sie sie unter `changes` mit `settings:`, `was` und `set`",
    en="settings are inherited; change them under `changes` with `settings:`, `was` and `set`",
)
ONE_TARGET = Mistake(
    "one-target",
    de="eine Änderung braucht genau ein Ziel",
    en="a change needs exactly one target",
)
NOTHING_CHANGED = Mistake(
    "nothing-changed",
    de="die Änderung an `{found}` braucht `set`, `add` oder `disable: true`",
    en="the change of `{found}` needs `set`, `add` or `disable: true`",
)
UNKNOWN_TARGET = Mistake(
    "unknown-target",
    de="zum Ändern fehlt: {kind} `{found}`",
    en="there is no {kind} `{found}` to change",
)
UNKNOWN_PATH = Mistake(
    "unknown-path",
    de="`{target}` hat kein `{found}`, das sich ändern lässt",
    en="`{target}` has no `{found}` to change",
)
NOT_ADDABLE = Mistake(
    "not-addable",
    de="`{found}` lässt sich nicht hinzufügen; möglich ist nur, was noch fehlt",
    en="`{found}` cannot be added; only what is not there yet can",
)
MISSING_WAS = Mistake(
    "missing-was",
    de="`was` sagt nicht, was `{found}` ist; es ist `{current}` in {first}",
    en="`was` does not say what `{found}` is; it is `{current}` at {first}",
)
FAILED_WAS = Mistake(
    "failed-was",
    de="`{found}` ist `{current}` in {first} und nicht mehr `{was}`; prüfen Sie, ob die Änderung noch sinnvoll ist",
    en="`{found}` is `{current}` at {first} and not `{was}` any more; check whether the change still makes sense",
)
CONTESTED_PATH = Mistake(
    "contested-path",
    de="`{found}` wird auch in {first} geändert, von einem Regelwerk, auf dem dieses nicht aufbaut",
    en="`{found}` is also changed at {first}, by a rulebook that this one does not build on",
)


PART = Text("Teil", "part")


class Overlays(NamedTuple):
    """What the layers were: the rulebook id of every file, what was changed, and what was disabled where."""

    ids: Mapping[str, str] = {}
    amendments: tuple[Amendment, ...] = ()
    disabled: Mapping[tuple[str, str], Mark] = {}


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


def extends_of(documents: Mapping[str, Document]) -> Scalar | None:
    """What a folder says it builds on; nothing if it stands alone."""
    head = documents.get(HEAD)
    found = value_at_key(head.root, "extends") if head else None
    return found if isinstance(found, Scalar) and found.value is not None else None


def _ids_of(layer: Layer) -> dict[str, str]:
    head = layer.documents.get(HEAD)
    id = value_at_key(head.root, "id") if head else None
    text = id.text if isinstance(id, Scalar) else ""
    return {document.source.name: text for document in layer.documents.values()}


class _State:
    """The documents as they are so far, and who changed what; every layer changes them, so it is a class."""

    def __init__(self, documents: dict[str, Document], problems: list[Problem]) -> None:
        self.documents = documents
        self.problems = problems
        self.amendments: list[Amendment] = []
        self.disabled: dict[tuple[str, str], Mark] = {}
        # A reason is in any language: what the languages of the rulebook are is not known yet.
        self._context = Context("", Names(), problems)
        self._set_by: dict[tuple[str, str, Path], tuple[Layer, Mark]] = {}

    def amend(self, layer: Layer) -> None:
        """Make the changes of an overlay to what it inherits."""
        head = layer.documents.get(HEAD)
        if head is None:
            return
        listed = value_at_key(head.root, "changes")
        if isinstance(listed, ListNode):
            for node in listed.items:
                self._amend_one(node, layer)
        elif listed is not None and not is_null(listed):
            wrong_type(self.problems, "changes", listed, A_LIST)

    def add(self, layer: Layer) -> None:
        """Add everything else that an overlay has; a list of popular channels takes the place of those below."""
        self.documents |= give_way(self.documents, layer.documents)
        for path, document in sorted(layer.documents.items()):
            if path == HEAD:
                self.documents[HEAD] = Document(document.source, self._head(document))
            elif path not in self.documents:
                self.documents[path] = document
            elif path.startswith("channels/"):
                first = self.documents[path].root.mark
                id, kind = path.split("/")[1].removesuffix(".yaml"), KINDS["channel"]
                self.problems.append(problem(DUPLICATE_ID, document.root.mark, kind=kind, found=id, first=origin_of(first)))
            else:
                check_schema(document, self.problems)
                before = self.documents[path]
                self.documents[path] = Document(before.source, joined(before.root, document.root))

    def _head(self, document: Document) -> Node:
        """The head of the overlay, with the settings it inherits, and languages and house style unless it has its own."""
        inherited = self.documents[HEAD].root if HEAD in self.documents else MapNode((), document.root.mark)
        own = document.root
        if HEAD in self.documents:
            check_schema(self.documents[HEAD], self.problems)
        if not isinstance(own, MapNode) or not isinstance(inherited, MapNode):
            return own
        self.problems += [problem(SETTINGS_IN_OVERLAY, key.mark) for key, _ in own.entries if key.text == "settings"]
        kept = {"languages", "settings", "house"}
        dropped = ("extends", "changes", "settings")
        entries = [
            (key, value) for key, value in own.entries if key.text not in dropped and not (key.text in kept and is_null(value))
        ]
        written = {key.text for key, _ in entries}
        entries += [(key, value) for key, value in inherited.entries if key.text in kept - written]
        accepted = [value for root in (inherited, own) if isinstance(value := value_at_key(root, "accept"), ListNode)]
        own_accept = value_at_key(own, "accept")
        if accepted and (own_accept is None or is_null(own_accept) or isinstance(own_accept, ListNode)):
            items = tuple(item for listed in accepted for item in listed.items)
            key = Scalar("accept", True, accepted[0].mark)
            entries = [*(pair for pair in entries if pair[0].text != "accept"), (key, ListNode(items, accepted[0].mark))]
        return MapNode(tuple(entries), own.mark)

    def _amend_one(self, node: Node, layer: Layer) -> None:
        entry = read(ChangeEntry, node, self._context)
        values = entry._asdict()
        targets = [(kind, values[kind]) for kind in KINDS if value_at_key(node, kind) is not None]
        if len(targets) != 1:
            self._report(ONE_TARGET, node.mark, expected=KINDS)
            return
        [(kind, target)] = targets
        id, mark = (target.text, target.mark) if isinstance(target, Scalar) else ("", node.mark)
        for key, part in (("set", entry.new), ("add", entry.added)):
            if part is not None and not isinstance(part, MapNode):
                wrong_type(self.problems, key, part, A_MAPPING)
        if not (entry.disable or any(True for part in (entry.new, entry.added) for _ in leaves(part, {}))):
            self._report(NOTHING_CHANGED, mark, found=id or kind)
        if kind == "case" and not any(path.startswith("tests/") for path in self.documents):
            return  # Whoever only wants advice has not read the cases.
        address = self._address_of(kind, id)
        if address is None:
            ids = sorted(self._ids(kind))
            self._report(UNKNOWN_TARGET, mark, kind=KINDS[kind], found=id, expected=ids, nearest_to=id or "?")
            return
        change, keys = Change(kind, id, mark, entry.because, layer), keys_of(kind)
        if entry.disable:
            self._disable(change, address)
            return
        for path, value in leaves(entry.new, keys, self._item(address)):
            self._set(change, address, path, value, value_at(entry.was, path))
        for path, value in leaves(entry.added, keys):
            self._add(change, address, path, value)

    def _report(
        self, mistake: Mistake, mark: Mark, *, expected: Iterable[str] = (), nearest_to: str = "", **values: object
    ) -> None:
        self.problems.append(problem(mistake, mark, expected=expected, nearest_to=nearest_to, **values))

    def _set(self, change: Change, address: Address, path: Path, value: Node, was: Node | None) -> None:
        """Set one part, if it is there and what the overlay takes it for."""
        item = self._item(address)
        current = value_at(item, path)
        said = ".".join(path)
        keys = keys_of(change.kind)
        fixed = {key for key, said in keys.items() if said.fixed}
        if current is None or path[0] in fixed:
            known = [".".join(path) for path, _ in leaves(item, keys) if path[0] not in fixed]
            self._report(UNKNOWN_PATH, value.mark, found=said, target=change.id or change.kind, expected=known, nearest_to=said)
            return
        if was is None:
            self._report(MISSING_WAS, value.mark, found=said, current=shown_node(current), first=origin_of(current.mark))
            return
        if plain_of(was) != plain_of(current):
            values = {"found": said, "was": shown_node(was), "current": shown_node(current), "first": origin_of(current.mark)}
            self._report(FAILED_WAS, was.mark, **values)
            return
        if self._is_contested(change, path, value.mark):
            return
        self._replace(address, with_value(item, path, value))
        self._remember(change, path, plain_of(current), plain_of(value), value.mark)

    def _add(self, change: Change, address: Address, path: Path, value: Node) -> None:
        """Add one part that is not there yet: an option, or a key that the item can have and has not."""
        item = self._item(address)
        current = value_at(item, path)
        said = ".".join(path)
        keys = {key: told for key, told in keys_of(change.kind).items() if not told.fixed}
        if len(path) < 2 and (current is not None or path[0] not in keys):
            able = [key for key, told in keys.items() if told.levels or value_at_key(item, key) is None]
            wanted = "" if current is not None else said
            self._report(NOT_ADDABLE, value.mark, found=said, expected=sorted(able), nearest_to=wanted)
        elif current is not None:
            self._report(DUPLICATE_ID, value.mark, kind=PART, found=said, first=origin_of(current.mark))
        else:
            self._replace(address, with_value(item, path, value))
            self._remember(change, path, None, plain_of(value), value.mark)

    def _disable(self, change: Change, address: Address) -> None:
        """Take an item out; a channel stays, as one that nobody is advised to use."""
        if change.kind == "settings":
            self._report(UNKNOWN_TARGET, change.mark, kind=KINDS["settings"], found="disable", expected=("set",))
            return
        if change.kind != "channel":
            self._replace(address, None)
        self.disabled[change.kind, change.id] = change.mark
        self._remember(change, (), None, None, change.mark)

    def _is_contested(self, change: Change, path: Path, mark: Mark) -> bool:
        """Whether an overlay that this one does not build on has set the same part."""
        key = (change.kind, change.id, path)
        before = self._set_by.get(key)
        if before is not None and before[0].name != change.layer.name and before[0].name not in change.layer.ancestors:
            self._report(CONTESTED_PATH, mark, found=".".join((change.id, *path)), first=origin_of(before[1]))
            return True
        self._set_by[key] = (change.layer, mark)
        return False

    def _remember(self, change: Change, path: Path, before: object, after: object, mark: Mark) -> None:
        by = _ids_of(change.layer).get(mark.source.name, "")
        self.amendments.append(Amendment(change.kind, change.id, path, before, after, change.because, by, mark))

    def _ids(self, kind: str) -> Iterator[str]:
        return (id for id, _ in addresses_of(self.documents, kind))

    def _address_of(self, kind: str, id: str) -> Address | None:
        return next((address for found, address in addresses_of(self.documents, kind) if found == id), None)

    def _item(self, address: Address) -> Node:
        return item_at(self.documents, address)

    def _replace(self, address: Address, item: Node | None) -> None:
        """Put another item at an address; nothing takes it out."""
        document = self.documents[address.path]
        if address.rank is None:
            assert item is not None
            root = with_value(document.root, (address.key,), item) if address.key else item
        else:
            items = value_at_key(document.root, address.key)
            assert isinstance(items, ListNode)
            others = (items.items[: address.rank], () if item is None else (item,), items.items[address.rank + 1 :])
            root = with_value(
                document.root, (address.key,), ListNode(tuple(item for part in others for item in part), items.mark)
            )
        self.documents[address.path] = Document(document.source, root)
