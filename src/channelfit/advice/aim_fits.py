"""How well all channels fit an aim of one company: worked out once for each state of the rules that decide it."""

from collections.abc import Iterator, Mapping, Sequence
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
    """The fit of every channel that serves an aim, and what is excluded from it."""

    fits: Mapping[str, AimFit]
    excluded: frozenset[str]


@brief
class Counting(NamedTuple):
    """How far an aim can be covered at best, and the fits of the channels that count for it."""

    limit: float
    fits: Mapping[str, float]


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
        self.kept: dict[int, AimFit] = {}

    def fit(self, holding: int, settings: Settings) -> AimFit:
        """Its fit where these rules hold and none excludes it."""
        key = holding & self.reads
        found = self.kept.get(key)
        if found is None:
            if len(self.kept) > _MOST_KEPT:
                self.kept.clear()
            self.kept[key] = found = self._fit(holding, settings)
        return found

    def _fit(self, holding: int, settings: Settings) -> AimFit:
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
            fit=fit_of(total, settings.top_fit),
            counts=total >= settings.min_points,
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
        self._found: dict[tuple[str, int, int, frozenset[str]], Counting] = {}
        self._excluded: dict[tuple[int, tuple[str, ...]], frozenset[str]] = {}

    def others(self, goals: Sequence[str], goal: str) -> tuple[str, ...]:
        """The questions by which other goals of a company are split."""
        key = (tuple(goals), goal)
        if key not in self._others:
            self._others[key] = others_of(self.rulebook, goals, goal)
        return self._others[key]

    def aim(self, goal: str, view: Table, others: tuple[str, ...]) -> AimFits:
        """The fits for an aim, as a company is seen for it; `others` are the questions by which its other goals are split."""
        excluded, fits = self._excluded_in(view, others), {}
        for channel in self.serving[goal]:
            fit = channel.fit(view.holding, self.settings)
            fits[channel.id] = fit._replace(fit=0.0, counts=False, is_excluded=True) if channel.id in excluded else fit
        return AimFits(fits, excluded)

    def counting(self, goal: str, view: Table, others: tuple[str, ...]) -> Counting:
        """What counts for an aim, as `aim` has it."""
        holding, excluded = view.holding, self._excluded_in(view, others)
        key = (goal, holding & self.reads[goal], view.bits.yes & self.limits[goal], excluded)
        found = self._found.get(key)
        if found is None:
            fits = {}
            for channel in self.serving[goal]:
                fit = channel.kept.get(holding & channel.reads) or channel.fit(holding, self.settings)
                if fit.counts and channel.id not in excluded:
                    fits[channel.id] = fit.fit
            if len(self._found) > _MOST_KEPT:
                self._found.clear()
            self._found[key] = found = Counting(single(limit_of(self.rulebook.goals[goal], view)), fits)
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
    return {key: kept.aim(key[0], view, kept.others(goals, key[0])) for key, view in _views(rulebook, table, goals)}


def counting_of(rulebook: Rulebook, table: Table, goals: Sequence[str]) -> dict[AimKey, Counting]:
    """What counts for each aim of one company, goal by goal; the same object where the same rules hold."""
    kept = _kept_of(rulebook)
    return {key: kept.counting(key[0], view, kept.others(goals, key[0])) for key, view in _views(rulebook, table, goals)}


def _views(rulebook: Rulebook, table: Table, goals: Sequence[str]) -> Iterator[tuple[AimKey, Table]]:
    """Each aim, and the company as it is seen for it."""
    for goal in goals:
        record = rulebook.goals[goal]
        for group in weights_of(record, 1.0, table):
            yield (goal, group), view_of(record, group, table)
