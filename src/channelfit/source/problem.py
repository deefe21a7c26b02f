"""Say where something is written, and what is wrong there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

# The line breaks of YAML 1.1, which is what both loaders count lines by.
LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Source:
    """A text that somebody wrote: the name people know it by, and the text itself."""

    name: str
    text: str = ""
    # The path below the rulebook's folder (`channels/linkedin.yaml`); profiles have none.
    path: str = ""

    def line(self, number: int) -> str:
        """The line with this number, counted from 0; empty beyond the end."""
        lines = LINE_BREAK.split(self.text)
        return lines[number] if number < len(lines) else ""


class Mark(NamedTuple):
    """A place in a source; line and column count from 0.

    A named tuple, not a dataclass: a rulebook has ten thousand of them, and they cost a third.
    """

    source: Source
    line: int
    column: int
    length: int = 1

    def __str__(self) -> str:
        return f"{self.source.name}:{self.line + 1}:{self.column + 1}"


class Severity(Enum):
    """How bad a problem is: an error makes the input unusable."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong at one place; `source.messages` has the wording of each id.

    `values` are the parts the wording names; `nearest` is the allowed word most like the one found,
    `expected` are all allowed words.
    """

    id: str
    mark: Mark
    values: tuple[tuple[str, str], ...] = ()
    nearest: str = ""
    expected: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR

    @property
    def order(self) -> tuple[str, int, int, str, tuple[tuple[str, str], ...]]:
        """What problems are sorted by: place first, so that people work from top to bottom."""
        return (self.mark.source.name, self.mark.line, self.mark.column, self.id, self.values)


def problem(id: str, mark: Mark, *, expected: Iterable[str] = (), nearest_to: str = "", **values: object) -> Problem:
    """A problem with its parts as text; with `nearest_to`, the nearest of `expected` is looked up."""
    allowed = tuple(expected)
    return Problem(
        id=id,
        mark=mark,
        values=tuple((name, str(value)) for name, value in sorted(values.items())),
        nearest=nearest(nearest_to, allowed) if nearest_to else "",
        expected=allowed,
    )


def nearest(word: str, allowed: Iterable[str]) -> str:
    """The allowed word that is most like the given one, or nothing if none is alike."""
    import difflib  # Only who made a mistake waits for it.

    by_folded = {candidate.casefold(): candidate for candidate in allowed}
    found = difflib.get_close_matches(word[:100].casefold(), list(by_folded), n=1, cutoff=0.6)
    return by_folded[found[0]] if found else ""


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by place, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda one: one.order))


class InvalidInput(Exception):
    """Input that cannot be used, with all its problems; raised only at the edge of reading."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        from channelfit.source.messages import describe

        return "\n".join(f"{one.mark}: {describe(one, 'en')} [{one.id}]" for one in self.problems)
