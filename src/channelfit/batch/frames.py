"""Advice for a stream of record batches: what the command does with files, and what runs in `mapInArrow` of Spark as it is."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa

from channelfit.batch.blocks import block_of_table
from channelfit.batch.layout import layout_of
from channelfit.batch.results import answers_of, desk_of, results_schema
from channelfit.batch.tables import ROWS
from channelfit.batch.written import plain
from channelfit.files import load_rulebook
from channelfit.kept import Folders
from channelfit.language import Language, language_meant
from channelfit.source.problem import Source


def advise_batches(
    batches: Iterable[pa.RecordBatch],
    rules: Folders = None,
    *,
    keep: Sequence[str] = (),
    maps: Sequence[str] = (),
    language: str = "en",
    max_channels: int | None = None,
) -> Iterator[pa.RecordBatch]:
    """The advice for each company of some record batches, a row each, in their order.

    Columns are named as questions, or `maps` (`column=question`) says which they answer; those in `keep` are passed on. A row
    that cannot be answered has only what is passed on and its `problems`. Small batches are answered together. Raises
    InvalidInput for columns that nobody knows, and ValueError for a language that there is not.
    """
    spoken = language_meant(language)
    if spoken is None:
        raise ValueError(f"there is no language {language!r}, only {', '.join(Language)}")
    desk = layout = None
    for some in _gathered(batches):
        if desk is None or layout is None:
            rulebook = load_rulebook(rules)
            layout = layout_of(some[0].schema.names, Source("<batch>"), maps, keep, rulebook)
            desk = desk_of(rulebook, spoken, max_channels)
        table = pa.Table.from_batches(some)
        answered = answers_of(block_of_table(table, layout, np.arange(table.num_rows)), desk)
        told = in_order(plain(answered.results), answered.rejects, table.num_rows)
        begin = 0
        for one in some:
            yield told.slice(begin, one.num_rows)
            begin += one.num_rows


def _gathered(batches: Iterable[pa.RecordBatch]) -> Iterator[list[pa.RecordBatch]]:
    """Batches, as many together as make a block: small ones cost several times as much a row."""
    held: list[pa.RecordBatch] = []
    count = 0
    for batch in batches:
        held.append(batch)
        count += batch.num_rows
        if count >= ROWS:
            yield held
            held, count = [], 0
    if held:
        yield held


def results_of(schema: pa.Schema, keep: Sequence[str] = ()) -> pa.Schema:
    """The columns of the results for a table with these columns."""
    return results_schema([schema.field(name) for name in keep])


def in_order(results: pa.RecordBatch, rejects: pa.RecordBatch, count: int) -> pa.RecordBatch:
    """The rows as they came: results, and nothing but what is passed on and the problems where there is none."""
    if not rejects.num_rows:
        return results
    bad = rejects.column("row").to_numpy()
    good = np.setdiff1d(np.arange(count), bad, assume_unique=True)
    rest = pa.record_batch(
        [
            rejects.column(field.name) if field.name in rejects.schema.names else pa.nulls(rejects.num_rows, field.type)
            for field in results.schema
        ],
        schema=results.schema,
    )
    order = np.argsort(np.concatenate([good, bad]), kind="stable")
    table = pa.Table.from_batches([results, rest]).take(pa.array(order)).combine_chunks()
    return table.to_batches()[0] if table.num_rows else results
