"""What was worked out before, for whoever works it out again: plain data, found by all that it depends on."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Memory:
    """What is known from before, and what has been asked for since; it grows, so it is a class."""

    def __init__(self, before: Mapping[Hashable, Any]) -> None:
        self._before = before
        self.asked: dict[Hashable, Any] = {}

    @property
    def has_changed(self) -> bool:
        """Whether other things were asked for than those that were known."""
        return self.asked.keys() != self._before.keys()

    def known(self, key: Hashable, parts: int) -> Any:
        """What was found under a key, in so many parts; nothing if it was not."""
        found = self.asked.get(key, self._before.get(key))
        if not isinstance(found, tuple) or len(found) != parts:
            return None
        self.asked[key] = found
        return found

    def note(self, key: Hashable, found: tuple[Any, ...]) -> None:
        """Keep what was found under a key."""
        self.asked[key] = found


_PRESENT: ContextVar[Memory | None] = ContextVar("memory", default=None)


def present_memory() -> Memory | None:
    """The memory of this run, if it has one."""
    return _PRESENT.get()


@contextmanager
def remembered(memory: Memory) -> Iterator[Memory]:
    """Let everything that is worked out meanwhile be looked up in a memory first, and kept there."""
    before = _PRESENT.set(memory)
    try:
        yield memory
    finally:
        _PRESENT.reset(before)
