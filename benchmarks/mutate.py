"""How many small faults the tests notice: `python benchmarks/mutate.py [count] [seed]`.

Draws so many faults (200, seed 1) from all that can be made in the advice, profiles and the reading of rulebooks: another
comparison, another sign, a number off by one, a condition turned round, a statement left out ... Texts, types and imports stay.
Each fault is made alone in a copy of the tree, and the tests that run its line are tried, those of the quickest file first, until
one fails; which tests those are is found out once, with coverage. A run that takes three times its usual time has noticed too.
What is known is kept in `.mutations`, so that a run that was interrupted goes on where it stopped, if the tree is still the same.

Prints a line for each fault that no test noticed, and the share of those noticed. The same code and seed give the same figure.
Left out are the tests that compare whole pages or outputs, which notice nearly everything and explain nothing, and those of what
the built-in rules say (`LEFT_OUT`). Not part of the tests: a fault that nobody notices may be none, which takes a reader to see.
"""

import hashlib
import importlib
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import coverage
import pytest

from faults import Mutation, mutations_of

ROOT = Path(__file__).parents[1]
PACKAGE = Path("src/channelfit")
KNOWN = ROOT / ".mutations"
MUTATED = ("advice/**/*.py", "profile.py", "rulebook/**/*.py")
LEFT_OUT = ("browser", "cli", "render", "test_docs.py", "test_docs_rules.py", "test_knowledge.py", "test_overlay_example.py")
_ASIDE = (".git", ".venv", ".*cache", ".coverage*", ".hypothesis", KNOWN.name, "__pycache__", "build", "dist")
# Loaded once and not for every fault.
_STARTED = time.monotonic()
_USED_BY_TESTS = ("hypothesis", "jsonschema", "numpy", "platformdirs", "yaml")


