"""What the advice costs, in time and money, and what it costs to do nothing."""

from collections.abc import Iterator

from channelfit.advice.cost import time_cost
from channelfit.advice.model import Advice
from channelfit.language import Text
from channelfit.render.brief.notes import noted
from channelfit.render.forms.blocks import Bar, Item, Listing, Paragraph, Part, Portion
from channelfit.render.phrases.effort import budget_text, has_use_for_rest, hours_text, left_text, use_text, uses_more
from channelfit.render.phrases.sentences import source_of
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import CHANNEL
from channelfit.rulebook.model import NotePlace

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
    left = "" if has_use_for_rest(advice) else left_text(advice, voice)
    needed = (hours_text(advice, voice), use_text(advice, voice), budget_text(advice, voice), left)
    yield Paragraph(" ".join(filter(None, needed)))
    value = voice.amount(advice.hourly_value)
    said = [voice.say(_GUIDE_VALUE if advice.profile.hourly_value is None else _OWN_VALUE, value=value)]
    setup = sum(advised.fit.channel.effort.startup_hours for advised in chosen if not advised.already_active)
    if setup:
        said.append(voice.say(_STARTUP, hours=voice.hours(setup), cost=voice.euros(setup * advice.hourly_value)))
    yield Paragraph(" ".join(said), quiet=True)


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
    if has_use_for_rest(advice) and (left := left_text(advice, voice)):
        yield Paragraph(left)
    yield from noted(NotePlace.REST, advice, voice)


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
