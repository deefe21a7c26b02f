"""Answers as people type them behind `--set`, as entries of a profile."""

from __future__ import annotations

import re
from collections.abc import Sequence

from channelfit.rulebook.model import Question, QuestionType, Rulebook
from channelfit.source.nodes import ListNode, Node, Scalar
from channelfit.source.problem import Mark, Mistake, Problem, Source, problem

NO_EQUALS = Mistake(
    "no-equals",
    de="bei `--set {found}` fehlt die Antwort; erwartet wird `--set frage=antwort`",
    en="`--set {found}` lacks the answer; expected `--set question=answer`",
)
BROKEN_CHARACTER = Mistake(
    "broken-character",
    de="hinter `--set` steht ein Byte, das kein Zeichen in UTF-8 ist",
    en="behind `--set` stands a byte that is no character in UTF-8",
)

_SELECTING = (QuestionType.MULTI, QuestionType.RANKING)
# So Python hands on bytes that are no text.
_BROKEN = "[\ud800-\udfff]"


def read_changes(changes: Sequence[str], rulebook: Rulebook, problems: list[Problem]) -> list[tuple[Scalar, Node]]:
    """`question=answer` texts as entries of a profile; `?` opens the answer again, commas part several."""
    entries: list[tuple[Scalar, Node]] = []
    for change in changes:
        name, equals, value = change.partition("=")
        source = Source("--set", change)
        if broken := re.search(_BROKEN, change):
            problems.append(problem(BROKEN_CHARACTER, Mark(source, 0, broken.start())))
            continue
        if not equals:
            problems.append(problem(NO_EQUALS, Mark(source, 0, 0, len(change) or 1), found=change))
            continue
        key = Scalar(name.strip(), True, Mark(source, 0, 0, len(name) or 1))
        entries.append((key, _changed(value, source, rulebook.questions.get(key.text))))
    return entries


def _changed(value: str, source: Source, question: Question | None) -> Node:
    column = source.text.index("=") + 1
    mark = Mark(source, 0, column, len(value) or 1)
    if value.strip() == "?":
        return Scalar("", True, mark)
    if question is None:
        return Scalar(value, False, mark)
    if question.type not in _SELECTING:
        return Scalar(value.strip(), question.type is QuestionType.YES_NO, mark)
    items = []
    for part in value.split(","):
        if part.strip():
            items.append(Scalar(part.strip(), False, Mark(source, 0, column, len(part))))
        column += len(part) + 1
    return ListNode(tuple(items), mark)
