"""How settled a result is, worked out in columns and compared with advice given one by one."""

from random import Random

import pytest

from advice.completed import answers_in, completed, drawn_in
from channelfit.advice.advise import advise
from channelfit.advice.parted import Rows
from channelfit.advice.readiness import Level
from channelfit.advice.uncertainty import COMPLETIONS, completed_sets, uncertainty_of
from channelfit.files import load_rulebook
from channelfit.profile import Profile
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Rulebook
from companies import draw_companies
from conftest import SMALL, rulebook_of
from economy import draws

FULL = load_rulebook()
COMPANIES = draw_companies(FULL, 40, seed=3)
MANY = draws(16, 2000)


def partly(company: Profile, share: float, seed: int) -> Profile:
    """A company that has answered only part of the questions."""
    rng = Random(seed)
    needed = {id: answer for id, answer in company.answers.items() if id in ("market", "goals")}
    return Profile(
        answers=needed | {id: answer for id, answer in company.answers.items() if rng.random() < share and id not in needed}
    )


def assert_alike(rulebook: Rulebook, profile: Profile, count: int, max_channels: int | None = None) -> None:
    """Each completed set is the one that is advised for that completion; only the level of readiness is held."""
    advice = advise(rulebook, profile, max_channels=max_channels)
    table = completed(rulebook, profile, count)
    held = 1 if advice.readiness.level is Level.NOT_YET and max_channels != 0 else max_channels
    for row, found in enumerate(completed_sets(advice, table)):
        complete = Profile(answers=answers_in(table, row))
        expected = advise(rulebook._replace(checks=()), complete, max_channels=held)
        assert found == tuple(sorted(advised.fit.channel.id for advised in expected.recommended)), complete.answers


@pytest.mark.slow
@pytest.mark.drawn
@pytest.mark.unmeasured
@pytest.mark.parametrize("part", range(8))
def test_columns_choose_what_advice_chooses(part: int) -> None:
    """Ties, groups, companions, believable hours and basics included; for 2,000 companies in `make fuzz`."""
    for number, company in list(enumerate(draw_companies(FULL, MANY, seed=3)))[part::8]:
        assert_alike(FULL, partly(company, number / MANY, number), 24)


def test_more_places_and_mixed_groups_are_chosen_one_by_one_and_alike() -> None:
    """Where the fast way does not apply, the exact search is used; the results agree."""
    small = rulebook_of()
    mixed = rulebook_of(
        SMALL | {"channels/upkeep.yaml": SMALL["channels/upkeep.yaml"].replace("upkeep: true", "upkeep: true\nreaches: feeds")}
    )
    for rulebook, slots in ((small, 4), (mixed, 3), (small, 3), (small, 1), (small, 0)):
        assert_alike(rulebook, Profile(answers={"market": ("b2b",), "goals": ("recruiting", "image")}), 64, slots)


def test_who_is_responsible_is_part_of_how_settled_a_result_is() -> None:
    """Whoever is open may halve the hours: the share of completions that agree is that of those drawn with other hours too."""
    questions = SMALL["questions.yaml"].replace("{id: backing,", "{id: backing, shares: {'yes': 0.6, partly: 0.3, 'no': 0.1},")
    rulebook = rulebook_of({"questions.yaml": questions})
    answers: dict[str, Answer] = {
        "market": ("b2b",),
        "goals": ("image",),
        "video": ("yes",),
        "hours_per_week": 3.0,
        "active_channels": (),
        "working_channels": (),
    }
    advice = advise(rulebook, Profile(answers=answers))
    partly_backed = advise(rulebook, Profile(answers={**answers, "backing": ("partly",)}))
    assert advice.members != partly_backed.members
    found = uncertainty_of(advice)
    assert found.settled == pytest.approx(0.7, abs=0.06)
    assert [(one.question.id, one.shapes, one.influence > 0.5) for one in found.open] == [("backing", True, True)]


def test_nothing_open_is_settled() -> None:
    """A company that has answered everything, or everything that any rule reads."""
    assert uncertainty_of(advise(FULL, COMPANIES[0])).settled == 1.0
    assert all(not undecided.shapes for undecided in uncertainty_of(advise(FULL, COMPANIES[0])).open)


@pytest.mark.slow
@pytest.mark.drawn
@pytest.mark.unmeasured
def test_the_same_profile_is_settled_alike_and_near_a_larger_sample() -> None:
    """Deterministic, and within six points of ten times as many completions, for settled results and open ones."""
    for number, company in enumerate(COMPANIES[: draws(5, 12)]):
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
    table = completed(FULL, Profile(answers={"market": ("b2c",), "goals": ("image",)}), 2000)
    sizes = drawn_in(table, "size").options
    assert abs(sizes["micro"].mean() - FULL.questions["size"].shares["micro"]) < 0.04
    assert sum(column.sum() for column in sizes.values()) == 2000
    assert "hires" not in table.varied
    active, working = (drawn_in(table, id).options for id in ("active_channels", "working_channels"))
    assert all((active[id] | ~working[id]).all() for id in working)
    hours = drawn_in(table, "hours_per_week").numbers
    assert set(hours.tolist()) == {float(value) for value in FULL.questions["hours_per_week"].shares}


def test_a_larger_sample_begins_with_the_smaller_one() -> None:
    """So that a result never depends on how the sample was cut into pieces."""
    profile = Profile(answers={"market": ("b2c",), "goals": ("image",)})
    few, many = completed(FULL, profile, 50), completed(FULL, profile, 100)
    for id in few.varied:
        for option, column in drawn_in(few, id).options.items():
            assert (column == drawn_in(many, id).options[option][:50]).all()


def test_a_question_that_may_not_apply_is_drawn_only_where_it_does() -> None:
    """Its answer counts where the question it hangs on is drawn so that it applies."""
    questions = SMALL["questions.yaml"].replace("ask_when: {goals: recruiting}", "ask_when: {video: true}")
    rulebook = rulebook_of(SMALL | {"questions.yaml": questions})
    profile = Profile(answers={"market": ("b2b",), "goals": ("recruiting",), "hires": ("young",)})
    table = completed(rulebook, profile, 400)
    video, young = table.includes("video", "yes"), table.includes("hires", "young")
    assert isinstance(video, Rows)
    assert isinstance(young, Rows)
    assert video.bits == young.bits
    assert 0.4 < video.bits.bit_count() / 400 < 0.6
