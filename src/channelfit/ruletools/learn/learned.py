"""What was learned: changes to propose, what is not firm enough, and how the cases take it."""

from enum import Enum
from typing import NamedTuple

from channelfit.ruletools.learn.points import Point


class Verdict(Enum):
    """What outcomes say to a change."""

    CONFIRM = "confirm"
    QUESTION = "question"
    SILENT = "silent"


class Firmness(NamedTuple):
    """How firm a shift is: in how many companies its point is in, in which share of the bootstraps it keeps its sign, and between
    which shifts nine in ten of them lie."""

    cases: int
    kept: float
    low: float
    high: float


class Proposal(NamedTuple):
    """A point that the cases speak for moving: from what it is to what is proposed, and what the fit asked for."""

    point: Point
    new: float
    asked: float
    firmness: Firmness
    outcomes: Verdict = Verdict.SILENT
    outcome_cases: int = 0

    @property
    def shift(self) -> float:
        """By how much the point moves."""
        return self.new - self.point.was


class Unsettled(NamedTuple):
    """A point that the cases would move if they were more: what the fit asked for, and about how many are missing.

    `missing` counts companies in which the point is in; nothing where no number can be told.
    """

    point: Point
    asked: float
    firmness: Firmness
    missing: int | None


class HeldOut(NamedTuple):
    """The loss for a company that was held out, the mean of all: with the points as they are, with the changes, and with all
    shifts as the fit asks for them."""

    before: float
    changed: float
    all_shifts: float


class Learned(NamedTuple):
    """The result: from how many companies and outcomes, how strongly shifts were held back, and what came of it."""

    companies: int
    outcomes: int
    ridge: float | None
    proposals: tuple[Proposal, ...] = ()
    unsettled: tuple[Unsettled, ...] = ()
    held_out: HeldOut | None = None
