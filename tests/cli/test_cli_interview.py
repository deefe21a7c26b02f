"""The interview in a real pseudo-terminal: with arrow keys, and line by line."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from channelfit.files import load_rulebook
from conftest import Run
from terminal import CTRL_C, DOWN, END, ENTER, LEFT, SPACE, Terminal, answers_in, begin, drafts, know_nothing


@pytest.mark.slow
@pytest.mark.smoke
def test_an_interview_from_the_first_question_to_advice(small_folder: Path, tmp_path: Path) -> None:
    """Settled after the questions that count; the rest on wish; the review; prompts on stderr, the result alone on stdout."""
    result = tmp_path / "result.json"
    saved = tmp_path / "answers.yaml"
    terminal = Terminal(["advise", "--rules", str(small_folder), "--format", "json", "--save", str(saved)], result)
    begin(terminal)
    terminal.until("on the channels would change nothing in any case")
    terminal.until("How would you like to go on?")
    terminal.press(DOWN, ENTER)
    terminal.until("Whom?")
    terminal.press(SPACE, ENTER)
    terminal.until("Active?")
    assert "the young" in terminal.before, "the answer stays in sight"
    assert "done" not in terminal.before
    terminal.press(DOWN, DOWN, DOWN, DOWN, SPACE, ENTER)
    terminal.until("Is everything right?")
    assert "none of these" in terminal.before
    terminal.press(ENTER)
    assert terminal.end() == 0
    expected = {
        "market": "b2b",
        "goals": ["recruiting", "image"],
        "hires": ["young"],
        "video": True,
        "hours_per_week": 7.5,
        "active_channels": [],
        "backing": "yes",
    }
    assert json.loads(result.read_text(encoding="utf-8"))["answers"] == expected
    said = terminal.output.decode()
    assert f"channelfit advise {saved} --rules {small_folder}" in re.sub(r"\s+", " ", said)
    assert f"Written: {saved}" in said
    assert not drafts(tmp_path)


@pytest.mark.slow
@pytest.mark.unmeasured
def test_the_saved_profile_gives_the_same_advice(small_folder: Path, tmp_path: Path, run: Run) -> None:
    """`--save` writes comments, the answers, and what is open; reading it again gives the same bytes."""
    result, saved = tmp_path / "result.json", tmp_path / "answers.yaml"
    terminal = Terminal(["advise", "--rules", str(small_folder), "--format", "json", "--save", str(saved)], result)
    begin(terminal)
    terminal.until("How would you like to go on?")
    terminal.press(ENTER)
    terminal.until("Is everything right?")
    terminal.press(ENTER)
    assert terminal.end() == 0
    text = saved.read_text(encoding="utf-8")
    assert "# Video? (yes or no)" in text
    assert "\nhires:\n" in text
    assert run("advise", saved, "--rules", small_folder, "--format", "json").out == result.read_text(encoding="utf-8")


@pytest.mark.slow
def test_back_over_the_goals_voids_what_hangs_on_them(small_folder: Path, tmp_path: Path) -> None:
    """From the offer back to the goals: without recruiting nobody is asked whom they look for, later answers stay."""
    result = tmp_path / "result.json"
    terminal = Terminal(["advise", "--rules", str(small_folder), "--format", "json"], result)
    begin(terminal)
    terminal.until("How would you like to go on?")
    terminal.press(LEFT)
    terminal.until("Video?")
    terminal.press(LEFT)
    terminal.until("Backing?")
    terminal.press(LEFT)
    terminal.until("Hours?")
    terminal.press("\x7f", "\x7f", "\x7f", "<", ENTER)
    terminal.until("Goals?")
    terminal.until("[ ] sales")
    assert "[1] recruiting" in terminal.before
    terminal.press(SPACE, ENTER)
    terminal.until("How would you like to go on?")
    terminal.press(ENTER)
    terminal.until("Is everything right?")
    terminal.press(ENTER)
    assert terminal.end() == 0
    answers = json.loads(result.read_text(encoding="utf-8"))["answers"]
    assert answers == {"market": "b2b", "goals": ["image"], "video": True, "hours_per_week": 7.5, "backing": "yes"}


@pytest.mark.slow
def test_any_answer_can_be_changed_in_the_review(small_folder: Path, tmp_path: Path) -> None:
    """Chosen in the list, asked again with the present answer marked, and shown again."""
    result = tmp_path / "result.json"
    terminal = Terminal(["advise", "--rules", str(small_folder), "--format", "json"], result)
    begin(terminal)
    terminal.until("How would you like to go on?")
    terminal.press(ENTER)
    terminal.until("Is everything right?")
    terminal.press(DOWN, DOWN, DOWN, DOWN, ENTER)
    terminal.until("Video?")
    terminal.press(DOWN, ENTER)
    terminal.until("Is everything right?")
    terminal.press(ENTER)
    assert terminal.end() == 0
    assert json.loads(result.read_text(encoding="utf-8"))["answers"]["video"] is False


@pytest.mark.slow
def test_why_am_i_asked(small_folder: Path, tmp_path: Path) -> None:
    """The key for help explains and asks again, in lists and where a number is typed."""
    terminal = Terminal(["advise", "--rules", str(small_folder)], tmp_path / "result")
    terminal.until("called?")
    terminal.press("?", ENTER)
    terminal.until("The name changes nothing")
    terminal.press(ENTER)
    terminal.until("Market?")
    terminal.press("?")
    terminal.until("difference to: Alpha.")
    terminal.press(ENTER)
    terminal.until("Goals?")
    terminal.press("?")
    terminal.until("all channels depend on it")
    terminal.press(SPACE, ENTER)
    terminal.until("Video?")
    terminal.press(END, ENTER)
    terminal.until("Hours?")
    terminal.press("4", "?", ENTER)
    terminal.until("any channel may come in or drop out")
    terminal.until("> 4")
    terminal.press(CTRL_C)
    assert terminal.end() == 130


@pytest.mark.slow
@pytest.mark.unmeasured
def test_an_interrupted_interview_goes_on_at_the_next_start(small_folder: Path, tmp_path: Path) -> None:
    """Ctrl-C: exit 130, the draft is the user's alone; the next start offers it; a new start is possible too."""
    first = Terminal(["advise", "--rules", str(small_folder)], tmp_path / "first")
    first.until("called?")
    first.press(ENTER)
    first.until("Market?")
    first.press(DOWN, ENTER)
    first.until("Goals?")
    first.press(CTRL_C)
    assert first.end() == 130
    assert "Your answer is kept as a draft" in first.output.decode().replace("\r\n", " ")
    assert (tmp_path / "first").read_bytes() == b""
    [draft] = drafts(tmp_path)
    assert draft.stat().st_mode & 0o077 == 0
    assert answers_in(draft) == 'market: "b2c"\n'
    second = Terminal(["advise", "--rules", str(small_folder), "--format", "json"], tmp_path / "second")
    second.until("without a name (consumers), with one answer, ")
    second.press(ENTER)
    second.until("Goals?")
    second.press(SPACE, ENTER)
    second.until("Video?")
    second.press(END, ENTER)
    know_nothing(second)
    second.press(ENTER)
    assert second.end() == 0
    assert json.loads((tmp_path / "second").read_text(encoding="utf-8"))["answers"] == {"market": "b2c", "goals": ["image"]}
    assert not draft.exists()


