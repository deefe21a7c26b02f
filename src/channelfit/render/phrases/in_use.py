"""What becomes of the channels in use that were not chosen: paused or kept at a low level, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from channelfit.advice.model import Advice, Kept, Merit, Recommended
from channelfit.language import Counted, Text
from channelfit.render.phrases.effort import has_hours_left
from channelfit.render.phrases.sentences import cause_text
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.model import WORKING

_KEPT = Text(
    "{merit} Lassen Sie ihn mit wenig Aufwand weiterlaufen und bauen Sie ihn vorerst nicht aus.",
    "{merit} Keep it running with little effort, and do not expand it for now.",
)
_NO_HOURS_LEFT = Text(
    "{merit} Beantworten Sie vorerst nur, was jemand schreibt; für mehr sind keine Stunden übrig.",
    "{merit} For now only answer what people write; no hours are left for more.",
)
_MERITS = {
    Merit.WORKS: Text("Der Kanal bringt heute etwas.", "It brings something today."),
    Merit.UPKEEP: Text(
        "Der Kanal ist ein Ort, an dem man nachsieht, was immer Sie sonst tun.", "It is where people look, whatever else you do."
    ),
    Merit.ADDS: Text("Der Kanal lohnt sich, sobald Platz ist.", "Worth it once there is room."),
    Merit.FITS: Text("Der Kanal passt zu einem Ihrer ersten Ziele.", "It suits one of your first goals."),
    Merit.CONTACTS: Text("Der Kanal lebt von Kontakten, die Sie schon haben.", "It lives on contacts that you have already."),
}
# Said of what would be worth it, where the company has answered that it brings nothing today.
_IN_VAIN = Text(
    "Der Kanal bringt heute nichts; mehr davon lohnt sich erst, wenn klar ist, woran das liegt.",
    "It brings nothing today; more of it is worth it only once it is clear why.",
)
# The same of what is chosen.
_CHOSEN_IN_VAIN = Counted(
    Text(
        "{names} bringt heute nichts: Klären Sie, woran das liegt, bevor Sie mehr tun.",
        "{names} brings nothing today: find out why before you do more.",
    ),
    Text(
        "{names} bringen heute nichts: Klären Sie, woran das liegt, bevor Sie mehr tun.",
        "{names} bring nothing today: find out why before you do more.",
    ),
)
_HELD = Counted(
    Text(
        "Ruhen lassen, falls der Kanal nichts bringt. Noch nicht beantwortet: {question}",
        "Pause it unless it brings something. Not answered yet: {question}",
    ),
    Text(
        "Ruhen lassen, was davon nichts bringt. Noch nicht beantwortet: {question}",
        "Pause those that bring nothing. Not answered yet: {question}",
    ),
)
_NOT_IN_RULES = Text("Ihr Regelwerk sieht den Kanal nicht vor.", "Your rulebook does not have it.")


def kept_text(kept: Kept, advice: Advice, voice: Voice, among: int = 1) -> str:
    """Why a channel is kept at a low level and how; with an open question, what is to be done when it is answered."""
    if kept.until:
        return voice.say(_HELD.of(among), question=voice.say(voice.rulebook.questions[kept.until].text))
    if not kept.merit:
        return ""
    return voice.say(_KEPT if has_hours_left(advice) else _NO_HOURS_LEFT, merit=merit_text(kept, voice))


def merit_text(kept: Kept, voice: Voice) -> str:
    """Why a channel is kept; nothing where that is open."""
    if _is_in_vain(kept, voice):
        return voice.say(_IN_VAIN)
    return voice.say(_MERITS[kept.merit]) if kept.merit else ""


def _is_in_vain(kept: Kept, voice: Voice) -> bool:
    return kept.merit is Merit.ADDS and WORKING in voice.profile.answers


def in_vain(chosen: Sequence[Recommended], voice: Voice) -> list[str]:
    """Which chosen channels in use bring nothing, where that is answered."""
    works = voice.profile.answers.get(WORKING)
    if not isinstance(works, tuple):
        return []
    return [one.fit.channel.id for one in chosen if one.already_active and one.fit.channel.id not in works]


def kept_in_vain(advice: Advice, voice: Voice) -> list[str]:
    """The same of those kept at a low level that would be worth more, if it were clear why."""
    return [kept.channel.id for kept in advice.keep_low if _is_in_vain(kept, voice)]


def in_vain_text(chosen: Recommended, voice: Voice) -> str:
    """What is to be found out of a chosen channel that brings nothing; nothing of another one."""
    vain = in_vain([chosen], voice)
    return voice.of_channels_first(_CHOSEN_IN_VAIN, vain) if vain else ""


def parked(advice: Advice, voice: Voice) -> Iterator[tuple[str, str]]:
    """The channels to pause, each with why and how."""
    causes = _causes(advice, voice)
    for fit in advice.park:
        why = causes.get(fit.channel.id) or voice.say(_NOT_IN_RULES)
        yield voice.channels_first([fit.channel.id]), f"{why} {voice.say(fit.channel.plan.if_parked)}"


def kept_low(advice: Advice, voice: Voice) -> Iterator[tuple[str, str]]:
    """The channels to keep at a low level, each with why it was not chosen and is kept; those held for one question together."""
    causes = _causes(advice, voice)
    held: dict[str, list[Kept]] = {}
    for kept in advice.keep_low:
        if kept.until:
            held.setdefault(kept.until, []).append(kept)
        else:
            yield voice.channels_first([kept.channel.id]), f"{causes[kept.channel.id]} {kept_text(kept, advice, voice)}"
    for several in held.values():
        names = voice.channels_first([kept.channel.id for kept in several])
        yield names, kept_text(several[0], advice, voice, among=len(several))


def _causes(advice: Advice, voice: Voice) -> dict[str, str]:
    return {rejected.fit.channel.id: cause_text(rejected, advice, voice) for rejected in advice.not_recommended}
