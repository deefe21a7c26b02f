"""Tables that no table is written over."""

import json
from pathlib import Path

import pytest

from conftest import Run

pa = pytest.importorskip("pyarrow", reason="the extra `batch` is not installed")

COMPANIES = [{"company": "Foo", "market": "b2b", "goals": "image"}, {"company": "Bar", "market": "b2x", "goals": "image"}]


def table_of_companies(path: Path) -> Path:
    """Two companies, of which one cannot be answered."""
    import pyarrow.csv as pacsv
    import pyarrow.parquet as pq

    if path.suffix == ".jsonl":
        path.write_text("".join(f"{json.dumps(company)}\n" for company in COMPANIES), encoding="utf-8")
    else:
        (pq.write_table if path.suffix == ".parquet" else pacsv.write_csv)(pa.Table.from_pylist(COMPANIES), path)
    return path


@pytest.mark.parametrize("name", ["w.csv", "w.parquet", "w.jsonl", "new.rejects.csv"])
def test_no_table_of_companies_is_written_over(run: Run, small_folder: Path, tmp_path: Path, name: str) -> None:
    """Not by results, and not by the rows that cannot be answered, which lie beside them."""
    other = table_of_companies(tmp_path / name)
    output = "new.csv" if name.startswith("new") else name
    command = ("batch", table_of_companies(tmp_path / "t.csv"), "--rules", small_folder, "--output", tmp_path / output)
    before = other.read_bytes()
    ran = run(*command)
    assert (ran.code, ran.out) == (2, "")
    assert "[holds-input]" in ran.err
    assert other.read_bytes() == before
    assert run(*command, "--force").code == 1
    assert other.read_bytes() != before


@pytest.mark.parametrize("ending", ["csv", "parquet", "jsonl"])
def test_what_batch_wrote_it_may_replace(run: Run, small_folder: Path, tmp_path: Path, ending: str) -> None:
    """A column of answers does not make a result a table to be answered."""
    table = table_of_companies(tmp_path / "t.csv")
    command = ("batch", table, "--rules", small_folder, "--keep", "market", "--output", tmp_path / f"done.{ending}")
    assert [run(*command).code for _ in range(2)] == [1, 1]
