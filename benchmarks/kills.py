"""Kill the program at random moments while it writes, and look at what is there: nothing, the old or the whole new thing.

    python benchmarks/kills.py [COUNT]

Over `rules init --full`, `rules schema --into`, `--output` and `--save` over a file that is there, and a draft that is kept again
and again. What is torn, and what is left over besides, is printed; the exit code is 1 if there is any.
"""

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

PROFILE = "market: b2b\ngoals: [image]\nhours_per_week: 5\n"
# Keeps a draft as an interview does, with more and more answers, until it is killed.
_DRAFTS = """
from channelfit.advice.interview import Interview
from channelfit.cli import drafts
from channelfit.files import load_rulebook
from channelfit.profile import Profile
rulebook, place = load_rulebook(), drafts.begin("")
print("begun", flush=True)
for count in range(1, 10**6):
    profile = Profile(company="x" * (count % 5000 + 1), answers={"market": ("b2b",), "hours_per_week": float(count % 100)})
    place, _ = drafts.keep(place, Interview(profile, ("market",), frozenset()), rulebook)
"""
_COMMANDS: Mapping[str, tuple[str, ...]] = {
    "init": ("-m", "channelfit", "rules", "init", "own", "--full"),
    "schema": ("-m", "channelfit", "rules", "schema", "--into", "schemas"),
    "output": ("-m", "channelfit", "advise", "p.yaml", "--output", "out.json"),
    "save": ("-m", "channelfit", "advise", "p.yaml", "--save", "saved.yaml", "--force"),
    "drafts": ("-c", _DRAFTS),
}


def found_in(folder: Path) -> dict[str, bytes]:
    """All files below a folder, with what they say."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def prepared(home: Path) -> Path:
    """A folder with a profile, and an older result and profile to be written over."""
    folder = home / "work"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, text in (("p.yaml", PROFILE), ("out.json", "{}\n"), ("saved.yaml", "market: b2c\n")):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(command: tuple[str, ...], folder: Path, seconds: float | None) -> float:
    """How long a command ran, killed after so many seconds."""
    begun = time.monotonic()
    env = {**os.environ, "XDG_STATE_HOME": str(folder / "state"), "CHANNELFIT_LANG": "en"}
    process = subprocess.Popen(
        [sys.executable, *command], cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    return time.monotonic() - begun


def wrong_with(kind: str, folder: Path, before: Mapping[str, bytes], whole: Mapping[str, bytes]) -> list[str]:
    """What is neither as before nor as a whole run leaves it."""
    after = found_in(folder)
    if kind == "drafts":
        drafts = {path: data for path, data in after.items() if path.startswith("state/")}
        whole_ones = re.compile(rb"# channelfit draft [^\n]+\ncompany: \"x+\"\nmarket: \"b2b\"\nhours_per_week: [0-9]+\n")
        torn = [f"torn: {path}" for path, data in drafts.items() if path.endswith(".yaml") and not whole_ones.fullmatch(data)]
        return [*torn, *(f"left over: {path}" for path in drafts if not path.endswith((".yaml", ".lock")))]
    left = [f"left over: {path}" for path in after if path not in before and path not in whole]
    torn = [f"torn: {path}" for path, data in after.items() if path in whole and data not in (before.get(path), whole[path])]
    made = [path for path in whole if path not in before]
    if kind == "init" and 0 < sum(path in after for path in made) < len(made):
        torn.append(f"half of {len(made)} files")
    return [*torn, *left, *(f"lost: {path}" for path in before if path not in after)]


def tried(kind: str, count: int, home: Path, draw: Callable[[], float]) -> int:
    """How many of so many kills leave something that is wrong."""
    folder = prepared(home)
    before = found_in(folder)
    longest = 2.0 if kind == "drafts" else run(_COMMANDS[kind], folder, None)
    whole, bad = found_in(folder), 0
    for _ in range(count):
        folder = prepared(home)
        # Most of the time goes into starting; what is written is written near the end.
        run(_COMMANDS[kind], folder, longest * (0.4 + 0.7 * draw()))
        wrong = wrong_with(kind, folder, before, whole)
        bad += bool(wrong)
        for said in wrong:
            print(f"{kind}: {said}")
    print(f"{kind}: {count} kills, {bad} wrong")
    return bad


def main() -> int:
    """The exit code."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    rng = random.Random(1)
    with tempfile.TemporaryDirectory() as home:
        bad = sum([tried(kind, count // len(_COMMANDS), Path(home), rng.random) for kind in _COMMANDS])
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
