"""Other words for what no text says."""

from collections.abc import Iterator

from channelfit.language import Language, Text
from channelfit.rulebook.model import Evidence, Rulebook
from channelfit.rulebook.words import is_said
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material
from channelfit.source.problem import Severity


def find(material: Material) -> Iterator[Finding]:
    """Other words stand in `wording.yaml` for what no text of the rules says.

    A slip of the pen, or the text has been changed since: readers get the words they were to be spared. The witness is for whom
    the other words are meant.

    Bad: `Custmers: people`. Good: `customers: people`, where some text has "customers".
    """
    said = tuple(_texts(material.rulebook))
    joined = {language: "\n".join(text.of(language) for text in said) for language in Language}
    for number, words in enumerate(material.rulebook.words, 1):
        for language in Language:
            for word in words.of(language):
                if not is_said(word, joined[language]):
                    at = f"words-{number}/{word}"
                    yield Finding(IDLE_WORDS, at, words.mark, {"at": at, "word": word}, material.witness(words.when))


def _texts(value: object) -> Iterator[Text]:
    """Every text below a value of the rulebook, but not those of evidence, which are quoted."""
    match value:
        case Text():
            yield value
        case Rulebook():
            yield from (text for field in value._replace(evidence={}, amendments=(), house=None) for text in _texts(field))
        case Evidence():
            return
        case dict():
            yield from (text for item in value.values() for text in _texts(item))
        case tuple():
            yield from (text for item in value for text in _texts(item))


IDLE_WORDS = Check(
    id="idle-words",
    severity=Severity.WARNING,
    wording=Text(
        "kein Text sagt „{word}“, wofür `{at}` andere Wörter hat", 'no text has "{word}", for which `{at}` has other words'
    ),
    find=find,
)
