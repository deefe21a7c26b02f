"""Lead through the interview: the same steps whether it is asked on a screen with arrow keys or line by line.

Prompts go to stderr, so that the result can be piped while the questions are answered.
"""

import shutil
import sys
import textwrap
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Protocol

from channelfit.advice.interview import (
    Extent,
    Interview,
    Standing,
    answered,
    back,
    channels_that_read,
    finished,
    groundwork,
    next_question,
    questions_left,
    standing_of,
)
from channelfit.language import Counted, Text
from channelfit.profile import Profile
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Question

MOST_WIDTH = 100
_MOST_NAMED = 6
UNKNOWN = Text("weiß ich nicht", "I don't know")
_LEADING = Text("Zurzeit: {names}", "At present: {names}")
_NOTHING_YET = Text("Noch kein Kanal", "No channel yet")
_SETTLED = Text("in {share} von 100 Fällen bliebe es dabei", "in {share} of 100 cases it stays so")
_PRELIMINARY = Text("noch vorläufig", "still preliminary")
_REMAINING = Counted(
    Text("noch etwa eine Frage", "about one question to go"),
    Text("noch etwa {count} Fragen", "about {count} questions to go"),
)
_READS = Text("Von dieser Antwort kann abhängen: {names}.", "This answer can make a difference to: {names}.")
_READS_MORE = Text("{names} und weitere", "{names} and others")
_READS_NONE = Text(
    "Diese Antwort ändert nicht die Kanäle, sondern was Sie zuerst tun sollten oder beachten müssen.",
    "This answer does not change the channels but what you should do first or bear in mind.",
)
_OFFER = Counted(
    Text(
        "Die eine übrige Frage würde in {share} von 100 Fällen nichts ändern.",
        "The one remaining question would change nothing in {share} of 100 cases.",
    ),
    Text(
        "Die übrigen {count} Fragen würden in {share} von 100 Fällen nichts ändern.",
        "The remaining {count} questions would change nothing in {share} of 100 cases.",
    ),
)
_OFFER_NONE = Text("Ihre Kanäle stehen fest.", "Your channels are settled.")
_OFFER_UNKNOWN = Text(
    "Mehr lässt sich ohne die offenen Antworten nicht sagen; in {share} von 100 Fällen bliebe es dabei.",
    "No more can be said without the open answers; in {share} of 100 cases it would stay as it is.",
)
_GO_ON = Text("Wie soll es weitergehen?", "How would you like to go on?")
_SEE_ADVICE = Text("Empfehlung ansehen", "See the advice")
_MORE_GROUNDWORK = Counted(
    Text("Noch eine Frage zu den Voraussetzungen im Haus", "One more question on the groundwork in the company"),
    Text(
        "Noch {count} Fragen zu den Voraussetzungen im Haus",
        "{count} more questions on the groundwork in the company",
    ),
)
_ALL_REMAINING = Counted(
    Text("Die eine übrige Frage", "The one remaining question"),
    Text("Alle {count} übrigen Fragen", "All {count} remaining questions"),
)
_REVIEW = Text("Ihre Antworten. Stimmt alles?", "Your answers. Is everything right?")
_REVIEW_DONE = Text("Ja, zur Empfehlung", "Yes, to the advice")
_RESUME = Counted(
    Text("Sie haben ein Gespräch mit einer Antwort unterbrochen.", "You interrupted an interview with one answer."),
    Text("Sie haben ein Gespräch mit {count} Antworten unterbrochen.", "You interrupted an interview with {count} answers."),
)
_RESUME_ON = Text("Dort weitermachen", "Go on there")
_RESUME_NEW = Text("Neu beginnen", "Start again")


class Key(Enum):
    """What may come instead of an answer."""

    BACK = "back"
    UNKNOWN = "unknown"


Reply = Answer | Key


class Screen(Protocol):
    """A way to ask; `in_colour` says whether quiet lines may be grey."""

    in_colour: bool

    def ask(self, question: Question, given: Answer | None, offered: Sequence[str], explain: Callable[[], str]) -> Reply:
        """The answer to one question; `explain` says why it is asked. Raises KeyboardInterrupt or EOFError."""
        ...

    def choose(self, text: str, choices: Sequence[str]) -> int | Key:
        """The index of one of the choices; the first is the usual one."""
        ...


