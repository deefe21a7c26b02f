"""Tables of companies for benchmarks and tests, as CSV, JSON Lines and Parquet."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import QuestionType, Rulebook

Row = Mapping[str, Answer]
_SEVERAL = (QuestionType.MULTI, QuestionType.RANKING)


def half_open(rows: Iterable[Row], rng: Random) -> list[dict[str, Answer]]:
    """Every third company answers only a part, some have odd hours, some answer no more than they must."""
    found = []
    for index, answers in enumerate(rows):
        row = dict(answers)
        if index % 3 == 1:
            row = {id: answer for id, answer in row.items() if id in ("market", "goals") or rng.random() < 0.6}
        if index % 17 == 0:
            row["hours_per_week"] = rng.choice((0.0, 0.25, 0.5, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0))
        if index % 23 == 0:
            row = {id: row[id] for id in ("market", "goals")}
        found.append(row)
    return found


def as_columns(rulebook: Rulebook, rows: Sequence[Row], first: int = 0) -> dict[str, list[str]]:
    """The cells of a table: `;` between several answers, `-` for none, nothing for an open question; `id` comes first."""
    columns: dict[str, list[str]] = {"id": [f"C{first + index:08}" for index in range(len(rows))]}
    for question in rulebook.questions.values():
        columns[question.id] = [_cell(row.get(question.id), question.type in _SEVERAL) for row in rows]
    return columns


def _cell(answer: Answer | None, several: bool) -> str:
    if answer is None:
        return ""
    if not isinstance(answer, tuple):
        return f"{answer:g}"
    return ";".join(answer) or ("-" if several else "")


def write_tables(rulebook: Rulebook, rows: Sequence[Row], folder: Path, times: int = 1) -> dict[str, Path]:
    """The same rows, so many times over with other ids, as a file of each kind."""
    paths = {kind: folder / f"companies.{kind}" for kind in ("csv", "jsonl", "parquet")}
    columns = as_columns(rulebook, rows)
    schema = pa.schema([(name, pa.string()) for name in columns])
    with (
        pacsv.CSVWriter(paths["csv"], schema) as csv,
        pq.ParquetWriter(paths["parquet"], schema) as parquet,
        paths["jsonl"].open("w", encoding="utf-8") as lines,
    ):
        for time in range(times):
            columns["id"] = [f"C{time * len(rows) + index:08}" for index in range(len(rows))]
            table = pa.table(columns, schema)
            csv.write_table(table)
            parquet.write_table(table)
            for id, row in zip(columns["id"], rows, strict=True):
                plain = {name: _plain(rulebook, name, answer) for name, answer in row.items()}
                lines.write(json.dumps({"id": id, **plain}, ensure_ascii=False) + "\n")
    return paths


def _plain(rulebook: Rulebook, name: str, answer: Answer) -> object:
    several = rulebook.questions[name].type in _SEVERAL
    return answer if several or not isinstance(answer, tuple) else answer[0] if answer else None
