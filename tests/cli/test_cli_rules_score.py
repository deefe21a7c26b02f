"""`rules score`: the figures of case files in text and JSON, and what is wrong with the files."""

import json
from pathlib import Path

import pytest

from conftest import Run, write_folder
from zoo import CASES, NAMES, OTHER, POPULAR, ZOO


def test_the_command_prints_text_or_json(tmp_path: Path, run: Run) -> None:
    """The figures of all files named, under the rules named; answers about the work only when asked for."""
    folder, other = write_folder(tmp_path / "zoo", ZOO | POPULAR), write_folder(tmp_path / "other", ZOO | OTHER)
    files = [CASES / f"{name}.yaml" for name in NAMES]
    ran = run("rules", "score", *files, "--rules", folder, "--against", other)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.replace(f"{CASES}/", "") == (CASES / "text.en.txt").read_text(encoding="utf-8")
    asked = run("rules", "score", files[0], "--rules", folder, "--after-choice", "--format", "json")
    found = json.loads(asked.out)
    assert (found["schema"], found["after_choice"]) == ("channelfit.score/1", True)
    assert found["sets"][0]["figures"]["hit@3"] == {
        "got": 5,
        "of": 7,
        "share": 0.714286,
        "interval": {"low": 0.358934, "high": 0.917781},
        "popular": {"got": 1, "of": 7, "share": 0.142857},
    }


def test_the_command_ends_with_two_on_problems(tmp_path: Path, run: Run) -> None:
    """Files that are not there, empty, or wrong are all reported in one run."""
    rules = write_folder(tmp_path / "zoo", ZOO)
    folder = write_folder(tmp_path, {"empty.yaml": "", "wrong.yaml": "situations: [{id: a}]\n"})
    ran = run("rules", "score", "nowhere.yaml", "empty.yaml", "wrong.yaml", "--rules", rules, cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert [line for line in ran.err.splitlines() if " | " not in line] == [
        "empty.yaml: the file has no cases; expected any of outcomes, companies, situations [no-cases]",
        "nowhere.yaml: `nowhere.yaml` is neither a file nor a name of cases of these rules [unknown-cases]",
        "wrong.yaml:1:14: a situation lacks `profile` [missing-key]",
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "`small/rulebook.yaml` ist eine Datei; erwartet wird ein Ordner mit `rulebook.yaml` [not-a-folder]"),
        ("en", "`small/rulebook.yaml` is a file; expected a folder with `rulebook.yaml` [not-a-folder]"),
    ],
)
def test_other_rules_are_a_folder(small_folder: Path, tmp_path: Path, run: Run, language: str, said: str) -> None:
    """Whoever names the head of the rulebook hears what is wanted."""
    ran = run("rules", "score", "outcomes", "--against", "small/rulebook.yaml", "--lang", language, cwd=tmp_path)
    assert small_folder.name == "small"
    assert (ran.code, ran.out, ran.err) == (2, "", f"small/rulebook.yaml: {said}\n")


def test_an_empty_name_is_no_folder_and_no_file(tmp_path: Path, run: Run) -> None:
    """An unset variable of a script; the folder at hand is `.`. Behind `--` it is no option."""
    for option in ("--against", "-o", "--output", "--rules"):
        for given in ((option, ""), (f"{option}=",) if option != "-o" else ("-o", "")):
            ran = run("rules", "score", "outcomes", *given, cwd=tmp_path)
            assert (ran.code, ran.out, ran.err) == (2, "", f"{option}: `{option}` is empty [empty-text]\n"), given
    ran = run("rules", "score", "--lang", "de", "--against", "", "--output=", cwd=tmp_path)
    assert ran.err == "--against: `--against` ist leer [empty-text]\n--output: `--output` ist leer [empty-text]\n"
    assert "[unknown-cases]" in run("rules", "score", "--", "--against", "", cwd=tmp_path).err
