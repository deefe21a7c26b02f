"""How many small faults the tests notice: `python benchmarks/mutate.py [count] [seed]`.

Draws so many faults (200, seed 1) from all that can be made in the advice, profiles and the reading of rulebooks: another
comparison, another sign, a number off by one, a condition turned round, a statement left out ... Texts, types and imports stay.
Each fault is made alone in a copy of the tree, and the tests that run its line are tried, those of the quickest file first, until
one fails; which tests those are is found out once, with coverage. A run that takes three times its usual time has noticed too.

Prints a line for each fault that no test noticed, and the share of those noticed. The same code and seed give the same figure.
Left out are the tests that compare whole pages or outputs, which notice nearly everything and explain nothing, and those of what
the built-in rules say (`LEFT_OUT`). Not part of the tests: a fault that nobody notices may be none, which takes a reader to see.
"""

import ast
import importlib
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import coverage
import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = Path("src/channelfit")
MUTATED = ("advice/**/*.py", "profile.py", "rulebook/**/*.py")
LEFT_OUT = ("browser", "cli", "render", "test_docs.py", "test_docs_rules.py", "test_knowledge.py", "test_overlay_example.py")
# Loaded once and not for every fault.
_USED_BY_TESTS = ("hypothesis", "jsonschema", "numpy", "platformdirs", "yaml")
_PAIRS = ("Lt LtE", "Gt GtE", "Eq NotEq", "Is IsNot", "In NotIn", "And Or", "Add Sub", "Mult Div", "BitOr BitAnd")
_OPERATORS = dict(pair for names in _PAIRS for one, two in [names.split()] for pair in ((one, two), (two, one)))
_OPERATORS |= {"FloorDiv": "Div", "Mod": "Mult", "Pow": "Mult", "BitXor": "BitOr"}
_RENAMED = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list", "floor": "ceil", "ceil": "floor"}


class Mutation(NamedTuple):
    """A fault: the file, the lines of the statement, what is there and what is put in its place, and the file with it."""

    path: Path
    lines: range
    before: str
    after: str
    source: str


def mutations_of(path: Path) -> Iterator[Mutation]:
    """Every fault that can be made in a file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    for parent, field, index, node, statement in _mutable(tree):
        whole = isinstance(node, (ast.cmpop, ast.boolop, ast.operator))
        before = _shown(parent if whole else node)
        for other in _others(node):
            _put(parent, field, index, other)
            yield Mutation(path, _lines(statement), before, _shown(parent if whole else other), ast.unparse(tree))
            _put(parent, field, index, node)


def _mutable(node: ast.AST, statement: ast.stmt | None = None) -> Iterator[tuple[ast.AST, str, int, ast.AST, ast.stmt]]:
    """Every node that can be another, with its parent, its place there and the statement it is in."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_params", "bases"):
            continue
        for index, child in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(child, ast.AST) or _is_exempt(child, statement):
                continue
            inside = child if isinstance(child, ast.stmt) else statement
            if inside is not None:
                yield node, field, index if isinstance(value, list) else -1, child, inside
            yield from _mutable(child, inside)


def _is_exempt(node: ast.AST, statement: ast.stmt | None) -> bool:
    """Imports, texts, types by another name, and what only guards the code itself."""
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Assert() | ast.JoinedStr() | ast.keyword("strict"):
            return True
        case ast.Expr(ast.Constant() | ast.Call(ast.Name("assert_never"))):
            return True
    return isinstance(node, ast.BitOr) and statement is not None and statement.col_offset == 0


def _others(node: ast.AST) -> Iterator[ast.AST]:
    """What can be put in the place of a node."""
    match node:
        case ast.cmpop() | ast.boolop() | ast.operator():
            yield getattr(ast, _OPERATORS[type(node).__name__])()
        case ast.UnaryOp(ast.Not() | ast.USub() | ast.Invert(), operand):
            yield operand
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() | float() as value):
            yield ast.Constant(value + 1)
            if value:
                yield ast.Constant(-value)
        case ast.Call(ast.Name(id, context), args, keywords) if id in _RENAMED:
            yield ast.Call(ast.Name(_RENAMED[id], context), args, [] if id == "sorted" else keywords)
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(test, orelse, body)
        case ast.If(ast.Name() | ast.Call() | ast.NamedExpr() as test, body, orelse):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.comprehension(target, iter, ifs, is_async) if ifs:
            yield ast.comprehension(target, iter, [], is_async)
        case ast.Return(value) if value is not None and not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.AugAssign() | ast.Continue() | ast.Break() | ast.Expr():
            yield ast.Pass()


