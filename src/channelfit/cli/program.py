"""Which commands there are, and how one is called by way of the parser that knows all of them."""

import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Annotated

import typer
from typer.main import get_command

from channelfit.cli.front import COMPLETE, PROGRAM, version_text
from channelfit.cli.output import INTERRUPTED, UNUSABLE, put, tell
from channelfit.cli.speech import (
    USAGE_ERROR,
    SpeakingGroup,
    add_command,
    ending,
    help_width,
    in_german,
    localized,
    said,
    usage_error,
)
from channelfit.language import Language


def _add_advise(app: typer.Typer) -> None:
    from channelfit.cli.advise_options import advise_command

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


def _add_explain(app: typer.Typer) -> None:
    from channelfit.cli.explain_options import explain_command

    add_command(app, "explain", explain_command, "channelfit explain instagram --example bakery")


def _add_compare(app: typer.Typer) -> None:
    from channelfit.cli.compare_options import compare_command

    add_command(
        app,
        "compare",
        compare_command,
        "channelfit compare profile.yaml --set hours_per_week=10",
        "channelfit compare now.yaml then.yaml",
    )


def _add_batch(app: typer.Typer) -> None:
    from channelfit.cli.batch import batch_command

    add_command(
        app,
        "batch",
        batch_command,
        "channelfit batch companies.csv --output advice.csv --keep id",
        "channelfit batch companies.csv --output advice.jsonl --map branch=industry",
    )


def _add_profile(app: typer.Typer) -> None:
    from channelfit.cli import profile

    app.add_typer(profile.app, name="profile")


def _add_rules(app: typer.Typer, named: Sequence[str] = ()) -> None:
    from channelfit.cli import rules

    app.add_typer(rules.group(named), name="rules")


# In the order of the help.
_COMMANDS: dict[str, Callable[[typer.Typer], None]] = {
    "advise": _add_advise,
    "explain": _add_explain,
    "compare": _add_compare,
    "batch": _add_batch,
    "profile": _add_profile,
    "rules": _add_rules,
}


def _print_version(wanted: bool) -> None:
    if wanted:
        put(version_text())
        raise typer.Exit


@in_german("Auf welche wenigen Kommunikationskanäle sich ein Unternehmen konzentrieren sollte, und warum.")
def channelfit(
    version: Annotated[
        bool,
        typer.Option("--version", help=said("Die Fassung nennen.", "Print the version."), callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """Which few communication channels a company should focus on, and why."""


def program(commands: Iterable[Callable[[typer.Typer], None]] = tuple(_COMMANDS.values())) -> typer.Typer:
    """The program with some of its commands; what each of them is takes a while to import."""
    examples = ("channelfit advise", "channelfit advise --example bakery", "channelfit advise profile.yaml --output page.html")
    app = typer.Typer(
        cls=SpeakingGroup,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "terminal_width": help_width()},
        epilog=ending(*examples),
    )
    app.callback()(channelfit)
    for add in commands:
        add(app)
    return app


def called(arguments: Sequence[str], spoken: Language) -> int:
    """The exit code of a call. Raises Ended where a command is done before its end."""
    # Who names a command first means no other one; a shell that completes looks at all of them.
    by_name = _COMMANDS | {"rules": partial(_add_rules, named=arguments[1:2])}
    named = [by_name[name] for name in arguments[:1] if name in by_name and COMPLETE not in os.environ]
    command = localized(get_command(program(named or _COMMANDS.values())), spoken)
    try:
        return int(command.main([*arguments], prog_name=PROGRAM, standalone_mode=False) or 0)
    except USAGE_ERROR as error:
        tell(usage_error(error, spoken))
        return UNUSABLE
    except SystemExit as end:
        # Completion ends so, and help whose reader has seen enough, which is as good as read.
        return int(end.code or 0) if COMPLETE in os.environ else 0
    except KeyboardInterrupt:
        return INTERRUPTED
