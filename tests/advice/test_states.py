"""Some hundred situations without NumPy: the same choice as in columns, and columns of bits that are those of each row."""

import subprocess
import sys
from random import Random

import pytest

from advice.test_search import random_world
from channelfit.advice import states as module
from channelfit.advice.branching import Allowance
from channelfit.advice.columns import picks_in_columns
from channelfit.advice.formulas import fit_of
from channelfit.advice.parted import Parts, Rows, bits_by_value, bits_of, everyone_of, places_of, rows_in
from channelfit.advice.picks import picks_of
from channelfit.advice.players import in_play, seats_of
from channelfit.advice.portfolio import Candidate, Terms
from channelfit.advice.side_by_side import side_by_side
from channelfit.advice.states import Listed, States, listed
from channelfit.advice.truths import added, joined, where
from conftest import EXAMPLES, plain_environment
from economy import draws


def random_states(rng: Random, count: int, *, are_hours_varied: bool) -> tuple[States, Terms]:
    """The channels of a random small world in so many rows with other fits, weights, limits, hours, and what works."""
    world = random_world(rng, 6)
    upkeep = sorted(
        (one._replace(hours=rng.choice([0.25, 0.5, 1, 4]), fits={}, is_upkeep=True) for one in world.basics),
        key=lambda one: one.id,
    )
    stages = sorted((one._replace(fits={}) for one in world.candidates), key=lambda one: one.id)
    steps = [0.0, 0.0, *(fit_of(points, 0.8) for points in (0.5, 1, 1, 2, 3))]

    def column(*values: float) -> Listed:
        return Listed(values, [rng.randrange(len(values)) for _ in range(count)])

    states = States(
        rows=count,
        stages=tuple(stages),
        upkeep=tuple(upkeep),
        fits={(one.id, aim.key): column(*steps) for one in (*stages, *upkeep) for aim in world.aims if rng.random() < 0.9},
        weights={aim.key: column(0.0, 0.2, 0.4) for aim in world.aims},
        limits={aim.key: column(1.0, 1.0, 0.3) for aim in world.aims},
        hours=column(0, 0.25, 0.5, 1, 1.5, 2, 3, 5, 20),
        working={one.id: column(0, 0, 1) for one in stages},
        active={one.id: column(0, 1) for one in stages},
        hours_of={one.id: column(*[one.hours * (0.7 + 0.6 * rng.random()) for _ in range(5)]) for one in (*stages, *upkeep)}
        if are_hours_varied
        else None,
    )
    return states, world.terms._replace(max_basics=rng.choice([0, 1, 2]))


@pytest.mark.drawn
@pytest.mark.parametrize("seed", range(draws(5, 10)))
@pytest.mark.parametrize("are_hours_varied", [False, True])
def test_one_after_the_other_is_chosen_as_in_columns(seed: int, are_hours_varied: bool) -> None:
    """Groups, shares and companions, basics, ties and what settles them; hours that do not come in quarters too."""
    rng = Random(f"{seed} {are_hours_varied}")
    for _ in range(6):
        states, terms = random_states(rng, 40, are_hours_varied=are_hours_varied)
        rows = list(range(40))
        assert picks_in_columns(states, terms, rows) in (None, module.one_by_one(states, terms, rows))


@pytest.mark.drawn
@pytest.mark.parametrize("seed", range(draws(5, 10)))
@pytest.mark.parametrize("are_hours_varied", [False, True])
def test_side_by_side_is_chosen_as_one_after_the_other(seed: int, are_hours_varied: bool) -> None:
    """What is left open is what the formulas must settle, which few of the rows are where hours vary; whatever seems likely."""
    rng = Random(f"beside {seed} {are_hours_varied}")
    for number in range(6):
        states, terms = random_states(rng, 40, are_hours_varied=are_hours_varied)
        single = module.one_by_one(states, terms, range(40))
        found = side_by_side(states, terms, range(40), single[number].chosen if number % 3 else ())
        assert [one if beside is None else beside for one, beside in zip(single, found, strict=True)] == single
        assert found.count(None) <= 40 * 0.8


