"""What an interview must not lose, say or do, in a pseudo-terminal: each was wrong once."""

import os
import re
import shlex
import signal
import sys
import termios
from pathlib import Path

import pytest

from conftest import Run
from terminal import CTRL_C, DOWN, END, ENTER, LEFT, SPACE, UP, Terminal, answers_in, begin, drafts, know_nothing

PASTED = "\x1b[200~{text}\x1b[201~"
ECHO = termios.ECHO | termios.ICANON


def plain(text: str) -> str:
    """What is said, in one line, without colours and movements."""
    return re.sub(r"\s+", " ", re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text))


def at_the_goals(terminal: Terminal) -> None:
    """The first question with an order."""
    terminal.until("called?")
    terminal.press(ENTER)
    terminal.until("Market?")
    terminal.press(ENTER)
    terminal.until("[ ] sales")


@pytest.mark.slow
def test_help_back_and_resizing_keep_ranks_and_ticks(small_folder: Path, tmp_path: Path) -> None:
    """What was chosen and not confirmed is there again, with its order."""
    terminal = Terminal(["advise", "--rules", str(small_folder)], tmp_path / "result")
    at_the_goals(terminal)
    terminal.press(DOWN, SPACE, UP, SPACE, "?")
    terminal.until("all channels depend on it")
    terminal.until("[ ] sales")
    assert "[2] image" in terminal.before
    assert "[1] recruiting" in terminal.before
    terminal.resize(30, 60)
    terminal.press(LEFT)
    terminal.until("Market?")
    terminal.press(ENTER)
    terminal.until("[ ] sales")
    assert "[2] image" in terminal.before
    assert "[1] recruiting" in terminal.before
    terminal.press(ENTER)
    terminal.until("Hours?")
    terminal.press("2", "-", "3", " ", "h", ENTER)
    terminal.until("Understood as 2.5 hours.")
    terminal.press(CTRL_C)
    assert terminal.end() == 130
    assert answers_in(drafts(tmp_path)[0]).splitlines()[1:] == ['goals: ["recruiting", "image"]', "hours_per_week: 2.5"]


def test_enter_with_nothing_chosen_asks_back(small_folder: Path, tmp_path: Path) -> None:
    """Then it takes the option at hand; what is pasted into a list is dropped."""
    terminal = Terminal(["advise", "--rules", str(small_folder)], tmp_path / "result")
    at_the_goals(terminal)
    terminal.press(PASTED.format(text="abc\nfive hours\n"), DOWN, ENTER)
    terminal.until("Enter takes “recruiting”")
    terminal.press(ENTER)
    terminal.until("At present")
    assert "abc" not in terminal.before
    terminal.press(CTRL_C)
    assert terminal.end() == 130
    assert 'goals: ["recruiting"]' in answers_in(drafts(tmp_path)[0])


@pytest.mark.slow
def test_of_pasted_lines_the_first_is_taken_and_a_wrong_one_goes(small_folder: Path, tmp_path: Path) -> None:
    """The field can be got right again."""
    profile = tmp_path / "profile.yaml"
    profile.write_text("market: b2c\ngoals: [image]\nvideo: true\nactive_channels: []\nbacking: partly\n", encoding="utf-8")
    terminal = Terminal(["advise", str(profile), "--ask", "--rules", str(small_folder)], tmp_path / "result")
    terminal.until("Hours?")
    terminal.press(PASTED.format(text="abc\n5 hours\n"), ENTER)
    terminal.until("“abc” is no number from 0 to 200")
    terminal.until(" >")
    terminal.press(*"5 hours", ENTER)
    terminal.until("5 hours")
    terminal.until("Is everything right?")
    terminal.press(CTRL_C)
    assert terminal.end() == 130


def test_what_may_be_two_numbers_is_asked(small_folder: Path, tmp_path: Path) -> None:
    """In English a point parts no thousands: both readings are offered."""
    with (small_folder / "questions.yaml").open("a", encoding="utf-8") as questions:
        questions.write(
            "  - {id: money, section: all, type: number, required: true, min: 0, text: {de: 'Geld?', en: 'Money?'}}\n"
        )
    terminal = Terminal(
        ["advise", "--rules", str(small_folder), "--set", "market=b2b", "--set", "goals=image", "--ask"], tmp_path / "r"
    )
    terminal.until("Money?")
    terminal.press(*"1.000", ENTER)
    terminal.until("What is 1.000?")
    terminal.until("» 1,000")
    terminal.press(DOWN, ENTER)
    terminal.until("At present")
    terminal.press(CTRL_C)
    assert terminal.end() == 130
    assert "money: 1\n" in answers_in(drafts(tmp_path)[0])


