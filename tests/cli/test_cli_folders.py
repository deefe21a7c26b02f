"""Folders of rules: no file is passed over that its author takes for rules, and what is absent is not what cannot be read."""

import os
from pathlib import Path

import pytest

from channelfit.folders import PARTS, rule_paths
from channelfit.rulefiles import MAX_LAYERS
from conftest import SMALL, Run, write_folder

PROFILE = "market: b2b\ngoals: [image]\n"


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("evidence.YAML", "evidence.yaml"),
        ("Evidence.yaml", "evidence.yaml"),
        ("evidence.json", "evidence.yaml"),
        ("evidence.yaml.txt", "evidence.yaml"),
        ("channels/x.YAML", "channels/x.yaml"),
        ("channels/x.Yml", "channels/x.yaml"),
        ("channels/x.json", "channels/x.yaml"),
        ("situations/x.yaml.txt", "situations/x.yaml"),
        ("channels/sub/x.yaml", "channels/*.yaml"),
        ("situations/deep/er/x.yml", ""),
        ("Channels/x.yaml", "channels/*.yaml"),
        ("chanels/deep/x.yaml", ""),
        ("cases/x.YML", "cases/x.yaml"),
        ("cases/deep/x.yaml.txt", ""),
        ("channels.yaml", ""),
        ("tests", ""),
    ],
)
def test_no_file_that_looks_like_rules_is_passed_over(run: Run, tmp_path: Path, path: str, meant: str) -> None:
    """Its ending may be another one, its folder one that nobody reads: it is told, with what may be meant."""
    folder = write_folder(tmp_path / "small", {**SMALL, path: "nonsense: [}"})
    ran = run(
        "rules", "score" if path.startswith("cases") else "check", *(("small/cases",) if path.startswith("cases") else ("small",))
    )
    said = run("rules", "check", folder).err + ran.err
    assert f"`{path}` is no file of a rulebook; " in said
    assert f"did you mean `{meant}`? [unknown-file]" in said or not meant
    assert ran.code in (1, 2)
    if not path.startswith(("cases", "tests")):
        advised = run("advise", "--rules", folder, stdin=PROFILE)
        assert (advised.code, advised.out) == (2, "")


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "package.json",
        ".git/x.yaml",
        "channels/.x.yaml",
        "material/x.yaml",
        "channels/x.bak",
        "x.json",
        "src/a/b.json",
    ],
)
def test_files_of_others_are_left_alone(tmp_path: Path, path: str) -> None:
    """What is hidden, what lies in folders of other names, and what nobody takes for rules."""
    folder = write_folder(tmp_path / "small", {**SMALL, path: "nonsense: [}"})
    assert rule_paths(folder) == (sorted(SMALL), [])


def test_links_are_followed_once(tmp_path: Path) -> None:
    """A folder of cases may be a link; one that leads back to where it lies ends there."""
    folder = write_folder(tmp_path / "small", SMALL)
    write_folder(tmp_path / "elsewhere", {"own.yaml": "outcomes: []\n", "deep/more.yaml": "outcomes: []\n"})
    (folder / "cases").mkdir()
    (folder / "cases" / "linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "back").symlink_to(folder)
    assert rule_paths(folder) == (sorted([*SMALL, "cases/linked/own.yaml", "cases/linked/deep/more.yaml"]), [])


@pytest.mark.slow
def test_a_copy_says_what_it_consists_of(run: Run, tmp_path: Path) -> None:
    """What it lacks is told with its line, until that is deleted; own files may be added."""
    assert run("rules", "init", "copy", "--full", "--lang", "en").code == 0
    assert run("advise", "--rules", "copy", stdin=PROFILE).code == 0
    lost = tmp_path / "copy" / "situations" / "restrictions.yaml"
    lost.unlink()
    parts = tmp_path / "copy" / PARTS
    lines = parts.read_text(encoding="utf-8").splitlines()
    number = lines.index("situations/restrictions.yaml") + 1
    for command in ("advise", "--rules", "copy"), ("rules", "check", "copy"):
        ran = run(*command, stdin=PROFILE)
        assert ran.code in (1, 2)
        assert f"copy/.files:{number}:1: `situations/restrictions.yaml` is missing, but belongs to these rules; " in ran.err
        assert "delete this line [missing-part]" in ran.err
    parts.write_text("\n".join(line for line in lines if "restrictions" not in line), encoding="utf-8")
    assert "[missing-part]" not in run("advise", "--rules", "copy", stdin=PROFILE).err


def test_a_list_of_parts_that_cannot_be_read_is_told(run: Run, small_folder: Path) -> None:
    """Absent is not unreadable."""
    (small_folder / PARTS).mkdir()
    ran = run("advise", "--rules", "small", stdin=PROFILE)
    assert (ran.code, ran.err) == (2, "small/.files: `small/.files` cannot be read: Is a directory [not-readable]\n")


@pytest.mark.parametrize("written", ['"a\\0b"', '"' + "a/" * 3000 + '"', '"' + "a" * 300 + '"'])
def test_no_path_that_is_built_on_is_a_traceback(run: Run, tmp_path: Path, written: str) -> None:
    """One with a zero byte, one that is too long: the place is told."""
    write_folder(tmp_path / "my", {"rulebook.yaml": f"schema: 1\nid: my\nversion: 1\nextends: {written}\n"})
    ran = run("advise", "--rules", "my", stdin=PROFILE)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("my/rulebook.yaml:4:10: ")


def test_rules_do_not_build_on_each_other_without_end(run: Run, tmp_path: Path) -> None:
    """A thousand layers are told where the limit is passed; as many as it allows work."""
    write_folder(tmp_path / "0", SMALL)
    for level in range(1, 1100):
        head = f"schema: 1\nid: l{level}\nversion: 1\nextends: ../{level - 1}\n"
        write_folder(tmp_path / str(level), {"rulebook.yaml": head})
    ran = run("advise", "--rules", "1099", stdin=PROFILE)
    assert (ran.code, ran.out) == (2, "")
    assert f"more than {MAX_LAYERS} rulebooks build on each other here [too-many-layers]" in ran.err
    assert run("advise", "--rules", str(MAX_LAYERS), stdin=PROFILE).code == 0
    assert run("advise", "--rules", str(MAX_LAYERS + 1), stdin=PROFILE).code == 2


def test_a_folder_below_that_may_not_be_entered_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else its rules would be missing without a word."""
    write_folder(tmp_path / "small", SMALL)
    real = os.scandir

    def refusing(path: str | Path = ".") -> object:
        if Path(path).name == "situations":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refusing)
    ran = run("advise", "--rules", "small", stdin=PROFILE)
    assert (ran.code, ran.err) == (2, "small/situations: `small/situations` cannot be read: Permission denied [not-readable]\n")


@pytest.mark.parametrize("command", [("check", ""), ("init", ""), ("test", ""), ("diff", "", "small"), ("diff", "small", "")])
def test_an_empty_folder_is_not_the_one_at_hand(run: Run, small_folder: Path, command: tuple[str, ...]) -> None:
    """A variable that is not set would check, or fill, whatever folder somebody stands in."""
    ran = run("rules", *command)
    assert (ran.code, ran.out, small_folder.exists()) == (2, "", True)
    assert ran.err == "<DIR>: `<DIR>` is empty [empty-text]\n"
