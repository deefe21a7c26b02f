"""How settled the result is, and which open question could still change it most (section 4 of the method).

Both come from the same sample: 512 completions of the open questions, drawn by their shares with a fixed seed per question.
The groundwork is held at its present level: it limits how many channels are advised, not which.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from channelfit.advice.advise import terms_of
from channelfit.advice.columns import counted_fits, points_of
from channelfit.advice.completions import Column, Completions, Numbers
from channelfit.advice.model import Advice
from channelfit.advice.picks import Chosen, Situations, picks_of
from channelfit.advice.portfolio import goal_weights
from channelfit.advice.readiness import believable_hours
from channelfit.profile import Profile, shape_of
from channelfit.rulebook.condition import Condition, Test, Truth, evaluate, tests_in
from channelfit.rulebook.model import HOURS, Question, QuestionType, Rulebook

COMPLETIONS = 512


class Open(NamedTuple):
    """An open question and its influence: how much its answer would tell about the set, in bits.

    `shapes` says whether any rule could make the set depend on it at all.
    """

    question: Question
    influence: float
    shapes: bool


class Uncertainty(NamedTuple):
    """How settled the advised set is (1: whatever the open answers are), the set that completions favour, what is open.

    `open` are the questions that apply or may apply, the most influential first; `favoured` is the most frequent set.
    """

    settled: float
    favoured: Chosen
    open: tuple[Open, ...]


def uncertainty_of(advice: Advice, count: int = COMPLETIONS) -> Uncertainty:
    """How settled an advice is, over so many completions of what is open."""
    rulebook, profile = advice.rulebook, advice.profile
    completions = Completions(rulebook, profile, count)
    present = tuple(sorted(advised.fit.channel.id for advised in advice.recommended))
    shaping = questions_that_shape(rulebook, completions, _goals(profile))
    if not shaping:
        asked = _applying(rulebook, completions)
        return Uncertainty(1.0, present, tuple(Open(question, 0.0, shapes=False) for question in asked))
    sets = completed_sets(advice, completions)
    labels = {chosen: label for label, chosen in enumerate(sorted(set(sets)))}
    column = np.array([labels[chosen] for chosen in sets], dtype=np.int64)
    counted = Counter(sets)
    favoured = min(counted, key=lambda chosen: (-counted[chosen], chosen))
    influences = {
        question.id: _influence(question, shaping[question.id], completions, column) if question.id in shaping else 0.0
        for question in _applying(rulebook, completions)
    }
    ranked = sorted(influences.items(), key=lambda pair: (-round(pair[1], 9), list(rulebook.questions).index(pair[0])))
    return Uncertainty(
        settled=counted[present] / count,
        favoured=favoured,
        open=tuple(Open(rulebook.questions[id], influence, id in shaping) for id, influence in ranked),
    )


def completed_sets(advice: Advice, completions: Completions) -> list[Chosen]:
    """The set that is advised for each completion, in id order, the groundwork held at its present level."""
    rulebook, goals = advice.rulebook, _goals(advice.profile)
    points = points_of(rulebook, completions, goals, rulebook.settings.criterion_weights)
    fits = counted_fits(points, rulebook.settings, completions.count)
    situations = situations_of(rulebook, advice.profile, completions, goals, fits)
    # Each completion has hours of its own.
    terms = terms_of(rulebook.settings, 0.0, advice.max_channels)
    return [pick.chosen for pick in picks_of(situations, terms)]


def situations_of(
    rulebook: Rulebook, profile: Profile, completions: Completions, goals: Sequence[str], fits: Mapping[tuple[str, str], Numbers]
) -> Situations:
    """The situations of all completions."""
    count = completions.count
    weights = goal_weights(goals)
    limits = {}
    for goal in goals:
        share = np.ones(count)
        for limit in rulebook.goals[goal].limits:
            share = np.where(completions.truth(limit.when), np.minimum(share, limit.at_most), share)
        limits[goal] = share
    return Situations(
        channels=tuple(channel for _, channel in sorted(rulebook.channels.items())),
        fits=fits,
        weights={goal: np.full(count, weight) for goal, weight in weights.items()},
        limits=limits,
        hours=_hours(rulebook, profile, completions),
    )


def _hours(rulebook: Rulebook, profile: Profile, completions: Completions) -> Numbers:
    """The hours that can be believed; what would lower them but is open lowers nothing."""
    drawn = completions.drawn.get(HOURS)
    if drawn is None or drawn.numbers is None:
        given = profile.answers.get(HOURS, 0.0)
        hours = 0.0 if isinstance(given, tuple) else given
        return np.full(completions.count, believable_hours(rulebook, completions.known, hours)[0])
    values = {
        hours: believable_hours(rulebook, completions.known, hours)[0] for hours in set(drawn.numbers.tolist()) if hours == hours
    }
    return np.array([values.get(hours, 0.0) for hours in drawn.numbers.tolist()])


def questions_that_shape(rulebook: Rulebook, completions: Completions, goals: Sequence[str]) -> dict[str, list[Test]]:
    """The open questions that could change the set, with the tests that read them; the groundwork is not among them."""
    found: dict[str, list[Test]] = {}

    def read(condition: Condition) -> None:
        evaluation = evaluate(condition, completions.known)
        if evaluation.truth is Truth.UNKNOWN:
            for test in tests_in(condition):
                if test.question in completions.drawn:
                    found.setdefault(test.question, []).append(test)

    for rule in rulebook.rules:
        for channel, effect in rule.effects.items():
            served = rulebook.channels[channel].serves if channel in rulebook.channels else {}
            if (effect.excludes and any(goal in served for goal in goals)) or any(
                goal in goals and goal in served and points for goal, points in effect.points.items()
            ):
                read(rule.when)
                break
    for goal in goals:
        for limit in rulebook.goals[goal].limits:
            read(limit.when)
    if HOURS in completions.drawn:
        found.setdefault(HOURS, [])
    # Whether a question applies matters as far as the question does.
    for id in list(rulebook.questions):
        if id in found:
            read(rulebook.questions[id].ask_when)
    return found


def _goals(profile: Profile) -> tuple[str, ...]:
    given = profile.answers["goals"]
    return given if isinstance(given, tuple) else ()


def _applying(rulebook: Rulebook, completions: Completions) -> list[Question]:
    """The open questions that apply, or may apply."""
    return [question for id, question in rulebook.questions.items() if id in completions.drawn]


def _influence(question: Question, tests: list[Test], completions: Completions, sets: NDArray[np.int64]) -> float:
    """The information that the answer gives about the set, in bits, corrected for the size of the sample (Miller-Madow).

    Options that no test tells apart count as one; a multiple choice counts as the sum of its yes/no parts.
    """
    drawn = completions.drawn[question.id]
    if drawn.numbers is not None:
        edges = np.array(sorted({test.number for test in tests}))
        values = drawn.numbers if question.id == HOURS else _regions(drawn.numbers, edges)
        return _information(np.unique(np.nan_to_num(values, nan=-1.0), return_inverse=True)[1], sets)
    if question.type in (QuestionType.CHOICE, QuestionType.YES_NO):
        alike: dict[tuple[bool, ...], int] = {}
        answers = np.zeros(completions.count, dtype=np.int64)
        for option in shape_of(question).options:
            told = tuple(option in test.options for test in tests)
            answers[drawn.options[option]] = alike.setdefault(told, len(alike) + 1)
        return _information(answers, sets)
    named = frozenset().union(*(test.options for test in tests)) if tests else frozenset(drawn.options)
    columns: list[Column] = [column for option, column in drawn.options.items() if option in named]
    return sum(_information(column.astype(np.int64), sets) for column in columns)


def _regions(numbers: Numbers, edges: Numbers) -> Numbers:
    """The rank of each number among the numbers that tests compare with."""
    return (np.searchsorted(edges, numbers, side="left") + np.searchsorted(edges, numbers, side="right")).astype(np.float64)


def _information(answers: NDArray[np.int64], sets: NDArray[np.int64]) -> float:
    """The mutual information of two columns, in bits, never below zero."""
    joint = answers * (int(sets.max()) + 1) + sets
    return max(0.0, _entropy(answers) + _entropy(sets) - _entropy(joint))


def _entropy(column: NDArray[np.int64]) -> float:
    """The entropy in bits, with the correction of Miller and Madow for small samples."""
    counts: list[int] = [count for count in np.bincount(column).tolist() if count]
    total = sum(counts)
    plain = math.log2(total) - sum(count * math.log2(count) for count in counts) / total
    return plain + (len(counts) - 1) / (2 * total * math.log(2))
