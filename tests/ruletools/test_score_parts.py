"""Beside the figures: those of a list that is the same for everybody, those of parts of the cases, and those of other rules."""

from collections.abc import Mapping

import pytest

from channelfit.language import Language
from channelfit.render.reports.score_figures import differences
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.against import Change, held_against
from channelfit.ruletools.case_files import read_case_sets
from channelfit.ruletools.figures import MEASURES, Measure, Score, SetScore, Tally
from channelfit.ruletools.measured import added, measured, parted
from channelfit.ruletools.score import score_cases
from channelfit.source.document import read_documents
from conftest import SMALL
from zoo import LIST, NAMES, OTHER, bundled_sets, sets_in, zoo_rulebook


@pytest.fixture(scope="module")
def zoo() -> Rulebook:
    """The rulebook of most tests here."""
    return zoo_rulebook()


@pytest.fixture(scope="module")
def score(zoo: Rulebook) -> Score:
    """All three files scored, beside the list."""
    return score_cases(sets_in(zoo, *NAMES), zoo, popular=LIST)


@pytest.fixture(scope="module")
def bundled() -> Score:
    """All cases that come with the built-in rules."""
    rulebook, sets = bundled_sets()
    return score_cases(sets, rulebook, popular=("instagram", "facebook", "google_business", "blog"))


# --- a list that is the same for everybody ---


def listed(one: SetScore) -> dict[str, tuple[int, int] | None]:
    """What the list gets, as plain numbers."""
    figures = measured(one.scores, one.cases.kind)
    return {
        measure.value: (figure.popular.got, figure.popular.of) if figure.popular else None for measure, figure in figures.items()
    }


def test_a_list_gets_the_same_cases_to_do_by_hand(score: Score) -> None:
    """The list is eel, ibis, bee, gnu, dog. For outcomes the ibis, an entry to keep in order, has no place in it; as many channels
    as the rules recommend are taken for recommended. Which channels count for a company no list can say."""
    outcomes, panel, consultant = score.sets
    # The eel is first once and the dog fourth; of what was given up, the bee is shown.
    assert listed(outcomes) == {"hit@1": (1, 7), "hit@3": (1, 7), "hit@5": (2, 7), "dropped_shown": (1, 2)}
    # All of the two judges but the ant of the third, whose gnu is fourth.
    assert listed(panel) == {
        "agreement": (7, 8),
        "first_choice_shown": (2, 3),
        "first_choice_counts": None,
        "never_shown": (0, 3),
    }
    # Four are recommended by the rules and so by the list: the ibis and the bee are good; two for the second company, none is.
    assert listed(consultant) == {"good_shown": (2, 6), "good_in_four": (2, 6), "bad_shown": (0, 2)}


def test_of_outcomes_a_list_is_asked_for_as_many_channels_as_the_rules_recommend(zoo: Rulebook) -> None:
    """For two hours they recommend one, and so does the list; its entry to keep in order takes the place of no other."""
    outcome = "{id: a, profile: {market: b2b, goals: image, hours_per_week: HOURS}, worked: [cat], dropped: [eel]}"
    found = []
    for hours in ("2", "20"):
        sets, _ = read_case_sets(read_documents(f"outcomes: [{outcome.replace('HOURS', hours)}]", "some.yaml")[0], zoo)
        [one] = score_cases(sets, zoo, popular=("ibis", "bee", "eel", "cat")).sets
        found.append((len(one.scores[0].shown), listed(one)["hit@3"], listed(one)["dropped_shown"]))
    assert found == [(1, (1, 1), (0, 1)), (3, (1, 1), (1, 1))]


def test_of_situations_basics_count_among_as_many_channels(zoo: Rulebook) -> None:
    """An entry and one channel for two hours, an entry and three for twenty; so the fourth of the list comes in or not."""
    situation = "{id: a, profile: {market: b2b, goals: image, hours_per_week: HOURS}, good: [cat]}"
    found = []
    for hours in ("2", "20"):
        sets, _ = read_case_sets(read_documents(f"situations: [{situation.replace('HOURS', hours)}]", "some.yaml")[0], zoo)
        [one] = score_cases(sets, zoo, popular=("ibis", "bee", "eel", "cat")).sets
        found.append((len(one.scores[0].shown), listed(one)["good_shown"], listed(one)["good_in_four"]))
    assert found == [(2, (0, 1), (1, 1)), (4, (1, 1), (1, 1))]


def test_without_a_list_there_is_nothing_beside_the_figures(zoo: Rulebook) -> None:
    """Rules that come with no list are scored all the same."""
    for one in score_cases(sets_in(zoo, *NAMES), zoo).sets:
        assert set(listed(one).values()) == {None}


