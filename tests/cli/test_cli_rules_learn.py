"""`rules learn`: an overlay that stands on the rules it was learned for, a report, and what cannot be learned from."""

import json
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from random import Random
from typing import Any

import pytest

from channelfit.cli.app import Streams
from channelfit.cli.app import run as call
from channelfit.ruletools.learn import learning
from conftest import Run, Terminal, write_folder
from worlds import cases_text, judged, world, world_files

SEED = "w1"


# A case that has failed all along is none that comes out otherwise.
FAILING = "cases: [{id: failing, profile: {goals: image}, expect: {recommended: {excludes: [a, b, c, d, e, f, g, h]}}}]\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rules of a world, and cases of it: eighty companies, nine, and one channel that nobody knows."""
    cases = judged(world(SEED), f"judges of {SEED}", 80)
    texts = {f"rules/{path}": text for path, text in world_files(Random(SEED)).items()}
    files = {
        "cases.yaml": cases_text(cases),
        "few.yaml": cases_text(cases._replace(cases=cases.cases[:9])),
        "some.yaml": cases_text(cases._replace(cases=cases.cases[:12])),
        "wrong.yaml": "companies: [{id: a, profile: {goals: image}, judgements: [{rank: [zebra]}]}]\n",
    }
    return write_folder(tmp_path_factory.mktemp("learn"), {**texts, **files})


_learned: list[tuple[object, object]] = []


@pytest.fixture
def learned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was learned of the same cases for the same rules is not learned again."""
    learn = learning.learn

    def known(*about: Any, with_new: bool, **told: Any) -> object:
        key = (*about, with_new)
        found = [one for said, one in _learned if said == key]
        if not found:
            found = [learn(*about, with_new=with_new, **told)]
            _learned.append((key, found[0]))
        return found[0]

    monkeypatch.setattr(learning, "learn", known)


@pytest.mark.usefixtures("learned_once")
def test_the_command_writes_an_overlay_that_loads(folder: Path, run: Run) -> None:
    """With its report; `rules check` has no error, and learning goes on from there, on top of it."""
    ran = run("rules", "learn", "cases.yaml", "--rules", "rules", "--output", "own", cwd=folder)
    assert (ran.code, ran.err) == (0, "")
    own = folder / "own"
    assert (own / "report.txt").read_text(encoding="utf-8") == ran.out
    assert ran.out.startswith("Learned from 80 judged companies, 0 outcomes.\n")
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "Written: own. Read every change before you take it.\n" in ran.out
    assert 'extends: "../rules"' in (own / "rulebook.yaml").read_text(encoding="utf-8").splitlines()
    assert run("rules", "check", own).code == 0
    more = run("rules", "learn", "some.yaml", "--rules", "own", "--output", "more", "--format", "json", cwd=folder)
    found = json.loads(more.out)
    assert (found["schema"], found["rulebook"]["id"], found["companies"]) == ("channelfit.learned/1", "own", 12)


@pytest.mark.usefixtures("learned_once")
def test_json_has_every_proposal_with_what_speaks_for_it(folder: Path, run: Run, tmp_path: Path) -> None:
    """The same changes as in the overlay, in the same order, and what became of the rules' own cases."""
    write_folder(folder, {"rules/tests/t.yaml": FAILING})
    ran = run("rules", "learn", "cases.yaml", "--rules", "rules", "-o", tmp_path / "own", "--format", "json", cwd=folder)
    found = json.loads(ran.out)
    (folder / "rules/tests/t.yaml").unlink()
    [step] = found["steps"]
    written = (tmp_path / "own/rulebook.yaml").read_text(encoding="utf-8")
    assert len(step["proposals"]) == written.count("    because:\n") >= 2
    assert all(
        {"rule", "channel", "goal", "was", "set", "asked", "low", "high", "cases", "kept"} <= one.keys()
        for one in step["proposals"]
    )
    assert all(one["kept"] >= 32 and one["cases"] >= 8 and (2 * one["set"]).is_integer() for one in step["proposals"])
    assert (found["trial"]["cases"], found["trial"]["flipped"]) == (1, [])


def test_too_few_companies_are_said_to_be(folder: Path, run: Run) -> None:
    """Nothing is written, and that is no mistake."""
    ran = run("rules", "learn", "few.yaml", "--rules", "rules", "--output", "nothing", cwd=folder)
    assert (ran.code, ran.err, (folder / "nothing").exists()) == (0, "", False)
    assert ran.out == (
        "Learned from 9 judged companies, 0 outcomes.\n"
        "  These are too few: learning starts with 10 judged companies. Outcomes alone\n"
        "  move no points.\n"
        "  There is nothing to propose; no folder was written.\n"
    )
    german = run("rules", "learn", "few.yaml", "--rules", "rules", "--output", "nothing", "--lang", "de", cwd=folder)
    assert german.out.startswith("Gelernt aus: 9 beurteilte Unternehmen, 0 Ergebnisse.\n  Das sind zu wenige:")


