"""Show any object of ours in one short line, since an advice printed in full would be longer than a library."""

from collections.abc import Callable, Collection
from typing import TypeVar

_Class = TypeVar("_Class", bound=Callable[..., object])
_MOST = 160
_MOST_OF_A_PART = 40


def brief(kind: _Class) -> _Class:
    """Let the objects of a class be shown in one line."""
    setattr(kind, "__repr__", one_line)  # noqa: B010 (a class that is any class has no such attribute to be assigned)
    return kind


def one_line(value: object) -> str:
    """The name of the class and its parts: words and numbers, and of what holds several how many they are, all cut short."""
    kind = type(value)
    parts: list[str] = []
    for name in getattr(kind, "_fields", ()) or getattr(kind, "__dataclass_fields__", ()) or getattr(kind, "__match_args__", ()):
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
