"""`channelfit profile` and `channelfit rules`, and the package as others import it."""

import os
import stat
from pathlib import Path

import pytest

import channelfit
from channelfit.files import load_profile, load_rulebook
from channelfit.language import Language
from channelfit.source.problem import InvalidInput
from channelfit.writing import write_text
from conftest import SMALL, Run, write_folder


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_new_profile_has_every_question_and_is_valid_as_it_is(run: Run, small_folder: Path, language: Language) -> None:
    """Printed, checked: nothing wrong, only the required answers are missing; filled in, there is advice."""
    blank = run("profile", "new", "--rules", small_folder, "--lang", language)
    assert (blank.code, blank.err) == (0, "")
    assert all(f"\n{id}:\n" in f"{blank.out}\n" for id in load_rulebook(small_folder).questions)
    checked = run("profile", "check", "-", "--rules", small_folder, stdin=blank.out)
    assert (checked.code, checked.out) == (3, "")
    filled = blank.out.replace("\nmarket:", "\nmarket: b2b").replace("\ngoals:", "\ngoals: [image]")
    assert run("advise", "--rules", small_folder, stdin=filled).code == 0


def test_a_new_profile_of_the_built_in_rulebook_can_be_written_to_a_file(run: Run, tmp_path: Path) -> None:
    """With `--output`, and read again from there."""
    target = tmp_path / "new.yaml"
    assert run("profile", "new", "--output", target).code == 0
    assert run("profile", "check", target).code == 3


def test_profile_check_prints_all_problems_and_exits_with_1(run: Run, small_folder: Path, tmp_path: Path) -> None:
    """Every document is looked at; the problems of the second stand there too."""
    profile = tmp_path / "p.yaml"
    profile.write_text("market: b3b\ngoals: []\n---\nmarket: b2b\ngoals: [image, image]\n", encoding="utf-8")
    ran = run("profile", "check", "p.yaml", "--rules", small_folder)
    assert (ran.code, ran.out) == (1, "")
    assert [line for line in ran.err.splitlines() if line.startswith("p.yaml")] == [
        "p.yaml:1:9: `market` has no option `b3b`; did you mean `b2b`? [unknown-option]",
        "p.yaml:2:8: `goals` has 0, expected at least 1 [too-few]",
        "p.yaml:5:16: `goals` lists `image` twice [listed-twice]",
    ]


def test_profile_check_of_a_good_an_empty_and_an_incomplete_profile(run: Run, small_folder: Path) -> None:
    """0, 1 and 3."""
    rules = ("--rules", small_folder)
    good = run("profile", "check", "-", *rules, stdin="market: b2b\ngoals: image")
    assert (good.code, good.out) == (0, "No problems found.\n")
    empty = run("profile", "check", "-", *rules)
    assert (empty.code, empty.err) == (1, "-: the file is empty; expected a profile [no-document]\n")
    assert run("profile", "check", "-", *rules, stdin="market: b2b").code == 3


def test_what_is_said_of_a_profile_is_in_its_language(run: Run, tmp_path: Path) -> None:
    """As its notices are; of profiles in several languages in that of the user."""
    for language in ("de", "en"):
        (tmp_path / f"{language}.yaml").write_text(f"market: b2b\ngoals: image\nlanguage: {language}\n", encoding="utf-8")
    assert run("profile", "check", "de.yaml").out == "Keine Probleme gefunden.\n"
    assert run("profile", "check", "de.yaml", "--lang", "en").out == "No problems found.\n"
    assert run("profile", "check", "de.yaml", "en.yaml").out == "No problems found.\n"


@pytest.mark.slow
def test_rules_check_of_the_built_in_and_of_a_good_folder(run: Run, small_folder: Path) -> None:
    """What was found is counted, in the language wished for."""
    ran = run("rules", "check", small_folder)
    expected = "No problems found: 8 questions, 4 channels, 4 rules, 2 notes, 3 facts, 0 cases.\n"
    assert (ran.code, ran.out.splitlines(keepends=True)[-1], ran.err) == (0, expected, "")
    german = run("rules", "check", "--lang", "de")
    assert german.code == 0
    rulebook = load_rulebook()
    counts = f"{len(rulebook.questions)} Fragen, {len(rulebook.channels)} Kanäle"
    assert german.out.splitlines()[-1].startswith(f"Keine Probleme gefunden: {counts}")


CASES = """\
cases:
  - id: good
    profile: {market: b2b, goals: [image], backing: "no"}
    expect: {recommended: {includes: [alpha], excludes: [beta]}, basics: {exactly: []}, readiness: not_yet}
  - id: wrong
    profile: {market: b2b, goals: [image]}
    expect: {recommended: {includes: [gamma], excludes: [alpha], exactly: [gamma]}, notes: {includes: [b2b-sales]}, readiness: ready}
"""


