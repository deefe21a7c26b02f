"""Blocks of a table, from whichever file they come: the values of columns that answer questions, and columns passed on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import BytesIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json as pajson

from channelfit.advice.rows import Indices
from channelfit.batch.cells import ITEM, Values
from channelfit.batch.layout import Layout
from channelfit.batch.tables import Lines, Raw, Table
from channelfit.language import Language, Text
from channelfit.source.problem import MEANT, nearest
from channelfit.typed import NamedTuple

# Bytes of JSON that are parsed at once: all of a block is new memory each time.
_READ_AT_ONCE = 4 << 20
_NOT_JSON = Text("die Zeile ist kein JSON-Objekt", "the line is no JSON object")
_TWICE = Text("`{found}` steht in der Zeile zweimal", "`{found}` stands in the line twice")
_UNKNOWN = Text("unbekannte Spalte `{found}`", "unknown column `{found}`")


class Block(NamedTuple):
    """Some rows: the values of each question, the columns passed on, the number of each row, by row what is wrong already, and
    the language of each, if one is said."""

    columns: Mapping[str, Values]
    kept: Mapping[str, pa.Array]
    numbers: Indices
    wrong: Mapping[int, str]
    spoken: Values | None = None


def block_of(raw: Raw, table: Table, layout: Layout, language: Language) -> Block:
    """The block that some rows of a table are, as they were read."""
    if raw.batches:
        return block_of_table(pa.Table.from_batches(raw.batches), layout, _indices(raw.numbers))
    numbers = raw.numbers
    if raw.lines.is_loose:
        numbers = [number for number, line in zip(numbers, _lines_of(raw, table), strict=True) if not line.isspace()]
    at_once = _at_once(raw.lines, len(numbers), layout, table)
    if at_once is not None:
        return block_of_table(at_once, layout, _indices(numbers))
    return _block_of_lines(_lines_of(raw, table), raw.numbers[0], numbers, table, layout, language)


def _lines_of(raw: Raw, table: Table) -> list[bytes]:
    with table.path.open("rb") as file:
        file.seek(raw.lines.begin)
        return BytesIO(file.read(raw.lines.size)).readlines()


def _indices(numbers: Sequence[int]) -> Indices:
    """Numbers in a column; those that follow on one another need not be looked at one by one."""
    if isinstance(numbers, range):
        return np.arange(numbers.start, numbers.stop)
    return np.array(numbers, dtype=np.int64)


def block_of_table(table: pa.Table, layout: Layout, numbers: Indices) -> Block:
    """The block that a table of Arrow is."""

    def column_of(name: str) -> pa.ChunkedArray:
        return table.column(name) if name in table.schema.names else pa.chunked_array([pa.nulls(table.num_rows, pa.string())])

    columns = {question: _different(column_of(name)) for name, question in layout.questions.items()}
    kept = {name: column_of(name).combine_chunks() for name in layout.kept}
    return Block(columns, kept, numbers, {}, _different(column_of(layout.spoken)) if layout.spoken else None)


def _different(column: pa.ChunkedArray) -> Values:
    """The different values of a column, and which of them each row has."""
    if pa.types.is_null(column.type) or not len(column):
        return Values([None], np.zeros(len(column), dtype=np.int64))
    is_list = pa.types.is_list(column.type) or pa.types.is_large_list(column.type)
    joined = _joined(column) if is_list else None
    if joined is None and pa.types.is_nested(column.type):
        return _coded([_plain(value) for value in column.to_pylist()])
    column = column if joined is None else joined
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode("encode")
    elif column.null_count:
        column = column.cast(column.type.value_type).dictionary_encode("encode")
    elif column.num_chunks > 1:
        column = column.unify_dictionaries()
    codes = np.concatenate([chunk.indices.to_numpy(zero_copy_only=False) for chunk in column.chunks])
    return Values(column.chunk(0).dictionary, codes, is_list)


def _joined(column: pa.ChunkedArray) -> pa.ChunkedArray | None:
    """Lists of words, numbers and the like as texts; nothing where something in them is null, or is no single value."""
    if any(chunk.values.null_count for chunk in column.chunks):
        return None
    try:
        return pc.binary_join(column.cast(pa.list_(pa.string())), ITEM)
    except pa.ArrowNotImplementedError:
        return None


def _coded(values: Sequence[object]) -> Values:
    index: dict[tuple[type, object], int] = {}
    # True is 1 and 1.0 for a dictionary, but not for us.
    codes = [index.setdefault((type(value), value), len(index)) for value in values]
    return Values([value for _, value in index], np.array(codes, dtype=np.int64))


def _plain(value: object) -> object:
    """A value that can be looked up; an object is a text that is no answer."""
    if isinstance(value, list):
        return tuple(_plain(item) for item in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def _block_of_lines(
    lines: Sequence[bytes], first: int, numbers: Sequence[int], table: Table, layout: Layout, language: Language
) -> Block:
    """The block that some lines of JSON are; a line that is no object, or has a column that nobody knows, is wrong."""
    names = table.names
    rows: list[Mapping[str, object]] = []
    wrong: dict[int, str] = {}
    known = frozenset(names)
    for index, number in enumerate(numbers):
        row = _object(lines[number - first])
        if isinstance(row, Wrong):
            wrong[index] = row.text.filled(language, found=row.found)
            row = {}
        elif not known.issuperset(row):
            unknown = next(name for name in row if name not in known)
            near = nearest(unknown, names)
            meant = MEANT.filled(language, near=near) if near else ""
            wrong[index] = _UNKNOWN.filled(language, found=unknown) + meant
        rows.append(row)
    values = {name: _coded([_plain(row.get(name)) for row in rows]) for name in layout.read}
    columns = {question: values[name] for name, question in layout.questions.items()}
    kept = {name: pa.array([_text(row.get(name)) for row in rows], pa.string()) for name in layout.kept}
    return Block(columns, kept, _indices(numbers), wrong, values.get(layout.spoken))


def _at_once(lines: Lines, count: int, layout: Layout, table: Table) -> pa.Table | None:
    """The table that lines are where each column has one type; nothing for all others, which are read line by line."""
    kept = {name: pa.field(name, pa.string()) for name in layout.kept}
    found = None
    # Where those that begin as texts are others later, nothing is said of them.
    for size, texts in ((_READ_AT_ONCE, table.texts), (lines.size, table.texts), (lines.size, ())):
        schema = pa.schema([*({field.name: field for field in texts} | kept).values()])
        with suppress(pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError):
            found = _parsed(lines, size, schema, table)
            break
    # Read line by line, the one that is wrong is told.
    if found is None or found.num_rows != count or not count or not {*found.column_names}.issubset(table.names):
        return None
    if any(pa.types.is_temporal(field.type) for field in found.schema):
        return None
    return None if lines.is_escaped and not _is_text(found) else found


def _parsed(lines: Lines, size: int, schema: pa.Schema, table: Table) -> pa.Table:
    """The table that lines are, from about so many bytes at a time. Raises ArrowInvalid and the like for types that change."""
    found: list[pa.Table] = []
    with table.path.open("rb") as file:
        file.seek(lines.begin)
        while (left := lines.begin + lines.size - file.tell()) > 0:
            data = file.read(min(size, left))
            data += file.readline(max(0, left - len(data)))
            options = pajson.ReadOptions(use_threads=False, block_size=len(data) + 1)
            found.append(pajson.read_json(pa.BufferReader(data), options, pajson.ParseOptions(explicit_schema=schema)))
            schema = pa.schema([field for field in found[-1].schema if not pa.types.is_null(field.type)])
    return pa.concat_tables(found, promote_options="default")


def _is_text(table: pa.Table) -> bool:
    """Whether all texts are such; JSON can have halves of characters."""
    try:
        table.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


class Wrong(NamedTuple):
    """Why a line is no row, and what is named of it."""

    text: Text
    found: str = ""


class _Repeated(ValueError):
    """A key that an object has twice."""


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Repeated(next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1))
    return found


def _object(line: bytes) -> Mapping[str, object] | Wrong:
    try:
        found = json.loads(line, object_pairs_hook=_once)
        # JSON can have halves of characters, which no file can.
        json.dumps(found, ensure_ascii=False).encode()
    except _Repeated as error:
        return Wrong(_TWICE, str(error))
    except (ValueError, RecursionError):
        return Wrong(_NOT_JSON)
    return found if isinstance(found, dict) else Wrong(_NOT_JSON)


def _text(value: object) -> str | None:
    """A value that is passed on, as a text."""
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)
