"""Completions of open answers: drawn by their shares, and read by conditions as any answers are."""

from random import Random

import numpy as np
import pytest
from channelfit.advice.completions import Completions, even_numbers, spread_numbers

from channelfit.profile import Profile
from channelfit.rulebook.condition import All, Answer, AnyOf, Condition, Doubtful, Not, Operator, Truth, evaluate
from channelfit.rulebook.condition import Test as Comparison
from channelfit.rulebook.condition_reader import SUITABLE
from channelfit.rulebook.model import QuestionType
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


def answers_in(completions: Completions, row: int) -> dict[str, Answer]:
    """What is known in one completion; a question that does not apply is answered with nothing."""
    found = {id: given for id, given in completions.known.items() if not isinstance(given, Doubtful)}
    for id, drawn in completions.drawn.items():
        if drawn.numbers is not None:
            number = float(drawn.numbers[row])
            found[id] = () if number != number else number
            continue
        chosen = [option for option, column in drawn.options.items() if column[row]]
        if drawn.first is not None and chosen:
            first = list(drawn.options)[drawn.first[row]]
            chosen = [first, *(option for option in chosen if option != first)]
        found[id] = tuple(chosen)
    return found


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
    completions = Completions(RULEBOOK, Profile(answers=given), 24)
    rows = [answers_in(completions, row) for row in range(24)]
    # All of them live as long as the completions, which remember conditions by identity.
    for condition in [random_condition(rng, 3) for _ in range(60)]:
        truth = completions.truth(condition)
        found = [truth] * 24 if isinstance(truth, bool) else truth.tolist()
        assert found == [evaluate(condition, known).truth is Truth.YES for known in rows], condition


def test_answers_are_drawn_by_their_shares() -> None:
    """What has no share is never drawn; without shares all options are alike, and of several each is as likely as not."""
    completions = Completions(RULEBOOK, Profile(answers=START | {"video": ("yes",)}), 4000)

    def share(question: str, option: str) -> float:
        return float(completions.drawn[question].options[option].mean())

    assert [share("size", option) for option in "abc"] == [pytest.approx(0.2, abs=0.02), pytest.approx(0.8, abs=0.02), 0]
    assert [share("backing", option) for option in ("yes", "partly", "no")] == [pytest.approx(1 / 3, abs=0.02)] * 3
    assert [share("more", option) for option in "abc"] == [pytest.approx(0.25, abs=0.02), 1, pytest.approx(0.5, abs=0.02)]
    assert [share("hires", option) for option in ("young", "old")] == [pytest.approx(0.5, abs=0.02)] * 2
    assert [share("rank", option) for option in "abc"] == [pytest.approx(0.9, abs=0.02), pytest.approx(0.5, abs=0.02), 0]
    total = sum(completions.drawn["size"].options.values())
    assert (np.asarray(total, dtype=int) <= 1).all()


def test_the_first_of_a_ranking_is_one_that_is_chosen() -> None:
    """Each as likely where both are; none where nothing is chosen."""
    drawn = Completions(RULEBOOK, Profile(answers=START), 4000).drawn["rank"]
    assert drawn.first is not None
    a, b = drawn.options["a"], drawn.options["b"]
    assert (drawn.first[~a & ~b] == -1).all()
    assert (drawn.first[a & ~b] == 0).all()
    assert (drawn.first[~a & b] == 1).all()
    assert set(drawn.first[a & b].tolist()) == {0, 1}
    assert (drawn.first[a & b] == 0).mean() == pytest.approx(0.5, abs=0.05)


def test_numbers_are_drawn_about_what_is_assumed() -> None:
    """Half of it, itself and twice it, as far as the question allows; the least where nothing is assumed."""
    drawn = Completions(RULEBOOK, Profile(answers=START), 3000).drawn
    money, staff = drawn["money"].numbers, drawn["staff"].numbers
    assert money is not None
    assert staff is not None
    assert {number: round((money == number).mean(), 1) for number in set(money.tolist())} == {6: 0.3, 12: 0.3, 20: 0.3}
    assert set(staff.tolist()) == {3}


def test_what_does_not_apply_has_no_answer() -> None:
    """No option, no first, no number."""
    questions = QUESTIONS.replace("{id: rank,", "{id: rank, ask_when: {video: true},").replace(
        "{id: money,", "{id: money, ask_when: {video: true},"
    )
    drawn = Completions(rulebook_of({"questions.yaml": questions}), Profile(answers=START), 400).drawn
    applies = drawn["video"].options["yes"]
    money, rank, more = drawn["money"], drawn["rank"], drawn["more"]
    assert money.numbers is not None
    assert rank.first is not None
    assert (np.isnan(money.numbers) == ~applies).all()
    assert (rank.first[~applies] == -1).all()
    assert (more.options["b"] == applies).all()


def test_an_answer_that_may_not_count_is_the_same_wherever_it_does() -> None:
    """The first of a ranking, a number, a choice: as given, or not there."""
    questions = "".join(
        line.replace(f"{{id: {id},", f"{{id: {id}, ask_when: {{video: true}},")
        for line in QUESTIONS.splitlines(keepends=True)
        for id in [next((id for id in ("rank", "money", "size") if f"{{id: {id}," in line), "-")]
    )
    given = START | {"rank": ("c", "a"), "money": 7.0, "size": ("c",)}
    drawn = Completions(rulebook_of({"questions.yaml": questions}), Profile(answers=given), 200).drawn
    applies = drawn["video"].options["yes"]
    first, numbers = drawn["rank"].first, drawn["money"].numbers
    assert first is not None
    assert numbers is not None
    assert (first == np.where(applies, 2, -1)).all()
    assert (np.nan_to_num(numbers, nan=-1) == np.where(applies, 7, -1)).all()
    assert (drawn["size"].options["c"] == applies).all()
    assert not drawn["size"].options["a"].any()
    nothing = Completions(rulebook_of({"questions.yaml": questions}), Profile(answers=START | {"rank": ()}), 50).drawn["rank"]
    assert nothing.first is not None
    assert set(nothing.first.tolist()) == {-1}


@pytest.mark.parametrize("count", [1, 7, 200])
def test_spread_numbers_fall_on_every_slice(count: int) -> None:
    """One in each, the same for the same seed, others for another."""
    numbers = spread_numbers("a", count)
    assert sorted(int(number * count) for number in numbers.tolist()) == list(range(count))
    assert (numbers == spread_numbers("a", count)).all()
    assert (numbers != spread_numbers("b", count)).any()
    assert even_numbers("a", count, 3).shape == (count, 3)
    assert ((even_numbers("a", count, 3) >= 0) & (even_numbers("a", count, 3) < 1)).all()


def test_operators_are_all_tried() -> None:
    """The random conditions above know every way to test."""
    assert {operator for operators in SUITABLE.values() for operator in operators} == set(Operator)
