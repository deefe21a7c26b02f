"""The parts of a run, in a hidden folder beside its result, until all are there."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from channelfit.source.problem import InvalidInput, Mark, Mistake, Source, problem
from channelfit.source.reasons import reason_of
from channelfit.writing import NOT_WRITABLE

OTHER_RUN = Mistake(
    "other-run",
    de="in `{path}` liegt etwas anderes als die Teile eines Laufs; räumen Sie es weg, oder nennen Sie eine andere Datei",
    en="`{path}` holds something else than the parts of a run; move it away, or name another file",
)
_STATE = "run.json"
# Where a file is put together that is not made of its parts bit by bit.
SCRATCH = "joined"


def begin(parts: Path, state: str) -> None:
    """The folder for the parts, with those of the same run that was stopped, if there was one."""
    known = parts / _STATE
    if parts.exists():
        with suppress(OSError):
            if known.read_text(encoding="utf-8") == state:
                return
        if not known.is_file() and any(path != _unfinished(known) for path in parts.iterdir()):
            raise InvalidInput([problem(OTHER_RUN, Mark(Source(str(parts)), 0, 0), path=parts)])
        clear(parts)
    parts.mkdir()
    replaced(known, partial(Path.write_text, data=state, encoding="utf-8"))


def clear(parts: Path) -> None:
    """Remove the parts. What tells that they are parts goes last, and says that they are to go, in case this is stopped too."""
    known = parts / _STATE
    replaced(known, partial(Path.write_text, data=""))
    for path in parts.iterdir():
        if path != known and not path.is_dir():
            path.unlink()
    shutil.rmtree(parts)


def _unfinished(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def replaced(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file among the parts in one step. Raises InvalidInput if that cannot be done."""
    written = _unfinished(path)
    try:
        with told_of(path):
            write(written)
            written.replace(path)
    except InvalidInput:
        written.unlink(missing_ok=True)
        raise


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """Turn what a file cannot be written for into a problem."""
    try:
        yield
    except OSError as error:
        raise InvalidInput([problem(NOT_WRITABLE, Mark(Source(str(path)), 0, 0), path=path, reason=reason_of(error))]) from error


def part_of(parts: Path, number: int) -> Path:
    """Where the results of a block are."""
    return parts / f"{number:08}.results"


def rejects_of(parts: Path, number: int) -> Path:
    """Where the rows of a block are that could not be answered, if there are any."""
    return parts / f"{number:08}.rejects"


def count_of(parts: Path, number: int) -> Path:
    """Where it stands that a block is done."""
    return parts / f"{number:08}.count"


def counted(parts: Path, number: int) -> tuple[int, int] | None:
    """How many rows a block that is done has, and how many could not be answered; nothing if it is not done."""
    with suppress(OSError, ValueError):
        rows, bad = json.loads(count_of(parts, number).read_text(encoding="utf-8"))
        return rows, bad
    return None
