"""Write results and folders in one step each."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain
from pathlib import Path

from channelfit.source.problem import InvalidInput, Mark, Mistake, Source, problem
from channelfit.source.reasons import reason_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO

NOT_WRITABLE = Mistake(
    "not-writable",
    de="`{path}` kann nicht geschrieben werden: {reason}",
    en="`{path}` cannot be written: {reason}",
)
# How the names of what is still being written begin.
UNFINISHED = ".channelfit-unfinished-"
# What a killed program was writing is removed after so many seconds.
STALE = 60
_HEAD = "rulebook.yaml"


def write_bytes(path: str | Path, parts: Iterable[bytes]) -> None:
    """Write a file in one step when the last part of it has come. Raises InvalidInput if that cannot be done."""
    _write(Path(path), parts)


def write_text(path: str, text: str) -> None:
    """Write a file in one step, never half of it. Raises InvalidInput if that cannot be done."""
    # Names of files may have bytes in them that are no text.
    _write(Path(path), [text.encode("utf-8", "replace")])


def write_parts(path: str, parts: Iterable[str]) -> None:
    """Write a file in one step when the last part of its text has come; without any part it stays as it is."""
    _write(Path(path), (part.encode("utf-8", "replace") for part in parts))


def _write(target: Path, data: Iterable[bytes]) -> None:
    rest = iter(data)
    first = next(rest, None)
    if first is None:
        return
    parts = chain([first], rest)
    try:
        if _is_there(target) and not target.is_file():
            # A pipe or a device cannot be replaced, and must not be.
            with target.open("wb") as file:
                file.writelines(parts)
        else:
            _replace(target.resolve(), parts)
    except (OSError, ValueError) as error:
        mark = Mark(Source(str(target)), 0, 0)
        raise InvalidInput([problem(NOT_WRITABLE, mark, path=target, reason=reason_of(error))]) from error


def _is_there(target: Path) -> bool:
    """Whether there is a file, a folder or a device. Raises OSError for links that lead in a circle, which others do not."""
    try:
        target.stat()
    except FileNotFoundError:
        return False
    return True


def is_free(folder: Path) -> bool:
    """Whether a folder is not there yet, or is empty. Raises InvalidInput if that cannot be known."""
    try:
        return not _is_there(folder) or (folder.is_dir() and not any(folder.iterdir()))
    except (OSError, ValueError) as error:
        mark = Mark(Source(str(folder)), 0, 0)
        raise InvalidInput([problem(NOT_WRITABLE, mark, path=folder, reason=reason_of(error))]) from error


def _try(folder: Path) -> None:
    """Raise what the system says of a new file in a folder, of which nothing is left."""
    import tempfile

    tempfile.NamedTemporaryFile(dir=folder).close()


def check_folder(folder: Path) -> None:
    """Raises InvalidInput if a folder cannot be made or written to. That is tried, and nothing of it is left."""
    made: list[Path] = []
    try:
        for path in (*reversed(folder.parents), folder):
            if not _is_there(path):
                path.mkdir()
                made.append(path)
        _try(folder)
    except (OSError, ValueError) as error:
        mark = Mark(Source(str(folder)), 0, 0)
        raise InvalidInput([problem(NOT_WRITABLE, mark, path=folder, reason=reason_of(error))]) from error
    finally:
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir()


def write_folder(folder: str | Path, files: Mapping[str, str | bytes]) -> None:
    """Write files by their path below a folder; one that is not there yet, or empty, appears in one step.

    Raises InvalidInput, and leaves nothing that was not there before, if that cannot be done.
    """
    target = Path(folder)
    # What tells that a folder holds rules comes last: a part of them must not look whole.
    paths = sorted(files, key=lambda path: path == _HEAD)
    contents = {path: text.encode("utf-8", "replace") if isinstance(text := files[path], str) else text for path in paths}
    if is_free(target) and _appears(target, contents):
        return
    made: list[Path] = []
    try:
        for path, data in contents.items():
            file = Path(target, path)
            made += [one for one in (file, *file.parents) if not one.exists()]
            _make_above(file)
            _write(file, [data])
    except BaseException:
        # Half a folder is worse than none.
        for one in sorted(set(made), key=lambda one: -len(one.parts)):
            with suppress(OSError):
                one.rmdir() if one.is_dir() else one.unlink(missing_ok=True)
        raise


def _make_above(file: Path) -> None:
    """Make the folders above a file. Raises InvalidInput if that cannot be done."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        mark = Mark(Source(str(file.parent)), 0, 0)
        raise InvalidInput([problem(NOT_WRITABLE, mark, path=file.parent, reason=reason_of(error))]) from error


