"""`channelfit rules learn`: which points cases speak for moving, as an overlay."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from channelfit.cli.options import AS_TEXT, Lang, Rules, form_option, language
from channelfit.cli.output import UNUSABLE, problems_reported, tell
from channelfit.cli.results import put_reports
from channelfit.cli.rules_init import NOT_EMPTY, id_of
from channelfit.cli.rules_score import Cases, read_case_files
from channelfit.cli.rules_test import read_with_cases
from channelfit.cli.speech import in_german, said
from channelfit.files import BUILT_IN, RuleFiles, read_layers, rulebook_in
from channelfit.render.forms.form import Form, Report
from channelfit.render.forms.table import LIST_FORMS
from channelfit.render.phrases.voice import Voice
from channelfit.source.problem import InvalidInput, Mark, Mistake, Source, problem
from channelfit.writing import write_folder

if TYPE_CHECKING:
    from channelfit.language import Language
    from channelfit.rulebook.model import Rulebook
    from channelfit.ruletools.learn.learned import Trial
    from channelfit.ruletools.learn.learning import Lesson

ONE_RULEBOOK = Mistake(
    "one-rulebook",
    de="neue Regeln bauen auf einem Regelwerk auf, hier sind es {found}; nennen Sie das letzte, wenn es auf den anderen aufbaut",
    en="new rules stand on one rulebook, these are {found}; name the last one, if it extends the others",
)
REPORT = "report.txt"


@in_german("Welche Punkte Fälle anders wollen, als eigene Regeln: nach dem, was Gutachter ordnen, und was Erfolge dazu sagen.")
def learn_command(
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help=said("Ein neuer oder leerer Ordner für die eigenen Regeln.", "A new or empty folder for the overlay."),
        ),
    ],
    cases: Cases = None,
    new_rules: Annotated[
        bool,
        typer.Option(
            "--new-rules",
            help=said(
                "Auch fehlende Regeln mit einer Bedingung vorschlagen.", "Propose rules of one condition that are missing, too."
            ),
        ),
    ] = False,
    rules: Rules = None,
    lang: Lang = None,
    form: Annotated[
        Form, form_option(LIST_FORMS, said("Wie das Gelernte gezeigt wird.", "How to print what was learned."))
    ] = AS_TEXT,
) -> None:
    """Propose which points to move, as an overlay: from what judges rank, with what outcomes say to it."""
    from channelfit.render.plain.learn import learned_as_plain
    from channelfit.render.reports.learn import render_learned
    from channelfit.ruletools.case_files import case_documents
    from channelfit.ruletools.learn.learning import FEWEST_COMPANIES, learn

    spoken = language(lang)
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        tell(f"{NOT_EMPTY.filled(spoken, folder=output)}\n")
        raise typer.Exit(UNUSABLE)
    with problems_reported(spoken):
        below = _one_of(rules)
        files = read_layers(below, with_cases=True)
        rulebook = rulebook_in(files)
        lesson = learn(read_case_files(cases or (), rulebook, case_documents(files.documents)), rulebook, with_new=new_rules)
        trial = _written(output, below, files, rulebook, lesson, spoken) if lesson.learned.proposals else None
        text = render_learned(lesson.learned, trial, str(output), FEWEST_COMPANIES, Voice(spoken, rulebook))
        if trial:
            write_folder(output, {REPORT: text})
        put_reports([Report(lambda: learned_as_plain(lesson.learned, trial, rulebook), text=lambda _: text)], form)


def _one_of(rules: list[Path] | None) -> Path | None:
    """The only rulebook named. Raises InvalidInput if there are more."""
    if rules and len(rules) > 1:
        raise InvalidInput([problem(ONE_RULEBOOK, Mark(Source("--rules"), 0, 0), found=len(rules))])
    return rules[0] if rules else None


def _written(
    output: Path, below: Path | None, files: RuleFiles, rulebook: "Rulebook", lesson: "Lesson", spoken: "Language"
) -> "Trial":
    """Write the overlay, and try it on the cases of the rules that it stands on."""
    from channelfit.ruletools.learn.overlay import Base, overlay_files
    from channelfit.ruletools.learn.trial import OnTrial, trial_of

    extends = BUILT_IN if below is None or str(below) == BUILT_IN else os.path.relpath(below, output)
    base = Base(rulebook, files.documents, extends)
    write_folder(output, overlay_files(base, id_of(output), lesson.learned, lesson.profiles))
    before, after = (read_with_cases(folder, spoken, UNUSABLE) for folder in (below, output))
    return trial_of(OnTrial(*before[:2]), OnTrial(*after[:2]))
