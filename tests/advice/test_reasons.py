"""Why, why not, and what two situations have to do with each other, with numbers worked out by hand."""

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.certainty import certainty_of, near_tie_of
from channelfit.advice.changes import Change
from channelfit.advice.compare import compare
from channelfit.advice.explain import Distance, explain, explain_all
from channelfit.advice.fit import sum_before_cut
from channelfit.advice.model import Advice, Cause
from channelfit.advice.what_if import WhatIf, present_number, what_if
from channelfit.profile import Profile
from channelfit.render.phrases.reasons import settings_for
from channelfit.rulebook.condition import Answer
from conftest import SMALL, rulebook_of

RULES = """\
rules:
  - {id: open-out, criterion: offer, when: {backing: "no"}, channels: [beta], exclude: true, why: {de: w, en: w}, basis: judgement}
  - {id: open-up, criterion: offer, when: {backing: partly}, channels: {beta: {image: 1, recruiting: 0}}, why: {de: w, en: w}, basis: judgement}
  - {id: open-down, criterion: offer, when: {backing: "yes", hires: old}, channels: {beta: {recruiting: -2}}, why: {de: w, en: w}, basis: judgement}
  - {id: open-none, criterion: offer, when: {backing: "yes"}, channels: {beta: {image: 0}, gamma: 1}, why: {de: w, en: w}, basis: judgement}
  - {id: not-strong, criterion: offer, when: {market: b2c}, channels: {beta: {image: 0.75}}, why: {de: w, en: w}, basis: judgement}
  - {id: not-image, criterion: offer, when: {market: b2c}, channels: {beta: {image: 3, recruiting: -9}}, why: {de: w, en: w}, basis: judgement}
  - {id: not-hiring, criterion: offer, when: {market: b2c}, channels: {beta: {recruiting: 1}}, why: {de: w, en: w}, basis: judgement}
  - {id: not-both, criterion: offer, when: {market: b2c}, channels: {beta: {recruiting: 1, image: 1}}, why: {de: w, en: w}, basis: judgement}
  - {id: not-much, criterion: offer, when: {market: b2c}, channels: {beta: {image: 2.5}}, why: {de: w, en: w}, basis: judgement}
  - {id: not-for, criterion: offer, when: {market: b2c}, channels: {beta: {recruiting: -3}}, why: {de: w, en: w}, basis: judgement}
"""
HERE: dict[str, Answer] = {
    "market": ("b2b",),
    "goals": ("recruiting", "image"),
    "hires": (),
    "video": ("no",),
    "hours_per_week": 5.0,
    "active_channels": (),
    "working_channels": (),
    "backing": ("yes",),
}


def advice_for(rules: str = "", **answers: Answer | None) -> Advice:
    """The advice with some answers different (none: open)."""
    given = {id: answer for id, answer in {**HERE, **answers}.items() if answer is not None}
    return advise(rulebook_of({"situations/more.yaml": rules} if rules else None), Profile(answers=given))


def test_rules_that_open_answers_decide_stand_by_what_they_would_do() -> None:
    """What would rule a channel out first, then by points times the weight of the goal, 2/3 and 1/3; those without any not at all."""
    found = explain(advice_for(RULES, backing=None, hires=None), "beta")
    assert [(one.rule.id, dict(one.points), one.excludes, sorted(one.missing)) for one in found.unknown] == [
        ("more/open-out", {}, True, ["backing"]),
        ("more/open-down", {"recruiting": -2}, False, ["backing", "hires"]),
        ("more/open-up", {"image": 1}, False, ["backing"]),
    ]


def test_rules_that_would_have_helped_stand_by_how_much() -> None:
    """A point at least for some goal; what a rule takes on another counts against it, and equals stand by id."""
    found = explain(advice_for(RULES), "beta")
    assert [(one.rule.id, dict(one.points)) for one in found.silent] == [
        ("beta/with-video", {"recruiting": 1, "image": 1}),
        ("more/not-both", {"recruiting": 1, "image": 1}),
        ("more/not-much", {"image": 2.5}),
        ("more/not-hiring", {"recruiting": 1}),
        ("more/open-up", {"image": 1}),
        ("more/not-image", {"recruiting": -9, "image": 3}),
    ]
    assert [one.rule.id for one in found.fit.reasons] == ["general/no-video"]


