"""`channelfit rules`: for those who edit rule files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from channelfit.cli.options import Lang, language, value_of
from channelfit.cli.output import PROBLEMS_FOUND, UNUSABLE, problems_reported, put
from channelfit.cli.rules_show import show_command
from channelfit.cli.schema import rules_schema_command
from channelfit.files import read_layers, rulebook_in
from channelfit.rulebook.model import Rulebook
from channelfit.source.problem import InvalidInput

if TYPE_CHECKING:
    from channelfit.ruletools.cases import Case

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Check and test rule files.")


app.command("show")(show_command)
app.command("schema")(rules_schema_command)


@app.callback()
def rules_group() -> None:
    """Check and test rule files."""


Folder = Annotated[Path | None, typer.Argument(metavar="[DIR]", help="Where the rules live; else the built-in ones.")]


@app.command("check")
def check_command(folder: Folder = None, lang: Lang = None) -> None:
    """Print every problem of a rule folder; exit 1 if there is any."""
    wish = language(value_of(lang))
    rulebook, cases = _read(folder, wish, PROBLEMS_FOUND)
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


@app.command("test")
def run_cases_command(folder: Folder = None, lang: Lang = None) -> None:
    """Run the cases of a rule folder, and print what came out otherwise and why; exit 1 if any fails."""
    from channelfit.render.cases import render_case_results
    from channelfit.ruletools.cases import run_case

    wish = language(value_of(lang))
    rulebook, cases = _read(folder, wish, UNUSABLE)
    results = [run_case(case, rulebook) for case in cases]
    with problems_reported(wish):
        put(render_case_results(results, wish))
    if any(result.differences for result in results):
        raise typer.Exit(PROBLEMS_FOUND)


def _read(folder: Path | None, wish: str, exit_code: int) -> "tuple[Rulebook, tuple[Case, ...]]":
    """The rulebook of a folder and its cases; all problems of both end the program."""
    from channelfit.ruletools.cases import read_cases

    with problems_reported(wish, UNUSABLE):
        files = read_layers(folder)
    with problems_reported(wish, exit_code):
        rulebook = rulebook_in(files)
        cases, wrong = read_cases(files.documents, rulebook)
        if wrong:
            raise InvalidInput(wrong)
    return rulebook, cases
