"""`channelfit explain`: why a channel is recommended or not, and what would change that."""

from typing import Annotated

import typer

from channelfit.advice.advise import advise
from channelfit.cli.completion import complete_channel
from channelfit.cli.options import (
    Changes,
    Example,
    Force,
    Lang,
    MaxChannels,
    Output,
    Profiles,
    ReportForm,
    Rules,
    form_for,
    language,
    voice_for,
)
from channelfit.cli.output import problems_reported
from channelfit.cli.profiles import end_if_missing, name_of, paths_of, read_profiles, tell_notices
from channelfit.cli.results import put_reports
from channelfit.cli.speech import in_german, said
from channelfit.cli.targets import check_targets
from channelfit.files import load_rulebook
from channelfit.render.forms.form import Report
from channelfit.render.forms.table import REPORT_FORMS
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.names import UNKNOWN_CHANNEL
from channelfit.source.problem import InvalidInput, Mark, Source, problem


@in_german("Warum ein Kanal empfohlen wird oder nicht, und was das ändern würde.")
def explain_command(
    channel: Annotated[
        str,
        typer.Argument(
            metavar="CHANNEL",
            help=said("Ein Kanal, mit Kennung oder Namen.", "A channel, by its id or name."),
            autocompletion=complete_channel,
        ),
    ],
    profiles: Profiles = None,
    example: Example = None,
    changes: Changes = [],  # noqa: B006 (typer wants a list)
    rules: Rules = None,
    lang: Lang = None,
    max_channels: MaxChannels = None,
    form: ReportForm = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Why a channel is recommended, or why not, and what would change that."""
    with problems_reported(language(lang), form=form, output=output):
        paths = paths_of(profiles, example)
        chosen = form_for(form, output, REPORT_FORMS)
        rulebook = load_rulebook(rules)
        check_targets({"--output": output}, rulebook, paths, force=force)
        id = _channel(rulebook, channel)
        voices = [voice_for(lang, rulebook, read) for read in read_profiles(rulebook, paths, changes, lang)]
        tell_notices(voices)
        end_if_missing(voices, chosen)
        reports = [explained(voice, id, max_channels)._replace(name=name_of(voice, voices)) for voice in voices]
        put_reports(reports, chosen, output)


def _channel(rulebook: Rulebook, wanted: str) -> str:
    """The id of a channel given by id or by name in any language. Raises InvalidInput."""
    known = {name.casefold(): id for id, channel in rulebook.channels.items() for name in (*channel.name, id)}
    if wanted.casefold() in known:
        return known[wanted.casefold()]
    mark = Mark(Source("<CHANNEL>", wanted), 0, 0, len(wanted) or 1)
    names = {id: channel.name for id, channel in rulebook.channels.items()}
    raise InvalidInput([problem(UNKNOWN_CHANNEL, mark, found=wanted, expected=names, nearest_to=wanted)])


def explained(voice: Voice, channel: str, max_channels: int | None) -> Report:
    """Why a channel is recommended, or why not, and what would change that."""
    # What explains takes a while to import; whoever has not answered enough should not wait for it.
    from channelfit.advice.explain import explain
    from channelfit.render.plain.explanation import explanation_as_plain
    from channelfit.render.reports.explanation import explanation_blocks

    explanation = explain(advise(voice.rulebook, voice.profile, max_channels=max_channels), channel)
    return Report(lambda: explanation_as_plain(explanation, voice), lambda: explanation_blocks(explanation, voice))