def test_the_list_does_not_change_what_the_rules_get(zoo: Rulebook, score: Score) -> None:
    """Figures and faults are those without it."""
    plain = score_cases(sets_in(zoo, *NAMES), zoo)
    assert [one._replace(popular={}) for some in score.sets for one in some.scores] == [
        one for some in plain.sets for one in some.scores
    ]


# --- parts of the cases ---


@pytest.mark.slow
@pytest.mark.parametrize("which", ["score", "bundled"])
def test_the_parts_add_up_to_the_whole(which: str, request: pytest.FixtureRequest) -> None:
    """By market, first goal and industry: every case is in one part, and every figure and that of the list is the sum of its parts."""
    found: Score = request.getfixturevalue(which)
    for one in found.sets:
        kind, whole = one.cases.kind, measured(one.scores, one.cases.kind)
        for parts in parted(one, found.rulebook).values():
            ids = [scored.case.id for part in parts for scored in part.scores]
            assert sorted(ids) == sorted(scored.case.id for scored in one.scores)
            figures = [measured(part.scores, kind) for part in parts]
            for measure in MEASURES[kind]:
                assert added(some[measure].tally for some in figures) == whole[measure].tally
                popular = [some[measure].popular for some in figures]
                assert added(tally or Tally(0, 0) for tally in popular) == (whole[measure].popular or Tally(0, 0))


def test_the_bundled_cases_are_parted_by_market_goals_and_industry(bundled: Score) -> None:
    """In the order in which the questions have their answers; what is open comes last."""
    panel = bundled.sets[-1]
    parts = parted(panel, bundled.rulebook)
    assert list(parts) == ["market", "goals", "industry"]
    assert [part.options for part in parts["market"]] == [("b2b",), ("b2c",), ("both",)]
    industries = [part.options for part in parts["industry"]]
    places = [
        list(bundled.rulebook.questions["industry"].options).index(option) for options in industries[:-1] for option in options
    ]
    assert places == sorted(places)
    assert industries[-1] == ()


INDUSTRY = """\
  - {id: industry, section: all, type: TYPE, text: {de: 'Branche?', en: 'Industry?'},
     options: {farm: {de: Hof, en: farm}, mill: {de: Mühle, en: mill}, shop: {de: Laden, en: shop}}}
"""
CASES = """\
companies:
  - {id: a, profile: {market: b2b, goals: [image, sales], industry: mill}, judgements: [{rank: [ant]}]}
  - {id: b, profile: {market: b2c, goals: [sales, image], industry: [shop]}, judgements: [{rank: [ant]}]}
  - {id: c, profile: {market: b2b, goals: image}, judgements: [{rank: [ant]}]}
"""


def by(way: str, cases: str) -> Mapping[str, dict[tuple[str, ...], list[str]]]:
    """The ids of the cases in each part."""
    questions = SMALL["questions.yaml"] + INDUSTRY.replace("TYPE", way)
    rulebook = zoo_rulebook({"questions.yaml": questions})
    sets, problems = read_case_sets(read_documents(cases, "some.yaml")[0], rulebook)
    assert problems == ()
    [one] = score_cases(sets, rulebook).sets
    return {
        question: {part.options: [scored.case.id for scored in part.scores] for part in parts}
        for question, parts in parted(one, rulebook).items()
    }


@pytest.mark.parametrize("way", ["choice", "multi"])
def test_one_industry_is_the_same_whether_several_may_be_named_or_not(way: str) -> None:
    """A value or a list of one; of goals the first counts."""
    assert by(way, CASES) == {
        "market": {("b2b",): ["a", "c"], ("b2c",): ["b"]},
        "goals": {("image",): ["a", "c"], ("sales",): ["b"]},
        "industry": {("mill",): ["a"], ("shop",): ["b"], (): ["c"]},
    }


def test_a_company_in_several_industries_is_a_part_of_its_own() -> None:
    """Counted under each it would be counted twice; it stands behind those in one."""
    more = "  - {id: d, profile: {market: b2b, goals: image, industry: [mill, farm]}, judgements: [{rank: [ant]}]}\n"
    none = "  - {id: e, profile: {market: b2b, goals: image, industry: []}, judgements: [{rank: [ant]}]}\n"
    assert list(by("multi", CASES + more + none)["industry"].items()) == [
        (("mill",), ["a"]),
        (("shop",), ["b"]),
        (("farm", "mill"), ["d"]),
        ((), ["c", "e"]),
    ]


def test_rules_that_do_not_ask_are_not_parted_by_it(score: Score) -> None:
    """The zoo knows no industries."""
    assert [list(parted(one, score.rulebook)) for one in score.sets] == [["market", "goals"]] * 3


# --- other rules ---


def changes(score: Score, other: Rulebook) -> dict[str, Mapping[Measure, Change]]:
    """What differs, by the name of the file."""
    return {one.cases.name: one.changes for one in held_against(score, other).sets}


