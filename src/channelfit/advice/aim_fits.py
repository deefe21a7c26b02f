"""How well all channels fit an aim of one company: worked out once for each state of the rules that decide it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from channelfit.advice.formulas import (
    Scored,
    criteria_of,
    excludes,
    fit_of,
    limit_of,
    others_of,
    points_of,
    single,
    view_of,
    weights_of,
)
from channelfit.advice.portfolio import DECIMALS, AimKey
from channelfit.advice.table import Table
from channelfit.brevity import brief
from channelfit.rulebook.compiled import evaluator_of
from channelfit.rulebook.kept import kept_with_rulebook
from channelfit.rulebook.model import Rule, Rulebook, Settings

# So many states are kept of each goal and of each channel.
_MOST_KEPT = 4096


@brief
class AimFit(NamedTuple):
    """How well a channel fits one goal, for one group of people if the goal is split.

    `criteria` are the points of each criterion in which a rule holds, after the cut, times its weight; `points` is `base` plus
    their sum; `counts` says whether they reach `min_points`. What excludes the channel leaves it no fit.
    """

    base: float
    criteria: Mapping[str, float]
    points: float
    fit: float
    counts: bool
    is_excluded: bool = False


@brief
class AimFits(NamedTuple):
    """How far an aim can be covered at best, and the fit of every channel that serves it.

    `counting` are the fits of those that count for it, `excluded` the channels that are excluded from it.
    """

    limit: float
    fits: Mapping[str, AimFit]
    counting: Mapping[str, float]
    excluded: frozenset[str]


class _Channel:
    """A channel that serves a goal: the rules that give it points for it, and its fits by which of them hold."""

    def __init__(self, rulebook: Rulebook, channel: str, goal: str) -> None:
        self.id = channel
        self.base = rulebook.channels[channel].serves[goal]
        self.given = [
            (1 << number, rule.criterion.value, effect.points[goal])
            for number, rule in enumerate(rulebook.rules)
            if (effect := rule.effects.get(channel)) and not effect.excludes and effect.points.get(goal)
        ]
        self.reads = sum(bit for bit, _, _ in self.given)
        self._kept: dict[tuple[int, bool], AimFit] = {}

    def fit(self, holding: int, settings: Settings, *, is_excluded: bool) -> AimFit:
        """Its fit where these rules hold."""
        key = (holding & self.reads, is_excluded)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = found = self._fit(holding, settings, is_excluded=is_excluded)
        return found

    def _fit(self, holding: int, settings: Settings, *, is_excluded: bool) -> AimFit:
        sums: dict[str, float] = {}
        for bit, criterion, points in self.given:
            if holding & bit:
                sums[criterion] = sums.get(criterion, 0.0) + points
        scored = criteria_of(self.id, Scored({self.id: sums}, {}), settings)
        criteria = {criterion: single(given) for criterion, given in scored.items()}
        total = round(single(points_of(self.base, criteria)), DECIMALS)
        return AimFit(
            base=self.base,
            criteria=criteria,
            points=total,
            fit=0.0 if is_excluded else fit_of(total, settings.top_fit),
            counts=not is_excluded and total >= settings.min_points,
            is_excluded=is_excluded,
        )


class _Kept:
    """The channels of a rulebook by goal, with their fits so far."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.settings = rulebook.settings
        self._others: dict[tuple[tuple[str, ...], str], tuple[str, ...]] = {}
        self._reading: dict[tuple[str, ...], list[tuple[int, Rule, frozenset[str]]]] = {}
        self.serving = {
            goal: [_Channel(rulebook, id, goal) for id, channel in rulebook.channels.items() if goal in channel.serves]
            for goal in rulebook.goals
        }
        numbers = evaluator_of(rulebook).numbers
        self.goals = rulebook.goals
        self.reads = {goal: _union([channel.reads for channel in serving]) for goal, serving in self.serving.items()}
        self.limits = {
            goal: _union([1 << numbers[id(limit.when)] for limit in record.limits]) for goal, record in rulebook.goals.items()
        }
        self.excluding: list[tuple[int, Rule, frozenset[str]]] = []
        for number, rule in enumerate(rulebook.rules):
            excluded = frozenset(channel for channel, effect in rule.effects.items() if effect.excludes)
            if excluded:
                self.excluding.append((1 << number, rule, excluded))
        self.all_excluding = _union([bit for bit, _, _ in self.excluding])
        self._found: dict[tuple[str, int, int, frozenset[str]], AimFits] = {}
        self._excluded: dict[tuple[int, tuple[str, ...]], frozenset[str]] = {}

    def others(self, goals: Sequence[str], goal: str) -> tuple[str, ...]:
        """The questions by which other goals of a company are split."""
        key = (tuple(goals), goal)
        if key not in self._others:
            self._others[key] = others_of(self.rulebook, goals, goal)
        return self._others[key]

    def aim(self, goal: str, view: Table, others: tuple[str, ...]) -> AimFits:
        """The fits for an aim, as a company is seen for it; `others` are the questions by which its other goals are split."""
        holding, excluded = view.holding, self._excluded_in(view, others)
        key = (goal, holding & self.reads[goal], view.bits.yes & self.limits[goal], excluded)
        found = self._found.get(key)
        if found is None:
            fits = {
                channel.id: channel.fit(holding, self.settings, is_excluded=channel.id in excluded)
                for channel in self.serving[goal]
            }
            if len(self._found) > _MOST_KEPT:
                self._found.clear()
            counting = {id: fit.fit for id, fit in fits.items() if fit.counts}
            self._found[key] = found = AimFits(single(limit_of(self.goals[goal], view)), fits, counting, excluded)
        return found

    def _excluded_in(self, view: Table, others: tuple[str, ...]) -> frozenset[str]:
        """The channels that are excluded from an aim."""
        if others not in self._reading:
            self._reading[others] = [one for one in self.excluding if not one[1].reads.isdisjoint(others)]
        holding = view.holding & self.all_excluding
        for bit, rule, _ in self._reading[others]:
            holding = holding | bit if excludes(rule, view, others) else holding & ~bit
        key = (holding, others)
        if key not in self._excluded:
            if len(self._excluded) > _MOST_KEPT:
                self._excluded.clear()
            self._excluded[key] = frozenset().union(*(excluded for bit, _, excluded in self.excluding if holding & bit))
        return self._excluded[key]


def _union(bits: Sequence[int]) -> int:
    found = 0
    for some in bits:
        found |= some
    return found


@kept_with_rulebook
def _kept_of(rulebook: Rulebook) -> _Kept:
    return _Kept(rulebook)


def aim_fits_of(rulebook: Rulebook, table: Table, goals: Sequence[str]) -> dict[AimKey, AimFits]:
    """The fits of all channels for each aim of one company, goal by goal."""
    kept = _kept_of(rulebook)
    found = {}
    for goal in goals:
        record, others = rulebook.goals[goal], kept.others(goals, goal)
        for group in weights_of(record, 1.0, table):
            found[goal, group] = kept.aim(goal, view_of(record, group, table), others)
    return found
