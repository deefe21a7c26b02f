"""Two situations side by side, as plain data for JSON."""

from typing import Annotated, Literal, TypedDict

from channelfit.advice.compare import AnswerDifference, Comparison, Turned
from channelfit.advice.model import Advice
from channelfit.advice.readiness import Level
from channelfit.language import Text
from channelfit.render.phrases.verdicts import comparison_text, turned_text
from channelfit.render.phrases.voice import Voice
from channelfit.render.plain.advice import answer_as_plain, rulebook_as_plain
from channelfit.render.plain.numbers import rounded
from channelfit.render.plain.shared_shape import (
    ChannelId,
    EvidenceId,
    GoalId,
    LanguageCode,
    OptionId,
    PlainAnswer,
    PlainRulebook,
    Points,
    QuestionId,
    Share,
)


class PlainSideCoverage(TypedDict):
    """How far the goals are covered in one situation."""

    total: Annotated[Share, Text("Alle Ziele zusammen, nach Gewicht.", "All goals together, by weight.")]
    goals: Annotated[dict[GoalId, Share], Text("Jedes Ziel des Unternehmens.", "Each goal of the company.")]
    segments: Annotated[
        dict[GoalId, dict[OptionId, Share]],
        Text("Jede Gruppe der Ziele, die geteilt sind.", "Each group of the goals that are split."),
    ]


class PlainSideEffort(TypedDict):
    """What everything recommended takes in one situation."""

    hours_per_week: Annotated[float, Text("Stunden pro Woche für alles Empfohlene.", "Hours a week for all that is recommended.")]
    available: Annotated[float, Text("Die Stunden, die das Unternehmen nennt.", "The hours that the company states.")]
    believable: Annotated[float, Text("Die Stunden, die davon glaubhaft sind.", "The hours of these that can be believed.")]
    to_use: Annotated[
        float,
        Text(
            "Stunden pro Woche, wenn jeder Kanal bekommt, was ihn besser macht.",
            "Hours a week if every channel gets what makes it better.",
        ),
    ]
    spare: Annotated[float, Text("Die glaubhaften Stunden, die dann übrig sind.", "The believable hours that are left then.")]
    money_per_month: Annotated[float, Text("Euro im Monat außer den Gehältern.", "EUR a month besides salaries.")]


class PlainSide(TypedDict):
    """One situation."""

    company: Annotated[str | None, Text("Der Name des Unternehmens.", "The name of the company.")]
    recommended: Annotated[list[ChannelId], Text("Die empfohlenen Kanäle.", "The recommended channels.")]
    basics: Annotated[list[ChannelId], Text("Was zuerst in Ordnung zu bringen ist.", "What to put in order first.")]
    coverage: Annotated[PlainSideCoverage, Text("Die Zielabdeckung.", "The coverage of the goals.")]
    effort: Annotated[PlainSideEffort, Text("Stunden und Geld.", "Hours and money.")]
    readiness: Annotated[str, Level, Text("Wie weit die Voraussetzungen sind.", "How far the groundwork is.")]
    settled: Annotated[
        Share,
        Text(
            "Der Anteil der Ergänzungen offener Fragen, bei denen dieselbe Auswahl herauskommt.",
            "The share of completions of the open questions in which the same choice comes out.",
        ),
    ]


class PlainDifference(TypedDict):
    """An answer that differs."""

    question: Annotated[QuestionId, Text("Die Kennung der Frage.", "The id of the question.")]
    text: Annotated[str, Text("Die Frage.", "The question.")]
    before: Annotated[PlainAnswer | None, Text("Die Antwort der ersten Lage.", "The answer in the first situation.")]
    after: Annotated[PlainAnswer | None, Text("Die Antwort der zweiten Lage.", "The answer in the second situation.")]
    alone: Annotated[
        bool,
        Text("Ob sie schon allein die erste Auswahl ändert.", "Whether it changes the first choice even on its own."),
    ]
    needed: Annotated[
        bool,
        Text("Ob die zweite Auswahl ohne sie nicht zustande kommt.", "Whether the second choice does not come about without it."),
    ]


