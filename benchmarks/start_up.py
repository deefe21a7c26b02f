"""How long a plain run takes against `python -c pass`, in pairs, so that the machine's mood counts for both."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples" / "machine-builder.yaml"
RUNS = 15
COMMANDS = {
    "advise --format json": ["-m", "channelfit", "advise", str(EXAMPLE), "--format", "json"],
    "advise (text)": ["-m", "channelfit", "advise", str(EXAMPLE)],
    "rules check": ["-m", "channelfit", "rules", "check"],
    "--help": ["-m", "channelfit", "--help"],
}


def timed(arguments: list[str]) -> float:
    """Milliseconds of one run."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    return (time.perf_counter() - started) * 1000


def main() -> None:
    """Print medians in milliseconds and the ratio to a bare interpreter."""
    print(f"{'command':<22} median ms   bare ms   ratio")
    for name, arguments in COMMANDS.items():
        timed(arguments)
        pairs = [(timed(arguments), timed(["-c", "pass"])) for _ in range(RUNS)]
        ours, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(f"{name:<22} {ours:>9.0f} {bare:>9.1f} {ours / bare:>7.1f}")


if __name__ == "__main__":
    main()
