"""How far the weights are varied, and what that does to a channel at the edge."""

import numpy as np
import pytest

from channelfit.advice.advise import advise
from channelfit.advice.stability import stability_of
from channelfit.profile import Profile
from conftest import SMALL, rulebook_of

OUT = "rules:\n" + "".join(
    f"  - {{id: no-{id}, criterion: market, when: {{market: b2c}}, channels: [{id}], exclude: true, why: {{de: w, en: w}}, basis: judgement}}\n"
    for id in ("alpha", "beta", "gamma", "upkeep")
)
CHANNEL = """\
channel: NAME
name: X
kind: owned
about: {de: L., en: L.}
effort: {hours_per_week: 1, first_results_weeks: 2}
UPKEEP
serves: {SERVES}
rules:
  - {id: r, criterion: offer, when: {market: b2c}, points: POINTS, why: {de: w, en: w}, basis: judgement}
plan: {cadence: {de: c, en: c}, stop_rule: {de: s, en: s}, if_parked: {de: p, en: p}}
"""


def channel(name: str, serves: str, points: str, upkeep: str = "") -> dict[str, str]:
    """The file of a channel to which one rule gives points."""
    text = CHANNEL.replace("NAME", name).replace("SERVES", serves).replace("POINTS", points).replace("UPKEEP", upkeep)
    return {f"channels/{name}.yaml": text}


@pytest.mark.parametrize("upkeep", ["", "upkeep: true"])
@pytest.mark.parametrize(
    ("base", "points", "share"),
    [
        # With 2 points times 0.5 to 1.5 on top, half a point is what counts.
        (-0.5, 2, 1),
        (-0.52, 2, 0.99),
        (-1, 2, 0.75),
        (-1.5, 2, 0.5),
        # With 2 points less, times 0.5 to 1.5.
        (3.5, -2, 1),
        (3.48, -2, 0.99),
        (3, -2, 0.75),
        (2.5, -2, 0.5),
    ],
)
def test_the_weight_of_a_criterion_is_halved_at_most_and_half_more_at_most(
    base: float, points: float, share: float, upkeep: str
) -> None:
    """And everything between is as likely: 200 slices, in each of which one variation falls."""
    rulebook = rulebook_of({"situations/out.yaml": OUT, **channel("edge", f"image: {base}", str(points), upkeep)})
    advice = advise(rulebook, Profile(answers={"market": ("b2c",), "goals": ("image",)}))
    assert stability_of(advice) == {"edge": pytest.approx(share, abs=0.0051)}


@pytest.mark.parametrize("limit", [1, 0.9, 0.84, 0.7, 0.4, 0.3, 0.275, 0.26])
def test_the_weight_of_a_goal_is_cut_or_raised_by_three_tenths_at_most(limit: float) -> None:
    """One place, and a channel for each of two goals: which has it is a matter of their weights, 2/3 and 1/3 before."""
    goals = SMALL["goals.yaml"].replace("at_most: 0.3", f"at_most: {limit}").replace("market: b2b", "market: b2c")
    files = {"situations/out.yaml": OUT, **channel("first", "sales: 1", "2"), **channel("second", "image: 1", "2")}
    rulebook = rulebook_of({"goals.yaml": goals, **files})
    advice = advise(rulebook, Profile(answers={"market": ("b2c",), "goals": ("sales", "image")}), max_channels=1)
    factors = np.linspace(0.7, 1.3, 601)
    first = (2 * limit * factors[:, None] > factors[None, :]).mean()
    favoured, share = ("first", first) if 2 * limit > 1 else ("second", 1 - first)
    # What lies beyond the bounds never happens, the rest about as often as it should.
    assert stability_of(advice, 2000) == {favoured: share if share == 1 else pytest.approx(share, abs=0.015)}


@pytest.mark.parametrize("upkeep", ["", "upkeep: true"])
@pytest.mark.parametrize(("hours", "share"), [(1, 0.5), (1.25, 0.9167), (1.5, 1)])
def test_the_hours_of_a_channel_are_cut_or_raised_by_three_tenths_at_most(hours: float, share: float, upkeep: str) -> None:
    """Not rounded, and basics too: a channel that takes an hour takes 0.7 to 1.3 of those that are there."""
    rulebook = rulebook_of({"situations/out.yaml": OUT, **channel("edge", "image: 3", "0", upkeep)})
    advice = advise(rulebook, Profile(answers={"market": ("b2c",), "goals": ("image",), "hours_per_week": hours}))
    assert stability_of(advice) == {"edge": pytest.approx(share, abs=0.0051)}


def test_what_a_share_saves_is_never_more_than_the_partner_takes() -> None:
    """Nine tenths of an hour beside a partner of an hour fall away; and less where the partner takes less."""
    text = channel("beside", "image: 2", "0")["channels/beside.yaml"].replace("serves:", "shares_work_with: {edge: 0.9}\nserves:")
    files = {"situations/out.yaml": OUT, **channel("edge", "image: 3", "0"), "channels/beside.yaml": text}
    advice = advise(rulebook_of(files), Profile(answers={"market": ("b2c",), "goals": ("image",), "hours_per_week": 1.25}))
    assert [advised.fit.channel.id for advised in advice.recommended] == ["edge", "beside"]
    factors = 0.7 + 0.6 * (np.arange(600) + 0.5) / 600
    edge, beside = factors[:, None], factors[None, :]
    both = edge + beside - np.minimum(0.9 * beside, edge) <= 1.25
    # Where the partner takes too much by itself, the other one stands alone.
    alone = (edge > 1.25) & (beside <= 1.25)
    found = stability_of(advice, 2000)
    assert found["beside"] == pytest.approx((both | alone).mean(), abs=0.02)
    assert found["edge"] == pytest.approx((factors <= 1.25).mean(), abs=0.01)
