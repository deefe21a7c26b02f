"""The aims of many companies: for each the rows that have it, its weight and limit, and the fit of every channel."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np

from channelfit.advice.batch.coded import some_rows
from channelfit.advice.formulas import excludes, fit_of, limit_of
from channelfit.advice.portfolio import AimKey
from channelfit.advice.rows import Column, Indices, Numbers, Truths, fit_column, in_rows
from channelfit.advice.table import Given, Table
from channelfit.advice.varied import Varied
from channelfit.brevity import brief
from channelfit.rulebook.condition import questions_in
from channelfit.rulebook.model import GOALS, Criterion, Goal, Rule, Rulebook

# Points in these parts of a point are added up as whole numbers.
_PARTS = (1, 2, 4, 8)
_CRITERIA = sorted(criterion.value for criterion in Criterion)


@brief
class AimRows(NamedTuple):
    """One aim of some rows: its weight, its limit and the rank of its goal there, the fit of each channel that counts, a row a
    channel in id order, and the truth of the rules that give points for it."""

    key: AimKey
    rows: Indices
    weight: Numbers
    limit: Numbers
    rank: Indices
    fits: Numbers
    fired: Mapping[int, Truths]


@brief
class Scoring(NamedTuple):
    """How one goal is scored: its base points by channel, and the rules that give points or exclude, with their numbers.

    A point is given as criterion, place of the channel and value. `split` are the rules whose truth hangs on who is meant, and
    `reads` the questions that these, the limits and what excludes read.
    """

    goal: Goal
    base: Numbers
    serves: Column
    points: tuple[tuple[int, Rule, tuple[tuple[int, int, float], ...]], ...]
    excluding: tuple[tuple[Rule, tuple[int, ...]], ...]
    split: frozenset[int]
    reads: frozenset[str]


@brief
class Scorings(NamedTuple):
    """How all goals are scored, and how many parts a point has to have so that all are whole numbers (0: it cannot be)."""

    goals: tuple[Scoring, ...]
    scale: int


def scorings_of(rulebook: Rulebook) -> Scorings:
    """What can be known about scoring before there are companies."""
    return Scorings(tuple(_scoring(rulebook, goal) for goal in rulebook.goals.values()), _scale_of(rulebook))


def _scoring(rulebook: Rulebook, goal: Goal) -> Scoring:
    place = {id: index for index, id in enumerate(sorted(rulebook.channels))}
    serves = [goal.id in rulebook.channels[id].serves for id in place]
    points, excluding = [], []
    for index, rule in enumerate(rulebook.rules):
        criterion = _CRITERIA.index(rule.criterion.value)
        effects = {id: effect for id, effect in rule.effects.items() if id in place and serves[place[id]]}
        given = tuple((criterion, place[id], one.points[goal.id]) for id, one in effects.items() if one.points.get(goal.id))
        barred = tuple(place[id] for id, effect in effects.items() if effect.excludes)
        points += [(index, rule, given)] if given else []
        excluding += [(rule, barred)] if barred else []
    of_group = _hanging_on(rulebook, goal.split_by)
    reads = [rule.reads for _, rule, _ in points if rule.reads & of_group] + [rule.reads for rule, _ in excluding]
    reads += [questions_in(limit.when) for limit in goal.limits]
    return Scoring(
        goal=goal,
        base=np.array([rulebook.channels[id].serves.get(goal.id, 0.0) for id in place], dtype=np.float64),
        serves=np.array(serves, dtype=np.bool_),
        points=tuple(points),
        excluding=tuple(excluding),
        split=frozenset(index for index, rule, _ in points if rule.reads & of_group),
        reads=_with_needed(rulebook, frozenset().union(*reads)),
    )


def _hanging_on(rulebook: Rulebook, question: str) -> frozenset[str]:
    """A question and all whose meaning hangs on its answer."""
    found = {question} - {""}
    while more := {
        id
        for id, asked in rulebook.questions.items()
        if id not in found and (asked.subset_of in found or questions_in(asked.ask_when) & found)
    }:
        found |= more
    return frozenset(found)


def _with_needed(rulebook: Rulebook, questions: Iterable[str]) -> frozenset[str]:
    """Questions, and those that decide whether they apply."""
    found = set(questions)
    while more := {
        needed
        for id in found
        for needed in (*questions_in(rulebook.questions[id].ask_when), rulebook.questions[id].subset_of)
        if needed and needed not in found
    }:
        found |= more
    return frozenset(found)


def _scale_of(rulebook: Rulebook) -> int:
    settings = rulebook.settings
    given = [value for rule in rulebook.rules for effect in rule.effects.values() for value in effect.points.values()]
    given += [value for channel in rulebook.channels.values() for value in channel.serves.values()]
    given.append(settings.max_criterion_points)
    if any(weight != 1 for weight in settings.criterion_weights.values()):
        return 0
    return next((parts for parts in _PARTS if all((value * parts).is_integer() for value in map(float, given))), 0)


# --- rows ---


def aims_in(scorings: Scorings, table: Table) -> Iterator[AimRows]:
    """All aims of all rows, goal by goal."""
    goals = table.given[GOALS]
    for scoring in scorings.goals:
        ranks = _ranks(goals, scoring.goal.id, table.count)
        counts = np.sum([_ranks(goals, other.goal.id, table.count) >= 0 for other in scorings.goals], axis=0)
        rows = np.flatnonzero(ranks >= 0)
        if len(rows):
            count, rank = counts[rows], ranks[rows]
            weight = (count - rank) / (count * (count + 1) / 2)
            yield from _aims_of(scorings.scale, scoring, table, (rows, weight, rank))


def _ranks(goals: object, goal: str, count: int) -> Indices:
    """The rank of a goal in each row, from 0; -1 where it is none."""
    if isinstance(goals, Varied):
        return goals.ranks[goal]
    return np.full(count, goals.index(goal) if isinstance(goals, tuple) and goal in goals else -1, dtype=np.int64)


def _aims_of(scale: int, scoring: Scoring, table: Table, of_goal: tuple[Indices, Numbers, Indices]) -> Iterator[AimRows]:
    rows, weight, rank = of_goal
    rulebook, goal = table.rulebook, scoring.goal
    # What does not hang on the group is true of a company whatever its goals are: worked out once for the whole table.
    common = {
        index: in_rows(table.holds(rule.when, rule.reads)) for index, rule, _ in scoring.points if index not in scoring.split
    }
    options = rulebook.questions[goal.split_by].options if goal.split_by else ()
    named = {option: np.broadcast_to(in_rows(table.includes(goal.split_by, option)), (table.count,))[rows] for option in options}
    count = np.sum([*named.values(), np.zeros(len(rows), dtype=np.int64)], axis=0)
    for option in ("", *named):
        inside = np.flatnonzero(named[option] if option else count == 0)
        if len(inside):
            own = rows[inside]
            view = _view(scoring, table, own, option)
            share = weight[inside] / np.maximum(count[inside], 1)
            limit = np.broadcast_to(np.asarray(limit_of(goal, view), dtype=np.float64), (len(inside),))
            fired = {index: _some(truth, own) for index, truth in common.items()}
            fired |= {
                index: in_rows(view.holds(rule.when, rule.reads)) for index, rule, _ in scoring.points if index in scoring.split
            }
            fits = _fits(rulebook, scoring, scale, len(inside), fired)
            _exclude(scoring, (view, table, own), fits)
            yield AimRows((goal.id, option), own, share, limit, rank[inside], fits, fired)


def _only(given: Given, questions: Collection[str]) -> Given:
    return {id: answer for id, answer in given.items() if id in questions}


def _some(truth: Truths, rows: Indices) -> Truths:
    return truth if isinstance(truth, bool) else truth[rows]


def _view(scoring: Scoring, table: Table, rows: Indices, option: str) -> Table:
    """Some rows, as if each had named one group alone if there is one: what is read there and hangs on it."""
    given = some_rows(_only(table.given, scoring.reads), rows)
    return Table(table.rulebook, given | ({scoring.goal.split_by: (option,)} if option else {}), len(rows))


def _fits(rulebook: Rulebook, scoring: Scoring, scale: int, count: int, fired: Mapping[int, Truths]) -> Numbers:
    """The fit of each channel in each row of an aim, zero where it does not count."""
    settings = rulebook.settings
    kind = np.int16 if scale else np.float64
    sums = np.zeros((len(_CRITERIA), len(scoring.base), count), dtype=kind)
    for index, _, given in scoring.points:
        truth = fired[index]
        if truth is not False:
            for criterion, place, value in given:
                sums[criterion, place] += np.multiply(truth, kind(value * (scale or 1)), dtype=kind)
    most = kind(settings.max_criterion_points * (scale or 1))
    np.clip(sums, -most, most, out=sums)
    if not scale:
        weights = [settings.criterion_weights[criterion] for criterion in _CRITERIA]
        total = np.repeat(scoring.base[:, None], count, axis=1)
        for weight, of_criterion in zip(weights, sums, strict=True):
            total = total + of_criterion * weight
        found = fit_column(total.reshape(-1), settings).reshape(total.shape)
    else:
        whole = sums.sum(axis=0, dtype=np.int64) + (scoring.base * scale).astype(np.int64)[:, None]
        lowest = int(whole.min())
        values = [value / scale for value in range(lowest, int(whole.max()) + 1)]
        fits = [fit_of(value, settings.top_fit) if value >= settings.min_points else 0.0 for value in values]
        found = np.array(fits, dtype=np.float64)[whole - lowest]
    found[~scoring.serves] = 0.0
    return found


def _exclude(scoring: Scoring, tables: tuple[Table, Table, Indices], fits: Numbers) -> None:
    """Take away the fits of channels that a rule excludes."""
    for rule, places in scoring.excluding:
        truth = _excluding(rule, scoring.goal, tables)
        if truth is not False:
            for place in places:
                fits[place][np.broadcast_to(truth, fits[place].shape)] = 0.0


def _excluding(rule: Rule, goal: Goal, tables: tuple[Table, Table, Indices]) -> Truths:
    """Where a rule excludes channels from an aim; what other goals are split by depends on the goals of each row."""
    view, whole, inside = tables
    rulebook = view.rulebook
    splits = {other.split_by for other in rulebook.goals.values()} - {goal.split_by, ""}
    reading = sorted(splits & rule.reads)
    if not reading:
        return in_rows(view.holds(rule.when, rule.reads))
    goals = some_rows({GOALS: whole.given[GOALS]}, inside)[GOALS]
    found = np.zeros(view.count, dtype=np.bool_)
    split = {question: np.broadcast_to(_is_split(rulebook, goals, question), (view.count,)) for question in reading}
    for chosen in product((False, True), repeat=len(reading)):
        wanted = [split[question] == one for question, one in zip(reading, chosen, strict=True)]
        rows = np.flatnonzero(np.logical_and.reduce(wanted))
        if len(rows):
            others = [question for question, one in zip(reading, chosen, strict=True) if one]
            found[rows] = excludes(rule, Table(rulebook, some_rows(view.given, rows), len(rows)), others)
    return found


def _is_split(rulebook: Rulebook, goals: object, question: str) -> Truths:
    """Where a goal of the company is split by a question."""
    named = [goal.id for goal in rulebook.goals.values() if goal.split_by == question]
    if isinstance(goals, Varied):
        found: Column = np.logical_or.reduce([goals.ranks[id] >= 0 for id in named])
        return found
    return isinstance(goals, Sequence) and any(id in goals for id in named)
