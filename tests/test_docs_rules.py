"""The guide for rule authors: its files are written and its commands run, in order, in an empty folder."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from conftest import HERE

GUIDE = HERE.parent / "docs" / "rules.md"
_BLOCK = re.compile(r"(?:^`([^`\n]+)`:\n\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Step(NamedTuple):
    """A file to write, or commands with the output that the guide shows."""

    path: str
    kind: str
    text: str


def steps() -> Iterator[Step]:
    """The blocks of the guide."""
    for path, kind, text in _BLOCK.findall(GUIDE.read_text(encoding="utf-8")):
        yield Step(path, kind, text)


def commands_of(text: str) -> list[tuple[str, str]]:
    """Each command of a console block with the output below it."""
    parts = re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in parts]


def run_command(command: str, folder: Path) -> str:
    """What a command prints, results and problems together."""
    program = f'channelfit() {{ "{sys.executable}" -m channelfit "$@"; }}\n{command}'
    env = {key: value for key, value in os.environ.items() if not key.startswith(("CHANNELFIT", "LC_", "LANG"))}
    done = subprocess.run(
        ["bash", "-c", program],
        cwd=folder,
        env={**env, "LANG": "en_GB.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=120,
    )
    # Where the built-in rules lie differs from machine to machine.
    return re.sub(r"(?<![\w.-])/[^\s:`]*/rules/", "channelfit/", done.stdout.decode())


def filled(folder: Path) -> str:
    """The guide with the output of every command as it is now; what matches with lines left out stays."""

    def fill(found: re.Match[str]) -> str:
        path, kind, text = found.group(1), found.group(2), found.group(3)
        if path:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        if kind != "console":
            return found.group(0)
        said = []
        for command, shown in commands_of(text):
            printed = run_command(command, folder)
            said.append(f"$ {command}\n{shown if agrees(shown, printed) else printed}")
        return f"```console\n{''.join(said)}```"

    return _BLOCK.sub(fill, GUIDE.read_text(encoding="utf-8"))


def agrees(shown: str, printed: str) -> bool:
    """Whether an output is what the guide shows; `...` on a line of its own stands for lines left out."""
    pattern = "(?:.*\n)*?".join(re.escape(part) for part in re.split(r"^\.\.\.\n", shown, flags=re.MULTILINE))
    return re.fullmatch(pattern, printed) is not None


def test_the_guide_is_true(tmp_path: Path) -> None:
    """Every command prints what the guide says, from an empty folder to the advice."""
    text = filled(tmp_path)
    assert text == GUIDE.read_text(encoding="utf-8")
    assert "Traceback" not in text
    assert "cannot stat" not in text


def test_the_guide_shows_what_matters() -> None:
    """Each command for rule authors, and every step has something to do."""
    text = GUIDE.read_text(encoding="utf-8")
    for command in ("init", "check", "show", "test", "diff"):
        assert f"$ channelfit rules {command}" in text
    assert {step.path for step in steps() if step.path} >= {"my-rules/rulebook.yaml", "my-rules/tests/own.yaml"}
    shown = [output for step in steps() if step.kind == "console" for _, output in commands_of(step.text)]
    assert sum(bool(output.strip()) for output in shown) >= 8
