"""The first reason of many companies: the rule that speaks most for their first channel."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from channelfit.advice.batch.aims import AimRows
from channelfit.advice.model import Advice
from channelfit.advice.portfolio import DECIMALS
from channelfit.advice.rows import Indices, Numbers, Truths
from channelfit.rulebook.compiled import kept_with
from channelfit.rulebook.model import Rulebook
from channelfit.typed import NamedTuple


def groups_in(rulebook: Rulebook) -> tuple[tuple[str, str], ...]:
    """The groups that goals are split into, as question and option; each has a bit in the number of groups."""
    questions = sorted({goal.split_by for goal in rulebook.goals.values()} - {""})
    return tuple((question, option) for question in questions for option in rulebook.questions[question].options)


def _bits(rulebook: Rulebook) -> dict[tuple[str, str], int]:
    """The bit of each group."""
    return {group: 1 << bit for bit, group in enumerate(groups_in(rulebook))}


class _Heard(NamedTuple):
    """What an aim, or all of a goal, counts for the first channel of each row, and the groups it is for, in the order of first
    channels; and the truth of each rule for it."""

    weight: Numbers
    groups: Indices
    fired: Sequence[Truths]


def first_reasons(rulebook: Rulebook, aims: Sequence[AimRows], first: Indices) -> tuple[Indices, Indices]:
    """For the first channel of each row, by its place in id order, the rule that speaks most for it where it counts, and the
    groups for which that rule holds; -1 where there is none."""
    rule, groups = np.full(len(first), -1, dtype=np.int64), np.zeros(len(first), dtype=np.int64)
    ids = sorted(rulebook.channels)
    order = np.argsort(first.astype(np.int16), kind="stable")
    bounds = np.searchsorted(first[order], np.arange(len(ids) + 1)).tolist()
    heard = _heard(rulebook, aims, first, order)
    for place, id in enumerate(ids):
        inside = slice(*bounds[place : place + 2])
        rows = order[inside]
        best, most = np.full(len(rows), -1, dtype=np.int64), np.zeros(len(rows))
        held = np.zeros(len(rows), dtype=np.int64)
        for number, given in kept_with(rulebook, ("speaking", id), partial(_speaking, rulebook, id)) if len(rows) else ():
            weighs, own = np.zeros(len(rows)), np.zeros(len(rows), dtype=np.int64)
            for goal, points in given:
                whole, parts = heard.get(goal, (None, ()))
                alike = whole is not None and all(one.fired[number] is whole.fired[number] for one in parts)
                for one in [whole] if alike and whole is not None else parts:
                    truth = one.fired[number]
                    if truth is not False:
                        holds = True if truth is True else np.asarray(truth).take(rows)
                        weighs += one.weight[inside] * holds * points
                        own |= one.groups[inside] * holds
            np.round(weighs, DECIMALS, out=weighs)
            more = weighs > most
            for noted, value in ((most, weighs), (best, number), (held, own)):
                np.copyto(noted, value, where=more)
        rule[rows], groups[rows] = best, held
    return rule, groups


def _speaking(rulebook: Rulebook, id: str) -> list[tuple[int, list[tuple[str, float]]]]:
    """The rules that give a channel points for goals that it serves, by id: the number of each, and those points."""
    found = []
    for number, rule in sorted(enumerate(rulebook.rules), key=lambda numbered: numbered[1].id):
        points = rule.effects[id].points if id in rule.effects else {}
        given = [(goal, points[goal]) for goal in rulebook.goals if points.get(goal) and goal in rulebook.channels[id].serves]
        found += [(number, given)] if given else []
    return found


def _heard(
    rulebook: Rulebook, aims: Sequence[AimRows], first: Indices, order: Indices
) -> dict[str, tuple[_Heard, Sequence[_Heard]]]:
    """What the aims of each goal count: together, and one by one."""
    at = np.empty_like(order)
    at[order] = np.arange(len(order))
    bits = _bits(rulebook)
    # As small numbers as there are groups for.
    kind = np.min_scalar_type(1 << len(bits))
    found: dict[str, list[_Heard]] = {}
    for aim in aims:
        goal, option = aim.key
        counts = aim.fits.reshape(-1).take(np.arange(len(aim.rows)) * aim.fits.shape[1] + first[aim.rows]) > 0
        weight, groups = np.zeros(len(order)), np.zeros(len(order), dtype=kind)
        weight[at[aim.rows]] = aim.weight * counts
        groups[at[aim.rows]] = bits.get((rulebook.goals[goal].split_by, option), 0)
        found.setdefault(goal, []).append(_Heard(weight, groups, aim.fired))
    return {
        goal: (
            _Heard(
                np.add.reduce([one.weight for one in parts]), np.bitwise_or.reduce([one.groups for one in parts]), parts[0].fired
            ),
            parts,
        )
        for goal, parts in found.items()
    }


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
