"""Long results in a terminal: through the pager of the user, and what is decided remains on the screen."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import EXAMPLES, plain_environment

MUSEUM = EXAMPLES / "museum.yaml"
HEADLINE = "Concentrate on an e-mail newsletter and Instagram (also on Facebook): 9\u00a0hours a"


def shown(*arguments: str | Path, **env: str) -> str:
    """What a terminal of 24 lines shows until the program ends."""
    screen, inner = pty.openpty()
    command = [sys.executable, "-m", "channelfit", *map(str, arguments), "--lang", "en"]
    plain = {key: value for key, value in plain_environment({}).items() if key not in ("NO_COLOR", "PAGER", "LESS")}
    with subprocess.Popen(
        command,
        stdin=inner,
        stdout=inner,
        stderr=inner,
        env={**plain, "TERM": "xterm", "LINES": "24", "COLUMNS": "80", **env},
        start_new_session=True,
    ):
        os.close(inner)
        text = b""
        try:
            while part := os.read(screen, 65536):
                text += part
        except OSError:  # Linux says so when the other side is closed.
            pass
    os.close(screen)
    return text.decode().replace("\r\n", "\n")


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """A pager that keeps what it is given and shows one line."""
    script = tmp_path / "my pager"
    script.write_text(f'#!/bin/sh\ncat > "{tmp_path}/paged"\necho "(paged)"\n', encoding="utf-8")
    script.chmod(0o755)
    return f"'{script}'"


def test_details_go_through_the_pager_and_the_headline_remains(pager: str, tmp_path: Path) -> None:
    """Everything is in the pager, with links that can be followed; on the screen below it the result in one sentence."""
    left = shown("advise", MUSEUM, "--details", PAGER=pager)
    paged = (tmp_path / "paged").read_text(encoding="utf-8")
    assert left.startswith("(paged)\n")
    assert HEADLINE in left.splitlines()[-2]
    assert len(left.splitlines()) < 6
    assert "SOURCES" in paged
    links = re.findall("\x1b]8;;(https?://[^\x1b]+)\x1b\\\\.*?(https?://[^\x1b]+)\x1b", paged)
    assert links
    assert all(target == seen for target, seen in links)


@pytest.mark.slow
@pytest.mark.parametrize("env", [{"PAGER": "/nowhere/pager"}, {"PAGER": ""}])
def test_without_a_pager_everything_is_printed_and_the_headline_again(env: dict[str, str]) -> None:
    """At the top and at the end."""
    seen = shown("advise", MUSEUM, "--details", **env)
    assert "SOURCES" in seen
    assert seen.count(HEADLINE) == 2
    assert HEADLINE in seen[seen.index("SOURCES") :]


def test_plain_output_is_not_paged(pager: str, tmp_path: Path) -> None:
    """What is to be read aloud is printed, and nothing in it twice."""
    seen = shown("advise", MUSEUM, "--plain", "--details", PAGER=pager)
    assert seen.count(HEADLINE) == 1
    assert not (tmp_path / "paged").exists()


@pytest.mark.parametrize(("lines", "arguments", "times"), [("24", (), 2), ("60", (), 1), ("24", ("--plain",), 1)])
def test_the_headline_is_the_last_of_a_first_screen_that_is_longer_than_the_screen(
    lines: str, arguments: tuple[str, ...], times: int, pager: str, tmp_path: Path
) -> None:
    """It would have scrolled away; what is to be read at once is not paged."""
    seen = shown("advise", MUSEUM, *arguments, PAGER=pager, LINES=lines)
    assert seen.count(HEADLINE) == times
    assert (HEADLINE in "".join(seen.splitlines()[-3:])) == (times == 2)
    assert not (tmp_path / "paged").exists()


def test_what_could_be_read_is_in_the_pager_though_the_next_cannot(pager: str, tmp_path: Path) -> None:
    """The first of two profiles, and what is wrong with the second."""
    (tmp_path / "bad.yaml").write_text("market: b2x\n", encoding="utf-8")
    seen = shown("advise", MUSEUM, tmp_path / "bad.yaml", "--details", PAGER=pager)
    assert "SOURCES" in (tmp_path / "paged").read_text(encoding="utf-8")
    assert "[unknown-option]" in seen


def test_without_colour_there_are_no_escapes() -> None:
    """NO_COLOR leaves words only; a link is text in one line."""
    seen = shown("advise", MUSEUM, "--plain", "--details", NO_COLOR="1")
    assert "\x1b" not in seen
    assert max(map(len, re.findall(r"https?://\S+", seen))) > 80
