"""Read rule folders, with all that they build on."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from channelfit.folders import folder_problem, rule_paths
from channelfit.kept import Folders, Shelf, each_of, rule_path
from channelfit.language import Text
from channelfit.reading import read_file
from channelfit.rulebook.layout import CASES
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.overlay.address import Layer
from channelfit.rulebook.overlay.merge import Overlays, extends_of, merge
from channelfit.rulebook.reader import TESTS, read_rulebook
from channelfit.shipped import built_in_rules
from channelfit.source.nodes import Document
from channelfit.source.problem import InvalidInput, Mark, Mistake, Problem, Source, problem
from channelfit.source.reasons import NO_DOCUMENT, NOT_READABLE
from channelfit.typed import NamedTuple

MANY_DOCUMENTS = Mistake(
    "many-documents",
    de="hier beginnt ein zweites Dokument; eine Regeldatei hat nur eines",
    en="a second document starts here; a rule file has one",
)
SAME_FILE_NAME = Mistake(
    "same-file-name",
    de="`{found}` heißt wie {other}, nur mit anderer Endung; geben Sie einer der beiden einen anderen Namen",
    en="`{found}` has the name of {other} with another ending; rename one of the two",
)
NO_SUCH_RULEBOOK = Mistake(
    "no-such-rulebook",
    de="auf `{found}` lässt sich nicht aufbauen; erwartet wird `channelfit` oder ein Ordner mit `rulebook.yaml`",
    en="`{found}` is no rulebook to build on; expected `channelfit` or a folder with `rulebook.yaml`",
)
NOT_AN_OVERLAY = Mistake(
    "not-an-overlay",
    de="`{found}` steht für sich; nur ein Regelwerk mit `extends` kann auf einem anderen aufbauen",
    en="`{found}` stands alone; only a rulebook with `extends` can stand on another",
)
CIRCULAR_OVERLAY = Mistake(
    "circular-overlay",
    de="`{found}` baut auf sich selbst auf: {path}",
    en="`{found}` builds on itself: {path}",
)
TOO_MANY_LAYERS = Mistake(
    "too-many-layers",
    de="hier bauen mehr als {limit} Regelwerke aufeinander auf",
    en="more than {limit} rulebooks build on each other here",
)
MAX_LAYERS = 20
BUILT_IN = "channelfit"


class RuleFiles(NamedTuple):
    """The documents of a rulebook with all its overlays put together, what cannot be read, and what the overlays did."""

    documents: dict[str, Document]
    problems: tuple[Problem, ...]
    overlays: Overlays
    folder: str
    # All folders that were looked into.
    sources: tuple[str, ...] = ()


def rulebook_in(files: RuleFiles) -> Rulebook:
    """The rulebook that rule files hold. Raises InvalidInput."""
    return read_rulebook(files.documents, files.folder, files.problems, files.overlays)


def read_layers(
    folders: Folders = None, *, with_tests: bool = True, with_cases: bool = False, above: Layer | None = None
) -> RuleFiles:
    """All rule files of folders, of what they build on and of an unwritten overlay `above`. Raises InvalidInput without them."""
    kinds = tuple(kind for kind, wanted in ((TESTS, with_tests), (CASES, with_cases)) if wanted)
    layers: list[Layer] = []
    problems: list[Problem] = []
    sources: list[str] = []
    for folder in each_of(folders):
        chain = _chain(folder, (), problems, kinds)
        sources += [layer.name for layer in chain]
        known = {layer.name for layer in layers}
        if layers and len(chain) == 1:
            mark = Mark(Source(chain[0].name), 0, 0)
            problems.append(problem(NOT_AN_OVERLAY, mark, found=folder))
        # What stands alone below a further folder gives way to what was named before.
        layers += [layer for layer in chain[1 if layers else 0 :] if layer.name not in known]
    layers += [above._replace(ancestors=frozenset(layer.name for layer in layers))] if above else []
    documents, overlays = merge(layers, problems)
    return RuleFiles(documents, tuple(problems), overlays, layers[-1].name, tuple(sources))


def _chain(folder: str | Path | None, below: tuple[str, ...], problems: list[Problem], kinds: Collection[str]) -> list[Layer]:
    """The layers of a folder, what stands alone first."""
    documents, found = read_rule_files(folder, with_tests=TESTS in kinds, with_cases=CASES in kinds)
    problems += found
    name = str(rule_folder(folder))
    extends = extends_of(documents)
    if extends is None:
        return [Layer(name, documents)]
    parent = None if extends.text == BUILT_IN else Path(os.path.normpath(Path(name, extends.text)))
    path = (*below, os.path.realpath(name))
    if wrong := folder_problem(rule_folder(parent), ""):
        unreadable = wrong._replace(mark=extends.mark) if wrong.mistake is NOT_READABLE else None
        raise InvalidInput([*problems, unreadable or problem(NO_SUCH_RULEBOOK, extends.mark, found=extends.text)])
    if len(path) > MAX_LAYERS:
        raise InvalidInput([*problems, problem(TOO_MANY_LAYERS, extends.mark, limit=MAX_LAYERS)])
    if os.path.realpath(rule_folder(parent)) in path:
        problems.append(problem(CIRCULAR_OVERLAY, extends.mark, found=name, path=" -> ".join((*path, str(rule_folder(parent))))))
        return [Layer(name, documents)]
    chain = _chain(parent, path, problems, kinds)
    return [*chain, Layer(name, documents, frozenset(layer.name for layer in chain))]


def rule_folder(folder: str | Path | None) -> Path:
    """Where the rules of a folder argument lie."""
    return built_in_rules() if folder is None or str(folder) == BUILT_IN else Path(folder)


def read_rule_files(
    folder: str | Path | None, *, with_tests: bool = True, with_cases: bool = False
) -> tuple[dict[str, Document], tuple[Problem, ...]]:
    """The documents of a rule folder by their path in it, and the problems of files that cannot be read.

    Only those who check the rules need their tests, and only those who score them the cases.
    """
    root = rule_folder(folder)
    if wrong_folder := folder_problem(root, str(root)):
        raise InvalidInput([wrong_folder])
    documents: dict[str, Document] = {}
    shelf = Shelf(str(root))
    paths, problems = rule_paths(root)
    ignored = tuple(kind for kind, wanted in ((TESTS, with_tests), (CASES, with_cases)) if not wanted)
    problems = [found for found in problems if not (ignored and found.found.startswith(ignored))]
    for written in paths:
        if ignored and written.startswith(ignored):
            continue
        path, relative = root / written, rule_path(written)
        name = str(path)
        if relative in documents:
            problems.append(problem(SAME_FILE_NAME, Mark(Source(name), 0, 0), found=name, other=documents[relative].source.name))
            continue
        if known := shelf.document(name, relative):
            documents[relative] = known
            continue
        found, wrong = read_file(path, name, relative)
        problems.extend(wrong)
        if not found and not wrong:
            problems.append(problem(NO_DOCUMENT, Mark(Source(name), 0, 0), wanted=Text("eine Regeldatei", "a rule file")))
        if len(found) > 1:
            problems.append(problem(MANY_DOCUMENTS, found[1].root.mark))
        if found:
            documents[relative] = found[0]
        if len(found) == 1 and not wrong:
            shelf.lay(name, relative, found[0])
    shelf.put_away()
    return documents, tuple(problems)