def test_who_cannot_be_chosen_is_not_in_play() -> None:
    """Neither pays alone, nor makes anybody cheaper who does; two that make only one another cheaper are out together."""
    terms = Terms(hours=10, max_channels=3, max_basics=2, focus_price=0.04)
    shares = {"paying": {"helper": 0.5}, "helper": {"far": 0.5}, "far": {}, "one": {"other": 0.5}, "other": {"one": 0.5}}
    stages = {id: Candidate(id, 1, "", {}, shares=saved) for id, saved in shares.items()}
    gains = {"paying": 0.03, "helper": 0.01, "far": 0.0, "one": 0.01, "other": 0.01}
    seats = in_play(gains, lambda ids: seats_of([stages[id] for id in ids], (), terms))
    assert [seat.candidate.id for seat in seats] == ["paying", "helper", "far"]
    # Alone it must pay its whole price.
    assert [*in_play({"paying": 0.03}, lambda ids: seats_of([stages[id] for id in ids], (), terms))] == []


def test_rows_may_be_any_of_them() -> None:
    """In any order, and more than once."""
    states, terms = random_states(Random(3), 30, are_hours_varied=False)
    every = picks_of(states, terms, range(30))
    assert picks_of(states, terms, [7, 2, 7, 29]) == [every[row] for row in (7, 2, 7, 29)]


def test_what_is_too_much_for_one_after_the_other_is_chosen_in_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is refused whom columns can answer."""
    states, terms = random_states(Random(5), 30, are_hours_varied=False)
    every = picks_of(states, terms, range(30))
    assert picks_in_columns(states, terms, range(30)) == every
    monkeypatch.setattr(module, "Allowance", lambda left: Allowance(min(left, 20)))
    assert picks_of(states, terms, range(30)) == every


@pytest.mark.parametrize("kinds", [1, 3, 249, 250, 251, 400])
def test_columns_of_bits_are_those_of_each_row(kinds: int) -> None:
    """However many values there are."""
    rng = Random(kinds)
    values = [float(rng.randrange(kinds)) for _ in range(500)]
    truths = [rng.random() < 0.3 for _ in values]
    rows, parts = Rows(bits_of(truths), everyone_of(500)), Parts(bits_by_value(values))
    assert rows_in(rows.bits) == [row for row, truth in enumerate(truths) if truth]
    assert [list(parts.of)[place] for place in places_of([*parts.of.values()], 500)] == values

    def each(value: object) -> list[float]:
        assert isinstance(value, Parts)
        return listed(value, 500).at(range(500))

    assert each(added(parts, rows, 0.5)) == [value + 0.5 * truth for value, truth in zip(values, truths, strict=True)]
    assert each(where(rows, parts, -1.0)) == [value if truth else -1.0 for value, truth in zip(values, truths, strict=True)]
    assert each(joined(parts, added(parts, rows, 1.0), max)) == [
        value + truth for value, truth in zip(values, truths, strict=True)
    ]
    assert each(parts * 2 + parts) == [value * 3 for value in values]
    assert listed(~rows, 500).at(range(500)) == [float(not truth) for truth in truths]


def test_one_company_needs_no_numpy() -> None:
    """Neither for the advice nor for how sure it is, what is open included."""
    code = (
        "import sys\n"
        "from channelfit import advise, load_rulebook, load_profile\n"
        "advice = advise(load_rulebook(), load_profile(sys.argv[1], load_rulebook()))\n"
        "advice.to_dict()\n"
        "print('numpy' in sys.modules)\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, EXAMPLES / "machine-builder.yaml"],
        capture_output=True,
        text=True,
        check=True,
        env=plain_environment({}),
    )
    assert found.stdout == "False\n"
