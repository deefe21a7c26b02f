"""What is kept between runs changes no answer, whatever happens to it or to the rules."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from platformdirs import user_cache_dir

from channelfit import cache, kept, mended, rulefiles
from channelfit.cache import VARIABLE, cache_folder, keep
from channelfit.cli.output import Ended
from channelfit.cli.rules_read import read_with_cases
from channelfit.files import load_rulebook
from channelfit.language import Language
from channelfit.reading import read_file
from channelfit.rulebook.digest import digest
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools import case_files
from channelfit.ruletools.kept_cases import Tested
from channelfit.source.nodes import Document
from channelfit.source.problem import InvalidInput, Problem
from conftest import EXAMPLES, SMALL, Run, plain_environment, write_folder

CASE = """schema: 1
cases:
  - id: one
    profile: {company: Some, market: b2b, goals: sales, hours_per_week: 4}
    expect: {recommended: {excludes: [beta]}, readiness: ready, coverage: {at_least: 0.0}, stable: {alpha: {at_most: 1}}}
"""
BAKERY = str(EXAMPLES / "bakery.yaml")
ADVISE = (sys.executable, "-m", "channelfit", "advise", BAKERY, "--format", "json")


@pytest.fixture
def parsed_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The rule files that are parsed, as they are."""
    seen: list[str] = []

    def noted(path: Path, name: str, relative: str = "") -> object:
        seen.append(relative)
        return read_file(path, name, relative)

    for module in (rulefiles, mended):
        monkeypatch.setattr(module, "read_file", noted)
    return seen


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """The small rulebook as a folder."""
    return write_folder(tmp_path / "rules", SMALL)


def fresh(folder: Path) -> Rulebook:
    """The rulebook as it is without anything kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, "0")
        return load_rulebook(folder)


def test_what_was_read_once_is_not_parsed_again(place: Path, rules: Path, parsed_files: list[str]) -> None:
    """The rulebook comes back with all its marks and texts, and its digest."""
    first = load_rulebook(rules)
    parsed_files.clear()
    again = load_rulebook(rules)
    assert parsed_files == []
    assert again == first == fresh(rules)
    assert digest(again) == digest(fresh(rules))
    assert place.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in place.iterdir()} == {0o600}


def test_from_where_it_is_called_matters_only_to_names_that_start_there(
    place: Path, rules: Path, parsed_files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The built-in rules and those of a whole path are read once, and a name is that of another folder elsewhere."""
    other = write_folder(
        tmp_path / "other/rules", {**SMALL, "rulebook.yaml": SMALL["rulebook.yaml"].replace("version: 1", "version: 2")}
    )
    folders: tuple[Path | None, ...] = (None, rules)
    known = [load_rulebook(folder) for folder in folders]
    monkeypatch.chdir(tmp_path)
    assert load_rulebook("rules") == fresh(Path("rules"))
    monkeypatch.chdir(other.parent)
    parsed_files.clear()
    assert [load_rulebook(folder) for folder in folders] == known
    assert parsed_files == []
    assert load_rulebook("rules").version == "2"
    assert place.is_dir()


def test_after_an_edit_only_that_file_is_parsed(place: Path, rules: Path, parsed_files: list[str]) -> None:
    """The answer is that of the new text."""
    load_rulebook(rules)
    parsed_files.clear()
    edited = rules / "channels/beta.yaml"
    edited.write_text(edited.read_text().replace("points: 1", "points: 3"))
    assert load_rulebook(rules) == fresh(rules)
    assert parsed_files[:1] == ["channels/beta.yaml"]
    assert parsed_files.count("channels/alpha.yaml") == 1, "parsed by the run that keeps nothing alone"
    assert place.is_dir()


