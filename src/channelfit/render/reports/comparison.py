"""Two situations side by side: as plain data for JSON, and as a page."""

from collections.abc import Callable, Iterator

from channelfit.advice.certainty import Certainty
from channelfit.advice.compare import Comparison, Difference, Turned
from channelfit.advice.model import Advice, Recommended
from channelfit.language import Language, Text, hours, listed, number, percent
from channelfit.render.forms.blocks import Block, Heading, Item, Listing, Paragraph, Table
from channelfit.render.phrases.points import EXCLUDES, points_text
from channelfit.render.phrases.sentences import source_of
from channelfit.render.phrases.sureness import of_hundred
from channelfit.render.phrases.verdicts import comparison_text, turned_text
from channelfit.render.phrases.voice import voice_of
from channelfit.render.phrases.words import BASICS, CHANNELS, COVERAGE, LEVELS, MONEY_A_MONTH
from channelfit.rulebook.model import Goal

_COMPARED = Text("Vergleich: {first} und {second}", "Comparison: {first} and {second}")
_DIFFERING = Text("Was sich unterscheidet", "What differs")
_RULES_FOR = Text("Regeln, die bei {name} den Unterschied machen", "Rules that make the difference for {name}")
_HOURS_NEEDED = Text("Zeitaufwand pro Woche", "hours needed a week")
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
_Sides = tuple[tuple[Advice, Certainty], tuple[Advice, Certainty]]


def comparison_blocks(
    one: Comparison, certainties: tuple[Certainty, Certainty], names: tuple[str, str], language: Language
) -> Iterator[Block]:
    """The page: what changes, both sides in a table, the answers that differ and whether they matter, the rules behind it."""
    yield Heading(_COMPARED.filled(language, first=names[0][:80], second=names[1][:80]), level=1)
    yield Paragraph(comparison_text(one, voice_of(one.before, language)))
    yield _sides_table(one, certainties, names, language)
    if one.differences:
        yield Heading(_DIFFERING.of(language))
        ordered = sorted(one.differences, key=lambda each: not each.matters)
        yield Listing(tuple(_difference(each, one, language) for each in ordered))
    for channel in (*one.entering, *one.leaving):
        turned = [each for each in one.rules if each.channel == channel][:_MOST_RULES]
        if turned:
            yield Heading(_RULES_FOR.filled(language, name=one.before.rulebook.channels[channel].name.of(language)))
            yield Listing(tuple(_rule(each, one, language) for each in turned))


def _sides_table(one: Comparison, certainties: tuple[Certainty, Certainty], names: tuple[str, str], language: Language) -> Table:
    sides: _Sides = ((one.before, certainties[0]), (one.after, certainties[1]))

    def row(label: str, cell: Callable[[Advice, Certainty], str]) -> tuple[str, ...]:
        return (label, *(cell(advice, certainty) for advice, certainty in sides))

    rows = [
        row(CHANNELS.of(language), lambda advice, _: _listed(advice.recommended, language)),
        row(BASICS.of(language), lambda advice, _: _listed(advice.basics, language)),
        row(COVERAGE.of(language), lambda advice, _: percent(advice.total_coverage, language)),
    ]
    goals = {each.goal.id: each.goal for advice, _ in sides for each in advice.coverage}
    rows += [row(f"  {goal.name.of(language)}", _coverage_of(goal, language)) for goal in goals.values()]
    rows += [
        row(_HOURS_NEEDED.of(language), lambda advice, _: hours(advice.hours_per_week, language)),
        row(_HOURS_BELIEVABLE.of(language), lambda advice, _: hours(advice.believable_hours, language)),
        row(_MONEY.of(language), lambda advice, _: _money(advice, language)),
        row(_GROUNDWORK.of(language), lambda advice, _: LEVELS[advice.readiness.level].of(language)),
        row(_SETTLED.of(language), lambda _, certainty: _OF_HUNDRED.filled(language, share=of_hundred(certainty.settled))),
    ]
    return Table(("", *(name[:60] for name in names)), tuple(rows), numeric=False)


def _money(advice: Advice, language: Language) -> str:
    return MONEY_A_MONTH.filled(language, money=number(advice.money_per_month, language))


def _coverage_of(goal: Goal, language: Language) -> Callable[[Advice, Certainty], str]:
    def cell(advice: Advice, _: Certainty) -> str:
        return next((percent(each.coverage, language) for each in advice.coverage if each.goal.id == goal.id), "–")

    return cell


def _listed(channels: tuple[Recommended, ...], language: Language) -> str:
    return listed([one.fit.channel.name.of(language) for one in channels], language) or "–"


def _difference(each: Difference, one: Comparison, language: Language) -> Item:
    voice = voice_of(one.before, language)
    before, after = (voice.answer(each.question, answer) for answer in (each.before, each.after))
    label = voice.say(voice.rulebook.questions[each.question].label)
    wording = _ALONE if each.alone else _TOGETHER if each.needed else _NOT
    return Item(f"{label}: {before} → {after}", "≠" if each.matters else "·", voice.say(wording))


def _rule(each: Turned, one: Comparison, language: Language) -> Item:
    voice = voice_of(one.before, language)
    side = voice.say(_AFTER if each.holds_after else _BEFORE)
    points = points_text(each.points, voice) or voice.say(EXCLUDES)
    said = [side, points, source_of(each.rule.basis, voice), each.rule.place]
    return Item(turned_text(each, one, voice), "+" if sum(each.points.values()) > 0 else "–", " · ".join(said))
