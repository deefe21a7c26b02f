"""The first screen: what is decided, what comes first, whom the channels reach, what not, and how sure that is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import accumulate
from math import inf

from channelfit.advice.certainty import Certainty
from channelfit.advice.model import Advice
from channelfit.advice.readiness import Level
from channelfit.language import Counted, Text, capital, gist_of, opening
from channelfit.render.brief.channel_table import Room, channel_table
from channelfit.render.brief.cost import use_of_rest
from channelfit.render.forms.parts import QUIET, Printable, indented, labelled, marked, styled, titled
from channelfit.render.forms.terminal import MAX_WIDTH, printed
from channelfit.render.phrases.asked_about import OTHERS, AskedAbout, Left, asked_about, channel_to_explain
from channelfit.render.phrases.effort import left_text, together_text
from channelfit.render.phrases.first_steps import first_steps
from channelfit.render.phrases.headline import headline
from channelfit.render.phrases.sentences import next_step_text, once_ready_text, shortfall_text
from channelfit.render.phrases.sureness import firmness_text, settled_text
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import (
    BESIDE,
    COVERED,
    FIRST_STEPS,
    GROUNDWORK,
    HOW_SURE,
    NEXT_STEP,
    NOT_READY,
    coverage_word,
    groundwork_counts,
    rulebook_text,
)
from channelfit.rulebook.model import NotePlace
from channelfit.typed import NamedTuple

MOST_LINES = 40
_WIDTH = 80
_NOT_NOW = Text("Nicht jetzt", "Not now")
_ONCE_READY = Text("Ist das erledigt, {then}", "Once this is done, {then}")
_LITTLE = Text("{goal}: {covered}. {why}", "{goal}: {covered}. {why}")
_LAW = Text("Recht", "Law")
_POINTS = Counted(
    Text("{count} Punkt zu klären", "{count} point to settle"), Text("{count} Punkte zu klären", "{count} points to settle")
)
_NEXT = Text("Weiter", "Next")
_SOME = Text("({count} von {all})", "({count} of {all})")
_SOME_AND_WHERE = Text("({count} von {all}, alle: --details)", "({count} of {all}, all: --details)")
_WHERE = Text("{said}: --details", "{said}: --details")
_DETAILS = Text("Gründe: --details · Seite: --output seite.html", "reasons: --details · page: --output page.html")
_WHY = Text("{details} · warum:", "{details} · why:")
_WHY_NOT = Text("{details} · warum nicht:", "{details} · why not:")
# What was read from no file, or from one whose name is too long, has a command already that says where it comes from.
_SAME_COMMAND = Text(
    "Ihr Befehl mit explain {channel} an Stelle von advise", "your command with explain {channel} in place of advise"
)


# What is left out one after the other until everything fits, what is missed least first.
_CUTS = (
    {"rest": 1},
    {"goals": 1},
    {"beside": 2},
    {"first": 4},
    {"in_full": 2},
    {"in_full": 1},
    {"beside": 1},
    {"first": 3},
    {"in_full": 0},
    {"goals": 0},
    {"apart": 1},
    {"apart": 0},
    {"rest": 0},
    {"first": 2},
    {"beside": 0},
    {"reasons": 0},
    {"reached": 0},
)


def render_first_screen(
    advice: Advice, certainty: Certainty, voice: Voice, *, width: int = 80, colour: bool = False, profile: str | None = ""
) -> str:
    """The screen as text: at most forty lines where there are eighty columns, with ANSI colours if wanted.

    The commands to type next name the file that the profile was read from, if there is one; `None` stands for an interview,
    which has no command to add to, and offers what there is when it ends.
    """
    screen = _Screen(advice, certainty, voice, min(width, MAX_WIDTH), profile, asked_about(advice, certainty, voice))
    wide = screen._replace(width=max(screen.width, _WIDTH))
    plain = _plain(wide)
    room = _room_for(plain)
    if screen.width == wide.width and not colour:
        return "".join(plain(section, room) for section in _SECTIONS)
    return printed((part for section in _SECTIONS for part in _parts(section, screen, room)), screen.width, colour=colour)


def _plain(screen: _Screen) -> Callable[[_Section, Room], str]:
    """What prints sections without colours, each once for all rooms that are alike to it."""
    texts: dict[tuple[object, ...], str] = {}

    def text(section: _Section, room: Room) -> str:
        key = (section.parts, *(getattr(room, part) for part in section.reads))
        if key not in texts:
            texts[key] = printed(section.parts(screen, room), screen.width, colour=False)
        return f"\n{texts[key]}" if texts[key] and room.apart >= section.apart else texts[key]

    return text


def _parts(section: _Section, screen: _Screen, room: Room) -> Iterator[Printable]:
    parts = [*section.parts(screen, room)]
    if parts and room.apart >= section.apart:
        yield styled(("", ""))
    yield from parts


def _room_for(plain: Callable[[_Section, Room], str]) -> Room:
    """What everything fits with: cut by cut, and then what was cut without need once more in full."""

    def fits(room: Room) -> bool:
        return sum(plain(section, room).count("\n") for section in _SECTIONS) <= MOST_LINES

    rooms = [*accumulate(_CUTS, lambda room, cut: room._replace(**cut), initial=Room())]
    count = min(bisect_left(rooms, True, key=fits), len(_CUTS))
    room = rooms[count]
    for part in dict.fromkeys(part for cut in reversed(_CUTS[: max(count - 1, 0)]) for part in cut):
        values = dict.fromkeys(getattr(before, part) for before in rooms[: count + 1])
        fuller = (room._replace(**{part: value}) for value in values if value > getattr(room, part))
        room = next((one for one in fuller if fits(one)), room)
    return room


class _Screen(NamedTuple):
    """One advice in one voice, at a width, and what is told of the channels that were not chosen."""

    advice: Advice
    certainty: Certainty
    voice: Voice
    width: int
    profile: str | None
    asked: AskedAbout

    def decision(self, _: Room) -> Iterator[Printable]:
        """Whose advice it is, and the result in a sentence."""
        company, ruled = self.advice.profile.company[:200], rulebook_text(self.voice)
        yield styled((f"{company} · {ruled}" if company else ruled, QUIET))
        yield styled((headline(self.advice, self.voice, self.certainty), "bold"))

    def first(self, room: Room) -> Iterator[Printable]:
        """What comes first, in order."""
        steps, left_out = first_steps(self.advice, self.voice, most=room.first)
        title = NOT_READY if self.advice.readiness.level is Level.NOT_YET else FIRST_STEPS
        parts = (marked(f"{number}", styled((step, ""))) for number, step in enumerate(steps, 1))
        wording = _SOME if self.profile is None else _SOME_AND_WHERE
        some = self.voice.say(wording, count=f"{len(steps)}", all=f"{len(steps) + left_out}") if left_out else ""
        yield from titled(self.voice.say(title), parts, beside=some)

    def channels(self, room: Room) -> Iterator[Printable]:
        """The chosen channels, or the next useful step without any."""
        if self.advice.recommended:
            yield from channel_table(self.advice, self.certainty, self.voice, self.width, room)
        elif step := next_step_text(self.advice, self.voice):
            yield from titled(self.voice.say(NEXT_STEP), [indented(styled((step, "")))])

    def means(self, room: Room) -> Iterator[Printable]:
        """All hours together, what to do with what is left, goals that stay low, and what comes then."""
        advice, voice = self.advice, self.voice
        if not advice.recommended:
            return
        left = left_text(advice, voice)
        use = use_of_rest(advice, voice, room.rest) if left else ""
        yield indented(styled((" ".join(filter(None, [together_text(advice, voice), left, use])), "")))
        if advice.readiness.level is Level.NOT_YET and (then := once_ready_text(advice, voice)):
            yield indented(styled((voice.say(_ONCE_READY, then=f"{then[0].lower()}{then[1:]}"), "")))
        low = [goal for goal in advice.coverage if goal.coverage < 0.3]
        for goal in low[: room.goals]:
            covered = voice.say(COVERED, word=coverage_word(goal.coverage, voice))
            said = {"goal": voice.say(goal.goal.name), "covered": covered, "why": opening(shortfall_text(goal, voice))}
            yield indented(styled((voice.say(_LITTLE, **said), "")))

    def beside(self, room: Room) -> Iterator[Printable]:
        """What works beside channels: what has a label in one list, and of the rest what there is room for."""
        notes = [note for note in self.advice.notes if note.place is NotePlace.BESIDE]
        labels = [self.voice.say(note.label) for note in notes if self.voice.say(note.label)]
        unnamed = [gist_of(self.voice.fill(note.says)) for note in notes if not self.voice.say(note.label)]
        parts = [indented(styled((capital(" · ".join(labels)), "")))] if labels else []
        parts += [marked("·", styled((said, ""))) for said in unnamed[: room.beside]]
        yield from titled(self.voice.say(BESIDE), parts)

    def not_now(self, _: Room) -> Iterator[Printable]:
        """The channels that were not chosen and that a reader would have asked about."""
        parts = []
        for line in self.asked.lines:
            name = self.voice.channels_first(line.channels)
            parts.append(marked("·", styled((name, "bold"), (f"  {self._fitting(line, name)}", "not bold"))))
        if self.asked.others:
            parts.append(indented(styled((self.voice.say(OTHERS), ""))))
        yield from titled(self.voice.say(_NOT_NOW), parts)

    def end(self, _: Room) -> Iterator[Printable]:
        """How sure it is, what is still to do, and what to type next."""
        commands, command = self._commands()
        yield from labelled([*self._state(), *([(self.voice.say(_NEXT), commands)] if commands else [])])
        if command:
            yield indented(styled((command, "")))

    def _fitting(self, line: Left, name: str) -> str:
        """The most telling text that takes one line behind the name, where there are eighty columns."""
        room = max(self.width, _WIDTH) - len(name) - len("  ·   ")
        return next((text for text in line.texts if len(text) <= room), line.texts[-1])

    def _state(self) -> Iterator[tuple[str, str]]:
        """How sure, the groundwork, and points of law."""
        advice, voice = self.advice, self.voice
        sure = [firmness_text(self.certainty, advice, voice), settled_text(self.certainty, voice, most=1)]
        yield voice.say(HOW_SURE), " ".join(filter(None, sure))
        if counts := groundwork_counts(advice, voice):
            yield voice.say(GROUNDWORK), counts
        if law := sum(note.is_law for note in advice.notes):
            points = voice.counted(law, _POINTS)
            yield voice.say(_LAW), points if self.profile is None else voice.say(_WHERE, said=points)

    def _commands(self) -> tuple[str, str]:
        """What to type next, ending with a question, and the command that answers it; nothing where nothing can be typed."""
        voice = self.voice
        channel = channel_to_explain(self.asked, self.advice)
        if self.profile is None or not channel:
            return "" if self.profile is None else voice.say(_DETAILS), ""
        asked = voice.say(_WHY if channel in self.advice.members else _WHY_NOT, details=voice.say(_DETAILS))
        command = f"channelfit explain {channel} {self.profile}"
        fits = self.profile and len(command) <= self.width - 2
        return asked, command if fits else voice.say(_SAME_COMMAND, channel=channel)


class _Section(NamedTuple):
    """A part of the screen, what of the room it reads, and from how much room on an empty line stands above it."""

    parts: Callable[[_Screen, Room], Iterator[Printable]]
    reads: tuple[str, ...] = ()
    apart: float = inf


# From the top to the bottom.
_SECTIONS = (
    _Section(_Screen.decision),
    _Section(_Screen.first, ("first",), apart=1),
    _Section(_Screen.channels, ("in_full", "reasons", "reached"), apart=1),
    _Section(_Screen.means, ("rest", "goals")),
    _Section(_Screen.beside, ("beside",), apart=1),
    _Section(_Screen.not_now, apart=2),
    _Section(_Screen.end, apart=2),
)
