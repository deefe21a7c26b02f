"""What is written is there as a whole or not at all, whatever ends the program, and nothing else is left."""

import errno
import os
import stat
import time
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from channelfit import writing
from channelfit.cli import drafts
from channelfit.language import Language
from channelfit.source.problem import InvalidInput, describe
from channelfit.writing import UNFINISHED, write_folder, write_private, write_text

FILES = {"rulebook.yaml": "id: a\n", "channels/a.yaml": "a: 1\n", "channels/b.yaml": "b: 1\n"}


def below(folder: Path) -> dict[str, str]:
    """All files below a folder with what they say."""
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()}


def dies(count: int, folder: Path) -> int:
    """The exit code of a program that is killed while it writes a folder, at a file that is written or put in place."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Threads of others do not matter to a child that only writes files.
        child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    left = iter(range(count))

    def mortal(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: object, **kwargs: object) -> object:
            return real(*args, **kwargs) if next(left, None) is not None else os._exit(9)

        return call

    for owner, name in ((Path, "write_bytes"), (Path, "replace"), (os, "link")):
        setattr(owner, name, mortal(getattr(owner, name)))
    write_folder(folder, dict.fromkeys(("channels/a.yaml", "channels/b.yaml", "rulebook.yaml"), "new"))
    os._exit(0)


@pytest.mark.parametrize("count", [0, 1, 2, 3])
@pytest.mark.parametrize("place", ["new", "deep/er/new", "empty"])
def test_a_folder_is_there_as_a_whole_or_not_at_all(tmp_path: Path, count: int, place: str) -> None:
    """With what is missing above it; what a killed program has made beside it goes when the next one writes there."""
    (tmp_path / "empty").mkdir()
    assert dies(count, tmp_path / place) == 9
    assert below(tmp_path / place) == {} if (tmp_path / place).exists() else True
    assert not (tmp_path / "deep").exists()
    for left in tmp_path.glob(f"{UNFINISHED}*"):
        os.utime(left, (0, 0))
    write_folder(tmp_path / place, FILES)
    assert below(tmp_path / place) == FILES
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted({"empty", place.split("/")[0]})


@pytest.mark.parametrize("count", range(6))
def test_of_files_in_a_folder_that_is_used_each_is_the_old_or_the_new_one(tmp_path: Path, count: int) -> None:
    """The one that makes it a folder of rules comes last."""
    old = {"rulebook.yaml": "old", "channels/a.yaml": "old", "channels/b.yaml": "old"}
    write_folder(tmp_path / "used", old)
    assert dies(count, tmp_path / "used") == 9
    found = {name: text for name, text in below(tmp_path / "used").items() if UNFINISHED not in name}
    assert found.keys() == old.keys()
    assert set(found.values()) <= {"old", "new"}
    assert found["rulebook.yaml"] == "old"


def test_a_folder_that_cannot_be_finished_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is told, with nothing behind; so is Ctrl-C."""

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def stopped(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "new", FILES)
    assert [*tmp_path.iterdir()] == []
    monkeypatch.setattr(Path, "write_bytes", full)
    monkeypatch.setattr(writing, "_replace", full)
    with pytest.raises(InvalidInput, match="No space left on device"):
        write_folder(tmp_path / "new", FILES)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_empty_folder_stays_the_one_that_somebody_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or that a link leads to; and its mode stays."""
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir(mode=0o750)
    (tmp_path / "link").symlink_to(there)
    before = [folder.stat().st_ino for folder in (here, there)]
    monkeypatch.chdir(here)
    write_folder(".", FILES)
    write_folder(tmp_path / "link", FILES)
    assert below(here) == below(there) == FILES
    assert [folder.stat().st_ino for folder in (here, there)] == before
    (tmp_path / "own").mkdir(mode=0o700)
    write_folder(tmp_path / "own", FILES)
    assert stat.S_IMODE((tmp_path / "own").stat().st_mode) == 0o700


@pytest.mark.parametrize("can_be_unnamed", [True, False])
def test_a_file_is_replaced_in_one_step_and_keeps_its_mode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_be_unnamed: bool
) -> None:
    """With files that have no name before they are whole, and on systems that have none."""
    if not can_be_unnamed:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    target = tmp_path / ("long" * 62)
    write_text(str(target), "one")
    target.chmod(0o640)
    write_text(str(target), "two")
    assert below(tmp_path) == {target.name: "two"}
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    write_private(tmp_path / "draft", "mine")
    assert stat.S_IMODE((tmp_path / "draft").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft", target.name]


def test_what_a_killed_program_was_writing_over_a_file_goes_when_the_next_one_writes_there(tmp_path: Path) -> None:
    """It may hold answers; what is being written now is left alone."""
    old, new = tmp_path / f"{UNFINISHED}1", tmp_path / f"{UNFINISHED}2"
    for path in (old, new, tmp_path / "result.json"):
        path.write_text("{}", encoding="utf-8")
    os.utime(old, (time.time() - 3600,) * 2)
    write_text(str(tmp_path / "result.json"), "{}")
    assert sorted(tmp_path.iterdir()) == [new, tmp_path / "result.json"]


def test_what_others_have_put_there_stays(tmp_path: Path) -> None:
    """However old it is, and though its name begins as those of the program do."""
    theirs = [tmp_path / name for name in (".channelfit-profile.yaml", ".channelfit-2026", f"{UNFINISHED}notes")]
    for path in theirs:
        path.write_text("mine\n", encoding="utf-8")
        os.utime(path, (time.time() - 3600,) * 2)
    (tmp_path / "result.json").write_text("{}", encoding="utf-8")
    write_text(str(tmp_path / "result.json"), "{}")
    write_folder(tmp_path / "rules", {"a.yaml": b"a: 1"})
    assert all(path.read_text(encoding="utf-8") == "mine\n" for path in theirs)


def test_what_a_killed_program_was_writing_beside_a_draft_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may hold answers; what is being written now is left alone."""
    monkeypatch.setattr(drafts, "drafts_folder", lambda: tmp_path)
    old, new, other = tmp_path / f"{UNFINISHED}1", tmp_path / f"{UNFINISHED}2", tmp_path / "mine.yaml"
    for path in (old, new, other):
        path.write_text("market: b2b\n", encoding="utf-8")
    os.utime(old, (time.time() - 3600,) * 2)
    drafts._tidy()
    assert sorted(tmp_path.iterdir()) == [new, other]


