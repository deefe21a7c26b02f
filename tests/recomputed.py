"""Advice worked out anew from its JSON alone, by the formulas as they are written down."""

from collections.abc import Iterable
from math import ceil, floor
from typing import Any

import pytest

Plain = dict[str, Any]
# A goal, and the group of it (nothing: it is not split).
AimKey = tuple[str, str | None]


def recompute(result: Plain) -> float:
    """Reasons to points, fit, coverage, what each adds, hours and price. What it returns is the worth of the choice."""
    for channel in (*result["basics"], *result["recommended"]):
        points_follow_from_reasons(channel, result["limits"])
    for channel in result["not_recommended"]:
        for fit in channel["goals"].values():
            excluded = channel["cause"] == "excluded"
            _fits_follow_from_points(fit, result["limits"], excluded=excluded)
    _coverage_follows_from_fits(result)
    _hours_follow_from_shares(result)
    _hours_to_use_go_round(result)
    price = _set_pays_its_price(result)
    cited = {id for one in (*result["basics"], *result["recommended"]) for reason in one["reasons"] for id in reason["evidence"]}
    assert cited <= {fact["id"] for fact in result["evidence"]}
    return float(result["coverage"]["total"] - price)


def points_follow_from_reasons(channel: Plain, limits: Plain, *, excluded: bool = False) -> None:
    """Each criterion is the sum of its rules that hold for the group, cut, times its weight."""
    most, weights = limits["max_criterion_points"], limits["criterion_weights"]
    for goal, fit in channel["goals"].items():
        assert set(fit["segments"]) >= {group for reason in channel["reasons"] for group in reason["segments"].get(goal, ())}
        for group, own in (fit["segments"] or {None: fit}).items():
            sums: dict[str, float] = {}
            for reason in channel["reasons"]:
                holds = goal in reason["points"] and (group is None or group in reason["segments"][goal])
                if holds:
                    sums[reason["criterion"]] = sums.get(reason["criterion"], 0) + reason["points"][goal]
            cut = {criterion: max(-most, min(most, points)) * weights[criterion] for criterion, points in sums.items()}
            assert own["criteria"] == pytest.approx(cut, abs=1e-6)
        _fits_follow_from_points(fit, limits, excluded=excluded)


def _fits_follow_from_points(fit: Plain, limits: Plain, *, excluded: bool = False) -> None:
    """Base and criteria make points, points the fit; of groups the numbers above are the means."""
    groups = list(fit["segments"].values())
    for own in groups or [{**fit, "excluded": excluded}]:
        assert own["points"] == pytest.approx(own["base"] + sum(own["criteria"].values()), abs=1e-5)
        expected = 0 if own["excluded"] else limits["top_fit"] / (1 + 2 ** -own["points"])
        assert own["fit"] == pytest.approx(expected, abs=1e-6)
        assert own["counts"] == (not own["excluded"] and own["points"] >= limits["min_points"])
    assert bool(groups) == (fit["split_by"] is not None)
    if groups:
        assert fit["counts"] == any(own["counts"] for own in groups)
        for number in ("base", "points", "fit"):
            assert fit[number] == pytest.approx(_mean(own[number] for own in groups), abs=1e-5)
        named = {criterion for own in groups for criterion in own["criteria"]}
        means = {criterion: _mean(own["criteria"].get(criterion, 0) for own in groups) for criterion in named}
        assert fit["criteria"] == pytest.approx(means, abs=1e-5)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


def _coverage_follows_from_fits(result: Plain) -> None:
    """Of each group, of each goal and in total; and what each channel adds."""
    goals, channels = result["coverage"]["goals"], [*result["basics"], *result["recommended"]]
    for goal, covered in goals.items():
        for group, own in (covered["segments"] or {None: covered}).items():
            assert own["coverage"] == pytest.approx(_covered((goal, group), own["limit"], channels, result), abs=1e-5)
        if covered["segments"]:
            for number in ("limit", "coverage"):
                assert covered[number] == pytest.approx(_mean(own[number] for own in covered["segments"].values()), abs=1e-5)
    assert result["coverage"]["total"] == pytest.approx(_total(channels, result), abs=1e-5)
    for channel in channels:
        others = [one for one in channels if one is not channel]
        assert channel["adds"] == pytest.approx(_total(channels, result) - _total(others, result), abs=1e-5)
    for channel in result["not_recommended"]:
        assert channel["adds"] == pytest.approx(_total([*channels, channel], result) - _total(channels, result), abs=1e-5)


