"""Tables in files, by their ending: CSV, JSON Lines and Parquet, read in blocks of as many rows."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import count as counted
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.json as pajson
import pyarrow.parquet as pq

from channelfit.source.problem import Source
from channelfit.typed import NamedTuple

CSV, JSONL, PARQUET = "csv", "jsonl", "parquet"
KINDS = {".csv": CSV, ".tsv": CSV, ".txt": CSV, ".jsonl": JSONL, ".ndjson": JSONL, ".parquet": PARQUET, ".pq": PARQUET}
# Rows of a block; files do not depend on it, but what is left of a run that was stopped does.
ROWS = 3 << 14
_READ_AT_ONCE = 4 << 20
# As much as stays in the cache of a processor.
_LOOKED_THROUGH_AT_ONCE = 1 << 18
_ROWS_AT_ONCE = 1 << 17
# A file of less bytes is not worth several processes.
_SHORT = 1 << 20
_DELIMITERS = ",;\t|"
_LOOKED_AT = 100
_NO_UTF8 = "cp1252"


class Table(NamedTuple):
    """A table in a file: its kind, its columns in order, the line that names them, how it is read, and its size in bytes.

    `texts` are the columns of JSON that begin as texts or lists of them.
    """

    path: Path
    kind: str
    names: tuple[str, ...]
    header: Source
    encoding: str
    delimiter: str
    size: int
    texts: tuple[pa.Field, ...] = ()


class Lines(NamedTuple):
    """Lines of JSON in a file: where they begin and how many bytes they have, and whether one of them may begin with space, or
    have something escaped."""

    begin: int
    size: int
    is_loose: bool = False
    is_escaped: bool = False


_NOWHERE = Lines(0, 0)


class Raw(NamedTuple):
    """Some rows as they were read: batches and the number of each row, or lines of JSON and their numbers.

    Rows that are broken come with their number and text; `share` is how much of the file is read.
    """

    number: int
    batches: tuple[pa.RecordBatch, ...]
    lines: Lines
    numbers: Sequence[int]
    broken: tuple[tuple[int, str], ...]
    share: float


def table_of(path: Path, kind: str) -> Table:
    """What a table looks like. Raises OSError, and ValueError for what is no such table."""
    size = path.stat().st_size
    if kind == PARQUET:
        names = pq.ParquetFile(path).schema_arrow.names
        return Table(path, kind, tuple(names), Source(str(path)), "", "", size)
    if kind == JSONL:
        with path.open("rb") as file:
            first = list(islice((line for line in file if line.strip()), _LOOKED_AT))
        named: dict[str, None] = {}
        types = _text_types(first)
        for line in first:
            with suppress(ValueError, RecursionError):
                row = json.loads(line)
                named |= dict.fromkeys(row) if isinstance(row, dict) else {}
        return Table(path, kind, tuple(named), Source(str(path)), "", "", size, types)
    encoding = _encoding_of(path)
    with path.open(encoding=encoding, newline="") as opened:
        head = opened.readline(_READ_AT_ONCE).removeprefix("\ufeff")
        delimiter = max(_DELIMITERS, key=_outside_quotes(head).count)
        opened.seek(0)
        # A name may have a line break in it.
        names = next(csv.reader(opened, delimiter=delimiter), [])
    names = [name.removeprefix("\ufeff").strip() if not index else name.strip() for index, name in enumerate(names)]
    return Table(path, kind, tuple(names), Source(str(path), head.rstrip("\r\n")), encoding, delimiter, size)


def _text_types(lines: Sequence[bytes]) -> tuple[pa.Field, ...]:
    """The columns of some lines of JSON that have texts or lists of them; whoever is told so does not look for moments in
    them."""
    try:
        schema = pajson.read_json(pa.BufferReader(b"".join(lines))).schema
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return ()
    return tuple(field for field in schema if field.type in (pa.string(), pa.list_(pa.string())))


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _encoding_of(path: Path) -> str:
    """UTF-8, or UTF-16 if it says so, else what Windows writes in western Europe."""
    with path.open("rb") as file:
        begin = file.read(2)
        if begin in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            decoder.decode(begin)
            for data in iter(partial(file.read, _LOOKED_THROUGH_AT_ONCE), b""):
                decoder.decode(data)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return _NO_UTF8
    return "utf-8"


def is_long(path: Path, kind: str) -> bool:
    """Whether a table has so many rows that they are worth several processes. Raises OSError and ValueError."""
    return pq.read_metadata(path).num_rows > ROWS if kind == PARQUET else path.stat().st_size > _SHORT


def raws_of(table: Table, answering: Sequence[str], kept: Sequence[str], *, is_even: bool = True) -> Iterator[Raw]:
    """All rows of a table, in blocks, with the columns that answer questions and those that are passed on.

    Texts that answer come as what is different among them, and who has which. Blocks have as many rows each; if that is not asked
    for, those of Parquet have as many as are quickest to read. Raises OSError and ValueError.
    """
    if table.kind == JSONL:
        yield from _lines(table)
    elif table.kind == PARQUET:
        yield from _of_parquet(table, answering, kept, is_even=is_even)
    else:
        yield from _of_csv(table, answering, kept)


def _lines(table: Table) -> Iterator[Raw]:
    begin = size = count = 0
    first, begins_line = 1, True
    is_loose = is_escaped = False

    def raw() -> Raw:
        share = (begin + size) / max(1, table.size)
        lines = Lines(begin, size, is_loose, is_escaped)
        return Raw((first - 1) // ROWS, (), lines, range(first, first + count), (), share)

    with table.path.open("rb") as file:
        for data in iter(partial(file.read, _LOOKED_THROUGH_AT_ONCE), b""):
            signs = np.frombuffer(data, np.uint8)
            ends = np.flatnonzero(signs == ord("\n")) + 1
            has_loose = (begins_line and data[0] <= ord(" ")) or bool((signs[ends[ends < len(data)]] <= ord(" ")).any())
            begins_line, has_escaped, at = data.endswith(b"\n"), b"\\" in data, 0
            is_loose, is_escaped = is_loose or has_loose, is_escaped or has_escaped
            while len(ends) >= (left := ROWS - count):
                end = int(ends[left - 1])
                size, count = size + end - at, ROWS
                yield raw()
                begin, size, count, first, at = begin + size, 0, 0, first + ROWS, end
                ends, is_loose, is_escaped = ends[left:], has_loose, has_escaped
            size, count = size + len(data) - at, count + len(ends)
    if size:
        # The last line may have no end.
        count += not begins_line
        yield raw()


def _of_parquet(table: Table, answering: Sequence[str], kept: Sequence[str], *, is_even: bool) -> Iterator[Raw]:
    schema = pq.ParquetFile(table.path).schema_arrow
    texts = [name for name in answering if name not in kept and pa.types.is_string(schema.field(name).type)]
    with pq.ParquetFile(table.path, read_dictionary=texts) as file:
        total = max(1, file.metadata.num_rows)
        read = file.iter_batches(batch_size=ROWS if is_even else _ROWS_AT_ONCE, columns=list(dict.fromkeys([*answering, *kept])))
        first = 1
        for number, batches in enumerate(map(_narrowed, _blocks(read)) if is_even else ((batch,) for batch in read)):
            behind = first + sum(batch.num_rows for batch in batches)
            yield Raw(number, batches, _NOWHERE, range(first, behind), (), behind / total)
            first = behind


def _narrowed(batches: Sequence[pa.RecordBatch]) -> tuple[pa.RecordBatch, ...]:
    """The same rows; who has which of the different values as small numbers, since they are sent to other processes."""

    def narrow(columns: Sequence[pa.Array]) -> Sequence[pa.Array]:
        if not pa.types.is_dictionary(columns[0].type):
            return columns
        kind = pa.from_numpy_dtype(np.min_scalar_type(-max(1, *(len(column.dictionary) for column in columns))))
        return [pa.DictionaryArray.from_arrays(column.indices.cast(kind), column.dictionary) for column in columns]

    names = batches[0].schema.names
    columns = [narrow([batch.column(at) for batch in batches]) for at in range(len(names))]
    return tuple(pa.record_batch(list(own), names) for own in zip(*columns, strict=True))


def _of_csv(table: Table, answering: Sequence[str], kept: Sequence[str]) -> Iterator[Raw]:
    """Rows with more or fewer cells than there are columns are broken. Rows are numbered from 1, the names not counted."""
    broken: list[tuple[int, str]] = []

    def skip(row: pacsv.InvalidRow) -> str:
        broken.append((row.number - 1, row.text))
        return "skip"

    if not table.names:
        return
    types = dict.fromkeys(answering, pa.dictionary(pa.int32(), pa.string())) | dict.fromkeys(kept, pa.string())
    file = pa.OSFile(str(table.path))
    reader = pacsv.open_csv(
        file,
        # Rows have numbers only where one after the other is read.
        pacsv.ReadOptions(
            use_threads=False, block_size=_READ_AT_ONCE, encoding=table.encoding, column_names=table.names, skip_rows=1
        ),
        pacsv.ParseOptions(delimiter=table.delimiter, newlines_in_values=True, invalid_row_handler=skip),
        pacsv.ConvertOptions(column_types=types, strings_can_be_null=False, include_columns=list(types)),
    )
    at, done, number = 1, 0, 0
    with file, reader:
        for number, batches in enumerate(_blocks(reader)):
            numbers = _numbers(at, sum(batch.num_rows for batch in batches), {row for row, _ in broken})
            at = numbers[-1] + 1
            own = tuple(entry for entry in broken if done < entry[0] < at)
            broken[:] = [entry for entry in broken if entry[0] >= at]
            done = at - 1
            yield Raw(number, batches, _NOWHERE, numbers, own, min(1.0, file.tell() / table.size))
    if broken:
        empty = pa.RecordBatch.from_pydict({name: pa.array([], pa.string()) for name in types})
        yield Raw(number + 1, (empty,), _NOWHERE, (), tuple(broken), 1.0)


def _numbers(first: int, count: int, skipped: Collection[int]) -> Sequence[int]:
    """The numbers of so many rows, from the first, without those that are skipped."""
    numbers = range(first, first + count)
    if not any(row in numbers for row in skipped):
        return numbers
    return tuple(islice((row for row in counted(first) if row not in skipped), count))


def _blocks(read: Iterator[pa.RecordBatch]) -> Iterator[tuple[pa.RecordBatch, ...]]:
    """The same rows, as many of them together."""
    held: list[pa.RecordBatch] = []
    count = 0
    for batch in read:
        held.append(batch)
        count += batch.num_rows
        while count >= ROWS:
            over = count - ROWS
            last = held[-1]
            yield (*held[:-1], last.slice(0, last.num_rows - over))
            held, count = [last.slice(last.num_rows - over)] if over else [], over
    if count:
        yield (*held,)
