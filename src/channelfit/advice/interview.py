"""Which question to ask next and when to stop, without a terminal.

An interview asks what is required, then whatever could change the set of channels most, until the set is settled; what is left
of the groundwork comes as one block at the end, because it shapes what to do first and not which channels. Every step goes from
one state to the next, so that going back is taking an earlier one.
"""

from __future__ import annotations

from enum import Enum, IntEnum

from channelfit.profile import Profile, known_answers, open_questions
from channelfit.rulebook.condition import Answer, Answers, Truth, evaluate, questions_in
from channelfit.rulebook.model import (
    ACTIVE,
    BUDGET,
    CONTACTS,
    GOALS,
    HOURS,
    WORKING,
    Check,
    HoursRule,
    Question,
    Rule,
    Rulebook,
)
from channelfit.rulebook.walk import conditions, read_anyway
from channelfit.typed import NamedTuple

# From here on the advice may be seen: what is still open would change nothing in so many of a hundred cases.
SETTLED = 0.95


class Part(Enum):
    """What reads an answer besides the rules of channels."""

    GOALS = "goals"
    HOURS = "hours"
    BELIEVABLE = "believable"
    MONEY = "money"
    IN_USE = "in use"
    GROUPS = "groups"
    CONTACTS = "contacts"
    LIMITS = "limits"
    QUESTIONS = "questions"


class Extent(IntEnum):
    """How far an interview goes: until the channels are settled, then the groundwork, or everything that matters."""

    CHANNELS = 0
    GROUNDWORK = 1
    ALL = 2


class Interview(NamedTuple):
    """Where an interview is: the answers so far, what was asked in which order, and what nobody knows."""

    profile: Profile
    trail: tuple[str, ...] = ()
    unknown: frozenset[str] = frozenset()
    extent: Extent = Extent.CHANNELS


class Standing(NamedTuple):
    """What the answers so far come to.

    `leading` is the set as it would be advised now, `basics` what to put in order besides, `settled` the share of completions
    that agree, `remaining` how many questions are likely to come (from, to), `most` how many come to somebody who knows none of
    the answers, `unknown` the questions that nobody could answer and that could still change the set, the most influential
    first, `next` the one to ask for it.
    """

    leading: tuple[str, ...]
    basics: tuple[str, ...]
    settled: float
    remaining: tuple[int, int]
    most: int
    unknown: tuple[str, ...]
    next: Question | None


def next_question(rulebook: Rulebook, interview: Interview, standing: Standing | None) -> Question | None:
    """The question to ask next; nothing when the interview has gone as far as was wished."""
    first = first_questions(rulebook, interview)
    if first or standing is None:
        return first[0] if first else None
    if interview.extent is not Extent.ALL and standing.next is not None:
        return standing.next
    return next(iter(wished_questions(rulebook, interview)), None)


def wished_questions(rulebook: Rulebook, interview: Interview) -> list[Question]:
    """The questions that were wished for when those on the channels were done, and that nobody has been asked yet."""
    if interview.extent is Extent.CHANNELS:
        return []
    ground = groundwork(rulebook)
    left = [question for question in questions_left(rulebook, interview.profile) if question.id not in interview.unknown]
    return left if interview.extent is Extent.ALL else [question for question in left if question.id in ground]


def to_come(rulebook: Rulebook, interview: Interview, standing: Standing) -> tuple[int, int]:
    """How many questions are likely to come, from and to, with those that were wished for besides."""
    low, high = (0, 0) if interview.extent is Extent.ALL else standing.remaining
    wished = wished_questions(rulebook, interview)
    # What lowers the hours that can be believed is on the groundwork, and asked for the channels too.
    more = len(wished) - bool(low and standing.next in wished)
    return low + more, high + more


def first_questions(rulebook: Rulebook, interview: Interview) -> list[Question]:
    """The open questions that come before all others: what is required, and what everybody expects to be asked at once."""
    answers = known_answers(rulebook, interview.profile)
    matters = questions_that_matter(rulebook, answers)
    return [
        question
        for question in open_questions(rulebook, interview.profile)
        if (question.required or (question.early and question.id in matters and question.id not in interview.unknown))
        and evaluate(question.ask_when, answers).truth is not Truth.NO
    ]


def questions_left(rulebook: Rulebook, profile: Profile) -> list[Question]:
    """The open questions that apply and can still change anything in the advice, in the order of the rulebook."""
    answers = known_answers(rulebook, profile)
    matters = questions_that_matter(rulebook, answers)
    return [
        question
        for question in open_questions(rulebook, profile)
        if question.id in matters and evaluate(question.ask_when, answers).truth is not Truth.NO
    ]