def test_an_explanation_is_of_one_channel() -> None:
    """Chosen or rejected, with the changes that would turn that."""
    advice = advice_for(video=("yes",))
    chosen = {one.fit.channel.id for one in (*advice.recommended, *advice.basics)}
    for one in explain_all(advice, tuple(advice.rulebook.channels)):
        id = one.fit.channel.id
        assert (one.chosen is not None, one.rejected is not None) == (id in chosen, id not in chosen)
        assert {change.channel for change in one.what_if} <= {id}
        assert [change.enters for change in one.what_if] == [id not in chosen] * len(one.what_if)
        assert one.distance == Distance() or id not in chosen
    assert any(one.what_if for one in explain_all(advice, tuple(advice.rulebook.channels)))
    with pytest.raises(KeyError):
        explain(advice, "delta")


def test_how_far_a_channel_is_from_being_chosen() -> None:
    """Points for the goal where it lacks least, hours besides those of the set, coverage to its price, or nothing of these."""
    weak = advice_for(market=("b2c",), goals=("image", "recruiting"))
    # Alpha without companies: 0 less 1 without video for image, -1 less 1 for recruiting; half a point would count.
    distance = explain(weak, "alpha").distance
    assert (distance.points, distance.goal, distance.adds, distance.hours) == (1.5, "image", 0, 0)
    short = advice_for(video=("yes",))
    assert [(one.fit.channel.id, one.cause) for one in short.not_recommended] == [("beta", Cause.NO_HOURS)]
    # 4.5 of 5 hours are left by the basic, alpha and gamma take 4 of them, and beta would take 2.5.
    assert explain(short, "beta").distance == Distance(hours=2)
    little = advice_for(video=("yes",), goals=("recruiting",), hours_per_week=30.0)
    [beta] = little.not_recommended
    assert beta.cause is Cause.ADDS_TOO_LITTLE
    missing = explain(little, "beta").distance
    assert missing == Distance(adds=missing.adds)
    assert missing.adds == pytest.approx(0.04 - beta.adds)
    out = advice_for(RULES, backing=("no",))
    assert explain(out, "beta").distance == Distance()


GROUPS = """\
rules:
  - {id: young-only, criterion: offer, when: {hires: young, video: true}, channels: {alpha: {recruiting: 2}}, why: {de: w, en: w}, basis: judgement}
  - {id: not-the-young, criterion: offer, when: {hires: {none_of: [young]}}, channels: {beta: {recruiting: -2}}, why: {de: w, en: w}, basis: judgement}
  - {id: both, criterion: offer, when: {hires: {all_of: [young, old]}}, channels: {beta: {recruiting: 3}}, why: {de: w, en: w}, basis: judgement}
"""


def test_of_a_split_goal_each_group_is_looked_at() -> None:
    """What may hold for one group is open, what holds for one is not silent, and the nearest group is named with its distance."""
    goals = SMALL["goals.yaml"].replace("- id: recruiting\n", "- id: recruiting\n    split_by: hires\n")
    rulebook = rulebook_of({"goals.yaml": goals, "situations/more.yaml": GROUPS})
    answers: dict[str, Answer] = {"market": ("b2c",), "goals": ("recruiting",), "hires": ("young", "old"), "hours_per_week": 9.0}
    alpha, beta = explain_all(advise(rulebook, Profile(answers=answers)), ("alpha", "beta"))
    assert [(one.rule.id, dict(one.points), sorted(one.missing)) for one in alpha.unknown] == [
        ("more/young-only", {"recruiting": 2}, ["video"]),
        ("general/no-video", {"recruiting": -1}, ["video"]),
    ]
    # Alpha starts at -1, the young take another point: the old lack one and a half.
    assert alpha.distance == Distance(points=1.5, goal="recruiting", group="old")
    assert [one.rule.id for one in alpha.silent] == ["alpha/companies"]
    # The rule on both holds for nobody: rules see one group at a time.
    assert [(one.rule.id, dict(one.segments)) for one in beta.fit.reasons] == [("more/not-the-young", {"recruiting": ("old",)})]
    assert [one.rule.id for one in beta.silent] == ["more/both"]


