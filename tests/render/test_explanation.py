"""The pages of `explain` and `compare` where a goal is split into groups, work is shared and some groups are out of reach."""

import json
import re
from collections.abc import Mapping

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.compare import compare
from channelfit.advice.explain import explain
from channelfit.advice.model import Advice
from channelfit.language import Language
from channelfit.profile import read_profile
from channelfit.render.brief.page import brief_of
from channelfit.render.forms.data import render_json
from channelfit.render.forms.markdown import render_brief
from channelfit.render.forms.terminal import render_page
from channelfit.render.phrases.verdicts import verdict
from channelfit.render.phrases.voice import Voice
from channelfit.render.plain.advice import advice_as_plain
from channelfit.render.plain.explanation import explanation_as_plain
from channelfit.render.reports.advice import render_terminal
from channelfit.render.reports.comparison import comparison_blocks
from channelfit.render.reports.explanation import explanation_blocks
from channelfit.source.document import read_documents
from conftest import SMALL, rulebook_of
from economy import certainty_of
from pages import built_in, profile_of, voice_of
from recomputed import recompute

# Recruiting is split by `hires`; beta is fed by alpha, which a rule keeps from the old.
GROUPS: Mapping[str, str] = {
    "goals.yaml": SMALL["goals.yaml"].replace("en: recruiting}", "en: recruiting}\n    split_by: hires"),
    "channels/beta.yaml": SMALL["channels/beta.yaml"].replace("reaches: feeds\n", "shares_work_with: {alpha: 0.6}\n"),
    "channels/gamma.yaml": SMALL["channels/gamma.yaml"].replace("hours_per_week: 1,", "hours_per_week: 1, full_hours: 1.5,"),
    "situations/groups.yaml": """\
rules:
  - id: not-for-the-old
    criterion: audience
    when: {hires: old}
    channels: {alpha: {exclude: true}}
    why: {de: "Nicht für {hires}.", en: "Not for {hires}."}
    basis: judgement
""",
}
BOTH = "{market: b2b, goals: [recruiting, image], hires: [young, old], video: true, hours_per_week: 7}"


def advice_for(text: str) -> Advice:
    """The advice for a profile under rules with groups."""
    rulebook = rulebook_of(GROUPS)
    documents, _ = read_documents(text, "profile")
    profile, wrong = read_profile(documents[0], rulebook)
    assert wrong == ()
    return advise(rulebook, profile)


def page_of(channel: str, text: str) -> str:
    """The page that explains a channel."""
    advice = advice_for(text)
    return plainly_spaced(render_page(explanation_blocks(explain(advice, channel), voice_of(advice, Language.EN))))


def plainly_spaced(page: str) -> str:
    """A page with plain spaces between numbers and their units, so that it can be typed here."""
    return page.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "whole", "word", "unsaid"),
    [
        (Language.DE, "Das Ergebnis ist vorläufig:", "vorläufig, solange Fragen offen sind", r"belastbar|knapp, in"),
        (Language.EN, "The result is preliminary:", "preliminary while questions are open", r"\bfirm,|\bclose,"),
    ],
)
def test_no_channel_is_called_firm_where_the_result_is_preliminary(
    language: Language, whole: str, word: str, unsaid: str
) -> None:
    """Two goals and nothing else: what is open would more likely lead to others, and every form says so."""
    advice = advise(built_in(), profile_of("market: b2c\ngoals: [visits, retention]\n", built_in()))
    certainty, voice = certainty_of(advice), voice_of(advice, language)
    explanations = [explain(advice, channel) for channel in sorted(advice.members)]
    assert {one.settled for one in explanations} == {certainty.settled}
    assert certainty.is_preliminary
    for said in [verdict(one, voice) for one in explanations]:
        assert whole in said
        assert word in said
        assert not re.search(unsaid, said)
    for page in (render_terminal(advice, certainty, voice), render_brief(brief_of(advice, certainty, voice, details=True))):
        assert word in " ".join(page.split())
        assert not re.search(unsaid, page)


def test_the_page_of_a_channel_says_who_is_reached_and_what_goes_along() -> None:
    """Groups have their points beside each other, a rule those for which it holds; hours are those beside the others."""
    assert (
        page_of("alpha", BOTH)
        == """\
Alpha: main
  A.
  rulebook small 1
  Alpha is among your channels, as the main one for “image”. Without it the
  coverage of your goals would be 11 percentage points lower. Alpha: firm, in
  100 of 100 trial runs with other weights and hours.
  Reaches (recruiting): the young yes, the old no.
  It takes 3 hours a week. Beta channel goes along with it. Without it and Beta
  channel, no other would come in.

HOW THE POINTS COME ABOUT
                          image
  start                       0
  market                     +2
  points                     +2
  fit                good (64%)
  counts (from 0.5)         yes
  recruiting          the young    the old
  start                      –1         –1
  market                     +3         +3
  audience                   –1
  points                     +1         +2
  fit                fair (53%)  ruled out
  counts (from 0.5)         yes         no

THE RULES THAT HOLD
  – Not for the old.
    rules the channel out (the old) · audience · our judgement ·
    small/situations/groups.yaml:2
  + Companies are there.
    recruiting +3, image +2 · market · Office, 2024 ·
    small/channels/alpha.yaml:9
  – Not the young: the young.
    recruiting –1 (the young) · audience · our judgement ·
    small/channels/alpha.yaml:15

WHAT WOULD CHANGE THIS
  · Hours? 4.25 hours instead of 7 → Alpha drops out

SOURCES
  · Office (relayed), 2024
"""
    )