def _put(parent: ast.AST, field: str, index: int, node: ast.AST) -> None:
    value = getattr(parent, field)
    setattr(parent, field, node if index < 0 else [*value[:index], node, *value[index + 1 :]])


def _lines(statement: ast.stmt) -> range:
    """The lines of a statement, of one with others in it those of its head."""
    inner: list[ast.stmt] = getattr(statement, "body", [])
    end = inner[0].lineno - 1 if inner else statement.end_lineno or statement.lineno
    return range(statement.lineno, max(statement.lineno, end) + 1)


def _shown(node: ast.AST) -> str:
    return " ".join(ast.unparse(ast.fix_missing_locations(node)).split("\n", 1)[0].split())[:70]


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


def _run_all(jobs: Sequence[Callable[[], int]], trees: list[Path]) -> list[int]:
    """The exit code of each job, as many at once as there are trees."""
    codes = [0] * len(jobs)
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
        codes[number] = os.waitstatus_to_exitcode(status)
    return codes


def _watched_tests(trees: list[Path], folder: Path) -> list[_Tests]:
    """Run the tests once, and say what each file of them runs."""
    paths = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("test_*.py"))
    outs = {path: folder / f"{n}.json" for n, path in enumerate(paths) if path.split("/")[1] not in LEFT_OUT}
    codes = _run_all([partial(_reach, path, out) for path, out in outs.items()], trees)
    if failed := [path for path, code in zip(outs, codes, strict=True) if code]:
        sys.exit(f"these fail without any fault: {', '.join(failed)}")
    return [_Tests(*json.loads(out.read_text(encoding="utf-8"))) for out in outs.values()]


def main(count: int = 200, seed: int = 1) -> None:
    """Draw the mutations, try them, print what nobody noticed."""
    started = time.monotonic()
    for name in _USED_BY_TESTS:
        importlib.import_module(name)
    files = [path for name in MUTATED for path in sorted((ROOT / PACKAGE).glob(name))]
    every = [mutation for path in files for mutation in mutations_of(path.relative_to(ROOT))]
    drawn = random.Random(seed).sample(every, min(count, len(every)))
    with tempfile.TemporaryDirectory() as name:
        folder, kept = Path(name).resolve(), shutil.ignore_patterns(".git", ".venv", ".*cache", "__pycache__", "build", "dist")
        original = Path(shutil.copytree(ROOT / PACKAGE, folder / "original", ignore=kept))
        trees = [Path(shutil.copytree(ROOT, folder / str(core), ignore=kept)) for core in range(os.cpu_count() or 1)]
        tests = _watched_tests(trees, folder)
        print(f"{len(tests)} files of tests, {len(every)} mutations possible, {time.monotonic() - started:.0f} s", flush=True)
        trials = [_trials(mutation, tests) for mutation in drawn]
        jobs = [partial(_notices, *pair, n, original) for n, pair in enumerate(zip(drawn, trials, strict=True))]
        codes = _run_all(jobs, trees)
    missed = [(mutation, trial) for mutation, trial, code in zip(drawn, trials, codes, strict=True) if not code]
    for mutation, trial in sorted(missed, key=lambda pair: (pair[0].path, pair[0].lines.start)):
        unknown = "" if trial else "  (no test runs it)"
        print(f"{mutation.path}:{mutation.lines.start}: {mutation.before} -> {mutation.after}{unknown}")
    killed = len(drawn) - len(missed)
    print(f"{killed} of {len(drawn)} noticed ({killed / len(drawn):.1%}), in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    if os.environ.get("PYTHONHASHSEED") != "0":
        # The order of sets, which some faults show, is the same on every run.
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | {"PYTHONHASHSEED": "0"})
    main(*map(int, sys.argv[1:]))
