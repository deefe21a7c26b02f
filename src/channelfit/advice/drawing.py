"""Draw answers: the one way in which anything is left to chance.

Only `random.Random(seed).random()` draws, with a seed of its own per question, so that the same input gives the same answers on
every machine.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from random import Random

from channelfit.advice.table import Table
from channelfit.advice.varied import Varied, varied_of
from channelfit.profile import shape_of
from channelfit.rulebook.condition import Answer, Doubtful
from channelfit.rulebook.model import Question, QuestionType, Rulebook

Row = tuple[float, ...]

# A multiple choice without shares: each option on its own.
_EVEN = 0.5
# The answers that were drawn last, with the question, by which they are known.
_DRAWN: dict[tuple[int, int, str], tuple[Question, tuple[Answer, ...]]] = {}
_MOST_DRAWN = 256


@lru_cache(maxsize=256)
def even_numbers(seed: str, count: int, columns: int) -> tuple[Row, ...]:
    """Rows of even random numbers. Row by row, so that a larger sample begins with the smaller one."""
    draw = Random(seed).random
    return tuple(tuple([draw() for _ in range(columns)]) for _ in range(count))


@lru_cache(maxsize=64)
def spread_numbers(seed: str, count: int) -> Row:
    """Random numbers of which each of `count` equal slices of 0..1 holds one, in random order (Latin hypercube sampling)."""
    even = even_numbers(seed, count, 2)
    places = _ranks([row[0] for row in even])
    return tuple((place + row[1]) / count for place, row in zip(places, even, strict=True))


def _ranks(values: Sequence[float]) -> list[int]:
    """The place of each value in their order, of equal ones the first one first."""
    ranks = [0] * len(values)
    for rank, index in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        ranks[index] = rank
    return ranks


def drawn(question: Question, count: int, seed: str = "") -> Varied:
    """So many answers to a question, by its shares, in columns; the seed stands before the question's id."""
    return varied_of(question, drawn_answers(question, count, seed))._replace(is_drawn=True)


def drawn_answers(question: Question, count: int, seed: str = "") -> tuple[Answer, ...]:
    """So many answers to a question, by its shares; the seed stands before the question's id."""
    key = (id(question), count, seed)
    found = _DRAWN.get(key)
    if found is None or found[0] is not question:
        if len(_DRAWN) > _MOST_DRAWN:
            _DRAWN.clear()
        _DRAWN[key] = found = (question, tuple(_draw(question, count, seed)))
    return found[1]


def _draw(question: Question, count: int, seed: str) -> Sequence[Answer]:
    options = shape_of(question).options
    name = f"{seed} {question.id}".strip()
    match question.type:
        case QuestionType.NUMBER:
            values = {float(value): share for value, share in question.shares.items()} or _about(question)
            numbers = list(values)
            return [numbers[index] for index in _by_share(list(values.values()), even_numbers(name, count, 1))]
        case QuestionType.CHOICE | QuestionType.YES_NO:
            shares = [question.shares.get(option, 0.0) for option in options] if question.shares else [1.0] * len(options)
            answers = [(option,) for option in options]
            return [answers[index] for index in _by_share(shares, even_numbers(name, count, 1))]
        case QuestionType.MULTI:
            return [_several(question, options, even) for even in even_numbers(name, count, len(options))]
        case QuestionType.RANKING:
            return [_ranking(question, options, even) for even in even_numbers(name, count, 2 * len(options) + 1)]


def _ranking(question: Question, options: Sequence[str], even: Row) -> tuple[str, ...]:
    """As many as the question allows, each number alike; the options by their shares, in any order."""
    size = len(options)
    least, most = min(question.least, size), min(question.most, size)
    wanted = (least + even[2 * size] * (most - least + 1)) // 1
    likely = _ranks(_ratios(question, options, even[:size]))
    chosen = [index for index in range(size) if likely[index] < wanted]
    return tuple(options[index] for index in sorted(chosen, key=lambda index: even[size + index]))


def _several(question: Question, options: Sequence[str], even: Row) -> tuple[str, ...]:
    """Each option on its own by its share; the likeliest others, or fewer, where the question wants more or fewer."""
    ratios = _ratios(question, options, even)
    chosen = tuple(option for option, ratio in zip(options, ratios, strict=True) if ratio < 1)
    wanted = min(max(len(chosen), question.least), min(question.most, len(options)))
    if wanted == len(chosen):
        return chosen
    return tuple(option for option, rank in zip(options, _ranks(ratios), strict=True) if rank < wanted)


def _ratios(question: Question, options: Sequence[str], even: Row) -> list[float]:
    """How unlikely it is that each option is chosen: below 1 it is."""
    return [number / max(question.shares.get(option, _EVEN), 1e-9) for option, number in zip(options, even, strict=True)]


def _about(question: Question) -> dict[float, float]:
    """Without shares: the number that is assumed, half of it and twice it, all alike; else what is allowed of 0, 10 and 100."""
    if question.assume is None:
        return {max(question.least, min(question.most, number)): 1.0 for number in (0.0, 10.0, 100.0)}
    return {max(question.least, min(question.most, question.assume * times)): 1.0 for times in (0.5, 1, 2)}


def _by_share(shares: Sequence[float], even: Sequence[Row]) -> list[int]:
    """The index of the option that each even random number falls on."""
    edges = list(accumulate(shares))
    if not edges[-1]:
        edges = list(accumulate([1.0] * len(shares)))
    return [min(bisect_right(edges, number * edges[-1]), len(shares) - 1) for (number,) in even]


def drawn_companies(rulebook: Rulebook, count: int, seed: str) -> list[dict[str, Answer]]:
    """So many complete companies: the answers of each to the questions that apply to it."""
    answers = {id: drawn_answers(question, count, seed) for id, question in rulebook.questions.items()}
    drawn = frozenset(answers)
    start = Table(rulebook, {})
    return [_company(start.with_answers({id: given[row] for id, given in answers.items()}, drawn)) for row in range(count)]


def _company(table: Table) -> dict[str, Answer]:
    """The answers to the questions that apply."""
    found: dict[str, Answer] = {}
    for id, question in table.rulebook.questions.items():
        given = table.known[id]
        asked = table.holds(question.ask_when) and not table.is_nothing(question.subset_of)
        if asked and not isinstance(given, Doubtful) and (given or question.type in (QuestionType.MULTI, QuestionType.NUMBER)):
            found[id] = given
    return found
