"""`rules init`: what it writes works at once, and so does every sample in it."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from channelfit.files import load_rulebook
from channelfit.language import Language
from channelfit.rulebook.digest import digest
from conftest import SMALL, NewOverlays, Ran, Run, call_program, write_folder


@pytest.fixture(scope="module")
def full_copy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """What `rules init --full` writes and says."""
    folder = tmp_path_factory.mktemp("full") / "copy"
    return folder, call_program("rules", "init", folder, "--full")


@pytest.mark.slow
@pytest.mark.smoke
@pytest.mark.unmeasured
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_overlay_works_as_it_stands(run: Run, new_overlays: NewOverlays, language: Language) -> None:
    """It checks, its test holds, it says what to do next, and changes nothing yet."""
    folder, ran = new_overlays[language]
    assert (ran.code, ran.err) == (0, "")
    assert f"channelfit rules check {shlex.quote(str(folder))}" in ran.out
    assert run("rules", "check", folder).code == 0
    tested = run("rules", "test", folder)
    assert tested.code == 0
    rulebook = load_rulebook(folder)
    assert rulebook.id == "my-rules"
    assert rulebook.rules == load_rulebook().rules
    assert rulebook.house is None
    assert ("Ihre eigenen Regeln" in (folder / "rulebook.yaml").read_text(encoding="utf-8")) is (language == "de")


@pytest.mark.slow
@pytest.mark.smoke
@pytest.mark.unmeasured
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_sample_works_when_its_signs_are_taken_off(
    tmp_path: Path, run: Run, new_overlays: NewOverlays, language: Language
) -> None:
    """All changes, the house style, the question, the rule, the note and the channel together."""
    folder = shutil.copytree(new_overlays[language][0], tmp_path / "mine")
    for path in folder.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if re.search(r"^#  ", text, re.MULTILINE):
            path.write_text(re.sub(r"^#  ", "  ", text, flags=re.MULTILINE).replace(": []\n", ":\n"), encoding="utf-8")
    write_folder(folder, {"logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'})
    (folder / "channels").mkdir()
    (folder / "samples" / "trade_fair.yaml").rename(folder / "channels" / "trade_fair.yaml")
    ran = run("rules", "check", folder)
    assert "[" not in ran.err
    rulebook = load_rulebook(folder)
    assert "trade_fair" in rulebook.channels
    assert "xing" in rulebook.disabled
    assert "trade_fairs" in rulebook.questions
    assert "own/our-experience" in {rule.id for rule in rulebook.rules}
    assert "we-review-twice-a-year" in {note.id for note in rulebook.notes}
    assert {change.kind for change in rulebook.amendments} == {"rule", "channel", "question", "settings"}
    assert rulebook.house is not None
    assert rulebook.house.logo is not None
    assert (rulebook.house.logo.text, rulebook.house.colours.accent, list(rulebook.house.sections)) == (
        "logo.svg",
        "#0b5d8a",
        ["cost"],
    )
    # Inherited cases may come out otherwise now; the one of the overlay holds.
    assert "own/" not in run("rules", "test", folder).out


def test_schemas_lie_where_the_files_say(new_overlays: NewOverlays, full_copy: tuple[Path, Ran]) -> None:
    """The first line of each file leads to a file that is there, in an overlay and in a full copy."""
    for folder in (new_overlays[Language.EN][0], full_copy[0]):
        for path in folder.rglob("*.yaml"):
            first = path.read_text(encoding="utf-8").splitlines()[0]
            target = first.removeprefix("# yaml-language-server: $schema=")
            assert target != first
            assert (path.parent / target).is_file(), path


@pytest.mark.slow
@pytest.mark.smoke
@pytest.mark.unmeasured
def test_a_full_copy_stands_alone(run: Run, full_copy: tuple[Path, Ran]) -> None:
    """The same rules, with nothing below them and an id of their own, so that results name the right ones."""
    folder, ran = full_copy
    assert (ran.code, ran.err) == (0, "")
    assert "extends" not in (folder / "rulebook.yaml").read_text(encoding="utf-8")
    rulebook = load_rulebook(folder)
    assert digest(rulebook._replace(id="channelfit")) == digest(load_rulebook())
    assert (rulebook.id, {rule.origin.split("/")[0] for rule in rulebook.rules}) == ("copy", {"copy"})
    assert run("rules", "check", folder).code == 0


def test_a_copy_has_nothing_but_rule_files_and_can_be_copied_again(small_folder: Path, tmp_path: Path, run: Run) -> None:
    """Files of others stay behind; the line for editors is there once."""
    write_folder(small_folder, {"clients/acme.yaml": "a: 1\n", ".github/ci.yaml": "a: 1\n"})
    for name, below in (("one", small_folder), ("two", tmp_path / "one")):
        assert run("rules", "init", tmp_path / name, "--full", "--rules", below).code == 0
    copied = {path.relative_to(tmp_path / "two").as_posix() for path in (tmp_path / "two").rglob("*.yaml")}
    assert copied == set(SMALL)
    assert (tmp_path / "two" / "rulebook.yaml").read_text(encoding="utf-8").count("yaml-language-server") == 1
    assert load_rulebook(tmp_path / "two").id == "two"


HOUSE = SMALL["rulebook.yaml"] + "house: {logo: pictures/logo.svg}\n"


def test_a_copy_has_the_logo_too(small_folder: Path, tmp_path: Path, run: Run) -> None:
    """Else it would be refused as soon as it is checked; a logo that cannot be shown is not copied, and neither is the rest."""
    picture = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    write_folder(small_folder, {"rulebook.yaml": HOUSE, "pictures/logo.svg": picture})
    copy = tmp_path / "copy"
    assert run("rules", "init", copy, "--full", "--rules", small_folder).code == 0
    assert (copy / "pictures" / "logo.svg").read_text(encoding="utf-8") == picture
    assert run("rules", "check", copy).code == 0
    (small_folder / "pictures" / "logo.svg").unlink()
    ran = run("rules", "init", tmp_path / "other", "--full", "--rules", small_folder)
    assert (ran.code, ran.out) == (2, "")
    assert "[no-such-file]" in ran.err
    assert not (tmp_path / "other").exists()


def test_a_logo_that_cannot_be_written_is_a_problem(small_folder: Path, tmp_path: Path, run: Run) -> None:
    """Such as below a file."""
    write_folder(small_folder, {"rulebook.yaml": HOUSE, "pictures/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'})
    write_folder(tmp_path, {"file": "x"})
    ran = run("rules", "init", tmp_path / "file" / "copy", "--full", "--rules", small_folder)
    assert (ran.code, ran.out) == (2, "")
    assert "[not-writable]" in ran.err


@pytest.mark.parametrize(("language", "said"), [("de", "lassen Sie `--full` weg"), ("en", "leave out `--full`")])
def test_an_overlay_is_not_copied_as_if_it_stood_alone(
    tmp_path: Path, run: Run, new_overlays: NewOverlays, language: Language, said: str
) -> None:
    """Its path to what it builds on would lead nowhere."""
    below, _ = new_overlays[Language.EN]
    ran = run("rules", "init", tmp_path / "copy", "--full", "--rules", below, "--lang", language)
    assert (ran.code, ran.out) == (2, "")
    assert "[no-copy-of-overlay]" in ran.err
    assert said in ran.err
    assert not (tmp_path / "copy").exists()


def test_it_builds_on_other_rules(small_folder: Path, tmp_path: Path, run: Run) -> None:
    """The path to them is written relative to the new folder; the sample case stays behind where it does not fit."""
    folder = tmp_path / "deep" / "mine"
    assert run("rules", "init", folder, "--rules", small_folder).code == 0
    assert "extends: ../../small" in (folder / "rulebook.yaml").read_text(encoding="utf-8")
    assert "alpha" in load_rulebook(folder).channels
    ran = run("rules", "check", folder)
    assert (ran.code, ran.err) == (0, "")
    assert (folder / "tests" / "own.yaml").read_text(encoding="utf-8").endswith("cases: []\n")


@pytest.mark.parametrize(("language", "said"), [("de", "nicht leer"), ("en", "not empty")])
def test_nothing_is_overwritten(tmp_path: Path, run: Run, language: Language, said: str) -> None:
    """A folder with anything in it is left as it is; a file too."""
    write_folder(tmp_path / "mine", {"notes.txt": "mine"})
    for target in (tmp_path / "mine", tmp_path / "mine" / "notes.txt"):
        ran = run("rules", "init", target, "--lang", language)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    ("language", "said"), [("de", "`-` ist die Standardausgabe und kein Ordner"), ("en", "`-` is standard output and no folder")]
)
@pytest.mark.parametrize("command", [("init", "-"), ("schema", "--into", "-")])
def test_no_folder_is_called_as_standard_output_is(
    run: Run, tmp_path: Path, command: tuple[str, ...], language: str, said: str
) -> None:
    """`-` is a usage error wherever a folder is written, and nothing is."""
    ran = run("rules", *command, "--lang", language, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "[no-folder]" in ran.err
    assert [*tmp_path.iterdir()] == []
