"""`rules test`: everything a case may expect, in text, JSON and JUnit."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from channelfit.rulefiles import read_layers, rulebook_in
from channelfit.ruletools.cases import read_cases
from channelfit.ruletools.cases_run import run_case, run_cases
from channelfit.source.problem import Problem
from conftest import Run, write_folder

PROFILE = "{market: b2b, goals: [recruiting, image], hires: young, video: true, hours_per_week: 9, backing: yes}"


def with_cases(folder: Path, *expects: str, profile: str = PROFILE, extra: str = "") -> Path:
    """The folder with a case for each expectation."""
    cases = "".join(f"  - id: c{n}\n    profile: {profile}\n    expect: {expect}\n{extra}" for n, expect in enumerate(expects))
    return write_folder(folder, {"tests/some.yaml": f"cases:\n{cases}"})


HOLDS = [
    "{recommended: {order: [beta, alpha]}}",
    "{recommended: {includes: [alpha]}, fires: [alpha/companies, beta/with-video], silent: [general/no-video]}",
    "{coverage: {at_least: 0.5, at_most: 1, goals: {recruiting: {at_least: 0.5}}}}",
    "{stable: {alpha: {at_least: 0.5}}}",
    "{stable: {at_least: 0.1}}",
    "{readiness: ready, notes: {includes: [imprint]}}",
]
FAILS = [
    ("{recommended: {order: [alpha, beta]}}", "recommended: expected alpha > beta"),
    ("{fires: [general/no-video]}", "fires: missing general/no-video"),
    ("{silent: [alpha/young]}", "silent: unwanted alpha/young"),
    ("{coverage: {at_most: 0.1}}", "coverage: expected 0 - 0.1"),
    ("{coverage: {goals: {image: {at_least: 0.99}}}}", "coverage image: expected 0.99 - 1"),
    ("{stable: {alpha: {at_most: 0.1}}}", "stable alpha: expected 0 - 0.1"),
    ("{next_question: hires}", "next_question: expected hires"),
]


def recommended(run: Run, folder: Path) -> list[str]:
    """What is really recommended for the profile, in order."""
    result = run("advise", "--rules", folder, "--format", "json", stdin=PROFILE)
    return [one["channel"] for one in json.loads(result.out)["recommended"]]


def test_what_holds(small_folder: Path, run: Run) -> None:
    """Order, fired and silent rules, coverage, stability, readiness."""
    first, second = recommended(run, small_folder)[:2]
    holds = [HOLDS[0].replace("beta, alpha", f"{first}, {second}"), *HOLDS[1:]]
    ran = run("rules", "test", with_cases(small_folder, *holds))
    assert (ran.code, ran.out.splitlines()[-1]) == (0, f"{len(holds)} of {len(holds)} cases hold.")


@pytest.mark.parametrize(("expect", "said"), FAILS)
def test_what_does_not(small_folder: Path, run: Run, expect: str, said: str) -> None:
    """The failure says what was expected and what came out, and the case counts as failed."""
    if "order" in expect:
        first, second = recommended(run, small_folder)[:2]
        expect = expect.replace("alpha, beta", f"{second}, {first}")
        said = f"recommended: expected {second} > {first}"
    ran = run("rules", "test", with_cases(small_folder, expect))
    assert ran.code == 1
    assert said in ran.out
    assert ran.out.endswith("0 of 1 case holds.\n")


def test_why_a_rule_is_silent(small_folder: Path, run: Run) -> None:
    """Its condition in words, and what of it holds, in both languages."""
    folder = with_cases(small_folder, "{fires: [general/no-video]}")
    assert "does not hold: Video? no" in run("rules", "test", folder).out
    assert "trifft nicht zu: Video? nein" in run("rules", "test", folder, "--lang", "de").out


def test_the_next_question(small_folder: Path, run: Run) -> None:
    """What the interview would ask next; required answers may be missing if nothing else is expected."""
    assert run("rules", "test", with_cases(small_folder, "{next_question: market}", profile="{goals: image}")).code == 0
    ran = run("rules", "test", with_cases(small_folder, "{next_question: market, fires: []}", profile="{goals: image}"))
    assert (ran.code, ran.out) == (2, "")
    assert "[missing-key]" in ran.err


def test_a_known_gap(small_folder: Path, run: Run) -> None:
    """It fails without failing the run; once it holds it has to go."""
    gap = run("rules", "test", with_cases(small_folder, "{recommended: {exactly: []}}", extra="    todo: true\n"))
    assert (gap.code, "Known gap: some/c0" in gap.out) == (0, True)
    closed = run("rules", "test", with_cases(small_folder, "{readiness: ready}", extra="    todo: true\n"))
    assert (closed.code, "remove `todo`" in closed.out) == (1, True)


def test_rules_that_fire_in_no_case(small_folder: Path, run: Run) -> None:
    """Counted always, listed on wish."""
    folder = with_cases(small_folder, "{readiness: ready}")
    assert "3 of 4 rules fire in some case." in run("rules", "test", folder).out
    assert "Fires in no case: general/no-video" in run("rules", "test", folder, "--coverage").out


@pytest.mark.parametrize(
    ("expect", "id"),
    [
        ("{fires: [alpha/compnies]}", "unknown-rule"),
        ("{silent: [x/y]}", "unknown-rule"),
        ("{recommended: {order: [alfa]}}", "unknown-channel"),
        ("{stable: {alfa: {at_least: 1}}}", "unknown-channel"),
        ("{stable: 3}", "wrong-type"),
        ("{coverage: {goals: {imge: {at_least: 1}}}}", "unknown-goal"),
        ("{coverage: {at_least: 2}}", "out-of-range"),
        ("{next_question: hirse}", "unknown-question"),
        ("{}", "nothing-expected"),
        ("{recomended: {includes: [alpha]}}", "unknown-key"),
    ],
)
def test_typos_in_cases_are_problems(small_folder: Path, run: Run, expect: str, id: str) -> None:
    """With their place; nothing is run."""
    ran = run("rules", "test", with_cases(small_folder, expect))
    assert (ran.code, ran.out) == (2, "")
    assert f"[{id}]" in ran.err


def test_cases_of_disabled_channels_are_skipped_and_listed(small_folder: Path, tmp_path: Path, run: Run) -> None:
    """Those inherited that name one; the others are run."""
    with_cases(small_folder, "{recommended: {includes: [beta]}}", "{readiness: ready}")
    head = "id: mine\nversion: 1\nextends: ../small\nchanges:\n  - {channel: beta, disable: true, because: x}\n"
    folder = write_folder(tmp_path / "mine", {"rulebook.yaml": head})
    ran = run("rules", "test", folder)
    assert (ran.code, ran.out.splitlines()[0]) == (0, "Skipped, as these cases name disabled channels (beta): some/c0")
    assert ran.out.endswith("1 of 1 case holds.\n")
    suite = ElementTree.fromstring(run("rules", "test", folder, "--format", "junit").out)
    assert (suite.get("tests"), suite.get("skipped")) == ("2", "1")
    assert json.loads(run("rules", "test", folder, "--format", "json").out)["skipped"] == [
        {"case": "some/c0", "channels": ["beta"]}
    ]


def test_json_and_junit_of_failures(small_folder: Path, run: Run) -> None:
    """The same cases fail; JUnit is XML with the text of the failure; todo is skipped."""
    folder = with_cases(small_folder, FAILS[1][0], HOLDS[5])
    plain = json.loads(run("rules", "test", folder, "--format", "json").out)
    assert plain["schema"] == "channelfit.cases/1"
    assert [(one["case"], one["failed"]) for one in plain["cases"]] == [("some/c0", True), ("some/c1", False)]
    assert plain["cases"][0]["differences"][0]["missing"] == ["general/no-video"]
    assert plain["unfired"] == ["general/no-video"]
    ran = run("rules", "test", folder, "--format", "junit")
    suite = ElementTree.fromstring(ran.out)
    assert (ran.code, suite.get("tests"), suite.get("failures")) == (1, "2", "1")
    [failure] = suite.iter("failure")
    assert "general/no-video" in (failure.text or "")


@pytest.mark.slow
def test_the_shipped_cases_fire_most_rules() -> None:
    """And every one of them holds."""
    files = read_layers()
    rulebook = rulebook_in(files)
    cases, skipped, problems = read_cases(files.documents, rulebook)
    nothing: tuple[Problem, ...] = ()
    assert (skipped, problems) == ((), nothing)
    run = run_cases(cases, skipped, rulebook)
    assert not [result.case.id for result in run.results if result.failed]
    assert len(run.unfired) < 0.2 * len(rulebook.rules)


@pytest.mark.parametrize(
    "expect",
    [
        "{coverage: {at_least: 0.5, at_most: 0.4}}",
        "{coverage: {goals: {image: {at_least: 0.5, at_most: 0.4}}}}",
        "{stable: {at_least: 0.5, at_most: 0.4}}",
        "{stable: {alpha: {at_least: 0.5, at_most: 0.4}}}",
    ],
)
def test_bounds_that_leave_no_room_are_refused(run: Run, small_folder: Path, expect: str) -> None:
    """No advice could ever hold them."""
    ran = run("rules", "test", with_cases(small_folder, expect))
    assert ran.code == 2
    assert "`at_most` is 0.4, expected 0.5 - 1 [out-of-range]" in ran.err


def test_cases_come_out_together_as_each_alone(small_folder: Path) -> None:
    """What holds and what fails, with the same differences; and whole advice for all that is told of."""
    expects = [*HOLDS, *(expect for expect, _ in FAILS), "{recommended: {excludes: [beta]}}", "{notes: {exactly: []}}"]
    files = read_layers(with_cases(small_folder, *expects))
    rulebook = rulebook_in(files)
    cases, skipped, _ = read_cases(files.documents, rulebook)
    results = run_cases(cases, skipped, rulebook).results
    alone = [run_case(case, rulebook) for case in cases]
    assert [(result.fired, result.mismatches) for result in results] == [(one.fired, one.mismatches) for one in alone]
    assert [result.advice for result in results] == [one.advice for one in alone]
    assert {bool(result.mismatches) for result in results} == {True, False}
    assert all(result.advice for result in results if result.mismatches)
