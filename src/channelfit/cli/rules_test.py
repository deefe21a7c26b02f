"""`channelfit rules test`: the cases of a rule folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from channelfit.cli.options import BY_ENDING, Force, Lang, Output, form_for, form_option, language
from channelfit.cli.output import PROBLEMS_FOUND, UNUSABLE, problems_reported
from channelfit.cli.results import put_reports
from channelfit.cli.speech import in_german, said
from channelfit.cli.targets import check_targets
from channelfit.language import Language
from channelfit.render.forms.form import Form, Report
from channelfit.render.forms.table import CASE_FORMS, JUNIT
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.model import Rulebook
from channelfit.rulefiles import RuleFiles, read_layers, rulebook_in
from channelfit.source.problem import InvalidInput

if TYPE_CHECKING:
    from channelfit.ruletools.cases import Case, Skipped
    from channelfit.ruletools.kept_cases import Tested

Folder = Annotated[
    Path | None,
    typer.Argument(
        metavar="[DIR]",
        help=said("Wo die Regeln liegen; sonst die mitgelieferten.", "Where the rules live; else the built-in ones."),
    ),
]


@in_german("Die Testfälle eines Regelordners ausführen; was anders herauskam und warum. Rückgabewert 1, wenn einer scheitert.")
def run_cases_command(
    folder: Folder = None,
    coverage: Annotated[
        bool,
        typer.Option(
            "--coverage", help=said("Die Regeln nennen, die in keinem Fall greifen.", "List the rules that fire in no case.")
        ),
    ] = False,
    lang: Lang = None,
    form: Annotated[Form | None, form_option(CASE_FORMS, BY_ENDING)] = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Run the cases of a rule folder, and print what came out otherwise and why; exit 1 if any fails."""
    from channelfit.render.plain.cases import cases_as_plain
    from channelfit.render.reports.cases import render_case_results, render_junit
    from channelfit.ruletools.cases_run import run_cases

    spoken = language(lang)
    with problems_reported(spoken, form=form, output=output):
        chosen = form_for(form, output, CASE_FORMS)
    rulebook, cases, skipped = read_with_cases(folder, spoken, UNUSABLE, form=chosen, output=output)
    with problems_reported(spoken, form=chosen, output=output):
        check_targets({"--output": output}, rulebook, force=force)
        run, voice = run_cases(cases, skipped, rulebook), Voice(spoken, rulebook)
        text = render_junit(run, voice) if chosen is JUNIT else render_case_results(run, voice, with_unfired=coverage)
        put_reports([Report(lambda: cases_as_plain(run), text=lambda _: text)], chosen, output)
    if any(result.failed for result in run.results):
        raise typer.Exit(PROBLEMS_FOUND)


def read_with_cases(
    folder: Path | None,
    spoken: Language,
    exit_code: int,
    *,
    with_cases: bool = False,
    form: Form | None = None,
    output: Path | None = None,
) -> "tuple[Rulebook, tuple[Case, ...], tuple[Skipped, ...]]":
    """The rulebook of a folder, the cases of its tests and those to skip; all problems of both end the program.

    So do problems of the cases that rules are scored by, for those who ask for them.
    """
    from channelfit.ruletools.kept_cases import kept_cases

    def read() -> "tuple[Tested, Sequence[str]]":
        with problems_reported(spoken, UNUSABLE, form=form, output=output):
            files = read_layers(folder, with_cases=with_cases)
        with problems_reported(spoken, exit_code, form=form, output=output):
            return with_cases_in(files), files.sources

    return kept_cases(folder, read, with_cases=with_cases)


def with_cases_in(files: RuleFiles) -> "tuple[Rulebook, tuple[Case, ...], tuple[Skipped, ...]]":
    """The rulebook of rule files, the cases of its tests and those to skip. Raises InvalidInput with all problems of both."""
    from channelfit.ruletools.case_files import case_problems
    from channelfit.ruletools.cases import read_cases
    from channelfit.ruletools.checks.run import unknown_accepted

    rulebook = rulebook_in(files._replace(problems=(*files.problems, *unknown_accepted(files.documents))))
    cases, skipped, wrong = read_cases(files.documents, rulebook)
    if wrong := (*wrong, *case_problems(files.documents, rulebook)):
        raise InvalidInput(wrong)
    return rulebook, cases, skipped
