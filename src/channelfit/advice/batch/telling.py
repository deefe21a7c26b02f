"""The first reason of many companies: the rule that speaks most for their first channel."""

from collections.abc import Sequence

import numpy as np

from channelfit.advice.batch.aims import AimRows
from channelfit.advice.model import Advice
from channelfit.advice.portfolio import DECIMALS
from channelfit.advice.rows import Indices
from channelfit.rulebook.model import Rulebook


def groups_in(rulebook: Rulebook) -> tuple[tuple[str, str], ...]:
    """The groups that goals are split into, as question and option; each has a bit in the number of groups."""
    questions = sorted({goal.split_by for goal in rulebook.goals.values()} - {""})
    return tuple((question, option) for question in questions for option in rulebook.questions[question].options)


def first_reasons(rulebook: Rulebook, aims: Sequence[AimRows], first: Indices) -> tuple[Indices, Indices]:
    """For the first channel of each row, by its place in id order, the rule that speaks most for it where it counts, and the
    groups for which that rule holds; -1 where there is none."""
    rule, groups = np.full(len(first), -1, dtype=np.int64), np.zeros(len(first), dtype=np.int64)
    for place, id in enumerate(sorted(rulebook.channels)):
        rows = np.flatnonzero(first == place)
        if len(rows):
            # Of equal ones the first by id counts.
            named = [index for index, one in enumerate(rulebook.rules) if id in one.effects and one.effects[id].points]
            named.sort(key=lambda index: rulebook.rules[index].id)
            weights, holding = _weigh(rulebook, (id, place), aims, rows, named)
            if named:
                best = weights.argmax(axis=0)
                columns = np.arange(len(rows))
                speaks = weights[best, columns] > 0
                rule[rows[speaks]] = np.array(named)[best[speaks]]
                groups[rows[speaks]] = holding[best[speaks], columns[speaks]]
    return rule, groups


def _weigh(
    rulebook: Rulebook, channel: tuple[str, int], aims: Sequence[AimRows], rows: Indices, named: Sequence[int]
) -> tuple["np.ndarray[tuple[int, ...], np.dtype[np.float64]]", Indices]:
    """What each rule weighs for a channel in each row, and the groups for which it holds."""
    id, place = channel
    weights, holding = np.zeros((len(named), len(rows))), np.zeros((len(named), len(rows)), dtype=np.int64)
    bits = {group: 1 << bit for bit, group in enumerate(groups_in(rulebook))}
    at = np.full(max((int(aim.rows[-1]) for aim in aims), default=0) + 1, -1, dtype=np.int64)
    at[rows] = np.arange(len(rows))
    for aim in aims:
        goal, option = aim.key
        inside = np.flatnonzero(at[aim.rows] >= 0)
        if not len(inside) or goal not in rulebook.channels[id].serves:
            continue
        columns = at[aim.rows[inside]]
        counting = aim.weight[inside] * (aim.fits[place, inside] > 0)
        bit = bits.get((rulebook.goals[goal].split_by, option), 0)
        for number, index in enumerate(named):
            points = rulebook.rules[index].effects[id].points.get(goal)
            if points and index in aim.fired:
                truth = aim.fired[index]
                holds = truth if isinstance(truth, bool) else truth[inside]
                weights[number, columns] += counting * holds * points
                holding[number, columns] |= np.multiply(holds, bit, dtype=np.int64)
    return np.round(weights, DECIMALS), holding


def reason_of(rulebook: Rulebook, advice: Advice) -> tuple[int, int]:
    """The same for one advice."""
    if not advice.recommended:
        return -1, 0
    fit = advice.recommended[0].fit
    weights = {aim.key: aim.weight for aim in advice.aims}
    bits = {group: 1 << bit for bit, group in enumerate(groups_in(rulebook))}
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
