"""Which question to ask next, without a terminal."""

from collections.abc import Iterator

from channelfit.profile import Profile, known_answers, open_questions
from channelfit.rulebook.condition import Answers, Condition, Truth, evaluate
from channelfit.rulebook.model import ACTIVE, HOURS, WORKING, Question, Rulebook

# The formulas read these themselves, so they matter whatever the rules say.
_READ_BY_FORMULAS = (HOURS, ACTIVE, WORKING)


def next_question(rulebook: Rulebook, profile: Profile, passed: frozenset[str]) -> Question | None:
    """The first open question, in the order of the rulebook, that was not passed over and can still change the advice."""
    answers = known_answers(rulebook, profile)
    matters = questions_that_matter(rulebook, answers)
    for question in open_questions(rulebook, profile):
        applies = evaluate(question.ask_when, answers).truth is not Truth.NO
        if question.id not in passed and applies and (question.required or question.id in matters):
            return question
    return None


def questions_that_matter(rulebook: Rulebook, answers: Answers) -> frozenset[str]:
    """The open questions that some condition, still undecided, depends on."""
    missing = {id for id in _READ_BY_FORMULAS if id in rulebook.questions and id not in answers}
    for condition in _conditions(rulebook, answers):
        missing |= evaluate(condition, answers).missing
    return frozenset(missing)


def _conditions(rulebook: Rulebook, answers: Answers) -> Iterator[Condition]:
    yield from (rule.when for rule in rulebook.rules)
    yield from (note.when for note in rulebook.notes)
    yield from (limit.when for goal in rulebook.goals.values() for limit in goal.limits)
    yield from (rule.when for rule in rulebook.hours)
    yield from (question.ask_when for question in rulebook.questions.values())
    for check in rulebook.checks:
        if evaluate(check.applies_when, answers).truth is not Truth.NO:
            yield check.applies_when
            yield check.met_when
            if check.partly_when is not None:
                yield check.partly_when
