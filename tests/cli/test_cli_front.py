"""The short way to a plain `advise`, to help and to the version ends where the long way does."""

import inspect
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from channelfit.cache import VARIABLE
from channelfit.cli.front import FLAGS, ONE, SEVERAL, SHORT, plain_call
from channelfit.cli.program import program
from channelfit.cli.rules_check import FailOn
from conftest import EXAMPLES, Run, plain_environment

if TYPE_CHECKING:
    from typer._click.core import Context

BAKERY = str(EXAMPLES / "bakery.yaml")
PROGRAM = get_command(program())


def command_named(names: str) -> TyperCommand:
    """A command of the parser by its names."""
    command = PROGRAM
    for name in names.split():
        assert isinstance(command, TyperGroup)
        command = command.commands[name]
    assert isinstance(command, TyperCommand)
    return command


@pytest.mark.parametrize(
    ("named", "typed"),
    [
        ("advise", ""),
        ("advise", "a.yaml"),
        ("advise", "a.yaml b.yaml -"),
        ("advise", "--format json a.yaml"),
        ("advise", "a.yaml --format html --lang de"),
        ("advise", "a.yaml --lang de_AT.UTF-8"),
        ("advise", "--set market=b2b --set goals=image,sales --details"),
        ("advise", "--rules one --rules two --max-channels 2 a.yaml --plain"),
        ("advise", "--example bakery --max-channels 0"),
        ("explain", "linkedin"),
        ("explain", "--lang en linkedin a.yaml --format markdown b.yaml"),
        ("explain", "linkedin --example bakery --keep-going --max-channels 3 --set market=b2b --rules one"),
        ("explain", "linkedin --rules ./one/ --rules two//three --rules ../four"),
        ("compare", "a.yaml"),
        ("compare", "a.yaml --set market=b2b b.yaml --max-channels 3 --rules one --format jsonl"),
        ("profile check", "-"),
        ("profile check", "a.yaml --format json b.yaml --lang en --set market=b2b --rules one"),
        ("rules check", ""),
        ("rules check", "--format json --fail-on warning rules --lang de"),
        ("rules test", "rules --coverage"),
        ("rules test", "--format junit --lang en"),
        ("rules diff", "channelfit rules/"),
        ("rules diff", "--sample 0 one --profiles two three --format markdown --lang de"),
    ],
)
def test_a_plain_call_is_what_the_parser_makes_of_it(named: str, typed: str) -> None:
    """Every value, and of the same type; what is not named has its default."""
    found = plain_call([*named.split(), *typed.split()])
    command = command_named(named)
    assert found is not None
    assert inspect.unwrap(command.callback or print) is found.func
    with command.make_context(named, typed.split()) as context:
        defaults = {name: value for name, value in context.params.items() if _is_default(context, name)}
        # Paths and severities become what they are to the command only when typer calls it.
        made = {
            name: type(value)(context.params[name]) for name, value in found.keywords.items() if isinstance(value, Path | FailOn)
        }
        assert said(defaults | found.keywords) == said(context.params | made)


def _is_default(context: "Context", name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "DEFAULT"


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("one", "one"),
        ("../one", "../one"),
        (".", "."),
        ("./one", "one"),
        ("one/", "one"),
        ("one//two", "one/two"),
        ("a/../b", "a/../b"),
    ],
)
def test_the_name_of_a_folder_is_what_a_path_makes_of_it(typed: str, given: str) -> None:
    """However it was typed, since messages name it."""
    found = plain_call(["advise", "--rules", typed])
    assert found is not None
    assert [str(folder) for folder in found.keywords["rules"]] == [str(Path(given))]


