"""Cells of tables as answers: each different one is read once, as `--set` reads what is typed."""

import math
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from channelfit.advice.batch.coded import Coded
from channelfit.advice.rows import Column, Indices
from channelfit.brevity import brief
from channelfit.language import Language
from channelfit.library import profile_from
from channelfit.profile import NOT_AMONG, Profile, Spoken, missing_answers, read_answer, read_profile
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Question, QuestionType, Rulebook
from channelfit.source.nodes import Scalar
from channelfit.source.problem import InvalidInput, Mark, Problem, Source, describe, problem

_SELECTING = (QuestionType.MULTI, QuestionType.RANKING)
_PARTING = re.compile("[;|]")
_NONE_OF_THEM = "-"
_MOST_KEPT = 50_000
_PLACE = Mark(Source("<cell>"), 0, 0)


@brief
class Cell(NamedTuple):
    """What a cell says: an answer (nothing: open), what is wrong with it, and what is odd."""

    answer: Answer | None = None
    wrong: str = ""
    odd: str = ""


_OPEN = Cell()
# The different values of a column, and for each row which of them it has.
Values = tuple[Sequence[object], Indices]


@brief
class Cells(NamedTuple):
    """The answers of some rows, and by row what is wrong and what is odd."""

    answered: Mapping[str, Coded]
    wrong: Mapping[int, Sequence[str]]
    odd: Mapping[int, Sequence[str]]


class CellReader:
    """Reads cells by a rulebook in a language; it keeps what it has read, so it is a class."""

    def __init__(self, rulebook: Rulebook, language: Language) -> None:
        self.rulebook = rulebook
        self.language = language
        self._known: dict[tuple[str, type, object], Cell] = {}

    def read(self, columns: Mapping[str, Values], count: int) -> Cells:
        """The answers in columns, which are by the question they answer."""
        answered: dict[str, Coded] = {}
        wrong: dict[int, list[str]] = {}
        odd: dict[int, list[str]] = {}
        for question in self.rulebook.questions.values():
            if question.id in columns:
                values, codes = columns[question.id]
                cells = [self.cell(question, value) for value in values]
                answered[question.id] = Coded(tuple(cell.answer for cell in cells), codes)
                _spread([cell.wrong for cell in cells], codes, wrong)
                _spread([cell.odd for cell in cells], codes, odd)
        self._beside(answered, odd)
        self._missing(answered, wrong, count)
        return Cells(answered, wrong, odd)

    def cell(self, question: Question, value: object) -> Cell:
        """What one cell says."""
        # True is 1 for a dictionary, but not for us.
        key = (question.id, type(value), value)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _MOST_KEPT:
                self._known.clear()
            self._known[key] = found = self._read(question, value)
        return found

    def _read(self, question: Question, value: object) -> Cell:
        if value is None or (isinstance(value, float) and math.isnan(value)):
            return _OPEN
        if isinstance(value, (int, float)) and not isinstance(value, bool) and question.type is QuestionType.NUMBER:
            problems: list[Problem] = []
            answer = read_answer(problems, question, Scalar(repr(float(value)), True, _PLACE))
            return Cell(answer, self._said(problems))
        if isinstance(value, tuple):
            items = [str(item) for item in value if item is not None]
            return self._options(question, items) or self._listed(question, value)
        text = ("true" if value else "false") if isinstance(value, bool) else str(value).strip()
        if not text:
            return _OPEN
        parted = _PARTING.split(text) if question.type in _SELECTING else [text]
        items = [] if text == _NONE_OF_THEM else parted
        return self._options(question, items) or self._typed(question, items)

    def _options(self, question: Question, items: Sequence[str]) -> Cell | None:
        """The answer that some options are, where they are written as the rulebook has them."""
        count = len(items)
        if question.type not in _SELECTING or not question.least <= count <= question.most or len(set(items)) < count:
            return None
        if not all(item in question.options for item in items):
            return None
        ranked = question.type is QuestionType.RANKING
        return Cell(tuple(items) if ranked else tuple(option for option in question.options if option in items))

    def _typed(self, question: Question, items: Sequence[str]) -> Cell:
        spoken = Spoken(self.language, self.language)
        profile, problems = read_profile(None, self.rulebook, (f"{question.id}={','.join(items)}",), spoken)
        return Cell(profile.answers.get(question.id), self._said(problems), self._said(profile.notices))

    def _listed(self, question: Question, values: tuple[object, ...]) -> Cell:
        """A list is taken as it is: what stands in it is one answer each, whatever signs are in it."""
        try:
            profile = profile_from({question.id: values}, self.rulebook)
        except InvalidInput as error:
            return Cell(None, self._said(error.problems))
        return Cell(profile.answers.get(question.id), "", self._said(profile.notices))

    def _said(self, problems: Sequence[Problem]) -> str:
        return "; ".join(describe(found, self.language) for found in problems)

    def _beside(self, answered: Mapping[str, Coded], odd: dict[int, list[str]]) -> None:
        """Say of every option that is chosen of a part but not of the whole."""
        for id, part in answered.items():
            whole = answered.get(self.rulebook.questions[id].subset_of)
            if whole is not None:
                pairs = part.codes * len(whole.answers) + whole.codes
                different, index = np.unique(pairs, return_inverse=True)
                said = []
                for pair in different.tolist():
                    mine, theirs = part.answers[pair // len(whole.answers)], whole.answers[pair % len(whole.answers)]
                    more = (
                        [one for one in mine if one not in theirs]
                        if isinstance(mine, tuple) and isinstance(theirs, tuple)
                        else []
                    )
                    subset_of = self.rulebook.questions[id].subset_of
                    said.append(self._said([problem(NOT_AMONG, _PLACE, question=id, found=one, whole=subset_of) for one in more]))
                _spread(said, index, odd)

    def _missing(self, answered: Mapping[str, Coded], wrong: dict[int, list[str]], count: int) -> None:
        """Say which required answers are missing."""
        needed = [question for question in self.rulebook.questions.values() if question.required]
        lacking = np.zeros(count, dtype=np.bool_)
        for question in needed:
            lacking |= _is_open(answered.get(question.id), count)
        for row in np.flatnonzero(lacking).tolist():
            answers = {id: coded.answers[coded.codes[row]] for id, coded in answered.items()}
            profile = Profile(answers={id: answer for id, answer in answers.items() if answer is not None})
            if row not in wrong and (missing := missing_answers(self.rulebook, profile)):
                names = ", ".join(f"`{question.id}`" for question in missing)
                wrong.setdefault(row, []).append(f"es fehlt {names}" if self.language == Language.DE else f"{names} missing")


def _is_open(coded: Coded | None, count: int) -> Column:
    if coded is None:
        return np.ones(count, dtype=np.bool_)
    return np.array([answer is None for answer in coded.answers], dtype=np.bool_)[coded.codes]


def _spread(said: Sequence[str], codes: Indices, by_row: dict[int, list[str]]) -> None:
    """Note what is said of different values for each row that has them."""
    if any(said):
        told = np.array([bool(text) for text in said], dtype=np.bool_)
        for row in np.flatnonzero(told[codes]).tolist():
            by_row.setdefault(row, []).append(said[codes[row]])
