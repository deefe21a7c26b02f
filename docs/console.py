"""The commands that the docs show, with what they print: `$ command` in a block of kind `console`, its output below it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

# Below a line with its path in backticks a block is a file.
_BLOCK = re.compile(r"(?:^`([^`\n]+)`:\n\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LEFT_OUT = "...\n"
# What prints a command, in a folder.
Runner = Callable[[str, Path], str]


class Step(NamedTuple):
    """A file to write, or commands with what the page shows below them."""

    path: str
    kind: str
    text: str


def steps(page: str) -> Iterator[Step]:
    """The blocks of a page, in order."""
    for path, kind, text in _BLOCK.findall(page):
        yield Step(path, kind, text)


def commands_of(text: str) -> list[tuple[str, str]]:
    """Each command of a console block with the output below it."""
    parts = re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in parts]


def agrees(shown: str, printed: str) -> bool:
    """Whether an output is what a page shows; `...` on a line of its own stands for lines left out."""
    pattern = "(?:.*\n)*?".join(re.escape(part) for part in re.split(r"^\.\.\.\n", shown, flags=re.MULTILINE))
    return re.fullmatch(pattern, printed) is not None


def with_output(page: str, folder: Path, run: Runner) -> str:
    """The page after writing its files and running its commands in a folder; what still agrees stays as it is."""

    def fill(found: re.Match[str]) -> str:
        step = Step(*found.groups(default=""))
        if step.path:
            write(step, folder)
        if step.kind != "console":
            return found.group(0)
        said = [f"$ {command}\n{_as_shown(shown, run(command, folder))}" for command, shown in commands_of(step.text)]
        return f"```console\n{''.join(said)}```"

    return _BLOCK.sub(fill, page)


def write(step: Step, folder: Path) -> None:
    """Put a file of a page where the page says; what begins with blanks is added to one that is there."""
    target = folder / step.path
    target.parent.mkdir(parents=True, exist_ok=True)
    before = target.read_text(encoding="utf-8") if step.text.startswith(" ") else ""
    target.write_text(before + step.text, encoding="utf-8")


def copy_checkout(checkout: Path, folder: Path) -> Path:
    """What the recipes for changing the program need of a checkout, to be changed without harm."""
    for part in ("rules", "examples", "src/channelfit/starter"):
        shutil.copytree(checkout / part, folder / part)
    return folder


def placed(printed: str) -> str:
    """An output as it is on every machine: the built-in rules lie elsewhere on each."""
    return re.sub(r"(?<![\w.-])/[^\s:`]*/rules/", "channelfit/", printed)


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
    return placed(done.stdout.decode())


def _as_shown(shown: str, printed: str) -> str:
    """What a page shows of an output from now on: where only its end was left out, as many lines as before."""
    if agrees(shown, printed):
        return shown
    start, left_out, rest = shown.partition(_LEFT_OUT)
    kept = printed.splitlines(keepends=True)[: start.count("\n")]
    return "".join(kept) + _LEFT_OUT if left_out and not rest else printed
