"""The chosen set is the best one, exactly; compared with trying every set."""

import itertools
import random
from collections.abc import Sequence

import pytest

from channelfit.advice.fit import fit_of
from channelfit.advice.portfolio import Aim, Candidate, Terms, best_set, choose, coverage_of, goal_weights, total_coverage

Key = tuple[float, int, float, tuple[str, ...]]


def naive_coverage(aims: Sequence[Aim], chosen: Sequence[Candidate]) -> float:
    """The formula of the contract, written out again: the best of a group counts in full, each other one half."""
    total = 0.0
    for aim in aims:
        uncovered = 1.0
        groups: dict[str, list[float]] = {}
        for index, candidate in enumerate(chosen):
            if aim.goal in candidate.fits:
                groups.setdefault(candidate.reaches or f"alone {index}", []).append(candidate.fits[aim.goal])
        for fits in groups.values():
            best, *others = sorted(fits, reverse=True)
            uncovered *= 1 - best
            for fit in others:
                uncovered *= 1 - fit / 2
        total += aim.weight * aim.limit * (1 - uncovered)
    return total


def brute_force(candidates: Sequence[Candidate], basics: Sequence[Candidate], aims: Sequence[Aim], terms: Terms) -> Key:
    """The key of the best of all sets: worth, then fewer channels, fewer hours, ids in order."""
    keys = []
    for size in range(min(terms.max_channels, len(candidates)) + 1):
        for chosen in itertools.combinations(sorted(candidates, key=lambda candidate: candidate.id), size):
            hours = sum(candidate.hours for candidate in chosen)
            if hours <= terms.hours:
                worth = naive_coverage(aims, [*basics, *chosen]) - terms.focus_price * size
                keys.append((-round(worth, 9), size, hours, tuple(candidate.id for candidate in chosen)))
    return min(keys)


def random_case(rng: random.Random, most: int) -> tuple[list[Candidate], list[Candidate], list[Aim], Terms]:
    """A small case; few different numbers, so that ties are common."""
    goals = ["a", "b", "c", "d"][: rng.randint(1, 4)]
    fits = [fit_of(points, 0.8) for points in (1, 1, 2, 3, 4)]

    def candidate(number: int) -> Candidate:
        return Candidate(
            id=f"c{number:02}",
            hours=rng.choice([0, 0.5, 1, 1, 2, 2.5, 4]),
            reaches=rng.choice(["", "", "x", "y"]),
            fits={goal: rng.choice(fits) for goal in goals if rng.random() < 0.6},
        )

    candidates = [candidate(number) for number in range(rng.randint(0, most))]
    rng.shuffle(candidates)
    basics = [candidate(90 + number) for number in range(rng.randint(0, 2))]
    aims = [Aim(goal=goal, weight=weight, limit=rng.choice([1, 1, 0.3])) for goal, weight in goal_weights(goals).items()]
    price = rng.choice([0, 0.02, 0.04, 0.1])
    terms = Terms(hours=rng.choice([0, 1, 2.5, 4, 8, 100]), max_channels=rng.randint(0, most), max_basics=2, focus_price=price)
    return candidates, basics, aims, terms


@pytest.mark.unmeasured
@pytest.mark.parametrize(("seed", "cases", "most"), [(1, 2500, 7), (2, 600, 9), (3, 25, 12)])
def test_the_set_is_the_best_of_all_sets_ties_included(seed: int, cases: int, most: int) -> None:
    """Thousands of random small cases agree with trying every set, and ties are settled as promised."""
    rng = random.Random(seed)
    for _ in range(cases):
        candidates, basics, aims, terms = random_case(rng, most)
        chosen = best_set(candidates, tuple(basics), aims, terms.hours, terms)
        worth = naive_coverage(aims, [*basics, *chosen]) - terms.focus_price * len(chosen)
        hours = sum(candidate.hours for candidate in chosen)
        key = (-round(worth, 9), len(chosen), hours, tuple(candidate.id for candidate in chosen))
        assert key == brute_force(candidates, basics, aims, terms)


def test_a_tie_goes_to_fewer_channels_then_fewer_hours_then_ids() -> None:
    """Twins differ in hours and name only; one that adds just its price is left out."""
    aims = [Aim(goal="a", weight=1, limit=1)]
    terms = Terms(hours=10, max_channels=1, max_basics=2, focus_price=0.04)
    twins = [Candidate(id=id, hours=hours, reaches="", fits={"a": 0.5}) for id, hours in (("c", 1), ("b", 2), ("a", 2), ("d", 1))]
    assert [candidate.id for candidate in best_set(twins, (), aims, 10, terms)] == ["c"]
    price_only = [Candidate(id="z", hours=0, reaches="", fits={"a": 0.04})]
    assert best_set(price_only, (), aims, 10, terms) == ()


