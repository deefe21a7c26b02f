"""The chosen set is the best one, exactly; compared with trying every set, by formulas that are written out again."""

import itertools
import math
import random
from collections.abc import Sequence
from typing import NamedTuple

import pytest

from channelfit.advice.branching import Allowance
from channelfit.advice.formulas import fit_of
from channelfit.advice.players import entering, player_of, seats_of
from channelfit.advice.portfolio import (
    DECIMALS,
    Aim,
    Candidate,
    Portfolio,
    Terms,
    goal_weights,
    hours_beside,
    hours_of,
    hours_to_use,
    partner_of,
    shared_with,
    substitute_of,
    weighted_fit,
    worth_of,
)
from channelfit.advice.search import Asked, best_set, choose, nearly_chosen, runner_up
from channelfit.source.problem import InvalidInput
from economy import draws

Order = tuple[float, int, float, int, int, tuple[str, ...]]


class World(NamedTuple):
    """A small case."""

    candidates: list[Candidate]
    basics: list[Candidate]
    aims: list[Aim]
    terms: Terms


def naive_coverage(aims: Sequence[Aim], chosen: Sequence[Candidate]) -> float:
    """The best of those who reach the same people counts in full, each other one half; an entry to keep in order a part of it."""
    total = 0.0
    for aim in aims:
        uncovered = 1.0
        alike: dict[str, list[float]] = {}
        for index, candidate in enumerate(chosen):
            if (aim.goal, aim.group) in candidate.fits:
                entering = candidate.fits[aim.goal, aim.group] * candidate.enters
                alike.setdefault(candidate.reaches or f"alone {index}", []).append(entering)
        for fits in alike.values():
            best, *others = sorted(fits, reverse=True)
            uncovered *= 1 - best
            for fit in others:
                uncovered *= 1 - fit / 2
        total += aim.weight * aim.limit * (1 - uncovered)
    return total


def naive_order(chosen: Sequence[Candidate], basics: Sequence[Candidate], aims: Sequence[Aim], terms: Terms) -> Order | None:
    """What a set is ordered by; nothing if it breaks the terms."""
    ids = {candidate.id for candidate in chosen}
    hours, price, companions = 0.0, 0.0, 0
    for candidate in chosen:
        shares = [share for partner, share in candidate.shares.items() if partner in ids]
        share = max(shares, default=0.0)
        companions += share >= terms.companion_share if shares else 0
        hours += math.ceil(round(candidate.hours * (1 - share) * 4, 9)) / 4
        price += terms.focus_price * (1 - share)
    if companions > terms.max_companions or len(chosen) - companions > terms.max_channels or hours > terms.hours + 1e-9:
        return None
    worth = naive_coverage(aims, [*basics, *chosen]) - price
    works, active = sum(one.works for one in chosen), sum(one.is_active for one in chosen)
    return (-round(worth, 9), len(chosen), hours, -works, -active, tuple(sorted(ids)))


def brute_force(world: World) -> list[Order]:
    """The orders of all sets, the best first."""
    sets = (
        some
        for size in range(len(world.candidates) + 1)
        for some in itertools.combinations(sorted(world.candidates, key=lambda one: one.id), size)
    )
    orders = (naive_order(some, world.basics, world.aims, world.terms) for some in sets)
    return sorted(order for order in orders if order is not None)


