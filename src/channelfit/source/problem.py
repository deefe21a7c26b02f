"""Say where something is written, and what is wrong there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import Enum
from functools import lru_cache

from channelfit.language import Language, Text
from channelfit.typed import NamedTuple, one_line

# The line breaks of YAML 1.1, which is what both loaders count lines by.
LINE_BREAK = "\r\n|[\n\r\x85\u2028\u2029]"


# So many problems are shown; the rest is counted.
MOST_SHOWN = 200
# So many characters of what somebody wrote are quoted.
MOST_QUOTED = 200
# From so many letters on a word may be alike with more of them different.
_LONG = 8
_ENDINGS = ("s", "e", "n", "en", "er", "es")
# What is said of the nearest match.
MEANT = Text("; meinten Sie `{near}`?", "; did you mean `{near}`?")


class Called(NamedTuple):
    """What something is called, by what other names it is known, and what is said of it; somebody may mean it by each of them."""

    name: Text
    also: tuple[str, ...] = ()
    about: Text = Text()


@lru_cache(maxsize=4)
def _lines_of(text: str) -> Sequence[str]:
    return re.split(LINE_BREAK, text)


class Source(NamedTuple):
    """A text that somebody wrote: the name people know it by, and the text itself, or the part of it from a line on.

    Rules that were kept have no text: who shows a line of them reads it again. So two sources are equal that are one place.
    """

    name: str
    text: str = ""
    # The path below the rulebook's folder (`channels/linkedin.yaml`); profiles have none.
    path: str = ""
    start: int = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Source) and self._place == other._place

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._place)

    @property
    def _place(self) -> tuple[str, str, int]:
        return self.name, self.path, self.start

    def line(self, number: int) -> str:
        """The line with this number, counted from 0; empty beyond the end."""
        lines = _lines_of(self.text)
        return lines[number - self.start] if 0 <= number - self.start < len(lines) else ""


class Mark(NamedTuple):
    """Where something stands in a source; line and column count from 0.

    A named tuple, not a dataclass: a rulebook has ten thousand of them, and they cost a third.
    """

    source: Source
    line: int
    column: int
    length: int = 1

    def __str__(self) -> str:
        return f"{self.source.name}:{self.line + 1}:{self.column + 1}"


class Severity(Enum):
    """How bad something is: an error makes the input unusable, a warning is probably not meant, an info asks for nothing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Mistake(NamedTuple):
    """A kind of problem: its id, which is never reused, and how it is said, with a `{part}` for each value.

    A wording is lower case (German nouns aside), without a full stop, names in backticks. `describe` adds the nearest
    match or, if there is none, what was expected.
    """

    id: str
    de: str
    en: str


class Problem(NamedTuple):
    """One thing that is wrong, and where.

    `values` are the parts the wording names: what somebody wrote as it is, words of ours in both languages. `known` are all
    allowed words, among which one like `sought` is looked for, unless it is known already what is `meant`.
    """

    mistake: Mistake
    mark: Mark
    values: tuple[tuple[str, str | Text], ...] = ()
    meant: str = ""
    sought: str = ""
    known: Collection[str] = ()
    severity: Severity = Severity.ERROR

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Problem) and self._told == other._told

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._told)

    @property
    def _told(self) -> tuple[object, ...]:
        """All that is told; what else would have been allowed makes no other problem."""
        return (self.mistake, self.mark, self.values, self.meant, self.sought, self.severity)

    @property
    def id(self) -> str:
        """The id of the kind of problem."""
        return self.mistake.id

    @property
    def found(self) -> str:
        """What somebody wrote that is wrong; empty if the problem is about something else."""
        return self.value("found")

    @property
    def nearest(self) -> str:
        """The allowed word most like the one found; looked up only when it is shown, which few of very many problems are."""
        return self.meant or (nearest(self.sought, self.known) if self.sought else "")

    @property
    def expected(self) -> tuple[str, ...]:
        """All allowed words."""
        return tuple(self.known)

    def value(self, part: str) -> str:
        """A part of the wording as somebody wrote it; empty if there is none or it is in words of ours."""
        return next((value for name, value in self.values if name == part and isinstance(value, str)), "")

    @property
    def order(self) -> tuple[str, int, int, str, tuple[tuple[str, str], ...]]:
        """What problems are sorted by: where they stand first, so that people work from top to bottom."""
        values = tuple((name, value.en if isinstance(value, Text) else value) for name, value in self.values)
        return (self.mark.source.name, self.mark.line, self.mark.column, self.id, values)


