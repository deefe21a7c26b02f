"""`channelfit rules`: for those who edit rule files."""

from collections.abc import Iterable
from importlib import import_module

import typer

from channelfit.cli.speech import SpeakingGroup, add_command, in_german

# Where each command stands, what its function is called, and examples, in the order of the help.
_COMMANDS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "init": ("rules_init", "init_command", ("channelfit rules init my-rules", "channelfit rules init my-rules --full")),
    "show": (
        "rules_show",
        "show_command",
        ("channelfit rules show linkedin", "channelfit rules show 'linkedin/*' --format json"),
    ),
    "check": (
        "rules_options",
        "check_command",
        ("channelfit rules check my-rules", "channelfit rules check my-rules --fail-on warning"),
    ),
    "test": (
        "rules_options",
        "run_cases_command",
        ("channelfit rules test my-rules", "channelfit rules test my-rules --output report.xml"),
    ),
    "diff": ("rules_options", "diff_command", ("channelfit rules diff channelfit my-rules --profiles profiles",)),
    "score": (
        "rules_score",
        "score_command",
        ("channelfit rules score panel --rules my-rules --against channelfit", "channelfit rules score outcomes.yaml"),
    ),
    "learn": ("rules_learn", "learn_command", ("channelfit rules learn our-cases.yaml --output learned",)),
    "schema": (
        "schema",
        "rules_schema_command",
        ("channelfit rules schema --into .schema", "channelfit rules schema channel"),
    ),
}


def group(named: Iterable[str]) -> typer.Typer:
    """The commands that are named, if there are such, else all of them; what each of them is takes a while to import."""
    app = typer.Typer(cls=SpeakingGroup, no_args_is_help=True, rich_markup_mode=None)
    app.callback()(_rules_group)
    for name in [name for name in named if name in _COMMANDS] or _COMMANDS:
        module, function, examples = _COMMANDS[name]
        add_command(app, name, getattr(import_module(f"channelfit.cli.{module}"), function), *examples)
    return app


@in_german("Regeln anlegen, prüfen, testen, vergleichen, bewerten und aus Fällen lernen.")
def _rules_group() -> None:
    """Make, check, test, compare, score and learn rules."""