@pytest.mark.parametrize("is_inside", [False, True])
def test_a_folder_that_cannot_be_written_whole_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_inside: bool
) -> None:
    """A full disk in the middle of it: neither half a folder nor a file of it, in a new folder and in the one somebody stands in."""
    folder = tmp_path / "new" / "rules"
    if is_inside:
        folder.mkdir(parents=True)
        monkeypatch.chdir(folder)
    before = sorted(tmp_path.rglob("*"))
    replace, write, written = writing._replace, Path.write_bytes, []

    def full(path: Path) -> None:
        written.append(path)
        if len(written) % 3 == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    def replaced(target: Path, parts: Iterable[bytes], mode: int | None = None) -> None:
        full(target)
        replace(target, parts, mode)

    def wrote(path: Path, data: bytes) -> int:
        full(path)
        return write(path, data)

    monkeypatch.setattr(writing, "_replace", replaced)
    monkeypatch.setattr(Path, "write_bytes", wrote)
    with pytest.raises(InvalidInput, match="No space left"):
        writing.write_folder(folder, {"a/one.yaml": "1", "b/two.yaml": "2", "c/d/three.yaml": "3", "rulebook.yaml": "4"})
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_that_cannot_be_is_told_as_the_system_tells_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anybody waits for it: that a file system is read-only is no missing permission."""

    def refused(*_: Any, **__: Any) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    writing.check_writable(tmp_path / "a.csv")
    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(InvalidInput) as raised:
        writing.check_writable(tmp_path / "a.csv")
    assert describe(raised.value.problems[0], Language.DE).endswith(": das Dateisystem ist schreibgeschützt")
    assert not [*tmp_path.iterdir()]
