"""Know what the authors of a rulebook can accept."""

from collections.abc import Iterator

from channelfit.rulebook.context import Context
from channelfit.rulebook.model import Accepted
from channelfit.source.document import Node, value_at_key
from channelfit.source.problem import Problem, problem
from channelfit.source.values import UNKNOWN_VALUE

# What `rules check` can find beyond what makes a rulebook unreadable. Ids are never reused.
FINDING_IDS = (
    "condition-never-holds",
    "condition-always-holds",
    "counted-twice",
    "opposite-points",
    "points-on-excluded",
    "outweighing-rule",
    "unread-question",
    "unread-option",
    "silent-region",
    "never-recommended",
    "always-recommended",
    "dominated-channel",
    "placeholder-differs",
    "no-basis",
    "outdated-evidence",
    "unused-evidence",
    "untested-rule",
    "stale-accept",
)


def accepted_problems(accepted: Accepted, node: Node, _: Context) -> Iterator[Problem]:
    """Only what there is can be accepted."""
    found = value_at_key(node, "finding")
    if accepted.finding and accepted.finding not in FINDING_IDS and found is not None:
        said = accepted.finding
        yield problem(UNKNOWN_VALUE, found.mark, key="finding", found=said, expected=FINDING_IDS, nearest_to=said)
