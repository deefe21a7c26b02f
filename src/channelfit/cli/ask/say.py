"""Say something between two questions, on stderr, so that the result can be piped while questions are answered."""

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from channelfit.language import held_together

MOST_WIDTH = 100
STYLES = {"bold": "1"}
_SHORT = 24


def room() -> tuple[int, int]:
    """How many columns and rows there are for what is asked: those of the terminal where it stands, wherever the result goes."""
    columns, rows = shutil.get_terminal_size((80, 24))
    with suppress(OSError, ValueError):
        there = os.get_terminal_size(sys.stderr.fileno())
        columns, rows = there if all(there) else (columns, rows)
    return min(columns - 1, MOST_WIDTH), rows


def show(text: str, *, style: str = "", hang: int = 0) -> None:
    """Lines wrapped to the terminal, what goes on further in, in a style where there are colours."""
    from channelfit.cli.output import has_colour

    lines = [part for line in text.split("\n") for part in wrapped(line, room()[0], hang)]
    if style and has_colour(sys.stderr):
        lines = [f"\x1b[{STYLES[style]}m{line}\x1b[0m" if line else line for line in lines]
    sys.stderr.write("\n".join(lines) + "\n")
    sys.stderr.flush()


def drop_input() -> None:
    """Drop what was typed before a question: pasted with the last answer, or one Enter too many while it was worked out."""
    if sys.platform != "win32":
        import termios

        with suppress(OSError, ValueError, termios.error):
            termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


@contextmanager
def unseen() -> Iterator[None]:
    """Let what is typed meanwhile wait for whoever reads it, without a trace on the screen."""
    if sys.platform == "win32":
        yield
        return
    import termios

    before = None
    with suppress(OSError, ValueError, termios.error):
        before = termios.tcgetattr(sys.stdin.fileno())
        silent = [*before[:3], before[3] & ~(termios.ECHO | termios.ECHONL), *before[4:]]
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, silent)
    try:
        yield
    finally:
        if before is not None:
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, before)


def joined(parts: Iterable[str]) -> str:
    """What belongs together, on one line with points between: no point begins a row, and no short part is broken."""
    return "\u00a0· ".join(part.replace(" ", "\u00a0") if len(part) <= _SHORT else part for part in parts)


def heading(title: str) -> str:
    """The title of a section on a line of its own."""
    return f"=== {title} ==="


def wrapped(line: str, width: int, hang: int = 0) -> list[str]:
    """A line in whole words, at least one row; what goes on stands under its beginning or further in by `hang`, and no-break
    spaces hold together, as do amounts and their units."""
    indent = line[: len(line) - len(line.lstrip())]
    rows = textwrap.wrap(
        held_together(line.strip()), max(width, 10), initial_indent=indent, subsequent_indent=indent + " " * hang
    )
    return [row.replace("\u00a0", " ") for row in rows] or [""]
