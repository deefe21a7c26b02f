"""Every number that the interview says, against what then happens to drawn companies."""

import math
import statistics
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import NamedTuple

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.certainty import PRELIMINARY
from channelfit.advice.interview import Interview, Standing, answered, next_question
from channelfit.advice.standing import about_how_many, standing_of
from channelfit.files import load_rulebook
from channelfit.profile import Profile
from channelfit.rulebook.condition import Answer
from companies import draw_companies, draw_company
from economy import draws

FULL = load_rulebook()
# So many answers of an interview are "I don't know": none, some of the first ones, or all.
PATTERNS = (0, 3, 8, 99)
FIRST = ("market", "industry", "goals")
MANY = 200


class Step(NamedTuple):
    """What was said before a question, how many questions then came, and whether the channels stayed what they were."""

    standing: Standing
    came: int
    stayed: bool


def channels_of(answers: dict[str, Answer]) -> tuple[str, ...]:
    """The set that is advised, once management has done what it must: the numbers are about channels.

    What must come first is asked and told by itself. It may put off some of the channels, and never brings others.
    """
    return tuple(sorted(advise(FULL, Profile(answers=answers)).once_ready))


def steps_of(answers: dict[str, Answer], unknown: frozenset[int]) -> Iterator[Step]:
    """An interview with a company, of which some answers, by their place, are not known; the offer at its end is the last step."""
    interview = Interview(Profile(answers={id: answers[id] for id in FIRST}), FIRST)
    said: list[Standing] = []
    while True:
        standing = standing_of(FULL, interview)
        assert standing is not None
        question = next_question(FULL, interview, standing)
        said.append(standing)
        if question is None:
            break
        given = None if len(said) - 1 in unknown else answers.get(question.id, ())
        interview = answered(FULL, interview, question.id, given)
    # In the end they are told all answers that could still have changed the channels.
    truth = channels_of(answers)
    for place, standing in enumerate(said):
        yield Step(standing, len(said) - 1 - place, tuple(sorted(standing.leading)) == truth)


@cache
def interviews(pattern: int) -> list[list[Step]]:
    """Interviews with drawn companies."""
    rng = Random(pattern)
    found = []
    for company in draw_companies(FULL, draws(3, MANY), seed=21):
        size = {3: 8, 8: 15}.get(pattern, pattern)
        unknown = frozenset(rng.sample(range(size), min(pattern, size)))
        found.append([*steps_of(dict(company.answers), unknown)])
    return found


def tolerance(count: int, spread: float) -> float:
    """Ten points for two hundred companies; fewer may differ by chance besides."""
    return 0.1 if count >= MANY else 0.1 + 3 * spread / math.sqrt(count)


@pytest.mark.slow
@pytest.mark.drawn
@pytest.mark.unmeasured
@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_questions_to_go_are_those_that_come(pattern: int) -> None:
    """On the average of those who know all answers; as a range once somebody does not know one; none at the end."""
    steps = [step for interview in interviews(pattern) for step in interview]
    asked = [step for step in steps if step.came]
    assert all(step.standing.remaining == (0, 0) for step in steps if not step.came)
    plain = [step for step in asked if len(set(step.standing.remaining)) == 1]
    ranged = [step for step in asked if len(set(step.standing.remaining)) == 2]
    if pattern == 0:
        assert not ranged
        said = statistics.mean(step.standing.remaining[0] for step in plain)
        came = statistics.mean(step.came for step in plain)
        assert abs(said - came) <= tolerance(len(interviews(0)), 1) * came
    elif ranged:
        inside = [step.standing.remaining[0] - 1 <= step.came <= step.standing.remaining[1] for step in ranged]
        assert sum(inside) / len(inside) >= 0.9 - tolerance(len(interviews(pattern)), 0.3)


