"""`channelfit compare`: two situations side by side."""

from __future__ import annotations

from channelfit.advice.advise import advise
from channelfit.cli.output import problems_reported
from channelfit.cli.profiles import checked, documents_of, end_if_missing, paths_of, profiles_in, spoken, tell_notices
from channelfit.cli.results import put_reports
from channelfit.cli.targets import check_targets
from channelfit.cli.wishes import form_for, language, voice_for
from channelfit.files import load_rulebook
from channelfit.language import Language
from channelfit.profile import Profile, Spoken
from channelfit.render.forms.form import Form, Report
from channelfit.render.forms.table import REPORT_FORMS, TEXT
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.model import Rulebook
from channelfit.source.problem import InvalidInput, Mark, Mistake, Source, problem

TYPE_CHECKING = False
if TYPE_CHECKING:  # They are named in every run and needed in few.
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from channelfit.render.forms.blocks import Block

NOT_TWO = Mistake(
    "not-two-situations",
    de="erwartet werden zwei Situationen; nennen Sie ein zweites Profil, --set frage=antwort oder zwei Dokumente in einer Datei",
    en="expected two situations; give a second profile, --set question=answer, or two documents in one file",
)


def compare_command(
    profile: str,
    other: str | None = None,
    changes: list[str] = [],  # noqa: B006 (typer wants a list)
    rules: list[str | Path] | None = None,
    lang: Language | None = None,
    max_channels: int | None = None,
    form: Form | None = None,
    output: Path | None = None,
    force: bool = False,
) -> None:
    """Two situations side by side: what changes, and which answers and rules make the difference.

    A profile is compared with another, or with itself after the changes of --set; two documents in one file are compared with
    each other.
    """
    with problems_reported(language(lang), form=form, output=output):
        chosen = form_for(form, output, REPORT_FORMS)
        rulebook = load_rulebook(rules)
        check_targets({"--output": output}, rulebook, [profile, other], force=force)
        pair, names = _pair(rulebook, profile, other, changes, spoken(lang))
        voices = [voice_for(lang, rulebook, situation) for situation in pair]
        tell_notices(voices)
        end_if_missing(voices, chosen if output is None else TEXT)
        put_reports([_report(voices, names, max_channels)], chosen, output)


def _pair(
    rulebook: Rulebook, profile: str, other: str | None, changes: list[str], heard: Spoken
) -> tuple[list[Profile], tuple[str, str]]:
    """The two profiles and what to call them; ends with a usage error if there are not two."""
    paths_of([profile, *([other] if other else [])])
    documents = [*documents_of(profile)]
    if other is not None:
        first = profiles_in(checked(documents, rulebook, [], heard))
        second = profiles_in(checked(documents_of(other), rulebook, changes, heard))
        files = (_stem(profile), _stem(other))
    elif changes:
        first, second = (profiles_in(checked(documents, rulebook, some, heard)) for some in ([], changes))
        files = (first[0].company or _stem(profile), " ".join(changes))
    else:
        both = profiles_in(checked(documents, rulebook, [], heard))
        first, second, files = both[:1], both[1:], ("1", "2")
    if len(first) != 1 or len(second) != 1:
        raise InvalidInput([problem(NOT_TWO, Mark(Source("compare"), 0, 0))])
    names = (first[0].company, second[0].company)
    return [first[0], second[0]], names if all(names) and names[0] != names[1] else files


def _stem(file: str) -> str:
    """The name of a file without its ending."""
    from pathlib import Path  # It takes a while to import, and most companies have a name.

    return Path(file).stem


def _report(voices: list[Voice], names: tuple[str, str], max_channels: int | None) -> Report:
    """The comparison, in the language of the first situation."""
    # What compares takes a while to import; whoever has not answered enough should not wait for it.
    from channelfit.advice.compare import compare

    before, after = (advise(voice.rulebook, voice.profile, max_channels=max_channels) for voice in voices)
    voice = voices[0]
    comparison = compare(before, after)

    def plain() -> Mapping[str, object]:
        from channelfit.render.plain.comparison import comparison_as_plain

        return comparison_as_plain(comparison, voice)

    def blocks() -> Iterable[Block]:
        from channelfit.render.reports.comparison import comparison_blocks

        return comparison_blocks(comparison, names, voice)

    return Report(plain, blocks)
