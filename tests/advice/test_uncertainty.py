"""How settled a result is, worked out in columns and compared with advice given one by one."""

from random import Random

import numpy as np
import pytest
from channelfit.advice.completions import Completions

from channelfit.advice.advise import advise
from channelfit.advice.uncertainty import COMPLETIONS, completed_sets, uncertainty_of
from channelfit.files import load_rulebook
from channelfit.profile import Profile
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import QuestionType, Rulebook
from companies import draw_companies
from conftest import SMALL, rulebook_of

FULL = load_rulebook()
COMPANIES = draw_companies(FULL, 40, seed=3)


def partly(company: Profile, share: float, seed: int) -> Profile:
    """A company that has answered only part of the questions."""
    rng = Random(seed)
    needed = {id: answer for id, answer in company.answers.items() if id in ("market", "goals")}
    return Profile(
        answers=needed | {id: answer for id, answer in company.answers.items() if rng.random() < share and id not in needed}
    )


def row_of(rulebook: Rulebook, profile: Profile, completions: Completions, row: int, held: set[str]) -> Profile:
    """One completion as a profile; the questions on the groundwork stay as they are."""
    answers: dict[str, Answer] = dict(profile.answers)
    for id, drawn in completions.drawn.items():
        if id in held:
            continue
        if drawn.numbers is not None:
            if not np.isnan(drawn.numbers[row]):
                answers[id] = float(drawn.numbers[row])
            continue
        chosen = tuple(option for option, column in drawn.options.items() if column[row])
        if chosen or rulebook.questions[id].type is QuestionType.MULTI:
            answers[id] = chosen
    return Profile(answers=answers)


GROUND = {"goals_defined", "management_role", "supervisors", "responsible", "trained", "guidelines", "measured", "integrated"}


@pytest.mark.unmeasured
@pytest.mark.parametrize("number", range(len(COMPANIES)))
def test_columns_choose_what_advice_chooses(number: int) -> None:
    """Each completed set is the one that is advised for that completion, ties included."""
    profile = partly(COMPANIES[number], number / len(COMPANIES), number)
    advice = advise(FULL, profile)
    completions = Completions(FULL, profile, 24)
    for row, found in enumerate(completed_sets(advice, completions)):
        complete = row_of(FULL, profile, completions, row, GROUND)
        expected = advise(FULL, complete, max_channels=advice.max_channels)
        assert found == tuple(sorted(advised.fit.channel.id for advised in expected.recommended)), complete.answers


def test_more_places_and_mixed_groups_are_chosen_one_by_one_and_alike() -> None:
    """Where the fast way does not apply, the exact search is used; the results agree."""
    small = rulebook_of()
    mixed = rulebook_of(
        SMALL | {"channels/upkeep.yaml": SMALL["channels/upkeep.yaml"].replace("upkeep: true", "upkeep: true\nreaches: feeds")}
    )
    for rulebook, slots in ((small, 4), (mixed, 3), (small, 3), (small, 1), (small, 0)):
        profile = Profile(answers={"market": ("b2b",), "goals": ("recruiting", "image")})
        advice = advise(rulebook, profile, max_channels=slots)
        completions = Completions(rulebook, profile, 64)
        for row, found in enumerate(completed_sets(advice, completions)):
            complete = row_of(rulebook, profile, completions, row, {"backing"})
            expected = advise(rulebook, complete, max_channels=slots)
            assert found == tuple(sorted(advised.fit.channel.id for advised in expected.recommended))


def test_nothing_open_is_settled() -> None:
    """A company that has answered everything, or everything that any rule reads."""
    assert uncertainty_of(advise(FULL, COMPANIES[0])).settled == 1.0
    assert all(not undecided.shapes for undecided in uncertainty_of(advise(FULL, COMPANIES[0])).open)


@pytest.mark.unmeasured
def test_the_same_profile_is_settled_alike_and_near_a_larger_sample() -> None:
    """Deterministic, and within six points of ten times as many completions, for settled results and open ones."""
    for number, company in enumerate(COMPANIES[:12]):
        advice = advise(FULL, partly(company, 0.3 + number / 20, number))
        found = uncertainty_of(advice)
        assert found == uncertainty_of(advice)
        assert abs(found.settled - uncertainty_of(advice, 10 * COMPLETIONS).settled) <= 0.06


def test_a_question_that_nothing_reads_has_no_influence() -> None:
    """And one with many options is not asked first for being large."""
    found = uncertainty_of(advise(FULL, Profile(answers={"market": ("b2b",), "goals": ("image",)})))
    influence = {undecided.question.id: undecided.influence for undecided in found.open}
    assert influence["guidelines"] == influence["measured"] == 0
    assert influence["hires"] == 0 if "hires" in influence else True
    assert found.open[0].question.id not in ("active_channels", "working_channels")
    assert [undecided.influence for undecided in found.open] == sorted(influence.values(), reverse=True)


def test_shares_decide_how_often_an_answer_is_drawn() -> None:
    """Choices, several, numbers; what does not apply is drawn for nobody, and a part only of what was chosen."""
    completions = Completions(FULL, Profile(answers={"market": ("b2c",), "goals": ("image",)}), 2000)
    sizes = completions.drawn["size"].options
    assert abs(sizes["micro"].mean() - FULL.questions["size"].shares["micro"]) < 0.04
    assert sum(column.sum() for column in sizes.values()) == 2000
    assert "hires" not in completions.drawn
    active, working = completions.drawn["active_channels"].options, completions.drawn["working_channels"].options
    assert all((active[id] | ~working[id]).all() for id in working)
    hours = completions.drawn["hours_per_week"].numbers
    assert hours is not None
    assert set(hours.tolist()) == {float(value) for value in FULL.questions["hours_per_week"].shares}


def test_a_larger_sample_begins_with_the_smaller_one() -> None:
    """So that a result never depends on how the sample was cut into pieces."""
    profile = Profile(answers={"market": ("b2c",), "goals": ("image",)})
    few, many = Completions(FULL, profile, 50), Completions(FULL, profile, 100)
    for id, drawn in few.drawn.items():
        for option, column in drawn.options.items():
            assert (column == many.drawn[id].options[option][:50]).all()


def test_a_question_that_may_not_apply_is_drawn_only_where_it_does() -> None:
    """Its answer counts where the question it hangs on is drawn so that it applies."""
    questions = SMALL["questions.yaml"].replace("ask_when: {goals: recruiting}", "ask_when: {video: true}")
    rulebook = rulebook_of(SMALL | {"questions.yaml": questions})
    profile = Profile(answers={"market": ("b2b",), "goals": ("recruiting",), "hires": ("young",)})
    completions = Completions(rulebook, profile, 400)
    video, young = completions.drawn["video"].options["yes"], completions.drawn["hires"].options["young"]
    assert (video == young).all()
    assert 0.4 < video.mean() < 0.6
