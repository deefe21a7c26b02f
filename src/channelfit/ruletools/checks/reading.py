"""What reads the answers of a company: conditions, and the advice itself."""

from channelfit.rulebook.condition import questions_in
from channelfit.rulebook.model import MARKET, Question, Rulebook
from channelfit.rulebook.walk import conditions, read_anyway


def unread_questions(rulebook: Rulebook) -> list[Question]:
    """The questions that nothing reads; the market is demanded by the program, whatever the rules say."""
    read = {MARKET, *read_anyway(rulebook)}.union(*(questions_in(stated.condition) for stated in conditions(rulebook)))
    # What may be chosen there decides what may be chosen here.
    read |= {question.subset_of for question in rulebook.questions.values() if question.id in read}
    return [question for id, question in rulebook.questions.items() if id not in read]
