"""What is to be done first, in more words than a headline has room for."""

from collections.abc import Iterator

from channelfit.language import Text
from channelfit.rulebook.model import NotePlace
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material
from channelfit.source.problem import Severity

# The headline has the names of the channels and the hours besides.
_MOST = 60


def find(material: Material) -> Iterator[Finding]:
    """The `todo` of a note with `place: first` has more than 60 characters in a language.

    It stands in the middle of the headline, before the channels and the hours, where a word or two can be read; what there is to
    say about it belongs in `says`. The witness is where the note is given.

    Bad: `todo: {de: eine Website und jemanden, der sie jede Woche auf dem Stand hält, en: ...}`.
    Good: `todo: {de: eine aktuelle Website, en: an up-to-date website}`.
    """
    for note in material.rulebook.notes:
        longest = max(len(text) for text in note.todo)
        if note.place is NotePlace.FIRST and longest > _MOST:
            values = {"at": note.id, "length": str(longest), "most": str(_MOST)}
            yield Finding(LONG_TODO, note.id, note.mark, values, material.witness(note.when))


LONG_TODO = Check(
    id="long-todo",
    severity=Severity.WARNING,
    wording=Text(
        de="`todo` von `{at}` steht in der Überschrift und hat {length} Zeichen; Platz ist für ein, zwei Wörter, bis {most}",
        en="the `todo` of `{at}` stands in the headline and has {length} characters; room is for a word or two, up to {most}",
    ),
    find=find,
)
