"""An accepted finding that is not there."""

from collections.abc import Iterator

from channelfit.language import Text
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material
from channelfit.source.problem import Severity


def find(material: Material) -> Iterator[Finding]:
    """The rulebook accepts a finding that is not there.

    What was accepted has changed or was misspelt; a reason for nothing would hide the next thing of that name. It is about no
    company, so it has no witness. What a rulebook below accepts is its own affair.

    Bad: `accept: [{finding: counted-twice, at: linkedin/old-name, because: ...}]`. Good: the entry goes with the rule.
    """
    known = material.found | material.rulebook.accepted_below
    for accepted in material.rulebook.accepted:
        if (accepted.finding, accepted.at) not in known:
            values = {"finding": accepted.finding, "at": accepted.at}
            yield Finding(STALE_ACCEPT, accepted.at, accepted.mark, values)


STALE_ACCEPT = Check(
    id="stale-accept",
    severity=Severity.WARNING,
    wording=Text(
        de="hingenommen wird `{finding}` bei `{at}`, aber das gibt es dort nicht",
        en="`{finding}` is accepted at `{at}`, but there is none",
    ),
    find=find,
)