def _appears(folder: Path, contents: Mapping[str, bytes]) -> bool:
    """Make a folder, with what is missing above it, beside its place and move it there; whether that can be done."""
    beside = None
    try:
        if folder.exists() and not _is_replaceable(folder):
            return False
        place = folder.absolute()
        above = [path for path in place.parents if not path.exists()]
        first = above[-1] if above else place
        made = _beside(first)
        made.mkdir(mode=folder.stat().st_mode & 0o777 if folder.exists() else 0o777)
        beside = made
        for path, data in contents.items():
            written = beside / place.relative_to(first) / path
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_bytes(data)
        beside.replace(first)
        beside = None
    except OSError:
        return False
    finally:
        if beside is not None:
            _remove(beside)
    return True


def _is_replaceable(folder: Path) -> bool:
    """Whether an empty folder may be another one afterwards: not if somebody stands in it, links to it or lent it."""
    stands_there = Path.cwd().is_relative_to(folder.resolve())
    return not (stands_there or folder.is_symlink() or (hasattr(os, "getuid") and folder.stat().st_uid != os.getuid()))


def _remove(path: Path) -> None:
    import shutil

    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _beside(target: Path) -> Path:
    """The name of what is written until it takes the place of the target; short, since that of the target may be long.

    What programs were writing there when they were killed goes.
    """
    for left in target.parent.glob(f"{UNFINISHED}[0-9]*"):
        with suppress(OSError, ValueError):
            if time.time() - left.stat().st_mtime > STALE:
                _remove(left)
    return target.with_name(f"{UNFINISHED}{os.getpid()}")


def _replace(target: Path, parts: Iterable[bytes], mode: int | None = None) -> None:
    """Put a file in place in one step, with the mode that it has already, or the usual one."""
    if mode is None:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    with _unnamed(target.parent) as file:
        if file is None:
            _put_named(target, parts, mode)
            return
        file.writelines(parts)
        file.flush()
        if not _is_put(file, target, mode):
            file.seek(0)
            _put_named(target, iter(partial(file.read, 1 << 20), b""), mode)


@contextmanager
def _unnamed(folder: Path) -> Iterator[IO[bytes] | None]:
    """A file that has no name before it is whole, so that nothing is left of it whatever ends the program."""
    try:
        descriptor = os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600)
    except (AttributeError, OSError):
        yield None
        return
    with os.fdopen(descriptor, "w+b") as file:
        yield file


def _is_put(file: IO[bytes], target: Path, mode: int) -> bool:
    """Whether a file without a name could be given that of the target."""
    try:
        os.fchmod(file.fileno(), mode)
        # Only with a folder to look from does Python follow the link to what is open.
        name = partial(os.link, f"/proc/self/fd/{file.fileno()}", src_dir_fd=file.fileno(), follow_symlinks=True)
        if not target.exists():
            name(target)
            return True
        beside = _beside(target)
        beside.unlink(missing_ok=True)
        name(beside)
        beside.replace(target)
    except OSError:
        return False
    return True


def _put_named(target: Path, parts: Iterable[bytes], mode: int) -> None:
    beside = _beside(target)
    beside.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.writelines(parts)
        beside.chmod(mode)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_private(path: Path, text: str) -> None:
    """Write a file in one step that only the user may read. Raises OSError."""
    _replace(path, [text.encode("utf-8")], 0o600)


def check_writable(path: str | Path) -> None:
    """Raise InvalidInput if a file cannot be written, before anybody spends time on what would stand in it."""
    try:
        _look_at(Path(path))
    except (OSError, RuntimeError, ValueError) as error:
        raise InvalidInput([problem(NOT_WRITABLE, Mark(Source(str(path)), 0, 0), path=path, reason=reason_of(error))]) from None


def _look_at(target: Path) -> None:
    """Raise what the system would say of a file that is written; a folder that lets nobody in says so itself."""
    is_replaced = not _is_there(target) or target.is_file()
    folder = target.resolve().parent
    number = 0
    if target.is_dir():
        number = errno.EISDIR
    elif is_replaced and not folder.is_dir():
        number = errno.ENOTDIR if folder.exists() else errno.ENOENT
    elif not os.access(folder if is_replaced else target, os.W_OK):
        if is_replaced:
            _try(folder)
        else:
            number = errno.EACCES
    if number:
        raise OSError(number, os.strerror(number))
