"""How a recommended channel stands beside the others: its hours, shared work, companions, and who would come instead."""

from __future__ import annotations

from collections.abc import Iterator

from channelfit.advice.model import Advice, Recommended, Role, companions_of
from channelfit.language import Case, Counted, Text
from channelfit.render.phrases.voice import Voice

_TAKES = Text("Zeitaufwand: {hours} pro Woche.", "It takes {hours} a week.")
_TAKES_BESIDE = Text(
    "Zeitaufwand: {hours} pro Woche; allein wären es {alone}, ein Teil der Arbeit fällt für {partner} ohnehin an.",
    "It takes {hours} a week; alone it would be {alone}, but part of the work is done for {partner} anyway.",
)
_TO_USE = Counted(
    Text("Mit der Zeit, die übrig ist, wird daraus {hours}.", "The time that is left makes it {hours}."),
    Text("Mit der Zeit, die übrig ist, werden daraus {hours}.", "The time that is left makes it {hours}."),
)
_COMPANIONS = Counted(
    Text("{names} läuft bei diesem Kanal mit.", "{names} goes along with it."),
    Text("{names} laufen bei diesem Kanal mit.", "{names} go along with it."),
)
_INSTEAD = Counted(
    Text("{without} käme {names} in die Auswahl.", "{without}, {names} would come in."),
    Text("{without} kämen {names} in die Auswahl.", "{without}, {names} would come in."),
)
_NOBODY_INSTEAD = Text("{without} käme kein anderer dazu.", "{without}, no other would come in.")
_WITHOUT = Text("Ohne diesen Kanal", "Without it")
_WITHOUT_COMPANIONS = Text("Ohne diesen Kanal und {names}", "Without it and {names}")


def beside_text(chosen: Recommended, advice: Advice, voice: Voice) -> str:
    """What a channel takes beside the others, what goes along with it, and what would come if it left."""
    return " ".join((*_hours(chosen, voice), *_others(chosen, advice, voice)))


def _hours(chosen: Recommended, voice: Voice) -> Iterator[str]:
    hours, alone = voice.hours(chosen.hours), voice.number(chosen.fit.channel.effort.hours_per_week)
    if chosen.partner:
        yield voice.say(_TAKES_BESIDE, hours=hours, alone=alone, partner=voice.named(chosen.partner, Case.ACCUSATIVE))
    else:
        yield voice.say(_TAKES, hours=hours)
    if chosen.hours_to_use > chosen.hours:
        yield voice.counted(chosen.hours_to_use, _TO_USE, hours=voice.hours(chosen.hours_to_use))


def _others(chosen: Recommended, advice: Advice, voice: Voice) -> Iterator[str]:
    if chosen.role in (Role.BASIC, Role.COMPANION):
        return
    companions = [companion.fit.channel.id for companion in companions_of(chosen, advice)]
    without = voice.say(_WITHOUT)
    if companions:
        yield voice.of_channels_first(_COMPANIONS, companions)
        without = voice.say(_WITHOUT_COMPANIONS, names=voice.all_named(companions, Case.ACCUSATIVE))
    if chosen.substitute:
        yield voice.of_channels(_INSTEAD, [chosen.substitute], without=without)
    else:
        yield voice.say(_NOBODY_INSTEAD, without=without)
