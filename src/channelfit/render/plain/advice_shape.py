"""The shape of advice as JSON, `channelfit.advice/1`: every key and what it means. Keys may be added, never renamed.

It stands apart from the code that fills it, as only who prints its schema pays for it; other results share parts of it.
"""

from typing import Annotated, Literal, TypedDict

from channelfit.language import Text
from channelfit.render.plain.channel_shape import PlainChannelInUse, PlainKept, PlainNotRecommended, PlainRecommended, PlainStage
from channelfit.render.plain.groundwork_shape import PlainNote, PlainReadiness
from channelfit.render.plain.shared_shape import (
    ChannelId,
    GoalId,
    LanguageCode,
    OptionId,
    PlainAnswers,
    PlainEvidence,
    PlainFormulas,
    PlainRulebook,
    PlainWhatIf,
    QuestionId,
    Share,
)


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
    currency: Annotated[
        str,
        Text(
            "Das Geld des Unternehmens, in dem Seiten und Text stehen; alle Zahlen hier sind Euro.",
            "The money of the company, which pages and text have; all numbers here are EUR.",
        ),
    ]
    rate: Annotated[float, Text("So viel davon ist ein Euro, grob.", "So much of it is a euro, roughly.")]
    budget: Annotated[
        float | None,
        Text(
            "Die Euro im Monat, die das Unternehmen hat; getippt sind sie in seinem Geld.",
            "The EUR a month that the company has; it typed its own money.",
        ),
    ]
    hourly_value: Annotated[float, Text("Was eine Arbeitsstunde kostet, in Euro.", "What an hour of work costs, in EUR.")]
    cost_per_month: Annotated[
        float, Text("Euro im Monat, die Arbeitszeit mitgerechnet.", "EUR a month, working time counted in.")
    ]


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
            "With so many points for one of the first goals a channel in use is never paused.",
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
    park: Annotated[list[PlainChannelInUse], Text("Was ruhen soll.", "What to pause.")]
    keep_low: Annotated[list[PlainKept], Text("Was auf kleiner Flamme bleibt.", "What to keep at a low level.")]
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