def problem(mistake: Mistake, mark: Mark, *, expected: Iterable[str] = (), nearest_to: str = "", **values: object) -> Problem:
    """A problem with its parts as text; with `nearest_to`, the nearest of `expected` is looked for when it is shown.

    A mapping of words to names is looked up by the names too.
    """
    return Problem(
        mistake=mistake,
        mark=mark,
        values=tuple((name, value if isinstance(value, Text) else str(value)) for name, value in sorted(values.items())),
        sought=nearest_to,
        known=expected if isinstance(expected, Collection) else tuple(expected),
    )


def nearest(word: str, allowed: Iterable[str]) -> str:
    """The allowed word that is most like the given one, or nothing if none is alike.

    Words may be mapped to names: what is one name, or stands in one only, means that one, whatever else looks like it (twitter:
    X (Twitter)), and several at once mean the one whose name says both. Where no word is alike, what stands only in what is said
    of one means that one (indeed).
    """
    import difflib  # Only who made a mistake waits for it.

    folded = word[:100].casefold()
    called = {str(id): _called(said) for id, said in allowed.items()} if isinstance(allowed, Mapping) else {}
    names = {id: _words_of(said.name) for id, said in called.items()}
    others = {id: frozenset(map(_spelt, said.also)) for id, said in called.items()}
    parts = word.split(",")
    if len(parts) > 1 and {*parts} <= {*names}:
        said_of_all = {word for part in parts for word in names[part] if " " not in word}
        return _only_one(id for id, said in names.items() if said_of_all <= said and id not in parts)
    spelt = _spelt(folded)
    ways = ((others, {spelt}), (names, _forms_of(folded)), (others, _forms_of(spelt)))
    if named := next(filter(None, (_only_one(id for id, said in of.items() if forms & said) for of, forms in ways)), ""):
        return named
    every = {id: [*said, *others[id]] for id, said in names.items()}
    if alike := _only_one(id for id, said in every.items() if difflib.get_close_matches(folded, said, n=1, cutoff=0.85)):
        return alike
    by_folded: dict[str, str] = {candidate.casefold(): candidate for candidate in allowed}
    # In a short word a few letters are much: ads are not threads.
    if found := difflib.get_close_matches(folded, [*by_folded], n=1, cutoff=0.65 if len(folded) < _LONG else 0.6):
        return by_folded[found[0]]
    return _only_one(id for id, said in called.items() if len(folded) > 2 and folded in _words_of(said.about))


def _called(said: object) -> Called:
    return said if isinstance(said, Called) else Called(said if isinstance(said, Text) else Text())


def _spelt(name: str) -> str:
    """A name however it is spelt: without signs between its words, and with two letters for an umlaut."""
    folded = name.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return "".join(re.findall(r"\w+", folded))


def _only_one(found: Iterable[str]) -> str:
    """The one that was found, if it is one only."""
    [*ids] = found
    return ids[0] if len(ids) == 1 else ""


def _forms_of(word: str) -> frozenset[str]:
    """A word with and without the endings that it may have in one of the languages; one letter says nothing."""
    shorter = (word.removesuffix(ending) for ending in _ENDINGS if len(word) - len(ending) > 2)
    return frozenset((word, *shorter, *(word + ending for ending in _ENDINGS))) if len(word) > 1 else frozenset()


def _words_of(text: Text) -> frozenset[str]:
    """The words in a text, in both languages, with and without signs within, and the whole text in each."""
    folded = [said.casefold() for said in text if said]
    found = {word for said in folded for word in (*re.findall(r"\w+", said), *(part.strip(".,;:()") for part in said.split()))}
    return frozenset((*folded, *found, *(word.replace("-", "") for word in found)))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems as they stand in the sources, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda found: found.order))


def describe(problem: Problem, language: Language) -> str:
    """The message in the language, with the nearest match or what was expected."""
    german = language == Language.DE
    values = {name: value.of(language) if isinstance(value, Text) else cut(value) for name, value in problem.values}
    text = (problem.mistake.de if german else problem.mistake.en).format(**values)
    if problem.nearest:
        return text + MEANT.filled(language, near=problem.nearest)
    if problem.expected:
        listed = ", ".join(map(cut, problem.expected[:12])) + (" ..." if len(problem.expected) > 12 else "")
        return text + (f"; erwartet: {listed}" if german else f"; expected any of {listed}")
    return text


def cut(text: str) -> str:
    """What is quoted in a message, which must not be as long as a file."""
    return text if len(text) <= MOST_QUOTED else f"{text[:MOST_QUOTED]}..."


class InvalidInput(Exception):
    """Input that cannot be used, with all its problems; raised only at the edge of reading."""

    __match_args__ = ("problems",)

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__(self.problems)

    def __repr__(self) -> str:
        return one_line(self)

    def __str__(self) -> str:
        said = [f"{found.mark}: {describe(found, Language.EN)} [{found.id}]" for found in self.problems[:MOST_SHOWN]]
        more = len(self.problems) - len(said)
        return "\n".join((*said, *([f"... and {more} more"] if more else ())))
