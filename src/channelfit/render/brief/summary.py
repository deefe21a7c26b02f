"""What the page for those who decide begins with: the numbers at a glance, the channels, and which of them serves which goal."""

from __future__ import annotations

from collections.abc import Iterator

from channelfit.advice.certainty import Certainty
from channelfit.advice.fit import AimFit, ChannelFit, GoalFit
from channelfit.advice.model import Advice, GoalCoverage, Recommended, Role
from channelfit.advice.readiness import Level, Status
from channelfit.language import Counted, Text
from channelfit.render.brief.plan import NOT_ANSWERED
from channelfit.render.forms.blocks import Card, Deck, Figure, Figures, GoalRow, Grade, Item, Listing, Matrix, Paragraph, Part
from channelfit.render.phrases.effort import available_text, hour_text, least_text, uses_more
from channelfit.render.phrases.groups import goal_fit_word, is_covered_unevenly, reaches_some
from channelfit.render.phrases.headline import title_of
from channelfit.render.phrases.sentences import (
    next_step_text,
    once_ready_text,
    role_text,
    shortfall_text,
    source_of,
    telling_reason,
)
from channelfit.render.phrases.sureness import is_firm
from channelfit.render.phrases.verdicts import serves_text
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import (
    ALREADY_ACTIVE,
    CHANNEL,
    COVERED,
    GROUNDWORK,
    HOW_SURE,
    STATUSES,
    coverage_word,
    fit_grade,
    fit_word,
)

_TIME = Text("Zeit pro Woche", "Time a week")
_LEAST_TIME = Text("Mindestzeit pro Woche", "Least time a week")
_TIME_OF = Text("von {available}, die Sie haben", "of {available} available")
_TIME_BELIEVABLE = Text("von {available} rechnen wir mit {believable}", "of {available} we count on {believable}")
_COST = Text("Kosten im Monat", "Cost a month")
_LEAST_COST = Text("Mindestkosten im Monat", "Least cost a month")
_COST_OF_TIME = Text("Arbeitszeit, die Stunde zu {value}", "working time, at {value} an hour")
_COST_OF_BOTH = Text(
    "{time} Arbeitszeit, die Stunde zu {value}, und {money} Ausgaben",
    "{time} of working time, at {value} an hour, and {money} of spending",
)
_RESULTS = Text("Erste Ergebnisse", "First results")
_WEEK_RANGE = Text("{first} bis {last}", "{first} to {last}")
_RESULTS_FROM = Text("nach dem Start des Kanals", "after the start of the channel")
_AFTER = Text("nach {weeks}", "after {weeks}")
_NO_RESULTS = Text("kein Kanal empfohlen", "no channel recommended")
_GROUNDWORK_OF = Text("{met} von {all} erfüllt", "{met} of {all} in place")
_GROUNDWORK_OPEN = Text("{met} von {all} erfüllt, {open} nicht beantwortet", "{met} of {all} in place, {open} not answered")
_LEVELS = {
    Level.READY: STATUSES[Status.MET],
    Level.CONDITIONAL: Text("teilweise erfüllt", "partly in place"),
    Level.NOT_YET: Text("fehlen", "missing"),
}
_ALL_SO = Text("belastbar", "firm")
_SOME_SO = Text("teils knapp", "partly close")
_NONE_SO = Text("knapp", "close")
_PRELIMINARY = Text("vorläufig", "preliminary")
_ALL_FIRM = Text("alle Kanäle", "all channels")
_SOME_CLOSE = Counted(Text("knapp: {names}", "a close call: {names}"), Text("knapp: {names}", "close calls: {names}"))
_BASIC = Text("zuerst in Ordnung bringen", "put in order first")
_CAPPED = Text(
    "Das ist die Auswahl, solange wichtige Voraussetzungen fehlen.",
    "This is the choice as long as important groundwork is missing.",
)
_ONCE_READY = Text("Wenn das erledigt ist:", "Once this is done:")
_NEXT_STEP = Text("Der nächste sinnvolle Schritt:", "The next useful step:")
_GOAL = Text("Ihr Ziel", "Your goal")
_COVERAGE = Text("Zielabdeckung", "Coverage")
_NOT_SERVED = Text("dient dem Ziel nicht", "does not serve it")
_MATRIX = Text(
    "Eignung der Kanäle für Ihre Ziele, das wichtigste zuerst: drei Punkte sehr gut, zwei gut, einer mittel, "
    "keiner schwach; schwache zählen nicht.",
    "Fit of the channels for your goals, the most important first: three dots very good, two good, one fair, "
    "none weak; weak ones do not count.",
)
_GROUPS = Text("Teils: nur für einen Teil der Menschen.", "Partly: for some of the people only.")
_NOTHING_SERVED = Text(
    "Zurzeit ist kein Kanal empfohlen, der Ihre Ziele trägt.",
    "At present no channel is recommended that would serve your goals.",
)


