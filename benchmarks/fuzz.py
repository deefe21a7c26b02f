"""Try inputs of all kinds by the hundred thousand: `python benchmarks/fuzz.py [profiles] [rule files] [overlays] [tables]`.

800,000 profiles, 3,000 rule files, 3,000 overlays and 2,000 tables of 50 rows by default, each nearly right or nothing at all,
from fixed seeds, on all cores; every two hundredth profile is piped into the whole program. What must hold is said in
`tests/harness.py`. An input for which it does not is kept in `tests/data/corpus`, where the tests try it from then on. Prints how
many inputs there were, the CPU they took, the slowest one and the most memory of a process; 1 if anything failed.
"""

import hashlib
import os
import resource
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
BLOCK, WHOLE = 1000, 200
COUNTS = {"profiles": 800_000, "rules": 3_000, "overlays": 3_000, "rows": 2_000}

sys.path.insert(0, str(ROOT / "tests"))

# Of a block: what failed, seconds of CPU, those of the slowest input, and megabytes.
Found = tuple[list[str], float, float, int]


def block(kind: str, first: int, count: int) -> Found:
    """Try some inputs of a kind."""
    import harness
    from channelfit.files import load_rulebook
    from conftest import SMALL

    harness.IS_FUZZ = True
    rulebook = load_rulebook()
    failed: list[str] = []
    started, slowest = time.process_time(), 0.0
    for number in range(first, first + count):
        rng, before = Random(f"{kind} {number}"), time.process_time()
        if kind == "rules":
            path = rng.choice(sorted(SMALL))
            data = path.encode() + b"\n" + harness.drawn([SMALL[path]], rng)
        else:
            texts = {"profiles": harness.PROFILES, "overlays": [harness.OVERLAY], "rows": harness.TABLES}
            data = harness.drawn(texts[kind], rng)
        try:
            harness.try_any(kind, data, rulebook, is_whole=number % WHOLE == 0)
        except Exception as error:  # noqa: BLE001 (whatever it is, it is what is looked for)
            kept = harness.CORPUS / kind / hashlib.sha256(data).hexdigest()[:12]
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(data)
            failed.append(f"{kept.relative_to(ROOT)}: {type(error).__name__}: {str(error)[:200]}")
        slowest = max(slowest, time.process_time() - before)
    return failed, time.process_time() - started, slowest, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def blocks(kind: str, count: int) -> Iterator[tuple[str, int, int]]:
    """The blocks of a kind."""
    return ((kind, first, min(BLOCK, count - first)) for first in range(0, count, BLOCK))


def main(counts: dict[str, int]) -> int:
    """Try all of them."""
    failures = 0
    with ProcessPoolExecutor(max_workers=int(os.environ.get("WORKERS", os.cpu_count() or 1))) as pool:
        for kind, count in counts.items():
            if not count or (kind == "rows" and find_spec("channelfit.batch") is None):
                continue
            found: list[Found] = [future.result() for future in [pool.submit(block, *one) for one in blocks(kind, count)]]
            failed = [line for lines, *_ in found for line in lines]
            failures += len(failed)
            print(*failed, sep="\n", end="\n" * bool(failed))
            seconds, slowest, most = sum(one[1] for one in found), max(one[2] for one in found), max(one[3] for one in found)
            print(
                f"{kind}: {count} inputs, {seconds:.0f} s of CPU, slowest {slowest:.2f} s, {most} MB, {len(failed)} failed",
                flush=True,
            )
    return int(failures > 0)


if __name__ == "__main__":
    given = [int(number) for number in sys.argv[1:]]
    sys.exit(main(dict(zip(COUNTS, given, strict=False)) if given else COUNTS))
