"""Draw answers: the one way in which anything is left to chance.

Only `random.Random(seed).random()` draws, with a seed of its own per question, so that the same input gives the same answers on
every machine; NumPy only holds the columns.
"""

from collections.abc import Sequence
from functools import lru_cache
from random import Random

import numpy as np
from numpy.typing import NDArray

from channelfit.advice.table import Varied
from channelfit.profile import shape_of
from channelfit.rulebook.model import Question, QuestionType

Numbers = NDArray[np.float64]
Indices = NDArray[np.int64]

# A multiple choice without shares: each option on its own.
_EVEN = 0.5


@lru_cache(maxsize=256)
def even_numbers(seed: str, count: int, columns: int) -> Numbers:
    """Columns of even random numbers. Row by row, so that a larger sample begins with the smaller one."""
    draw = Random(seed).random
    return np.array([[draw() for _ in range(columns)] for _ in range(count)], dtype=np.float64)


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
            even = even_numbers(name, count, 2 * len(options))
            chosen = _several(question, options, even[:, : len(options)])
            order = np.where(np.array(list(chosen.values())).T, even[:, len(options) :], 2.0)
            first = np.where(order.min(axis=1) < 2.0, order.argmin(axis=1), -1)
            ranks = order.argsort(axis=1, kind="stable").argsort(axis=1)
            ranked = {option: np.where(chosen[option], ranks[:, place], -1) for place, option in enumerate(options)}
            return Varied(chosen, first, ranked, is_drawn=True)


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
    """Without shares: the number that is assumed, half of it and twice it, all alike; without that only the least."""
    if question.assume is None:
        return {max(question.least, min(question.most, 0.0)): 1.0}
    return {max(question.least, min(question.most, question.assume * times)): 1.0 for times in (0.5, 1, 2)}


def _by_share(shares: list[float], even: Numbers) -> Indices:
    """The index of the option that each even random number falls on."""
    edges: Numbers = np.cumsum(np.array(shares, dtype=np.float64))
    if not edges[-1]:
        edges = np.cumsum(np.ones(len(shares)))
    index: Indices = np.searchsorted(edges, even * edges[-1], side="right").astype(np.int64)
    return np.minimum(index, len(shares) - 1)
