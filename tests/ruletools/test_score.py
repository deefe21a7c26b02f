"""The figures: what worked, what judges rank first and what a consultant names, each counted by hand."""

import json
from random import Random

import pytest

from channelfit.language import Language
from channelfit.render.plain.score import score_as_plain
from channelfit.render.reports.score import render_score
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.against import Against, held_against
from channelfit.ruletools.case_files import read_case_sets
from channelfit.ruletools.figures import CaseScore, LeftOut, Score, SetScore, Tally, figures_of
from channelfit.ruletools.score import score_cases
from channelfit.source.document import read_documents
from zoo import CASES, LIST, NAMES, OTHER, sets_in, zoo_rulebook


@pytest.fixture(scope="module")
def zoo() -> Rulebook:
    """The rulebook of all tests here."""
    return zoo_rulebook()


def scored(rulebook: Rulebook, name: str, *, with_after_choice: bool = False) -> SetScore:
    """How the cases of one file came out."""
    return score_cases(sets_in(rulebook, name), rulebook, with_after_choice=with_after_choice).sets[0]


def cases_of(one: SetScore) -> dict[str, CaseScore]:
    """Each case by its id."""
    return {case.case.id: case for case in one.scores}


def figures(one: SetScore) -> dict[str, tuple[int, int]]:
    """The figures as plain numbers."""
    return {measure.value: (tally.got, tally.of) for measure, tally in one.figures.items()}


def faults(case: CaseScore) -> list[tuple[str, str, int]]:
    """The faults of a case as plain texts."""
    return [(one.measure.value, one.channel, one.judges) for one in case.faults]


def test_the_order_for_outcomes_is_what_is_recommended_then_near_misses(zoo: Rulebook) -> None:
    """Entries to keep in order, channels of no use for the goals and excluded ones have no place in it."""
    cases = cases_of(scored(zoo, "outcomes"))
    assert (cases["first"].shown, cases["first"].order) == (
        ("ant", "bee", "cat"),
        ("ant", "bee", "cat", "gnu", "dog", "eel", "fox"),
    )
    assert cases["ruled-out"].order == ("ant", "bee", "cat", "dog", "eel", "fox")


def test_twenty_hours_are_taken_where_an_outcome_states_none(zoo: Rulebook) -> None:
    """With its two hours the company cannot have the channel that takes six, which stays the nearest miss."""
    cases = cases_of(scored(zoo, "outcomes"))
    assert (cases["two-hours"].shown, cases["two-hours"].order[:3]) == (("bee",), ("bee", "ant", "cat"))


def test_figures_of_outcomes_by_hand(zoo: Rulebook) -> None:
    """Seven cases count; the entry to keep in order is taken out of what worked, and alone it leaves nothing to look for."""
    one = scored(zoo, "outcomes")
    assert figures(one) == {"hit@1": (2, 7), "hit@3": (4, 7), "hit@5": (5, 7), "dropped_shown": (1, 2)}
    cases = cases_of(one)
    assert [case.case.id for case in one.not_counted] == ["kept-in-order", "elsewhere", "ruled-out", "given-up"]
    assert {id: dict(case.left_out) for id, case in cases.items() if case.left_out} == {
        "kept-in-order": {"ibis": LeftOut.UPKEEP},
        "kept-in-order-and-first": {"ibis": LeftOut.UPKEEP},
        "elsewhere": {"hen": LeftOut.DOES_NOT_SERVE},
        "ruled-out": {"gnu": LeftOut.EXCLUDED},
    }
    assert {id: faults(case) for id, case in cases.items() if case.faults} == {
        "sixth": [("hit@3", "eel", 1)],
        "seventh": [("hit@3", "fox", 1)],
        "ruled-out": [("dropped_shown", "bee", 1)],
        "with-video": [("hit@3", "dog", 1)],
    }


def test_answers_about_the_work_are_left_out_unless_asked_for(zoo: Rulebook) -> None:
    """Who made videos for the channel says so only afterwards."""
    cases = (cases_of(scored(zoo, "outcomes", with_after_choice=asked))["with-video"] for asked in (False, True))
    assert [case.rank_of("dog") for case in cases] == [5, 1]


def test_figures_of_judgements_by_hand(zoo: Rulebook) -> None:
    """The order is by weighted fit of all that nothing excludes: with the entries to keep in order, and hours aside."""
    one = scored(zoo, "panel")
    cases = cases_of(one)
    assert cases["two-judges"].order == ("ibis", "ant", "dog", "bee", "cat", "gnu", "eel", "fox", "hen")
    assert cases["ruled-out"].order == ("ant", "bee", "ibis", "cat", "dog", "eel", "fox", "hen")
    assert {measure.value: tuple(tally) for measure, tally in cases["two-judges"].tallies.items()} == {
        "agreement": (3, 5),
        "first_choice_shown": (1, 2),
        "first_choice_counts": (1, 2),
        "never_shown": (1, 2),
    }
    assert figures(one) == {
        "agreement": (5, 8),
        "first_choice_shown": (1, 3),
        "first_choice_counts": (1, 3),
        "never_shown": (1, 3),
    }
    assert faults(cases["two-judges"]) == [
        ("agreement", "eel", 2),
        ("first_choice_shown", "eel", 1),
        ("first_choice_counts", "eel", 1),
        ("never_shown", "dog", 1),
    ]
    assert [case.case.id for case in one.not_counted] == ["no-judge"]


