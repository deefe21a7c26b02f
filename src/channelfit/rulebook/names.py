"""Collect the ids that a rulebook defines, before its conditions and references are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from channelfit.language import Language, Text, both
from channelfit.rulebook.condition import QuestionType
from channelfit.source.nodes import Document, ListNode, MapNode, Node, Scalar, value_at_key
from channelfit.source.problem import Called, Mark, Mistake
from channelfit.typed import NamedTuple

UNKNOWN_QUESTION = Mistake(
    "unknown-question",
    de="unbekannte Frage `{found}`",
    en="unknown question `{found}`",
)
UNKNOWN_OPTION = Mistake(
    "unknown-option",
    de="`{question}` kennt die Antwort `{found}` nicht",
    en="`{question}` has no option `{found}`",
)
UNKNOWN_SECTION = Mistake(
    "unknown-section",
    de="unbekannter Abschnitt `{found}`",
    en="unknown section `{found}`",
)
UNKNOWN_GOAL = Mistake(
    "unknown-goal",
    de="unbekanntes Ziel `{found}`",
    en="unknown goal `{found}`",
)
UNSERVED_GOAL = Mistake(
    "unserved-goal",
    de="`{channel}` bedient das Ziel `{found}` nicht",
    en="`{channel}` does not serve the goal `{found}`",
)
UNKNOWN_CHANNEL = Mistake(
    "unknown-channel",
    de="unbekannter Kanal `{found}`",
    en="unknown channel `{found}`",
)
UNKNOWN_EVIDENCE = Mistake(
    "unknown-evidence",
    de="unbekannter Beleg `{found}`",
    en="unknown evidence `{found}`",
)
UNKNOWN_PLACEHOLDER = Mistake(
    "unknown-placeholder",
    de="`{{{found}}}` ist keine Frage",
    en="`{{{found}}}` names no question",
)


class Shape(NamedTuple):
    """What a test needs to know of a question: its type and its options."""

    type: QuestionType
    options: tuple[str, ...]


class Names(NamedTuple):
    """Every id that others may refer to."""

    languages: tuple[str, ...] = tuple(Language)
    questions: Mapping[str, Shape] = {}
    goals: tuple[str, ...] = ()
    # For each channel the goals that it serves.
    channels: Mapping[str, tuple[str, ...]] = {}
    # What each channel is called, and what is said of it; by that too somebody may mean it.
    titles: Mapping[str, Called] = {}
    evidence: frozenset[str] = frozenset()
    sections: tuple[str, ...] = ()


def collect_names(documents: Mapping[str, Document]) -> Names:
    """The ids in the documents of a rulebook (by path), taking what can be read; problems are the reader's business."""
    heads = {
        channel: document.root
        for path, document in documents.items()
        if path.startswith("channels/") and (channel := _text(document.root, "channel"))
    }
    channels = {id: tuple(key.text for key, _ in _entries(value_at_key(root, "serves"))) for id, root in heads.items()}
    goals = tuple(sorted(_ids(documents, "goals.yaml", "goals")))
    return Names(
        languages=_languages(documents.get("rulebook.yaml")),
        questions=_shapes(documents, {"goals": goals, "channels": tuple(sorted(channels))}),
        goals=goals,
        channels=channels,
        titles={id: _called(root) for id, root in heads.items()},
        evidence=frozenset(_ids(documents, "evidence.yaml", "evidence")),
        sections=tuple(_ids(documents, "questions.yaml", "sections")),
    )


def asking_for(group: str, documents: Mapping[str, Document]) -> frozenset[str]:
    """The questions whose options are a group of ids: goals or channels."""
    questions = _list(documents, "questions.yaml", "questions")
    return frozenset(_text(item, "id") for item in questions if _text(item, "options_from") == group)


def _languages(document: Document | None) -> tuple[str, ...]:
    node = value_at_key(document.root, "languages") if document else None
    listed = node.items if isinstance(node, ListNode) else ()
    return tuple(item.text for item in listed if isinstance(item, Scalar)) or tuple(Language)


def _shapes(documents: Mapping[str, Document], groups: dict[str, tuple[str, ...]]) -> dict[str, Shape]:
    types = {kind.value: kind for kind in QuestionType}
    shapes: dict[str, Shape] = {}
    for item in _list(documents, "questions.yaml", "questions"):
        question, type_name = _text(item, "id"), _text(item, "type")
        if not question or type_name not in types or question in shapes:
            continue
        own = tuple(key.text for key, _ in _entries(value_at_key(item, "options")))
        group = groups.get(_text(item, "options_from"), ())
        options = (*group, *(option for option in own if option not in group))
        yes_no = types[type_name] is QuestionType.YES_NO
        shapes[question] = Shape(types[type_name], ("yes", "no") if yes_no else options)
    return shapes


def _ids(documents: Mapping[str, Document], path: str, key: str) -> Iterator[str]:
    return (found for item in _list(documents, path, key) if (found := _text(item, "id")))


def _list(documents: Mapping[str, Document], path: str, key: str) -> tuple[Node, ...]:
    document = documents.get(path)
    node = value_at_key(document.root, key) if document else None
    return node.items if isinstance(node, ListNode) else ()


def _entries(node: Node | None) -> tuple[tuple[Scalar, Node], ...]:
    return node.entries if isinstance(node, MapNode) else ()


def _text(node: Node, key: str) -> str:
    found = value_at_key(node, key)
    return found.text if isinstance(found, Scalar) else ""


def _called(root: Node) -> Called:
    also = value_at_key(root, "also")
    listed = also.items if isinstance(also, ListNode) else (also,)
    others = tuple(item.text for item in listed if isinstance(item, Scalar))
    return Called(_title(value_at_key(root, "name")), others, _title(value_at_key(root, "about")))


def _title(node: Node | None) -> Text:
    """A text in both languages, as far as it can be read."""
    if isinstance(node, Scalar):
        return both(node.text)
    return Text(*(_text(node, language) if node else "" for language in Language))


def first_line(mark: Mark) -> str:
    """Where something stands, as messages name the other of two: file and line."""
    return f"{mark.source.path or mark.source.name}:{mark.line + 1}"