def test_coverage_is_submodular_which_the_bound_of_the_search_relies_on() -> None:
    """A channel never adds more to a larger set, groups included."""
    rng = random.Random(4)
    for _ in range(3000):
        candidates, _, aims, _ = random_case(rng, 7)
        if len(candidates) < 2:
            continue
        new, *rest = candidates
        small = [candidate for candidate in rest if rng.random() < 0.4]
        large = small + [candidate for candidate in rest if candidate not in small and rng.random() < 0.5]
        gains = [total_coverage(aims, [*chosen, new]) - total_coverage(aims, chosen) for chosen in (small, large)]
        assert gains[0] >= gains[1] - 1e-12


def test_coverage_agrees_with_the_formula_written_out() -> None:
    """Random sets with groups and limits."""
    rng = random.Random(5)
    for _ in range(2000):
        candidates, _, aims, _ = random_case(rng, 7)
        assert sum(aim.weight * coverage_of(aim, candidates) for aim in aims) == pytest.approx(naive_coverage(aims, candidates))


def test_basics_come_first_best_weighted_fit_first_as_long_as_hours_fit() -> None:
    """At most two; one that does not fit makes room for the next; they take no place of the set."""
    aims = [Aim(goal="a", weight=1, limit=1)]
    upkeep = [
        Candidate(id="dear", hours=5, reaches="", fits={"a": 0.7}),
        Candidate(id="good", hours=1, reaches="", fits={"a": 0.6}),
        Candidate(id="fair", hours=1, reaches="", fits={"a": 0.5}),
        Candidate(id="third", hours=0, reaches="", fits={"a": 0.4}),
    ]
    stage = [Candidate(id="stage", hours=1, reaches="", fits={"a": 0.5})]
    terms = Terms(hours=3, max_channels=1, max_basics=2, focus_price=0.04)
    portfolio = choose(stage, upkeep, aims, terms)
    assert [candidate.id for candidate in portfolio.basics] == ["good", "fair"]
    assert [candidate.id for candidate in portfolio.chosen] == ["stage"]
    assert portfolio.hours_left == 1


def test_one_hour_more_never_makes_the_result_worse_even_when_a_basic_becomes_affordable() -> None:
    """With 3 hours the dear basic would eat what the better channel needs; then it is left, as with 2 hours."""
    aims = [Aim(goal="a", weight=1, limit=1)]
    upkeep = [Candidate(id="dear", hours=3, reaches="", fits={"a": 0.5})]
    stage = [Candidate(id="stage", hours=2, reaches="", fits={"a": 0.7})]
    chosen = {}
    for hours in (1, 2, 3, 5):
        terms = Terms(hours=hours, max_channels=3, max_basics=2, focus_price=0.04)
        chosen[hours] = [candidate.id for candidate in choose(stage, upkeep, aims, terms).members]
    assert chosen == {1: [], 2: ["stage"], 3: ["stage"], 5: ["dear", "stage"]}


@pytest.mark.unmeasured
def test_more_hours_never_lower_the_worth_of_the_portfolio() -> None:
    """Total coverage minus focus price never falls with the hours, whatever the basics cost."""
    rng = random.Random(6)
    for _ in range(400):
        candidates, _, aims, terms = random_case(rng, 6)
        upkeep = [
            Candidate(id=f"u{number}", hours=rng.choice([0.25, 1, 3, 6]), reaches="", fits={aims[0].goal: rng.choice([0.5, 0.7])})
            for number in range(rng.randint(0, 4))
        ]
        worths = []
        for hours in (0, 0.5, 1, 2, 2.75, 3, 4, 6, 7, 9, 12, 30):
            limited = Terms(hours=hours, max_channels=terms.max_channels, max_basics=2, focus_price=terms.focus_price)
            portfolio = choose(candidates, upkeep, aims, limited)
            assert sum(candidate.hours for candidate in portfolio.members) <= hours
            worths.append(total_coverage(aims, portfolio.members) - limited.focus_price * len(portfolio.chosen))
        assert [round(worth, 8) for worth in worths] == sorted(round(worth, 8) for worth in worths)


@pytest.mark.parametrize(
    ("goals", "weights"),
    [(["a"], [1]), (["a", "b"], [2 / 3, 1 / 3]), (["a", "b", "c", "d"], [0.4, 0.3, 0.2, 0.1])],
)
def test_goal_weights_fall_with_the_rank(goals: list[str], weights: list[float]) -> None:
    """Rank r of n weighs n - r + 1, normalised."""
    assert list(goal_weights(goals).values()) == pytest.approx(weights)
