"""Learn from cases which points of a rulebook they speak for moving."""

from collections.abc import Iterable
from typing import NamedTuple

from channelfit.profile import Profile
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.case_sets import CaseSet, JudgedCompany, Outcome, Situation
from channelfit.ruletools.learn.design import design_of
from channelfit.ruletools.learn.fit import Material
from channelfit.ruletools.learn.learned import Learned
from channelfit.ruletools.learn.outcomes import heard
from channelfit.ruletools.learn.propose import propose
from channelfit.ruletools.learn.votes import votes_of

# With fewer companies nothing can be held out.
FEWEST_COMPANIES = 10


class Lesson(NamedTuple):
    """What was learned, and the companies that it was learned from."""

    learned: Learned
    profiles: tuple[Profile, ...]


def learn(sets: Iterable[CaseSet], rulebook: Rulebook, *, with_new: bool = False) -> Lesson:
    """The changes that judged companies speak for, and what outcomes say to them; rules that are missing if asked for."""
    cases = [case for one in sets for case in one.cases]
    judged = [case for case in cases if isinstance(case, Situation) or (isinstance(case, JudgedCompany) and case.judgements)]
    outcomes = [case for case in cases if isinstance(case, Outcome)]
    profiles = tuple(case.profile for case in judged)
    if len(judged) < FEWEST_COMPANIES:
        return Lesson(Learned(len(judged), len(outcomes), None), profiles)
    design = design_of(rulebook, profiles, with_new=with_new)
    found = propose(Material(design, votes_of(design, judged)))
    proposals = heard(found.proposals, outcomes, rulebook)
    learned = Learned(len(judged), len(outcomes), found.ridge, proposals, found.unsettled, found.held_out)
    return Lesson(learned, profiles)
