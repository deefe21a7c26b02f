"""A question that nothing reads."""

from collections.abc import Iterator

from channelfit.language import Text
from channelfit.profile import shape_of
from channelfit.rulebook.condition import Condition, Operator, Test
from channelfit.rulebook.model import Question, QuestionType
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material, choice
from channelfit.ruletools.checks.reading import unread_questions
from channelfit.source.problem import Severity


def find(material: Material) -> Iterator[Finding]:
    """No rule, note, limit, check, `ask_when` or formula reads the question.

    People spend time on an answer that changes nothing. The witness answers it; without the answer the advice is the same.
    The market is left out: the program demands that question, whatever the rules read.

    Bad: a question on the founding year that no `when` names. Good: the same with a rule for young companies.
    """
    for question in unread_questions(material.rulebook):
        witness = material.witness(_answered(question))
        yield Finding(UNREAD_QUESTION, question.id, question.mark, {"question": question.id}, witness)


def _answered(question: Question) -> Condition:
    """A condition that makes a witness answer the question."""
    if question.type is QuestionType.NUMBER:
        return Test(question.id, Operator.AT_LEAST, frozenset(), question.least, question.mark)
    return choice(question, *shape_of(question).options)


UNREAD_QUESTION = Check(
    id="unread-question",
    severity=Severity.WARNING,
    wording=Text(
        de="nichts liest die Frage `{question}`; ihre Antwort ändert nichts",
        en="nothing reads question `{question}`; its answer changes nothing",
    ),
    find=find,
)