def figures(advice: Advice, certainty: Certainty, voice: Voice) -> Figures:
    """Time, cost, results, groundwork and firmness at a glance."""
    hours = "; ".join(filter(None, (_available(advice, voice), least_text(advice, voice))))
    time = Figure(voice.say(_TIME), voice.hours(advice.to_use), hours)
    cost = Figure(
        voice.say(_LEAST_COST if uses_more(advice) else _COST), voice.euros(advice.cost_per_month), _cost_parts(advice, voice)
    )
    return Figures((time, cost, _results(advice, voice), _groundwork(advice, voice), _sure(advice, certainty, voice)))


def _time_label(advice: Advice, voice: Voice) -> str:
    """What the hours of each channel are called, which are the least where the channels can use more."""
    return voice.say(_LEAST_TIME if uses_more(advice) else _TIME)


def _available(advice: Advice, voice: Voice) -> str:
    available = available_text(advice, voice)
    if advice.believable_hours < advice.available_hours:
        return voice.say(_TIME_BELIEVABLE, available=available, believable=voice.hours(advice.believable_hours))
    return voice.say(_TIME_OF, available=available)


def _cost_parts(advice: Advice, voice: Voice) -> str:
    value, money = hour_text(advice, voice), advice.money_per_month
    if not money:
        return voice.say(_COST_OF_TIME, value=value)
    time = voice.euros(advice.cost_per_month - money)
    return voice.say(_COST_OF_BOTH, time=time, money=voice.amount(money), value=value)


def _results(advice: Advice, voice: Voice) -> Figure:
    found = sorted(advised.fit.channel.effort.first_results_weeks for advised in (*advice.basics, *advice.recommended))
    label = voice.say(_RESULTS)
    if not found:
        return Figure(label, "–", voice.say(_NO_RESULTS))
    text = voice.weeks(found[-1])
    if found[0] < found[-1]:
        text = voice.say(_WEEK_RANGE, first=voice.number(found[0]), last=text)
    return Figure(label, text, voice.say(_RESULTS_FROM))


def _groundwork(advice: Advice, voice: Voice) -> Figure:
    """How much of it is in place, and how much nobody has said."""
    found = [result.status for result in advice.readiness.checks]
    met, unknown = found.count(Status.MET), found.count(Status.UNKNOWN)
    parts = {"met": f"{met}", "all": f"{len(found)}", "open": f"{unknown}"}
    said = voice.say(_GROUNDWORK_OPEN if 0 < unknown < len(found) else _GROUNDWORK_OF, **parts) if found else ""
    level = NOT_ANSWERED if found and unknown == len(found) else _LEVELS[advice.readiness.level]
    return Figure(voice.say(GROUNDWORK), voice.say(level), said)


def _sure(advice: Advice, certainty: Certainty, voice: Voice) -> Figure:
    """How firm the channels are, unless the open answers would more often than not lead to others."""
    channels = [advised.fit.channel.id for advised in (*advice.basics, *advice.recommended)]
    close = [channel for channel in channels if not is_firm(certainty.stability[channel])]
    said = voice.counted(len(close), _SOME_CLOSE, names=voice.channels(close)) if close else voice.say(_ALL_FIRM)
    firm = _ALL_SO if not close else _SOME_SO if len(close) < len(channels) else _NONE_SO
    value = voice.say(_PRELIMINARY if certainty.is_preliminary else firm) if channels or certainty.is_preliminary else "–"
    return Figure(voice.say(HOW_SURE), value, said if channels else "")


