"""Which column of a table answers which question, and which are passed on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from channelfit.rulebook.labels import Labels
from channelfit.rulebook.model import QuestionType, Rulebook
from channelfit.rulebook.names import UNKNOWN_QUESTION
from channelfit.source.problem import InvalidInput, Mark, Mistake, Problem, Source, problem
from channelfit.source.record import record_of
from channelfit.typed import NamedTuple

UNKNOWN_COLUMN = Mistake(
    "unknown-column",
    de="die Spalte `{found}` ist keine Frage; nehmen Sie sie mit --keep {found} mit, oder lassen Sie sie mit --map {found}= weg",
    en="column `{found}` is no question; pass it on with --keep {found}, or leave it out with --map {found}=",
)
NO_SUCH_COLUMN = Mistake(
    "no-such-column",
    de="es gibt keine Spalte `{found}`",
    en="there is no column `{found}`",
)
REPEATED_COLUMN = Mistake(
    "repeated-column",
    de="die Spalte `{found}` steht {count}-mal da",
    en="column `{found}` stands there {count} times",
)
ANSWERED_TWICE = Mistake(
    "answered-twice",
    de="die Spalten {columns} beantworten beide `{question}`",
    en="columns {columns} both answer `{question}`",
)
NO_QUESTION = Mistake(
    "no-question",
    de="bei `--map {found}` fehlt die Frage; erwartet wird `--map Spalte=frage`",
    en="`--map {found}` lacks the question; expected `--map column=question`",
)
TAKEN_NAME = Mistake(
    "taken-name",
    de="`{found}` heißt eine Spalte des Ergebnisses; benennen Sie die Ihre um",
    en="`{found}` is a column of the result; rename yours",
)
# What a result says of each company, after the columns that are passed on.
RESULTS = (
    "recommended",
    "basics",
    "hours_at_least",
    "hours_to_use",
    "coverage",
    "readiness",
    "reason",
    "problems",
)
_LANGUAGE = "language"


class Layout(NamedTuple):
    """The columns that answer questions, by name, those that are passed on, and the one that says in which language numbers are
    written, if there is one."""

    questions: Mapping[str, str]
    kept: tuple[str, ...]
    spoken: str = ""

    @property
    def read(self) -> tuple[str, ...]:
        """The columns that are read to answer a row."""
        return (*self.questions, self.spoken) if self.spoken else (*self.questions,)


def layout_of(names: Sequence[str], header: Source, maps: Sequence[str], keep: Sequence[str], rulebook: Rulebook) -> Layout:
    """What the columns of a table are for. Raises InvalidInput with all that is wrong with it, before anything is read."""
    problems: list[Problem] = []
    wished = _wished(maps, names, rulebook, problems)
    for name in keep:
        if name not in names:
            problems.append(_at("--keep", name, NO_SUCH_COLUMN, names))
        elif name in RESULTS:
            problems.append(problem(TAKEN_NAME, Mark(Source("--keep", name), 0, 0, len(name)), found=name))
    for name, count in Counter(names).items():
        if count > 1:
            problems.append(problem(REPEATED_COLUMN, _mark(header, name), found=name, count=count))
    labels = record_of(Labels).keys
    questions: dict[str, str] = {}
    for name in dict.fromkeys(names):
        question = wished.get(name, name if name in rulebook.questions else "")
        if question:
            questions[name] = question
        elif name not in wished and name not in keep and name not in labels:
            expected = {id: asked.label for id, asked in rulebook.questions.items()}
            problems.append(problem(UNKNOWN_COLUMN, _mark(header, name), found=name, expected=expected, nearest_to=name))
    for question, count in Counter(questions.values()).items():
        if count > 1:
            columns = ", ".join(f"`{name}`" for name, answered in questions.items() if answered == question)
            problems.append(problem(ANSWERED_TWICE, Mark(header, 0, 0), columns=columns, question=question))
    if problems:
        raise InvalidInput(problems)
    has_numbers = any(rulebook.questions[question].type is QuestionType.NUMBER for question in questions.values())
    is_spoken = has_numbers and _LANGUAGE in names and _LANGUAGE not in (*wished, *questions)
    return Layout(questions, tuple(dict.fromkeys(keep)), _LANGUAGE if is_spoken else "")


def _wished(maps: Sequence[str], names: Sequence[str], rulebook: Rulebook, problems: list[Problem]) -> dict[str, str]:
    """The questions of `column=question` options, by column; none of them leaves a column out."""
    found: dict[str, str] = {}
    for text in maps:
        # A column may have an equals sign in its name, a question has none.
        name, equals, question = text.rpartition("=")
        if not equals:
            problems.append(problem(NO_QUESTION, Mark(Source("--map", text), 0, 0, len(text) or 1), found=text))
        elif name not in names:
            problems.append(_at("--map", text, NO_SUCH_COLUMN, names, name))
        elif question and question not in rulebook.questions:
            mark = Mark(Source("--map", text), 0, len(name) + 1, len(question))
            expected = {id: asked.label for id, asked in rulebook.questions.items()}
            problems.append(problem(UNKNOWN_QUESTION, mark, found=question, expected=expected, nearest_to=question))
        else:
            found[name] = question
    return found


def _at(option: str, text: str, mistake: Mistake, expected: Sequence[str], found: str | None = None) -> Problem:
    found = text if found is None else found
    return problem(mistake, Mark(Source(option, text), 0, 0, len(found) or 1), found=found, expected=expected, nearest_to=found)


def _mark(header: Source, name: str) -> Mark:
    """Where a column is named in the line of names, if there is one."""
    return Mark(header, 0, max(0, header.text.find(name)), len(name) or 1)
