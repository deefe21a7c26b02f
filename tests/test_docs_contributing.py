"""The page for those who change channelfit: what it names is there, and its recipes work in a copy of the checkout."""

import re
from pathlib import Path

import pytest

from blocks import with_blocks
from channelfit.files import load_rulebook
from channelfit.language import Counted, Language, Text
from channelfit.rulefiles import read_rule_files
from channelfit.ruletools.cases import read_cases
from channelfit.ruletools.cases_run import run_case
from conftest import HERE, Run
from console import copy_checkout, steps, with_output
from test_docs_rules import runner_of

CHECKOUT = HERE.parent
PAGE = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PACKAGE = CHECKOUT / "src" / "channelfit"
NAMED = sorted(set(re.findall(r"`((?:src|tests|rules|docs|\.ci)/[\w./-]*|[A-Z]+\.md)`", PAGE)))


def test_it_is_read_in_ten_minutes() -> None:
    """At most 120 lines."""
    assert len(PAGE.splitlines()) <= 120


@pytest.mark.parametrize("path", NAMED)
def test_every_path_is_there(path: str) -> None:
    """But for the files that a recipe writes."""
    assert (CHECKOUT / path).exists() or path in {step.path for step in steps(PAGE)}


def test_every_floor_and_room_is_named() -> None:
    """Whoever makes a new one says what it is for."""
    rooms = {str(module.parent.relative_to(PACKAGE)) for module in PACKAGE.rglob("*.py")} - {"."}
    assert {room for room in rooms if f"`{room}`" not in PAGE} == set()


def test_every_command_of_make_is_there() -> None:
    """Targets and scripts are those of the Makefile and of the checks of a change."""
    targets = set(re.findall(r"^([a-z-]+):", (CHECKOUT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    [block] = [step.text for step in steps(PAGE) if step.kind == "sh"]
    lines = [line.partition("#")[0].split() for line in block.splitlines()]
    assert {target for program, *named in lines if program == "make" for target in named} <= targets
    scripts = [words[-1] for words in lines if words[0] != "make"]
    assert scripts == [".ci/run"]
    assert all((CHECKOUT / script).exists() for script in scripts)


@pytest.fixture
def changed(tmp_path: Path, run: Run) -> Path:
    """A copy of the checkout in which all recipes for rules were followed, each with the output that the page shows."""
    folder = copy_checkout(CHECKOUT, tmp_path)
    assert with_output(PAGE, folder, runner_of(run)) == PAGE
    return folder


@pytest.mark.slow
def test_the_recipes_for_rules_work(changed: Path, run: Run) -> None:
    """A channel, a question, a rule and a case: without problems, in the advice, in the docs, and the case holds."""
    rules = changed / "rules"
    rulebook = load_rulebook(rules)
    assert set(rulebook.channels) - set(load_rulebook().channels) == {"trade_fair"}
    assert set(rulebook.questions) - set(load_rulebook().questions) == {"trade_fairs"}
    assert run("rules", "check", rules, "--fail-on", "warning").code == 0
    asked = (
        "advise",
        "--rules",
        rules,
        "--set",
        "market=b2b",
        "--set",
        "goals=leads",
        "--set",
        "hours_per_week=6",
        "--lang",
        "en",
    )
    assert "1 Trade fairs" in run(*asked, "--set", "trade_fairs=yes").out
    assert "1 trade fairs" not in run(*asked, "--set", "trade_fairs=no").out
    cases, _, _ = read_cases(read_rule_files(rules)[0], rulebook)
    assert run_case(next(case for case in cases if case.id == "situations/no-fair-no-stand"), rulebook).mismatches == ()
    assert "| `trade_fair` |" in with_blocks((CHECKOUT / "docs" / "method.md").read_text(encoding="utf-8"), rulebook, cases)


def test_the_recipe_for_texts_works() -> None:
    """Its constants are said in both languages, in the number that is counted."""
    [block] = [step.text for step in steps(PAGE) if step.kind == "python"]
    made: dict[str, object] = {}
    exec(block, made)
    nothing, left = made["NOTHING_TO_DO"], made["LEFT"]
    assert isinstance(nothing, Text)
    assert isinstance(left, Counted)
    assert [nothing.of(language) for language in Language] == ["Nichts zu tun.", "Nothing to do."]
    assert [left.of(count).filled(Language.EN, count=count) for count in (1, 2)] == ["1 open question", "2 open questions"]


def test_the_page_shows_every_kind_of_recipe() -> None:
    """A channel, a question, a rule, a check, a form, a key, a text."""
    titles = " ".join(re.findall(r"^### (.+)$", PAGE, re.MULTILINE))
    for kind in ("channel", "question", "rule", "check", "form", "key", "text"):
        assert f"A {kind}" in titles or f"a {kind}" in titles
