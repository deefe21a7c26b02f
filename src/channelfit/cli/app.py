"""The command line: which commands there are, and what happens around each of them."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated, NamedTuple, TextIO

import typer
from typer.main import get_command

from channelfit.cli import profile, rules
from channelfit.cli.advise import advise_command
from channelfit.cli.compare import compare_command
from channelfit.cli.completion import without_equals
from channelfit.cli.explain import explain_command
from channelfit.cli.options import check_paths, language_of
from channelfit.cli.output import INTERRUPTED, UNUSABLE, Closed, let_go, put, stdout_refuses, tell
from channelfit.cli.speech import USAGE_ERROR, SpeakingGroup, add_command, ending, in_german, localized, said, usage_error
from channelfit.language import Language
from channelfit.source.problem import InvalidInput, Mark, Source, problem
from channelfit.source.reasons import NOT_READABLE, reason_of

PROGRAM = "channelfit"
# By this variable a shell asks what there is to complete.
_COMPLETE = f"_{PROGRAM.upper()}_COMPLETE"
app = typer.Typer(
    cls=SpeakingGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=ending("channelfit advise", "channelfit advise --example bakery", "channelfit advise profile.yaml --output page.html"),
)
add_command(
    app,
    "advise",
    advise_command,
    "channelfit advise",
    "channelfit advise --example bakery --lang en",
    "channelfit advise --set market=b2b --set goals=recruiting,image",
    "channelfit advise profile.yaml --output page.html",
    "channelfit advise companies.jsonl --format jsonl",
)
add_command(app, "explain", explain_command, "channelfit explain instagram --example bakery")
add_command(
    app,
    "compare",
    compare_command,
    "channelfit compare profile.yaml --set hours_per_week=10",
    "channelfit compare now.yaml then.yaml",
)
app.add_typer(profile.app, name="profile")
app.add_typer(rules.app, name="rules")


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        put(f"channelfit {version('channelfit')}\n")
        raise typer.Exit


@app.callback()
@in_german("Auf welche wenigen Kommunikationskanäle sich ein Unternehmen konzentrieren sollte, und warum.")
def channelfit(
    version: Annotated[
        bool,
        typer.Option("--version", help=said("Die Fassung nennen.", "Print the version."), callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """Which few communication channels a company should focus on, and why."""


class Streams(NamedTuple):
    """Where a run reads its profile, and where it prints results and problems; like those of a process they may be closed."""

    stdin: TextIO | None
    stdout: TextIO | None
    stderr: TextIO | None


def run(arguments: Sequence[str] | None = None, streams: Streams | None = None) -> int:
    """The exit code of a run; what is not given is that of the process."""
    if streams is None:
        # What typer does to the streams of a process whose reader has gone must last until its end.
        return _run(arguments)
    kept = Streams(sys.stdin, sys.stdout, sys.stderr)
    try:
        # typer looks for them there and nowhere else.
        sys.stdin, sys.stdout, sys.stderr = streams
        return _run(arguments)
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept


def _run(arguments: Sequence[str] | None) -> int:
    """Results and problems are UTF-8 with LF on every system."""
    if sys.stdout is None:
        sys.stdout = Closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="\n", errors="replace")
    if os.environ.get(_COMPLETE) == "complete_bash":
        os.environ.update(without_equals(os.environ))
    given = [*(sys.argv[1:] if arguments is None else arguments)]
    spoken = language_of(given)
    try:
        check_paths(given)
        return _code_of(given, spoken)
    except InvalidInput as error:
        # What is wrong before a command begins, such as a variable of the environment.
        return _told(error, spoken)
    except OSError as error:
        if error.filename is not None:
            mark = Mark(Source(str(error.filename)), 0, 0)
            unusable = problem(NOT_READABLE, mark, path=error.filename, reason=reason_of(error))
            return _told(InvalidInput([unusable]), spoken)
        # Help is printed by typer, which minds only a reader who has gone.
        let_go(sys.stdout)
        return _told(stdout_refuses(error), spoken)


def _code_of(arguments: Sequence[str], spoken: Language) -> int:
    command = localized(get_command(app), spoken)
    try:
        return int(command.main([*arguments], prog_name=PROGRAM, standalone_mode=False) or 0)
    except USAGE_ERROR as error:
        tell(usage_error(error, spoken))
        return UNUSABLE
    except SystemExit as end:
        # Completion ends so, and help whose reader has seen enough, which is as good as read.
        return int(end.code or 0) if _COMPLETE in os.environ else 0
    except KeyboardInterrupt:
        return INTERRUPTED


def _told(error: InvalidInput, spoken: Language) -> int:
    from channelfit.render.reports.problems import render_problems

    tell(render_problems(error.problems, spoken))
    return UNUSABLE
