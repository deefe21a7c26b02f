"""How much the answer to an open question would tell about the set, with numbers worked out by hand."""

import math

import pytest

from advice.completed import completed, drawn_in
from channelfit.advice.advise import advise
from channelfit.advice.certainty import certainty_of
from channelfit.advice.drawing import even_numbers
from channelfit.advice.uncertainty import COMPLETIONS, Uncertainty, uncertainty_of
from channelfit.profile import Profile
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Rulebook
from conftest import SMALL, rulebook_of

# A channel that is recommended for image, if and only if a question is answered so; everything else is answered.
LONE = """\
channel: lone
name: Lone
kind: owned
about: {de: L., en: L.}
effort: {hours_per_week: HOURS, first_results_weeks: 2}
serves: {image: 0}
rules:
  - {id: r, criterion: means, when: WHEN, points: 2, why: {de: w, en: w}, basis: judgement}
plan: {cadence: {de: c, en: c}, stop_rule: {de: s, en: s}, if_parked: {de: p, en: p}}
"""
QUESTIONS = SMALL["questions.yaml"] + (
    "  - {id: money, section: all, type: number, min: 0, max: 20, text: {de: 'M?', en: 'M?'},\n"
    "     shares: {0: 0.1, 4: 0.1, 5: 0.2, 6: 0.2, 7: 0.2, 8: 0.2}}\n"
    "  - {id: size, section: all, type: choice, text: {de: 'G?', en: 'S?'}, shares: {a: 0.1, b: 0.2, c: 0.3, d: 0.4},\n"
    "     options: {a: {de: a, en: a}, b: {de: b, en: b}, c: {de: c, en: c}, d: {de: d, en: d}}}\n"
)
GIVEN: dict[str, Answer] = {
    "market": ("b2c",),
    "goals": ("image",),
    "video": ("no",),
    "hours_per_week": 9.0,
    "active_channels": (),
    "working_channels": (),
    "backing": ("yes",),
    "money": 0.0,
    "size": ("a",),
}


OUT = "rules:\n" + "".join(
    f"  - {{id: no-{id}, criterion: market, when: {{market: b2c}}, channels: [{id}], exclude: true, why: {{de: w, en: w}}, basis: judgement}}\n"
    for id in ("alpha", "beta", "gamma", "upkeep")
)


def lone(when: str, hours: float = 1) -> Rulebook:
    """The small rulebook with other channels out of reach, so that all hangs on one condition."""
    channel = LONE.replace("WHEN", when).replace("HOURS", str(hours))
    return rulebook_of({"questions.yaml": QUESTIONS, "channels/lone.yaml": channel, "situations/out.yaml": OUT})


def open_but(*questions: str) -> Profile:
    """Everything answered but these."""
    return Profile(answers={id: answer for id, answer in GIVEN.items() if id not in questions})


def influences(uncertainty: Uncertainty) -> dict[str, float]:
    """By question."""
    return {one.question.id: one.influence for one in uncertainty.open}


def entropy(*shares: float) -> float:
    """In bits."""
    return -sum(share * math.log2(share) for share in shares if share)


def correction(count: int, *kinds: int) -> float:
    """Of Miller and Madow: each entropy is larger than it seems, by half a unit for each value but the first."""
    answers, sets, both = kinds
    return ((answers - 1) + (sets - 1) - (both - 1)) / (2 * count * math.log(2))


@pytest.mark.parametrize("count", [16, COMPLETIONS])
def test_an_answer_that_decides_the_set_tells_all_of_it(count: int) -> None:
    """As much as the set is open, and a little more for what a sample of that size does not show."""
    rulebook = lone("{video: true}")
    found = uncertainty_of(advise(rulebook, open_but("video")), count)
    share = drawn_in(completed(rulebook, open_but("video"), count), "video").options["yes"].mean()
    assert found.settled == 1 - share
    assert influences(found) == {"video": pytest.approx(entropy(share, 1 - share) + correction(count, 2, 2, 2))}


def test_an_answer_that_hardly_matters_is_not_made_to_matter_by_chance() -> None:
    """In a small sample two things that have nothing to do with each other seem to have; the correction takes that away."""
    rulebook = lone("{any: [{video: true}, {all: [{size: a}, {backing: partly}]}]}")
    found = influences(uncertainty_of(advise(rulebook, open_but("video", "size", "backing")), 64))
    assert found["video"] > 0.8
    assert found["size"] < 0.02
    assert found["backing"] < 0.02


