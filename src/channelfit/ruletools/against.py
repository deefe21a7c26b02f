"""Score two rulebooks on the same cases: what differs, and which cases are won and lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.case_sets import Case, CaseSet, Outcome
from channelfit.ruletools.figures import FEWER_IS_BETTER, MEASURES, CaseScore, Measure, Score, SetScore, Tally
from channelfit.ruletools.intervals import Interval, interval_of_difference
from channelfit.ruletools.measured import NOTHING, added, in_places, places_of
from channelfit.ruletools.readings import answers_in, as_read
from channelfit.ruletools.score import score_case
from channelfit.typed import NamedTuple


class Turn(NamedTuple):
    """A case that came out otherwise, and the channels that are at fault under one of the two rulebooks only."""

    case: str
    channels: tuple[str, ...]


class Change(NamedTuple):
    """A figure under both rulebooks, over the cases that both can read.

    `difference` is that of the shares, with the interval it may well lie in; nothing where one of the two counts nothing. Cases
    that only one of them counts are neither won nor lost.
    """

    before: Tally
    after: Tally
    difference: float | None
    interval: Interval | None
    won: tuple[Turn, ...]
    lost: tuple[Turn, ...]
    counted_before: tuple[str, ...]
    counted_after: tuple[str, ...]


class SetChange(NamedTuple):
    """How the figures of a file differ; `skipped` are cases that lack what the other rulebook requires."""

    cases: CaseSet
    changes: Mapping[Measure, Change]
    skipped: tuple[str, ...]


class Against(NamedTuple):
    """What a score is held against: another rulebook, and what differs in each file."""

    rulebook: Rulebook
    sets: tuple[SetChange, ...]


def held_against(score: Score, other: Rulebook) -> Against:
    """Score the same cases under another rulebook; of answers that it does not know it hears nothing."""
    return Against(other, tuple(_changed(one, other, with_after_choice=score.with_after_choice) for one in score.sets))


def _changed(one: SetScore, other: Rulebook, *, with_after_choice: bool) -> SetChange:
    pairs: list[tuple[CaseScore, CaseScore]] = []
    skipped = []
    for after in one.scores:
        case = _as_read(after.case, other)
        if case is None:
            skipped.append(after.case.id)
        else:
            pairs.append((score_case(case, other, with_after_choice=with_after_choice), after))
    changes = {measure: _change(measure, pairs) for measure in MEASURES[one.cases.kind]}
    return SetChange(one.cases, changes, tuple(skipped))


def _as_read(case: Case, rulebook: Rulebook) -> Case | None:
    """The case as another rulebook reads it; nothing if a required answer is lacking there."""
    profile = as_read(case.profile, rulebook)
    if profile is None:
        return None
    if isinstance(case, Outcome):
        return case._replace(profile=profile, after_choice=answers_in(case.after_choice, rulebook))
    return case._replace(profile=profile)


def _change(measure: Measure, pairs: Sequence[tuple[CaseScore, CaseScore]]) -> Change:
    before = [one.tallies.get(measure, NOTHING) for one, _ in pairs]
    after = [one.tallies.get(measure, NOTHING) for _, one in pairs]
    first, second = added(before), added(after)
    found = interval_of_difference(in_places(before, measure), in_places(after, measure))
    counted = [(bool(old.of), bool(new.of)) for old, new in zip(before, after, strict=True)]
    return Change(
        before=first,
        after=second,
        difference=None if first.share is None or second.share is None else second.share - first.share,
        interval=found.times(places_of(measure)) if found else None,
        won=tuple(_turns(measure, pairs, 1)),
        lost=tuple(_turns(measure, pairs, -1)),
        counted_before=_ids(pairs, [one == (True, False) for one in counted]),
        counted_after=_ids(pairs, [one == (False, True) for one in counted]),
    )


def _turns(measure: Measure, pairs: Sequence[tuple[CaseScore, CaseScore]], way: int) -> Iterator[Turn]:
    """The cases that are better (1) or worse (-1) now, with the channels at fault where they are worse."""
    better = -1 if measure in FEWER_IS_BETTER else 1
    for before, after in pairs:
        old, new = (one.tallies.get(measure, NOTHING) for one in (before, after))
        if old.of and new.of and (new.got - old.got) * better * way > 0:
            worse, other = (before, after) if way > 0 else (after, before)
            spared = _at_fault(other, measure)
            yield Turn(after.case.id, tuple(channel for channel in _at_fault(worse, measure) if channel not in spared))


def _at_fault(scored: CaseScore, measure: Measure) -> dict[str, int]:
    return {fault.channel: fault.judges for fault in scored.faults if fault.measure is measure}


def _ids(pairs: Sequence[tuple[CaseScore, CaseScore]], wanted: Sequence[bool]) -> tuple[str, ...]:
    return tuple(after.case.id for (_, after), is_wanted in zip(pairs, wanted, strict=True) if is_wanted)
