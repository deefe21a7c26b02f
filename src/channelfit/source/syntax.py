"""What may be wrong with a YAML text itself, and what an error of the parser means to the person who made it."""

import re

from channelfit.language import Text
from channelfit.source.problem import Mistake

SYNTAX = Mistake("syntax", de="{reason}", en="{reason}")
TOO_DEEP = Mistake("too-deep", de="tiefer als {limit} Ebenen verschachtelt", en="nested deeper than {limit} levels")
TOO_MANY_VALUES = Mistake(
    "too-many-values",
    de="mehr als {limit} Werte, wenn die Verweise aufgelöst sind",
    en="more than {limit} values once aliases are filled in",
)
UNKNOWN_ALIAS = Mistake(
    "unknown-alias",
    de="für den Verweis `*{found}` gibt es vorher keinen Anker",
    en="alias `*{found}` has no anchor before it",
)
RECURSIVE_ALIAS = Mistake(
    "recursive-alias",
    de="der Verweis `*{found}` steht in seinem eigenen Anker",
    en="alias `*{found}` stands inside its own anchor",
)
UNKNOWN_TAG = Mistake(
    "unknown-tag",
    de="das Tag `{found}` wird nicht unterstützt; lassen Sie es weg",
    en="tag `{found}` is not supported; leave it out",
)
DUPLICATE_KEY = Mistake(
    "duplicate-key",
    de="`{found}` steht zweimal; zuerst in Zeile {line}",
    en="`{found}` stands twice; first on line {line}",
)
KEY_NOT_TEXT = Mistake(
    "key-not-text",
    de="eine Liste oder Zuordnung kann kein Schlüssel sein",
    en="a list or mapping cannot be a key",
)

# What the parser says, and what a person can do about it.
_MEANINGS = (
    (
        r"mapping values are not allowed",
        Text("`:` passt hier nicht; setzen Sie den Text in Anführungszeichen", "`:` does not fit here; quote the text"),
    ),
    (r"could not find expected ':'", Text("nach diesem Schlüssel wird `:` erwartet", "expected `:` after this key")),
    (
        r"<block end>|expected the node content|sequence entries are",
        Text(
            "passt nicht zu den Zeilen darüber; prüfen Sie die Einrückung", "does not fit the lines above; check the indentation"
        ),
    ),
    (
        r"found character '\\t'",
        Text("Tabulator; YAML wird mit Leerzeichen eingerückt und getrennt", "tab; YAML is indented and separated with spaces"),
    ),
    (
        r"found character .* that cannot start",
        Text(
            "so beginnt kein Wert; setzen Sie den Text in Anführungszeichen",
            "no value starts with this character; quote the text",
        ),
    ),
    (
        r"but got '\?'",
        Text(
            "`?` beendet in Klammern einen Text; setzen Sie ihn in Anführungszeichen", "`?` ends a text inside brackets; quote it"
        ),
    ),
    (
        r"comment without a space",
        Text(
            "vor `#` fehlt ein Leerzeichen; gehört es zum Text, setzen Sie ihn in Anführungszeichen",
            "`#` needs a space before it; if it is part of the text, quote the text",
        ),
    ),
    (
        r"directive inside",
        Text(
            "vor einer Zeile mit `%` muss das Dokument mit `...` enden", "the document must end with `...` before a line with `%`"
        ),
    ),
    (
        r"name of an anchor",
        Text(
            "ein Anker besteht aus Buchstaben, Ziffern, `-` und `_`; setzen Sie Text in Anführungszeichen",
            "an anchor consists of letters, digits, `-` and `_`; quote text",
        ),
    ),
    (
        r"expected ',' or '\]'",
        Text("die Liste ist nicht geschlossen; erwartet wird `,` oder `]`", "list is not closed; expected `,` or `]`"),
    ),
    (
        r"expected ',' or '\}'",
        Text("die Zuordnung ist nicht geschlossen; erwartet wird `,` oder `}`", "mapping is not closed; expected `,` or `}`"),
    ),
    (
        r"unexpected end of stream",
        Text("der Text ist nicht geschlossen; ein Anführungszeichen fehlt", "text is not closed; a quote is missing"),
    ),
)


def meaning_of(said: str) -> Text | str:
    """The meaning of what the parser says; its own words where there is none."""
    return next((ours for pattern, ours in _MEANINGS if re.search(pattern, said)), said)