class PlainTurnedRule(TypedDict):
    """A rule that holds in one situation only."""

    channel: Annotated[ChannelId, Text("Für welchen Kanal.", "For which channel.")]
    rule: Annotated[str, Text("Die Kennung der Regel.", "The id of the rule.")]
    holds: Annotated[Literal["before", "after"], Text("In welcher Lage sie gilt.", "In which situation it holds.")]
    points: Annotated[Points, Text("Die Punkte je Ziel.", "The points per goal.")]
    segments: Annotated[
        dict[GoalId, list[OptionId]],
        Text(
            "Die Gruppen jedes geteilten Ziels, für die sie nur dort gilt.",
            "The groups of each split goal for which it holds there only.",
        ),
    ]
    text: Annotated[str, Text("Der Grund in Worten.", "The reason in words.")]
    evidence: Annotated[
        list[EvidenceId],
        Text("Die Belege; keine bei einer fachlichen Einschätzung.", "The facts it rests on; none for a professional judgement."),
    ]
    source: Annotated[str, Text("Wo die Regel steht: Datei und Zeile.", "Where the rule stands: file and line.")]


class PlainComparison(TypedDict):
    """The whole result of `compare`."""

    schema: Annotated[Literal["channelfit.comparison/1"], Text("Die Fassung des Ergebnisses.", "The version of the result.")]
    rulebook: Annotated[
        PlainRulebook,
        Text(
            "Welche Regeln es waren und was eigene Regeln daran geändert haben.",
            "Which rules these were, and what overlays changed in them.",
        ),
    ]
    language: Annotated[LanguageCode, Text("Die Sprache der Texte.", "The language of the texts.")]
    text: Annotated[str, Text("Das Ergebnis in einem Satz.", "The result in a sentence.")]
    before: Annotated[PlainSide, Text("Die erste Lage.", "The first situation.")]
    after: Annotated[PlainSide, Text("Die zweite Lage.", "The second situation.")]
    entering: Annotated[list[ChannelId], Text("Was nur in der zweiten empfohlen wird.", "What only the second recommends.")]
    leaving: Annotated[list[ChannelId], Text("Was nur in der ersten empfohlen wird.", "What only the first recommends.")]
    answers: Annotated[list[PlainDifference], Text("Die Antworten, die verschieden sind.", "The answers that differ.")]
    rules: Annotated[
        list[PlainTurnedRule],
        Text(
            "Die Regeln, die für solche Kanäle nur in einer der beiden gelten.",
            "The rules that hold for such channels in one of the two only.",
        ),
    ]


def comparison_as_plain(comparison: Comparison, voice: Voice) -> PlainComparison:
    """Everything, ready for JSON."""
    return {
        "schema": "channelfit.comparison/1",
        "rulebook": rulebook_as_plain(voice),
        "language": voice.language,
        "text": comparison_text(comparison, voice),
        "before": _side(comparison.before, comparison.settled[0]),
        "after": _side(comparison.after, comparison.settled[1]),
        "entering": list(comparison.entering),
        "leaving": list(comparison.leaving),
        "answers": [_difference(difference, voice) for difference in comparison.differences],
        "rules": [_turned_rule(turned, comparison, voice) for turned in comparison.rules],
    }


def _difference(difference: AnswerDifference, voice: Voice) -> PlainDifference:
    question = voice.rulebook.questions[difference.question]
    before, after = (
        None if answer is None else answer_as_plain(answer, question) for answer in (difference.before, difference.after)
    )
    return {
        "question": question.id,
        "text": voice.say(question.text),
        "before": before,
        "after": after,
        "alone": difference.alone,
        "needed": difference.needed,
    }


def _turned_rule(turned: Turned, comparison: Comparison, voice: Voice) -> PlainTurnedRule:
    return {
        "channel": turned.channel,
        "rule": turned.rule.id,
        "holds": "after" if turned.holds_after else "before",
        "points": {goal: rounded(points) for goal, points in turned.points.items()},
        "segments": {goal: list(groups) for goal, groups in turned.segments.items()},
        "text": turned_text(turned, comparison, voice),
        "evidence": list(turned.rule.basis),
        "source": turned.rule.origin,
    }


def _side(advice: Advice, settled: float) -> PlainSide:
    return {
        "company": advice.profile.company or None,
        "recommended": [advised.fit.channel.id for advised in advice.recommended],
        "basics": [advised.fit.channel.id for advised in advice.basics],
        "coverage": {
            "total": rounded(advice.total_coverage),
            "goals": {covered.goal.id: rounded(covered.coverage) for covered in advice.coverage},
            "segments": {
                covered.goal.id: {option: rounded(segment.coverage) for option, segment in covered.segments.items()}
                for covered in advice.coverage
                if covered.split_by
            },
        },
        "effort": {
            "hours_per_week": rounded(advice.hours_per_week),
            "available": rounded(advice.available_hours),
            "believable": rounded(advice.believable_hours),
            "to_use": rounded(advice.to_use),
            "spare": rounded(advice.spare),
            "money_per_month": rounded(advice.money_per_month),
        },
        "readiness": advice.readiness.level.value,
        "settled": rounded(settled),
    }
