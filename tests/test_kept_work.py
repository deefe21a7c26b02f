"""What is worked out of rules and kept for the next run changes no result, and is used as far as nothing differs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from channelfit import cache, kept
from channelfit.advice import picks
from channelfit.advice.companies import Companies
from channelfit.advice.drawing import drawn_table
from channelfit.advice.portfolio import Chosen, Picked, Terms
from channelfit.advice.states import Listed, States, keys_of
from channelfit.cache import keep
from channelfit.files import load_rulebook
from channelfit.kept_work import _WORKERS, remembering
from channelfit.rulebook.model import Rulebook
from conftest import SMALL, rulebook_of

RULES = load_rulebook()
COUNT = 60
Searched = list[int]


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> Searched:
    """How many situations were really chosen for, time after time."""
    counts: Searched = []
    choose = picks._distinct

    def counted(states: States, terms: Terms, rows: list[int], several: int, likely: Chosen) -> list[Picked]:
        counts.append(len(rows))
        return choose(states, terms, rows, several, likely)

    monkeypatch.setattr(picks, "_distinct", counted)
    return counts


def told(rulebook: Rulebook, seed: str = "some") -> list[Picked]:
    """What is recommended to drawn companies."""
    return Companies(drawn_table(rulebook, COUNT, seed)).picked(range(COUNT))


def told_again(rulebook: Rulebook, folder: str = "rules") -> list[Picked]:
    """The same, with what was kept of the last time."""
    # The questions are others each time, as in another process, so that nothing is known of them from here.
    with remembering("test", folder):
        return told(rulebook._replace(questions={id: one._replace() for id, one in rulebook.questions.items()}))


def test_nothing_is_worked_out_twice(place: Path, searched: Searched) -> None:
    """And what comes out is the same, without anything kept, with what is new, and with what is there."""
    wanted = told(RULES)
    assert told_again(RULES) == wanted
    searched.clear()
    assert told_again(RULES) == told_again(RULES) == wanted
    assert searched == []
    assert [path.name.partition("-")[0] for path in place.iterdir()] == ["worked"]
    assert {path.stat().st_mode & 0o777 for path in place.iterdir()} == {0o600}


def edited(old: str, new: str) -> Rulebook:
    """The small rulebook with another text."""
    assert any(old in text for text in SMALL.values())
    return rulebook_of({path: text.replace(old, new) for path, text in SMALL.items()})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("points: 1", "points: 3"),
        ("market: b2b", "market: b2c"),
        ("hours_per_week: 2.5", "hours_per_week: 3.5"),
        ("serves: {image: 1, recruiting: 0}", "serves: {image: 2, recruiting: 0}"),
        ("at_most: 0.3", "at_most: 0.6"),
    ],
)
def test_after_an_edit_all_is_as_it_must_be(place: Path, old: str, new: str) -> None:
    """Of a rule, a condition, a channel, a setting, a limit."""
    told_again(rulebook_of())
    assert told_again(edited(old, new)) == told(edited(old, new))
    assert told_again(rulebook_of()) == told(rulebook_of())
    assert place.is_dir()


def test_after_an_edit_only_what_differs_is_chosen_anew(place: Path, searched: Searched) -> None:
    """Those for whom the rule does not hold have been seen before."""
    told_again(RULES)
    number = next(number for number, rule in enumerate(RULES.rules) if rule.id == "linkedin/sells-to-companies-too")
    rule = RULES.rules[number]
    effect = rule.effects["linkedin"]
    stronger = rule._replace(effects={"linkedin": effect._replace(points=dict.fromkeys(effect.points, 3.0))})
    changed = RULES._replace(rules=(*RULES.rules[:number], stronger, *RULES.rules[number + 1 :]))
    searched.clear()
    assert told_again(changed) == told(changed) != told(RULES)
    assert 0 < searched[0] < COUNT / 2
    assert place.is_dir()


def other(column: Listed) -> Listed:
    """A column with other values."""
    return column._replace(values=[value / 2 + 0.01 for value in column.values])


def variants() -> Iterator[tuple[States, Terms]]:
    """Situations and terms that differ in one thing each."""
    companies = Companies(drawn_table(RULES, COUNT, "some"))
    states, terms = companies.states, Terms(0.0, 3, 2, 0.04)
    yield states, terms
    yield states, terms._replace(max_channels=2)
    yield states, terms._replace(focus_price=0.05)
    yield states._replace(hours=other(states.hours)), terms
    yield states._replace(fits={key: other(one) for key, one in states.fits.items()}), terms
    yield states._replace(weights={key: other(one) for key, one in states.weights.items()}), terms
    yield states._replace(limits={key: other(one) for key, one in states.limits.items()}), terms
    yield states._replace(working={id: other(one) for id, one in states.working.items()}), terms
    yield states._replace(active={id: other(one) for id, one in states.active.items()}), terms
    first, *others = states.stages
    for changed in (
        first._replace(hours=9.0),
        first._replace(reaches="moon"),
        first._replace(shares={"xing": 0.5}),
        first._replace(enters=0.5),
    ):
        yield states._replace(stages=(changed, *others)), terms


def test_everything_that_decides_is_in_the_key() -> None:
    """Hours are told row by row and not by the terms."""
    keys = [tuple(keys_of(states, terms, range(COUNT))) for states, terms in variants()]
    assert all(len({some[row] for some in keys}) == len(keys) for row in range(COUNT))
    states, terms = next(variants())
    assert keys_of(states, terms._replace(hours=9.0), [3]) == [keys[0][3]]


@pytest.mark.parametrize("held", [None, 1, (), {}, {"x": 1}, [1]])
def test_whole_data_of_another_kind_is_as_if_nothing_were_there(place: Path, held: object) -> None:
    """With a right checksum too; and so is what stands under a key that is right."""
    about = kept.about_folders(_WORKERS, ["rules"], "test")
    name = cache.entry_name("worked", about[1:])
    keep(name, about, held)
    wanted = told(rulebook_of())
    assert told_again(rulebook_of()) == wanted
    found = cache.kept(name, about)
    keep(name, about, dict.fromkeys(found, held))
    assert told_again(rulebook_of()) == wanted
    assert place.is_dir()


def test_flipped_bytes_are_as_if_nothing_were_there(place: Path) -> None:
    """At the beginning, in the middle, at the end; and what is cut off, and what is empty."""
    wanted = told_again(rulebook_of())
    [path] = place.iterdir()
    whole = path.read_bytes()
    damaged = [whole[:at] + bytes((whole[at] ^ 0x41,)) + whole[at + 1 :] for at in (0, 20, 60, len(whole) // 2, len(whole) - 1)]
    for data in (*damaged, b"", whole[:30], whole + b"x"):
        path.write_bytes(data)
        assert told_again(rulebook_of()) == wanted


def test_a_place_that_cannot_be_used_is_no_matter(place: Path) -> None:
    """No message, and the right answer."""
    place.parent.write_text("")
    assert told_again(rulebook_of()) == told_again(rulebook_of()) == told(rulebook_of())


def test_what_goes_wrong_meanwhile_is_told_and_nothing_kept(place: Path) -> None:
    """As if nothing were remembered."""

    def fails() -> None:
        with remembering("test", "rules"):
            told(rulebook_of())
            raise ValueError("gone")

    with pytest.raises(ValueError, match="gone"):
        fails()
    assert not place.exists()
