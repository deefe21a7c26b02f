"""The appendix of the page for those who decide: how firm, what would change it, points, steps, notes, sources, answers."""

from collections.abc import Iterator

from channelfit.advice.certainty import Certainty
from channelfit.advice.model import Advice
from channelfit.language import Language, number
from channelfit.render.brief.words import word
from channelfit.render.forms.blocks import Code, Heading, Item, Listing, Paragraph, Part, Table
from channelfit.render.phrases.points import arithmetic, reason_items
from channelfit.render.phrases.reasons import what_if_lines
from channelfit.render.phrases.sentences import source_of, source_text
from channelfit.render.phrases.sureness import near_tie_text, settled_text, stability_text
from channelfit.render.phrases.voice import voice_of
from channelfit.render.phrases.words import DISABLED
from channelfit.render.plain.advice import cited_evidence
from channelfit.render.reports.profile_text import render_profile
from channelfit.rulebook.digest import digest
from channelfit.rulebook.model import Addressee, Importance, Note


def appendix(advice: Advice, certainty: Certainty, language: Language) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """The sections by id, each with its parts."""
    yield "how_sure", tuple(_how_sure(advice, certainty, language))
    yield "what_if", tuple(_what_if(advice, certainty, language))
    yield "points", tuple(_points(advice, language))
    yield "steps", tuple(_steps(advice, language))
    notes = tuple(
        Item(
            voice_of(advice, language).fill(note.says),
            "i" if note.severity is Importance.INFO else "!",
            source_of(note.basis, voice_of(advice, language)),
        )
        for note in advice.notes
        if not note.law and not is_for_decision(note)
    )
    yield "notes", (Listing(notes),) if notes else ()
    # Several facts may come from one source.
    sources: dict[str, list[str]] = {}
    for fact in cited_evidence(advice):
        sources.setdefault(source_text(fact, voice_of(advice, language)), []).append(fact.statement.of(language))
    cited = tuple(Item(" ".join(statements), quiet=source) for source, statements in sources.items())
    yield "sources", (Listing(cited),) if cited else ()
    yield "answers", tuple(_answers(advice, language))
    yield "origin", tuple(_origin(advice, language))


def is_for_decision(note: Note) -> bool:
    """Whether a note belongs to what is decided on and not to the appendix."""
    return note.severity is Importance.SERIOUS and note.addressee is Addressee.MANAGEMENT and not note.law


def _how_sure(advice: Advice, certainty: Certainty, language: Language) -> Iterator[Part]:
    yield Paragraph(settled_text(certainty, voice_of(advice, language)))
    ones = (*advice.recommended, *advice.basics)
    items = [Item(stability_text(certainty, one.fit.channel.id, voice_of(advice, language))) for one in ones]
    if tie := near_tie_text(certainty, voice_of(advice, language)):
        items.append(Item(tie, "≈"))
    if items:
        yield Listing(tuple(items))
        yield Paragraph(word("variations", language), quiet=True)


def _what_if(advice: Advice, certainty: Certainty, language: Language) -> Iterator[Part]:
    lines = what_if_lines(certainty.what_if, advice, voice_of(advice, language))
    if lines:
        yield Listing(tuple(Item(f"{change} → {effect}") for change, effect in lines))
    else:
        yield Paragraph(word("no_what_if", language))


def _points(advice: Advice, language: Language) -> Iterator[Part]:
    yield Paragraph(word("points_lead", language, points=number(advice.rulebook.settings.min_points, language)))
    for one in (*advice.recommended, *advice.basics):
        yield Heading(one.fit.channel.name.of(language), 3)
        yield arithmetic(one.fit, voice_of(advice, language))
        if reasons := tuple(reason_items(advice, one.fit, voice_of(advice, language))):
            yield Listing(reasons)


def _steps(advice: Advice, language: Language) -> Iterator[Part]:
    for one in (*advice.recommended, *advice.basics):
        plan = one.fit.channel.plan
        yield Heading(one.fit.channel.name.of(language), 3)
        items = [Item(plan.cadence.of(language), name=word("rhythm", language))]
        if plan.formats:
            items.append(Item("; ".join(text.of(language) for text in plan.formats), name=word("formats", language)))
        yield Listing(tuple(items))
        steps = (Item(text.of(language), f"{place}") for place, text in enumerate(plan.first_steps, 1))
        if plan.first_steps:
            yield Listing(tuple(steps))


def _answers(advice: Advice, language: Language) -> Iterator[Part]:
    rulebook, given = advice.rulebook, {**advice.assumed, **advice.profile.answers}
    rows = []
    for id, answer in given.items():
        said = voice_of(advice, language).answer(id, answer)
        assumed = word("assumed", language, answer=said) if id in advice.assumed else said
        rows.append((rulebook.questions[id].text.of(language), assumed))
    order = list(rulebook.questions)
    texts = [row for _, row in sorted(zip(given, rows, strict=True), key=lambda pair: order.index(pair[0]))]
    yield Table((word("question", language), word("answer", language)), tuple(texts), numeric=False)


def _origin(advice: Advice, language: Language) -> Iterator[Part]:
    rulebook = advice.rulebook
    named = {"id": rulebook.id, "version": rulebook.version, "digest": digest(rulebook)}
    yield Paragraph(f"{word('origin', language, **named)} {word('no_forecast', language)}")
    changes = []
    for one in rulebook.amendments:
        because = one.because.or_other(language)
        path = ".".join(one.path) or DISABLED.of(language)
        changes.append(Item(f"{because} ({one.by})", name=f"{one.target or one.kind} · {path}"))
    if changes:
        yield Paragraph(word("changed_rules", language))
        yield Listing(tuple(changes))
    yield Paragraph(word("repeat", language))
    yield Code(render_profile(advice.profile, rulebook))
