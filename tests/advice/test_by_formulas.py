"""The program and the formulas, written out a second time, say the same about whole, half answered and wild companies."""

from random import Random

import pytest

from beside_reference import (
    WISHED,
    compared,
    compared_what_ifs,
    differences,
    drawn_profile,
    loose_profile,
    said_by_program,
    said_by_reference,
)
from channelfit.advice.advise import advise
from channelfit.files import load_rulebook
from economy import draws
from small_rules import random_rulebook, wild_rulebook

FULL = load_rulebook()


@pytest.mark.drawn
@pytest.mark.unmeasured
@pytest.mark.parametrize("part", range(draws(1, 20)))
def test_the_advice_is_what_the_formulas_say(part: int) -> None:
    """Readiness, hours, points, fits, sets, roles, what each adds, near misses, what is parked; 20,000 companies in `make fuzz`."""
    for number in range(draws(30, 1000)):
        assert compared(FULL, f"company {part} {number}") == [], number


@pytest.mark.slow
@pytest.mark.drawn
@pytest.mark.unmeasured
def test_the_advice_for_many_companies_is_what_the_formulas_say() -> None:
    """A thousand of them."""
    for number in range(1000):
        assert compared(FULL, f"one of many {number}") == [], number


@pytest.mark.drawn
@pytest.mark.unmeasured
@pytest.mark.parametrize("part", range(draws(1, 20)))
def test_what_would_change_the_advice_is_what_the_formulas_say_then(part: int) -> None:
    """After every change or pair of changes that `explain` may name; for one company in fifty in `make fuzz`."""
    for number in range(draws(2, 20)):
        assert compared_what_ifs(FULL, f"company {part} {number}") == [], number


@pytest.mark.slow
@pytest.mark.drawn
@pytest.mark.unmeasured
def test_what_would_change_the_advice_for_many_companies_is_what_the_formulas_say_then() -> None:
    """A hundred of them."""
    for number in range(100):
        assert compared_what_ifs(FULL, f"one of many {number}") == [], number


@pytest.mark.drawn
@pytest.mark.unmeasured
def test_the_advice_by_other_rules_is_what_the_formulas_say() -> None:
    """Small rulebooks drawn at random: goals that are split, shared work, exclusions, questions that may not apply."""
    for number in range(draws(12, 2000)):
        rulebook = (wild_rulebook if number % 3 else random_rulebook)(Random(f"rules {number}"))
        for company in range(10):
            rng = Random(f"{number} {company}")
            profile, wished = loose_profile(rulebook, rng), rng.choice(WISHED)
            found = differences(
                said_by_program(advise(rulebook, profile, max_channels=wished)), said_by_reference(rulebook, profile, wished)
            )
            assert list(found) == [], (number, company)


def test_a_difference_is_named_by_its_place() -> None:
    """Otherwise no comparison would say anything."""
    profile = drawn_profile(FULL, Random("a company"))
    said = said_by_program(advise(FULL, profile))
    other = said_by_program(advise(FULL, profile))
    other["total"], other["basics"] = 2.0, ["nothing"]
    assert list(differences(said, said)) == []
    assert {place.partition(":")[0].partition("[")[0] for place in differences(said, other)} == {".total", ".basics"}
