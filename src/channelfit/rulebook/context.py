"""What all readers of rule files share: the known ids, where problems go, reasons and their basis."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from channelfit.language import Text
from channelfit.rulebook.names import UNKNOWN_EVIDENCE, UNKNOWN_PLACEHOLDER, Names
from channelfit.source.document import Document, Node, Scalar
from channelfit.source.fields import Fields
from channelfit.source.problem import Mark, Mistake, Problem

UNSUPPORTED_SCHEMA = Mistake(
    "unsupported-schema",
    de="Schema `{found}` ist unbekannt, erwartet wird `1`",
    en="schema `{found}` is unknown, expected `1`",
)

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Context:
    """What every reader of a rulebook needs: its name, the ids it defines, and where problems go."""

    rulebook: str
    names: Names
    problems: list[Problem]
    # The rulebook that each file belongs to, by the name of the file; else it is the one at hand.
    ids: Mapping[str, str] = field(default_factory=dict)

    def origin(self, mark: Mark) -> str:
        """Where a rule stands, as results name it: rulebook, file and line."""
        return f"{self.ids.get(mark.source.name, self.rulebook)}/{mark.source.path}:{mark.line + 1}"

    def fields(self, node: Node, record: Text) -> Fields:
        return Fields(node, record, self.problems)


def check_schema(fields: Fields) -> None:
    """Every rule file may say `schema: 1`; another number is of a later version."""
    schema = fields.scalar("schema")
    if schema is not None and schema.text != "1":
        fields.report(UNSUPPORTED_SCHEMA, schema.mark, found=schema.text)


def file_stem(document: Document) -> str:
    """The file's name without folder and ending."""
    return document.source.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def read_why(fields: Fields, key: str, names: Names) -> Text:
    """A text whose `{question}` placeholders all name questions."""
    text = fields.text(key, names.languages, required=True)
    node = fields.node(key)
    for placeholder in sorted({found for said in text for found in _PLACEHOLDER.findall(said)}):
        if placeholder not in names.questions and node is not None:
            fields.report(
                UNKNOWN_PLACEHOLDER, node.mark, found=placeholder, expected=names.questions, nearest_to=placeholder or "?"
            )
    return text


def read_basis(fields: Fields, names: Names) -> tuple[str, ...]:
    """The evidence ids of a `basis`; none for `judgement`."""
    fields.node("basis", required=True)
    listed = fields.names("basis")
    if len(listed) == 1 and listed[0].text == "judgement":
        return ()
    known = ("judgement", *sorted(names.evidence))
    return tuple(item.text for item in listed if is_known(fields, UNKNOWN_EVIDENCE, item, names.evidence, suggestions=known))


def is_known(
    fields: Fields, mistake: Mistake, scalar: Scalar, allowed: Iterable[str], suggestions: Iterable[str] | None = None
) -> bool:
    if scalar.text in allowed:
        return True
    fields.report(mistake, scalar.mark, found=scalar.text, expected=suggestions or allowed, nearest_to=scalar.text)
    return False