def test_cases_are_read_checked_and_run(small_folder: Path, run: Run) -> None:
    """A case that holds says nothing; one that fails says what came out instead; a typo in one is a problem."""
    from channelfit.rulefiles import read_rule_files
    from channelfit.ruletools.cases import read_cases
    from channelfit.ruletools.cases_run import run_case

    write_folder(small_folder, {"tests/some.yaml": CASES})
    rulebook = load_rulebook(small_folder)
    cases, _, problems = read_cases(read_rule_files(small_folder)[0], rulebook)
    assert problems == ()
    found = {case.id: run_case(case, rulebook).mismatches for case in cases}
    assert {
        id: [(one.part, one.missing, one.unwanted, one.found) for one in differences] for id, differences in found.items()
    } == {
        "some/good": [],
        "some/wrong": [
            ("recommended", ("gamma",), ("alpha",), ("alpha",)),
            ("notes", ("b2b-sales",), (), ()),
            ("readiness", ("ready",), ("conditional",), ("conditional",)),
        ],
    }
    broken = (
        CASES.replace("[gamma]", "[gama]")
        .replace("[b2b-sales]", "[b2b-sale]")
        .replace("{market: b2b, goals: [image]}", "{markt: b2b}")
    )
    write_folder(small_folder, {"tests/some.yaml": broken.replace("id: wrong", "id: good"), "tests/more.yml": "cases: [{}]\n"})
    ran = run("rules", "check", small_folder)
    assert ran.code == 1
    ids = [line.rsplit("[", 1)[1].rstrip("]") for line in ran.err.splitlines() if line.startswith(str(small_folder))]
    assert sorted(ids) == [
        "duplicate-id", "missing-key", "missing-key", "missing-key", "unknown-channel", "unknown-channel", "unknown-note",
        "unknown-question",
    ]  # fmt: skip


def test_failed_cases_are_printed_with_the_points_that_decided(small_folder: Path, run: Run) -> None:
    """`rules test` says what is missing, what came out, and how each channel concerned came to its points; exit 1."""
    write_folder(small_folder, {"tests/some.yaml": CASES})
    ran = run("rules", "test", small_folder)
    assert (ran.code, ran.err) == (1, "")
    assert (
        ran.out
        == f"""\
Failed: some/wrong  ({small_folder / "tests/some.yaml"}:5:5)
  recommended: missing gamma; unwanted alpha
    came out: alpha
  notes: missing b2b-sales
    came out: nothing
  readiness: missing ready; unwanted conditional
    came out: conditional
  gamma: too_weak
    image -3 = base -3 (does not count)
  alpha: chosen
    image +2 = base 0, market +2 (counts)
      alpha/companies: image +2  (small/channels/alpha.yaml:9)

1 of 4 rules fires in some case.
1 of 2 cases holds.
"""
    )
    german = run("rules", "test", small_folder, "--lang", "de").out
    assert "es fehlt gamma; unerwünscht alpha" in german
    assert german.endswith("1 von 2 Testfällen bestanden.\n")


def test_cases_that_hold_end_with_exit_0_and_unreadable_ones_with_2(small_folder: Path, run: Run) -> None:
    """A typo in a case is a problem of the folder, not a failed case."""
    good = CASES[: CASES.index("  - id: wrong")]
    write_folder(small_folder, {"tests/some.yaml": good})
    assert run("rules", "test", small_folder).out == "1 of 4 rules fires in some case.\n1 of 1 case holds.\n"
    write_folder(small_folder, {"tests/some.yaml": good.replace("[alpha]", "[alfa]")})
    ran = run("rules", "test", small_folder)
    assert (ran.code, ran.out) == (2, "")
    assert "[unknown-channel]" in ran.err


@pytest.mark.parametrize(
    ("files", "id"),
    [
        ({"chanels/alpha.yaml": "channel: x\n"}, "unknown-file"),
        ({"extra.yaml": "a: 1\n"}, "unknown-file"),
        ({"situations/empty.yaml": ""}, "no-document"),
        ({"situations/two.yaml": "rules: []\n---\nrules: []\n"}, "many-documents"),
        ({"rulebook.yaml": "id: my\nversion: 1\nlanguages: [de, en]\nextends: channelfit\n"}, "duplicate-id"),
        ({"rulebook.yaml": SMALL["rulebook.yaml"].replace("schema: 1", "schema: 2")}, "unsupported-schema"),
        ({"channels/beta.yaml": SMALL["channels/alpha.yaml"]}, "name-mismatch"),
    ],
)
def test_files_that_do_not_belong_are_problems(run: Run, small_folder: Path, files: dict[str, str], id: str) -> None:
    """Slips of the pen in names, empty files, a whole rulebook that says it only extends another."""
    write_folder(small_folder, files)
    ran = run("rules", "check", small_folder)
    assert ran.code == 1
    assert f"[{id}]" in ran.err


