"""Draw answers: the one way in which anything is left to chance.

Only `random.Random(seed).random()` draws, with a seed of its own per question, so that the same input gives the same answers on
every machine.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from random import Random

from channelfit.advice.memory import present_memory
from channelfit.advice.parted import Parts, Rows, bits_of, everyone_of, rows_in
from channelfit.advice.table import Table
from channelfit.advice.truths import bits_in, spread
from channelfit.advice.varied import Spread, spread_of
from channelfit.profile import shape_of
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Question, QuestionType, Rulebook

# A multiple choice without shares: each option on its own.
_EVEN = 0.5
# The answers that were drawn last, with the question, by which they are known.
_DRAWN: dict[tuple[int, int, str], tuple[Question, Spread]] = {}
_MOST_DRAWN = 256


@lru_cache(maxsize=256)
def even_numbers(seed: str, count: int, columns: int) -> list[list[float]]:
    """Columns of even random numbers. Row by row, so that a larger sample begins with the smaller one."""
    draw = Random(seed).random
    numbers = [draw() for _ in range(count * columns)]
    return [numbers[column::columns] for column in range(columns)]


@lru_cache(maxsize=64)
def spread_numbers(seed: str, count: int) -> list[float]:
    """Random numbers of which each of `count` equal slices of 0..1 holds one, in random order (Latin hypercube sampling)."""
    order, within = even_numbers(seed, count, 2)
    return [(place + number) / count for place, number in zip(_ranks(order), within, strict=True)]


def _ranks(values: Sequence[float]) -> list[int]:
    """The place of each value in their order, of equal ones the first one first."""
    ranks = [0] * len(values)
    for rank, index in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        ranks[index] = rank
    return ranks


def drawn(question: Question, count: int, seed: str = "") -> Spread:
    """So many answers to a question, by its shares; the seed stands before the question's id."""
    key = (id(question), count, seed)
    found = _DRAWN.get(key)
    if found is None or found[0] is not question:
        if len(_DRAWN) >= _MOST_DRAWN:
            _DRAWN.clear()
        _DRAWN[key] = found = (question, _remembered(question, count, f"{seed} {question.id}".strip()))
    return found[1]


def _remembered(question: Question, count: int, name: str) -> Spread:
    """What is drawn, or was drawn in an earlier run for a question just like this one."""
    memory = present_memory()
    if memory is None:
        return _drawn(question, count, name)
    shares = tuple(question.shares.items())
    key = (name, count, question.type.value, shape_of(question).options, shares, question.least, question.most, question.assume)
    everyone, plain = everyone_of(count), memory.known(key, 3)
    if plain is None:
        answer = _drawn(question, count, name)
        options = {option: bits_in(truth, everyone) for option, truth in answer.options.items()}
        numbers = dict(answer.numbers.of) if isinstance(answer.numbers, Parts) else None
        memory.note(key, (options, {option: dict(ranks.of) for option, ranks in answer.ranks.items()}, numbers))
        return answer
    options, ranks, numbers = plain
    return Spread(
        options={option: Rows(rows, everyone) for option, rows in options.items()},
        ranks={option: Parts(of) for option, of in ranks.items()},
        numbers=None if numbers is None else Parts(numbers),
        is_drawn=True,
        everyone=everyone,
    )


def _drawn(question: Question, count: int, name: str) -> Spread:
    options = shape_of(question).options
    match question.type:
        case QuestionType.NUMBER:
            shares = {float(value): share for value, share in question.shares.items()} or _about(question)
            rows = _by_share(list(shares.values()), even_numbers(name, count, 1)[0])
            numbers = {value: some for value, some in zip(shares, rows, strict=True) if some}
            return Spread(numbers=Parts(numbers), is_drawn=True, everyone=everyone_of(count))
        case QuestionType.CHOICE | QuestionType.YES_NO:
            likely = [question.shares.get(option, 0.0) for option in options] if question.shares else [1.0] * len(options)
            return _columns(options, _by_share(likely, even_numbers(name, count, 1)[0]), count)
        case QuestionType.MULTI:
            return _columns(options, _several(question, options, even_numbers(name, count, len(options))), count)
        case QuestionType.RANKING:
            even = even_numbers(name, count, 2 * len(options) + 1)
            answers = [_ranking(question, options, row) for row in zip(*even, strict=True)]
            return spread_of(question, answers, is_drawn=True)


def _columns(options: Sequence[str], rows: Sequence[int], count: int) -> Spread:
    everyone = everyone_of(count)
    columns = {option: Rows(some, everyone) for option, some in zip(options, rows, strict=True)}
    return Spread(columns, is_drawn=True, everyone=everyone)


def _ranking(question: Question, options: Sequence[str], even: Sequence[float]) -> tuple[str, ...]:
    """As many as the question allows, each number alike; the options by their shares, in any order."""
    size = len(options)
    least, most = min(question.least, size), min(question.most, size)
    wanted = (least + even[2 * size] * (most - least + 1)) // 1
    likely = _ranks([number / share for number, share in zip(even, _shares(question, options), strict=False)])
    chosen = [index for index in range(size) if likely[index] < wanted]
    return tuple(options[index] for index in sorted(chosen, key=lambda index: even[size + index]))


def _several(question: Question, options: Sequence[str], even: Sequence[Sequence[float]]) -> list[int]:
    """Each option on its own by its share; the likeliest others, or fewer, where the question wants more or fewer."""
    ratios = [[number / share for number in numbers] for numbers, share in zip(even, _shares(question, options), strict=True)]
    chosen = [[ratio < 1 for ratio in column] for column in ratios]
    least, most = question.least, min(question.most, len(options))
    for row, count in enumerate(map(sum, zip(*chosen, strict=True))):
        if not least <= count <= most:
            wanted = min(max(count, least), most)
            for column, rank in zip(chosen, _ranks([column[row] for column in ratios]), strict=True):
                column[row] = rank < wanted
    return [bits_of(column) for column in chosen]


