"""What is put to a reader, whatever the terminal: a list to choose from or a line to type, and what came back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Protocol

from channelfit.language import NO, YES, Text
from channelfit.render.phrases.voice import NONE_OF_THEM as NONE
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Question, QuestionType
from channelfit.typed import NamedTuple

EMPTY = Text("leer: {text}", "empty: {text}")
UNKNOWN = Text("weiß ich nicht", "I don't know")
# The values of the entries that stand apart from the options; no option has such an id.
NOBODY_KNOWS, NONE_OF_THEM = "?", "."


class Key(Enum):
    """What may come instead of an answer."""

    BACK = "back"
    UNKNOWN = "unknown"
    HELP = "help"


# The keys that lead somewhere, unless it is said otherwise.
_KEYS = frozenset((Key.BACK, Key.HELP))


class Above(NamedTuple):
    """What stands above a question: the title of its section, and how things stand."""

    title: str = ""
    said: str = ""


NOTHING_ABOVE = Above()


class Kind(Enum):
    """How many entries of a list may be chosen: one, several, or several in the order of their weight."""

    ONE = "one"
    SEVERAL = "several"
    RANKED = "ranked"


class Entry(NamedTuple):
    """Something to choose: its value, its text, perhaps in two columns; `apart`: chosen alone, and always in sight."""

    value: str
    text: str
    beside: str = ""
    apart: bool = False


class Listing(NamedTuple):
    """A list to choose from, with what is asked above it, and how many may be chosen at the most."""

    text: str
    kind: Kind
    entries: tuple[Entry, ...]
    most: float = float("inf")
    # Whether there is a usual choice, at which a reader begins and which an empty line picks.
    has_usual: bool = False
    keys: frozenset[Key] = _KEYS
    # Why it is asked, once a reader has asked for that.
    help: str = ""
    above: Above = NOTHING_ABOVE

    def said(self, values: Iterable[str]) -> str:
        """The texts of some entries behind each other."""
        texts = {entry.value: entry.text for entry in self.entries}
        return ", ".join(texts[value] for value in values)

    def toggled(self, chosen: tuple[str, ...], value: str) -> tuple[str, ...]:
        """What is chosen after an entry was ticked, or its tick taken off."""
        if value in chosen:
            return tuple(one for one in chosen if one != value)
        apart = {entry.value for entry in self.entries if entry.apart}
        if self.kind is Kind.ONE or value in apart:
            return (value,)
        kept = tuple(one for one in chosen if one not in apart)
        return (*kept, value) if len(kept) < self.most else kept


class Marks(NamedTuple):
    """What a reader has done so far and not yet confirmed: what is chosen, where they are, and what is typed."""

    chosen: tuple[str, ...] = ()
    at: int = 0
    typed: str = ""


class Field(NamedTuple):
    """A line to type: what is asked, what is expected in it, what an empty one means, and what stands in it before."""

    text: str
    hint: str
    empty: str
    before: str = ""
    # Why it is asked, once a reader has asked for that; or what was wrong with the line before.
    note: str = ""
    # Whether `?` and `<` can be part of what is typed.
    is_free: bool = True
    keys: frozenset[Key] = _KEYS
    above: Above = NOTHING_ABOVE

    def read(self, typed: str) -> tuple[str, Key | None]:
        """What a line says, and the key in it if there is one: alone, behind what stood there before, or behind a number."""
        typed = typed.strip()
        for sign, key in (("<", Key.BACK), ("?", Key.HELP)):
            kept = typed.removesuffix(sign).rstrip()
            if typed.endswith(sign) and (not self.is_free or kept in ("", self.before)):
                return kept.rstrip("<?").rstrip(), key
        return typed, None


Picked = tuple[str, ...] | Key


class Screen(Protocol):
    """A way to ask."""

    def pick(self, listing: Listing, marks: Marks) -> tuple[Picked, Marks]:
        """What was chosen, or a key, with the marks as they are then. Raises KeyboardInterrupt or EOFError."""
        ...

    def type(self, field: Field) -> tuple[str, Key | None]:
        """The line that was typed, and the key in it, if there is one. Raises KeyboardInterrupt or EOFError."""
        ...

    def leave(self, above: Above, text: str, answer: str) -> None:
        """Leave a question that is answered in sight, under the title of its section."""
        ...


def listing_of(question: Question, offered: Sequence[str], voice: Voice) -> Listing:
    """The list for a question with options, without what makes no sense as an answer to it."""
    if question.type is QuestionType.YES_NO:
        entries = [Entry("yes", voice.say(YES)), Entry("no", voice.say(NO))]
    else:
        entries = [Entry(option, voice.say(question.options[option])) for option in question.options if option in offered]
    if question.type is QuestionType.MULTI and question.least < 1 and not question.never_none:
        entries.append(Entry(NONE_OF_THEM, voice.say(NONE), apart=True))
    if not question.required:
        entries.append(Entry(NOBODY_KNOWS, voice.say(UNKNOWN), apart=True))
    kinds = {QuestionType.MULTI: Kind.SEVERAL, QuestionType.RANKING: Kind.RANKED}
    kind = kinds.get(question.type, Kind.ONE)
    return Listing(voice.say(question.text), kind, tuple(entries), 1 if kind is Kind.ONE else question.most)


def marks_of(listing: Listing, given: Answer | None) -> Marks:
    """Where a reader begins who has given an answer before."""
    values = [entry.value for entry in listing.entries]
    chosen = tuple(option for option in given if option in values) if isinstance(given, tuple) else ()
    if given == () and NONE_OF_THEM in values:
        chosen = (NONE_OF_THEM,)
    return Marks(chosen, values.index(chosen[0]) if chosen else 0)


def answer_of(question: Question, picked: tuple[str, ...]) -> Answer | Key:
    """The answer that was picked."""
    if picked == (NOBODY_KNOWS,):
        return Key.UNKNOWN
    if picked == (NONE_OF_THEM,):
        return ()
    return tuple(option for option in question.options if option in picked) if question.type is QuestionType.MULTI else picked


def pick_one(
    text: str, choices: Sequence[Entry], screen: Screen, at: int = 0, *, has_back: bool = True, above: Above = NOTHING_ABOVE
) -> int | Key:
    """The index of one of some choices, at one of which a reader begins; or the key for going back, if that leads somewhere."""
    keys = frozenset((Key.BACK,)) if has_back else frozenset[Key]()
    listing = Listing(text, Kind.ONE, tuple(choices), 1, has_usual=True, keys=keys, above=above)
    picked, _ = screen.pick(listing, Marks(at=at))
    return picked if isinstance(picked, Key) else [entry.value for entry in choices].index(picked[0])


def choose(
    text: str, choices: Sequence[str], screen: Screen, at: int = 0, *, has_back: bool = True, above: Above = NOTHING_ABOVE
) -> int | Key:
    """The index of one of some texts."""
    entries = [Entry(f"{place}", said) for place, said in enumerate(choices)]
    return pick_one(text, entries, screen, at, has_back=has_back, above=above)
