"""The parser: the fast one where it reads a text as the pure one does, and what YAML 1.2 forbids refused by both.

The C parser and the pure one of PyYAML differ in marks and in what they allow, and both allow a little that YAML 1.2 does not.
Such texts are known by a few characters; they get the pure parser on every machine, with checks of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import yaml

from channelfit.source.problem import LINE_BREAK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class YamlMark(Protocol):
        """Where the parser sees something."""

        line: int
        column: int


FAST: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# The pure parser takes a second for so many characters; what is larger gets the fast one alone, whatever stands in it.
MAX_STRICT = 128 * 1024
# Each begins with a character that is looked for fast; what stands before it is looked back at.
_DOUBTFUL = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        # Tabs, line ends of other times, byte order marks within.
        "[\t\x85\u2028\u2029\ufeff]",
        # Directives.
        "%(?<=^%)",
        # Tags: the parsers differ on where one ends.
        r"!(?:(?<=^!)|(?<=[\s\[\]{},:?\"'-]!))",
        # An anchor or alias that other characters follow.
        r"[&*](?:(?<=^[&*])|(?<=[\s\[\]{},:?\"'-][&*]))[\w-]*[^\w\s,\]}-]",
        # A comment that nothing sets apart.
        r"#(?<=[\"'\]},]#)",
        # A block with a comment that nothing sets apart, or that begins with blanks.
        r"[|>][-+0-9]*(?:#|[ ]*(?:#.*)?[\r\n]+[ ]+[\r\n])",
        # In brackets: `?` and `-` that stand for themselves.
        r"\?(?<=[\[{,\s]\?)\S",
        r"-(?<=[\[{,\s]-)[,\]}\[{]",
    )
)
_QUOTES = ("'", '"')
_BLANK = "\0 \t\r\n\x85\u2028\u2029"


def parse(text: str, *, is_pure: bool = False) -> Iterator[yaml.Event]:
    """The events of a text; with `is_pure` those of the pure parser. Raises yaml.MarkedYAMLError."""
    loader = _Strict if is_pure or (len(text) <= MAX_STRICT and _is_doubtful(text)) else FAST
    return _indented(yaml.parse(text, Loader=loader), text)


def _is_doubtful(text: str) -> bool:
    return any(pattern.search(text) for pattern in _DOUBTFUL)


def _indented(events: Iterable[yaml.Event], text: str) -> Iterator[yaml.Event]:
    """The events, as long as quoted texts and brackets of several lines stand right of the lines that they belong to."""
    lines: Sequence[str] = ()
    # Of all that is open: the column in which its lines begin (in brackets: in no column), and the line that it begins in.
    within: list[tuple[int | None, int]] = [(-1, 0)]
    for event in events:
        several: tuple[int, int] | None = None
        if isinstance(event, yaml.ScalarEvent):
            if event.style in _QUOTES:
                several = _place(event.start_mark)[0], _place(event.end_mark)[0]
        elif isinstance(event, yaml.CollectionStartEvent):
            around = within[-1][0]
            # What is named or tagged begins before its first line: there the one around it has to do.
            line, begun = _place(event.start_mark)
            column = around if event.anchor or event.tag else begun
            within.append((None if event.flow_style else column, line))
        elif isinstance(event, yaml.CollectionEndEvent):
            column, line = within.pop()
            if column is None:
                several = line, _place(event.end_mark)[0]
        indent = within[-1][0]
        if several and several[0] < several[1] and indent is not None and indent >= 0:
            lines = lines or re.split(LINE_BREAK, text)
            _check_lines(lines, several, indent)
        yield event


def _place(mark: YamlMark | None) -> tuple[int, int]:
    return (mark.line, mark.column) if mark else (0, 0)


def _check_lines(lines: Sequence[str], several: tuple[int, int], indent: int) -> None:
    """Raises if a further line does not stand right of `indent`; a bracket may be closed there, since everybody writes so."""
    for number in range(several[0] + 1, several[1] + 1):
        line = lines[number]
        column = len(line) - len(line.lstrip(" "))
        if column <= indent and line.strip() and line[column] != "#" and not (column == indent and line[column] in "]}"):
            place = yaml.Mark("", 0, number, column, None, 0)
            raise yaml.scanner.ScannerError(None, None, "expected <block end>", place)


class _Strict(yaml.SafeLoader):
    """The pure parser, which refuses what YAML 1.2 does in the places that `_DOUBTFUL` knows."""

    # The last token, if there is one.
    _before: yaml.Token | None = None

    def fetch_more_tokens(self) -> None:
        """Keeps the last token in mind."""
        super().fetch_more_tokens()
        self._before = self.tokens[-1] if self.tokens else self._before

    def scan_to_next_token(self) -> None:
        """A comment is set apart from what stands before it."""
        if self.peek() == "#" and self.pointer and self.buffer[self.pointer - 1] not in _BLANK:
            self._refuse("comment without a space before it")
        super().scan_to_next_token()

    def fetch_directive(self) -> None:
        """The document before a directive is ended by `...`."""
        if not isinstance(self._before, yaml.DirectiveToken | yaml.DocumentEndToken | None):
            self._refuse("directive inside of a document")
        super().fetch_directive()

    def fetch_key(self) -> None:
        """In brackets too a `?` that marks a key is set apart from it."""
        if self.flow_level and self.peek(1) not in _BLANK + ",[]{}":
            self._refuse("expected ',' but got '?'")
        super().fetch_key()

    def check_plain(self) -> bool:
        """In brackets no text begins with a `-` that a bracket or comma follows."""
        if self.flow_level and self.peek() == "-" and self.peek(1) in ",[]{}":
            return False
        return bool(super().check_plain())

    def scan_anchor(self, token: type[yaml.Token]) -> yaml.Token:
        """An anchor or alias ends at a blank, a comma or a bracket."""
        found: yaml.Token = super().scan_anchor(token)  # type: ignore[no-untyped-call]  # The stubs lack its types.
        if self.peek() not in _BLANK + ",[]{}":
            self._refuse("name of an anchor")
        return found

    def scan_block_scalar_indentation(self) -> tuple[list[str], int, yaml.Mark]:
        """No blank line before a block is indented more than the block."""
        chunks, widest, end = super().scan_block_scalar_indentation()
        if self.indent < self.column < widest and self.peek() != "\0":
            self._refuse("expected <block end>")
        return chunks, widest, end

    def _refuse(self, said: str) -> None:
        raise yaml.scanner.ScannerError(None, None, said, self.get_mark())
