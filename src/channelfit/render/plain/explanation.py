"""Why a channel is recommended or not, as plain data for JSON."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypedDict

from channelfit.advice.explain import Explanation, OpenRule
from channelfit.advice.fit import Reason
from channelfit.advice.model import Advice, Cause, Recommended, Role, companions_of
from channelfit.language import Text
from channelfit.render.phrases.reasons import condition_text
from channelfit.render.phrases.sentences import ranked_reasons
from channelfit.render.phrases.verdicts import verdict
from channelfit.render.phrases.voice import Voice
from channelfit.render.plain.advice import evidence_as_plain, formulas_as_plain, rulebook_as_plain, what_if_as_plain
from channelfit.render.plain.channel_shape import PlainGoalFit, PlainReason, SharesWith, Substitute
from channelfit.render.plain.channels import goals_as_plain, reason_as_plain, sharing_as_plain
from channelfit.render.plain.numbers import rounded
from channelfit.render.plain.shared_shape import (
    ChannelId,
    CriterionId,
    EvidenceId,
    FullHours,
    GoalId,
    HoursAlone,
    LanguageCode,
    OptionId,
    PlainEvidence,
    PlainFormulas,
    PlainRulebook,
    PlainWhatIf,
    Points,
    QuestionId,
    Share,
)
from channelfit.rulebook.model import Rule


class PlainRule(TypedDict):
    """A rule with its condition in words."""

    rule: Annotated[str, Text("Die Kennung der Regel.", "The id of the rule.")]
    criterion: Annotated[CriterionId, Text("Worauf die Regel schaut.", "What the rule looks at.")]
    condition: Annotated[str, Text("Die Bedingung in Worten.", "The condition in words.")]
    text: Annotated[str, Text("Der Grund in Worten.", "The reason in words.")]
    evidence: Annotated[
        list[EvidenceId],
        Text("Die Belege; keine bei einer fachlichen Einschätzung.", "The facts it rests on; none for a professional judgement."),
    ]
    source: Annotated[str, Text("Wo die Regel steht: Datei und Zeile.", "Where the rule stands: file and line.")]


class PlainOpenRule(PlainRule):
    """A rule that open answers decide."""

    points: Annotated[Points, Text("Die Punkte je Ziel, wenn sie gilt.", "The points per goal if it holds.")]
    excludes: Annotated[
        bool, Text("Ob sie den Kanal ausschließt, wenn sie gilt.", "Whether it rules the channel out if it holds.")
    ]
    missing: Annotated[
        list[QuestionId], Text("Die offenen Fragen, an denen es hängt.", "The open questions that could settle it.")
    ]


class PlainSilentRule(PlainRule):
    """A rule for the channel that does not hold."""

    points: Annotated[Points, Text("Die Punkte je Ziel, die sie gäbe.", "The points per goal that it would give.")]


class PlainExclusion(PlainRule):
    """A rule that rules a channel out for some groups."""

    segments: Annotated[
        dict[GoalId, list[OptionId]],
        Text("Die Gruppen jedes geteilten Ziels, für die sie das tut.", "The groups of each split goal for which it does."),
    ]


class PlainDistance(TypedDict):
    """What a channel lacks."""

    points: Annotated[
        float,
        Text("So viele Punkte fehlen, bis er für das Ziel zählt.", "So many points are missing until it counts for the goal."),
    ]
    goal: Annotated[GoalId | None, Text("Das Ziel, für das am wenigsten fehlt.", "The goal for which the least is missing.")]
    segment: Annotated[
        OptionId | None,
        Text("Die Gruppe davon, wenn es geteilt ist.", "The group of it, if it is split."),
    ]
    adds: Annotated[float, Text("So viel Zielabdeckung fehlt.", "So much coverage is missing.")]
    hours: Annotated[float, Text("So viele Stunden pro Woche fehlen.", "So many hours a week are missing.")]


class PlainBeside(TypedDict):
    """How a recommended channel stands beside the others."""

    hours_per_week: Annotated[float, Text("Stunden pro Woche neben dieser Auswahl.", "Hours a week beside these channels.")]
    hours_to_use: Annotated[
        float,
        Text(
            "Stunden pro Woche, wenn die übrigen glaubhaften Stunden genutzt werden.",
            "Hours a week if the rest of the believable hours is used.",
        ),
    ]
    shares_with: SharesWith
    companions: Annotated[
        list[ChannelId], Text("Die Kanäle der Auswahl, die bei ihm mitlaufen.", "The chosen channels that go along with it.")
    ]
    substitute: Substitute


class PlainExplanation(TypedDict):
    """The whole result of `explain`."""

    schema: Annotated[Literal["channelfit.explanation/1"], Text("Die Fassung des Ergebnisses.", "The version of the result.")]
    rulebook: Annotated[
        PlainRulebook,
        Text(
            "Welche Regeln es waren und was eigene Regeln daran geändert haben.",
            "Which rules these were, and what overlays changed in them.",
        ),
    ]
    company: Annotated[str | None, Text("Der Name des Unternehmens.", "The name of the company.")]
    language: Annotated[LanguageCode, Text("Die Sprache der Texte.", "The language of the texts.")]
    channel: Annotated[ChannelId, Text("Die Kennung des Kanals.", "The id of the channel.")]
    name: Annotated[str, Text("Sein Name.", "Its name.")]
    about: Annotated[str, Text("Was der Kanal ist und wen er erreicht.", "What the channel is and whom it reaches.")]
    status: Annotated[
        Annotated[str, Role] | Literal["not_recommended"],
        Text("Wofür er empfohlen wird, oder dass er es nicht wird.", "What it is recommended for, or that it is not."),
    ]
    main_for: Annotated[
        list[GoalId], Text("Die Ziele, zu denen er am besten von allen passt.", "The goals that it fits best of all.")
    ]
    cause: Annotated[
        Annotated[str, Cause] | None, Text("Der erste Grund, der gegen ihn zutrifft.", "The first cause against it that applies.")
    ]
    text: Annotated[str, Text("Das Ergebnis in einem Satz.", "The result in a sentence.")]
    adds: Annotated[float, Text("Die Zielabdeckung, die er bringt oder brächte.", "The coverage that it adds or would add.")]
    stability: Annotated[
        Share | None,
        Text(
            "Der Anteil der Abwandlungen der Gewichte, bei denen er gewählt bleibt.",
            "The share of variations of the weights in which it stays chosen.",
        ),
    ]
    settled: Annotated[
        Share | None,
        Text(
            "Der Anteil der Ergänzungen offener Fragen, bei denen dieselbe Auswahl herauskommt.",
            "The share of completions of the open questions in which the same choice comes out.",
        ),
    ]
    hours_alone: HoursAlone
    full_hours: FullHours
    beside: Annotated[
        PlainBeside | None,
        Text(
            "Wie er neben den anderen steht; nichts, wenn er nicht empfohlen wird.",
            "How it stands beside the others; nothing if it is not recommended.",
        ),
    ]
    serves: Annotated[Points, Text("Die Punkte je Ziel vor allen Regeln.", "The points per goal before any rule.")]
    goals: Annotated[
        dict[GoalId, PlainGoalFit],
        Text(
            "Wie gut er zu jedem Ziel des Unternehmens passt, dem er dient.",
            "How well it fits each goal of the company that it serves.",
        ),
    ]
    reasons: Annotated[
        list[PlainReason],
        Text("Die Regeln, die für ihn gelten, die gewichtigste zuerst.", "The rules that hold for it, the weightiest first."),
    ]
    excluded_by: Annotated[list[PlainRule], Text("Die Regeln, die ihn ausschließen.", "The rules that rule it out.")]
    excluded_for: Annotated[
        list[PlainExclusion],
        Text("Die Regeln, die ihn nur für manche Gruppen ausschließen.", "The rules that rule it out for some groups only."),
    ]
    distance: Annotated[PlainDistance, Text("Was ihm fehlt, um gewählt zu werden.", "What it lacks to be chosen.")]
    unknown: Annotated[
        list[PlainOpenRule], Text("Die Regeln, die an offenen Antworten hängen.", "The rules that open answers decide.")
    ]
    would_count: Annotated[
        list[PlainSilentRule],
        Text("Starke Regeln für ihn, die nicht gelten.", "Strong rules for it that do not hold."),
    ]
    what_if: Annotated[
        list[PlainWhatIf], Text("Welche Änderungen ihn bringen oder kosten.", "Which changes would bring it in or drop it.")
    ]
    limits: Annotated[PlainFormulas, Text("Die Zahlen der Formeln, die galten.", "The numbers of the formulas that applied.")]
    evidence: Annotated[list[PlainEvidence], Text("Die angeführten Belege.", "The facts that are cited.")]


def explanation_as_plain(explanation: Explanation, voice: Voice) -> PlainExplanation:
    """Everything, ready for JSON; the contributions of each goal add up to its points."""
    advice, rulebook, channel = explanation.advice, explanation.advice.rulebook, explanation.fit.channel
    return {
        "schema": "channelfit.explanation/1",
        "rulebook": rulebook_as_plain(voice),
        "company": advice.profile.company or None,
        "language": voice.language,
        "channel": channel.id,
        "name": voice.say(channel.name),
        "about": voice.say(channel.about),
        "status": explanation.chosen.role.value if explanation.chosen else "not_recommended",
        "main_for": list(explanation.chosen.main_for) if explanation.chosen else [],
        "cause": explanation.rejected.cause.value if explanation.rejected else None,
        "text": verdict(explanation, voice),
        "adds": rounded(
            explanation.chosen.adds if explanation.chosen else explanation.rejected.adds if explanation.rejected else 0.0
        ),
        "stability": None if explanation.stability is None else rounded(explanation.stability),
        "settled": None if explanation.settled is None else rounded(explanation.settled),
        "hours_alone": rounded(channel.effort.hours_per_week),
        "full_hours": rounded(channel.effort.full_hours or channel.effort.hours_per_week),
        "beside": _beside(explanation.chosen, advice) if explanation.chosen else None,
        "serves": _points_as_plain(channel.serves),
        "goals": goals_as_plain(explanation.fit),
        "reasons": [reason_as_plain(reason, voice) for _, reason in ranked_reasons(explanation.fit, advice)],
        "excluded_by": [_rule_as_plain(rule, voice) for rule in explanation.fit.excluded_by],
        "excluded_for": [_exclusion(exclusion, voice) for exclusion in explanation.fit.excluded_for],
        "distance": _distance_as_plain(explanation),
        "unknown": [_open_rule(rule, voice) for rule in explanation.unknown],
        "would_count": [
            {**_rule_as_plain(reason.rule, voice), "points": _points_as_plain(reason.points)} for reason in explanation.silent
        ],
        "what_if": [what_if_as_plain(found, advice, voice) for found in explanation.what_if],
        "limits": formulas_as_plain(rulebook.settings),
        "evidence": [evidence_as_plain(rulebook.evidence[id], voice) for id in sorted(cited_in(explanation))],
    }


def _beside(chosen: Recommended, advice: Advice) -> PlainBeside:
    return {
        "hours_per_week": rounded(chosen.hours),
        "hours_to_use": rounded(chosen.hours_to_use),
        "shares_with": sharing_as_plain(chosen),
        "companions": [companion.fit.channel.id for companion in companions_of(chosen, advice)],
        "substitute": chosen.substitute or None,
    }


def _exclusion(exclusion: Reason, voice: Voice) -> PlainExclusion:
    return {
        **_rule_as_plain(exclusion.rule, voice),
        "text": voice.why(exclusion),
        "segments": {goal: list(groups) for goal, groups in exclusion.segments.items()},
    }


def _open_rule(rule: OpenRule, voice: Voice) -> PlainOpenRule:
    return {
        **_rule_as_plain(rule.rule, voice),
        "points": _points_as_plain(rule.points),
        "excludes": rule.excludes,
        "missing": sorted(rule.missing),
    }


def _points_as_plain(points: Mapping[str, float]) -> Points:
    return {goal: rounded(value) for goal, value in points.items()}


def _distance_as_plain(explanation: Explanation) -> PlainDistance:
    return {
        "points": rounded(explanation.distance.points),
        "goal": explanation.distance.goal or None,
        "segment": explanation.distance.group or None,
        "adds": rounded(explanation.distance.adds),
        "hours": rounded(explanation.distance.hours),
    }


def _rule_as_plain(rule: Rule, voice: Voice) -> PlainRule:
    return {
        "rule": rule.id,
        "criterion": rule.criterion.value,
        "condition": condition_text(rule.when, voice),
        "text": voice.fill(rule.why),
        "evidence": list(rule.basis),
        "source": rule.origin,
    }


def cited_in(explanation: Explanation) -> set[str]:
    """The facts behind every rule that the explanation names."""
    rules = [*(reason.rule for reason in explanation.fit.reasons), *explanation.fit.excluded_by]
    rules += [exclusion.rule for exclusion in explanation.fit.excluded_for]
    rules += [rule.rule for rule in explanation.unknown]
    rules += [reason.rule for reason in explanation.silent]
    return {id for rule in rules for id in rule.basis}
