"""Draw random complete profiles by the `shares` of a rulebook, and work out what is recommended to each, in columns.

Only `random.Random(seed).random()` draws, with one seed per question, so that the same rulebook gives the same profiles on every
machine. What is recommended is what `advise` recommends; a test compares them.
"""

import math
from collections.abc import Callable, Mapping
from random import Random
from typing import NamedTuple, TypeVar

import numpy as np

from channelfit.advice.advise import terms_of
from channelfit.advice.columns import counted_fits, points_of
from channelfit.advice.completions import Column, Completions, Draws, Numbers
from channelfit.advice.picks import Picked, Situations, picks_of
from channelfit.advice.portfolio import goal_weights
from channelfit.profile import Profile, asked_order, shape_of
from channelfit.rulebook.condition import ALWAYS, NOTHING, Answer, Condition, Doubtful, Truth, evaluate
from channelfit.rulebook.model import GOALS, HOURS, Question, QuestionType, Rulebook

COUNT = 2000
SEED = "rules check"
# A multiple choice without shares: each option on its own.
_EVEN = 0.5


class SampleSize(NamedTuple):
    """What a finding that was sampled rests on: so many random complete profiles, drawn with this seed."""

    n: int
    seed: str


class Sample(Completions):
    """Random complete profiles, which conditions hold in each, how channels fit, and what is recommended."""

    def __init__(self, rulebook: Rulebook, answers: tuple[Mapping[str, Answer], ...], seed: str) -> None:
        self.rulebook = rulebook
        self.answers = answers
        self.seed = seed
        self._kept: dict[int, Condition] = {}
        super().__init__(rulebook, Profile(answers={}), len(answers))
        self.goals = tuple(goal for goal in rulebook.questions[GOALS].options if goal in rulebook.goals)
        points = points_of(rulebook, self, self.goals, rulebook.settings.criterion_weights)
        self.fits = counted_fits(points, rulebook.settings, self.count)
        self.picks = self._picks()

    @property
    def size(self) -> SampleSize:
        """What findings say of it."""
        return SampleSize(self.count, self.seed)

    def column(self, condition: Condition) -> Column:
        """Whether a condition holds in each profile."""
        # Truths are kept by identity; one that was made for the moment must live as long as they do.
        self._kept[id(condition)] = condition
        return np.broadcast_to(np.asarray(self.truth(condition)), (self.count,))

    def with_goal(self, goal: str) -> Column:
        """Whether a goal is among the company's."""
        return self.drawn[GOALS].options[goal]

    def fit(self, channel: str, goal: str) -> Numbers:
        """The fit that counts, zero where the goal is not among the company's."""
        column = self.fits.get((channel, goal))
        return np.zeros(self.count) if column is None else np.where(self.with_goal(goal), column, 0.0)

    def best_fit(self, channel: str) -> Numbers:
        """The highest fit of a channel for a goal of the company."""
        best = np.zeros(self.count)
        for goal in self.goals:
            best = np.maximum(best, self.fit(channel, goal))
        return best

    def _draw(self, question: Question, answer: Doubtful | None) -> Draws:  # noqa: ARG002 (nothing is given here)
        """The answers that were drawn, as columns."""
        given = [row.get(question.id, NOTHING) for row in self.answers]
        if question.type is QuestionType.NUMBER:
            return Draws({}, numbers=np.array([math.nan if isinstance(answer, tuple) else answer for answer in given]))
        chosen = [answer if isinstance(answer, tuple) else () for answer in given]
        options = shape_of(question).options
        indices = {option: index for index, option in enumerate(options)}
        first = np.array([indices[some[0]] if some else -1 for some in chosen], dtype=np.int64)
        columns = {option: np.array([option in some for some in chosen], dtype=np.bool_) for option in options}
        return Draws(columns, first=first if question.type is QuestionType.RANKING else None)

    def _picks(self) -> list[Picked]:
        """What is recommended: to those who are not ready within their cap, to the others within the usual one."""
        settings = self.rulebook.settings
        not_ready = self._not_ready()
        found: dict[int, Picked] = {}
        for rows, slots in (
            (np.flatnonzero(~not_ready), settings.max_channels),
            (np.flatnonzero(not_ready), min(settings.max_channels, settings.not_ready_max_channels)),
        ):
            if len(rows):
                picks = picks_of(self._situations(rows), terms_of(settings, 0.0, slots))
                found |= dict(zip(rows.tolist(), picks, strict=True))
        return [found[row] for row in range(self.count)]

    def _not_ready(self) -> Column:
        found = np.zeros(self.count, dtype=np.bool_)
        for check in self.rulebook.checks:
            if check.blocking:
                met = self.column(check.met_when)
                partly = self.column(check.partly_when) if check.partly_when else np.zeros_like(met)
                found = found | (self.column(check.applies_when) & ~met & ~partly)
        return found

    def _situations(self, rows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Situations:
        limits: dict[str, Numbers] = {}
        for goal in self.goals:
            share = np.ones(self.count)
            for limit in self.rulebook.goals[goal].limits:
                share = np.where(self.truth(limit.when), np.minimum(share, limit.at_most), share)
            limits[goal] = share[rows]
        weights = {goal: np.zeros(self.count) for goal in self.goals}
        for row, given in enumerate(self.answers):
            ranked = given.get(GOALS, NOTHING)
            wanted = tuple(goal for goal in ranked if goal in weights) if isinstance(ranked, tuple) else ()
            for goal, weight in goal_weights(wanted).items():
                weights[goal][row] = weight
        return Situations(
            channels=tuple(channel for _, channel in sorted(self.rulebook.channels.items())),
            fits={key: np.where(self.with_goal(key[1]), column, 0.0)[rows] for key, column in self.fits.items()},
            weights={goal: column[rows] for goal, column in weights.items()},
            limits=limits,
            hours=self._hours()[rows],
        )

    def _hours(self) -> Numbers:
        """The hours that can be believed."""
        assumed = self.rulebook.questions[HOURS].assume or 0.0
        given = [row.get(HOURS, assumed) for row in self.answers]
        stated = np.array([0.0 if isinstance(answer, tuple) else answer for answer in given])
        believed = stated
        for rule in self.rulebook.hours:
            allowed = np.full(self.count, rule.at_most) if rule.at_most is not None else stated * (rule.times or 0.0)
            believed = np.where(self.truth(rule.when), np.minimum(believed, allowed), believed)
        return believed


def sample_of(rulebook: Rulebook, count: int = COUNT, seed: str = SEED) -> Sample:
    """So many random complete profiles."""
    drawn: list[dict[str, Answer]] = [{} for _ in range(count)]
    known: list[dict[str, Answer]] = [{} for _ in range(count)]
    for question in asked_order(rulebook.questions):
        draw = Random(f"{seed} {question.id}").random
        drawing = _drawing(question)
        for row in range(count):
            # Drawn in any case, so that no answer depends on how many others were asked.
            answer = drawing(draw)
            within = known[row].get(question.subset_of)
            applies = question.ask_when is ALWAYS or evaluate(question.ask_when, known[row]).truth is not Truth.NO
            if isinstance(within, tuple) and isinstance(answer, tuple):
                answer = tuple(option for option in answer if option in within)
                applies = applies and within != NOTHING and (bool(answer) or question.type is QuestionType.MULTI)
            if applies and answer is not None:
                drawn[row][question.id] = known[row][question.id] = answer
            else:
                known[row][question.id] = NOTHING
    ordered = tuple({id: row[id] for id in rulebook.questions if id in row} for row in drawn)
    return Sample(rulebook, ordered, seed)


Draw = Callable[[], float]
_Value = TypeVar("_Value", str, float)


def _drawing(question: Question) -> Callable[[Draw], Answer | None]:
    """How an answer to the question is drawn; nothing comes of it if there is no answer."""
    options = shape_of(question).options
    match question.type:
        case QuestionType.NUMBER:
            shares = {float(value): share for value, share in question.shares.items()}
            values = shares or dict.fromkeys(_likely_numbers(question), 1.0)
            return lambda draw: _one_of(values, draw())
        case QuestionType.CHOICE | QuestionType.YES_NO:
            weights = {option: question.shares.get(option, 0.0 if question.shares else 1.0) for option in options}
            return lambda draw: (_one_of(weights, draw()),) if weights else None
        case QuestionType.MULTI:
            return lambda draw: _several(question, options, draw)
        case QuestionType.RANKING:
            return lambda draw: _ranked(question, options, draw)


def _one_of(shares: Mapping[_Value, float], even: float) -> _Value:
    """The value on whose share an even random number falls."""
    weights = shares if any(shares.values()) else dict.fromkeys(shares, 1.0)
    left, found = even * sum(weights.values()), None
    for value, share in weights.items():
        if share > 0:
            found = value
            left -= share
            if left < 0:
                break
    assert found is not None  # Some share is above zero.
    return found


def _several(question: Question, options: tuple[str, ...], draw: Draw) -> tuple[str, ...]:
    """Each option by its share; the likeliest others, or fewer, where the question wants more or fewer."""
    ratios = {option: draw() / max(question.shares.get(option, _EVEN), 1e-9) for option in options}
    ranked = sorted(options, key=lambda option: (ratios[option], option))
    count = sum(ratio < 1 for ratio in ratios.values())
    kept = ranked[: int(max(question.least, min(question.most, count)))]
    return tuple(option for option in options if option in kept)


def _ranked(question: Question, options: tuple[str, ...], draw: Draw) -> tuple[str, ...]:
    """As many as the question allows, each number alike; the options with shares as likely as these say."""
    most = min(question.most, len(options))
    least = min(question.least, most)
    count = int(least + draw() * (most - least + 1))
    order = {option: draw() / max(question.shares.get(option, _EVEN), 1e-9) for option in options}
    return tuple(sorted(options, key=lambda option: (order[option], option))[:count])


def _likely_numbers(question: Question) -> tuple[float, ...]:
    """Without shares: the assumed number, half of it and twice it; else what is allowed of 0, 10 and 100."""
    assumed = question.assume
    wanted = (0.0, 10.0, 100.0) if assumed is None else (assumed / 2, assumed, assumed * 2)
    return tuple(dict.fromkeys(max(question.least, min(question.most, number)) for number in wanted))
