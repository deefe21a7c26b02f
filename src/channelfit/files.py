"""Read rulebooks, profiles and logos."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence

from channelfit.kept import Edited, Folders, kept_rulebook
from channelfit.profile import Profile, read_profile
from channelfit.reading import read_file
from channelfit.rulebook.model import Rulebook
from channelfit.source.nodes import Document
from channelfit.source.problem import InvalidInput, Mark, Problem, Source, problem
from channelfit.source.reasons import NO_ORDINARY_FILE, NO_SUCH_FILE, NOT_READABLE, reason_of

TYPE_CHECKING = False
if TYPE_CHECKING:  # Few need a logo.
    from pathlib import Path
    from typing import BinaryIO

    from channelfit.rulebook.logo import Logo


def load_rulebook(folders: Folders = None) -> Rulebook:
    """The rulebook in a folder (nothing: the built-in one), each further one on the one before. Raises InvalidInput."""

    def read() -> tuple[Rulebook, Sequence[str]]:
        from channelfit.rulefiles import read_layers, rulebook_in  # What is kept needs none of it.

        files = read_layers(folders, with_tests=False)
        return rulebook_in(files), files.sources

    return kept_rulebook(folders, read, _reread)


def _reread(edited: Edited) -> Rulebook | None:
    from channelfit.mended import mended

    return mended(edited)


def read_logo(rulebook: Rulebook) -> Logo | None:
    """The logo of the house style, from the folder of the file that names it; nothing if none does. Raises InvalidInput."""
    house = rulebook.house
    if house is None or house.logo is None:
        return None
    mark, written = house.logo.mark, house.logo.text
    from pathlib import Path

    from channelfit.rulebook.logo import LOGO_ACTIVE_CONTENT, LOGO_NOT_AN_IMAGE, Active, logo_of

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
    from pathlib import Path

    from channelfit.rulebook.logo import LOGO_OUTSIDE, LOGO_TOO_LARGE, MAX_LOGO_BYTES

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
    return read_file(path, path) if path else ((), (problem(NO_SUCH_FILE, Mark(Source("<PROFILE>"), 0, 0), path=path),))


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
