"""What would change the recommendation: true, smallest, and none missed, against trying everything."""

from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.changes import Change, changed, possible_changes
from channelfit.advice.model import Advice
from channelfit.advice.parted import Parts, Rows
from channelfit.advice.table import table_of
from channelfit.advice.varied import Spread
from channelfit.advice.what_if import WhatIf, _possible, _table_of, what_if
from channelfit.files import load_profile, load_rulebook
from channelfit.profile import Profile
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Rulebook
from companies import draw_companies
from conftest import EXAMPLES, rulebook_of
from economy import draws
from small_rules import QUESTIONS, random_rulebook

FULL = load_rulebook()
NEEDED = ("market", "goals", "industry")


def members(advice: Advice) -> set[str]:
    return {advised.fit.channel.id for advised in (*advice.recommended, *advice.basics)}


def every_change(rulebook: Rulebook, profile: Profile) -> list[Change]:
    """All changes, of numbers every quarter and every whole number."""
    found = [change for change in possible_changes(rulebook, profile, 3) if change.number is None]
    found += [Change("hours_per_week", number=quarter / 4) for quarter in range(4 * 10)]
    return found + [Change("money", number=float(number)) for number in range(12)]


def goes_together(rulebook: Rulebook, first: Change, second: Change) -> bool:
    return first.question != second.question or bool(
        rulebook.questions[first.question].type.value == "multi" and first.option and second.option
    )


def asks_no_more(mine: tuple[Change, ...], other: tuple[Change, ...], profile: Profile) -> bool:
    """Whether every part of `mine` is in `other`, numbers at least as far from the present one, in the same direction."""

    def within(change: Change, other_change: Change) -> bool:
        if change.number is None or other_change.number is None:
            return change == other_change
        given = profile.answers.get(change.question, 5.0 if change.question == "hours_per_week" else 0.0)
        assert isinstance(given, float)
        here, there = change.number - given, other_change.number - given
        return change.question == other_change.question and (here > 0) is (there > 0) and abs(here) <= abs(there)

    return all(any(within(part, other_part) for other_part in other) for part in mine)


@pytest.mark.slow
@pytest.mark.drawn
@pytest.mark.unmeasured
@pytest.mark.parametrize("seed", range(draws(4, 20)))
def test_none_is_missed_and_none_is_too_large_in_small_worlds(seed: int) -> None:
    """Against all single and double changes, with every number tried."""
    rng = Random(seed)
    rulebook = random_rulebook(rng)
    answers: dict[str, Answer] = {"market": ("b2b",), "goals": ("recruiting", "image")}
    if seed % 2:
        answers["hours_per_week"] = float(rng.choice([2, 4.5, 7]))
    for id, possible in {"hires": ((), ("young",)), "video": (("yes",), ("no",)), "backing": (("yes",), ("no",))}.items():
        if rng.random() < 0.7:
            answers[id] = rng.choice(possible)
    if rng.random() < 0.7:
        answers["money"] = float(rng.choice([0, 5, 8]))
    profile = Profile(answers=answers)
    advice = advise(rulebook, profile)
    single = every_change(rulebook, profile)
    pairs = [pair for pair in combinations(single, 2) if goes_together(rulebook, *pair)]
    base = members(advice)
    found = what_if(advice)
    after = {
        changes: members(advise(rulebook, changed(profile, rulebook, changes)))
        for changes in [*((change,) for change in single), *pairs]
    }
    for channel in rulebook.channels:
        reported = [outcome.changes for outcome in found if outcome.channel == channel]
        flipping = [some for some, now in after.items() if (channel in now) is not (channel in base)]
        for some in flipping:
            assert any(asks_no_more(changes, some, profile) for changes in reported), (channel, some)
        for changes in reported:
            now = members(advise(rulebook, changed(profile, rulebook, changes)))
            assert (channel in now) is not (channel in base), (channel, changes)
            less = [
                some for some in flipping if asks_no_more(some, changes, profile) and not asks_no_more(changes, some, profile)
            ]
            assert not less, (channel, changes, less)


@pytest.mark.slow
@pytest.mark.unmeasured
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_each_is_true_and_smallest_for_the_examples(path: Path) -> None:
    """Applied, it does what it says; no part of it does."""
    profile = load_profile(str(path), FULL)
    advice = advise(FULL, profile)
    found = what_if(advice)
    assert found
    for outcome in found:
        check_true(outcome, profile, advice)


def check_true(outcome: WhatIf, profile: Profile, advice: Advice) -> None:
    assert (outcome.channel in members(advice)) is not outcome.enters
    assert (outcome.channel in members(advise(FULL, changed(profile, FULL, outcome.changes)))) is outcome.enters, outcome
    if len(outcome.changes) > 1:
        for part in outcome.changes:
            assert (outcome.channel in members(advise(FULL, changed(profile, FULL, (part,))))) is not outcome.enters, outcome


