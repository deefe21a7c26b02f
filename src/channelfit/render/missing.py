"""What must still be answered, for JSON and as text: each question with its options and the option that answers it."""

from channelfit.render.plain import Plain
from channelfit.render.safe import visible
from channelfit.rulebook.model import Question, QuestionType

SCHEMA = "channelfit.missing/1"


def missing_as_plain(missing: tuple[Question, ...], company: str, language: str) -> Plain:
    """What must still be answered: the questions with their options, and how to answer them."""
    return {
        "schema": SCHEMA,
        "company": company or None,
        "language": language,
        "missing": [
            {
                "question": question.id,
                "text": question.text[language],
                "type": question.type.value,
                "options": [{"option": option, "text": text[language]} for option, text in question.options.items()],
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


def render_missing(missing: tuple[Question, ...], company: str, language: str, document: int | None = None) -> str:
    """The questions, their options and the exact `--set` for each."""
    german = language == "de"
    title = "Diese Antworten fehlen noch" if german else "These answers are still missing"
    place = [f"Dokument {document}" if german else f"document {document}"] if document is not None else []
    place += [visible(company)] if company else []
    lines = [f"{title} ({', '.join(place)}):" if place else f"{title}:"]
    for question in missing:
        lines += ["", f"  {question.id}: {question.text[language]}"]
        width = max((len(option) for option in question.options), default=0)
        lines += [f"    {option:<{width}}  {text[language]}" for option, text in question.options.items()]
        lines.append(f"    {'zum Beispiel' if german else 'for example'} {set_example(question)}")
    return "\n".join(lines) + "\n"