def test_shared_work_lowers_what_is_missing() -> None:
    """Beside its partner a channel takes fewer hours, and costs less of the price of a place."""
    text = SMALL["channels/beta.yaml"].replace("serves:", "shares_work_with: {alpha: 0.4}\nserves:")
    rulebook = rulebook_of({"channels/beta.yaml": text})
    short = advise(rulebook, Profile(answers={**HERE, "video": ("yes",), "hours_per_week": 4.75}))
    assert [(one.fit.channel.id, one.cause) for one in short.not_recommended] == [("beta", Cause.NO_HOURS)]
    # Of 2.5 hours 1.5 are left beside alpha; the basic leaves 4.25 of 4.75, and alpha and gamma take 4 of them.
    assert explain(short, "beta").distance == Distance(hours=1.25)
    hardly = rulebook_of({"channels/beta.yaml": text.replace("0.4", "0.05")})
    given: dict[str, Answer] = {**HERE, "video": ("yes",), "goals": ("recruiting",), "hours_per_week": 30.0}
    little = advise(hardly, Profile(answers=given))
    [beta] = little.not_recommended
    assert beta.cause is Cause.ADDS_TOO_LITTLE
    assert explain(little, "beta").distance.adds == pytest.approx(0.95 * 0.04 - beta.adds)


def test_points_are_summed_by_criterion_before_they_are_cut() -> None:
    """All rules of one criterion that hold, and no other."""
    advice = advice_for(RULES.replace("market: b2c", "market: b2b"))
    fit = advice.fits["beta"]
    assert sum_before_cut(fit, "recruiting", "offer") == -9 + 1 + 1 - 3
    assert sum_before_cut(fit, "image", "offer") == 0.75 + 3 + 1 + 2.5
    assert sum_before_cut(fit, "image", "means") == -2
    assert sum_before_cut(fit, "image", "market") == 0
    assert fit.goals["recruiting"].criteria["offer"] == -4


def test_points_of_a_group_are_summed_from_the_rules_that_hold_for_it() -> None:
    """What a rule gives to one group is no part of another's sum."""
    more = """\
rules:
  - {id: for-young, criterion: offer, when: {hires: young}, channels: {beta: {recruiting: 2}}, why: {de: w, en: w}, basis: judgement}
  - {id: for-old, criterion: offer, when: {hires: old}, channels: {beta: {recruiting: -3}}, why: {de: w, en: w}, basis: judgement}
  - {id: for-all, criterion: offer, when: {market: b2b}, channels: {beta: {recruiting: 0.5}}, why: {de: w, en: w}, basis: judgement}
"""
    goals = SMALL["goals.yaml"].replace("- id: recruiting\n", "- id: recruiting\n    split_by: hires\n")
    rulebook = rulebook_of({"situations/more.yaml": more, "goals.yaml": goals})
    fit = advise(rulebook, Profile(answers={**HERE, "hires": ("young", "old")})).fits["beta"]
    assert [sum_before_cut(fit, "recruiting", "offer", group) for group in ("young", "old")] == [2.5, -2.5]


def test_two_situations_differ_in_answers_that_matter_or_do_not() -> None:
    """Alone: enough to change the first; needed: without it the second would not come out so."""
    before = advice_for(market=("b2c",), goals=("image",), hours_per_week=9.0)
    after = advice_for(market=("b2b",), goals=("image",), hours_per_week=9.0, video=("yes",), backing=None)
    found = compare(before, after)
    # Alpha comes with companies, and beta with video.
    assert (found.entering, found.leaving) == (("alpha", "beta"), ())
    differences = {one.question: (one.before, one.after, one.alone, one.needed, one.matters) for one in found.differences}
    assert list(differences) == ["market", "video", "backing"]
    assert differences["market"] == (("b2c",), ("b2b",), True, True, True)
    assert differences["backing"] == (("yes",), None, False, False, False)
    back = compare(after, before)
    assert (back.entering, back.leaving) == ((), found.entering)
    assert [(one.question, one.alone, one.needed) for one in back.differences] == [
        (one.question, one.needed, one.alone) for one in found.differences
    ]


