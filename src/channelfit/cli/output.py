"""Print results on stdout and problems on stderr, and end with the right exit code."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from channelfit.language import Language
from channelfit.source.problem import InvalidInput, Mark, Problem, Source, problem
from channelfit.source.reasons import reason_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO, TextIO

    from channelfit.render.forms.form import Form

PROBLEMS_FOUND = 1
UNUSABLE = 2
MISSING = 3
INTERRUPTED = 130
_STDOUT = "<stdout>"


class Ended(Exception):
    """A command is done; everything has been said."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@contextmanager
def problems_reported(
    language: Language, exit_code: int = UNUSABLE, *, form: Form | None = None, output: Path | None = None
) -> Iterator[None]:
    """Turn invalid input into its problems and an exit code.

    They are told on stderr; who asked for a form that programs read has them in that form on stdout instead.
    """
    try:
        yield
    except InvalidInput as error:
        report_problems(error.problems, language, form, output)
        raise Ended(exit_code) from None


def report_problems(
    problems: Sequence[Problem],
    language: Language,
    form: Form | None,
    output: Path | None,
    *,
    document: int | None = None,
    compact: bool = False,
) -> None:
    """Tell problems where they are looked for: on stderr, or in the form that programs read, with the document that has them."""
    from channelfit.reading import with_texts
    from channelfit.render.forms.table import JSON, JSONL, JUNIT
    from channelfit.render.reports.problems import render_problems, render_problems_as_junit

    problems = with_texts(problems)
    if form is JUNIT:
        _put_junit(render_problems_as_junit(problems, language), output)
    if form in (JSON, JSONL) and output is None:
        from channelfit.render.forms.data import render_json
        from channelfit.render.plain.problems import problems_as_plain

        put(render_json(problems_as_plain(problems, language, document), compact=compact or form is JSONL))
    elif form is not JUNIT or output is not None:
        tell(render_problems(problems, language))


def _put_junit(text: str, output: Path | None) -> None:
    """A build server must not go on with an old outcome; but a file that is no outcome stays, and one that cannot be written."""
    with suppress(InvalidInput, OSError):
        if output is None or not output.exists() or (output.is_file() and output.read_bytes().startswith(b"<?xml")):
            put(text, str(output) if output else None)


def put(text: str, path: str | None = None) -> None:
    """Print a result on stdout, or write it to a file; a reader who has seen enough ends the program quietly."""
    if path is not None:
        from channelfit.writing import write_text  # Whoever reads the result on the screen needs none of it.

        write_text(path, text)
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        let_go(sys.stdout)
        if isinstance(error, BrokenPipeError):
            raise Ended(0) from None
        raise stdout_refuses(error) from None


def stdout_refuses(error: OSError) -> InvalidInput:
    """The problem that standard output takes nothing more."""
    from channelfit.writing import NOT_WRITABLE

    return InvalidInput([problem(NOT_WRITABLE, Mark(Source(_STDOUT), 0, 0), path=_STDOUT, reason=reason_of(error))])


def let_go(stream: IO[str]) -> None:
    """Let a stream that refuses what is written lead nowhere: Python writes once more at the end, which must not fail again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class Closed(io.StringIO):
    """Stands for a stream that a process was started without: whoever writes to it hears of it."""

    def write(self, _: str) -> int:
        """Raises OSError."""
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    def isatty(self) -> bool:
        """Nobody watches."""
        return False


def has_colour(stream: TextIO | None) -> bool:
    """Whether a stream is a terminal that shows colours, and nobody asked for none."""
    if stream is None or not stream.isatty() or os.environ.get("NO_COLOR"):
        return False
    return os.environ.get("TERM", "") not in ("", "dumb", "unknown")


def is_read_aloud() -> bool:
    """Whether somebody asked all programs for output that a screen reader can read in order."""
    return os.environ.get("ACCESSIBLE", "") not in ("", "0")


def tell(text: str) -> None:
    """Say something that is no result: problems, notices."""
    if sys.stderr is None:
        return
    with suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()
