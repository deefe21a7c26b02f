"""One box: the answers still possible for a question, how a test splits them, and one of them."""

from __future__ import annotations

import math

from channelfit.profile import shape_of
from channelfit.rulebook.condition import Answer, Operator, Test
from channelfit.rulebook.model import Question, QuestionType
from channelfit.typed import NamedTuple, assert_never


class OneOf(NamedTuple):
    """A choice or a yes/no question: exactly one of these options."""

    options: frozenset[str]


class Several(NamedTuple):
    """A multiple choice or a ranking: what is chosen and what is not, and who may stand first, if anything is chosen.

    `free` may be chosen or not; `least` and `most` bound how many are chosen.
    """

    chosen: frozenset[str]
    free: frozenset[str]
    firsts: frozenset[str]
    least: float
    most: float


class Range(NamedTuple):
    """A number between two others; `over` and `under` say that the bound itself does not belong to it."""

    low: float
    high: float
    over: bool = False
    under: bool = False


Box = OneOf | Several | Range
Halves = tuple[list[Box], list[Box]]


def whole(question: Question) -> Box | None:
    """All answers to a question; nothing if it cannot be answered at all."""
    options = frozenset(shape_of(question).options)
    match question.type:
        case QuestionType.NUMBER:
            box: Box = Range(question.least, question.most)
        case QuestionType.CHOICE | QuestionType.YES_NO:
            box = OneOf(options)
        case QuestionType.MULTI | QuestionType.RANKING:
            box = Several(frozenset(), options, options, question.least, question.most)
        case _:
            assert_never(question.type)
    return box if _has_answer(box) else None


def verdict(box: Box, test: Test) -> bool | None:
    """Whether a test holds for all answers of the box, or for none; else it has to be split."""
    match box:
        case OneOf():
            holds = True if box.options <= test.options else False if box.options.isdisjoint(test.options) else None
            return _turned(test, holds)
        case Several():
            return _turned(test, _several_verdict(box, test))
        case Range():
            yes, no = _cut(box, test)
            return None if yes and no else bool(yes)
        case _:
            assert_never(box)


def split(box: Box, test: Test) -> Halves:
    """The boxes in which a test holds, and those in which it does not; together they are the box, and none is empty."""
    match box:
        case OneOf():
            halves: Halves = ([OneOf(box.options & test.options)], [OneOf(box.options - test.options)])
        case Several():
            halves = _several_split(box, test)
        case Range():
            return _cut(box, test)
        case _:
            assert_never(box)
    yes, no = halves if test.operator is not Operator.NONE_OF else (halves[1], halves[0])
    return [part for part in yes if _has_answer(part)], [part for part in no if _has_answer(part)]


def answer_in(box: Box, question: Question) -> Answer:
    """One answer of the box, the shortest and first in the order of the options."""
    match box:
        case OneOf():
            return (next(option for option in shape_of(question).options if option in box.options),)
        case Several():
            return _selection(box, question)
        case Range():
            number = _number_in(box)
            assert number is not None  # Empty boxes were left out.
            return number
        case _:
            assert_never(box)


def _turned(test: Test, holds: bool | None) -> bool | None:
    return not holds if test.operator is Operator.NONE_OF and holds is not None else holds


def _several_verdict(box: Several, test: Test) -> bool | None:
    match test.operator:
        case Operator.ALL_OF:
            if test.options <= box.chosen:
                return True
            return None if test.options <= box.chosen | box.free else False
        case Operator.FIRST:
            firsts = box.firsts & (box.chosen | box.free)
            if firsts.isdisjoint(test.options):
                return False
            return True if firsts <= test.options and (box.chosen or box.least > 0) else None
        case _:
            if not test.options.isdisjoint(box.chosen):
                return True
            return False if test.options.isdisjoint(box.free) else None


def _several_split(box: Several, test: Test) -> Halves:
    """Boxes that do not overlap: for "one of these" the first that is chosen, for "all of these" the first that is not."""
    undecided = sorted(test.options & box.free)
    if test.operator is Operator.FIRST:
        leading = [
            box._replace(chosen=box.chosen | {option}, free=box.free - {option}, firsts=frozenset((option,)))
            for option in sorted(test.options & box.firsts & (box.chosen | box.free))
        ]
        return [*leading], [box._replace(firsts=box.firsts - test.options)]
    one_by_one: list[Box] = []
    if test.operator is Operator.ALL_OF:
        for index, option in enumerate(undecided):
            before = frozenset(undecided[:index])
            one_by_one.append(box._replace(chosen=box.chosen | before, free=box.free - before - {option}))
        return [box._replace(chosen=box.chosen | test.options, free=box.free - test.options)], one_by_one
    for index, option in enumerate(undecided):
        before = frozenset(undecided[:index])
        one_by_one.append(box._replace(chosen=box.chosen | {option}, free=box.free - before - {option}))
    return one_by_one, [box._replace(free=box.free - test.options)]


def _cut(box: Range, test: Test) -> Halves:
    """The part below the number of a test and the part above it; the number itself belongs to one of them."""
    belongs_below = test.operator in (Operator.ABOVE, Operator.AT_MOST)
    low, over = max((box.low, box.over), (test.number, belongs_below))
    high, at_high = min((box.high, not box.under), (test.number, belongs_below))
    below: list[Box] = [part for part in (box._replace(high=high, under=not at_high),) if _has_answer(part)]
    above: list[Box] = [part for part in (box._replace(low=low, over=over),) if _has_answer(part)]
    return (above, below) if test.operator in (Operator.AT_LEAST, Operator.ABOVE) else (below, above)


def _has_answer(box: Box) -> bool:
    match box:
        case OneOf():
            return bool(box.options)
        case Several():
            able = box.chosen | box.free
            if not max(len(box.chosen), box.least) <= min(len(able), box.most):
                return False
            if not box.chosen and box.least <= 0:
                return True
            leading = box.firsts & able
            return bool(leading & box.chosen) or (bool(leading) and len(box.chosen) + 1 <= box.most)
        case Range():
            return _number_in(box) is not None
        case _:
            assert_never(box)


def _selection(box: Several, question: Question) -> tuple[str, ...]:
    options = shape_of(question).options
    if not box.chosen and box.least <= 0:
        return ()
    leading = box.firsts & box.chosen or box.firsts & box.free
    first = next(option for option in options if option in leading)
    chosen = box.chosen | {first}
    for option in options:
        if len(chosen) < box.least and option in box.free:
            chosen |= {option}
    rest = tuple(option for option in options if option in chosen and option != first)
    return (first, *rest) if question.type is QuestionType.RANKING else tuple(o for o in options if o in chosen)


def _number_in(box: Range) -> float | None:
    """A number of the range: a whole one near its beginning if there is one."""
    low, high = box.low, box.high
    candidates = [0.0] if low < 0 < high else []
    if math.isfinite(low):
        candidates += [low, float(math.floor(low) + 1)]
    if math.isfinite(high):
        candidates += [high, float(math.ceil(high) - 1)]
    if math.isfinite(low) and math.isfinite(high):
        candidates.append(low + (high - low) / 2)
    if not candidates:
        candidates = [0.0]
    for number in candidates:
        if (number > low or (number == low and not box.over)) and (number < high or (number == high and not box.under)):
            return number
    return None
