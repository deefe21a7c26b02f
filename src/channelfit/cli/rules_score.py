"""`channelfit rules score`: how well rules do on outcomes and judgements."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from channelfit.cli.options import BY_ENDING, Force, Lang, Output, Rules, form_for, form_option, language
from channelfit.cli.output import problems_reported
from channelfit.cli.results import put_reports
from channelfit.cli.speech import in_german, said
from channelfit.cli.targets import check_targets
from channelfit.files import read_profile_file
from channelfit.render.forms.form import Form, Report
from channelfit.render.forms.table import LIST_FORMS
from channelfit.rulebook.model import Rulebook
from channelfit.rulefiles import read_layers, rulebook_in
from channelfit.source.nodes import Document
from channelfit.source.problem import InvalidInput, Mark, Problem, Source, problem

if TYPE_CHECKING:
    from channelfit.ruletools.case_sets import CaseSet

Cases = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[CASES]...",
        help=said(
            "Dateien mit Fällen oder Namen derer, die zum Regelwerk gehören: outcomes, panel, consultant; ohne Angabe alle.",
            "Files of cases, or names of those that come with the rules: outcomes, panel, consultant; without any, all of them.",
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
Against = Annotated[
    Path | None,
    typer.Option(
        "--against",
        metavar="DIR",
        help=said(
            "Auch diese Regeln bewerten (channelfit: die eingebauten) und jeden gewonnenen und verlorenen Fall nennen.",
            "Score these rules too (channelfit: the built-in ones), and print each case won and lost.",
        ),
    ),
]
NO_NAMES: Mapping[str, Document] = {}


@in_german("Wie oft vorn steht, was gewirkt hat, was Gutachter zuerst nennen und was eine Beraterin nennt; was fehlte und warum.")
def score_command(
    cases: Cases = None,
    after_choice: AfterChoice = False,
    rules: Rules = None,
    against: Against = None,
    lang: Lang = None,
    form: Annotated[Form | None, form_option(LIST_FORMS, BY_ENDING)] = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """How often what worked, what judges rank first and what a consultant names comes first, and what was missed and why."""
    from channelfit.render.plain.score import score_as_plain
    from channelfit.render.reports.score import render_score
    from channelfit.ruletools.against import held_against
    from channelfit.ruletools.case_files import case_documents, popular_in
    from channelfit.ruletools.score import score_cases

    spoken = language(lang)
    with problems_reported(spoken, form=form, output=output):
        chosen = form_for(form, output, LIST_FORMS)
        files = read_layers(rules, with_tests=False, with_cases=True)
        rulebook = rulebook_in(files)
        below = read_layers(against, with_tests=False) if against is not None else None
        read = [*(cases or ()), *files.overlays.ids, *(below.overlays.ids if below else ())]
        check_targets({"--output": output}, rulebook, read, force=force)
        other = rulebook_in(below) if below else None
        popular = popular_in(files.documents, rulebook)
        sets = read_case_files(cases or (), rulebook, case_documents(files.documents))
        score = score_cases(sets, rulebook, with_after_choice=after_choice, popular=popular)
        held = held_against(score, other) if other else None
        report = Report(lambda: score_as_plain(score, held), text=lambda _: render_score(score, spoken, held))
        put_reports([report], chosen, output)


def read_case_files(
    wanted: Sequence[str | Path], rulebook: Rulebook, named: Mapping[str, Document] = NO_NAMES
) -> "tuple[CaseSet, ...]":
    """The cases of files, or of names of what comes with the rules; all of those for none.

    A file wins over a name, and counts once however often it is named. Raises InvalidInput with all problems of all of them.
    """
    from channelfit.ruletools.case_files import NO_CASES, NO_CASES_OF_RULES, UNKNOWN_CASES, files_of, read_case_sets
    from channelfit.ruletools.case_sets import Kind

    documents: list[Document] = [] if wanted else [*named.values()]
    problems: list[Problem] = [] if wanted or named else [problem(NO_CASES_OF_RULES, _nowhere(rulebook.id))]
    asked = dict.fromkeys(map(str, wanted))
    # What a name stands for may be several files, its own and those of overlays.
    counted = {os.path.realpath(file) for name in asked if not _is_file(name) and name in named for file in files_of(named[name])}
    for name in asked:
        if _is_file(name):
            if os.path.realpath(name) in counted:
                continue
            counted.add(os.path.realpath(name))
            found, wrong = read_profile_file(name)
            documents += found
            problems += wrong
            if not found and not wrong:
                problems.append(problem(NO_CASES, _nowhere(name), expected=[kind.value for kind in Kind]))
        elif name in named:
            documents.append(named[name])
        else:
            problems.append(problem(UNKNOWN_CASES, _nowhere(name), found=name, expected=sorted(named), nearest_to=name or "?"))
    sets, wrong = read_case_sets(documents, rulebook)
    if problems or wrong:
        raise InvalidInput((*problems, *wrong))
    return sets


def _is_file(name: str) -> bool:
    """Whether there is something to read; a pipe is as good as a file."""
    return os.path.exists(name) and not os.path.isdir(name)  # noqa: PTH110, PTH112 - pathlib fails for names no file can have.


def _nowhere(name: str) -> Mark:
    return Mark(Source(name), 0, 0)
