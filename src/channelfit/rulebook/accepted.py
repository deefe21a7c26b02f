"""Read what the authors of a rulebook looked at and accept, each with a reason."""

from collections.abc import Sequence

from channelfit.language import both
from channelfit.rulebook.model import Accepted
from channelfit.source.document import Node
from channelfit.source.fields import UNKNOWN_VALUE, Fields

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


def read_accepted(fields: Fields, languages: Sequence[str]) -> tuple[Accepted, ...]:
    """The findings under `accept`, each with what it is about and why it is as it should be."""
    return tuple(_read_one(node, fields, languages) for node in fields.items("accept"))


def _read_one(node: Node, outer: Fields, languages: Sequence[str]) -> Accepted:
    fields = Fields(node, both("`accept`"), outer.problems)
    finding = fields.scalar("finding", required=True)
    if finding is not None and finding.text not in FINDING_IDS:
        fields.report(
            UNKNOWN_VALUE, finding.mark, key="finding", found=finding.text, expected=FINDING_IDS, nearest_to=finding.text
        )
    accepted = Accepted(
        finding=finding.text if finding else "",
        at=fields.string("at", required=True),
        because=fields.text("because", languages, required=True, plain=True),
        mark=node.mark,
    )
    fields.close()
    return accepted
