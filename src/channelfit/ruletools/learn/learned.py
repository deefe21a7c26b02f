"""What was learned: changes to propose, what is not firm enough, and how the cases take it."""

from __future__ import annotations

from enum import Enum

from channelfit.ruletools.cases_run import CaseResult
from channelfit.ruletools.checks.check import Finding
from channelfit.ruletools.learn.points import Point
from channelfit.typed import NamedTuple

# So often companies are drawn anew.
BOOTSTRAPS = 40


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


class Step(NamedTuple):
    """What came of one step: how strongly shifts were held back, what is proposed, and what is not firm."""

    ridge: float
    held_out: HeldOut
    proposals: tuple[Proposal, ...]
    unsettled: tuple[Unsettled, ...]


class Learned(NamedTuple):
    """The result: from how many companies and outcomes, and the steps: points that there are, then rules that are missing.

    There is none where the companies are too few. `skipped` are cases that lack what only an overlay requires.
    """

    companies: int
    outcomes: int
    steps: tuple[Step, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What all steps propose."""
        return tuple(one for step in self.steps for one in step.proposals)


class Trial(NamedTuple):
    """What became of the rules' own cases and checks with an overlay on top.

    How many cases there are, those that fail now and did not before, and what is found now and was not before.
    """

    cases: int
    flipped: tuple[CaseResult, ...]
    findings: tuple[Finding, ...]
