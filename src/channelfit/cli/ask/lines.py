"""Ask line by line, with numbered choices: for screen readers, simple terminals and whoever prefers it."""

from __future__ import annotations

import re
import sys
from collections.abc import Container, Sequence
from enum import Enum

from channelfit.cli.ask.asked import (
    EMPTY,
    NOBODY_KNOWS,
    NONE_OF_THEM,
    NOTHING_ABOVE,
    Above,
    Entry,
    Field,
    Key,
    Kind,
    Listing,
    Marks,
    Picked,
)
from channelfit.cli.ask.say import drop_input, heading, room, show, wrapped
from channelfit.language import Counted, Text
from channelfit.render.phrases.voice import Voice
from channelfit.typed import assert_never

_NUMBER = Text("Nummer", "number")
_NUMBERS = Text("Nummern, durch Komma getrennt", "numbers, separated by commas")
_SOME_NUMBERS = Text("bis zu {most} Nummern, durch Komma getrennt", "up to {most} numbers, separated by commas")
_IN_ORDER = Text("{numbers}, das Wichtigste zuerst", "{numbers}, most important first")
_NONE = Text("0: {text}", "0: {text}")
_STAYS = Text("leer: wie bisher, -: {text}", "empty: as before, -: {text}")
_STAYS_ONLY = Text("leer: wie bisher", "empty: as before")
_BACK = Text("<:\u00a0zurück", "<:\u00a0back")
_HELP = Text("?:\u00a0warum", "?:\u00a0why")
# What stands in a line may have been answered before, or be proposed.
_THERE = Text("Da steht: {text}", "It says: {text}")
_LEFT_SO = Text("leer: so lassen, -: {text}", "empty: leave it so, -: {text}")
_PRESENT = Text("bisher: {text}", "so far: {text}")
_NOTHING = Text("Hier ist eine Antwort nötig.", "An answer is needed here.")
_WRONG = Text("„{text}“ passt nicht.", "“{text}” does not fit.")
_POSSIBLE = Counted(
    Text("Möglich ist nur die Nummer 1.", "Only number 1 is possible."),
    Text("Möglich sind Nummern von 1 bis {count}.", "Numbers from 1 to {count} are possible."),
)
_TOO_MANY = Counted(
    Text("Nur eine Nummer ist möglich.", "Only one number is possible."),
    Text("Höchstens {count} Nummern sind möglich.", "At most {count} numbers are possible."),
)
_BETWEEN = re.compile(r"[\s,;]+")
_ROOM = 9


