"""Conditions with three truth values: what is open is unknown, and answering never takes back a yes or a no."""

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channelfit.profile import Profile, known_answers
from channelfit.rulebook.condition import (
    NOTHING,
    All,
    Answer,
    AnyOf,
    Condition,
    Evaluation,
    Not,
    Operator,
    Truth,
    evaluate,
    questions_in,
)
from channelfit.rulebook.condition import Test as Comparison
from channelfit.rulebook.model import Rulebook
from channelfit.source.problem import Mark, Source
from conftest import SMALL, rulebook_of

NO, UNKNOWN, YES = Truth.NO, Truth.UNKNOWN, Truth.YES
HERE = Mark(Source("test"), 0, 0)


def comparison(question: str, operator: Operator, *options: str, number: float = 0) -> Comparison:
    """A test without ceremony."""
    return Comparison(question, operator, frozenset(options), number, HERE)


IS_YES, IS_NO, IS_OPEN = (comparison(question, Operator.ANY_OF, "x") for question in ("yes", "no", "open"))
ANSWERS: dict[str, Answer] = {"yes": ("x",), "no": ("y",)}
BY_TRUTH = {YES: IS_YES, NO: IS_NO, UNKNOWN: IS_OPEN}


@pytest.mark.parametrize(("left", "right"), list(itertools.product(Truth, repeat=2)))
def test_kleene_tables(left: Truth, right: Truth) -> None:
    """`all` is the lowest, `any` the highest, `not` the opposite."""
    parts = (BY_TRUTH[left], BY_TRUTH[right])
    assert evaluate(All(parts), ANSWERS).truth is min(left, right)
    assert evaluate(AnyOf(parts), ANSWERS).truth is max(left, right)
    assert evaluate(Not(parts[0]), ANSWERS).truth is Truth(2 - left)


def test_what_is_missing_is_named_only_where_it_matters() -> None:
    """A decided condition misses nothing, whatever else is open."""
    assert evaluate(All((IS_OPEN, IS_YES)), ANSWERS) == Evaluation(UNKNOWN, frozenset({"open"}))
    assert evaluate(All((IS_OPEN, IS_NO)), ANSWERS) == Evaluation(NO)
    assert evaluate(AnyOf((IS_OPEN, IS_YES)), ANSWERS) == Evaluation(YES)
    assert evaluate(Not(AnyOf((IS_OPEN, IS_NO))), ANSWERS) == Evaluation(UNKNOWN, frozenset({"open"}))
    assert evaluate(All(()), {}) == Evaluation(YES)
    assert evaluate(AnyOf(()), {}) == Evaluation(NO)


@pytest.mark.parametrize(
    ("operator", "options", "number", "answer", "truth"),
    [
        (Operator.ANY_OF, "ab", 0, ("b", "c"), YES), (Operator.ANY_OF, "ab", 0, ("c",), NO), (Operator.ANY_OF, "ab", 0, NOTHING, NO),
        (Operator.ALL_OF, "ab", 0, ("b", "a"), YES), (Operator.ALL_OF, "ab", 0, ("a",), NO),
        (Operator.NONE_OF, "ab", 0, ("c",), YES), (Operator.NONE_OF, "ab", 0, ("a",), NO), (Operator.NONE_OF, "ab", 0, NOTHING, YES),
        (Operator.FIRST, "a", 0, ("a", "b"), YES), (Operator.FIRST, "a", 0, ("b", "a"), NO), (Operator.FIRST, "a", 0, NOTHING, NO),
        (Operator.AT_LEAST, "", 3, 3.0, YES), (Operator.AT_LEAST, "", 3, 2.9, NO), (Operator.AT_MOST, "", 3, 3.0, YES),
        (Operator.AT_MOST, "", 3, 3.1, NO), (Operator.ABOVE, "", 3, 3.0, NO), (Operator.ABOVE, "", 3, 3.1, YES),
        (Operator.BELOW, "", 3, 3.0, NO), (Operator.BELOW, "", 3, 2.9, YES), (Operator.AT_MOST, "", 3, NOTHING, NO),
        (Operator.ANY_OF, "a", 0, 3.0, NO),
    ],
)  # fmt: skip
def test_every_operator(operator: Operator, options: str, number: float, answer: Answer, truth: Truth) -> None:
    """Each at its edge; "nothing" passes `none_of` only; unanswered is unknown."""
    test = comparison("q", operator, *options, number=number)
    assert evaluate(test, {"q": answer}).truth is truth
    assert evaluate(test, {}) == Evaluation(UNKNOWN, frozenset({"q"}))