def recommended(advice: Advice, certainty: Certainty, voice: Voice) -> Iterator[Part]:
    """The chosen channels and the entries to keep in order, what comes once the groundwork is laid, and the next step."""
    cards = tuple(_card(advised, advice, certainty, voice) for advised in (*advice.recommended, *advice.basics))
    if cards:
        heads = (voice.say(CHANNEL), _time_label(advice, voice), voice.say(_RESULTS), voice.say(HOW_SURE))
        yield Deck(heads, cards)
    if advice.readiness.level is Level.NOT_YET and (said := once_ready_text(advice, voice)):
        yield Paragraph(f"{voice.say(_CAPPED)} {voice.say(_ONCE_READY)} {said}")
    if step := next_step_text(advice, voice):
        yield Paragraph(f"{voice.say(_NEXT_STEP)} {step}")


def _card(advised: Recommended, advice: Advice, certainty: Certainty, voice: Voice) -> Card:
    channel, best = advised.fit.channel, telling_reason(advised.fit, advice)
    serves = [covered.goal.id for covered in advice.coverage if covered.goal.id in advised.fit.goals]
    return Card(
        name=title_of(advised, advice, certainty, voice),
        role=_role(advised, advice, voice),
        text=voice.why(best) if best else serves_text(serves, voice),
        quiet=source_of(best.rule.basis if best else (), voice),
        facts=(
            voice.hours(advised.hours),
            voice.say(_AFTER, weeks=voice.weeks(channel.effort.first_results_weeks)),
            voice.say(_firmness(certainty, channel.id)),
        ),
    )


def _firmness(certainty: Certainty, channel: str) -> Text:
    """How firm a channel is; nothing is firm that the open answers would more often than not change."""
    if certainty.is_preliminary:
        return _PRELIMINARY
    return _ALL_SO if is_firm(certainty.stability[channel]) else _NONE_SO


def _role(advised: Recommended, advice: Advice, voice: Voice) -> str:
    role = voice.say(_BASIC) if advised.role is Role.BASIC else role_text(advised, advice, voice)
    return f"{role} · {voice.say(ALREADY_ACTIVE)}" if advised.already_active else role


def coverage(advice: Advice, voice: Voice) -> Iterator[Part]:
    """Goals by channels with the coverage of each goal, and what is said of those that stay low."""
    fits = [advised.fit for advised in (*advice.recommended, *advice.basics)]
    head = (voice.say(_GOAL), *(voice.say(fit.channel.name) for fit in fits), voice.say(_COVERAGE))
    rows = tuple(row for rank, covered in enumerate(advice.coverage, 1) for row in _goal_rows(rank, covered, fits, voice))
    caption = voice.say(_MATRIX if fits else _NOTHING_SERVED)
    if any(row.of_group for row in rows):
        caption = f"{caption} {voice.say(_GROUPS)}"
    yield Matrix(caption, head, rows)
    told = [(voice.say(covered.goal.name), shortfall_text(covered, voice)) for covered in advice.coverage]
    if notes := tuple(Item(text, name=name) for name, text in told if text):
        yield Listing(notes)


def _goal_rows(rank: int, covered: GoalCoverage, fits: list[ChannelFit], voice: Voice) -> Iterator[GoalRow]:
    """A goal; below it the groups of people, where they are reached differently."""
    served = [fit.goals.get(covered.goal.id) for fit in fits]
    grades = tuple(_goal_grade(fit, voice) for fit in served)
    yield GoalRow(f"{rank}. {voice.say(covered.goal.name)}", grades, covered.coverage, _covered(covered.coverage, voice))
    if is_covered_unevenly(covered) or any(fit and reaches_some(fit) for fit in served):
        for group, segment in covered.segments.items():
            grades = tuple(_grade(fit.segments[group] if fit else None, voice) for fit in served)
            name = voice.option(covered.split_by, group)
            yield GoalRow(name, grades, segment.coverage, _covered(segment.coverage, voice), of_group=True)


def _covered(share: float, voice: Voice) -> str:
    return voice.say(COVERED, word=coverage_word(share, voice))


def _goal_grade(fit: GoalFit | None, voice: Voice) -> Grade:
    if fit is None:
        return Grade(voice.say(_NOT_SERVED), None)
    return Grade(goal_fit_word(fit, voice), fit_grade(fit.points))


def _grade(aim: AimFit | None, voice: Voice) -> Grade:
    if aim is None or aim.is_excluded:
        return Grade(voice.say(_NOT_SERVED), None)
    return Grade(fit_word(aim.points, voice), fit_grade(aim.points))