def test_numbers_count_by_the_regions_that_tests_tell_apart() -> None:
    """Six numbers which a test divides into three regions (below, on its edge, above) tell no more than three options would."""
    rulebook = lone("{money: {above: 6}, video: true}")
    profile = open_but("money", "video")
    completions = completed(rulebook, profile, COMPLETIONS)
    numbers, video = drawn_in(completions, "money").numbers, drawn_in(completions, "video").options["yes"]
    regions = [(numbers < 6).mean(), (numbers == 6).mean(), (numbers > 6).mean()]
    share = ((numbers > 6) & video).mean()
    plain = entropy(*regions) + entropy(share, 1 - share) - entropy(*regions[:2], regions[2] - share, share)
    found = influences(uncertainty_of(advise(rulebook, profile)))
    assert found["money"] == pytest.approx(plain + correction(COMPLETIONS, 3, 2, 4))


def test_hours_count_by_their_amount_even_if_no_rule_reads_them() -> None:
    """The formulas read them: 2.5, 5 or 10 hours, the assumed number with half and twice of it, allow other sets."""
    rulebook = lone("{market: b2c}", hours=4)
    profile = open_but("hours_per_week")
    hours = drawn_in(completed(rulebook, profile, COMPLETIONS), "hours_per_week").numbers
    assert set(hours.tolist()) == {2.5, 5, 10}
    share = (hours >= 4).mean()
    found = uncertainty_of(advise(rulebook, profile))
    assert found.settled == share
    # Three amounts, two sets, three pairs of them.
    assert influences(found) == {"hours_per_week": pytest.approx(entropy(share, 1 - share) + correction(COMPLETIONS, 3, 2, 3))}


def test_options_that_no_test_tells_apart_count_as_one() -> None:
    """Four sizes of which one decides tell as much as a yes and a no."""
    rulebook = lone("{size: [b, c]}")
    profile = open_but("size")
    drawn = drawn_in(completed(rulebook, profile, COMPLETIONS), "size").options
    share = (drawn["b"] | drawn["c"]).mean()
    found = influences(uncertainty_of(advise(rulebook, profile)))
    assert found == {"size": pytest.approx(entropy(share, 1 - share) + correction(COMPLETIONS, 2, 2, 2))}


def test_a_multiple_choice_counts_as_the_sum_of_what_is_read_of_it() -> None:
    """Options that no test names add nothing."""
    rulebook = lone("{hires: young}")
    profile = Profile(answers={**open_but("hires").answers, "goals": ("image", "recruiting")})
    drawn = drawn_in(completed(rulebook, profile, COMPLETIONS), "hires").options
    share = drawn["young"].mean()
    found = influences(uncertainty_of(advise(rulebook, profile)))
    assert found == {"hires": pytest.approx(entropy(share, 1 - share) + correction(COMPLETIONS, 2, 2, 2))}


def test_what_is_most_telling_comes_first_and_equals_in_the_order_of_asking() -> None:
    """With the set that most completions have, and whether a question could shape it at all."""
    rulebook = lone("{any: [{video: true}, {size: a}]}")
    found = uncertainty_of(advise(rulebook, open_but("size", "video", "money", "backing")))
    assert [(one.question.id, one.shapes) for one in found.open] == [
        ("video", True),
        ("size", True),
        ("backing", True),
        ("money", False),
    ]
    assert [one.influence for one in found.open[2:]] == [0, 0]
    assert found.favoured == ("lone",)
    assert 0.4 < found.settled < 0.5
    certainty = certainty_of(advise(rulebook, open_but("size", "video", "money", "backing")))
    assert (certainty.is_preliminary, certainty.likely) == (True, ("lone",))
    sure = certainty_of(advise(rulebook, open_but("money")))
    assert (sure.is_preliminary, sure.likely) == (False, ())
    nothing = uncertainty_of(advise(rulebook, open_but("money", "backing")))
    assert (nothing.settled, nothing.favoured) == (1, ("lone",))
    assert [(one.question.id, one.influence, one.shapes) for one in nothing.open] == [("backing", 0, True), ("money", 0, False)]


def test_half_of_the_completions_are_enough() -> None:
    """A result with which exactly half agree is not preliminary, and the other half is not called likelier."""
    middle = sorted(even_numbers("video", COMPLETIONS, 1)[0])[COMPLETIONS // 2 - 1 : COMPLETIONS // 2 + 1]
    share = sum(middle) / 2
    shares = f"shares: {{'yes': {share:.9f}, 'no': {1 - share:.9f}}},"
    other = LONE.replace("lone", "also").replace("WHEN", "{video: true}").replace("HOURS", "1").replace("points: 2", "points: 4")
    files = {
        "questions.yaml": QUESTIONS.replace("{id: video,", f"{{id: video, {shares}"),
        "channels/also.yaml": other,
        "channels/lone.yaml": LONE.replace("WHEN", "{market: b2c}").replace("HOURS", "1"),
        "situations/out.yaml": OUT,
    }
    advice = advise(rulebook_of(files), open_but("video"), max_channels=1)
    found = uncertainty_of(advice)
    assert (found.settled, found.favoured) == (0.5, ("also",))
    certainty = certainty_of(advice)
    assert (certainty.is_preliminary, certainty.likely) == (False, ())