def _same_size_and_time(folder: Path) -> None:
    path = folder / "channels/beta.yaml"
    before = path.stat()
    path.write_text(path.read_text().replace("points: 1", "points: 3"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _another_file(folder: Path) -> None:
    text = (folder / "channels/beta.yaml").read_text().replace("channel: beta", "channel: delta")
    (folder / "channels/delta.yaml").write_text(text)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_same_size_and_time, id="same size and time"),
        pytest.param(_another_file, id="a file more"),
        pytest.param(lambda folder: (folder / "channels/gamma.yaml").unlink(), id="a file less"),
        pytest.param(
            lambda folder: (folder / "channels/gamma.yaml").replace(folder / "channels/.gamma.yaml"), id="a file hidden"
        ),
    ],
)
def test_a_change_of_the_files_is_seen(place: Path, rules: Path, change: Callable[[Path], object]) -> None:
    """Whatever changes what a folder says."""
    before = load_rulebook(rules)
    load_rulebook(rules)
    change(rules)
    assert load_rulebook(rules) == fresh(rules) != before
    assert load_rulebook(rules) == fresh(rules)
    assert place.is_dir()


def test_a_change_of_a_layer_below_is_seen(place: Path, rules: Path, tmp_path: Path) -> None:
    """Rules that build on others hold as long as those do."""
    head = "schema: 1\nid: mine\nversion: 1\nextends: ../rules\n"
    overlay = write_folder(tmp_path / "mine", {"rulebook.yaml": head})
    assert load_rulebook(overlay) == load_rulebook(overlay)
    _same_size_and_time(rules)
    assert load_rulebook(overlay) == fresh(overlay)
    assert place.is_dir()


def read_both(folder: Path) -> Tested:
    """The rulebook of a folder with its cases, as `rules check` reads them."""
    return read_with_cases(folder, Language.EN, 1, with_cases=True)


