"""Try a rulebook with what was learned: which cases come out otherwise than they should, and what `rules check` finds now."""

from __future__ import annotations

from collections.abc import Sequence

from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.cases import Case
from channelfit.ruletools.cases_run import run_cases
from channelfit.ruletools.checks.check import Finding
from channelfit.ruletools.checks.run import check
from channelfit.ruletools.learn.learned import Trial
from channelfit.source.problem import Severity
from channelfit.typed import NamedTuple


class OnTrial(NamedTuple):
    """A rulebook with its cases."""

    rulebook: Rulebook
    cases: tuple[Case, ...]


def trial_of(before: OnTrial, after: OnTrial) -> Trial:
    """What an overlay changes for the cases and the checks of the rules that it stands on."""
    failing = {result.case.id for result in run_cases(before.cases, (), before.rulebook).results if result.failed}
    results = run_cases(after.cases, (), after.rulebook).results
    flipped = tuple(result for result in results if result.failed and result.case.id not in failing)
    return Trial(len(after.cases), flipped, tuple(_found_now(before, after)))


def _found_now(before: OnTrial, after: OnTrial) -> Sequence[Finding]:
    found = [{(finding.id, finding.at): finding for finding in check(*tested) if _counts(finding)} for tested in (before, after)]
    return [finding for key, finding in found[1].items() if key not in found[0]]


def _counts(finding: Finding) -> bool:
    """Whether somebody has to look at a finding."""
    return finding.accepted is None and finding.severity is not Severity.INFO
