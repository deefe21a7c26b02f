"""Read what the authors of a rulebook looked at and accept, each with a reason."""

from collections.abc import Sequence

from channelfit.rulebook.model import Accepted
from channelfit.source.document import Node
from channelfit.source.fields import Fields


def read_accepted(fields: Fields, languages: Sequence[str]) -> tuple[Accepted, ...]:
    """The findings under `accept`, each with what it is about and why it is as it should be."""
    return tuple(_read_one(node, fields, languages) for node in fields.items("accept"))


def _read_one(node: Node, outer: Fields, languages: Sequence[str]) -> Accepted:
    fields = Fields(node, "`accept`", outer.problems)
    accepted = Accepted(
        finding=fields.string("finding", required=True),
        at=fields.string("at", required=True),
        because=fields.text("because", languages, required=True, plain=True),
        mark=node.mark,
    )
    fields.close()
    return accepted