def _total(some: list[Plain], result: Plain) -> float:
    goals: Iterable[tuple[str, Plain]] = result["coverage"]["goals"].items()
    return sum(
        float(covered["weight"])
        * _mean(
            _covered((goal, group), own["limit"], some, result) for group, own in (covered["segments"] or {None: covered}).items()
        )
        for goal, covered in goals
    )


def _covered(aim: AimKey, limit: float, some: list[Plain], result: Plain) -> float:
    """What a set covers of a group: who reaches the same people counts half after the first."""
    goal, group = aim
    alike: dict[object, list[float]] = {}
    for place, channel in enumerate(some):
        fit = channel["goals"].get(goal)
        own = fit and (fit if group is None else fit["segments"][group])
        if own and own["counts"]:
            enters = result["limits"]["upkeep_weight"] if channel["upkeep"] else 1
            alike.setdefault(channel["reaches"] or place, []).append(own["fit"] * enters)
    uncovered = 1.0
    for fits in alike.values():
        for rank, entering in enumerate(sorted(fits, reverse=True)):
            uncovered *= 1 - (entering if rank == 0 else entering / 2)
    return limit * (1 - uncovered)


def _share(channel: Plain) -> float:
    return float(channel["shares_with"]["share"]) if channel["shares_with"] else 0.0


def _hours_follow_from_shares(result: Plain) -> None:
    """Hours less what is shared, up to a quarter; companions stand after their partners and take no slot."""
    basics, chosen, limits = result["basics"], result["recommended"], result["limits"]
    ids = [channel["channel"] for channel in chosen]
    companions = [channel for channel in chosen if channel["role"] == "companion"]
    for channel in (*basics, *chosen):
        assert channel["hours_per_week"] == ceil(round(4 * channel["hours_alone"] * (1 - _share(channel)), 6)) / 4
        assert (channel in companions) == (_share(channel) > 0 and _share(channel) >= limits["companion_share"])
        assert channel["upkeep"] == (channel["role"] == "basic")
    for channel in chosen:
        assert not channel["shares_with"] or channel["shares_with"]["channel"] in ids
    for channel in companions:
        before = chosen[: ids.index(channel["channel"])]
        leading = [one["channel"] for one in before if one not in companions]
        assert leading[-1] == channel["shares_with"]["channel"]
    assert len(companions) <= limits["max_companions"]
    assert len(chosen) - len(companions) <= limits["max_channels"]
    assert len(basics) <= limits["max_basics"]
    effort = result["effort"]
    assert effort["hours_per_week"] == sum(channel["hours_per_week"] for channel in (*basics, *chosen))
    assert effort["hours_per_week"] <= effort["believable"] == floor(4 * effort["believable"]) / 4
    assert effort["money_per_month"] == sum(channel["money_per_month"] for channel in (*basics, *chosen))
    cost = sum(channel["cost_per_month"] for channel in (*basics, *chosen))
    assert effort["cost_per_month"] == pytest.approx(cost, abs=1e-4)


def _hours_to_use_go_round(result: Plain) -> None:
    """What is left goes to the channels in turn, a quarter at a time, up to what makes them better."""
    basics, chosen, effort = result["basics"], result["recommended"], result["effort"]
    used: dict[str, float] = {channel["channel"]: channel["hours_per_week"] for channel in chosen}
    most = {one["channel"]: floor(round(4 * one["full_hours"] * (1 - _share(one)), 6)) / 4 for one in chosen}
    left = effort["believable"] - effort["hours_per_week"]
    growing = True
    while growing:
        growing = False
        for channel, hours in used.items():
            if left >= 0.25 and hours < most[channel]:
                used[channel], left, growing = hours + 0.25, left - 0.25, True
    assert {channel["channel"]: channel["hours_to_use"] for channel in chosen} == used
    assert all(channel["hours_to_use"] == channel["hours_per_week"] for channel in basics)
    assert effort["to_use"] == sum(channel["hours_to_use"] for channel in (*basics, *chosen))
    assert effort["spare"] == effort["believable"] - effort["to_use"]


def _set_pays_its_price(result: Plain) -> float:
    """The price of the set; nobody whose work feeds nobody costs more than it adds."""
    chosen, price = result["recommended"], result["limits"]["focus_price"]
    partners = {channel["shares_with"]["channel"] for channel in chosen if channel["shares_with"]}
    for channel in chosen:
        assert channel["channel"] in partners or channel["adds"] >= price * (1 - _share(channel)) - 1e-6
    for channel in result["not_recommended"]:
        assert channel["cause"] != "adds_too_little" or channel["upkeep"] or channel["adds"] <= price + 1e-6
    return float(price * sum(1 - _share(channel) for channel in chosen))