@pytest.mark.slow
@pytest.mark.unmeasured
def test_each_interview_has_its_draft(small_folder: Path, tmp_path: Path) -> None:
    """One that runs is not offered; another file, and one that ends well, leave the others alone; each is named."""
    first = Terminal(["advise", "--rules", str(small_folder)], tmp_path / "first")
    first.until("called?")
    first.press(*"Nut & Bolt", ENTER)
    first.until("Market?")
    first.press(ENTER)
    first.until("Goals?")
    profile = tmp_path / "other.yaml"
    profile.write_text("market: b2c\ngoals: [image]\n", encoding="utf-8")
    other = Terminal(["advise", str(profile), "--ask", "--rules", str(small_folder)], tmp_path / "other")
    know_nothing(other)
    other.press(ENTER)
    assert other.end() == 0
    assert "interrupted" not in other.output.decode()
    second = Terminal(["advise", "--rules", str(small_folder)], tmp_path / "second")
    second.until("called?")
    assert "interrupted" not in second.before
    second.press(*"Second", ENTER)
    second.until("Market?")
    for terminal in (second, first):
        terminal.press(CTRL_C)
        assert terminal.end() == 130
    assert sorted(answers_in(draft) for draft in drafts(tmp_path)) == [
        'company: "Nut & Bolt"\nmarket: "b2b"\n',
        'company: "Second"\n',
    ]
    third = Terminal(["advise", "--rules", str(small_folder)], tmp_path / "third")
    third.until("There are 2 interviews that were interrupted.")
    third.until("Start again and delete all drafts")
    offered = plain(third.before)
    assert re.search(r"Go on: Nut & Bolt, with one answer, \d{4}-\d\d-\d\d at \d\d:\d\d", offered)
    assert re.search(r"Go on: Second, without answers yet", offered)
    third.press(END, ENTER)
    third.until("called?")
    assert drafts(tmp_path) == []
    third.press(CTRL_C)
    assert third.end() == 130


@pytest.mark.slow
def test_kept_is_said_only_of_what_is_kept(small_folder: Path, tmp_path: Path) -> None:
    """A folder that cannot be made: told at the first answer, and the command at the end holds the answers."""
    terminal = Terminal(["advise", "--rules", str(small_folder)], tmp_path / "result", XDG_STATE_HOME="/dev/null")
    terminal.until("called?")
    terminal.press(*"Nut & Bolt", ENTER)
    terminal.until("cannot be kept as a draft")
    terminal.until("Market?")
    terminal.press(DOWN, ENTER)
    terminal.until("Goals?")
    terminal.press(CTRL_C)
    assert terminal.end() == 130
    said = plain(terminal.output.decode())
    assert "could not be kept (/dev/null/channelfit" in said
    assert "is kept" not in said
    [command] = re.findall(r"channelfit advise .* --ask", said)
    options = ["--rules", str(small_folder), "--set", "market=b2c", "--set", "company=Nut & Bolt", "--set", "language=en"]
    assert shlex.split(command)[2:] == [*options, "--ask"]


# On the screen each of them; line by line the two that a keyboard sends in every run.
REQUESTS = [
    pytest.param(form, number, marks=pytest.mark.slow if form and number in (signal.SIGTERM, signal.SIGHUP) else ())
    for form in ([], ["--plain"])
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
]


@pytest.mark.parametrize(("form", "number"), REQUESTS)
def test_a_request_to_end_leaves_a_terminal_that_works(small_folder: Path, tmp_path: Path, number: int, form: list[str]) -> None:
    """The answers are kept, echo and lines are back, and the exit code says which signal it was."""
    terminal = Terminal(["advise", "--rules", str(small_folder), *form], tmp_path / "result")
    terminal.until("called?")
    terminal.press("Nut\r" if form else "Nut", *([] if form else [ENTER]))
    terminal.until("Market?")
    terminal.process.send_signal(number)
    terminal.until("Interrupted. The name is kept as a draft; the next start offers to go on.")
    assert terminal.process.wait(timeout=20) == 128 + number
    assert termios.tcgetattr(terminal.screen)[3] & ECHO == ECHO
    assert terminal.end() == 128 + number
    assert len(drafts(tmp_path)) == 1


