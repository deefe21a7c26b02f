"""Draw answers: the one way in which anything is left to chance.

Only `random.Random(seed).random()` draws, with a seed of its own per question, so that the same input gives the same answers on
every machine; NumPy only holds the columns.
"""

from collections.abc import Sequence
from functools import lru_cache
from random import Random

import numpy as np
from numpy.typing import NDArray

from channelfit.advice.table import Table, Varied
from channelfit.profile import shape_of
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Question, QuestionType, Rulebook

Numbers = NDArray[np.float64]
Indices = NDArray[np.int64]

# A multiple choice without shares: each option on its own.
_EVEN = 0.5


@lru_cache(maxsize=256)
def even_numbers(seed: str, count: int, columns: int) -> Numbers:
    """Columns of even random numbers. Row by row, so that a larger sample begins with the smaller one."""
    draw = Random(seed).random
    return np.array([draw() for _ in range(count * columns)], dtype=np.float64).reshape(count, columns)


@lru_cache(maxsize=64)
def spread_numbers(seed: str, count: int) -> Numbers:
    """Random numbers of which each of `count` equal slices of 0..1 holds one, in random order (Latin hypercube sampling)."""
    even = even_numbers(seed, count, 2)
    return (even[:, 0].argsort().argsort() + even[:, 1]) / count


def drawn(question: Question, count: int, seed: str = "") -> Varied:
    """So many answers to a question, by its shares; the seed stands before the question's id."""
    options = shape_of(question).options
    name = f"{seed} {question.id}".strip()
    match question.type:
        case QuestionType.NUMBER:
            values = {float(value): share for value, share in question.shares.items()} or _about(question)
            index = _by_share(list(values.values()), even_numbers(name, count, 1)[:, 0])
            return Varied(numbers=np.array(list(values), dtype=np.float64)[index], is_drawn=True)
        case QuestionType.CHOICE | QuestionType.YES_NO:
            shares = [question.shares.get(option, 0.0) for option in options] if question.shares else [1.0] * len(options)
            index = _by_share(shares, even_numbers(name, count, 1)[:, 0])
            return Varied({option: index == place for place, option in enumerate(options)}, is_drawn=True)
        case QuestionType.MULTI:
            return Varied(_several(question, options, even_numbers(name, count, len(options))), is_drawn=True)
        case QuestionType.RANKING:
            return _ranking(question, options, even_numbers(name, count, 2 * len(options) + 1))


def _ranking(question: Question, options: Sequence[str], even: Numbers) -> Varied:
    """As many as the question allows, each number alike; the options by their shares, in any order."""
    size = len(options)
    least, most = min(question.least, size), min(question.most, size)
    wanted = (least + even[:, 2 * size] * (most - least + 1)) // 1
    shares = np.array([question.shares.get(option, _EVEN) for option in options], dtype=np.float64)
    likely = (even[:, :size] / np.maximum(shares, 1e-9)).argsort(axis=1, kind="stable").argsort(axis=1)
    chosen = likely < wanted[:, None]
    order = np.where(chosen, even[:, size : 2 * size], 2.0)
    ranks = order.argsort(axis=1, kind="stable").argsort(axis=1)
    first = np.where(chosen.any(axis=1), order.argmin(axis=1), -1)
    ranked = {option: np.where(chosen[:, index], ranks[:, index], -1) for index, option in enumerate(options)}
    return Varied({option: chosen[:, index] for index, option in enumerate(options)}, first, ranked, is_drawn=True)


def _several(question: Question, options: Sequence[str], even: Numbers) -> dict[str, NDArray[np.bool_]]:
    """Each option on its own by its share; the likeliest others, or fewer, where the question wants more or fewer."""
    shares = np.array([question.shares.get(option, _EVEN) for option in options], dtype=np.float64)
    ratios = even / np.maximum(shares, 1e-9)
    chosen = ratios < 1
    counts = chosen.sum(axis=1)
    wanted = np.clip(counts, question.least, min(question.most, len(options)))
    if (wanted != counts).any():
        ranks = ratios.argsort(axis=1, kind="stable").argsort(axis=1)
        chosen = np.where((wanted == counts)[:, None], chosen, ranks < wanted[:, None])
    return {option: chosen[:, place] for place, option in enumerate(options)}


def _about(question: Question) -> dict[float, float]:
    """Without shares: the number that is assumed, half of it and twice it, all alike; else what is allowed of 0, 10 and 100."""
    if question.assume is None:
        return {max(question.least, min(question.most, number)): 1.0 for number in (0.0, 10.0, 100.0)}
    return {max(question.least, min(question.most, question.assume * times)): 1.0 for times in (0.5, 1, 2)}


def _by_share(shares: list[float], even: Numbers) -> Indices:
    """The index of the option that each even random number falls on."""
    edges: Numbers = np.cumsum(np.array(shares, dtype=np.float64))
    if not edges[-1]:
        edges = np.cumsum(np.ones(len(shares)))
    index: Indices = np.searchsorted(edges, even * edges[-1], side="right").astype(np.int64)
    return np.minimum(index, len(shares) - 1)


def drawn_companies(rulebook: Rulebook, count: int, seed: str) -> list[dict[str, Answer]]:
    """So many complete companies: the answers of each to the questions that apply to it."""
    table = Table(rulebook, {id: drawn(question, count, seed) for id, question in rulebook.questions.items()}, count)
    rows: list[dict[str, Answer]] = [{} for _ in range(count)]
    for id, question in rulebook.questions.items():
        answer, applies = table.varied[id]
        asked = np.broadcast_to(np.asarray(applies.yes), (count,)) & ~np.asarray(table.is_nothing(question.subset_of))
        for row in np.flatnonzero(asked).tolist():
            given = _answer_at(answer, row)
            if given or question.type in (QuestionType.MULTI, QuestionType.NUMBER):
                rows[row][id] = given
    return rows


def _answer_at(answer: Varied, row: int) -> Answer:
    if answer.numbers is not None:
        return float(answer.numbers[row])
    chosen = [option for option, column in answer.options.items() if column[row]]
    return tuple(sorted(chosen, key=lambda option: answer.ranks[option][row]) if answer.ranks else chosen)
