"""README, the docs, help, examples, changelog and code agree."""

import re
import shlex
from importlib.metadata import version
from pathlib import Path

import pytest

from blocks import with_blocks
from channelfit.cli.program import program
from channelfit.files import load_rulebook
from channelfit.rulebook.model import Rulebook
from channelfit.rulefiles import read_rule_files
from channelfit.ruletools.cases import read_cases
from conftest import EXAMPLES, HERE, Run
from console import agrees, commands_of, steps
from reference_page import reference_page

CHECKOUT = HERE.parent
README, USAGE, METHOD = CHECKOUT / "README.md", CHECKOUT / "docs" / "usage.md", CHECKOUT / "docs" / "method.md"
PAGES = (README, CHECKOUT / "CONTRIBUTING.md", CHECKOUT / "CHANGELOG.md", *sorted((CHECKOUT / "docs").glob("*.md")))


def text_of(page: Path) -> str:
    """The page as it is now."""
    return page.read_text(encoding="utf-8")


def shown() -> list[tuple[str, str]]:
    """Every command of a console block in README and usage, with the output below it."""
    blocks = [step.text for page in (README, USAGE) for step in steps(text_of(page)) if step.kind == "console"]
    return [pair for block in blocks for pair in commands_of(block)]


@pytest.mark.parametrize(("command", "output"), shown(), ids=[command for command, _ in shown()])
def test_every_command_prints_what_the_page_says(run: Run, command: str, output: str) -> None:
    """Output word for word; `...` on a line of its own stands for lines left out."""
    words = shlex.split(command)
    stdin = ""
    if "<" in words:
        stdin = (CHECKOUT / words[words.index("<") + 1]).read_text(encoding="utf-8")
        words = words[: words.index("<")]
    assert words[0] == "channelfit"
    ran = run(*words[1:], stdin=stdin, cwd=CHECKOUT)
    assert agrees(output, ran.out + ran.err), ran.out + ran.err


def test_a_newcomer_reads_the_readme_in_five_minutes() -> None:
    """At most 150 lines, with two commands that set up the rest, and the three uses."""
    text = text_of(README)
    assert len(text.splitlines()) <= 150
    for line in ("make demo ", "make test ", "### Answer questions", "### Pipe a profile", "### Edit the rules"):
        assert f"\n{line}" in text


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_every_link_leads_somewhere(page: Path) -> None:
    """To a file or folder, and to a heading of it."""
    for target in re.findall(r"\]\((?!https:)([^)]+)\)", text_of(page)):
        path, _, heading = target.partition("#")
        linked = page.parent / path if path else page
        assert linked.exists(), target
        headings = re.findall(r"^#+ (.+)$", text_of(linked), re.MULTILINE) if heading else []
        assert not heading or heading in [re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in headings], target


