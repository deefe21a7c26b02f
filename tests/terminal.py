"""The program in a pseudo-terminal, and the keys that people press there."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

from conftest import plain_environment

UP, DOWN, LEFT, END, ENTER, SPACE, CTRL_C = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[F", "\r", " ", "\x03"
TAKE_BACK = "\x7f"


_SEEN = re.compile(r"\x1b\[([?0-9;]*)([A-Za-z])|\x1b\][^\x1b\x07]*(?:\x07|\x1b\\\\)|\x1b[=>]|(.)", re.DOTALL)


def lines_seen(output: str, columns: int) -> list[str]:
    """What stands on a terminal of so many columns after some output, from its first line on: as far as this program moves."""
    lines: list[list[str]] = [[]]
    row = column = 0
    for found in _SEEN.finditer(output):
        number, move, sign = int((found[1] or "").strip("?").split(";")[0] or 0), found[2], found[3]
        if sign in ("\r", "\n"):
            row, column = (row, 0) if sign == "\r" else (row + 1, column)
        elif sign and sign.isprintable():
            row, column = (row + 1, 0) if column == columns else (row, column)
            lines += [[] for _ in range(row + 1 - len(lines))]
            lines[row] += [" "] * (column + 1 - len(lines[row]))
            lines[row][column], column = sign, column + 1
        elif move in ("A", "B"):
            row = max(0, row + (number or 1) * (1 if move == "B" else -1))
        elif move in ("C", "D"):
            column = max(0, min(columns - 1, column + (number or 1) * (1 if move == "C" else -1)))
        elif move in ("J", "K") and row < len(lines):
            del lines[row][column:]
            lines = lines[: row + 1] if move == "J" else lines
    return ["".join(line).rstrip() for line in lines]


class Terminal:
    """The program, or some code, in a pseudo-terminal; its result goes to a file, as with `> result.json`, or to the screen."""

    def __init__(
        self,
        arguments: list[str],
        result: Path,
        *,
        on_screen: bool = False,
        code: str = "",
        size: str = "80x24",
        **env: str,
    ) -> None:
        self.screen, slave = pty.openpty()
        columns, rows = map(int, size.split("x"))
        self.resize(rows, columns)
        self.output = b""
        self.before = ""
        program = ("-c", code) if code else ("-m", "channelfit")
        with result.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, *program, *arguments],
                stdin=slave,
                stdout=slave if on_screen else out,
                stderr=slave,
                env=plain_environment(
                    {
                        "TERM": "xterm",
                        "PROMPT_TOOLKIT_NO_CPR": "1",
                        "XDG_STATE_HOME": str(result.parent / "state"),
                        **env,
                    }
                ),
                start_new_session=True,
                # Whoever runs the tests may not listen to a terminal that hangs up; who sits at this one does.
                preexec_fn=_listens,
            )
        os.close(slave)

    def resize(self, rows: int, columns: int) -> None:
        """Change the size of the window, as dragging its corner would."""
        fcntl.ioctl(self.screen, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def until(self, text: str, seconds: float = 12) -> None:
        """Read the screen until a text is there that was not there at the last call; `before` keeps what stood before it."""
        end = time.monotonic() + seconds
        while text.encode() not in self.output:
            assert time.monotonic() < end, f"{text!r} did not appear in {self.output.decode(errors='replace')!r}"
            if select.select([self.screen], [], [], 0.1)[0]:
                self.output += os.read(self.screen, 65536)
        before, self.output = self.output.split(text.encode(), 1)
        self.before = before.decode(errors="replace")

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


def _listens() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def know_nothing(terminal: Terminal) -> None:
    """Nobody knows what is still asked, up to the review."""
    while True:
        terminal.until("back")
        if "Is everything right?" in terminal.before:
            return
        terminal.press(*([ENTER] if "(number" in terminal.before else [END, ENTER]))


def drafts(folder: Path) -> list[Path]:
    """The drafts that are kept."""
    return sorted((folder / "state" / "channelfit").glob("draft-*.yaml"))


def answers_in(draft: Path) -> str:
    """What a draft holds, without its first line."""
    return draft.read_text(encoding="utf-8").split("\n", 1)[1]


def begin(terminal: Terminal, name: str = "") -> None:
    """Market b2b; goals recruiting, then image; seven and a half hours; backed, which decides on the hours; video."""
    terminal.until("called?")
    terminal.press(*name, ENTER)
    terminal.until("Market?")
    terminal.press(ENTER)
    terminal.until("Goals?")
    terminal.press(DOWN, SPACE, UP, SPACE, ENTER)
    terminal.until("Hours?")
    terminal.press("7", ",", "5", ENTER)
    terminal.until("Backing?")
    terminal.press(ENTER)
    terminal.until("Video?")
    terminal.press(ENTER)
