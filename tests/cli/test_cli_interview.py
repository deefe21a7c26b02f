"""The interview in a real pseudo-terminal."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

from conftest import Run

DOWN, ENTER, SPACE, CTRL_C = "\x1b[B", "\r", " ", "\x03"


class Terminal:
    """The program in a pseudo-terminal; its result goes to a file, as with `> result.json`."""

    def __init__(self, arguments: list[str], result: Path) -> None:
        self.screen, slave = pty.openpty()
        self.output = b""
        with result.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "channelfit", *arguments],
                stdin=slave,
                stdout=out,
                stderr=slave,
                env={**os.environ, "TERM": "xterm", "LANG": "en_GB.UTF-8", "PROMPT_TOOLKIT_NO_CPR": "1"},
                start_new_session=True,
            )
        os.close(slave)

    def until(self, text: str, seconds: float = 30) -> None:
        """Read the screen until a text is there that was not there at the last call."""
        end = time.monotonic() + seconds
        while text.encode() not in self.output:
            assert time.monotonic() < end, f"{text!r} did not appear in {self.output.decode(errors='replace')!r}"
            if select.select([self.screen], [], [], 0.1)[0]:
                self.output += os.read(self.screen, 65536)
        self.output = self.output.split(text.encode(), 1)[1]

    def press(self, *keys: str) -> None:
        """Send keys, one at a time as a person would."""
        for key in keys:
            time.sleep(0.05)
            os.write(self.screen, key.encode())

    def end(self, seconds: float = 30) -> int:
        """The exit code; what is still said is read meanwhile."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            self._read_rest()
        self._read_rest()
        os.close(self.screen)
        return self.process.wait(timeout=1)

    def _read_rest(self) -> None:
        while select.select([self.screen], [], [], 0.1)[0]:
            try:
                self.output += os.read(self.screen, 65536)
            except OSError:  # The other side is closed.
                return


def test_an_interview_from_the_first_question_to_advice(small_folder: Path, tmp_path: Path) -> None:
    """Choices, ranking, several, "don't know", a number with a comma; prompts on stderr, the result alone on stdout."""
    result = tmp_path / "result.json"
    arguments = ["advise", "--rules", str(small_folder), "--format", "json"]
    terminal = Terminal(arguments, result)
    terminal.until("Market?")
    terminal.press(ENTER)
    terminal.until("goal 1 by importance")
    terminal.press(DOWN, ENTER)
    terminal.until("goal 2 by importance")
    terminal.press(DOWN, ENTER)
    terminal.until("goal 3 by importance")
    terminal.press(ENTER)
    terminal.until("Whom?")
    terminal.press(SPACE, ENTER)
    terminal.until("Video?")
    terminal.press(DOWN, DOWN, ENTER)
    terminal.until("Hours?")
    terminal.press("7", ",", "5", ENTER)
    terminal.until("Active?")
    terminal.press(DOWN, DOWN, DOWN, DOWN, SPACE, ENTER)
    terminal.until("Backing?")
    terminal.press(ENTER)
    assert terminal.end() == 0
    loaded = json.loads(result.read_text(encoding="utf-8"))
    assert loaded["answers"] == {
        "market": "b2b",
        "goals": ["recruiting", "image"],
        "hires": ["young"],
        "hours_per_week": 7.5,
        "active_channels": [],
        "backing": "yes",
    }


def test_ask_asks_only_what_the_profile_leaves_open(small_folder: Path, tmp_path: Path) -> None:
    """One question is left that can change anything."""
    profile = tmp_path / "profile.yaml"
    profile.write_text("market: b2c\ngoals: [image]\nvideo: true\nhours_per_week: 4\nactive_channels: []\n", encoding="utf-8")
    terminal = Terminal(["advise", str(profile), "--ask", "--rules", str(small_folder)], tmp_path / "result")
    terminal.until("Backing?")
    terminal.press(DOWN, ENTER)
    assert terminal.end() == 0
    assert "Beta channel" in (tmp_path / "result").read_text(encoding="utf-8")


def test_an_interrupted_interview_keeps_its_answers(small_folder: Path, tmp_path: Path, run: Run) -> None:
    """Ctrl-C: exit 130, and what is on the screen is a profile to go on with."""
    terminal = Terminal(["advise", "--rules", str(small_folder)], tmp_path / "result")
    terminal.until("Market?")
    terminal.press(DOWN, ENTER)
    terminal.until("goal 1 by importance")
    terminal.press(CTRL_C)
    assert terminal.end() == 130
    said = terminal.output.decode().replace("\r\n", "\n")
    kept = said[said.index("# Interrupted.") :]
    assert 'market: "b2c"' in kept
    assert (tmp_path / "result").read_bytes() == b""
    ran = run("advise", "--rules", small_folder, "--set", "goals=image", "--format", "json", stdin=kept)
    assert json.loads(ran.out)["answers"] == {"market": "b2c", "goals": ["image"]}


def test_a_number_out_of_range_is_refused_and_asked_again(small_folder: Path, tmp_path: Path) -> None:
    """The prompt says what is allowed and takes a correction."""
    profile = tmp_path / "profile.yaml"
    profile.write_text("market: b2c\ngoals: [image]\nvideo: true\nactive_channels: []\nbacking: partly\n", encoding="utf-8")
    terminal = Terminal(["advise", str(profile), "--ask", "--rules", str(small_folder)], tmp_path / "result")
    terminal.until("Hours?")
    terminal.press("9", "9", "9", ENTER)
    terminal.until("Please give a number from 0 to 200.")
    terminal.press("\x7f", "\x7f", ENTER)
    assert terminal.end() == 0
    assert "9 hours" in (tmp_path / "result").read_text(encoding="utf-8")


def test_ctrl_c_while_computing_is_130(small_folder: Path) -> None:
    """Interrupted while it waits for a pipe."""
    process = subprocess.Popen(
        [sys.executable, "-m", "channelfit", "advise", "--rules", str(small_folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")
