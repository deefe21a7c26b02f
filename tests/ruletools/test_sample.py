"""Random complete profiles, and what is recommended to each."""

import pytest

from channelfit.advice.advise import advise
from channelfit.files import load_rulebook
from channelfit.profile import Profile, known_answers, read_profile
from channelfit.render.reports.profile_text import render_profile
from channelfit.rulebook.condition import Operator
from channelfit.rulebook.condition import Test as Comparison
from channelfit.ruletools.checks.sample import sample_of
from channelfit.source.document import read_documents
from conftest import rulebook_of

BUILT_IN = load_rulebook()


def test_what_the_columns_recommend_is_what_is_advised() -> None:
    """Chosen set and basics, with caps, limits and believable hours; and every random profile is one that can be read."""
    for rulebook, count in ((BUILT_IN, 40), (rulebook_of(), 80)):
        sample = sample_of(rulebook, count)
        for answers, pick in zip(sample.answers, sample.picks, strict=True):
            profile = Profile(answers=answers)
            [document], _ = read_documents(render_profile(profile, rulebook), "random")
            assert read_profile(document, rulebook) == (profile, ())
            known = known_answers(rulebook, profile)
            assert set(known) == set(rulebook.questions)
            advice = advise(rulebook, profile)
            assert tuple(sorted(recommended.fit.channel.id for recommended in advice.recommended)) == pick.chosen
            assert tuple(sorted(recommended.fit.channel.id for recommended in advice.basics)) == pick.basics


def test_a_larger_sample_begins_with_the_smaller_one() -> None:
    """Every answer depends on its question, its row and the seed alone."""
    assert sample_of(BUILT_IN, 30).answers[:10] == sample_of(BUILT_IN, 10).answers
    assert sample_of(BUILT_IN, 10, "other").answers != sample_of(BUILT_IN, 10).answers


def test_fits_of_the_sample_are_those_of_the_advice() -> None:
    """Channel by channel, goal by goal and group by group, where they count; the best of a channel is the highest of these."""
    sample = sample_of(BUILT_IN, 20)
    for row, answers in enumerate(sample.answers):
        fits = advise(BUILT_IN, Profile(answers=answers)).fits
        for id, fit in fits.items():
            counting = {key: aim.fit for key, aim in fit.aims.items() if aim.counts}
            found = {aim: float(sample.fit(id, aim)[row]) for aim in sample.aims if sample.fit(id, aim)[row]}
            assert found == pytest.approx(counting)
            assert sample.best_fit(id)[row] == pytest.approx(max(counting.values(), default=0.0))


def test_a_condition_holds_for_a_goal_if_it_does_for_one_of_its_groups() -> None:
    """Others may be named besides; and only the groups that a company names are its groups."""
    sample = sample_of(BUILT_IN, 200)
    question = BUILT_IN.questions["hires"]
    alone = Comparison("hires", Operator.NONE_OF, frozenset(("professionals",)), 0.0, question.mark)
    both = Comparison("hires", Operator.ALL_OF, frozenset(("professionals", "apprentices")), 0.0, question.mark)
    given = [answers.get("hires", ()) for answers in sample.answers]
    named = [hires if isinstance(hires, tuple) else () for hires in given]
    assert sample.holds_for(alone, "recruiting").tolist() == [hires != ("professionals",) for hires in named]
    assert not sample.holds_for(both, "recruiting").any()
    assert sample.holds_for(both, "image").tolist() == [{"professionals", "apprentices"} <= {*hires} for hires in named]
