"""`channelfit advise`: a profile goes in, advice comes out."""

import os
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from channelfit.advice.advise import advise
from channelfit.cli.options import (
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
from channelfit.cli.output import INTERRUPTED, MISSING, UNUSABLE, problems_reported, tell
from channelfit.cli.profiles import (
    Origin,
    end_if_missing,
    is_terminal,
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
from channelfit.language import Counted, Language, Text
from channelfit.profile import Profile
from channelfit.render.forms.blocks import Brief
from channelfit.render.forms.form import Report, Sheet
from channelfit.render.forms.table import FORMS
from channelfit.render.phrases.places import argument_of
from channelfit.render.phrases.voice import Voice
from channelfit.render.plain.advice import advice_as_plain, answers_as_plain
from channelfit.writing import drop_draft, keep_draft, read_draft

if TYPE_CHECKING:
    from channelfit.cli.ask.lead import Screen
    from channelfit.render.plain.shared_shape import PlainAnswer

_REPEAT = Text("Diese Empfehlung noch einmal, auch in Skripten:", "The same advice again, in scripts too:")
_ONE_ONLY = Text(
    "es kann nur für ein Profil auf einmal gefragt werden; erwartet wird ein Dokument",
    "several profiles cannot be asked for at once; expected one document",
)
_NO_TERMINAL = Text(
    "hier ist kein Terminal, in dem gefragt werden kann; antworten Sie mit --set frage=antwort oder einem Profil",
    "no terminal to ask in; answer with --set question=answer or a profile",
)
_NOTHING_KEPT = Text("Abgebrochen.", "Interrupted.")
_KEPT = Counted(
    Text(
        "Abgebrochen. Ihre Antwort ist als Entwurf gespeichert; der nächste Start bietet an, weiterzumachen.",
        "Interrupted. Your answer is kept as a draft; the next start offers to go on.",
    ),
    Text(
        "Abgebrochen. Ihre {count} Antworten sind als Entwurf gespeichert; der nächste Start bietet an, weiterzumachen.",
        "Interrupted. Your {count} answers are kept as a draft; the next start offers to go on.",
    ),
)


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
    ask: Annotated[
        bool,
        typer.Option(
            "--ask",
            help=said("Im Terminal fragen, was das Profil offenlässt.", "Ask in the terminal for what the profile leaves open."),
        ),
    ] = False,
    form: AdviceForm = None,
    output: Output = None,
    plain: Annotated[
        bool,
        typer.Option(
            "--plain",
            help=said("Zeile für Zeile fragen, mit nummerierten Antworten.", "Ask line by line, with numbered choices."),
        ),
    ] = False,
    details: Annotated[
        bool,
        typer.Option(
            "--details",
            help=said(
                "Als Text alles zeigen, mit Gründen und Quellen; die anderen Formate haben es ohnehin.",
                "As text print everything, with reasons and sources; other formats have it anyway.",
            ),
        ),
    ] = False,
    save: Annotated[
        Path | None,
        typer.Option(
            "--save",
            metavar="FILE",
            help=said("Die Antworten als kommentiertes Profil schreiben.", "Write the answers as a commented profile."),
        ),
    ] = None,
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
        # What cannot be read must be known before anybody is asked.
        logo = read_logo(rulebook) if chosen.shows_logo else None
        voices = [voice_for(lang, rulebook, read) for read in read_profiles(rulebook, paths, changes, ask=ask)]
        tell_notices(voices)
        asked = ask or origin_of(paths, changes) is Origin.INTERVIEW
        if asked:
            voices = _interviewed(voices, plain=plain, fresh=not paths and not changes)
        end_if_missing(voices, chosen)
        if save is not None:
            save_answers(voices, save, parted=output is None)
        typed = f"--example {example}" if example and len(paths) == 1 else None
        reports = [_report(voice, max_channels, typed, details=details)._replace(name=name_of(voice, voices)) for voice in voices]
        put_reports(reports, chosen, output, house=rulebook.house, logo=logo, pages=details and not plain)
        if asked:
            drop_draft()
            _tell_command(voices[0], file_of(save), _options(rules, lang, max_channels))


def _interviewed(voices: Sequence[Voice], *, plain: bool, fresh: bool) -> list[Voice]:
    """The voice with the answers of the interview; a fresh one may go on with those of one that was interrupted."""
    if len(voices) != 1:
        tell(f"--ask: {voices[0].say(_ONE_ONLY)}\n")
        raise typer.Exit(UNUSABLE)
    if not is_terminal():
        tell(f"--ask: {voices[0].say(_NO_TERMINAL)}\n")
        raise typer.Exit(MISSING)
    from channelfit.cli.ask.lead import Interrupted, lead
    from channelfit.render.reports.profile_text import render_profile

    [voice] = voices
    count = len(voice.profile.answers)

    def keep(profile: Profile) -> None:
        nonlocal count
        count = len(profile.answers)
        keep_draft(render_profile(profile, voice.rulebook))

    try:
        led = lead(voice, _asker(voice, plain=plain), keep, resumable=read_draft(voice.rulebook) if fresh else None)
    except Interrupted:
        tell(f"\n{voice.counted(count, _KEPT) if count else voice.say(_NOTHING_KEPT)}\n")
        raise typer.Exit(INTERRUPTED) from None
    return [voice._replace(profile=led)]


def _asker(voice: Voice, *, plain: bool) -> "Screen":
    if plain or os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        from channelfit.cli.ask.lines import Lines

        return Lines(voice)
    from channelfit.cli.ask.screen import Prompts

    return Prompts(voice)


def _options(rules: list[Path] | None, lang: Language | None, most: int | None) -> list[str]:
    """The options that the same advice takes again."""
    folders = [part for folder in rules or () for part in ("--rules", str(folder))]
    limit = [] if most is None else ["--max-channels", f"{most}"]
    return [*folders, *(["--lang", lang.value] if lang else []), *limit]


def _tell_command(voice: Voice, saved: Path | None, options: list[str]) -> None:
    tell(f"\n{voice.say(_REPEAT)}\n  {_repeating_command(voice, saved, options)}\n")


def _repeating_command(voice: Voice, saved: Path | None, options: Sequence[str]) -> str:
    """The command that gives the same advice without questions."""
    if saved is not None:
        return shlex.join(["channelfit", "advise", str(saved), *options])
    given = [f"{id}={_typed(answer)}" for id, answer in answers_as_plain(voice.profile, voice.rulebook).items()]
    if voice.profile.hourly_value is not None:
        given.append(f"hourly_value={voice.profile.hourly_value:g}")
    return shlex.join(["channelfit", "advise", *options, *(part for text in given for part in ("--set", text))])


def _typed(answer: "PlainAnswer") -> str:
    """An answer as somebody types it."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return ",".join(answer) if isinstance(answer, list) else f"{answer}"


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

        return brief_of(advice, certainty, voice)

    def gist(sheet: Sheet) -> str:
        from channelfit.render.reports.advice import render_headline

        return render_headline(advice, certainty, voice, width=sheet.width, colour=sheet.colour)

    return Report(lambda: advice_as_plain(advice, certainty, voice), text=text, brief=brief, gist=gist)
