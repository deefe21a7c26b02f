"""The first reason of many companies: the rule that speaks most for their first channel."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from channelfit.advice.batch.aims import AimRows
from channelfit.advice.model import Advice
from channelfit.advice.portfolio import DECIMALS
from channelfit.advice.rows import Column, Indices, Truths
from channelfit.brevity import brief
from channelfit.rulebook.compiled import kept_with
from channelfit.rulebook.model import Rulebook


def groups_in(rulebook: Rulebook) -> tuple[tuple[str, str], ...]:
    """The groups that goals are split into, as question and option; each has a bit in the number of groups."""
    questions = sorted({goal.split_by for goal in rulebook.goals.values()} - {""})
    return tuple((question, option) for question in questions for option in rulebook.questions[question].options)


def _bits(rulebook: Rulebook) -> dict[tuple[str, str], int]:
    """The bit of each group."""
    return {group: 1 << bit for bit, group in enumerate(groups_in(rulebook))}


@brief
class _Heard(NamedTuple):
    """What speaks for one channel in one aim: the rules among those that name it, the rows among those it comes first in, and the
    truth of each rule in each of them; `bit` is that of the group."""

    rules: Indices
    rows: Indices
    holds: Column
    bit: int


def first_reasons(rulebook: Rulebook, aims: Sequence[AimRows], first: Indices) -> tuple[Indices, Indices]:
    """For the first channel of each row, by its place in id order, the rule that speaks most for it where it counts, and the
    groups for which that rule holds; -1 where there is none."""
    rule, groups = np.full(len(first), -1, dtype=np.int64), np.zeros(len(first), dtype=np.int64)
    ids = sorted(rulebook.channels)
    ordered = [np.argsort(first[aim.rows].astype(np.int16), kind="stable") for aim in aims]
    bounds = [
        np.searchsorted(first[aim.rows[order]], np.arange(len(ids) + 1)).tolist()
        for aim, order in zip(aims, ordered, strict=True)
    ]
    for place, id in enumerate(ids):
        rows = np.flatnonzero(first == place)
        named, given = kept_with(rulebook, ("speaking", id), partial(_speaking, rulebook, id))
        if len(rows) and named:
            inside = [order[ends[place] : ends[place + 1]] for order, ends in zip(ordered, bounds, strict=True)]
            weights, heard = _weigh(rulebook, place, aims, inside, (rows, len(named), given))
            best = weights.argmax(axis=0)
            speaks = weights[best, np.arange(len(rows))] > 0
            rule[rows[speaks]] = np.array(named)[best[speaks]]
            held = _held(heard, best, len(named))
            groups[rows[speaks]] = held[speaks]
    return rule, groups


def _speaking(rulebook: Rulebook, id: str) -> tuple[list[int], dict[str, list[tuple[int, int, float]]]]:
    """The rules that give a channel points, of equal ones the first by id first, and for each goal that it serves those that do
    so for it: the place among them all, the number of the rule, and the points."""
    named = [index for index, one in enumerate(rulebook.rules) if id in one.effects and one.effects[id].points]
    named.sort(key=lambda index: rulebook.rules[index].id)
    given: dict[str, list[tuple[int, int, float]]] = {goal: [] for goal in rulebook.channels[id].serves}
    for place, index in enumerate(named):
        for goal, points in rulebook.rules[index].effects[id].points.items():
            if points and goal in given:
                given[goal].append((place, index, points))
    return named, given


def _weigh(
    rulebook: Rulebook,
    place: int,
    aims: Sequence[AimRows],
    inside: Sequence[Indices],
    concerned: tuple[Indices, int, Mapping[str, Sequence[tuple[int, int, float]]]],
) -> tuple["np.ndarray[tuple[int, ...], np.dtype[np.float64]]", list[_Heard]]:
    """What each rule weighs for a channel in each row in which it comes first, and what speaks for it in each aim."""
    rows, count, by_goal = concerned
    weights, heard = np.zeros((count, len(rows))), []
    bits = _bits(rulebook)
    for aim, own in zip(aims, inside, strict=True):
        goal, option = aim.key
        given = by_goal.get(goal)
        if len(own) and given:
            holds = np.stack([_in_some(aim.fired[index], aim.rows[own]) for _, index, _ in given])
            rules = np.array([number for number, _, _ in given])
            columns = np.searchsorted(rows, aim.rows[own])
            points = np.array([points for _, _, points in given])[:, None]
            weights[rules[:, None], columns] += aim.weight[own] * (aim.fits[own, place] > 0) * holds * points
            heard.append(_Heard(rules, columns, holds, bits.get((rulebook.goals[goal].split_by, option), 0)))
    return np.round(weights, DECIMALS), heard


def _in_some(truth: Truths, rows: Indices) -> Column:
    return np.full(len(rows), truth) if isinstance(truth, bool) else truth[rows]


def _held(heard: Sequence[_Heard], best: Indices, count: int) -> Indices:
    """The groups for which the best of so many rules holds in each row."""
    found = np.zeros(len(best), dtype=np.int64)
    for rules, rows, holds, bit in heard:
        place = np.full(count, -1, dtype=np.int64)
        place[rules] = np.arange(len(rules))
        own = place[best[rows]]
        found[rows] |= np.where((own >= 0) & holds[own, np.arange(len(rows))], bit, 0)
    return found


def reason_of(rulebook: Rulebook, advice: Advice) -> tuple[int, int]:
    """The same for one advice."""
    if not advice.recommended:
        return -1, 0
    fit = advice.recommended[0].fit
    weights = {aim.key: aim.weight for aim in advice.aims}
    bits = _bits(rulebook)
    found = []
    for reason in fit.reasons:
        total, groups = 0.0, 0
        for goal, points in reason.points.items():
            for option in reason.segments.get(goal, fit.goals[goal].segments):
                total += weights[goal, option] * points * fit.goals[goal].segments[option].counts
                groups |= bits.get((rulebook.goals[goal].split_by, option), 0)
        found.append((-round(total, DECIMALS), reason.rule.id, groups))
    best = min(found, default=(0.0, "", 0))
    return (next(index for index, rule in enumerate(rulebook.rules) if rule.id == best[1]), best[2]) if best[0] < 0 else (-1, 0)