def said(values: Mapping[str, object]) -> dict[str, tuple[type, object]]:
    """What was typed, with its type; the parser has tuples where the command gets lists."""
    lists = {name: [*value] if type(value) is tuple else value for name, value in values.items()}
    # A folder may be given by its name alone, if that is written as a path writes it.
    lists |= {
        name: [Path(str(one)) for one in value] for name, value in lists.items() if name == "rules" and isinstance(value, list)
    }
    return {name: (type(value), value) for name, value in lists.items() if value not in (None, []) and value is not False}


@pytest.mark.parametrize("named", SHORT)
def test_the_short_way_knows_options_that_there_are(named: str) -> None:
    """Under the same names, with and without a value, once and several times; and the words of a command."""
    short, params = SHORT[named], command_named(named).params
    known = {option: param for param in params for option in param.opts if option.startswith("-")}
    for options, takes, several in ((ONE, True, False), (SEVERAL, True, True), (FLAGS, False, False)):
        for option in options.keys() & short.options:
            param = known[option]
            assert (param.name, not getattr(param, "is_flag", False), param.multiple) == (options[option], takes, several)
    assert known["--format"].metavar == f"<{'|'.join(short.forms)}>"
    words = [param for param in params if param.param_type_name == "argument"]
    assert [param.name for param in words] == [*short.words, *([short.further] if short.further else [])]
    assert [param.nargs for param in words] == [*(1 for _ in short.words), *([-1] if short.further else [])]
    assert sum(param.required for param in words) == short.needed


@pytest.mark.parametrize(
    "typed",
    [
        "explain",
        "explain --format html linkedin",
        "explain linkedin --details",
        "compare",
        "compare a.yaml b.yaml c.yaml",
        "compare a.yaml --example bakery",
        "compare a.yaml --output page.md",
        "profile",
        "profile check",
        "profile check a.yaml --format markdown",
        "profile new a.yaml",
        "rules",
        "rules show linkedin",
        "rules check one two",
        "rules check --fail-on info",
        "rules check --format junit",
        "rules check --rules one",
        "rules test --output report.xml",
        "rules test --format markdown",
        "rules diff one",
        "rules diff one two --sample 5001",
        "rules diff one two --profiles",
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
    for language, width in (("de_DE", "60"), ("en_GB", "60"), ("en_GB", "80")):
        env = {"LANG": f"{language}.UTF-8", "COLUMNS": width}
        kept = {**env, VARIABLE: "1", "XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
        wanted = run(*typed.split(), env=env)
        assert [run(*typed.split(), env=kept) for _ in range(2)] == [wanted, wanted]


def test_a_plain_call_loads_no_parser(tmp_path: Path, small_folder: Path) -> None:
    """Nor anything else that is only needed for other forms; what it takes to load would be longer than the answer."""
    calls = (
        ["advise", BAKERY, "--format", "json"],
        ["advise", BAKERY],
        ["explain", "linkedin", BAKERY],
        ["compare", BAKERY, "--set", "hours_per_week=9"],
        ["profile", "check", BAKERY],
        ["rules", "check", str(small_folder)],
        ["rules", "test", str(small_folder)],
        ["rules", "diff", str(small_folder), "channelfit", "--sample", "10"],
        ["--help"],
        ["--version"],
    )
    code = (
        "import gc, sys\n"
        "gc.disable()\n"
        "from channelfit import kept\n"
        "from channelfit.cli.app import run\n"
        # Rules that have just been written are kept too.
        "kept._SETTLED = -1.0\n"
        f"for arguments in {calls!r}:\n"
        "    run(arguments)\n"
        "    unwanted = {'typer', 'rich', 'jinja2', 'prompt_toolkit', 'channelfit.rulefiles'}\n"
        "    unwanted |= {'typing'} if arguments[0] in ('advise', 'explain', 'compare', 'profile') else set()\n"
        "    print(*sorted(unwanted & sys.modules.keys()), file=sys.stderr)"
    )
    # Rules and help are kept by the first run.
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, env=plain_environment({}), check=True, cwd=tmp_path
        )
    assert done.stderr == b"\n" * len(calls)