@pytest.mark.slow
@pytest.mark.drawn
@pytest.mark.unmeasured
@pytest.mark.parametrize("number", range(draws(4, 12)))
def test_none_is_missed_for_whole_companies(number: int) -> None:
    """With the full rulebook: pairs drawn at random, hours by the quarter, on whole and on half answered profiles."""
    rng = Random(number)
    company = draw_companies(FULL, 12, seed=11)[number]
    kept = {id: given for id, given in company.answers.items() if number % 2 or id in ("market", "goals") or rng.random() < 0.6}
    profile = Profile(answers=kept)
    advice = advise(FULL, profile)
    found = what_if(advice)
    for outcome in rng.sample(found, min(10, len(found))):
        check_true(outcome, profile, advice)
    single = [change for change in possible_changes(FULL, profile, 3) if change.number is None]
    single += [Change("hours_per_week", number=rng.randrange(60) / 4) for _ in range(10)]
    pairs = [pair for pair in combinations(single, 2) if goes_together(FULL, *pair)]
    for some in rng.sample(pairs, 60):
        now = members(advise(FULL, changed(profile, FULL, some)))
        for channel in now ^ members(advice):
            reported = [outcome.changes for outcome in found if outcome.channel == channel]
            assert any(asks_no_more(changes, some, profile) for changes in reported), (channel, some)


def test_what_a_company_cannot_change_is_left_alone() -> None:
    """Nobody is told to sell to consumers, nor what to want."""
    profile = load_profile(str(EXAMPLES / "machine-builder.yaml"), FULL)
    questions = {change.question for change in possible_changes(FULL, profile, 3)}
    assert questions <= {question.id for question in FULL.questions.values() if question.changeable}
    assert not questions & {"market", "goals", "industry", "size", "active_channels"}


def test_the_cap_of_a_company_that_is_not_ready() -> None:
    """Deciding the goals brings the second channel in; the option for fewer channels keeps it out."""
    small = rulebook_of({"questions.yaml": QUESTIONS})
    answers: dict[str, Answer] = {"market": ("b2b",), "goals": ("recruiting", "image"), "backing": ("no",), "hours_per_week": 9.0}
    advice = advise(small, Profile(answers=answers))
    entering = {outcome.channel for outcome in what_if(advice, 1) if outcome.enters and outcome.changes[0].question == "backing"}
    assert entering
    advice = advise(small, Profile(answers=answers), max_channels=1)
    assert not {outcome.channel for outcome in what_if(advice, 1) if outcome.enters and outcome.changes[0].question == "backing"}


def test_singles_are_the_singles_among_all() -> None:
    """Asking for single changes gives the same ones."""
    advice = advise(FULL, load_profile(str(EXAMPLES / "museum.yaml"), FULL))
    assert list(what_if(advice, 1)) == [outcome for outcome in what_if(advice) if len(outcome.changes) == 1]


def test_those_of_some_channels_are_those_among_all() -> None:
    """Whatever is left out, since one change alone does it."""
    advice = advise(FULL, load_profile(str(EXAMPLES / "machine-builder.yaml"), FULL))
    found = what_if(advice)
    for channels in (("linkedin",), ("instagram",), ("youtube",), ("blog", "facebook"), ("discord",), ()):
        assert list(what_if(advice, channels=channels)) == [outcome for outcome in found if outcome.channel in channels]


@pytest.mark.drawn
@pytest.mark.unmeasured
@pytest.mark.parametrize("seed", range(draws(3, 12)))
def test_the_table_of_changes_is_that_of_the_changed_companies(seed: int) -> None:
    """Each change and each pair of them, of answers that are open too."""
    rng = Random(seed)
    given = {id: answer for id, answer in draw_companies(FULL, 1, seed)[0].answers.items() if id in NEEDED or rng.random() < 0.7}
    profile = Profile(answers=given)
    advice = advise(FULL, profile)
    changes = _possible(advice, 2)
    mine, wanted = _table_of(advice, changes), table_of(FULL, [changed(profile, FULL, some).answers for some in changes])
    assert mine.given.keys() == wanted.given.keys()
    for id, answers in mine.given.items():
        assert plain(answers) == plain(wanted.given[id]), id


def plain(given: object) -> object:
    """The answers to a question, by their rows."""
    if not isinstance(given, Spread):
        return given
    numbers = dict(given.numbers.of) if isinstance(given.numbers, Parts) else given.numbers
    bits = {option: truth.bits if isinstance(truth, Rows) else truth for option, truth in given.options.items()}
    ranks = {option: dict(ranked.of) for option, ranked in given.ranks.items()}
    return bits, ranks, numbers, given.is_open.bits if isinstance(given.is_open, Rows) else given.is_open, given.everyone