def test_a_lost_terminal_keeps_the_answers(small_folder: Path, tmp_path: Path) -> None:
    """The window is closed in the middle."""
    terminal = Terminal(["advise", "--rules", str(small_folder)], tmp_path / "result")
    terminal.until("called?")
    terminal.press(ENTER)
    terminal.until("Market?")
    terminal.press(ENTER)
    terminal.until("Goals?")
    os.close(terminal.screen)
    assert terminal.process.wait(timeout=30) in (129, 130)
    assert [answers_in(draft) for draft in drafts(tmp_path)] == ['market: "b2b"\n']


@pytest.mark.unmeasured
def test_ask_asks_only_what_the_profile_leaves_open(small_folder: Path, tmp_path: Path) -> None:
    """The file leaves one question open: on the groundwork, which decides on the hours that can be believed."""
    profile = tmp_path / "profile.yaml"
    profile.write_text("market: b2c\ngoals: [image]\nvideo: true\nhours_per_week: 4\nactive_channels: []\n", encoding="utf-8")
    terminal = Terminal(["advise", str(profile), "--ask", "--rules", str(small_folder)], tmp_path / "result")
    terminal.until("Backing?")
    terminal.press(DOWN, ENTER)
    terminal.until("Is everything right?")
    terminal.press(ENTER)
    assert terminal.end() == 0
    assert "Beta channel" in (tmp_path / "result").read_text(encoding="utf-8")


