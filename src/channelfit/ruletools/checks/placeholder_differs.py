"""A text that repeats an answer in one language only."""

import re
from collections.abc import Iterator

from channelfit.language import Text
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material
from channelfit.ruletools.checks.said import everything_said
from channelfit.source.problem import Severity

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def find(material: Material) -> Iterator[Finding]:
    """A text names a `{question}` in one language and not in the other.

    Both languages are equal: readers of one would get an answer of theirs repeated, readers of the other not. The witness is
    where the text is said.

    Bad: `{de: "Sie suchen {hires}.", en: "You look for people."}`. Good: `{hires}` in both.
    """
    for said in everything_said(material):
        named = {language: set(_PLACEHOLDER.findall(text)) for language, text in said.text._asdict().items() if text}
        differing = sorted(set().union(*named.values()) - set.intersection(*named.values())) if named else []
        if differing:
            lacking = sorted(language for language, found in named.items() if not found.issuperset(differing))
            listed = ", ".join(f"`{{{question}}}`" for question in differing)
            values = {"at": said.at, "placeholders": listed, "languages": ", ".join(lacking)}
            witness = material.witness(said.when, *said.wishes)
            yield Finding(PLACEHOLDER_DIFFERS, said.at, said.mark, values, witness)


PLACEHOLDER_DIFFERS = Check(
    id="placeholder-differs",
    severity=Severity.WARNING,
    wording=Text(
        de="der Text von `{at}` nennt {placeholders} nicht in jeder Sprache; es fehlt in: {languages}",
        en="the text of `{at}` does not name {placeholders} in each language; missing in: {languages}",
    ),
    find=find,
)
