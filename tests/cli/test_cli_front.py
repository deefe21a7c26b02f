"""The short way to a plain `advise`, to help and to the version ends where the long way does."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from channelfit.cache import VARIABLE
from channelfit.cli.front import _FLAGS, _ONE, _SEVERAL, plain_call
from channelfit.cli.program import program
from conftest import EXAMPLES, Run, plain_environment, start_program

BAKERY = str(EXAMPLES / "bakery.yaml")
PROGRAM = get_command(program())
assert isinstance(PROGRAM, TyperGroup)
ADVISE = PROGRAM.commands["advise"]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "a.yaml",
        "a.yaml b.yaml -",
        "--format json a.yaml",
        "a.yaml --format html --lang de",
        "a.yaml --lang de_AT.UTF-8",
        "--set market=b2b --set goals=image,sales --details",
        "--rules one --rules two --max-channels 2 a.yaml --plain",
        "--example bakery --max-channels 0",
    ],
)
def test_a_plain_call_is_what_the_parser_makes_of_it(typed: str) -> None:
    """Every value, and of the same type; what is not named has its default."""
    found = plain_call(["advise", *typed.split()])
    assert found is not None
    with ADVISE.make_context("advise", typed.split()) as context:
        assert said(found) == said(context.params)


def said(values: Mapping[str, object]) -> dict[str, tuple[type, object]]:
    """What was typed, with its type; the parser has tuples where the command gets lists."""
    lists = {name: [*value] if isinstance(value, tuple) else value for name, value in values.items()}
    return {name: (type(value), value) for name, value in lists.items() if value not in (None, []) and value is not False}


def test_the_short_way_knows_options_that_there_are() -> None:
    """Under the same names, with and without a value, once and several times."""
    known = {option: param for param in ADVISE.params for option in param.opts}
    for options, takes, several in ((_ONE, True, False), (_SEVERAL, True, True)):
        for option, (name, _) in options.items():
            param = known[option]
            assert (param.name, not getattr(param, "is_flag", False), param.multiple) == (name, takes, several)
    for option, flag in _FLAGS.items():
        assert (known[option].name, getattr(known[option], "is_flag", None)) == (flag, True)


@pytest.mark.parametrize(
    "typed",
    [
        "explain linkedin",
        "advise --help",
        "advise --format",
        "advise --format pdf",
        "advise --format --lang de",
        "advise --format json --format text",
        "advise --lang fr",
        "advise --max-channels 101",
        "advise --max-channels -1",
        "advise --set -h",
        "advise -- a.yaml",
        "advise --format=json",
        "advise --unknown",
        "advise --ask",
        "advise --output page.html",
        "--lang de advise",
    ],
)
def test_everything_else_is_left_to_the_parser(typed: str) -> None:
    """What is wrong, what is done seldom, and what could mean something else."""
    assert plain_call(typed.split()) is None


def test_the_variable_for_rules_is_left_to_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what is wrong with it."""
    monkeypatch.setenv("CHANNELFIT_RULES", "rules")
    assert plain_call(["advise", "a.yaml"]) is None


def test_an_empty_word_is_left_to_the_parser() -> None:
    """Nobody means it."""
    assert plain_call(["advise", ""]) is None


@pytest.mark.parametrize("typed", ["--help", "advise -h", "rules check --help", "bogus --help", "--version", "advise --set -h"])
def test_help_is_the_same_however_often_it_is_asked_for(run: Run, tmp_path: Path, typed: str) -> None:
    """In both languages, and of another width; what is wrong is told every time."""
    for language in ("de_DE", "en_GB"):
        for width in ("60", "80"):
            env = {"LANG": f"{language}.UTF-8", "COLUMNS": width}
            kept = {**env, VARIABLE: "1", "XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
            wanted = run(*typed.split(), env=env)
            assert [run(*typed.split(), env=kept) for _ in range(2)] == [wanted, wanted]


def test_a_plain_call_loads_no_parser(tmp_path: Path) -> None:
    """Nor anything else that is only needed for other forms; what it takes to load would be longer than the answer."""
    start_program("advise", BAKERY, "--format", "json", cwd=tmp_path)
    for arguments in (["advise", BAKERY, "--format", "json"], ["--help"], ["--version"]):
        start_program(*arguments, cwd=tmp_path)
        code = (
            f"import sys; sys.argv = ['channelfit', *{arguments!r}]\n"
            "from channelfit.cli.app import run\n"
            "run()\n"
            "print(*sorted({'typer', 'rich', 'jinja2', 'prompt_toolkit', 'channelfit.rulefiles'} & sys.modules.keys()), file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, env=plain_environment({}), check=True, cwd=tmp_path
        )
        assert done.stderr == b"\n"
