"""`channelfit rules`: for those who edit rule files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from channelfit.cli.options import Lang, language, value_of
from channelfit.cli.output import PROBLEMS_FOUND, UNUSABLE, problems_reported, put
from channelfit.cli.rules_check import check_command
from channelfit.files import read_rule_files, rule_folder
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.reader import read_rulebook
from channelfit.source.problem import InvalidInput

if TYPE_CHECKING:
    from channelfit.ruletools.cases import Case

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Check and test rule files.")


@app.callback()
def rules_group() -> None:
    """Check and test rule files."""


app.command("check")(check_command)

Folder = Annotated[Path | None, typer.Argument(metavar="[DIR]", help="Where the rules live; else the built-in ones.")]


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
        documents, problems = read_rule_files(folder)
    with problems_reported(wish, exit_code):
        rulebook = read_rulebook(documents, str(rule_folder(folder)), problems)
        cases, wrong = read_cases(documents, rulebook)
        if wrong:
            raise InvalidInput(wrong)
    return rulebook, cases
