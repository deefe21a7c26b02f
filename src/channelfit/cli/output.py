"""Print results on stdout and problems on stderr, and end with the right exit code."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import typer

from channelfit.language import Language
from channelfit.source.problem import InvalidInput, Mark, Source, problem
from channelfit.writing import NOT_WRITABLE, write_text

PROBLEMS_FOUND = 1
UNUSABLE = 2
MISSING = 3
INTERRUPTED = 130


@contextmanager
def problems_reported(language: Language, exit_code: int = UNUSABLE) -> Iterator[None]:
    """Turn invalid input into its problems on stderr and an exit code."""
    try:
        yield
    except InvalidInput as error:
        from channelfit.render.reports.problems import render_problems

        tell(render_problems(error.problems, language))
        raise typer.Exit(exit_code) from None


def put(text: str, path: str | None = None) -> None:
    """Print a result on stdout, or write it to a file; a reader who has seen enough ends the program quietly."""
    if path is not None:
        write_text(path, text)
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # Python flushes once more at the end; that must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise typer.Exit(0) from None
        mark = Mark(Source("<stdout>"), 0, 0)
        raise InvalidInput([problem(NOT_WRITABLE, mark, path="<stdout>", reason=error.strerror)]) from None


def has_colour(stream: TextIO | None) -> bool:
    """Whether a stream is a terminal that shows colours, and nobody asked for none."""
    if stream is None or not stream.isatty() or os.environ.get("NO_COLOR"):
        return False
    return os.environ.get("TERM", "") not in ("", "dumb", "unknown")


def tell(text: str) -> None:
    """Say something that is no result: problems, notices."""
    sys.stderr.write(text)
    sys.stderr.flush()
