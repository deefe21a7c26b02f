"""What of the rules is kept between runs: a whole rulebook with its digest, and what each file says.

It holds as long as the files do: the same names, sizes, times and inodes in all folders, and the same program. A file that was
changed a moment ago may be changed again without its signature telling, so what was read of it is not kept yet.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from channelfit.cache import cache_folder, entry_name, keep, kept
from channelfit.rulebook.compiled import Compiled, evaluator_of
from channelfit.rulebook.digest import digest_of, know_digest, texts_of
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.packed import packed, unpacked
from channelfit.signatures import Signature, program, signature_of
from channelfit.source.nodes import Document
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:  # It is only named here.
    from pathlib import Path
    from typing import Any, TypeAlias

# A file's time may be this many seconds coarse.
_SETTLED = 2.0
ENDINGS = (".yaml", ".yml")
# Files of which no other one reads much: they can be read again alone.
ALONE = ("channels/", "situations/")
# What a copy of rules consists of, a path to a line; so that a part of it is not taken for the whole.
PARTS = ".files"
Folders: TypeAlias = "str | Path | Sequence[str | Path] | None"
Listing = tuple[Signature, ...]
# What is packed and not what was written at another time would be unpacked by.
UNUSABLE = (LookupError, TypeError, ValueError, AttributeError)
# What reads rules, and so must be the same.
_READERS = ("", "source", "rulebook", "rulebook/overlay")


def rule_path(file: str) -> str:
    """By which name a rule file is known in its folder, whichever ending it has."""
    return f"{file.removesuffix('.yml').removesuffix('.yaml')}.yaml"


def each_of(folders: Folders) -> Sequence[str | Path | None]:
    """The folders one by one; nothing stands for the built-in rules."""
    return [folders] if folders is None or isinstance(folders, (str, os.PathLike)) else [*folders] or [None]


class Wanted(NamedTuple):
    """What is asked for: its kind, the folders of rules, what of the program reads it, and which folders say nothing of it."""

    kind: str
    folders: Folders
    readers: tuple[str, ...] = _READERS
    left_out: tuple[str, ...] = ("tests", "cases")


# A rulebook, and what was read with it.
Read: TypeAlias = "tuple[Any, ...]"


class Edited(NamedTuple):
    """A rulebook as it was kept, and the files of its folder that are other ones now; perhaps it is not only they that moved.

    `digest` is that of the rulebook, `listing` what the folder is now; `entry` and `about` are what it was kept under.
    """

    rulebook: Rulebook
    folder: str
    files: tuple[str, ...]
    digest: str
    has_moved: bool
    listing: Listing = ()
    entry: str = ""
    about: object = None


def kept_rulebook(
    folders: Folders, read: Callable[[], tuple[Rulebook, Sequence[str]]], reread: Callable[[Edited], Rulebook | None]
) -> Rulebook:
    """The rulebook of some folders, as it was kept if all its files are the same; else as it is `read`, with all its folders.

    Where some files are others it is as it can be `reread`, if it can.
    """

    def read_it() -> tuple[Read, Sequence[str]]:
        rulebook, sources = read()
        return (rulebook,), sources

    found: Rulebook = kept_reading(Wanted("rulebook", folders), read_it, reread)[0]
    return found


def kept_reading(
    wanted: Wanted,
    read: Callable[[], tuple[Read, Sequence[str]]],
    reread: Callable[[Edited], Rulebook | None] | None = None,
) -> Read:
    """A rulebook and what is read with it, as kept if all its files are the same; else as it is `read`, with all its folders."""
    about = about_folders(wanted.readers, each_of(wanted.folders))
    if not about[0]:
        return read()[0]
    name = entry_name(wanted.kind, about[1:])
    held = kept(name, about)
    if found := _unpacked_reading(held, wanted):
        return found
    began = time.time()
    edited = _edited(held, wanted, name, about) if reread else None
    if reread and edited and (mended := reread(edited)):
        return (mended,)
    found, sources = read()
    listings = [(source, listing_of(source, wanted.left_out)) for source in sources]
    if reread and len(listings) == 1:
        listings = [(source, _without_new(listing or (), began)) for source, listing in listings]
    if all(listing and are_settled(listing, began) for _, listing in listings):
        with suppress(TypeError):
            texts = texts_of(found[0])
            know_digest(found[0], said := digest_of(texts))
            keep(name, about, (listings, said, packed(found), tuple(evaluator_of(found[0]).compiled)))
            if reread:
                keep(f"texts-{name}", (about, said), texts)
    return found


def _unpacked_reading(found: Any, wanted: Wanted) -> Read | None:
    with suppress(*UNUSABLE):
        listings, said, data, plain = found
        if all(listing_of(source, wanted.left_out) == listing for source, listing in listings):
            read = unpacked(data)
            if isinstance(read, tuple) and isinstance(read[0], Rulebook):
                know_digest(read[0], said)
                evaluator_of(read[0], Compiled(*plain))
                return read
    return None


def _without_new(listing: Listing, began: float) -> Listing:
    """The signatures without those of files that changed a moment ago and can be read alone: as if they were others next time."""
    return tuple(
        (one[0], 0, 0, 0, 0, 0) if one[0].startswith(ALONE) and not are_settled((one,), began) else one for one in listing
    )


def _edited(held: Any, wanted: Wanted, entry: str, about: object) -> Edited | None:
    """What of one folder was edited since it was kept: the same files are there, and some of them are others."""
    with suppress(*UNUSABLE):
        [(folder, before)], said, data, _ = held
        now = listing_of(folder, wanted.left_out)
        if now and now != before and [one[0] for one in now] == [one[0] for one in before]:
            others = [one[0] for one, other in zip(now, before, strict=True) if one != other]
            files = tuple(name for name in others if name.endswith(ENDINGS))
            [rulebook] = unpacked(data)
            if isinstance(rulebook, Rulebook):
                return Edited(rulebook, folder, files, said, len(files) < len(others), now, entry, about)
    return None


class Shelf:
    """What each file of a rule folder says, kept between runs; what is new on it is put away at the end, so it is a class."""

    def __init__(self, root: str) -> None:
        self._about_root = about_folders(_READERS, [root])
        self._began = time.time()
        self._parts: dict[str, dict[str, tuple[Signature, object]]] = {}
        self._found: dict[str, dict[str, tuple[Signature, object]]] = {}
        self._changed: set[str] = set()

    def document(self, path: str, relative: str) -> Document | None:
        """What a file says, if it is kept and the file is the same."""
        part = self._part(relative)
        with suppress(OSError, *UNUSABLE):
            signature, data = part[relative]
            if signature == signature_of(relative, os.stat(path)):
                document = unpacked(data)
                if isinstance(document, Document):
                    self._found[_part_of(relative)][relative] = signature, data
                    return document
        return None

    def lay(self, path: str, relative: str, document: Document) -> None:
        """Keep what a file says, unless it was changed a moment ago, or nothing is kept."""
        if not self._about_root[0]:
            return
        self._part(relative)
        with suppress(OSError, TypeError):
            signature = signature_of(relative, os.stat(path))
            if are_settled((signature,), self._began):
                self._found[_part_of(relative)][relative] = signature, packed(document, with_texts=True)
                self._changed.add(_part_of(relative))

    def put_away(self) -> None:
        """Write what is new."""
        for part in sorted(self._changed):
            keep(self._name(part), self._about(part), self._found[part])

    def _part(self, relative: str) -> dict[str, tuple[Signature, object]]:
        part = _part_of(relative)
        if part not in self._parts:
            found = kept(self._name(part), self._about(part))
            self._parts[part] = found if isinstance(found, dict) else {}
            self._found[part] = {}
        return self._parts[part]

    def _about(self, part: str) -> tuple[object, ...]:
        return (*self._about_root, part)

    def _name(self, part: str) -> str:
        return entry_name("files", self._about(part)[1:])


def _part_of(relative: str) -> str:
    """Tests and cases lie apart, since most commands need none of them."""
    folder = relative.partition("/")[0]
    return folder if folder in ("tests", "cases") else ""


def listing_of(root: str, left_out: Sequence[str]) -> Listing | None:
    """The signatures of a folder and of all rule files in it but those of some folders; nothing if they cannot be had."""
    found: list[Signature] = []
    try:
        found.append(signature_of(".", os.stat(root)))
        with os.scandir(root) as entries:
            for entry in entries:
                if entry.name.startswith(".") and entry.name != PARTS:
                    continue
                if entry.name == PARTS or entry.name.endswith(ENDINGS):
                    found.append(signature_of(entry.name, entry.stat()))
                elif entry.is_dir():
                    found += _below(entry.path, entry.name, left_out)
    except OSError:
        return None
    return tuple(sorted(found))


def _below(path: str, folder: str, left_out: Sequence[str]) -> list[Signature]:
    with os.scandir(path) as entries:
        if folder in left_out:
            return []  # They must be there to be looked into, as whoever reads the rules does.
        inside = [entry for entry in entries if not entry.name.startswith(".")]
        if any(entry.is_dir() for entry in inside):
            raise OSError  # Nobody sees here whether rules lie deeper, where none belong.
        files = [entry for entry in inside if entry.name.endswith(ENDINGS)]
        itself = signature_of(folder, os.stat(path))
        return [itself, *(signature_of(f"{folder}/{entry.name}", entry.stat()) for entry in files)]


def are_settled(listing: Listing, began: float) -> bool:
    """Whether all files had been as they are for a while when their reading began."""
    return all(max(changed, moved) < (began - _SETTLED) * 1e9 for _, _, changed, moved, _, _ in listing)


def about_folders(readers: tuple[str, ...], folders: Sequence[object], *kind: str) -> tuple[object, ...]:
    """What an entry of some folders is about: the program that works it out, the place where names start if any does, the names.

    Where nothing is to be kept there is no program.
    """
    names = ["" if folder is None else str(folder) for folder in folders]
    start = "" if all(not name or os.path.isabs(name) for name in names) else _place()
    return (program(readers) if cache_folder() else (), start, *kind, *names)


def _place() -> str:
    with suppress(OSError):
        return os.getcwd()
    return ""
