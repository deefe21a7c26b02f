"""Lead through the interview: the same steps whether it is asked on a screen with arrow keys or line by line."""

from __future__ import annotations

from collections.abc import Callable

from channelfit.advice.interview import (
    Extent,
    Interview,
    Standing,
    answered,
    back,
    finished,
    groundwork,
    next_question,
    questions_left,
    to_come,
)
from channelfit.cli.ask.about import about_how_many
from channelfit.cli.ask.asked import (
    UNKNOWN,
    Above,
    Entry,
    Field,
    Key,
    Marks,
    Screen,
    answer_of,
    choose,
    listing_of,
    marks_of,
    pick_one,
)
from channelfit.cli.ask.number import asked_number
from channelfit.cli.ask.say import show
from channelfit.cli.ask.sentences import explanation, opening, standing_line, what_is_open
from channelfit.language import Counted, Text
from channelfit.profile import missing_answers
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Question, QuestionType, Rulebook
from channelfit.typed import NamedTuple

_COMPANY = Text("Wie heißt Ihr Unternehmen?", "What is your company called?")
_COMPANY_LABEL = Text("Name", "name")
_COMPANY_HINT = Text("der Name steht nur über der Empfehlung", "the name is only used as a heading")
_NAMELESS = Text("ohne Namen", "without a name")
_COMPANY_WHY = Text(
    "Der Name ändert nichts an der Empfehlung. Sie können ihn weglassen.",
    "The name changes nothing about the advice. You may leave it out.",
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
_COMPANY_ENTRY = "<company>"

Reply = Answer | Key


class Table(NamedTuple):
    """Who asks and how: the voice, the screen, where answers are kept, and what readers have begun and not confirmed."""

    voice: Voice
    screen: Screen
    keep: Callable[[Interview], None]
    begun: dict[str, Marks]


def lead(voice: Voice, screen: Screen, keep: Callable[[Interview], None], start: Interview, *, asks_name: bool) -> Interview:
    """The interview when all is answered and reviewed. `keep` stores it after every answer."""
    table = _knowing(start, Table(voice, screen, keep, {}))
    if not start.trail:
        show(opening(*about_how_many(voice.rulebook, start), voice))
        if asks_name and not start.profile.company:
            start = _name_asked(start, table)
    return _steps(start, table, asks_name=asks_name)


def _name_asked(interview: Interview, table: Table, *, has_back: bool = False) -> Interview:
    """With the name of the company, if there is to be one."""
    voice, before = table.voice, interview.profile.company
    keys = frozenset((Key.BACK, Key.HELP)) if has_back else frozenset((Key.HELP,))
    field = Field(voice.say(_COMPANY), voice.say(_COMPANY_HINT), voice.say(_NAMELESS), before, keys=keys)
    typed, key = table.screen.type(field)
    while key is not None and key not in keys - {Key.HELP}:
        typed, key = table.screen.type(field._replace(note=voice.say(_COMPANY_WHY)))
    if key is Key.BACK:
        return interview
    name = " ".join(typed.split())
    table.screen.leave(field.above, field.text, name or field.empty)
    named = interview._replace(profile=interview.profile._replace(company=name))
    if name or before:
        table.keep(named)
    return named


def _steps(interview: Interview, table: Table, *, asks_name: bool) -> Interview:
    """Questions until it is settled, the offer (once), and the review, with a way back from each."""
    offered = False
    while True:
        table = _knowing(interview, table)
        voice = table.voice
        standing = _standing(voice.rulebook, interview)
        question = next_question(voice.rulebook, interview, standing)
        if question is not None:
            interview = _one_question(interview, question, standing, table, asks_name=asks_name)
            table.keep(interview)
            continue
        assert standing is not None
        if not offered and interview.extent is Extent.CHANNELS:
            wish = _offer(interview, standing, table)
            if wish is Key.BACK:
                interview = _go_back(interview, table)
                table.keep(interview)
                continue
            offered = True
            if isinstance(wish, Extent) and wish is not Extent.CHANNELS:
                interview = interview._replace(extent=wish)
                continue
        changed = _review(interview, table)
        if changed is None:
            return interview._replace(profile=finished(voice.rulebook, interview))
        interview = changed
        table.keep(interview)


def _standing(rulebook: Rulebook, interview: Interview) -> Standing | None:
    """Where it stands; whoever has not given what is required should not wait for what works that out to be loaded."""
    if missing_answers(rulebook, interview.profile):
        return None
    from channelfit.advice.standing import standing_of

    return standing_of(rulebook, interview)


def _knowing(interview: Interview, table: Table) -> Table:
    """With a voice that knows what has been answered, since its words and its money go by that."""
    return table._replace(voice=table.voice._replace(profile=interview.profile))


def _one_question(
    interview: Interview, question: Question, standing: Standing | None, table: Table, *, asks_name: bool
) -> Interview:
    """Ask one question; the key for going back asks the one before again, before the first one the name."""
    rulebook, said = table.voice.rulebook, ""
    if standing is not None:
        said = standing_line(standing._replace(remaining=to_come(rulebook, interview, standing)), table.voice)
    reply = _ask(interview, question, table, _above(question, table.voice, said))
    if reply is not Key.BACK:
        return _answered(interview, question, reply, table)
    if asks_name and back(rulebook, interview) is None:
        return _name_asked(interview, table)
    return _go_back(interview, table)


def _answered(interview: Interview, question: Question, reply: Reply, table: Table) -> Interview:
    table.begun.pop(question.id, None)
    return answered(table.voice.rulebook, interview, question.id, None if isinstance(reply, Key) else reply)


def _go_back(interview: Interview, table: Table) -> Interview:
    """Ask the last question again, or the ones before it; at the beginning it stays there."""
    earlier = back(table.voice.rulebook, interview)
    while earlier is not None:
        interview, question = earlier
        table = _knowing(interview, table)
        reply = _ask(interview, question, table, _above(question, table.voice))
        if reply is not Key.BACK:
            return _answered(interview, question, reply, table)
        earlier = back(table.voice.rulebook, interview)
    return interview


def _ask(interview: Interview, question: Question, table: Table, above: Above) -> Reply:
    """The answer to one question, or a key; help and going back keep what was begun."""
    given = interview.profile.answers.get(question.id)
    if question.type is QuestionType.NUMBER:
        return asked_number(question, given, table.voice, table.screen, table.begun, above)
    allowed = interview.profile.answers.get(question.subset_of)
    offered = allowed if isinstance(allowed, tuple) and allowed else tuple(question.options)
    listing = listing_of(question, offered, table.voice)._replace(above=above)
    marks = table.begun.get(question.id, marks_of(listing, given))
    values = {entry.value for entry in listing.entries}
    marks = Marks(tuple(value for value in marks.chosen if value in values), min(marks.at, len(values) - 1))
    while True:
        picked, marks = table.screen.pick(listing, marks)
        if isinstance(picked, tuple):
            return answer_of(question, picked)
        table.begun[question.id] = marks
        if picked is Key.BACK:
            return picked
        listing = listing._replace(help=explanation(question, table.voice))


def _offer(interview: Interview, standing: Standing, table: Table) -> Extent | Key:
    """Say what is open, and ask how to go on; without anything left to ask nothing is offered."""
    voice = table.voice
    ground = groundwork(voice.rulebook)
    left = [question for question in questions_left(voice.rulebook, interview.profile) if question.id not in interview.unknown]
    on_ground = sum(question.id in ground for question in left)
    if not left:
        return Extent.CHANNELS
    above = Above(said=what_is_open(standing, len(left) - on_ground, voice))
    wishes = [(voice.say(_SEE_ADVICE), Extent.CHANNELS)]
    if on_ground:
        wishes.append((voice.counted(on_ground, _MORE_GROUNDWORK), Extent.GROUNDWORK))
    if len(left) > on_ground:
        wishes.append((voice.counted(len(left), _ALL_REMAINING), Extent.ALL))
    choice = choose(voice.say(_GO_ON), [text for text, _ in wishes], table.screen, above=above)
    return choice if isinstance(choice, Key) else wishes[choice][1]


def _review(interview: Interview, table: Table) -> Interview | None:
    """Show all answers; nothing if all are right, else the state after one was changed."""
    voice, questions = table.voice, table.voice.rulebook.questions
    answers = finished(voice.rulebook, interview).answers
    asked = [id for id in questions if id in answers or id in interview.unknown]
    # Of nothing there is no part.
    asked = [id for id in asked if answers.get(questions[id].subset_of) != ()]
    name = Entry(_COMPANY_ENTRY, voice.say(_COMPANY_LABEL), interview.profile.company or voice.say(_NAMELESS))
    entries = [Entry(id, voice.say(questions[id].label), _said(id, answers.get(id), voice)) for id in asked]
    done = Entry("", voice.say(_REVIEW_DONE), apart=True)
    choice = pick_one(voice.say(_REVIEW), [done, name, *entries], table.screen)
    if choice is Key.BACK:
        return _go_back(interview, table)
    if choice == 0 or isinstance(choice, Key):
        return None
    if choice == 1:
        return _name_asked(interview, table, has_back=True)
    question = questions[asked[choice - 2]]
    reply = _ask(interview, question, table, _above(question, voice))
    return interview if reply is Key.BACK else _answered(interview, question, reply, table)


def _said(question: str, answer: Answer | None, voice: Voice) -> str:
    return voice.say(UNKNOWN) if answer is None else voice.answer(question, answer)


def _above(question: Question, voice: Voice, said: str = "") -> Above:
    """The title of the section of a question, and how things stand."""
    titles = (voice.say(section.title) for section in voice.rulebook.sections if section.id == question.section)
    return Above(next(titles, ""), said)
