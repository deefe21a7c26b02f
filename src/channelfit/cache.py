"""Keep plain data between runs, in the platform's cache folder, for this user alone.

What is damaged, foreign, unwritable or full is as if it were not there: reading gives nothing, and keeping does nothing. What is
kept is data and never code, in a form that is checked before it is read (`marshal` with a checksum).
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
from contextlib import suppress
from zlib import adler32, crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# `0` switches it off.
VARIABLE = "CHANNELFIT_CACHE"
# What was written by another Python is not even looked at.
_HEAD = f"channelfit {sys.implementation.cache_tag} {sys.hexversion:x} {marshal.version}\n".encode()
_MOST_BYTES = 64 * 1024 * 1024
# What was used longest ago goes when there is more.
_MOST_ENTRIES = 60
_UNFINISHED = ".new"
# A file that takes longer to be written, in seconds, will never be whole.
_STALE = 60
_FLAGS = os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK if os.name == "posix" else getattr(os, "O_BINARY", 0)


def cache_folder() -> str:
    """The folder, be it there or not; none if there is no such place or nothing is to be kept."""
    if os.environ.get(VARIABLE, "").strip() == "0":
        return ""
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA", "")
        return os.path.join(home, "channelfit", "Cache") if os.path.isabs(home) else ""
    home = os.environ.get("XDG_CACHE_HOME", "").strip()
    if not os.path.isabs(home):
        home = os.path.expanduser("~/Library/Caches" if sys.platform == "darwin" else "~/.cache")
    return f"{home}/channelfit" if os.path.isabs(home) else ""


def entry_name(kind: str, about: object) -> str:
    """The name of an entry of a kind about something; two that share one only take each other's place."""
    said = repr(about).encode(errors="surrogatepass")
    return f"{kind}-{crc32(said):08x}{crc32(said[::-1]):08x}"


def kept(name: str, about: object) -> Any:
    """What was kept under a name about the very same thing; nothing if that is not there, not ours or not whole."""
    folder = cache_folder()
    if not folder or not _is_ours(folder):
        return None
    with suppress(OSError, ValueError, EOFError, TypeError, MemoryError):
        data = _read(f"{folder}/{name}")
        end = len(_HEAD) + 8
        if data.startswith(_HEAD) and int.from_bytes(data[len(_HEAD) : end], "big") == _sum(memoryview(data)[end:]):
            held = marshal.loads(memoryview(data)[end:])
            if isinstance(held, tuple) and len(held) == 2 and held[0] == about:
                return held[1]
    return None


def keep(name: str, about: Any, value: Any) -> None:
    """Keep plain data under a name, whole or not at all; whatever stands in the way of that, nothing happens."""
    folder = cache_folder()
    if not folder:
        return
    with suppress(OSError, ValueError):
        os.makedirs(folder, 0o700, exist_ok=True)
        if not _is_ours(folder):
            return
        body = marshal.dumps((about, value))
        _write(folder, name, _HEAD + _sum(body).to_bytes(8, "big") + body)
        _tidy(folder)


def _sum(data: bytes | memoryview) -> int:
    """Two sums of different kinds, so that chance finds no other data with both."""
    return crc32(data) << 32 | adler32(data)


def _is_ours(folder: str) -> bool:
    """Whether a folder is this user's, and nobody else can write to it."""
    with suppress(OSError):
        found = os.lstat(folder)
        return stat.S_ISDIR(found.st_mode) and _is_private(found)
    return False


def _is_private(found: os.stat_result) -> bool:
    # Windows gives every user a folder of his own, and has no such marks.
    return sys.platform == "win32" or (found.st_uid == os.geteuid() and not found.st_mode & 0o022)


def _read(path: str) -> bytes:
    """The bytes of a file of this user's. Raises OSError if it is none."""
    handle = os.open(path, os.O_RDONLY | _FLAGS)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or not _is_private(found) or found.st_size > _MOST_BYTES:
            raise PermissionError
        parts = []
        while part := os.read(handle, max(found.st_size + 1, 65536)):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(handle)


def _write(folder: str, name: str, data: bytes) -> None:
    """Write a file beside its place and put it there when it is whole, so that nobody ever reads a part of it."""
    path = f"{folder}/{name}.{os.getpid()}{_UNFINISHED}"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _FLAGS, 0o600)
    try:
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(handle, left) :]
        finally:
            os.close(handle)
        os.replace(path, f"{folder}/{name}")
    except BaseException:
        with suppress(OSError):
            os.unlink(path)
        raise


def _tidy(folder: str) -> None:
    """Take out what was written longest ago, and what a program that was killed has left."""
    with os.scandir(folder) as entries:
        found = sorted(((entry.stat(follow_symlinks=False).st_mtime, entry.path) for entry in entries), reverse=True)
    newest = found[0][0] if found else 0.0
    finished = [(when, path) for when, path in found if not path.endswith(_UNFINISHED)]
    left_over = [path for when, path in found if path.endswith(_UNFINISHED) and newest - when > _STALE]
    for path in (*left_over, *(path for _, path in finished[_MOST_ENTRIES:])):
        with suppress(OSError):
            os.unlink(path)
