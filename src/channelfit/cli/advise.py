"""`channelfit advise`: a profile goes in, advice comes out."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from channelfit.advice.advise import advise
from channelfit.cli.drafts import drop
from channelfit.cli.explain import explained
from channelfit.cli.interview import Outset, interviewed, repeating_command, screen_for
from channelfit.cli.options import (
    STDOUT,
    AdviceForm,
    Changes,
    Example,
    Force,
    Lang,
    MaxChannels,
    Output,
    Profiles,
    Rules,
    form_for,
    language,
    voice_for,
)
from channelfit.cli.output import problems_reported, tell
from channelfit.cli.profiles import (
    Origin,
    end_if_missing,
    name_of,
    origin_of,
    paths_of,
    read_profiles,
    tell_notices,
)
from channelfit.cli.results import put_reports
from channelfit.cli.saving import check_save, file_of, save_answers
from channelfit.cli.speech import in_german, said
from channelfit.cli.targets import check_targets
from channelfit.files import load_rulebook, read_logo
from channelfit.language import Language, Text
from channelfit.render.forms.blocks import Brief
from channelfit.render.forms.form import Form, Report, Sheet
from channelfit.render.forms.table import FORMS, HTML, TEXT
from channelfit.render.phrases.headline import headline
from channelfit.render.phrases.places import argument_of
from channelfit.render.phrases.voice import Voice
from channelfit.render.plain.advice import advice_as_plain
from channelfit.writing import check_writable

_REPEAT = Text("Diese Empfehlung noch einmal, auch in Skripten:", "The same advice again, in scripts too:")

Ask = Annotated[
    bool,
    typer.Option(
        "--ask",
        help=said("Im Terminal fragen, was das Profil offenlässt.", "Ask in the terminal for what the profile leaves open."),
    ),
]
Plain = Annotated[
    bool,
    typer.Option(
        "--plain",
        help=said("Zeile für Zeile fragen, mit nummerierten Antworten.", "Ask line by line, with numbered choices."),
    ),
]
Details = Annotated[
    bool,
    typer.Option(
        "--details",
        help=said(
            "Alles zeigen, mit Gründen und Quellen, Seiten mit Anhang; JSON hat es ohnehin.",
            "Print everything, with reasons and sources, pages with their appendix; JSON has it anyway.",
        ),
    ),
]
Save = Annotated[
    Path | None,
    typer.Option(
        "--save",
        metavar="FILE",
        help=said("Die Antworten als kommentiertes Profil schreiben.", "Write the answers as a commented profile."),
    ),
]


@in_german(
    "Auf welche wenigen Kanäle Sie sich konzentrieren sollten, und warum.\n\n"
    "Liest Profile aus Dateien oder einer Pipe; ohne beides wird im Terminal gefragt. Mehrere Dateien, YAML-Dokumente oder "
    "Zeilen JSON geben mehrere Ergebnisse."
)
def advise_command(
    profiles: Profiles = None,
    example: Example = None,
    changes: Changes = [],  # noqa: B006 (typer wants a list)
    rules: Rules = None,
    lang: Lang = None,
    max_channels: MaxChannels = None,
    ask: Ask = False,
    form: AdviceForm = None,
    output: Output = None,
    plain: Plain = False,
    details: Details = False,
    save: Save = None,
    force: Force = False,
) -> None:
    """Which few channels to focus on, and why.

    Reads profiles from files or a pipe; without either it asks in the terminal. Several files, YAML documents or lines of
    JSON give several results.
    """
    with problems_reported(language(lang), form=form, output=output):
        chosen = form_for(form, output, FORMS)
        check_save(save, output, chosen)
        paths = paths_of(profiles, example)
        rulebook = load_rulebook(rules)
        check_targets({"--output": output, "--save": file_of(save)}, rulebook, paths, force=force)
        # What cannot be read or written must be known before anybody is asked.
        logo = read_logo(rulebook) if chosen.shows_logo else None
        voices = [voice_for(lang, rulebook, read) for read in read_profiles(rulebook, paths, changes, lang, ask=ask)]
        tell_notices(voices)
        files = [path for path in (output, save) if path is not None and str(path) != STDOUT]
        outset = place = None
        if ask or origin_of(paths, changes) is Origin.INTERVIEW:
            for path in files:
                check_writable(path)
            options = _options(rules, lang, max_channels, form, output, details=details)
            words = ("--example", example) if example else tuple(paths)
            outset = Outset(words, paths[0] if paths else "", voices[0].profile, options, is_fresh=not (paths or changes))
            asked, place = interviewed(voices, outset, plain=plain)
            voices = [asked]
        end_if_missing(voices, chosen)
        if save is not None:
            save_answers(voices, save, parted=output is None)
        typed = f"--example {example}" if example and len(paths) == 1 else None
        reports = [_report(voice, max_channels, typed, details=details)._replace(name=name_of(voice, voices)) for voice in voices]
        put_reports(reports, chosen, output, house=rulebook.house, logo=logo, pages=details and not plain)
        if outset and place:
            drop(place.path)
            _end(voices[0], outset, (files, file_of(save)), max_channels, plain=plain)


def _end(voice: Voice, outset: Outset, written: tuple[list[Path], Path | None], most: int | None, *, plain: bool) -> None:
    """Name what was written; in a terminal say the headline and do what else is wished; then the command for the same again."""
    from channelfit.cli.ask.ending import Deeds, ending, tell_written

    files, saved = written
    for path in files:
        tell_written(path, voice)
    if sys.stdout.isatty():
        page = _report(voice, most, None, details=False)
        deeds = Deeds(
            lambda path: put_reports([page], HTML, path, house=voice.rulebook.house, logo=read_logo(voice.rulebook)),
            lambda path: save_answers([voice], path, parted=False),
            lambda channel: put_reports([explained(voice, channel, most)], TEXT),
        )
        with suppress(KeyboardInterrupt, EOFError):
            saved = ending(_headline(voice, most), voice, screen_for(voice, plain=plain), deeds) or saved
    tell(f"\n{voice.say(_REPEAT)}\n  {repeating_command(voice, outset, saved)}\n")


def _headline(voice: Voice, most: int | None) -> str:
    from channelfit.advice.certainty import certainty_of

    advice = advise(voice.rulebook, voice.profile, max_channels=most)
    return headline(advice, voice, certainty_of(advice))


def _options(
    rules: list[Path] | None, lang: Language | None, most: int | None, form: Form | None, output: Path | None, *, details: bool
) -> tuple[str, ...]:
    """The options that the same advice takes again."""
    values = [("--lang", lang), ("--max-channels", most), ("--format", form), ("--output", output)]
    folders = [part for folder in rules or () for part in ("--rules", str(folder))]
    named = [part for name, value in values if value is not None for part in (name, str(value))]
    return (*folders, *named, *(["--details"] if details else []))


def _report(voice: Voice, max_channels: int | None, typed: str | None, *, details: bool) -> Report:
    """The advice; commands to type next name its profile as it was typed, else the file that it was read from."""
    # What it needs takes a while to import; whoever has not answered enough should not wait for it.
    from channelfit.advice.certainty import certainty_of

    advice = advise(voice.rulebook, voice.profile, max_channels=max_channels)
    certainty = certainty_of(advice)

    def text(sheet: Sheet) -> str:
        if details:
            from channelfit.render.reports.advice import render_terminal

            return render_terminal(advice, certainty, voice, width=sheet.width, colour=sheet.colour)
        from channelfit.render.brief.first_screen import render_first_screen

        profile = argument_of(voice.profile) if typed is None else typed
        return render_first_screen(advice, certainty, voice, width=sheet.width, colour=sheet.colour, profile=profile)

    def brief() -> Brief:
        from channelfit.render.brief.page import brief_of

        return brief_of(advice, certainty, voice, details=details)

    def gist(sheet: Sheet) -> str:
        from channelfit.render.reports.advice import render_headline

        return render_headline(advice, certainty, voice, width=sheet.width, colour=sheet.colour)

    return Report(lambda: advice_as_plain(advice, certainty, voice), text=text, brief=brief, gist=gist)
