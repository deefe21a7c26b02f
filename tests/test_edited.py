"""After an edit only the edited files are read again, and the rulebook is what it would be if all of them were."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from channelfit import kept, mended, rulefiles
from channelfit.cache import VARIABLE
from channelfit.files import load_rulebook
from channelfit.kept import Edited
from channelfit.reading import read_file
from channelfit.rulebook.digest import digest, digest_of, texts_of
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.names import collect_names
from channelfit.rulebook.reread import names_of
from channelfit.rulefiles import read_rule_files
from channelfit.shipped import built_in_rules
from channelfit.source.nodes import Documents
from channelfit.source.problem import InvalidInput
from conftest import SMALL, write_folder

Change = Callable[[str], str]
pytestmark = pytest.mark.usefixtures("place")


def _points(text: str) -> str:
    return re.sub(r"(points: |: )[12](?=$|[,}])", r"\g<1>1.5", text, count=3, flags=re.MULTILINE)


# What somebody does to a file; not all of it is something everywhere.
CHANGES: dict[str, Change] = {
    "a comment": lambda text: f"{text}# One more line.\n",
    "a line above": lambda text: f"# One more line.\n{text}",
    "points": _points,
    "another id": lambda text: re.sub(r"id: ([a-z]+)", r"id: \1-other", text, count=1),
    "one less": lambda text: re.sub(r"(?ms)^  - .*?(?=^  - |\Z)", "", text, count=1),
    "twice": lambda text: re.sub(r"(?ms)^(  - .*?)(?=^  - |\Z)", r"\1\1", text, count=1),
    "an unknown key": lambda text: f"{text}\nunknown: 1\n",
    "an unknown question": lambda text: re.sub(r"when: .*", "when: {nothing: true}", text, count=1),
    "another name": lambda text: re.sub(r"name: .*", "name: {de: Anders, en: Other}", text, count=1),
    "another goal": lambda text: re.sub(r"serves: \{[a-z]+: [0-9.]+,?", "serves: {", text, count=1),
    "more hours": lambda text: re.sub(r"hours_per_week: [0-9.]+", "hours_per_week: 30", text, count=1),
    "nothing": lambda _: "",
    "no YAML": lambda text: f"{text}\n  - [\n",
    "of a later version": lambda text: f"schema: 7\n{text}",
}


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often all files are read."""
    seen: list[int] = []
    plain = rulefiles.read_rule_files

    def noted(*folder: object, **kinds: bool) -> object:
        seen.append(1)
        return plain(*folder, **kinds)  # type: ignore[arg-type]

    monkeypatch.setattr(rulefiles, "read_rule_files", noted)
    return seen


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which files are read alone."""
    seen: list[str] = []

    def noted(path: str, name: str, relative: str) -> Documents:
        seen.append(relative)
        return read_file(path, name, relative)

    monkeypatch.setattr(mended, "read_file", noted)
    return seen


def outcome(folder: Path) -> object:
    """The rulebook and its digest, or what is wrong with it."""
    try:
        rulebook = load_rulebook(folder)
    except InvalidInput as error:
        return [str(found) for found in error.problems]
    # Where nothing is kept it is worked out just so.
    assert VARIABLE in os.environ or digest(rulebook) == digest_of(texts_of(rulebook))
    return rulebook, digest(rulebook)


def fresh(folder: Path) -> object:
    """The same without anything kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, "0")
        return outcome(folder)


def edit(path: Path, text: str) -> None:
    """Write a file in place, later than it was written before."""
    before = path.stat().st_mtime_ns
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 10_000_000, before + 10_000_000))