def test_files_of_others_in_a_rule_folder_are_left_alone(run: Run, small_folder: Path) -> None:
    """Notes, hidden files and unrelated folders may lie beside the rules."""
    write_folder(small_folder, {"README.md": "x", ".hidden.yaml": "[", "clients/acme.yaml": "[", "channels/notes.txt": "["})
    assert run("rules", "check", small_folder).code == 0


def test_the_package_offers_the_way_from_files_to_advice(small_folder: Path, tmp_path: Path) -> None:
    """`load_rulebook`, `load_profile`, `advise`, `Advice` and `InvalidInput` are the public names."""
    (tmp_path / "p.yaml").write_text("market: b2b\ngoals: image\n", encoding="utf-8")
    rulebook = channelfit.load_rulebook(small_folder)
    profile = channelfit.load_profile(tmp_path / "p.yaml", rulebook, ["hours_per_week=3"])
    advice = channelfit.advise(rulebook, profile)
    assert isinstance(advice, channelfit.Advice)
    assert [one.fit.channel.id for one in advice.recommended] == ["alpha"]
    with pytest.raises(channelfit.InvalidInput, match=r"unknown question `x`.* \[unknown-question\]"):
        channelfit.load_profile(tmp_path / "p.yaml", rulebook, ["x=y"])
    with pytest.raises(AttributeError, match="nothing"):
        channelfit.nothing  # noqa: B018 (the access is the test)


def test_a_profile_file_can_be_loaded_from_the_built_in_rulebook_by_name(tmp_path: Path) -> None:
    """`channelfit` names the built-in rulebook."""
    rulebook = load_rulebook("channelfit")
    assert rulebook.id == "channelfit"
    (tmp_path / "bad.yaml").write_text("market: [\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match="syntax"):
        load_profile(tmp_path / "bad.yaml", rulebook)


def test_a_written_file_keeps_its_rights_and_devices_are_not_replaced(tmp_path: Path) -> None:
    """A file only its owner may read stays so; /dev/null stays a device."""
    target = tmp_path / "result.txt"
    write_text(str(target), "one")
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~_umask()
    target.chmod(0o600)
    write_text(str(target), "two")
    assert (stat.S_IMODE(target.stat().st_mode), target.read_text(encoding="utf-8")) == (0o600, "two")
    write_text(os.devnull, "gone")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
    link = tmp_path / "link"
    link.symlink_to(target)
    write_text(str(link), "three")
    assert (link.is_symlink(), target.read_text(encoding="utf-8")) == (True, "three")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_what_works_but_is_not_in_use_is_told_with_its_place(run: Run, small_folder: Path, tmp_path: Path) -> None:
    """A notice and no problem, for what works is in use: the check passes, and advice comes as ever; a language is kept to."""
    text = "language: de\nmarket: b2b\ngoals: [image]\nactive_channels: [beta]\nworking_channels: [beta, gamma]\n"
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    told = (
        "p.yaml:5:26: Hinweis: `working_channels` nennt `gamma`, `active_channels` aber nicht [not-among]\n"
        "    5 | working_channels: [beta, gamma]\n"
        "      |                          ^~~~~\n"
    )
    checked = run("profile", "check", "p.yaml", "--rules", small_folder)
    assert (checked.code, checked.err) == (0, told)
    advised = run("advise", "p.yaml", "--rules", small_folder, "--format", "json")
    assert (advised.code, advised.err) == (0, told)
    for command in (("explain", "beta", "p.yaml"), ("compare", "p.yaml", "--set", "market=b2c")):
        ran = run(*command, "--rules", small_folder)
        assert (ran.code, ran.err) == (0, told)
    english = run("advise", "p.yaml", "--rules", small_folder, "--lang", "en", "--set", "active_channels=")
    assert [line.split(": ", 1)[1] for line in english.err.splitlines() if "[" in line and "|" not in line] == [
        "notice: `working_channels` has `beta`, but `active_channels` does not [not-among]",
        "notice: `working_channels` has `gamma`, but `active_channels` does not [not-among]",
    ]
    unsaid = run("advise", "p.yaml", "--rules", small_folder, "--set", "active_channels=?")
    assert (unsaid.code, unsaid.err) == (0, "")
