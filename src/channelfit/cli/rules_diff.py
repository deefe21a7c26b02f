"""`channelfit rules diff`: what a change of rules does before it reaches anybody."""

from __future__ import annotations

from channelfit.cli.output import PROBLEMS_FOUND, UNUSABLE, Ended, problems_reported
from channelfit.cli.results import put_reports
from channelfit.cli.rules_read import read_with_cases
from channelfit.cli.wishes import form_for, language
from channelfit.files import read_profile_file
from channelfit.kept_work import remembering
from channelfit.language import Language
from channelfit.profile import Profile, read_profile
from channelfit.render.forms.form import Form, Report
from channelfit.render.forms.table import REPORT_FORMS
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.model import Rulebook
from channelfit.source.problem import InvalidInput, Mark, Problem, Source, problem
from channelfit.source.reasons import NO_SUCH_FILE

TYPE_CHECKING = False
if TYPE_CHECKING:  # They are only named here.
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from channelfit.render.forms.blocks import Block

_Company = tuple[str, str, Profile]


def diff_command(
    old: Path,
    new: Path,
    profiles: Path | None = None,
    sample: int = 200,
    lang: Language | None = None,
    form: Form | None = None,
    output: Path | None = None,
    force: bool = False,
) -> None:
    """What changes in the rules, and whose advice changes; exit 1 if anybody's channels do."""
    from channelfit.ruletools.diff import diff, sampled_companies

    spoken = language(lang)
    with problems_reported(spoken, form=form, output=output):
        chosen = form_for(form, output, REPORT_FORMS)
    (first, cases, _), (second, more, _) = (
        read_with_cases(folder, spoken, UNUSABLE, form=form, output=output) for folder in (old, new)
    )
    voice = Voice(spoken, second)

    def plain() -> Mapping[str, object]:
        from channelfit.render.plain.rule_diff import diff_as_plain

        return diff_as_plain(found, voice)

    def blocks() -> Iterable[Block]:
        from channelfit.render.reports.rule_diff import diff_blocks

        return diff_blocks(found, voice)

    with problems_reported(spoken, form=form, output=output):
        if output is not None:
            from channelfit.cli.targets import check_targets  # Whoever reads the result on the screen needs none of it.

            check_targets({"--output": output}, second, [profiles], force=force)
        companies: list[_Company] = _profiles(profiles, first) if profiles is not None else []
        inherited = {case.id: case.profile for case in (*cases, *more)}
        companies += [("cases", id, profile) for id, profile in inherited.items()]
        with remembering("diff", old, new):
            companies += sampled_companies(second, sample)
            found = diff(first, second, companies)._replace(folders=(str(old), str(new)))
        put_reports([Report(plain, blocks)], chosen, output)
    if found.affected:
        raise Ended(PROBLEMS_FOUND)


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
