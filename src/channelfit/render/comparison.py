"""Two situations side by side: as plain data for JSON, and as a page."""

from collections.abc import Callable, Iterator

from channelfit.advice.certainty import Certainty
from channelfit.advice.compare import Comparison, Difference, Turned
from channelfit.advice.model import Advice, Recommended
from channelfit.render.blocks import Block, Heading, Item, Listing, Paragraph, Table
from channelfit.render.plain import Plain, answer_as_plain, rounded, rulebook_as_plain
from channelfit.render.points import signed
from channelfit.render.reasons import Turn, effect_text
from channelfit.render.sentences import answer_text, fill, source_of
from channelfit.render.sureness import of_hundred
from channelfit.render.words import heading, hours, line, listed, name_of, number, percent, phrase
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Goal

SCHEMA = "channelfit.comparison/1"
_MOST_RULES = 4
_Sides = tuple[tuple[Advice, Certainty], tuple[Advice, Certainty]]


def comparison_as_plain(one: Comparison, certainties: tuple[Certainty, Certainty], language: str) -> Plain:
    """Everything, ready for JSON."""
    rulebook = one.before.rulebook
    return {
        "schema": SCHEMA,
        "rulebook": rulebook_as_plain(rulebook, language),
        "language": language,
        "text": comparison_text(one, language),
        "before": _side(one.before, certainties[0]),
        "after": _side(one.after, certainties[1]),
        "entering": list(one.entering),
        "leaving": list(one.leaving),
        "answers": [
            {
                "question": each.question,
                "text": rulebook.questions[each.question].text[language],
                "before": _plain_answer(one, each.question, each.before),
                "after": _plain_answer(one, each.question, each.after),
                "alone": each.alone,
                "needed": each.needed,
            }
            for each in one.differences
        ],
        "rules": [
            {
                "channel": each.channel,
                "rule": each.rule.id,
                "holds": "after" if each.holds_after else "before",
                "points": {goal: rounded(points) for goal, points in each.points.items()},
                "text": _why(each, one, language),
                "evidence": list(each.rule.basis),
                "source": each.rule.place,
            }
            for each in one.rules
        ],
    }


def _plain_answer(one: Comparison, question: str, answer: Answer | None) -> object:
    return None if answer is None else answer_as_plain(answer, one.before.rulebook.questions[question].type)


def _side(advice: Advice, certainty: Certainty) -> Plain:
    return {
        "company": advice.profile.company or None,
        "recommended": [each.fit.channel.id for each in advice.recommended],
        "basics": [each.fit.channel.id for each in advice.basics],
        "coverage": {
            "total": rounded(advice.total_coverage),
            "goals": {each.goal.id: rounded(each.coverage) for each in advice.coverage},
        },
        "effort": {
            "hours_per_week": rounded(advice.hours_per_week),
            "available": rounded(advice.available_hours),
            "believable": rounded(advice.believable_hours),
            "money_per_month": rounded(advice.money_per_month),
        },
        "readiness": advice.readiness.level.value,
        "settled": rounded(certainty.settled),
    }


def comparison_blocks(
    one: Comparison, certainties: tuple[Certainty, Certainty], names: tuple[str, str], language: str
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
            yield Heading(line("rules_for", language, name=one.before.rulebook.channels[channel].name[language]))
            yield Listing(tuple(_rule(each, one, language) for each in turned))


def comparison_text(one: Comparison, language: str) -> str:
    """What changes, in a sentence or two."""
    parts = []
    if one.entering or one.leaving:
        effect = effect_text(Turn(one.entering, one.leaving), one.before.rulebook, language)
        parts.append(phrase("compare_changed", language, effect=effect))
    else:
        parts.append(phrase("compare_same", language))
    if not one.differences:
        parts.append(phrase("compare_no_difference", language))
    elif not any(each.matters for each in one.differences):
        key = "compare_harmless" if not (one.entering or one.leaving) else "compare_together"
        parts.append(phrase(key, language, count=str(len(one.differences))))
    return " ".join(parts)


def _sides_table(one: Comparison, certainties: tuple[Certainty, Certainty], names: tuple[str, str], language: str) -> Table:
    sides: _Sides = ((one.before, certainties[0]), (one.after, certainties[1]))

    def row(label: str, cell: Callable[[Advice, Certainty], str]) -> tuple[str, ...]:
        return (label, *(cell(advice, certainty) for advice, certainty in sides))

    rows = [
        row(heading("channels", language), lambda advice, _: _listed(advice.recommended, language)),
        row(heading("basics", language), lambda advice, _: _listed(advice.basics, language)),
        row(heading("coverage", language), lambda advice, _: percent(advice.total_coverage, language)),
    ]
    goals = {each.goal.id: each.goal for advice, _ in sides for each in advice.coverage}
    rows += [row(f"  {goal.name[language]}", _coverage_of(goal, language)) for goal in goals.values()]
    rows += [
        row(name_of("hours_needed", language), lambda advice, _: hours(advice.hours_per_week, language)),
        row(name_of("hours_believable", language), lambda advice, _: hours(advice.believable_hours, language)),
        row(name_of("money", language), lambda advice, _: _money(advice, language)),
        row(name_of("groundwork", language), lambda advice, _: name_of(advice.readiness.level, language)),
        row(name_of("settled", language), lambda _, certainty: line("of_hundred", language, share=of_hundred(certainty.settled))),
    ]
    return Table(("", *(name[:60] for name in names)), tuple(rows), numeric=False)


def _money(advice: Advice, language: str) -> str:
    return line("money", language, money=number(advice.money_per_month, language))


def _coverage_of(goal: Goal, language: str) -> Callable[[Advice, Certainty], str]:
    def cell(advice: Advice, _: Certainty) -> str:
        return next((percent(each.coverage, language) for each in advice.coverage if each.goal.id == goal.id), "–")

    return cell


def _listed(channels: tuple[Recommended, ...], language: str) -> str:
    return listed([one.fit.channel.name[language] for one in channels], language) or "–"


def _difference(each: Difference, one: Comparison, language: str) -> Item:
    rulebook = one.before.rulebook
    before, after = (answer_text(rulebook, each.question, answer, language) for answer in (each.before, each.after))
    label = rulebook.questions[each.question].label[language]
    key = "matters_alone" if each.alone else "matters_together" if each.needed else "matters_not"
    return Item(f"{label}: {before} → {after}", "≠" if each.matters else "·", phrase(key, language))


def _rule(each: Turned, one: Comparison, language: str) -> Item:
    rulebook = one.before.rulebook
    points = ", ".join(f"{rulebook.goals[goal].name[language]} {signed(given, language)}" for goal, given in each.points.items())
    side = phrase("holds_after" if each.holds_after else "holds_before", language)
    said = [side, points or name_of("excludes", language), source_of(each.rule.basis, rulebook, language), each.rule.place]
    return Item(_why(each, one, language), "+" if sum(each.points.values()) > 0 else "–", " · ".join(said))


def _why(each: Turned, one: Comparison, language: str) -> str:
    advice = one.after if each.holds_after else one.before
    return fill(each.rule.why, advice.profile, advice.rulebook, language)
