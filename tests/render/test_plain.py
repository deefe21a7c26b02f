"""Words, numbers and texts of the results."""

from enum import Enum

import pytest

from channelfit.advice.model import Role
from channelfit.advice.readiness import Level, Status
from channelfit.language import Language, Text, hours, listed, number
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import CRITERIA, LEVELS, OWNERS, ROLES, STATUSES, coverage_word, fit_word
from channelfit.rulebook.model import Addressee, Criterion, Rulebook
from channelfit.source.written import visible


@pytest.mark.parametrize(
    ("value", "german", "english"),
    [(0, "0", "0"), (2.5, "2,5", "2.5"), (1234.25, "1.234,25", "1,234.25"), (3.0, "3", "3"), (0.333, "0,33", "0.33")],
)
def test_numbers_are_written_as_in_the_language(value: float, german: str, english: str) -> None:
    """Decimal comma and point, parted thousands, no empty decimals."""
    assert (number(value, Language.DE), number(value, Language.EN)) == (german, english)


@pytest.mark.parametrize(("value", "german", "english"), [(1, "1 Stunde", "1 hour"), (0.5, "0,5 Stunden", "0.5 hours")])
def test_hours_have_the_right_noun(value: float, german: str, english: str) -> None:
    """One is singular."""
    assert (hours(value, Language.DE), hours(value, Language.EN)) == (german, english)


@pytest.mark.parametrize(
    ("names", "german", "english"),
    [([], "", ""), (["A"], "A", "A"), (["A", "B"], "A und B", "A and B"), (["A", "B", "C"], "A, B und C", "A, B and C")],
)
def test_names_are_listed_as_in_a_sentence(names: list[str], german: str, english: str) -> None:
    """Commas, and a word before the last."""
    assert (listed(names, Language.DE), listed(names, Language.EN)) == (german, english)


@pytest.mark.parametrize(
    ("points", "word"),
    [(5, "very good"), (3, "very good"), (2.9, "good"), (2, "good"), (1, "fair"), (0.99, "weak"), (-4, "weak")],
)
def test_the_words_for_a_fit(small: Rulebook, points: float, word: str) -> None:
    """Very good from 3 points, good from 2, fair from 1."""
    assert fit_word(points, Voice(Language.EN, small)) == word


@pytest.mark.parametrize(
    ("coverage", "word"), [(0.9, "gut"), (0.6, "gut"), (0.59, "teils"), (0.3, "teils"), (0.29, "kaum"), (0, "kaum")]
)
def test_the_words_for_a_coverage(small: Rulebook, coverage: float, word: str) -> None:
    """Well from 60 %, partly from 30 %."""
    assert coverage_word(coverage, Voice(Language.DE, small)) == word


@pytest.mark.parametrize(
    ("table", "members"),
    [(ROLES, Role), (LEVELS, Level), (STATUSES, Status), (CRITERIA, Criterion), (OWNERS, Addressee)],
    ids=["roles", "levels", "statuses", "criteria", "owners"],
)
def test_everything_that_has_a_name_is_in_its_table(table: dict[Enum, Text], members: type[Enum]) -> None:
    """A role, level, status, criterion or addressee that is added needs its words."""
    assert set(table) == set(members)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("plain äöü 漢字", "plain äöü 漢字"), ("a\nb\tc", "a b c"), ("\x1b[31m", "\ufffd[31m"), ("\u202ex\x9b", "\ufffdx\ufffd")],
)
def test_nothing_that_steers_a_terminal_stays(text: str, shown: str) -> None:
    """Breaks become spaces, the rest a visible sign."""
    assert visible(text) == shown
