"""Compiled conditions are as true as conditions that are walked: open, doubtful and not applying answers included."""

import itertools
import marshal
import random
from collections.abc import Iterator

import pytest

from advice.test_table import random_rows
from channelfit.files import load_rulebook
from channelfit.profile import Profile, known_answers
from channelfit.rulebook.compiled import Evaluator, compiled, evaluator_of
from channelfit.rulebook.condition import All, Answer, Answers, AnyOf, Condition, Not, Operator, Truth, evaluate
from channelfit.rulebook.condition import Test as Comparison
from channelfit.rulebook.model import Rulebook
from channelfit.source.problem import Mark, Source
from conftest import rulebook_of
from rulebook.test_condition_logic import DOMAIN, WORLD

FULL = load_rulebook()
HERE = Mark(Source("test"), 0, 0)
BY_OPTIONS = (Operator.ANY_OF, Operator.ALL_OF, Operator.NONE_OF, Operator.FIRST)
BY_NUMBER = (Operator.AT_LEAST, Operator.AT_MOST, Operator.ABOVE, Operator.BELOW)


def random_condition(rng: random.Random, depth: int = 3) -> Condition:
    """Any condition about the small world, those included that can never hold."""
    kind = rng.choice(("test", "all", "any", "not")) if depth else "test"
    parts = tuple(random_condition(rng, depth - 1) for _ in range(rng.randint(0, 3))) if kind in ("all", "any") else ()
    match kind:
        case "all":
            return All(parts)
        case "any":
            return AnyOf(parts)
        case "not":
            return Not(random_condition(rng, depth - 1))
        case _:
            question = rng.choice([*DOMAIN])
            options = sorted({option for answer in DOMAIN[question] if isinstance(answer, tuple) for option in answer})
            chosen = frozenset(rng.sample(options, rng.randint(1, min(2, len(options))))) if options else frozenset[str]()
            return Comparison(
                question, rng.choice(BY_OPTIONS if options else BY_NUMBER), chosen, rng.choice((2.0, 3.0, 5.0)), HERE
            )


def with_conditions(rulebook: Rulebook, stated: list[Condition]) -> Rulebook:
    """A rulebook with a rule for each of some conditions."""
    return rulebook._replace(rules=tuple(rulebook.rules[0]._replace(when=condition) for condition in stated))


def everyone() -> Iterator[Profile]:
    """Every profile of the small world, open ones included."""
    for chosen in itertools.product(*((None, *answers) for answers in DOMAIN.values())):
        yield Profile(answers={id: answer for id, answer in zip(DOMAIN, chosen, strict=True) if answer is not None})


def found_for(evaluator: Evaluator, answers: Answers) -> list[Truth]:
    """The truth of each condition by its bits."""
    bits = evaluator.bits(answers)
    return [Truth((bits.yes >> number & 1) + (bits.maybe >> number & 1)) for number in range(len(evaluator.stated))]


def test_every_condition_is_as_true_compiled_as_walked_for_every_profile_of_a_small_world() -> None:
    """Three truth values, for conditions of every shape."""
    rng = random.Random(1)
    world = with_conditions(WORLD, [random_condition(rng) for _ in range(60)])
    evaluator = Evaluator(world)
    for profile in everyone():
        answers = known_answers(world, profile)
        assert found_for(evaluator, answers) == [evaluate(condition, answers).truth for condition in evaluator.stated]


@pytest.mark.parametrize("count", [300, pytest.param(100_000, marks=[pytest.mark.slow, pytest.mark.unmeasured])])
def test_every_condition_of_the_full_rulebook_is_as_true_compiled_as_walked(count: int) -> None:
    """Half-open companies, whose answers need not go together."""
    evaluator = evaluator_of(FULL)
    for row in random_rows(FULL, random.Random(2), count):
        answers = known_answers(FULL, Profile(answers=row))
        assert found_for(evaluator, answers) == [evaluate(condition, answers).truth for condition in evaluator.stated]


def test_a_condition_of_too_many_clauses_is_walked() -> None:
    """All of ten pairs would be a thousand clauses."""
    pairs = tuple(
        AnyOf((random_condition(random.Random(seed), 0), random_condition(random.Random(100 + seed), 0))) for seed in range(1, 11)
    )
    world = with_conditions(WORLD, [All(pairs), Not(All(pairs))])
    evaluator = Evaluator(world)
    assert evaluator.compiled.walked
    for profile in itertools.islice(everyone(), 0, None, 5):
        answers = known_answers(world, profile)
        assert found_for(evaluator, answers) == [evaluate(condition, answers).truth for condition in evaluator.stated]


def test_what_is_compiled_is_plain_data_that_comes_back_as_it_was() -> None:
    """So that it can be kept beside the rulebook, and another evaluator can be made of it."""
    plain = compiled(evaluator_of(FULL).stated)
    back = marshal.loads(marshal.dumps(tuple(plain)))
    assert back == tuple(plain)
    again = Evaluator(FULL, type(plain)(*back))
    row: dict[str, Answer] = next(iter(random_rows(FULL, random.Random(3), 1)))
    answers = known_answers(FULL, Profile(answers=row))
    assert again.bits(answers) == evaluator_of(FULL).bits(answers)


def test_rulebooks_are_told_apart(small: Rulebook) -> None:
    """One with other conditions has an evaluator of its own, and one is compiled once."""
    other = rulebook_of({})
    assert evaluator_of(small) is evaluator_of(small)
    assert evaluator_of(other) is not evaluator_of(small)
