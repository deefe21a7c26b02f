"""What the advice costs, in time and money, and what it costs to do nothing."""

from collections.abc import Iterator

from channelfit.advice.cost import time_cost
from channelfit.advice.model import Advice
from channelfit.language import Counted, Text
from channelfit.render.forms.blocks import Bar, Item, Listing, Paragraph, Part, Portion
from channelfit.render.phrases.sentences import hours_text, source_of
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import CHANNEL

SPENDING = Text("Ausgaben", "Spending")
_NO_COST = Text(
    "Ohne Kanal entstehen weder Aufwand noch Kosten.",
    "Without a channel there is neither effort nor cost.",
)
_CAPTION = Text("Stunden pro Woche", "Hours a week")
_HOURS = Text("Stunden", "Hours")
_WORKING_TIME = Text("Arbeitszeit", "Working time")
_TOTAL = Text("Summe im Monat", "Total a month")
_SUM = Text("Summe", "Sum")
_FREE = Text("Übrig: {free}.", "Left over: {free}.")
_FULL = Text("Damit ist die Zeit vergeben.", "That uses up the time.")
_WITHIN_BUDGET = Counted(
    Text(
        "Von {budget} im Monat wird {money} gebraucht; Anzeigen sind nicht enthalten.",
        "Of {budget} a month, {money} is needed; advertising is not included.",
    ),
    Text(
        "Von {budget} im Monat werden {money} gebraucht; Anzeigen sind nicht enthalten.",
        "Of {budget} a month, {money} is needed; advertising is not included.",
    ),
)
_OVER_BUDGET = Counted(
    Text(
        "Gebraucht werden {money} im Monat, da ist nur {budget}; Anzeigen kommen noch dazu.",
        "{money} a month is needed, and only {budget} is there; advertising comes on top.",
    ),
    Text(
        "Gebraucht werden {money} im Monat, da sind nur {budget}; Anzeigen kommen noch dazu.",
        "{money} a month is needed, and only {budget} is there; advertising comes on top.",
    ),
)
_OWN_VALUE = Text(
    "Gerechnet mit {value} je Stunde, wie im Profil angegeben; Beträge gerundet.",
    "Worked out at {value} an hour, as the profile says; amounts are rounded.",
)
_GUIDE_VALUE = Text(
    "Gerechnet mit {value} je Stunde, einem Richtwert (im Profil: hourly_value); Beträge gerundet.",
    "Worked out at {value} an hour, a guide value (in the profile: hourly_value); amounts are rounded.",
)
_STARTUP = Text(
    "Der Aufbau am Anfang, etwa {hours} ({cost}), ist darin enthalten; Schulung und andere Voraussetzungen kommen dazu.",
    "Setting up at first, about {hours} ({cost}), is included; training and other groundwork come on top.",
)
_NOTHING = Text(
    "Nichts zu ändern kostet kein zusätzliches Geld. Auf Dauer heißt es aber:",
    "Changing nothing costs no extra money. In the long run, though, it means:",
)
_RUNNING = Text(
    "{names}: Was heute ohne klaren Nutzen läuft, kostet weiter Zeit.",
    "{names}: what runs today without clear benefit goes on costing time.",
)


def cost(advice: Advice, voice: Voice) -> Iterator[Part]:
    """The hours of each channel against those there are, what they come to in a month, and what an hour is counted at."""
    chosen = (*advice.recommended, *advice.basics)
    if not chosen:
        yield Paragraph(voice.say(_NO_COST))
        return
    yield _bar(advice, voice)
    free = advice.believable_hours - advice.hours_per_week
    left = voice.say(_FREE, free=voice.hours(free)) if free > 0 else voice.say(_FULL)
    yield Paragraph(" ".join([hours_text(advice, voice), left, *_budget(advice, voice)]))
    value = voice.amount(advice.hourly_value)
    said = [voice.say(_GUIDE_VALUE if advice.profile.hourly_value is None else _OWN_VALUE, value=value)]
    setup = sum(advised.fit.channel.effort.startup_hours for advised in chosen if not advised.already_active)
    if setup:
        said.append(voice.say(_STARTUP, hours=voice.hours(setup), cost=voice.euros(setup * advice.hourly_value)))
    yield Paragraph(" ".join(said), quiet=True)


def _budget(advice: Advice, voice: Voice) -> list[str]:
    """The money that is needed against the money there is, where both are known."""
    if not advice.money_per_month or advice.budget is None:
        return []
    parts = {"money": voice.amount(advice.money_per_month), "budget": voice.amount(advice.budget)}
    if advice.money_per_month > advice.budget:
        return [voice.counted(advice.budget, _OVER_BUDGET, **parts)]
    return [voice.counted(advice.money_per_month, _WITHIN_BUDGET, **parts)]


def _bar(advice: Advice, voice: Voice) -> Bar:
    channels = [advised.fit.channel for advised in (*advice.recommended, *advice.basics)]

    def cells(needed: float, money: float) -> tuple[str, ...]:
        time = time_cost(needed, advice.hourly_value)
        return (voice.number(needed), *(voice.euros(value) for value in (time, money, time + money)))

    return Bar(
        caption=voice.say(_CAPTION),
        portions=tuple(
            Portion(
                voice.say(channel.name),
                channel.effort.hours_per_week,
                cells(channel.effort.hours_per_week, channel.effort.money_per_month),
            )
            for channel in channels
        ),
        whole=advice.believable_hours,
        head=tuple(voice.say(head) for head in (CHANNEL, _HOURS, _WORKING_TIME, SPENDING, _TOTAL)),
        total=(voice.say(_SUM), *cells(advice.hours_per_week, advice.money_per_month)) if len(channels) > 1 else (),
    )


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
