"""What `rules check` found, as text."""

from collections import Counter
from collections.abc import Iterator, Sequence

from channelfit.language import Counted, Text
from channelfit.render.phrases.findings import message_of, sample_size
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import SO_MANY_CASES, SO_MANY_RULES
from channelfit.render.plain.findings import witness_of
from channelfit.ruletools.checks.check import Finding
from channelfit.source.problem import Severity
from channelfit.source.written import quoted, visible

_SEVERITIES = {
    Severity.ERROR: Text("Fehler", "error"),
    Severity.WARNING: Text("Warnung", "warning"),
    Severity.INFO: Text("Info", "info"),
}
_ERRORS = Counted(Text("{count} Fehler", "{count} error"), Text("{count} Fehler", "{count} errors"))
_WARNINGS = Counted(Text("{count} Warnung", "{count} warning"), Text("{count} Warnungen", "{count} warnings"))
_LOOKED_AT = (
    Counted(Text("{count} Frage", "{count} question"), Text("{count} Fragen", "{count} questions")),
    Counted(Text("{count} Kanal", "{count} channel"), Text("{count} Kanäle", "{count} channels")),
    SO_MANY_RULES,
    Counted(Text("{count} Hinweis", "{count} note"), Text("{count} Hinweise", "{count} notes")),
    Counted(Text("{count} Beleg", "{count} fact"), Text("{count} Belege", "{count} facts")),
    SO_MANY_CASES,
)
_WITNESS = Text("Profil: {profile}", "profile: {profile}")
_MORE = Text("... und {count} weitere [{id}]", "... and {count} more [{id}]")
_ACCEPTED = Text("Mit Begründung hingenommen: {count}.", "Accepted with a reason: {count}.")
_NOTHING = Text("Keine Probleme gefunden: {counted}.", "No problems found: {counted}.")
_SOMETHING = Text("Gefunden: {found} ({counted}).", "Found: {found} ({counted}).")
_MOST_ALIKE = 20
_MOST_NAMES = 4
_LONGEST_PROFILE = 240


def render_findings(found: Sequence[Finding], cases: int, voice: Voice) -> str:
    """Errors and warnings one by one by where they stand, infos with a name for many of them counted, and what was looked at."""
    shown = [finding for finding in found if finding.accepted is None]
    lines = [*_one_by_one([finding for finding in shown if not _is_counted(finding)], voice)]
    lines += _counted([finding for finding in shown if _is_counted(finding)], voice)
    if accepted := len(found) - len(shown):
        lines.append(voice.say(_ACCEPTED, count=str(accepted)))
    lines.append(_summary(shown, cases, voice))
    return "".join(f"{line}\n" for line in lines)


def _is_counted(finding: Finding) -> bool:
    return finding.severity is Severity.INFO and finding.check.counted is not None


def _one_by_one(found: Sequence[Finding], voice: Voice) -> Iterator[str]:
    """Each with where it stands and a profile that shows it; of very many alike only the first."""
    alike: Counter[str] = Counter()
    for finding in found:
        alike[finding.id] += 1
        if alike[finding.id] > _MOST_ALIKE:
            continue
        message = f"{voice.say(_SEVERITIES[finding.severity])}: {message_of(finding, voice)}"
        yield f"{visible(str(finding.mark))}: {visible(message)} [{finding.id}]"
        profile = quoted(witness_of(finding, voice.rulebook))
        if finding.witness is not None and len(profile) <= _LONGEST_PROFILE:
            yield f"    {voice.say(_WITNESS, profile=profile)}"
    for id, count in alike.items():
        if count > _MOST_ALIKE:
            yield voice.say(_MORE, count=str(count - _MOST_ALIKE), id=id)


def _counted(found: Sequence[Finding], voice: Voice) -> Iterator[str]:
    """One line for each kind: how many, and which."""
    by_id: dict[str, list[Finding]] = {}
    for finding in found:
        by_id.setdefault(finding.id, []).append(finding)
    for id, alike in sorted(by_id.items()):
        named = voice.say(alike[0].check.counted or Text())
        listed = ", ".join(finding.at for finding in alike[:_MOST_NAMES]) + (" ..." if len(alike) > _MOST_NAMES else "")
        listed += sample_size(alike[0].sampled, voice)
        yield visible(f"{voice.say(_SEVERITIES[Severity.INFO])}: {named} ({len(alike)}): {listed} [{id}]")


def _summary(shown: Sequence[Finding], cases: int, voice: Voice) -> str:
    rulebook = voice.rulebook
    parts = (rulebook.questions, rulebook.channels, rulebook.rules, rulebook.notes, rulebook.evidence)
    counted = ", ".join(map(voice.counted, (*map(len, parts), cases), _LOOKED_AT))
    counts = Counter(finding.severity for finding in shown)
    wordings = ((Severity.ERROR, _ERRORS), (Severity.WARNING, _WARNINGS))
    found = [voice.counted(counts[severity], wording) for severity, wording in wordings if counts[severity]]
    return voice.say(_SOMETHING, found=voice.listed(found), counted=counted) if found else voice.say(_NOTHING, counted=counted)
