"""What rules are judged by: figures that add up from cases, and what keeps each from being better."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from channelfit.advice.fit import ChannelFit
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.case_sets import Case, CaseSet, Kind
from channelfit.typed import NamedTuple

# A judge's first three are looked for among our first four; our first three stand for a recommendation.
FIRST = 3
WIDER = 4


class Measure(Enum):
    """What is counted."""

    HIT_1 = "hit@1"
    HIT_3 = "hit@3"
    HIT_5 = "hit@5"
    DROPPED_SHOWN = "dropped_shown"
    AGREEMENT = "agreement"
    FIRST_CHOICE_SHOWN = "first_choice_shown"
    FIRST_CHOICE_COUNTS = "first_choice_counts"
    NEVER_SHOWN = "never_shown"
    GOOD_SHOWN = "good_shown"
    GOOD_IN_FOUR = "good_in_four"
    BAD_SHOWN = "bad_shown"


# Of these, none would be best.
FEWER_IS_BETTER = frozenset({Measure.DROPPED_SHOWN, Measure.NEVER_SHOWN, Measure.BAD_SHOWN})
HITS = {Measure.HIT_1: 1, Measure.HIT_3: FIRST, Measure.HIT_5: 5}
MEASURES: Mapping[Kind, tuple[Measure, ...]] = {
    Kind.OUTCOMES: (*HITS, Measure.DROPPED_SHOWN),
    Kind.COMPANIES: (
        Measure.AGREEMENT,
        Measure.FIRST_CHOICE_SHOWN,
        Measure.FIRST_CHOICE_COUNTS,
        Measure.NEVER_SHOWN,
    ),
    Kind.SITUATIONS: (Measure.GOOD_SHOWN, Measure.GOOD_IN_FOUR, Measure.BAD_SHOWN),
}


class Tally(NamedTuple):
    """So many of so many. Tallies of cases add up to a figure, whatever cases are taken together."""

    got: int
    of: int

    @property
    def share(self) -> float | None:
        """The share; nothing where there is nothing to count."""
        return self.got / self.of if self.of else None


class Fault(NamedTuple):
    """A channel that keeps a figure from being better: missed, or shown though it should not be, and for how many judges."""

    measure: Measure
    channel: str
    judges: int = 1


class LeftOut(Enum):
    """Why a channel that worked is not looked for among those recommended."""

    EXCLUDED = "excluded"
    DOES_NOT_SERVE = "does_not_serve"
    UPKEEP = "upkeep"
    DISABLED = "disabled"


class CaseScore(NamedTuple):
    """How a case came out.

    `shown` are the channels that stand for a recommendation, `order` is the order that the case is judged by; `left_out` are the
    channels of an outcome that could not be hit. `popular` is what a list that is the same for everybody gets of the same case.
    """

    case: Case
    shown: tuple[str, ...]
    order: tuple[str, ...]
    tallies: Mapping[Measure, Tally]
    faults: tuple[Fault, ...]
    left_out: Mapping[str, LeftOut]
    fits: Mapping[str, ChannelFit]
    popular: Mapping[Measure, Tally] = {}

    def rank_of(self, channel: str) -> int | None:
        """The rank of a channel in the order, from 1; nothing if it is not in it."""
        return self.order.index(channel) + 1 if channel in self.order else None

    @property
    def concerned(self) -> tuple[str, ...]:
        """The channels between which the points decided, our first and those at fault, by rank; none without a fault."""
        first = self.order[: max(WIDER, len(self.shown))] if self.faults else ()
        found = dict.fromkeys((*first, *(fault.channel for fault in self.faults)))
        return tuple(sorted(found, key=lambda channel: self.rank_of(channel) or len(self.order) + 1))


class SetScore(NamedTuple):
    """How the cases of a file came out."""

    cases: CaseSet
    scores: tuple[CaseScore, ...]

    @property
    def figures(self) -> dict[Measure, Tally]:
        """Every figure of this kind of cases."""
        return figures_of(self.scores, self.cases.kind)

    @property
    def not_counted(self) -> tuple[CaseScore, ...]:
        """The cases that say nothing about what comes first."""
        first = MEASURES[self.cases.kind][0]
        return tuple(one for one in self.scores if first not in one.tallies)


class Score(NamedTuple):
    """How well a rulebook does on cases, beside the same list of `popular` channels for everybody."""

    rulebook: Rulebook
    sets: tuple[SetScore, ...]
    with_after_choice: bool
    popular: tuple[str, ...] = ()


def figures_of(scores: Iterable[CaseScore], kind: Kind) -> dict[Measure, Tally]:
    """The figures over some cases of a kind."""
    tallies = [one.tallies for one in scores]
    found = {}
    for measure in MEASURES[kind]:
        given = [some[measure] for some in tallies if measure in some]
        found[measure] = Tally(sum(one.got for one in given), sum(one.of for one in given))
    return found
