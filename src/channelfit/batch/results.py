"""What comes out for a block of companies, as a record batch, and the rows that could not be answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from channelfit.advice.batch.coded import Coded, picked
from channelfit.advice.batch.work import LEVELS, Outcome, Plan, plan_of, work_out
from channelfit.advice.rows import Indices, Numbers
from channelfit.batch.blocks import Block
from channelfit.batch.cells import CellReader
from channelfit.batch.layout import RESULTS
from channelfit.batch.reasons import Reasons
from channelfit.language import Language
from channelfit.rulebook.model import Rulebook
from channelfit.source.written import visible
from channelfit.typed import NamedTuple

_LARGE = 1 << 62
_LIST = pa.list_(pa.string())
_TYPES = dict(zip(RESULTS, (_LIST, _LIST, *[pa.float64()] * 3, *[pa.string()] * 3), strict=True))


class Answers(NamedTuple):
    """The results of a block, whose columns may be what is different and who has which, and its rows that could not be answered:
    their numbers, what is passed on of them, and why."""

    results: pa.RecordBatch
    rejects: pa.RecordBatch


def results_schema(kept: Sequence[pa.Field]) -> pa.Schema:
    """The columns of results: those passed on, and what comes out."""
    return pa.schema([*kept, *(pa.field(name, kind) for name, kind in _TYPES.items())])


class Desk(NamedTuple):
    """Who answers: by which plan, and what has been read and said before."""

    plan: Plan
    reader: CellReader
    reasons: Reasons


def desk_of(rulebook: Rulebook, language: Language, max_channels: int | None) -> Desk:
    """Who answers by a rulebook, in a language."""
    return Desk(plan_of(rulebook, max_channels), CellReader(rulebook, language), Reasons(rulebook, language))


def answers_of(block: Block, desk: Desk) -> Answers:
    """What comes out for each row of a block, in its order."""
    count = len(block.numbers)
    cells = desk.reader.read(block.columns, count, block.spoken)
    wrong = {row: [why] for row, why in block.wrong.items()} | {
        row: whys for row, whys in cells.wrong.items() if row not in block.wrong
    }
    bad = np.array(sorted(wrong), dtype=np.int64)
    good = np.setdiff1d(np.arange(count), bad, assume_unique=True)
    answered = picked(cells.answered, good, count)
    columns = {name: column.take(pa.array(good)) for name, column in block.kept.items()}
    odd = [visible("; ".join(cells.odd[row])) if row in cells.odd else None for row in good.tolist()]
    told = _columns(work_out(desk.plan, answered, len(good)), answered, desk) if len(good) else {}
    columns |= (
        {**told, "problems": pa.array(odd, pa.string())} if told else {name: pa.array([], kind) for name, kind in _TYPES.items()}
    )
    rejects = {
        "row": pa.array(block.numbers[bad], pa.int64()),
        **{name: column.take(pa.array(bad)) for name, column in block.kept.items()},
        "problems": pa.array([visible("; ".join(wrong[row])) for row in bad.tolist()], pa.string()),
    }
    return Answers(pa.record_batch(columns), pa.record_batch(rejects))


def _columns(outcome: Outcome, answered: Mapping[str, Coded], desk: Desk) -> dict[str, pa.Array]:
    levels = pa.array([level.value for level in LEVELS], pa.string())
    return {
        "recommended": _ids(outcome.channels, desk.plan),
        "basics": _ids(outcome.basics, desk.plan),
        "hours_at_least": _numbers(outcome.hours),
        "hours_to_use": _numbers(outcome.to_use),
        "coverage": _numbers(outcome.coverage),
        "readiness": pa.DictionaryArray.from_arrays(pa.array(outcome.level.astype(np.int32)), levels),
        "reason": desk.reasons.say(outcome.rule, outcome.groups, answered),
    }


def _numbers(column: Numbers) -> pa.Array:
    return pa.array(np.round(column, 6) + 0.0)


def _ids(places: Indices, plan: Plan) -> pa.Array:
    """Lists of channels; each different one is made once."""
    ids = sorted(plan.rulebook.channels)
    base = len(ids) + 1
    mixed = np.zeros(places.shape[1], dtype=np.int64)
    for row in places:
        # Numbered anew where the number of a list would become too large.
        if mixed.max(initial=0) > _LARGE // base:
            mixed = np.unique(mixed, return_inverse=True)[1].reshape(-1)
        mixed = mixed * base + row + 1
    _, first, index = np.unique(mixed, return_index=True, return_inverse=True)
    lists = [[ids[place] for place in column if place >= 0] for column in places[:, first].T.tolist()]
    return pa.DictionaryArray.from_arrays(pa.array(index.astype(np.int32)), pa.array(lists, _LIST))