def test_a_required_answer_is_never_taken_away_to_compare() -> None:
    """Without it there would be no advice at all."""
    before, after = advice_for(goals=("image",)), advice_for(goals=("recruiting", "image"))
    [goals] = [one for one in compare(before, after).differences if one.question == "goals"]
    assert (goals.alone, goals.needed) == (True, True)


def test_the_rules_that_turn_stand_with_their_channel_the_weightiest_first() -> None:
    """Ruled out before all; then by points times the weight of goals; with the side on which each holds."""
    rules = """\
rules:
  - {id: out, criterion: offer, when: {market: b2c}, channels: [alpha], exclude: true, why: {de: w, en: w}, basis: judgement}
  - {id: light, criterion: offer, when: {video: true}, channels: {alpha: {image: 1}}, why: {de: w, en: w}, basis: judgement}
  - {id: heavy, criterion: offer, when: {video: true}, channels: {alpha: {image: -0.5, recruiting: 2.5}}, why: {de: w, en: w}, basis: judgement}
  - {id: always, criterion: offer, when: {goals: image}, channels: {alpha: 1}, why: {de: w, en: w}, basis: judgement}
"""
    before = advice_for(rules, market=("b2c",), hours_per_week=3.5)
    after = advice_for(rules, video=("yes",), hours_per_week=3.5)
    found = compare(before, after)
    assert "alpha" in found.entering
    turned = [(one.rule.id, dict(one.points), one.holds_after) for one in found.rules if one.channel == "alpha"]
    assert turned == [
        ("more/out", {}, False),
        ("alpha/companies", {"recruiting": 3, "image": 2}, True),
        ("more/heavy", {"recruiting": 2.5, "image": -0.5}, True),
        ("general/no-video", {"recruiting": -1, "image": -1}, False),
        ("more/light", {"image": 1}, True),
    ]
    assert [one.channel for one in found.rules] == sorted(one.channel for one in found.rules)


def test_channels_that_move_stand_in_id_order() -> None:
    """And so do the rules that move them."""
    channels = {
        f"channels/{id}.yaml": SMALL["channels/gamma.yaml"].replace("gamma", id).replace("image: -3", "image: 0").replace(
            "plan:", "rules:\n  - {id: r, criterion: means, when: {video: true}, points: 2, why: {de: w, en: w}, basis: judgement}\nplan:"
        )
        for id in ("t", "q", "s", "p", "r", "o")
    }  # fmt: skip
    rulebook = rulebook_of({**channels, "rulebook.yaml": SMALL["rulebook.yaml"] + "settings: {focus_price: 0}\n"})
    given: dict[str, Answer] = {"market": ("b2c",), "goals": ("image",), "hours_per_week": 90.0}
    before, after = (
        advise(rulebook, Profile(answers=given | {"video": (video,)}), max_channels=9) for video in ("no", "yes")
    )  # fmt: skip
    found = compare(before, after)
    assert found.entering == compare(after, before).leaving == ("beta", "o", "p", "q", "r", "s", "t")
    assert list(dict.fromkeys(one.channel for one in found.rules)) == list(found.entering)


def twins(difference: float, hours: float = 2.5) -> Advice:
    """The advice where a channel like beta serves image by so many points more, and there is time for one."""
    text = (
        SMALL["channels/beta.yaml"].replace("channel: beta", "channel: delta").replace("image: 1,", f"image: {1 + difference},")
    )
    answers: dict[str, Answer] = {"market": ("b2c",), "goals": ("image",), "hours_per_week": hours, "video": ("yes",)}
    return advise(rulebook_of({"channels/delta.yaml": text}), Profile(answers=answers))


