"""The shape of advice as JSON, `channelfit.advice/1`: every key and what it means. Keys may be added, never renamed.

It stands apart from the code that fills it, as only who prints its schema pays for it; other results share parts of it.
"""

from typing import Annotated, Literal, TypedDict

from channelfit.advice.model import Cause, Role
from channelfit.advice.readiness import Level, Status
from channelfit.language import Language, Text
from channelfit.rulebook.model import Addressee, Criterion, EvidenceKind, Importance, NotePlace, Quality
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


class PlainSegmentCoverage(TypedDict):
    """How far one group of a goal is covered."""

    limit: Annotated[Share, Text("Was Kanäle davon höchstens schaffen.", "What channels can cover of it at best.")]
    coverage: Annotated[Share, Text("Wie weit sie abgedeckt ist.", "How far it is covered.")]


class PlainGoalCoverage(TypedDict):
    """How far a goal is covered."""

    weight: Annotated[Share, Text("Das Gewicht des Ziels nach seinem Rang.", "The weight of the goal by its rank.")]
    limit: Annotated[Share, Text("Was Kanäle davon höchstens schaffen.", "What channels can cover of it at best.")]
    coverage: Annotated[Share, Text("Wie weit es abgedeckt ist.", "How far it is covered.")]
    why_limited: Annotated[
        str | None, Text("Warum nicht mehr geht; nichts ohne Grenze.", "Why no more can be done; nothing without a limit.")
    ]
    if_nothing: Annotated[
        str | None,
        Text("Was es für dieses Ziel heißt, wenn nichts geschieht.", "What it means for this goal if nothing is done."),
    ]
    segments: Annotated[
        dict[OptionId, PlainSegmentCoverage],
        Text(
            "Jede Gruppe eines geteilten Ziels; die Zahlen darüber sind dann Mittelwerte.",
            "Each group of a goal that is split; the numbers above are means then.",
        ),
    ]


class PlainCoverage(TypedDict):
    """How far the goals are covered."""

    total: Annotated[Share, Text("Alle Ziele zusammen, nach Gewicht.", "All goals together, by weight.")]
    goals: Annotated[dict[GoalId, PlainGoalCoverage], Text("Jedes Ziel des Unternehmens.", "Each goal of the company.")]


