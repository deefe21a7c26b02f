"""The cases of a rulebook as they are kept between runs, with the rulebook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from channelfit.advice.readiness import Level
from channelfit.cache import entry_name, keep, kept
from channelfit.kept import UNUSABLE, Folders, Listing, Wanted, about_folders, are_settled, each_of, kept_reading, listing_of
from channelfit.profile import Profile
from channelfit.rulebook.digest import digest
from channelfit.rulebook.layout import CASES
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.packed import know
from channelfit.ruletools.cases import Bounds, Case, Coverage, Expect, Expected, Skipped
from channelfit.typed import NamedTuple

_READERS = ("", "source", "rulebook", "rulebook/overlay", "advice", "ruletools", "ruletools/checks")
_LABELS = tuple(label for label in Profile._fields if label != "notices")
Tested = tuple[Rulebook, tuple[Case, ...], tuple[Skipped, ...]]


class _Kept(NamedTuple):
    """A case with the parts of its profile in place of that."""

    profile: tuple[object, ...]
    case: tuple[object, ...]


know(_Kept, Skipped, Expect, Expected, Bounds, Coverage, Level)


def kept_cases(folder: Folders, read: Callable[[], tuple[Tested, Sequence[str]]], *, with_cases: bool) -> Tested:
    """The rulebook of a folder with the cases of its tests and those to skip, as they were kept if all files are the same.

    So must those be that the rules are scored by, if they are read as well. Else as they are `read`, with all folders.
    """
    fresh: list[Tested] = []

    def as_data() -> tuple[tuple[object, ...], Sequence[str]]:
        tested, sources = read()
        fresh.append(tested)
        rulebook, cases, skipped = tested
        return (rulebook, tuple(map(_plain, cases)), skipped), sources

    wanted = Wanted("checked" if with_cases else "tested", folder, _READERS, () if with_cases else ("cases",))
    found = kept_reading(wanted, as_data)
    return fresh[0] if fresh else (found[0], tuple(map(_case, found[1])), found[2])


def _plain(case: Case) -> object:
    """A case to be kept; one whose profile is odd is none, so that nothing is."""
    if case.profile.notices:
        return case
    return _Kept(tuple(getattr(case.profile, label) for label in _LABELS), tuple(case._replace(profile=None)))  # type: ignore[arg-type]


def _case(kept: _Kept) -> Case:
    return Case._make(kept.case)._replace(profile=Profile(**dict(zip(_LABELS, kept.profile, strict=True))))  # type: ignore[arg-type]


# The folders of a rulebook with the signatures of their cases to score by, and all of the rulebook that these are read by.
Scored = tuple[tuple[tuple[str, Listing | None], ...], object]


def scored_cases(folders: Sequence[str], rulebook: Rulebook) -> Scored:
    """The cases that rules are scored by as they lie in the folders of a rulebook, and what they are read by."""
    read_by = rulebook._replace(
        channels={}, disabled={}, rules=(), notes=(), checks=(), hours=(), essentials=(), evidence={}, words=()
    )
    asked = [(question.id, question.mark.source.name) for question in rulebook.questions.values()]
    left_out = [change.target for change in rulebook.amendments if change.kind == "question" and not change.path]
    return _listings(folders), (digest(read_by), sorted(rulebook.titles), asked, left_out)


def know_scored_cases(folder: Folders, folders: Sequence[str], rulebook: Rulebook, began: float) -> None:
    """Keep that nothing was wrong with the cases that rules are scored by, whose reading began at some time."""
    scored = scored_cases(folders, rulebook)
    if all(listing is not None and are_settled(listing, began) for _, listing in scored[0]):
        keep(*_entry(folder), scored)


def known_scored_cases(folder: Folders) -> Scored | None:
    """The cases with which nothing was wrong, if they are still the same."""
    found: Scored | None = kept(*_entry(folder))
    with suppress(*UNUSABLE):
        if found and found[0] == _listings([name for name, _ in found[0]]):
            return found
    return None


def _entry(folder: Folders) -> tuple[str, tuple[object, ...]]:
    about = about_folders(_READERS, each_of(folder))
    return entry_name("scored", about[1:]), about


def _listings(folders: Sequence[str]) -> tuple[tuple[str, Listing | None], ...]:
    """The signatures of the cases in some folders; nothing of one that cannot be looked into."""
    return tuple((folder, _cases_in(listing_of(folder, ("tests",)))) for folder in folders)


def _cases_in(listing: Listing | None) -> Listing | None:
    return listing and tuple(one for one in listing if f"{one[0]}/".startswith(CASES))
