"""Keep what is worked out from a rulebook: rulebooks are frozen, and known by identity."""

from collections.abc import Callable
from typing import TypeVar

from channelfit.rulebook.model import Rulebook

_Made = TypeVar("_Made")
# So many rulebooks are in use at a time: two that are compared, and what is made of them for a moment.
_MOST = 4


def kept_with_rulebook(make: Callable[[Rulebook], _Made]) -> Callable[[Rulebook], _Made]:
    """A function of rulebooks that works out its result once for each of those that were used last."""
    used: list[tuple[Rulebook, _Made]] = []

    def found(rulebook: Rulebook) -> _Made:
        for known, made in used:
            if known is rulebook:
                return made
        result = make(rulebook)
        used.insert(0, (rulebook, result))
        del used[_MOST:]
        return result

    return found
