"""`channelfit rules check`: everything that can be known to be wrong, or probably not meant, in a rule folder."""

from enum import StrEnum
from typing import Annotated

import typer

from channelfit.cli.options import AS_TEXT, Lang, form_option, language
from channelfit.cli.output import PROBLEMS_FOUND, problems_reported
from channelfit.cli.results import put_reports
from channelfit.cli.rules_test import Folder, read_with_cases
from channelfit.cli.speech import in_german, said
from channelfit.files import read_logo
from channelfit.render.forms.form import Form, Report
from channelfit.render.forms.table import LIST_FORMS
from channelfit.render.phrases.voice import Voice


class FailOn(StrEnum):
    """From which severity on a finding makes the command fail."""

    ERROR = "error"
    WARNING = "warning"


@in_german("Alle Probleme eines Regelordners ausgeben, und was seine Regeln tun, das nicht gemeint sein kann.")
def check_command(
    folder: Folder = None,
    form: Annotated[Form, form_option(LIST_FORMS, said("Die Form der Befunde.", "How to print the findings."))] = AS_TEXT,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            "--fail-on", help=said("Rückgabewert 1 ab dieser Schwere.", "Exit 1 if there is a finding this bad or worse.")
        ),
    ] = FailOn.ERROR,
    lang: Lang = None,
) -> None:
    """Print every problem of a rule folder, and what its rules do that cannot be meant."""
    from channelfit.render.plain.findings import findings_as_plain
    from channelfit.render.reports.findings import render_findings
    from channelfit.ruletools.checks.run import check

    spoken = language(lang)
    rulebook, cases, _ = read_with_cases(folder, spoken, PROBLEMS_FOUND, with_cases=True, form=form)
    with problems_reported(spoken, PROBLEMS_FOUND, form=form):
        read_logo(rulebook)
    found, voice = check(rulebook, cases), Voice(spoken, rulebook)
    with problems_reported(spoken):
        report = Report(
            lambda: findings_as_plain(found, voice),
            text=lambda _: render_findings(found, len(cases), voice),
        )
        put_reports([report], form)
    failing = ("error",) if fail_on is FailOn.ERROR else ("error", "warning")
    if any(finding.severity.value in failing and finding.accepted is None for finding in found):
        raise typer.Exit(PROBLEMS_FOUND)
