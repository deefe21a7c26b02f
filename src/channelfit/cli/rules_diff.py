"""`channelfit rules diff`: what a change of rules does before it reaches anybody."""

from pathlib import Path
from typing import Annotated

import typer

from channelfit.cli.options import BY_ENDING, Force, Lang, Output, form_for, form_option, language
from channelfit.cli.output import PROBLEMS_FOUND, UNUSABLE, problems_reported
from channelfit.cli.results import put_reports
from channelfit.cli.rules_test import read_with_cases
from channelfit.cli.speech import in_german, said
from channelfit.cli.targets import check_targets
from channelfit.files import read_profile_file
from channelfit.profile import Profile, read_profile
from channelfit.render.forms.form import Form, Report
from channelfit.render.forms.table import REPORT_FORMS
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.model import Rulebook
from channelfit.source.problem import InvalidInput, Mark, Problem, Source, problem
from channelfit.source.reasons import NO_SUCH_FILE

_Company = tuple[str, str, Profile]


@in_german("Was sich an den Regeln ändert, und für wen sich die Empfehlung ändert; Rückgabewert 1, wenn sich Kanäle ändern.")
def diff_command(
    old: Annotated[
        Path,
        typer.Argument(
            metavar="OLD",
            help=said(
                "Ein Regelordner, oder channelfit für die mitgelieferten Regeln.",
                "A rule folder, or channelfit for the built-in rules.",
            ),
        ),
    ],
    new: Annotated[
        Path, typer.Argument(metavar="NEW", help=said("Die Regeln, mit denen verglichen wird.", "The rules to compare it with."))
    ],
    profiles: Annotated[
        Path | None,
        typer.Option(
            "--profiles",
            metavar="DIR|FILE",
            help=said("Profile, die nach beiden beraten werden.", "Profiles to advise with both."),
        ),
    ] = None,
    sample: Annotated[
        int,
        typer.Option(
            "--sample",
            metavar="N",
            min=0,
            max=5000,
            help=said("Dazu so viele ausgeloste Unternehmen.", "So many drawn companies besides."),
        ),
    ] = 200,
    lang: Lang = None,
    form: Annotated[Form | None, form_option(REPORT_FORMS, BY_ENDING)] = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """What changes in the rules, and whose advice changes; exit 1 if anybody's channels do."""
    from channelfit.render.plain.rule_diff import diff_as_plain
    from channelfit.render.reports.rule_diff import diff_blocks
    from channelfit.ruletools.diff import diff, sampled_companies

    spoken = language(lang)
    with problems_reported(spoken, form=form, output=output):
        chosen = form_for(form, output, REPORT_FORMS)
    (first, cases, _), (second, more, _) = (
        read_with_cases(folder, spoken, UNUSABLE, form=form, output=output) for folder in (old, new)
    )
    voice = Voice(spoken, second)
    with problems_reported(spoken, form=form, output=output):
        check_targets({"--output": output}, second, [profiles], force=force)
        companies: list[_Company] = _profiles(profiles, first) if profiles is not None else []
        inherited = {case.id: case.profile for case in (*cases, *more)}
        companies += [("cases", id, profile) for id, profile in inherited.items()]
        companies += sampled_companies(second, sample)
        found = diff(first, second, companies)._replace(folders=(str(old), str(new)))
        put_reports([Report(lambda: diff_as_plain(found, voice), lambda: diff_blocks(found, voice))], chosen, output)
    if found.affected:
        raise typer.Exit(PROBLEMS_FOUND)


def _profiles(path: Path, rulebook: Rulebook) -> list[_Company]:
    """The profiles of a file, or of all YAML files of a folder. Raises InvalidInput with all problems of all of them."""
    files = sorted(file for file in path.iterdir() if file.suffix in (".yaml", ".yml")) if path.is_dir() else [path]
    if not files:
        raise InvalidInput([problem(NO_SUCH_FILE, Mark(Source(str(path)), 0, 0), path=path)])
    companies: list[_Company] = []
    problems: list[Problem] = []
    for file in files:
        documents, wrong = read_profile_file(str(file))
        problems += wrong
        for number, document in enumerate(documents, 1):
            profile, found = read_profile(document, rulebook)
            problems += found
            companies.append(
                ("profiles", profile.company or (file.stem if len(documents) == 1 else f"{file.stem} {number}"), profile)
            )
    if problems:
        raise InvalidInput(problems)
    return companies
