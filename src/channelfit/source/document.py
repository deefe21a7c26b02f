"""Read YAML into located values: the only place that knows the YAML library.

The events of the parser are built into values directly: that keeps every mark, needs no recursion, and lets the
limits on depth, aliases and size stop hostile input early. Scalars follow the YAML 1.2 core schema, so `NO` and `on`
are text. The C parser is used where it is there; whatever it refuses is read again by the pure one, so that values,
marks and problems are the same on every machine (see `parser`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from channelfit.source.decoding import decoded, without_json_tabs
from channelfit.source.json_lines import as_yaml_stream
from channelfit.source.nodes import Document as Document
from channelfit.source.nodes import Documents as Documents
from channelfit.source.nodes import ListNode as ListNode
from channelfit.source.nodes import MapNode as MapNode
from channelfit.source.nodes import Node as Node
from channelfit.source.nodes import Scalar as Scalar
from channelfit.source.nodes import value_at_key as value_at_key
from channelfit.source.parser import MAX_STRICT, parse
from channelfit.source.problem import Mark, Problem, Source, problem
from channelfit.source.syntax import (
    DUPLICATE_KEY,
    KEY_NOT_TEXT,
    RECURSIVE_ALIAS,
    SYNTAX,
    TOO_DEEP,
    TOO_MANY_VALUES,
    UNKNOWN_ALIAS,
    UNKNOWN_TAG,
    meaning_of,
)
from channelfit.typed import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from channelfit.source.parser import YamlMark

MAX_DEPTH = 40
MAX_VALUES = 200_000

_SURROGATE = re.compile("[\ud800-\udfff]")
_TAGS = {"!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}


class _Frame:
    """A list or mapping that is still being read."""

    __repr__ = one_line
    __slots__ = __match_args__ = ("anchor", "entries", "expects_value", "is_flow", "items", "key", "mark", "values_before")

    def __init__(self, items: list[Node] | None, mark: Mark, anchor: str | None, values_before: int, *, is_flow: bool) -> None:
        self.items = items
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.mark = mark
        self.anchor = anchor
        self.values_before = values_before
        self.is_flow = is_flow
        self.key: Scalar | None = None
        self.expects_value = False


def read_documents(data: bytes | str, name: str, path: str = "", start: int = 0) -> Documents:
    """All documents of a text, which begins at a line of its source, and all problems; after a syntax error those before it.

    JSON Lines have one document to a line. An empty document among others is none: whoever writes streams ends them with `---`.
    """
    text, problems = decoded(data, name, path, start)
    source = Source(name, text, path, start)
    if problems:
        return (), problems
    text, lines = as_yaml_stream(text)
    if "\t" in text:
        text = without_json_tabs(text)
    if not text.endswith("\n"):
        text += "\n"  # The parsers differ on the place of an empty value at the very end.
    is_large = len(text) > MAX_STRICT
    builder = _Builder(source, lines, is_strict=is_large)
    try:
        return builder.build(parse(text))
    except (yaml.YAMLError, _ParsersDiffer) as error:
        if is_large and isinstance(error, yaml.MarkedYAMLError):
            return builder.filled(), (*builder.problems, _syntax_problem(builder, error))
        builder = _Builder(source, lines, is_strict=True)
    try:
        return builder.build(parse(text, is_pure=True))
    except yaml.MarkedYAMLError as error:
        return builder.filled(), (*builder.problems, _syntax_problem(builder, error))
    except RecursionError:
        return (), (problem(TOO_DEEP, Mark(source, start, 0), limit=MAX_DEPTH),)


def _syntax_problem(builder: _Builder, error: yaml.MarkedYAMLError) -> Problem:
    said = error.problem or error.context or str(error)
    return problem(SYNTAX, builder.mark(error.problem_mark or error.context_mark), reason=meaning_of(said))


class _ParsersDiffer(Exception):
    """The C parser met something inside brackets that the pure one refuses, reads otherwise or puts elsewhere."""


class _Builder:
    """Builds located values from parser events; holds what is still open, so it is a class."""

    def __init__(self, source: Source, lines: Sequence[int], is_strict: bool = False) -> None:
        self.is_strict = is_strict
        self.source = source
        self._lines = lines
        self.documents: list[Document] = []
        self.problems: list[Problem] = []
        self._stack: list[_Frame] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._values = 0
        self._has_escapes = "\\u" in source.text

    def build(self, events: Iterator[yaml.Event]) -> Documents:
        """All documents and problems; stops at the first limit that is passed. Raises yaml.YAMLError."""
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._add(self._scalar(event), event.anchor, self._values)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._open(event)
                if len(self._stack) > MAX_DEPTH:
                    return self._stopped(problem(TOO_DEEP, self._stack[-1].mark, limit=MAX_DEPTH))
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close()
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                self._anchors = {}
            if self._values > MAX_VALUES:
                return self._stopped(problem(TOO_MANY_VALUES, self.mark(event.start_mark), limit=MAX_VALUES))
        return self.filled(), tuple(self.problems)

    def _stopped(self, limit: Problem) -> Documents:
        return self.filled(), (*self.problems, limit)

    def filled(self) -> tuple[Document, ...]:
        """The documents, of several those with something in them."""
        found = [
            document for document in self.documents if not isinstance(document.root, Scalar) or document.root.value is not None
        ]
        return tuple(found or self.documents[:1])

    def mark(self, start: YamlMark | None, length: int = 1) -> Mark:
        """Where something stands in the text that was written."""
        if start is None:
            return Mark(self.source, self.source.start, 0, length)
        line = self._lines[min(start.line, len(self._lines) - 1)] if self._lines else start.line
        return Mark(self.source, self.source.start + line, start.column, length)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        text, plain = event.value, event.implicit[0]
        mark = self.mark(event.start_mark, len(text) or 1)
        if plain and (not text or "?" in text):
            self._leave_to_strict()
        if plain and not text and self._stack and self._stack[-1].expects_value:
            # The parsers place an empty value differently; it is shown where its key stands.
            frame = self._stack[-1]
            mark = frame.key.mark if frame.key else frame.mark
        if event.tag is not None:
            self._check_tag(event, mark)
            plain = event.tag == "!" and not (text or event.style)
        if self._has_escapes and _SURROGATE.search(text):
            # JSON writes characters beyond the basic plane as two escapes; the pure parser leaves them apart.
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return Scalar(text, plain, mark)

    def _leave_to_strict(self) -> None:
        """Inside brackets the parsers differ on a `?` in plain text, on the place of an empty key, and on a comma after a tag."""
        if not self.is_strict and any(frame.is_flow for frame in self._stack):
            raise _ParsersDiffer

    def _check_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, mark: Mark) -> None:
        if event.tag is None:
            return
        self._leave_to_strict()
        if event.tag not in _TAGS:
            found = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.problems.append(problem(UNKNOWN_TAG, mark, found=found))

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        mark = self.mark(event.start_mark)
        self._check_tag(event, mark)
        items: list[Node] | None = [] if isinstance(event, yaml.SequenceStartEvent) else None
        self._stack.append(_Frame(items, mark, event.anchor, self._values, is_flow=bool(event.flow_style)))

    def _close(self) -> None:
        frame = self._stack.pop()
        if frame.items is not None:
            self._add(ListNode(tuple(frame.items), frame.mark), frame.anchor, frame.values_before)
        else:
            self._add(MapNode(tuple(frame.entries.values()), frame.mark), frame.anchor, frame.values_before)

    def _alias(self, event: yaml.AliasEvent) -> None:
        anchor = event.anchor or ""
        mark = self.mark(event.start_mark, len(anchor) + 1)
        if any(frame.anchor == anchor for frame in self._stack):
            self.problems.append(problem(RECURSIVE_ALIAS, mark, found=anchor))
        elif anchor not in self._anchors:
            self.problems.append(problem(UNKNOWN_ALIAS, mark, found=anchor))
        else:
            node, size = self._anchors[anchor]
            # What an alias stands for counts again each time: that is what stops a billion laughs.
            before = self._values
            self._values += size
            self._add(node, None, before)
            return
        self._add(Scalar("", True, mark), None, self._values)

    def _add(self, node: Node, anchor: str | None, values_before: int) -> None:
        self._values += 1
        if anchor is not None:
            self._anchors[anchor] = (node, self._values - values_before)
        if not self._stack:
            self.documents.append(Document(self.source, node))
            return
        frame = self._stack[-1]
        if frame.items is not None:
            frame.items.append(node)
        elif not frame.expects_value:
            frame.key = self._key(node, frame)
            frame.expects_value = True
        else:
            if frame.key is not None:
                frame.entries[frame.key.text] = (frame.key, node)
            frame.expects_value = False

    def _key(self, node: Node, frame: _Frame) -> Scalar | None:
        if not isinstance(node, Scalar):
            self.problems.append(problem(KEY_NOT_TEXT, node.mark))
        elif node.text in frame.entries:
            line = frame.entries[node.text][0].mark.line + 1
            self.problems.append(problem(DUPLICATE_KEY, node.mark, found=node.text, line=line))
        else:
            return node
        return None