def test_what_cannot_be_used_ends_with_two(folder: Path, run: Run, tmp_path: Path) -> None:
    """A folder that is in use, two rulebooks, and cases that name what the rules do not know."""
    write_folder(tmp_path, {"used/file": ""})
    used = run("rules", "learn", "few.yaml", "--rules", "rules", "--output", tmp_path / "used", cwd=folder)
    assert (used.code, used.out, used.err) == (2, "", f"{tmp_path / 'used'}: the folder is not empty; name a new or empty one\n")
    two = run("rules", "learn", "few.yaml", "--rules", "rules", "--rules", "rules", "--output", "x", cwd=folder)
    assert (two.code, two.err) == (
        2,
        "--rules: new rules stand on one rulebook, these are 2; name the last one, if it extends the others [one-rulebook]\n",
    )
    wrong = run("rules", "learn", "wrong.yaml", "--rules", "rules", "--output", "x", cwd=folder)
    assert (wrong.code, wrong.err.splitlines()[0]) == (
        2,
        "wrong.yaml:1:67: unknown channel `zebra`; expected any of a, b, c, d, e, f, g, h [unknown-channel]",
    )
    assert not (folder / "x").exists()


@pytest.fixture
def learns_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever gets as far as to learn fails."""

    def learn(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(learning, "learn", learn)


@pytest.mark.usefixtures("learns_nothing")
@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("file", "Not a directory"),
        ("file/own", "Not a directory"),
        ("dangling", "File exists"),
        ("loop", "Too many levels of symbolic links"),
        pytest.param(
            "/proc/own", "No such file or directory", marks=pytest.mark.skipif(sys.platform != "linux", reason="no /proc")
        ),
    ],
)
def test_the_folder_is_tried_before_anything_is_learned(folder: Path, run: Run, tmp_path: Path, output: str, reason: str) -> None:
    """What nothing can be written to is told at once, and stays as it is."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    ran = run("rules", "learn", "cases.yaml", "--rules", "rules", "--output", tmp_path / output, cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(f"cannot be written: {reason} [not-writable]\n")
    assert "Traceback" not in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dangling", "file", "loop"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("learns_nothing")
def test_tests_of_the_rules_are_read_before_anything_is_learned(folder: Path, run: Run, tmp_path: Path) -> None:
    """A slip in them ends the program at once, and no folder is left."""
    texts = world_files(Random(SEED)) | {"tests/t.yaml": FAILING.replace("exclude", "exklude")}
    write_folder(tmp_path, {f"rules/{path}": text for path, text in texts.items()})
    ran = run("rules", "learn", folder / "cases.yaml", "--rules", "rules", "--output", "new/own")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("rules/tests/t.yaml:1:71: unknown key `exkludes` in `recommended`; did you mean `excludes`?")
    assert not (tmp_path / "new").exists()


def test_cases_that_lack_what_an_overlay_requires_are_named(folder: Path, run: Run, tmp_path: Path) -> None:
    """They come with the rules below, and nothing is learned from them."""
    write_folder(tmp_path, {f"rules/{path}": text for path, text in world_files(Random(SEED)).items()})
    asked = "questions: [{id: new, section: all, type: yes_no, required: true, text: {en: New}}]\n"
    head = "schema: 1\nid: above\nversion: '1'\nextends: ../rules\n"
    cases = (folder / "few.yaml").read_text(encoding="utf-8")
    write_folder(tmp_path, {"rules/cases/panel.yaml": cases, "above/rulebook.yaml": head, "above/questions.yaml": asked})
    ran = run("rules", "learn", "panel", "--rules", "above", "--output", "own", "--format", "json")
    assert ran.code == 0
    assert json.loads(ran.out)["skipped"] == [f"company-{number}" for number in range(9)]
    text = run("rules", "learn", "panel", "--rules", "above", "--output", "own").out
    assert "  Passed over, as a required answer is lacking (9): company-0, company-1," in text


def test_a_terminal_sees_how_far_it_is(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line on stderr, which is gone in the end; whoever reads stderr from a pipe gets none."""
    monkeypatch.chdir(folder)
    out, err = BytesIO(), BytesIO()
    told = ["rules", "learn", "some.yaml", "--rules", "rules", "--output", str(tmp_path / "own"), "--lang", "en"]
    streams = Streams(None, TextIOWrapper(out), Terminal(err))
    assert call(told, streams) == 0
    lines = err.getvalue().decode().split("\r")
    assert lines[:2] == ["", "Learning from the cases: 0%"]
    assert lines[-3] == "Learning from the cases: 100%"
    assert [*map(len, lines)] == [*sorted(map(len, lines[:-1])), 0]
    assert [line.strip() for line in lines[-2:]] == ["", ""]
    assert b"\r" not in out.getvalue()


@pytest.mark.parametrize("command", ["rules learn", "rules check", "profile check"])
def test_the_default_of_a_form_is_its_name(run: Run, command: str) -> None:
    """Not all that it is made of, in both languages."""
    for language, word in (("en", "default"), ("de", "Standard")):
        shown = " ".join(run(*command.split(), "--help", "--lang", language).out.split())
        assert f"[{word}: text]" in shown
        assert "dynamic" not in shown
