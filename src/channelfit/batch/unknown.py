"""Options in the cells of a table that no question has, found before its first row is answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from channelfit.batch.blocks import Block, block_of
from channelfit.batch.cells import CellReader, Values
from channelfit.batch.layout import Layout
from channelfit.batch.results import Desk
from channelfit.batch.staff import Ask
from channelfit.batch.tables import PARQUET, Raw, Table, raws_of
from channelfit.language import Counted, Language, Text, counted, number
from channelfit.source.written import visible
from channelfit.typed import NamedTuple

# To read texts once more costs a fifth of answering them, so that of a long table only so many rows are looked at. What Parquet
# has of different values stands there once, and all of it is looked at.
LOOKED_AT = 100_000
_ROWS = Counted(
    Text("Zeile {first}", "row {first}"),
    Text("{count} Zeilen, zuerst Zeile {first}", "{count} rows, first row {first}"),
)
_MORE_UNKNOWN = Counted(
    Text("{path}: und {count} weitere unbekannte Antwort", "{path}: and {count} more unknown option"),
    Text("{path}: und {count} weitere unbekannte Antworten", "{path}: and {count} more unknown options"),
)
_NOT_ALL = Text(
    "{path}: das steht in den ersten {count} Zeilen; was später kommt, steht am Ende in {rejects}",
    "{path}: that is what the first {count} rows have; what comes later stands in {rejects} in the end",
)
# So many are told; all of them stand in the file of rows that could not be answered.
_SHOWN = 20


class Unknown(NamedTuple):
    """What is said of an option that a question does not have, how many rows name it, and which of them is the first."""

    said: str
    rows: int
    first: int


class Foreseen(NamedTuple):
    """The unknown options of a table, those of most rows first, how many rows were looked at, and whether these are all."""

    unknown: tuple[Unknown, ...]
    rows: int
    is_all: bool


class Begun(NamedTuple):
    """A block of a table, and what stands in it, if that was looked at before."""

    raw: Raw
    block: Block | None = None


def foreseen(table: Table, layout: Layout, processes: int, ask: Ask) -> tuple[Foreseen, Iterator[Begun]]:
    """What can be said of a table before it is answered, and all its blocks. Raises OSError and ValueError."""
    raws = raws_of(table, layout.read, layout.kept)
    if table.kind == PARQUET:
        shares = [dict([*layout.questions.items()][start::processes]) for start in range(processes)]
        asked_all = [ask(_looked_through, table, Layout(share, ())) for share in shares if share]
        found = [future.result() for future in asked_all]
        return _added(found, max((look.rows for look in found), default=0), is_all=True), map(Begun, raws)
    begun: list[Begun] = []
    looks: list[_Look] = []
    seen = 0
    while seen < LOOKED_AT and (asked := [(raw, ask(_looked_at, raw, table, layout)) for raw in _first(raws, LOOKED_AT - seen)]):
        for raw, future in asked:
            look, block = future.result()
            looks.append(look)
            begun.append(Begun(raw._replace(batches=()), block))
            seen += look.rows
    later = next(raws, None)
    return _added(looks, seen, is_all=later is None), chain(begun, map(Begun, chain([later] if later else [], raws)))


def _first(raws: Iterator[Raw], rows: int) -> Iterator[Raw]:
    """The first blocks that may have so many rows."""
    while rows > 0 and (raw := next(raws, None)):
        yield raw
        rows -= len(raw.numbers)


class _Look(NamedTuple):
    """The unknown options in some rows by what is said of them, and how many rows these are."""

    found: Mapping[str, Unknown]
    rows: int


def _added(looks: Iterable[_Look], rows: int, *, is_all: bool) -> Foreseen:
    found: dict[str, Unknown] = {}
    for look in looks:
        for said, one in look.found.items():
            before = found.get(said, one._replace(rows=0))
            found[said] = Unknown(said, before.rows + one.rows, min(before.first, one.first))
    return Foreseen(tuple(sorted(found.values(), key=lambda one: (-one.rows, one.first, one.said))), rows, is_all)


def _looked_at(desk: Desk, raw: Raw, table: Table, layout: Layout) -> tuple[_Look, Block]:
    """What is found in a block, and what stands in it."""
    block = block_of(raw, table, layout, desk.reader.language)
    return _look(desk, block, {}), block


def _looked_through(desk: Desk, table: Table, layout: Layout) -> _Look:
    """What is found in some columns of a table."""
    fine: dict[str, pa.Array] = {}
    raws = raws_of(table, layout.read, (), is_even=False)
    looks = [_look(desk, block_of(raw, table, layout, desk.reader.language), fine) for raw in raws]
    rows = sum(look.rows for look in looks)
    return _Look({one.said: one for one in _added(looks, rows, is_all=True).unknown}, rows)


def _look(desk: Desk, block: Block, fine: dict[str, pa.Array]) -> _Look:
    """What is found in a block; `fine` are the values by question of which nothing is said."""
    found: dict[str, Unknown] = {}
    for id, values in block.columns.items():
        for index, texts in _unknown(desk.reader, id, values, fine).items():
            rows = np.flatnonzero(values.codes == index)
            for said in texts if len(rows) else ():
                first = int(block.numbers[rows[0]])
                before = found.get(said, Unknown(said, 0, first))
                found[said] = Unknown(said, before.rows + len(rows), min(before.first, first))
    return _Look(found, len(block.numbers))


def _unknown(reader: CellReader, id: str, values: Values, known: dict[str, pa.Array]) -> Mapping[int, tuple[str, ...]]:
    """What is said of options that a question does not have, for each different value; what is known is not read again."""
    question = reader.rulebook.questions[id]
    different, fine = values.different, known.get(id)
    if not isinstance(different, pa.Array):
        return reader.unknown(question, values)
    if fine is not None and fine.type == different.type:
        left = np.flatnonzero(~pc.is_in(different, fine).to_numpy(zero_copy_only=False))
        different = different.take(pa.array(left))
    else:
        left, fine = np.arange(len(different)), different[:0]
    found = reader.unknown(question, values._replace(different=different))
    is_fine = np.ones(len(left), dtype=np.bool_)
    is_fine[[*found]] = False
    known[id] = pa.concat_arrays([fine, different.filter(pa.array(is_fine))])
    return {int(left[index]): texts for index, texts in found.items()}


def told_of(found: Foreseen, table: Path, rejects: Path, language: Language) -> str:
    """What is said of unknown options before the first row is answered, in lines; the rows that name them are rejected later."""
    lines = []
    for one in found.unknown[:_SHOWN]:
        rows = counted(one.rows, _ROWS, language, first=number(one.first, language))
        lines.append(f"{table}: {visible(one.said)} ({rows})")
    if len(found.unknown) > _SHOWN:
        lines.append(counted(len(found.unknown) - _SHOWN, _MORE_UNKNOWN, language, path=table))
    if lines and not found.is_all:
        lines.append(_NOT_ALL.filled(language, path=table, count=number(found.rows, language), rejects=rejects))
    return "".join(f"{line}\n" for line in lines)