def turned(change: Change) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """The cases that are won and lost, with the channels."""
    won, lost = ({turn.case: turn.channels for turn in turns} for turns in (change.won, change.lost))
    return won, lost


def test_what_differs_from_other_rules_by_hand(score: Score) -> None:
    """There the bee and the fox are no good, the eel is first and the hen may be; all cases won and lost are named."""
    found = changes(score, zoo_rulebook(OTHER))
    hits = found["outcomes"][Measure.HIT_3]
    assert (hits.before, hits.after) == (Tally(5, 7), Tally(4, 7))
    assert hits.difference == pytest.approx(-1 / 7)
    assert turned(hits) == ({}, {"sixth": ("eel",)})
    # The hen could be hit only there, the fox only here: neither is won or lost.
    assert (hits.counted_before, hits.counted_after) == (("elsewhere",), ("seventh",))
    dropped = found["outcomes"][Measure.DROPPED_SHOWN]
    # Where fewer are better, more is lost.
    assert (dropped.before, dropped.after, turned(dropped)) == (Tally(0, 2), Tally(1, 2), ({}, {"ruled-out": ("bee",)}))
    assert turned(found["panel"][Measure.AGREEMENT]) == ({"ruled-out": ("bee",)}, {"two-judges": ("eel",)})
    assert turned(found["consultant"][Measure.GOOD_SHOWN]) == ({"nine-hours": ("bee",)}, {})


def test_turned_around_what_was_won_is_lost(zoo: Rulebook, score: Score) -> None:
    """Every figure, difference, interval and list of cases."""
    other = zoo_rulebook(OTHER)
    there, back = changes(score, other), changes(score_cases(sets_in(other, *NAMES), other), zoo)
    for name, some in there.items():
        for measure, change in some.items():
            turn = back[name][measure]
            assert (change.before, change.after, turned(change)) == (turn.after, turn.before, turned(turn)[::-1])
            assert (change.counted_before, change.counted_after) == (turn.counted_after, turn.counted_before)
            assert change.difference == pytest.approx(-turn.difference if turn.difference is not None else None)
            assert change.interval is not None
            assert turn.interval is not None
            assert change.interval == pytest.approx((-turn.interval.high, -turn.interval.low))


def test_the_same_rules_differ_in_nothing(zoo: Rulebook, score: Score) -> None:
    """No case is won or lost, every difference is nought, and nought is well inside of its interval."""
    for some in changes(score, zoo).values():
        for change in some.values():
            assert (change.before, turned(change), change.difference) == (change.after, ({}, {}), 0)
            assert change.interval is not None
            assert change.interval.low < 0 < change.interval.high


def test_a_judgement_may_hold_three_mistakes(score: Score) -> None:
    """Its figure is a number in each judgement, and so is what it differs by."""
    change = changes(score, zoo_rulebook(OTHER))["panel"][Measure.NEVER_SHOWN]
    assert change.difference == pytest.approx(1 / 3)
    assert change.interval == pytest.approx((-1.927, 2.260), abs=0.001)


def test_other_rules_hear_only_what_they_ask(zoo: Rulebook, score: Score) -> None:
    """A channel that they do not have cannot be hit; an answer that they do not know is left out."""
    rest = {id: one for id, one in zoo.channels.items() if id != "ant"}
    hits = changes(score, zoo._replace(channels=rest))["outcomes"][Measure.HIT_1]
    assert hits.counted_after == ("first", "kept-in-order-and-first", "two-hours")
    questions = {id: question for id, question in zoo.questions.items() if id != "video"}
    after = score_cases(sets_in(zoo, "outcomes"), zoo, with_after_choice=True)
    hits = changes(after, zoo._replace(questions=questions))["outcomes"][Measure.HIT_3]
    assert turned(hits) == ({"with-video": ("dog",)}, {})


def test_a_case_that_says_too_little_for_other_rules_is_left_out_of_the_comparison(score: Score) -> None:
    """It is named, and counts under neither of them."""
    questions = SMALL["questions.yaml"].replace(
        "{id: video, section: all, type: yes_no,", "{id: video, section: all, type: yes_no, required: true,"
    )
    against = held_against(score, zoo_rulebook({"questions.yaml": questions}))
    outcomes = against.sets[0]
    assert len(outcomes.skipped) == 11
    assert {(change.before, change.after, change.difference, change.interval) for change in outcomes.changes.values()} == {
        (Tally(0, 0), Tally(0, 0), None, None)
    }
    said = list(differences(score, against, Language.EN))
    assert said[1:3] == ["outcomes:", "  -  ->  -  -    a channel that worked is our first"]
    assert said[6].startswith("    not compared, as a required answer is lacking there (11): first, third, ")
