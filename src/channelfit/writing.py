"""Write results and folders in one step each."""

import errno
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from channelfit.source.problem import InvalidInput, Mark, Mistake, Source, problem
from channelfit.source.reasons import reason_of

NOT_WRITABLE = Mistake(
    "not-writable",
    de="`{path}` kann nicht geschrieben werden: {reason}",
    en="`{path}` cannot be written: {reason}",
)


def write_text(path: str, text: str) -> None:
    """Write a file in one step, never half of it. Raises InvalidInput if that cannot be done."""
    # Names of files may have bytes in them that are no text.
    _write(Path(path), text.encode("utf-8", "replace"))


def _write(target: Path, data: bytes) -> None:
    try:
        if _is_there(target) and not target.is_file():
            # A pipe or a device cannot be replaced, and must not be.
            target.write_bytes(data)
        else:
            _replace(target.resolve(), data)
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


def check_folder(folder: Path) -> None:
    """Raises InvalidInput if a folder cannot be made or written to. That is tried, and nothing of it is left."""
    import tempfile

    made: list[Path] = []
    try:
        for path in (*reversed(folder.parents), folder):
            if not _is_there(path):
                path.mkdir()
                made.append(path)
        tempfile.NamedTemporaryFile(dir=folder).close()
    except (OSError, ValueError) as error:
        mark = Mark(Source(str(folder)), 0, 0)
        raise InvalidInput([problem(NOT_WRITABLE, mark, path=folder, reason=reason_of(error))]) from error
    finally:
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir()


def write_folder(folder: str | Path, files: Mapping[str, str | bytes]) -> None:
    """Write files by their path below a folder, which is made where it is not there. Raises InvalidInput."""
    for path, content in files.items():
        target = Path(folder, path)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            mark = Mark(Source(str(folder)), 0, 0)
            raise InvalidInput([problem(NOT_WRITABLE, mark, path=target.parent, reason=reason_of(error))]) from error
        _write(target, content.encode("utf-8") if isinstance(content, str) else content)


def _replace(target: Path, data: bytes) -> None:
    import tempfile

    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    with tempfile.NamedTemporaryFile("wb", dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
        written = Path(file.name)
        try:
            file.write(data)
            file.flush()
            written.chmod(mode)
            written.replace(target)
        except BaseException:
            written.unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_private(path: Path, text: str) -> None:
    """Write a file in one step that only the user may read. Raises OSError."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    _replace(path, text.encode("utf-8"))


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
        number = errno.EACCES
    if number:
        raise OSError(number, os.strerror(number))