class Interrupted(Exception):
    """Somebody left, or the terminal is gone."""


def lead(voice: Voice, screen: Screen, keep: Callable[[Profile], None], *, resumable: Profile | None) -> Profile:
    """The profile of the voice with the answers given. `keep` stores them after every answer. Raises Interrupted."""
    interview = Interview(voice.profile)
    try:
        if resumable is not None:
            said = voice.counted(len(resumable.answers), _RESUME)
            choice = screen.choose(said, [voice.say(_RESUME_ON), voice.say(_RESUME_NEW)])
            interview = Interview(voice.profile if choice == 1 else resumable)
        return _steps(interview, voice, screen, keep)
    except (KeyboardInterrupt, EOFError, OSError):
        raise Interrupted from None


def _steps(interview: Interview, voice: Voice, screen: Screen, keep: Callable[[Profile], None]) -> Profile:
    """Questions until it is settled, the offer (once), and the review, with a way back from each."""
    offered = False
    while True:
        standing = standing_of(voice.rulebook, interview)
        question = next_question(voice.rulebook, interview, standing)
        if question is not None:
            interview = _one_question(interview, question, standing, voice, screen)
            keep(interview.profile)
            continue
        assert standing is not None
        if not offered and interview.extent is Extent.CHANNELS:
            wish = _offer(interview, standing, voice, screen)
            if wish is Key.BACK:
                interview = _go_back(interview, voice, screen)
                keep(interview.profile)
                continue
            offered = True
            if isinstance(wish, Extent) and wish is not Extent.CHANNELS:
                interview = interview._replace(extent=wish)
                continue
        changed = _review(interview, voice, screen)
        if changed is None:
            return finished(voice.rulebook, interview)
        interview = changed
        keep(interview.profile)


def _one_question(interview: Interview, question: Question, standing: Standing | None, voice: Voice, screen: Screen) -> Interview:
    """Ask one question; the key for going back asks the one before again."""
    _say(_headline(interview, question, voice))
    if standing is not None:
        _say(_standing_line(standing, voice), dim=screen.in_colour)
    reply = _ask(interview, question, voice, screen)
    return _go_back(interview, voice, screen) if reply is Key.BACK else _answered(interview, question, reply, voice)


def _answered(interview: Interview, question: Question, reply: Reply, voice: Voice) -> Interview:
    return answered(voice.rulebook, interview, question.id, None if isinstance(reply, Key) else reply)


def _go_back(interview: Interview, voice: Voice, screen: Screen) -> Interview:
    """Ask the last question again, or the ones before it; at the beginning it stays there."""
    earlier = back(voice.rulebook, interview)
    while earlier is not None:
        interview, question = earlier
        _say(_headline(interview, question, voice))
        reply = _ask(interview, question, voice, screen)
        if reply is not Key.BACK:
            return _answered(interview, question, reply, voice)
        earlier = back(voice.rulebook, interview)
    return interview


def _ask(interview: Interview, question: Question, voice: Voice, screen: Screen) -> Reply:
    given = interview.profile.answers.get(question.id)
    allowed = interview.profile.answers.get(question.subset_of)
    offered = allowed if isinstance(allowed, tuple) and allowed else tuple(question.options)
    return screen.ask(question, given, offered, lambda: explanation(question, voice))


def explanation(question: Question, voice: Voice) -> str:
    """Why the question is asked: its help, and the channels that can depend on it."""
    names = [voice.channel(id) for id in channels_that_read(voice.rulebook, question.id)]
    if not names:
        return f"{voice.say(question.help)} {voice.say(_READS_NONE)}"
    said = voice.listed(names)
    if len(names) > _MOST_NAMED:
        said = voice.say(_READS_MORE, names=", ".join(names[:_MOST_NAMED]))
    return f"{voice.say(question.help)} {voice.say(_READS, names=said)}"


