"""Ask line by line, with numbered choices: for screen readers, simple terminals and whoever prefers it."""

import sys
from collections.abc import Callable, Iterable, Sequence

from channelfit.cli.ask.lead import Key, Reply, number_of, show
from channelfit.language import Text
from channelfit.render.phrases.voice import NO, YES, Voice
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Question, QuestionType

_HINTS = {
    QuestionType.CHOICE: Text("Nummer ({more}): ", "number ({more}): "),
    QuestionType.YES_NO: Text("Nummer ({more}): ", "number ({more}): "),
    QuestionType.MULTI: Text("Nummern mit Komma, 0: nichts davon ({more}): ", "numbers with commas, 0: none of these ({more}): "),
    QuestionType.RANKING: Text(
        "Nummern mit Komma, das Wichtigste zuerst ({more}): ", "numbers with commas, most important first ({more}): "
    ),
    QuestionType.NUMBER: Text("Zahl ({more}): ", "a number ({more}): "),
}
_KEYS = Text("<: zurück, ?: warum", "<: back, ?: why")
_KEYS_AND_EMPTY = Text("leer: weiß ich nicht, <: zurück, ?: warum", "empty: I don't know, <: back, ?: why")
_PRESENT = Text("bisher: {text}", "so far: {text}")
_WRONG = Text("Das passt nicht: {text}", "That does not fit: {text}")
_CHOICE = Text("Nummer (leer: 1, <: zurück): ", "number (empty: 1, <: back): ")


class Lines:
    """Questions with numbered choices, in one voice."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.in_colour = False

    def ask(self, question: Question, given: Answer | None, offered: Sequence[str], explain: Callable[[], str]) -> Reply:
        """The answer to one question; a question mark explains and asks again."""
        labels = self._labels(question, offered)
        show(self.voice.say(question.text))
        self._number(labels.values())
        if isinstance(given, tuple):
            show(self.voice.say(_PRESENT, text=", ".join(labels[option] for option in given if option in labels)))
        while True:
            typed = self._read(self._hint(question)).strip()
            if typed == "?":
                show(explain())
            elif typed == "<":
                return Key.BACK
            elif not typed and not question.required:
                return Key.UNKNOWN
            else:
                answer = self._answer(question, list(labels), typed)
                if answer is not None:
                    return answer
                show(self.voice.say(_WRONG, text=typed))

    def choose(self, text: str, choices: Sequence[str]) -> int | Key:
        """The index of one of the choices."""
        show(text)
        self._number(choices)
        while True:
            typed = self._read(self.voice.say(_CHOICE)).strip()
            if typed == "<":
                return Key.BACK
            if not typed:
                return 0
            if _is_one_of(typed, choices):
                return int(typed) - 1
            show(self.voice.say(_WRONG, text=typed))

    def _number(self, texts: Iterable[str]) -> None:
        for number, text in enumerate(texts, 1):
            show(f"  {number}  {text}")

    def _labels(self, question: Question, offered: Sequence[str]) -> dict[str, str]:
        if question.type is QuestionType.YES_NO:
            return {"yes": self.voice.say(YES), "no": self.voice.say(NO)}
        return {option: self.voice.say(question.options[option]) for option in question.options if option in offered}

    def _hint(self, question: Question) -> str:
        keys = self.voice.say(_KEYS if question.required else _KEYS_AND_EMPTY)
        return self.voice.say(_HINTS[question.type], more=keys)

    def _answer(self, question: Question, options: list[str], typed: str) -> Answer | None:
        if question.type is QuestionType.NUMBER:
            return number_of(typed, question)
        if question.type is QuestionType.MULTI and typed == "0":
            return ()
        parts = [part.strip() for part in typed.split(",") if part.strip()]
        if not parts or not all(_is_one_of(part, options) for part in parts):
            return None
        chosen = list(dict.fromkeys(options[int(part) - 1] for part in parts))
        if question.type is QuestionType.MULTI:
            return tuple(option for option in options if option in chosen)
        if question.type is QuestionType.RANKING:
            return tuple(chosen) if question.least <= len(chosen) <= question.most else None
        return (chosen[0],) if len(chosen) == 1 else None

    def _read(self, hint: str) -> str:
        sys.stderr.write(hint)
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line


def _is_one_of(typed: str, choices: Sequence[str]) -> bool:
    """Whether it is the number of a choice."""
    return typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(choices)