def random_world(rng: random.Random, most: int) -> World:
    """A small case with groups, shares, companions, upkeep, what works; few different numbers, so that ties are common."""
    goals = ["a", "b", "c", "d"][: rng.randint(1, 3)]
    fits = [fit_of(points, 0.8) for points in (0.5, 1, 1, 2, 3)]
    aims = []
    for goal, weight in goal_weights(goals).items():
        groups = rng.choice([[""], [""], ["x", "y"], ["x", "y", "z"]])
        aims += [Aim(goal, group, weight / len(groups), rng.choice([1, 1, 0.3])) for group in groups]

    def candidate(index: int, *, basic: bool = False) -> Candidate:
        earlier = [f"c{other:02}" for other in range(index)]
        named = rng.sample(earlier, min(len(earlier), rng.choice([0, 0, 1, 1, 2])))
        hours = rng.choice([0, 0.5, 1, 1, 2, 2.5, 4])
        return Candidate(
            id=f"c{index:02}",
            hours=hours,
            reaches=rng.choice(["", "", "u", "v"]),
            # An aim that excludes the channel has no fit.
            fits={aim.key: rng.choice(fits) for aim in aims if rng.random() < 0.6},
            enters=0.3 if basic else 1.0,
            shares={} if basic else {partner: rng.choice([0.25, 0.5, 0.75, 0.75, 1.0]) for partner in named},
            full_hours=hours * rng.choice([1, 1.5, 2]),
            works=rng.random() < 0.3,
            is_active=rng.random() < 0.5,
        )

    candidates = [candidate(index) for index in range(rng.randint(0, most))]
    rng.shuffle(candidates)
    basics = [candidate(90 + index, basic=True) for index in range(rng.randint(0, 2))]
    terms = Terms(
        hours=rng.choice([0, 1, 2.5, 4, 8, 100]),
        max_channels=rng.randint(0, 4),
        max_basics=2,
        focus_price=rng.choice([0, 0.02, 0.04, 0.1, 0.25]),
        companion_share=rng.choice([0.5, 0.5, 0.75, 0.2]),
        max_companions=rng.choice([0, 1, 1, 1, 2]),
    )
    return World(candidates, basics, aims, terms)


@pytest.mark.drawn
@pytest.mark.parametrize(("seed", "worlds", "most"), [(1, draws(600, 20_000), 6), (2, draws(50, 1000), 8)])
def test_the_set_is_the_best_of_all_sets_ties_included(seed: int, worlds: int, most: int) -> None:
    """Random small worlds agree with trying every set, and ties are settled as promised; 20,000 of them in `make fuzz`."""
    rng = random.Random(seed)
    for _ in range(worlds):
        world = random_world(rng, most)
        chosen = best_set(world.candidates, tuple(world.basics), world.aims, world.terms.hours, world.terms)
        assert naive_order(chosen, world.basics, world.aims, world.terms) == brute_force(world)[0]


def test_what_is_certain_of_one_channel_is_so() -> None:
    """Whichever set is held to be likely; and most often something is certain of the best one."""
    rng, certain = random.Random(3), 0
    for _ in range(draws(200, 5000)):
        world = random_world(rng, 6)
        ids = [one.id for one in world.candidates]
        if not ids:
            continue
        best = choose(world.candidates, world.basics, world.aims, world.terms)
        players, ranked = (
            [player_of(seat, entering(seat.candidate, world.aims)) for seat in seats_of(own, others, world.terms)]
            for own, others in ((world.candidates, world.basics), (world.basics, world.candidates))
        )
        ranked.sort(key=lambda one: (-round(weighted_fit(one.seat.candidate, world.aims), DECIMALS), one.seat.candidate.id))
        asked = Asked(rng.choice(ids), rng.random() < 0.5)
        chosen = {one.id for one in best.chosen}
        for likely in (chosen, rng.sample(ids, min(len(ids), 2))):
            found = nearly_chosen(players, ranked, world.aims, world.terms, Allowance(), likely, asked)
            assert found is None or (asked.channel in chosen) is asked.is_in
            certain += found is not None and likely is chosen
    assert certain


def test_what_cannot_be_looked_through_is_refused() -> None:
    """Among 80 channels of which twelve go together and none costs anything nothing less than the best set is given out."""
    aims = [Aim("x", "", 0.5, 1.0), Aim("y", "", 0.5, 1.0)]
    fits = [0.3 + 0.001 * index for index in range(80)]
    candidates = [
        Candidate(f"c{index:02}", 1, "", {("x", ""): fit, ("y", ""): fits[-index - 1]}) for index, fit in enumerate(fits)
    ]
    terms = Terms(hours=12, max_channels=12, max_basics=2, focus_price=0.0)
    with pytest.raises(InvalidInput, match="80 channels, up to 12 of them together") as raised:
        choose(candidates, (), aims, terms)
    assert [found.id for found in raised.value.problems] == ["too-many-sets"]
    few = choose(candidates[:12], (), aims, terms)
    assert few.chosen == tuple(candidates[:12])