class _Chosen(NamedTuple):
    """Run only some tests of a file (none given: all)."""

    names: frozenset[str]

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out all others."""
        items[:] = [item for item in items if not self.names or item.nodeid in self.names]


class _Watched(NamedTuple):
    """Tell coverage which test runs."""

    watch: coverage.Coverage

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """Only what the test itself does is its own, caches apart; what is set up before it serves the whole file."""
        for module in [module for name, module in sys.modules.items() if name.startswith("channelfit")]:
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
        self.watch.switch_context(item.nodeid)
        try:
            return (yield)
        finally:
            self.watch.switch_context("")


def _pytest(path: str, plugin: object) -> int:
    # What is loaded already is not loaded anew for pytest, which is all right.
    options = ["-qx", "-pno:cacheprovider", "-oaddopts=", "-Wignore::pytest.PytestAssertRewriteWarning"]
    return int(pytest.main([*options, path], plugins=[plugin]))


def _reach(path: str, out: Path) -> int:
    """Run a file of tests, and write down for each line which of them run it (an empty name: all of them)."""
    watch = coverage.Coverage(data_file=None, include=[str(Path.cwd() / PACKAGE / "*")], config_file=False)
    watch.start()
    code = _pytest(path, _Watched(watch))
    watch.stop()
    data = watch.get_data()
    reached = {str(Path(file).relative_to(Path.cwd())): data.contexts_by_lineno(file) for file in data.measured_files()}
    if not code:
        out.write_text(json.dumps([path, time.process_time(), reached]), encoding="utf-8")
    return code


class _Tests(NamedTuple):
    """A file of tests: how long it takes, and for each file and line of the package the tests that run it."""

    path: str
    seconds: float
    reached: dict[str, dict[str, list[str]]]

    def running(self, mutation: Mutation) -> frozenset[str]:
        """The tests that run what a mutation changes; an empty name if it runs before them."""
        lines = self.reached.get(str(mutation.path), {})
        return frozenset(name for line in mutation.lines for name in lines.get(str(line), ()))


# Some tests of a file (no names: all): whether they are of another room than what they try, about how long they take, which.
_Trial = tuple[bool, float, str, frozenset[str]]


def _trials(mutation: Mutation, tests: Iterable[_Tests]) -> list[_Trial]:
    """The tests that run what a mutation changes, likely and quick ones first; whole files where it runs only in loading."""
    loading: list[_Trial] = []
    running: list[_Trial] = []
    for file in tests:
        elsewhere = Path(mutation.path.parts[2]).stem not in file.path
        if names := file.running(mutation):
            loading.append((elsewhere, file.seconds, file.path, frozenset()))
        if own := names - {""}:
            every = {name for lines in file.reached.values() for contexts in lines.values() for name in contexts}
            running.append((elsewhere, file.seconds * len(own) / len(every), file.path, own))
    return sorted(running or loading)


def _notices(mutation: Mutation, trials: Iterable[_Trial], number: int, original: Path) -> int:
    """Try a mutation in the present folder: 1 if a test fails, else 0."""
    shutil.copytree(original, PACKAGE, dirs_exist_ok=True)
    mutation.path.write_text(mutation.source, encoding="utf-8")
    # A time of its own, by which Python tells it from what it has compiled before.
    os.utime(mutation.path, (number + 1, number + 1))
    for _, seconds, path, names in trials:
        # Time of the processor, so that a busy machine makes no difference.
        limit = int(time.process_time() + 3 * seconds + 10)
        # And one of the clock, for who waits for ever.
        signal.alarm(600)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        if _pytest(path, _Chosen(names)) not in (0, 5):
            return 1
    return 0


def _forked(job: Callable[[], int], tree: Path) -> int:
    """The id of a process in which a job runs, in a tree and without a word."""
    if pid := os.fork():
        return pid
    code = 70
    try:
        resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
        os.chdir(tree)
        os.environ["PYTHONPATH"] = str(tree / "src")
        sys.path[:0] = [str(tree / "src")]
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        code = job()
    finally:
        os._exit(code)


def _run_all(jobs: Sequence[Callable[[], int]], trees: list[Path]) -> Iterator[tuple[int, int]]:
    """The number and exit code of each job as it ends; as many run at once as there are trees."""
    waiting, free = list(enumerate(jobs))[::-1], list(trees)
    running: dict[int, tuple[int, Path]] = {}
    while waiting or running:
        while waiting and free:
            number, job = waiting.pop()
            tree = free.pop()
            running[_forked(job, tree)] = number, tree
        pid, status = os.wait()
        number, tree = running.pop(pid)
        free.append(tree)
        yield number, os.waitstatus_to_exitcode(status)


def _watched_tests(trees: list[Path], folder: Path) -> list[_Tests]:
    """Run the tests once, and say what each file of them runs."""
    paths = sorted(str(path.relative_to(trees[0])) for path in (trees[0] / "tests").rglob("test_*.py"))
    outs = {path: folder / f"{path.replace('/', '-')}.json" for path in paths if path.split("/")[1] not in LEFT_OUT}
    left = [path for path, out in outs.items() if not out.exists()]
    if failed := [left[number] for number, code in _run_all([partial(_reach, path, outs[path]) for path in left], trees) if code]:
        sys.exit(f"these fail without any fault: {', '.join(failed)}")
    return [_Tests(*json.loads(out.read_text(encoding="utf-8"))) for out in outs.values()]


def _known_about(tree: Path) -> Path:
    """Where that is kept which is known about a tree: a folder named by all that stands in it."""
    found = hashlib.sha256()
    for path in sorted(path for path in tree.rglob("*") if path.is_file()):
        found.update(f"{path.relative_to(tree)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    folder = KNOWN / found.hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _tried(
    drawn: Sequence[Mutation], trials: Sequence[list[_Trial]], trees: list[Path], original: Path, known: Path
) -> list[int]:
    """For each mutation 0 if no test notices it; each is written down at once, and not tried again by the next run."""
    names = [hashlib.sha256(repr((str(mutation.path), mutation.source)).encode()).hexdigest()[:16] for mutation in drawn]
    codes: dict[str, int] = json.loads(known.read_text(encoding="utf-8")) if known.exists() else {}
    left = [number for number, name in enumerate(names) if name not in codes]
    jobs = [partial(_notices, drawn[number], trials[number], number, original) for number in left]
    for count, (job, code) in enumerate(_run_all(jobs, trees), start=1):
        codes[names[left[job]]] = code
        known.write_text(json.dumps(codes), encoding="utf-8")
        if count % 10 == 0 or count == len(left):
            print(f"{count} of {len(left)} tried, {time.monotonic() - _STARTED:.0f} s", flush=True)
    return [codes[name] for name in names]


def main(count: int = 200, seed: int = 1) -> None:
    """Draw the mutations, try them, print what nobody noticed."""
    for name in _USED_BY_TESTS:
        importlib.import_module(name)
    files = [path for name in MUTATED for path in sorted((ROOT / PACKAGE).glob(name))]
    every = [mutation for path in files for mutation in mutations_of(path.relative_to(ROOT), ROOT)]
    drawn = random.Random(seed).sample(every, min(count, len(every)))
    with tempfile.TemporaryDirectory() as name:
        folder, aside = Path(name).resolve(), shutil.ignore_patterns(*_ASIDE)
        original = Path(shutil.copytree(ROOT / PACKAGE, folder / "original", ignore=aside))
        trees = [Path(shutil.copytree(ROOT, folder / str(core), ignore=aside)) for core in range(os.cpu_count() or 1)]
        known = _known_about(trees[0])
        tests = _watched_tests(trees, known)
        print(f"{len(tests)} files of tests, {len(every)} mutations possible, {time.monotonic() - _STARTED:.0f} s", flush=True)
        trials = [_trials(mutation, tests) for mutation in drawn]
        codes = _tried(drawn, trials, trees, original, known / "noticed.json")
    missed = [(mutation, trial) for mutation, trial, code in zip(drawn, trials, codes, strict=True) if not code]
    for mutation, trial in sorted(missed, key=lambda pair: (pair[0].path, pair[0].lines.start)):
        unknown = "" if trial else "  (no test runs it)"
        print(f"{mutation.path}:{mutation.lines.start}: {mutation.before} -> {mutation.after}{unknown}")
    killed = len(drawn) - len(missed)
    print(f"{killed} of {len(drawn)} noticed ({killed / len(drawn):.1%}), in {time.monotonic() - _STARTED:.0f} s")


if __name__ == "__main__":
    if os.environ.get("PYTHONHASHSEED") != "0":
        # The order of sets, which some faults show, is the same on every run; and what has no fault is compiled once.
        os.execve(
            sys.executable, [sys.executable, *sys.argv], os.environ | {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": ""}
        )
    main(*map(int, sys.argv[1:]))
