"""Say something between two questions, on stderr, so that the result can be piped while questions are answered."""

import shutil
import sys
import textwrap

MOST_WIDTH = 100
STYLES = {"quiet": "38;5;243", "bold": "1"}


def show(text: str, *, style: str = "") -> None:
    """Lines wrapped to the terminal, in a style where there are colours."""
    from channelfit.cli.output import has_colour

    width = min(shutil.get_terminal_size((80, 24)).columns - 1, MOST_WIDTH)
    lines = [part for line in text.split("\n") for part in wrapped(line, width)]
    if style and has_colour(sys.stderr):
        lines = [f"\x1b[{STYLES[style]}m{line}\x1b[0m" if line else line for line in lines]
    sys.stderr.write("\n".join(lines) + "\n")
    sys.stderr.flush()


def wrapped(line: str, width: int) -> list[str]:
    """A line in whole words, at least one row; what goes on stands under its beginning, and no-break spaces hold together."""
    indent = line[: len(line) - len(line.lstrip())]
    rows = textwrap.wrap(line.strip(), max(width, 10), initial_indent=indent, subsequent_indent=indent)
    return [row.replace("\u00a0", " ") for row in rows] or [""]
