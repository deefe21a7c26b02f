"""An option that nothing reads."""

from collections import defaultdict
from collections.abc import Iterator

from channelfit.language import Text
from channelfit.profile import shape_of
from channelfit.rulebook.condition import tests_in
from channelfit.rulebook.model import CONTACTS, Question, QuestionType, Rulebook
from channelfit.rulebook.walk import conditions, read_anyway
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material, choice
from channelfit.ruletools.checks.reading import unread_questions
from channelfit.source.problem import Severity


def find(material: Material) -> Iterator[Finding]:
    """No test names the option, and no formula reads it.

    Of options that may all be left out, one that nothing names changes nothing. Where something must be chosen, one such option
    is the natural rest ("something else"); two or more are the same to all rules, and could be one. The witness chooses it.

    Bad: two industries that no rule names. Good: one `other` beside options that rules name.
    """
    named: dict[str, set[str]] = defaultdict(set)
    for stated in conditions(material.rulebook):
        for test in tests_in(stated.condition):
            named[test.question] |= test.options
    named[CONTACTS] |= {channel.keeps_contacts for channel in material.rulebook.channels.values()}
    for question in _questions_read_by_option(material.rulebook):
        left = [option for option in shape_of(question).options if option not in named[question.id]]
        has_rest = question.type is QuestionType.CHOICE or question.least > 0
        if has_rest and len(left) < 2:
            continue
        for option in left:
            values = {"question": question.id, "option": option}
            witness = material.witness(choice(question, option))
            yield Finding(UNREAD_OPTION, f"{question.id}/{option}", question.mark, values, witness)


def _questions_read_by_option(rulebook: Rulebook) -> list[Question]:
    """Those of which nothing but a test can read an option."""
    unread = {question.id for question in unread_questions(rulebook)}
    passed_over = unread | read_anyway(rulebook) - {CONTACTS}
    return [
        question
        for id, question in rulebook.questions.items()
        if id not in passed_over and question.type is not QuestionType.YES_NO
    ]


UNREAD_OPTION = Check(
    id="unread-option",
    severity=Severity.INFO,
    wording=Text(
        de="nichts liest die Option `{option}` der Frage `{question}`",
        en="nothing reads option `{option}` of question `{question}`",
    ),
    counted=Text("Optionen, die nichts liest", "options that nothing reads"),
    find=find,
)
