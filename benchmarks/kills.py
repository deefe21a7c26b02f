"""Kill the program while it writes, and look at what is there: nothing, the old or the whole new thing, and all that was said.

    python benchmarks/kills.py [COUNT] [KIND...]

COUNT kills (1000) at random moments, shared by the kinds: `rules init` and `--full`, `rules schema --into`, `--output` and
`--save` over a file that is there, drafts, what is kept of rules between runs, and `batch`, which goes on again and again where
it was killed. Where `strace` is there, besides one kill at each call of the system that makes, writes, names or removes a file.
After every tenth kill, and after each that leaves something hidden, the same command runs to its end, as somebody would call it
again: then all must be as if nothing had been, and nothing left over. Prints what is wrong; the exit code is 1 if there is any.
"""

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PROFILE = "market: b2b\ngoals: [image]\nhours_per_week: 5\n"
TABLE = "market,goals,hours_per_week\n" + "b2b,image;recruiting,5\nb2c,visits,nought\n" * 9_000
# Keeps a draft as an interview does, with more and more answers, and says which are kept, until it is killed.
_DRAFTS = """
import sys
from channelfit.advice.interview import Interview
from channelfit.cli import drafts
from channelfit.files import load_rulebook
from channelfit.profile import Profile
rulebook = load_rulebook()
drafts.drafts_of(rulebook, "")
place = drafts.begin("")
for count in range(1, int(sys.argv[1])):
    profile = Profile(company="x" * (count % 5000 + 1), answers={"market": ("b2b",), "hours_per_week": float(count % 200)})
    place, _ = drafts.keep(place, Interview(profile, ("market",), frozenset()), rulebook)
    print(count, flush=True)
"""
_WHOLE_DRAFT = re.compile(rb"# channelfit draft [^\n]+\ncompany: \"(x+)\"\nmarket: \"b2b\"\nhours_per_week: [0-9]+\n")
# The calls that change what is on the disk.
_CALLS = ("write", "mkdir", "linkat", "rename", "unlink", "rmdir", "fchmod")
AGAIN = 10
_PROGRAM = ("-m", "channelfit")
_ADVISE = (*_PROGRAM, "advise", "p.yaml")


class Kind(NamedTuple):
    """What is killed: a command, the codes with which it ends well when called again, and whether it goes on in its folder."""

    command: tuple[str, ...]
    codes: tuple[int, ...] = (0,)
    goes_on: bool = False


KINDS: Mapping[str, Kind] = {
    # Called again where it was whole already, it says that the folder is not empty.
    "init": Kind((*_PROGRAM, "rules", "init", "own"), (0, 2)),
    "full": Kind((*_PROGRAM, "rules", "init", "deep/own", "--full"), (0, 2)),
    "schema": Kind((*_PROGRAM, "rules", "schema", "--into", "schemas")),
    "output": Kind((*_ADVISE, "--output", "out.json")),
    "save": Kind((*_ADVISE, "--save", "saved.yaml", "--force")),
    "drafts": Kind(("-c", _DRAFTS, "150")),
    "cache": Kind((*_ADVISE, "--rules", "rules", "--format", "json"), (0,), goes_on=True),
    "batch": Kind((*_PROGRAM, "batch", "t.csv", "--output", "out.csv", "--processes", "1"), (1,), goes_on=True),
}


def found_in(folder: Path) -> dict[str, bytes]:
    """All files and folders below a folder, with what they say."""
    found = {}
    for path in folder.rglob("*"):
        found[path.relative_to(folder).as_posix()] = path.read_bytes() if path.is_file() else b""
    return found


def prepared(home: Path) -> Path:
    """A folder with a profile, a table and rules, and older results to be written over."""
    folder = home / "work"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    old = {"out.json": "{}\n", "saved.yaml": "market: b2c\n", "out.csv": "old\n", "out.rejects.csv": "old\n"}
    for name, text in {"p.yaml": PROFILE, "t.csv": TABLE, **old}.items():
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "rules", folder / "rules")
    for path in (folder / "rules").rglob("*"):
        # What has just been written is not kept, since it may be written again at the same moment.
        os.utime(path, (time.time() - 100,) * 2)
    return folder


