"""The cases of a rulebook as they are kept between runs, with the rulebook."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from channelfit.advice.readiness import Level
from channelfit.brevity import brief
from channelfit.kept import Folders, Wanted, kept_reading
from channelfit.profile import Profile
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.packed import know
from channelfit.ruletools.cases import Bounds, Case, Coverage, Expect, Expected, Skipped

_READERS = ("", "source", "rulebook", "rulebook/overlay", "advice", "ruletools", "ruletools/checks")
_LABELS = tuple(label for label in Profile._fields if label != "notices")
Tested = tuple[Rulebook, tuple[Case, ...], tuple[Skipped, ...]]


@brief
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
