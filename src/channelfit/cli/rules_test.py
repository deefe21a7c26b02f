"""`channelfit rules test`: the cases of a rule folder."""

from __future__ import annotations

from channelfit.cli.output import PROBLEMS_FOUND, UNUSABLE, Ended, problems_reported
from channelfit.cli.results import put_reports
from channelfit.cli.rules_read import read_with_cases
from channelfit.cli.wishes import form_for, language
from channelfit.kept_work import remembering
from channelfit.language import Language
from channelfit.render.forms.form import Form, Report
from channelfit.render.forms.table import CASE_FORMS, JUNIT
from channelfit.render.phrases.voice import Voice

TYPE_CHECKING = False
if TYPE_CHECKING:  # It is only named here.
    from collections.abc import Mapping
    from pathlib import Path


def run_cases_command(
    folder: Path | None = None,
    coverage: bool = False,
    lang: Language | None = None,
    form: Form | None = None,
    output: Path | None = None,
    force: bool = False,
) -> None:
    """Run the cases of a rule folder, and print what came out otherwise and why; exit 1 if any fails."""
    from channelfit.render.reports.cases import render_case_results, render_junit
    from channelfit.ruletools.cases_run import run_cases

    spoken = language(lang)
    with problems_reported(spoken, form=form, output=output):
        chosen = form_for(form, output, CASE_FORMS)
    rulebook, cases, skipped = read_with_cases(folder, spoken, UNUSABLE, form=chosen, output=output)

    def plain() -> Mapping[str, object]:
        from channelfit.render.plain.cases import cases_as_plain

        return cases_as_plain(run)

    with problems_reported(spoken, form=chosen, output=output):
        if output is not None:
            from channelfit.cli.targets import check_targets  # Whoever reads the result on the screen needs none of it.

            check_targets({"--output": output}, rulebook, force=force)
        with remembering("test", folder):
            run, voice = run_cases(cases, skipped, rulebook), Voice(spoken, rulebook)
        text = render_junit(run, voice) if chosen is JUNIT else render_case_results(run, voice, with_unfired=coverage)
        put_reports([Report(plain, text=lambda _: text)], chosen, output)
    if any(result.failed for result in run.results):
        raise Ended(PROBLEMS_FOUND)
