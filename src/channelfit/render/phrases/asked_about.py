"""The channels not chosen that a reader would have asked about: those in use, then those that most companies use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from channelfit.advice.certainty import Certainty
from channelfit.advice.fit import ChannelFit
from channelfit.advice.model import Advice, Cause, NotRecommended
from channelfit.language import Counted, Text, opening
from channelfit.render.phrases.effort import has_hours_left
from channelfit.render.phrases.headline import is_alternative
from channelfit.render.phrases.in_use import merit_text
from channelfit.render.phrases.sentences import against, causes_in_short
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.model import ACTIVE
from channelfit.typed import NamedTuple

_PAUSE = Counted(Text("ruhen lassen.", "pause it."), Text("ruhen lassen.", "pause them."))
_KEEP_LOW = Counted(
    Text("auf kleiner Flamme halten.", "keep it at a low level."),
    Text("auf kleiner Flamme halten.", "keep them at a low level."),
)
# In place of that where no hours are left for it.
_ANSWER = Text("nur antworten, wenn jemand schreibt.", "only answer what people write.")
_ONLY_ANSWER = Counted(_ANSWER, _ANSWER)
_NO_HOURS = Text("Stunden sind keine übrig.", "No hours are left for more.")
_HOLD = Counted(
    Text("ruhen lassen, wenn der Kanal nichts bringt.", "pause it unless it brings something."),
    Text("ruhen lassen, was davon nichts bringt.", "pause those that bring nothing."),
)
# So many channels of which the same is said stand in one line.
_MOST_TOGETHER = 3
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
    advice = put_off(advice, certainty)
    used = _in_use(advice, voice)
    if len(used) > most:
        used = _by_fate(advice, voice)
    told = {id for line in used for id in line.channels}
    left = [rejected for rejected in _frequent(advice) if rejected.fit.channel.id not in told]
    lines = [*used, *_together(left, advice, voice)]
    named = sum(len(line.channels) for line in lines[:most])
    return AskedAbout(tuple(lines[:most]), named < sum(len(line.channels) for line in used) + len(left))


def put_off(advice: Advice, certainty: Certainty) -> Advice:
    """The advice with those of the channels not chosen that nothing else speaks for.

    What the headline names as another way, and what is the likeliest choice of a preliminary result, is not to be left.
    """
    ways = {one.substitute for one in advice.recommended if is_alternative(one, advice, certainty)}.union(certainty.likely)
    return advice._replace(
        park=tuple(fit for fit in advice.park if fit.channel.id not in ways),
        keep_low=tuple(kept for kept in advice.keep_low if kept.channel.id not in ways),
        not_recommended=tuple(rejected for rejected in advice.not_recommended if rejected.fit.channel.id not in ways),
    )


def _together(left: Iterable[NotRecommended], advice: Advice, voice: Voice) -> list[Left]:
    """A line for each; those that one rule excludes stand in one line, the first few by name."""
    alike: dict[str, list[NotRecommended]] = {}
    for rejected in left:
        is_excluded = rejected.cause is Cause.EXCLUDED and rejected.fit.goals
        alike.setdefault(rejected.fit.excluded_by[0].id if is_excluded else rejected.fit.channel.id, []).append(rejected)
    lines = []
    for several in alike.values():
        line = _line(several[0], advice, voice)
        # What goes on after the first sentence may speak of one channel.
        ids = tuple(rejected.fit.channel.id for rejected in several[:_MOST_TOGETHER])
        lines.append(Left(ids, line.texts[1:]) if len(ids) > 1 else line)
    return lines


def channel_to_explain(told: AskedAbout, advice: Advice) -> str:
    """The channel that a reader would ask about next: one that was not chosen, else a chosen one; nothing without any."""
    used = {fit.channel.id for fit in (*advice.park, *(kept.fit for kept in advice.keep_low))}
    asked = [id for line in told.lines for id in line.channels]
    chosen = [one.fit.channel.id for one in (*advice.recommended, *advice.basics)]
    return next(iter([*(id for id in asked if id not in used), *asked, *chosen]), "")


def _in_use(advice: Advice, voice: Voice) -> list[Left]:
    """The channels in use, each with what is to be done with it and why, in the end why it was not chosen."""
    causes = {one.fit.channel.id: causes_in_short(one, advice, voice) for one in advice.not_recommended}
    told: list[tuple[str, Counted, Sequence[str]]] = []
    told += [(fit.channel.id, _PAUSE, _whys_not(fit, advice, voice)) for fit in advice.park]
    for kept in advice.keep_low:
        why = merit_text(kept, voice) if has_hours_left(advice) else voice.say(_NO_HOURS)
        told.append((kept.channel.id, *((_HOLD, ()) if kept.until else (_kept_low(advice), _shorter_too([why])))))
    return [
        Left((id,), _with_reason(voice.say(voice.number_of(fate, [id])), (*whys, *causes.get(id, ())))) for id, fate, whys in told
    ]


def _kept_low(advice: Advice) -> Counted:
    """What is to be done with a channel that is kept at a low level."""
    return _KEEP_LOW if has_hours_left(advice) else _ONLY_ANSWER


def _by_fate(advice: Advice, voice: Voice) -> list[Left]:
    """The channels in use, those together that the same is to be done with."""
    fates = (
        (_PAUSE, [fit.channel.id for fit in advice.park]),
        (_kept_low(advice), [kept.channel.id for kept in advice.keep_low if not kept.until]),
        (_HOLD, [kept.channel.id for kept in advice.keep_low if kept.until]),
    )
    return [Left(tuple(ids), (voice.say(voice.number_of(fate, ids)),)) for fate, ids in fates if ids]


def _frequent(advice: Advice) -> Sequence[NotRecommended]:
    """What was not chosen, what most companies use first, then what nearly came in."""
    question = advice.rulebook.questions.get(ACTIVE)
    shares = question.shares if question else {}
    return sorted(advice.not_recommended, key=lambda rejected: -shares.get(rejected.fit.channel.id, 0.0))


def _line(rejected: NotRecommended, advice: Advice, voice: Voice) -> Left:
    short = causes_in_short(rejected, advice, voice)
    if (
        rejected.cause in (Cause.EXCLUDED, Cause.TOO_WEAK)
        and rejected.fit.goals
        and (whys := _whys_not(rejected.fit, advice, voice))
    ):
        return Left((rejected.fit.channel.id,), (*whys, *short) if rejected.cause is Cause.TOO_WEAK else whys)
    return Left((rejected.fit.channel.id,), short)


def _with_reason(fate: str, whys: Iterable[str]) -> tuple[str, ...]:
    return (*(f"{fate} {text}" for text in whys if text), fate)


def _whys_not(fit: ChannelFit, advice: Advice, voice: Voice) -> tuple[str, ...]:
    """What rules a channel out, or else speaks against it for all whom it would reach, in full and in short.

    Whoever hires and reads why a channel is none for customers would say that it is meant for staff.
    """
    if fit.excluded_by:
        return _shorter_too([voice.fill(fit.excluded_by[0].why)])
    found = against(fit, advice)
    return _shorter_too([voice.why(reason) for reason in found.reasons]) if found.for_all else ()


def _shorter_too(texts: Sequence[str]) -> tuple[str, str]:
    """Some texts behind each other, in full and each by its first sentence."""
    return " ".join(texts), " ".join(map(opening, texts))
