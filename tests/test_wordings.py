"""Wordings: each is used, is there in both languages with the same parts, and stands once."""

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import channelfit
from conftest import HERE

ROOT = Path(channelfit.__file__).parent
PATHS = [path.relative_to(ROOT).as_posix() for path in sorted(ROOT.rglob("*.py"))]
RULES = HERE.parent / "rules"
# The rooms that speak to people; what is read and what is advised has its few words in the same form.
SPEAKING = [path for path in PATHS if path.startswith(("language.py", "render/", "cli/", "ruletools/"))]
# The class is called `Text`; in a module that has another `Text` it goes by the other name.
CONSTRUCTORS = ("Text", "Wording")


class Pair(NamedTuple):
    """A wording as it stands in the source."""

    path: str
    line: int
    de: str
    en: str


@cache
def tree_of(path: str) -> ast.Module:
    """What stands in a module of the package."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def pairs_in(tree: ast.AST, path: str = "") -> Iterator[Pair]:
    """All `Text("...", "...")` of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CONSTRUCTORS:
            given = [*node.args, *(word.value for word in node.keywords)]
            texts = [str(value.value) for value in given if isinstance(value, ast.Constant)]
            if len(texts) == len(given) > 0:
                yield Pair(path, node.lineno, texts[0], "".join(texts[1:]))


@cache
def pairs() -> list[Pair]:
    """All wordings of the rooms that speak."""
    return [pair for path in SPEAKING for pair in pairs_in(tree_of(path), path)]


def wordings_of(tree: ast.Module) -> set[str]:
    """The names of the constants of a module that hold wordings."""
    assigned = [node for node in tree.body if isinstance(node, (ast.Assign, ast.AnnAssign))]
    wordings = [node for node in assigned if node.value is not None and any(pairs_in(node.value))]
    targets = [target for node in wordings for target in (node.targets if isinstance(node, ast.Assign) else [node.target])]
    return {target.id for target in targets if isinstance(target, ast.Name)}


@cache
def names_read(path: str) -> set[str]:
    """The names that a module reads."""
    return {node.id for node in ast.walk(tree_of(path)) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


@cache
def imported() -> set[tuple[str, str]]:
    """Each module with a name that another one imports and reads."""
    trees = {path: tree_of(path) for path in PATHS}
    return {
        (str(node.module), alias.name)
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if (alias.asname or alias.name) in names_read(path)
    }


def test_the_search_finds_wordings() -> None:
    """In all rooms that speak."""
    assert len(pairs()) > 200
    assert {"_EXCLUDED", "_NO_HOURS"} <= wordings_of(tree_of("render/phrases/sentences.py"))


@pytest.mark.parametrize("path", SPEAKING)
def test_every_wording_is_used(path: str) -> None:
    """Where it stands or, if it is shared, in a module that imports it; what nobody says is deleted."""
    module = "channelfit." + path.removesuffix(".py").replace("/", ".")
    dead = {name for name in wordings_of(tree_of(path)) if name not in names_read(path) and (module, name) not in imported()}
    assert dead == set()


def test_every_wording_is_there_in_both_languages_with_the_same_parts() -> None:
    """No language lacks a sentence, and none drops a part."""

    def parts(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert [pair for pair in pairs() if not (pair.de and pair.en) or parts(pair.de) != parts(pair.en)] == []


def test_no_wording_of_a_page_stands_twice() -> None:
    """What several modules say stands in the lowest of them; only forms of one wording may be alike."""
    places: dict[tuple[str, str], set[str]] = {}
    for pair in pairs():
        # What keys of a result mean is described at each key, as rules are.
        if pair.path.startswith(("language.py", "render/", "cli/")) and not pair.path.startswith("render/plain/"):
            places.setdefault((pair.de, pair.en), set()).add(pair.path)
    assert {words: paths for words, paths in places.items() if len(paths) > 1} == {}


def test_a_channel_is_paused_and_not_put_to_rest() -> None:
    """Nor kept low; no text says in English what only a translation would say, in the program and in the rules."""
    texts = [(pair.path, pair.en) for pair in pairs()]
    texts += [(path.name, path.read_text(encoding="utf-8")) for path in sorted(RULES.rglob("*.yaml"))]
    odd = re.compile(r"\b(put|puts|leave) (it|them|those|\S+) to rest\b|\bput to rest\b|\bkeep (it|them) low\b")
    assert [(path, found.group()) for path, text in texts for found in odd.finditer(text)] == []
