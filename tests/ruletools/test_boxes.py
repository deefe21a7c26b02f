"""What conditions can and must hold together, against the enumeration of all profiles."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from random import Random

import pytest

from channelfit.language import Text
from channelfit.profile import Profile, known_answers, shape_of
from channelfit.rulebook.condition import ALWAYS, NOTHING, All, Answer, AnyOf, Condition, Not, Operator, Truth, evaluate, holds
from channelfit.rulebook.condition import Test as Comparison
from channelfit.rulebook.model import Question, QuestionType, Rulebook
from channelfit.rulebook.walk import asked_order
from channelfit.ruletools.checks.boxes import Boxes
from channelfit.source.problem import Mark, Source
from economy import draws

HERE = Mark(Source("test"), 0, 0)
EMPTY = Text()
LETTERS = "abcd"


def asked(
    id: str,
    kind: QuestionType,
    options: str = "",
    *,
    ask_when: Condition = ALWAYS,
    least: float = 0,
    most: float = math.inf,
    subset_of: str = "",
    required: bool = False,
) -> Question:
    """A question without texts."""
    return Question(
        id=id,
        section="",
        type=kind,
        text=EMPTY,
        label=EMPTY,
        help=EMPTY,
        options=dict.fromkeys(options, EMPTY),
        options_from="",
        required=required,
        changeable=False,
        ask_when=ask_when,
        least=least,
        most=most,
        unit=EMPTY,
        unit_of_one=EMPTY,
        assume=None,
        shares={},
        subset_of=subset_of,
        mark=HERE,
    )


def has(question: str, *options: str, operator: Operator = Operator.ANY_OF, number: float = 0.0) -> Comparison:
    """A test."""
    return Comparison(question, operator, frozenset(options), number, HERE)


def random_questions(draw: Random) -> dict[str, Question]:
    """One to three questions of all types; later ones may depend on the first."""
    found: dict[str, Question] = {}
    for id in "pqr"[: draw.randint(1, 3)]:
        kind = draw.choice(list(QuestionType))
        options = LETTERS[: draw.randint(2, 3)]
        first = next(iter(found.values()), None)
        ask_when = random_test(draw, first) if first and draw.random() < 0.4 else ALWAYS
        subset_of = first.id if first and first.type is QuestionType.MULTI and kind is not QuestionType.NUMBER else ""
        if subset_of and first:
            # With other options than its parent a question may have no answer left to give.
            options = "".join(first.options)
        least, most = 0.0, math.inf
        if kind is QuestionType.RANKING or (kind is QuestionType.MULTI and draw.random() < 0.5):
            least = draw.randint(0, 1)
            most = draw.choice([least + 1, math.inf])
        if kind is QuestionType.NUMBER:
            least, most = 0, draw.choice([2, math.inf])
        if kind is QuestionType.YES_NO:
            subset_of = ""
        found[id] = asked(
            id,
            kind,
            options if kind not in (QuestionType.NUMBER, QuestionType.YES_NO) else "",
            ask_when=ask_when,
            least=least,
            most=most,
            subset_of=subset_of if draw.random() < 0.5 else "",
            required=draw.random() < 0.3,
        )
    return found


OPERATORS = {
    QuestionType.CHOICE: (Operator.ANY_OF, Operator.NONE_OF),
    QuestionType.YES_NO: (Operator.ANY_OF, Operator.NONE_OF),
    QuestionType.MULTI: (Operator.ANY_OF, Operator.NONE_OF, Operator.ALL_OF),
    QuestionType.RANKING: (Operator.ANY_OF, Operator.NONE_OF, Operator.ALL_OF, Operator.FIRST),
    QuestionType.NUMBER: (Operator.AT_LEAST, Operator.AT_MOST, Operator.ABOVE, Operator.BELOW),
}


def random_test(draw: Random, question: Question) -> Comparison:
    """A test that suits the question."""
    operator = draw.choice(OPERATORS[question.type])
    if question.type is QuestionType.NUMBER:
        return has(question.id, operator=operator, number=draw.choice([0.0, 1.0, 2.0, 3.0]))
    options = shape_of(question).options
    return has(question.id, *draw.sample(options, draw.randint(1, len(options))), operator=operator)


def random_condition(draw: Random, questions: Mapping[str, Question], depth: int = 2) -> Condition:
    """A condition over some questions."""
    kind = draw.randint(0, 5) if depth else 0
    if kind < 3:
        return random_test(draw, draw.choice(list(questions.values())))
    if kind == 3:
        return Not(random_condition(draw, questions, depth - 1))
    parts = tuple(random_condition(draw, questions, depth - 1) for _ in range(draw.randint(1, 3)))
    return All(parts) if kind == 4 else AnyOf(parts)


def answers_to(question: Question) -> Iterator[Answer]:
    """Every answer; for a number one in each region between the numbers that tests name."""
    options = shape_of(question).options
    match question.type:
        case QuestionType.NUMBER:
            yield from (number for number in (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 9.0) if number <= question.most)
        case QuestionType.CHOICE | QuestionType.YES_NO:
            yield from ((option,) for option in options)
        case _:
            for count in range(len(options) + 1):
                if question.least <= count <= question.most:
                    for some in permutations(options, count):
                        if question.type is QuestionType.RANKING or list(some) == sorted(some):
                            yield some


def profiles(questions: Mapping[str, Question]) -> Iterator[dict[str, Answer]]:
    """What is known of every company that answered whatever applies, and chose nothing that another answer rules out."""
    order = list(asked_order(questions))

    def further(index: int, known: dict[str, Answer]) -> Iterator[dict[str, Answer]]:
        if index == len(order):
            yield known
            return
        question = order[index]
        within = known.get(question.subset_of)
        if evaluate(question.ask_when, known).truth is Truth.NO or within == NOTHING:
            yield from further(index + 1, {**known, question.id: NOTHING})
            return
        for answer in answers_to(question):
            if within is None or (isinstance(answer, tuple) and isinstance(within, tuple) and set(answer) <= set(within)):
                yield from further(index + 1, {**known, question.id: answer})

    return further(0, {})


def book(questions: Mapping[str, Question], small: Rulebook) -> Rulebook:
    """A rulebook that asks these questions."""
    return small._replace(questions=questions)


@pytest.mark.unmeasured
@pytest.mark.drawn
@pytest.mark.parametrize("block", range(draws(4, 10)))
def test_what_can_hold_and_what_follows_agree_with_trying_all_profiles(block: int, small: Rulebook) -> None:
    """Thousands of pairs of conditions over all types of questions, bounds, subsets and questions that may not apply."""
    impossible = followed = 0
    for number in range(block * 300, block * 300 + 300):
        draw = Random(f"boxes {number}")
        questions = random_questions(draw)
        condition, other = random_condition(draw, questions), random_condition(draw, questions)
        boxes, everyone = Boxes(questions), list(profiles(questions))
        found = boxes.satisfy(condition)
        assert found.decided
        assert found.is_impossible == (not any(holds(condition, known) for known in everyone)), (questions, condition)
        if found.answers is not None:
            known = known_answers(book(questions, small), Profile(answers=found.answers))
            assert holds(condition, known), (questions, condition, found.answers)
        expected = all(holds(other, known) for known in everyone if holds(condition, known))
        assert boxes.implies(condition, other) == expected, (questions, condition, other)
        impossible, followed = impossible + found.is_impossible, followed + expected
    assert impossible > 5
    assert followed > 30


def check_all(conditions: Sequence[Condition], questions: Sequence[Question]) -> Mapping[str, Answer] | None:
    """The witness for some conditions."""
    return Boxes({question.id: question for question in questions}).satisfy(*conditions).answers


HOURS = asked("hours", QuestionType.NUMBER, least=0, most=200)
GOALS = asked("goals", QuestionType.RANKING, "abcd", least=1, most=2, required=True)
HIRES = asked("hires", QuestionType.MULTI, "xyz", ask_when=has("goals", "a"))


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ([has("hours", operator=Operator.ABOVE, number=3), has("hours", operator=Operator.BELOW, number=4)], 3.5),
        ([has("hours", operator=Operator.AT_LEAST, number=3), has("hours", operator=Operator.AT_MOST, number=3)], 3),
        ([has("hours", operator=Operator.ABOVE, number=3), has("hours", operator=Operator.AT_MOST, number=3)], None),
        ([has("hours", operator=Operator.ABOVE, number=200)], None),
        ([has("hours", operator=Operator.BELOW, number=0)], None),
        ([has("hours", operator=Operator.ABOVE, number=1.5)], 2),
    ],
)
def test_numbers_are_cut_exactly_where_tests_cut_them(conditions: list[Condition], expected: float | None) -> None:
    """Bounds that belong and bounds that do not; a whole number where there is one."""
    found = check_all(conditions, [HOURS])
    assert (found["hours"] if found else None) == expected


def test_numbers_without_bounds_have_answers_too() -> None:
    """Zero if it will do, else a whole number beside the cut."""
    budget = asked("budget", QuestionType.NUMBER, least=-math.inf)
    assert check_all([has("budget", operator=Operator.BELOW, number=5)], [budget]) == {"budget": 0}
    assert check_all([has("budget", operator=Operator.BELOW, number=-5)], [budget]) == {"budget": -6}
    assert check_all([has("budget", operator=Operator.ABOVE, number=0.5)], [budget]) == {"budget": 1}
    assert check_all([AnyOf((has("budget", operator=Operator.ABOVE, number=0), ALWAYS))], [budget]) == {"budget": 0}


def test_a_ranking_has_one_first_and_no_more_than_its_bound() -> None:
    """Two firsts cannot be, nor three of at most two; what may not be first may still follow."""
    first_a, first_b = has("goals", "a", operator=Operator.FIRST), has("goals", "b", operator=Operator.FIRST)
    assert check_all([first_a, first_b], [GOALS]) is None
    assert check_all([has("goals", "a", "b", "c", operator=Operator.ALL_OF)], [GOALS]) is None
    assert check_all([has("goals", "a"), Not(first_a)], [GOALS]) == {"goals": ("b", "a")}
    assert check_all([has("goals", *"abcd", operator=Operator.NONE_OF)], [GOALS]) is None


def test_a_question_that_does_not_apply_counts_as_answered_with_nothing() -> None:
    """Whoever does not recruit hires nobody; the answer that decides it is part of the witness, the other is not."""
    assert check_all([has("hires", "x"), has("goals", "a", operator=Operator.NONE_OF)], [GOALS, HIRES]) is None
    assert check_all([has("hires", "x")], [GOALS, HIRES]) == {"goals": ("a",), "hires": ("x",)}
    assert check_all([Not(has("hires", "x")), Not(has("goals", "a"))], [GOALS, HIRES]) == {"goals": ("b",)}


def test_a_witness_answers_what_is_required_and_nothing_that_nobody_reads() -> None:
    """So it can be advised, and shows what it is about."""
    assert check_all([has("hours", operator=Operator.AT_LEAST, number=7)], [HOURS, GOALS, HIRES]) == {"hours": 7, "goals": ("a",)}


def test_a_question_that_nobody_can_answer_stays_out() -> None:
    """More demanded than there is: its tests never hold."""
    broken = asked("broken", QuestionType.MULTI, "ab", least=3)
    assert check_all([has("broken", "a")], [broken]) is None
    assert check_all([has("broken", "a", operator=Operator.NONE_OF)], [broken, GOALS]) == {"goals": ("a",)}


def test_a_condition_too_large_to_decide_is_left_undecided() -> None:
    """Nine who each need one of seven places, no two the same. Nothing is claimed about it."""
    questions = {f"q{guest}": asked(f"q{guest}", QuestionType.MULTI, "abcdefg") for guest in range(9)}
    seated = [has(id, *"abcdefg") for id in questions]
    alone = [
        Not(All((has(question, option), has(other, option))))
        for question in questions
        for other in questions
        if question < other
        for option in "abcdefg"
    ]
    found = Boxes(questions).satisfy(*seated, *alone)
    assert (found.answers, found.decided, found.is_impossible) == (None, False, False)


def test_many_options_of_one_question_do_not_take_long() -> None:
    """Twenty-six tests of one option each: no enumeration of two to the twenty-six sets."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    channels = asked("channels", QuestionType.MULTI, letters)
    every = AnyOf(tuple(has("channels", letter) for letter in letters))
    none = All(tuple(Not(has("channels", letter)) for letter in letters))
    assert Boxes({"channels": channels}).implies(Not(every), none)
    assert Boxes({"channels": channels}).implies(none, Not(every))
