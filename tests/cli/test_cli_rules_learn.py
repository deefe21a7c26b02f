"""`rules learn`: an overlay that stands on the rules it was learned for, a report, and what cannot be learned from."""

import json
from pathlib import Path
from random import Random

import pytest

from conftest import Run, write_folder
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


def test_the_command_writes_an_overlay_that_loads(folder: Path, run: Run) -> None:
    """With its report; `rules check` has no error, and learning goes on from there, on top of it."""
    ran = run("rules", "learn", "cases.yaml", "--rules", "rules", "--output", "own", cwd=folder)
    assert (ran.code, ran.err) == (0, "")
    own = folder / "own"
    assert (own / "report.txt").read_text(encoding="utf-8") == ran.out
    assert ran.out.startswith("Learned from 80 judged companies, 0 outcomes.\n")
    assert "Written: own. Read every change before you take it.\n" in ran.out
    assert 'extends: "../rules"' in (own / "rulebook.yaml").read_text(encoding="utf-8").splitlines()
    assert run("rules", "check", own).code == 0
    more = run("rules", "learn", "some.yaml", "--rules", "own", "--output", "more", "--format", "json", cwd=folder)
    found = json.loads(more.out)
    assert (found["schema"], found["rulebook"]["id"], found["companies"]) == ("channelfit.learned/1", "own", 12)


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
        "These are too few: learning starts with 10 judged companies. Outcomes alone move no points.\n\n"
        "There is nothing to propose; no folder was written.\n"
    )
    german = run("rules", "learn", "few.yaml", "--rules", "rules", "--output", "nothing", "--lang", "de", cwd=folder)
    assert german.out.startswith("Gelernt aus: 9 beurteilte Unternehmen, 0 Ergebnisse.\nDas sind zu wenige:")


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


@pytest.mark.parametrize("command", ["rules learn", "rules check", "profile check"])
def test_the_default_of_a_form_is_its_name(run: Run, command: str) -> None:
    """Not all that it is made of, in both languages."""
    for language, word in (("en", "default"), ("de", "Standard")):
        shown = " ".join(run(*command.split(), "--help", "--lang", language).out.split())
        assert f"[{word}: text]" in shown
        assert "dynamic" not in shown
