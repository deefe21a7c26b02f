"""What reads the answers of a company: conditions and formulas."""

from collections.abc import Iterator

from channelfit.rulebook.condition import Condition, questions_in
from channelfit.rulebook.model import ACTIVE, GOALS, HOURS, MARKET, WORKING, Question, Rulebook

# Read by the formulas, or demanded by the program whatever the rules say.
READ_ANYWAY = frozenset((MARKET, GOALS, HOURS, ACTIVE, WORKING))


def conditions_of(rulebook: Rulebook) -> Iterator[Condition]:
    """Every condition that makes a difference to a result."""
    yield from (rule.when for rule in rulebook.rules)
    yield from (note.when for note in rulebook.notes)
    yield from (limit.when for goal in rulebook.goals.values() for limit in goal.limits)
    yield from (rule.when for rule in rulebook.hours)
    yield from (question.ask_when for question in rulebook.questions.values())
    for check in rulebook.checks:
        yield from (check.applies_when, check.met_when)
        if check.partly_when is not None:
            yield check.partly_when


def unread_questions(rulebook: Rulebook) -> list[Question]:
    """The questions that nothing reads."""
    read = READ_ANYWAY.union(*(questions_in(condition) for condition in conditions_of(rulebook)))
    # What may be chosen there decides what may be chosen here.
    read |= {question.subset_of for question in rulebook.questions.values() if question.id in read}
    return [question for id, question in rulebook.questions.items() if id not in read]
