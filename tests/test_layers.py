"""Imports point one way: a layer knows only what lies below it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import channelfit

ROOT = Path(channelfit.__file__).parent
# Top first; modules of one row do not import each other.
LAYERS = (("cli", "__main__"), ("files", "render"), ("ruletools",), ("advice",), ("profile",), ("rulebook",), ("source",))
LIBRARIES = {
    "yaml": {"source/document.py"},
    "typer": {"cli/"},
    "rich": {"cli/", "render/terminal.py", "render/page.py"},
    "jinja2": {"render/html.py"},
    "markupsafe": {"render/html.py"},
    "questionary": {"cli/prompt.py"},
    "prompt_toolkit": {"cli/prompt.py"},
}
SILENT = ("files.py", "cli/", "__main__.py")


def imports_of(path: Path) -> Iterator[str]:
    """Every module that a file imports, at the top or inside."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def row_of(part: str) -> int | None:
    """The row of a layer; nothing for the package itself."""
    return next((row for row, names in enumerate(LAYERS) if part in names), None)


def test_each_layer_imports_only_layers_below() -> None:
    """`cli > files | render > ruletools > advice > profile > rulebook > source`."""
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
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "open", "exit"):
                wrong.append(f"{relative}:{node.lineno} calls {node.func.id}")
    assert wrong == []
