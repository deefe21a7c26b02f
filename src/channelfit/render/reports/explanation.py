"""Why a channel is recommended or not, as a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from channelfit.advice.explain import Explanation
from channelfit.advice.model import Role
from channelfit.advice.what_if import WhatIf
from channelfit.language import Counted, Text
from channelfit.render.forms.blocks import Block, Heading, Item, Listing, Paragraph, listed_under
from channelfit.render.phrases.beside import beside_text
from channelfit.render.phrases.groups import reached_text
from channelfit.render.phrases.points import arithmetic, provenance, reason_items
from channelfit.render.phrases.reasons import changes_text, condition_text, effect_text, turn_of
from channelfit.render.phrases.sentences import ranked_reasons, source_text
from channelfit.render.phrases.verdicts import verdict
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import POINTS, ROLES, SOURCES, rulebook_text
from channelfit.rulebook.model import Rule

_ALONG = Text("läuft bei {partner} mit", "goes along with {partner}")
_NOT_RECOMMENDED = Text("nicht empfohlen", "not recommended")
_RULES = Text("Die Regeln, die gelten", "The rules that hold")
_UNKNOWN = Text("Noch offen: das würde zählen", "Still open: this would count")
_WOULD_COUNT = Text("Das würde dafür sprechen, trifft aber nicht zu", "This would speak for it, but is not so")
_WHAT_IF = Text("Was daran etwas ändern würde", "What would change this")
_NOTHING_CHANGES_IT = Text(
    "Keine Antwort, die Sie ändern können, und keine zwei zusammen ändern daran etwas.",
    "No answer that you can change, and no two together, would change this.",
)
_MORE_CHANGES = Counted(
    Text(
        "Dazu {count} weitere Änderung; mit --format json stehen alle da.",
        "And {count} further change; --format json has them all.",
    ),
    Text(
        "Dazu {count} weitere Änderungen; mit --format json stehen alle da.",
        "And {count} further changes; --format json has them all.",
    ),
)
_MOST_WHAT_IF = 8
_MOST_SILENT = 6


def explanation_blocks(explanation: Explanation, voice: Voice) -> Iterator[Block]:
    """The page: the verdict, how the points come about, what is open, what would count, what would change it, the sources."""
    yield from _head(explanation, voice)
    if explanation.fit.goals:
        yield Heading(voice.say(POINTS))
        yield from arithmetic(explanation.fit, voice)
    yield from listed_under(voice.say(_RULES), reason_items(explanation.advice, explanation.fit, voice))
    unknown = (_open_rule(rule.rule, rule.points, voice, excludes=rule.excludes) for rule in explanation.unknown)
    yield from listed_under(voice.say(_UNKNOWN), unknown)
    silent = (_open_rule(reason.rule, reason.points, voice) for reason in explanation.silent[:_MOST_SILENT])
    yield from listed_under(voice.say(_WOULD_COUNT), silent)
    yield Heading(voice.say(_WHAT_IF))
    yield from _what_if(explanation, voice)
    sources = dict.fromkeys(_sources(explanation, voice))
    yield from listed_under(voice.say(SOURCES), (Item(text) for text in sources))


def gist_blocks(explanation: Explanation, voice: Voice) -> Iterator[Block]:
    """The channel, whether it is recommended, and the verdict."""
    yield _title(explanation, voice)
    yield Paragraph(verdict(explanation, voice))


def _title(explanation: Explanation, voice: Voice) -> Heading:
    return Heading(f"{voice.say(explanation.fit.channel.name)}: {_status(explanation, voice)}", level=1)


def _head(explanation: Explanation, voice: Voice) -> Iterator[Block]:
    """The channel and whether it is recommended, what it is, who asks, and the verdict."""
    yield _title(explanation, voice)
    yield Paragraph(voice.say(explanation.fit.channel.about))
    company = voice.profile.company[:200]
    yield Paragraph(" · ".join([*([company] if company else []), rulebook_text(voice)]), quiet=True)
    yield Paragraph(verdict(explanation, voice))
    if reached := reached_text(explanation.fit, explanation.advice, voice):
        yield Paragraph(reached)
    if explanation.chosen:
        yield Paragraph(beside_text(explanation.chosen, explanation.advice, voice))


def _status(explanation: Explanation, voice: Voice) -> str:
    chosen = explanation.chosen
    if chosen is None:
        return voice.say(_NOT_RECOMMENDED)
    if chosen.role is Role.COMPANION:
        return voice.say(_ALONG, partner=voice.channel(chosen.partner))
    return voice.say(ROLES[chosen.role])


def _open_rule(rule: Rule, points: Mapping[str, float], voice: Voice, *, excludes: bool = False) -> Item:
    against = excludes or sum(points.values()) < 0
    text = condition_text(rule.when, voice)
    return Item(text, "–" if against else "+", provenance(rule, points, voice, excludes=excludes))


def _what_if(explanation: Explanation, voice: Voice) -> Iterator[Block]:
    """The smallest changes that bring the channel in or drop it, single ones first."""
    if not explanation.what_if:
        yield Paragraph(voice.say(_NOTHING_CHANGES_IT))
        return
    shown = explanation.what_if[:_MOST_WHAT_IF]
    yield Listing(tuple(Item(_change_line(found, explanation, voice)) for found in shown))
    if len(explanation.what_if) > len(shown):
        yield Paragraph(voice.counted(len(explanation.what_if) - len(shown), _MORE_CHANGES), quiet=True)


def _change_line(found: WhatIf, explanation: Explanation, voice: Voice) -> str:
    effect = effect_text(turn_of(found, explanation.advice), voice)
    return f"{changes_text(found.changes, explanation.advice, voice)} → {effect}"


def _sources(explanation: Explanation, voice: Voice) -> Iterable[str]:
    """The sources behind what the page shows."""
    rules: Sequence[Rule] = [
        *explanation.fit.excluded_by,
        *(exclusion.rule for exclusion in explanation.fit.excluded_for),
        *(reason.rule for _, reason in ranked_reasons(explanation.fit, explanation.advice)),
        *(rule.rule for rule in explanation.unknown),
        *(reason.rule for reason in explanation.silent[:_MOST_SILENT]),
    ]
    return [source_text(voice.rulebook.evidence[id], voice) for rule in rules for id in rule.basis]
