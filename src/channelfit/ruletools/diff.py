"""What differs between two rulebooks, and whose advice changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from channelfit.advice.candidates import options_in, situation_of
from channelfit.advice.companies import Companies
from channelfit.advice.drawing import drawn_companies
from channelfit.advice.fit import ChannelFit
from channelfit.advice.portfolio import Picked
from channelfit.advice.table import table_of
from channelfit.language import Text
from channelfit.profile import Profile
from channelfit.rulebook.model import GOALS, Rulebook
from channelfit.ruletools.differing import NO_CONTENT, differing, plain
from channelfit.ruletools.readings import answers_in
from channelfit.typed import NamedTuple

SEED = "rules diff"
_KINDS = ("channels", "questions", "goals", "rules", "notes", "checks", "evidence", "disabled")


class ItemChange(NamedTuple):
    """An item that is there in one rulebook only, or whose fields differ: the field, and both values in short."""

    kind: str
    id: str
    before: bool
    after: bool
    fields: tuple[tuple[str, Text, Text], ...] = ()


class Side(NamedTuple):
    """What comes out for a company under one of the two: everything recommended, basics included, and how much it covers."""

    rulebook: Rulebook
    profile: Profile
    members: frozenset[str]
    coverage: float

    def fits(self) -> Mapping[str, ChannelFit]:
        """How all channels fit, with the rules behind it."""
        return situation_of(self.rulebook, self.profile).fits


class Affected(NamedTuple):
    """A company and what comes out under both rulebooks; `label` says where it comes from."""

    label: str
    profile: Profile
    old: Side
    new: Side

    @property
    def size(self) -> tuple[int, float]:
        """How large the change is: channels that move, then the change of coverage."""
        return len(self.old.members ^ self.new.members), abs(round(self.new.coverage - self.old.coverage, 6))


class RuleDiff(NamedTuple):
    """What differs, and everybody who was asked; those whose set changes are `affected`, the worst first.

    `skipped` are profiles that lack a required answer under one of them, `folders` is where the two lie.
    """

    old: Rulebook
    new: Rulebook
    changes: tuple[ItemChange, ...]
    asked: Mapping[str, int]
    affected: tuple[Affected, ...]
    skipped: int
    folders: tuple[str, str] = ("", "")


def diff(old: Rulebook, new: Rulebook, companies: Iterable[tuple[str, str, Profile]]) -> RuleDiff:
    """What differs, over companies given as group, label and profile."""
    listed = [*companies]
    before, after = (_Told(rulebook, [profile for _, _, profile in listed]) for rulebook in (old, new))
    skipped = before.lacking | after.lacking
    able = [row for row in range(len(listed)) if not skipped >> row & 1]
    asked = dict(Counter(listed[row][0] for row in able))
    affected = []
    for row, first, second in zip(able, before.picked(able), after.picked(able), strict=True):
        if {*first.chosen, *first.basics} != {*second.chosen, *second.basics}:
            _, label, profile = listed[row]
            affected.append(Affected(label, profile, before.side(row, first), after.side(row, second)))
    affected.sort(key=lambda company: (-company.size[0], -company.size[1], company.label))
    return RuleDiff(old, new, tuple(item_changes(old, new)), asked, tuple(affected), skipped.bit_count())


class _Told:
    """Companies as one of two rulebooks reads them, and what comes out for each; it keeps their columns, so it is a class."""

    def __init__(self, rulebook: Rulebook, profiles: Sequence[Profile]) -> None:
        self._profiles = [profile._replace(answers=answers_in(profile.answers, rulebook)) for profile in profiles]
        self._companies = Companies(table_of(rulebook, [profile.answers for profile in self._profiles])) if profiles else None
        self._rulebook = rulebook

    @property
    def lacking(self) -> int:
        """The rows that lack a required answer, as the bits of a number."""
        return self._companies.lacking if self._companies else 0

    def picked(self, rows: Sequence[int]) -> list[Picked]:
        """What is recommended in some rows."""
        return self._companies.picked(rows) if self._companies else []

    def side(self, row: int, picked: Picked) -> Side:
        """What comes out in a row. Whole advice would take long, and few are told all of it."""
        assert self._companies is not None
        profile = self._profiles[row]
        coverage = self._companies.coverage(row, picked, options_in(profile.answers[GOALS]))
        return Side(self._rulebook, profile, frozenset((*picked.chosen, *picked.basics)), coverage)


def item_changes(old: Rulebook, new: Rulebook) -> Iterator[ItemChange]:
    """Every item that was added, removed or changed, by kind and id; settings as one item."""
    for kind in _KINDS:
        before, after = _items(old, kind), _items(new, kind)
        for id in sorted(set(before) | set(after)):
            fields = tuple(_fields(before[id], after[id])) if id in before and id in after else ()
            if fields or (id in before) is not (id in after):
                yield ItemChange(kind, id, id in before, id in after, fields)
    if fields := tuple(_fields(old.settings, new.settings)):
        yield ItemChange("settings", "", before=True, after=True, fields=fields)
    for kind in ("hours", "essentials", "words"):
        if plain(getattr(old, kind)) != plain(getattr(new, kind)):
            yield ItemChange(kind, "", before=True, after=True)


def _items(rulebook: Rulebook, kind: str) -> dict[str, object]:
    found = getattr(rulebook, kind)
    return dict(found) if isinstance(found, Mapping) else {item.id: item for item in found}


def _fields(before: object, after: object) -> Iterator[tuple[str, Text, Text]]:
    """The fields of two items that differ."""
    for name in getattr(before, "_fields", ()):
        first, second = plain(getattr(before, name)), plain(getattr(after, name))
        if name not in NO_CONTENT and first != second:
            yield (name, *differing(first, second))


def sampled_companies(rulebook: Rulebook, count: int) -> Iterator[tuple[str, str, Profile]]:
    """So many complete profiles, each question drawn on its own by its shares; the same every time."""
    for number, answers in enumerate(drawn_companies(rulebook, count, SEED), 1):
        yield "sample", f"sample {number}", Profile(answers=answers)
