"""Every result can be questioned: why, why not, and what two situations have to do with each other."""

import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.compare import compare
from channelfit.advice.explain import Explanation, explain, explain_all
from channelfit.advice.formulas import view_of
from channelfit.advice.model import Advice, Cause, Role
from channelfit.advice.stability import stability_of
from channelfit.advice.table import Table
from channelfit.advice.uncertainty import uncertainty_of
from channelfit.files import load_profile, load_rulebook
from channelfit.language import Language
from channelfit.profile import Profile, missing_answers
from channelfit.render.forms.data import render_json
from channelfit.render.phrases.verdicts import verdict
from channelfit.render.plain.explanation import explanation_as_plain
from channelfit.rulebook.condition import Answer
from companies import draw_companies
from conftest import EXAMPLES, SMALL, rulebook_of
from pages import voice_of
from recomputed import points_follow_from_reasons

FULL = load_rulebook()
PATHS = sorted(EXAMPLES.glob("*.yaml"))


def advice_for(path: Path, **changes: Any) -> Advice:
    profile = load_profile(path, FULL)
    return advise(FULL, profile._replace(answers={**profile.answers, **changes}))


@pytest.mark.slow
@pytest.mark.unmeasured
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_contributions_of_every_channel_add_up(path: Path) -> None:
    """From the JSON alone: start, rules, cut and weight of each criterion to the points of each goal."""
    advice = advice_for(path)
    for explanation in explain_all(advice, tuple(FULL.channels)):
        plain = json.loads(render_json(explanation_as_plain(explanation, voice_of(explanation.advice, Language.EN))))
        points_follow_from_reasons(plain, plain["limits"], excluded=bool(plain["excluded_by"]))
        assert all(scored["base"] == plain["serves"][goal] for goal, scored in plain["goals"].items())
        cited = {id for cited_rule in plain["reasons"] + plain["unknown"] + plain["would_count"] for id in cited_rule["evidence"]}
        assert cited <= {fact["id"] for fact in plain["evidence"]}
        assert all(":" in reason["source"] and reason["text"] for reason in plain["reasons"])


@pytest.mark.slow
@pytest.mark.unmeasured
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_what_is_open_is_open_and_what_is_silent_does_not_hold(path: Path) -> None:
    """Half of the answers are taken away; each rule is in one list at most."""
    profile = load_profile(path, FULL)
    kept = {id: given for n, (id, given) in enumerate(profile.answers.items()) if n % 2 or id in ("market", "goals")}
    advice = advise(FULL, Profile(answers=kept))
    table = Table(FULL, advice.profile.answers)
    views = [table, *(view_of(FULL.goals[aim.goal], aim.group, table) for aim in advice.aims)]
    seen = 0
    for explanation in explain_all(advice, tuple(FULL.channels)):
        assert all(any(view.truth(rule.rule.when).maybe for view in views) for rule in explanation.unknown)
        assert all(rule.missing and not rule.missing & set(table.known) for rule in explanation.unknown)
        listed = {rule.rule.id for rule in explanation.unknown} | {reason.rule.id for reason in explanation.silent}
        assert not listed & {reason.rule.id for reason in explanation.fit.reasons}
        for reason in explanation.silent:
            own = [view_of(FULL.goals[goal], group, table) for goal, group in explanation.fit.aims if goal in reason.points]
            assert not any(view.truth(reason.rule.when).maybe for view in own)
        assert all(max(reason.points.values()) >= 1 for reason in explanation.silent)
        seen += len(explanation.unknown) + len(explanation.silent)
    assert seen > 20


@cache
def found_by_cause() -> dict[object, tuple[Advice, str]]:
    """For each role and cause an advice and a channel, out of plausible companies."""
    found: dict[object, tuple[Advice, str]] = {}
    for company in draw_companies(FULL, 120, seed=5):
        if len(found) == len(Role) + len(Cause):
            break
        advice = advise(FULL, company)
        for advised in (*advice.recommended, *advice.basics):
            found.setdefault(advised.role, (advice, advised.fit.channel.id))
        for other in advice.not_recommended:
            found.setdefault(other.cause, (advice, other.fit.channel.id))
    return found


@cache
def explained(kind: object) -> Explanation:
    """The explanation of a channel with this role or cause."""
    return explain(*found_by_cause()[kind])


@pytest.mark.slow
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", [*Role, *Cause], ids=lambda kind: kind.value)
def test_each_role_and_cause_is_explained(kind: object, language: Language) -> None:
    """In a sentence that names what is missing, with numbers that are true."""
    explanation = explained(kind)
    said = verdict(explanation, voice_of(explanation.advice, language))
    stability = stability_of(explanation.advice)
    assert explanation.stability == (stability[explanation.fit.channel.id] if isinstance(kind, Role) else None)
    assert said.endswith((".", ")"))
    assert "{" not in said
    if isinstance(kind, Role):
        assert explanation.fit.channel.name.of(language).lower() in said.lower()
    lacking = explanation.distance
    match kind:
        case Cause.TOO_WEAK:
            assert lacking.points == FULL.settings.min_points - max(aim.points for aim in explanation.fit.aims.values()) > 0
        case Cause.ADDS_TOO_LITTLE:
            assert lacking.adds >= 0
        case Cause.NO_HOURS:
            assert lacking.hours > 0
        case _:
            assert (lacking.points, lacking.adds, lacking.hours) == (0, 0, 0)


