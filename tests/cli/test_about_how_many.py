"""What is said before the first question: about how many there are, kept for whoever has answered nothing yet."""

from pathlib import Path

import pytest

from channelfit import cache
from channelfit.advice import standing
from channelfit.advice.interview import Interview
from channelfit.cli.ask import about
from channelfit.cli.ask.about import about_how_many
from channelfit.profile import Profile
from channelfit.rulebook.digest import digest
from channelfit.rulebook.model import Rulebook
from channelfit.signatures import program
from conftest import SMALL, rulebook_of

NOTHING = Interview(Profile(answers={}))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[Rulebook]:
    """The rulebooks for which it is worked out."""
    seen: list[Rulebook] = []
    plain = standing.about_how_many

    def noted(rulebook: Rulebook, interview: Interview) -> tuple[int, int]:
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


@pytest.mark.parametrize("held", [None, "7", (), 7.5, 7, (7,), (7, None)])
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
