"""The appendix of the page for those who decide: how firm, what would change it, points, steps, notes, sources, answers."""

from __future__ import annotations

from collections.abc import Iterator

from channelfit.advice.certainty import Certainty
from channelfit.advice.model import Advice
from channelfit.language import Text
from channelfit.render.brief.notes import is_for_decision, more_beside, note_item
from channelfit.render.brief.plan import measure
from channelfit.render.forms.blocks import Chapter, Code, Heading, Item, Listing, Paragraph, Part, Table
from channelfit.render.phrases.points import arithmetic, reason_items
from channelfit.render.phrases.reasons import what_if_lines
from channelfit.render.phrases.sentences import left_out, source_of, source_text
from channelfit.render.phrases.sureness import near_tie_text, settled_text, stability_text
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import ASSUMED, DISABLED, LAW, NOTES, POINTS, SOURCES, WHAT_IF
from channelfit.render.plain.advice import cited_evidence
from channelfit.render.reports.profile_text import render_profile
from channelfit.rulebook.digest import digest
from channelfit.rulebook.model import NotePlace

_HOW_SURE = Text("Wie sicher das Ergebnis ist", "How firm the result is")
_OTHERS = Text("Alle anderen Kanäle", "All other channels")
_SERVE_NONE = Text("Dienen keinem Ihrer Ziele", "Serve none of your goals")
_STEPS = Text("Wie Sie vorgehen", "How to go about it")
_ANSWERS = Text("Ihre Antworten", "Your answers")
_ORIGIN = Text("Woher diese Empfehlung kommt", "Where this advice comes from")
_VARIATIONS = Text(
    "Belastbar heißt: Auch mit anderen Gewichten der Gesichtspunkte und Ziele und mit anderem Zeitbedarf bliebe der Kanal in "
    "mindestens 80 von 100 Fällen dabei.",
    "Firm means: with other weights of criteria and goals and with other hours the channel would stay "
    "in at least 80 of 100 cases.",
)
_NO_WHAT_IF = Text(
    "Keine einzelne Antwort, die Sie ändern können, ändert die Auswahl.",
    "No single answer that you can change would change the choice.",
)
_POINTS_LEAD = Text(
    "Jeder Kanal beginnt mit Punkten je Ziel; jede Regel, die auf Sie zutrifft, gibt Punkte oder zieht welche "
    "ab. Ein Kanal zählt für ein Ziel ab {points}.",
    "Each channel begins with points per goal; each rule that holds for you adds points or takes points away. "
    "A channel counts for a goal from {points} on.",
)
_RHYTHM = Text("Rhythmus", "Rhythm")
_FORMATS = Text("Formate", "Formats")
_QUESTION = Text("Frage", "Question")
_ANSWER = Text("Antwort", "Answer")
_RULES = Text(
    "Regelwerk {id}, Fassung {version}, Prüfsumme {digest}. Dieselben Antworten ergeben mit demselben "
    "Regelwerk dieselbe Empfehlung.",
    "Rulebook {id}, version {version}, digest {digest}. The same answers give the same advice with the same rulebook.",
)
_NO_FORECAST = Text(
    "Eignung ist ein Urteil nach offenen Regeln, keine Erfolgsprognose.",
    "Fit is a judgement by open rules, not a forecast of success.",
)
_CHANGED_RULES = Text("Eigene Regeln weichen hier ab:", "Your own rules differ here:")
_REPEAT = Text(
    "Mit diesem Profil und channelfit advise lässt sie sich wiederholen:",
    "With this profile and channelfit advise it can be repeated:",
)


def appendix(advice: Advice, certainty: Certainty, voice: Voice) -> Iterator[Chapter]:
    """The chapters, each with its parts."""
    law = tuple(Item(voice.fill(note.says), "§", source_of(note.basis, voice)) for note in advice.notes if note.is_law)
    yield Chapter("law", voice.say(LAW), (Listing(law),) if law else ())
    yield Chapter("how_sure", voice.say(_HOW_SURE), tuple(_how_sure(advice, certainty, voice)))
    yield Chapter("what_if", voice.say(WHAT_IF), tuple(_what_if(advice, certainty, voice)))
    yield Chapter("others", voice.say(_OTHERS), _listing(_others(advice, voice)))
    yield Chapter("points", voice.say(POINTS), tuple(_points(advice, voice)))
    yield Chapter("steps", voice.say(_STEPS), tuple(_steps(advice, voice)))
    yield Chapter("notes", voice.say(NOTES), _listing(_notes(advice, voice)))
    yield Chapter("sources", voice.say(SOURCES), _listing(_sources(advice, voice)))
    yield Chapter("answers", voice.say(_ANSWERS), (_answers(advice, voice),))
    yield Chapter("origin", voice.say(_ORIGIN), tuple(_origin(advice, voice)))


