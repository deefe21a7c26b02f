"""README, help, examples, changelog and code agree."""

import re
import shlex
from importlib.metadata import version

import pytest

from channelfit.cli.app import app
from channelfit.files import load_rulebook
from conftest import EXAMPLES, HERE, Run

README = HERE.parent / "README.md"
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def console_blocks() -> list[tuple[str, str]]:
    """Every command of a console block with the output below it."""
    found = []
    for block in CONSOLE.findall(README.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


@pytest.mark.parametrize(("command", "output"), console_blocks(), ids=[command for command, _ in console_blocks()])
def test_every_command_of_the_readme_prints_what_the_readme_says(run: Run, command: str, output: str) -> None:
    """Output word for word; `...` on a line of its own stands for lines left out."""
    words = shlex.split(command)
    stdin = ""
    if "<" in words:
        stdin = (HERE.parent / words[words.index("<") + 1]).read_text(encoding="utf-8")
        words = words[: words.index("<")]
    assert words[0] == "channelfit"
    ran = run(*words[1:], stdin=stdin, cwd=HERE.parent)
    pattern = "(?:.*\n)*?".join(re.escape(part) for part in re.split(r"^\.\.\.\n", output, flags=re.MULTILINE))
    assert re.fullmatch(pattern, ran.out + ran.err), ran.out + ran.err


def commands() -> list[str]:
    """Every command that the program has."""
    own = [command.name or "" for command in app.registered_commands]
    groups = [(group.name, group.typer_instance) for group in app.registered_groups]
    return own + [f"{name} {command.name}" for name, group in groups if group for command in group.registered_commands]


@pytest.mark.parametrize("command", commands())
def test_every_command_has_help_and_stands_in_the_readme(run: Run, command: str) -> None:
    """No undocumented command; help is ASCII-art free and fits a terminal."""
    assert f"channelfit {command}" in README.read_text(encoding="utf-8")
    ran = run(*command.split(), "--help", env={"COLUMNS": "80"})
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("command", commands())
def test_every_option_stands_in_the_readme(run: Run, command: str) -> None:
    """What `--help` lists is explained."""
    text = README.read_text(encoding="utf-8")
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", run(*command.split(), "--help").out)) - {"--help"}
    assert {option for option in options if option not in text} == set()


def test_the_changelog_knows_the_version(run: Run) -> None:
    """`--version` and the newest entry agree."""
    assert run("--version").out == f"channelfit {version('channelfit')}\n"
    changelog = HERE.parent / "CHANGELOG.md"
    assert re.findall(r"^## ([\d.]+)", changelog.read_text(encoding="utf-8"), re.MULTILINE)[0] == version("channelfit")


def test_exit_codes_are_the_same_in_readme_and_help(run: Run) -> None:
    """0, 1, 2, 3 and 130."""
    said = " ".join(run("advise", "--help").out.split())
    assert "Exit codes: 0 result, 1 problems found by a check, 2 unusable input, 3 answers missing, 130 interrupted." in said
    text = README.read_text(encoding="utf-8")
    assert re.findall(r"^\| (\d+) \|", text, re.MULTILINE) == ["0", "1", "2", "3", "130"]


@pytest.mark.parametrize("example", sorted(path.name for path in EXAMPLES.glob("*.yaml")))
def test_every_example_is_a_profile_without_problems(run: Run, example: str) -> None:
    """They are what users start from, and the README names them."""
    assert run("profile", "check", EXAMPLES / example).code == 0
    assert example in README.read_text(encoding="utf-8")


def test_the_readme_counts_what_the_rulebook_has() -> None:
    """Channels are listed by id."""
    text = README.read_text(encoding="utf-8")
    assert {id for id in load_rulebook().channels if f"`{id}`" not in text} == set()


def test_the_method_counts_what_there_is() -> None:
    """The figures at its top are those of the rulebook."""
    from channelfit.files import read_rule_files
    from channelfit.ruletools.cases import read_cases

    rulebook = load_rulebook()
    rules, notes = len(rulebook.rules), len(rulebook.notes)
    cited, law = sum(bool(rule.basis) for rule in rulebook.rules), sum(note.law for note in rulebook.notes)
    cases = len(read_cases(read_rule_files(None)[0], rulebook)[0])
    text = (HERE.parent / "docs" / "method.md").read_text(encoding="utf-8")
    said = text[text.index("<!-- counts -->") : text.index("<!-- /counts -->")]
    assert " ".join(said.split()) == (
        f"<!-- counts --> The rulebook has {len(rulebook.questions)} questions, {len(rulebook.channels)} channels, {rules} rules, "
        f"{notes} notes ({law} of them points of law), {len(rulebook.evidence)} facts and {cases} cases. "
        f"{cited} of the {rules} rules cite facts or guides ({100 * cited // rules} %); "
        "the others say `judgement`, and so does the page a reader gets."
    )


def test_the_readme_names_every_channel() -> None:
    """The list of channels grows with the rulebook."""
    text = README.read_text(encoding="utf-8")
    listed = text[text.index("The rulebook knows") : text.index("How its points came about")]
    assert set(re.findall(r"`([a-z_]+)`", listed)) == set(load_rulebook().channels)


def test_the_reference_is_what_the_code_says() -> None:
    """`python docs/generate.py` would change nothing."""
    from reference_page import reference_page

    page = (HERE.parent / "docs" / "reference.md").read_text(encoding="utf-8")
    assert page == reference_page(load_rulebook())
