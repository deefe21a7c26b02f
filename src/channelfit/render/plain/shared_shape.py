"""The shapes that several results share: ids, the rulebook, and what is said of a channel."""

from typing import Annotated, TypedDict

from channelfit.advice.model import Cause, Role
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
PlainAnswers = Annotated[dict[str, PlainAnswer], Part("profile")]
Points = dict[GoalId, float]


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


class PlainGoalFit(TypedDict):
    """How well a channel fits a goal."""

    base: Annotated[float, Text("Die Punkte vor allen Regeln.", "The points before any rule.")]
    criteria: Annotated[
        dict[CriterionId, float],
        Text(
            "Die Punkte jedes Kriteriums, in dem eine Regel gilt, begrenzt und gewichtet.",
            "The points of each criterion in which a rule holds, after the cut and weighted.",
        ),
    ]
    points: Annotated[float, Text("Die Summe.", "Their sum.")]
    fit: Annotated[Share, Text("Die Eignung, die diese Punkte ergeben.", "The fit that these points come to.")]
    counts: Annotated[bool, Text("Ob der Kanal für das Ziel zählt.", "Whether the channel counts for the goal.")]


class PlainReason(TypedDict):
    """A rule that holds."""

    rule: Annotated[str, Text("Die Kennung der Regel.", "The id of the rule.")]
    criterion: Annotated[CriterionId, Text("Worauf die Regel schaut.", "What the rule looks at.")]
    points: Annotated[Points, Text("Die Punkte je Ziel.", "The points per goal.")]
    text: Annotated[str, Text("Der Grund in Worten.", "The reason in words.")]
    evidence: Annotated[
        list[EvidenceId],
        Text("Die Belege; keine bei einer fachlichen Einschätzung.", "The facts it rests on; none for a professional judgement."),
    ]
    source: Annotated[str, Text("Wo die Regel steht: Datei und Zeile.", "Where the rule stands: file and line.")]


class PlainPlan(TypedDict):
    """How to go about a channel."""

    formats: Annotated[list[str], Text("Was man dort macht.", "What to do there.")]
    cadence: Annotated[str, Text("Wie oft.", "How often.")]
    first_steps: Annotated[list[str], Text("Die ersten Schritte.", "The first steps.")]
    kpis: Annotated[
        dict[GoalId, list[str]], Text("Woran man den Erfolg misst, je Ziel.", "What success is measured by, per goal.")
    ]
    stop_rule: Annotated[str, Text("Wann man aufhört.", "When to stop.")]


class PlainRecommended(TypedDict):
    """A recommended channel."""

    channel: Annotated[ChannelId, Text("Die Kennung des Kanals.", "The id of the channel.")]
    name: Annotated[str, Text("Sein Name.", "Its name.")]
    role: Annotated[str, Role, Text("Wofür er da ist.", "What it is for.")]
    main_for: Annotated[
        list[GoalId], Text("Die Ziele, zu denen er am besten von allen passt.", "The goals that it fits best of all.")
    ]
    goals: Annotated[
        dict[GoalId, PlainGoalFit],
        Text("Wie gut er zu jedem Ziel passt, dem er dient.", "How well it fits each goal that it serves."),
    ]
    reaches: Annotated[
        str | None,
        Text("Die Gruppe, deren Kanäle fast dieselben Menschen treffen.", "The group whose channels meet much the same people."),
    ]
    adds: Annotated[float, Text("Die Zielabdeckung, die ohne ihn fehlte.", "The coverage that would be lost without it.")]
    hours_per_week: Annotated[float, Text("Stunden pro Woche.", "Hours a week.")]
    money_per_month: Annotated[float, Text("Euro im Monat außer den Gehältern.", "EUR a month besides salaries.")]
    cost_per_month: Annotated[
        float, Text("Euro im Monat, die Arbeitszeit mitgerechnet.", "EUR a month, working time counted in.")
    ]
    startup_hours: Annotated[float, Text("Stunden für den Anfang.", "Hours to start with.")]
    first_results_weeks: Annotated[float, Text("Wochen bis zu den ersten Ergebnissen.", "Weeks to the first results.")]
    already_active: Annotated[bool, Text("Ob das Unternehmen ihn schon nutzt.", "Whether the company uses it already.")]
    stability: Annotated[
        Share,
        Text(
            "Der Anteil der Abwandlungen der Gewichte, bei denen er gewählt bleibt.",
            "The share of variations of the weights in which it stays chosen.",
        ),
    ]
    reasons: Annotated[
        list[PlainReason],
        Text("Die Regeln, die für ihn gelten, die gewichtigste zuerst.", "The rules that hold for it, the weightiest first."),
    ]
    plan: Annotated[PlainPlan, Text("Wie man ihn angeht.", "How to go about it.")]


class PlainNotRecommended(TypedDict):
    """A channel that is not recommended."""

    channel: Annotated[ChannelId, Text("Die Kennung des Kanals.", "The id of the channel.")]
    name: Annotated[str, Text("Sein Name.", "Its name.")]
    cause: Annotated[str, Cause, Text("Der erste Grund, der zutrifft.", "The first cause that applies.")]
    text: Annotated[str, Text("Dieser Grund in Worten.", "That cause in words.")]
    reaches: Annotated[
        str | None,
        Text("Die Gruppe, deren Kanäle fast dieselben Menschen treffen.", "The group whose channels meet much the same people."),
    ]
    adds: Annotated[float, Text("Die Zielabdeckung, die er noch brächte.", "The coverage that it would add.")]
    goals: Annotated[
        dict[GoalId, PlainGoalFit],
        Text("Wie gut er zu jedem Ziel passt, dem er dient.", "How well it fits each goal that it serves."),
    ]


class PlainWhatIf(TypedDict):
    """A change of answers that changes the choice."""

    channel: Annotated[ChannelId, Text("Um welchen Kanal es geht.", "Which channel it is about.")]
    enters: Annotated[bool, Text("Ob er hinzukommt; sonst fällt er weg.", "Whether it comes in; otherwise it drops out.")]
    set: Annotated[list[str], Text("Die Werte für `--set`, die es ausprobieren.", "The values for `--set` that try it.")]
    text: Annotated[str, Text("Die Änderung in Worten.", "The change in words.")]
    after: Annotated[list[ChannelId], Text("Die Auswahl danach.", "The choice afterwards.")]


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
