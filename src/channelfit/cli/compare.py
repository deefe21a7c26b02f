"""`channelfit compare`: two situations side by side."""

from pathlib import Path
from typing import Annotated

import typer

from channelfit.advice.advise import advise
from channelfit.cli.options import Changes, Lang, MaxChannels, Output, Report, ReportFormat, Rules, format_for, language
from channelfit.cli.output import UNUSABLE, problems_reported, put, tell
from channelfit.cli.profiles import end_if_missing, page_shape, profiles_in, read_documents_of
from channelfit.files import load_rulebook
from channelfit.language import Language
from channelfit.profile import Profile
from channelfit.rulebook.model import Rulebook


def compare_command(
    profile: Annotated[str, typer.Argument(metavar="PROFILE", help="A YAML profile, or - for stdin.")],
    other: Annotated[str | None, typer.Argument(metavar="[OTHER]", help="The profile to compare it with.")] = None,
    changes: Changes = [],  # noqa: B006 (typer wants a list)
    rules: Rules = None,
    lang: Lang = None,
    max_channels: MaxChannels = None,
    format: Report = None,
    output: Output = None,
) -> None:
    """Two situations side by side: what changes, and which answers and rules make the difference.

    A profile is compared with another, or with itself after the changes of --set; two documents in one file are compared with
    each other.
    """
    with problems_reported(language(lang)):
        shape = format_for(format, output, ReportFormat)
        rulebook = load_rulebook(rules)
        pair, names = _pair(rulebook, profile, other, changes)
        wishes = [language(lang, one.language, rulebook=rulebook) for one in pair]
        end_if_missing(rulebook, pair, wishes, shape)
        text = _rendered(rulebook, pair, names, wishes[0], shape, max_channels=max_channels, to_file=output is not None)
        put(text, str(output) if output else None)


def _pair(rulebook: Rulebook, profile: str, other: str | None, changes: list[str]) -> tuple[list[Profile], tuple[str, str]]:
    """The two profiles and what to call them; ends with a usage error if there are not two."""
    documents = read_documents_of(profile)
    if other is not None:
        first = profiles_in(documents, rulebook, [])
        second = profiles_in(read_documents_of(other), rulebook, changes)
        files = (Path(profile).stem, Path(other).stem)
    elif changes:
        first, second = profiles_in(documents, rulebook, []), profiles_in(documents, rulebook, changes)
        files = (first[0].company or Path(profile).stem, " ".join(changes))
    else:
        both = profiles_in(documents, rulebook, [])
        first, second, files = both[:1], both[1:], ("1", "2")
    if len(first) != 1 or len(second) != 1:
        tell("compare: expected two situations; give a second profile, --set question=answer, or two documents in one file\n")
        raise typer.Exit(UNUSABLE)
    names = (first[0].company, second[0].company)
    return [first[0], second[0]], names if all(names) and names[0] != names[1] else files


def _rendered(
    rulebook: Rulebook,
    pair: list[Profile],
    names: tuple[str, str],
    wish: Language,
    format: ReportFormat,
    *,
    max_channels: int | None,
    to_file: bool,
) -> str:
    # What compares takes a while to import; whoever has not answered enough should not wait for it.
    from channelfit.advice.certainty import certainty_of
    from channelfit.advice.compare import compare
    from channelfit.render.plain.comparison import comparison_as_plain
    from channelfit.render.reports.comparison import comparison_blocks

    before, after = (advise(rulebook, one, max_channels=max_channels) for one in pair)
    one, certainties = compare(before, after), (certainty_of(before), certainty_of(after))
    if format is ReportFormat.JSON:
        from channelfit.render.forms.data import render_json

        return render_json(comparison_as_plain(one, certainties, wish))
    blocks = comparison_blocks(one, certainties, names, wish)
    if format is ReportFormat.MARKDOWN:
        from channelfit.render.forms.markdown import render_markdown

        return render_markdown(blocks)
    from channelfit.render.forms.terminal import render_page

    width, colour = page_shape(to_file=to_file)
    return render_page(blocks, width=width, colour=colour)
