"""Tell whether files are still the same, by what the system says of them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress

_HERE = os.path.dirname(__file__)
# A name, and what `stat` says of it.
Signature = tuple[str, int, int, int, int, int]


def signature_of(name: str, found: os.stat_result) -> Signature:
    """What tells a file from what it was: a change of its text, its rights or its place is seen in it."""
    return (name, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_mode)


def program(folders: Iterable[str]) -> tuple[object, ...]:
    """What tells some folders of this program from those of others, which may do the same otherwise; nothing without sources."""
    return tuple(found for folder in folders if (found := _modules_in(f"{_HERE}/{folder}")))


def _modules_in(folder: str) -> tuple[Signature, ...]:
    with suppress(OSError), os.scandir(folder) as entries:
        return tuple(sorted(signature_of(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py")))
    return ()
