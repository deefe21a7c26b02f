"""What tables of companies cost, beside what it takes to read and write them at all, and whether the advice is that of `advise`.

    python benchmarks/batch.py [ROWS [PROCESSES [COMPARED]]]

The floor is the fastest of Polars and DuckDB that are installed (`pip install polars duckdb`): it reads the same file and writes
it in the same kind, in the same run. Times are of whole processes, since a start belongs to them: on the wall, and of all cores
together, which a busy machine changes less. Memory is that of the largest process.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from channelfit import advise, load_rulebook
from channelfit.profile import Profile
from companies import draw_companies
from tables import half_open, write_tables

# So many different companies are drawn; a longer table has them several times, with other ids.
DRAWN = 50_000
FLOORS = {
    "polars": {
        "csv": "import polars; polars.read_csv(source, infer_schema=False).write_csv(target)",
        "jsonl": "import polars; polars.read_ndjson(source).write_ndjson(target)",
        "parquet": "import polars; polars.read_parquet(source).write_parquet(target)",
    },
    "duckdb": {
        "csv": "import duckdb; duckdb.sql(f\"copy (from read_csv('{source}', all_varchar=true)) to '{target}' (format csv)\")",
        "jsonl": "import duckdb; duckdb.sql(f\"copy (from read_json('{source}')) to '{target}' (format json)\")",
        "parquet": "import duckdb; duckdb.sql(f\"copy (from '{source}') to '{target}' (format parquet)\")",
    },
}


class Cost(NamedTuple):
    """The time of a process on the wall and on all cores, in seconds, and the peak memory in MiB of the largest one."""

    wall: float
    cores: float
    memory: float


def cost(command: Sequence[str]) -> Cost:
    """What a process and those below it cost."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        started = subprocess.Popen(command, stdout=said, stderr=said)
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
        if started.returncode:
            said.seek(0)
            raise SystemExit(said.read().decode())
    return Cost(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def floor(kind: str, source: Path, folder: Path) -> tuple[str, Cost]:
    """The fastest of what is installed, and its time."""
    nothing = Cost(float("nan"), float("nan"), 0.0)
    found: list[tuple[Cost, str]] = []
    for name, programs in FLOORS.items():
        if find_spec(name):
            target = folder / f"floor.{kind}"
            code = f"source, target = {str(source)!r}, {str(target)!r}; {programs[kind]}"
            found.append((cost([sys.executable, "-c", code]), name))
    least, name = min(found, default=(nothing, "nothing to compare with"))
    return name, least


def differences(told: Path, compared: int) -> tuple[int, int]:
    """How many of so many rows are compared with `advise`, and how many are not as it says."""
    rulebook = load_rulebook()
    rows = half_open([company.answers for company in draw_companies(rulebook, DRAWN, 5)], Random(1))[:compared]
    wrong = 0
    with told.open(encoding="utf-8") as lines:
        for row, line in zip(rows, lines, strict=False):
            result, advice = json.loads(line), advise(rulebook, Profile(answers=row))
            wrong += (
                result["recommended"] != [one.fit.channel.id for one in advice.recommended]
                or result["basics"] != [one.fit.channel.id for one in advice.basics]
                or result["hours_to_use"] != round(advice.to_use, 6)
                or result["coverage"] != round(advice.total_coverage, 6)
                or result["readiness"] != advice.readiness.level.value
            )
    return len(rows), wrong


def write(rows: int, folder: Path) -> None:
    """Write the tables; in a process of its own, since its memory would be counted to all that it starts."""
    rulebook = load_rulebook()
    drawn = half_open([company.answers for company in draw_companies(rulebook, min(rows, DRAWN), 5)], Random(1))
    write_tables(rulebook, drawn, folder, max(1, rows // len(drawn)))


def main() -> None:
    """Print all of it."""
    if sys.argv[1:2] == ["write"]:
        write(int(sys.argv[2]), Path(sys.argv[3]))
        return
    numbers = [int(number) for number in sys.argv[1:]]
    rows, processes, compared = numbers + [200_000, 2, 2000][len(numbers) :]
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name:
        folder = Path(name)
        subprocess.run([sys.executable, __file__, "write", str(rows), name], check=True)
        print(f"{rows} companies, {processes} processes")
        for kind in FLOORS["polars"]:
            path = folder / f"companies.{kind}"
            by, least = floor(kind, path, folder)
            command = [sys.executable, "-m", "channelfit", "batch", str(path), "--keep", "id", "--processes", str(processes)]
            took = cost([*command, "--output", str(folder / f"out.{kind}")])
            wall, cores = took.wall / least.wall, took.cores / least.cores
            print(f"{kind}: {took.wall:.1f} s, {wall:.1f} times {by} ({least.wall:.1f} s)", end="; ")
            print(f"all cores {took.cores:.1f} s, {cores:.1f} times; largest process {took.memory:.0f} MiB")
        count, wrong = differences(folder / "out.jsonl", compared)
        print(f"differences from advise: {wrong} of {count}")


if __name__ == "__main__":
    main()
