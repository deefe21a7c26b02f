"""Rules of which somebody has edited a file or two: only those are read again, where that is all there is to it."""

import os

from channelfit.kept import ALONE, Edited, rule_path
from channelfit.reading import read_file
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.reread import reread


def mended(edited: Edited) -> Rulebook | None:
    """The rulebook with its edited files as they are now; nothing where all of it has to be read, as where anything is wrong."""
    are_alone = all(file.startswith(ALONE) for file in edited.files)
    if not are_alone or (edited.has_moved and not _holds_rules_alone(edited.folder)):
        return None
    rulebook: Rulebook | None = edited.rulebook
    for file in edited.files:
        path = f"{edited.folder}{os.sep}{file.replace('/', os.sep)}"
        documents, problems = read_file(path, path, rule_path(file))
        rulebook = reread(rulebook, documents[0]) if rulebook and len(documents) == 1 and not problems else None
    return rulebook


def _holds_rules_alone(folder: str) -> bool:
    """Whether nothing in a folder looks like rules and is none; whoever has edited the files alone need not wait for that."""
    from pathlib import Path

    from channelfit.folders import folder_problem, rule_paths

    root = Path(folder)
    return folder_problem(root, folder) is None and not rule_paths(root)[1]