def test_comparing_a_situation_with_itself() -> None:
    """Nothing differs."""
    advice = advice_for(PATHS[0])
    comparison = compare(advice, advice)
    assert (comparison.entering, comparison.leaving, comparison.differences, comparison.rules) == ((), (), (), ())


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_which_difference_matters(path: Path) -> None:
    """Hours decide; an answer that no rule of a channel reads does not."""
    before = advice_for(path, measured=("yes",))
    after = advice_for(path, measured=("no",), hours_per_week=1.0)
    comparison = compare(before, after)
    matters = {difference.question: difference.matters for difference in comparison.differences}
    assert matters == {"measured": False, "hours_per_week": True}
    assert comparison.leaving
    assert set(comparison.entering) == {advised.fit.channel.id for advised in (*after.recommended, *after.basics)} - {
        advised.fit.channel.id for advised in (*before.recommended, *before.basics)
    }


def test_differences_are_what_advice_with_one_answer_changed_says() -> None:
    """Taken over into the first situation alone, or left as it was in the second; a required answer is never taken away."""
    drawn = draw_companies(FULL, 4, seed=5)
    for first, second in pairwise(drawn):
        before, after = advise(FULL, first), advise(FULL, second)
        comparison = compare(before, after)
        assert comparison.settled == tuple(uncertainty_of(advice).settled for advice in (before, after))
        for one in comparison.differences:
            assert one.alone is _moves(before, one.question, one.after)
            assert one.needed is _moves(after, one.question, one.before)


def _moves(advice: Advice, question: str, answer: Answer | None) -> bool:
    answers = {id: given for id, given in advice.profile.answers.items() if id != question}
    profile = Profile(answers=answers if answer is None else {**answers, question: answer})
    return not missing_answers(FULL, profile) and advise(FULL, profile).members != advice.members


def test_the_rules_behind_a_difference() -> None:
    """Videos for the machine builder: the rules that hold on one side only, for the channels that move."""
    path = EXAMPLES / "machine-builder.yaml"
    comparison = compare(advice_for(path), advice_for(path, content=("photo",)))
    assert "tiktok" in comparison.leaving
    held = {turned.rule.id: turned.holds_after for turned in comparison.rules if turned.channel == "tiktok"}
    assert held
    assert not any(held.values()) or all("video" in id or "tiktok" in id for id in held)
    for turned in comparison.rules:
        for goal, groups in {goal: turned.segments.get(goal, ("",)) for goal in turned.points}.items():
            for group in groups:
                sides = (comparison.before, comparison.after)
                views = [view_of(FULL.goals[goal], group, Table(FULL, side.profile.answers)) for side in sides]
                assert [view.holds(turned.rule.when) for view in views] == [not turned.holds_after, turned.holds_after]


def test_a_rule_that_holds_on_both_sides_turns_for_the_groups_it_gains() -> None:
    """For the desk it speaks anyway, for the workshop only where there are videos; who is no group on both sides is no turn."""
    rules = """\
rules:
  - {id: both, criterion: offer, when: {any: [{hires: old}, {video: true}]}, channels: {gamma: {recruiting: 2}}, why: {de: w, en: w}, basis: judgement}
"""
    goals = SMALL["goals.yaml"].replace("- id: recruiting\n", "- id: recruiting\n    split_by: hires\n")
    small = rulebook_of({"goals.yaml": goals, "situations/more.yaml": rules})
    answers: dict[str, Answer] = {"market": ("b2c",), "goals": ("recruiting",), "hires": ("young", "old"), "hours_per_week": 0.5}
    before = advise(small, Profile(answers=answers))
    after = advise(small, Profile(answers={**answers, "video": ("yes",), "hours_per_week": 9.0}))
    [turned] = [one for one in compare(before, after).rules if one.rule.id == "more/both"]
    assert (turned.channel, turned.points, turned.segments, turned.holds_after) == (
        "gamma",
        {"recruiting": 2},
        {"recruiting": ("young",)},
        True,
    )
    later = advise(small, Profile(answers={**answers, "hires": ("old",), "hours_per_week": 9.0}))
    assert not [one for one in compare(before, later).rules if one.rule.id == "more/both"]


def test_two_sheets_of_one_company_with_different_goals() -> None:
    """The boss wants sales, marketing wants staff: the goals matter, and a required answer is never taken away."""
    path = EXAMPLES / "machine-builder.yaml"
    comparison = compare(advice_for(path), advice_for(path, goals=("sales", "leads")))
    [goals] = [difference for difference in comparison.differences if difference.question == "goals"]
    assert goals.matters
    hires = [difference for difference in comparison.differences if difference.question == "hires"]
    assert not any(difference.matters for difference in hires)
