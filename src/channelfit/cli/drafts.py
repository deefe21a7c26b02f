"""Keep the answers of an interview while it runs: one draft for each, which no other one overwrites or deletes."""

from __future__ import annotations

import contextlib
import json
import os
import time
from datetime import datetime
from pathlib import Path

from channelfit.files import read_profile_file
from channelfit.language import Text
from channelfit.profile import read_profile
from channelfit.render.reports.profile_text import render_profile
from channelfit.rulebook.model import Rulebook
from channelfit.source.reasons import reason_of
from channelfit.typed import NamedTuple
from channelfit.writing import STALE, UNFINISHED, write_private

TYPE_CHECKING = False
if TYPE_CHECKING:  # What it brings along takes a while to import; whoever is not asked anything should not wait for it.
    from typing import BinaryIO

    from channelfit.advice.interview import Interview

_HEAD = "# channelfit draft "


class Draft(NamedTuple):
    """The answers of an interview that was interrupted: the file, when it was last written, and what was said."""

    path: Path
    when: datetime
    interview: Interview


class Place(NamedTuple):
    """Where a running interview keeps its answers, which file it is about, and the lock that says that it runs."""

    path: Path
    about: str
    lock: BinaryIO | None


def drafts_folder() -> Path:
    """Where the answers of interrupted interviews are kept."""
    from platformdirs import user_state_path

    return user_state_path("channelfit", appauthor=False)


def drafts_of(rulebook: Rulebook, about: str) -> list[Draft]:
    """The drafts of interviews about a file (or about none) that nobody is at, the newest first; none if there is no access."""
    found: list[Draft] = []
    with contextlib.suppress(OSError):
        _tidy()
        for path in drafts_folder().glob("draft-*.yaml"):
            draft = _read(path, rulebook, about)
            if draft is not None:
                found.append(draft)
    return sorted(found, key=lambda draft: (draft.when, draft.path), reverse=True)


def begin(about: str, path: Path | None = None) -> Place:
    """The place of an interview: that of a draft which goes on, else one of its own."""
    path = path or drafts_folder() / f"draft-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.yaml"
    return Place(path, about, None)


def keep(place: Place, interview: Interview, rulebook: Rulebook) -> tuple[Place, Text]:
    """The place, locked from the first answer on, and why nothing could be kept, if so. Only the user may read it."""
    head = json.dumps({"about": place.about, "unknown": sorted(interview.unknown), "rulebook": rulebook.id})
    try:
        place.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if place.lock is None:
            place = place._replace(lock=_locked(place.path))
        write_private(place.path, f"{_HEAD}{head}\n{render_profile(interview.profile, rulebook)}")
    except OSError as error:
        return place, Text(*(f"{place.path}: {reason}" for reason in reason_of(error)))
    return place, Text()


def drop(path: Path) -> None:
    """The interview has ended well, or its answers are not wanted."""
    for gone in (path, _lock_path(path)):
        with contextlib.suppress(OSError):
            gone.unlink(missing_ok=True)


def _read(path: Path, rulebook: Rulebook, about: str) -> Draft | None:
    """A draft, less the answers that the rulebook does not know; nothing if it is of another file, in use, or unreadable."""
    from channelfit.advice.interview import Interview

    documents, _ = read_profile_file(str(path))
    first = documents[0].source.text.split("\n", 1)[0] if documents else ""
    try:
        head = json.loads(first.removeprefix(_HEAD))
    except ValueError:
        return None
    if not isinstance(head, dict) or head.get("about") != about or head.get("rulebook") != rulebook.id or _is_locked(path):
        return None
    profile, _ = read_profile(documents[0], rulebook)
    listed = head.get("unknown")
    unknown = frozenset(id for id in rulebook.questions if isinstance(listed, list) and id in listed) - profile.answers.keys()
    trail = tuple(id for id in rulebook.questions if id in profile.answers or id in unknown)
    if not trail and not profile.company:
        return None
    return Draft(path, datetime.fromtimestamp(path.stat().st_mtime).astimezone(), Interview(profile, trail, unknown))


def _lock_path(path: Path) -> Path:
    return path.with_suffix(".lock")


def _locked(path: Path) -> BinaryIO | None:
    """The lock of a draft, held until the program ends; without locks on this system it is as if nobody were at it."""
    lock = _lock_path(path).open("ab")
    with contextlib.suppress(ImportError, OSError):
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return lock


def _is_locked(path: Path) -> bool:
    try:
        import fcntl

        with _lock_path(path).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except (ImportError, OSError):
        return False
    return False


def _tidy() -> None:
    """Remove what a killed program was still writing: it holds answers, and nobody would find it."""
    for path in drafts_folder().glob(".*"):
        with contextlib.suppress(OSError):
            if path.name.startswith((UNFINISHED, ".draft-")) and time.time() - path.stat().st_mtime > STALE:
                path.unlink()
