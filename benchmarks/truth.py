"""Hold the advice for a million companies against the formulas: `python benchmarks/truth.py [count]`.

Company n is drawn from the seed `truth n`, every fiftieth with all that would change its advice; the same on every machine. One
process for each core works on a thousand companies at a time. Blocks that are done are written down in `.truth`, so that a run
that was interrupted goes on where it stopped, if code and rules are still the same. Prints every difference, and their number.
"""

import resource
import sys
import time

from going_on import ROOT, Found, added, blocks_done

BLOCK = 1000
FIFTIETH = 50

sys.path.insert(0, str(ROOT / "tests"))


def block(kind: str, first: int, count: int) -> Found:
    """The differences of a block of companies; the slowest company is that without what would change."""
    from beside_reference import compared, compared_what_ifs
    from channelfit.files import load_rulebook

    rulebook = load_rulebook()
    found: list[str] = []
    started, slowest = time.process_time(), 0.0
    for number in range(first, first + count):
        seed, before = f"{kind} {number}", time.process_time()
        found += [f"{seed}: {difference}" for difference in compared(rulebook, seed)]
        slowest = max(slowest, time.process_time() - before)
        if number % FIFTIETH == 0:
            found += [f"{seed}, changed: {difference}" for difference in compared_what_ifs(rulebook, seed)]
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Found(found, count, time.process_time() - started, slowest, megabytes)


def main(count: int) -> int:
    """Compare what is left to compare; 1 if anything differs."""
    hangs_on = [*ROOT.glob("src/channelfit/**/*.py"), *ROOT.glob("rules/**/*.yaml"), ROOT / "tests" / "reference.py"]
    blocks = [("truth", first, min(BLOCK, count - first)) for first in range(0, count, BLOCK)]
    found = added(one for _, one in blocks_done(ROOT / ".truth", hangs_on, blocks, block))
    print(f"{found.answered} companies compared: {len(found.failed)} differences")
    print(
        f"{found.seconds:.0f} s of CPU, {found.megabytes} MB; {found.slowest:.2f} s for the slowest company, both ways together"
    )
    return int(bool(found.failed))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
