"""Many companies in columns: the same advice as for each of them alone, half-open, tied and odd ones included."""

import gc
from collections.abc import Mapping, Sequence
from random import Random

import numpy as np
import pytest

from advice.test_table import DEEP, random_rows
from channelfit.advice.advise import advise
from channelfit.advice.batch.coded import Answered, Coded, distinct
from channelfit.advice.batch.telling import groups_in
from channelfit.advice.batch.work import LEVELS, Outcome, plan_of, work_out
from channelfit.advice.model import Advice
from channelfit.advice.readiness import Level
from channelfit.advice.table import Table
from channelfit.files import load_rulebook
from channelfit.profile import Profile
from channelfit.render.phrases.sentences import reasons_for
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Rulebook
from companies import draw_companies
from conftest import SMALL, rulebook_of
from worlds import profiles_of, world

FULL = load_rulebook()
Row = Mapping[str, Answer]
# Hours that leave little or nothing to a channel, or that a basic has just taken.
TIGHT = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 200.0)


def told(rulebook: Rulebook, outcome: Outcome, row: int) -> tuple[object, ...]:
    """What came out in a row."""
    ids = sorted(rulebook.channels)
    channels, basics = (
        [ids[place] for place in some[:, row].tolist() if place >= 0] for some in (outcome.channels, outcome.basics)
    )
    rule = int(outcome.rule[row])
    numbers = [round(float(column[row]), 9) for column in (outcome.hours, outcome.to_use, outcome.coverage)]
    return channels, basics, numbers, LEVELS[outcome.level[row]], rulebook.rules[rule].id if rule >= 0 else None


def expected(advice: Advice) -> tuple[object, ...]:
    """The same of one advice."""
    channels, basics = ([one.fit.channel.id for one in some] for some in (advice.recommended, advice.basics))
    reasons = reasons_for(advice.recommended[0].fit, advice) if advice.recommended else ()
    numbers = [round(number, 9) for number in (advice.hours_per_week, advice.to_use, advice.total_coverage)]
    return channels, basics, numbers, advice.readiness.level, reasons[0].rule.id if reasons else None


def coded_answers(rulebook: Rulebook, rows: Sequence[Row]) -> Answered:
    """The answers of some companies, question by question."""
    found = {}
    for id in rulebook.questions:
        places: dict[Answer | None, int] = {}
        codes = [places.setdefault(row.get(id), len(places)) for row in rows]
        found[id] = Coded(tuple(places), np.array(codes, dtype=np.int64))
    return found


def differences(rulebook: Rulebook, rows: Sequence[Row], max_channels: int | None = None) -> list[tuple[object, ...]]:
    """The rows for which something else comes out than alone."""
    outcome = work_out(plan_of(rulebook, max_channels), coded_answers(rulebook, rows), len(rows))
    found: list[tuple[object, ...]] = []
    for index, row in enumerate(rows):
        alone = expected(advise(rulebook, Profile(answers=row), max_channels=max_channels))
        if told(rulebook, outcome, index) != alone:
            found.append((index, told(rulebook, outcome, index), alone))
    return found


def companies(rng: Random, count: int) -> list[Row]:
    """Plausible companies: some answer half of the questions, some only what they must, some have odd hours, some come twice."""
    rows: list[Row] = []
    for index, company in enumerate(draw_companies(FULL, count, rng.randrange(1 << 30))):
        row = dict(company.answers)
        if index % 3 == 1:
            row = {id: answer for id, answer in row.items() if id in ("market", "goals") or rng.random() < 0.6}
        if index % 7 == 0:
            row["hours_per_week"] = rng.choice(TIGHT)
        if index % 11 == 0:
            row = {id: row[id] for id in ("market", "goals")}
        rows.append(rows[-5] if index % 13 == 12 else row)
    return rows


def complete(rulebook: Rulebook, rng: Random, count: int) -> list[Row]:
    """Answers that need not go together, with those that are required."""
    return [
        row | {"market": row.get("market", ("b2b",)), "goals": row.get("goals", ("image",))}
        for row in random_rows(rulebook, rng, count)
    ]


@pytest.mark.parametrize("max_channels", [None, 0, 1, 2])
def test_columns_give_the_advice_of_each_company(max_channels: int | None) -> None:
    """Set and its order, basics, hours, coverage, readiness and first reason."""
    count = 40 if max_channels is None else 15
    assert differences(FULL, [*companies(Random(4), count), *complete(FULL, Random(5), count)], max_channels) == []


@pytest.mark.slow
def test_columns_give_the_advice_of_two_thousand_companies() -> None:
    """Half-open, tied and odd ones included."""
    assert differences(FULL, companies(Random(6), 1500)) == []
    assert differences(FULL, complete(FULL, Random(7), 500)) == []


