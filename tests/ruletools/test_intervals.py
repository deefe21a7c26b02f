"""How far figures may be off: each interval is found again by another way than the one it is worked out by."""

from math import sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channelfit.ruletools.figures import Measure, SetScore, Tally
from channelfit.ruletools.intervals import (
    DEVIATIONS,
    effective_cases,
    interval_of,
    interval_of_difference,
)
from channelfit.ruletools.measured import in_places
from channelfit.ruletools.score import score_cases
from zoo import bundled_sets

# One thing said by each company, and several.
SINGLES = st.lists(st.builds(Tally, st.integers(0, 1), st.just(1)), min_size=1, max_size=60)
SEVERAL = st.lists(
    st.integers(1, 6).flatmap(lambda of: st.builds(Tally, st.integers(0, of), st.just(of))), min_size=1, max_size=40
)


def share_of(tallies: list[Tally]) -> float:
    """The share of all together."""
    return sum(one.got for one in tallies) / sum(one.of for one in tallies)


@pytest.mark.slow
@given(SINGLES)
def test_the_bounds_of_a_share_are_those_that_would_just_be_believed(tallies: list[Tally]) -> None:
    """Wilson: were a bound the truth, what was found would be exactly 1.96 standard deviations off. Found again by halving."""
    found, share, cases = interval_of(tallies), share_of(tallies), len(tallies)
    assert found is not None

    def is_believed(truth: float) -> bool:
        return abs(share - truth) <= DEVIATIONS * sqrt(truth * (1 - truth) / cases)

    def end(inside: float, outside: float) -> float:
        for _ in range(60):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if is_believed(middle) else (inside, middle)
        return inside

    # A share of nothing or of all is itself the end that a search from inside runs into.
    assert found.low == pytest.approx(end(share, 0.0), abs=1e-9)
    assert found.high == pytest.approx(end(share, 1.0), abs=1e-9)


def test_an_interval_by_hand() -> None:
    """Thirty of ninety-two, as the tables of Wilson have it; the whole of one case says little; of none nothing."""
    assert interval_of([Tally(1, 1)] * 30 + [Tally(0, 1)] * 62) == pytest.approx((0.23895, 0.42717), abs=5e-5)
    assert interval_of([Tally(1, 1)]) == pytest.approx((0.206549, 1.0), abs=1e-6)
    assert interval_of([]) is None
    assert interval_of([Tally(0, 0)] * 3) is None


@pytest.mark.slow
@given(SEVERAL)
def test_the_share_lies_in_its_interval(tallies: list[Tally]) -> None:
    """And the interval between nothing and all."""
    found = interval_of(tallies)
    assert found is not None
    assert 0 <= found.low <= share_of(tallies) + 1e-9
    assert share_of(tallies) - 1e-9 <= found.high <= 1


@pytest.mark.slow
@given(SEVERAL)
def test_a_company_that_says_more_is_no_more_companies(tallies: list[Tally]) -> None:
    """At least as if each company had said one thing, at most as if all were independent; all alike count as the former."""
    total = sum(one.of for one in tallies)
    fewest = total**2 / sum(one.of**2 for one in tallies)
    assert fewest - 1e-9 <= effective_cases(tallies) <= total + 1e-9
    repeated = [Tally(one.got * 2, one.of * 2) for one in tallies]
    assert interval_of(repeated) == pytest.approx(interval_of(tallies)) or effective_cases(tallies) == total
    assert effective_cases([Tally(3, 6)] * 8) == 8
    assert effective_cases([Tally(6, 6)] * 5 + [Tally(0, 6)] * 5) == pytest.approx(10, rel=0.12)


@pytest.fixture(scope="module")
def panel() -> SetScore:
    """The bundled judgements, scored by the built-in rules."""
    rulebook, sets = bundled_sets("panel")
    return score_cases(sets, rulebook).sets[0]


def resampled(columns: list[list[Tally]], draws: int = 1500) -> list[list[float]]:
    """The shares of each column over companies drawn with replacement, the same ones for all columns."""
    random, size = Random(16), len(columns[0])
    found = []
    for _ in range(draws):
        drawn = random.choices(range(size), k=size)
        found.append([share_of([column[place] for place in drawn]) for column in columns])
    return found


