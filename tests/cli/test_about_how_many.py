"""What is said before the first question: about how many there are, kept for whoever has answered nothing yet."""

import sys
from pathlib import Path

import pytest

from channelfit import cache
from channelfit.advice import standing
from channelfit.advice.interview import Interview
from channelfit.cache import VARIABLE, cache_folder
from channelfit.cli.ask import about
from channelfit.cli.ask.about import about_how_many
from channelfit.profile import Profile
from channelfit.rulebook.digest import digest
from channelfit.rulebook.model import Rulebook
from channelfit.signatures import program
from conftest import SMALL, rulebook_of

NOTHING = Interview(Profile(answers={}))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test keeps things."""
    monkeypatch.delenv(VARIABLE)
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path / "cache"))
    return Path(cache_folder())


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[Rulebook]:
    """The rulebooks for which it is worked out."""
    seen: list[Rulebook] = []
    plain = standing.about_how_many

    def noted(rulebook: Rulebook, interview: Interview) -> int:
        seen.append(rulebook)
        return plain(rulebook, interview)

    monkeypatch.setattr(standing, "about_how_many", noted)
    return seen


def test_it_is_worked_out_once_for_the_same_rules(place: Path, small: Rulebook, counted: list[Rulebook]) -> None:
    """Other rules have their own, and so has whoever has answered something."""
    first = about_how_many(small, NOTHING)
    assert [about_how_many(small, NOTHING) for _ in range(3)] == [first] * 3
    assert len(counted) == 1
    assert len([*place.iterdir()]) == 1
    other = rulebook_of({"channels/gamma.yaml": SMALL["channels/gamma.yaml"].replace("hours_per_week: 1", "hours_per_week: 2")})
    assert digest(other) != digest(small)
    about_how_many(other, NOTHING)
    assert len(counted) == 2
    begun = Interview(Profile(answers={"market": ("b2b",)}))
    for _ in range(2):
        about_how_many(small, begun)
    assert len(counted) == 4
    assert len([*place.iterdir()]) == 2


@pytest.mark.parametrize("held", [None, "7", (), 7.5])
def test_what_is_no_number_is_as_if_nothing_were_there(place: Path, small: Rulebook, held: object) -> None:
    """With a right checksum too; and damaged bytes."""
    wanted = standing.about_how_many(small, NOTHING)
    known = (program(about._READERS), digest(small))
    cache.keep(cache.entry_name("questions", known[1:]), known, held)
    [path] = place.iterdir()
    assert about_how_many(small, NOTHING) == wanted
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert about_how_many(small, NOTHING) == wanted


def test_without_a_place_it_is_worked_out(small: Rulebook, counted: list[Rulebook]) -> None:
    """Each time."""
    assert about_how_many(small, NOTHING) == about_how_many(small, NOTHING)
    assert len(counted) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal")
@pytest.mark.unmeasured
def test_nobody_waits_for_what_the_first_question_does_not_need(tmp_path: Path) -> None:
    """What draws the screen and what works out advice are loaded once it stands there."""
    from terminal import CTRL_C, Terminal

    kept = {VARIABLE: "1", "XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPROFILEIMPORTTIME": "1"}
    for _ in range(2):
        terminal = Terminal(["advise", "--lang", "en"], tmp_path / "result", on_screen=False, code="", **kept)
        terminal.until("What is your company called?")
        before = terminal.before
        terminal.until(" >")
        terminal.press(CTRL_C)
        assert terminal.end() == 130
    heavy = {"numpy", "prompt_toolkit", "typer", "rich", "yaml", "channelfit.advice.standing"}
    assert heavy & {line.rsplit("|", 1)[1].strip() for line in before.splitlines() if "|" in line} == set()


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal")
def test_what_is_typed_before_the_first_question_stands_answers_it(tmp_path: Path) -> None:
    """Nothing of it is lost, and nothing of it stays where the question was drawn anew."""
    from terminal import CTRL_C, Terminal

    terminal = Terminal(["advise", "--lang", "en"], tmp_path / "result")
    terminal.until("What is your company called?")
    terminal.press("Nut\r")
    terminal.until("  Nut")
    terminal.until("Who is your offer for?")
    # Typed while what draws the screen was loaded, without an echo of its own.
    assert "Nut\r\nNut" not in terminal.before
    terminal.press(CTRL_C)
    assert terminal.end() == 130
