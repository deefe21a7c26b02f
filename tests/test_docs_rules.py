"""The guide for rule authors: its files are written and its commands run, in order, in an empty folder."""

import shlex
import subprocess
from pathlib import Path

import pytest

from conftest import HERE, Run
from console import Runner, commands_of, placed, steps, with_output, write

GUIDE = (HERE.parent / "docs" / "rules.md").read_text(encoding="utf-8")
CHAPTERS = GUIDE.split("\n## ")


def runner_of(run: Run) -> Runner:
    """What runs the commands of a page: the program, and the few of the system."""

    def start(command: str, folder: Path) -> str:
        program, *arguments = shlex.split(command)
        if program != "channelfit":
            return subprocess.run([program, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout
        ran = run(*arguments, cwd=folder)
        return placed(ran.out + ran.err)

    return start


def follow(page: str, folder: Path, runner: Runner) -> None:
    """Do what later chapters build on, without looking at what is printed."""
    for step in steps(page):
        if step.path:
            write(step, folder)
        for command, _ in commands_of(step.text) if step.kind == "console" else ():
            if command.startswith(("channelfit rules init", "mkdir", "mv")):
                runner(command, folder)


@pytest.mark.slow
@pytest.mark.unmeasured
@pytest.mark.parametrize("chapter", range(len(CHAPTERS)), ids=[chapter.partition("\n")[0] for chapter in CHAPTERS])
def test_the_guide_is_true(tmp_path: Path, run: Run, chapter: int) -> None:
    """Every command prints what the guide says, from an empty folder to the advice."""
    runner = runner_of(run)
    for earlier in CHAPTERS[:chapter]:
        follow(earlier, tmp_path, runner)
    text = with_output(CHAPTERS[chapter], tmp_path, runner)
    assert text == CHAPTERS[chapter]
    assert "Traceback" not in text


def test_the_guide_shows_what_matters() -> None:
    """Each command for rule authors, and every step has something to do."""
    for command in ("init", "check", "show", "test", "diff"):
        assert f"$ channelfit rules {command}" in GUIDE
    assert {step.path for step in steps(GUIDE) if step.path} >= {"my-rules/rulebook.yaml", "my-rules/tests/own.yaml"}
    shown = [output for step in steps(GUIDE) if step.kind == "console" for _, output in commands_of(step.text)]
    assert sum(bool(output.strip()) for output in shown) >= 8
