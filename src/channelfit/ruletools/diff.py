"""What differs between two rulebooks, and whose advice changes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from channelfit.advice.advise import advise
from channelfit.advice.batch.many import in_short
from channelfit.advice.batch.work import plan_of
from channelfit.advice.drawing import drawn_companies
from channelfit.advice.model import Advice
from channelfit.brevity import brief
from channelfit.language import Text
from channelfit.profile import Profile
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.differing import NO_CONTENT, differing, plain
from channelfit.ruletools.readings import as_read

SEED = "rules diff"
_KINDS = ("channels", "questions", "goals", "rules", "notes", "checks", "evidence", "disabled")


@brief
class ItemChange(NamedTuple):
    """An item that is there in one rulebook only, or whose fields differ: the field, and both values in short."""

    kind: str
    id: str
    before: bool
    after: bool
    fields: tuple[tuple[str, Text, Text], ...] = ()


@brief
class Affected(NamedTuple):
    """A company and the advice under both rulebooks; `label` says where it comes from."""

    label: str
    profile: Profile
    old: Advice
    new: Advice

    @property
    def sets(self) -> tuple[frozenset[str], frozenset[str]]:
        """Everything recommended under each, basics included."""
        return self.old.members, self.new.members

    @property
    def size(self) -> tuple[int, float]:
        """How large the change is: channels that move, then the change of coverage."""
        first, second = self.sets
        return len(first ^ second), abs(round(self.new.total_coverage - self.old.total_coverage, 6))


@brief
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
    asked: dict[str, int] = {}
    able: list[tuple[str, Profile, Profile, Profile]] = []
    skipped = 0
    for group, label, profile in companies:
        first, second = as_read(profile, old), as_read(profile, new)
        if first is None or second is None:
            skipped += 1
            continue
        asked[group] = asked.get(group, 0) + 1
        able.append((label, profile, first, second))
    before = in_short(plan_of(old), [first.answers for _, _, first, _ in able])
    after = in_short(plan_of(new), [second.answers for _, _, _, second in able])
    # Whole advice takes long, and only those whose set changes need it.
    affected = [
        Affected(label, profile, advise(old, first), advise(new, second))
        for (label, profile, first, second), one, other in zip(able, before, after, strict=True)
        if one.members != other.members
    ]
    affected.sort(key=lambda company: (-company.size[0], -company.size[1], company.label))
    return RuleDiff(old, new, tuple(item_changes(old, new)), asked, tuple(affected), skipped)


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