@pytest.mark.slow
def test_the_overlay_of_the_readme_works(run: Run, tmp_path: Path) -> None:
    """Its one file is a whole overlay without problems."""
    [written] = [step for step in steps(text_of(README)) if step.path]
    (tmp_path / written.path).parent.mkdir()
    (tmp_path / written.path).write_text(written.text, encoding="utf-8")
    ran = run("rules", "check", "my-rules", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")


def commands() -> list[str]:
    """Every command that the program has."""
    own = [command.name or "" for command in program().registered_commands]
    groups = [(group.name, group.typer_instance) for group in program().registered_groups]
    return own + [f"{name} {command.name}" for name, group in groups if group for command in group.registered_commands]


def options_of(run: Run, command: str) -> set[str]:
    """The options that a command has."""
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", run(*command.split(), "--help").out)) - {"--help"}


@pytest.mark.parametrize("command", commands())
def test_every_command_has_help_and_stands_in_the_table(run: Run, command: str) -> None:
    """No undocumented command; help is ASCII-art free and fits a terminal."""
    assert f"| `channelfit {command}" in text_of(USAGE)
    ran = run(*command.split(), "--help", env={"COLUMNS": "80"})
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("command", commands())
def test_every_option_is_explained(run: Run, command: str) -> None:
    """What `--help` lists stands in the usage."""
    assert {option for option in options_of(run, command) if option not in text_of(USAGE)} == set()


def test_no_page_shows_a_command_or_option_that_there_is_not(run: Run) -> None:
    """Commands that are shown without their output are those of the program too."""
    for page in PAGES:
        for step in steps(text_of(page)):
            for line in (
                re.findall(r"^(?:\$ )?channelfit (.+?)(?:\s#.*)?$", step.text, re.MULTILINE) if step.kind != "yaml" else ()
            ):
                command = next((known for known in commands() if f"{line} ".startswith(f"{known} ")), None)
                assert command, f"{page.name}: {line}"
                assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", line)) <= options_of(run, command), f"{page.name}: {line}"


def test_the_changelog_knows_the_version(run: Run) -> None:
    """`--version` and the newest entry agree."""
    assert run("--version").out == f"channelfit {version('channelfit')}\n"
    assert re.findall(r"^## ([\d.]+)", text_of(CHECKOUT / "CHANGELOG.md"), re.MULTILINE)[0] == version("channelfit")


def test_exit_codes_are_the_same_in_usage_and_help(run: Run) -> None:
    """0, 1, 2, 3 and 130."""
    said = " ".join(run("advise", "--help").out.split())
    assert "Exit codes: 0 result, 1 problems found by a check, 2 unusable input, 3 answers missing, 130 interrupted." in said
    assert re.findall(r"^\| (\d+) \|", text_of(USAGE), re.MULTILINE) == ["0", "1", "2", "3", "130"]


@pytest.mark.parametrize("example", sorted(path.name for path in EXAMPLES.glob("*.yaml")))
def test_every_example_is_a_profile_without_problems(run: Run, example: str) -> None:
    """They are what users start from, and the usage names them."""
    assert run("profile", "check", EXAMPLES / example).code == 0
    assert example in text_of(USAGE)


# --- what follows from the rules ---


def method_of(rulebook: Rulebook, folder: Path | None = None) -> str:
    """The method as these rules have it."""
    cases, _, _ = read_cases(read_rule_files(folder)[0], rulebook)
    return with_blocks(text_of(METHOD), rulebook, cases)


def test_the_docs_are_what_rules_and_code_say() -> None:
    """`python docs/generate.py` would change nothing; for console blocks other tests say so."""
    rulebook = load_rulebook()
    assert text_of(CHECKOUT / "docs" / "reference.md") == reference_page(rulebook)
    assert text_of(METHOD) == method_of(rulebook)


def test_what_is_between_markers_follows_the_rules() -> None:
    """Another rulebook has other channels, counts, limits and settings; the rest of the page stays."""
    overlay = EXAMPLES / "overlay"
    built_in, other = load_rulebook(), load_rulebook(overlay)
    before, after = text_of(METHOD).splitlines(), method_of(other, overlay).splitlines()
    listed = [set(re.findall(r"^\| `(\w+)` \|", "\n".join(lines), re.MULTILINE)) for lines in (before, after)]
    assert listed == [set(built_in.channels), set(other.channels)]
    changed = [line for line in after if line not in before and not line.startswith("| ")]
    assert [line.partition(" ")[0] for line in changed] == ["The", str(sum(bool(rule.basis) for rule in other.rules))]


def test_the_method_says_what_points_become() -> None:
    """The table of points, fits and words is that of the built-in settings."""
    settings = load_rulebook().settings
    rows = re.findall(r"^\| ([+-]?\d)[^|]*\| (0\.\d\d)[^|]*\| ([^|]+) \|", text_of(METHOD), re.MULTILINE)
    assert [int(points) for points, _, _ in rows] == [-1, 0, 1, 2, 3, 4]
    assert [float(fit) for _, fit, _ in rows] == pytest.approx(
        [settings.top_fit / (1 + 2 ** -int(points)) for points, _, _ in rows], abs=0.006
    )
    assert [word == "(not shown)" for _, _, word in rows] == [int(points) < settings.min_points for points, _, _ in rows]
