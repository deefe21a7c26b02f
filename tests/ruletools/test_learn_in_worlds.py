"""Learning in worlds with known points: it finds what is off, and leaves alone what is not."""

import pytest

from channelfit.ruletools.case_sets import JudgedCompany, Judgement
from channelfit.ruletools.learn.learning import learn
from worlds import judged, lacking, world


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["w1", "w3"])
def test_what_is_proposed_goes_the_right_way(seed: str) -> None:
    """From eighty companies four in five changes do; `benchmarks/learn.py` says the same of more worlds and companies."""
    one = world(seed)
    found = learn([judged(one, f"judges of {seed}", 80)], one.rulebook).learned.proposals
    right = [proposal for proposal in found if proposal.shift * one.off.get(proposal.point, 0.0) > 0]
    assert len(found) >= 2
    assert len(right) >= 0.8 * len(found)
    assert all(proposal.firmness.kept >= 0.8 and proposal.firmness.cases >= 8 for proposal in found)


@pytest.mark.slow
def test_rules_that_are_missing_are_found() -> None:
    """The two that the author has missed, for all goals, with the right sign; the channel that he thinks too little of is no rule."""
    one = lacking("w2")
    known, missing = learn([judged(one, "w2", 60)], one.rulebook, with_new=True).learned.steps
    found = {proposal.point: proposal.shift for proposal in missing.proposals}
    assert found.keys() == {point for point in one.off if point.is_new}
    assert all(shift * one.off[point] > 0 for point, shift in found.items())
    assert {proposal.point.channel for proposal in known.proposals if proposal.shift >= 1} == {"a"}


def test_twenty_companies_propose_next_to_nothing() -> None:
    """One change in three worlds at most."""
    found = [learn([judged(world(seed), seed, 20)], world(seed).rulebook).learned for seed in ("w0", "w1", "w2")]
    assert sum(len(one.proposals) for one in found) <= 1


def test_channels_that_no_judge_could_name_take_no_part() -> None:
    """Whoever judged before there was a channel has not ranked it last; the others are learned of as before."""
    one = world("w3")
    cases = judged(one, "judges of w3", 80)
    unheard = cases._replace(cases=tuple(_without("a", case) for case in cases.cases if isinstance(case, JudgedCompany)))
    [step] = learn([unheard], one.rulebook).learned.steps
    found = {proposal.point.channel for proposal in step.proposals}
    assert "a" not in found | {one.point.channel for one in step.unsettled}
    assert len(found) >= 2


def _without(channel: str, case: JudgedCompany) -> JudgedCompany:
    return case._replace(judgements=tuple(_judgement_without(channel, judgement) for judgement in case.judgements))


def _judgement_without(channel: str, judgement: Judgement) -> Judgement:
    rank, never = (tuple(id for id in ids if id != channel) for ids in (judgement.rank, judgement.never))
    good_for = {goal: tuple(id for id in ids if id != channel) for goal, ids in judgement.good_for.items()}
    return Judgement(rank, good_for, never)
