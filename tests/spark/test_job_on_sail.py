"""The job for Spark on Sail, which speaks Spark Connect without Java: the same rows as `channelfit batch`, all bytes."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest

from channelfit import load_rulebook
from companies import draw_companies
from conftest import EXAMPLES, Run

pytest.importorskip("pysail", reason="the extra `spark` is not installed; `make spark` brings it")
pytest.importorskip("pyspark.sql.connect", reason="the extra `spark` is not installed; `make spark` brings it")

import pyarrow as pa
import pyarrow.parquet as pq

from channelfit.batch.written import as_lines
from tables import half_open, write_tables


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A session on a server of its own, on this machine only."""
    from pysail.spark import SparkConnectServer
    from pyspark.sql import SparkSession

    server = SparkConnectServer(ip="127.0.0.1", port=0)
    server.start(background=True)
    _, port = server.listening_address
    session = SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate()
    yield session
    session.stop()
    server.stop()


@pytest.fixture(scope="module")
def job() -> ModuleType:
    """The example."""
    spec = importlib.util.spec_from_file_location("advise_companies", EXAMPLES / "spark" / "advise_companies.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["advise_companies"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.filterwarnings("ignore")
def test_the_job_gives_the_bytes_of_the_command(spark: Any, job: ModuleType, run: Run, tmp_path: Path) -> None:
    """Half-open and odd companies, in the order of the table; a row that cannot be answered says why."""
    rulebook = load_rulebook()
    rows = half_open([company.answers for company in draw_companies(rulebook, 300, 6)], Random(4))
    path = write_tables(rulebook, rows, tmp_path)["parquet"]
    assert run("batch", path, "-o", "out.jsonl", "--keep", "id").code == 0
    told = job.advised(spark.read.parquet(str(path))).toArrow().sort_by("id")
    assert (
        as_lines(pa.Table.from_batches(told.to_batches()).combine_chunks().to_batches()[0])
        == (tmp_path / "out.jsonl").read_bytes()
    )
    rows[7] = rows[7] | {"market": ("b3b",)}
    path = write_tables(rulebook, rows[:20], tmp_path)["parquet"]
    told = job.advised(spark.read.parquet(str(path)), language="de").toArrow().sort_by("id").to_pylist()
    assert [row["id"] for row in told if row["readiness"] is None] == ["C00000007"]
    assert told[7]["problems"] == "`market` kennt die Antwort `b3b` nicht; meinten Sie `b2b`?"
    assert pq.ParquetFile(path).metadata.num_rows == len(told)
