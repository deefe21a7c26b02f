"""Why a channel is recommended or not: as plain data for JSON, and as a page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from channelfit.advice.explain import Explanation
from channelfit.advice.what_if import WhatIf
from channelfit.language import Language, Text
from channelfit.render.forms.blocks import Block, Heading, Item, Listing, Paragraph
from channelfit.render.phrases.points import arithmetic, provenance, reason_items
from channelfit.render.phrases.reasons import changes_text, condition_text, effect_text, turn_of
from channelfit.render.phrases.sentences import ranked_reasons, source_text
from channelfit.render.phrases.verdicts import verdict
from channelfit.render.phrases.voice import Voice, voice_of
from channelfit.render.phrases.words import POINTS, ROLES, SOURCES, rulebook_text
from channelfit.rulebook.model import Rule

_NOT_RECOMMENDED = Text("nicht empfohlen", "not recommended")
_RULES = Text("Die Regeln, die gelten", "The rules that hold")
_UNKNOWN = Text("Noch offen: das würde zählen", "Still open: this would count")
_WOULD_COUNT = Text("Das würde dafür sprechen, trifft aber nicht zu", "This would speak for it, but is not so")
_WHAT_IF = Text("Was daran etwas ändern würde", "What would change this")
_NOTHING_CHANGES_IT = Text(
    "Keine Antwort, die Sie ändern können, und keine zwei zusammen ändern daran etwas.",
    "No answer that you can change, and no two together, would change this.",
)
_MORE_CHANGES = Text(
    "Dazu {count} weitere Änderungen; mit --format json stehen alle da.",
    "And {count} further changes; --format json has them all.",
)
_MOST_WHAT_IF = 8
_MOST_SILENT = 6


def explanation_blocks(one: Explanation, language: Language) -> Iterator[Block]:
    """The page: the verdict, how the points come about, what is open, what would count, what would change it, the sources."""
    advice = one.advice
    voice = voice_of(advice, language)
    name = one.fit.channel.name.of(language)
    status = voice.say(ROLES[one.chosen.role] if one.chosen else _NOT_RECOMMENDED)
    yield Heading(f"{name}: {status}", level=1)
    yield Paragraph(voice.say(one.fit.channel.about))
    ruled = rulebook_text(voice)
    company = advice.profile.company[:200]
    yield Paragraph(f"{company} · {ruled}" if company else ruled, quiet=True)
    yield Paragraph(verdict(one, voice))
    rules = [*reason_items(advice, one.fit, voice)]
    if one.fit.goals:
        yield Heading(voice.say(POINTS))
        yield arithmetic(one.fit, voice)
    if rules:
        yield Heading(voice.say(_RULES))
        yield Listing(tuple(rules))
    if one.unknown:
        yield Heading(voice.say(_UNKNOWN))
        yield Listing(tuple(_open_rule(rule.rule, rule.points, voice, excludes=rule.excludes) for rule in one.unknown))
    if one.silent:
        yield Heading(voice.say(_WOULD_COUNT))
        yield Listing(tuple(_open_rule(reason.rule, reason.points, voice) for reason in one.silent[:_MOST_SILENT]))
    yield Heading(voice.say(_WHAT_IF))
    yield from _what_if(one, voice)
    if sources := dict.fromkeys(_sources(one, voice)):
        yield Heading(voice.say(SOURCES))
        yield Listing(tuple(Item(text) for text in sources))


def _open_rule(rule: Rule, points: Mapping[str, float], voice: Voice, *, excludes: bool = False) -> Item:
    against = excludes or sum(points.values()) < 0
    text = condition_text(rule.when, voice)
    return Item(text, "–" if against else "+", provenance(rule, points, voice, excludes=excludes))


def _what_if(one: Explanation, voice: Voice) -> Iterator[Block]:
    """The smallest changes that bring the channel in or drop it, single ones first."""
    if not one.what_if:
        yield Paragraph(voice.say(_NOTHING_CHANGES_IT))
        return
    shown = one.what_if[:_MOST_WHAT_IF]
    yield Listing(tuple(Item(_change_line(each, one, voice)) for each in shown))
    if len(one.what_if) > len(shown):
        yield Paragraph(voice.say(_MORE_CHANGES, count=str(len(one.what_if) - len(shown))), quiet=True)


def _change_line(each: WhatIf, one: Explanation, voice: Voice) -> str:
    effect = effect_text(turn_of(each, one.advice), voice)
    return f"{changes_text(each.changes, one.advice, voice)} → {effect}"


def _sources(one: Explanation, voice: Voice) -> Iterable[str]:
    """The sources behind what the page shows."""
    rules: Sequence[Rule] = [
        *one.fit.excluded_by,
        *(reason.rule for _, reason in ranked_reasons(one.fit, one.advice)),
        *(each.rule for each in one.unknown),
        *(each.rule for each in one.silent[:_MOST_SILENT]),
    ]
    return [source_text(one.advice.rulebook.evidence[id], voice) for rule in rules for id in rule.basis]