def test_a_number_out_of_range_is_refused_and_asked_again(small_folder: Path, tmp_path: Path) -> None:
    """The prompt says what is allowed and takes a correction; the window may change its size meanwhile."""
    profile = tmp_path / "profile.yaml"
    profile.write_text("market: b2c\ngoals: [image]\nvideo: true\nactive_channels: []\nbacking: partly\n", encoding="utf-8")
    terminal = Terminal(["advise", str(profile), "--ask", "--rules", str(small_folder)], tmp_path / "result")
    terminal.until("Hours?")
    terminal.resize(12, 40)
    terminal.press("9", "9", "9", ENTER)
    terminal.until("is no number from 0 to")
    terminal.until(" >")
    terminal.press("9", ENTER)
    terminal.until("Is everything right?")
    terminal.press(ENTER)
    assert terminal.end() == 0
    assert "of 9\u00a0hours" in (tmp_path / "result").read_text(encoding="utf-8")


@pytest.mark.slow
def test_line_by_line_gives_the_same_profile(small_folder: Path, tmp_path: Path) -> None:
    """`--plain`, and a terminal that can do no more: numbers instead of arrows, the same steps."""
    for arguments, term, accessible in ((["--plain"], "xterm", "0"), ([], "dumb", ""), ([], "xterm", "1")):
        result = tmp_path / "result.json"
        asked = ["advise", "--rules", str(small_folder), "--format", "json", *arguments]
        terminal = Terminal(asked, result, TERM=term, ACCESSIBLE=accessible)
        for question, typed in (
            ("called?", "Nut & Bolt"),
            ("Market?", "?"),
            ("difference to: Alpha", "9"),
            ("“9” does not fit. Numbers from 1 to 2 are possible.", "1"),
            ("Goals?", "2,1"),
            ("Hours?", "<"),
            ("so far: recruiting, image", "2,1"),
            ("Hours?", "7,5"),
            ("Backing?", "1"),
            ("Video?", "1"),
            ("How would you like to go on?", "2"),
            ("Whom?", "1"),
            ("Active?", "0"),
            ("Is everything right?", ""),
        ):
            terminal.until(question)
            terminal.press(f"{typed}\n")
        assert terminal.end() == 0
        assert json.loads(result.read_text(encoding="utf-8"))["answers"] == {
            "market": "b2b",
            "goals": ["recruiting", "image"],
            "hires": ["young"],
            "video": True,
            "hours_per_week": 7.5,
            "active_channels": [],
            "backing": "yes",
        }


# A nursing service, in the words of the German interview.
NURSING = {
    "market": "an Privatleute",
    "goals": "Mitarbeitende gewinnen und halten",
    "hires": "Fachkräfte in Werkstatt und Pflege",
    "industry": "Gesundheit und Pflege",
    "area": "im Ort",
    "countries": "Deutschland",
    "content": "Fotos",
    "people": "Mitarbeitende",
    "hours_per_week": "5",
    "audience_age": "50 bis 69 Jahre",
}


