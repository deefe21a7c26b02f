"""Where results go: endings that are known, `-`, and files that nothing is written over."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import SMALL, Run, write_folder

PROFILE = "# agreed with the board in May\nmarket: b2b   # 80 % of revenue\ngoals: [image]\n"
KNOWN = ".txt, .json, .jsonl, .ndjson, .md, .markdown, .html, .htm"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile with comments of its author."""
    path = tmp_path / "p.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    return path


# --- endings ---


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("page.pdf", "en", f"`.pdf` cannot be written; print page.html as PDF; expected any of {KNOWN} [no-pdf]"),
        ("page.PDF", "de", f"`.pdf` kann nicht geschrieben werden; drucken Sie page.html als PDF; erwartet: {KNOWN} [no-pdf]"),
        (".pdf", "en", f"`.pdf` cannot be written; print page.html as PDF; expected any of {KNOWN} [no-pdf]"),
        (
            "page.docx",
            "en",
            f"what belongs in a file with the ending `.docx` is not known; expected any of {KNOWN} [unknown-ending]",
        ),
        ("a.b/page.yaml", "en", f"ending `.yaml` is not known; expected any of {KNOWN} [unknown-ending]"),
        ("page.htlm", "de", f"Endung `.htlm` stehen soll, ist nicht bekannt; erwartet: {KNOWN} [unknown-ending]"),
    ],
)
def test_an_ending_that_stands_for_no_format_is_refused_with_those_that_do(
    run: Run, profile: Path, tmp_path: Path, name: str, language: str, said: str
) -> None:
    """`--output page.pdf` wrote text that every viewer calls damaged; now it is exit 2, and nothing is written."""
    (tmp_path / "a.b").mkdir()
    ran = run("advise", profile, "--lang", language, "--output", name)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("command", "known"),
    [
        (("explain", "alpha", "p.yaml"), ".txt, .json, .jsonl, .ndjson, .md, .markdown"),
        (("compare", "p.yaml", "--set", "video=yes"), ".txt, .json, .jsonl, .ndjson, .md, .markdown"),
        (("profile", "new"), ".yaml, .yml"),
        (("profile", "schema"), ".json"),
        (("rules", "schema"), ".json"),
        (("rules", "show"), ".txt, .json"),
    ],
)
def test_every_command_knows_its_endings(
    run: Run, profile: Path, small_folder: Path, tmp_path: Path, command: tuple[str, ...], known: str
) -> None:
    """Also `.pdf`, of which only `advise` has a page to print."""
    assert profile.exists()
    for ending in (".pdf", ".xyz"):
        ran = run(*command, "--rules", small_folder, "--output", f"x{ending}")
        assert (ran.code, ran.out) == (2, "")
        assert f"ending `{ending}` is not known; expected any of {known} [unknown-ending]" in ran.err
    assert [path.name for path in tmp_path.glob("x*")] == []


def test_commands_for_rules_take_the_format_of_the_ending(run: Run, small_folder: Path, tmp_path: Path) -> None:
    """`rules test --output x.xml` is JUnit, `rules diff --output x.md` Markdown, `rules show --output x.json` JSON."""
    assert run("rules", "test", small_folder, "--output", "x.xml").code == 0
    assert (tmp_path / "x.xml").read_text(encoding="utf-8").startswith("<?xml")
    assert run("rules", "diff", small_folder, small_folder, "--sample", "1", "--output", "x.md").code == 0
    assert (tmp_path / "x.md").read_text(encoding="utf-8").startswith("# ")
    assert run("rules", "show", "--rules", small_folder, "--output", "x.json").code == 0
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["schema"] == "channelfit.items/1"
    for command in ("test", small_folder), ("diff", small_folder, small_folder):
        assert run("rules", *command, "--output", "x.yaml").code == 2


