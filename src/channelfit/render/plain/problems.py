"""What is wrong with profiles or rules, as plain data for JSON."""

from collections.abc import Sequence
from typing import Annotated, Literal, TypedDict

from channelfit.language import Language, Text
from channelfit.render.plain.shared_shape import LanguageCode
from channelfit.source.problem import MOST_SHOWN, Problem, Severity, describe


class PlainProblem(TypedDict):
    """A problem."""

    id: Annotated[str, Text("Die Art des Problems.", "The kind of problem.")]
    severity: Annotated[str, Severity, Text("Wie schwer es wiegt.", "How much it matters.")]
    file: Annotated[
        str,
        Text("Die Datei; sonst `<stdin>` oder die Option.", "The file; else `<stdin>` or the option."),
    ]
    line: Annotated[
        int | None,
        Text("Die Zeile, von 1 an; nichts bei einer ganzen Datei.", "The line, from 1; nothing for a whole file."),
    ]
    column: Annotated[
        int | None,
        Text("Die Spalte, von 1 an; nichts bei einer ganzen Datei.", "The column, from 1; nothing for a whole file."),
    ]
    message: Annotated[str, Text("Das Problem in Worten.", "The problem in words.")]
    nearest: Annotated[str | None, Text("Was gemeint sein könnte.", "What may be meant.")]
    expected: Annotated[list[str], Text("Was dort stehen kann.", "What may stand there.")]


class PlainProblems(TypedDict):
    """What commands print instead of a result that cannot be made, and what `profile check` finds."""

    schema: Annotated[Literal["channelfit.problems/1"], Text("Die Fassung des Ergebnisses.", "The version of the result.")]
    language: Annotated[LanguageCode, Text("Die Sprache der Texte.", "The language of the texts.")]
    document: Annotated[
        int | None,
        Text(
            "Das wievielte Profil der Datei sie hat, von 1 an; nichts, wenn es um alles geht.",
            "Which of the profiles of a file has them, from 1; nothing where they are about all.",
        ),
    ]
    problems: Annotated[list[PlainProblem], Text("Die Probleme, höchstens 200.", "The problems, 200 at most.")]
    more: Annotated[int, Text("Wie viele Probleme es noch gibt.", "How many more problems there are.")]


def problems_as_plain(problems: Sequence[Problem], language: Language, document: int | None = None) -> PlainProblems:
    """The problems, each with its place and what may be meant; of one document of several, if one is named.

    Of very many it has the first, and how many more there are.
    """
    return {
        "schema": "channelfit.problems/1",
        "language": language,
        "document": document,
        "problems": [_problem(problem, language) for problem in problems[:MOST_SHOWN]],
        "more": max(0, len(problems) - MOST_SHOWN),
    }


def _problem(problem: Problem, language: Language) -> PlainProblem:
    mark = problem.mark
    has_place = bool(mark.source.text)
    return {
        "id": problem.id,
        "severity": problem.severity.value,
        "file": mark.source.name,
        "line": mark.line + 1 if has_place else None,
        "column": mark.column + 1 if has_place else None,
        "message": describe(problem, language),
        "nearest": problem.nearest or None,
        "expected": [*problem.expected],
    }
