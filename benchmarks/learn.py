"""How well `rules learn` finds points that are known to be off, in worlds drawn at random.

    python benchmarks/learn.py [WORLDS]

Of the changes proposed at 80, 160 and 320 companies four in five must go the right way, at 320 half of the points that are off by
one or more must be proposed, and 20 companies propose next to nothing; else it ends with 1. `docs/learning.md` shows the table.
"""

import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from channelfit.ruletools.learn.learning import learn
from worlds import judged, world

SIZES = (20, 80, 160, 320)


def main() -> int:
    """Print the table; 0 if it is as promised."""
    worlds = [world(f"w{index}") for index in range(int(sys.argv[1]) if len(sys.argv) > 1 else 10)]
    good = True
    print("companies  changes a world  right way  of all that are off  CPU seconds")
    for size in SIZES:
        start, proposed, right, off = process_time(), 0, 0, 0
        for index, one in enumerate(worlds):
            found = learn([judged(one, f"c{index}", size)], one.rulebook).learned.proposals
            proposed += len(found)
            right += sum(proposal.shift * one.off.get(proposal.point, 0.0) > 0 for proposal in found)
            off += len(one.off)
        seconds = (process_time() - start) / len(worlds)
        share = right / proposed if proposed else 1.0
        print(f"{size:9}  {proposed / len(worlds):15.1f}  {share:9.0%}  {right / off:19.0%}  {seconds:11.1f}")
        good &= proposed <= len(worlds) if size == SIZES[0] else share >= 0.8
        good &= size != SIZES[-1] or right >= off / 2
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
