"""Completions of open answers: drawn by their shares, and read by conditions as any answers are."""

from random import Random

import numpy as np
import pytest

from advice.completed import Drawn, column_of, completed, drawn_in
from advice.completed import answers_in as completed_answers
from channelfit.advice.drawing import even_numbers, spread_numbers
from channelfit.advice.table import Table
from channelfit.profile import Profile, known_answers
from channelfit.rulebook.condition import All, Answer, AnyOf, Condition, Doubtful, Not, Operator, Truth, evaluate
from channelfit.rulebook.condition import Test as Comparison
from channelfit.rulebook.condition_reader import SUITABLE
from channelfit.rulebook.model import QuestionType, Rulebook
from channelfit.source.problem import Mark, Source
from conftest import SMALL, rulebook_of

QUESTIONS = SMALL["questions.yaml"] + (
    "  - {id: money, section: all, type: number, min: 0, max: 20, assume: 12, text: {de: 'M?', en: 'M?'}}\n"
    "  - {id: staff, section: all, type: number, min: 3, text: {de: 'M?', en: 'M?'}}\n"
    "  - {id: rank, section: all, type: ranking, min: 1, max: 3, text: {de: 'R?', en: 'R?'}, shares: {a: 0.9, b: 0.5, c: 0},\n"
    "     options: {a: {de: a, en: a}, b: {de: b, en: b}, c: {de: c, en: c}}}\n"
    "  - {id: size, section: all, type: choice, text: {de: 'G?', en: 'S?'}, shares: {a: 0.2, b: 0.8},\n"
    "     options: {a: {de: a, en: a}, b: {de: b, en: b}, c: {de: c, en: c}}}\n"
    "  - {id: more, section: all, type: multi, ask_when: {video: true}, text: {de: 'M?', en: 'M?'}, shares: {a: 0.25, b: 1},\n"
    "     options: {a: {de: a, en: a}, b: {de: b, en: b}, c: {de: c, en: c}}}\n"
)
RULEBOOK = rulebook_of({"questions.yaml": QUESTIONS})
MARK = Mark(Source("test", ""), 0, 0)
START: dict[str, Answer] = {"market": ("b2b",), "goals": ("image", "recruiting")}


def answers_in(table: Table, row: int) -> dict[str, Answer | Doubtful]:
    """What is known in one completion; a question that does not apply is answered with nothing."""
    return {**known_answers(RULEBOOK, Profile(answers=completed_answers(table, row)))}


def drawn(rulebook: Rulebook, answers: dict[str, Answer], count: int) -> dict[str, Drawn]:
    """The answers to each open question in so many completions."""
    table = completed(rulebook, Profile(answers=answers), count)
    return {id: drawn_in(table, id) for id in table.varied}


def random_condition(rng: Random, depth: int) -> Condition:
    """Any test of any question, in any nesting."""
    if depth and rng.random() < 0.7:
        parts = tuple(random_condition(rng, depth - 1) for _ in range(rng.randint(0, 3)))
        several: list[Condition] = [All(parts), AnyOf(parts), Not(random_condition(rng, depth - 1))]
        return rng.choice(several)
    question = rng.choice(list(RULEBOOK.questions.values()))
    operator = rng.choice(SUITABLE[question.type])
    if question.type is QuestionType.NUMBER:
        return Comparison(question.id, operator, frozenset(), float(rng.choice([0, 2.5, 3, 5, 6, 12, 20])), MARK)
    options = ["yes", "no"] if question.type is QuestionType.YES_NO else list(question.options)
    return Comparison(question.id, operator, frozenset(rng.sample(options, rng.randint(1, 2))), 0.0, MARK)


@pytest.mark.parametrize("seed", range(6))
def test_a_condition_holds_in_a_column_where_it_holds_for_the_answers(seed: int) -> None:
    """Any condition, over what is answered, open, and of which it is open whether it applies."""
    rng = Random(seed)
    given = START | rng.choice([{}, {"more": ("a", "c")}, {"hires": ("old",)}, {"video": ("no",), "more": ("a",)}])
    table = completed(RULEBOOK, Profile(answers=given), 24)
    rows = [answers_in(table, row) for row in range(24)]
    for condition in [random_condition(rng, 3) for _ in range(60)]:
        found = (column_of(table.holds(condition), 24) > 0).tolist()
        assert found == [evaluate(condition, known).truth is Truth.YES for known in rows], condition


def test_answers_are_drawn_by_their_shares() -> None:
    """What has no share is never drawn; without shares all options are alike, and of several each is as likely as not."""
    answers = drawn(RULEBOOK, START | {"video": ("yes",)}, 4000)

    def share(question: str, option: str) -> float:
        return float(answers[question].options[option].mean())

    assert [share("size", option) for option in "abc"] == [pytest.approx(0.2, abs=0.02), pytest.approx(0.8, abs=0.02), 0]
    assert [share("backing", option) for option in ("yes", "partly", "no")] == [pytest.approx(1 / 3, abs=0.02)] * 3
    assert [share("more", option) for option in "abc"] == [pytest.approx(0.25, abs=0.02), 1, pytest.approx(0.5, abs=0.02)]
    assert [share("hires", option) for option in ("young", "old")] == [pytest.approx(0.5, abs=0.02)] * 2
    # One to three are chosen, each as often, the likelier ones first.
    assert share("rank", "a") > share("rank", "b") > share("rank", "c") == pytest.approx(1 / 3, abs=0.02)
    assert (np.sum([*answers["size"].options.values()], axis=0) <= 1).all()


def test_the_first_of_a_ranking_is_one_that_is_chosen() -> None:
    """Each as likely where both are; none where nothing is chosen."""
    rank = drawn(RULEBOOK, START, 4000)["rank"]
    a, b = rank.options["a"], rank.options["b"]
    assert (rank.ranks["a"][a & ~b & ~rank.options["c"]] == 0).all()
    assert (rank.ranks["a"][a & b] == 0).mean() == pytest.approx((rank.ranks["b"][a & b] == 0).mean(), abs=0.05)
    for option, ranks in rank.ranks.items():
        assert ((ranks >= 0) == rank.options[option]).all()
    assert np.array_equal(np.sum([ranks == 0 for ranks in rank.ranks.values()], axis=0), a | b | rank.options["c"])


def test_numbers_are_drawn_about_what_is_assumed() -> None:
    """Half of it, itself and twice it, as far as the question allows; what is allowed of 0, 10 and 100 where nothing is assumed."""
    answers = drawn(RULEBOOK, START, 3000)
    money, staff = answers["money"].numbers, answers["staff"].numbers
    assert {number: round((money == number).mean(), 1) for number in set(money.tolist())} == {6: 0.3, 12: 0.3, 20: 0.3}
    assert set(staff.tolist()) == {3, 10, 100}


@pytest.mark.parametrize("count", [1, 7, 200])
def test_spread_numbers_fall_on_every_slice(count: int) -> None:
    """One in each, the same for the same seed, others for another."""
    numbers = spread_numbers("a", count)
    assert sorted(int(number * count) for number in numbers) == list(range(count))
    assert numbers == spread_numbers("a", count)
    assert numbers != spread_numbers("b", count)
    columns = even_numbers("a", count, 3)
    assert [len(column) for column in columns] == [count] * 3
    assert all(0 <= number < 1 for column in columns for number in column)


def test_operators_are_all_tried() -> None:
    """The random conditions above know every way to test."""
    assert {operator for operators in SUITABLE.values() for operator in operators} == set(Operator)
