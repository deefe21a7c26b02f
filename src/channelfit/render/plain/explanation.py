"""Why a channel is recommended or not, as plain data for JSON."""

from collections.abc import Mapping

from channelfit.advice.explain import Explanation
from channelfit.language import Language
from channelfit.render.phrases.reasons import condition_text
from channelfit.render.phrases.sentences import ranked_reasons
from channelfit.render.phrases.verdicts import verdict
from channelfit.render.phrases.voice import voice_of
from channelfit.render.plain.advice import (
    Plain,
    evidence_as_plain,
    goals_as_plain,
    reason_as_plain,
    rounded,
    rulebook_as_plain,
    what_if_as_plain,
)
from channelfit.rulebook.model import Rule, Settings

SCHEMA = "channelfit.explanation/1"


def explanation_as_plain(one: Explanation, language: Language) -> Plain:
    """Everything, ready for JSON; the contributions of each goal add up to its points."""
    advice, rulebook, channel = one.advice, one.advice.rulebook, one.fit.channel
    return {
        "schema": SCHEMA,
        "rulebook": rulebook_as_plain(rulebook, language),
        "company": advice.profile.company or None,
        "language": language,
        "channel": channel.id,
        "name": channel.name.of(language),
        "status": one.chosen.role.value if one.chosen else "not_recommended",
        "main_for": list(one.chosen.main_for) if one.chosen else [],
        "cause": one.rejected.cause.value if one.rejected else None,
        "text": verdict(one, voice_of(advice, language)),
        "adds": rounded(one.chosen.adds if one.chosen else one.rejected.adds if one.rejected else 0.0),
        "stability": rounded(one.certainty.stability[channel.id]) if one.chosen else None,
        "serves": _points_as_plain(channel.serves),
        "goals": goals_as_plain(one.fit),
        "reasons": [reason_as_plain(reason, advice, language) for _, reason in ranked_reasons(one.fit, advice)],
        "excluded_by": [_rule_as_plain(rule, one, language) for rule in one.fit.excluded_by],
        "distance": _distance_as_plain(one),
        "unknown": [
            {
                **_rule_as_plain(rule.rule, one, language),
                "points": _points_as_plain(rule.points),
                "excludes": rule.excludes,
                "missing": sorted(rule.missing),
            }
            for rule in one.unknown
        ],
        "would_count": [
            {**_rule_as_plain(reason.rule, one, language), "points": _points_as_plain(reason.points)} for reason in one.silent
        ],
        "what_if": [what_if_as_plain(each, advice, language) for each in one.what_if],
        "limits": _limits_as_plain(rulebook.settings),
        "evidence": [evidence_as_plain(rulebook.evidence[id], language) for id in sorted(cited_in(one))],
    }


def _points_as_plain(points: Mapping[str, float]) -> Plain:
    return {goal: rounded(value) for goal, value in points.items()}


def _distance_as_plain(one: Explanation) -> Plain:
    return {
        "points": rounded(one.distance.points),
        "goal": one.distance.goal or None,
        "adds": rounded(one.distance.adds),
        "hours": rounded(one.distance.hours),
    }


def _limits_as_plain(settings: Settings) -> Plain:
    return {
        "max_criterion_points": rounded(settings.max_criterion_points),
        "criterion_weights": {id: rounded(weight) for id, weight in sorted(settings.criterion_weights.items())},
        "min_points": rounded(settings.min_points),
        "focus_price": rounded(settings.focus_price),
    }


def _rule_as_plain(rule: Rule, one: Explanation, language: Language) -> Plain:
    return {
        "rule": rule.id,
        "criterion": rule.criterion.value,
        "condition": condition_text(rule.when, voice_of(one.advice, language)),
        "text": voice_of(one.advice, language).fill(rule.why),
        "evidence": list(rule.basis),
        "source": rule.origin,
    }


def cited_in(one: Explanation) -> set[str]:
    rules: list[Rule] = [*(reason.rule for reason in one.fit.reasons), *one.fit.excluded_by]
    rules += [each.rule for each in one.unknown]
    rules += [each.rule for each in one.silent]
    return {id for rule in rules for id in rule.basis}
