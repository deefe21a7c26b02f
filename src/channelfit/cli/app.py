"""The command line: which commands there are, and what happens around each of them."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated, NamedTuple, TextIO

import typer

from channelfit.cli import profile, rules
from channelfit.cli.advise import advise_command
from channelfit.cli.compare import compare_command
from channelfit.cli.completion import without_equals
from channelfit.cli.explain import explain_command
from channelfit.cli.options import EXIT_CODES, system_language
from channelfit.cli.output import INTERRUPTED, UNUSABLE, Closed, let_go, put, stdout_refuses, tell
from channelfit.source.problem import InvalidInput

PROGRAM = "channelfit"
app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXIT_CODES,
)
app.command("advise", epilog=EXIT_CODES)(advise_command)
app.command("explain", epilog=EXIT_CODES)(explain_command)
app.command("compare", epilog=EXIT_CODES)(compare_command)
app.add_typer(profile.app, name="profile")
app.add_typer(rules.app, name="rules")


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        put(f"channelfit {version('channelfit')}\n")
        raise typer.Exit


@app.callback()
def channelfit(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
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
    if os.environ.get(f"_{PROGRAM.upper()}_COMPLETE") == "complete_bash":
        os.environ.update(without_equals(os.environ))
    try:
        return _code_of(arguments)
    except InvalidInput as error:
        # What is wrong before a command begins, such as a variable of the environment.
        return _told(error)
    except OSError as error:
        # Help is printed by typer, which minds only a reader who has gone.
        let_go(sys.stdout)
        return _told(stdout_refuses(error))


def _code_of(arguments: Sequence[str] | None) -> int:
    try:
        app(arguments, prog_name=PROGRAM)
    except SystemExit as end:
        return int(end.code or 0)
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _told(error: InvalidInput) -> int:
    from channelfit.render.reports.problems import render_problems

    tell(render_problems(error.problems, system_language()))
    return UNUSABLE