SHARING = """\
channel: {id}
name: {id}
kind: owned
about: {{de: A., en: A.}}
effort: {{hours_per_week: {hours}, full_hours: {full}, first_results_weeks: 1}}
{more}
serves: {{image: {image}, recruiting: {recruiting}, sales: 0.5}}
plan: {{cadence: {{de: c, en: c}}, stop_rule: {{de: s, en: s}}, if_parked: {{de: p, en: p}}}}
"""
RULE = """
  - id: only-{option}
    criterion: audience
    when: {{hires: {option}}}
    channels: {{beta: {{exclude: true}}, gamma: {{recruiting: 2}}}}
    why: {{de: W., en: W.}}
    basis: judgement
"""


def odd_world(rng: Random) -> Rulebook:
    """A small rulebook with shares in a chain, a split goal, an exclusion that reads what splits it, quarters of points and ties."""
    files = dict(SMALL)
    shares = {"delta": "{alpha: 0.5}", "epsilon": "{delta: 0.75, alpha: 0.75}", "zeta": "{epsilon: 0.25}"}
    hours = rng.choice([1, 1.5, 2])
    for id in ("delta", "epsilon", "zeta", "eta"):
        more = [f"shares_work_with: {shares[id]}"] if id in shares else []
        more += [f"reaches: {rng.choice(['feeds', 'others'])}"] if rng.random() < 0.7 else []
        files[f"channels/{id}.yaml"] = SHARING.format(
            id=id,
            hours=hours,
            full=hours + rng.choice([0, 0.75, 2]),
            more="\n".join(more),
            image=rng.choice([0.5, 1, 1, 2]),
            recruiting=rng.choice([-1, 0.75, 1]),
        )
    files["channels/upkeep.yaml"] = files["channels/upkeep.yaml"].replace(
        "hours_per_week: 0.5", f"hours_per_week: {rng.choice([0.5, 1.5, 4])}"
    )
    files["goals.yaml"] = files["goals.yaml"].replace("en: recruiting}", "en: recruiting}\n    split_by: hires")
    rules, notes = files["situations/general.yaml"].split("notes:")
    files["situations/general.yaml"] = (
        rules + "".join(RULE.format(option=option) for option in ("young", "old")) + "notes:" + notes
    )
    settings = (
        f"{{max_channels: {rng.choice([1, 2, 3])}, max_basics: {rng.choice([0, 1, 2])}, focus_price: {rng.choice([0.01, 0.04])}}}"
    )
    files["rulebook.yaml"] += f"settings: {settings}\n"
    return rulebook_of(files)


@pytest.mark.parametrize("seed", range(6))
def test_columns_give_the_advice_of_each_company_by_odd_rules(seed: int) -> None:
    """Chains of shares, groups that reach the same people, basics dearer than channels, exclusions by group, exact ties."""
    rng = Random(seed)
    rulebook = odd_world(rng)
    rows = [{**row, "hours_per_week": rng.choice(TIGHT)} for row in complete(rulebook, rng, 60)]
    assert differences(rulebook, rows) == []


@pytest.mark.parametrize("rulebook", [DEEP, world("a").rulebook], ids=["deep", "drawn"])
def test_columns_give_the_advice_of_each_company_by_other_rules(rulebook: Rulebook) -> None:
    """Questions that hang on others, and another rulebook altogether; more places than are listed are chosen one by one."""
    rows = complete(rulebook, Random(8), 60) if rulebook is DEEP else [each.answers for each in profiles_of("b", 60)]
    assert differences(rulebook, rows) == []
    assert differences(rulebook, rows[:20], 5) == []


def test_what_is_the_same_is_worked_out_once() -> None:
    """Rows that are the same in every answer are one."""
    rows = companies(Random(9), 40)
    first, index = distinct(coded_answers(FULL, rows), len(rows))
    assert len(first) == len({tuple(sorted(row.items())) for row in rows})
    assert [rows[first[place]] for place in index] == rows


def test_what_was_worked_out_for_a_table_is_let_go_at_once() -> None:
    """All truths of a block are some hundred megabytes, and whoever holds itself stays until somebody sweeps."""
    rows = companies(Random(11), 30)
    gc.freeze()  # What was there before is looked at no more.
    gc.disable()
    try:
        work_out(plan_of(FULL), coded_answers(FULL, rows), len(rows))
        assert not any(isinstance(one, Table) for one in gc.get_objects())
    finally:
        gc.enable()


def test_a_reason_names_the_groups_for_which_its_rule_holds() -> None:
    """As numbers whose bits are groups."""
    rows = [row for row in companies(Random(10), 40) if "recruiting" in row["goals"] and row.get("hires")]  # type: ignore[operator]
    outcome = work_out(plan_of(FULL), coded_answers(FULL, rows), len(rows))
    groups = groups_in(FULL)
    for index, row in enumerate(rows):
        advice = advise(FULL, Profile(answers=row))
        reasons = reasons_for(advice.recommended[0].fit, advice) if advice.recommended else ()
        held = {
            (FULL.goals[goal].split_by, option)
            for reason in reasons[:1]
            for goal, options in reason.segments.items()
            for option in options
        }
        assert {group for bit, group in enumerate(groups) if outcome.groups[index] >> bit & 1} == held
    assert Level.NOT_YET in LEVELS
