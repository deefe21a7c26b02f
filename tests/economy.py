"""What tests need not do twice, and how much they draw."""

import gc
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

import pytest
from hypothesis import settings

from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.overlay.merge import Overlays
from channelfit.rulebook.reader import read_rulebook
from channelfit.source.document import Document, read_documents
from channelfit.source.problem import Problem

if TYPE_CHECKING:
    from channelfit.advice.certainty import Certainty
    from channelfit.advice.model import Advice

# The same draws on every run, so that a failure is one of the change at hand; `make fuzz` draws anew, and more.
settings.register_profile("same", derandomize=True, deadline=None, max_examples=100)
settings.register_profile("fuzz", deadline=None, max_examples=10_000)
settings.load_profile("same")


def draws(usual: int, thorough: int) -> int:
    """How much a test marked `drawn` tries, which draws from seeds: a part in `make test`, all that it promises in `make fuzz`."""
    return thorough if settings().max_examples == settings.get_profile("fuzz").max_examples else usual


@lru_cache(maxsize=1000)
def parsed(data: bytes | str, name: str, path: str = "", start: int = 0) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """What a text says."""
    return read_documents(data, name, path, start)


# A rulebook by its folder, whose its files are, and the documents it was read from: the very same ones, which are kept, so that
# no other is taken for one of them.
_Read = tuple[str, frozenset[tuple[str, str]], tuple[tuple[str, int], ...]]
_read: dict[_Read, tuple[tuple[Document, ...], Rulebook]] = {}


def rulebook_read(documents: Mapping[str, Document], folder: str, problems: tuple[Problem, ...], overlays: Overlays) -> Rulebook:
    """The rulebook in a folder: the one read before, if its files still say what they said and no overlay changes it."""
    if problems or overlays.amendments or overlays.disabled:
        return read_rulebook(documents, folder, problems, overlays)
    key = (folder, frozenset(overlays.ids.items()), tuple((path, id(document)) for path, document in documents.items()))
    if key not in _read:
        _read[key] = tuple(documents.values()), read_rulebook(documents, folder, problems, overlays)
    return _read[key][1]


# What was worked out of an advice, by the name of that, its rulebook and its answers: each with the advice itself, which must
# be the same in everything.
_of_advice: dict[tuple[str, int, str], tuple["Advice", Any]] = {}
_MOST_KEPT = 1500
_Found = TypeVar("_Found")


def once(work_out: Callable[["Advice"], _Found]) -> Callable[["Advice"], _Found]:
    """What takes an advice and long, done once for the same advice."""

    def known(advice: "Advice") -> _Found:
        key = f"{work_out.__module__}.{work_out.__qualname__}", id(advice.rulebook), repr(sorted(advice.profile.answers.items()))
        if key not in _of_advice or _of_advice[key][0] != advice:
            found = advice, work_out(advice)
            if len(_of_advice) >= _MOST_KEPT:
                return found[1]
            _of_advice[key] = found
        return cast("_Found", _of_advice[key][1])

    return known


def certainty_of(advice: "Advice") -> "Certainty":
    """How sure an advice is, for tests of what is said of it: worked out once for the same advice."""
    # Not above: what is imported before `parsed` is in its place reads everything itself.
    from channelfit.advice import certainty

    return once(certainty.certainty_of)(advice)


def certainty_once(patch: pytest.MonkeyPatch) -> None:
    """Work out once how sure an advice is, that commands are called for again and again.

    Where a test has put something else in the place of one of these functions, that stays.
    """
    from channelfit.advice import certainty, explain, stability

    for module, name, home in (
        (certainty, "certainty_of", certainty),
        (explain, "stability_of", stability),
    ):
        if getattr(module, name).__module__ == home.__name__:
            patch.setattr(module, name, once(getattr(module, name)))


def look_seldom_for_garbage() -> None:
    """Little is left to be found: what nobody needs any more goes at once, unless it goes round in a circle."""
    gc.set_threshold(200_000, 20, 50)


def leave_alone_what_stays() -> None:
    """Tests and the rulebooks that they share live to the end: whoever looks for garbage need not look there."""
    gc.freeze()


def look_a_last_time() -> None:
    """What is left to be found goes now; pytest looks five times more, and Python itself when it ends."""
    gc.collect()
    gc.freeze()
