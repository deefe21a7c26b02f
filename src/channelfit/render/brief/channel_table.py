"""The chosen channels as a small table: hours, whom each reaches per goal, from when on, and why for this company."""

from __future__ import annotations

from collections.abc import Container, Iterator

from channelfit.advice.certainty import Certainty
from channelfit.advice.model import Advice, Recommended, Role
from channelfit.advice.schedule import Stage, schedule
from channelfit.language import Text, opening
from channelfit.render.forms.parts import GAP, QUIET, Printable, columned, headed, indented, marked, styled
from channelfit.render.phrases.groups import goal_fit_word, reached_text
from channelfit.render.phrases.headline import title_first
from channelfit.render.phrases.sentences import telling_reason
from channelfit.render.phrases.verdicts import serves_text
from channelfit.render.phrases.voice import Voice
from channelfit.typed import NamedTuple

_CHANNELS = Text("Ihre Kanäle", "Your channels")
_CAPPED = Text("Solange das fehlt", "Until this is done")
_HOURS = Text("Stunden", "hours")
_START = Text("Beginn", "start")
_NOT_SERVED = "–"
_FACT = Text("{label}: {said}", "{label}: {said}")
_SIGN = "1 "
_INDENT = 2


class _Start(NamedTuple):
    """When a channel begins, under a head and without one."""

    short: Text
    long: Text


_RUNS = _Start(Text("läuft", "running"), Text("läuft schon", "running already"))
_AT_ONCE = _Start(Text("sofort", "at once"), Text("ab sofort", "from now on"))
_IN_A_WEEK = _Start(Text("Woche {week}", "week {week}"), Text("ab Woche {week}", "from week {week}"))
_NEVER = _Start(
    Text("> 1 Jahr", "> 1 year"),
    Text("mit diesen Stunden nicht in einem Jahr aufzubauen", "not to be set up within a year on these hours"),
)


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
    """A channel: the sign before its name, its name, what stands under the heads, the same without heads, what is said below."""

    sign: str
    name: str
    cells: tuple[str, ...]
    facts: tuple[str, ...]
    below: tuple[str, ...]


def channel_table(advice: Advice, certainty: Certainty, voice: Voice, width: int, room: Room) -> Iterator[Printable]:
    """Rows under a head, each with its reason as far as there is room; lines of facts where columns leave none for names."""
    title = voice.say(_CAPPED if set(advice.once_ready) - advice.members else _CHANNELS)
    goals = [covered.goal.id for covered in advice.coverage]
    head = (voice.say(_HOURS), *map(voice.goal_label, goals), voice.say(_START))
    rows = _rows(advice, certainty, voice, room)
    widths = [max(map(len, column)) for column in zip(head, *(row.cells for row in rows), strict=True)]
    longest = max(len(word) for row in rows for word in row.name.split())
    has_columns = width - _INDENT - len(_SIGN) - sum(GAP + one for one in widths) >= longest
    if has_columns:
        yield columned((headed(title), *(styled((cell, QUIET)) for cell in head)), (0, *widths), indent=0)
    else:
        yield headed(title)
    for row in rows:
        name = styled((row.name, "bold"))
        if has_columns:
            hanging = marked(row.sign, name, "bold", indent=0)
            yield columned((hanging, *(styled((cell, "")) for cell in row.cells)), (0, *widths))
        else:
            yield marked(row.sign, name, "bold")
            yield indented(styled((" · ".join(row.facts), "")), 4)
        for text in row.below:
            yield indented(styled((text, "")), 4)


def _rows(advice: Advice, certainty: Certainty, voice: Voice, room: Room) -> list[_Row]:
    starts = {stage.advised.fit.channel.id: stage for stage in schedule(advice)}
    rows: list[_Row] = []
    told: set[str] = set()
    rank = 0
    for advised in advice.recommended:
        is_companion = advised.role is Role.COMPANION
        rank += not is_companion
        reached = reached_text(advised.fit, advice, voice, in_a_word=True) if room.reached else ""
        reason = "" if is_companion or rank > room.reasons else _reason(advised, advice, voice)
        said = reason if rank <= room.in_full else _shortened(reason, told)
        told.add(opening(reason))
        cells, facts = _cells(advised, starts[advised.fit.channel.id], advice, voice)
        name, sign = title_first(advised, advice, certainty, voice), " " if is_companion else f"{rank}"
        rows.append(_Row(sign, name, cells, facts, tuple(filter(None, (reached, said)))))
    return rows


def _cells(advised: Recommended, stage: Stage, advice: Advice, voice: Voice) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Hours, whom a channel reaches per goal, and when it begins: to stand under heads, and to stand alone."""
    start, week, hours = _start(stage), f"{stage.runs_from}", advised.hours_to_use
    goals = [covered.goal.id for covered in advice.coverage]
    words = [goal_fit_word(advised.fit.goals[goal], voice) if goal in advised.fit.goals else _NOT_SERVED for goal in goals]
    facts = [voice.say(_FACT, label=voice.goal_label(goal), said=word) for goal, word in zip(goals, words, strict=True)]
    return (
        (voice.number(hours), *words, voice.say(start.short, week=week)),
        (voice.hours(hours), *facts, voice.say(start.long, week=week)),
    )


def _reason(advised: Recommended, advice: Advice, voice: Voice) -> str:
    reason = telling_reason(advised.fit, advice)
    if reason is None:
        return serves_text([goal for goal, fit in advised.fit.goals.items() if fit.counts], voice)
    return voice.why(reason)


def _shortened(reason: str, told: Container[str]) -> str:
    """Its first sentence, or what follows if another reason has begun alike."""
    first = opening(reason)
    return reason[len(first) :].strip() or first if first in told else first


def _start(stage: Stage) -> _Start:
    """When a channel begins to run."""
    if stage.advised.already_active:
        return _RUNS
    if not stage.runs_from:
        return _NEVER
    return _IN_A_WEEK if stage.runs_from > 1 else _AT_ONCE
