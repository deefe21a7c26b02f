"""What `docs/accessibility.md` promises, each row by a transcript."""

import re
import sys
from io import BytesIO
from pathlib import Path

import pytest

from channelfit.cli.pager import is_long
from channelfit.cli.progress import progress_of
from channelfit.language import Language, Text
from conftest import EXAMPLES, HERE, Run
from conftest import Terminal as Screen
from screens import ESCAPES, on_a_terminal, words_of
from terminal import ENTER, SPACE, Terminal

PAGE = HERE.parent / "docs" / "accessibility.md"
STARTUP = EXAMPLES / "software-startup.yaml"


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "details", [pytest.param((), id="first"), pytest.param(("--details",), marks=pytest.mark.slow, id="details")]
)
def test_words_are_the_same_without_colours_and_signs(run: Run, language: Language, details: tuple[str, ...]) -> None:
    """In a terminal with colours, in one without, read aloud, and in a pipe."""
    asked: tuple[str | Path, ...] = ("advise", STARTUP, "--lang", language, *details)
    piped = run(*asked).out
    for env in ({}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"ACCESSIBLE": "1", "PAGER": "/nowhere"}):
        assert words_of(on_a_terminal(*asked, **env)) == words_of(piped)
    assert words_of(on_a_terminal(*asked, "--plain")) == words_of(piped)
    assert words_of(on_a_terminal(*asked, TERM="dumb")) == words_of(on_a_terminal(*asked, ACCESSIBLE="1"))


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("language", list(Language))
def test_values_and_actions_are_there_at_every_width(language: Language, columns: int) -> None:
    """Channels, hours, who does what first, and the commands to go on with; nothing reaches beyond the edge."""
    text = on_a_terminal("advise", STARTUP, "--lang", language, columns=str(columns), NO_COLOR="1")
    said = " ".join(text.split())
    names = {
        "de": ("Website-Inhalte", "LinkedIn", "Jobportale", "Glassdoor", "10 von 10"),
        "en": ("Website content", "LinkedIn", "Job portals", "Glassdoor", "10 of 10"),
    }
    assert [name for name in (*names[language], "--details", "--output", "explain facebook") if name not in said] == []
    assert max(map(len, text.splitlines())) <= columns


# The answers of an interview of the small rulebook: what is asked, typed line by line, and pressed on the screen.
ANSWERED = (
    ("called?", "N", ("N", ENTER)),
    ("Market?", "1", (ENTER,)),
    ("Goals?", "1", (SPACE, ENTER)),
    ("Video?", "1", (ENTER,)),
    ("Hours?", "7,5", ("7", ",", "5", ENTER)),
    ("Backing?", "1", (ENTER,)),
    ("How would you like to go on?", "1", (ENTER,)),
    ("Is everything right?", "", (ENTER,)),
    ("What else would you like?", "4", (ENTER,)),
)


def interview(folder: Path, home: Path, *words: str, **env: str) -> list[str]:
    """All that stood on the screen in an interview, word by word."""
    home.mkdir()
    terminal = Terminal(["advise", "--rules", str(folder), *words], home / "result", on_screen=True, **env)
    seen = ""
    for question, typed, keys in ANSWERED:
        terminal.until(question)
        seen += terminal.before + question
        terminal.press(*([f"{typed}\n"] if words or env else keys))
    assert terminal.end() == 0
    seen += terminal.output.decode()
    return re.findall(r"[^\W\d_]+", ESCAPES.sub(" ", seen).replace(str(home), "").replace(str(folder), ""))


# What only one form says: how to move and to choose in it, and to come back from the pager.
WITH_ARROWS = {"space", "chooses", "Enter", "confirms", "q", "leads", "here"}
WITH_NUMBERS = {"numbers", "separated", "by", "commas"}


def test_an_interview_says_the_same_words_in_every_form(small_folder: Path, tmp_path: Path) -> None:
    """On the screen with arrow keys, line by line, and read aloud: from the opening to the command at the end."""
    screen = set(interview(small_folder, tmp_path / "screen"))
    plain = set(interview(small_folder, tmp_path / "plain", "--plain"))
    aloud = set(interview(small_folder, tmp_path / "aloud", ACCESSIBLE="1"))
    assert {"minutes", "present", "preliminary", "companies", "recruiting", "remaining", "boss", "scripts"} <= screen
    assert (screen - plain, plain - screen) == (WITH_ARROWS, WITH_NUMBERS)
    assert aloud == plain - {"plain"}


def test_progress_is_read_in_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read aloud is never written over: one line for each quarter, instead of one that changes all the time."""
    seen = {}
    for accessible in ("", "1"):
        out = BytesIO()
        monkeypatch.setenv("ACCESSIBLE", accessible)
        monkeypatch.setattr(sys, "stderr", Screen(out, write_through=True))
        with progress_of(Text("{share} gelernt", "{share} learned"), Language.EN) as told:
            for share in (0.1, 0.26, 0.3, 0.9, 1.0):
                told(share)
        seen[accessible] = out.getvalue().decode()
    assert seen["1"].splitlines() == ["0% learned", "25% learned", "75% learned", "100% learned"]
    assert "\r" not in seen["1"]
    assert "\r10% learned" in seen[""]


def test_no_pager_and_no_screen_for_what_is_read_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    """ACCESSIBLE prints what is long, as `--plain` does."""
    monkeypatch.setattr(sys, "stdin", Screen(BytesIO()))
    monkeypatch.setattr(sys, "stdout", Screen(BytesIO()))
    for accessible, paged in (("", True), ("0", True), ("1", False)):
        monkeypatch.setenv("ACCESSIBLE", accessible)
        assert is_long("line\n" * 500) is paged


def test_problems_are_said_in_words(run: Run, tmp_path: Path) -> None:
    """Which file and line, what was found, and what was expected; nothing has to be seen in the place of the caret or a colour."""
    (tmp_path / "p.yaml").write_text("market: b2x\n", encoding="utf-8")
    ran = run("profile", "check", "p.yaml")
    assert ran.err.splitlines()[0] == "p.yaml:1:9: `market` has no option `b2x`; did you mean `b2c`? [unknown-option]"
    assert "\x1b" not in ran.err


def test_the_page_names_tests_that_are_there() -> None:
    """Each row has one, by file and name, and says who asks for it; each area that GitHub's guidance is about has what both of its
    first requirements mean there."""
    areas = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL))
    assert [*areas] == ["Commands", "Prompts", "Progress", "Help", "Errors", "Output for people", "Output for scripts"]
    for area, text in areas.items():
        rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")][1:]
        assert {asked for _, asked, _ in rows} >= {"GitHub 1", "GitHub 2", "ours"}, area
        for what, asked, shown in rows:
            assert asked in ("GitHub 1", "GitHub 2", "ours"), what
            found = re.fullmatch(r"`(tests/[\w/]+\.py)`, `(test_\w+)`", shown) or pytest.fail(what)
            assert f"def {found[2]}(" in (HERE.parent / found[1]).read_text(encoding="utf-8"), what
