"""Write results and folders in one step each, and keep the answers of an interrupted interview."""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from channelfit.files import read_profile_file
from channelfit.profile import Profile, read_profile
from channelfit.rulebook.model import Rulebook
from channelfit.source.problem import InvalidInput, Mark, Mistake, Source, problem
from channelfit.source.reasons import reason_of

NOT_WRITABLE = Mistake(
    "not-writable",
    de="`{path}` kann nicht geschrieben werden: {reason}",
    en="`{path}` cannot be written: {reason}",
)


def write_text(path: str, text: str) -> None:
    """Write a file in one step, never half of it. Raises InvalidInput if that cannot be done."""
    _write(Path(path), text.encode("utf-8"))


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
            with contextlib.suppress(OSError):
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


def draft_path() -> Path:
    """Where the answers of an interrupted interview are kept."""
    from platformdirs import user_state_path

    return user_state_path("channelfit", appauthor=False) / "draft.yaml"


def keep_draft(text: str) -> None:
    """Keep answers for the next start, readable only by the user; a disk that refuses must not end an interview."""
    path = draft_path()
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        _replace(path, text.encode("utf-8"))


def read_draft(rulebook: Rulebook) -> Profile | None:
    """The answers kept, less those that the rulebook does not know any more; nothing if there are none."""
    path = draft_path()
    if not path.is_file():
        return None
    documents, _ = read_profile_file(str(path))
    profile, _ = read_profile(documents[0] if documents else None, rulebook)
    return profile if profile.answers else None


def drop_draft() -> None:
    """The interview has ended well."""
    with contextlib.suppress(OSError):
        draft_path().unlink(missing_ok=True)
