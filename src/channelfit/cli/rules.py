"""`channelfit rules`: for those who edit rule files."""

import typer

from channelfit.cli.options import Lang, language, value_of
from channelfit.cli.output import PROBLEMS_FOUND, problems_reported, put
from channelfit.cli.rules_diff import diff_command
from channelfit.cli.rules_init import init_command
from channelfit.cli.rules_show import show_command
from channelfit.cli.rules_test import Folder, read_with_cases, run_cases_command
from channelfit.cli.schema import rules_schema_command

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Check and test rule files.")


app.command("init")(init_command)
app.command("show")(show_command)
app.command("test")(run_cases_command)
app.command("diff")(diff_command)
app.command("schema")(rules_schema_command)


@app.callback()
def rules_group() -> None:
    """Check and test rule files."""


@app.command("check")
def check_command(folder: Folder = None, lang: Lang = None) -> None:
    """Print every problem of a rule folder; exit 1 if there is any."""
    wish = language(value_of(lang))
    rulebook, cases, _ = read_with_cases(folder, wish, PROBLEMS_FOUND)
    found = {
        "Fragen" if wish == "de" else "questions": len(rulebook.questions),
        "Kanäle" if wish == "de" else "channels": len(rulebook.channels),
        "Regeln" if wish == "de" else "rules": len(rulebook.rules),
        "Hinweise" if wish == "de" else "notes": len(rulebook.notes),
        "Belege" if wish == "de" else "facts": len(rulebook.evidence),
        "Testfälle" if wish == "de" else "cases": len(cases),
    }
    counted = ", ".join(f"{count} {noun}" for noun, count in found.items())
    with problems_reported(wish):
        put(f"{'Keine Probleme gefunden' if wish == 'de' else 'No problems found'}: {counted}.\n")
