"""Drafts of interviews as files: what is read again, what is left alone, what is removed."""

import os
import time
from pathlib import Path

import pytest

from channelfit.advice.interview import Interview
from channelfit.cli import drafts
from channelfit.profile import Profile
from channelfit.rulebook.model import Rulebook

ANSWERED = Interview(
    Profile(company="Nut", answers={"market": ("b2b",), "hours_per_week": 2.5}), ("market",), frozenset(("video",))
)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for each test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path / "channelfit"


def kept(about: str, rulebook: Rulebook) -> drafts.Place:
    """An interview that is still running."""
    place, reason = drafts.keep(drafts.begin(about), ANSWERED, rulebook)
    assert not any(reason)
    return place


def left(place: drafts.Place) -> Path:
    """The draft of an interview whose program has ended."""
    assert place.lock is not None
    place.lock.close()
    return place.path


def test_a_draft_comes_back_with_what_nobody_knew(small: Rulebook) -> None:
    """The answers, the name, and what was asked without an answer, so that one can go back into it."""
    path = left(kept("", small))
    [draft] = drafts.drafts_of(small, "")
    assert draft.path == path
    assert draft.interview == ANSWERED._replace(trail=("market", "video", "hours_per_week"))
    drafts.drop(path)
    assert drafts.drafts_of(small, "") == []
    assert [*path.parent.iterdir()] == []


def test_the_drafts_of_others_are_not_offered(small: Rulebook) -> None:
    """One that runs, one about another file, one for other rules."""
    running = kept("", small)
    assert drafts.drafts_of(small, "") == []
    path = left(running)
    assert drafts.drafts_of(small, "other.yaml") == []
    assert drafts.drafts_of(small._replace(id="another"), "") == []
    assert [draft.path for draft in drafts.drafts_of(small, "")] == [path]


@pytest.mark.parametrize(
    "text",
    ["", "market: b2b\n", "# channelfit draft {\n", "# channelfit draft []\n", '# channelfit draft {"about": ""}\nx: [', "\0"],
)
def test_what_is_no_draft_is_left_alone(small: Rulebook, state: Path, text: str) -> None:
    """Whatever somebody put there."""
    state.mkdir()
    path = state / "draft-x.yaml"
    path.write_text(text, encoding="utf-8")
    assert drafts.drafts_of(small, "") == []
    assert path.read_text(encoding="utf-8") == text


def test_what_a_killed_program_was_writing_is_removed(small: Rulebook, state: Path) -> None:
    """After a minute: it holds answers."""
    state.mkdir()
    old, new = state / ".draft-1.yaml.abc", state / ".draft-2.yaml.abc"
    for path in (old, new):
        path.write_text("market: b2b\n", encoding="utf-8")
    os.utime(old, (time.time() - 3600, time.time() - 3600))
    assert drafts.drafts_of(small, "") == []
    assert [*state.iterdir()] == [new]


def test_a_folder_that_cannot_be_used_is_said(small: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no draft is found in it."""
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null")
    place, reason = drafts.keep(drafts.begin(""), ANSWERED, small)
    assert reason.en.startswith("/dev/null/channelfit/draft-")
    assert place.lock is None
    assert drafts.drafts_of(small, "") == []
