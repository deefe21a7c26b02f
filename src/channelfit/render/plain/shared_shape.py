"""What the shapes of several results share: ids, answers, the rulebook and its evidence, changes, the numbers of the formulas."""

from typing import Annotated, TypedDict

from channelfit.language import Language, Text
from channelfit.rulebook.model import Criterion, EvidenceKind, Quality
from channelfit.rulebook.overlay.address import KINDS
from channelfit.ruletools.schema.of_results import Bounds, Ids, Part, Pattern

GoalId = Annotated[str, Ids(lambda rulebook: rulebook.goals), Part("goal_id")]
ChannelId = Annotated[str, Part("channel_id")]
QuestionId = Annotated[str, Ids(lambda rulebook: rulebook.questions), Part("question_id")]
EvidenceId = Annotated[str, Part("evidence_id")]
LanguageCode = Annotated[str, Language]
CriterionId = Annotated[str, Criterion]
Share = Annotated[float, Bounds(0, 1)]
# A profile has them as a mapping of questions to answers.
PlainAnswer = str | float | bool | list[str]
PlainAnswers = Annotated[dict[str, PlainAnswer], Part("printed_profile")]
Points = dict[GoalId, float]
HoursAlone = Annotated[float, Text("Stunden pro Woche ohne geteilte Arbeit.", "Hours a week without shared work.")]
FullHours = Annotated[
    float,
    Text(
        "Bis zu so vielen Stunden, ohne geteilte Arbeit, wird er mit mehr Zeit besser.",
        "Up to so many hours, without shared work, more time makes it better.",
    ),
]
OptionId = Annotated[
    str,
    Ids(
        lambda rulebook: {
            option: None
            for goal in rulebook.goals.values()
            if goal.split_by
            for option in rulebook.questions[goal.split_by].options
        }
    ),
]


class PlainChange(TypedDict):
    """A change that an overlay made."""

    kind: Annotated[str, Ids(lambda _: KINDS), Text("Was geändert wurde.", "What kind of item was changed.")]
    target: Annotated[str, Text("Die Kennung davon; leer bei den Einstellungen.", "Its id; empty for the settings.")]
    path: Annotated[str, Text("Welcher Teil; leer, wenn es abgeschaltet wurde.", "Which part of it; empty if it was disabled.")]
    because: Annotated[str, Text("Warum.", "Why.")]
    by: Annotated[str, Text("Das Regelwerk, das die Änderung macht.", "The rulebook that makes the change.")]


class PlainRulebook(TypedDict):
    """Which rules these are."""

    id: Annotated[str, Text("Die Kennung des Regelwerks.", "The id of the rulebook.")]
    version: Annotated[str, Text("Seine Fassung.", "Its version.")]
    digest: Annotated[
        str,
        Pattern("^[0-9a-f]{64}$"),
        Text(
            "Die Prüfsumme aller Regeln; gleich, wenn sie dasselbe sagen.",
            "The digest of all rules; the same if they say the same.",
        ),
    ]
    changes: Annotated[
        list[PlainChange],
        Text("Was eigene Regeln daran geändert haben, in dieser Reihenfolge.", "What overlays changed in it, in this order."),
    ]


class PlainWhatIf(TypedDict):
    """A change of answers that changes the choice."""

    channel: Annotated[ChannelId, Text("Um welchen Kanal es geht.", "Which channel it is about.")]
    enters: Annotated[bool, Text("Ob er hinzukommt; sonst fällt er weg.", "Whether it comes in; otherwise it drops out.")]
    set: Annotated[list[str], Text("Die Werte für `--set`, die es ausprobieren.", "The values for `--set` that try it.")]
    text: Annotated[str, Text("Die Änderung in Worten.", "The change in words.")]
    after: Annotated[list[ChannelId], Text("Die Auswahl danach.", "The choice afterwards.")]


class PlainFormulas(TypedDict):
    """The numbers of the formulas of every channel."""

    max_criterion_points: Annotated[
        float,
        Text(
            "Auf so viele Punkte wird jedes Kriterium begrenzt, nach oben und unten.",
            "The points of each criterion are cut to this, up and down.",
        ),
    ]
    criterion_weights: Annotated[
        dict[CriterionId, float],
        Text(
            "Womit die Punkte der Kriterien malgenommen werden, die hier nicht genannten mit 1.",
            "What the points of the criteria are multiplied by; those that are not here, by 1.",
        ),
    ]
    min_points: Annotated[float, Text("Ab hier zählt ein Kanal für ein Ziel.", "A channel counts for a goal from here on.")]
    top_fit: Annotated[
        float, Text("Die beste Eignung, die ein Kanal erreichen kann.", "The best fit that any channel can reach.")
    ]
    focus_price: Annotated[
        float,
        Text(
            "Was ein weiterer Kanal, der nichts teilt, mindestens zur Zielabdeckung beitragen muss.",
            "What a further channel that shares nothing must add to the coverage at least.",
        ),
    ]


class PlainEvidence(TypedDict):
    """A dated fact."""

    id: Annotated[EvidenceId, Text("Die Kennung des Belegs.", "The id of the fact.")]
    kind: Annotated[
        str,
        EvidenceKind,
        Text(
            "study: eine Untersuchung; guide: ein Ratgeber; law: eine Rechtsnorm.",
            "study: a survey or study; guide: an expert guide; law: a norm.",
        ),
    ]
    statement: Annotated[str, Text("Was der Beleg sagt.", "What it says.")]
    value: Annotated[str | float | None, Text("Die Zahl.", "The number.")]
    unit: Annotated[str | None, Text("Wovon die Zahl ein Teil ist.", "What the number is a part of.")]
    population: Annotated[str | None, Text("Wer befragt oder gezählt wurde.", "Who was asked or counted.")]
    year: Annotated[int | None, Text("Das Jahr der Erhebung.", "The year of the survey.")]
    publisher: Annotated[str, Text("Wer es herausgibt.", "Who publishes it.")]
    title: Annotated[str | None, Text("Der Titel.", "The title.")]
    url: Annotated[str | None, Text("Wo es nachzulesen ist.", "Where it can be read.")]
    quality: Annotated[
        str,
        Quality,
        Text(
            "primary: vom Urheber selbst; press: aus der Presse; secondary: aus anderer Hand.",
            "primary: from its author; press: from the press; secondary: from other hands.",
        ),
    ]
    channels: Annotated[list[str], Text("Welche Kanäle er betrifft.", "Which channels it is about.")]