@pytest.mark.drawn
@pytest.mark.unmeasured
@pytest.mark.parametrize("pattern", [PATTERNS[0], *(pytest.param(one, marks=pytest.mark.slow) for one in PATTERNS[1:-1])])
def test_the_cases_in_which_nothing_changes_are_as_many_as_said(pattern: int) -> None:
    """At every step at which a number is said (below a half it is "preliminary"), and at the offer."""
    for steps in (
        [step for interview in interviews(pattern) for step in interview],
        [interview[-1] for interview in interviews(pattern)],
    ):
        said = [step for step in steps if step.standing.settled >= PRELIMINARY]
        if said:
            share = statistics.mean(step.standing.settled for step in said)
            stayed = sum(step.stayed for step in said) / len(said)
            assert abs(share - stayed) <= tolerance(len(interviews(pattern)), 0.4)


class Begun(NamedTuple):
    """What is said of the channels to somebody who knows no more than the first answers, and whether they stayed what they were."""

    standing: Standing
    stayed: bool


@cache
def standing_at_first(first: tuple[Answer, ...]) -> Standing:
    """What is said after the first answers; it stays so as long as nothing else is known, however much is asked."""
    standing = standing_of(FULL, Interview(Profile(answers=dict(zip(FIRST, first, strict=True))), FIRST))
    assert standing is not None
    return standing


def begun(company: Profile) -> Begun:
    """Somebody who knows nothing of a company but the first answers."""
    standing = standing_at_first(tuple(company.answers[id] for id in FIRST))
    return Begun(standing, tuple(sorted(standing.leading)) == channels_of(dict(company.answers)))


def alike(company: Profile) -> tuple[Answer, ...]:
    """What makes most of the first standing."""
    return company.answers["market"], company.answers["goals"]


def differ(found: list[Begun]) -> float:
    """How far what is said is from what happened."""
    return abs(statistics.mean(one.standing.settled for one in found) - statistics.mean(one.stayed for one in found))


@pytest.mark.slow
@pytest.mark.drawn
@pytest.mark.unmeasured
def test_the_cases_are_as_many_as_said_where_nothing_else_is_known() -> None:
    """Of all companies, and of those to whom a number is said.

    Nothing is learned in such an interview, so that the same number stands before all its questions: each company counts once. A
    number is said to three of two hundred; whether it is right is tried with as many others of the same market and goals.
    """
    count = draws(20, MANY)
    companies = draw_companies(FULL, count, seed=21)
    found = [begun(company) for company in companies]
    assert differ(found) <= tolerance(count, 0.4)
    heard = {alike(company) for company, one in zip(companies, found, strict=True) if one.standing.settled >= PRELIMINARY}
    rng, told = Random(99), list[Begun]()
    while heard and len(told) < count:
        company = draw_company(FULL, rng)
        if alike(company) in heard:
            told += [one for one in (begun(company),) if one.standing.settled >= PRELIMINARY]
    assert not heard or differ(told) <= tolerance(count, 0.5)


def lengths(pattern: int) -> list[int]:
    """How many questions came in interviews, with those that are always asked."""
    return [len(interview) - 1 + len(FIRST) for interview in interviews(pattern)]


@pytest.mark.drawn
@pytest.mark.unmeasured
def test_the_opening_says_about_how_many() -> None:
    """To those who know all answers."""
    said, _ = about_how_many(FULL, Interview(Profile(answers={})))
    assert abs(said - statistics.mean(lengths(0))) <= 1 + 10 * tolerance(len(interviews(0)), 0.3)


@pytest.mark.slow
@pytest.mark.drawn
@pytest.mark.unmeasured
def test_the_opening_says_up_to_how_many() -> None:
    """Nine of ten of those who do not know some answers, or none, are asked no more, and it is not far from what comes to them."""
    _, said = about_how_many(FULL, Interview(Profile(answers={})))
    came = sorted([*lengths(PATTERNS[2]), *lengths(PATTERNS[-1])])
    off = tolerance(len(came) // 2, 0.3)
    assert sum(count <= said for count in came) / len(came) >= 0.9 - off
    assert abs(said - came[math.ceil(0.9 * len(came)) - 1]) <= 1 + 10 * off
