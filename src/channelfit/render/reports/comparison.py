"""Two situations side by side: as plain data for JSON, and as a page."""

from collections.abc import Callable, Iterator

from channelfit.advice.certainty import Certainty
from channelfit.advice.compare import AnswerDifference, Comparison, Turned
from channelfit.advice.model import Advice, Recommended
from channelfit.language import Language, hours, listed, number, percent
from channelfit.render.forms.blocks import Block, Heading, Item, Listing, Paragraph, Table
from channelfit.render.phrases.points import signed
from channelfit.render.phrases.sentences import answer_text, source_of
from channelfit.render.phrases.sureness import of_hundred
from channelfit.render.phrases.verdicts import comparison_text, reason_text
from channelfit.render.phrases.words import heading, line, name_of, phrase
from channelfit.rulebook.model import Goal

_MOST_RULES = 4
_Sides = tuple[tuple[Advice, Certainty], tuple[Advice, Certainty]]


def comparison_blocks(
    one: Comparison, certainties: tuple[Certainty, Certainty], names: tuple[str, str], language: Language
) -> Iterator[Block]:
    """The page: what changes, both sides in a table, the answers that differ and whether they matter, the rules behind it."""
    yield Heading(line("compared", language, first=names[0][:80], second=names[1][:80]), level=1)
    yield Paragraph(comparison_text(one, language))
    yield _sides_table(one, certainties, names, language)
    if one.differences:
        yield Heading(heading("differing", language))
        ordered = sorted(one.differences, key=lambda each: not each.matters)
        yield Listing(tuple(_difference(each, one, language) for each in ordered))
    for channel in (*one.entering, *one.leaving):
        turned = [each for each in one.rules if each.channel == channel][:_MOST_RULES]
        if turned:
            yield Heading(line("rules_for", language, name=one.before.rulebook.channels[channel].name.of(language)))
            yield Listing(tuple(_rule(each, one, language) for each in turned))


def _sides_table(one: Comparison, certainties: tuple[Certainty, Certainty], names: tuple[str, str], language: Language) -> Table:
    sides: _Sides = ((one.before, certainties[0]), (one.after, certainties[1]))

    def row(label: str, cell: Callable[[Advice, Certainty], str]) -> tuple[str, ...]:
        return (label, *(cell(advice, certainty) for advice, certainty in sides))

    rows = [
        row(heading("channels", language), lambda advice, _: _listed(advice.recommended, language)),
        row(heading("basics", language), lambda advice, _: _listed(advice.basics, language)),
        row(heading("coverage", language), lambda advice, _: percent(advice.total_coverage, language)),
    ]
    goals = {each.goal.id: each.goal for advice, _ in sides for each in advice.coverage}
    rows += [row(f"  {goal.name.of(language)}", _coverage_of(goal, language)) for goal in goals.values()]
    rows += [
        row(name_of("hours_needed", language), lambda advice, _: hours(advice.hours_per_week, language)),
        row(name_of("hours_believable", language), lambda advice, _: hours(advice.believable_hours, language)),
        row(name_of("money", language), lambda advice, _: _money(advice, language)),
        row(name_of("groundwork", language), lambda advice, _: name_of(advice.readiness.level, language)),
        row(name_of("settled", language), lambda _, certainty: line("of_hundred", language, share=of_hundred(certainty.settled))),
    ]
    return Table(("", *(name[:60] for name in names)), tuple(rows), numeric=False)


def _money(advice: Advice, language: Language) -> str:
    return line("money", language, money=number(advice.money_per_month, language))


def _coverage_of(goal: Goal, language: Language) -> Callable[[Advice, Certainty], str]:
    def cell(advice: Advice, _: Certainty) -> str:
        return next((percent(each.coverage, language) for each in advice.coverage if each.goal.id == goal.id), "–")

    return cell


def _listed(channels: tuple[Recommended, ...], language: Language) -> str:
    return listed([one.fit.channel.name.of(language) for one in channels], language) or "–"


def _difference(each: AnswerDifference, one: Comparison, language: Language) -> Item:
    rulebook = one.before.rulebook
    before, after = (answer_text(rulebook, each.question, answer, language) for answer in (each.before, each.after))
    label = rulebook.questions[each.question].label.of(language)
    key = "matters_alone" if each.alone else "matters_together" if each.needed else "matters_not"
    return Item(f"{label}: {before} → {after}", "≠" if each.matters else "·", phrase(key, language))


def _rule(each: Turned, one: Comparison, language: Language) -> Item:
    rulebook = one.before.rulebook
    points = ", ".join(
        f"{rulebook.goals[goal].name.of(language)} {signed(given, language)}" for goal, given in each.points.items()
    )
    side = phrase("holds_after" if each.holds_after else "holds_before", language)
    said = [side, points or name_of("excludes", language), source_of(each.rule.basis, rulebook, language), each.rule.origin]
    return Item(reason_text(each, one, language), "+" if sum(each.points.values()) > 0 else "–", " · ".join(said))
