"""The page for those who decide, as neutral parts: what is recommended, what comes first and a box to sign; then the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from channelfit.advice.certainty import Certainty
from channelfit.advice.model import Advice
from channelfit.advice.schedule import WEEKS, results_week, schedule
from channelfit.language import Counted, Text
from channelfit.render.brief.appendix import appendix
from channelfit.render.brief.cost import SPENDING, advertising, cost, nothing, rest
from channelfit.render.brief.notes import beside, is_for_decision
from channelfit.render.brief.plan import not_now, plan_chapters
from channelfit.render.brief.summary import coverage, figures, recommended
from channelfit.render.forms.blocks import Brief, Chapter, Item, Line, Listing, Paragraph, Resolution
from channelfit.render.phrases.effort import is_over_budget, planned_text, there_text
from channelfit.render.phrases.first_steps import first_steps
from channelfit.render.phrases.headline import chosen_text, headline
from channelfit.render.phrases.sentences import source_of
from channelfit.render.phrases.sureness import settled_text
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import A_MONTH, ALL_CHANNELS, BESIDE, REST, rulebook_text
from channelfit.rulebook.model import House

_TITLE = Text("Entscheidungsvorlage: Kommunikationskanäle", "For decision: communication channels")
_APPENDIX = Text("Anhang: worauf die Empfehlung beruht", "Appendix: what the advice rests on")
_MORE = Text(
    "Gründe, Belege, Rechtliches und alle anderen Kanäle stehen in einem Anhang. Wer Ihnen diese Seite gegeben hat, bekommt ihn "
    "mit der Option --details.",
    "Reasons, sources, points of law and all other channels stand in an appendix. Whoever gave you this page gets it with the "
    "option --details.",
)
_FIRST = Text("Was zuerst zu tun ist", "What to do first")
_RECOMMENDED = Text("Was wir empfehlen", "What we recommend")
_NOT_NOW = Text("Was Sie jetzt lassen", "What to leave for now")
_COVERAGE = Text("Welcher Kanal welches Ziel trägt", "Which channel serves which goal")
_COST = Text("Was es kostet", "What it costs")
_NOTHING = Text("Was es heißt, nichts zu tun", "What doing nothing means")
_ESSENTIALS = Text("Was Sie vor der Entscheidung wissen müssen", "What you must know before you decide")
_LAW = Counted(
    Text("{count} rechtlicher Punkt ist zu klären.", "{count} point of law is to be settled."),
    Text("{count} rechtliche Punkte sind zu klären.", "{count} points of law are to be settled."),
)
_DECISION = Text("Beschluss", "Decision")
_WE_RESOLVE = Text("Wir beschließen:", "We resolve:")
_HOURS = Text("Arbeitszeit, fest eingeplant", "Working time, fixed in the calendar")
_OVER_BUDGET = Text("{money} im Monat, das Budget ist {budget}", "{money} a month, the budget is {budget}")
_BASICS = Text("{channels}; zuerst in Ordnung: {basics}", "{channels}; put in order first: {basics}")
_ADVERTISING = Text("Geld für Anzeigen", "Money for advertising")
_PERSON = Text("Verantwortlich, und wer vertritt", "In charge, and who stands in")
_GOALS = Text("Ziele, je mit Zahl und Datum", "Goals, each with a number and a date")
_REVIEW = Text("Überprüfung am (nach {weeks} Wochen)", "Review on (after {weeks} weeks)")
_RESULTS = Text("Bilanz am (erste Ergebnisse bis Woche {week})", "Results review on (first results by week {week})")
_SIGNATURE = Text("Ort, Datum, Unterschrift", "Place, date, signature")

_MOST_OF_A_NAME = 200
_MOST_STEPS = 4


def brief_of(advice: Advice, certainty: Certainty, voice: Voice, *, details: bool) -> Brief:
    """The page in one language, with its appendix if wanted; chapters without anything to say are left out."""
    company, house = advice.profile.company, advice.rulebook.house
    return Brief(
        language=voice.language,
        title=voice.say(_TITLE),
        house=voice.say(house.name) if house else "",
        company=company if len(company) <= _MOST_OF_A_NAME else f"{company[:_MOST_OF_A_NAME]}…",
        headline=headline(advice, voice, certainty),
        lead=(settled_text(certainty, voice, most=1, in_words=True),),
        figures=figures(advice, certainty, voice),
        decision=tuple(_with_own_texts(_decision(advice, certainty, voice), house, voice)),
        appendix_title=voice.say(_APPENDIX),
        appendix=tuple(_with_own_texts(appendix(advice, certainty, voice), house, voice)) if details else (),
        more="" if details else voice.say(_MORE),
        closing=voice.say(house.closing) if house else "",
        origin=rulebook_text(voice),
    )


def _with_own_texts(chapters: Iterable[Chapter], house: House | None, voice: Voice) -> Iterator[Chapter]:
    """The chapters that have anything to say; under the heading of each what the house says itself."""
    own = house.sections if house else {}
    for chapter in chapters:
        if chapter.parts:
            said = (Paragraph(voice.say(own[chapter.id])),) if chapter.id in own else ()
            yield chapter._replace(parts=(*said, *chapter.parts))


def _decision(advice: Advice, certainty: Certainty, voice: Voice) -> Iterator[Chapter]:
    yield Chapter("recommended", voice.say(_RECOMMENDED), tuple(recommended(advice, certainty, voice)))
    steps = enumerate(first_steps(advice, voice, most=_MOST_STEPS).steps, 1)
    todo = tuple(Item(step, f"{number}") for number, step in steps)
    yield Chapter("first", voice.say(_FIRST), (Listing(todo),) if todo else ())
    yield Chapter("decision", voice.say(_DECISION), (Paragraph(voice.say(_WE_RESOLVE)), _resolution(advice, certainty, voice)))
    yield Chapter("not_now", voice.say(_NOT_NOW), tuple(not_now(advice, certainty, voice)))
    yield Chapter("coverage", voice.say(_COVERAGE), tuple(coverage(advice, voice)))
    yield Chapter("cost", voice.say(_COST), tuple(cost(advice, voice)))
    yield Chapter("rest", voice.say(REST), tuple(rest(advice, voice)))
    yield Chapter("nothing", voice.say(_NOTHING), tuple(nothing(advice, voice)))
    yield Chapter("beside", voice.say(BESIDE), tuple(beside(advice, voice)))
    known = tuple(_to_know(advice, voice))
    yield Chapter("essentials", voice.say(_ESSENTIALS), (Listing(known),) if known else ())
    yield from plan_chapters(advice, voice)


def _to_know(advice: Advice, voice: Voice) -> Iterator[Item]:
    """The essentials, numbered, what is serious in this very case, and how much there is of law."""
    for number, essential in enumerate(advice.rulebook.essentials, 1):
        yield Item(voice.say(essential.says), f"{number}", source_of(essential.basis, voice))
    for note in filter(is_for_decision, advice.notes):
        yield Item(voice.fill(note.says), "!", source_of(note.basis, voice))
    if law := sum(note.is_law for note in advice.notes):
        yield Item(voice.counted(law, _LAW), "§")


def _resolution(advice: Advice, certainty: Certainty, voice: Voice) -> Resolution:
    """What is resolved, filled in as far as the advice goes."""
    lines = [
        Line(voice.say(ALL_CHANNELS), _channels(advice, certainty, voice)),
        Line(voice.say(_HOURS), planned_text(advice, voice) if advice.members else ""),
        Line(voice.say(SPENDING), _money(advice, voice) if advice.members else ""),
        Line(voice.say(_ADVERTISING), advertising(advice, voice)),
        Line(voice.say(_PERSON)),
        Line(voice.say(_GOALS)),
        Line(voice.say(_REVIEW, weeks=f"{WEEKS}")),
    ]
    week = results_week(schedule(advice))
    if week > WEEKS:
        lines.append(Line(voice.say(_RESULTS, week=f"{week}")))
    return Resolution((*lines, Line(voice.say(_SIGNATURE))))


def _channels(advice: Advice, certainty: Certainty, voice: Voice) -> str:
    """The chosen channels and the entries to keep in order."""
    chosen = chosen_text(advice, certainty, voice)
    basics = voice.channels([basic.fit.channel.id for basic in advice.basics])
    return voice.say(_BASICS, channels=chosen, basics=basics) if chosen and basics else chosen or basics


def _money(advice: Advice, voice: Voice) -> str:
    """The money that it takes; if there is less, how much there is."""
    money = voice.amount(advice.money_per_month)
    if advice.budget is not None and is_over_budget(advice):
        return voice.say(_OVER_BUDGET, money=money, budget=there_text(advice, voice))
    return voice.say(A_MONTH, money=money)