def test_a_companion_stands_beside_its_partner() -> None:
    """Its hours are those that are left of the work; groups that are alike have one column."""
    assert (
        page_of("beta", BOTH).partition("\n\nTHE RULES")[0]
        == """\
Beta channel: goes along with Alpha
  B.
  rulebook small 1
  Beta channel is among your channels, with the same posts as Alpha. Without it
  the coverage of your goals would be 18 percentage points lower. Beta channel:
  firm, in 100 of 100 trial runs with other weights and hours.
  It takes 1 hour a week; alone it would be 2.5, but part of the work is done
  for Alpha anyway.

HOW THE POINTS COME ABOUT
                     recruiting       image
  start                       0          +1
  means                      +1          +1
  points                     +1          +2
  fit                fair (53%)  good (64%)
  counts (from 0.5)         yes         yes"""
    )


@pytest.mark.parametrize(
    ("channel", "profile", "said"),
    [
        ("upkeep", BOTH, "  It takes 0.5 hours a week.\n\n"),
        ("gamma", BOTH.replace(": 7}", ": 5.5}"), "  It takes 1 hour a week. Without it, no other would come in.\n\n"),
        (
            "gamma",
            "{market: b2b, goals: [recruiting], hires: [young], hours_per_week: 3.5}",
            "  It takes 1 hour a week. The time that is left makes it 1.5 hours. Without it,\n  Alpha would come in.\n\n",
        ),
    ],
    ids=["basic", "nobody", "substitute"],
)
def test_what_a_channel_takes_and_who_would_come_instead(channel: str, profile: str, said: str) -> None:
    """A basic has no substitute; time that is left is put where it makes a channel better."""
    assert said in page_of(channel, profile)


def test_the_data_say_the_same() -> None:
    """How it stands beside the others, its groups, and the rules that rule it out for some of them."""
    plain = explanation_as_plain(explain(advice_for(BOTH), "alpha"), Voice(Language.EN, rulebook_of(GROUPS)))
    assert plain["beside"] == {
        "hours_per_week": 3,
        "hours_to_use": 3,
        "shares_with": None,
        "companions": ["beta"],
        "substitute": None,
    }
    assert (plain["excluded_by"], [(rule["rule"], rule["segments"]) for rule in plain["excluded_for"]]) == (
        [],
        [("groups/not-for-the-old", {"recruiting": ["old"]})],
    )
    recruiting = plain["goals"]["recruiting"]
    assert (recruiting["split_by"], recruiting["points"], recruiting["counts"]) == ("hires", 1.5, True)
    assert [(group, fit["points"], fit["excluded"]) for group, fit in recruiting["segments"].items()] == [
        ("young", 1, False),
        ("old", 2, True),
    ]
    other = explanation_as_plain(explain(advice_for(BOTH), "beta"), Voice(Language.EN, rulebook_of(GROUPS)))
    assert other["status"] == "companion"
    assert other["beside"] is not None
    assert other["beside"]["shares_with"] == {"channel": "alpha", "share": 0.6}


def test_a_channel_that_every_group_excludes_is_ruled_out_as_a_whole() -> None:
    """With the old alone; the data name the rule as what excludes it."""
    explanation = explain(advice_for(BOTH.replace("[young, old]", "[old]")), "alpha")
    assert ([rule.id for rule in explanation.fit.excluded_by], explanation.fit.excluded_for) == (["groups/not-for-the-old"], ())


def test_a_comparison_has_the_groups_that_are_covered_otherwise() -> None:
    """Groups of a goal that both sides have; hours to use where there are more than are needed."""
    assert (
        comparison_of(BOTH, BOTH.replace("hours_per_week: 7", "hours_per_week: 2")).partition("\n\nWHAT")[0]
        == """\
Comparison: one and other
  The choice changes: Alpha and Beta channel drop out.
                          one                         other
  Your channels           Gamma, Alpha and Beta       Gamma
                          channel
  Put in order first      Upkeep                      Upkeep
  Coverage of your goals  87%                         41%
    recruiting            87%                         61%
      the young           91%                         61%
      the old             82%                         61%
    image                 87%                         0%
  hours needed a week     5.5 hours                   1.5 hours
  hours we count on       7 hours                     2 hours
  hours that can be used  6 hours                     2 hours
  money                   EUR 50 a month              EUR 0 a month
  groundwork              groundwork partly in place  groundwork partly in place
  the result would stay   in 66 of 100 cases          in 66 of 100 cases"""
    )
    same = comparison_of(BOTH, BOTH.replace("goals: [recruiting, image]", "goals: [recruiting]"))
    assert "the young" not in same
    other = comparison_of(BOTH, BOTH.replace("goals: [recruiting, image], hires: [young, old]", "goals: [image]"))
    assert "the young" not in other.partition("WHAT DIFFERS")[0]


