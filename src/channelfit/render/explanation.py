"""Why a channel is recommended or not: as plain data for JSON, and as a page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from channelfit.advice.explain import Explanation
from channelfit.advice.model import Cause
from channelfit.advice.what_if import WhatIf
from channelfit.render.blocks import Block, Heading, Item, Listing, Paragraph
from channelfit.render.plain import (
    Plain,
    evidence_as_plain,
    goals_as_plain,
    reason_as_plain,
    rounded,
    rulebook_as_plain,
    what_if_as_plain,
)
from channelfit.render.points import arithmetic, provenance, reason_items
from channelfit.render.reasons import changes_text, condition_text, effect_text, turn_of
from channelfit.render.sentences import cause_text, fill, ranked_reasons, source_of, source_text
from channelfit.render.sureness import stability_text
from channelfit.render.words import heading, hours, hundredths, line, listed, name_of, number, phrase
from channelfit.rulebook.model import Rule, Settings

SCHEMA = "channelfit.explanation/1"
_MOST_WHAT_IF = 8
_MOST_SILENT = 6


def explanation_as_plain(one: Explanation, language: str) -> Plain:
    """Everything, ready for JSON; the contributions of each goal add up to its points."""
    advice, rulebook, channel = one.advice, one.advice.rulebook, one.fit.channel
    return {
        "schema": SCHEMA,
        "rulebook": rulebook_as_plain(rulebook, language),
        "company": advice.profile.company or None,
        "language": language,
        "channel": channel.id,
        "name": channel.name[language],
        "status": one.chosen.role.value if one.chosen else "not_recommended",
        "main_for": list(one.chosen.main_for) if one.chosen else [],
        "cause": one.rejected.cause.value if one.rejected else None,
        "text": verdict(one, language),
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
        "evidence": [evidence_as_plain(rulebook.evidence[id], language) for id in sorted(_cited(one))],
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


def _rule_as_plain(rule: Rule, one: Explanation, language: str) -> Plain:
    return {
        "rule": rule.id,
        "criterion": rule.criterion.value,
        "condition": condition_text(rule.when, one.advice.rulebook, language),
        "text": fill(rule.why, one.advice.profile, one.advice.rulebook, language),
        "evidence": list(rule.basis),
        "source": rule.place,
    }


def _cited(one: Explanation) -> set[str]:
    rules: list[Rule] = [*(reason.rule for reason in one.fit.reasons), *one.fit.excluded_by]
    rules += [each.rule for each in one.unknown]
    rules += [each.rule for each in one.silent]
    return {id for rule in rules for id in rule.basis}


def explanation_blocks(one: Explanation, language: str) -> Iterator[Block]:
    """The page: the verdict, how the points come about, what is open, what would count, what would change it, the sources."""
    advice = one.advice
    name = one.fit.channel.name[language]
    status = name_of(one.chosen.role if one.chosen else "not_recommended", language)
    yield Heading(f"{name}: {status}", level=1)
    ruled = line("rulebook", language, id=advice.rulebook.id, version=advice.rulebook.version)
    company = advice.profile.company[:200]
    yield Paragraph(f"{company} · {ruled}" if company else ruled, quiet=True)
    yield Paragraph(verdict(one, language))
    rules = [*reason_items(advice, one.fit, language)]
    if one.fit.goals:
        yield Heading(heading("points", language))
        yield arithmetic(advice, one.fit, language)
    if rules:
        yield Heading(heading("rules", language))
        yield Listing(tuple(rules))
    if one.unknown:
        yield Heading(heading("unknown", language))
        yield Listing(tuple(_open_rule(one, rule.rule, rule.points, language, excludes=rule.excludes) for rule in one.unknown))
    if one.silent:
        yield Heading(heading("would_count", language))
        yield Listing(tuple(_open_rule(one, reason.rule, reason.points, language) for reason in one.silent[:_MOST_SILENT]))
    yield Heading(heading("what_if_channel", language))
    yield from _what_if(one, language)
    if sources := dict.fromkeys(_sources(one, language)):
        yield Heading(heading("sources", language))
        yield Listing(tuple(Item(text) for text in sources))


def verdict(one: Explanation, language: str) -> str:
    """Why the channel is recommended or not, and how sure or how far off that is, in two or three sentences."""
    advice, channel = one.advice, one.fit.channel
    if one.chosen is not None:
        goals = [each.goal.name[language] for each in advice.coverage if each.goal.id in one.chosen.main_for]
        key = "chosen_main" if goals else f"chosen_{one.chosen.role.value}"
        said = phrase(key, language, name=channel.name[language], goals=listed(goals, language))
        adds = phrase("adds", language, share=hundredths(one.chosen.adds, language))
        return f"{said} {adds} {stability_text(advice, one.certainty, channel.id, language)}"
    assert one.rejected is not None
    return f"{cause_text(one.rejected, advice, language)} {_distance_text(one, one.rejected.cause, language)}".strip()


def _distance_text(one: Explanation, cause: Cause, language: str) -> str:
    advice = one.advice
    adds = hundredths(one.rejected.adds if one.rejected else 0.0, language)
    needed = hundredths(advice.rulebook.settings.focus_price, language)
    match cause:
        case Cause.TOO_WEAK:
            goal = advice.rulebook.goals[one.distance.goal].name[language]
            return phrase("lacks_points", language, points=number(one.distance.points, language), goal=goal)
        case Cause.ADDS_TOO_LITTLE:
            return phrase("lacks_gain", language, adds=adds, needed=needed)
        case Cause.NO_HOURS:
            return phrase("lacks_hours", language, hours=hours(one.distance.hours, language), adds=adds)
        case Cause.CAP:
            return phrase("lacks_places", language, count=str(advice.max_channels), adds=adds)
        case Cause.DOES_NOT_SERVE:
            goals = [advice.rulebook.goals[id].name[language] for id in one.fit.channel.serves]
            return phrase("serves_others", language, goals=listed(goals, language))
        case Cause.EXCLUDED:
            return line("source", language, source=source_of(one.fit.excluded_by[0].basis, advice.rulebook, language))


def _open_rule(one: Explanation, rule: Rule, points: Mapping[str, float], language: str, *, excludes: bool = False) -> Item:
    against = excludes or sum(points.values()) < 0
    text = condition_text(rule.when, one.advice.rulebook, language)
    return Item(text, "–" if against else "+", provenance(one.advice, rule, points, language, excludes=excludes))


def _what_if(one: Explanation, language: str) -> Iterator[Block]:
    """The smallest changes that bring the channel in or drop it, single ones first."""
    if not one.what_if:
        yield Paragraph(phrase("nothing_changes_it", language))
        return
    shown = one.what_if[:_MOST_WHAT_IF]
    yield Listing(tuple(Item(_change_line(each, one, language)) for each in shown))
    if len(one.what_if) > len(shown):
        yield Paragraph(phrase("more_changes", language, count=str(len(one.what_if) - len(shown))), quiet=True)


def _change_line(each: WhatIf, one: Explanation, language: str) -> str:
    effect = effect_text(turn_of(each, one.advice), one.advice.rulebook, language)
    return f"{changes_text(each.changes, one.advice, language)} → {effect}"


def _sources(one: Explanation, language: str) -> Iterable[str]:
    """The sources behind what the page shows."""
    rules: Sequence[Rule] = [
        *one.fit.excluded_by,
        *(reason.rule for _, reason in ranked_reasons(one.fit, one.advice)),
        *(each.rule for each in one.unknown),
        *(each.rule for each in one.silent[:_MOST_SILENT]),
    ]
    return [source_text(one.advice.rulebook.evidence[id], language) for rule in rules for id in rule.basis]
