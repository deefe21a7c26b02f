"""Results and rejects in files: cells of CSV, lines of JSON, and Parquet, part by part and joined."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from math import isfinite
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from channelfit.batch.parts import told_of
from channelfit.batch.tables import CSV, JSONL, PARQUET
from channelfit.source.written import escaped

# As much as stays in the cache of a processor.
_READ_AT_ONCE = 1 << 18


def write_part(batch: pa.RecordBatch, kind: str, path: Path) -> None:
    """Write the part of a file: rows of CSV without names, lines of JSON, or a file of its own that is joined with others."""
    if kind == CSV:
        pacsv.write_csv(as_cells(batch), path, pacsv.WriteOptions(include_header=False))
    elif kind == JSONL:
        path.write_bytes(as_lines(batch))
    else:
        batch = plain(batch)
        with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, batch.schema) as writer:
            writer.write_batch(batch)


@contextmanager
def gathered(kind: str, schema: pa.Schema, scratch: Path) -> Iterator[Callable[[Path], object]]:
    """Takes the parts of a file one after the other; of what can only be made as a file they are put into another one at once.

    Raises InvalidInput if that cannot be written.
    """
    if kind != PARQUET:
        yield lambda _: None
        return
    with told_of(scratch):
        writer = pq.ParquetWriter(scratch, schema)

    def gather(part: Path) -> None:
        with told_of(scratch), pa.memory_map(str(part)) as file:
            writer.write_table(pa.ipc.open_file(file).read_all())

    try:
        yield gather
    finally:
        with told_of(scratch):
            writer.close()


def joined(parts: Sequence[Path], kind: str, schema: pa.Schema, scratch: Path) -> Iterator[bytes]:
    """The bytes of a file from its parts, a few at a time; where they were gathered, from that file."""
    yield b""
    if kind == CSV:
        names = pa.BufferOutputStream()
        nothing = pa.RecordBatch.from_pylist([], pa.schema([(name, pa.string()) for name in schema.names]))
        pacsv.write_csv(nothing, names)
        yield names.getvalue().to_pybytes()
    for part in [scratch] if kind == PARQUET else parts:
        with part.open("rb") as opened:
            yield from iter(partial(opened.read, _READ_AT_ONCE), b"")


def plain(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with its values, where columns are what is different and who has which."""
    return pa.record_batch([_spread(column, lambda values: values) for column in batch.columns], names=batch.schema.names)


def _spread(column: pa.Array, made: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """What is made of a column, of each different value once if that is known."""
    if pa.types.is_dictionary(column.type):
        return made(column.dictionary).take(column.indices)
    return made(column)


def as_cells(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch as cells: lists joined by `;`, and no text that a spreadsheet would take for a formula."""
    return pa.record_batch([_spread(column, _as_cells) for column in batch.columns], names=batch.schema.names)


def _as_cells(column: pa.Array) -> pa.Array:
    if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        column = pc.binary_join(column.cast(pa.list_(pa.string())), ";")
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        risky = pc.and_(pc.match_substring_regex(column, r"^[=+\-@\t\r]"), pc.invert(pc.match_substring_regex(column, _NUMBER)))
        column = pc.if_else(pc.fill_null(risky, False), pc.binary_join_element_wise("'", column, ""), column)
    return column


_NUMBER = r"^[+-]?[0-9]+([.,][0-9]+)*$"
_LEAST_ALIKE, _MOST_ALIKE = 1e-4, 1e9
# What is the same in JSON, between quotation marks.
_SAME = r"^[ !#-\[\]-~]*$"


def as_lines(batch: pa.RecordBatch) -> bytes:
    """The batch as lines of JSON, each different value made once."""
    if not batch.num_rows:
        return b""
    parts: list[object] = []
    for index, (name, column) in enumerate(zip(batch.schema.names, batch.columns, strict=True)):
        parts += [f"{',' if index else '{'}{escaped(json.dumps(name, ensure_ascii=False))}:"]
        parts += [pc.fill_null(_spread(column, _as_json), "null")]
    lines = pc.binary_join_element_wise(*parts, "}\n", "")
    # The texts of an array stand one behind the other.
    _, offsets, texts = lines.buffers()
    return bytes(memoryview(texts)[: np.frombuffer(offsets, dtype=np.int32)[len(lines)]])


def _as_json(column: pa.Array) -> pa.Array:
    if pa.types.is_string(column.type):
        same = pc.fill_null(pc.match_substring_regex(column, _SAME), True)
        found = pc.binary_join_element_wise('"', column, '"', "")
        return (
            found
            if pc.all(same).as_py() is not False
            else pc.replace_with_mask(found, pc.invert(same), _written(column.filter(pc.invert(same))))
        )
    return _written(column)


def _written(column: pa.Array) -> pa.Array:
    if pa.types.is_floating(column.type):
        return _spread(column.dictionary_encode(), _numbers)
    if pa.types.is_integer(column.type):
        return column.cast(pa.string())
    if pa.types.is_list(column.type) and pa.types.is_string(column.type.value_type):
        lists = pa.ListArray.from_arrays(column.offsets, pc.fill_null(_as_json(column.values), "null"))
        found = pc.binary_join_element_wise("[", pc.binary_join(lists, ","), "]", "")
        return pc.if_else(column.is_valid(), found, pa.scalar(None, pa.string()))
    texts = [json.dumps(one, ensure_ascii=False, separators=(",", ":"), default=str) for one in column.to_pylist()]
    return pa.array([escaped(text) for text in texts], pa.string())


def _numbers(column: pa.Array) -> pa.Array:
    # There is no zero below zero.
    column = pc.add(column.cast(pa.float64()), 0.0)
    size = pc.abs(column)
    # Those in between Arrow writes as Python does.
    is_between = pc.and_(pc.greater_equal(size, _LEAST_ALIKE), pc.less(size, _MOST_ALIKE))
    is_alike = pc.fill_null(pc.or_(pc.equal(size, 0.0), is_between), True)
    others = [_number(one) for one in column.filter(pc.invert(is_alike)).to_pylist()]
    return pc.replace_with_mask(column.cast(pa.string()), pc.invert(is_alike), pa.array(others, pa.string()))


def _number(number: float) -> str | None:
    """A number in JSON, which has none for what is no number."""
    return (repr(int(number)) if number.is_integer() else repr(number)) if isfinite(number) else None