def test_who_says_the_format_may_name_the_file_freely_but_not_as_a_pdf(run: Run, profile: Path, tmp_path: Path) -> None:
    """`--format text --output advice.log` is meant; nothing that is written is a PDF, whatever the format."""
    assert run("advise", profile, "--format", "text", "--output", "advice.log").code == 0
    assert (tmp_path / "advice.log").exists()
    assert "[no-pdf]" in run("advise", profile, "--format", "html", "--output", "page.pdf").err
    assert run("advise", profile, "--output", ".html").code == 0
    assert (tmp_path / ".html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_answers_are_saved_as_yaml_only(run: Run, profile: Path, tmp_path: Path) -> None:
    """`--save answers.pdf` would be no PDF either."""
    ran = run("advise", profile, "--save", "answers.pdf")
    assert (ran.code, ran.out) == (2, "")
    assert "ending `.pdf` is not known; expected any of .yaml, .yml [unknown-ending]" in ran.err
    assert not (tmp_path / "answers.pdf").exists()


# --- standard output ---


def test_a_dash_is_standard_output(run: Run, profile: Path, tmp_path: Path) -> None:
    """`--output -` prints what no `--output` prints, in every command."""
    for command in ("advise", profile), ("explain", "xing", profile), ("profile", "new"), ("rules", "show", "xing"):
        expected = run(*command)
        assert run(*command, "--output", "-") == expected
        assert expected.out
    assert not (tmp_path / "-").exists()


def test_answers_may_go_to_standard_output(run: Run, profile: Path, tmp_path: Path) -> None:
    """`--save -` alone or before the advice as text; in another form the two would make a stream that nobody can read."""
    alone = run("advise", profile, "--save", "-", "--output", "page.html")
    assert alone.code == 0
    assert run("profile", "check", "-", stdin=alone.out).code == 0
    advice = run("advise", profile)
    assert run("advise", profile, "--save", "-").out == f"{alone.out}---\n{advice.out}"
    ran = run("advise", profile, "--save", "-", "--format", "markdown")
    assert (ran.code, ran.out) == (2, "")
    said = "standard output has the result as markdown already; name a file for one of the two [two-on-stdout]"
    assert ran.err == f"--save: {said}\n"
    assert not (tmp_path / "-").exists()


# --- nothing is lost ---


def itself(folder: Path) -> Path:
    """The profile."""
    return folder / "p.yaml"


def symbolic(folder: Path) -> Path:
    """A link to it by name."""
    (folder / "link").symlink_to("p.yaml")
    return folder / "link"


def hard(folder: Path) -> Path:
    """A second name of the same file."""
    os.link(folder / "p.yaml", folder / "second.yaml")
    return folder / "second.yaml"


def another(folder: Path) -> Path:
    """Another profile, one with a mistake."""
    (folder / "q.yaml").write_text("company: Q\nmarket: b3b\n", encoding="utf-8")
    return folder / "q.yaml"


def broken(folder: Path) -> Path:
    """A profile that is no YAML just now."""
    (folder / "q.yaml").write_text("# Mine\n\n---\ngoals: [image\nmarket: b2b\n", encoding="utf-8")
    return folder / "q.yaml"


def as_json(folder: Path) -> Path:
    """A profile written as JSON."""
    (folder / "q").write_text('{"market": "b2b", "goals": ["image"]}', encoding="utf-8")
    return folder / "q"


def rules(folder: Path) -> Path:
    """The file of a channel."""
    (folder / "alpha.yaml").write_text(SMALL["channels/alpha.yaml"], encoding="utf-8")
    return folder / "alpha.yaml"


def cases(folder: Path) -> Path:
    """Cases that rules are tested with."""
    (folder / "cases.yml").write_text("cases:\n  - {id: one, profile: {market: b2b}, expect: {}}\n", encoding="utf-8")
    return folder / "cases.yml"


KEPT = {itself: "is-read", symbolic: "is-read", hard: "is-read"}
KEPT |= dict.fromkeys((another, broken, as_json, rules, cases), "holds-input")


@pytest.mark.parametrize("option", ["--output", "--save"])
@pytest.mark.parametrize(("make", "id"), KEPT.items(), ids=lambda value: getattr(value, "__name__", value))
def test_no_profile_and_no_rules_are_written_over(
    run: Run, profile: Path, tmp_path: Path, option: str, make: Callable[[Path], Path], id: str
) -> None:
    """One slip of file completion took the profile away; now it is exit 2 and the file stays, unless `--force` says so."""
    target = make(tmp_path)
    before = target.read_bytes()
    command = ("advise", profile, "--format", "text", option, target)
    if option == "--save" and target.suffix not in (".yaml", ".yml", ""):
        pytest.skip("refused for its ending")
    ran = run(*command)
    assert (ran.code, ran.out) == (2, "")
    assert f"[{id}]" in ran.err
    assert target.read_bytes() == before
    assert run(*command, "--force").code == 0
    assert target.read_bytes() != before


def test_every_command_that_writes_keeps_what_it_reads(run: Run, profile: Path, small_folder: Path) -> None:
    """Explanations, comparisons, blank profiles, lists of rules and schemas."""
    other = profile.with_name("other.yaml")
    other.write_text(PROFILE.replace("b2b", "b2c"), encoding="utf-8")
    use = ("--rules", small_folder)
    for command, target in (
        (("explain", "alpha", profile, *use, "--format", "text"), profile),
        (("compare", profile, other, *use, "--format", "text"), other),
        (("profile", "new", *use), profile),
        (("rules", "show", *use, "--format", "text"), small_folder / "goals.yaml"),
        (("rules", "test", small_folder, "--format", "text"), small_folder / "channels" / "beta.yaml"),
        (("rules", "diff", small_folder, small_folder, "--sample", "0", "--format", "text"), small_folder / "rulebook.yaml"),
    ):
        before = target.read_bytes()
        ran = run(*command, "--output", target)
        assert (ran.code, ran.out) == (2, "")
        assert "or replace it with --force" in ran.err
        assert target.read_bytes() == before


def test_a_score_keeps_its_cases_and_both_rulebooks(run: Run, small_folder: Path, tmp_path: Path) -> None:
    """What is read by name, by path and by `--against`, whatever stands in it; and a list that is not even read."""
    other = write_folder(tmp_path / "other", SMALL | {"channels/odd.yaml": SMALL["channels/beta.yaml"].replace("beta", "odd")})
    case = "outcomes: [{id: a, profile: {market: b2b, goals: image}, worked: alpha}]\n"
    write_folder(small_folder, {"cases/some.yaml": case, "cases/list.yaml": "popular: [alpha]\n"})
    write_folder(tmp_path, {"both.yaml": case, "list.yaml": "popular: [alpha]\n"})
    (tmp_path / "link.json").symlink_to("both.yaml")
    use = ("--rules", small_folder, "--against", other, "--format", "json")
    for target in (
        *("both.yaml", "link.json", "list.yaml", small_folder / "cases" / "some.yaml", small_folder / "cases" / "list.yaml"),
        *(small_folder / "rulebook.yaml", other / "rulebook.yaml", other / "channels" / "odd.yaml"),
    ):
        before = (tmp_path / target).read_bytes()
        ran = run("rules", "score", "both.yaml", "some", *use, "--output", target, cwd=tmp_path)
        assert (ran.code, "or replace it with --force" in ran.out + ran.err) == (2, True), target
        assert (tmp_path / target).read_bytes() == before
    assert run("rules", "score", "both.yaml", *use, "--output", "score.json", cwd=tmp_path).code == 0


@pytest.mark.slow
def test_results_are_written_over_as_ever(run: Run, profile: Path, tmp_path: Path) -> None:
    """Every format twice, a schema twice, and a file of somebody else's that is no profile."""
    (tmp_path / "other.json").write_text('{"name": "x", "language": "de"}', encoding="utf-8")
    for name in ("a.json", "a.md", "a.html", "a.txt", "a", "other.json"):
        assert [run("advise", profile, "--output", name).code for _ in "12"] == [0, 0]
    assert [run("profile", "schema", "--output", "s.json").code for _ in "12"] == [0, 0]


def test_answers_and_advice_need_two_files(run: Run, profile: Path, tmp_path: Path) -> None:
    """Otherwise the second would take the place of the first, also by way of a link."""
    (tmp_path / "b").symlink_to("a")
    for other in ("a", "b"):
        ran = run("advise", profile, "--output", "a", "--save", other)
        assert (ran.code, ran.out) == (2, "")
        assert f"--output, --save both write to `{other}`; name two files [same-target]" in ran.err
    assert not (tmp_path / "a").exists()


def test_links_that_lead_in_a_circle_are_an_error(run: Run, profile: Path, tmp_path: Path) -> None:
    """Not a traceback, and the link is not replaced by a file."""
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    for option in ("--output", "--save"):
        ran = run("advise", profile, option, "a")
        assert (ran.code, ran.err) == (2, "a: `a` cannot be written: Too many levels of symbolic links [not-writable]\n")
    assert run("rules", "init", "a").code == 2
    assert (tmp_path / "a").is_symlink()


def test_a_link_that_leads_to_no_file_yet_makes_it(run: Run, profile: Path, tmp_path: Path) -> None:
    """As the shell does."""
    (tmp_path / "a.json").symlink_to("b.json")
    assert run("advise", profile, "--output", "a.json").code == 0
    assert (tmp_path / "b.json").is_file()
    assert (tmp_path / "a.json").is_symlink()
