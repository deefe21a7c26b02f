"""What every key of a result means, in German and English."""

from channelfit.language import Language

PLACES: dict[str, dict[str, str]] = {
    "result": {
        "de": "Die Empfehlung, wie `channelfit advise --format json` sie ausgibt.",
        "en": "The advice as `channelfit advise --format json` prints it.",
    },
}
KEYS: dict[str, dict[str, str]] = {
    "result.schema": {"de": "Die Fassung des Ergebnisses.", "en": "The version of the result."},
    "result.rulebook": {
        "de": "Welche Regeln es waren und was eigene Regeln daran geändert haben.",
        "en": "Which rules these were, and what overlays changed in them.",
    },
    "result.company": {"de": "Der Name des Unternehmens.", "en": "The name of the company."},
    "result.language": {"de": "Die Sprache der Texte.", "en": "The language of the texts."},
    "result.answers": {
        "de": "Die Antworten, so dass sie wieder eingelesen werden können.",
        "en": "The answers, so that they can be read in again.",
    },
    "result.assumed": {"de": "Was ohne Antwort angenommen wurde.", "en": "What was assumed without an answer."},
    "result.headline": {"de": "Die Empfehlung in einem Satz.", "en": "The advice in one sentence."},
    "result.recommended": {"de": "Ihre Kanalauswahl.", "en": "Your channels."},
    "result.basics": {"de": "Was zuerst in Ordnung zu bringen ist.", "en": "What to put in order first."},
    "result.once_ready": {
        "de": "Die Auswahl, wenn keine Voraussetzung mehr fehlt.",
        "en": "The choice once no part of the groundwork is missing.",
    },
    "result.coverage": {"de": "Die Zielabdeckung.", "en": "The coverage of the goals."},
    "result.effort": {
        "de": "Stunden, Geld und Kosten im Monat: gebraucht, verfügbar, glaubhaft.",
        "en": "Hours, money and cost a month: needed, available, believable.",
    },
    "result.first_90_days": {
        "de": "Wann jeder Kanal aufgebaut wird und ab welcher Woche er läuft.",
        "en": "When each channel is set up, and from which week on it runs.",
    },
    "result.not_recommended": {
        "de": "Alle anderen Kanäle mit dem ersten Grund, der zutrifft.",
        "en": "All other channels, each with the first cause that applies.",
    },
    "result.park": {"de": "Was ruhen soll.", "en": "What to put to rest."},
    "result.keep_low": {"de": "Was auf kleiner Flamme bleibt.", "en": "What to keep low."},
    "result.next_step": {
        "de": "Der kleinste nützliche Schritt, wenn kein Kanal passt.",
        "en": "The smallest useful step if no channel fits.",
    },
    "result.readiness": {"de": "Die Voraussetzungen.", "en": "The groundwork."},
    "result.notes": {"de": "Die Hinweise.", "en": "The notes."},
    "result.settled": {
        "de": "Der Anteil der Ergänzungen offener Fragen, bei denen dieselbe Auswahl herauskommt.",
        "en": "The share of completions of the open questions in which the same choice comes out.",
    },
    "result.likely": {
        "de": "Die häufigste Auswahl, wenn es eine andere ist.",
        "en": "The most frequent choice if it is another.",
    },
    "result.open_questions": {
        "de": "Offene Fragen, die einflussreichste zuerst.",
        "en": "Open questions, the most influential first.",
    },
    "result.near_tie": {"de": "Was fast gewählt worden wäre.", "en": "What was nearly chosen instead."},
    "result.what_if": {"de": "Welche Änderungen das Ergebnis ändern.", "en": "Which changes would change the result."},
    "result.limits": {"de": "Die Grenzen, die galten.", "en": "The limits that applied."},
    "result.evidence": {"de": "Die angeführten Belege.", "en": "The facts that are cited."},
}


def place_text(place: str, language: Language) -> str:
    """What a file or a mapping in it is."""
    return PLACES[place][language]


def key_text(place: str, key: str, language: Language) -> str:
    """What a key means."""
    return KEYS[f"{place}.{key}"][language]
