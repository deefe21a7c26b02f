"""What `rules check` found, as plain data for JSON."""

from collections.abc import Mapping, Sequence

from channelfit.profile import Profile
from channelfit.render.phrases.findings import message_of, reason_of
from channelfit.render.phrases.voice import Voice
from channelfit.render.plain.advice import Plain, answers_as_plain
from channelfit.rulebook.digest import digest
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.checks.check import Finding
from channelfit.source.problem import Severity

SCHEMA = "channelfit.findings/1"


def findings_as_plain(found: Sequence[Finding], voice: Voice) -> Plain:
    """All findings, those accepted too, each with its reason."""
    rulebook = voice.rulebook
    left = [finding for finding in found if finding.accepted is None]
    counts: dict[str, int] = {severity.value: sum(finding.severity is severity for finding in left) for severity in Severity}
    return {
        "schema": SCHEMA,
        "rulebook": {"id": rulebook.id, "version": rulebook.version, "digest": digest(rulebook)},
        "language": voice.language,
        "counts": {**counts, "accepted": len(found) - len(left)},
        "findings": [_finding(finding, voice) for finding in found],
    }


def _finding(finding: Finding, voice: Voice) -> Plain:
    size = finding.sampled
    return {
        "id": finding.id,
        "severity": finding.severity.value,
        "at": finding.at,
        "place": {"file": finding.mark.source.name, "line": finding.mark.line + 1, "column": finding.mark.column + 1},
        "message": message_of(finding, voice),
        "witness": witness_of(finding, voice.rulebook),
        "exact": size is None,
        "n": size.n if size else None,
        "seed": size.seed if size else None,
        "accepted": reason_of(finding, voice),
    }


def witness_of(finding: Finding, rulebook: Rulebook) -> Mapping[str, object] | None:
    return None if finding.witness is None else answers_as_plain(Profile(answers=finding.witness), rulebook)
