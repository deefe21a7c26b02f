"""The shape of groundwork and notes as JSON, within that of advice."""

from typing import Annotated, TypedDict

from channelfit.advice.readiness import Level, Status
from channelfit.language import Text
from channelfit.render.plain.shared_shape import EvidenceId
from channelfit.rulebook.model import Addressee, Importance, NotePlace, Spare
from channelfit.ruletools.schema.of_results import Ids


class PlainCheck(TypedDict):
    """A part of the groundwork."""

    id: Annotated[
        str,
        Ids(lambda rulebook: [check.id for check in rulebook.checks]),
        Text("Die Kennung der Voraussetzung.", "The id of the check."),
    ]
    status: Annotated[str, Status, Text("Ob sie erfüllt ist.", "Whether it is met.")]
    blocking: Annotated[
        bool,
        Text(
            "Ob nur der kleinste Anfang empfohlen wird, solange sie fehlt.",
            "Whether only the smallest start is advised while it is missing.",
        ),
    ]
    owner: Annotated[str, Addressee, Text("Wer dafür sorgen muss.", "Who has to see to it.")]
    text: Annotated[str, Text("Was da sein muss.", "What must be there.")]
    todo: Annotated[str, Text("Was zu tun ist, wenn es fehlt.", "What to do if it is not.")]


class PlainEssential(TypedDict):
    """What everyone who decides should know."""

    id: Annotated[
        str,
        Ids(lambda rulebook: [essential.id for essential in rulebook.essentials]),
        Text("Die Kennung des Grundsatzes.", "The id of the essential."),
    ]
    text: Annotated[str, Text("Der Grundsatz.", "The essential.")]
    evidence: Annotated[list[EvidenceId], Text("Die Belege dafür.", "The facts it rests on.")]


class PlainReadiness(TypedDict):
    """The groundwork."""

    level: Annotated[str, Level, Text("Wie weit die Voraussetzungen sind.", "How far the groundwork is.")]
    checks: Annotated[
        list[PlainCheck], Text("Die Voraussetzungen, die für das Unternehmen gelten.", "The checks that apply to the company.")
    ]
    essentials: Annotated[
        list[PlainEssential], Text("Was alle wissen sollten, die entscheiden.", "What everyone who decides should know.")
    ]


# `for` is no name that a class could have.
PlainNote = TypedDict(
    "PlainNote",
    {
        "id": Annotated[
            str,
            Ids(lambda rulebook: [note.id for note in rulebook.notes]),
            Text("Die Kennung des Hinweises.", "The id of the note."),
        ],
        "place": Annotated[
            str,
            NotePlace,
            Text(
                "first: vor jedem Kanal zu tun; beside: was neben allen Kanälen wirkt; rest: wofür übrige Stunden oder Geld am "
                "besten sind; know: gut zu wissen; law: eine Rechtsfrage.",
                "first: to do before any channel; beside: what works beside all channels; rest: what spare hours or money are "
                "best spent on; know: good to know; law: a point of law.",
            ),
        ],
        "spends": Annotated[
            Annotated[str, Spare] | None,
            Text(
                "Wovon etwas übrig sein muss, damit er gilt: hours oder money; nichts heißt eines von beiden. Was nicht "
                "beantwortet ist, gilt als übrig. Bei beside: was dorthin fließen kann, wenn es übrig ist.",
                "What must be left for it to hold: hours or money; nothing means either. What is not answered counts as left. "
                "With beside: what may go there if it is left.",
            ),
        ],
        "severity": Annotated[str, Importance, Text("Wie wichtig er ist.", "How much it matters.")],
        "for": Annotated[str, Addressee, Text("Wer ihn lesen soll.", "Who is to read it.")],
        "law": Annotated[bool, Text("Ob er eine Rechtsfrage betrifft.", "Whether it is about a point of law.")],
        "text": Annotated[str, Text("Der Hinweis.", "The note.")],
        "todo": Annotated[
            str | None,
            Text(
                "Was vor jedem Kanal da sein soll; nur bei `first`.", "What is to be there before any channel; with `first` only."
            ),
        ],
        "evidence": Annotated[list[EvidenceId], Text("Die Belege dafür.", "The facts it rests on.")],
    },
)
