"""The first reason of many companies in words: each different sentence is made once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
import pyarrow as pa

from channelfit.advice.batch.coded import Coded, alike, answers_of
from channelfit.advice.batch.telling import groups_in
from channelfit.advice.fit import Reason
from channelfit.advice.rows import Indices
from channelfit.advice.truths import Kleene, all_of, turned
from channelfit.language import Language, euros_in
from channelfit.profile import Profile
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.condition import All, Answer, AnyOf, Condition, Not, Test, Truth, evaluate
from channelfit.rulebook.model import COUNTRIES, Rulebook
from channelfit.rulebook.words import worded
from channelfit.typed import NamedTuple

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_MOST_KEPT = 50_000
# What is asked of nobody is open for all.
_OPEN = Coded((None,), np.zeros(1, dtype=np.int64))


class _Told(NamedTuple):
    """On what the words of a reason hang: other words for what it says, a bit each, and the questions whose answers it names."""

    words: int
    named: tuple[str, ...]


class Reasons:
    """Says reasons in a language; it keeps what it has said, so it is a class."""

    def __init__(self, rulebook: Rulebook, language: Language) -> None:
        self.rulebook = rulebook
        self.language = language
        self._said: dict[tuple[object, ...], str] = {}
        self._tested: dict[int, dict[Answer | None, Truth]] = {}

    @cached_property
    def _told(self) -> list[_Told]:
        return [self._told_of(rule.why.of(self.language)) for rule in self.rulebook.rules]

    def _told_of(self, said: str) -> _Told:
        other = [worded(said, words.of(self.language)) for words in self.rulebook.words]
        places = [place for text in (said, *other) for place in _PLACEHOLDER.findall(text)]
        money = [COUNTRIES] if any(euros_in(place) is not None for place in places) else []
        return _Told(sum((text != said) << bit for bit, text in enumerate(other)), (*dict.fromkeys([*places, *money]),))

    def say(self, rules: Indices, groups: Indices, answered: Mapping[str, Coded]) -> pa.Array:
        """The reason of each row, by the number of its rule (-1: none) and the groups for which that holds."""
        told = self._told
        named = [[question for question in each.named if question in answered] for each in told]
        relevant = np.array([*(each.words for each in told), 0], dtype=np.int64)[rules]
        is_same = np.array([*(not each for each in named), True], dtype=np.bool_)[rules]
        # A row is like another by its rule, by the words for it, and by the answers that it names.
        words = self._words(answered, len(rules)) & relevant
        told_in = [
            np.where(np.array([question in each for each in (*named, ())])[rules], answered[question].codes + 1, 0)
            for question in dict.fromkeys(question for each in named for question in each)
        ]
        first, index = alike([rules, words, np.where(is_same, 0, groups), *told_in], len(rules))
        texts = [self._text(int(rules[row]), int(words[row]), int(groups[row]), answered, row) for row in first.tolist()]
        return pa.DictionaryArray.from_arrays(pa.array(index.astype(np.int32)), pa.array(texts, pa.string()))

    def _words(self, answered: Mapping[str, Coded], count: int) -> Indices:
        """Which other words are said to each row, a bit each."""
        found = np.zeros(count, dtype=np.int64)
        for bit, words in enumerate(self.rulebook.words):
            found |= np.asarray(self._truth(words.when, answered).yes, dtype=np.int64) << bit
        return found

    def _truth(self, condition: Condition, answered: Mapping[str, Coded]) -> Kleene:
        """Whether a condition holds for what each row answers."""
        match condition:
            case Test():
                coded = answered.get(condition.question, _OPEN)
                truths = self._truths(condition, coded.answers)
                certain, possible = [truth is Truth.YES for truth in truths], [truth is not Truth.NO for truth in truths]
                return Kleene(np.array(certain, dtype=np.bool_)[coded.codes], np.array(possible, dtype=np.bool_)[coded.codes])
            case Not(part):
                return turned(self._truth(part, answered))
            case All(parts):
                return all_of([self._truth(part, answered) for part in parts])
            case AnyOf(parts):
                return turned(all_of([turned(self._truth(part, answered)) for part in parts]))

    def _truths(self, test: Test, answers: Sequence[Answer | None]) -> list[Truth]:
        """Whether a test passes each answer."""
        known = self._tested.setdefault(id(test), {})
        if len(known) > _MOST_KEPT:
            known.clear()
        for one in answers:
            if one not in known:
                known[one] = evaluate(test, {} if one is None else {test.question: one}).truth
        return [known[one] for one in answers]

    def _text(self, number: int, words: int, groups: int, answered: Mapping[str, Coded], row: int) -> str | None:
        if number < 0:
            return None
        named = {question: answered[question] for question in self._told[number].named if question in answered}
        answers = answers_of(named, row)
        key = (number, words, groups if named else 0, *answers.items())
        found = self._said.get(key)
        if found is None:
            if len(self._said) > _MOST_KEPT:
                self._said.clear()
            self._said[key] = found = self._reason(number, groups, answered, row)
        return found

    def _reason(self, number: int, groups: int, answered: Mapping[str, Coded], row: int) -> str:
        rulebook = self.rulebook
        held = [group for bit, group in enumerate(groups_in(rulebook)) if groups >> bit & 1]
        segments = {
            goal.id: options
            for goal in rulebook.goals.values()
            if (options := tuple(option for question, option in held if question == goal.split_by))
        }
        profile = Profile(answers=answers_of(answered, row))
        return Voice(self.language, rulebook, profile).why(Reason(rulebook.rules[number], {}, segments))
