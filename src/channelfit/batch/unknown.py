"""Options in the cells of a table that no question has, found before its first row is answered."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from channelfit.batch.blocks import block_of
from channelfit.batch.cells import CellReader, Values
from channelfit.batch.layout import Layout
from channelfit.batch.tables import PARQUET, Table, raws_of
from channelfit.brevity import brief
from channelfit.language import Language, Text, number
from channelfit.rulebook.model import Question, Rulebook
from channelfit.source.written import visible

# To read texts once more costs a fifth of answering them, so that of a long table only so many rows are looked at. What Parquet
# has of different values stands there once, and all of it is looked at.
LOOKED_AT = 100_000
_ONE_ROW = Text("Zeile {first}", "row {first}")
_SEVERAL_ROWS = Text("{rows} Zeilen, zuerst Zeile {first}", "{rows} rows, first row {first}")
_MORE_UNKNOWN = Text("{path}: und {count} weitere unbekannte Antworten", "{path}: and {count} more unknown options")
_NOT_ALL = Text(
    "{path}: das steht in den ersten {count} Zeilen; was später kommt, steht am Ende in {rejects}",
    "{path}: that is what the first {count} rows have; what comes later stands in {rejects} in the end",
)
# So many are told; all of them stand in the file of rows that could not be answered.
_SHOWN = 20


@brief
class Unknown(NamedTuple):
    """What is said of an option that a question does not have, how many rows name it, and which of them is the first."""

    said: str
    rows: int
    first: int


@brief
class Foreseen(NamedTuple):
    """The unknown options of a table, those of most rows first, how many rows were looked at, and whether these are all."""

    unknown: tuple[Unknown, ...]
    rows: int
    is_all: bool


def foreseen(table: Table, layout: Layout, rulebook: Rulebook, language: Language) -> Foreseen:
    """What can be said of a table before it is answered. Raises OSError and ValueError."""
    found: dict[str, Unknown] = {}
    is_all = True
    asked = layout._replace(kept=())
    reader = _Reader(CellReader(rulebook, language), {})
    seen = 0
    for raw in raws_of(table, [*asked.questions], (), is_even=False):
        if seen >= LOOKED_AT and table.kind != PARQUET:
            is_all = False
            break
        block = block_of(raw, table, asked, language)
        for id, values in block.columns.items():
            for index, texts in _unknown(reader, rulebook.questions[id], values).items():
                rows = np.flatnonzero(values.codes == index)
                for said in texts if len(rows) else ():
                    before = found.get(said, Unknown(said, 0, int(block.numbers[rows[0]])))
                    first = min(before.first, int(block.numbers[rows[0]]))
                    found[said] = Unknown(said, before.rows + len(rows), first)
        seen += len(block.numbers)
    return Foreseen(tuple(sorted(found.values(), key=lambda one: (-one.rows, one.first, one.said))), seen, is_all)


class _Reader(NamedTuple):
    """Reads cells, and has the values by question of which nothing is said."""

    cells: CellReader
    fine: dict[str, pa.Array]


def _unknown(reader: _Reader, question: Question, values: Values) -> Mapping[int, tuple[str, ...]]:
    """What is said of options that a question does not have, for each different value; those of before are not read again."""
    different, fine = values.different, reader.fine.get(question.id)
    if not isinstance(different, pa.Array):
        return reader.cells.unknown(question, values)
    if fine is not None and fine.type == different.type:
        left = np.flatnonzero(~pc.is_in(different, fine).to_numpy(zero_copy_only=False))
        different = different.take(pa.array(left))
    else:
        left, fine = np.arange(len(different)), different[:0]
    found = reader.cells.unknown(question, values._replace(different=different))
    is_fine = np.ones(len(left), dtype=np.bool_)
    is_fine[[*found]] = False
    reader.fine[question.id] = pa.concat_arrays([fine, different.filter(pa.array(is_fine))])
    return {int(left[index]): texts for index, texts in found.items()}


def told_of(found: Foreseen, table: Path, rejects: Path, language: Language) -> str:
    """What is said of unknown options before the first row is answered, in lines; the rows that name them are rejected later."""
    lines = []
    for one in found.unknown[:_SHOWN]:
        count, first = number(one.rows, language), number(one.first, language)
        rows = (_ONE_ROW if one.rows == 1 else _SEVERAL_ROWS).filled(language, rows=count, first=first)
        lines.append(f"{table}: {visible(one.said)} ({rows})")
    if len(found.unknown) > _SHOWN:
        more = number(len(found.unknown) - _SHOWN, language)
        lines.append(_MORE_UNKNOWN.filled(language, path=table, count=more))
    if lines and not found.is_all:
        lines.append(_NOT_ALL.filled(language, path=table, count=number(found.rows, language), rejects=rejects))
    return "".join(f"{line}\n" for line in lines)