def answered(rulebook: Rulebook, interview: Interview, question: str, answer: Answer | None) -> Interview:
    """The next state; no answer means that nobody knows. Later answers stay as far as they still apply."""
    answers = {id: given for id, given in interview.profile.answers.items() if id != question}
    if answer is not None:
        answers[question] = answer
    unknown = interview.unknown - {question} if answer is not None else interview.unknown | {question}
    trail = (*(id for id in interview.trail if id != question), question)
    return interview._replace(
        profile=_only_possible(rulebook, interview.profile._replace(answers=answers)), trail=trail, unknown=unknown
    )


def back(rulebook: Rulebook, interview: Interview) -> tuple[Interview, Question] | None:
    """One question back: the state without it in the trail, its answer kept, and the question; nothing at the start."""
    answers = known_answers(rulebook, interview.profile)
    for index in range(len(interview.trail) - 1, -1, -1):
        question = rulebook.questions[interview.trail[index]]
        if evaluate(question.ask_when, answers).truth is not Truth.NO:
            return interview._replace(trail=interview.trail[:index]), question
    return None


def finished(rulebook: Rulebook, interview: Interview) -> Profile:
    """The answers in the order of the rulebook, less those to questions that do not apply."""
    answers = known_answers(rulebook, interview.profile)
    given = interview.profile.answers
    kept = {
        id: given[id]
        for id, question in rulebook.questions.items()
        if id in given and evaluate(question.ask_when, answers).truth is not Truth.NO
    }
    return interview.profile._replace(answers=kept)


def _only_possible(rulebook: Rulebook, profile: Profile) -> Profile:
    """Without options that are no longer possible because another answer has changed."""
    answers = dict(profile.answers)
    for question in rulebook.questions.values():
        given, allowed = answers.get(question.id), answers.get(question.subset_of)
        if isinstance(given, tuple) and isinstance(allowed, tuple):
            answers[question.id] = tuple(option for option in given if option in allowed)
    return profile._replace(answers=answers)


def groundwork(rulebook: Rulebook) -> frozenset[str]:
    """The questions on the groundwork: checks and believable hours read them, and no rule of a channel does."""
    read: set[str] = set()
    elsewhere = set(read_anyway(rulebook))
    for stated in conditions(rulebook):
        match stated.item:
            case HoursRule():
                read |= questions_in(stated.condition)
            case Check() if stated.key != "applies_when":
                read |= questions_in(stated.condition)
            case Rule():
                elsewhere |= stated.item.reads
    return frozenset(id for id in read - elsewhere if id in rulebook.questions and not rulebook.questions[id].required)


def channels_that_read(rulebook: Rulebook, question: str) -> tuple[str, ...]:
    """The channels for which the answer to a question can give or take points."""
    found = {channel for rule in rulebook.rules if question in rule.reads for channel in rule.effects}
    return tuple(id for id in rulebook.channels if id in found)


def parts_that_read(rulebook: Rulebook, question: str) -> tuple[Part, ...]:
    """What reads the answer to a question besides rules: the formulas, the hours, the limits of goals, and other questions."""
    found = {
        Part.GOALS: question == GOALS,
        Part.HOURS: question == HOURS,
        Part.BELIEVABLE: any(question in questions_in(rule.when) for rule in rulebook.hours),
        Part.MONEY: question == BUDGET,
        Part.IN_USE: question in (ACTIVE, WORKING),
        Part.GROUPS: any(goal.split_by == question for goal in rulebook.goals.values()),
        Part.CONTACTS: question == CONTACTS and any(channel.keeps_contacts for channel in rulebook.channels.values()),
        Part.LIMITS: any(question in questions_in(limit.when) for goal in rulebook.goals.values() for limit in goal.limits),
        Part.QUESTIONS: any(question in questions_in(other.ask_when) for other in rulebook.questions.values()),
    }
    return tuple(part for part, is_so in found.items() if is_so)


def questions_that_matter(rulebook: Rulebook, answers: Answers) -> frozenset[str]:
    """The open questions that some condition, still undecided, depends on, or that the formulas read."""
    missing = read_anyway(rulebook) - answers.keys()
    for stated in conditions(rulebook):
        if not (isinstance(stated.item, Check) and evaluate(stated.item.applies_when, answers).truth is Truth.NO):
            missing |= evaluate(stated.condition, answers).missing
    return missing
