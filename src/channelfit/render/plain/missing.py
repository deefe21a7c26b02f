"""What must still be answered, as plain data for JSON."""

from typing import Annotated, Literal, TypedDict

from channelfit.language import Text
from channelfit.render.phrases.voice import Voice
from channelfit.render.plain.shared_shape import LanguageCode, QuestionId
from channelfit.rulebook.model import Question, QuestionType


class PlainOption(TypedDict):
    """An option of a question."""

    option: Annotated[str, Text("Die Antwort, wie ein Profil sie hat.", "The answer as a profile has it.")]
    text: Annotated[str, Text("Die Antwort in Worten.", "The answer in words.")]


class PlainQuestion(TypedDict):
    """A question that must be answered."""

    question: Annotated[QuestionId, Text("Die Kennung der Frage.", "The id of the question.")]
    text: Annotated[str, Text("Die Frage.", "The question.")]
    type: Annotated[str, QuestionType, Text("Wie sie beantwortet wird.", "How it is answered.")]
    options: Annotated[list[PlainOption], Text("Die Antworten, die es gibt.", "The answers there are.")]
    set: Annotated[str, Text("Ein Beispiel, wie `--set` sie beantwortet.", "An example of answering it with `--set`.")]


class PlainMissing(TypedDict):
    """What commands print instead of a result while a required answer is missing."""

    schema: Annotated[Literal["channelfit.missing/1"], Text("Die Fassung des Ergebnisses.", "The version of the result.")]
    file: Annotated[str | None, Text("Die Datei mit dem Profil.", "The file with the profile.")]
    document: Annotated[
        int | None, Text("Das wievielte von mehreren darin es ist, von 1 an.", "Which of several in it this is, from 1.")
    ]
    company: Annotated[str | None, Text("Der Name des Unternehmens.", "The name of the company.")]
    language: Annotated[LanguageCode, Text("Die Sprache der Texte.", "The language of the texts.")]
    missing: Annotated[
        list[PlainQuestion], Text("Die Fragen, die noch zu beantworten sind.", "The questions still to be answered.")
    ]


def missing_as_plain(missing: tuple[Question, ...], voice: Voice) -> PlainMissing:
    """What must still be answered: the questions with their options, and how to answer them."""
    return {
        "schema": "channelfit.missing/1",
        "file": voice.profile.file or None,
        "document": voice.profile.number,
        "company": voice.profile.company or None,
        "language": voice.language,
        "missing": [
            {
                "question": question.id,
                "text": voice.say(question.text),
                "type": question.type.value,
                "options": [{"option": option, "text": voice.say(text)} for option, text in question.options.items()],
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
