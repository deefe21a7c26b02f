"""Read rule folders, profiles and logos; only this module and `writing` open files."""

import os
import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, NamedTuple

from channelfit.brevity import brief
from channelfit.folders import folder_problem, rule_paths
from channelfit.language import Text
from channelfit.profile import Profile, read_profile
from channelfit.rulebook.layout import CASES
from channelfit.rulebook.logo import (
    LOGO_ACTIVE_CONTENT,
    LOGO_NOT_AN_IMAGE,
    LOGO_OUTSIDE,
    LOGO_TOO_LARGE,
    MAX_LOGO_BYTES,
    Active,
    Logo,
    logo_of,
)
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.overlay.address import Layer
from channelfit.rulebook.overlay.merge import Overlays, extends_of, merge
from channelfit.rulebook.reader import TESTS, read_rulebook
from channelfit.shipped import built_in_rules
from channelfit.source.decoding import MAX_BYTES
from channelfit.source.document import Document, read_documents
from channelfit.source.problem import InvalidInput, Mark, Mistake, Problem, Source, problem
from channelfit.source.reasons import NO_ORDINARY_FILE, NO_SUCH_FILE, NOT_READABLE, reason_of

NO_DOCUMENT = Mistake(
    "no-document",
    de="die Datei ist leer; erwartet wird {wanted}",
    en="the file is empty; expected {wanted}",
)
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
BUILT_IN = "channelfit"
MAX_LAYERS = 20
Folders = str | Path | Sequence[str | Path] | None


@brief
class RuleFiles(NamedTuple):
    """The documents of a rulebook with all its overlays put together, what cannot be read, and what the overlays did."""

    documents: dict[str, Document]
    problems: tuple[Problem, ...]
    overlays: Overlays
    folder: str


def load_rulebook(folders: Folders = None) -> Rulebook:
    """The rulebook in a folder (nothing: the built-in one), each further one on the one before. Raises InvalidInput."""
    return rulebook_in(read_layers(folders, with_tests=False))


def rulebook_in(files: RuleFiles) -> Rulebook:
    """The rulebook that rule files hold. Raises InvalidInput."""
    return read_rulebook(files.documents, files.folder, files.problems, files.overlays)


def read_layers(
    folders: Folders = None, *, with_tests: bool = True, with_cases: bool = False, above: Layer | None = None
) -> RuleFiles:
    """All rule files of folders, of what they build on and of an unwritten overlay `above`. Raises InvalidInput without them."""
    kinds = tuple(kind for kind, wanted in ((TESTS, with_tests), (CASES, with_cases)) if wanted)
    wanted: list[str | Path | None] = [folders] if folders is None or isinstance(folders, (str, Path)) else [*folders]
    layers: list[Layer] = []
    problems: list[Problem] = []
    for folder in wanted or [None]:
        chain = _chain(folder, (), problems, kinds)
        known = {layer.name for layer in layers}
        if layers and len(chain) == 1:
            mark = Mark(Source(chain[0].name), 0, 0)
            problems.append(problem(NOT_AN_OVERLAY, mark, found=folder))
        # What stands alone below a further folder gives way to what was named before.
        layers += [layer for layer in chain[1 if layers else 0 :] if layer.name not in known]
    layers += [above._replace(ancestors=frozenset(layer.name for layer in layers))] if above else []
    documents, overlays = merge(layers, problems)
    return RuleFiles(documents, tuple(problems), overlays, layers[-1].name)


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
        unreadable = replace(wrong, mark=extends.mark) if wrong.mistake is NOT_READABLE else None
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
    paths, problems = rule_paths(root)
    ignored = [kind for kind, wanted in ((TESTS, with_tests), (CASES, with_cases)) if not wanted]
    problems = [found for found in problems if not found.found.startswith((*ignored,))]
    for written in paths:
        if written.startswith((*ignored,)):
            continue
        path, relative = root / written, written.removesuffix(".yml").removesuffix(".yaml") + ".yaml"
        name = str(path)
        if relative in documents:
            problems.append(problem(SAME_FILE_NAME, Mark(Source(name), 0, 0), found=name, other=documents[relative].source.name))
            continue
        found, wrong = _read_file(path, name, relative)
        problems.extend(wrong)
        if not found and not wrong:
            problems.append(problem(NO_DOCUMENT, Mark(Source(name), 0, 0), wanted=Text("eine Regeldatei", "a rule file")))
        if len(found) > 1:
            problems.append(problem(MANY_DOCUMENTS, found[1].root.mark))
        if found:
            documents[relative] = found[0]
    return documents, tuple(problems)