# Channels that have less than the others.
PLAINER = ("gamma", "upkeep")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("plainer", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_an_edit_has_the_outcome_of_reading_everything(tmp_path: Path, change: Change, *, plainer: bool) -> None:
    """Of any file of the small rulebook, problems included; and the same again, as it is kept then, and back."""
    folder = write_folder(tmp_path / "rules", SMALL)
    before = fresh(folder)
    assert outcome(folder) == before
    for path in sorted(path for path in folder.rglob("*.yaml") if (path.stem in PLAINER) is plainer):
        text = path.read_text(encoding="utf-8")
        edit(path, change(text))
        wanted = fresh(folder)
        assert [outcome(folder), outcome(folder)] == [wanted, wanted], path
        edit(path, text)
        assert outcome(folder) == before


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a comment", "points", "one less", "another id"])
def test_so_it_has_in_the_rules_that_come_with_the_program(tmp_path: Path, name: str) -> None:
    """Each file once."""
    folder = Path(shutil.copytree(built_in_rules(), tmp_path / "rules"))
    for path in sorted(folder.glob("*/*.yaml")):
        if path.parent.name in ("channels", "situations"):
            load_rulebook(folder)
            text = path.read_text(encoding="utf-8")
            edit(path, CHANGES[name](text))
            assert outcome(folder) == fresh(folder), path
            edit(path, text)


def test_only_edited_files_of_channels_and_situations_are_read_alone(tmp_path: Path, whole: list[int]) -> None:
    """Two of them too; not those that others are read by, and not where a file came or went."""
    folder = write_folder(tmp_path / "rules", SMALL)
    load_rulebook(folder)
    del whole[:]
    for paths, times in (
        (["channels/gamma.yaml"], 0),
        (["channels/gamma.yaml", "situations/general.yaml"], 0),
        (["channels/gamma.yaml", "goals.yaml"], 1),
        (["questions.yaml"], 1),
    ):
        for path in paths:
            edit(folder / path, (folder / path).read_text(encoding="utf-8") + "# More.\n")
        load_rulebook(folder)
        assert len(whole) == times, paths
        load_rulebook(folder)
        assert len(whole) == times, paths
        del whole[:]
    (folder / "situations/new.yaml").write_text("rules: []\n", encoding="utf-8")
    assert outcome(folder) == fresh(folder)
    (folder / "situations/new.yaml").unlink()
    del whole[:]
    assert outcome(folder) == fresh(folder)
    assert whole


def test_an_editor_that_puts_a_new_file_in_place_of_the_old(tmp_path: Path, whole: list[int]) -> None:
    """Then the folder is another one too: only what is in it says whether anything else happened."""
    folder = write_folder(tmp_path / "rules", SMALL)
    load_rulebook(folder)
    del whole[:]
    path = folder / "channels/gamma.yaml"
    new = tmp_path / "new"
    new.write_text(path.read_text(encoding="utf-8") + "# More.\n", encoding="utf-8")
    new.replace(path)
    mine = outcome(folder)
    assert not whole
    assert mine == fresh(folder)
    (folder / "channels/delta.yaml.txt").write_text("channel: delta\n", encoding="utf-8")
    edit(path, path.read_text(encoding="utf-8") + "# More.\n")
    assert outcome(folder) == fresh(folder)
    assert "delta.yaml.tx" in str(outcome(folder))


def test_an_edit_of_a_file_with_the_other_ending(tmp_path: Path, whole: list[int]) -> None:
    """It is read alone, and the digest is another one."""
    files = {path.replace("gamma.yaml", "gamma.yml"): text for path, text in SMALL.items()}
    folder = write_folder(tmp_path / "rules", files)
    load_rulebook(folder)
    del whole[:]
    path = folder / "channels/gamma.yml"
    edit(path, CHANGES["more hours"](path.read_text(encoding="utf-8")))
    mine = outcome(folder)
    assert not whole
    assert mine == fresh(folder)


def test_what_changed_a_moment_ago_is_read_again_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: list[int]) -> None:
    """Since it may change again within the same tick of the clock; the others are kept."""
    monkeypatch.setattr(kept, "_SETTLED", 2.0)
    folder = write_folder(tmp_path / "rules", SMALL)
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (1, 1))
    monkeypatch.setattr(kept, "are_settled", lambda listing, _: all(one[2] < 2e9 for one in listing))
    path = folder / "channels/gamma.yaml"
    for points in ("1.5", "0.5", "2.5", "3"):
        path.write_text(re.sub(r"points: [0-9.]+", f"points: {points}", path.read_text(encoding="utf-8")), encoding="utf-8")
        del whole[:]
        mine = outcome(folder)
        assert len(whole) == (points == "1.5")
        assert mine == fresh(folder)


