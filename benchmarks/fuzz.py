"""Try inputs of all kinds by the hundred thousand: `python benchmarks/fuzz.py [profiles] [rule files] [overlays] [tables]`.

800,000 profiles, 3,000 rule folders, 3,000 overlays and 2,000 tables of 50 rows by default, each nearly right or nothing at all,
from fixed seeds, on all cores. Every profile that can be advised is (about one in six is, the others are refused or lack an
answer); every two hundredth profile and every tenth rule folder go through the whole program too, by a command that goes by its
bytes. What must hold is said in `tests/harness.py`. An input for which it does not is kept in `tests/data/corpus`, where the
tests try it from then on. Blocks that are done are written down in `.hostile`, so that a run that was interrupted goes on where
it stopped, if code and rules are still the same. Prints of each kind how many inputs there were, how many of them were answered,
the CPU they took, the slowest one and the most memory of a process; 1 if anything failed.
"""

import hashlib
import resource
import sys
import time
from collections.abc import Iterator, Mapping
from functools import partial
from random import Random

from going_on import ROOT, Found, added, blocks_done

BLOCKS = {"profiles": 1000, "rules": 100, "overlays": 100, "rows": 20}
WHOLE = {"profiles": 200, "rules": 10, "overlays": 10, "rows": 1}
COUNTS = {"profiles": 800_000, "rules": 3_000, "overlays": 3_000, "rows": 2_000}

sys.path.insert(0, str(ROOT / "tests"))


def block(kind: str, first: int, count: int) -> Found:
    """Try some inputs of a kind."""
    import harness
    from channelfit.files import load_rulebook
    from conftest import call_program

    harness.IS_FUZZ = True
    # As at a user's, the built-in rules are read once and kept.
    env = {"CHANNELFIT_CACHE": "1", "XDG_CACHE_HOME": str(ROOT / ".hostile-cache")}
    setattr(harness, "call_program", partial(call_program, env=env))  # noqa: B010
    rulebook = load_rulebook()
    failed: list[str] = []
    started, slowest, answered = time.process_time(), 0.0, 0
    for number in range(first, first + count):
        data, before = _drawn(kind, Random(f"{kind} {number}")), time.process_time()
        try:
            answered += harness.try_any(kind, data, rulebook, is_whole=number % WHOLE[kind] == 0)
        except Exception as error:  # noqa: BLE001 (whatever it is, it is what is looked for)
            kept = harness.CORPUS / kind / hashlib.sha256(data).hexdigest()[:12]
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(data)
            failed.append(f"{kept.relative_to(ROOT)}: {type(error).__name__}: {str(error)[:200]}")
        slowest = max(slowest, time.process_time() - before)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Found(failed, answered, time.process_time() - started, slowest, megabytes)


def _drawn(kind: str, rng: Random) -> bytes:
    """An input of a kind."""
    import hostile
    from conftest import SMALL

    if kind == "rules":
        path = rng.choice(sorted(SMALL))
        return path.encode() + b"\n" + hostile.drawn([SMALL[path]], rng)
    texts = {"profiles": hostile.PROFILES, "overlays": [hostile.OVERLAY], "rows": hostile.TABLES}
    return hostile.drawn(texts[kind], rng)


def blocks(counts: Mapping[str, int]) -> Iterator[tuple[str, int, int]]:
    """The blocks of all kinds, those of the fewest inputs first."""
    for kind, count in sorted(counts.items(), key=lambda one: one[1]):
        size = BLOCKS[kind]
        yield from ((kind, first, min(size, count - first)) for first in range(0, count, size))


def main(counts: Mapping[str, int]) -> int:
    """Try all of them."""
    hangs_on = [*ROOT.glob("src/channelfit/**/*.py"), *ROOT.glob("rules/**/*.yaml"), *ROOT.glob("tests/*.py")]
    found: dict[str, list[Found]] = {}
    for kind, one in blocks_done(ROOT / ".hostile", hangs_on, blocks(counts), block):
        found.setdefault(kind, []).append(one)
    for kind, of_kind in found.items():
        failed, answered, seconds, slowest, megabytes = added(of_kind)
        print(
            f"{kind}: {counts[kind]} inputs, {answered} answered, {seconds:.0f} s of CPU, slowest {slowest:.2f} s, "
            f"{megabytes} MB, {len(failed)} failed"
        )
    return int(any(one.failed for of_kind in found.values() for one in of_kind))


if __name__ == "__main__":
    given = [int(number) for number in sys.argv[1:]]
    sys.exit(main(dict(zip(COUNTS, given, strict=False)) if given else COUNTS))
