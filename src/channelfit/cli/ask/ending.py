"""After the advice: the headline again, and what somebody may want to do with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from channelfit.cli.ask.asked import Entry, Field, Key, Screen, choose, pick_one
from channelfit.cli.ask.say import show
from channelfit.cli.output import tell
from channelfit.cli.targets import YAML_ENDINGS, check_ending
from channelfit.language import Text
from channelfit.render.phrases.voice import Voice
from channelfit.source.problem import InvalidInput, describe
from channelfit.source.written import visible
from channelfit.typed import NamedTuple

_WHAT_NEXT = Text("Was möchten Sie noch?", "What else would you like?")
_PAGE = Text("Seite für die Geschäftsführung schreiben", "Write the page for the boss")
_SAVE = Text("Antworten speichern", "Save the answers")
_EXPLAIN = Text("Einen Kanal erklären", "Explain a channel")
_EXPLAIN_IN_PAGER = Text("Einen Kanal erklären (q führt hierher zurück)", "Explain a channel (q leads back here)")
_DONE = Text("Fertig", "Done")
_WHICH = Text("Welchen Kanal?", "Which channel?")
_FILE = Text("In welche Datei?", "Into which file?")
_FILE_HINT = Text("ein Dateiname", "a file name")
_FILE_WHY = Text(
    "Die Datei entsteht im Ordner, in dem Sie sind, außer Sie nennen einen anderen. Was es schon gibt, bleibt, wie es ist.",
    "The file appears in the folder you are in, unless you name another one. What is there already stays as it is.",
)
_NOTHING = Text("nichts schreiben", "write nothing")
_THERE = Text("`{path}` gibt es schon; bitte einen anderen Namen.", "`{path}` is there already; please another name.")
_WRITTEN = Text("Geschrieben: {path}", "Written: {path}")
_ASCII = {ord(letter): plain for letter, plain in {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}.items()}


class Deeds(NamedTuple):
    """What can be done at the end: write the page or the answers to a file, and explain a channel, perhaps in the pager."""

    page: Callable[[Path], None]
    save: Callable[[Path], None]
    explain: Callable[[str], None]
    pages: bool


def ending(headline: str, voice: Voice, screen: Screen, deeds: Deeds) -> Path | None:
    """Say the headline and do what is wished until that is enough. The file that the answers were saved to, if they were."""
    saved: Path | None = None
    show("")
    show(headline, style="bold")
    choices = [voice.say(text) for text in (_PAGE, _SAVE, _EXPLAIN_IN_PAGER if deeds.pages else _EXPLAIN, _DONE)]
    while True:
        choice = choose(voice.say(_WHAT_NEXT), choices, screen, at=len(choices) - 1, has_back=False)
        if choice == 0:
            _written(deeds.page, (".html",), voice, screen)
        elif choice == 1:
            saved = _written(deeds.save, YAML_ENDINGS, voice, screen) or saved
        elif choice == 2:
            channels = list(voice.rulebook.channels)
            picked = pick_one(voice.say(_WHICH), [Entry(id, voice.channel(id)) for id in channels], screen)
            if not isinstance(picked, Key):
                show("")
                deeds.explain(channels[picked])
        else:
            return saved


def _written(write: Callable[[Path], None], endings: Sequence[str], voice: Voice, screen: Screen) -> Path | None:
    """The file that something was written to, with one of these endings; one that is there already is left alone."""
    field = Field(voice.say(_FILE), voice.say(_FILE_HINT), voice.say(_NOTHING), _free_name(voice.profile.company, endings[0]))
    while True:
        typed, key = screen.type(field)
        if key is Key.HELP:
            field = field._replace(note=voice.say(_FILE_WHY))
            continue
        if key is Key.BACK or not typed:
            return None
        path = Path(typed).expanduser()
        path = path if path.suffix else path.with_suffix(endings[0])
        refused = voice.say(_THERE, path=str(path)) if path.exists() else _refused(write, path, endings, voice)
        if refused:
            field = field._replace(note=refused)
            continue
        screen.leave(field.above, field.text, typed)
        tell_written(path, voice)
        return path


def _refused(write: Callable[[Path], None], path: Path, endings: Sequence[str], voice: Voice) -> str:
    """Write a file; why that cannot be done, if it cannot."""
    try:
        check_ending(voice.say(_FILE), path, endings)
        write(path)
    except InvalidInput as error:
        return " ".join(describe(found, voice.language) for found in error.problems)
    return ""


def tell_written(path: Path, voice: Voice) -> None:
    """Name a file that was written, in full."""
    tell(f"{voice.say(_WRITTEN, path=visible(str(path.resolve())))}\n")


def _free_name(company: str, suffix: str) -> str:
    """A file name from the name of a company, that is not taken in this folder."""
    plain = company.lower().translate(_ASCII)
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "channelfit"
    names = [f"{stem}{suffix}", *(f"{stem}-{number}{suffix}" for number in range(2, 100))]
    return next((name for name in names if not Path(name).exists()), names[0])
