"""Pages from the command line: formats by name and by ending, house styles, and nothing written by halves."""

import json
import re
from pathlib import Path

import pytest

from conftest import EXAMPLES, SMALL, Run, write_folder

PROFILE = "market: b2b\ngoals: [recruiting, image]\nhires: young\nhours_per_week: 9\nbacking: 'yes'\n"
STARTS = {"html": "<!DOCTYPE html>", "markdown": "# ", "json": "{", "text": "rulebook small"}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'


@pytest.mark.smoke
@pytest.mark.parametrize("form", STARTS)
def test_each_format_is_printed(run: Run, small_folder: Path, form: str) -> None:
    """HTML, Markdown, JSON and text on standard output."""
    ran = run("advise", "--rules", small_folder, "--format", form, "--lang", "en", stdin=PROFILE)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(STARTS[form])


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.html", "html"),
        ("a.HTM", "html"),
        ("a.md", "markdown"),
        ("a.markdown", "markdown"),
        ("a.json", "json"),
        ("a.txt", "text"),
        ("a", "text"),
    ],
)
def test_the_ending_of_the_file_says_the_format(run: Run, small_folder: Path, tmp_path: Path, name: str, form: str) -> None:
    """Nobody has to say twice that it is a page; without an ending it is text."""
    ran = run("advise", "--rules", small_folder, "--output", tmp_path / name, "--lang", "en", stdin=PROFILE)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(STARTS[form])


def test_the_format_that_is_given_comes_before_the_ending(run: Run, small_folder: Path, tmp_path: Path) -> None:
    """`--format json --output page.html` writes JSON."""
    run("advise", "--rules", small_folder, "--format", "json", "--output", tmp_path / "page.html", stdin=PROFILE)
    assert json.loads((tmp_path / "page.html").read_text(encoding="utf-8"))["schema"] == "channelfit.advice/1"


@pytest.mark.parametrize("command", [("explain", "alpha", "-"), ("compare", "-", "--set", "video=true")])
def test_an_ending_that_a_command_has_no_page_for_is_an_error(
    run: Run, small_folder: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """`explain` and `compare` have no HTML; text in a file that says HTML would mislead."""
    target = tmp_path / "why.html"
    ran = run(*command, "--rules", small_folder, "--output", target, "--lang", "en", stdin=PROFILE)
    assert (ran.code, ran.out) == (2, "")
    assert "this command cannot write `.html`" in ran.err
    assert "expected any of text, json, jsonl, markdown [no-such-format]" in ran.err
    assert not target.exists()
    said = run(*command, "--rules", small_folder, "--output", target, "--format", "markdown", stdin=PROFILE)
    assert said.code == 0


def test_explain_knows_markdown_by_its_ending(run: Run, small_folder: Path, tmp_path: Path) -> None:
    """The same endings count for all commands that write results."""
    run("explain", "alpha", "--rules", small_folder, "--output", tmp_path / "why.md", "--lang", "en", stdin=PROFILE)
    assert (tmp_path / "why.md").read_text(encoding="utf-8").startswith("# Alpha")


def test_a_page_that_cannot_be_made_leaves_the_old_one(run: Run, small_folder: Path, tmp_path: Path) -> None:
    """A profile with problems writes nothing, and what was there stays."""
    target = tmp_path / "page.html"
    target.write_text("before", encoding="utf-8")
    ran = run("advise", "--rules", small_folder, "--output", target, stdin="market: b2x\n")
    assert ran.code == 2
    assert target.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.glob(".page*")) == []


def test_missing_answers_are_told_as_for_any_other_format(run: Run, small_folder: Path, tmp_path: Path) -> None:
    """Exit 3, on standard error, and no file."""
    ran = run("advise", "--rules", small_folder, "--output", tmp_path / "page.html", "--lang", "en", stdin="market: b2b\n")
    assert (ran.code, ran.out) == (3, "")
    assert "goals: Goals?" in ran.err
    assert not (tmp_path / "page.html").exists()


@pytest.mark.smoke
def test_several_documents_make_one_page(run: Run, small_folder: Path) -> None:
    """Both companies in one HTML file; in Markdown with a rule between them."""
    both = f"company: One\n{PROFILE}---\ncompany: Two\n{PROFILE}"
    page = run("advise", "--rules", small_folder, "--format", "html", "--lang", "en", stdin=both).out
    assert re.findall(r'<p class="kicker">.*?<b>(\w+)</b>', page) == ["One", "Two"]
    text = run("advise", "--rules", small_folder, "--format", "markdown", "--lang", "en", stdin=both).out
    assert text.count("\n---\n\n# ") == 1


