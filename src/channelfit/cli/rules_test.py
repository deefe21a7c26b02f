"""`channelfit rules test`: the cases of a rule folder."""

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from channelfit.cli.options import Lang, Output, language
from channelfit.cli.output import PROBLEMS_FOUND, UNUSABLE, problems_reported, put
from channelfit.files import read_layers, rulebook_in
from channelfit.language import Language
from channelfit.rulebook.model import Rulebook
from channelfit.source.problem import InvalidInput

if TYPE_CHECKING:
    from channelfit.ruletools.cases import Case, Skipped

Folder = Annotated[Path | None, typer.Argument(metavar="[DIR]", help="Where the rules live; else the built-in ones.")]


class CaseFormat(str, Enum):  # noqa: UP042 (typer shows the values of a str enum)
    """How the outcome of the cases is printed."""

    TEXT = "text"
    JSON = "json"
    JUNIT = "junit"


def run_cases_command(
    folder: Folder = None,
    coverage: Annotated[bool, typer.Option("--coverage", help="List the rules that fire in no case.")] = False,
    lang: Lang = None,
    format: Annotated[CaseFormat, typer.Option("--format", help="How to print the outcome.")] = CaseFormat.TEXT,
    output: Output = None,
) -> None:
    """Run the cases of a rule folder, and print what came out otherwise and why; exit 1 if any fails."""
    from channelfit.render.forms.data import render_json
    from channelfit.render.plain.cases import cases_as_plain
    from channelfit.render.reports.cases import render_case_results, render_junit
    from channelfit.ruletools.cases import run_cases

    wish = language(lang)
    rulebook, cases, skipped = read_with_cases(folder, wish, UNUSABLE)
    run = run_cases(cases, skipped, rulebook)
    with problems_reported(wish):
        if format is CaseFormat.JSON:
            text = render_json(cases_as_plain(run))
        elif format is CaseFormat.JUNIT:
            text = render_junit(run, wish)
        else:
            text = render_case_results(run, wish, with_unfired=coverage)
        put(text, str(output) if output else None)
    if any(result.failed for result in run.results):
        raise typer.Exit(PROBLEMS_FOUND)


def read_with_cases(
    folder: Path | None, wish: Language, exit_code: int
) -> "tuple[Rulebook, tuple[Case, ...], tuple[Skipped, ...]]":
    """The rulebook of a folder, its cases and those to skip; all problems of both end the program."""
    from channelfit.ruletools.cases import read_cases

    with problems_reported(wish, UNUSABLE):
        files = read_layers(folder)
    with problems_reported(wish, exit_code):
        rulebook = rulebook_in(files)
        cases, skipped, wrong = read_cases(files.documents, rulebook)
        if wrong:
            raise InvalidInput(wrong)
    return rulebook, cases, skipped