def test_what_overlays_changed_is_read_as_a_whole(tmp_path: Path) -> None:
    """A file of an overlay, and one below it."""
    base = write_folder(tmp_path / "base", SMALL)
    head = """\
id: own
version: 1.0.0
extends: ../base
changes:
  - {channel: gamma, set: {effort: {hours_per_week: 2}}, was: {effort: {hours_per_week: 1}}, because: {de: w, en: w}}
"""
    files = {"rulebook.yaml": head, "situations/own.yaml": "rules: []\n"}
    own = write_folder(tmp_path / "own", files)
    for path in (own / "situations/own.yaml", base / "channels/beta.yaml", base / "channels/gamma.yaml"):
        load_rulebook(own)
        edit(path, path.read_text(encoding="utf-8") + "# More.\n")
        assert outcome(own) == fresh(own)


@pytest.mark.parametrize("kind", ["texts", "edits"])
@pytest.mark.parametrize("is_gone", [True, False])
def test_what_is_damaged_is_worked_out_again(tmp_path: Path, place: Path, kind: str, *, is_gone: bool) -> None:
    """Cut off, or gone."""
    folder = write_folder(tmp_path / "rules", SMALL)
    path = folder / "channels/gamma.yaml"
    load_rulebook(folder)
    for _ in range(2):
        edit(path, path.read_text(encoding="utf-8") + "# More.\n")
        assert outcome(folder) == fresh(folder)
        for entry in place.glob(f"{kind}-*"):
            if is_gone:
                entry.unlink()
            else:
                entry.write_bytes(entry.read_bytes()[:-9] + b"?")
        assert outcome(folder) == fresh(folder)


def test_what_edited_files_say_is_kept_beside_the_rest(tmp_path: Path, place: Path, alone: list[str]) -> None:
    """So little is written; when a second file is edited, the first one is known."""
    folder = write_folder(tmp_path / "rules", SMALL)
    load_rulebook(folder)
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    for file in ("channels/gamma.yaml", "situations/general.yaml"):
        path = folder / file
        edit(path, path.read_text(encoding="utf-8") + "# More.\n")
        del alone[:]
        assert [outcome(folder), outcome(folder)] == [fresh(folder)] * 2
        assert alone == [file]
    after = {path.name: path.read_bytes() for path in place.iterdir()}
    [new] = after.keys() - before.keys()
    assert new.startswith("edits-")
    assert before.items() <= after.items()


@pytest.mark.parametrize("held", [(), [], 7, {"rules": 7}, {"id": 7}, {"channels": {"a": 1}, "rules": {"b": 2}, "notes": {}}])
def test_texts_of_another_kind_are_none(small: Rulebook, held: object) -> None:
    """Whatever was kept."""
    assert mended._digest(small, held, ()) == digest(small)


def test_names_are_those_that_the_files_have() -> None:
    """All of them, in whatever order."""
    folder = built_in_rules()
    documents, _ = read_rule_files(folder, with_tests=False)
    own, wanted = names_of(load_rulebook(folder)), collect_names(documents)
    assert {id: (shape.type, sorted(shape.options)) for id, shape in own.questions.items()} == {
        id: (shape.type, sorted(shape.options)) for id, shape in wanted.questions.items()
    }
    assert own._replace(questions={}, channels={}) == wanted._replace(questions={}, channels={})
    assert {id: sorted(goals) for id, goals in own.channels.items()} == {id: sorted(of) for id, of in wanted.channels.items()}


def test_nothing_edited_is_nothing_to_read(small: Rulebook, tmp_path: Path) -> None:
    """A folder that was touched is what it was."""
    folder = write_folder(tmp_path / "rules", SMALL)
    assert mended.mended(Edited(small, str(folder), (), "", has_moved=True)) == small
