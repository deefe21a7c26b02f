"""The page for those who decide, as neutral parts: what is recommended, what it takes, what to do first; then an appendix."""

from collections.abc import Iterator

from channelfit.advice.certainty import Certainty
from channelfit.advice.model import Advice
from channelfit.advice.schedule import WEEKS, results_week, schedule
from channelfit.language import Language, amount, hours, listed
from channelfit.render.brief.appendix import appendix, is_for_decision
from channelfit.render.brief.cost import cost, nothing
from channelfit.render.brief.plan import plan_sections, tasks_of
from channelfit.render.brief.summary import coverage, figures, recommended
from channelfit.render.brief.words import title, word
from channelfit.render.forms.blocks import Brief, Form, Item, Line, Listing, Paragraph, Part, Section
from channelfit.render.phrases.sentences import headline, source_of
from channelfit.render.phrases.sureness import settled_text
from channelfit.render.phrases.voice import voice_of
from channelfit.render.phrases.words import HOURS_A_WEEK, rulebook_text
from channelfit.rulebook.model import House

_MOST_OF_A_NAME = 200


def brief_of(advice: Advice, certainty: Certainty, language: Language) -> Brief:
    """The page in one language; sections without anything to say are left out."""
    rulebook = advice.rulebook
    company, house = advice.profile.company, rulebook.house
    return Brief(
        language=language,
        title=word("title", language),
        house=house.name.of(language) if house else "",
        company=company if len(company) <= _MOST_OF_A_NAME else f"{company[:_MOST_OF_A_NAME]}…",
        headline=headline(advice, voice_of(advice, language), preliminary=certainty.is_preliminary),
        lead=_lead(advice, certainty, language),
        figures=figures(advice, certainty, language),
        decision=_with_own_texts(_decision(advice, certainty, language), house, language),
        appendix_title=word("appendix", language),
        appendix=_with_own_texts(appendix(advice, certainty, language), house, language),
        closing=house.closing.of(language) if house else "",
        origin=rulebook_text(voice_of(advice, language)),
    )


def _with_own_texts(
    sections: Iterator[tuple[str, tuple[Part, ...]]], house: House | None, language: Language
) -> tuple[Section, ...]:
    """The sections that have anything to say; under the heading of each what the house says itself."""
    own = {id: (Paragraph(text.of(language)),) for id, text in house.sections.items()} if house else {}
    return tuple(Section(id, title(id, language), (*own.get(id, ()), *parts)) for id, parts in sections if parts)


def _decision(advice: Advice, certainty: Certainty, language: Language) -> Iterator[tuple[str, tuple[Part, ...]]]:
    yield "recommended", tuple(recommended(advice, certainty, language))
    yield "coverage", tuple(coverage(advice, language))
    yield "cost", tuple(cost(advice, language))
    yield "nothing", tuple(nothing(advice, language))
    known = tuple(_to_know(advice, language))
    yield "essentials", (Listing(known),) if known else ()
    yield "decision", (Paragraph(word("we_resolve", language)), _form(advice, language))
    yield from plan_sections(advice, language)


def _lead(advice: Advice, certainty: Certainty, language: Language) -> tuple[str, ...]:
    """How settled the headline is, and what comes first of all that is to be done."""
    settled = settled_text(certainty, voice_of(advice, language))
    todo = next((task.todo for task in tasks_of(advice, language) if task.status in ("unmet", "partly")), "")
    return (settled, word("first", language, todo=todo)) if todo else (settled,)


def _to_know(advice: Advice, language: Language) -> Iterator[Item]:
    """The essentials, numbered, and what is serious in this very case."""
    for place, one in enumerate(advice.rulebook.essentials, 1):
        yield Item(one.says.of(language), f"{place}", source_of(one.basis, voice_of(advice, language)))
    for note in filter(is_for_decision, advice.notes):
        text = voice_of(advice, language).fill(note.says)
        yield Item(text, "!", source_of(note.basis, voice_of(advice, language)))


def _form(advice: Advice, language: Language) -> Form:
    """What is resolved, filled in as far as the advice goes."""
    ones = (*advice.recommended, *advice.basics)
    names = listed([one.fit.channel.name.of(language) for one in ones], language)
    takes = HOURS_A_WEEK.filled(language, hours=hours(advice.hours_per_week, language)) if ones else ""
    money = word("a_month", language, money=amount(advice.money_per_month, language)) if ones else ""
    lines = [
        Line(word("resolve_channels", language), names),
        Line(word("resolve_hours", language), takes),
        Line(word("resolve_money", language), money),
        Line(word("resolve_person", language)),
        Line(word("resolve_goals", language)),
        Line(word("resolve_review", language, weeks=f"{WEEKS}")),
    ]
    week = results_week(schedule(advice))
    if week > WEEKS:
        lines.append(Line(word("resolve_results", language, week=f"{week}")))
    return Form((*lines, Line(word("resolve_signature", language))))
