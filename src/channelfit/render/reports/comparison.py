"""Two situations side by side, as a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from channelfit.advice.compare import AnswerDifference, Comparison, Turned
from channelfit.advice.model import Advice, GoalCoverage, Recommended
from channelfit.advice.portfolio import DECIMALS
from channelfit.language import Case, Text
from channelfit.render.forms.blocks import Block, Heading, Item, Paragraph, Table, listed_under
from channelfit.render.phrases.points import excludes_text, points_text, some_groups
from channelfit.render.phrases.sentences import source_of
from channelfit.render.phrases.sureness import of_hundred
from channelfit.render.phrases.verdicts import comparison_text, turned_text
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import A_MONTH, BASICS, CHANNELS, COVERAGE, LEVELS

_COMPARED = Text("Vergleich: {first} und {second}", "Comparison: {first} and {second}")
_DIFFERING = Text("Was sich unterscheidet", "What differs")
_RULES_FOR = Text("Regeln, die für {name} den Unterschied machen", "Rules that make the difference for {name}")
_HOURS_NEEDED = Text("Zeitaufwand pro Woche", "hours needed a week")
_HOURS_TO_USE = Text("Stunden, die sich nutzen lassen", "hours that can be used")
_HOURS_BELIEVABLE = Text("Stunden, mit denen wir rechnen", "hours we count on")
_MONEY = Text("Geld", "money")
_GROUNDWORK = Text("Voraussetzungen", "groundwork")
_SETTLED = Text("Das Ergebnis bliebe", "the result would stay")
_OF_HUNDRED = Text("in {share} von 100 Fällen", "in {share} of 100 cases")
_ALONE = Text("ändert die Auswahl schon allein", "changes the choice on its own")
_TOGETHER = Text("ändert die Auswahl zusammen mit anderen", "changes the choice together with others")
_NOT = Text("ändert die Auswahl nicht", "does not change the choice")
_AFTER = Text("gilt nur im zweiten Fall", "holds in the second case only")
_BEFORE = Text("gilt nur im ersten Fall", "holds in the first case only")
_MOST_RULES = 4
_NOTHING = "–"


def comparison_blocks(comparison: Comparison, names: tuple[str, str], voice: Voice) -> Iterator[Block]:
    """The page: what changes, both sides in a table, the answers that differ and whether they matter, the rules behind it."""
    yield Heading(voice.say(_COMPARED, first=names[0][:80], second=names[1][:80]), level=1)
    yield Paragraph(comparison_text(comparison, voice))
    yield _sides_table(comparison, names, voice)
    ordered = sorted(comparison.differences, key=lambda difference: not difference.matters)
    yield from listed_under(voice.say(_DIFFERING), (_difference(difference, voice) for difference in ordered))
    for channel in (*comparison.entering, *comparison.leaving):
        rules = [turned for turned in comparison.rules if turned.channel == channel][:_MOST_RULES]
        heading = voice.say(_RULES_FOR, name=voice.named(channel, Case.ACCUSATIVE))
        yield from listed_under(heading, (_rule(turned, comparison, voice) for turned in rules))


def _sides_table(comparison: Comparison, names: tuple[str, str], voice: Voice) -> Table:
    sides = (comparison.before, comparison.after)

    def row(label: Text, cell: Callable[[Advice], str], indent: str = "") -> tuple[str, ...]:
        return (indent + voice.say(label), *(cell(advice) for advice in sides))

    rows = [
        row(CHANNELS, lambda advice: _names(advice.recommended, voice)),
        row(BASICS, lambda advice: _names(advice.basics, voice)),
        row(COVERAGE, lambda advice: voice.percent(advice.total_coverage)),
        *_coverage_rows(comparison, voice),
        row(_HOURS_NEEDED, lambda advice: voice.hours(advice.hours_per_week)),
        row(_HOURS_BELIEVABLE, lambda advice: voice.hours(advice.believable_hours)),
        *([row(_HOURS_TO_USE, lambda advice: voice.hours(advice.to_use))] if _use_differs(comparison) else []),
        row(_MONEY, lambda advice: voice.say(A_MONTH, money=voice.amount(advice.money_per_month))),
        row(_GROUNDWORK, lambda advice: voice.say(LEVELS[advice.readiness.level])),
        (voice.say(_SETTLED), *(voice.say(_OF_HUNDRED, share=of_hundred(share)) for share in comparison.settled)),
    ]
    return Table(("", *names), tuple(rows), numeric=False)


def _use_differs(comparison: Comparison) -> bool:
    return any(round(advice.to_use - advice.hours_per_week, DECIMALS) > 0 for advice in (comparison.before, comparison.after))


def _coverage_rows(comparison: Comparison, voice: Voice) -> Iterator[tuple[str, ...]]:
    """Each goal of either side; of those that both have also the groups that are covered otherwise."""
    sides = [{covered.goal.id: covered for covered in advice.coverage} for advice in (comparison.before, comparison.after)]
    for goal in dict.fromkeys(id for side in sides for id in side):
        both = [side[goal] for side in sides if goal in side]
        yield f"  {voice.goal(goal)}", *(voice.percent(side[goal].coverage) if goal in side else _NOTHING for side in sides)
        if len(both) == len(sides):
            yield from _group_rows(both, voice)


def _group_rows(sides: Sequence[GoalCoverage], voice: Voice) -> Iterator[tuple[str, ...]]:
    for group in dict.fromkeys(group for covered in sides for group in covered.segments if group):
        cells = [voice.percent(side.segments[group].coverage) if group in side.segments else _NOTHING for side in sides]
        if len(set(cells)) > 1:
            yield f"    {voice.option(sides[0].goal.split_by, group)}", *cells


def _names(channels: tuple[Recommended, ...], voice: Voice) -> str:
    return voice.channels([advised.fit.channel.id for advised in channels]) or _NOTHING


def _difference(difference: AnswerDifference, voice: Voice) -> Item:
    before, after = (voice.answer(difference.question, answer) for answer in (difference.before, difference.after))
    label = voice.say(voice.rulebook.questions[difference.question].label)
    wording = _ALONE if difference.alone else _TOGETHER if difference.needed else _NOT
    return Item(f"{label}: {before} → {after}", "≠" if difference.matters else "·", voice.say(wording))


def _rule(turned: Turned, comparison: Comparison, voice: Voice) -> Item:
    side = voice.say(_AFTER if turned.holds_after else _BEFORE)
    advice = comparison.after if turned.holds_after else comparison.before
    groups = some_groups(turned.segments, advice.fits[turned.channel])
    points = points_text(turned.points, voice, groups) or excludes_text(groups, voice)
    said = [side, points, source_of(turned.rule.basis, voice), turned.rule.origin]
    sign = "+" if sum(turned.points.values()) > 0 else "–"
    return Item(turned_text(turned, comparison, voice), sign, " · ".join(said))
