"""What comes out for a block of companies, as a record batch, and the rows that could not be answered."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from channelfit.advice.batch.coded import Coded, picked
from channelfit.advice.batch.telling import groups_in
from channelfit.advice.batch.work import LEVELS, Outcome, Plan, work_out
from channelfit.advice.fit import Reason
from channelfit.advice.rows import Indices, Numbers
from channelfit.batch.blocks import Block
from channelfit.batch.cells import CellReader
from channelfit.batch.layout import RESULTS
from channelfit.brevity import brief
from channelfit.language import Language, euros_in
from channelfit.profile import Profile
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.condition import questions_in
from channelfit.rulebook.model import COUNTRIES, Rulebook
from channelfit.rulebook.words import worded
from channelfit.source.written import visible

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_LARGE = 1 << 62
_LIST = pa.list_(pa.string())
_TYPES = dict(zip(RESULTS, (_LIST, _LIST, *[pa.float64()] * 3, *[pa.string()] * 3), strict=True))


@brief
class Answers(NamedTuple):
    """The results of a block, and its rows that could not be answered: their numbers, what is passed on of them, and why."""

    results: pa.RecordBatch
    rejects: pa.RecordBatch


def results_schema(kept: Sequence[pa.Field]) -> pa.Schema:
    """The columns of results: those passed on, and what comes out."""
    return pa.schema([*kept, *(pa.field(name, kind) for name, kind in _TYPES.items())])


def answers_of(block: Block, plan: Plan, reader: CellReader) -> Answers:
    """What comes out for each row of a block, in its order."""
    count = len(block.numbers)
    cells = reader.read(block.columns, count)
    wrong = {row: [why] for row, why in block.wrong.items()} | {
        row: whys for row, whys in cells.wrong.items() if row not in block.wrong
    }
    bad = np.array(sorted(wrong), dtype=np.int64)
    good = np.setdiff1d(np.arange(count), bad, assume_unique=True)
    answered = picked(cells.answered, good)
    columns = {name: column.take(pa.array(good)) for name, column in block.kept.items()}
    odd = [visible("; ".join(cells.odd[row])) if row in cells.odd else None for row in good.tolist()]
    told = _columns(work_out(plan, answered, len(good)), answered, plan, reader) if len(good) else {}
    columns |= (
        {**told, "problems": pa.array(odd, pa.string())} if told else {name: pa.array([], kind) for name, kind in _TYPES.items()}
    )
    rejects = {
        "row": pa.array(block.numbers[bad], pa.int64()),
        **{name: column.take(pa.array(bad)) for name, column in block.kept.items()},
        "problems": pa.array([visible("; ".join(wrong[row])) for row in bad.tolist()], pa.string()),
    }
    return Answers(pa.record_batch(columns), pa.record_batch(rejects))


def _columns(outcome: Outcome, answered: Mapping[str, Coded], plan: Plan, reader: CellReader) -> dict[str, pa.Array]:
    levels = pa.array([level.value for level in LEVELS], pa.string())
    return {
        "recommended": _ids(outcome.channels, plan),
        "basics": _ids(outcome.basics, plan),
        "hours_at_least": _numbers(outcome.hours),
        "hours_to_use": _numbers(outcome.to_use),
        "coverage": _numbers(outcome.coverage),
        "readiness": levels.take(pa.array(outcome.level)),
        "reason": _reasons(outcome, answered, plan, reader),
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
    return pa.array(lists, _LIST).take(pa.array(index))


def _reasons(outcome: Outcome, answered: Mapping[str, Coded], plan: Plan, reader: CellReader) -> pa.Array:
    """The reason of each row in words; those with an answer in them are made for each different answer."""
    texts: list[str | None] = [None]
    index = np.zeros(len(outcome.rule), dtype=np.int64)
    for number in np.unique(outcome.rule[outcome.rule >= 0]).tolist():
        rows = np.flatnonzero(outcome.rule == number)
        named = [question for question in _decisive(plan.rulebook, number, reader.language) if question in answered]
        keys = np.stack([*(answered[question].codes[rows] for question in named), outcome.groups[rows] * bool(named)])
        _, first, same = np.unique(keys, axis=1, return_index=True, return_inverse=True)
        index[rows] = len(texts) + same.reshape(-1)
        texts += [_reason(plan, reader, int(rows[row]), (outcome, answered, named)) for row in first.tolist()]
    return pa.array(texts, pa.string()).take(pa.array(index))


def _decisive(rulebook: Rulebook, number: int, language: Language) -> Sequence[str]:
    """The questions on which the words of a reason depend: those it names, those of other words for it, and the currency."""
    said = rulebook.rules[number].why.of(language)
    other = [words for words in rulebook.words if worded(said, words.of(language)) != said]
    texts = [said, *(worded(said, words.of(language)) for words in other)]
    places = [place for text in texts for place in _PLACEHOLDER.findall(text)]
    money = [COUNTRIES] if any(euros_in(place) is not None for place in places) else []
    return [*dict.fromkeys([*places, *(question for words in other for question in sorted(questions_in(words.when))), *money])]


def _reason(plan: Plan, reader: CellReader, row: int, told: tuple[Outcome, Mapping[str, Coded], Sequence[str]]) -> str:
    outcome, answered, named = told
    rulebook, rule = plan.rulebook, plan.rulebook.rules[int(outcome.rule[row])]
    answers = {question: answered[question].answers[answered[question].codes[row]] for question in named}
    profile = Profile(answers={question: answer for question, answer in answers.items() if answer is not None})
    held = [group for bit, group in enumerate(groups_in(rulebook)) if int(outcome.groups[row]) >> bit & 1]
    segments = {
        goal.id: options
        for goal in rulebook.goals.values()
        if (options := tuple(option for question, option in held if question == goal.split_by))
    }
    return Voice(reader.language, rulebook, profile).why(Reason(rule, {}, segments))