def _read_file(path: Path, name: str, relative: str = "") -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    mark = Mark(Source(name, "", relative), 0, 0)
    if relative and path.exists() and not (path.is_file() or path.is_dir()):
        return (), (problem(NOT_READABLE, mark, path=name, reason=NO_ORDINARY_FILE),)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return (), (problem(NO_SUCH_FILE, mark, path=name),)
    except (OSError, ValueError) as error:
        return (), (problem(NOT_READABLE, mark, path=name, reason=reason_of(error)),)
    return read_documents(data, name, relative)


def read_logo(rulebook: Rulebook) -> Logo | None:
    """The logo of the house style, from the folder of the file that names it; nothing if none does. Raises InvalidInput."""
    house = rulebook.house
    if house is None or house.logo is None:
        return None
    mark, written = house.logo.mark, house.logo.text
    folder = Path(mark.source.name).parent
    data = _logo_data(folder, written, mark)
    found = logo_of(data)
    if isinstance(found, Active):
        raise InvalidInput([problem(LOGO_ACTIVE_CONTENT, mark, found=found.found)])
    if found is None:
        raise InvalidInput([problem(LOGO_NOT_AN_IMAGE, mark, path=folder / written)])
    return found


def _logo_data(folder: Path, written: str, mark: Mark) -> bytes:
    """The bytes of a file below a folder, links followed, unless they are too many."""
    path = folder / written
    try:
        target = path.resolve()
        leaves = Path(written).is_absolute() or ".." in Path(os.path.normpath(written)).parts
        if leaves or not target.is_relative_to(folder.resolve()):
            raise InvalidInput([problem(LOGO_OUTSIDE, mark, found=written, folder=folder)])
        if target.exists() and not target.is_file():
            # A pipe would keep the reader waiting.
            raise InvalidInput([problem(NOT_READABLE, mark, path=path, reason=NO_ORDINARY_FILE)])
        with target.open("rb") as file:
            data = file.read(MAX_LOGO_BYTES + 1)
        size = max(len(data), target.stat().st_size)
    except FileNotFoundError:
        raise InvalidInput([problem(NO_SUCH_FILE, mark, path=path)]) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise InvalidInput([problem(NOT_READABLE, mark, path=path, reason=reason_of(error))]) from error
    if size > MAX_LOGO_BYTES:
        raise InvalidInput([problem(LOGO_TOO_LARGE, mark, found=-(-size // 1024), limit=MAX_LOGO_BYTES // 1024)])
    return data


def read_profile_file(path: str) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """The documents of a profile file, and what is wrong with it as YAML. No name is no file, not the folder at hand."""
    return _read_file(Path(path), path) if path else ((), (problem(NO_SUCH_FILE, Mark(Source("<PROFILE>"), 0, 0), path=path),))


def read_stream(stream: BinaryIO | None) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """The documents of a stream such as standard input; a closed one is empty."""
    try:
        data = stream.read(MAX_BYTES + 1) if stream is not None else b""
    except (OSError, ValueError) as error:
        return (), (problem(NOT_READABLE, Mark(Source("<stdin>"), 0, 0), path="<stdin>", reason=reason_of(error)),)
    return read_documents(data, "<stdin>")


def load_profile(path: str | Path, rulebook: Rulebook, changes: Iterable[str] = ()) -> Profile:
    """The profile in a file (its first document), with `question=answer` changes on top. Raises InvalidInput."""
    documents, problems = read_profile_file(str(path))
    profile, wrong = read_profile(documents[0] if documents else None, rulebook, tuple(changes))
    if problems or wrong:
        raise InvalidInput((*problems, *wrong))
    return profile


def standard_input() -> BinaryIO | None:
    """The bytes of standard input; nothing if it is closed."""
    return None if sys.stdin is None or sys.stdin.closed else sys.stdin.buffer