def _shares(question: Question, options: Sequence[str]) -> list[float]:
    return [max(question.shares.get(option, _EVEN), 1e-9) for option in options]


def _about(question: Question) -> dict[float, float]:
    """Without shares: the number that is assumed, half of it and twice it, all alike; else what is allowed of 0, 10 and 100."""
    if question.assume is None:
        return {max(question.least, min(question.most, number)): 1.0 for number in (0.0, 10.0, 100.0)}
    return {max(question.least, min(question.most, question.assume * times)): 1.0 for times in (0.5, 1, 2)}


def _by_share(shares: list[float], even: Sequence[float]) -> list[int]:
    """For each option the bits of the rows whose even random number falls on it."""
    edges = list(accumulate(shares))
    if not edges[-1]:
        edges = list(accumulate([1.0] * len(shares)))
    last, most = len(shares) - 1, edges[-1]
    places = [min(bisect_right(edges, number * most), last) for number in even]
    return [bits_of([place == own for own in places]) for place in range(len(shares))]


def drawn_companies(rulebook: Rulebook, count: int, seed: str) -> list[dict[str, Answer]]:
    """So many complete companies: the answers of each to the questions that apply to it."""
    found: list[dict[str, Answer]] = [{} for _ in range(count)]
    for id, given in drawn_table(rulebook, count, seed).given.items():
        assert isinstance(given, Spread)
        answers = _answers(given)
        for row in rows_in(given.everyone ^ bits_in(given.is_open, given.everyone)):
            found[row][id] = answers[row]
    return found


def _answers(given: Spread) -> list[Answer]:
    """The answers in all rows."""
    count = given.everyone.bit_length()
    if isinstance(given.numbers, Parts):
        numbers: list[Answer] = [0.0] * count
        for value, rows in given.numbers.of.items():
            for row in rows_in(rows):
                numbers[row] = value
        return numbers
    ranked: list[list[tuple[float, str]]] = [[] for _ in range(count)]
    for place, (option, truth) in enumerate(given.options.items()):
        own = given.ranks[option].of.items() if given.ranks else [(place, bits_in(truth, given.everyone))]
        for rank, rows in own:
            for row in rows_in(rows) if rank >= 0 else ():
                ranked[row].append((rank, option))
    return [tuple([option for _, option in sorted(some)]) for some in ranked]


def drawn_table(rulebook: Rulebook, count: int, seed: str) -> Table:
    """The same companies, a row each."""
    table = Table(rulebook, {id: drawn(question, count, seed) for id, question in rulebook.questions.items()}, count)
    return Table(rulebook, {id: _asked(table, question) for id, question in rulebook.questions.items()}, count)


def answers_at(table: Table, row: int) -> dict[str, Answer]:
    """The answers in one row of a table that was drawn."""
    found = ((id, _answer_at(given, row)) for id, given in table.given.items() if isinstance(given, Spread))
    return {id: answer for id, answer in found if answer is not None}


def _answer_at(given: Spread, row: int) -> Answer | None:
    if bits_in(given.is_open, given.everyone) >> row & 1:
        return None
    if isinstance(given.numbers, Parts):
        return next(value for value, rows in given.numbers.of.items() if rows >> row & 1)
    options = [option for option, truth in given.options.items() if bits_in(truth, given.everyone) >> row & 1]
    if given.ranks:
        options.sort(key=lambda option: next(rank for rank, rows in given.ranks[option].of.items() if rows >> row & 1))
    return tuple(options)


def _asked(table: Table, question: Question) -> Spread:
    """What was drawn for a question, open where it does not apply, and where too little is left to choose from."""
    everyone = everyone_of(table.count)
    answer, applies = table.varied[question.id]
    assert isinstance(answer, Spread)
    asked = bits_in(applies.yes, everyone) & ~bits_in(table.is_nothing(question.subset_of), everyone)
    if question.type is not QuestionType.NUMBER:
        fewest = question.least if question.type is QuestionType.MULTI else max(question.least, 1)
        asked = _with_so_many(fewest, [bits_in(truth, everyone) & asked for truth in answer.options.values()], asked)
    options = {option: bits_in(truth, everyone) & asked for option, truth in answer.options.items()}
    opened = everyone ^ asked
    numbers = answer.numbers
    return Spread(
        options={option: Rows(rows, everyone) for option, rows in options.items()},
        ranks=_ranks_left(question, answer, options, everyone),
        numbers=spread(numbers, asked) if numbers is not None else None,
        is_open=Rows(opened, everyone) if opened else False,
        everyone=everyone,
    )


def _with_so_many(fewest: float, columns: Sequence[int], rows: int) -> int:
    """Those of some rows that are in so many columns at least."""
    found = [rows, *[0] * int(max(fewest, 0))]
    for column in columns:
        for count in range(len(found) - 1, 0, -1):
            found[count] |= found[count - 1] & column
    return found[-1]


def _ranks_left(question: Question, answer: Spread, options: Mapping[str, int], everyone: int) -> Mapping[str, Parts]:
    """The rank of each option among those that are left, from 0; -1 where it is not."""
    left = {
        option: spread(own, options[option]) | Parts({-1: everyone ^ options[option]}) for option, own in answer.ranks.items()
    }
    if question.subset_of and left:
        columns = {option: Rows(rows, everyone) for option, rows in options.items()}
        return spread_of(question, _answers(Spread(columns, left, everyone=everyone))).ranks
    return left