def run(command: tuple[str, ...], folder: Path, seconds: float | None = None, call: str = "") -> tuple[int, bytes, float]:
    """How a command ended, what it said and how long it took, killed after so many seconds or at a call of the system."""
    begun = time.monotonic()
    env = {**os.environ, "CHANNELFIT_LANG": "en", "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    env |= {"XDG_STATE_HOME": str(folder / "state"), "XDG_CACHE_HOME": str(folder / "cache"), "CHANNELFIT_CACHE": "1"}
    traced = ["strace", "-f", "-qqq", "-o", "/dev/null", "-e", f"inject={call}"] if call else []
    process = subprocess.Popen(
        [*traced, sys.executable, *command], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        said, _ = process.communicate()
    return process.returncode, said, time.monotonic() - begun


def is_hidden(path: str) -> bool:
    """Whether something is known as unfinished by its name, or is what is kept between runs."""
    return any(part.startswith(".") for part in path.split("/")) or path.startswith("cache")


def wrong_with(name: str, folder: Path, before: Mapping[str, bytes], whole: Mapping[str, bytes], said: bytes) -> Iterator[str]:
    """What is neither as before nor as a whole run leaves it."""
    after = {path: data for path, data in found_in(folder).items() if not is_hidden(path)}
    yield from (f"lost: {path}" for path in before if path not in after)
    if name == "drafts":
        drafts = [data for path, data in after.items() if path.endswith(".yaml") and path.startswith("state")]
        kept = [_WHOLE_DRAFT.fullmatch(data) for data in drafts]
        yield from ("torn draft" for one in kept if one is None)
        acknowledged = int(said.split(b"\n")[-2]) if b"\n" in said else 0
        if acknowledged > max([len(one[1]) for one in kept if one], default=0):
            yield f"lost: answer {acknowledged}"
        return
    yield from (f"torn: {path}" for path, data in after.items() if path in whole and data not in (before.get(path), whole[path]))
    yield from (f"left over: {path}" for path in after if path not in before and path not in whole)
    made = [path for path in whole if path and path not in before and not is_hidden(path)]
    if name in ("init", "full") and 0 < sum(path in after for path in made) < len(made):
        yield f"half of {len(made)} files"


def wrong_in_the_end(name: str, folder: Path, whole: Mapping[str, bytes]) -> Iterator[str]:
    """What is not as if nothing had been, when the command has run once more."""
    for path in folder.rglob(".*"):
        os.utime(path, (time.time() - 100,) * 2)
    for path in folder.glob("cache/*/*.new"):
        os.utime(path, (time.time() - 1000,) * 2)
    kind = KINDS[name]
    code, said, _ = run(kind.command, folder)
    if code not in kind.codes:
        yield f"afterwards: code {code}"
    after = found_in(folder)
    # What is kept counts only in what is said; it is tidied up when something is kept again.
    rest = {path: data for path, data in whole.items() if path and not path.startswith("cache")}
    if name == "drafts":
        yield from (f"afterwards left over: {path}" for path in after if path.startswith("state") and "/." in path)
    elif name == "cache":
        yield from ["another answer"] * (said != whole[""])
    else:
        yield from (f"afterwards lost or another: {path}" for path, data in rest.items() if after.get(path) != data)
        yield from (f"afterwards left over: {path}" for path in after if path not in whole and not path.startswith("cache"))


def tried(name: str, kills: Iterator[tuple[float | None, str]], home: Path) -> tuple[int, int]:
    """How many kills there were, and how many of them left something that is wrong."""
    kind, folder = KINDS[name], prepared(home)
    before = found_in(folder)
    _, said, longest = run(kind.command, folder)
    whole = {**found_in(folder), "": said}
    done = bad = 0
    folder = prepared(home)
    for share, call in kills:
        if not kind.goes_on or done % AGAIN == 0:
            folder = prepared(home)
        code, said, _ = run(kind.command, folder, None if share is None else longest * share, call)
        if call and code not in (-9, 137):
            # There are not so many calls of this kind.
            break
        done += 1
        wrong = list(wrong_with(name, folder, before, whole, said))
        waits = not kind.goes_on and any(is_hidden(path) and path not in whole for path in found_in(folder))
        if done % AGAIN == 0 or waits:
            wrong += wrong_in_the_end(name, folder, whole)
        bad += bool(wrong)
        print(*(f"{name} {share or ''}{call}: {one}" for one in wrong), sep="\n", end="\n" * bool(wrong), flush=True)
    return done, bad


def moments(count: int, rng: random.Random) -> Iterator[tuple[float | None, str]]:
    """Random moments as shares of a whole run; most of it goes into starting, and what is written is written near the end."""
    return ((0.3 + 0.75 * rng.random(), "") for _ in range(count))


def calls(call: str) -> Iterator[tuple[float | None, str]]:
    """One call of the system after the other, in greater and greater steps."""
    number = 1
    while True:
        yield None, f"{call}:signal=KILL:when={number}"
        number += 1 + number // 20


def main(count: int, names: list[str]) -> int:
    """The exit code."""
    rng, all_bad = random.Random(1), 0
    with tempfile.TemporaryDirectory() as home:
        for name in names or KINDS:
            done, bad = tried(name, moments(count // len(names or KINDS), rng), Path(home))
            print(f"{name}: {done} kills at random moments, {bad} wrong", flush=True)
            all_bad += bad
        for name in (names or KINDS) if shutil.which("strace") else ():
            for call in _CALLS:
                done, bad = tried(name, calls(call), Path(home))
                print(f"{name}: {done} kills at {call}, {bad} wrong", flush=True)
                all_bad += bad
    return int(all_bad > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, sys.argv[2:]))
