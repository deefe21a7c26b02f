"""Hours and money in sentences: what is needed, what there is, what to use, and what is left."""

from __future__ import annotations

from channelfit.advice.model import Advice
from channelfit.language import Counted, Text, opening
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import A_MONTH, ASSUMED, HOURS_A_WEEK
from channelfit.rulebook.model import HOURS, Note, NotePlace, Spare

_NEEDED = Counted(Text("Gebraucht wird {hours}", "This takes {hours}"), Text("Gebraucht werden {hours}", "This takes {hours}"))
_AT_LEAST = Text("mindestens {hours}", "at least {hours}")
_LEAST_OF_THEM = Counted(
    Text("{count} ist das Minimum", "{count} is the minimum"), Text("{count} sind das Minimum", "{count} is the minimum")
)
_PLANNED = Text("{planned} ({least})", "{planned} ({least})")
_PLANNED_OF_ASSUMED = Text("{planned} (angenommen; {least})", "{planned} (assumed; {least})")
_AVAILABLE = Counted(
    Text("verfügbar ist {hours}", "{hours} is available"), Text("verfügbar sind {hours}", "{hours} are available")
)
_EFFORT = Text("{needed}, {available}.", "{needed}; {available}.")
_EFFORT_BELIEVABLE = Text(
    "{needed}. Von {available} rechnen wir mit {believable}: {why}",
    "{needed}. Of {available} we count on {believable}: {why}",
)
_TOGETHER = Text("Zusammen {used} von {there}", "Together {used} of {there}")
_WITH_ENTRIES = Text("Mit den Einträgen oben {used} von {there}", "With the entries above {used} of {there}")
_BELIEVED = Text("Von {available} rechnen wir mit {believable}: {why}", "Of {available} we count on {believable}: {why}")
_MONEY = Text("dazu {money} im Monat", "and {money} a month")
_USE_ALL = Text("Nutzen Sie die ganze Zeit: {shares}.", "Use all the time: {shares}.")
_USE = Text("Von {there} nutzen Sie {used}: {shares}.", "Of {there}, use {used}: {shares}.")
_SHARE = Text("{name} {hours}", "{name} {hours}")
_FULL = Text("Damit ist die Zeit vergeben.", "That uses up the time.")
_LEFT = Text("Übrig: {left}.", "Left over: {left}.")
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
        "Gebraucht werden {money} im Monat, vorhanden ist nur {budget}; Anzeigen kommen noch dazu.",
        "{money} a month is needed, and only {budget} is there; advertising comes on top.",
    ),
    Text(
        "Gebraucht werden {money} im Monat, vorhanden sind nur {budget}; Anzeigen kommen noch dazu.",
        "{money} a month is needed, and only {budget} is there; advertising comes on top.",
    ),
)
_CONVERTED = Text(
    "Beträge aus den Regeln sind grob umgerechnet: 1 Euro = {rate} {code} (Stand {as_of}).",
    "Amounts of the rules are converted roughly: 1 euro = {code} {rate} (as of {as_of}).",
)
# Less than this is left by rounding only; less money than this is none to speak of.
_LEAST, _LEAST_MONEY = 0.01, 0.5


def available_text(advice: Advice, voice: Voice) -> str:
    """The hours that are there, and whether they are only assumed."""
    said = voice.hours(advice.available_hours)
    return voice.say(ASSUMED, said=said) if HOURS in advice.assumed else said


def uses_more(advice: Advice) -> bool:
    """Whether the channels can use more hours than they need."""
    return advice.to_use - advice.hours_per_week >= _LEAST


def needed_text(advice: Advice, voice: Voice) -> str:
    """The hours that everything recommended needs in a week, at the least where it can use more."""
    hours = voice.say(HOURS_A_WEEK, hours=voice.hours(advice.hours_per_week))
    return voice.say(_AT_LEAST, hours=hours) if uses_more(advice) else hours


def planned_text(advice: Advice, voice: Voice) -> str:
    """The hours a week that are planned, which the shares of all channels and entries add up to, and the least once."""
    planned = voice.say(HOURS_A_WEEK, hours=voice.hours(advice.to_use))
    if not uses_more(advice):
        return planned
    wording = _PLANNED_OF_ASSUMED if HOURS in advice.assumed else _PLANNED
    return voice.say(wording, planned=planned, least=least_text(advice, voice))


def least_text(advice: Advice, voice: Voice) -> str:
    """The least of the hours, where the channels can use more."""
    return voice.counted(advice.hours_per_week, _LEAST_OF_THEM) if uses_more(advice) else ""


def hours_text(advice: Advice, voice: Voice) -> str:
    """The hours that are needed, those that are there, and those that can be believed, with the reason."""
    needed = voice.counted(advice.hours_per_week, _NEEDED, hours=needed_text(advice, voice))
    available = available_text(advice, voice)
    if not advice.hours_rule:
        there = voice.counted(advice.available_hours, _AVAILABLE, hours=available)
        return voice.say(_EFFORT, needed=needed, available=there)
    why, believable = voice.fill(advice.hours_rule.why), voice.hours(advice.believable_hours)
    return voice.say(_EFFORT_BELIEVABLE, needed=needed, available=available, believable=believable, why=why)


