"""Why a channel is recommended or not: as plain data for JSON, and as a page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from channelfit.advice.explain import Explanation
from channelfit.advice.what_if import WhatIf
from channelfit.language import Language
from channelfit.render.forms.blocks import Block, Heading, Item, Listing, Paragraph
from channelfit.render.phrases.points import arithmetic, provenance, reason_items
from channelfit.render.phrases.reasons import changes_text, condition_text, effect_text, turn_of
from channelfit.render.phrases.sentences import ranked_reasons, source_text
from channelfit.render.phrases.verdicts import verdict
from channelfit.render.phrases.words import heading, line, name_of, phrase
from channelfit.rulebook.model import Rule

_MOST_WHAT_IF = 8
_MOST_SILENT = 6


def explanation_blocks(one: Explanation, language: Language) -> Iterator[Block]:
    """The page: the verdict, how the points come about, what is open, what would count, what would change it, the sources."""
    advice = one.advice
    name = one.fit.channel.name.of(language)
    status = name_of(one.chosen.role if one.chosen else "not_recommended", language)
    yield Heading(f"{name}: {status}", level=1)
    yield Paragraph(one.fit.channel.about.of(language))
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


def _open_rule(one: Explanation, rule: Rule, points: Mapping[str, float], language: Language, *, excludes: bool = False) -> Item:
    against = excludes or sum(points.values()) < 0
    text = condition_text(rule.when, one.advice.rulebook, language)
    return Item(text, "–" if against else "+", provenance(one.advice, rule, points, language, excludes=excludes))


def _what_if(one: Explanation, language: Language) -> Iterator[Block]:
    """The smallest changes that bring the channel in or drop it, single ones first."""
    if not one.what_if:
        yield Paragraph(phrase("nothing_changes_it", language))
        return
    shown = one.what_if[:_MOST_WHAT_IF]
    yield Listing(tuple(Item(_change_line(each, one, language)) for each in shown))
    if len(one.what_if) > len(shown):
        yield Paragraph(phrase("more_changes", language, count=str(len(one.what_if) - len(shown))), quiet=True)


def _change_line(each: WhatIf, one: Explanation, language: Language) -> str:
    effect = effect_text(turn_of(each, one.advice), one.advice.rulebook, language)
    return f"{changes_text(each.changes, one.advice, language)} → {effect}"


def _sources(one: Explanation, language: Language) -> Iterable[str]:
    """The sources behind what the page shows."""
    rules: Sequence[Rule] = [
        *one.fit.excluded_by,
        *(reason.rule for _, reason in ranked_reasons(one.fit, one.advice)),
        *(each.rule for each in one.unknown),
        *(each.rule for each in one.silent[:_MOST_SILENT]),
    ]
    return [source_text(one.advice.rulebook.evidence[id], language) for rule in rules for id in rule.basis]
