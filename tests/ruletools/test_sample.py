"""Random complete profiles, and what is recommended to each."""

from random import Random

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.candidates import options_in
from channelfit.advice.companies import Companies
from channelfit.advice.drawing import answers_at, drawn_companies, drawn_table
from channelfit.advice.fit import rules_that_hold
from channelfit.advice.parted import Parts
from channelfit.advice.table import Table, table_of
from channelfit.advice.truths import bits_in
from channelfit.files import load_rulebook
from channelfit.profile import Profile, known_answers, read_profile
from channelfit.render.reports.profile_text import render_profile
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import GOALS, Rulebook
from channelfit.rulebook.walk import conditions
from channelfit.ruletools.checks.sample import SEED, Sample
from channelfit.source.document import read_documents
from companies import draw_companies
from conftest import rulebook_of
from small_rules import random_rulebook

BUILT_IN = load_rulebook()


def test_what_the_columns_recommend_is_what_is_advised() -> None:
    """Chosen set and basics, with caps, limits and believable hours; and every random profile is one that can be read."""
    for rulebook, count in ((BUILT_IN, 40), (rulebook_of(), 80)):
        sample = Sample(rulebook, count)
        for row, pick in enumerate(sample.companies.picked(range(count))):
            answers = sample.answers(row)
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

    def drawn(count: int, seed: str = SEED) -> list[dict[str, Answer]]:
        sample = Sample(BUILT_IN, count, seed)
        return [sample.answers(row) for row in range(count)]

    assert drawn(30)[:10] == drawn(10)
    assert drawn(10, "other") != drawn(10)


def test_the_columns_are_those_of_the_answers(small_rulebooks: list[Rulebook]) -> None:
    """What is drawn in columns says of every condition what the answers say that are read from them."""
    for rulebook in (BUILT_IN, *small_rulebooks):
        table = drawn_table(rulebook, 60, SEED)
        read = table_of(rulebook, drawn_companies(rulebook, 60, SEED))
        assert [answers_at(table, row) for row in range(60)] == drawn_companies(rulebook, 60, SEED)
        for stated in conditions(rulebook):
            told = [[bits_in(truth, (1 << 60) - 1) for truth in one.truth(stated.condition)] for one in (table, read)]
            assert told[0] == told[1]


@pytest.fixture(name="small_rulebooks")
def some_small_rulebooks() -> list[Rulebook]:
    """Some with questions that are a part of others, some that split goals."""
    return [rulebook_of(), *(random_rulebook(Random(seed)) for seed in range(6))]


def test_fits_of_the_sample_are_those_of_the_advice() -> None:
    """Channel by channel, goal by goal and group by group, where they count; the best of a channel is the highest of these."""
    sample = Sample(BUILT_IN, 20)
    for row in range(20):
        fits = advise(BUILT_IN, Profile(answers=sample.answers(row))).fits
        for id, fit in fits.items():
            counting = {key: aim.fit for key, aim in fit.aims.items() if aim.counts}
            found = dict(zip(sample.companies.aims, (value_at(one, row) for one in sample.fits(id)), strict=True))
            assert {aim: value for aim, value in found.items() if value} == pytest.approx(counting)
            assert value_at(sample.best_fit(id), row) == pytest.approx(max(counting.values(), default=0.0))


def value_at(parts: Parts, row: int) -> float:
    """The one value that a row has."""
    [value] = [value for value, rows in parts.of.items() if rows >> row & 1]
    return value


def test_who_is_ever_and_who_is_always_recommended() -> None:
    """As if all companies were looked at."""
    for rulebook in (BUILT_IN, rulebook_of()):
        sample, whole = Sample(rulebook, 40), Sample(rulebook, 40).companies.picked(range(40))
        members = [{*picked.chosen, *picked.basics} for picked in whole]
        for id in rulebook.channels:
            assert sample.is_ever_recommended(id) == any(id in some for some in members)
            assert sample.is_always_recommended(id) == all(id in some for some in members)


def test_rules_hold_in_columns_where_they_hold_for_each() -> None:
    """For one of the goals or one of its groups; also for somebody who has answered next to nothing."""
    rows = [{**company.answers} for company in draw_companies(BUILT_IN, 40, 7)]
    rows += [{}, {"market": ("b2b",)}, {key: rows[0][key] for key in ("market", "goals")}]
    companies = Companies(table_of(BUILT_IN, rows))
    assert companies.lacking == 0b11 << 40

    def held(answers: dict[str, Answer], goals: tuple[str, ...]) -> list[int]:
        ids = {rule.id for rule in rules_that_hold(BUILT_IN, Table(BUILT_IN, answers), goals)}
        return [number for number, rule in enumerate(BUILT_IN.rules) if rule.id in ids]

    numbers = range(len(BUILT_IN.rules))
    for row, answers in enumerate(rows):
        goals = options_in(answers.get(GOALS))
        assert [number for number in numbers if companies.holding[number] >> row & 1] == held(answers, goals)
        for goal in goals:
            alone = [number for number in numbers if companies.where_for(goal, [number]) >> row & 1]
            assert alone == held(answers, (goal,))
