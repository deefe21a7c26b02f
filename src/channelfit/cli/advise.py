"""`channelfit advise`: a profile goes in, advice comes out."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from channelfit.advice.advise import advise
from channelfit.cli.drafts import drop
from channelfit.cli.explain import explained
from channelfit.cli.interview import Outset, interviewed, repeating_command, screen_for
from channelfit.cli.options import AdviceForm, Changes, Lang, MaxChannels, Output, Rules, form_for, language, voice_for
from channelfit.cli.output import problems_reported, tell
from channelfit.cli.profiles import Origin, end_if_missing, origin_of, read_profiles, tell_notices
from channelfit.cli.results import put_reports
from channelfit.files import load_rulebook, read_logo
from channelfit.language import Language, Text
from channelfit.render.forms.blocks import Brief
from channelfit.render.forms.form import Form, Report, Sheet
from channelfit.render.forms.table import FORMS, HTML, TEXT
from channelfit.render.phrases.headline import headline
from channelfit.render.phrases.voice import Voice
from channelfit.render.plain.advice import advice_as_plain
from channelfit.writing import check_writable, write_text

_REPEAT = Text("Diese Empfehlung noch einmal, auch in Skripten:", "The same advice again, in scripts too:")


def advise_command(
    profile: Annotated[str | None, typer.Argument(metavar="[PROFILE]", help="A YAML profile, or - for stdin.")] = None,
    changes: Changes = [],  # noqa: B006 (typer wants a list)
    rules: Rules = None,
    lang: Lang = None,
    max_channels: MaxChannels = None,
    ask: Annotated[bool, typer.Option("--ask", help="Ask in the terminal for what the profile leaves open.")] = False,
    form: AdviceForm = None,
    output: Output = None,
    plain: Annotated[bool, typer.Option("--plain", help="Ask line by line, with numbered choices.")] = False,
    save: Annotated[Path | None, typer.Option("--save", metavar="FILE", help="Write the answers as a commented profile.")] = None,
) -> None:
    """Which few channels to focus on, and why.

    Reads a profile from a file or a pipe; without either it asks in the terminal. Several YAML documents give several
    results.
    """
    with problems_reported(language(lang)):
        chosen = form_for(form, output, FORMS)
        rulebook = load_rulebook(rules)
        # What cannot be read or written must be known before anybody is asked.
        logo = read_logo(rulebook) if chosen.shows_logo else None
        voices = [voice_for(lang, rulebook, read) for read in read_profiles(rulebook, profile, changes, lang, ask=ask)]
        tell_notices(voices)
        outset = place = None
        if ask or origin_of(profile, changes) is Origin.INTERVIEW:
            for path in filter(None, (output, save)):
                check_writable(path)
            options = _options(rules, lang, max_channels, form, output)
            outset = Outset(profile, voices[0].profile, options, is_fresh=not (profile or changes))
            asked, place = interviewed(voices, outset, plain=plain)
            voices = [asked]
        end_if_missing(voices, chosen)
        if save is not None:
            _save(voices, save)
        put_reports([_report(voice, max_channels) for voice in voices], chosen, output, house=rulebook.house, logo=logo)
        if outset and place:
            drop(place.path)
            _end(voices[0], outset, (output, save), max_channels, plain=plain)


def _end(voice: Voice, outset: Outset, files: tuple[Path | None, Path | None], most: int | None, *, plain: bool) -> None:
    """Name what was written; in a terminal say the headline and do what else is wished; then the command for the same again."""
    from channelfit.cli.ask.ending import Deeds, ending, tell_written

    saved = files[1]
    for path in filter(None, files):
        tell_written(path, voice)
    if sys.stdout.isatty():
        deeds = Deeds(
            lambda path: put_reports(
                [_report(voice, most)], HTML, path, house=voice.rulebook.house, logo=read_logo(voice.rulebook)
            ),
            lambda path: _save([voice], path),
            lambda channel: put_reports([explained(voice, channel, most)], TEXT),
        )
        with suppress(KeyboardInterrupt, EOFError):
            saved = ending(_headline(voice, most), voice, screen_for(voice, plain=plain), deeds) or saved
    tell(f"\n{voice.say(_REPEAT)}\n  {repeating_command(voice, outset, saved)}\n")


def _headline(voice: Voice, most: int | None) -> str:
    from channelfit.advice.certainty import certainty_of

    advice = advise(voice.rulebook, voice.profile, max_channels=most)
    return headline(advice, voice, certainty_of(advice))


def _save(voices: Sequence[Voice], path: Path) -> None:
    from channelfit.render.reports.profile_text import render_filled_profile

    write_text(str(path), "---\n".join(render_filled_profile(voice) for voice in voices))


def _options(
    rules: list[Path] | None, lang: Language | None, most: int | None, form: Form | None, output: Path | None
) -> tuple[str, ...]:
    """The options that the same advice takes again."""
    values = [("--lang", lang), ("--max-channels", most), ("--format", form), ("--output", output)]
    folders = [part for folder in rules or () for part in ("--rules", str(folder))]
    return (*folders, *(part for name, value in values if value is not None for part in (name, str(value))))


def _report(voice: Voice, max_channels: int | None) -> Report:
    # What it needs takes a while to import; whoever has not answered enough should not wait for it.
    from channelfit.advice.certainty import certainty_of

    advice = advise(voice.rulebook, voice.profile, max_channels=max_channels)
    certainty = certainty_of(advice)

    def text(sheet: Sheet) -> str:
        from channelfit.render.reports.advice import render_terminal

        return render_terminal(advice, certainty, voice, width=sheet.width, colour=sheet.colour)

    def brief() -> Brief:
        from channelfit.render.brief.page import brief_of

        return brief_of(advice, certainty, voice)

    return Report(lambda: advice_as_plain(advice, certainty, voice), text=text, brief=brief)
