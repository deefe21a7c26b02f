"""Where rules exclude channels from an aim of many companies."""

from collections.abc import Sequence
from itertools import product

import numpy as np

from channelfit.advice.formulas import excludes
from channelfit.advice.rows import Column, Truths, in_rows
from channelfit.advice.table import Table
from channelfit.advice.truths import both, either, opposite
from channelfit.advice.varied import Varied
from channelfit.rulebook.model import GOALS, Goal, Rule, Rulebook


def where_excluded(rule: Rule, goal: Goal, view: Table, table: Table) -> Truths:
    """Where a rule excludes channels from an aim; what other goals are split by depends on the goals of each row."""
    rulebook = table.rulebook
    reading = sorted(({other.split_by for other in rulebook.goals.values()} - {goal.split_by, ""}) & rule.reads)
    split = {question: _is_split(rulebook, table.given[GOALS], question) for question in reading}
    found: Truths = False
    for chosen in product((False, True), repeat=len(reading)):
        there: Truths = True
        for question, one in zip(reading, chosen, strict=True):
            there = in_rows(both(there, split[question] if one else opposite(split[question])))
        if there is not False:
            others = [question for question, one in zip(reading, chosen, strict=True) if one]
            found = in_rows(either(found, both(there, excludes(rule, view, others))))
    return found


def _is_split(rulebook: Rulebook, goals: object, question: str) -> Truths:
    """Where a goal of the company is split by a question."""
    named = [goal.id for goal in rulebook.goals.values() if goal.split_by == question]
    if isinstance(goals, Varied):
        found: Column = np.logical_or.reduce([goals.ranks[id] >= 0 for id in named])
        return found
    return isinstance(goals, Sequence) and any(id in goals for id in named)
