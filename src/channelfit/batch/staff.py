"""Who works on the blocks of a table: several processes, or this one alone."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context, parent_process

from channelfit.batch.results import Desk, desk_of
from channelfit.files import load_rulebook
from channelfit.language import Language
from channelfit.rulebook.model import Rulebook

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Asks somebody to do something at a desk: a function of it, and what else it is given.
Ask = Callable[..., "Future[Any]"]
# What a process keeps between blocks.
_desk: list[Desk] = []


@contextmanager
def staff(
    processes: int, rules: tuple[str, ...], rulebook: Rulebook, language: Language, max_channels: int | None
) -> Iterator[Ask]:
    """So many processes, who get ready at once; where one is enough it is this one, which does at once what it is asked.

    Where the system can, processes begin as copies of this one, with all that it has loaded: before it reads tables, since copies
    have none of the threads that do.
    """
    if processes < 2:
        desk = cache(lambda: desk_of(rulebook, language, max_channels))
        yield lambda function, *given: _done(function(desk(), *given))
        return
    copied = get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(processes, copied, _set_up, (rules, language, max_channels)) as pool:
        for _ in range(processes):
            pool.submit(int)
        yield lambda function, *given: pool.submit(_at_desk, function, *given)


def _done(result: object) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_result(result)
    return future


def _at_desk(function: Callable[..., object], *given: object) -> object:
    return function(_desk[0], *given)


def _set_up(rules: tuple[str, ...], language: Language, max_channels: int | None) -> None:
    """What a process does first; it reads the rules itself, which costs less than being sent them.

    Ctrl-C is for the process that it works for, and it ends with that, however that ends.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _desk.append(desk_of(load_rulebook(rules or None), language, max_channels))


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
