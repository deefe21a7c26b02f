"""`channelfit explain`: why a channel is recommended or not, and what would change that."""

from typing import Annotated

import typer

from channelfit.advice.advise import advise
from channelfit.advice.model import Advice
from channelfit.cli.options import Changes, Lang, MaxChannels, Output, Report, ReportFormat, Rules, format_for, language
from channelfit.cli.output import problems_reported, put
from channelfit.cli.profiles import end_if_missing, page_shape, read_profiles
from channelfit.files import load_rulebook
from channelfit.language import Language
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.names import UNKNOWN_CHANNEL
from channelfit.source.problem import InvalidInput, Mark, Source, problem


def explain_command(
    channel: Annotated[str, typer.Argument(metavar="CHANNEL", help="A channel, by its id or name.")],
    profile: Annotated[str | None, typer.Argument(metavar="[PROFILE]", help="A YAML profile, or - for stdin.")] = None,
    changes: Changes = [],  # noqa: B006 (typer wants a list)
    rules: Rules = None,
    lang: Lang = None,
    max_channels: MaxChannels = None,
    format: Report = None,
    output: Output = None,
) -> None:
    """Why a channel is recommended, or why not, and what would change that."""
    with problems_reported(language(lang)):
        shape = format_for(format, output, ReportFormat)
        rulebook = load_rulebook(rules)
        id = _channel(rulebook, channel)
        profiles = read_profiles(rulebook, profile, changes)
        wishes = [language(lang, one.language, rulebook=rulebook) for one in profiles]
        end_if_missing(rulebook, profiles, wishes, shape)
        results = [advise(rulebook, one, max_channels=max_channels) for one in profiles]
        put(_rendered(results, id, wishes, shape, to_file=output is not None), str(output) if output else None)


def _channel(rulebook: Rulebook, wanted: str) -> str:
    """The id of a channel given by id or by name in any language. Raises InvalidInput."""
    known = {name.casefold(): id for id, channel in rulebook.channels.items() for name in (*channel.name, id)}
    if wanted.casefold() in known:
        return known[wanted.casefold()]
    place = Mark(Source("<CHANNEL>", wanted), 0, 0, len(wanted) or 1)
    raise InvalidInput(
        [problem(UNKNOWN_CHANNEL, place, found=wanted, expected=tuple(rulebook.channels), nearest_to=wanted.casefold())]
    )


def _rendered(results: list[Advice], channel: str, wishes: list[Language], format: ReportFormat, *, to_file: bool) -> str:
    # What explains takes a while to import; whoever has not answered enough should not wait for it.
    from channelfit.advice.explain import explain
    from channelfit.render.plain.explanation import explanation_as_plain
    from channelfit.render.reports.explanation import explanation_blocks

    explained = [(explain(advice, channel), wish) for advice, wish in zip(results, wishes, strict=True)]
    if format is ReportFormat.JSON:
        from channelfit.render.forms.data import render_json

        return "".join(render_json(explanation_as_plain(*one), compact=len(explained) > 1) for one in explained)
    if format is ReportFormat.MARKDOWN:
        from channelfit.render.forms.markdown import render_markdown

        return "\n---\n\n".join(render_markdown(explanation_blocks(*one)) for one in explained)
    from channelfit.render.forms.terminal import render_page

    width, colour = page_shape(to_file=to_file)
    pages = [render_page(explanation_blocks(*one), width=width, colour=colour) for one in explained]
    return f"\n{'─' * min(width, 80)}\n\n".join(pages)
