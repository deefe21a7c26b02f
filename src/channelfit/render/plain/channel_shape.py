"""The shape of a channel in a result: what it is recommended for or why not, with its points, hours, reasons and plan."""

from typing import Annotated, TypedDict

from channelfit.advice.model import Cause, Role
from channelfit.language import Text
from channelfit.render.plain.shared_shape import (
    ChannelId,
    CriterionId,
    EvidenceId,
    FullHours,
    GoalId,
    HoursAlone,
    OptionId,
    Points,
    QuestionId,
    Share,
)


class PlainFit(TypedDict):
    """How well a channel fits a goal, or a group of one."""

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
    counts: Annotated[bool, Text("Ob der Kanal dafür zählt.", "Whether the channel counts for it.")]


class PlainSegmentFit(PlainFit):
    """How well a channel fits one group of a goal that is split."""

    excluded: Annotated[
        bool,
        Text(
            "Ob eine Regel ihn für diese Gruppe ausschließt; dann ist die Eignung 0.",
            "Whether a rule rules it out for this group; then its fit is 0.",
        ),
    ]


class PlainGoalFit(PlainFit):
    """How well a channel fits a goal."""

    split_by: Annotated[
        QuestionId | None,
        Text(
            "Die Frage, die das Ziel nach Gruppen teilt; nichts, wenn es nicht geteilt ist.",
            "The question that splits the goal into groups; nothing if it is not split.",
        ),
    ]
    segments: Annotated[
        dict[OptionId, PlainSegmentFit],
        Text(
            "Dasselbe für jede Gruppe. Die Zahlen darüber sind dann Mittelwerte, und es zählt, was für eine Gruppe zählt.",
            "The same for each group. The numbers above are means then, and what counts for one group counts.",
        ),
    ]


class PlainReason(TypedDict):
    """A rule that holds."""

    rule: Annotated[str, Text("Die Kennung der Regel.", "The id of the rule.")]
    criterion: Annotated[CriterionId, Text("Worauf die Regel schaut.", "What the rule looks at.")]
    points: Annotated[Points, Text("Die Punkte je Ziel.", "The points per goal.")]
    segments: Annotated[
        dict[GoalId, list[OptionId]],
        Text(
            "Die Gruppen jedes geteilten Ziels, für die sie gilt; für ein anderes Ziel gilt sie ganz.",
            "The groups of each split goal for which it holds; for another goal it holds as a whole.",
        ),
    ]
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


class PlainSharing(TypedDict):
    """A channel with which another shares its work."""

    channel: Annotated[ChannelId, Text("Die Kennung dieses Kanals.", "The id of that channel.")]
    share: Annotated[
        Share, Text("Der Teil der Arbeit, der daneben wegfällt.", "The share of the work that falls away beside it.")
    ]


SharesWith = Annotated[
    PlainSharing | None,
    Text(
        "Mit wem in der Auswahl er sich die Arbeit teilt; nichts, wenn mit niemandem.",
        "With which of these channels it shares work; nothing if with none.",
    ),
]
Substitute = Annotated[
    ChannelId | None,
    Text(
        "Wer an seine Stelle träte, wenn er mit denen ginge, die mit ihm laufen; nichts, wenn niemand etwas brächte.",
        "Which channel would join if it left with its companions; nothing if none would add anything.",
    ),
]


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
    upkeep: Annotated[
        bool,
        Text(
            "Ob er neben den anderen in Ordnung zu halten ist, statt bespielt zu werden.",
            "Whether it is to be kept in order beside the others instead of being played.",
        ),
    ]
    adds: Annotated[float, Text("Die Zielabdeckung, die ohne ihn fehlte.", "The coverage that would be lost without it.")]
    hours_per_week: Annotated[float, Text("Stunden pro Woche neben dieser Auswahl.", "Hours a week beside these channels.")]
    hours_alone: HoursAlone
    full_hours: FullHours
    hours_to_use: Annotated[
        float,
        Text(
            "Stunden pro Woche, wenn die übrigen glaubhaften Stunden genutzt werden.",
            "Hours a week if the rest of the believable hours is used.",
        ),
    ]
    shares_with: SharesWith
    substitute: Substitute
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
    upkeep: Annotated[
        bool,
        Text(
            "Ob er neben den anderen in Ordnung zu halten ist, statt bespielt zu werden.",
            "Whether it is to be kept in order beside the others instead of being played.",
        ),
    ]
    adds: Annotated[float, Text("Die Zielabdeckung, die er noch brächte.", "The coverage that it would add.")]
    hours_alone: HoursAlone
    goals: Annotated[
        dict[GoalId, PlainGoalFit],
        Text("Wie gut er zu jedem Ziel passt, dem er dient.", "How well it fits each goal that it serves."),
    ]


class PlainStage(TypedDict):
    """A channel in the first 90 days."""

    channel: Annotated[ChannelId, Text("Die Kennung des Kanals.", "The id of the channel.")]
    setup_from: Annotated[
        int | None,
        Text(
            "Die Woche, in der der Aufbau beginnt; nichts ohne Aufbau.",
            "The week in which the set-up begins; nothing without one.",
        ),
    ]
    setup_until: Annotated[int | None, Text("Die Woche, in der er endet.", "The week in which it ends.")]
    runs_from: Annotated[
        int | None,
        Text(
            "Die Woche, ab der der Kanal läuft; nichts, wenn er nur aufgebaut wird.",
            "The week from which on the channel runs; nothing if it is only set up.",
        ),
    ]


class PlainChannelInUse(TypedDict):
    """A channel that is in use and not recommended."""

    channel: Annotated[ChannelId, Text("Die Kennung des Kanals.", "The id of the channel.")]
    text: Annotated[str, Text("Was damit zu tun ist.", "What to do with it.")]


class PlainKept(PlainChannelInUse):
    """A channel in use that is kept at a low level."""

    until: Annotated[
        QuestionId | None,
        Text(
            "Die offene Frage, bis zu deren Antwort er nicht ruht; nichts, wenn es an keiner hängt.",
            "The open question until whose answer it is not paused; nothing if it depends on none.",
        ),
    ]