def _listing(items: Iterator[Item]) -> tuple[Part, ...]:
    """The entries as a part of a page; nothing if there are none."""
    found = tuple(items)
    return (Listing(found),) if found else ()


def _how_sure(advice: Advice, certainty: Certainty, voice: Voice) -> Iterator[Part]:
    yield Paragraph(settled_text(certainty, voice))
    channels = [advised.fit.channel.id for advised in (*advice.recommended, *advice.basics)]
    items = [Item(stability_text(certainty.stability[channel], certainty.settled, channel, voice)) for channel in channels]
    if tie := near_tie_text(certainty, voice):
        items.append(Item(tie, "≈"))
    if items:
        yield Listing(tuple(items))
        yield Paragraph(voice.say(_VARIATIONS), quiet=True)


def _what_if(advice: Advice, certainty: Certainty, voice: Voice) -> Iterator[Part]:
    lines = what_if_lines(certainty.what_if, advice, voice)
    if lines:
        yield Listing(tuple(Item(f"{change} → {effect}") for change, effect in lines))
    else:
        yield Paragraph(voice.say(_NO_WHAT_IF))


def _others(advice: Advice, voice: Voice) -> Iterator[Item]:
    """Every channel that was not chosen, with what speaks against it."""
    left = left_out(advice, voice, most=len(advice.not_recommended))
    yield from (Item(text, name=names) for names, text in left.explained)
    if left.others:
        yield Item(f"{left.others}.", name=voice.say(_SERVE_NONE))


def _points(advice: Advice, voice: Voice) -> Iterator[Part]:
    yield Paragraph(voice.say(_POINTS_LEAD, points=voice.number(advice.rulebook.settings.min_points)))
    for advised in (*advice.recommended, *advice.basics):
        yield Heading(voice.say(advised.fit.channel.name), 3)
        yield from arithmetic(advised.fit, voice)
        yield from _listing(reason_items(advice, advised.fit, voice))


def _steps(advice: Advice, voice: Voice) -> Iterator[Part]:
    for advised in (*advice.recommended, *advice.basics):
        plan = advised.fit.channel.plan
        yield Heading(voice.say(advised.fit.channel.name), 3)
        items = [Item(voice.say(plan.cadence), name=voice.say(_RHYTHM))]
        if plan.formats:
            items.append(Item("; ".join(voice.say(text) for text in plan.formats), name=voice.say(_FORMATS)))
        yield Listing(tuple(items))
        yield from _listing(Item(voice.say(step), f"{number}") for number, step in enumerate(plan.first_steps, 1))
    if advice.recommended:
        yield from measure(advice.basics, advice, voice)


def _notes(advice: Advice, voice: Voice) -> Iterator[Item]:
    told_here = {note.id for note in more_beside(advice)}
    for note in advice.notes:
        is_known = note.place is NotePlace.KNOW and not is_for_decision(note)
        if is_known or note.place is NotePlace.FIRST or note.id in told_here:
            yield note_item(note, voice)


def _sources(advice: Advice, voice: Voice) -> Iterator[Item]:
    """Each source once; several facts may come from it."""
    sources: dict[str, list[str]] = {}
    for fact in cited_evidence(advice):
        sources.setdefault(source_text(fact, voice), []).append(voice.quote(fact.statement))
    yield from (Item(" ".join(statements), quiet=source) for source, statements in sources.items())


def _answers(advice: Advice, voice: Voice) -> Table:
    """What was answered or assumed, in the order of the questions."""
    given = {**advice.assumed, **advice.profile.answers}
    rows = []
    for id, question in advice.rulebook.questions.items():
        if id in given:
            said = voice.answer(id, given[id])
            rows.append((voice.say(question.text), voice.say(ASSUMED, said=said) if id in advice.assumed else said))
    return Table((voice.say(_QUESTION), voice.say(_ANSWER)), tuple(rows), numeric=False)


def _origin(advice: Advice, voice: Voice) -> Iterator[Part]:
    rulebook = advice.rulebook
    rules = voice.say(_RULES, id=rulebook.id, version=rulebook.version, digest=digest(rulebook))
    yield Paragraph(f"{rules} {voice.say(_NO_FORECAST)}")
    changes = []
    for change in rulebook.amendments:
        because = change.because.or_other(voice.language)
        path = ".".join(change.path) or voice.say(DISABLED)
        changes.append(Item(f"{because} ({change.by})", name=f"{change.target or change.kind} · {path}"))
    if changes:
        yield Paragraph(voice.say(_CHANGED_RULES))
        yield Listing(tuple(changes))
    yield Paragraph(voice.say(_REPEAT))
    yield Code(render_profile(advice.profile, rulebook))
