"""Ask line by line, with numbered choices: for screen readers, simple terminals and whoever prefers it."""

import sys
from collections.abc import Callable, Sequence

from channelfit.cli.ask.lead import Key, Reply, number_of, show
from channelfit.language import Language
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Question, QuestionType

_WORDS = {
    "one": {"de": "Nummer ({more}): ", "en": "number ({more}): "},
    "several": {"de": "Nummern mit Komma, 0: nichts davon ({more}): ", "en": "numbers with commas, 0: none of these ({more}): "},
    "ranking": {
        "de": "Nummern mit Komma, das Wichtigste zuerst ({more}): ",
        "en": "numbers with commas, most important first ({more}): ",
    },
    "amount": {"de": "Zahl ({more}): ", "en": "a number ({more}): "},
    "unknown": {"de": "leer: weiß ich nicht, ", "en": "empty: I don't know, "},
    "keys": {"de": "<: zurück, ?: warum", "en": "<: back, ?: why"},
    "present": {"de": "bisher: {text}", "en": "so far: {text}"},
    "yes": {"de": "ja", "en": "yes"},
    "no": {"de": "nein", "en": "no"},
    "wrong": {"de": "Das passt nicht: {text}", "en": "That does not fit: {text}"},
    "choice": {"de": "Nummer (leer: 1, <: zurück): ", "en": "number (empty: 1, <: back): "},
}


class Lines:
    """Questions with numbered choices, in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.in_colour = False

    def ask(self, question: Question, given: Answer | None, offered: Sequence[str], explain: Callable[[], str]) -> Reply:
        """The answer to one question; a question mark explains and asks again."""
        labels = self._labels(question, offered)
        show(question.text.of(self.language))
        for place, text in enumerate(labels.values(), 1):
            show(f"  {place}  {text}")
        if isinstance(given, tuple):
            show(self._word("present", text=", ".join(labels[one] for one in given if one in labels)))
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
                show(self._word("wrong", text=typed))

    def choose(self, text: str, choices: Sequence[str]) -> int | Key:
        """The place of one of the choices."""
        show(text)
        for place, one in enumerate(choices, 1):
            show(f"  {place}  {one}")
        while True:
            typed = self._read(self._word("choice")).strip()
            if typed == "<":
                return Key.BACK
            if not typed:
                return 0
            if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(choices):
                return int(typed) - 1
            show(self._word("wrong", text=typed))

    def _word(self, key: str, **values: object) -> str:
        return _WORDS[key][self.language].format(**values)

    def _labels(self, question: Question, offered: Sequence[str]) -> dict[str, str]:
        if question.type is QuestionType.YES_NO:
            return {option: self._word(option) for option in ("yes", "no")}
        return {option: question.options[option].of(self.language) for option in question.options if option in offered}

    def _hint(self, question: Question) -> str:
        more = ("" if question.required else self._word("unknown")) + self._word("keys")
        key = {QuestionType.MULTI: "several", QuestionType.RANKING: "ranking", QuestionType.NUMBER: "amount"}.get(
            question.type, "one"
        )
        return self._word(key, more=more)

    def _answer(self, question: Question, options: list[str], typed: str) -> Answer | None:
        if question.type is QuestionType.NUMBER:
            return number_of(typed, question)
        if question.type is QuestionType.MULTI and typed == "0":
            return ()
        places = [part.strip() for part in typed.split(",") if part.strip()]
        if not places or not all(place.isascii() and place.isdigit() and 1 <= int(place) <= len(options) for place in places):
            return None
        chosen = list(dict.fromkeys(options[int(place) - 1] for place in places))
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
