"""What `rules check` found, as text and as plain data."""

import json
from collections.abc import Iterator, Sequence

from channelfit.language import Language
from channelfit.render.forms.safe import visible
from channelfit.render.phrases.findings import _drawn, message_of
from channelfit.render.plain.findings import witness_of
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.checks.finding import Finding, Severity

# What only needs to be known, all of a kind in one line.
_COUNTED: dict[str, dict[str, str]] = {
    "unread-option": {"de": "Optionen, die nichts liest", "en": "options that nothing reads"},
    "silent-region": {
        "de": "Gegenden, in denen manchmal keine Regel spricht",
        "en": "regions in which sometimes no rule speaks",
    },
    "dominated-channel": {
        "de": "Kanäle, die nie besser sind als ein anderer",
        "en": "channels that are never better than another",
    },
    "no-basis": {
        "de": "Regeln, die auf fachlicher Einschätzung beruhen",
        "en": "rules that rest on judgement",
    },
    "unused-evidence": {"de": "Belege, die niemand anführt", "en": "facts that nothing cites"},
    "untested-rule": {"de": "Regeln, die in keinem Testfall gelten", "en": "rules that hold in no case"},
}
_WORDS: dict[str, dict[str, str]] = {
    "error": {"de": "Fehler", "en": "error"},
    "warning": {"de": "Warnung", "en": "warning"},
    "info": {"de": "Info", "en": "info"},
    "errors": {"de": "Fehler", "en": "errors"},
    "warnings": {"de": "Warnungen", "en": "warnings"},
    "questions": {"de": "Fragen", "en": "questions"},
    "channels": {"de": "Kanäle", "en": "channels"},
    "rules": {"de": "Regeln", "en": "rules"},
    "notes": {"de": "Hinweise", "en": "notes"},
    "facts": {"de": "Belege", "en": "facts"},
    "cases": {"de": "Testfälle", "en": "cases"},
    "witness": {"de": "Profil: {profile}", "en": "profile: {profile}"},
    "more": {"de": "... und {count} weitere [{id}]", "en": "... and {count} more [{id}]"},
    "and": {"de": " und ", "en": " and "},
    "accepted": {"de": "Mit Begründung hingenommen: {count}.", "en": "Accepted with a reason: {count}."},
    "none": {"de": "Keine Probleme gefunden: {counted}.", "en": "No problems found: {counted}."},
    "some": {"de": "Gefunden: {found} ({counted}).", "en": "Found: {found} ({counted})."},
}
_MOST_ALIKE = 20
_MOST_NAMES = 4
_LONGEST_PROFILE = 240


def render_findings(found: Sequence[Finding], rulebook: Rulebook, cases: int, language: Language) -> str:
    """Errors and warnings one by one by place, the rest counted, and what was looked at."""
    shown = [one for one in found if one.accepted is None]
    lines = [*_one_by_one([one for one in shown if one.severity is not Severity.INFO], rulebook, language)]
    lines += _counted([one for one in shown if one.severity is Severity.INFO], language)
    accepted = len(found) - len(shown)
    if accepted:
        lines.append(_word("accepted", language, count=str(accepted)))
    lines.append(_summary(shown, rulebook, cases, language))
    return "".join(f"{line}\n" for line in lines)


def _one_by_one(found: Sequence[Finding], rulebook: Rulebook, language: Language) -> Iterator[str]:
    """Each with its place and a profile that shows it; of very many alike only the first."""
    alike: dict[str, int] = {}
    for one in found:
        alike[one.id] = alike.get(one.id, 0) + 1
        if alike[one.id] > _MOST_ALIKE:
            continue
        message = visible(f"{_WORDS[one.severity.value][language]}: {message_of(one, language)}")
        yield f"{visible(str(one.mark))}: {message} [{one.id}]"
        profile = json.dumps(witness_of(one, rulebook), ensure_ascii=False)
        if one.witness is not None and len(profile) <= _LONGEST_PROFILE:
            yield f"    {_word('witness', language, profile=visible(profile))}"
    for id, count in alike.items():
        if count > _MOST_ALIKE:
            yield _word("more", language, count=str(count - _MOST_ALIKE), id=id)


def _counted(found: Sequence[Finding], language: Language) -> Iterator[str]:
    """One line for each kind: how many, and which."""
    for id in dict.fromkeys(one.id for one in sorted(found, key=lambda one: one.id)):
        names = [one.at for one in found if one.id == id]
        listed = ", ".join(names[:_MOST_NAMES]) + (" ..." if len(names) > _MOST_NAMES else "")
        drawn = next((_drawn(one, language) for one in found if one.id == id), "")
        yield visible(f"{_WORDS['info'][language]}: {_COUNTED[id][language]} ({len(names)}): {listed}{drawn} [{id}]")


def _summary(shown: Sequence[Finding], rulebook: Rulebook, cases: int, language: Language) -> str:
    counts = {
        "questions": len(rulebook.questions),
        "channels": len(rulebook.channels),
        "rules": len(rulebook.rules),
        "notes": len(rulebook.notes),
        "facts": len(rulebook.evidence),
        "cases": cases,
    }
    counted = ", ".join(f"{count} {_word(noun, language)}" for noun, count in counts.items())
    found = []
    for severity in (Severity.ERROR, Severity.WARNING):
        count = sum(one.severity is severity for one in shown)
        if count:
            found.append(f"{count} {_word(severity.value + ('s' if count > 1 else ''), language)}")
    if not found:
        return _word("none", language, counted=counted)
    return _word("some", language, found=_word("and", language).join(found), counted=counted)


def _word(key: str, language: Language, **parts: str) -> str:
    return _WORDS[key][language].format(**parts)