def _offer(interview: Interview, standing: Standing, voice: Voice, screen: Screen) -> Extent | Key:
    """Say how settled it is, and ask how to go on; without anything left to ask nothing is offered."""
    ground = groundwork(voice.rulebook)
    left = [question for question in questions_left(voice.rulebook, interview.profile) if question.id not in interview.unknown]
    if not left:
        return Extent.CHANNELS
    on_ground = sum(question.id in ground for question in left)
    _say("")
    _say(_settled_text(standing, len(left) - on_ground, voice))
    wishes = [(voice.say(_SEE_ADVICE), Extent.CHANNELS)]
    if on_ground:
        wishes.append((voice.counted(on_ground, _MORE_GROUNDWORK), Extent.GROUNDWORK))
    if len(left) > on_ground:
        wishes.append((voice.counted(len(left), _ALL_REMAINING), Extent.ALL))
    choice = screen.choose(voice.say(_GO_ON), [text for text, _ in wishes])
    return choice if isinstance(choice, Key) else wishes[choice][1]


def _settled_text(standing: Standing, left: int, voice: Voice) -> str:
    """How settled the channels are, with so many questions left that they could depend on."""
    share = f"{_of_hundred(standing.settled)}"
    if not standing.open:
        return voice.say(_OFFER_NONE)
    return voice.counted(left, _OFFER, share=share) if left else voice.say(_OFFER_UNKNOWN, share=share)


def _review(interview: Interview, voice: Voice, screen: Screen) -> Interview | None:
    """Show all answers; nothing if all are right, else the state after one was changed."""
    questions = voice.rulebook.questions
    answers = finished(voice.rulebook, interview).answers
    asked = [id for id in questions if id in answers or id in interview.unknown]
    lines = [f"{voice.say(questions[id].text)}  {_short(id, answers.get(id), voice)}" for id in asked]
    choice = screen.choose(voice.say(_REVIEW), [voice.say(_REVIEW_DONE), *lines])
    if choice is Key.BACK:
        return _go_back(interview, voice, screen)
    if choice == 0 or isinstance(choice, Key):
        return None
    question = questions[asked[choice - 1]]
    reply = _ask(interview, question, voice, screen)
    return interview if reply is Key.BACK else _answered(interview, question, reply, voice)


def _short(question: str, answer: Answer | None, voice: Voice) -> str:
    return voice.say(UNKNOWN) if answer is None else voice.answer(question, answer)


def _headline(interview: Interview, question: Question, voice: Voice) -> str:
    """The title of the section, when a new one begins."""
    before = voice.rulebook.questions[interview.trail[-1]].section if interview.trail else ""
    if question.section == before:
        return ""
    titles = (voice.say(section.title) for section in voice.rulebook.sections if section.id == question.section)
    title = next(titles, "")
    return f"\n=== {title} ===" if title else ""


def _standing_line(standing: Standing, voice: Voice) -> str:
    leading = voice.say(_LEADING, names=voice.channels(standing.leading)) if standing.leading else voice.say(_NOTHING_YET)
    share = _of_hundred(standing.settled)
    parts = [leading, voice.say(_SETTLED, share=f"{share}") if share >= 50 else voice.say(_PRELIMINARY)]
    if standing.remaining:
        parts.append(voice.counted(standing.remaining, _REMAINING))
    return " · ".join(parts)


def _of_hundred(share: float) -> int:
    """A share as cases of a hundred; 100 only if it is all of them."""
    return 100 if share == 1 else min(99, round(100 * share))


def number_of(text: str, question: Question) -> float | None:
    """A number that was typed, with a point or a comma; nothing if it is none or out of bounds."""
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return number if question.least <= number <= question.most else None


def _say(text: str, *, dim: bool = False) -> None:
    """A line on stderr, wrapped to the terminal; quiet ones in grey where there are colours."""
    if not text and not dim:
        sys.stderr.write("\n")
        return
    width = min(shutil.get_terminal_size((80, 24)).columns, MOST_WIDTH)
    lines = [part for line in text.split("\n") for part in textwrap.wrap(line, width) or [""]]
    from channelfit.cli.output import has_colour

    said = "\n".join(lines)
    sys.stderr.write(f"\x1b[2m{said}\x1b[0m\n" if dim and has_colour(sys.stderr) else f"{said}\n")
    sys.stderr.flush()


def show(text: str) -> None:
    """Say something between two questions."""
    _say(text)
