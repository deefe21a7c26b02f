"""Lead through the interview: the same steps whether it is asked on a screen with arrow keys or line by line.

Prompts go to stderr, so that the result can be piped while the questions are answered.
"""

import shlex
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
from channelfit.language import Language, listed
from channelfit.profile import Profile
from channelfit.render.phrases.voice import Voice
from channelfit.render.plain.advice import answers_as_plain
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Question, Rulebook

MOST_WIDTH = 100
_MOST_NAMED = 6
_WORDS = {
    "leading": {"de": "Zurzeit: {names}", "en": "At present: {names}"},
    "nothing_yet": {"de": "Noch kein Kanal", "en": "No channel yet"},
    "settled": {"de": "in {share} von 100 Fällen bliebe es dabei", "en": "in {share} of 100 cases it stays so"},
    "preliminary": {"de": "noch vorläufig", "en": "still preliminary"},
    "remaining": {"de": "noch etwa {count} Fragen", "en": "about {count} questions to go"},
    "remaining_one": {"de": "noch etwa eine Frage", "en": "about one question to go"},
    "reads": {"de": "Von dieser Antwort kann abhängen: {names}.", "en": "This answer can make a difference to: {names}."},
    "reads_more": {"de": "{names} und weitere", "en": "{names} and others"},
    "reads_none": {
        "de": "Diese Antwort ändert nicht die Kanäle, sondern was Sie zuerst tun sollten oder beachten müssen.",
        "en": "This answer does not change the channels but what you should do first or bear in mind.",
    },
    "offer": {
        "de": "Die übrigen {count} Fragen würden in {share} von 100 Fällen nichts ändern.",
        "en": "The remaining {count} questions would change nothing in {share} of 100 cases.",
    },
    "offer_one": {
        "de": "Die eine übrige Frage würde in {share} von 100 Fällen nichts ändern.",
        "en": "The one remaining question would change nothing in {share} of 100 cases.",
    },
    "offer_none": {"de": "Ihre Kanäle stehen fest.", "en": "Your channels are settled."},
    "offer_unknown": {
        "de": "Mehr lässt sich ohne die offenen Antworten nicht sagen; in {share} von 100 Fällen bliebe es dabei.",
        "en": "No more can be said without the open answers; in {share} of 100 cases it would stay as it is.",
    },
    "offer_question": {"de": "Wie soll es weitergehen?", "en": "How would you like to go on?"},
    "offer_advice": {"de": "Empfehlung ansehen", "en": "See the advice"},
    "offer_groundwork": {
        "de": "Noch {count} Fragen zu den Voraussetzungen im Haus",
        "en": "{count} more questions on the groundwork in the company",
    },
    "offer_groundwork_one": {
        "de": "Noch eine Frage zu den Voraussetzungen im Haus",
        "en": "One more question on the groundwork in the company",
    },
    "offer_all": {"de": "Alle {count} übrigen Fragen", "en": "All {count} remaining questions"},
    "offer_all_one": {"de": "Die eine übrige Frage", "en": "The one remaining question"},
    "review": {"de": "Ihre Antworten. Stimmt alles?", "en": "Your answers. Is everything right?"},
    "review_done": {"de": "Ja, zur Empfehlung", "en": "Yes, to the advice"},
    "unknown": {"de": "weiß ich nicht", "en": "I don't know"},
    "resume": {
        "de": "Sie haben ein Gespräch mit {count} Antworten unterbrochen.",
        "en": "You interrupted an interview with {count} answers.",
    },
    "resume_one": {
        "de": "Sie haben ein Gespräch mit einer Antwort unterbrochen.",
        "en": "You interrupted an interview with one answer.",
    },
    "resume_on": {"de": "Dort weitermachen", "en": "Go on there"},
    "resume_new": {"de": "Neu beginnen", "en": "Start again"},
    "repeat": {"de": "Diese Empfehlung noch einmal, auch in Skripten:", "en": "The same advice again, in scripts too:"},
    "kept": {
        "de": "Abgebrochen. Ihre {count} Antworten sind als Entwurf gespeichert; der nächste Start bietet an, weiterzumachen.",
        "en": "Interrupted. Your {count} answers are kept as a draft; the next start offers to go on.",
    },
    "kept_one": {
        "de": "Abgebrochen. Ihre Antwort ist als Entwurf gespeichert; der nächste Start bietet an, weiterzumachen.",
        "en": "Interrupted. Your answer is kept as a draft; the next start offers to go on.",
    },
    "kept_none": {"de": "Abgebrochen.", "en": "Interrupted."},
}


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
        """The place of one of the choices; the first is the usual one."""
        ...


