"""`channelfit explain`: why a channel is recommended or not, and what would change that."""

from __future__ import annotations

from channelfit.advice.advise import advise
from channelfit.cli.answered import Run, answerable, check_changes
from channelfit.cli.output import problems_reported
from channelfit.cli.profiles import channel_called, paths_of, read_profiles, spoken
from channelfit.cli.results import put_reports
from channelfit.cli.targets import check_targets
from channelfit.cli.wishes import form_for, language
from channelfit.files import load_rulebook
from channelfit.language import Language
from channelfit.render.forms.form import Form, Report, Sheet
from channelfit.render.forms.table import JSONL, REPORT_FORMS
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.names import UNKNOWN_CHANNEL
from channelfit.source.problem import InvalidInput, Mark, Source, problem

TYPE_CHECKING = False
if TYPE_CHECKING:  # They are only named here.
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from channelfit.render.forms.blocks import Block


def explain_command(
    channel: str,
    profiles: list[str] | None = None,
    example: str | None = None,
    changes: list[str] = [],  # noqa: B006 (typer wants a list)
    rules: list[str | Path] | None = None,
    lang: Language | None = None,
    max_channels: int | None = None,
    form: Form | None = None,
    output: Path | None = None,
    keep_going: bool = False,
    force: bool = False,
) -> None:
    """Why a channel is recommended, or why not, and what would change that."""
    with problems_reported(language(lang), form=form, output=output):
        paths = paths_of(profiles, example)
        chosen = form_for(form, output, REPORT_FORMS)
        rulebook = load_rulebook(rules)
        check_targets({"--output": output}, rulebook, paths, force=force)
        id = _channel(rulebook, channel)
        if keep_going:
            check_changes(changes, rulebook)
        read = read_profiles(rulebook, paths, changes, spoken(lang), at_once=chosen is JSONL)
        run = Run(chosen, output, lang, len(paths), keep_going, [])
        answered = answerable(read, rulebook, run)
        put_reports((run.named(explained(voice, id, max_channels), voice) for voice in answered), chosen, output)
        run.end()


def _channel(rulebook: Rulebook, wanted: str) -> str:
    """The id of a channel given by id or by name in any language. Raises InvalidInput."""
    if id := channel_called(rulebook, wanted):
        return id
    mark = Mark(Source("<CHANNEL>", wanted), 0, 0, len(wanted) or 1)
    names = {id: said for id, said in rulebook.titles.items() if id in rulebook.channels}
    raise InvalidInput([problem(UNKNOWN_CHANNEL, mark, found=wanted, expected=names, nearest_to=wanted)])


def explained(voice: Voice, channel: str, max_channels: int | None) -> Report:
    """Why a channel is recommended, or why not, and what would change that."""
    # What explains takes a while to import; whoever has not answered enough should not wait for it.
    from channelfit.advice.explain import explain

    explanation = explain(advise(voice.rulebook, voice.profile, max_channels=max_channels), channel)

    def plain() -> Mapping[str, object]:
        from channelfit.render.plain.explanation import explanation_as_plain

        return explanation_as_plain(explanation, voice)

    def blocks() -> Iterable[Block]:
        from channelfit.render.reports.explanation import explanation_blocks

        return explanation_blocks(explanation, voice)

    def gist(sheet: Sheet) -> str:
        from channelfit.render.forms.terminal import render_page
        from channelfit.render.reports.explanation import gist_blocks

        return render_page(gist_blocks(explanation, voice), width=sheet.width, colour=sheet.colour)

    return Report(plain, blocks, gist=gist)
