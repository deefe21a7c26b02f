"""The program as a function: arguments and streams go in, the exit code comes out."""

import sys
from io import BytesIO, TextIOWrapper

import pytest

from channelfit.cli.app import Streams, run
from conftest import EXAMPLES, Terminal

EXAMPLE = str(EXAMPLES / "machine-builder.yaml")


class Interrupted(BytesIO):
    """Standard input at which somebody presses Ctrl-C."""

    def read(self, _size: int | None = -1) -> bytes:
        """Never comes to an end."""
        raise KeyboardInterrupt

    readline = read


def test_the_streams_of_the_process_are_left_alone() -> None:
    """What is printed goes to the streams given, the code comes back, and everything is as before, also after an error."""
    before = (sys.stdin, sys.stdout, sys.stderr)
    for arguments, expected in (("--version", 0), ("--no-such-option", 2)):
        out, err = BytesIO(), BytesIO()
        streams = Streams(None, TextIOWrapper(out), TextIOWrapper(err))
        assert run([arguments], streams) == expected
        assert (sys.stdin, sys.stdout, sys.stderr) == before
        assert bool(out.getvalue()) is (expected == 0)
        assert bool(err.getvalue()) is (expected == 2)


def test_ctrl_c_is_130_without_a_word() -> None:
    """Also while the program waits for its input."""
    out, err = BytesIO(), BytesIO()
    streams = Streams(TextIOWrapper(Interrupted()), TextIOWrapper(out), TextIOWrapper(err))
    assert run(["advise"], streams) == 130
    assert (out.getvalue(), err.getvalue()) == (b"", b"")


@pytest.mark.parametrize(
    ("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"TERM": ""}, False)]
)
def test_a_terminal_gets_colours_unless_it_has_none_or_nobody_wants_them(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], coloured: bool
) -> None:
    """The stream says what it is, the variables what is wished."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in ({"TERM": "xterm"} | variables).items():
        monkeypatch.setenv(name, value)
    out = BytesIO()
    screen = Terminal(out)
    assert run(["advise", EXAMPLE], Streams(None, screen, screen)) == 0
    assert (b"\x1b[" in out.getvalue()) is coloured
