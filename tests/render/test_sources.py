"""The source that a reader sees beside a sentence: the one that carries it, in the language of the page."""

import pytest

from channelfit.language import Language
from channelfit.render.phrases.sentences import source_of, source_text
from channelfit.render.phrases.voice import Voice
from conftest import SMALL, rulebook_of

NEWER = "  - {id: newer, statement: {de: Drei., en: Three.}, year: 2026, publisher: {de: Fachpresse, en: trade press}, quality: press}\n"
ADVICE = "  - {id: guide, kind: guide, statement: {de: Vier., en: Four.}, year: 2025, publisher: Agency, quality: secondary}\n"
NORM = '  - {id: norm, kind: law, statement: {de: Fünf., en: Five.}, publisher: Parliament, title: "Act, section 1", quality: primary}\n'
RULEBOOK = rulebook_of({"evidence.yaml": SMALL["evidence.yaml"] + NEWER + ADVICE + NORM})


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        (("fact-one",), "Office, 2024"),
        (("fact-one", "newer"), "Office, 2024 u. a."),
        (("newer", "fact-one", "norm"), "Fachpresse, 2026 u. a."),
        (("guide", "newer"), "Praxisratgeber, 2025 u. a."),
        (("norm", "newer"), "Act, section 1 u. a."),
        (("a-law",), "Parliament, 2024"),
        (("fact-two",), "Institute, ohne Jahr"),
        ((), "fachliche Einschätzung"),
    ],
)
def test_the_first_source_is_the_one_that_is_shown(basis: tuple[str, ...], expected: str) -> None:
    """Not the newest: who writes the rule names first what carries the sentence."""
    assert source_of(basis, Voice(Language.DE, RULEBOOK)) == expected


def test_a_publisher_may_have_a_name_in_each_language() -> None:
    """A kind of publisher is translated, a name is not."""
    said = [source_text(RULEBOOK.evidence["newer"], Voice(language, RULEBOOK)) for language in (Language.DE, Language.EN)]
    assert said == ["Fachpresse, 2026", "trade press, 2026"]
