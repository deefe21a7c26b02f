"""Many situations at once, in columns: the same choice as one after the other, ties and edges included."""

from random import Random

import numpy as np
import pytest
from channelfit.advice.completions import Completions
from channelfit.advice.picks import Picked, Situations, picks_of

from channelfit.advice.columns import counted_fits, fit_column, points_of
from channelfit.advice.fit import fit_of, score
from channelfit.advice.portfolio import Aim, Candidate, Terms, choose
from channelfit.profile import Profile, known_answers
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Channel, Settings
from conftest import SMALL, rulebook_of

GAMMA = rulebook_of().channels["gamma"]


def channel(id: str, hours: float, reaches: str, *, upkeep: bool) -> Channel:
    """A channel as far as the choice reads it."""
    return GAMMA._replace(id=id, effort=GAMMA.effort._replace(hours_per_week=hours), reaches=reaches, upkeep=upkeep)


def random_situations(rng: Random, rows: int) -> Situations:
    """A few channels to play and entries to keep; few different numbers, so that ties are common."""
    goals = ["x", "y"][: rng.randint(1, 2)]
    channels = [
        *(
            channel(f"c{n}", rng.choice([0, 0.5, 1, 1, 2, 3]), rng.choice(["", "", "g", "h"]), upkeep=False)
            for n in range(rng.randint(0, 5))
        ),
        *(
            channel(f"u{n}", rng.choice([0, 0.25, 0.5, 1, 4]), rng.choice(["", "", "k"]), upkeep=True)
            for n in range(rng.randint(0, 3))
        ),
    ]
    steps = [0.0, 0.0, *(fit_of(points, 0.8) for points in (1, 1, 2, 3))]
    # Which basic comes first does not depend on limits, so only channels to play have some here.
    least = 1 if any(one.upkeep for one in channels) else 0.3
    shares = np.array([rng.choice([0.25, 0.5, 0.75]) for _ in range(rows)])
    return Situations(
        channels=tuple(channels),
        fits={
            (one.id, goal): np.array([rng.choice(steps) for _ in range(rows)], dtype=np.float64)
            for one in channels
            for goal in goals
        },
        weights=dict(zip(goals, [shares, 1 - shares] if len(goals) == 2 else [np.ones(rows)], strict=True)),
        limits={goal: np.array([rng.choice([1, 1, least]) for _ in range(rows)], dtype=np.float64) for goal in goals},
        hours=np.array([rng.choice([0, 0.25, 0.5, 1, 1.5, 2, 3, 5, 20]) for _ in range(rows)], dtype=np.float64),
    )


def one_by_one(situations: Situations, terms: Terms) -> list[Picked]:
    """Each row as the choice for a single company makes it."""
    found = []
    for row, hours in enumerate(situations.hours.tolist()):
        able = []
        for one in situations.channels:
            fits = {goal: float(column[row]) for (id, goal), column in situations.fits.items() if id == one.id and column[row]}
            if fits:
                able.append((one.upkeep, Candidate(one.id, one.effort.hours_per_week, one.reaches, fits)))
        aims = [Aim(goal, float(weight[row]), float(situations.limits[goal][row])) for goal, weight in situations.weights.items()]
        stages, upkeep = ([candidate for kept, candidate in able if kept is wanted] for wanted in (False, True))
        chosen = choose(stages, upkeep, aims, terms._replace(hours=hours))
        found.append(Picked(*(tuple(sorted(one.id for one in some)) for some in (chosen.chosen, chosen.basics))))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_columns_choose_what_a_single_choice_does(seed: int) -> None:
    """For none to four places, with and without basics, whether channels reach the same people or not."""
    rng = Random(seed)
    for _ in range(8):
        situations = random_situations(rng, rng.choice([1, 7, 70]))
        terms = Terms(
            hours=0.0, max_channels=rng.randint(0, 4), max_basics=rng.randint(0, 2), focus_price=rng.choice([0.0, 0.04, 0.2])
        )
        assert picks_of(situations, terms) == one_by_one(situations, terms)


def test_a_channel_and_a_basic_that_reach_the_same_people() -> None:
    """Then the basic takes from the channel what it would add."""
    situations = Situations(
        channels=(channel("c", 1, "g", upkeep=False), channel("u", 1, "g", upkeep=True)),
        fits={("c", "x"): np.array([0.5, 0.5]), ("u", "x"): np.array([0.7, 0.0])},
        weights={"x": np.ones(2)},
        limits={"x": np.ones(2)},
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
    situations = Situations(
        channels=(channel("c0", 0.5, "", upkeep=False), channel("c1", 3, "", upkeep=False), channel("u", 4, "", upkeep=True)),
        fits={("c0", "y"): np.array([0.5]), ("c1", "x"): np.array([0.7]), ("u", "y"): np.array([0.5])},
        weights={"x": np.array([0.75]), "y": np.array([0.25])},
        limits={"x": np.ones(1), "y": np.ones(1)},
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


OPEN = """\
rules:
  - {id: a, criterion: offer, when: {video: true}, channels: {alpha: {image: 3}, gamma: 2}, why: {de: w, en: w}, basis: judgement}
  - {id: b, criterion: offer, when: {backing: partly}, channels: {alpha: {image: 3, sales: -9}, gamma: {image: 0}}, why: {de: w, en: w}, basis: judgement}
  - {id: c, criterion: offer, when: {hires: old}, channels: {alpha: -6, upkeep: {exclude: true}}, why: {de: w, en: w}, basis: judgement}
  - {id: d, criterion: means, when: {backing: "no"}, channels: [gamma], exclude: true, why: {de: w, en: w}, basis: judgement}
  - {id: e, criterion: audience, when: {market: b2b}, channels: {beta: 1}, why: {de: w, en: w}, basis: judgement}
"""


def test_the_points_of_completions_are_those_of_each_of_them() -> None:
    """Sums of a criterion cut, times its weight; zero where a channel is ruled out or does not count."""
    head = SMALL["rulebook.yaml"] + "settings: {criterion_weights: {offer: 1.5, audience: 0.5}}\n"
    rulebook = rulebook_of({"situations/open.yaml": OPEN, "rulebook.yaml": head})
    goals = ("image", "recruiting")
    given: dict[str, Answer] = {"market": ("b2b",), "goals": goals, "hours_per_week": 5.0}
    completions = Completions(rulebook, Profile(answers=given), 40)
    points = points_of(rulebook, completions, goals, rulebook.settings.criterion_weights)
    fits = counted_fits(points, rulebook.settings, 40)
    for row in range(40):
        drawn = {
            id: tuple(option for option, column in completions.drawn[id].options.items() if column[row])
            for id in ("video", "backing", "hires")
        }
        known = known_answers(rulebook, Profile(answers={**given, **drawn}))
        for id, one in score(rulebook, known, goals).items():
            for goal, scored in one.goals.items():
                counts = scored.counts and not one.excluded_by
                assert fits[id, goal][row] == pytest.approx(scored.fit if counts else 0), (id, goal)
    assert {goal for _, goal in points} == set(goals)
    # What is the same in all completions is one number and no column.
    assert isinstance(points["beta", "recruiting"], np.ndarray)
    assert points["gamma", "recruiting"] is not None
