"""The interview as part of a command: drafts, signals, and the command that gives the same again."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from channelfit.cli import drafts
from channelfit.cli.ask.say import show
from channelfit.cli.output import INTERRUPTED, MISSING, UNUSABLE, Ended, is_read_aloud, tell
from channelfit.cli.profiles import is_terminal
from channelfit.language import Counted, Text
from channelfit.profile import Profile
from channelfit.render.phrases.voice import Voice
from channelfit.render.plain.advice import answers_as_plain
from channelfit.source.written import visible, written_number
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from channelfit.advice.interview import Interview
    from channelfit.cli.ask.asked import Screen
    from channelfit.render.plain.shared_shape import PlainAnswer

_ONE_ONLY = Text(
    "es kann nur für ein Profil auf einmal gefragt werden; erwartet wird ein Dokument",
    "several profiles cannot be asked for at once; expected one document",
)
_NO_TERMINAL = Text(
    "hier ist kein Terminal, in dem gefragt werden kann; antworten Sie mit --set frage=antwort oder einem Profil",
    "no terminal to ask in; answer with --set question=answer or a profile",
)
_NOTHING_KEPT = Text("Abgebrochen.", "Interrupted.")
_KEPT = Counted(
    Text(
        "Abgebrochen. Ihre Antwort ist als Entwurf gespeichert; der nächste Start bietet an, weiterzumachen.",
        "Interrupted. Your answer is kept as a draft; the next start offers to go on.",
    ),
    Text(
        "Abgebrochen. Ihre {count} Antworten sind als Entwurf gespeichert; der nächste Start bietet an, weiterzumachen.",
        "Interrupted. Your {count} answers are kept as a draft; the next start offers to go on.",
    ),
)
_NAME_KEPT = Text(
    "Abgebrochen. Der Name ist als Entwurf gespeichert; der nächste Start bietet an, weiterzumachen.",
    "Interrupted. The name is kept as a draft; the next start offers to go on.",
)
_NOT_KEPT = Text(
    "Abgebrochen. Ihre Antworten konnten nicht gespeichert werden ({reason}). So geht es mit ihnen weiter:",
    "Interrupted. Your answers could not be kept ({reason}). This goes on with them:",
)
_CANNOT_KEEP = Text(
    "Ihre Antworten können nicht als Entwurf gespeichert werden ({reason}).",
    "Your answers cannot be kept as a draft ({reason}).",
)
_FOUND = Counted(
    Text("Es gibt ein unterbrochenes Gespräch.", "There is an interview that was interrupted."),
    Text("Es gibt {count} unterbrochene Gespräche.", "There are {count} interviews that were interrupted."),
)
_GO_ON = Counted(
    Text("Weitermachen: {whose}, eine Antwort, {when}", "Go on: {whose}, with one answer, {when}"),
    Text("Weitermachen: {whose}, {count} Antworten, {when}", "Go on: {whose}, with {count} answers, {when}"),
)
_GO_ON_WITHOUT = Text("Weitermachen: {whose}, noch ohne Antworten, {when}", "Go on: {whose}, without answers yet, {when}")
_WHEN = Text("%d.%m.%Y um %H:%M", "%Y-%m-%d at %H:%M")
_NAMELESS = Text("ohne Namen ({answers})", "without a name ({answers})")
_NEW = Counted(
    Text("Neu beginnen, der Entwurf bleibt", "Start again, the draft stays"),
    Text("Neu beginnen, die Entwürfe bleiben", "Start again, the drafts stay"),
)
_NEW_WITHOUT = Counted(
    Text("Neu beginnen und den Entwurf löschen", "Start again and delete the draft"),
    Text("Neu beginnen und alle Entwürfe löschen", "Start again and delete all drafts"),
)
_MOST_OFFERED = 5


class Outset(NamedTuple):
    """What an interview begins with: how the profile was named, its file, what was read, the options, whether all is new."""

    words: tuple[str, ...]
    file: str
    read: Profile
    options: tuple[str, ...]
    is_fresh: bool

    @property
    def about(self) -> str:
        """The file that its draft belongs to; empty if there is none."""
        return str(Path(self.file).resolve()) if self.file not in ("", "-") else ""


def interviewed(voices: Sequence[Voice], outset: Outset, *, plain: bool) -> tuple[Voice, drafts.Place]:
    """The voice with the answers of the interview, and where its draft is. Ends the command if somebody leaves."""
    if len(voices) != 1:
        tell(f"--ask: {voices[0].say(_ONE_ONLY)}\n")
        raise Ended(UNUSABLE)
    if not is_terminal():
        tell(f"--ask: {voices[0].say(_NO_TERMINAL)}\n")
        raise Ended(MISSING)
    from channelfit.cli.ask.lead import lead

    [voice] = voices
    screen, keeper = screen_for(voice, plain=plain), _Keeper(voice, drafts.begin(outset.about))
    with _signals_as_exits(), _farewell(keeper, outset), _terminal_as_it_was():
        interview = _resumed(voice, screen, outset, keeper)
        led = lead(voice, screen, keeper.keep, interview, asks_name=outset.is_fresh)
    show("")
    # The language is said too, so that the same again is the same.
    file = outset.read.file if led.profile.answers == outset.read.answers else ""
    profile = led.profile._replace(language=led.profile.language or voice.language, file=file)
    return voice._replace(profile=profile), keeper.place


class _Keeper:
    """Keeps the answers of a running interview, and knows whether that worked."""

    def __init__(self, voice: Voice, place: drafts.Place) -> None:
        self.voice, self.place, self.reason = voice, place, Text()
        self.latest: Profile | None = None

    def keep(self, interview: Interview) -> None:
        """Write the draft, once anything is said; the first time that this cannot be done is told at once."""
        if not (interview.profile.answers or interview.profile.company):
            return
        self.latest = interview.profile
        had_reason = any(self.reason)
        self.place, self.reason = drafts.keep(self.place, interview, self.voice.rulebook)
        if any(self.reason) and not had_reason:
            show(visible(self.voice.say(_CANNOT_KEEP, reason=self.voice.say(self.reason))))


@contextmanager
def _farewell(keeper: _Keeper, outset: Outset) -> Iterator[None]:
    """Whoever leaves hears whether the answers are kept, and gets them as a command if they are not."""
    try:
        yield
    except (KeyboardInterrupt, EOFError, OSError, SystemExit) as left:
        voice, latest = keeper.voice, keeper.latest
        said, command = voice.say(_NOTHING_KEPT), ""
        if latest is not None and any(keeper.reason):
            said = voice.say(_NOT_KEPT, reason=voice.say(keeper.reason))
            # To be copied, so it is not broken.
            command = f"  {repeating_command(voice._replace(profile=latest), outset, None, '--ask')}\n"
        elif latest is not None:
            said = voice.counted(len(latest.answers), _KEPT) if latest.answers else voice.say(_NAME_KEPT)
        with suppress(OSError):  # The terminal may be gone.
            show(f"\n{said}")
            tell(command)
        raise Ended(int(left.code or 0) if isinstance(left, SystemExit) else INTERRUPTED) from None


@contextmanager
def _signals_as_exits() -> Iterator[None]:
    """A request to end, or a terminal that is closed, ends the interview as Ctrl-C does: the terminal is set right again."""

    def leave(number: int, _: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name)]
    # What somebody has told the program to ignore (nohup) stays ignored.
    heard = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, leave) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _terminal_as_it_was() -> Iterator[None]:
    """A signal may come between two steps of a prompt that would set the terminal right: echo and lines are back in any case."""
    if sys.platform == "win32":
        yield
        return
    import termios

    try:
        terminal, before = sys.stdin.fileno(), termios.tcgetattr(sys.stdin.fileno())
    except (OSError, ValueError, termios.error):
        yield
        return
    try:
        yield
    finally:
        with suppress(OSError, termios.error):
            termios.tcsetattr(terminal, termios.TCSANOW, before)


def _resumed(voice: Voice, screen: Screen, outset: Outset, keeper: _Keeper) -> Interview:
    """Where the interview begins: at a draft, if there is one that somebody goes on with, else at what is given."""
    from channelfit.advice.interview import Interview
    from channelfit.cli.ask.asked import Key, choose

    fresh = Interview(voice.profile)
    found = drafts.drafts_of(voice.rulebook, outset.about) if outset.is_fresh or outset.about else []
    if not found:
        return fresh
    offered = [_offered(draft, voice) for draft in found[:_MOST_OFFERED]]
    again = [voice.counted(len(found), _NEW), voice.counted(len(found), _NEW_WITHOUT)]
    choice = choose(voice.counted(len(found), _FOUND), [*offered, *again], screen, has_back=False)
    if isinstance(choice, Key) or choice >= len(offered):
        for draft in found if choice == len(offered) + 1 else ():
            drafts.drop(draft.path)
        return fresh
    keeper.place = drafts.begin(outset.about, found[choice].path)
    keeper.keep(found[choice].interview)
    return found[choice].interview


def _offered(draft: drafts.Draft, voice: Voice) -> str:
    """Whose draft it is, how much of it there is, and from when."""
    profile = draft.interview.profile
    whose = profile.company
    if not whose:
        first = [voice.answer(id, answer) for id, answer in list(profile.answers.items())[:2]]
        whose = voice.say(_NAMELESS, answers=", ".join(first))
    when = draft.when.strftime(voice.say(_WHEN))
    if not profile.answers:
        return voice.say(_GO_ON_WITHOUT, whose=whose, when=when)
    return voice.counted(len(profile.answers), _GO_ON, whose=whose, when=when)


def screen_for(voice: Voice, *, plain: bool) -> Screen:
    """How to ask in this terminal: line by line if that is wished, or if it can do no more."""
    if plain or is_read_aloud() or os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        from channelfit.cli.ask.lines import Lines

        return Lines(voice)
    from channelfit.cli.ask.prompts import Prompts

    return Prompts(voice)


def repeating_command(voice: Voice, outset: Outset, saved: Path | None, *more: str) -> str:
    """The command that gives the same advice: the file (as saved, or as read with what was answered since), and all options."""
    if saved is not None:
        return visible(shlex.join(["channelfit", "advise", str(saved), *outset.options, *more]))
    profile, words, read = voice.profile, outset.words, outset.read
    if not outset.about:
        words, read = (), Profile(answers={})
    given = [
        f"{id}={_typed(answer)}"
        for id, answer in answers_as_plain(profile, voice.rulebook).items()
        if profile.answers.get(id) != read.answers.get(id)
    ]
    given += [f"{id}=?" for id in read.answers if id not in profile.answers]
    language = profile.language or voice.language
    labels = {"company": profile.company, "language": str(language), "hourly_value": profile.hourly_value}
    before = {"company": read.company, "language": str(read.language), "hourly_value": read.hourly_value}
    given += [f"{key}={_label(value)}" for key, value in labels.items() if value is not None and value not in ("", before[key])]
    sets = [part for text in given for part in ("--set", text)]
    return visible(shlex.join(["channelfit", "advise", *words, *outset.options, *sets, *more]))


def _label(value: str | float) -> str:
    return value if isinstance(value, str) else written_number(value)


def _typed(answer: PlainAnswer) -> str:
    """An answer as somebody types it."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return ",".join(answer) if isinstance(answer, list) else _label(answer)
