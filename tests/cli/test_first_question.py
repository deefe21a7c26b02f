"""The first question stands there before what draws the screen is loaded; what is typed meanwhile answers it."""

from pathlib import Path

import pytest

from terminal import CTRL_C, Terminal, answers_in, drafts, lines_seen

# What draws the screen is not loaded before a file is there.
WAITING = """\
import os, runpy, sys, time

class Waiting:
    def find_spec(self, name, path=None, target=None):
        while name == "prompt_toolkit" and not os.path.exists(gate):
            time.sleep(0.01)

gate = sys.argv.pop(1)
sys.meta_path.insert(0, Waiting())
runpy.run_module("channelfit", run_name="__main__")
"""


@pytest.mark.unmeasured
def test_nobody_waits_for_what_the_first_question_does_not_need(tmp_path: Path) -> None:
    """What draws the screen and what works out advice are loaded once it stands there."""
    for _ in range(2):
        terminal = Terminal(["advise", "--lang", "en"], tmp_path / "result", PYTHONPROFILEIMPORTTIME="1")
        terminal.until("What is your company called?")
        before = terminal.before
        terminal.until(" >")
        terminal.press(CTRL_C)
        assert terminal.end() == 130
    heavy = {"numpy", "prompt_toolkit", "typer", "rich", "yaml", "channelfit.advice.standing"}
    assert heavy & {line.rsplit("|", 1)[1].strip() for line in before.splitlines() if "|" in line} == set()


@pytest.mark.parametrize("size", ["80x24", "40x24"])
def test_what_is_typed_before_the_screen_is_drawn_answers_the_first_question(tmp_path: Path, size: str) -> None:
    """Nothing of it is lost, and neither it nor the question stays there twice, however wide the window is."""
    gate = tmp_path / "gate"
    terminal = Terminal([str(gate), "advise", "--lang", "en"], tmp_path / "result", code=WAITING, size=size)
    terminal.until("why)")
    seen = f"{terminal.before}why)"
    terminal.press("Nut\r")
    gate.touch()
    terminal.until("Who is your offer for?")
    stands = lines_seen(seen + terminal.before, int(size.partition("x")[0]))
    terminal.press(CTRL_C)
    assert terminal.end() == 130
    began = next(place for place, line in enumerate(stands) if line.endswith("up to about 27."))
    assert stands[began + 1 : began + 6] == ["", "What is your company called?", "  Nut", "", "=== Your company ==="]


def test_what_is_typed_before_the_first_question_stands_there_is_no_answer(tmp_path: Path) -> None:
    """One Enter too many behind the command, or more lines that were pasted with it."""
    gate = tmp_path / "gate"
    terminal = Terminal([str(gate), "advise", "--lang", "en"], tmp_path / "result", code=WAITING)
    terminal.press("Early\r")
    terminal.until("why)")
    terminal.press("Nut\r")
    gate.touch()
    terminal.until("Who is your offer for?")
    terminal.press(CTRL_C)
    assert terminal.end() == 130
    [draft] = drafts(tmp_path)
    assert answers_in(draft) == 'company: "Nut"\n'
