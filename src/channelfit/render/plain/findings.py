"""What `rules check` found, as plain data for JSON."""

from collections.abc import Mapping, Sequence

from channelfit.language import Language
from channelfit.profile import Profile
from channelfit.render.phrases.findings import message_of, reason_of
from channelfit.render.plain.advice import Plain, answers_as_plain
from channelfit.rulebook.digest import digest
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.checks.finding import Finding, Severity

SCHEMA = "channelfit.findings/1"


def findings_as_plain(found: Sequence[Finding], rulebook: Rulebook, language: Language) -> Plain:
    """All findings, those accepted too, each with its reason."""
    left = [one for one in found if one.accepted is None]
    counts: dict[str, int] = {severity.value: sum(one.severity is severity for one in left) for severity in Severity}
    return {
        "schema": SCHEMA,
        "rulebook": {"id": rulebook.id, "version": rulebook.version, "digest": digest(rulebook)},
        "language": language,
        "counts": {**counts, "accepted": len(found) - len(left)},
        "findings": [_finding(one, rulebook, language) for one in found],
    }


def _finding(finding: Finding, rulebook: Rulebook, language: Language) -> Plain:
    drawn = finding.drawn
    return {
        "id": finding.id,
        "severity": finding.severity.value,
        "at": finding.at,
        "place": {"file": finding.mark.source.name, "line": finding.mark.line + 1, "column": finding.mark.column + 1},
        "message": message_of(finding, language),
        "witness": witness_of(finding, rulebook),
        "exact": drawn is None,
        "n": drawn.n if drawn else None,
        "seed": drawn.seed if drawn else None,
        "accepted": reason_of(finding, language),
    }


def witness_of(finding: Finding, rulebook: Rulebook) -> Mapping[str, object] | None:
    return None if finding.witness is None else answers_as_plain(Profile(answers=finding.witness), rulebook)
