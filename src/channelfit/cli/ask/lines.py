"""Ask line by line, with numbered choices: for screen readers, simple terminals and whoever prefers it."""

import shutil
import sys
from collections.abc import Sequence

from channelfit.cli.ask.asked import EMPTY, NOBODY_KNOWS, NONE_OF_THEM, Entry, Key, Kind, Listing, Marks, Picked
from channelfit.cli.ask.say import MOST_WIDTH, show, wrapped
from channelfit.language import Text
from channelfit.render.phrases.voice import Voice

_HINTS = {
    Kind.ONE: Text("Nummer", "number"),
    Kind.SEVERAL: Text("Nummern mit Komma", "numbers with commas"),
    Kind.RANKED: Text("Nummern mit Komma, das Wichtigste zuerst", "numbers with commas, most important first"),
}
_NONE = Text("0: {text}", "0: {text}")
_STAYS = Text("leer: wie bisher, -: {text}", "empty: as before, -: {text}")
_STAYS_ONLY = Text("leer: wie bisher", "empty: as before")
_BACK = Text("<:\u00a0zurück", "<:\u00a0back")
_HELP = Text("?:\u00a0warum", "?:\u00a0why")
# What stands in a line may have been answered before, or be proposed.
_THERE = Text("Da steht: {text}", "It says: {text}")
_LEFT_SO = Text("leer: so lassen, -: {text}", "empty: leave it so, -: {text}")
_PRESENT = Text("bisher: {text}", "so far: {text}")
_WRONG = Text(
    "Das passt nicht: {text}. Möglich sind Nummern von 1 bis {most}.",
    "That does not fit: {text}. Numbers from 1 to {most} are possible.",
)
_ROOM = 4


class Lines:
    """Lists with numbers and lines to type, in one voice."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.in_colour = False

    def pick(self, listing: Listing, marks: Marks) -> tuple[Picked, Marks]:
        """What was chosen, or a key; after a question mark the numbers are not read out again."""
        numbered = [entry for entry in listing.entries if entry.value not in (NONE_OF_THEM, NOBODY_KNOWS)]
        if not marks.typed:
            show(listing.text)
            for number, entry in enumerate(numbered, 1):
                show(f"  {number}  {entry.text}" + (f": {entry.beside}" if entry.beside else ""))
            if marks.chosen and not listing.has_usual:
                texts = {entry.value: entry.text for entry in listing.entries}
                show(self.voice.say(_PRESENT, text=", ".join(texts[value] for value in marks.chosen)))
        else:
            show(listing.help)
        while True:
            typed = self._read(self._hint(listing, numbered, marks)).strip()
            if typed == "?" and Key.HELP in listing.keys:
                return Key.HELP, marks._replace(typed="?")
            if typed == "<" and Key.BACK in listing.keys:
                return Key.BACK, marks._replace(typed="")
            picked = _picked(typed, listing, numbered, marks)
            if picked is not None:
                return picked, Marks()
            show(self.voice.say(_WRONG, text=typed, most=f"{len(numbered)}"))

    def _hint(self, listing: Listing, numbered: Sequence[Entry], marks: Marks) -> str:
        texts = {entry.value: entry.text for entry in listing.entries}
        parts = [self.voice.say(_NONE, text=texts[NONE_OF_THEM])] if NONE_OF_THEM in texts else []
        if listing.has_usual:
            parts.append(self.voice.say(EMPTY, text=_usual(listing, numbered, marks)))
        elif marks.chosen:
            unknown = texts.get(NOBODY_KNOWS)
            parts.append(self.voice.say(_STAYS, text=unknown) if unknown else self.voice.say(_STAYS_ONLY))
        elif NOBODY_KNOWS in texts:
            parts.append(self.voice.say(EMPTY, text=texts[NOBODY_KNOWS]))
        parts += [self.voice.say(text) for key, text in ((Key.BACK, _BACK), (Key.HELP, _HELP)) if key in listing.keys]
        said = self.voice.say(_HINTS[listing.kind])
        return f"{said} ({', '.join(parts)}): " if parts else f"{said}: "

    def type(self, text: str, hint: str, *, empty: str, before: str = "") -> str:
        """A line that was typed; an empty one keeps what stood there before, and a dash takes it away."""
        if text:
            show(text)
        if before:
            show(self.voice.say(_THERE, text=before))
        without = self.voice.say(_LEFT_SO if before else EMPTY, text=empty)
        typed = self._read(f"{hint} ({without}, {self.voice.say(_BACK)}, {self.voice.say(_HELP)}): ").strip()
        return "" if before and typed == "-" else typed or before

    def _read(self, hint: str) -> str:
        # Whole words, and room behind them for what is typed.
        width = min(shutil.get_terminal_size((80, 24)).columns, MOST_WIDTH)
        sys.stderr.write("\n".join(wrapped(hint, width - _ROOM)) + " ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line


def _usual(listing: Listing, numbered: Sequence[Entry], marks: Marks) -> str:
    """The number of the usual choice."""
    return str(numbered.index(listing.entries[marks.at]) + 1)


def _picked(typed: str, listing: Listing, numbered: Sequence[Entry], marks: Marks) -> tuple[str, ...] | None:
    """What a line picks; nothing if it does not fit."""
    values = [entry.value for entry in listing.entries]
    if not typed and listing.has_usual:
        typed = _usual(listing, numbered, marks)
    if not typed and marks.chosen:
        return marks.chosen
    if typed in ("", "-") and NOBODY_KNOWS in values:
        return (NOBODY_KNOWS,)
    if typed == "0" and NONE_OF_THEM in values:
        return (NONE_OF_THEM,)
    parts = [part.strip() for part in typed.split(",") if part.strip()]
    if not parts or not all(_is_one_of(part, numbered) for part in parts):
        return None
    chosen = tuple(dict.fromkeys(numbered[int(part) - 1].value for part in parts))
    return chosen if len(chosen) <= listing.most else None


def _is_one_of(typed: str, choices: Sequence[Entry]) -> bool:
    """Whether it is the number of a choice."""
    return typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(choices)
