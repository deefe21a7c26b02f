"""Companies in columns come out as each does alone: half-open ones, tied ones, and those who all have the same goals."""

from functools import cache
from random import Random

import pytest

from advice.test_table import random_rows
from channelfit.advice import picks, side_by_side, states
from channelfit.advice.advise import advise
from channelfit.advice.candidates import options_in
from channelfit.advice.companies import Companies
from channelfit.advice.drawing import answers_at, drawn_table
from channelfit.advice.parted import rows_in
from channelfit.advice.portfolio import Picked
from channelfit.advice.situations import picks_for
from channelfit.advice.table import table_of
from channelfit.files import load_rulebook
from channelfit.profile import Profile, missing_answers
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import GOALS, Rulebook
from channelfit.source.problem import InvalidInput
from companies import draw_companies
from conftest import SMALL, rulebook_of
from small_rules import random_rulebook

FULL = load_rulebook()
Row = dict[str, Answer]


def some(rulebook: Rulebook, seed: int) -> list[Row]:
    """Companies of all kinds, some of which lack what is required."""
    if rulebook is FULL:
        rng = Random(seed)
        whole = [{**company.answers} for company in draw_companies(FULL, 30, seed)]
        return [{id: answer for id, answer in row.items() if n % 2 or rng.random() < 0.7} for n, row in enumerate(whole)]
    return [{**row} for row in random_rows(rulebook, Random(seed), 40)]


def check(rulebook: Rulebook, rows: list[Row]) -> None:
    """Who lacks an answer, what is recommended, and how much that covers."""
    companies = Companies(table_of(rulebook, rows))
    lacking = [row for row, answers in enumerate(rows) if missing_answers(rulebook, Profile(answers=answers))]
    assert [*rows_in(companies.lacking)] == lacking
    able = [row for row in range(len(rows)) if row not in lacking]
    for row, picked in zip(able, companies.picked(able), strict=True):
        advice = advise(rulebook, Profile(answers=rows[row]))
        ids = [tuple(sorted(one.fit.channel.id for one in found)) for found in (advice.recommended, advice.basics)]
        assert [picked.chosen, picked.basics] == ids
        assert companies.coverage(row, picked, options_in(rows[row].get(GOALS))) == advice.total_coverage


@pytest.mark.parametrize("seed", range(4))
def test_companies_come_out_as_each_alone(seed: int) -> None:
    """By the built-in rules and by small ones drawn at random."""
    check(FULL, some(FULL, seed))
    rulebook = random_rulebook(Random(seed))
    check(rulebook, some(rulebook, seed))


def test_those_who_all_have_the_same_goals() -> None:
    """Their order decides, as it does for one alone; so it is with a single company."""
    for goals in (("recruiting", "image"), ("image", "recruiting"), ("sales",)):
        rows: list[Row] = [{"market": (market,), GOALS: goals, "hires": ("young",)} for market in ("b2b", "b2c", "b2b")]
        check(rulebook_of(), rows)
        check(rulebook_of(), rows[:1])


def test_hours_of_those_who_are_not_asked_for_them() -> None:
    """What they say all the same counts as it does for one alone, and else what is assumed."""
    questions = SMALL["questions.yaml"].replace("id: hours_per_week,", "id: hours_per_week, ask_when: {market: b2b},")
    rows: list[Row] = [{"market": (market,), GOALS: ("image", "recruiting")} for market in ("b2b", "b2c")]
    rows += [row | {"hours_per_week": hours} for row in rows for hours in (1.0, 2.0, 4.0, 9.0)]
    rulebook = rulebook_of({"questions.yaml": questions})
    check(rulebook, rows)
    check(rulebook, rows[-1:])
    drawn = drawn_table(rulebook, 40, "some")
    rows = [answers_at(drawn, row) for row in range(40)]
    check(rulebook, rows)
    assert Companies(drawn).picked(range(40)) == Companies(table_of(rulebook, rows)).picked(range(40))


def test_what_is_too_much_for_all_together_is_looked_at_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is advised alone is answered among others too; who is not, nowhere."""
    rows = [{**company.answers} for company in draw_companies(FULL, 20, 3)]

    def picked() -> list[Picked]:
        return Companies(table_of(FULL, rows)).picked(range(20))

    wanted = picked()
    monkeypatch.setattr(picks, "_in_columns", cache(lambda: lambda *_: None))
    monkeypatch.setattr(states, "MOST_GAINS", 1_000)
    monkeypatch.setattr(side_by_side, "MOST_GAINS", 1_000)
    table = table_of(FULL, rows)
    with pytest.raises(InvalidInput, match="too-many-sets"):
        picks_for(FULL, table, Companies(table).states, range(20))
    assert picked() == wanted
    monkeypatch.setattr(states, "MOST_GAINS", 1)
    monkeypatch.setattr(side_by_side, "MOST_GAINS", 1)
    with pytest.raises(InvalidInput, match="too-many-sets"):
        picked()
