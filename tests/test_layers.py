"""Imports point one way: a layer knows only what lies below it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import channelfit

ROOT = Path(channelfit.__file__).parent
# Top first; modules of one row do not import each other.
LAYERS = (
    ("cli", "__main__"),
    ("batch",),
    ("writing", "library", "streams"),
    ("files", "render"),
    ("rulefiles", "mended"),
    ("folders",),
    ("ruletools",),
    ("advice",),
    ("profile",),
    ("kept",),
    ("rulebook",),
    ("reading",),
    ("source",),
    ("shipped",),
    ("language",),
    ("typed",),
    ("cache", "signatures"),
)
# The rooms of render, top first.
ROOMS = ("brief", "reports", "plain", "phrases", "forms")
LIBRARIES = {
    "yaml": {"source/document.py", "source/parser.py"},
    "typer": {"cli/"},
    "rich": {"render/forms/coloured.py", "cli/batch.py"},
    "jinja2": {"render/forms/html.py"},
    "markupsafe": {"render/forms/html.py"},
    "pyarrow": {"batch/"},
    "prompt_toolkit": {"cli/ask/screen.py"},
}
# No file is longer, but for the model, which describes every key of every record in both languages.
MOST_LINES = 300
LONGER = {"rulebook/model.py"}
SILENT = (
    "batch/",
    "cache.py",
    "signatures.py",
    "files.py",
    "folders.py",
    "kept.py",
    "reading.py",
    "mended.py",
    "rulefiles.py",
    "shipped.py",
    "streams.py",
    "writing.py",
    "cli/",
    "__main__.py",
)


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Everything that stands in a file."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imports_of(path: Path) -> Iterator[str]:
    """Every module that a file imports, at the top or inside."""
    for node in nodes_of(path):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def row_of(part: str) -> int | None:
    """The row of a layer; nothing for the package itself."""
    return next((row for row, names in enumerate(LAYERS) if part in names), None)


def test_each_layer_imports_only_layers_below() -> None:
    """Those of `LAYERS`, from the top."""
    wrong = []
    for path in ROOT.rglob("*.py"):
        relative = path.relative_to(ROOT)
        own = row_of(relative.parts[0].removesuffix(".py"))
        for module in imports_of(path):
            parts = module.split(".")
            if parts[0] != "channelfit" or len(parts) < 2 or own is None:
                continue
            other = row_of(parts[1])
            same = parts[1] == relative.parts[0].removesuffix(".py") or {parts[1], relative.parts[0]} == {"cli", "__main__.py"}
            if other is not None and (other < own or (other == own and not same)):
                wrong.append(f"{relative} imports {module}")
    assert wrong == []


def test_each_room_of_render_imports_only_rooms_below() -> None:
    """`brief > reports > plain > phrases > forms`; nothing lies in the hall."""
    render = ROOT / "render"
    wrong = [path.name for path in render.glob("*.py") if path.name != "__init__.py"]
    for path in render.rglob("*/*.py"):
        own = path.relative_to(render).parts[0]
        for module in imports_of(path):
            parts = module.split(".")
            if parts[:2] == ["channelfit", "render"] and ROOMS.index(parts[2]) < ROOMS.index(own):
                wrong.append(f"{path.relative_to(ROOT)} imports {module}")
    assert wrong == []


def test_no_files_import_each_other_in_a_circle() -> None:
    """Neither at the top nor inside of functions, and not by way of others."""
    below = {
        ".".join(("channelfit", *path.relative_to(ROOT).with_suffix("").parts)): {
            module for module in imports_of(path) if module.startswith("channelfit.")
        }
        for path in ROOT.rglob("*.py")
        if path.name != "__init__.py"
    }
    # Whoever imports nothing that is left, or is imported by nobody left, is part of no circle.
    while ends := {name for name, imported in below.items() if not imported & below.keys()} or below.keys() - set().union(
        *below.values()
    ):
        below = {name: imported for name, imported in below.items() if name not in ends}
    assert sorted(below) == []


def test_each_library_stays_behind_its_modules() -> None:
    """PyYAML, typer, rich, the templates and the prompts are known where the house rules say, nowhere else."""
    wrong = []
    for path in ROOT.rglob("*.py"):
        relative = path.relative_to(ROOT).as_posix()
        for module in imports_of(path):
            allowed = LIBRARIES.get(module.split(".")[0])
            if allowed is not None and not any(relative.startswith(place) for place in allowed):
                wrong.append(f"{relative} imports {module}")
    assert wrong == []


def test_everything_below_the_commands_is_silent() -> None:
    """No print, exit, environment, clock or open file in the core."""
    wrong = []
    for path in ROOT.rglob("*.py"):
        relative = path.relative_to(ROOT).as_posix()
        if relative.startswith(SILENT):
            continue
        wrong += [f"{relative} imports {module}" for module in imports_of(path) if module in ("os", "sys", "time", "pathlib")]
        for node in nodes_of(path):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "open", "exit"):
                wrong.append(f"{relative}:{node.lineno} calls {node.func.id}")
    assert wrong == []


def test_named_tuples_are_those_that_are_quick_to_define() -> None:
    """And their annotations stay text: in later versions of Python they would not stand in the body of the class."""
    wrong = []
    for path in ROOT.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        is_future = "from __future__ import annotations" in text
        for node in nodes_of(path):
            if isinstance(node, ast.ImportFrom) and "NamedTuple" in [name.name for name in node.names]:
                allowed = path.name == "typed.py" or (node.module == "channelfit.typed" and is_future)
                wrong += [] if allowed else [path.relative_to(ROOT).as_posix()]
    assert wrong == []


def test_no_file_is_too_long_to_be_read_at_once() -> None:
    """300 lines at most; what grows beyond is split by meaning."""
    lines = {path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in ROOT.rglob("*.py")}
    assert {path: count for path, count in lines.items() if count > MOST_LINES and path not in LONGER} == {}
    assert all(lines[path] > MOST_LINES for path in LONGER)
