"""Words, numbers and texts of the results."""

import pytest

from channelfit.language import Language, hours, listed, number
from channelfit.render.forms.safe import visible
from channelfit.render.phrases.words import HEADINGS, LINES, NAMES, PHRASES, coverage_word, fit_word


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
def test_the_words_for_a_fit(points: float, word: str) -> None:
    """Very good from 3 points, good from 2, fair from 1."""
    assert fit_word(points, Language.EN) == word


@pytest.mark.parametrize(
    ("coverage", "word"), [(0.9, "gut"), (0.6, "gut"), (0.59, "teils"), (0.3, "teils"), (0.29, "kaum"), (0, "kaum")]
)
def test_the_words_for_a_coverage(coverage: float, word: str) -> None:
    """Well from 60 %, partly from 30 %."""
    assert coverage_word(coverage, Language.DE) == word


def test_every_phrase_is_there_in_both_languages_with_the_same_parts() -> None:
    """No language lacks a sentence, and none drops a part."""
    import string

    for table in (PHRASES, HEADINGS, LINES, NAMES):
        for key, texts in table.items():
            parts = [{name for _, name, _, _ in string.Formatter().parse(texts[language]) if name} for language in ("de", "en")]
            assert parts[0] == parts[1], key


@pytest.mark.parametrize(
    ("text", "shown"),
    [("plain äöü 漢字", "plain äöü 漢字"), ("a\nb\tc", "a b c"), ("\x1b[31m", "\ufffd[31m"), ("\u202ex\x9b", "\ufffdx\ufffd")],
)
def test_nothing_that_steers_a_terminal_stays(text: str, shown: str) -> None:
    """Breaks become spaces, the rest a visible sign."""
    assert visible(text) == shown
