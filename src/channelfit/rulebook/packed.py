"""Records as plain data and back, so that what was read can be kept without a form that could run code.

Records of one class, and as far from the leaves, lie together as columns: that rebuilds thousands of them in a few calls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from itertools import repeat

from channelfit.language import Language, Text
from channelfit.rulebook import condition, model
from channelfit.source import nodes, problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_RECORDS: dict[str, Any] = {
    cls.__name__: cls
    for home in (model, condition, nodes, problem)
    for cls in vars(home).values()
    if isinstance(cls, type) and issubclass(cls, tuple) and hasattr(cls, "_fields")
} | {"Text": Text}
_CHOICES: dict[str, type[Enum]] = {
    cls.__name__: cls
    for cls in (*vars(model).values(), *vars(condition).values(), Language)
    if isinstance(cls, type) and issubclass(cls, Enum)
}
# Compared by identity, so there must be one of it.
_ONLY = {"ALWAYS": condition.ALWAYS}
_LEAVES = (str, int, float, bool, type(None))
_TUPLE, _MAPPING, _RECORD, _CHOICE, _KNOWN, _LIST = range(6)
# What lies together: how high above the leaves, how it is rebuilt, and its class.
_Batch = tuple[int, int, str]


def know(*records: type) -> None:
    """Records and choices of higher floors that are packed too."""
    _CHOICES.update((cls.__name__, cls) for cls in records if issubclass(cls, Enum))
    _RECORDS.update((cls.__name__, cls) for cls in records if issubclass(cls, tuple))


def packed(value: object, *, with_texts: bool = False) -> tuple[object, ...]:
    """A value made of records as plain data, of files only where they lie or `with_texts`. Raises TypeError for anything else."""
    packer = _Packer(with_texts=with_texts)
    packer.sort_in(value)
    return packer.plain_data(value)


def unpacked(data: Any) -> Any:
    """The value that was packed. Raises LookupError, TypeError or ValueError for what was not packed here."""
    root, plain, batches = data
    pool = [*plain]
    for kind, name, rows in batches:
        pool.extend(_rebuilt(kind, name, rows, pool.__getitem__))
    return pool[root]


def _rebuilt(kind: int, name: str, rows: Sequence[Any], get: Callable[[int], object]) -> Iterable[object]:
    if kind == _TUPLE:
        return [tuple(map(get, row)) for row in rows]
    if kind == _LIST:
        return [[*map(get, row)] for row in rows]
    if kind == _MAPPING:
        return [dict(zip(keys, map(get, row), strict=True)) for keys, row in rows]
    if kind == _CHOICE:
        return [*map(_CHOICES[name], rows)]
    if kind == _KNOWN:
        return [_ONLY[name]]
    cls: Any = _RECORDS[name]
    columns = [[*map(get, column)] if refers else column for refers, column in rows]
    if len(columns) != len(cls.__match_args__):
        raise ValueError(name)
    return [*map(tuple.__new__, repeat(cls), zip(*columns, strict=True))]


class _Packer:
    """What has been taken apart so far, and where it lies; a place is found by identity, so that what is shared stays shared."""

    def __init__(self, *, with_texts: bool) -> None:
        self.with_texts = with_texts
        self.batches: dict[_Batch, list[Sequence[Any]]] = {}
        self.places: dict[int, tuple[_Batch, int]] = {}
        self.known: dict[object, object] = {}
        self.plain: dict[int, tuple[int, object]] = {}

    def once(self, part: Any) -> Any:
        """The one object for all parts that are the same text, or the same texts, so that none is kept twice."""
        kind = type(part)
        if kind is str:
            return self.known.setdefault(part, part)
        if (kind is tuple or kind is frozenset) and all(type(item) is str for item in part):
            return self.known.get(part) or self.known.setdefault(part, kind(map(self.once, part)))
        if kind is dict and all(type(item) in _LEAVES for item in part.values()):
            return {self.once(key): self.once(item) for key, item in part.items()}
        return part

    def sort_in(self, value: object) -> int:
        """Put a value into its batch, and say how high that is above the leaves: 0 for what is plain as it stands."""
        if type(value) in _LEAVES:
            return 0
        if id(value) in self.places:
            return self.places[id(value)][0][0]
        if isinstance(value, problem.Source) and not self.with_texts:
            kind, name, parts = _taken_apart(value._replace(text=""))
        else:
            kind, name, parts = _taken_apart(value)
        parts = [*map(self.once, parts)]
        height = max(map(self.sort_in, parts), default=0)
        if kind in (_TUPLE, _LIST, _MAPPING) and not height:
            return 0
        if isinstance(value, frozenset):
            raise TypeError(value)
        batch = (height + 1, kind, name)
        rows = self.batches.setdefault(batch, [])
        self.places[id(value)] = batch, len(rows)
        rows.append((tuple(value), parts) if isinstance(value, dict) else parts)
        return height + 1

    def plain_data(self, root: object) -> tuple[object, ...]:
        """Everything that was sorted in, the lowest first."""
        order = sorted(self.batches)
        for part in (root, *(part for batch in order for part in self._parts_referred_to(batch))):
            if id(part) not in self.places:
                self.plain.setdefault(id(part), (len(self.plain), part))
        starts, count = {}, len(self.plain)
        for batch in order:
            starts[batch] = count
            count += len(self.batches[batch])

        def number(part: object) -> int:
            if id(part) in self.places:
                batch, place = self.places[id(part)]
                return starts[batch] + place
            return self.plain[id(part)][0]

        data = [(kind, name, self._rows((height, kind, name), number)) for height, kind, name in order]
        return number(root), [part for _, part in self.plain.values()], data

    def _parts_referred_to(self, batch: _Batch) -> Iterator[object]:
        """The parts of a batch that are found by their number; columns of records in which all are plain stay as they are."""
        rows = self.batches[batch]
        if batch[1] == _RECORD:
            yield from (part for column in zip(*rows, strict=True) if self._refers(column) for part in column)
        elif batch[1] in (_TUPLE, _LIST, _MAPPING):
            yield from (part for row in rows for part in (row[1] if batch[1] == _MAPPING else row))

    def _refers(self, column: Sequence[object]) -> bool:
        return any(id(part) in self.places for part in column)

    def _rows(self, batch: _Batch, number: Callable[[object], int]) -> list[object]:
        rows = self.batches[batch]
        if batch[1] in (_TUPLE, _LIST):
            return [[*map(number, row)] for row in rows]
        if batch[1] == _MAPPING:
            return [(keys, [*map(number, row)]) for keys, row in rows]
        if batch[1] == _RECORD:
            columns = [(self._refers(column), column) for column in zip(*rows, strict=True)]
            return [(refers, [*map(number, column)] if refers else [*column]) for refers, column in columns]
        return [value for (value,) in rows]


def _taken_apart(value: Any) -> tuple[int, str, Sequence[object]]:
    """How something is rebuilt, its class, and its parts."""
    cls: Any = type(value)
    own = cls.__name__
    for name, known in _ONLY.items():
        if value is known:
            return _KNOWN, name, (name,)
    if cls is tuple or cls is frozenset:
        return _TUPLE, "", tuple(value)
    if cls is list:
        return _LIST, "", tuple(value)
    if cls is dict and all(type(key) is str for key in value):
        return _MAPPING, "", tuple(value.values())
    if _RECORDS.get(own) is cls:
        return _RECORD, own, tuple(getattr(value, field) for field in type(value).__match_args__)
    if _CHOICES.get(own) is cls:
        return _CHOICE, own, (value.value,)
    raise TypeError(cls)
