"""`channelfit advise`: a profile goes in, advice comes out."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress

from channelfit.advice.advise import advise
from channelfit.cli.answered import Run, answerable, check_changes
from channelfit.cli.output import is_read_aloud, problems_reported, tell
from channelfit.cli.profiles import Origin, end_if_missing, origin_of, paths_of, profiles_in, read_profiles, spoken, tell_notices
from channelfit.cli.results import put_reports
from channelfit.cli.saving import check_save, file_of, save_answers
from channelfit.cli.targets import check_targets
from channelfit.cli.wishes import STDOUT, form_for, language, voice_for
from channelfit.files import load_rulebook, read_logo
from channelfit.language import Language, Text
from channelfit.render.forms.form import Form, Report, Sheet
from channelfit.render.forms.table import FORMS, HTML, JSONL, TEXT
from channelfit.render.phrases.places import argument_of
from channelfit.render.phrases.voice import Voice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from channelfit.cli.interview import Outset
    from channelfit.render.forms.blocks import Brief

_REPEAT = Text("Diese Empfehlung noch einmal, auch in Skripten:", "The same advice again, in scripts too:")


def advise_command(
    profiles: list[str] | None = None,
    example: str | None = None,
    changes: list[str] = [],  # noqa: B006 (typer wants a list)
    rules: list[str | Path] | None = None,
    lang: Language | None = None,
    max_channels: int | None = None,
    ask: bool = False,
    form: Form | None = None,
    output: Path | None = None,
    plain: bool = False,
    details: bool = False,
    save: Path | None = None,
    keep_going: bool = False,
    force: bool = False,
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
        read = read_profiles(rulebook, paths, changes, spoken(lang), ask=ask, at_once=chosen is JSONL)
        run = Run(chosen, output, lang, len(paths), keep_going, [])
        files = [path for path in (output, save) if path is not None and str(path) != STDOUT]
        outset = place = None
        if ask or origin_of(paths, changes) is Origin.INTERVIEW:
            from channelfit.cli.interview import Outset, interviewed  # Whoever is asked nothing should not wait for it.
            from channelfit.writing import check_writable

            for path in files:
                check_writable(path)
            options = _options(rules, lang, max_channels, form, output, details=details)
            voices = [voice_for(lang, rulebook, profile) for profile in profiles_in(read)]
            tell_notices(voices)
            words = ("--example", example) if example else tuple(paths)
            outset = Outset(words, paths[0] if paths else "", voices[0].profile, options, is_fresh=not (paths or changes))
            asked, place = interviewed(voices, outset, plain=plain)
            end_if_missing([asked], run.spoken_form)
            answered: Iterable[Voice] = [asked]
        else:
            if keep_going:
                check_changes(changes, rulebook)
            answered = answerable(read, rulebook, run)
        if save is not None:
            answered = [*answered]
            save_answers(answered, save, parted=output is None)
        named = f"--example {example}" if example and len(paths) == 1 else ""
        sets = () if outset else tuple(part for change in changes for part in ("--set", change))
        if not outset and origin_of(paths, changes) is Origin.OPTIONS:
            named, sets = shlex.join(sets), ()
        given = (*_options(rules, None, max_channels, None, None, details=False), *sets)
        typed = _typed(named, file_of(save), given, asks=outset is not None)
        reports = (run.named(_report(voice, max_channels, typed, details=details), voice) for voice in answered)
        # An interview ends with the headline anyway.
        repeats = not plain and outset is None
        put_reports(reports, chosen, output, house=rulebook.house, logo=logo, pages=details and not plain, repeats=repeats)
        run.end()
        if outset and place:
            from channelfit.cli.drafts import drop

            drop(place.path)
            _end(asked, outset, (files, file_of(save)), max_channels, plain=plain)


def _end(voice: Voice, outset: Outset, written: tuple[list[Path], Path | None], most: int | None, *, plain: bool) -> None:
    """Name what was written; in a terminal say the headline and do what else is wished; then the command for the same again."""
    from channelfit.cli.ask.ending import Deeds, ending, tell_written
    from channelfit.cli.explain import explained
    from channelfit.cli.interview import repeating_command, screen_for

    files, saved = written
    for path in files:
        tell_written(path, voice)
    if sys.stdout.isatty():
        page = _report(voice, most, details=False)
        deeds = Deeds(
            lambda path: put_reports([page], HTML, path, house=voice.rulebook.house, logo=read_logo(voice.rulebook)),
            lambda path: save_answers([voice], path, parted=False),
            lambda channel: put_reports([explained(voice, channel, most)], TEXT, pages=not plain, repeats=not plain),
            pages=not plain and not is_read_aloud(),
        )
        with suppress(KeyboardInterrupt, EOFError):
            saved = ending(_headline(voice, most), voice, screen_for(voice, plain=plain), deeds) or saved
    tell(f"\n{voice.say(_REPEAT)}\n  {repeating_command(voice, outset, saved)}\n")


def _headline(voice: Voice, most: int | None) -> str:
    from channelfit.advice.certainty import certainty_of
    from channelfit.render.phrases.headline import headline

    advice = advise(voice.rulebook, voice.profile, max_channels=most)
    return headline(advice, voice, certainty_of(advice))


def _options(
    rules: list[str | Path] | None,
    lang: Language | None,
    most: int | None,
    form: Form | None,
    output: Path | None,
    *,
    details: bool,
) -> tuple[str, ...]:
    """The options that the same advice takes again."""
    values = [("--lang", lang), ("--max-channels", most), ("--format", form), ("--output", output)]
    folders = [part for folder in rules or () for part in ("--rules", str(folder))]
    named = [part for name, value in values if value is not None for part in (name, str(value))]
    return (*folders, *named, *(["--details"] if details else []))


def _typed(named: str, saved: Path | None, given: Sequence[str], *, asks: bool) -> Callable[[Voice], str | None]:
    """What a command to type next needs for the same advice: the profile of a voice, as it was named, and the options given.

    After an interview that is the file saved; nothing if none was, since the interview ends with its command.
    """

    def typed(voice: Voice) -> str | None:
        if asks and saved is None:
            return None
        profile = shlex.quote(str(saved)) if asks else named or argument_of(voice.profile)
        return f"{profile} {shlex.join(given)}".strip() if profile else ""

    return typed


def _report(
    voice: Voice, max_channels: int | None, typed: Callable[[Voice], str | None] = lambda _: "", *, details: bool
) -> Report:
    """The advice; commands to type next name its profile as it is to be typed."""
    # What it needs takes a while to import; whoever has not answered enough should not wait for it.
    from channelfit.advice.certainty import certainty_of

    advice = advise(voice.rulebook, voice.profile, max_channels=max_channels)
    certainty = certainty_of(advice)

    def text(sheet: Sheet) -> str:
        if details:
            from channelfit.render.reports.advice import render_terminal

            return render_terminal(advice, certainty, voice, width=sheet.width, colour=sheet.colour)
        from channelfit.render.brief.first_screen import render_first_screen

        return render_first_screen(advice, certainty, voice, width=sheet.width, colour=sheet.colour, profile=typed(voice))

    def brief() -> Brief:
        from channelfit.render.brief.page import brief_of

        return brief_of(advice, certainty, voice, details=details)

    def gist(sheet: Sheet) -> str:
        from channelfit.render.reports.advice import render_headline

        return render_headline(advice, certainty, voice, width=sheet.width, colour=sheet.colour)

    def plain() -> Mapping[str, object]:
        from channelfit.render.plain.advice import advice_as_plain

        return advice_as_plain(advice, certainty, voice)

    return Report(plain, text=text, brief=brief, gist=gist)
