"""What all readers of rule files share: the known ids, where problems go, and the reading of what refers to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from channelfit.language import Language, Text, euros_in
from channelfit.rulebook.names import (
    UNKNOWN_CHANNEL,
    UNKNOWN_EVIDENCE,
    UNKNOWN_GOAL,
    UNKNOWN_PLACEHOLDER,
    UNKNOWN_QUESTION,
    UNKNOWN_SECTION,
    Names,
)
from channelfit.source.nodes import Document, ListNode, MapNode, Node, Scalar
from channelfit.source.problem import Mark, Mistake, Problem, problem
from channelfit.source.values import (
    A_MAPPING,
    A_TEXT,
    EMPTY_TEXT,
    UNKNOWN_LANGUAGE,
    in_file,
    names_of,
    text_of,
    words_of,
    wrong_type,
)
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class Located(Protocol):
        """What has an id and a place."""

        @property
        def id(self) -> str: ...
        @property
        def mark(self) -> Mark: ...


UNSUPPORTED_SCHEMA = Mistake(
    "unsupported-schema",
    de="Schema `{found}` ist unbekannt, erwartet wird `1`",
    en="schema `{found}` is unknown, expected `1`",
)

_PLACEHOLDER = r"\{([^{}]*)\}"

# The ids of a group, and what it is to name another one.
Group = tuple[Mistake, Collection[str]]


class Context(NamedTuple):
    """What every reader of a rulebook needs: its name, the ids it defines, where problems go, and the rules across keys."""

    rulebook: str
    names: Names
    problems: list[Problem]
    groups: Mapping[str, Group] = {}
    # For a record what must hold between its keys: a function of its value, its node and the context that yields problems.
    rules: Mapping[object, Callable[..., Iterable[Problem]]] = {}
    # The rulebook that each file belongs to, by the name of the file; else it is the one at hand.
    ids: Mapping[str, str] = {}
    # Readers of parts that need to know more than is known here, by the name of the part.
    readers: Mapping[str, Callable[..., object]] = {}
    # How problems write numbers.
    said: Callable[[float], Text] = in_file

    def origin(self, mark: Mark) -> str:
        """Where a rule stands, as results name it: rulebook, file and line."""
        return f"{self.ids.get(mark.source.name, self.rulebook)}/{mark.source.path}:{mark.line + 1}"


def groups_of(names: Names) -> dict[str, Group]:
    """The groups of ids that a rulebook defines."""
    return {
        "goal": (UNKNOWN_GOAL, names.goals),
        "channel": (UNKNOWN_CHANNEL, names.titles),
        "question": (UNKNOWN_QUESTION, names.questions),
        "section": (UNKNOWN_SECTION, names.sections),
        "language": (UNKNOWN_LANGUAGE, tuple(Language)),
    }


def check_schema(document: Document, problems: list[Problem]) -> None:
    """Every rule file may say `schema: 1`; another number is of a later version."""
    entries = document.root.entries if isinstance(document.root, MapNode) else ()
    for key, value in entries:
        if key.text != "schema" or (isinstance(value, Scalar) and (value.value is None or value.text == "1")):
            continue
        if words_of(problems, "schema", value):
            found = value.text if isinstance(value, Scalar) else ""
            problems.append(problem(UNSUPPORTED_SCHEMA, value.mark, found=found))


def file_stem(document: Document) -> str:
    """The file's name without folder and ending."""
    return document.source.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def read_words(context: Context, key: str, node: Node) -> str:
    """A single value as it was written."""
    return words_of(context.problems, key, node)


def read_replacements(context: Context, key: str, node: Node) -> dict[str, str]:
    """What stands in texts, and what is said instead."""
    if isinstance(node, MapNode):
        return {name.text: words_of(context.problems, f"{key}.{name.text}", value) for name, value in node.entries}
    wrong_type(context.problems, key, node, A_MAPPING)
    return {}


def read_scalar(context: Context, key: str, node: Node) -> Scalar | None:
    """A single value with its mark."""
    if isinstance(node, Scalar):
        return node
    wrong_type(context.problems, key, node, A_TEXT)
    return None


def read_why(context: Context, key: str, node: Node) -> Text:
    """A text whose `{question}` placeholders all name questions."""
    text, questions = text_of(context.problems, key, node, context.names.languages), context.names.questions
    if "{" not in text.de and "{" not in text.en:
        return text
    for found in sorted({found for said in text for found in re.findall(_PLACEHOLDER, said)}):
        if found not in questions and euros_in(found) is None:
            unknown = problem(UNKNOWN_PLACEHOLDER, node.mark, found=found, expected=questions, nearest_to=found or "?")
            context.problems.append(unknown)
    return text


def read_basis(context: Context, key: str, node: Node) -> tuple[str, ...]:
    """The evidence ids of a `basis`; none for `judgement`."""
    listed = names_of(context.problems, key, node)
    if isinstance(node, ListNode) and not node.items:
        context.problems.append(problem(EMPTY_TEXT, node.mark, key=key))
    if len(listed) == 1 and listed[0].text == "judgement":
        return ()
    evidence = context.names.evidence
    unknown = [item for item in listed if item.text not in evidence]
    expected = ("judgement", *sorted(evidence)) if unknown else ()
    for item in unknown:
        context.problems.append(problem(UNKNOWN_EVIDENCE, item.mark, found=item.text, expected=expected, nearest_to=item.text))
    return tuple(item.text for item in listed if item.text in evidence)


def is_known(context: Context, mistake: Mistake, scalar: Scalar, allowed: Iterable[str]) -> bool:
    """Whether a word is an id that is allowed; if not, it is reported."""
    if scalar.text in allowed:
        return True
    context.problems.append(problem(mistake, scalar.mark, found=scalar.text, expected=allowed, nearest_to=scalar.text))
    return False
