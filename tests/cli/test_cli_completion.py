"""What the shell completes: question ids, options, channels, rule ids, examples, formats and languages."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from channelfit.files import load_rulebook
from conftest import EXAMPLES, Run, plain_environment

BUILT_IN = load_rulebook()
MARKETS = ["market=b2b", "market=b2c", "market=both"]


def completed(run: Run, *words: str) -> list[str]:
    """What bash is offered for the last of some words."""
    env = {
        "_CHANNELFIT_COMPLETE": "complete_bash",
        "COMP_WORDS": "\n".join(("channelfit", *words)),
        "COMP_CWORD": str(len(words)),
    }
    ran = run(env=env)
    assert (ran.code, ran.err) == (0, "")
    return ran.out.split()


@pytest.mark.parametrize("command", [("advise",), ("explain", "xing"), ("compare", "p.yaml"), ("profile", "check")])
def test_answers_are_completed(run: Run, command: tuple[str, ...]) -> None:
    """First the question, then its options, and further ones behind a comma, each once."""
    assert completed(run, *command, "--set", "") == [f"{id}=" for id in BUILT_IN.questions]
    assert completed(run, *command, "--set", "ma") == ["market=", "management_role="]
    assert completed(run, *command, "--set", "mark") == MARKETS
    assert completed(run, *command, "--set", "market=b2") == MARKETS[:2]
    assert completed(run, *command, "--set", "content=photo,te") == ["content=photo,text"]
    assert "content=photo,photo" not in completed(run, *command, "--set", "content=photo,")
    assert completed(run, *command, "--set", "guidelines=") == ["guidelines=yes", "guidelines=no"]
    assert completed(run, *command, "--set", "hours_per") == ["hours_per_week="]
    assert completed(run, *command, "--set", "nothing=") == []


@pytest.mark.parametrize("command", [("advise",), ("explain",), ("compare", "p.yaml"), ("profile", "check")])
def test_bash_takes_an_answer_for_three_words(run: Run, command: tuple[str, ...]) -> None:
    """It breaks words at `=`, and puts what is offered in the place of the last one."""
    assert completed(run, *command, "--set", "market", "=") == ["b2b", "b2c", "both"]
    assert completed(run, *command, "--set", "market", "=", "b2") == ["b2b", "b2c"]
    assert completed(run, *command, "--set", "content", "=", "photo,te") == ["photo,text"]


def test_channels_items_and_examples_are_completed(run: Run) -> None:
    """By their ids, those of rules too."""
    assert completed(run, "explain", "") == [*BUILT_IN.channels]
    assert completed(run, "explain", "tik") == ["tiktok"]
    assert completed(run, "advise", "--example", "") == sorted(path.stem for path in EXAMPLES.glob("*.yaml"))
    assert set(completed(run, "rules", "show", "tiktok/")) == {
        rule.id for rule in BUILT_IN.rules if rule.id.startswith("tiktok/")
    }
    assert completed(run, "rules", "show", "--kind", "chan") == ["channel"]
    assert completed(run, "advise", "--format", "") == ["text", "json", "jsonl", "markdown", "html"]
    assert completed(run, "advise", "--lang", "") == ["de", "en"]
    assert completed(run, "advise", "") == []


def test_rules_of_ones_own_are_completed(run: Run, small_folder: Path) -> None:
    """Those that the command names; if they cannot be read, the built-in ones."""
    rules = ("--rules", str(small_folder))
    assert completed(run, "explain", *rules, "") == ["alpha", "beta", "gamma", "upkeep"]
    assert completed(run, "advise", *rules, "--set", "video=") == ["video=yes", "video=no"]
    assert completed(run, "rules", "show", *rules, "alpha/") == ["alpha/companies", "alpha/young"]
    assert completed(run, "explain", "--rules", "nowhere", "tik") == ["tiktok"]
    assert completed(run, "rules", "show", "--rules", "nowhere", "tik") == []


def test_shells_that_can_are_told_what_an_offer_means(run: Run) -> None:
    """In the language of the command, else of the user."""
    zsh = {"_CHANNELFIT_COMPLETE": "complete_zsh"}
    typed = "channelfit advise {}--set market=b2b"
    assert "an Unternehmen" in run(env={**zsh, "_TYPER_COMPLETE_ARGS": typed.format("--lang de ")}).out
    assert "an Unternehmen" in run(env={**zsh, "_TYPER_COMPLETE_ARGS": typed.format(""), "LANG": "de_DE"}).out
    assert "to companies" in run(env={**zsh, "_TYPER_COMPLETE_ARGS": typed.format("")}).out


@pytest.mark.skipif(shutil.which("bash") is None, reason="this system has no bash")
def test_completion_works_in_a_real_bash(tmp_path: Path) -> None:
    """The script that `--show-completion` prints, sourced, and its function called as bash would."""
    program = tmp_path / "channelfit"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m channelfit "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = """
        PATH="$PWD:$PATH"; eval "$(_CHANNELFIT_COMPLETE=source_bash channelfit)"
        COMP_WORDS=(channelfit advise --set market = b2); COMP_CWORD=5
        _channelfit_completion channelfit b2 =; echo "${COMPREPLY[@]}"
    """
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, check=False, cwd=tmp_path, text=True, env=plain_environment(None), timeout=60
    )
    assert (done.stdout, done.stderr) == ("b2b b2c\n", "")