class _Why(Enum):
    """Why a line picks nothing."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    TOO_MANY = "too many"


class Lines:
    """Lists with numbers and lines to type, in one voice."""

    def __init__(self, voice: Voice) -> None:
        self.voice, self.last = voice, NOTHING_ABOVE

    def pick(self, listing: Listing, marks: Marks) -> tuple[Picked, Marks]:
        """What was chosen, or a key; after a question mark the numbers are not read out again."""
        numbered = [entry for entry in listing.entries if entry.value not in (NONE_OF_THEM, NOBODY_KNOWS)]
        drop_input()
        if not marks.typed:
            self._ask(listing.above, listing.text)
            for number, entry in enumerate(numbered, 1):
                show(f"  {number}  {entry.text}" + (f": {entry.beside}" if entry.beside else ""), hang=len(f"{number}  "))
            if marks.chosen and not listing.has_usual:
                show(self.voice.say(_PRESENT, text=listing.said(marks.chosen)))
        else:
            show(listing.help)
        while True:
            typed = self._read(self._hint(listing, numbered, marks)).strip()
            if typed == "?" and Key.HELP in listing.keys:
                return Key.HELP, marks._replace(typed="?")
            if typed == "<" and Key.BACK in listing.keys:
                return Key.BACK, marks._replace(typed="")
            picked = _picked(typed, listing, numbered, marks)
            if isinstance(picked, tuple):
                return picked, Marks()
            show(self._refused(picked, typed, listing, numbered))

    def _ask(self, above: Above, text: str) -> None:
        """A question below what stands above it, as far as that was not read out last."""
        last, self.last = self.last, Above(above.title or self.last.title, above.said)
        show(f"\n{heading(above.title)}" if above.title not in ("", last.title) else "")
        for said in (above.said if above.said != last.said else "", text):
            if said:
                show(said)

    def _refused(self, why: _Why, typed: str, listing: Listing, numbered: Sequence[Entry]) -> str:
        """Why a line picks nothing, and what would."""
        say, possible = self.voice.say, self.voice.counted(len(numbered), _POSSIBLE)
        match why:
            case _Why.TOO_MANY:
                return self.voice.counted(min(listing.most, len(numbered)), _TOO_MANY)
            case _Why.EMPTY:
                return f"{say(_NOTHING)} {possible}"
            case _Why.UNKNOWN:
                return f"{say(_WRONG, text=typed)} {possible}"
            case _:
                assert_never(why)

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
        return self._with_keys(self._wanted(listing, numbered), parts, listing.keys)

    def _wanted(self, listing: Listing, numbered: Sequence[Entry]) -> str:
        """What is to be typed: one number, or how many and how."""
        if min(listing.most, len(numbered)) == 1:
            return self.voice.say(_NUMBER)
        limited = self.voice.say(_SOME_NUMBERS, most=f"{listing.most:g}") if listing.most < len(numbered) else ""
        numbers = limited or self.voice.say(_NUMBERS)
        return self.voice.say(_IN_ORDER, numbers=numbers) if listing.kind is Kind.RANKED else numbers

    def _with_keys(self, wanted: str, parts: Sequence[str], keys: Container[Key]) -> str:
        said = [*parts, *(self.voice.say(text) for key, text in ((Key.BACK, _BACK), (Key.HELP, _HELP)) if key in keys)]
        return f"{wanted} ({', '.join(said)}):" if said else f"{wanted}:"

    def type(self, field: Field) -> tuple[str, Key | None]:
        """A line that was typed; an empty one keeps what stood there before, and a dash takes it away."""
        drop_input()
        if field.note:
            show(field.note)
        else:
            self._ask(field.above, field.text)
        if field.before:
            show(self.voice.say(_THERE, text=field.before))
        without = self.voice.say(_LEFT_SO if field.before else EMPTY, text=field.empty)
        typed = self._read(self._with_keys(field.hint, [without], field.keys)).strip()
        if field.before and typed == "-":
            return "", None
        said, key = field.read(typed)
        return said or field.before, key

    def leave(self, above: Above, text: str, answer: str) -> None:
        """All of it stands there."""

    def _read(self, hint: str) -> str:
        # Whole words, and room behind them for what is typed.
        sys.stderr.write("\n".join(wrapped(hint, room()[0] - _ROOM)) + " ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line


def _usual(listing: Listing, numbered: Sequence[Entry], marks: Marks) -> str:
    """The number of the usual choice."""
    return str(numbered.index(listing.entries[marks.at]) + 1)


def _picked(typed: str, listing: Listing, numbered: Sequence[Entry], marks: Marks) -> tuple[str, ...] | _Why:
    """What a line picks, or why that is nothing."""
    values = [entry.value for entry in listing.entries]
    if not typed and listing.has_usual:
        typed = _usual(listing, numbered, marks)
    if not typed and marks.chosen:
        return marks.chosen
    if typed in ("", "-") and NOBODY_KNOWS in values:
        return (NOBODY_KNOWS,)
    if typed == "0" and NONE_OF_THEM in values:
        return (NONE_OF_THEM,)
    parts = [part for part in _BETWEEN.split(typed) if part]
    if not parts:
        return _Why.UNKNOWN if typed else _Why.EMPTY
    if not all(_is_one_of(part, numbered) for part in parts):
        return _Why.UNKNOWN
    chosen = tuple(dict.fromkeys(numbered[int(part) - 1].value for part in parts))
    return chosen if len(chosen) <= listing.most else _Why.TOO_MANY


def _is_one_of(typed: str, choices: Sequence[Entry]) -> bool:
    """Whether it is the number of a choice."""
    return typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(choices)
