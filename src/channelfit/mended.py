"""Rules of which somebody has edited a file or two: only those are read again, where that is all there is to it.

What they say is kept beside the rulebook that was kept when all files were read, so that little has to be written.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress

from channelfit.cache import keep, kept
from channelfit.kept import ALONE, UNUSABLE, Edited, Listing, are_settled, rule_path
from channelfit.reading import read_file
from channelfit.rulebook.digest import digest_of, know_digest, texts_of
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.packed import packed, unpacked
from channelfit.rulebook.reread import Part, part_of, with_parts
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any


class Edits(NamedTuple):
    """What edited files say, by their paths, as a folder was; and the digest of the rulebook with them."""

    listing: Listing = ()
    digest: str = ""
    parts: Mapping[str, Part] = {}


def mended(edited: Edited) -> Rulebook | None:
    """The rulebook with its edited files as they are now; nothing where all of it has to be read, as where anything is wrong."""
    began = time.time()
    name, about = f"edits-{edited.entry}", (edited.about, edited.digest)
    before = _kept_edits(kept(name, about))
    is_known = before.listing == edited.listing
    are_alone = all(file.startswith(ALONE) for file in edited.files)
    if not are_alone or (edited.has_moved and not is_known and not _holds_rules_alone(edited.folder)):
        return None
    same = {signature[0] for signature in {*before.listing}.intersection(edited.listing)}
    parts: dict[str, Part] = {}
    for file in edited.files:
        path = rule_path(file)
        part = before.parts[path] if file in same and path in before.parts else _read_part(edited, file)
        if part is None:
            return None
        parts[path] = part
    rulebook = with_parts(edited.rulebook, parts)
    if rulebook is None:
        return None
    digest = before.digest if is_known else _digest(rulebook, kept(f"texts-{edited.entry}", about), parts)
    know_digest(rulebook, digest)
    if not is_known and are_settled(edited.listing, began):
        keep(name, about, (edited.listing, digest, {path: packed((*part,)) for path, part in parts.items()}))
    return rulebook


def _kept_edits(found: Any) -> Edits:
    with suppress(*UNUSABLE):
        listing, digest, parts = found
        return Edits(listing, digest, {path: Part(*unpacked(data)) for path, data in parts.items()})
    return Edits()


def _read_part(edited: Edited, file: str) -> Part | None:
    path = f"{edited.folder}{os.sep}{file.replace('/', os.sep)}"
    documents, problems = read_file(path, path, rule_path(file))
    return part_of(edited.rulebook, documents[0]) if len(documents) == 1 and not problems else None


def _digest(rulebook: Rulebook, known: Any, paths: Collection[str]) -> str:
    """The digest of a rulebook; as text are made only some files, where the rest is known."""
    with suppress(*UNUSABLE):
        return digest_of(texts_of(rulebook, known, paths))
    return digest_of(texts_of(rulebook))


def _holds_rules_alone(folder: str) -> bool:
    """Whether nothing in a folder looks like rules and is none; whoever has edited the files alone need not wait for that."""
    from pathlib import Path

    from channelfit.folders import folder_problem, rule_paths

    root = Path(folder)
    return folder_problem(root, folder) is None and not rule_paths(root)[1]
