"""Answer a whole table: block by block, on several processes, and on from where a run that was stopped had come."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from channelfit.batch.blocks import block_of
from channelfit.batch.layout import Layout
from channelfit.batch.parts import SCRATCH, begin, clear, count_of, counted, part_of, rejects_of, replaced
from channelfit.batch.results import Desk, answers_of, results_schema
from channelfit.batch.staff import Ask
from channelfit.batch.tables import CSV, JSONL, PARQUET, ROWS, Raw, Table
from channelfit.batch.unknown import Begun
from channelfit.batch.written import gathered, joined, write_part
from channelfit.language import Language, Text
from channelfit.rulebook.digest import digest
from channelfit.rulebook.model import Rulebook
from channelfit.source.written import visible
from channelfit.typed import NamedTuple
from channelfit.writing import write_bytes

_BROKEN = Text(
    "die Zeile hat mehr oder weniger Zellen als es Spalten gibt: {text}",
    "the row has more or fewer cells than there are columns: {text}",
)
_SHOWN = 80
# Blocks that wait for each process.
_AHEAD = 2


class Job(NamedTuple):
    """What is to be done: for whom, from where to where."""

    table: Table
    layout: Layout
    language: Language
    max_channels: int | None
    output: Path
    kind: str
    rejects: Path
    processes: int


class Done(NamedTuple):
    """How far a run is: rows worked through, rows that could not be answered, and the share of the table."""

    rows: int
    bad: int
    share: float


def run(job: Job, rulebook: Rulebook, blocks: Iterable[Begun], ask: Ask, told: Callable[[Done], None]) -> Done:
    """Answer all rows; files are written in one step each when all is done. Raises OSError and ValueError of the table."""
    parts = job.output.with_name(f".{job.output.name}.parts")
    begin(parts, _state_of(job, rulebook))
    rows = bad = 0
    numbers = []
    with gathered(job.kind, results_schema(_kept_fields(job)), parts / SCRATCH) as gather:
        for raw, count, wrong in _worked(job, parts, blocks, ask):
            rows, bad = rows + count, bad + wrong
            numbers.append(raw.number)
            gather(part_of(parts, raw.number))
            told(Done(rows, bad, raw.share))
    _finish(job, parts, numbers, bad)
    return Done(rows, bad, 1.0)


def _state_of(job: Job, rulebook: Rulebook) -> str:
    """What the bytes of a result hang on; the parts of another run are no help."""
    from importlib.metadata import version

    stat = job.table.path.stat()
    said = {
        "versions": [version("channelfit"), pa.__version__, ROWS],
        "rules": digest(rulebook),
        "table": [os.path.realpath(job.table.path), stat.st_size, stat.st_mtime_ns, *job.table[1:3], *job.table[4:6]],
        "layout": [dict(job.layout.questions), job.layout.kept, job.layout.spoken],
        "for": [job.language, job.max_channels, job.kind],
    }
    return json.dumps(said, sort_keys=True)


# --- the blocks ---


def _answer(desk: Desk, begun: Begun, job: Job, parts: Path) -> tuple[int, int]:
    """Write the parts of a block; how many rows it has, and how many of them could not be answered."""
    raw = begun.raw
    block = begun.block or block_of(raw, job.table, job.layout, job.language)
    results, rejects = answers_of(block, desk)
    if raw.broken:
        rejects = _with_broken(rejects, raw, job.language)
    if rejects.num_rows:
        replaced(rejects_of(parts, raw.number), partial(write_part, rejects, CSV))
    # Where its results are, a block is done.
    replaced(part_of(parts, raw.number), partial(write_part, results, job.kind))
    count = results.num_rows + rejects.num_rows
    replaced(count_of(parts, raw.number), partial(Path.write_text, data=json.dumps([count, rejects.num_rows])))
    return count, rejects.num_rows


def _with_broken(rejects: pa.RecordBatch, raw: Raw, language: Language) -> pa.RecordBatch:
    """The rows that could not be answered, and those that are no rows."""
    broken = {
        "row": [number for number, _ in raw.broken],
        "problems": [visible(_BROKEN.filled(language, text=text[:_SHOWN])) for _, text in raw.broken],
    }
    columns = [
        pa.array(broken[f.name], f.type) if f.name in broken else pa.nulls(len(raw.broken), f.type) for f in rejects.schema
    ]
    table = pa.Table.from_batches([rejects, pa.record_batch(columns, schema=rejects.schema)])
    return table.sort_by("row").combine_chunks().to_batches()[0]


def _worked(job: Job, parts: Path, blocks: Iterable[Begun], ask: Ask) -> Iterator[tuple[Raw, int, int]]:
    """Each block in order, with its rows and those that could not be answered; blocks that are done are passed over."""
    ahead = _AHEAD * job.processes if job.processes > 1 else 0
    waiting: deque[tuple[Raw, Future[tuple[int, int]] | None]] = deque()
    for begun in blocks:
        is_done = counted(parts, begun.raw.number) is not None
        waiting.append((begun.raw._replace(batches=()), None if is_done else ask(_answer, begun, job, parts)))
        while len(waiting) > ahead:
            yield _awaited(*waiting.popleft(), parts)
    while waiting:
        yield _awaited(*waiting.popleft(), parts)


def _awaited(raw: Raw, future: Future[tuple[int, int]] | None, parts: Path) -> tuple[Raw, int, int]:
    counts = future.result() if future else counted(parts, raw.number)
    assert counts is not None
    return raw, *counts


# --- the end ---


def _finish(job: Job, parts: Path, numbers: Sequence[int], bad: int) -> None:
    """Join the parts. Rows that could not be answered come first, since a result without them would look like all of it.

    Those of an earlier run must not be taken for those of this one.
    """
    rejected = [path for number in numbers if (path := rejects_of(parts, number)).exists()]
    if bad:
        columns = pa.schema([pa.field(name, pa.string()) for name in ("row", *job.layout.kept, "problems")])
        write_bytes(job.rejects, joined(rejected, CSV, columns, parts / SCRATCH))
    results = [part_of(parts, number) for number in numbers]
    write_bytes(job.output, joined(results, job.kind, results_schema(_kept_fields(job)), parts / SCRATCH))
    if not bad:
        job.rejects.unlink(missing_ok=True)
    clear(parts)


def _kept_fields(job: Job) -> list[pa.Field]:
    if job.table.kind != PARQUET:
        return [pa.field(name, pa.string()) for name in job.layout.kept]
    schema = pq.ParquetFile(job.table.path).schema_arrow
    return [schema.field(name).remove_metadata().with_nullable(True) for name in job.layout.kept]


KINDS_OUT = {".csv": CSV, ".jsonl": JSONL, ".ndjson": JSONL, ".parquet": PARQUET}
