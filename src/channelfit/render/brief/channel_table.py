"""The chosen channels as a small table: hours, whom each reaches per goal, from when on, and why for this company."""

from collections.abc import Container, Iterator
from typing import NamedTuple

from channelfit.advice.certainty import Certainty
from channelfit.advice.model import Advice, Recommended, Role
from channelfit.advice.schedule import Stage, schedule
from channelfit.language import Text, capital, opening
from channelfit.render.forms.terminal import Printable, columned, headed, indented, styled
from channelfit.render.phrases.groups import goal_fit_word, reached_text
from channelfit.render.phrases.headline import title_of
from channelfit.render.phrases.sentences import telling_reason
from channelfit.render.phrases.verdicts import serves_text
from channelfit.render.phrases.voice import Voice

_CHANNELS = Text("Ihre Kanäle", "Your channels")
_CAPPED = Text("Solange das fehlt", "Until this is done")
_HOURS = Text("Stunden", "hours")
_FROM = Text("ab", "from")
_RUNS = Text("läuft", "running")
_WEEK = Text("Woche {week}", "week {week}")
_AT_ONCE = Text("sofort", "at once")
_NEVER = Text("> 1 Jahr", "> 1 year")
_NOT_SERVED = "–"
_FACT = Text("{label} {said}", "{label} {said}")
_SIGN = "1 "
_INDENT = 2
_GAP = 2


class Room(NamedTuple):
    """How much there is room for: entries of lists, reasons (in full, at all), who is reached, and empty lines."""

    first: int = 5
    beside: int = 3
    rest: int = 2
    goals: int = 2
    in_full: int = 9
    reasons: int = 9
    reached: int = 1
    apart: int = 2


class _Row(NamedTuple):
    """A channel: the sign before its name, its name, what stands under the heads, and what is said below."""

    sign: str
    name: str
    cells: tuple[str, ...]
    below: tuple[str, ...]


def channel_table(advice: Advice, certainty: Certainty, voice: Voice, width: int, room: Room) -> Iterator[Printable]:
    """Rows under a head, each with its reason as far as there is room; lines of facts where columns leave none for names."""
    title = voice.say(_CAPPED if set(advice.once_ready) - advice.members else _CHANNELS)
    goals = [covered.goal.id for covered in advice.coverage]
    head = (voice.say(_HOURS), *map(voice.goal_label, goals), voice.say(_FROM))
    rows = _rows(advice, certainty, voice, room)
    widths = [max(map(len, column)) for column in zip(head, *(row.cells for row in rows), strict=True)]
    longest = max(len(word) for row in rows for word in row.name.split())
    has_columns = width - _INDENT - len(_SIGN) - sum(_GAP + one for one in widths) >= longest
    if has_columns:
        yield columned((headed(title), *(styled((cell, "dim")) for cell in head)), (0, *widths), indent=0)
    else:
        yield headed(title)
    for row in rows:
        name = styled((f"{row.sign} ", "bold"), (row.name, "bold"))
        if has_columns:
            yield columned((name, *(styled((cell, "")) for cell in row.cells)), (0, *widths))
        else:
            yield indented(name)
            facts = ", ".join(voice.say(_FACT, label=label, said=cell) for label, cell in zip(head, row.cells, strict=True))
            yield indented(styled((facts, "")), 4)
        for text in row.below:
            yield indented(styled((text, "")), 4)


def _rows(advice: Advice, certainty: Certainty, voice: Voice, room: Room) -> list[_Row]:
    stages = {stage.advised.fit.channel.id: stage for stage in schedule(advice)}
    rows: list[_Row] = []
    told: set[str] = set()
    rank = 0
    for advised in advice.recommended:
        is_companion = advised.role is Role.COMPANION
        rank += not is_companion
        reached = reached_text(advised.fit, advice, voice) if room.reached else ""
        reason = "" if is_companion or rank > room.reasons else _reason(advised, advice, voice)
        said = reason if rank <= room.in_full else _shortened(reason, told)
        told.add(opening(reason))
        cells = _cells(advised, stages[advised.fit.channel.id], advice, voice)
        sign = " " if is_companion else f"{rank}"
        rows.append(_Row(sign, _title(advised, advice, certainty, voice), cells, tuple(filter(None, (reached, said)))))
    return rows


def _title(advised: Recommended, advice: Advice, certainty: Certainty, voice: Voice) -> str:
    name, title = voice.channel(advised.fit.channel.id), title_of(advised, advice, certainty, voice)
    if advised.role is Role.COMPANION:
        return title
    return title.replace(name, voice.channels_first([advised.fit.channel.id]), 1) if title.startswith(name) else capital(title)


def _cells(advised: Recommended, stage: Stage, advice: Advice, voice: Voice) -> tuple[str, ...]:
    fits = [advised.fit.goals.get(covered.goal.id) for covered in advice.coverage]
    words = (goal_fit_word(fit, voice) if fit else _NOT_SERVED for fit in fits)
    return (voice.number(advised.hours_to_use), *words, _from(stage, voice))


def _reason(advised: Recommended, advice: Advice, voice: Voice) -> str:
    reason = telling_reason(advised.fit, advice)
    if reason is None:
        return serves_text([goal for goal, fit in advised.fit.goals.items() if fit.counts], voice)
    return voice.why(reason)


def _shortened(reason: str, told: Container[str]) -> str:
    """Its first sentence, or what follows if another reason has begun alike."""
    first = opening(reason)
    return reason[len(first) :].strip() or first if first in told else first


def _from(stage: Stage, voice: Voice) -> str:
    """The week from which on a channel runs."""
    if stage.advised.already_active:
        return voice.say(_RUNS)
    if not stage.runs_from:
        return voice.say(_NEVER)
    return voice.say(_WEEK, week=f"{stage.runs_from}") if stage.runs_from > 1 else voice.say(_AT_ONCE)
