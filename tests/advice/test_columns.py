"""Many situations at once, in columns: the same choice as one after the other, ties and edges included."""

from random import Random

import numpy as np
import pytest

from advice.test_search import random_world
from channelfit.advice.columns import picks_in_columns
from channelfit.advice.formulas import Scored, criteria_of, fit_of
from channelfit.advice.parted import Parts
from channelfit.advice.picks import picks_of as states_picks_of
from channelfit.advice.portfolio import Aim, AimKey, Candidate, Picked, Terms
from channelfit.advice.rows import Situations, fit_column
from channelfit.advice.search import choose
from channelfit.advice.states import Listed, States, listed
from channelfit.rulebook.model import Settings
from channelfit.source.problem import InvalidInput

AIM: AimKey = ("x", "")


def channel(id: str, hours: float, reaches: str = "", *, upkeep: bool = False) -> Candidate:
    """A channel as the choice sees it, without fits."""
    return Candidate(id, hours, reaches, {}, enters=0.3 if upkeep else 1.0)


def random_situations(rng: Random, rows: int) -> tuple[Situations, Terms]:
    """The channels of a random small world, and for each row other fits, weights, limits, hours, and what works and is in use."""
    world = random_world(rng, 6)
    upkeep = [basic._replace(hours=rng.choice([0, 0.25, 0.5, 1, 4]), fits={}) for basic in world.basics]
    stages = sorted((candidate._replace(fits={}) for candidate in world.candidates), key=lambda candidate: candidate.id)
    steps = [0.0, 0.0, *(fit_of(points, 0.8) for points in (0.5, 1, 1, 2, 3))]
    drawn = {aim.key: np.array([rng.choice([0.0, 0.25, 0.5, 1.0]) for _ in range(rows)]) for aim in world.aims}
    total = np.maximum(sum(drawn.values()), 1e-9)

    def some_rows() -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return np.array([rng.random() < 0.4 for _ in range(rows)], dtype=np.bool_)

    working = {candidate.id: some_rows() for candidate in stages}
    situations = Situations(
        stages=tuple(stages),
        upkeep=tuple(upkeep),
        fits={
            (candidate.id, aim.key): np.array([rng.choice(steps) for _ in range(rows)], dtype=np.float64)
            for candidate in (*stages, *upkeep)
            for aim in world.aims
        },
        weights={key: weight / total for key, weight in drawn.items()},
        limits={key: np.array([rng.choice([1, 1, 0.3]) for _ in range(rows)], dtype=np.float64) for key in drawn},
        hours=np.array([rng.choice([0, 0.25, 0.5, 1, 1.5, 2, 3, 5, 20]) for _ in range(rows)], dtype=np.float64),
        working=working,
        active={id: works | some_rows() for id, works in working.items()},
    )
    return situations, world.terms._replace(max_basics=rng.choice([0, 1, 2]))


def one_by_one(situations: Situations, terms: Terms) -> list[Picked]:
    """Each row as the choice for a single company makes it."""
    found = []
    for row, hours in enumerate(situations.hours.tolist()):
        weights = {key: float(weight[row]) for key, weight in situations.weights.items() if weight[row]}
        aims = [Aim(*key, weight, float(situations.limits[key][row])) for key, weight in weights.items()]

        def able(channels: tuple[Candidate, ...], row: int = row, weights: dict[AimKey, float] = weights) -> list[Candidate]:
            fitting = []
            for one in channels:
                fits = {
                    key: float(column[row])
                    for (id, key), column in situations.fits.items()
                    if id == one.id and column[row] and key in weights
                }
                works, active = (
                    bool(np.asarray(truths.get(one.id, False)).reshape(-1)[row if one.id in truths else 0])
                    for truths in (situations.working, situations.active)
                )
                fitting += [one._replace(fits=fits, works=works, is_active=active)] if fits else []
            return fitting

        chosen = choose(able(situations.stages), able(situations.upkeep), aims, terms._replace(hours=hours))
        found.append(Picked(*(tuple(sorted(one.id for one in some)) for some in (chosen.chosen, chosen.basics))))
    return found


def picks_of(situations: Situations, terms: Terms) -> list[Picked]:
    """What is chosen in columns, if all sets can be tried, and one after the other, which must be the same."""
    count = len(situations.hours)

    def column(values: object) -> Listed:
        return Listed(np.broadcast_to(np.asarray(values, dtype=np.float64), (count,)).tolist(), range(count))

    states = States(
        rows=count,
        stages=situations.stages,
        upkeep=situations.upkeep,
        fits={key: column(values) for key, values in situations.fits.items()},
        weights={key: column(values) for key, values in situations.weights.items()},
        limits={key: column(values) for key, values in situations.limits.items()},
        hours=column(situations.hours),
        working={one.id: column(situations.working.get(one.id, False)) for one in situations.stages},
        active={one.id: column(situations.active.get(one.id, False)) for one in situations.stages},
    )
    found = states_picks_of(states, terms, range(count))
    assert picks_in_columns(states, terms, range(count)) in (None, found)
    return found


@pytest.mark.parametrize("seed", range(12))
def test_columns_choose_what_a_single_choice_does(seed: int) -> None:
    """For none to four places, groups, shares and companions, with and without basics; exact ties, and what works, settle them."""
    rng = Random(seed)
    for _ in range(8):
        situations, terms = random_situations(rng, rng.choice([1, 7, 70]))
        assert picks_of(situations, terms) == one_by_one(situations, terms)


