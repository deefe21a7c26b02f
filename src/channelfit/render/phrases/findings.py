"""What `rules check` found, in words."""

from channelfit.language import Language
from channelfit.ruletools.checks.finding import Finding

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

_DRAWN = {"de": ' (Stichprobe: {count} Profile, Startwert "{seed}")', "en": ' (sampled: {count} profiles, seed "{seed}")'}


def message_of(finding: Finding, language: Language) -> str:
    """The message of a finding; what was sampled says so."""
    values = dict(finding.values)
    if "kind" in values:
        values["kind"] = _KINDS[values["kind"]][language]
    return _MESSAGES[finding.wording or finding.id][language].format(**values) + _drawn(finding, language)


def _drawn(finding: Finding, language: Language) -> str:
    drawn = finding.drawn
    return _DRAWN[language].format(count=drawn.n, seed=drawn.seed) if drawn else ""


def reason_of(finding: Finding, language: Language) -> str | None:
    """Why it is accepted; in a language of the rulebook, if it has no other."""
    return finding.accepted.because.or_other(language) if finding.accepted else None
