"""Truths in columns are the truths of each row: open, doubtful and not applying answers included."""

import random
from collections.abc import Mapping

import numpy as np
import pytest

from advice.completed import column_of
from channelfit.advice.formulas import believable_hours, is_not_ready, score, weights_of
from channelfit.advice.readiness import Level, assess
from channelfit.advice.table import Table, table_of
from channelfit.files import load_rulebook
from channelfit.profile import Profile, known_answers, shape_of
from channelfit.rulebook.condition import Answer, Truth, evaluate
from channelfit.rulebook.model import Question, QuestionType, Rulebook
from channelfit.rulebook.walk import conditions
from conftest import rulebook_of

FULL = load_rulebook()
# Whether a question applies hangs on another, and that on a third; one is a part of another.
DEEP = rulebook_of(
    {
        "questions.yaml": """\
sections: [{id: all, title: {de: Alles, en: All}}]
questions:
  - {id: market, section: all, type: choice, required: true, text: {de: 'Markt?', en: 'Market?'},
     options: {b2b: {de: Firmen, en: companies}, b2c: {de: Privat, en: consumers}}}
  - {id: goals, section: all, type: ranking, required: true, min: 1, max: 3, text: {de: 'Ziele?', en: 'Goals?'}, options_from: goals}
  - {id: hires, section: all, type: multi, text: {de: 'Wen?', en: 'Whom?'}, ask_when: {goals: recruiting},
     options: {young: {de: Junge, en: the young}, old: {de: Alte, en: the old}}}
  - {id: video, section: all, type: yes_no, ask_when: {not: {hires: {none_of: [young]}}}, text: {de: 'Video?', en: 'Video?'}}
  - {id: hours_per_week, section: all, type: number, min: 0, max: 200, assume: 5, ask_when: {not: {video: false}},
     text: {de: 'Stunden?', en: 'Hours?'}}
  - {id: active_channels, section: all, type: multi, text: {de: 'Aktiv?', en: 'Active?'}, ask_when: {video: true},
     options_from: channels}
  - {id: working_channels, section: all, type: multi, text: {de: 'Wirksam?', en: 'Working?'},
     options_from: channels, subset_of: active_channels}
  - {id: backing, section: all, type: choice, text: {de: 'Rückhalt?', en: 'Backing?'}, ask_when: {working_channels: {none_of: [alpha]}},
     options: {"yes": {de: ja, en: "yes"}, partly: {de: teils, en: partly}, "no": {de: nein, en: "no"}}}
"""
    }
)


def random_answer(question: Question, rng: random.Random) -> Answer:
    """Any answer that a question allows."""
    options = shape_of(question).options
    match question.type:
        case QuestionType.NUMBER:
            return float(rng.choice([0, 1, 3, 5, 7.5, 12, 1500]))
        case QuestionType.CHOICE | QuestionType.YES_NO:
            return (rng.choice(options),)
        case QuestionType.RANKING:
            return tuple(rng.sample(options, rng.randint(1, min(4, len(options)))))
        case QuestionType.MULTI:
            return tuple(option for option in options if rng.random() < 0.4)


def random_rows(rulebook: Rulebook, rng: random.Random, count: int) -> list[dict[str, Answer]]:
    """Half-open companies whose answers need not go together."""
    return [
        {id: random_answer(question, rng) for id, question in rulebook.questions.items() if rng.random() < 0.6}
        for _ in range(count)
    ]


@pytest.mark.parametrize(("rulebook", "rows"), [(FULL, 150), (DEEP, 2000)], ids=["shipped", "deep"])
def test_every_condition_is_as_true_in_a_column_as_in_each_row(rulebook: Rulebook, rows: int) -> None:
    """Three truth values."""
    drawn = random_rows(rulebook, random.Random(1), rows)
    table = table_of(rulebook, drawn)
    known = [known_answers(rulebook, Profile(answers=row)) for row in drawn]
    for stated in conditions(rulebook):
        truth = table.truth(stated.condition)
        yes, maybe = (column_of(part, rows).tolist() for part in truth)
        expected = [evaluate(stated.condition, answers).truth for answers in known]
        assert yes == [each is Truth.YES for each in expected], stated
        assert maybe == [each is not Truth.NO for each in expected], stated


def alone(row: Mapping[str, Answer], question: str, option: str) -> dict[str, Answer]:
    """A company as if it had answered a question with one option alone."""
    return {**row, question: (option,)}


@pytest.mark.parametrize(("rulebook", "question"), [(FULL, "hires"), (FULL, "audience_age"), (DEEP, "hires")])
def test_a_group_is_seen_as_if_it_were_named_alone(rulebook: Rulebook, question: str) -> None:
    """The same as tables of companies that have named nobody else, what hangs on that included."""
    drawn = random_rows(rulebook, random.Random(2), 60)
    table = table_of(rulebook, drawn)
    for option in rulebook.questions[question].options:
        view = table.alone(question, option)
        other = table_of(rulebook, [alone(row, question, option) for row in drawn])
        for rule, truth, expected in zip(rulebook.rules, view.fired(), other.fired(), strict=True):
            assert np.array_equal(column_of(truth, 60), column_of(expected, 60)), rule.id


def test_points_hours_and_readiness_in_columns_are_those_of_each_row() -> None:
    """With goals that are split, and rows that name nobody."""
    rng = random.Random(3)
    drawn = random_rows(FULL, rng, 80)
    goals = ("recruiting", "image", "sales")
    for row in drawn:
        row["goals"] = goals
    table = table_of(FULL, drawn)
    scored = score(FULL, table, goals)
    hours = column_of(believable_hours(FULL, table, 12.0), 80)
    not_ready = column_of(is_not_ready(FULL, table), 80)
    weights = {goal: weights_of(FULL.goals[goal], 0.5, table) for goal in goals}
    for index, row in enumerate(drawn):
        single = Table(FULL, row)
        assert hours[index] == believable_hours(FULL, single, 12.0)
        assert bool(not_ready[index]) is (assess(FULL, single.known).level is Level.NOT_YET)
        for (goal, group), mine in score(FULL, single, goals).items():
            theirs = scored[goal, group]
            assert column_of(weights[goal][group], 80)[index] == weights_of(FULL.goals[goal], 0.5, single)[group]
            for channel in FULL.channels:
                sums = {criterion: column_of(total, 80)[index] for criterion, total in theirs.sums.get(channel, {}).items()}
                assert {key: total for key, total in sums.items() if total} == {
                    key: total for key, total in mine.sums.get(channel, {}).items() if total
                }
                assert column_of(theirs.excluded.get(channel, False), 80)[index] == mine.excluded.get(channel, False)
