"""What `docs/accessibility.md` promises of commands, help, errors and output for scripts, each row by a transcript."""

import json
import sys
from collections import Counter
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
import yaml

from channelfit.cli.app import Streams, run
from channelfit.cli.progress import progress_of
from channelfit.cli.rules_learn import LEARNING
from channelfit.language import Language
from conftest import EXAMPLES, Run
from conftest import Terminal as Screen
from screens import ESCAPES, on_a_terminal, words_of

STARTUP = EXAMPLES / "software-startup.yaml"
TERMINALS: tuple[dict[str, str], ...] = ({}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"ACCESSIBLE": "1"})
COMMANDS = {
    "explain": ("explain", "facebook", STARTUP),
    "compare": ("compare", STARTUP, "--set", "hours_per_week=20"),
    "profile check": ("profile", "check", STARTUP),
    "rules check": ("rules", "check", "DIR"),
    "rules test": ("rules", "test", "DIR"),
    "rules diff": ("rules", "diff", "DIR", "DIR"),
    "rules show": ("rules", "show", "alpha", "--rules", "DIR"),
}
# What is read as a page. Elsewhere a problem is a line, however long, for whoever searches for it.
PAGES = ("explain", "compare", "rules diff")
HELP = [(), ("advise",), ("explain",), ("compare",), ("batch",), ("profile",), ("profile", "new"), ("rules",), ("rules", "learn")]


def named(words: tuple[str | Path, ...], folder: Path) -> tuple[str | Path, ...]:
    """The words of a command, with the folder of rules that it works with."""
    return tuple(folder if word == "DIR" else word for word in words)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_the_same_words_on_every_terminal(run: Run, small_folder: Path, name: str) -> None:
    """In German, which has the longer words: with colours and without, read aloud, of any width, and in a pipe; and nothing reaches beyond the edge."""
    asked = (*named(COMMANDS[name], small_folder), "--lang", "de")
    piped = words_of(run(*asked).out)
    assert piped
    for env in TERMINALS:
        assert words_of(on_a_terminal(*asked, **env)) == piped
    for columns in (40, 120)[: 2 if name == "rules diff" else 1]:
        text = on_a_terminal(*asked, columns=str(columns), NO_COLOR="1")
        assert Counter("".join(words_of(text))) == Counter("".join(piped))
        if name in PAGES:
            assert max(len(line) for line in text.splitlines() if "://" not in line) <= columns


def test_every_answer_of_the_interview_can_be_typed_in_a_command(run: Run) -> None:
    """Every example company, by its answers alone: the same advice as from its profile."""
    for profile in sorted(EXAMPLES.glob("*.yaml")):
        answers = yaml.load(profile.read_text(encoding="utf-8"), yaml.BaseLoader)
        spoken = ("--lang", answers.pop("language", "en"), "--format", "json")
        given = [f"{key}={','.join(value) if isinstance(value, list) else value}" for key, value in answers.items()]
        typed = run("advise", *(word for text in given for word in ("--set", text)), *spoken)
        assert typed.code == 0
        assert typed == run("advise", profile, *spoken)


@pytest.mark.parametrize("words", HELP, ids=" ".join)
@pytest.mark.parametrize("language", list(Language))
def test_help_is_whole_at_every_width_and_without_colours(run: Run, words: tuple[str, ...], language: Language) -> None:
    """The same words at 40 columns as at 80, in a pipe and on a terminal; only what is copied in one piece is longer than a line."""
    env = {"CHANNELFIT_LANG": language}
    piped = run(*words, "--help", env=env).out
    assert not ESCAPES.search(piped)
    assert "..." not in piped.replace("]...", ""), "a sentence that is cut"
    for columns in ("40", "60", "80", "200"):
        text = on_a_terminal(*words, "--help", columns=columns, **env)
        assert "".join(text.split()) == "".join(piped.split())
        one_piece = [line for line in text.splitlines() if line.strip().startswith(("channelfit ", "-"))]
        assert [line for line in text.splitlines() if len(line) > int(columns) and line not in one_piece] == []