def test_figures_of_situations_by_hand(zoo: Rulebook) -> None:
    """Basics and recommended channels are shown; where they are fewer than four, they are filled up by weighted fit."""
    one = scored(zoo, "consultant")
    cases = cases_of(one)
    assert [case.shown for case in cases.values()] == [("ibis", "ant", "bee", "cat"), ("ibis", "bee")]
    assert cases["two-hours"].order[:4] == ("ibis", "bee", "ant", "cat")
    assert figures(one) == {"good_shown": (2, 6), "good_in_four": (4, 6), "bad_shown": (1, 2)}
    assert faults(cases["nine-hours"]) == [("good_shown", "dog", 1), ("good_in_four", "dog", 1), ("bad_shown", "cat", 1)]


def test_a_disabled_channel_cannot_be_hit_but_can_be_missed(zoo: Rulebook) -> None:
    """An outcome does not wait for what an overlay has disabled; a judge who ranks it first is not followed."""
    rest = {id: one for id, one in zoo.channels.items() if id != "ant"}
    rulebook = zoo._replace(channels=rest, disabled={"ant": zoo.channels["ant"]})
    outcomes, panel = scored(rulebook, "outcomes"), scored(rulebook, "panel")
    assert cases_of(outcomes)["first"].left_out == {"ant": LeftOut.DISABLED}
    assert ("agreement", "ant", 1) in faults(cases_of(panel)["ruled-out"])


def test_a_missed_channel_without_points_says_why(zoo: Rulebook) -> None:
    """It is disabled, or serves none of the goals."""
    rest = {id: one for id, one in zoo.channels.items() if id in ("bee", "hen")}
    rulebook = zoo._replace(channels=rest, disabled={"ant": zoo.channels["ant"]})
    text = "companies: [{id: a, profile: {market: b2b, goals: image}, judgements: [{rank: [ant], never: [hen]}]}]"
    score = score_cases(read_case_sets(read_documents(text, "some.yaml")[0], rulebook)[0], rulebook)
    assert render_score(score, Language.EN).splitlines()[2:10] == [
        "a  (some.yaml:1:13)",
        "  among a judge's first 3, not among our first 4: ant",
        "  first choice, not among our first 3: ant",
        "  first choice, but counts for no goal: ant",
        "  named as a mistake, but among our first 3: hen",
        "     1 bee  image +2",
        "     2 hen  serves none of the goals",
        "     - ant  disabled",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_figures_add_up_over_any_parting_of_the_cases(zoo: Rulebook, name: str) -> None:
    """So cases can be taken together by market, goal or chance without another way of counting."""
    one = scored(zoo, name)
    random = Random(4)
    for _ in range(20):
        parts: list[list[CaseScore]] = [[], [], []]
        for case in one.scores:
            random.choice(parts).append(case)
        tallies = [figures_of(part, one.cases.kind) for part in parts]
        assert one.figures == {
            measure: Tally(sum(some[measure].got for some in tallies), sum(some[measure].of for some in tallies))
            for measure in one.figures
        }


def test_no_cases_have_figures_without_a_share(zoo: Rulebook) -> None:
    """Nothing is divided by nothing."""
    sets, problems = read_case_sets(read_documents("companies: []", "none.yaml")[0], zoo)
    score = score_cases(sets, zoo)
    assert [one.id for one in problems] == ["empty-text"]
    assert {tally.share for tally in score.sets[0].figures.values()} == {None}
    assert render_score(score, Language.EN).splitlines() == [
        "In parentheses: the confidence interval (95%).",
        "none: 0 cases",
        "  -    0 of 0  of a judge's first 3 are among our first 4",
        "  -    0 of 0  of first choices are among our first 3",
        "  -    0 of 0  of first choices count for a goal",
        "  -    0 of 0  channels named as a mistake among our first 3, in 100 judgements",
    ]


@pytest.fixture(scope="module")
def whole(zoo: Rulebook) -> Score:
    """All three files scored, beside a list."""
    return score_cases(sets_in(zoo, *NAMES), zoo, popular=LIST)


@pytest.fixture(scope="module")
def against(whole: Score) -> Against:
    """The same under other rules."""
    return held_against(whole, zoo_rulebook(OTHER))


@pytest.mark.parametrize("language", Language)
def test_the_whole_text(whole: Score, against: Against, language: Language) -> None:
    """Each fault with the points that decided, what was not counted and why, the figures by answers, what differs, all figures."""
    expected = (CASES / f"text.{language}.txt").read_text(encoding="utf-8")
    assert render_score(whole, language, against) == expected


def test_the_whole_json(whole: Score, against: Against) -> None:
    """The same as plain data; of channels that points decided between it has the arithmetic."""
    plain = json.loads(json.dumps(score_as_plain(whole, against)))
    expected = json.loads((CASES / "score.json").read_text(encoding="utf-8"))
    expected["against"]["rulebook"] = plain["against"]["rulebook"]
    assert plain == expected | {"rulebook": plain["rulebook"]}
    for one in (case for some in plain["sets"] for case in some["cases"]):
        for points in (goal for channel in one["channels"].values() for goal in channel["goals"].values()):
            assert points["points"] == points["base"] + sum(points["criteria"].values())