@pytest.mark.slow
def test_a_list_is_put_aside_and_taken_up_again(small_folder: Path, tmp_path: Path) -> None:
    """By Ctrl-Z and `fg` in a shell: in between echo and lines are back, then the list stands there again."""
    command = shlex.join([sys.executable, "-m", "channelfit", "advise", "--rules", str(small_folder)])
    shell = "import pty, sys; pty.spawn(['bash', '--norc', '-i'])"
    terminal = Terminal([], tmp_path / "result", on_screen=True, code=shell)
    terminal.press(f"{command}\r")
    terminal.until("called?")
    terminal.press("Nut", ENTER)
    terminal.until("Market?")
    terminal.press("\x1a")
    terminal.until("Stopped")
    terminal.press("stty -a | grep -o ' icanon'; echo aside\r")
    terminal.until("\r icanon\r\naside")
    terminal.press("fg\r")
    terminal.until("Market?")
    terminal.press("\x03")
    terminal.until("kept as a draft")
    terminal.press("exit\r")
    assert terminal.end() == 0


@pytest.mark.parametrize("option", ["--output", "--save"])
def test_a_path_that_cannot_be_written_is_known_before_the_first_question(
    small_folder: Path, tmp_path: Path, option: str
) -> None:
    """A folder that is not there, and a folder in place of a file."""
    for path in (tmp_path / "nowhere" / "page", tmp_path):
        terminal = Terminal(["advise", "--rules", str(small_folder), option, str(path)], tmp_path / "result")
        assert terminal.end() == 2
        assert "[not-writable]" in terminal.output.decode()
        assert "called?" not in terminal.output.decode()


@pytest.mark.slow
def test_the_end_is_a_choice(small_folder: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The headline again; the page, the answers and why of a channel; each file named; the command gives the same bytes."""
    monkeypatch.chdir(tmp_path)
    result = tmp_path / "result"
    terminal = Terminal(["advise", "--rules", str(small_folder)], result, on_screen=True)
    begin(terminal, "Nut & Bolt")
    terminal.until("How would you like to go on?")
    terminal.press(ENTER)
    terminal.until("Is everything right?")
    terminal.press(ENTER)
    terminal.until("What else would you like?")
    assert plain(terminal.before).rstrip().endswith("put Upkeep in order.") or "Concentrate on" in terminal.before
    terminal.until("» Done")
    terminal.press(DOWN, ENTER)
    terminal.until("nut-bolt.html")
    terminal.press(ENTER)
    terminal.until(f"Written: {tmp_path / 'nut-bolt.html'}")
    terminal.until("» Done")
    terminal.press(UP, ENTER)
    terminal.until("Which channel?")
    terminal.press("g", "a", ENTER)
    terminal.until("Gamma")
    terminal.until("» Done")
    terminal.press(UP, UP, ENTER)
    terminal.until("nut-bolt.yaml")
    terminal.press(ENTER)
    terminal.until(f"Written: {tmp_path / 'nut-bolt.yaml'}")
    terminal.until("» Done")
    terminal.press(ENTER)
    assert terminal.end() == 0
    assert f"channelfit advise nut-bolt.yaml --rules {small_folder}" in plain(terminal.output.decode())
    assert "Nut &amp; Bolt" in (tmp_path / "nut-bolt.html").read_text(encoding="utf-8")
    again = run("advise", tmp_path / "nut-bolt.yaml", "--rules", small_folder, "--output", tmp_path / "again.html")
    assert again.code == 0
    assert (tmp_path / "again.html").read_bytes() == (tmp_path / "nut-bolt.html").read_bytes()


def test_the_same_again_is_the_same(small_folder: Path, tmp_path: Path, run: Run) -> None:
    """Language, name, form and answers, whatever the system's language is by then."""
    result = tmp_path / "result.json"
    terminal = Terminal(["advise", "--rules", str(small_folder), "--format", "json", "--plain"], result, CHANNELFIT_LANG="de")
    for question, typed in (("heißt", "Nuß, Bolz & Söhne"), ("Markt?", "1"), ("Ziele?", "1")):
        terminal.until(question)
        terminal.press(f"{typed}\n")
    know = {"Stunden?": "7,5", "Rückhalt?": "1", "Video?": "1"}
    while True:
        terminal.until("): ")
        if "Stimmt alles?" in terminal.before:
            break
        terminal.press(next((f"{typed}\n" for asked, typed in know.items() if asked in terminal.before), "\n"))
    terminal.press("\n")
    assert terminal.end() == 0
    command = terminal.output.decode().split("channelfit ")[-1]
    again = run(*shlex.split(command))
    assert again.out == result.read_text(encoding="utf-8")
    assert '"company": "Nuß, Bolz & Söhne"' in again.out
    assert os.environ.get("CHANNELFIT_LANG") != "de"