def test_the_runner_up_is_the_second_best_set() -> None:
    """Whether it lacks a channel or has more."""
    rng = random.Random(3)
    for _ in range(500):
        world = random_world(rng, 6)
        orders = brute_force(world)
        chosen = best_set(world.candidates, tuple(world.basics), world.aims, world.terms.hours, world.terms)
        portfolio = Portfolio(tuple(world.basics), chosen, world.terms.hours)
        found = runner_up(world.candidates, world.aims, world.terms, portfolio)
        assert (found is None) == (len(orders) == 1)
        if found is not None:
            assert found[1] == pytest.approx(orders[1][0] - orders[0][0], abs=1e-8)


@pytest.mark.drawn
def test_more_hours_never_make_the_result_worse() -> None:
    """Whatever becomes affordable: basics, a partner, a companion."""
    rng = random.Random(4)
    for _ in range(draws(250, 5000)):
        world = random_world(rng, 6)
        upkeep = [candidate._replace(hours=rng.choice([0.25, 0.5, 1, 2])) for candidate in world.basics]
        upkeep += [candidate._replace(id=f"{candidate.id}b", hours=0.5) for candidate in upkeep]
        worth = -math.inf
        for hours in sorted(rng.choice(range(60)) / 4 for _ in range(4)):
            portfolio = choose(world.candidates, upkeep, world.aims, world.terms._replace(hours=hours))
            assert portfolio.hours_left >= hours_of(portfolio.chosen)
            found = worth_of(portfolio.chosen, portfolio.basics, world.aims, world.terms)
            assert found >= worth
            worth = found


def test_the_substitute_is_the_best_of_all_who_could_join() -> None:
    """The channel leaves with its companions; a companion has none."""
    rng = random.Random(5)
    for _ in range(400):
        world = random_world(rng, 6)
        portfolio = choose(world.candidates, world.basics, world.aims, world.terms)
        ids = {candidate.id for candidate in portfolio.chosen}
        for out in portfolio.chosen:
            found = substitute_of(out, world.candidates, portfolio, world.aims, world.terms)
            if partner_of(out, ids, world.terms):
                assert found is None
                continue
            rest = [one for one in portfolio.chosen if one.id != out.id and partner_of(one, ids, world.terms) != out.id]
            able = [
                (order, candidate.id)
                for candidate in world.candidates
                if candidate.id not in ids
                and naive_coverage(world.aims, [*portfolio.basics, *rest, candidate])
                > naive_coverage(world.aims, [*portfolio.basics, *rest]) + 1e-9
                and (
                    order := naive_order(
                        [*rest, candidate], portfolio.basics, world.aims, world.terms._replace(hours=portfolio.hours_left)
                    )
                )
            ]
            best = min(((order[0], id) for order, id in able), default=None)
            assert (found.id if found else None) == (best[1] if best else None)


def test_what_is_left_is_used_in_turn_and_never_beyond_what_makes_it_better() -> None:
    """Quarters, at least what the channels need, no more than there is."""
    rng = random.Random(6)
    for _ in range(400):
        world = random_world(rng, 6)
        portfolio = choose(world.candidates, world.basics, world.aims, world.terms)
        used = hours_to_use(portfolio.chosen, portfolio.hours_left)
        ids = {candidate.id for candidate in portfolio.chosen}
        needed = {candidate.id: hours_beside(candidate, ids) for candidate in portfolio.chosen}
        assert used.keys() == needed.keys()
        assert sum(used.values()) <= portfolio.hours_left
        grown = [id for id in used if used[id] > needed[id]]
        for candidate in portfolio.chosen:
            most = max(needed[candidate.id], candidate.full_hours * (1 - shared_with(candidate, ids)[0]))
            assert needed[candidate.id] <= used[candidate.id] <= most
            # Who could still take a quarter got at least as much on top as any other but for the last round.
            if used[candidate.id] + 0.25 <= most and portfolio.hours_left - sum(used.values()) >= 0.25:
                raise AssertionError(candidate.id)
            if used[candidate.id] + 0.25 <= most and grown:
                extra = {id: used[id] - needed[id] for id in used}
                assert extra[candidate.id] + 0.25 >= max(extra.values())
