"""`channelfit rules learn`: which points cases speak for moving, as an overlay."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from channelfit.cli.options import AS_TEXT, Lang, Rules, form_option, language
from channelfit.cli.output import UNUSABLE, problems_reported, tell
from channelfit.cli.progress import progress_of
from channelfit.cli.results import put_reports
from channelfit.cli.rules_init import NOT_EMPTY, id_of
from channelfit.cli.rules_read import with_cases_in
from channelfit.cli.rules_score import Cases, read_case_files
from channelfit.cli.speech import in_german, said
from channelfit.language import Text
from channelfit.render.forms.form import Form, Report, Sheet
from channelfit.render.forms.table import LIST_FORMS, TEXT
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.overlay.address import Layer
from channelfit.rulefiles import BUILT_IN, read_layers
from channelfit.source.document import read_documents
from channelfit.source.problem import InvalidInput, Mark, Mistake, Source, problem
from channelfit.source.written import visible
from channelfit.writing import check_folder, is_free, write_folder

if TYPE_CHECKING:
    from channelfit.language import Language
    from channelfit.ruletools.case_sets import CaseSet
    from channelfit.ruletools.learn.overlay import Base
    from channelfit.ruletools.learn.trial import OnTrial

ONE_RULEBOOK = Mistake(
    "one-rulebook",
    de="neue Regeln bauen auf einem Regelwerk auf, hier sind es {found}; nennen Sie das letzte, wenn es auf den anderen aufbaut",
    en="new rules stand on one rulebook, these are {found}; name the last one, if it extends the others",
)
LEARNING = Text("Aus den Fällen wird gelernt: {share}", "Learning from the cases: {share}")
REPORT = "report.txt"
Destination = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="DIR",
        help=said("Ein neuer oder leerer Ordner für die eigenen Regeln.", "A new or empty folder for the overlay."),
    ),
]
NewRules = Annotated[
    bool,
    typer.Option(
        "--new-rules",
        help=said(
            "Auch fehlende Regeln mit einer Bedingung vorschlagen.", "Propose rules of one condition that are missing, too."
        ),
    ),
]
AsForm = Annotated[Form, form_option(LIST_FORMS, said("Wie das Gelernte gezeigt wird.", "How to print what was learned."))]


@in_german("Welche Punkte Fälle anders wollen, als eigene Regeln: nach dem, was Gutachter ordnen, und was Erfolge dazu sagen.")
def learn_command(
    output: Destination,
    cases: Cases = None,
    new_rules: NewRules = False,
    rules: Rules = None,
    lang: Lang = None,
    form: AsForm = AS_TEXT,
) -> None:
    """Propose which points to move, as an overlay: from what judges rank, with what outcomes say to it."""
    from channelfit.render.plain.learn import learned_as_plain
    from channelfit.render.reports.learn import learned_blocks
    from channelfit.ruletools.learn.learning import FEWEST_COMPANIES, learn
    from channelfit.ruletools.learn.overlay import overlay_files
    from channelfit.ruletools.learn.trial import trial_of

    spoken = language(lang)
    with problems_reported(spoken):
        _check_free(output, spoken)
        below = _one_of(rules)
        base, before, sets = _read(cases or (), below, output)
        with progress_of(LEARNING, spoken) as told:
            learned, profiles = learn(sets, base.rulebook, with_new=new_rules, told=told)
        overlay = overlay_files(base, id_of(output), learned, profiles) if learned.proposals else {}
        trial = trial_of(before, _on_top(overlay, output, below)) if overlay else None
        blocks = [*learned_blocks(learned, trial, str(output), FEWEST_COMPANIES, Voice(spoken, base.rulebook))]
        report = Report(lambda: learned_as_plain(learned, trial, base.rulebook), lambda: blocks)
        if overlay:
            write_folder(output, {**overlay, REPORT: "".join(TEXT.write([report], Sheet()))})
        put_reports([report], form)


def _check_free(folder: Path, spoken: "Language") -> None:
    """Whoever learns for a minute must not hear only then that the result has no place. Raises InvalidInput."""
    check_folder(folder)
    if not is_free(folder):
        tell(f"{NOT_EMPTY.filled(spoken, folder=visible(str(folder)))}\n")
        raise typer.Exit(UNUSABLE)


def _one_of(rules: list[Path] | None) -> Path | None:
    """The only rulebook named. Raises InvalidInput if there are more."""
    if rules and len(rules) > 1:
        raise InvalidInput([problem(ONE_RULEBOOK, Mark(Source("--rules"), 0, 0), found=len(rules))])
    return rules[0] if rules else None


def _read(cases: Sequence[str], below: Path | None, output: Path) -> "tuple[Base, OnTrial, tuple[CaseSet, ...]]":
    """What the overlay will stand on, what it will be tried on, and the cases to learn from. Raises InvalidInput."""
    from channelfit.ruletools.case_files import case_documents
    from channelfit.ruletools.learn.overlay import Base
    from channelfit.ruletools.learn.trial import OnTrial

    files = read_layers(below, with_cases=True)
    rulebook, tests, _ = with_cases_in(files)
    extends = BUILT_IN if below is None or str(below) == BUILT_IN else os.path.relpath(below, output)
    sets = read_case_files(cases, rulebook, case_documents(files.documents))
    return Base(rulebook, files.documents, extends), OnTrial(rulebook, tests), sets


def _on_top(overlay: Mapping[str, str], output: Path, below: Path | None) -> "OnTrial":
    """An overlay before it is written, on top of the rules that it stands on. Raises InvalidInput."""
    from channelfit.ruletools.learn.trial import OnTrial

    documents = {path: read_documents(text, str(output / path), path)[0][0] for path, text in overlay.items()}
    rulebook, tests, _ = with_cases_in(read_layers(below, above=Layer(str(output), documents)))
    return OnTrial(rulebook, tests)
