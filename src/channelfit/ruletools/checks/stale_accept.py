"""An accepted finding that is not there."""

from collections.abc import Iterator

from channelfit.language import Text
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material
from channelfit.ruletools.checks.never_recommended import NEVER_RECOMMENDED
from channelfit.source.problem import Severity


def find(material: Material) -> Iterator[Finding]:
    """The rulebook accepts a finding that is not there.

    What was accepted has changed or was misspelt; a reason for nothing would hide the next thing of that name. It is about no
    company, so it has no witness. What a rulebook below accepts is its own affair,
    and who is hardly ever recommended comes and goes with the companies that are drawn.

    Bad: `accept: [{finding: counted-twice, at: linkedin/old-name, because: ...}]`. Good: the entry goes with the rule.
    """
    known = material.found | material.rulebook.accepted_below
    for accepted in material.rulebook.accepted:
        is_drawn = accepted.finding == NEVER_RECOMMENDED.id and accepted.at in material.rulebook.channels
        if (accepted.finding, accepted.at) not in known and not is_drawn:
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
