"""`channelfit rules`: for those who edit rule files."""

from pathlib import Path
from typing import Annotated

import typer

from channelfit.cli.options import Lang, language, value_of
from channelfit.cli.output import PROBLEMS_FOUND, UNUSABLE, problems_reported, put
from channelfit.files import read_rule_files, rule_folder
from channelfit.rulebook.reader import read_rulebook
from channelfit.source.problem import InvalidInput

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Check rule files.")


@app.callback()
def rules_group() -> None:
    """Check rule files."""


@app.command("check")
def check_command(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="Where the rules live; else the built-in ones.")] = None,
    lang: Lang = None,
) -> None:
    """Print every problem of a rule folder; exit 1 if there is any."""
    from channelfit.ruletools.cases import read_cases

    wish = language(value_of(lang))
    with problems_reported(wish, UNUSABLE):
        documents, problems = read_rule_files(folder)
    with problems_reported(wish, PROBLEMS_FOUND):
        rulebook = read_rulebook(documents, str(rule_folder(folder)), problems)
        cases, wrong = read_cases(documents, rulebook)
        if wrong:
            raise InvalidInput(wrong)
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
