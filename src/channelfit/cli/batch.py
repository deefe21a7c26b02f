"""`channelfit batch`: a table of companies goes in, a table of advice comes out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from channelfit.cli.options import Force, Lang, MaxChannels, Rules, language
from channelfit.cli.output import PROBLEMS_FOUND, problems_reported, tell
from channelfit.cli.speech import in_german, said
from channelfit.cli.targets import check_targets, ending_of, unknown_ending
from channelfit.cli.wishes import STDOUT
from channelfit.files import load_rulebook
from channelfit.language import Counted, Language, Text, counted
from channelfit.rulebook.model import Rulebook
from channelfit.source.problem import InvalidInput, Mark, Mistake, Source, problem
from channelfit.source.reasons import NO_ORDINARY_FILE, NO_SUCH_FILE, NOT_READABLE, reason_of
from channelfit.typed import NamedTuple
from channelfit.writing import check_writable

if TYPE_CHECKING:
    from channelfit.batch.run import Done

LACKS_PYARROW = Mistake(
    "lacks-pyarrow",
    de='`channelfit batch` braucht pyarrow; installieren Sie es mit: pip install "channelfit[batch]"',
    en='`channelfit batch` needs pyarrow; install it with: pip install "channelfit[batch]"',
)
NOT_A_TABLE = Mistake(
    "not-a-table",
    de="`{path}` lässt sich nicht als Tabelle lesen: {reason}",
    en="`{path}` cannot be read as a table: {reason}",
)
NO_COLUMNS = Mistake(
    "no-columns",
    de="in `{path}` stehen keine Spalten; erwartet wird eine Tabelle mit Fragen als Spalten",
    en="`{path}` has no columns; expected a table whose columns are questions",
)
NO_STREAM = Mistake(
    "no-stream",
    de="`-` ist hier nicht möglich: Ein Lauf, der abbricht, macht weiter, und dafür braucht es eine Datei",
    en="`-` is not possible here: a run that is stopped goes on, and that takes a file",
)
PROCESS_ENDED = Mistake(
    "process-ended",
    de="das System hat einen Prozess beendet, vielleicht fehlt Speicher; der gleiche Aufruf mit --processes 1 macht weiter",
    en="the system has ended a process, perhaps for lack of memory; the same call with --processes 1 goes on",
)
_ENDINGS_IN = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")
_ENDINGS_OUT = (".jsonl", ".ndjson", ".parquet", ".csv")
_AS_CP1252 = Text(
    "Hinweis: {path} ist kein UTF-8 und wird als Windows-1252 gelesen.",
    "notice: {path} is not UTF-8, and is read as Windows-1252.",
)
_SOME_BAD = Counted(
    Text(
        "{count} von {rows} konnte nicht beantwortet werden; welche und warum, steht in {path}",
        "{count} of {rows} could not be answered; which and why is in {path}",
    ),
    Text(
        "{count} von {rows} konnten nicht beantwortet werden; welche und warum, steht in {path}",
        "{count} of {rows} could not be answered; which and why is in {path}",
    ),
)
_ROWS = Counted(Text("{count} Zeile", "{count} row"), Text("{count} Zeilen", "{count} rows"))
_DONE = Text("{rows} beantwortet", "{rows} answered")
_A_SECOND = Text("{rows}/s", "{rows}/s")
_LEFT = Text("noch", "left")

Table = Annotated[
    Path,
    typer.Argument(metavar="INPUT", help=said("Eine Tabelle: .csv, .jsonl oder .parquet.", "A table: .csv, .jsonl or .parquet.")),
]
Result = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=said("Das Ergebnis: .jsonl, .parquet oder .csv.", "The result: .jsonl, .parquet or .csv."),
    ),
]
Maps = Annotated[
    list[str],
    typer.Option(
        "--map",
        metavar="COLUMN=QUESTION",
        help=said(
            "Welche Frage eine Spalte beantwortet; ohne Frage bleibt die Spalte weg.",
            "Which question a column answers; without a question the column is left out.",
        ),
    ),
]
Kept = Annotated[
    list[str],
    typer.Option(
        "--keep",
        metavar="COLUMN",
        help=said("Eine Spalte ins Ergebnis mitnehmen, etwa die Kundennummer.", "Pass a column on to the result, such as an id."),
    ),
]
Rejects = Annotated[
    Path | None,
    typer.Option(
        "--rejects",
        metavar="FILE",
        help=said(
            "Wohin Zeilen kommen, die sich nicht beantworten lassen; sonst neben das Ergebnis.",
            "Where rows go that cannot be answered; else beside the result.",
        ),
    ),
]
Processes = Annotated[
    int | None,
    typer.Option(
        "--processes",
        metavar="N",
        min=1,
        max=256,
        help=said("Auf so vielen Prozessen rechnen; sonst auf allen Kernen.", "Work on so many processes; else on all cores."),
    ),
]


@in_german(
    "Tabellen: eine Empfehlung für jede Zeile einer CSV-, JSON-Lines- oder Parquet-Datei.\n\n"
    "Spalten heißen wie Fragen, oder --map sagt, welche Frage sie beantworten. Mehrere Antworten trennt ein Strichpunkt (oder "
    "|); eine leere Zelle lässt die Frage offen, - heißt nichts davon. Zeilen, die sich nicht beantworten lassen, stehen mit "
    "Nummer und Grund in einer eigenen Datei; dann ist der Code 1. Ein abgebrochener Lauf macht beim nächsten Aufruf weiter."
)
def batch_command(
    table: Table,
    output: Result,
    maps: Maps = [],  # noqa: B006 (typer wants a list)
    keep: Kept = [],  # noqa: B006 (typer wants a list)
    rules: Rules = None,
    lang: Lang = None,
    max_channels: MaxChannels = None,
    rejects: Rejects = None,
    processes: Processes = None,
    force: Force = False,
) -> None:
    """Tables: the advice for each row of a CSV, JSON Lines or Parquet file.

    Columns are named as questions, or --map says which question they answer. Several answers are parted by a semicolon (or |);
    an empty cell leaves the question open, - means none of these. Rows that cannot be answered stand with number and reason in a
    file of their own; the exit code is then 1. A run that was stopped goes on at the next call.
    """
    spoken = language(lang)
    with problems_reported(spoken):
        beside = rejects or _beside(output)
        rulebook = load_rulebook(rules)
        spoken = language(lang, rulebook=rulebook)
        _check(table, output, beside)
        check_targets({"--output": output, "--rejects": beside}, rulebook, [table], force=force)
        for path in (output, beside):
            check_writable(path)
        wish = Wish(table, output, beside, (*maps,), (*keep,), tuple(map(str, rules or ())), max_channels, processes or _cores())
        with _read(table):
            done = _run(wish, rulebook, spoken)
        _end(done, beside, spoken)


def _beside(output: Path) -> Path:
    """Where rows go that cannot be answered; results that differ only in their ending have each their own."""
    return output.with_name(f"{output.stem if ending_of(output) == '.csv' else output.name}.rejects.csv")


class Wish(NamedTuple):
    """What was typed."""

    table: Path
    output: Path
    rejects: Path
    maps: tuple[str, ...]
    keep: tuple[str, ...]
    rules: tuple[str, ...]
    max_channels: int | None
    processes: int


def _run(wish: Wish, rulebook: Rulebook, spoken: Language) -> Done:
    """Look at the table, then answer it."""
    from channelfit.batch.layout import layout_of
    from channelfit.batch.run import Job, run
    from channelfit.batch.staff import staff
    from channelfit.batch.tables import KINDS, is_long, table_of
    from channelfit.batch.unknown import foreseen, told_of

    kind = KINDS[ending_of(wish.table)]
    processes = wish.processes if is_long(wish.table, kind) else 1
    with staff(processes, wish.rules, rulebook, spoken, wish.max_channels) as ask:
        table = table_of(wish.table, kind)
        if not table.names:
            raise InvalidInput([problem(NO_COLUMNS, Mark(Source(str(wish.table)), 0, 0), path=wish.table)])
        layout = layout_of(table.names, table.header, wish.maps, wish.keep, rulebook)
        if table.encoding == "cp1252":
            tell(f"{_AS_CP1252.filled(spoken, path=wish.table)}\n")
        found, blocks = foreseen(table, layout, processes, ask)
        tell(told_of(found, wish.table, wish.rejects, spoken))
        result = KINDS[ending_of(wish.output)]
        job = Job(table, layout, spoken, wish.max_channels, wish.output, result, wish.rejects, processes)
        with _bar(spoken) as told:
            return run(job, rulebook, blocks, ask, told)


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _check(table: Path, output: Path, rejects: Path) -> None:
    """Raises InvalidInput for endings that say something else, and without the library that reads tables."""
    problems = []
    for option, path, endings in (
        ("INPUT", table, _ENDINGS_IN),
        ("--output", output, _ENDINGS_OUT),
        ("--rejects", rejects, (".csv",)),
    ):
        if str(path) == STDOUT:
            problems.append(problem(NO_STREAM, Mark(Source(option), 0, 0), expected=[f"*{ending}" for ending in endings]))
        elif ending_of(path) not in endings and (path is not rejects or str(output) != STDOUT):
            problems.append(unknown_ending(option, path, endings))
    # Whoever waits for a pipe may wait for ever, and it cannot be read twice.
    if table.exists() and not (table.is_file() or table.is_dir()):
        mark = Mark(Source(str(table)), 0, 0)
        problems.append(problem(NOT_READABLE, mark, path=table, reason=NO_ORDINARY_FILE))
    if find_spec("pyarrow") is None:
        problems.append(problem(LACKS_PYARROW, Mark(Source("batch"), 0, 0)))
    if problems:
        raise InvalidInput(problems)


@contextmanager
def _read(table: Path) -> Iterator[None]:
    """Turn what a table cannot be read for into a problem."""
    from concurrent.futures import BrokenExecutor

    try:
        yield
    except FileNotFoundError as error:
        if error.filename not in (None, str(table)) and Path(str(error.filename)) != table:
            raise
        raise InvalidInput([problem(NO_SUCH_FILE, Mark(Source(str(table)), 0, 0), path=table)]) from None
    except OSError as error:
        raise InvalidInput([problem(NOT_READABLE, Mark(Source(str(table)), 0, 0), path=table, reason=reason_of(error))]) from None
    except BrokenExecutor:
        raise InvalidInput([problem(PROCESS_ENDED, Mark(Source("batch"), 0, 0))]) from None
    except ValueError as error:
        raise InvalidInput([problem(NOT_A_TABLE, Mark(Source(str(table)), 0, 0), path=table, reason=str(error))]) from None


@contextmanager
def _bar(spoken: Language) -> Iterator[Callable[[Done], None]]:
    """A bar on stderr with rows a second and the time left, where somebody watches."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]}"),
        TimeRemainingColumn(),
        TextColumn(_LEFT.of(spoken)),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=1.0, rows="")
        begun = progress.get_time()

        def told(done: Done) -> None:
            seconds = max(progress.get_time() - begun, 1e-3)
            rows = counted(round(done.rows / seconds), _ROWS, spoken)
            progress.update(task, completed=done.share, rows=_A_SECOND.filled(spoken, rows=rows))

        yield told


def _end(done: Done, rejects: Path, spoken: Language) -> None:
    """Say how many rows there were, and end with exit code 1 if some could not be answered."""
    rows = counted(done.rows, _ROWS, spoken)
    if done.bad:
        tell(f"{counted(done.bad, _SOME_BAD, spoken, rows=rows, path=rejects)}\n")
        raise typer.Exit(PROBLEMS_FOUND)
    tell(f"{_DONE.filled(spoken, rows=rows)}\n")
