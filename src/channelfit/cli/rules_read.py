"""Read rules together with their cases, for those who edit them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress

from channelfit.cli.output import UNUSABLE, problems_reported
from channelfit.language import Language
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.kept_cases import Tested, kept_cases, know_scored_cases, known_scored_cases, scored_cases
from channelfit.source.problem import InvalidInput

TYPE_CHECKING = False
if TYPE_CHECKING:  # They are only named here.
    from pathlib import Path

    from channelfit.render.forms.form import Form
    from channelfit.rulefiles import RuleFiles
    from channelfit.ruletools.cases import Case, Skipped


def read_with_cases(
    folder: Path | None,
    spoken: Language,
    exit_code: int,
    *,
    with_cases: bool = False,
    form: Form | None = None,
    output: Path | None = None,
) -> tuple[Rulebook, tuple[Case, ...], tuple[Skipped, ...]]:
    """The rulebook of a folder, the cases of its tests and those to skip; all problems of both end the program.

    So do problems of the cases that rules are scored by, for those who ask for them.
    """

    def read() -> tuple[Tested, Sequence[str]]:
        from channelfit.rulefiles import read_layers  # What is kept needs none of it.

        began = time.time()
        if with_cases and (found := _beside_known_cases(folder)):
            return found
        with problems_reported(spoken, UNUSABLE, form=form, output=output):
            files = read_layers(folder, with_cases=with_cases)
        with problems_reported(spoken, exit_code, form=form, output=output):
            tested = with_cases_in(files)
        if with_cases:
            know_scored_cases(folder, files.sources, tested[0], began)
        return tested, files.sources

    return kept_cases(folder, read, with_cases=with_cases)


def _beside_known_cases(folder: Path | None) -> tuple[Tested, Sequence[str]] | None:
    """What is read of a folder with cases to score by that are as they were when nothing was wrong with them; else nothing."""
    from channelfit.rulefiles import read_layers

    known = known_scored_cases(folder)
    if known is None:
        return None
    # All problems are told together, by whoever reads everything.
    with suppress(InvalidInput):
        files = read_layers(folder)
        tested = with_cases_in(files)
        if known == scored_cases(files.sources, tested[0]):
            return tested, files.sources
    return None


def with_cases_in(files: RuleFiles) -> tuple[Rulebook, tuple[Case, ...], tuple[Skipped, ...]]:
    """The rulebook of rule files, the cases of its tests and those to skip. Raises InvalidInput with all problems of both."""
    from channelfit.rulefiles import rulebook_in
    from channelfit.ruletools.case_files import case_problems
    from channelfit.ruletools.cases import read_cases
    from channelfit.ruletools.checks.run import unknown_accepted

    rulebook = rulebook_in(files._replace(problems=(*files.problems, *unknown_accepted(files.documents))))
    cases, skipped, wrong = read_cases(files.documents, rulebook)
    if wrong := (*wrong, *case_problems(files.documents, rulebook)):
        raise InvalidInput(wrong)
    return rulebook, cases, skipped
