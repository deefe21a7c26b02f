"""`rules diff`: what a change of rules does, and for whom."""

import json
from pathlib import Path

import pytest

from channelfit.files import load_rulebook
from channelfit.language import Language, both
from channelfit.profile import missing_answers
from channelfit.ruletools.diff import item_changes, sampled_companies
from conftest import SMALL, Run, rulebook_of, write_folder


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The small rules with more points for Beta, without a note, with a question and a setting more."""
    files = {
        **SMALL,
        "channels/beta.yaml": SMALL["channels/beta.yaml"].replace("points: 1", "points: {image: 4}"),
        "rulebook.yaml": SMALL["rulebook.yaml"] + "settings: {focus_price: 0.05}\n",
        "questions.yaml": SMALL["questions.yaml"] + "  - {id: more, section: all, type: yes_no, text: {de: 'M?', en: 'M?'}}\n",
    }
    return write_folder(tmp_path / "other", files)


def test_the_same_rules(small_folder: Path, run: Run) -> None:
    """Nothing changes, for nobody: exit 0."""
    ran = run("rules", "diff", small_folder, small_folder)
    assert (ran.code, ran.err) == (0, "")
    assert "The rules are the same." in ran.out
    assert "Nobody's channels change (200 sampled companies" in ran.out


def test_what_changes_in_the_rules(small_folder: Path, other: Path) -> None:
    """Added, changed and settings; with old and new values; places and comments are no change."""
    found = {(change.kind, change.id): change for change in item_changes(load_rulebook(small_folder), load_rulebook(other))}
    assert set(found) == {("rules", "beta/with-video"), ("questions", "more"), ("settings", "")}
    assert found["questions", "more"].after
    assert not found["questions", "more"].before
    [(field, before, after)] = found["rules", "beta/with-video"].fields
    assert (field, before) == ("effects", both("beta: points: image: 1, recruiting: 1"))
    assert after == both("beta: points: image: 4")
    assert found["settings", ""].fields == (("focus_price", both("0.04"), both("0.05")),)
    commented = rulebook_of({"channels/beta.yaml": "# A comment.\n" + SMALL["channels/beta.yaml"]})
    assert list(item_changes(rulebook_of(), commented)) == []


@pytest.mark.parametrize(
    ("language", "said"), [("en", ("What changes", "before: ", "now: ")), ("de", ("Was sich", "bisher: ", "jetzt: "))]
)
def test_whose_advice_changes(
    small_folder: Path, other: Path, tmp_path: Path, run: Run, language: Language, said: tuple[str, ...]
) -> None:
    """The profile whose set changes is shown with both sets and the rules behind it: exit 1."""
    weak = SMALL["channels/beta.yaml"].replace("serves: {image: 1, recruiting: 0}", "serves: {image: -4, recruiting: 0}")
    write_folder(other, {"channels/beta.yaml": weak})
    profile = tmp_path / "acme.yaml"
    profile.write_text("company: Acme\nmarket: b2c\ngoals: image\nvideo: true\n", encoding="utf-8")
    ran = run("rules", "diff", small_folder, other, "--profiles", profile, "--sample", "0", "--lang", language)
    assert ran.code == 1
    assert "Acme" in ran.out
    assert all(name.upper() in ran.out or name in ran.out for name in said)
    plain = json.loads(run("rules", "diff", small_folder, other, "--profiles", profile, "--sample", "0", "--format", "json").out)
    assert plain["schema"] == "channelfit.rulediff/1"
    assert plain["asked"] == {"profiles": 1}
    [company] = plain["affected"]
    assert (company["label"], company["before"]["channels"], company["after"]["channels"]) == ("Acme", ["beta"], [])
    assert run("rules", "diff", small_folder, other, "--format", "markdown").out.startswith("# Comparison of rules: small 1")


@pytest.mark.usefixtures("other")
@pytest.mark.parametrize(("language", "title"), [("en", "of rules: {} and {}"), ("de", "der Regeln: {} und {}")])
def test_two_of_one_name_and_version_are_told_by_their_folders(
    small_folder: Path, tmp_path: Path, run: Run, language: str, title: str
) -> None:
    """Otherwise nobody knows which is which; of one folder, or of two versions, that would be noise."""
    use = ("--sample", "0", "--lang", language, "--format", "markdown")
    titles = [
        run("rules", "diff", small_folder.name, new, *use, cwd=tmp_path).out.splitlines()[0]
        for new in ("other", small_folder.name)
    ]
    assert titles[0].endswith(title.format(f"small 1 ({small_folder.name})", "small 1 (other)"))
    assert titles[1].endswith(title.format("small 1", "small 1"))


def test_texts_are_printed_in_the_language_of_the_reader(tmp_path: Path, run: Run) -> None:
    """In text and in JSON, lists of texts too."""
    kpis = "kpis: {image: [{de: %s, en: %s}]}, stop_rule"
    texts = [SMALL["channels/alpha.yaml"].replace("stop_rule", kpis % said, 1) for said in (("Alt", "Old"), ("Neu", "New"))]
    for folder, text in zip(("small", "other"), texts, strict=True):
        write_folder(tmp_path / folder, SMALL | {"channels/alpha.yaml": text})
    for language, before, after in (("de", "Alt", "Neu"), ("en", "Old", "New")):
        use = ("--sample", "0", "--lang", language)
        assert (
            f"plan: kpis: image: {before} → kpis: image: {after}"
            in run("rules", "diff", "small", "other", *use, cwd=tmp_path).out
        )
        [change] = json.loads(run("rules", "diff", "small", "other", *use, "--format", "json", cwd=tmp_path).out)["changes"]
        assert change["fields"] == [{"field": "plan", "before": f"kpis: image: {before}", "after": f"kpis: image: {after}"}]


def test_cases_and_folders_of_profiles_are_asked(small_folder: Path, other: Path, tmp_path: Path, run: Run) -> None:
    """Every document of every file of a folder, and the cases of both rulebooks."""
    case = "cases:\n  - {id: one, profile: {market: b2c, goals: image}, expect: {readiness: conditional}}\n"
    write_folder(small_folder, {"tests/some.yaml": case})
    folder = write_folder(
        tmp_path / "clients",
        {"a.yaml": "market: b2b\ngoals: image\n", "b.yml": "market: b2b\ngoals: image\n---\nmarket: b2c\ngoals: image\n"},
    )
    plain = json.loads(run("rules", "diff", small_folder, other, "--profiles", folder, "--sample", "3", "--format", "json").out)
    assert plain["asked"] == {"profiles": 3, "cases": 1, "sample": 3}


def test_unusable_input(small_folder: Path, other: Path, tmp_path: Path, run: Run) -> None:
    """A folder that is not there, wrong profiles, an empty folder: exit 2 with all problems."""
    assert run("rules", "diff", small_folder, tmp_path / "nowhere").code == 2
    wrong = write_folder(tmp_path / "clients", {"a.yaml": "market: b2x\ngoals: image\n", "b.yaml": "markt: b2b\n"})
    ran = run("rules", "diff", small_folder, other, "--profiles", wrong)
    assert (ran.code, ran.out) == (2, "")
    assert "[unknown-option]" in ran.err
    assert "[unknown-question]" in ran.err
    (tmp_path / "empty").mkdir()
    assert run("rules", "diff", small_folder, other, "--profiles", tmp_path / "empty").code == 2


def test_profiles_that_suit_one_rulebook_only_are_left_out(small_folder: Path, tmp_path: Path, run: Run) -> None:
    """An option that is gone: counted, not an error."""
    without = SMALL["questions.yaml"].replace(", b2c: {de: Privat, en: consumers}", "")
    other = write_folder(tmp_path / "other", {**SMALL, "questions.yaml": without})
    profile = tmp_path / "p.yaml"
    profile.write_text("market: b2c\ngoals: image\n", encoding="utf-8")
    plain = json.loads(run("rules", "diff", small_folder, other, "--profiles", profile, "--sample", "0", "--format", "json").out)
    assert (plain["skipped"], plain["asked"]) == (1, {})


def test_sampled_companies_are_whole_and_the_same_every_time() -> None:
    """Nothing required is missing, what does not apply is not answered, and subsets are subsets."""
    rulebook = load_rulebook()
    first, second = (list(sampled_companies(rulebook, 40)) for _ in range(2))
    assert first == second
    for _, _, profile in first:
        assert missing_answers(rulebook, profile) == ()
        working, active = profile.answers["working_channels"], profile.answers["active_channels"]
        assert isinstance(working, tuple)
        assert isinstance(active, tuple)
        assert set(working) <= set(active)
        goals = profile.answers["goals"]
        assert isinstance(goals, tuple)
        assert "recruiting" in goals or "careers_page" not in profile.answers
