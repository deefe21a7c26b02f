"""The channels not chosen that a reader would have asked about: those in use, then those that most companies use."""

from collections.abc import Sequence
from typing import NamedTuple

from channelfit.advice.certainty import Certainty
from channelfit.advice.fit import ChannelFit
from channelfit.advice.model import Advice, Cause, NotRecommended
from channelfit.language import Text, opening
from channelfit.render.phrases.headline import is_alternative
from channelfit.render.phrases.in_use import merit_text
from channelfit.render.phrases.sentences import cause_in_short, reason_against
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.model import ACTIVE

_REST = Text("ruhen lassen.", "put it to rest.")
_REST_SEVERAL = Text("ruhen lassen.", "put them to rest.")
_KEEP_LOW = Text("auf kleiner Flamme halten.", "keep it low.")
_KEEP_LOW_SEVERAL = Text("auf kleiner Flamme halten.", "keep them low.")
_HOLD = Text("ruhen lassen, wenn der Kanal nichts bringt.", "put it to rest unless it brings something.")
_HOLD_SEVERAL = Text("ruhen lassen, was davon nichts bringt.", "put those to rest that bring nothing.")
# Said of all that have no line of their own.
OTHERS = Text("Alles andere: nein.", "Everything else: no.")


class Left(NamedTuple):
    """A line on what was not chosen: the channels, and what is said of them, the most telling first; each says it alone."""

    channels: tuple[str, ...]
    texts: tuple[str, ...]


class AskedAbout(NamedTuple):
    """So many lines, and whether there are channels without one."""

    lines: tuple[Left, ...]
    others: bool


def asked_about(advice: Advice, certainty: Certainty, voice: Voice, *, most: int = 3) -> AskedAbout:
    """What is said of the channels that a reader would have asked about, in so many lines."""
    used = _in_use(advice, voice)
    if len(used) > most:
        used = _by_fate(advice, voice)
    told = {id for line in used for id in line.channels} | _named_instead(advice, certainty)
    left = [rejected for rejected in _frequent(advice) if rejected.fit.channel.id not in told]
    lines = [*used, *(_line(rejected, advice, voice) for rejected in left)]
    return AskedAbout(tuple(lines[:most]), len(lines) > most)


def channel_to_explain(advice: Advice, certainty: Certainty, voice: Voice) -> str:
    """The channel that a reader would ask about next: one that was not chosen, else a chosen one; nothing without any."""
    used = {fit.channel.id for fit in (*advice.park, *(kept.fit for kept in advice.keep_low))}
    asked = [id for line in asked_about(advice, certainty, voice).lines for id in line.channels]
    chosen = [one.fit.channel.id for one in (*advice.recommended, *advice.basics)]
    return next(iter([*(id for id in asked if id not in used), *asked, *chosen]), "")


def _in_use(advice: Advice, voice: Voice) -> list[Left]:
    lines = []
    for fit in advice.park:
        lines.append(Left((fit.channel.id,), _with_reason(voice.say(_REST), _why_not(fit, advice, voice))))
    for kept in advice.keep_low:
        if kept.until:
            lines.append(Left((kept.channel.id,), (voice.say(_HOLD),)))
        else:
            lines.append(Left((kept.channel.id,), _with_reason(voice.say(_KEEP_LOW), merit_text(kept, voice))))
    return lines


def _by_fate(advice: Advice, voice: Voice) -> list[Left]:
    """The channels in use, those together that the same is to be done with."""
    fates = (
        (_REST, _REST_SEVERAL, [fit.channel.id for fit in advice.park]),
        (_KEEP_LOW, _KEEP_LOW_SEVERAL, [kept.channel.id for kept in advice.keep_low if not kept.until]),
        (_HOLD, _HOLD_SEVERAL, [kept.channel.id for kept in advice.keep_low if kept.until]),
    )
    return [Left(tuple(ids), (voice.say(several if len(ids) > 1 else one),)) for one, several, ids in fates if ids]


def _named_instead(advice: Advice, certainty: Certainty) -> set[str]:
    """What the headline names as another way."""
    return {one.substitute for one in advice.recommended if one.substitute and is_alternative(one, advice, certainty)}


def _frequent(advice: Advice) -> Sequence[NotRecommended]:
    """What was not chosen, what most companies use first, then what nearly came in."""
    question = advice.rulebook.questions.get(ACTIVE)
    shares = question.shares if question else {}
    return sorted(advice.not_recommended, key=lambda rejected: -shares.get(rejected.fit.channel.id, 0.0))


def _line(rejected: NotRecommended, advice: Advice, voice: Voice) -> Left:
    short = cause_in_short(rejected, advice, voice)
    if (
        rejected.cause in (Cause.EXCLUDED, Cause.TOO_WEAK)
        and rejected.fit.goals
        and (why := _why_not(rejected.fit, advice, voice))
    ):
        return Left((rejected.fit.channel.id,), (why, opening(why), short))
    return Left((rejected.fit.channel.id,), (short,))


def _with_reason(fate: str, why: str) -> tuple[str, ...]:
    return (*(f"{fate} {text}" for text in (why, opening(why)) if text), fate)


def _why_not(fit: ChannelFit, advice: Advice, voice: Voice) -> str:
    """What rules a channel out, or else speaks against it most."""
    return voice.fill(fit.excluded_by[0].why) if fit.excluded_by else reason_against(fit, advice, voice)
