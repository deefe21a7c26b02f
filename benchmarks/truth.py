"""Hold the advice for a million companies against the formulas: `python benchmarks/truth.py [count]`.

Company n is drawn from the seed `truth n`, every fiftieth with all that would change its advice; the same on every machine. One
process for each core works on a thousand companies at a time. Blocks that are done are written down in `.truth`, so that a run
that was interrupted goes on where it stopped, if code and rules are still the same. Prints every difference, and their number.
"""

import hashlib
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

ROOT = Path(__file__).parents[1]
KNOWN = ROOT / ".truth"
BLOCK = 1000
FIFTIETH = 50

sys.path.insert(0, str(ROOT / "tests"))


def block(first: int) -> tuple[int, list[str], float, float]:
    """The differences of a block of companies, its seconds, and those of the slowest company."""
    from beside_reference import compared, compared_what_ifs
    from channelfit.files import load_rulebook

    rulebook = load_rulebook()
    found: list[str] = []
    started, slowest = time.process_time(), 0.0
    for number in range(first, first + BLOCK):
        seed, before = f"truth {number}", time.process_time()
        found += [f"{seed}: {difference}" for difference in compared(rulebook, seed)]
        slowest = max(slowest, time.process_time() - before)
        if number % FIFTIETH == 0:
            found += [f"{seed}, changed: {difference}" for difference in compared_what_ifs(rulebook, seed)]
    return first, found, time.process_time() - started, slowest


def fingerprint() -> str:
    """What the results depend on: the code of advice and formulas, and the rules."""
    paths = [*ROOT.glob("src/channelfit/**/*.py"), *ROOT.glob("rules/**/*.yaml"), ROOT / "tests" / "reference.py"]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(paths))).hexdigest()


def main(count: int) -> int:
    """Compare what is left to compare; 1 if anything differs."""
    own = fingerprint()
    lines = KNOWN.read_text(encoding="utf-8").splitlines() if KNOWN.exists() else []
    if lines[:1] != [own]:
        KNOWN.write_text(f"{own}\n", encoding="utf-8")
        lines = []
    done = {int(line.split()[0]) for line in lines[1:] if line.split()[1] == "0"}
    left = [first for first in range(0, count, BLOCK) if first not in done]
    different, seconds, slowest = 0, 0.0, 0.0
    with ProcessPoolExecutor(max_workers=int(os.environ.get("WORKERS", os.cpu_count() or 1))) as pool:
        for future in as_completed([pool.submit(block, first) for first in left]):
            first, found, taken, most = future.result()
            different, seconds, slowest = different + len(found), seconds + taken, max(slowest, most)
            with KNOWN.open("a", encoding="utf-8") as known:
                known.write(f"{first} {len(found)}\n")
            print(*found, sep="\n", end="\n" * bool(found), flush=True)
    print(f"{len(left) * BLOCK} companies compared, {len(done) * BLOCK} known already: {different} differences")
    print(f"{seconds:.0f} s of CPU; {slowest:.2f} s for the slowest company, both ways together")
    return int(different > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