@pytest.mark.slow
@pytest.mark.unmeasured
@pytest.mark.smoke
def test_a_whole_interview_in_german_with_the_full_rulebook(tmp_path: Path) -> None:
    """Whatever is asked, in whatever order: known from the table, else not known; it ends settled and with advice."""
    questions = {question.text.de: question for question in load_rulebook().questions.values()}
    terminal = Terminal(["advise", "--lang", "de", "--plain"], tmp_path / "result")
    asked = []
    while True:
        terminal.until("): ")
        seen = terminal.before
        assert "\x1b[" not in seen
        if "Stimmt alles?" in seen:
            break
        if "Wie heißt Ihr Unternehmen?" in seen:
            terminal.press("Pflege Müller\n")
            continue
        if "Wie soll es weitergehen?" in seen:
            terminal.press("\n")
            continue
        found = [question for text, question in questions.items() if text in re.sub(r"\s+", " ", seen)]
        if not found:
            break
        [question] = found[-1:]
        asked.append(question.id)
        wanted = NURSING.get(question.id, "")
        numbered = dict(re.findall(r"^  (\d+)  (.*?)\r?$", seen, re.MULTILINE))
        place = next((number for number, text in numbered.items() if text == wanted), wanted if wanted.isdigit() else "")
        terminal.press(f"{place}\n")
    terminal.press("\n")
    assert terminal.end() == 0
    assert asked[:3] == ["market", "industry", "goals"]
    assert len(asked) == len(set(asked)), asked
    page = (tmp_path / "result").read_text(encoding="utf-8")
    assert page.startswith("channelfit") or "Konzentrieren Sie sich auf" in page


@pytest.mark.slow
@pytest.mark.unmeasured
def test_answers_are_kept_until_the_result_is_written(small_folder: Path, tmp_path: Path) -> None:
    """A page that cannot be written ends with 2, and the next start offers to go on with the answers."""
    target = tmp_path / "somewhere" / "page.html"
    target.parent.mkdir()
    terminal = Terminal(["advise", "--rules", str(small_folder), "--output", str(target)], tmp_path / "none")
    begin(terminal)
    target.parent.rmdir()
    terminal.until("How would you like to go on?")
    terminal.press(ENTER)
    terminal.until("Is everything right?")
    terminal.press(ENTER)
    assert terminal.end() == 2
    assert "[not-writable]" in terminal.output.decode()
    assert "hours_per_week: 7.5" in answers_in(drafts(tmp_path)[0])


@pytest.mark.unmeasured
def test_a_logo_that_cannot_be_shown_is_told_before_anybody_is_asked(small_folder: Path, tmp_path: Path) -> None:
    """No question appears: ten minutes of answers for nothing would be worse than a message."""
    with (small_folder / "rulebook.yaml").open("a", encoding="utf-8") as head:
        head.write("house: {logo: none.svg}\n")
    terminal = Terminal(["advise", "--rules", str(small_folder), "--format", "html"], tmp_path / "none")
    assert terminal.end() == 2
    assert "Market?" not in terminal.output.decode()
    assert "[no-such-file]" in terminal.output.decode()


@pytest.mark.unmeasured
def test_the_command_at_the_end_repeats_file_and_options(small_folder: Path, tmp_path: Path) -> None:
    """Whatever shaped the result stands in it; what the file says is read from there again."""
    profile = tmp_path / "profile.yaml"
    profile.write_text(
        "market: b2b\ngoals: image\nhours_per_week: 4\nvideo: true\nbacking: 'yes'\nactive_channels: []\nhourly_value: 60\n",
        encoding="utf-8",
    )
    arguments = ["advise", str(profile), "--ask", "--rules", str(small_folder), "--max-channels", "1", "--lang", "de", "--plain"]
    terminal = Terminal(arguments, tmp_path / "result.txt")
    terminal.until("Stimmt alles?")
    terminal.press("1", ENTER)
    assert terminal.end() == 0
    said = re.sub(r"\s+", " ", terminal.output.decode())
    assert said.endswith(f" channelfit advise {profile} --rules {small_folder} --lang de --max-channels 1 --set language=de ")
    screen = (tmp_path / "result.txt").read_text(encoding="utf-8")
    assert re.search(r"WEITER|explain|--", screen) is None


@pytest.mark.slow
def test_ctrl_c_while_computing_is_130(small_folder: Path) -> None:
    """Interrupted while it waits for a pipe."""
    process = subprocess.Popen(
        [sys.executable, "-m", "channelfit", "advise", "--rules", str(small_folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A test run in the background of a shell ignores Ctrl-C, and so would whatever it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")
