"""Problems in the forms that programs read: whoever asks for JSON or JUnit gets it, whatever happens."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from conftest import Run, write_folder

BAD = "markt: b2b\ngoals: [imag]\n"
FOUND = [
    ("unknown-question", "<stdin>", 1, 1, "market", "unknown question `markt`; did you mean `market`?"),
    ("unknown-option", "<stdin>", 2, 9, "image", "`goals` has no option `imag`; did you mean `image`?"),
]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("advise",), 2),
        (("explain", "alpha"), 2),
        (("compare", "-", "--set", "video=yes"), 2),
        (("profile", "check", "-"), 1),
    ],
)
def test_problems_of_a_profile_are_json_where_that_is_asked_for(
    run: Run, small_folder: Path, command: tuple[str, ...], code: int
) -> None:
    """All of them on standard output, each with its place and what may be meant; nothing on standard error."""
    ran = run(*command, "--rules", small_folder, "--format", "json", stdin=BAD)
    assert (ran.code, ran.err) == (code, "")
    plain = json.loads(ran.out)
    assert (plain["schema"], plain["language"]) == ("channelfit.problems/1", "en")
    keys = ("id", "file", "line", "column", "nearest", "message")
    assert [tuple(one[key] for key in keys) for one in plain["problems"]] == FOUND


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("advise", "--set", "market=b2b", "--rules"), 2),
        (("rules", "show", "--rules"), 2),
        (("rules", "diff", "channelfit"), 2),
        (("rules", "test"), 2),
        (("rules", "check"), 1),
    ],
)
def test_problems_of_rules_are_json_too(run: Run, small_folder: Path, command: tuple[str, ...], code: int) -> None:
    """In the language wished for; what concerns a whole file has no line."""
    write_folder(small_folder, {"goals.yaml": "goals: [{id: 'A b'}]\n", "evidence.yaml": ""})
    ran = run(*command, small_folder, "--format", "json", "--lang", "de")
    assert (ran.code, ran.err) == (code, "")
    problems = json.loads(ran.out)["problems"]
    assert {"bad-id", "no-document"} <= {one["id"] for one in problems}
    empty = next(one for one in problems if one["id"] == "no-document")
    assert (empty["line"], empty["column"]) == (None, None)
    assert empty["message"] == "die Datei ist leer; erwartet wird eine Regeldatei"


def test_files_that_are_not_there_are_json_too(run: Run) -> None:
    """A profile and rules."""
    for command in ("advise", "no.yaml"), ("advise", "--rules", "no"), ("rules", "check", "no"), ("profile", "check", "no.yaml"):
        ran = run(*command, "--format", "json")
        assert (ran.code, ran.err) == (2, "")
        assert [one["id"] for one in json.loads(ran.out)["problems"]] == ["no-such-file"]


def test_a_good_profile_has_no_problems_and_an_odd_one_has_warnings(run: Run, small_folder: Path) -> None:
    """`profile check --format json` says so with the same shape, and asks for what is missing."""
    command = ("profile", "check", "-", "--rules", small_folder, "--format", "json")
    good = run(*command, stdin="market: b2b\ngoals: image\n")
    assert (good.code, json.loads(good.out)["problems"]) == (0, [])
    odd = run(*command, stdin="market: b2b\ngoals: image\nactive_channels: alpha\nworking_channels: [beta]\n")
    assert (odd.code, odd.err) == (0, "")
    assert [(one["id"], one["severity"]) for one in json.loads(odd.out)["problems"]] == [("not-among", "warning")]
    missing = run(*command, stdin="market: b2b\n")
    assert (missing.code, json.loads(missing.out)["schema"]) == (3, "channelfit.missing/1")


def test_a_result_for_a_file_leaves_its_problems_on_the_screen(run: Run, small_folder: Path, tmp_path: Path) -> None:
    """The file that is there stays, and a person reads what is wrong."""
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    ran = run("advise", "--rules", small_folder, "--format", "json", "--output", "a.json", stdin=BAD)
    assert (ran.code, ran.out) == (2, "")
    assert "[unknown-question]" in ran.err
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == "{}"


def junit(text: str) -> list[tuple[str | None, str | None, str | None]]:
    """The tests of a suite that has nothing but errors: class, name, and what went wrong."""
    suite = ElementTree.fromstring(text)
    cases = [(case.get("classname"), case.get("name"), case.find("error")) for case in suite]
    assert (suite.get("tests"), suite.get("errors"), suite.get("failures")) == (str(len(cases)), str(len(cases)), "0")
    return [(classname, name, error.get("message") if error is not None else None) for classname, name, error in cases]


def test_rules_that_cannot_be_read_are_errors_in_junit(run: Run, small_folder: Path) -> None:
    """A build server shows them as tests that could not be run, with the place in the file."""
    write_folder(small_folder, {"goals.yaml": "gaols: []\n"})
    ran = run("rules", "test", small_folder, "--format", "junit")
    assert (ran.code, ran.err) == (2, "")
    file = f"{small_folder}/goals.yaml"
    said = f"{file}:1:1: unknown key `gaols` in `goals.yaml`; did you mean `goals`? [unknown-key]"
    assert (file, "unknown-key", said) in junit(ran.out)
    assert run("rules", "test", "no", "--format", "junit").out.startswith("<?xml")


def test_a_build_server_never_finds_an_old_outcome(run: Run, small_folder: Path, tmp_path: Path) -> None:
    """The errors take the place of the outcome of the last run, but of no other file; a person reads them too."""
    command = ("rules", "test", small_folder, "--output")
    assert run(*command, "x.xml").code == 0
    write_folder(small_folder, {"goals.yaml": "gaols: []\n"})
    ran = run(*command, "x.xml")
    assert (ran.code, ran.out) == (2, "")
    assert "[unknown-key]" in ran.err
    assert "unknown-key" in {name for _, name, _ in junit((tmp_path / "x.xml").read_text(encoding="utf-8"))}
    (tmp_path / "p.yaml").write_text("market: b2b\n", encoding="utf-8")
    assert run(*command, "p.yaml", "--format", "junit").code == 2
    assert (tmp_path / "p.yaml").read_text(encoding="utf-8") == "market: b2b\n"


@pytest.mark.parametrize("more", [(), ("--keep-going",)])
def test_who_writes_to_a_file_is_told_on_stderr(run: Run, small_folder: Path, tmp_path: Path, more: tuple[str, ...]) -> None:
    """What is wrong and what is missing alike, in words: nothing reads JSON on an output that has no results."""
    lines = '{"market": "b2b"}\n{"market": "b2x", "goals": "image"}\n'
    target = tmp_path / "out.json"
    ran = run("advise", "--rules", small_folder, "--lang", "en", "--output", target, *more, stdin=lines)
    assert ran.out == ""
    assert "These answers are still missing" in ran.err
    assert ("[unknown-option]" in ran.err) == bool(more)
