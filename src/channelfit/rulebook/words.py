"""Say the texts of a rulebook in other words, to companies for which it has some."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from channelfit.language import Language, capital
from channelfit.rulebook.compiled import kept_with
from channelfit.rulebook.condition import Answer, Answers, Doubtful, holds, questions_in
from channelfit.rulebook.model import Rulebook

# Where a text ends stands nothing, which is in here too.
_MARKS = ".,;:?!)"


def in_other_words(text: str, rulebook: Rulebook, answers: Answers, language: Language) -> str:
    """A text of a rulebook in the words of a company."""
    return kept_with(rulebook, ("wording", language), lambda: _wording_in(rulebook, language))(answers)(text)


def _wording_in(rulebook: Rulebook, language: Language) -> Callable[[Answers], Callable[[str], str]]:
    """What says texts to a company with some answers; it is made once for all that the conditions cannot tell apart."""
    read = tuple(frozenset[str]().union(*(questions_in(words.when) for words in rulebook.words)))

    @lru_cache(maxsize=64)
    def wording(*given: Answer | Doubtful | None) -> Callable[[str], str]:
        answers = {question: answer for question, answer in zip(read, given, strict=True) if answer is not None}
        # Of several for the same word the last.
        others = [words.of(language) for words in rulebook.words if holds(words.when, answers)]
        return _wording({said: other for words in others for said, other in words.items()})

    return lambda answers: wording(*map(answers.get, read))


def _wording(instead: Mapping[str, str]) -> Callable[[str], str]:
    # Most texts hold none of the words for which there are others, with whatever first letter.
    cut = {word[1:] for word in instead}

    @lru_cache(maxsize=1024)
    def said(text: str) -> str:
        return worded(text, instead) if any(map(text.__contains__, cut)) else text

    return said


def worded(text: str, instead: Mapping[str, str]) -> str:
    """A text in which other words stand instead of some, the longest first.

    Only whole words are meant. One that begins with a small letter is meant with a capital too, and so is what stands for it.
    A comma at the end of other words is none before another mark, or where the text ends.
    """
    # A pattern of few words takes less time to make.
    said = tuple(word for word in instead if is_said(word, text))
    return pattern_of(said).sub(lambda found: _other(found, instead), text) if said else text


@lru_cache(maxsize=64)
def pattern_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """What finds these words in a text."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(rf"(?<!\w){_first_letter(word)}{re.escape(word[1:])}(?!\w)" for word in longest_first))


def is_said(word: str, text: str) -> bool:
    """Whether a text has a word as `pattern_of` finds it, without the time that it takes to make a pattern."""
    for first in {word[0], *(word[0].upper() if word[0].islower() else "")}:
        spelt, place = first + word[1:], -1
        while (place := text.find(spelt, place + 1)) >= 0:
            end = place + len(spelt)
            if not (_is_letter(text[place - 1 : place]) or _is_letter(text[end : end + 1])):
                return True
    return False


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _first_letter(word: str) -> str:
    return f"[{word[0]}{word[0].upper()}]" if word[0].islower() else re.escape(word[0])


def _other(found: re.Match[str], instead: Mapping[str, str]) -> str:
    said = found[0]
    other = instead[said] if said in instead else capital(instead[said[0].lower() + said[1:]])
    return other.removesuffix(",") if found.string[found.end() : found.end() + 1] in _MARKS else other