@pytest.mark.parametrize(("difference", "near"), [(0, True), (0.05, True), (0.06, False), (0.1, False)])
def test_half_a_point_of_coverage_is_near(difference: float, near: bool) -> None:
    """At 2 points a fit of 0.64 grows by 0.0887 a point: 0.05 points are 0.0044, and 0.06 are more than half a hundredth."""
    advice = twins(difference)
    tie = near_tie_of(advice)
    assert (tie is not None) is near
    if tie is not None:
        assert {tie.inside, tie.outside} == {("beta",), ("delta",)}
        fits = [one.goals["image"].fit for one in (advice.fits["beta"], advice.fits["delta"])]
        assert tie.gap == pytest.approx(abs(fits[0] - fits[1]))


def test_a_result_is_preliminary_if_less_than_half_of_the_completions_agree() -> None:
    """And where completions favour what is advised already, nothing else is likely."""
    certainty = certainty_of(advice_for())
    assert not certainty._replace(settled=0.5).is_preliminary
    assert certainty._replace(settled=0.499).is_preliminary
    open_one = certainty_of(advice_for(video=None, hours_per_week=9.0, hires=None, market=("b2c",), goals=("image",)))
    assert 0 < open_one.settled < 1
    assert (open_one.likely == ()) is (not open_one.is_preliminary)


def test_the_least_changes_bring_a_channel_in_or_drop_it() -> None:
    """One change where one does it; hours up to where they are enough, and no further."""
    advice = advice_for(market=("b2c",), goals=("image",), video=("no",), hours_per_week=1.0)
    assert [one.fit.channel.id for one in advice.recommended] == []
    found = what_if(advice)
    assert found == (
        WhatIf("beta", True, (Change("video", "yes"), Change("hours_per_week", number=2.5)), ("beta",)),
    )  # fmt: skip
    assert what_if(advice, most=1) == certainty_of(advice).what_if == ()
    enough = advice_for(market=("b2c",), goals=("image",), video=("yes",), hours_per_week=9.0)
    assert what_if(enough) == (
        WhatIf("beta", False, (Change("video", "no"),), ()),
        WhatIf("beta", False, (Change("hours_per_week", number=2.25),), ()),
    )


def test_of_several_limits_the_lowest_counts() -> None:
    """In the advice, and after each change; here filming takes the lower one away."""
    low = "{when: {video: false}, at_most: 0.02, why: {de: w, en: w}, basis: judgement}"
    high = "{when: {market: b2b}, at_most: 0.9, why: {de: w, en: w}, basis: judgement}"
    goals = SMALL["goals.yaml"].partition("    limits:")[0] + f"    limits: [{high}, {low}]\n"
    given: dict[str, Answer] = {"market": ("b2b",), "goals": ("sales",), "video": ("no",), "hours_per_week": 9.0}
    rulebook = rulebook_of({"goals.yaml": goals, "situations/general.yaml": "rules: []\n"})
    advice = advise(rulebook, Profile(answers=given))
    assert (advice.coverage[0].limit, advice.recommended) == (0.02, ())
    assert what_if(advice) == (WhatIf("alpha", True, (Change("video", "yes"),), ("alpha",)),)


def test_the_present_number_is_the_answer_or_what_is_assumed() -> None:
    """Or nothing, where neither is there."""
    assert present_number(advice_for(hours_per_week=2.0), "hours_per_week") == 2
    assert present_number(advice_for(hours_per_week=None), "hours_per_week") == 5
    assert present_number(advice_for(), "video") == 0
    assert present_number(advice_for(), "elsewhere") == 0


@pytest.mark.parametrize("number", [3.0, 1_234_567.0, 12_345.67, 1.234])
def test_a_number_to_be_typed_is_the_one_that_was_tried(number: float) -> None:
    """It had six digits."""
    advice = advise(rulebook_of(SMALL), Profile(answers=HERE))
    [text] = settings_for([Change("hours_per_week", number=number)], advice)
    assert float(text.removeprefix("hours_per_week=")) == number
