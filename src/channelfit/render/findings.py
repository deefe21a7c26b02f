"""What `rules check` found, as text and as plain data."""

import json
from collections.abc import Iterator, Mapping, Sequence

from channelfit.profile import Profile
from channelfit.render.plain import Plain, answers_as_plain
from channelfit.render.safe import visible
from channelfit.rulebook.digest import digest
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.finding import Finding, Severity

SCHEMA = "channelfit.findings/1"

_MESSAGES: dict[str, dict[str, str]] = {
    "condition-never-holds": {
        "de": "{kind} `{at}` gilt für kein Profil; was zu {questions} verlangt wird, geht nicht zusammen",
        "en": "{kind} `{at}` holds for no profile; what it wants of {questions} does not go together",
    },
    "condition-always-holds": {
        "de": "{kind} `{at}` gilt für jedes vollständige Profil und sagt deshalb nichts über die Situation",
        "en": "{kind} `{at}` holds for every complete profile and so says nothing about the situation",
    },
    "counted-twice": {
        "de": "`{at}` gilt nur, wo auch `{other}` gilt; beide zählen ({sums})",
        "en": "`{at}` holds only where `{other}` holds too; both count ({sums})",
    },
    "opposite-points": {
        "de": "`{at}` gilt genau dann, wenn `{other}` gilt, mit entgegengesetzten Punkten ({sums})",
        "en": "`{at}` holds exactly where `{other}` does, with opposite points ({sums})",
    },
    "points-on-excluded": {
        "de": "`{at}` gibt `{channel}` Punkte, die nie zählen; dort ist der Kanal ausgeschlossen durch {others}",
        "en": "`{at}` gives `{channel}` points that never count; the channel is ruled out there by {others}",
    },
    "outweighing-rule": {
        "de": "`{at}` wiegt bei `{channel}` mehr als alle anderen Regeln zusammen ({sums})",
        "en": "`{at}` outweighs all other rules of `{channel}` together ({sums})",
    },
    "unread-question": {
        "de": "nichts liest die Frage `{question}`; ihre Antwort ändert nichts",
        "en": "nothing reads question `{question}`; its answer changes nothing",
    },
    "unread-option": {
        "de": "nichts liest die Option `{option}` der Frage `{question}`",
        "en": "nothing reads option `{option}` of question `{question}`",
    },
    "silent-region": {
        "de": "`{market}` mit `{goal}` als wichtigstem Ziel: keine Regel spricht je für einen Kanal",
        "en": "`{market}` with `{goal}` as the first goal: no rule ever speaks for a channel",
    },
    "silent-profiles": {
        "de": "`{market}` mit `{goal}` als wichtigstem Ziel: in {silent} von {region} Profilen spricht keine Regel für einen",
        "en": "`{market}` with `{goal}` as the first goal: in {silent} of {region} profiles no rule speaks for a channel",
    },
    "never-recommended": {
        "de": "`{channel}` wird nie empfohlen",
        "en": "`{channel}` is never recommended",
    },
    "always-recommended": {
        "de": "`{channel}` wird immer empfohlen",
        "en": "`{channel}` is always recommended",
    },
    "dominated-channel": {
        "de": "`{channel}` eignet sich nie besser als {others} und braucht nicht weniger Stunden",
        "en": "`{channel}` never fits better than {others} and takes no fewer hours",
    },
    "placeholder-differs": {
        "de": "der Text von `{at}` nennt {placeholders} nicht in jeder Sprache; es fehlt in: {languages}",
        "en": "the text of `{at}` does not name {placeholders} in each language; missing in: {languages}",
    },
    "no-basis": {
        "de": "`{at}` beruht auf fachlicher Einschätzung",
        "en": "`{at}` rests on judgement",
    },
    "outdated-evidence": {
        "de": "`{at}` beruht nur auf Belegen aus der Zeit vor {oldest}: {facts}",
        "en": "`{at}` rests on evidence from before {oldest} alone: {facts}",
    },
    "unused-evidence": {
        "de": "niemand führt den Beleg `{at}` an",
        "en": "nothing cites evidence `{at}`",
    },
    "untested-rule": {
        "de": "`{at}` gilt in keinem Testfall",
        "en": "`{at}` holds in no case",
    },
    "stale-accept": {
        "de": "hingenommen wird `{finding}` bei `{at}`, aber das gibt es dort nicht",
        "en": "`{finding}` is accepted at `{at}`, but there is none",
    },
}
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
_KINDS: dict[str, dict[str, str]] = {
    "rule": {"de": "Regel", "en": "rule"},
    "note": {"de": "Hinweis", "en": "note"},
    "limit": {"de": "Grenze", "en": "limit"},
    "applies_when": {"de": "Voraussetzung", "en": "check"},
    "met_when": {"de": "Voraussetzung", "en": "check"},
    "partly_when": {"de": "Voraussetzung", "en": "check"},
    "hours": {"de": "Stundenregel", "en": "rule on hours"},
    "ask_when": {"de": "`ask_when` von", "en": "`ask_when` of"},
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
    "drawn": {"de": ' (Stichprobe: {count} Profile, Startwert "{seed}")', "en": ' (sampled: {count} profiles, seed "{seed}")'},
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


def render_findings(found: Sequence[Finding], rulebook: Rulebook, cases: int, language: str) -> str:
    """Errors and warnings one by one by place, the rest counted, and what was looked at."""
    shown = [one for one in found if one.accepted is None]
    lines = [*_one_by_one([one for one in shown if one.severity is not Severity.INFO], rulebook, language)]
    lines += _counted([one for one in shown if one.severity is Severity.INFO], language)
    accepted = len(found) - len(shown)
    if accepted:
        lines.append(_word("accepted", language, count=str(accepted)))
    lines.append(_summary(shown, rulebook, cases, language))
    return "".join(f"{line}\n" for line in lines)


def _one_by_one(found: Sequence[Finding], rulebook: Rulebook, language: str) -> Iterator[str]:
    """Each with its place and a profile that shows it; of very many alike only the first."""
    alike: dict[str, int] = {}
    for one in found:
        alike[one.id] = alike.get(one.id, 0) + 1
        if alike[one.id] > _MOST_ALIKE:
            continue
        message = visible(f"{_WORDS[one.severity.value][language]}: {message_of(one, language)}")
        yield f"{visible(str(one.mark))}: {message} [{one.id}]"
        profile = json.dumps(_witness(one, rulebook), ensure_ascii=False)
        if one.witness is not None and len(profile) <= _LONGEST_PROFILE:
            yield f"    {_word('witness', language, profile=visible(profile))}"
    for id, count in alike.items():
        if count > _MOST_ALIKE:
            yield _word("more", language, count=str(count - _MOST_ALIKE), id=id)


def _counted(found: Sequence[Finding], language: str) -> Iterator[str]:
    """One line for each kind: how many, and which."""
    for id in dict.fromkeys(one.id for one in sorted(found, key=lambda one: one.id)):
        names = [one.at for one in found if one.id == id]
        listed = ", ".join(names[:_MOST_NAMES]) + (" ..." if len(names) > _MOST_NAMES else "")
        drawn = next((_drawn(one, language) for one in found if one.id == id), "")
        yield visible(f"{_WORDS['info'][language]}: {_COUNTED[id][language]} ({len(names)}): {listed}{drawn} [{id}]")


def _summary(shown: Sequence[Finding], rulebook: Rulebook, cases: int, language: str) -> str:
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


def message_of(finding: Finding, language: str) -> str:
    """The message of a finding; what was sampled says so."""
    values = dict(finding.values)
    if "kind" in values:
        values["kind"] = _KINDS[values["kind"]][language]
    return _MESSAGES[finding.wording or finding.id][language].format(**values) + _drawn(finding, language)


def _drawn(finding: Finding, language: str) -> str:
    drawn = finding.drawn
    return _word("drawn", language, count=str(drawn.n), seed=drawn.seed) if drawn else ""


def findings_as_plain(found: Sequence[Finding], rulebook: Rulebook, language: str) -> Plain:
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


def _finding(finding: Finding, rulebook: Rulebook, language: str) -> Plain:
    drawn = finding.drawn
    return {
        "id": finding.id,
        "severity": finding.severity.value,
        "at": finding.at,
        "place": {"file": finding.mark.source.name, "line": finding.mark.line + 1, "column": finding.mark.column + 1},
        "message": message_of(finding, language),
        "witness": _witness(finding, rulebook),
        "exact": drawn is None,
        "n": drawn.n if drawn else None,
        "seed": drawn.seed if drawn else None,
        "accepted": _reason(finding, language),
    }


def _reason(finding: Finding, language: str) -> str | None:
    """Why it is accepted; in a language of the rulebook, if it has no other."""
    if finding.accepted is None:
        return None
    because = finding.accepted.because
    return because.get(language, next(iter(because.values()), ""))


def _witness(finding: Finding, rulebook: Rulebook) -> Mapping[str, object] | None:
    return None if finding.witness is None else answers_as_plain(Profile(answers=finding.witness), rulebook)


def _word(key: str, language: str, **parts: str) -> str:
    return _WORDS[key][language].format(**parts)
