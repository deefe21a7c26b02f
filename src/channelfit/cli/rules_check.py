"""`channelfit rules check`: everything that can be known to be wrong, or probably not meant, in a rule folder."""

from enum import Enum
from typing import Annotated

import typer

from channelfit.cli.options import Format, Lang, language
from channelfit.cli.output import PROBLEMS_FOUND, problems_reported, put
from channelfit.cli.rules_test import Folder, read_with_cases
from channelfit.files import read_logo


class FailOn(str, Enum):  # noqa: UP042 (typer shows the values of a str enum)
    """From which severity on a finding makes the command fail."""

    ERROR = "error"
    WARNING = "warning"


def check_command(
    folder: Folder = None,
    format: Annotated[Format, typer.Option("--format", help="How to print the findings.")] = Format.TEXT,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Exit 1 if there is a finding this bad or worse.")] = FailOn.ERROR,
    lang: Lang = None,
) -> None:
    """Print every problem of a rule folder, and what its rules do that cannot be meant."""
    from channelfit.render.forms.data import render_json
    from channelfit.render.plain.findings import findings_as_plain
    from channelfit.render.reports.findings import render_findings
    from channelfit.ruletools.checks.check import check

    wish = language(lang)
    rulebook, cases, _ = read_with_cases(folder, wish, PROBLEMS_FOUND)
    with problems_reported(wish, PROBLEMS_FOUND):
        read_logo(rulebook)
    found = check(rulebook, cases)
    with problems_reported(wish):
        if format is Format.JSON:
            put(render_json(findings_as_plain(found, rulebook, wish)))
        else:
            put(render_findings(found, rulebook, len(cases), wish))
    failing = ("error",) if fail_on is FailOn.ERROR else ("error", "warning")
    if any(one.severity.value in failing and one.accepted is None for one in found):
        raise typer.Exit(PROBLEMS_FOUND)