# A world in which one question decides whether another applies, and that one whether a third does.
NESTED = SMALL["questions.yaml"] + (
    "  - {id: late, section: all, type: choice, text: {de: 'L?', en: 'L?'}, ask_when: {hires: young},\n"
    "     options: {p: {de: p, en: pp}, q: {de: q, en: qq}}}\n"
)
WORLD = rulebook_of({"questions.yaml": NESTED})
DOMAIN: dict[str, tuple[Answer, ...]] = {
    "market": (("b2b",), ("b2c",)),
    "goals": (("recruiting", "image"), ("image",), ("image", "recruiting")),
    "hires": (("young",), ("old",), ("young", "old"), NOTHING),
    "late": (("p",), ("q",)),
    "video": (("yes",), ("no",)),
    "hours_per_week": (2.0, 5.0, 9.0),
}


def profiles(open_ones: tuple[str, ...], given_ones: dict[str, Answer]) -> Iterator[Profile]:
    """Every way to answer the open questions."""
    for chosen in itertools.product(*(DOMAIN[question] for question in open_ones)):
        yield Profile(answers={**given_ones, **dict(zip(open_ones, chosen, strict=True))})


def comparisons() -> st.SearchStrategy[Condition]:
    """A test that suits its question."""
    options = {
        question: sorted({o for answer in answers if isinstance(answer, tuple) for o in answer})
        for question, answers in DOMAIN.items()
    }
    by_options = st.sampled_from([question for question in DOMAIN if question != "hours_per_week"]).flatmap(
        lambda question: st.builds(
            lambda operator, chosen: comparison(question, operator, *chosen),
            st.sampled_from([Operator.ANY_OF, Operator.ALL_OF, Operator.NONE_OF, Operator.FIRST]),
            st.lists(st.sampled_from(options[question]), min_size=1, max_size=2),
        )
    )
    by_number = st.builds(
        lambda operator, number: comparison("hours_per_week", operator, number=number),
        st.sampled_from([Operator.AT_LEAST, Operator.AT_MOST, Operator.ABOVE, Operator.BELOW]),
        st.sampled_from([2.0, 3.0, 5.0]),
    )
    return by_options | by_number


CONDITIONS = st.recursive(
    comparisons(),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=6,
)


@pytest.mark.slow
@pytest.mark.unmeasured
@given(CONDITIONS, st.data())
def test_answering_never_contradicts_a_yes_or_no_given_before(condition: Condition, data: st.DataObject) -> None:
    """For every completion of the open questions, those that may turn out not to apply included."""
    known = {
        question: answer
        for question in DOMAIN
        if (answer := data.draw(st.sampled_from((None, *DOMAIN[question])), label=question)) is not None
    }
    before = evaluate(condition, known_answers(WORLD, Profile(answers=known)))
    open_ones = tuple(question for question in DOMAIN if question not in known)
    if before.truth is UNKNOWN:
        assert before.missing
        assert before.missing <= set(open_ones)
    else:
        assert before.missing == frozenset()
    after = {evaluate(condition, known_answers(WORLD, complete)).truth for complete in profiles(open_ones, known)}
    assert UNKNOWN not in after
    if before.truth is not UNKNOWN:
        assert after == {before.truth}


@given(comparisons())
def test_an_unanswered_question_never_turns_a_test_into_yes_or_no(test: Condition) -> None:
    """Nothing known at all: every test is unknown, and says of what."""
    assert evaluate(test, known_answers(WORLD, Profile(answers={}))) == Evaluation(UNKNOWN, questions_in(test))


def test_an_answer_to_a_question_that_may_not_apply_counts_only_where_that_makes_no_difference(small: Rulebook) -> None:
    """`hires` was answered while the goals are open: recruiting may not be among them."""
    answers = known_answers(small, Profile(answers={"hires": ("young",)}))
    assert evaluate(comparison("hires", Operator.ANY_OF, "young"), answers) == Evaluation(UNKNOWN, frozenset({"goals"}))
    assert evaluate(comparison("hires", Operator.ANY_OF, "old"), answers).truth is NO
    assert evaluate(comparison("hires", Operator.NONE_OF, "old"), answers).truth is YES


def test_a_question_that_does_not_apply_is_answered_with_nothing(small: Rulebook) -> None:
    """Never unknown; and nobody can have working channels without active ones."""
    answers = known_answers(small, Profile(answers={"goals": ("image",), "hires": ("young",), "active_channels": NOTHING}))
    assert answers["hires"] == NOTHING
    assert answers["working_channels"] == NOTHING
    assert "working_channels" not in known_answers(small, Profile(answers={"active_channels": ("alpha",)}))
    both = Profile(answers={"active_channels": NOTHING, "working_channels": ("alpha",)})
    assert known_answers(small, both)["working_channels"] == ("alpha",)
