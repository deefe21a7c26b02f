"""The notes of the page for those who decide, each in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from channelfit.advice.model import Advice
from channelfit.language import Text, gist_of
from channelfit.render.forms.blocks import Item, Listing, Part
from channelfit.render.phrases.sentences import source_of
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.model import Addressee, Importance, Note, NotePlace

MOST_BESIDE = 3
_ALSO = Text("Außerdem: {labels}.", "Also: {labels}.")


def noted(place: NotePlace, advice: Advice, voice: Voice) -> Iterator[Part]:
    """The notes that belong to a place; nothing if there are none."""
    yield from listed_notes([note for note in advice.notes if note.place is place], voice)


def listed_notes(notes: Iterable[Note], voice: Voice) -> Iterator[Part]:
    """Notes in a list; nothing if there are none."""
    if items := tuple(note_item(note, voice) for note in notes):
        yield Listing(items)


def beside(advice: Advice, voice: Voice) -> Iterator[Part]:
    """What works beside the channels: the first in full, of the others what they are about."""
    notes = [note for note in advice.notes if note.place is NotePlace.BESIDE]
    items = [note_item(note, voice) for note in notes[:MOST_BESIDE]]
    if labels := [voice.say(note.label) or gist_of(voice.fill(note.says)) for note in notes[MOST_BESIDE:]]:
        items.append(Item(voice.say(_ALSO, labels="; ".join(labels))))
    if items:
        yield Listing(tuple(items))


def more_beside(advice: Advice) -> tuple[Note, ...]:
    """Those of them that are told in full elsewhere."""
    return tuple(note for note in advice.notes if note.place is NotePlace.BESIDE)[MOST_BESIDE:]


def note_item(note: Note, voice: Voice) -> Item:
    """A note with a sign for how much it matters, and its source."""
    return Item(voice.fill(note.says), "i" if note.severity is Importance.INFO else "!", source_of(note.basis, voice))


def is_for_decision(note: Note) -> bool:
    """Whether a note that is good to know belongs to what is decided on and not to the appendix."""
    return note.place is NotePlace.KNOW and note.severity is Importance.SERIOUS and note.addressee is Addressee.MANAGEMENT
