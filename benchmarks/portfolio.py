"""How long the exact choice takes: 26 channels, 4 goals, several hours and places, in plain Python."""

import random
import statistics
import time

from channelfit.advice.formulas import fit_of
from channelfit.advice.portfolio import Aim, Candidate, Terms, best_set, goal_weights

RUNS = 40


def case(rng: random.Random) -> tuple[list[Candidate], list[Aim]]:
    """26 channels that mostly count for each of 4 goals: harder than a real rulebook, where most do not."""
    goals = ("a", "b", "c", "d")
    candidates = [
        Candidate(
            id=f"c{place:02}",
            hours=rng.choice([1, 1.5, 2, 2.5, 3, 4, 5]),
            reaches=rng.choice(["", "", "x", "y"]),
            fits={goal: fit_of(rng.choice([1, 2, 3, 4]), 0.8) for goal in goals if rng.random() < 0.7},
        )
        for place in range(26)
    ]
    return candidates, [Aim(goal=goal, weight=weight, limit=1) for goal, weight in goal_weights(goals).items()]


def main() -> None:
    """Print median and maximum in milliseconds."""
    print("hours  places  median ms  max ms")
    for hours, places in ((4, 3), (8, 3), (16, 3), (40, 3), (8, 26), (16, 26)):
        rng = random.Random(1)
        times = []
        for _ in range(RUNS):
            candidates, aims = case(rng)
            terms = Terms(hours=hours, max_channels=places, max_basics=2, focus_price=0.04)
            started = time.perf_counter()
            best_set(candidates, (), aims, hours, terms)
            times.append((time.perf_counter() - started) * 1000)
        print(f"{hours:>5}  {places:>6}  {statistics.median(times):>9.1f}  {max(times):>6.1f}")


if __name__ == "__main__":
    main()
