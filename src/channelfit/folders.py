"""Which files of a folder are rules, which look like it but nobody reads them, and why a folder cannot be read."""

import os
from collections.abc import Iterator
from pathlib import Path

from channelfit.kept import ENDINGS
from channelfit.kept import PARTS as PARTS
from channelfit.rulebook.layout import CASES
from channelfit.rulebook.reader import FOLDERS, SINGLE_FILES
from channelfit.source.problem import Mark, Mistake, Problem, Source, nearest, problem
from channelfit.source.reasons import NO_SUCH_FILE, NOT_READABLE, reason_of

NOT_A_FOLDER = Mistake(
    "not-a-folder",
    de="`{path}` ist eine Datei; erwartet wird ein Ordner mit `rulebook.yaml`",
    en="`{path}` is a file; expected a folder with `rulebook.yaml`",
)
UNKNOWN_FILE = Mistake(
    "unknown-file",
    de="`{found}` ist keine Datei eines Regelwerks",
    en="`{found}` is no file of a rulebook",
)
MISSING_PART = Mistake(
    "missing-part",
    de="`{found}` fehlt, gehört aber zu diesen Regeln; soll sie fehlen, löschen Sie diese Zeile",
    en="`{found}` is missing, but belongs to these rules; if it is meant to be, delete this line",
)

# Endings of files that their author takes for rules, though nobody reads them.
_ALMOST = (*ENDINGS, ".json", ".yaml.txt", ".yml.txt")
_EXPECTED = (*SINGLE_FILES, *(f"{below}/*.yaml" for below in FOLDERS))
_STEMS = tuple(path.removesuffix(".yaml") for path in SINGLE_FILES)


def folder_problem(folder: Path, name: str) -> Problem | None:
    """Why rules cannot be read from a folder that is known by a name; nothing if they can."""
    mark = Mark(Source(name), 0, 0)
    try:
        os.scandir(folder).close()
    except FileNotFoundError:
        return problem(NO_SUCH_FILE, mark, path=folder)
    except NotADirectoryError:
        return problem(NOT_A_FOLDER if folder.is_file() else NO_SUCH_FILE, mark, path=folder)
    except (OSError, ValueError) as error:
        return problem(NOT_READABLE, mark, path=folder, reason=reason_of(error))
    return None


def rule_paths(root: Path) -> tuple[list[str], list[Problem]]:
    """The rule files below a folder, sorted, and a problem for every file that looks like one and is none; hidden ones aside."""
    problems: list[Problem] = []
    found: list[str] = []
    for path in sorted(_files(root, problems)):
        folder, _, name = path.rpartition("/")
        is_read = name.endswith(ENDINGS) and (
            path.removesuffix(".yml").removesuffix(".yaml") in _STEMS or folder in FOLDERS or path.startswith(CASES)
        )
        if is_read:
            found.append(path)
        elif _looks_like_rules(folder, name):
            mark = Mark(Source(str(root / path)), 0, 0)
            problems.append(problem(UNKNOWN_FILE, mark, found=path, expected=(*_EXPECTED, *_meant(path)), nearest_to=path))
    return found, [*problems, *_missing(root)]


def _files(root: Path, problems: list[Problem]) -> Iterator[str]:
    """The files in a folder and in those below it that are for rules; each folder once, whatever links there are."""

    def unreadable(error: OSError) -> None:
        mark = Mark(Source(str(error.filename)), 0, 0)
        problems.append(problem(NOT_READABLE, mark, path=error.filename, reason=reason_of(error)))

    seen: set[str] = set()
    for folder, inner, names in os.walk(root, onerror=unreadable, followlinks=True):
        below = Path(folder).relative_to(root)
        # A folder with the name of a file is told as what it is when it is read.
        files = [*names, *(name for name in inner if name.endswith(ENDINGS))]
        yield from ((below / name).as_posix() for name in files if not name.startswith("."))
        seen.add(os.path.realpath(folder))
        inner[:] = [
            name
            for name in inner
            if not name.startswith(".")
            and not name.endswith(ENDINGS)
            and _is_for_rules((below / name).parts[0])
            and os.path.realpath(Path(folder, name)) not in seen
        ]


def _is_for_rules(folder: str) -> bool:
    # A folder that is almost named like one of ours is a slip of the pen, any other is somebody else's.
    return folder in FOLDERS or bool(nearest(folder, FOLDERS))


def _looks_like_rules(folder: str, name: str) -> bool:
    """Whether its author takes a file for rules; at the top the JSON of others is usual, a file instead of a folder is not."""
    small = name.lower()
    if folder or small.endswith((*ENDINGS, ".yaml.txt", ".yml.txt")):
        return small.endswith(_ALMOST)
    return small in FOLDERS or (small.endswith(_ALMOST) and small.partition(".")[0] in _STEMS)


def _meant(path: str) -> tuple[str, ...]:
    """The name that a file would be read by if only its ending were right."""
    folder, _, name = path.rpartition("/")
    stem, ending = name.partition(".")[::2]
    return (f"{folder}/{stem}.yaml",) if folder in FOLDERS and f".{ending}" not in ENDINGS else ()


def _missing(root: Path) -> Iterator[Problem]:
    """Every file that a copy of rules consists of, as it says itself, and that is not there."""
    parts = root / PARTS
    try:
        text = parts.read_text(encoding="utf-8") if parts.exists() else ""
    except (OSError, ValueError) as error:
        yield problem(NOT_READABLE, Mark(Source(str(parts)), 0, 0), path=parts, reason=reason_of(error))
        return
    for line, path in enumerate(text.splitlines()):
        if path and not path.startswith("#") and not os.path.lexists(root / path):
            yield problem(MISSING_PART, Mark(Source(str(parts), text), line, 0, len(path)), found=path)
