"""Names of `typing` that are needed while the program runs, without loading it: to a type checker they are those.

A run defines more than a hundred named tuples, and most runs are over in a tenth of a second; `typing.NamedTuple` compiles code
for each of them and looks through its annotations, which takes six times as long. Ours are shown in one short line besides.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Collection
from types import FunctionType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType
    from typing import Annotated as Annotated
    from typing import Any
    from typing import NamedTuple as NamedTuple
    from typing import assert_never as assert_never

_MOST = 160
_MOST_OF_A_PART = 40
# What a field of a named tuple is to its class.
_FIELD: Any = type(namedtuple("_Example", "field").field)  # type: ignore[attr-defined]  # noqa: PYI024
# How a named tuple is made, by how many fields it has; their names are put in for each.
_MAKERS: dict[int, CodeType] = {}
_new = tuple.__new__


def one_line(value: object) -> str:
    """The name of the class and its parts: words and numbers, and of what holds several how many they are, all cut short.

    An advice printed in full would be longer than a library.
    """
    kind = type(value)
    parts: list[str] = []
    for name in getattr(kind, "__match_args__", ()):
        parts.append(f"{name}={_part(getattr(value, name))}")
        if sum(map(len, parts)) > _MOST:
            break
    return _cut(f"{kind.__name__}({', '.join(parts)})", _MOST)


def _part(value: object) -> str:
    if isinstance(value, str):
        return repr(str(value)) if len(value) <= _MOST_OF_A_PART else repr(value[: _MOST_OF_A_PART - 3] + "...")
    if isinstance(value, Collection) and not hasattr(value, "_fields"):
        return f"<{len(value)}>" if value else "<none>"
    return _cut(repr(value), _MOST_OF_A_PART)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 3]}..."


if not TYPE_CHECKING:

    class _Record(tuple):
        """What all named tuples can do, as those of `collections` can."""

        __slots__ = ()
        __repr__ = one_line
        _make = classmethod(_new)

        def _replace(self, /, **changes: object) -> Any:
            made = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {[*changes]!r}")
            return made

        def _asdict(self) -> dict[str, object]:
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self) -> tuple[object, ...]:
            return tuple(self)

    class _Definition(type):
        """Makes a named tuple of a class that says its fields by their annotations, and their defaults by their values."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body["__annotations__"])
            defaults = {field: body.pop(field) for field in fields if field in body}
            code = _maker(len(fields)).replace(co_varnames=("_cls", *fields), co_qualname=f"{name}.__new__", co_name="__new__")
            new = FunctionType(code, globals(), "__new__", tuple(defaults.values()))
            body |= {"__slots__": (), "_fields": fields, "__match_args__": fields, "_field_defaults": defaults, "__new__": new}
            body |= {field: _FIELD(place, "") for place, field in enumerate(fields)}
            return type(name, (_Record,), body)

    class NamedTuple(metaclass=_Definition):
        """A class with fields: `typing.NamedTuple`, made quickly."""

    class Annotated:
        """Of a type and what is said beside it the latter, as that is all that is ever asked for."""

        def __class_getitem__(cls, parts: tuple[object, object]) -> object:
            return parts[1]

    def assert_never(value: object) -> None:
        raise AssertionError(f"This was thought of nowhere: {value!r}")


def _maker(count: int) -> CodeType:
    if count not in _MAKERS:
        names = "".join(f"_{place}, " for place in range(count))
        _MAKERS[count] = eval(f"lambda _cls, {names}: _new(_cls, ({names}))").__code__
    return _MAKERS[count]