class PlainEffort(TypedDict):
    """What everything recommended takes."""

    hours_per_week: Annotated[float, Text("Stunden pro Woche für alles Empfohlene.", "Hours a week for all that is recommended.")]
    available: Annotated[float, Text("Die Stunden, die das Unternehmen nennt.", "The hours that the company states.")]
    believable: Annotated[
        float,
        Text("Die Stunden, die davon glaubhaft sind, in Vierteln.", "The hours of these that can be believed, in quarters."),
    ]
    to_use: Annotated[
        float,
        Text(
            "Stunden pro Woche, wenn jeder Kanal bekommt, was ihn besser macht.",
            "Hours a week if every channel gets what makes it better.",
        ),
    ]
    spare: Annotated[float, Text("Die glaubhaften Stunden, die dann übrig sind.", "The believable hours that are left then.")]
    money_per_month: Annotated[float, Text("Euro im Monat außer den Gehältern.", "EUR a month besides salaries.")]
    budget: Annotated[
        float | None, Text("Die Euro im Monat, die das Unternehmen nennt.", "The EUR a month that the company states.")
    ]
    hourly_value: Annotated[float, Text("Was eine Arbeitsstunde kostet, in Euro.", "What an hour of work costs, in EUR.")]
    cost_per_month: Annotated[
        float, Text("Euro im Monat, die Arbeitszeit mitgerechnet.", "EUR a month, working time counted in.")
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
    """A channel in use that is kept low."""

    until: Annotated[
        QuestionId | None,
        Text(
            "Die offene Frage, bis zu deren Antwort er nicht ruht; nichts, wenn es an keiner hängt.",
            "The open question until whose answer it is not put to rest; nothing if it depends on none.",
        ),
    ]


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


class PlainOpenQuestion(TypedDict):
    """A question without an answer."""

    question: Annotated[QuestionId, Text("Die Kennung der Frage.", "The id of the question.")]
    text: Annotated[str, Text("Die Frage.", "The question.")]
    influence: Annotated[
        float,
        Text(
            "Wie viel ihre Antwort über die Auswahl sagen würde, in Bit.",
            "How much its answer would tell about the choice, in bits.",
        ),
    ]


class PlainNearTie(TypedDict):
    """What was nearly chosen."""

    inside: Annotated[list[ChannelId], Text("Was gewählt wurde.", "What was chosen.")]
    outside: Annotated[list[ChannelId], Text("Was fast stattdessen gewählt worden wäre.", "What was nearly chosen instead.")]
    gap: Annotated[float, Text("Um wie viel das schlechter ist.", "By how much that is worse.")]


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


class PlainLimits(PlainFormulas):
    """The limits and the numbers of the formulas that applied."""

    max_channels: Annotated[
        int,
        Text("So viele Kanäle höchstens, die mitlaufenden nicht gezählt.", "So many channels at most, companions not counted."),
    ]
    max_basics: Annotated[
        int,
        Text(
            "So viele Einträge höchstens, die zuerst in Ordnung zu bringen sind.",
            "So many entries to put in order first at most.",
        ),
    ]
    max_companions: Annotated[int, Text("So viele Kanäle höchstens, die mitlaufen.", "So many companions at most.")]
    companion_share: Annotated[
        float,
        Text(
            "Ab diesem geteilten Aufwand läuft ein Kanal bei seinem Partner mit und braucht keinen Platz.",
            "From this share of its work on a channel goes along with its partner and takes no slot.",
        ),
    ]
    upkeep_weight: Annotated[
        float,
        Text(
            "Dieser Teil der Eignung eines Eintrags, der nur in Ordnung zu halten ist, zählt zur Zielabdeckung.",
            "So much of the fit of an entry that is only to be kept in order enters coverage.",
        ),
    ]
    keep_low_points: Annotated[
        float,
        Text(
            "Mit so vielen Punkten für eines der ersten Ziele ruht ein Kanal in Gebrauch nie ganz.",
            "With so many points for one of the first goals a channel in use is never put to rest.",
        ),
    ]
    keep_low_goals: Annotated[int, Text("So viele Ziele sind damit gemeint.", "So many goals are meant by that.")]
    alternative_below: Annotated[
        float,
        Text(
            "Was in weniger Abwandlungen dabei bleibt, wird als Alternative genannt.",
            "What stays in fewer of the variations is named as an alternative.",
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


class PlainAdvice(TypedDict):
    """The whole result of `advise`."""

    schema: Annotated[Literal["channelfit.advice/1"], Text("Die Fassung des Ergebnisses.", "The version of the result.")]
    rulebook: Annotated[
        PlainRulebook,
        Text(
            "Welche Regeln es waren und was eigene Regeln daran geändert haben.",
            "Which rules these were, and what overlays changed in them.",
        ),
    ]
    company: Annotated[str | None, Text("Der Name des Unternehmens.", "The name of the company.")]
    language: Annotated[LanguageCode, Text("Die Sprache der Texte.", "The language of the texts.")]
    answers: Annotated[
        PlainAnswers,
        Text("Die Antworten, so dass sie wieder eingelesen werden können.", "The answers, so that they can be read in again."),
    ]
    assumed: Annotated[dict[QuestionId, float], Text("Was ohne Antwort angenommen wurde.", "What was assumed without an answer.")]
    headline: Annotated[str, Text("Die Empfehlung in einem Satz.", "The advice in one sentence.")]
    recommended: Annotated[list[PlainRecommended], Text("Ihre Kanalauswahl.", "Your channels.")]
    basics: Annotated[list[PlainRecommended], Text("Was zuerst in Ordnung zu bringen ist.", "What to put in order first.")]
    once_ready: Annotated[
        list[ChannelId],
        Text("Die Auswahl, wenn keine Voraussetzung mehr fehlt.", "The choice once no part of the groundwork is missing."),
    ]
    coverage: Annotated[PlainCoverage, Text("Die Zielabdeckung.", "The coverage of the goals.")]
    effort: Annotated[
        PlainEffort,
        Text(
            "Stunden, Geld und Kosten im Monat: gebraucht, verfügbar, glaubhaft.",
            "Hours, money and cost a month: needed, available, believable.",
        ),
    ]
    first_90_days: Annotated[
        list[PlainStage],
        Text(
            "Wann jeder Kanal aufgebaut wird und ab welcher Woche er läuft.",
            "When each channel is set up, and from which week on it runs.",
        ),
    ]
    not_recommended: Annotated[
        list[PlainNotRecommended],
        Text(
            "Alle anderen Kanäle mit dem ersten Grund, der zutrifft.",
            "All other channels, each with the first cause that applies.",
        ),
    ]
    park: Annotated[list[PlainChannelInUse], Text("Was ruhen soll.", "What to put to rest.")]
    keep_low: Annotated[list[PlainKept], Text("Was auf kleiner Flamme bleibt.", "What to keep low.")]
    next_step: Annotated[
        str | None,
        Text("Der kleinste nützliche Schritt, wenn kein Kanal passt.", "The smallest useful step if no channel fits."),
    ]
    readiness: Annotated[PlainReadiness, Text("Die Voraussetzungen.", "The groundwork.")]
    notes: Annotated[list[PlainNote], Text("Die Hinweise.", "The notes.")]
    settled: Annotated[
        Share,
        Text(
            "Der Anteil der Ergänzungen offener Fragen, bei denen dieselbe Auswahl herauskommt.",
            "The share of completions of the open questions in which the same choice comes out.",
        ),
    ]
    likely: Annotated[
        list[ChannelId],
        Text("Die häufigste Auswahl, wenn es eine andere ist.", "The most frequent choice if it is another."),
    ]
    open_questions: Annotated[
        list[PlainOpenQuestion],
        Text("Offene Fragen, die einflussreichste zuerst.", "Open questions, the most influential first."),
    ]
    near_tie: Annotated[PlainNearTie | None, Text("Was fast gewählt worden wäre.", "What was nearly chosen instead.")]
    what_if: Annotated[
        list[PlainWhatIf], Text("Welche Änderungen das Ergebnis ändern.", "Which changes would change the result.")
    ]
    limits: Annotated[PlainLimits, Text("Die Grenzen, die galten.", "The limits that applied.")]
    evidence: Annotated[list[PlainEvidence], Text("Die angeführten Belege.", "The facts that are cited.")]
