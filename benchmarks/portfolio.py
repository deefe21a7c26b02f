"""How long the exact choice takes: 26 channels, 8 aims, shared work, several hours and slots, in plain Python."""

import random
import statistics
import time

from channelfit.advice.formulas import fit_of
from channelfit.advice.portfolio import Aim, Candidate, Terms, goal_weights
from channelfit.advice.search import best_set

RUNS = 40


def case(rng: random.Random) -> tuple[list[Candidate], list[Aim]]:
    """26 channels that mostly count for each of 8 aims: harder than a real rulebook, where most do not. Some share their work."""
    aims = [
        Aim(goal, group, weight / 2, 1.0)
        for goal, weight in goal_weights(("a", "b", "c", "d")).items()
        for group in ("young", "old")
    ]
    candidates = [
        Candidate(
            id=f"c{index:02}",
            hours=rng.choice([1, 1.5, 2, 2.5, 3, 4, 5]),
            reaches=rng.choice(["", "", "x", "y"]),
            fits={aim.key: fit_of(rng.choice([1, 2, 3, 4]), 0.8) for aim in aims if rng.random() < 0.7},
            shares={f"c{index + 1:02}": rng.choice([0.25, 0.4, 0.75])} if index in (3, 8, 13, 18) else {},
        )
        for index in range(26)
    ]
    return candidates, aims


def main() -> None:
    """Print median and maximum in milliseconds."""
    print("hours  slots   median ms  max ms")
    for hours, slots in ((4, 3), (8, 3), (16, 3), (40, 3), (8, 26), (16, 26)):
        rng = random.Random(1)
        times = []
        for _ in range(RUNS):
            candidates, aims = case(rng)
            terms = Terms(hours=hours, max_channels=slots, max_basics=2, focus_price=0.04)
            started = time.process_time()
            best_set(candidates, (), aims, hours, terms)
            times.append((time.process_time() - started) * 1000)
        print(f"{hours:>5}  {slots:>5}   {statistics.median(times):>9.1f}  {max(times):>6.1f}")


if __name__ == "__main__":
    main()
