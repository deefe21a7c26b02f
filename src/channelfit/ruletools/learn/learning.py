"""Learn from cases which points of a rulebook they speak for moving."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import count

import numpy as np

from channelfit.profile import Profile
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.case_sets import CaseSet, JudgedCompany, Outcome, Situation
from channelfit.ruletools.learn.design import design_of, moved
from channelfit.ruletools.learn.fit import Material
from channelfit.ruletools.learn.learned import Learned, Step
from channelfit.ruletools.learn.outcomes import heard
from channelfit.ruletools.learn.propose import FEWEST_CASES, FITS, propose
from channelfit.ruletools.learn.votes import Judged, votes_of
from channelfit.typed import NamedTuple

# With fewer companies nothing can be held out.
FEWEST_COMPANIES = 10
# So many points of rules to be take part in a fit.
MOST_NEW = 150


class Lesson(NamedTuple):
    """What was learned, and the companies that it was learned from."""

    learned: Learned
    profiles: tuple[Profile, ...]


def learn(
    sets: Iterable[CaseSet],
    rulebook: Rulebook,
    *,
    with_new: bool = False,
    told: Callable[[float], None] = lambda _: None,
) -> Lesson:
    """The changes that judged companies speak for, and what outcomes say to them; rules that are missing if asked for.

    The share of the work that is done is `told` on the way.
    """
    given = tuple(sets)
    cases = [case for one in given for case in one.cases]
    judged = [case for case in cases if isinstance(case, Situation) or (isinstance(case, JudgedCompany) and case.judgements)]
    outcomes = [case for case in cases if isinstance(case, Outcome)]
    profiles = tuple(case.profile for case in judged)
    learned = Learned(len(judged), len(outcomes), skipped=tuple(id for one in given for id in one.skipped))
    if len(judged) < FEWEST_COMPANIES:
        return Lesson(learned, profiles)
    steps = _steps(rulebook, judged, with_new=with_new, told=told)
    heard_of = [step._replace(proposals=heard(step.proposals, outcomes, rulebook)) for step in steps]
    return Lesson(learned._replace(steps=tuple(heard_of)), profiles)


def _steps(rulebook: Rulebook, judged: Sequence[Judged], *, with_new: bool, told: Callable[[float], None]) -> list[Step]:
    """What the points that there are come to, and on top of that the rules that are missing if asked for."""
    design = design_of(rulebook, [case.profile for case in judged], with_new=with_new)
    votes, is_new, done = votes_of(design, judged), design.is_new, count(1)

    def fitted() -> None:
        told(min(1.0, next(done) / (FITS * (2 if with_new else 1))))

    steps = [propose(Material(design, votes, ~is_new & (design.support > 0), told=fitted))]
    if with_new:
        places = {point: place for place, point in enumerate(design.points)}
        shifts = np.zeros(len(places))
        for one in steps[0].proposals:
            shifts[places[one.point]] = one.shift
        able = is_new & (design.support >= FEWEST_CASES)
        steps.append(propose(Material(moved(design, shifts), votes, able, MOST_NEW, fitted)))
    return steps
