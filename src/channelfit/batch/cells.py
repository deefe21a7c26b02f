"""Cells of tables as answers: each different one is read once, as `--set` reads what is typed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from channelfit.advice.batch.coded import Chosen, Coded, answers_of
from channelfit.advice.rows import Column, Indices
from channelfit.language import Language, Text, language_meant
from channelfit.library import profile_from
from channelfit.profile import LANGUAGES, NOT_AMONG, Profile, Spoken, missing_answers, read_answer, read_profile
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Question, QuestionType, Rulebook
from channelfit.rulebook.names import UNKNOWN_OPTION
from channelfit.source.nodes import Scalar
from channelfit.source.problem import InvalidInput, Mark, Problem, Source, describe, problem
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

_SELECTING = (QuestionType.MULTI, QuestionType.RANKING)
_PARTING = re.compile("[;|]")
_NONE_OF_THEM = "-"
_MOST_KEPT = 50_000
_MISSING = Text("es fehlt {names}", "{names} missing")
_PLACE = Mark(Source("<cell>"), 0, 0)


class Cell(NamedTuple):
    """What a cell says: an answer (nothing: open), what is wrong with it, what is odd, and what is said of options that no
    question has."""

    answer: Answer | None = None
    wrong: str = ""
    odd: str = ""
    unknown: tuple[str, ...] = ()


_OPEN = Cell()
# Parts the items of a list while it is a text; nobody types it.
ITEM = "\x1f"
# Options of a question that bits have room for, with one more for what is none.
_MOST_BITS = 62


class Values(NamedTuple):
    """The different values of a column, and for each row which of them it has; lists may be texts whose items are parted by
    `ITEM`."""

    different: pa.Array | Sequence[object]
    codes: Indices
    is_list: bool = False


def _has_texts(values: Values) -> bool:
    """Whether values may be numbers as people write them."""
    if isinstance(values.different, pa.Array):
        return not pa.types.is_primitive(values.different.type)
    return any(isinstance(value, str) for value in values.different)


def _plain(values: Values, indices: Indices) -> list[object]:
    """Some of the different values, as they are in Python."""
    if not isinstance(values.different, pa.Array):
        return [values.different[index] for index in indices.tolist()]
    found = values.different.take(pa.array(indices)).to_pylist()
    return [None if one is None else tuple(one.split(ITEM)) if one else () for one in found] if values.is_list else found


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
        self._known: dict[tuple[str, type, object, Language], Cell] = {}

    def read(self, columns: Mapping[str, Values], count: int, spoken: Values | None = None) -> Cells:
        """The answers in columns, which are by the question they answer; numbers are read in the languages of the rows."""
        languages = self._languages(spoken)
        answered: dict[str, Coded] = {}
        wrong: dict[int, list[str]] = {}
        odd: dict[int, list[str]] = {}
        for question in self.rulebook.questions.values():
            if question.id in columns:
                values = columns[question.id]
                if languages is not None and question.type is QuestionType.NUMBER and _has_texts(values):
                    answers, cells = self._in_each_language(question, values)
                    codes = languages * len(values.different) + values.codes
                else:
                    (answers, cells), codes = self._answers(question, values, self.language), values.codes
                # NumPy takes by whole numbers of one size, and would make them of others each time.
                answered[question.id] = Coded(answers, codes.astype(np.int64, copy=False))
                _spread({index: cell.wrong for index, cell in cells.items() if cell.wrong}, answered[question.id], wrong)
                _spread({index: cell.odd for index, cell in cells.items() if cell.odd}, answered[question.id], odd)
        self._beside(answered, odd)
        self._missing(answered, wrong, count)
        return Cells(answered, wrong, odd)

    def _languages(self, spoken: Values | None) -> Indices | None:
        """Which of all languages each row is in; nothing where all are in that of the run, as are those that name none."""
        if spoken is None:
            return None
        own = LANGUAGES.index(self.language)
        meant = [language_meant(str(value)) for value in _plain(spoken, np.arange(len(spoken.different)))]
        of_rows = np.array([own if one is None else LANGUAGES.index(one) for one in meant])[spoken.codes]
        return None if (of_rows == own).all() else of_rows

    def _in_each_language(self, question: Question, values: Values) -> tuple[Sequence[Answer | None], Mapping[int, Cell]]:
        """The answers that different values are in one language after the other, and what is said of them."""
        answers: list[Answer | None] = []
        cells: dict[int, Cell] = {}
        for language in LANGUAGES:
            found, said = self._answers(question, values, language)
            cells |= {len(answers) + index: cell for index, cell in said.items()}
            answers += found
        return answers, cells

    def _answers(
        self, question: Question, values: Values, language: Language
    ) -> tuple[Sequence[Answer | None], Mapping[int, Cell]]:
        """The answers that different values are, and what those say that were read one by one."""
        bits, is_plain = _bits_of(question, values)
        left = np.flatnonzero(~is_plain)
        plain = zip(left.tolist(), _plain(values, left), strict=True)
        cells = {index: self.cell(question, value, language) for index, value in plain}
        if bits is None:
            return tuple(cell.answer for cell in cells.values()), cells
        is_open = np.zeros(len(bits), dtype=np.bool_)
        for index, cell in cells.items():
            is_open[index] = cell.answer is None
            bits[index] = _bit_sum(question.options, cell.answer)
        return Chosen((*question.options,), bits, is_open), cells

    def unknown(self, question: Question, values: Values) -> Mapping[int, tuple[str, ...]]:
        """What is said of options that a question does not have, for each different value that names some."""
        _, cells = self._answers(question, values, self.language)
        return {index: cell.unknown for index, cell in cells.items() if cell.unknown}

    def cell(self, question: Question, value: object, language: Language) -> Cell:
        """What one cell says that is written in a language."""
        # True is 1 for a dictionary, but not for us.
        key = (question.id, type(value), value, language)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _MOST_KEPT:
                self._known.clear()
            self._known[key] = found = self._read(question, value, language)
        return found

    def _read(self, question: Question, value: object, language: Language) -> Cell:
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
        return self._options(question, items) or self._typed(question, items, language)

    def _options(self, question: Question, items: Sequence[str]) -> Cell | None:
        """The answer that some options are, where they are written as the rulebook has them."""
        count = len(items)
        if question.type not in _SELECTING or not question.least <= count <= question.most or len(set(items)) < count:
            return None
        if not all(item in question.options for item in items):
            return None
        ranked = question.type is QuestionType.RANKING
        return Cell(tuple(items) if ranked else tuple(option for option in question.options if option in items))

    def _typed(self, question: Question, items: Sequence[str], language: Language) -> Cell:
        spoken = Spoken(language, language)
        profile, problems = read_profile(None, self.rulebook, (f"{question.id}={','.join(items)}",), spoken)
        return Cell(profile.answers.get(question.id), self._said(problems), self._said(profile.notices), self._unknown(problems))

    def _listed(self, question: Question, values: tuple[object, ...]) -> Cell:
        """A list is taken as it is: what stands in it is one answer each, whatever signs are in it."""
        try:
            profile = profile_from({question.id: values}, self.rulebook)
        except InvalidInput as error:
            return Cell(None, self._said(error.problems), "", self._unknown(error.problems))
        return Cell(profile.answers.get(question.id), "", self._said(profile.notices))

    def _unknown(self, problems: Sequence[Problem]) -> tuple[str, ...]:
        return tuple(describe(found, self.language) for found in problems if found.mistake == UNKNOWN_OPTION)

    def _said(self, problems: Sequence[Problem]) -> str:
        return "; ".join(describe(found, self.language) for found in problems)

    def _beside(self, answered: Mapping[str, Coded], odd: dict[int, list[str]]) -> None:
        """Say of every option that is chosen of a part but not of the whole."""
        for id, part in answered.items():
            subset_of = self.rulebook.questions[id].subset_of
            whole = answered.get(subset_of)
            if whole is not None:
                options = (*self.rulebook.questions[id].options,)
                more = _chosen(part, options, 0)[part.codes] & ~_chosen(whole, options, -1)[whole.codes]
                for row in np.flatnonzero(more).tolist():
                    found = [option for at, option in enumerate(options) if int(more[row]) >> at & 1]
                    odd.setdefault(row, []).append(
                        self._said([problem(NOT_AMONG, _PLACE, question=id, found=one, whole=subset_of) for one in found])
                    )

    def _missing(self, answered: Mapping[str, Coded], wrong: dict[int, list[str]], count: int) -> None:
        """Say which required answers are missing."""
        needed = [question for question in self.rulebook.questions.values() if question.required]
        lacking = np.zeros(count, dtype=np.bool_)
        for question in needed:
            lacking |= _is_open(answered.get(question.id), count)
        for row in np.flatnonzero(lacking).tolist():
            profile = Profile(answers=answers_of(answered, row))
            if row not in wrong and (missing := missing_answers(self.rulebook, profile)):
                names = ", ".join(f"`{question.id}`" for question in missing)
                wrong.setdefault(row, []).append(_MISSING.filled(self.language, names=names))


def _is_open(coded: Coded | None, count: int) -> Column:
    if coded is None:
        return np.ones(count, dtype=np.bool_)
    if isinstance(coded.answers, Chosen):
        return coded.answers.is_open[coded.codes]
    return np.array([answer is None for answer in coded.answers], dtype=np.bool_)[coded.codes]


def _spread(said: Mapping[int, str], coded: Coded, by_row: dict[int, list[str]]) -> None:
    """Note what is said of different values for each row that has them."""
    if said:
        told = np.zeros(len(coded.answers), dtype=np.bool_)
        told[[*said]] = True
        for row in np.flatnonzero(told[coded.codes]).tolist():
            by_row.setdefault(row, []).append(said[int(coded.codes[row])])


def _bits_of(question: Question, values: Values) -> tuple[NDArray[np.uint64] | None, Column]:
    """The options that different texts name, a bit each, and for which of them that is all that can be said: those that are
    written as the rulebook has them. No bits for what is no choice of several."""
    different, options = values.different, pa.array([*question.options], pa.string())
    is_plain = np.zeros(len(different), dtype=np.bool_)
    if question.type is not QuestionType.MULTI or len(options) > _MOST_BITS or not isinstance(different, pa.Array):
        return None, is_plain
    bits = np.zeros(len(different), dtype=np.uint64)
    if not pa.types.is_string(different.type):
        return bits, is_plain
    if not values.is_list:
        different = pc.replace_substring(different, "|", ";")
    parts = pc.split_pattern(different, ITEM if values.is_list else ";")
    # What is no option is the one after the last.
    named = np.uint64(1) << pc.fill_null(pc.index_in(parts.values, options), len(options)).to_numpy().astype(np.uint64)
    counts = np.diff(parts.offsets.to_numpy())
    some = np.flatnonzero(counts)
    if len(some):
        starts = parts.offsets.to_numpy()[some]
        bits[some] = np.bitwise_or.reduceat(named, starts)
        # Of those that are named twice the sum is another one.
        is_plain[some] = (np.add.reduceat(named, starts) == bits[some]) & (bits[some] < np.uint64(1) << np.uint64(len(options)))
        is_plain &= (question.least <= counts) & (counts <= question.most)
    return bits, is_plain


def _bit_sum(options: Iterable[str], answer: Answer | None) -> int:
    """The options of an answer, a bit each."""
    return sum(1 << at for at, option in enumerate(options) if isinstance(answer, tuple) and option in answer)


def _chosen(coded: Coded, options: tuple[str, ...], opened: int) -> NDArray[Any]:
    """The options that different answers name, a bit each; what is open has others."""
    answers = coded.answers
    if isinstance(answers, Chosen) and answers.options == options:
        return np.where(answers.is_open, np.int64(opened), answers.bits.astype(np.int64))
    bits = [_bit_sum(options, answer) if isinstance(answer, tuple) else opened for answer in answers]
    return np.array(bits, dtype=np.int64 if len(options) <= _MOST_BITS else object)
