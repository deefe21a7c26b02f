"""Random complete profiles, and what is recommended to each."""

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.fit import score
from channelfit.files import load_rulebook
from channelfit.profile import Profile, known_answers, read_profile
from channelfit.render.reports.profile_text import render_profile
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
    """Channel by channel and goal by goal, where they count."""
    sample = sample_of(BUILT_IN, 20)
    for row, answers in enumerate(sample.answers):
        goals = answers["goals"]
        assert isinstance(goals, tuple)
        for id, fit in score(BUILT_IN, known_answers(BUILT_IN, Profile(answers=answers)), goals).items():
            for goal, scored in fit.goals.items():
                expected = scored.fit if scored.counts and not fit.excluded_by else 0.0
                assert sample.fits[id, goal][row] == pytest.approx(expected)