def test_cases_are_read_once_with_their_rules(place: Path, rules: Path, parsed_files: list[str]) -> None:
    """They come back with profiles, marks and all that they expect, and a change of one of them is seen."""
    path = rules / "tests/some.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(CASE, encoding="utf-8")
    first = read_both(rules)
    assert [case.id for case in first[1]] == ["some/one"]
    parsed_files.clear()
    assert read_both(rules) == first
    assert parsed_files == []
    path.write_text(CASE.replace("id: one", "id: two"), encoding="utf-8")
    assert [case.id for case in read_both(rules)[1]] == ["some/two"]
    path.write_text(CASE.replace("expect:", "expects:"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(Ended):
            read_both(rules)
    assert place.is_dir()


SCORED = """schema: 1
situations:
  - id: one
    profile: {market: b2b, goals: sales, video: true}
    good: [beta]
    why: W.
"""


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of cases to score by that are looked through."""
    seen: list[str] = []
    look = case_files.case_problems

    def noted(documents: Mapping[str, Document], rulebook: Rulebook) -> tuple[Problem, ...]:
        seen.extend(path for path in documents if path.startswith("cases/"))
        return look(documents, rulebook)

    monkeypatch.setattr(case_files, "case_problems", noted)
    return seen


def test_cases_to_score_by_are_looked_through_where_something_about_them_changes(
    place: Path, rules: Path, judged: list[str]
) -> None:
    """Not after an edit of a rule, but after one of them, of a question, of a channel's name; and the result is the same."""
    write_folder(rules, {"cases/ours.yaml": SCORED})
    read_both(rules)
    assert judged == ["cases/ours.yaml"]

    def change(path: str, old: str, new: str) -> bool:
        judged.clear()
        edited = rules / path
        assert old in edited.read_text()
        edited.write_text(edited.read_text().replace(old, new))
        found = read_both(rules)
        assert found[0] == fresh(rules)
        return judged == ["cases/ours.yaml"]

    assert not change("channels/beta.yaml", "points: 1", "points: 3")
    assert not change("channels/beta.yaml", "points: 3", "points: 2")
    assert change("questions.yaml", "max: 200", "max: 150")
    assert not change("channels/beta.yaml", "points: 2", "points: 1")
    assert change("cases/ours.yaml", "why: W.", "why: V.")
    (rules / "cases/more.yaml").write_text(SCORED)
    read_both(rules)
    assert "cases/more.yaml" in judged
    (rules / "questions.yaml").write_text((rules / "questions.yaml").read_text().replace("id: video,", "id: film,"))
    for _ in range(2):
        with pytest.raises(Ended):
            read_both(rules)
    assert place.is_dir()


def test_cases_to_score_by_that_changed_a_moment_ago_are_looked_through_again(
    place: Path, rules: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As rules are: they may change again within the same tick of the clock."""
    monkeypatch.setattr(kept, "_SETTLED", 2.0)
    write_folder(rules, {"cases/ours.yaml": SCORED})
    assert read_both(rules) == read_both(rules)
    assert judged == ["cases/ours.yaml"] * 2
    assert not place.exists()


def test_rules_on_top_of_others_are_kept_with_what_they_changed(place: Path, parsed_files: list[str]) -> None:
    """Lists and mappings that were changed, before and after, are data too."""
    first = load_rulebook(EXAMPLES / "overlay")
    assert any(isinstance(change.before, list) for change in first.amendments)
    parsed_files.clear()
    assert load_rulebook(EXAMPLES / "overlay") == first
    assert parsed_files == []
    assert place.is_dir()


def test_problems_are_told_every_time(place: Path, rules: Path) -> None:
    """What cannot be used is not kept."""
    load_rulebook(rules)
    (rules / "goals.yaml").write_text("goals: [")
    for _ in range(2):
        with pytest.raises(InvalidInput, match=r"goals\.yaml:2"):
            load_rulebook(rules)
    assert place.is_dir()


def test_what_is_wrong_with_kept_rules_is_told_with_its_line(place: Path, rules: Path, run: Run) -> None:
    """What files say is not kept with the rulebook, but shown all the same."""
    with (rules / "rulebook.yaml").open("a") as head:
        head.write("house: {logo: none.svg}\n")
    command = ("advise", "--rules", rules, "--format", "html", BAKERY)
    first, again = (run(*command, env={VARIABLE: ""}) for _ in range(2))
    assert "\n    5 | house: {logo: none.svg}\n" in first.err
    assert first == again
    assert place.is_dir()


def test_a_file_that_changed_a_moment_ago_is_not_kept(place: Path, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may change again within the same tick of the clock."""
    monkeypatch.setattr(kept, "_SETTLED", 2.0)
    load_rulebook(rules)
    assert not place.exists()


def test_flipped_bytes_are_as_if_nothing_were_there(place: Path, rules: Path) -> None:
    """At the beginning, in the middle, at the end; and what is cut off, and what is empty."""
    wanted = load_rulebook(rules)
    for path in sorted(place.iterdir()):
        whole = path.read_bytes()
        places = (0, 20, 40, 45, 50, 60, len(whole) // 3, len(whole) // 2, len(whole) - 1)
        damaged = [whole[:at] + bytes((whole[at] ^ 0x41,)) + whole[at + 1 :] for at in places]
        for data in (*damaged, b"", whole[:30], whole[: len(whole) // 2], whole + b"x"):
            path.write_bytes(data)
            assert load_rulebook(rules) == wanted


@pytest.mark.parametrize(
    "held", [None, 1, (), ((), "", (0, [], [])), ([], "x", (0, [1], [])), ([], "x", (3, [], [(2, "Mark", [])]))]
)
def test_whole_data_of_another_kind_is_as_if_nothing_were_there(place: Path, rules: Path, held: object) -> None:
    """With a right checksum too."""
    wanted = load_rulebook(rules)
    about = kept.about_folders(kept._READERS, [rules])
    keep(cache.entry_name("rulebook", about[1:]), about, held)
    assert load_rulebook(rules) == wanted
    assert place.is_dir()


@pytest.mark.skipif(os.name != "posix", reason="owners and rights are those of POSIX")
def test_what_others_can_write_is_left_alone(
    place: Path, rules: Path, parsed_files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder or a file of another owner, or with rights for others, or behind a link."""
    wanted = load_rulebook(rules)

    def is_parsed_anew() -> bool:
        parsed_files.clear()
        assert load_rulebook(rules) == wanted
        return bool(parsed_files)

    assert not is_parsed_anew()
    place.chmod(0o770)
    assert is_parsed_anew()
    place.chmod(0o700)
    with monkeypatch.context() as patch:
        patch.setattr(os, "geteuid", lambda: 12345)
        assert is_parsed_anew()
    assert not is_parsed_anew()
    for path in [*place.iterdir()]:
        path.chmod(0o622)
    assert is_parsed_anew()
    away = place.rename(place.with_name("away"))
    place.symlink_to(away)
    assert is_parsed_anew()


def _is_a_file(place: Path) -> None:
    place.parent.mkdir()
    place.write_text("")


def _below_a_file(place: Path) -> None:
    place.parent.write_text("")


def _read_only(place: Path) -> None:
    place.mkdir(0o500, parents=True)


def _entry_is_a_folder(place: Path) -> None:
    load_rulebook()
    for path in [*place.iterdir()]:
        path.unlink()
        path.mkdir(0o700)


@pytest.mark.parametrize("made", [_is_a_file, _below_a_file, _read_only, _entry_is_a_folder])
def test_a_place_that_cannot_be_used_is_no_matter(place: Path, rules: Path, made: Callable[[Path], None]) -> None:
    """No message, and the right answer."""
    made(place)
    assert load_rulebook(rules) == load_rulebook(rules) == fresh(rules)


@pytest.mark.skipif(sys.platform == "win32", reason="sizes are limited by POSIX")
def test_a_full_disk_leaves_nothing_half_written(place: Path, tmp_path: Path) -> None:
    """What could not be written whole is gone."""
    limited = f"import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (70_000, 70_000)); sys.argv = {list(ADVISE[2:])!r}; runpy.run_module('channelfit', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", limited], capture_output=True, env=plain_environment({}), check=False, cwd=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert [*place.iterdir()] == []


def _environments() -> Iterator[dict[str, str]]:
    yield plain_environment({})
    yield plain_environment({VARIABLE: "0"})


@pytest.mark.parametrize(
    "command",
    [
        ("explain", "linkedin", BAKERY),
        pytest.param(("rules", "show", "linkedin"), marks=pytest.mark.slow),
        pytest.param(("advise", BAKERY, "--format", "json"), marks=pytest.mark.slow),
    ],
)
def test_results_are_the_same_bytes(place: Path, run_process: Run, command: tuple[str, ...]) -> None:
    """Without anything kept, with what is new, and with what is there; `0` keeps nothing."""
    off = run_process(*command, env={VARIABLE: "0"})
    assert not place.exists()
    assert off == run_process(*command) == run_process(*command)
    assert off.code == 0
    # What has no room in what is kept would be read anew every time, and nobody would notice.
    kinds = {path.name.partition("-")[0] for path in place.iterdir()}
    assert kinds == ({"files"} if command[0] == "rules" else {"files", "rulebook", "texts"})


@pytest.mark.slow
def test_ten_at_once_and_some_killed(place: Path, tmp_path: Path) -> None:
    """All of them answer rightly while others write, and after some were killed while they wrote."""
    env = plain_environment({})
    wanted = subprocess.run(ADVISE, capture_output=True, env=plain_environment({VARIABLE: "0"}), check=True).stdout
    for number in range(3):
        killed = subprocess.Popen(ADVISE, stdout=subprocess.DEVNULL, env=env)
        time.sleep(0.15 + 0.12 * number)
        killed.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        killed.wait()
    running = [subprocess.Popen(ADVISE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) for _ in range(10)]
    said = [process.communicate() for process in running]
    assert said == [(wanted, b"")] * 10
    assert place.is_dir()
    assert tmp_path.is_dir()


def test_what_was_kept_longest_ago_goes(place: Path) -> None:
    """However many rule folders there are; and what a killed program left goes too."""
    keep("first", 0, 0)
    left = place / f"x.1{cache._UNFINISHED}"
    left.write_text("")
    os.utime(left, (1, 1))
    os.utime(place / "first", (2, 2))
    for number in range(cache._MOST_ENTRIES):
        keep(f"entry-{number}", number, number)
    assert len([*place.iterdir()]) == cache._MOST_ENTRIES
    assert not (place / "first").exists()
    assert not left.exists()


def test_the_folder_is_that_of_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The same as platformdirs says, which takes longer to be imported than what is kept takes to be read."""
    monkeypatch.delenv(VARIABLE)
    assert cache_folder() == user_cache_dir("channelfit", appauthor=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert cache_folder() == user_cache_dir("channelfit", appauthor=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert Path(cache_folder()).is_absolute()
    shutil.rmtree(tmp_path)
