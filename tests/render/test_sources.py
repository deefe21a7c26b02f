"""The source that a reader sees beside a sentence: the one that carries it, in the language of the page."""

import pytest

from channelfit.language import Language
from channelfit.render.phrases.sentences import source_of, source_text
from channelfit.render.phrases.voice import Voice
from conftest import SMALL, rulebook_of

NEWER = "  - {id: newer, statement: {de: Drei., en: Three.}, year: 2026, publisher: {de: Fachpresse, en: trade press}, quality: press}\n"
ADVICE = "  - {id: guide, kind: guide, statement: {de: Vier., en: Four.}, year: 2025, publisher: Agency, quality: secondary}\n"
NORM = (
    "  - {id: norm, kind: law, statement: {de: Fünf., en: Five.}, publisher: P, title: {de: Gesetz, en: Act}, quality: primary}\n"
)
RULEBOOK = rulebook_of({"evidence.yaml": SMALL["evidence.yaml"] + NEWER + ADVICE + NORM})


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        (("fact-one",), "Office, 2024"),
        (("fact-one", "newer"), "Office, 2024 u. a."),
        (("newer", "fact-one", "norm"), "Fachpresse, 2026 u. a."),
        (("guide", "newer"), "Praxisratgeber, 2025 u. a."),
        (("norm", "newer"), "Gesetz u. a."),
        (("a-law",), "Parliament, 2024"),
        (("fact-two",), "Institute, ohne Jahr"),
        ((), "fachliche Einschätzung"),
    ],
)
def test_the_first_source_is_the_one_that_is_shown(basis: tuple[str, ...], expected: str) -> None:
    """Not the newest: who writes the rule names first what carries the sentence."""
    assert source_of(basis, Voice(Language.DE, RULEBOOK)) == expected


@pytest.mark.parametrize(
    ("fact", "german", "english"),
    [
        ("newer", "Fachpresse, 2026", "trade press, 2026"),
        ("norm", "P, ohne Jahr: Gesetz", "P, undated: Act"),
        ("a-law", "Parliament, 2024", "Parliament, 2024"),
    ],
)
def test_publisher_and_title_may_differ_by_language(fact: str, german: str, english: str) -> None:
    """A kind of publisher and the name of a law are translated, other names are not."""
    said = [source_text(RULEBOOK.evidence[fact], Voice(language, RULEBOOK)) for language in (Language.DE, Language.EN)]
    assert said == [german, english]