class Interrupted(Exception):
    """Somebody left, or the terminal is gone."""


def lead(
    rulebook: Rulebook,
    profile: Profile,
    language: Language,
    screen: Screen,
    keep: Callable[[Profile], None],
    *,
    resumable: Profile | None,
) -> Profile:
    """The profile with the answers given. `keep` stores them after every answer. Raises Interrupted."""
    interview = Interview(profile)
    try:
        if resumable is not None:
            said = word(_one("resume", len(resumable.answers)), language, count=len(resumable.answers))
            choice = screen.choose(said, [word("resume_on", language), word("resume_new", language)])
            interview = Interview(profile if choice == 1 else resumable)
        return _steps(rulebook, interview, language, screen, keep)
    except (KeyboardInterrupt, EOFError, OSError):
        raise Interrupted from None


def _steps(
    rulebook: Rulebook, interview: Interview, language: Language, screen: Screen, keep: Callable[[Profile], None]
) -> Profile:
    """Questions until it is settled, the offer (once), and the review, with a way back from each."""
    offered = False
    while True:
        standing = standing_of(rulebook, interview)
        question = next_question(rulebook, interview, standing)
        if question is not None:
            interview = _one_question(rulebook, interview, question, standing, language, screen)
            keep(interview.profile)
            continue
        assert standing is not None
        if not offered and interview.extent is Extent.CHANNELS:
            wish = _offer(rulebook, interview, standing, language, screen)
            if wish is Key.BACK:
                interview = _go_back(rulebook, interview, language, screen)
                keep(interview.profile)
                continue
            offered = True
            if isinstance(wish, Extent) and wish is not Extent.CHANNELS:
                interview = interview._replace(extent=wish)
                continue
        changed = _review(rulebook, interview, language, screen)
        if changed is None:
            return finished(rulebook, interview)
        interview = changed
        keep(interview.profile)


def _one_question(
    rulebook: Rulebook, interview: Interview, question: Question, standing: Standing | None, language: Language, screen: Screen
) -> Interview:
    """Ask one question; the key for going back asks the one before again."""
    _say(_headline(rulebook, interview, question, language))
    if standing is not None:
        _say(_standing_line(rulebook, standing, language), dim=screen.in_colour)
    reply = _ask(rulebook, interview, question, language, screen)
    if reply is Key.BACK:
        return _go_back(rulebook, interview, language, screen)
    return answered(rulebook, interview, question.id, None if isinstance(reply, Key) else reply)


def _go_back(rulebook: Rulebook, interview: Interview, language: Language, screen: Screen) -> Interview:
    """Ask the last question again, or the ones before it; at the beginning it stays there."""
    earlier = back(rulebook, interview)
    while earlier is not None:
        interview, question = earlier
        _say(_headline(rulebook, interview, question, language))
        reply = _ask(rulebook, interview, question, language, screen)
        if reply is not Key.BACK:
            return answered(rulebook, interview, question.id, None if isinstance(reply, Key) else reply)
        earlier = back(rulebook, interview)
    return interview


def _ask(rulebook: Rulebook, interview: Interview, question: Question, language: Language, screen: Screen) -> Reply:
    given = interview.profile.answers.get(question.id)
    allowed = interview.profile.answers.get(question.subset_of)
    offered = allowed if isinstance(allowed, tuple) and allowed else tuple(question.options)
    return screen.ask(question, given, offered, lambda: explanation(rulebook, question, language))


def explanation(rulebook: Rulebook, question: Question, language: Language) -> str:
    """Why the question is asked: its help, and the channels that can depend on it."""
    names = [rulebook.channels[id].name.of(language) for id in channels_that_read(rulebook, question.id)]
    if not names:
        return f"{question.help.of(language)} {word('reads_none', language)}"
    said = listed(names, language)
    if len(names) > _MOST_NAMED:
        said = word("reads_more", language, names=", ".join(names[:_MOST_NAMED]))
    return f"{question.help.of(language)} {word('reads', language, names=said)}"