def house(folder: Path, logo: str = "logo.svg", content: str = LOGO) -> Path:
    """The small rulebook with a house style."""
    style = f"house:\n  name: Kontor\n  logo: {logo}\n"
    write_folder(folder, {**SMALL, "rulebook.yaml": SMALL["rulebook.yaml"] + style})
    (folder / "logo.svg").write_text(content, encoding="utf-8")
    return folder


@pytest.mark.smoke
def test_the_logo_of_the_house_is_in_the_page(run: Run, tmp_path: Path) -> None:
    """It is put into the file, so that the page can be mailed."""
    page = run("advise", "--rules", house(tmp_path / "own"), "--format", "html", stdin=PROFILE).out
    assert '<img src="data:image/svg+xml;base64,' in page


@pytest.mark.parametrize(
    ("content", "id"),
    [
        ("no picture at all", "logo-not-an-image"),
        (LOGO.replace("<circle", "<script/><circle"), "logo-active-content"),
        ("x" * 200_000, "logo-too-large"),
    ],
)
def test_a_bad_logo_is_refused_where_it_is_named(run: Run, tmp_path: Path, content: str, id: str) -> None:
    """File, line and what was expected; only the page needs the logo, so text is still printed."""
    folder = house(tmp_path / "own", content=content)
    ran = run("advise", "--rules", folder, "--format", "html", "--lang", "en", stdin=PROFILE)
    assert (ran.code, ran.out) == (2, "")
    assert re.search(rf"rulebook\.yaml:7:9: .*\[{id}\]", ran.err)
    assert run("advise", "--rules", folder, stdin=PROFILE).code == 0


@pytest.mark.slow
@pytest.mark.unmeasured
def test_the_largest_page_with_the_largest_logo_can_be_mailed(run: Run, tmp_path: Path) -> None:
    """Below 180 kB for every example, with a logo that is just small enough."""
    from channelfit.rulebook.logo import MAX_LOGO_BYTES

    overlay = "schema: 1\nid: own\nversion: 1\nextends: channelfit\nhouse: {name: Kontor, logo: logo.svg}\n"
    folder = write_folder(tmp_path / "own", {"rulebook.yaml": overlay})
    padding = MAX_LOGO_BYTES - len(LOGO) - len("<!---->")
    (folder / "logo.svg").write_text(f"{LOGO}<!--{'x' * padding}-->", encoding="utf-8")
    sizes = {
        path.name: len(run("advise", path, "--rules", folder, "--format", "html").out.encode())
        for path in EXAMPLES.glob("*.yaml")
    }
    assert {name for name, size in sizes.items() if size >= 180_000} == set()


@pytest.mark.parametrize(("given", "value"), [("60", 60), ("37.5", 37.5), ("0", 0), ("?", 48)])
def test_the_value_of_an_hour_can_be_set(run: Run, small_folder: Path, given: str, value: float) -> None:
    """On the command line as in the profile; an open one is the guide value."""
    result = json.loads(
        run("advise", "--rules", small_folder, "--format", "json", "--set", f"hourly_value={given}", stdin=PROFILE).out
    )
    assert result["effort"]["hourly_value"] == value
    assert "hourly_value" not in result["answers"]
    assert result["assumed"] == {}


@pytest.mark.parametrize(
    ("given", "id"),
    [("much", "wrong-type"), ("-1", "out-of-range"), ("1001", "out-of-range"), ("[1]", "wrong-type"), (".nan", "wrong-type")],
)
def test_a_value_that_no_hour_has_is_refused(run: Run, small_folder: Path, given: str, id: str) -> None:
    """With its place, like any other problem of a profile."""
    ran = run("advise", "--rules", small_folder, "--lang", "en", stdin=f"{PROFILE}hourly_value: {given}\n")
    assert ran.code == 2
    assert re.search(rf"<stdin>:6:15: .*\[{id}\]", ran.err)


def test_a_saved_profile_keeps_the_value_of_an_hour(run: Run, small_folder: Path, tmp_path: Path) -> None:
    """So that the same costs come out again; a new profile asks for it in a comment."""
    saved = tmp_path / "saved.yaml"
    run("advise", "--rules", small_folder, "--save", saved, stdin=f"{PROFILE}hourly_value: 52.5\n")
    again = json.loads(run("advise", saved, "--rules", small_folder, "--format", "json").out)
    assert again["effort"]["hourly_value"] == 52.5
    assert "\nhourly_value:\n" in run("profile", "new").out