def comparison_of(first: str, second: str) -> str:
    """The page that compares two profiles."""
    one, other = advice_for(first), advice_for(second)
    blocks = comparison_blocks(compare(one, other), ("one", "other"), voice_of(one, Language.EN))
    return plainly_spaced(render_page(blocks))


def test_what_limits_a_goal_names_the_groups_for_which_it_does() -> None:
    """The question that splits the goal stands for these groups, not for all that were answered."""
    limited = GROUPS["goals.yaml"].replace(
        "split_by: hires",
        "split_by: hires\n    limits: [{when: {hires: old}, at_most: 0.5, why: {de: '{hires}', en: '{hires}'}, basis: judgement}]",
    )
    rulebook = rulebook_of({**GROUPS, "goals.yaml": limited})
    documents, _ = read_documents(BOTH, "profile")
    advice = advise(rulebook, read_profile(documents[0], rulebook)[0])
    voice = voice_of(advice, Language.EN)
    assert [voice.why_limited(covered) for covered in advice.coverage] == ["the old", ""]
    assert [covered.limit for covered in advice.coverage] == [0.75, 1]


@pytest.mark.parametrize(
    ("before", "after", "rules"),
    [
        (
            "[old]",
            "[young, old]",
            """\
  – Not the young: the young.
    holds in the second case only · recruiting –1 (the young) · our judgement ·
    small/channels/alpha.yaml:15
""",
        ),
        (
            "[young]",
            "[young, old]",
            """\
  – Not for the old.
    holds in the second case only · rules the channel out (the old) · our
    judgement · small/situations/groups.yaml:2
""",
        ),
    ],
    ids=["points", "exclusion"],
)
def test_rules_that_differ_name_their_groups(before: str, after: str, rules: str) -> None:
    """A rule that still holds for a group is none that differs."""
    hours = ("hours_per_week: 7", "hours_per_week: 3.5") if before == "[young]" else ("", "")
    page = comparison_of(BOTH.replace("[young, old]", before), BOTH.replace("[young, old]", after).replace(*hours))
    assert page.partition("RULES THAT MAKE THE DIFFERENCE FOR ALPHA\n")[2].partition("\nRULES")[0] == rules


@pytest.mark.parametrize(
    ("channel", "head", "profile", "said"),
    [
        (
            "alpha",
            "",
            BOTH.replace("b2b", "b2c"),
            "Too weak a fit for your goals. Not the young: the young. It comes closest to the goal image: 0.5 points",
        ),
        (
            "alpha",
            "",
            BOTH.replace("b2b, goals: [recruiting, image]", "b2c, goals: [recruiting]"),
            "It comes closest to the goal recruiting (the young): 2.5 points short of a fit that counts.",
        ),
        (
            "upkeep",
            "settings: {max_basics: 0, upkeep_weight: 1, focus_price: 0.01}\n",
            BOTH,
            "The most entries we advise to put in order at once: 0. This one would add",
        ),
    ],
    ids=["goal", "group", "upkeep"],
)
def test_what_a_channel_lacks(channel: str, head: str, profile: str, said: str) -> None:
    """Points for a goal or for a group of it; an entry to keep in order lacks no slot for channels."""
    rulebook = rulebook_of({**GROUPS, "rulebook.yaml": SMALL["rulebook.yaml"] + head})
    documents, _ = read_documents(profile, "profile")
    advice = advise(rulebook, read_profile(documents[0], rulebook)[0])
    assert said in verdict(explain(advice, channel), voice_of(advice, Language.EN))


@pytest.mark.slow
@pytest.mark.parametrize("hires", ["[]", "[young]", "[old]", "[young, old]", ""])
@pytest.mark.parametrize("hours", [0, 1.5, 3.5, 4, 7, 20])
def test_the_advice_can_be_worked_out_anew(hires: str, hours: float) -> None:
    """From its JSON alone: excluded groups, a companion, hours to use; with nobody to hire or an open question no group."""
    answered = f"hires: {hires}, " if hires else ""
    for market in ("b2b", "b2c"):
        advice = advice_for(
            f"{{market: {market}, goals: [recruiting, image], {answered}video: true, hours_per_week: {hours}, active_channels: [alpha]}}"
        )
        plain = advice_as_plain(advice, certainty_of(advice), voice_of(advice, Language.EN))
        recompute(json.loads(render_json(plain)))
        assert list(plain["coverage"]["goals"]["recruiting"]["segments"]) == [
            group for group in ("young", "old") if group in hires
        ]
