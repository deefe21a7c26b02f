"""What the advice costs, in time and money, and what it costs to do nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from channelfit.advice.cost import time_cost
from channelfit.advice.model import Advice
from channelfit.advice.schedule import schedule
from channelfit.language import Text, gist_of
from channelfit.render.brief.notes import listed_notes
from channelfit.render.forms.blocks import Bar, Item, Listing, Paragraph, Part, Portion
from channelfit.render.phrases.effort import (
    budget_text,
    converted_text,
    hour_text,
    hours_text,
    left_text,
    money_left,
    use_text,
    uses_more,
    uses_of_either,
    uses_of_rest,
)
from channelfit.render.phrases.sentences import source_of
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import A_MONTH, CHANNEL
from channelfit.rulebook.model import Note, Spare

SPENDING = Text("Ausgaben", "Spending")
_NO_COST = Text(
    "Ohne Kanal entstehen weder Aufwand noch Kosten.",
    "Without a channel there is neither effort nor cost.",
)
_CAPTION = Text("Stunden pro Woche", "Hours a week")
_LEAST_CAPTION = Text("Mindestzeit in Stunden pro Woche", "Least time in hours a week")
_HOURS = Text("Stunden", "Hours")
_WORKING_TIME = Text("Arbeitszeit", "Working time")
_TOTAL = Text("Summe im Monat", "Total a month")
_SUM = Text("Summe", "Sum")
_OWN_VALUE = Text(
    "Gerechnet mit {value} je Stunde, wie im Profil angegeben; Beträge gerundet.",
    "Worked out at {value} an hour, as the profile says; amounts are rounded.",
)
_GUIDE_VALUE = Text(
    "Gerechnet mit {value} je Stunde, einem Richtwert, den Sie durch Ihren ersetzen können; Beträge gerundet.",
    "Worked out at {value} an hour, a guide value that you can replace with your own; amounts are rounded.",
)
_STARTUP = Text(
    "Der Aufbau, etwa {hours} ({cost}), ist darin enthalten: in den ersten {weeks}, statt laufender Arbeit. Schulung und andere "
    "Voraussetzungen kommen dazu.",
    "Setting up, about {hours} ({cost}), is included: in the first {weeks}, in place of running work. Training and other "
    "groundwork come on top.",
)
_STARTUP_LATER = Text(
    "Der Aufbau, etwa {hours} ({cost}), ist darin enthalten; Schulung und andere Voraussetzungen kommen dazu.",
    "Setting up, about {hours} ({cost}), is included; training and other groundwork come on top.",
)
_BEST_FOR = Text("Am besten genutzt für: {labels}.", "Best used for: {labels}.")
_SPEND_NO_MORE = Text("Mehr auszugeben raten wir nicht.", "We do not advise you to spend more.")
_NOTHING_LEFT = Text("nichts übrig", "nothing left")
_LEFT_FOR = Text("{money}; am besten für {labels}", "{money}; best used for {labels}")
_MOST_USES = 2
_NOTHING = Text(
    "Nichts zu ändern kostet kein zusätzliches Geld. Auf Dauer geht aber verloren:",
    "Changing nothing costs no extra money. In the long run, though, this is lost:",
)
_RUNNING = Text(
    "Arbeitszeit für {names}: Was heute ohne klaren Nutzen läuft, kostet sie weiter.",
    "Working time on {names}: what runs today without clear benefit goes on costing it.",
)


def cost(advice: Advice, voice: Voice) -> Iterator[Part]:
    """The hours of each channel against those there are, what they come to in a month, and what an hour is counted at."""
    chosen = (*advice.recommended, *advice.basics)
    if not chosen:
        yield Paragraph(voice.say(_NO_COST))
        return
    yield _bar(advice, voice)
    left = "" if uses_of_rest(advice) else left_text(advice, voice)
    needed = (hours_text(advice, voice), use_text(advice, voice), budget_text(advice, voice), left)
    yield Paragraph(" ".join(filter(None, needed)))
    value = hour_text(advice, voice)
    said = [voice.say(_GUIDE_VALUE if advice.profile.hourly_value is None else _OWN_VALUE, value=value)]
    setup = sum(advised.fit.channel.effort.startup_hours for advised in chosen if not advised.already_active)
    if setup:
        weeks = max((stage.setup_until for stage in schedule(advice) if stage.setup_from), default=0)
        ever = weeks and all(stage.runs_from for stage in schedule(advice))
        parts = {"hours": voice.hours(setup), "cost": voice.euros(setup * advice.hourly_value), "weeks": voice.weeks(weeks)}
        said.append(voice.say(_STARTUP if ever else _STARTUP_LATER, **parts))
    said.append(converted_text(voice))
    yield Paragraph(" ".join(filter(None, said)), quiet=True)


def _bar(advice: Advice, voice: Voice) -> Bar:
    chosen = (*advice.recommended, *advice.basics)

    def cells(needed: float, money: float) -> tuple[str, ...]:
        time = time_cost(needed, advice.hourly_value)
        return (voice.number(needed), *(voice.euros(value) for value in (time, money, time + money)))

    return Bar(
        caption=voice.say(_LEAST_CAPTION if uses_more(advice) else _CAPTION),
        portions=tuple(
            Portion(
                voice.say(advised.fit.channel.name),
                advised.hours,
                cells(advised.hours, advised.fit.channel.effort.money_per_month),
            )
            for advised in chosen
        ),
        whole=advice.believable_hours,
        head=tuple(voice.say(head) for head in (CHANNEL, _HOURS, _WORKING_TIME, SPENDING, _TOTAL)),
        total=(voice.say(_SUM), *cells(advice.hours_per_week, advice.money_per_month)) if len(chosen) > 1 else (),
    )


def rest(advice: Advice, voice: Voice) -> Iterator[Part]:
    """What is left of hours and money, and what it is best spent on."""
    notes = uses_of_rest(advice)
    if notes and (left := left_text(advice, voice)):
        yield Paragraph(left)
    yield from listed_notes(notes, voice)


def use_of_rest(advice: Advice, voice: Voice, most: int) -> str:
    """What spare hours and money are best spent on, in a few words or in a sentence each, so many at the most.

    Where money is left and nothing is worth it, that is said.
    """
    is_known = advice.budget is not None
    uses = [note for note in uses_of_either(advice) if is_known or note.spends is not Spare.MONEY]
    if money_left(advice) and all(note.spends is Spare.HOURS for note in uses):
        return " ".join(filter(None, (_best_for(uses[:most], voice), voice.say(_SPEND_NO_MORE))))
    return _best_for(uses[:most], voice)


def _best_for(notes: Sequence[Note], voice: Voice) -> str:
    labels = [voice.say(note.label) for note in notes if voice.say(note.label)]
    said = [gist_of(voice.fill(note.says)) for note in notes if not voice.say(note.label)]
    return " ".join([*([voice.say(_BEST_FOR, labels="; ".join(labels))] if labels else []), *said])


def advertising(advice: Advice, voice: Voice) -> str:
    """The money that is left of the budget and what it is best for, or that nothing is; empty where no budget is known."""
    if advice.budget is None:
        return ""
    if not (left := money_left(advice)):
        return voice.say(_NOTHING_LEFT)
    money = voice.say(A_MONTH, money=voice.amount(left))
    notes = (note for note in uses_of_either(advice) if note.spends is not Spare.HOURS)
    labels = list(filter(None, (voice.say(note.label) for note in notes)))
    return voice.say(_LEFT_FOR, money=money, labels="; ".join(labels[:_MOST_USES])) if labels else money


def nothing(advice: Advice, voice: Voice) -> Iterator[Part]:
    """What doing nothing means for each goal, and what goes on without it being decided."""
    told = [(voice.say(goal.goal.name), goal.goal.if_nothing) for goal in advice.coverage]
    items = [
        Item(voice.say(consequence.says), quiet=source_of(consequence.basis, voice), name=name)
        for name, consequence in told
        if consequence
    ]
    if advice.park:
        items.append(Item(voice.say(_RUNNING, names=voice.channels([fit.channel.id for fit in advice.park]))))
    if items:
        yield Paragraph(voice.say(_NOTHING))
        yield Listing(tuple(items))
