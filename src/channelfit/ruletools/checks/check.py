"""Look for what can be known about the rules of a rulebook beyond whether it can be read: one function per finding."""

from collections.abc import Callable, Iterator, Sequence

from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.cases import Case
from channelfit.ruletools.checks.conditions import condition_always_holds, condition_never_holds
from channelfit.ruletools.checks.finding import Finding, Scope, Severity
from channelfit.ruletools.checks.points import counted_twice, opposite_points, outweighing_rule, points_on_excluded
from channelfit.ruletools.checks.questions import silent_region, unread_option, unread_question
from channelfit.ruletools.checks.samples import always_recommended, dominated_channel, never_recommended
from channelfit.ruletools.checks.texts import no_basis, outdated_evidence, placeholder_differs, untested_rule, unused_evidence

Look = Callable[[Scope], Iterator[Finding]]

# Each is documented where it stands: what it finds, why that matters, a bad and a good sample.
CHECKS: tuple[Look, ...] = (
    condition_never_holds,
    condition_always_holds,
    counted_twice,
    opposite_points,
    points_on_excluded,
    outweighing_rule,
    unread_question,
    unread_option,
    silent_region,
    never_recommended,
    always_recommended,
    dominated_channel,
    placeholder_differs,
    no_basis,
    outdated_evidence,
    unused_evidence,
    untested_rule,
)


def check(rulebook: Rulebook, cases: Sequence[Case]) -> tuple[Finding, ...]:
    """All findings by place; those that the rulebook accepts carry the reason."""
    scope = Scope(rulebook, tuple(cases))
    found = [_with_reason(finding, rulebook) for look in CHECKS for finding in look(scope)]
    found += stale_accept(rulebook, found)
    return tuple(sorted(found, key=lambda finding: finding.order))


def stale_accept(rulebook: Rulebook, found: Sequence[Finding]) -> Iterator[Finding]:
    """The rulebook accepts a finding that is not there.

    What was accepted has changed or was misspelt; a reason for nothing would hide the next thing of that name. It is about no
    company, so it has no witness.

    Bad: `accept: [{finding: counted-twice, at: linkedin/old-name, because: ...}]`. Good: the entry goes with the rule.
    """
    there = {(finding.id, finding.at) for finding in found}
    for accepted in rulebook.accepted:
        if (accepted.finding, accepted.at) not in there:
            values = {"finding": accepted.finding, "at": accepted.at}
            yield Finding("stale-accept", Severity.WARNING, accepted.at, accepted.mark, values)


def _with_reason(finding: Finding, rulebook: Rulebook) -> Finding:
    accepting = (one for one in rulebook.accepted if (one.finding, one.at) == (finding.id, finding.at))
    return finding._replace(accepted=next(accepting, None))
