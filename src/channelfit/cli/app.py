"""The command line: which commands there are, and what happens around each of them."""

import sys
from typing import Annotated

import typer

from channelfit.cli import profile, rules
from channelfit.cli.advise import advise_command
from channelfit.cli.compare import compare_command
from channelfit.cli.explain import explain_command
from channelfit.cli.options import EXIT_CODES
from channelfit.cli.output import INTERRUPTED, put

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


def run() -> None:
    """Run the command line; results and problems are UTF-8 with LF on every system."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="\n", errors="replace")
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
