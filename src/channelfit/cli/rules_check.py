"""`channelfit rules check`: everything that can be known to be wrong, or probably not meant, in a rule folder."""

from __future__ import annotations

from enum import StrEnum

from channelfit.cli.output import PROBLEMS_FOUND, Ended, problems_reported
from channelfit.cli.results import put_reports
from channelfit.cli.rules_read import read_with_cases
from channelfit.cli.wishes import AS_TEXT, language
from channelfit.files import read_logo
from channelfit.kept_work import remembering
from channelfit.language import Language
from channelfit.render.forms.form import Form, Report
from channelfit.render.forms.table import TEXT
from channelfit.render.phrases.voice import Voice

TYPE_CHECKING = False
if TYPE_CHECKING:  # It is only named here.
    from collections.abc import Mapping
    from pathlib import Path

    from channelfit.render.forms.form import Sheet


class FailOn(StrEnum):
    """From which severity on a finding makes the command fail."""

    ERROR = "error"
    WARNING = "warning"


def check_command(
    folder: Path | None = None, form: Form = AS_TEXT, fail_on: FailOn = FailOn.ERROR, lang: Language | None = None
) -> None:
    """Print every problem of a rule folder, and what its rules do that cannot be meant."""
    from channelfit.ruletools.checks.run import check

    spoken = language(lang)
    rulebook, cases, _ = read_with_cases(folder, spoken, PROBLEMS_FOUND, with_cases=True, form=form)
    with problems_reported(spoken, PROBLEMS_FOUND, form=form):
        read_logo(rulebook)
    with remembering("check", folder):
        found, voice = check(rulebook, cases), Voice(spoken, rulebook)

    def plain() -> Mapping[str, object]:
        from channelfit.render.plain.findings import findings_as_plain

        return findings_as_plain(found, voice)

    def text(_: Sheet) -> str:
        from channelfit.render.reports.findings import render_findings

        return render_findings(found, len(cases), voice)

    with problems_reported(spoken):
        put_reports([Report(plain, text=text)], TEXT if form is AS_TEXT else form)
    failing = ("error",) if fail_on is FailOn.ERROR else ("error", "warning")
    if any(finding.severity.value in failing and finding.accepted is None for finding in found):
        raise Ended(PROBLEMS_FOUND)
