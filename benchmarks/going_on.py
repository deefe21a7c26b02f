"""Work in blocks on all cores (`WORKERS` for fewer) that goes on where it stopped, if what it hangs on is still the same."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]


class Found(NamedTuple):
    """Of a block: what failed, how many inputs came to something, seconds of CPU, those of the slowest input, and megabytes."""

    failed: list[str]
    answered: int
    seconds: float
    slowest: float
    megabytes: int


def added(found: Iterable[Found]) -> Found:
    """Several blocks as one."""
    failed, answered, seconds, slowest, megabytes = zip(*found, strict=True)
    return Found([line for lines in failed for line in lines], sum(answered), sum(seconds), max(slowest), max(megabytes))


def blocks_done(
    known: Path, hangs_on: Iterable[Path], blocks: Iterable[tuple[str, int, int]], work: Callable[[str, int, int], Found]
) -> Iterator[tuple[str, Found]]:
    """What each block found, with its kind. Those that failed nowhere are kept in a file, and read from there the next time."""
    own = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(hangs_on))).hexdigest()
    lines = known.read_text(encoding="utf-8").splitlines() if known.exists() else []
    if lines[:1] != [own]:
        known.write_text(f"{own}\n", encoding="utf-8")
        lines = []
    done = {tuple(block): Found(*found) for block, found in map(json.loads, lines[1:]) if not found[0]}
    left = []
    for block in blocks:
        if block in done:
            yield block[0], done[block]
        else:
            left.append(block)
    with ProcessPoolExecutor(max_workers=int(os.environ.get("WORKERS", os.cpu_count() or 1))) as pool:
        futures = {pool.submit(work, *block): block for block in left}
        for future in as_completed(futures):
            with known.open("a", encoding="utf-8") as kept:
                kept.write(json.dumps([futures[future], future.result()]) + "\n")
            print(*future.result().failed, sep="\n", end="\n" * bool(future.result().failed), flush=True)
            yield futures[future][0], future.result()