def middle_of(shares: list[float]) -> tuple[float, float]:
    """Between what bounds 95 of 100 lie."""
    ordered = sorted(shares)
    return ordered[round(len(ordered) * 0.025)], ordered[round(len(ordered) * 0.975) - 1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("measure", "wider"),
    [
        (Measure.AGREEMENT, 1.1),
        (Measure.FIRST_CHOICE_SHOWN, 1.25),
        (Measure.FIRST_CHOICE_COUNTS, 1.25),
        (Measure.NEVER_SHOWN, 1.2),
    ],
)
def test_judgements_have_the_interval_of_a_bootstrap_over_companies(panel: SetScore, measure: Measure, wider: float) -> None:
    """Two judgements of a company are alike: drawing companies anew gives the same bounds; taken for independent they are too close."""
    tallies = in_places([one.tallies[measure] for one in panel.scores], measure)
    found = interval_of(tallies)
    low, high = middle_of([shares[0] for shares in resampled([tallies])])
    assert found == pytest.approx((low, high), abs=0.012)
    independent = interval_of([Tally(int(place < one.got), 1) for one in tallies for place in range(one.of)])
    assert found is not None
    assert independent is not None
    assert found.high - found.low > wider * (independent.high - independent.low)


@pytest.mark.slow
def test_a_difference_has_the_interval_of_a_bootstrap_over_companies(panel: SetScore) -> None:
    """The same companies are drawn for both: what both miss is no difference."""
    before = [one.tallies[Measure.AGREEMENT] for one in panel.scores]
    random = Random(4)
    after = [Tally(min(one.of, one.got + random.choice((0, 0, 0, 1))), one.of) for one in before]
    found = interval_of_difference(before, after)
    low, high = middle_of([second - first for first, second in resampled([before, after])])
    assert found == pytest.approx((low, high), abs=0.006)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=30))
def test_a_difference_lies_in_its_interval(pairs: list[tuple[int, int]]) -> None:
    """Turned around it is the same one with other signs; without any change it is not sure that there never would be one."""
    before, after = ([Tally(pair[place], 6) for pair in pairs] for place in (0, 1))
    found, turned = interval_of_difference(before, after), interval_of_difference(after, before)
    assert found is not None
    assert turned is not None
    assert found.low - 1e-9 <= share_of(after) - share_of(before) <= found.high + 1e-9
    assert (-found.high, -found.low) == pytest.approx(turned)
    same = interval_of_difference(before, before)
    assert same is not None
    assert same.low < 0 < same.high


def test_a_difference_by_hand() -> None:
    """Ten companies, three better and one worse: with one more of each, (3 - 1) / 12, and the spread of Bonett and Price."""
    before = [Tally(0, 1)] * 3 + [Tally(1, 1)] * 7
    after = [Tally(1, 1)] * 3 + [Tally(0, 1)] + [Tally(1, 1)] * 6
    better, worse = 4 / 12, 2 / 12
    reach = DEVIATIONS * sqrt((better + worse - (better - worse) ** 2) / 12)
    assert interval_of_difference(before, after) == pytest.approx((better - worse - reach, better - worse + reach))
    assert interval_of_difference([Tally(0, 0)], [Tally(1, 1)]) is None
    assert interval_of_difference([], []) is None


@pytest.mark.unmeasured
@pytest.mark.parametrize("truth", [0.1, 0.5, 0.8])
def test_ninety_five_of_a_hundred_intervals_have_the_truth_in_them(truth: float) -> None:
    """In worlds whose truth is known: forty companies of six answers each, which are alike within a company."""
    random, hits, worlds = Random(7), 0, 600
    for _ in range(worlds):
        tallies = []
        for _ in range(40):
            own = random.betavariate(truth * 3, (1 - truth) * 3)
            tallies.append(Tally(sum(random.random() < own for _ in range(6)), 6))
        found = interval_of(tallies)
        hits += found is not None and found.low <= truth <= found.high
    assert 0.92 <= hits / worlds <= 0.985
