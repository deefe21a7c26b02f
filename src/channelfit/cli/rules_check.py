"""`channelfit rules check`: everything that can be known to be wrong, or probably not meant, in a rule folder."""

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from channelfit.cli.options import Format, Lang, language, value_of
from channelfit.cli.output import PROBLEMS_FOUND, UNUSABLE, problems_reported, put
from channelfit.files import read_rule_files, rule_folder
from channelfit.rulebook.reader import read_rulebook
from channelfit.source.problem import InvalidInput


class FailOn(str, Enum):  # noqa: UP042 (typer shows the values of a str enum)
    """From which severity on a finding makes the command fail."""

    ERROR = "error"
    WARNING = "warning"


def check_command(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="Where the rules live; else the built-in ones.")] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print the findings.")] = Format.TEXT,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Exit 1 if there is a finding this bad or worse.")] = FailOn.ERROR,
    lang: Lang = None,
) -> None:
    """Print every problem of a rule folder, and what its rules do that cannot be meant."""
    from channelfit.render.findings import findings_as_plain, render_findings
    from channelfit.render.plain import render_json
    from channelfit.ruletools.cases import read_cases
    from channelfit.ruletools.check import check

    wish = language(value_of(lang))
    with problems_reported(wish, UNUSABLE):
        documents, problems = read_rule_files(folder)
    with problems_reported(wish, PROBLEMS_FOUND):
        rulebook = read_rulebook(documents, str(rule_folder(folder)), problems)
        cases, wrong = read_cases(documents, rulebook)
        if wrong:
            raise InvalidInput(wrong)
    found = check(rulebook, cases)
    with problems_reported(wish):
        if format is Format.JSON:
            put(render_json(findings_as_plain(found, rulebook, wish)))
        else:
            put(render_findings(found, rulebook, len(cases), wish))
    failing = ("error",) if fail_on is FailOn.ERROR else ("error", "warning")
    if any(one.severity.value in failing and one.accepted is None for one in found):
        raise typer.Exit(PROBLEMS_FOUND)