def test_columns_try_many_channels_as_a_single_choice_does() -> None:
    """Of 34 channels, two of them fed by others, there are more than 6,000 sets of three and a companion."""
    rng = Random(5)
    stages = [channel(f"c{index:02}", rng.choice([1, 2, 3])) for index in range(34)]
    stages[3] = stages[3]._replace(shares={"c01": 0.75})
    stages[9] = stages[9]._replace(shares={"c01": 0.5, "c03": 0.25})
    fits = {(one.id, AIM): np.array([fit_of(rng.randint(1, 5) / 2, 0.8) for _ in range(3)]) for one in stages}
    situations = Situations(tuple(stages), (), fits, {AIM: np.ones(3)}, {AIM: np.ones(3)}, np.array([3.0, 5.0, 9.0]))
    terms = Terms(hours=0.0, max_channels=3, max_basics=2, focus_price=0.01)
    assert picks_of(situations, terms) == one_by_one(situations, terms)


def test_many_situations_that_cannot_be_looked_through_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each row could be chosen for alone, all of them together are too much."""
    monkeypatch.setattr("channelfit.advice.states.MOST_GAINS", 100_000)
    rng, rows = Random(6), 40
    stages = tuple(channel(f"c{index:02}", 1) for index in range(45))
    fits = {(one.id, AIM): np.array([0.2 + 0.5 * rng.random() for _ in range(rows)]) for one in stages}
    situations = Situations(stages, (), fits, {AIM: np.ones(rows)}, {AIM: np.ones(rows)}, np.full(rows, 9.0))
    terms = Terms(hours=0.0, max_channels=4, max_basics=2, focus_price=0.0)
    few = Situations(
        stages, (), {key: column[:1] for key, column in fits.items()}, {AIM: np.ones(1)}, {AIM: np.ones(1)}, np.full(1, 9.0)
    )
    assert picks_of(few, terms) == one_by_one(few, terms)
    with pytest.raises(InvalidInput, match="45 channels, up to 4 of them together"):
        picks_of(situations, terms)


def test_a_channel_and_a_basic_that_reach_the_same_people() -> None:
    """Then the basic takes from the channel what it would add."""
    situations = Situations(
        stages=(channel("c", 1, "g"),),
        upkeep=(channel("u", 1, "g", upkeep=True)._replace(enters=1.0),),
        fits={("c", AIM): np.array([0.5, 0.5]), ("u", AIM): np.array([0.7, 0.0])},
        weights={AIM: np.ones(2)},
        limits={AIM: np.ones(2)},
        hours=np.array([9.0, 9.0]),
    )
    terms = Terms(hours=0.0, max_channels=2, max_basics=2, focus_price=0.1)
    # Beside 0.7, half of 0.5 covers 0.075 of what is left: less than the price.
    assert picks_of(situations, terms) == [Picked((), ("u",)), Picked(("c",), ())]
    assert picks_of(situations, terms) == one_by_one(situations, terms)


@pytest.mark.parametrize(
    ("places", "hours", "picked"),
    [
        (1, 3.0, Picked(("c1",), ())),
        (1, 4.0, Picked(("c1",), ())),
        (1, 6.75, Picked(("c1",), ())),
        (1, 7.0, Picked(("c1",), ("u",))),
        (2, 6.75, Picked(("c0", "c1"), ())),
        (2, 7.0, Picked(("c1",), ("u",))),
        (2, 7.5, Picked(("c0", "c1"), ("u",))),
    ],
)
def test_hours_for_a_basic_never_make_the_result_worse(places: int, hours: float, picked: Picked) -> None:
    """With 4 hours a basic of 4 could be had; but what 3.75 hours bring without it is more, until there are hours for both."""
    other: AimKey = ("y", "")
    situations = Situations(
        stages=(channel("c0", 0.5), channel("c1", 3)),
        upkeep=(channel("u", 4, upkeep=True)._replace(enters=1.0),),
        fits={("c0", other): np.array([0.5]), ("c1", AIM): np.array([0.7]), ("u", other): np.array([0.5])},
        weights={AIM: np.array([0.75]), other: np.array([0.25])},
        limits={AIM: np.ones(1), other: np.ones(1)},
        hours=np.array([hours]),
    )
    terms = Terms(hours=0.0, max_channels=places, max_basics=2, focus_price=0.04)
    assert picks_of(situations, terms) == one_by_one(situations, terms) == [picked]


def test_the_fit_of_a_column_counts_from_the_least_points_on() -> None:
    """Rounded as elsewhere, so that the order of adding up never decides."""
    settings = Settings(criterion_weights={}, top_fit=0.9, min_points=1.5)
    points = np.array([1.5, 1.4999999999, 1.49, 3, -np.inf, 1.5])
    expected = [fit_of(1.5, 0.9), fit_of(1.5, 0.9), 0, fit_of(3, 0.9), 0, fit_of(1.5, 0.9)]
    assert fit_column(points, settings).tolist() == expected


def test_points_of_a_criterion_are_cut_then_weighed() -> None:
    """By the weight that the settings give; the same of a column."""
    settings = Settings(criterion_weights={"market": 0.5, "offer": 2.0}, max_criterion_points=4)
    scored = Scored(sums={"alpha": {"market": 3.0, "offer": -6.0}}, excluded={})
    assert criteria_of("alpha", scored, settings) == {"market": 1.5, "offer": -8.0}
    columns = criteria_of("alpha", Scored(sums={"alpha": {"market": Parts({3.0: 1, 7.0: 2})}}, excluded={}), settings)
    assert listed(columns["market"], 2).at(range(2)) == [1.5, 2.0]
