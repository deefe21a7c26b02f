"""What people see at terminals of all kinds, and the words of it."""

import re
from io import BytesIO
from pathlib import Path

import pytest

from channelfit.cli.app import Streams, run
from conftest import Terminal as Screen
from economy import certainty_once

# Signs beside words: without them, or with a box in their place, everything is still said.
SIGNS = re.compile(r"[^\w\s.,;:!?()/'\"&%€$£+<>=*-]")
ESCAPES = re.compile(r"\x1b\][^\x1b]*\x1b\\|\x1b\[[0-9;?]*[A-Za-z]")


def on_a_terminal(*arguments: str | Path, columns: str = "80", **env: str) -> str:
    """What a command prints for somebody at a terminal of so many columns, escapes and all."""
    out = BytesIO()
    screen = Screen(out)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("NO_COLOR", "ACCESSIBLE"):
            patch.delenv(name, raising=False)
        for name, value in {"TERM": "xterm-256color", "COLUMNS": columns, "LINES": "24", **env}.items():
            patch.setenv(name, value)
        certainty_once(patch)
        assert run([*map(str, arguments)], Streams(None, screen, screen)) == 0
    return out.getvalue().decode()


def words_of(text: str) -> list[str]:
    """The words of a text, without escapes, signs and the places where lines are broken."""
    return SIGNS.sub(" ", ESCAPES.sub("", text)).split()
