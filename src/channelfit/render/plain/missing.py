"""What must still be answered, as plain data for JSON."""

from channelfit.language import Language
from channelfit.render.plain.advice import Plain
from channelfit.rulebook.model import Question, QuestionType

SCHEMA = "channelfit.missing/1"


def missing_as_plain(missing: tuple[Question, ...], company: str, language: Language) -> Plain:
    """What must still be answered: the questions with their options, and how to answer them."""
    return {
        "schema": SCHEMA,
        "company": company or None,
        "language": language,
        "missing": [
            {
                "question": question.id,
                "text": question.text.of(language),
                "type": question.type.value,
                "options": [{"option": option, "text": text.of(language)} for option, text in question.options.items()],
                "set": set_example(question),
            }
            for question in missing
        ],
    }


def set_example(question: Question) -> str:
    """The exact option of the command line that answers a question, by the example of its first answers."""
    options = list(question.options) or ["yes"]
    several = question.type in (QuestionType.MULTI, QuestionType.RANKING)
    example = ",".join(options[:2]) if several else "5" if question.type is QuestionType.NUMBER else options[0]
    return f"--set {question.id}={example}"
