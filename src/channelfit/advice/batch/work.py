"""The advice for many companies at once: the set, the basics, the hours, the coverage and the readiness that `advise` gives."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from channelfit.advice.advise import advise
from channelfit.advice.batch.aims import Scorings, aims_in, scorings_of
from channelfit.advice.batch.choice import Field, Taken, field_of, take
from channelfit.advice.batch.coded import Answered, answers_of, distinct, picked, table_of_coded
from channelfit.advice.batch.outcome import printed_of
from channelfit.advice.batch.ragged import Entries, entries_of
from channelfit.advice.batch.sets import BASICS, WIDTH, Sets, can_be_listed, sets_of
from channelfit.advice.batch.telling import first_reasons, reason_of
from channelfit.advice.candidates import terms_of
from channelfit.advice.formulas import believable_hours, is_not_ready
from channelfit.advice.model import Advice
from channelfit.advice.portfolio import Terms
from channelfit.advice.readiness import Level
from channelfit.advice.rows import Column, Indices, Numbers, in_rows
from channelfit.advice.situations import stated_hours
from channelfit.advice.table import Table
from channelfit.advice.truths import Kleene
from channelfit.profile import Profile
from channelfit.rulebook.condition import ALWAYS
from channelfit.rulebook.model import ACTIVE, WORKING, Rulebook
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

LEVELS = (Level.READY, Level.CONDITIONAL, Level.NOT_YET)


class Outcome(NamedTuple):
    """What comes out for each row, in columns.

    `channels` are the chosen channels in printed order and `basics` the basics, by their place among all channels in id order
    (-1: none); `hours` what they take at least, `to_use` when what is left is used; `level` is the place in `LEVELS`; `rule` that
    of the rule that speaks most for the first channel (-1: none), and `groups` the groups for which it holds.
    """

    channels: Indices
    basics: Indices
    hours: Numbers
    to_use: Numbers
    coverage: Numbers
    level: Indices
    rule: Indices
    groups: Indices


class Plan(NamedTuple):
    """What is the same for all companies.

    That is the rulebook, how many channels are wished for, the channels as the choice sees them, and the terms of those who are
    ready and of those who are not, each with all its sets (nothing: they are too many to be listed).
    """

    rulebook: Rulebook
    max_channels: int | None
    field: Field
    terms: tuple[Terms, ...]
    sets: tuple[Sets, ...]
    scorings: Scorings


def plan_of(rulebook: Rulebook, max_channels: int | None = None) -> Plan:
    """What can be worked out before the first company is known."""
    field = field_of(rulebook)
    terms = tuple(terms_of(rulebook.settings, each, max_channels) for each in (Level.READY, Level.NOT_YET))
    sets = tuple(sets_of(field.stages, one) for one in terms) if _can_be_listed(field, terms) else ()
    return Plan(rulebook, max_channels, field, terms, sets, scorings_of(rulebook))


def work_out(plan: Plan, answered: Answered, count: int) -> Outcome:
    """What comes out for companies that lack no required answer. Those that are the same in everything are worked out once."""
    first, index = distinct(answered, count)
    few = picked(answered, first, count)
    found = _distinct(plan, few, len(first))
    return found if few is answered else Outcome(*(_spread(column, index) for column in found))


def _spread(column: NDArray[Any], index: Indices) -> NDArray[Any]:
    """What came out for the different rows, for each row."""
    return column[..., index]


def _distinct(plan: Plan, answered: Answered, count: int) -> Outcome:
    rulebook, field = plan.rulebook, plan.field
    table = table_of_coded(rulebook, answered, count)
    level = _levels(rulebook, table)
    found = _empty(count, level, plan.terms[0])
    odd = np.ones(count, dtype=np.bool_)
    if plan.sets:
        aims = [*aims_in(plan.scorings, table)]
        entries = entries_of(aims, plan.scorings.fits, count)
        hours = np.broadcast_to(np.asarray(believable_hours(rulebook, table, stated_hours(rulebook, table))), (count,))
        tie = _in_use(table, field)
        for is_late, bound in enumerate(zip(plan.terms, plan.sets, strict=True)):
            rows = np.flatnonzero((level == LEVELS.index(Level.NOT_YET)) == bool(is_late))
            if len(rows):
                taken = take(field, entries, bound, rows, tie, hours)
                _note(found, field, entries, (bound[1], taken, rows))
                odd[rows] = taken.is_odd[rows]
        rule, groups = first_reasons(rulebook, aims, found.channels[0])
        found = found._replace(rule=rule, groups=groups)
    table.let_go()
    for row in np.flatnonzero(odd).tolist():
        advice = advise(rulebook, Profile(answers=answers_of(answered, row)), max_channels=plan.max_channels)
        _note_one(found, row, advice)
    return found


def _can_be_listed(field: Field, terms: Sequence[Terms]) -> bool:
    """Whether the sets can be tried in columns; otherwise each company is advised on its own."""
    mixed = {one.reaches for one in field.stages} & {one.reaches for one in field.upkeep}
    return not mixed - {""} and bool(field.stages) and all(can_be_listed(field.stages, one) for one in terms)


def _in_use(table: Table, field: Field) -> tuple[Column, Column]:
    """Where each channel to play works, and where it is in use, which what works is."""
    working, active = (
        np.array([np.broadcast_to(in_rows(table.includes(question, channel.id)), (table.count,)) for channel in field.stages])
        for question in (WORKING, ACTIVE)
    )
    return working, working | active


def _levels(rulebook: Rulebook, table: Table) -> Indices:
    """The level of readiness of each row; see `readiness.assess`."""
    is_met = np.ones(table.count, dtype=np.bool_)
    for check in rulebook.checks:
        applies: Kleene = table.truth(check.applies_when) if check.applies_when is not ALWAYS else Kleene(True, True)
        met = np.asarray(table.truth(check.met_when).yes)
        is_met &= met | ~np.asarray(applies.maybe, dtype=np.bool_)
    late = np.broadcast_to(np.asarray(is_not_ready(rulebook, table), dtype=np.bool_), (table.count,))
    return np.where(late, 2, np.where(is_met, 0, 1))


def _empty(count: int, level: Indices, terms: Terms) -> Outcome:
    return Outcome(
        channels=np.full((max(WIDTH, terms.max_channels + terms.max_companions), count), -1, dtype=np.int64),
        basics=np.full((max(BASICS, terms.max_basics), count), -1, dtype=np.int64),
        hours=np.zeros(count),
        to_use=np.zeros(count),
        coverage=np.zeros(count),
        level=level,
        rule=np.full(count, -1, dtype=np.int64),
        groups=np.zeros(count, dtype=np.int64),
    )


def _note(found: Outcome, field: Field, entries: Entries, chosen: tuple[Sets, Taken, Indices]) -> None:
    """Take over what some rows have chosen."""
    sets, taken, rows = chosen
    printed = printed_of(field, entries, sets, rows, taken)
    found.channels[:WIDTH, rows] = np.append(field.stage_rows, -1)[printed.channels[:, rows]]
    found.basics[:BASICS, rows] = np.append(field.upkeep_rows, -1)[taken.basics[:, rows]]
    for column, values in ((found.hours, printed.hours), (found.to_use, printed.to_use), (found.coverage, printed.coverage)):
        column[rows] = values[rows]


def _note_one(found: Outcome, row: int, advice: Advice) -> None:
    """Take over the advice for one company."""
    ids = sorted(advice.rulebook.channels)
    for table, advised in ((found.channels, advice.recommended), (found.basics, advice.basics)):
        table[:, row] = -1
        table[: len(advised), row] = [ids.index(one.fit.channel.id) for one in advised]
    found.hours[row], found.to_use[row], found.coverage[row] = advice.hours_per_week, advice.to_use, advice.total_coverage
    found.rule[row], found.groups[row] = reason_of(advice.rulebook, advice)
