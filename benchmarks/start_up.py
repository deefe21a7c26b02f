"""What a whole run costs against `python -c pass`: CPU time, interleaved, so that the machine's mood counts for both.

`python benchmarks/start_up.py [runs]`. Every command has run once before, as it has for whoever uses the program: what it keeps
of the rules is in a folder of its own. "After an edit" changes the points of a rule in a folder of rules before each run.
"""

import os
import pty
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
EXAMPLE = str(ROOT / "examples" / "machine-builder.yaml")
EDITED = "channels/linkedin.yaml"
OTHER_POINTS = "points: {image: 1.5, ", "points: {image: 2, "
RUNS = 15
SETTLED = 2.1
OURS = ["-m", "channelfit"]


class Cost(NamedTuple):
    """What a process took: milliseconds of CPU (user and system), and MiB of memory at its peak."""

    cpu: float
    memory: float


def cost_of(arguments: list[str]) -> Cost:
    """What one run takes."""
    child = os.fork()
    if not child:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        os.execv(sys.executable, [sys.executable, *arguments])
    return _waited(child)


def cost_of_first_question() -> Cost:
    """What a run takes in a terminal until its first question stands there."""
    child, terminal = pty.fork()
    if not child:
        os.execv(sys.executable, [sys.executable, *OURS, "advise", "--plain", "--lang", "en"])
    seen = b""
    while b"?" not in seen:
        seen += os.read(terminal, 4096)
    os.kill(child, signal.SIGKILL)
    cost = _waited(child)
    os.close(terminal)
    return cost


def _waited(child: int) -> Cost:
    _, _, used = os.wait4(child, 0)
    return Cost((used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss / 1024)


def commands(rules: Path) -> dict[str, Callable[[], Cost]]:
    """What is run, by name."""

    def plain(*arguments: str) -> Callable[[], Cost]:
        return lambda: cost_of([*OURS, *arguments])

    def edited(*arguments: str) -> Callable[[], Cost]:
        def run() -> Cost:
            path = rules / EDITED
            text = path.read_text(encoding="utf-8")
            # Points of one rule, there and back.
            old, new = OTHER_POINTS if OTHER_POINTS[0] in text else OTHER_POINTS[::-1]
            path.write_text(text.replace(old, new), encoding="utf-8")
            return cost_of([*OURS, *arguments])

        return run

    return {
        "advise --format json": plain("advise", EXAMPLE, "--format", "json"),
        "advise (text)": plain("advise", EXAMPLE),
        "advise --format markdown": plain("advise", EXAMPLE, "--format", "markdown"),
        "advise --format html": plain("advise", EXAMPLE, "--format", "html"),
        "advise (answers missing)": plain("advise", "--set", "market=b2b"),
        "advise (first question)": cost_of_first_question,
        "advise (after an edit)": edited("advise", EXAMPLE, "--format", "json", "--rules", str(rules)),
        "explain": plain("explain", "linkedin", EXAMPLE),
        "compare": plain("compare", EXAMPLE, "--set", "hours_per_week=10"),
        "profile check": plain("profile", "check", EXAMPLE),
        "rules check": plain("rules", "check"),
        "rules check (after an edit)": edited("rules", "check", str(rules)),
        "rules test": plain("rules", "test"),
        "rules test (after an edit)": edited("rules", "test", str(rules)),
        "rules diff": plain("rules", "diff", "channelfit", str(ROOT / "examples" / "overlay")),
        "rules diff (after an edit)": edited("rules", "diff", "channelfit", str(rules)),
        "--help": plain("--help"),
        "advise --help": plain("advise", "--help"),
        "--version": plain("--version"),
    }


def main() -> None:
    """Print medians in milliseconds, the ratio to a bare interpreter and the peak of memory."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["LANG"] = "en_GB.UTF-8"
    with tempfile.TemporaryDirectory() as folder:
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[variable] = folder
        rules = Path(shutil.copytree(ROOT / "rules", Path(folder, "rules")))
        # What was changed a moment ago is not kept.
        time.sleep(SETTLED)
        tried = commands(rules)
        for run in tried.values():
            run()
        costs: dict[str, list[tuple[Cost, Cost]]] = {name: [] for name in tried}
        for _ in range(runs):
            for name, run in tried.items():
                costs[name].append((run(), cost_of(["-c", "pass"])))
    print(f"{'command':<27} {'CPU ms':>7} {'bare':>6} {'ratio':>6} {'MiB':>5}")
    for name, pairs in costs.items():
        ours = statistics.median(mine.cpu for mine, _ in pairs)
        bare = statistics.median(other.cpu for _, other in pairs)
        memory = max(mine.memory for mine, _ in pairs)
        print(f"{name:<27} {ours:>7.0f} {bare:>6.1f} {ours / bare:>6.1f} {memory:>5.0f}")


if __name__ == "__main__":
    main()
