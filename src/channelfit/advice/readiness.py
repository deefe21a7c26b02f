"""Check whether management is behind it, and how many of the stated hours can be believed."""

from __future__ import annotations

from enum import Enum

from channelfit.rulebook.condition import Answers, Truth, evaluate
from channelfit.rulebook.model import Check, Rulebook
from channelfit.typed import NamedTuple


class Status(Enum):
    """How far a part of the groundwork is."""

    MET = "met"
    PARTLY = "partly"
    UNMET = "unmet"
    UNKNOWN = "unknown"


class Level(Enum):
    """How ready the company is: everything met, something open or missing, or a blocking check unmet."""

    READY = "ready"
    CONDITIONAL = "conditional"
    NOT_YET = "not_yet"


class CheckResult(NamedTuple):
    """A check that applies, and its status."""

    check: Check
    status: Status


class Readiness(NamedTuple):
    """The level, and the checks that apply in the order of the rulebook."""

    level: Level
    checks: tuple[CheckResult, ...]


def assess(rulebook: Rulebook, answers: Answers) -> Readiness:
    """How ready the company is. A check that may not apply is kept, for somebody answered it or still can."""
    results = tuple(
        CheckResult(check, _status(check, answers))
        for check in rulebook.checks
        if evaluate(check.applies_when, answers).truth is not Truth.NO
    )
    if any(result.check.blocking and result.status is Status.UNMET for result in results):
        level = Level.NOT_YET
    elif all(result.status is Status.MET for result in results):
        level = Level.READY
    else:
        level = Level.CONDITIONAL
    return Readiness(level, results)


def _status(check: Check, answers: Answers) -> Status:
    met = evaluate(check.met_when, answers).truth
    if met is Truth.YES:
        return Status.MET
    partly = evaluate(check.partly_when, answers).truth if check.partly_when else Truth.NO
    if Truth.UNKNOWN in (met, partly):
        return Status.UNKNOWN
    return Status.PARTLY if partly is Truth.YES else Status.UNMET
