"""The guide for rule authors: its files are written and its commands run, in order, in an empty folder."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from channelfit.language import Language
from conftest import HERE, NewOverlays, Run

GUIDE = HERE.parent / "docs" / "rules.md"
_BLOCK = re.compile(r"(?:^`([^`\n]+)`:\n\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Step(NamedTuple):
    """A file to write, or a command with the output that the guide shows."""

    path: str
    text: str
    shown: str


def steps_of(guide: str) -> Iterator[Step]:
    """Everything that a reader of the guide does."""
    for path, kind, text in _BLOCK.findall(guide):
        if path:
            yield Step(path, text, "")
        elif kind == "console":
            for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, _, shown = part.partition("\n")
                yield Step("", command, shown)


STEPS = tuple(steps_of(GUIDE.read_text(encoding="utf-8")))
COMMANDS = [number for number, step in enumerate(STEPS) if step.text.startswith("channelfit ")]


def follow(step: Step, folder: Path, overlay: Path) -> None:
    """Do what a step of the guide changes in a folder; most commands of the program only print."""
    if step.path:
        (folder / step.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / step.path).write_text(step.text, encoding="utf-8")
    elif step.text.startswith("channelfit rules init"):
        shutil.copytree(overlay, folder / "my-rules")
    elif not step.text.startswith("channelfit "):
        subprocess.run(shlex.split(step.text), cwd=folder, check=True)


@pytest.mark.unmeasured
@pytest.mark.parametrize("number", COMMANDS, ids=lambda number: STEPS[number].text)
def test_the_guide_is_true(run: Run, tmp_path: Path, new_overlays: NewOverlays, number: int) -> None:
    """Whoever has followed it so far sees what it says, from an empty folder to the advice; `...` stands for lines left out."""
    for step in STEPS[:number]:
        follow(step, tmp_path, new_overlays[Language.EN][0])
    command, shown = STEPS[number].text, STEPS[number].shown
    ran = run(*shlex.split(command)[1:])
    # Where the built-in rules lie differs from machine to machine.
    printed = re.sub(r"(?<![\w.-])/[^\s:`]*/rules/", "channelfit/", ran.out + ran.err)
    pattern = "(?:.*\n)*?".join(re.escape(part) for part in re.split(r"^\.\.\.\n", shown, flags=re.MULTILINE))
    assert re.fullmatch(pattern, printed), printed


def test_the_guide_shows_what_matters() -> None:
    """Each command for rule authors, and every step has something to do."""
    commands = [STEPS[number] for number in COMMANDS]
    for command in ("init", "check", "show", "test", "diff"):
        assert any(step.text.startswith(f"channelfit rules {command} ") for step in commands)
    assert {step.path for step in STEPS} >= {"my-rules/rulebook.yaml", "my-rules/tests/own.yaml"}
    assert sum(bool(step.shown.strip()) for step in commands) >= 8
