"""All checks of `rules check`, and what they find in a rulebook."""

from collections.abc import Iterator, Mapping, Sequence

from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.cases import Case
from channelfit.ruletools.checks.always_recommended import ALWAYS_RECOMMENDED
from channelfit.ruletools.checks.check import Finding
from channelfit.ruletools.checks.condition_always_holds import CONDITION_ALWAYS_HOLDS
from channelfit.ruletools.checks.condition_never_holds import CONDITION_NEVER_HOLDS
from channelfit.ruletools.checks.counted_twice import COUNTED_TWICE
from channelfit.ruletools.checks.dominated_channel import DOMINATED_CHANNEL
from channelfit.ruletools.checks.idle_none_of import IDLE_NONE_OF
from channelfit.ruletools.checks.idle_words import IDLE_WORDS
from channelfit.ruletools.checks.long_todo import LONG_TODO
from channelfit.ruletools.checks.material import Material
from channelfit.ruletools.checks.never_recommended import NEVER_RECOMMENDED
from channelfit.ruletools.checks.no_basis import NO_BASIS
from channelfit.ruletools.checks.opposite_points import OPPOSITE_POINTS
from channelfit.ruletools.checks.outdated_evidence import OUTDATED_EVIDENCE
from channelfit.ruletools.checks.outweighing_rule import OUTWEIGHING_RULE
from channelfit.ruletools.checks.placeholder_differs import PLACEHOLDER_DIFFERS
from channelfit.ruletools.checks.points_on_excluded import POINTS_ON_EXCLUDED
from channelfit.ruletools.checks.silent_region import SILENT_REGION
from channelfit.ruletools.checks.stale_accept import STALE_ACCEPT
from channelfit.ruletools.checks.unread_option import UNREAD_OPTION
from channelfit.ruletools.checks.unread_question import UNREAD_QUESTION
from channelfit.ruletools.checks.untested_rule import UNTESTED_RULE
from channelfit.ruletools.checks.unused_evidence import UNUSED_EVIDENCE
from channelfit.source.nodes import Document, ListNode, Scalar, value_at_key
from channelfit.source.problem import Problem, problem
from channelfit.source.values import UNKNOWN_VALUE, is_null

CHECKS = (
    CONDITION_NEVER_HOLDS,
    CONDITION_ALWAYS_HOLDS,
    IDLE_NONE_OF,
    COUNTED_TWICE,
    OPPOSITE_POINTS,
    POINTS_ON_EXCLUDED,
    OUTWEIGHING_RULE,
    UNREAD_QUESTION,
    UNREAD_OPTION,
    SILENT_REGION,
    NEVER_RECOMMENDED,
    ALWAYS_RECOMMENDED,
    DOMINATED_CHANNEL,
    PLACEHOLDER_DIFFERS,
    IDLE_WORDS,
    LONG_TODO,
    NO_BASIS,
    OUTDATED_EVIDENCE,
    UNUSED_EVIDENCE,
    UNTESTED_RULE,
    # The last one, for it looks at what all others have found.
    STALE_ACCEPT,
)


def check(rulebook: Rulebook, cases: Sequence[Case]) -> tuple[Finding, ...]:
    """All findings by where they stand; those that the rulebook accepts carry the reason."""
    material = Material(rulebook, tuple(cases))
    found: list[Finding] = []
    for looking in CHECKS:
        found += looking.find(material)
        material.found.update((finding.id, finding.at) for finding in found)
    return tuple(sorted((_with_reason(finding, rulebook) for finding in found), key=lambda finding: finding.order))


def _with_reason(finding: Finding, rulebook: Rulebook) -> Finding:
    accepting = (entry for entry in rulebook.accepted if (entry.finding, entry.at) == (finding.id, finding.at))
    return finding._replace(accepted=next(accepting, None))


def unknown_accepted(documents: Mapping[str, Document]) -> Iterator[Problem]:
    """A problem for each entry under `accept` that names no finding; what else is wrong with them the reader tells."""
    head = documents.get("rulebook.yaml")
    ids = [known.id for known in CHECKS]
    listed = value_at_key(head.root, "accept") if head is not None else None
    for entry in listed.items if isinstance(listed, ListNode) else ():
        named = value_at_key(entry, "finding")
        if isinstance(named, Scalar) and not is_null(named) and named.text not in ids:
            yield problem(UNKNOWN_VALUE, named.mark, key="finding", found=named.text, expected=ids, nearest_to=named.text)