def together_text(advice: Advice, voice: Voice) -> str:
    """All hours to use out of those that there are, those of entries that stand above included; the money, why not all count."""
    there = voice.say(HOURS_A_WEEK, hours=voice.hours(advice.available_hours))
    there = voice.say(ASSUMED, said=there) if HOURS in advice.assumed else there
    parts = [voice.say(_WITH_ENTRIES if advice.basics else _TOGETHER, used=voice.number(advice.to_use), there=there)]
    if advice.money_per_month and not is_over_budget(advice):
        parts.append(voice.say(_MONEY, money=voice.amount(advice.money_per_month)))
    said = [f"{', '.join(parts)}."]
    if advice.hours_rule:
        believed = {"available": voice.number(advice.available_hours), "believable": voice.number(advice.believable_hours)}
        said.append(voice.say(_BELIEVED, **believed, why=opening(voice.fill(advice.hours_rule.why))))
    if is_over_budget(advice):
        said.append(budget_text(advice, voice))
    return " ".join(said)


def use_text(advice: Advice, voice: Voice) -> str:
    """How the hours beyond the least are best put into the channels; where there are none, that the time is used up."""
    advised = (*advice.recommended, *advice.basics)
    if not uses_more(advice):
        return voice.say(_FULL) if advised and not has_hours_left(advice) else ""
    shares = voice.listed(
        [voice.say(_SHARE, name=voice.channel(one.fit.channel.id), hours=voice.number(one.hours_to_use)) for one in advised]
    )
    if not has_hours_left(advice):
        return voice.say(_USE_ALL, shares=shares)
    there, used = voice.hours(advice.believable_hours), voice.number(advice.to_use)
    return voice.say(_USE, there=there, used=used, shares=shares)


def has_hours_left(advice: Advice) -> bool:
    """Whether there are hours that nothing recommended can use."""
    return advice.spare >= _LEAST


def left_text(advice: Advice, voice: Voice) -> str:
    """The hours and the money that nothing recommended asks for; nothing if there are none."""
    left = [voice.say(HOURS_A_WEEK, hours=voice.hours(advice.spare))] if has_hours_left(advice) else []
    if money := money_left(advice):
        left.append(voice.say(A_MONTH, money=voice.amount(money)))
    return voice.say(_LEFT, left=voice.listed(left)) if left else ""


def uses_of_rest(advice: Advice) -> tuple[Note, ...]:
    """The notes on what is left, without those on what is known to be used up."""
    used_up = _used_up(advice)
    return tuple(note for note in advice.notes if note.place is NotePlace.REST and note.spends not in used_up)


def uses_of_either(advice: Advice) -> tuple[Note, ...]:
    """The same, and behind them what works beside channels and takes of what is left."""
    used_up = _used_up(advice)
    beside = [note for note in advice.notes if note.place is NotePlace.BESIDE and note.spends and note.spends not in used_up]
    return (*uses_of_rest(advice), *beside)


def _used_up(advice: Advice) -> tuple[Spare, ...]:
    """What nothing is left of; a budget that is not known counts as left."""
    left = {Spare.HOURS: has_hours_left(advice), Spare.MONEY: advice.budget is None or money_left(advice) > 0}
    return tuple(spare for spare, is_left in left.items() if not is_left)


def money_left(advice: Advice) -> float:
    """The money a month that nothing recommended asks for; nothing where it is next to nothing, or no budget is known."""
    left = (advice.budget or 0.0) - advice.money_per_month
    return left if left >= _LEAST_MONEY else 0.0


def hour_text(advice: Advice, voice: Voice) -> str:
    """What an hour of work costs; a value of the company as it was typed."""
    own = advice.profile.hourly_value
    return voice.amount(advice.hourly_value) if own is None else voice.typed(own)


def there_text(advice: Advice, voice: Voice) -> str:
    """The money a month that there is, as it was typed."""
    return voice.typed((advice.budget or 0) * voice.currency.rate)


def converted_text(voice: Voice) -> str:
    """By which rate amounts were worked out; nothing where they are in euros as they stand in the rules."""
    currency = voice.currency
    if not currency.as_of:
        return ""
    return voice.say(_CONVERTED, code=currency.code, rate=voice.number(currency.rate), as_of=currency.as_of)


def is_over_budget(advice: Advice) -> bool:
    """Whether more money is needed than the company has said there is."""
    return advice.budget is not None and advice.money_per_month > advice.budget


def budget_text(advice: Advice, voice: Voice) -> str:
    """The money that is needed against the money there is, where both are known."""
    if not advice.money_per_month or advice.budget is None:
        return ""
    parts = {"money": voice.amount(advice.money_per_month), "budget": there_text(advice, voice)}
    if is_over_budget(advice):
        return voice.counted(advice.budget, _OVER_BUDGET, **parts)
    return voice.counted(advice.money_per_month, _WITHIN_BUDGET, **parts)
