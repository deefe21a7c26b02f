"""`channelfit rules score`: how well rules do on outcomes and judgements."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from channelfit.cli.options import BY_ENDING, Force, Lang, Output, Rules, form_for, form_option, language
from channelfit.cli.output import problems_reported
from channelfit.cli.results import put_reports
from channelfit.cli.speech import in_german, said
from channelfit.cli.targets import check_targets
from channelfit.files import load_rulebook, read_profile_file
from channelfit.render.forms.form import Form, Report
from channelfit.render.forms.table import LIST_FORMS
from channelfit.rulebook.model import Rulebook
from channelfit.source.document import Document
from channelfit.source.problem import InvalidInput, Mark, Problem, Source, problem

if TYPE_CHECKING:
    from channelfit.ruletools.case_sets import CaseSet

Cases = Annotated[
    list[Path],
    typer.Argument(
        metavar="CASES...",
        help=said(
            "Dateien mit Erfolgen, beurteilten Unternehmen oder Situationen.",
            "Files of outcomes, judged companies or situations.",
        ),
    ),
]
AfterChoice = Annotated[
    bool,
    typer.Option(
        "--after-choice",
        help=said(
            "Auch die Antworten verwenden, die die Arbeit am Kanal beschreiben.",
            "Use the answers about the work on a channel as well.",
        ),
    ),
]


@in_german("Wie oft vorn steht, was gewirkt hat, was Gutachter zuerst nennen und was eine Beraterin nennt; was fehlte und warum.")
def score_command(
    cases: Cases,
    after_choice: AfterChoice = False,
    rules: Rules = None,
    lang: Lang = None,
    form: Annotated[Form | None, form_option(LIST_FORMS, BY_ENDING)] = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """How often what worked, what judges rank first and what a consultant names comes first, and what was missed and why."""
    from channelfit.render.plain.score import score_as_plain
    from channelfit.render.reports.score import render_score
    from channelfit.ruletools.score import score_cases

    spoken = language(lang)
    with problems_reported(spoken, form=form, output=output):
        chosen = form_for(form, output, LIST_FORMS)
        rulebook = load_rulebook(rules)
        check_targets({"--output": output}, rulebook, cases, force=force)
        score = score_cases(read_case_files(cases, rulebook), rulebook, with_after_choice=after_choice)
        report = Report(lambda: score_as_plain(score), text=lambda _: render_score(score, spoken))
        put_reports([report], chosen, output)


def read_case_files(paths: list[Path], rulebook: Rulebook) -> "tuple[CaseSet, ...]":
    """The cases of all files. Raises InvalidInput with all problems of all of them."""
    from channelfit.ruletools.case_files import NO_CASES, read_case_sets
    from channelfit.ruletools.case_sets import Kind

    documents: list[Document] = []
    problems: list[Problem] = []
    for path in paths:
        found, wrong = read_profile_file(str(path))
        documents += found
        problems += wrong
        if not found and not wrong:
            problems.append(problem(NO_CASES, Mark(Source(str(path)), 0, 0), expected=[kind.value for kind in Kind]))
    sets, wrong = read_case_sets(documents, rulebook)
    if problems or wrong:
        raise InvalidInput((*problems, *wrong))
    return sets
