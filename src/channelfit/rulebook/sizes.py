"""How large a rulebook may be: what is beyond it would be read and weighed for minutes, and by nobody."""

from collections.abc import Iterator, Mapping

from channelfit.source.nodes import Document, ListNode, value_at_key
from channelfit.source.problem import Mark, Mistake, Problem, problem

MAX_CHANNELS = 100
MAX_RULES = 1_500

TOO_MANY_CHANNELS = Mistake(
    "too-many-channels",
    "das Regelwerk hat {found} Kanäle, höchstens {limit} sind möglich; dies ist der erste darüber",
    "the rulebook has {found} channels, at most {limit} are possible; this is the first beyond them",
)
TOO_MANY_RULES = Mistake(
    "too-many-rules",
    "das Regelwerk hat {found} Regeln, höchstens {limit} sind möglich; dies ist die erste darüber",
    "the rulebook has {found} rules, at most {limit} are possible; this is the first beyond them",
)


def size_problems(documents: Mapping[str, Document]) -> list[Problem]:
    """What a rulebook has too much of, each located at the first beyond the limit, in the order of its files."""
    of_channels = [document.root.mark for path, document in sorted(documents.items()) if path.startswith("channels/")]
    sizes = ((TOO_MANY_CHANNELS, of_channels, MAX_CHANNELS), (TOO_MANY_RULES, [*_rules_in(documents)], MAX_RULES))
    return [
        problem(mistake, marks[limit], found=len(marks), limit=limit) for mistake, marks, limit in sizes if len(marks) > limit
    ]


def _rules_in(documents: Mapping[str, Document]) -> Iterator[Mark]:
    for path, document in sorted(documents.items()):
        if path.startswith(("channels/", "situations/")):
            rules = value_at_key(document.root, "rules")
            yield from (item.mark for item in rules.items) if isinstance(rules, ListNode) else ()