ERRORS: dict[str, tuple[tuple[str, ...], str, int, str]] = {
    "no such command": (("advis",), "", 2, "No such command 'advis'. Did you mean 'advise'?"),
    "no such option": (("advise", "--detials"), "", 2, "No such option: --detials (Possible options: --details"),
    "no such file": (("advise", "none.yaml"), "", 2, "none.yaml"),
    "no such answer": (("advise", "-"), "market: b2x\n", 2, "<stdin>:1:9: `market` has no option `b2x`; did you mean `b2c`?"),
    "no YAML": (("advise", "-"), "market: [\n", 2, "<stdin>:2:1: "),
    "answers missing": (("advise", "-"), "market: b2b\n", 3, "goals: What is your communication meant to achieve?"),
    "nobody to ask": (("advise", "--ask"), "", 3, "--ask: no terminal to ask in; answer with --set question=answer or a profile"),
    "no such channel": (("explain", "linkedn", str(STARTUP)), "", 2, "did you mean `linkedin`?"),
}


@pytest.mark.parametrize(("words", "stdin", "code", "said"), ERRORS.values(), ids=ERRORS)
def test_errors_are_words_on_stderr_and_a_code(run: Run, words: tuple[str, ...], stdin: str, code: int, said: str) -> None:
    """Nothing of them is on standard output, no colour or sign has to be seen, and the width changes no word."""
    ran = run(*words, stdin=stdin)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert not ESCAPES.search(ran.err)
    assert words_of(run(*words, stdin=stdin, env={"COLUMNS": "40", "TERM": "dumb", "ACCESSIBLE": "1"}).err) == words_of(ran.err)


@pytest.mark.parametrize("form", ["json", "jsonl", "markdown", "html"])
def test_output_for_scripts_has_the_same_bytes_everywhere(run: Run, form: str) -> None:
    """In a pipe and on a terminal with colours, narrow or read aloud: no escapes, nothing broken to a width."""
    asked = ("advise", STARTUP, "--format", form, "--lang", "en")
    piped = run(*asked)
    assert (piped.code, piped.err) == (0, "")
    assert "\x1b" not in piped.out
    for env in (*TERMINALS, {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"}):
        assert on_a_terminal(*asked, columns="40", PAGER="/nowhere", **env) == piped.out
    if form.startswith("json"):
        assert json.loads(piped.out)["schema"] == "channelfit.advice/1"
        assert form == "json" or piped.out.count("\n") == 1


def test_text_in_a_pipe_has_no_escapes_and_no_width_of_a_screen(run: Run) -> None:
    """80 columns, whatever terminal the pipe was started from."""
    for details in ((), ("--details",)):
        text = run("advise", STARTUP, *details, env={"TERM": "xterm-256color", "LINES": "5", "COLUMNS": "120"}).out
        assert "\x1b" not in text
        assert max(len(line) for line in text.splitlines() if "://" not in line) <= 80


def said_on(screen: Screen) -> str:
    """What stands on a screen."""
    screen.seek(0)
    return screen.read()


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_script_is_never_asked(form: str) -> None:
    """Nor waited for: with a screen to ask on, but nobody at standard input, what is missing is said, and how to answer it."""
    out, err = Screen(BytesIO()), Screen(BytesIO())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHANNELFIT_LANG", "en")
        stdin = TextIOWrapper(BytesIO(b"market: b2b\n"))
        assert run(["advise", "--format", form], Streams(stdin, out, err)) == 3
    said = said_on(err if form == "text" else out)
    assert "image,retention" in said
    assert "Market" not in said
    if form == "json":
        assert json.loads(said)["schema"] == "channelfit.missing/1"
        assert said_on(err) == ""


def test_progress_is_for_terminals_and_fits_the_narrowest(monkeypatch: pytest.MonkeyPatch) -> None:
    """A script reads nothing of it; a line that is written over is never broken in two."""
    pipe = StringIO()
    for stream in (pipe, None):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress_of(LEARNING, Language.EN) as told:
            told(0.5)
    assert pipe.getvalue() == ""
    assert max(len(LEARNING.filled(language, share="100 %")) for language in Language) < 40