def _offer(rulebook: Rulebook, interview: Interview, standing: Standing, language: Language, screen: Screen) -> Extent | Key:
    """Say how settled it is, and ask how to go on; without anything left to ask nothing is offered."""
    ground = groundwork(rulebook)
    left = [one for one in questions_left(rulebook, interview.profile) if one.id not in interview.unknown]
    on_ground = [one for one in left if one.id in ground]
    if not left:
        return Extent.CHANNELS
    share = _of_hundred(standing.settled)
    known = [one for one in left if one.id not in ground]
    key = "offer_none" if not standing.open else _one("offer", len(known)) if known else "offer_unknown"
    _say("")
    _say(word(key, language, count=len(known), share=share))
    wishes = [(word("offer_advice", language), Extent.CHANNELS)]
    if on_ground:
        wishes.append((word(_one("offer_groundwork", len(on_ground)), language, count=len(on_ground)), Extent.GROUNDWORK))
    if len(left) > len(on_ground):
        wishes.append((word(_one("offer_all", len(left)), language, count=len(left)), Extent.ALL))
    choice = screen.choose(word("offer_question", language), [text for text, _ in wishes])
    return choice if isinstance(choice, Key) else wishes[choice][1]


def _one(key: str, count: int) -> str:
    """The text for one, where there is one only."""
    return f"{key}_one" if count == 1 else key


def _review(rulebook: Rulebook, interview: Interview, language: Language, screen: Screen) -> Interview | None:
    """Show all answers; nothing if all are right, else the state after one was changed."""
    answers = finished(rulebook, interview).answers
    asked = [id for id in rulebook.questions if id in answers or id in interview.unknown]
    lines = [f"{rulebook.questions[id].text.of(language)}  {_short(rulebook, id, answers.get(id), language)}" for id in asked]
    choice = screen.choose(word("review", language), [word("review_done", language), *lines])
    if choice is Key.BACK:
        return _go_back(rulebook, interview, language, screen)
    if choice == 0 or isinstance(choice, Key):
        return None
    question = rulebook.questions[asked[choice - 1]]
    reply = _ask(rulebook, interview, question, language, screen)
    if reply is Key.BACK:
        return interview
    return answered(rulebook, interview, question.id, None if isinstance(reply, Key) else reply)


def _short(rulebook: Rulebook, question: str, answer: Answer | None, language: Language) -> str:
    return word("unknown", language) if answer is None else Voice(language, rulebook).answer(question, answer)


def _headline(rulebook: Rulebook, interview: Interview, question: Question, language: Language) -> str:
    """The title of the section, when a new one begins."""
    before = rulebook.questions[interview.trail[-1]].section if interview.trail else ""
    if question.section == before:
        return ""
    title = next((one.title.of(language) for one in rulebook.sections if one.id == question.section), "")
    return f"\n=== {title} ===" if title else ""


def _standing_line(rulebook: Rulebook, standing: Standing, language: Language) -> str:
    names = [rulebook.channels[id].name.of(language) for id in standing.leading]
    lead = word("leading", language, names=listed(names, language)) if names else word("nothing_yet", language)
    share = _of_hundred(standing.settled)
    parts = [lead, word("settled" if share >= 50 else "preliminary", language, share=share)]
    if standing.remaining:
        parts.append(word(_one("remaining", standing.remaining), language, count=standing.remaining))
    return " · ".join(parts)


def _of_hundred(share: float) -> int:
    """A share as cases of a hundred; 100 only if it is all of them."""
    return 100 if share == 1 else min(99, round(100 * share))


def repeating_command(profile: Profile, rulebook: Rulebook, saved: str | None, options: Sequence[str]) -> str:
    """The command that gives the same advice without questions."""
    if saved is not None:
        return shlex.join(["channelfit", "advise", saved, *options])
    given = []
    for key, value in answers_as_plain(profile, rulebook).items():
        text = (
            ",".join(value)
            if isinstance(value, list)
            else {True: "yes", False: "no"}.get(value, value)
            if isinstance(value, bool)
            else value
        )
        given += ["--set", f"{key}={text}"]
    if profile.hourly_value is not None:
        given += ["--set", f"hourly_value={profile.hourly_value:g}"]
    return shlex.join(["channelfit", "advise", *options, *given])


def number_of(text: str, question: Question) -> float | None:
    """A number that was typed, with a point or a comma; nothing if it is none or out of bounds."""
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return number if question.least <= number <= question.most else None


def word(key: str, language: Language, **values: object) -> str:
    """One of the texts of the interview."""
    return _WORDS[key][language].format(**values)


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
