"""The words of the results in German and English, and how numbers and lists are written in each."""

from math import floor

from channelfit.advice.model import Role
from channelfit.advice.readiness import Level, Status
from channelfit.language import Language
from channelfit.rulebook.model import Criterion

PHRASES: dict[str, dict[str, str]] = {
    "headline": {
        "de": "Konzentrieren Sie sich auf {names}: {hours} pro Woche.",
        "en": "Concentrate on {names}: {hours} a week.",
    },
    "headline_not_yet": {
        "de": "Zuerst ist die Geschäftsführung am Zug; bis dahin genügt {names} mit {hours} pro Woche.",
        "en": "It is management's move first; until then {names} is enough, with {hours} a week.",
    },
    "headline_not_yet_only": {
        "de": "Zuerst ist die Geschäftsführung am Zug: Ohne diese Voraussetzungen trägt kein Kanal.",
        "en": "It is management's move first: without this groundwork no channel works.",
    },
    "headline_basics": {
        "de": "Bringen Sie {names} in Ordnung, {hours} pro Woche; einen weiteren Kanal empfehlen wir zurzeit nicht.",
        "en": "Put {names} in order, {hours} a week; we do not advise a further channel at present.",
    },
    "headline_none": {
        "de": "Zurzeit empfehlen wir keinen Kanal; der nächste sinnvolle Schritt ist ein anderer.",
        "en": "We advise no channel at present; the next useful step is another one.",
    },
    "preliminary": {"de": "Vorläufig: {headline}", "en": "Preliminary: {headline}"},
    "settled": {"de": "Das Ergebnis steht fest.", "en": "The result is settled."},
    "settled_nearly": {
        "de": "Das Ergebnis steht fest: In {share} von 100 Fällen ändern die offenen Fragen nichts daran.",
        "en": "The result is settled: in {share} of 100 cases the open questions change nothing.",
    },
    "settled_partly": {
        "de": "Bei {share} von 100 möglichen Antworten auf die offenen Fragen bleibt es bei dieser Auswahl.",
        "en": "With {share} of 100 possible answers to the open questions the choice stays the same.",
    },
    "unsettled": {
        "de": "Das Ergebnis ist vorläufig: Nur bei {share} von 100 möglichen Antworten auf die offenen Fragen bleibt es dabei.",
        "en": "The result is preliminary: only with {share} of 100 possible answers to the open questions it stays so.",
    },
    "likely": {
        "de": "Am wahrscheinlichsten ist dann {names}.",
        "en": "The likeliest choice is then {names}.",
    },
    "telling": {
        "de": "Am meisten klären diese Antworten: {questions}",
        "en": "These answers would tell most: {questions}",
    },
    "firm": {
        "de": "{name}: belastbar, in {share} von 100 Abwandlungen der Gewichte dabei.",
        "en": "{name}: firm, in {share} of 100 variations of the weights.",
    },
    "close": {
        "de": "{name}: knapp, nur in {share} von 100 Abwandlungen der Gewichte dabei.",
        "en": "{name}: close, in only {share} of 100 variations of the weights.",
    },
    "tie_swap": {
        "de": "Knapp entschieden: {inside} liegt nur wenig vor {outside}.",
        "en": "A near tie: {inside} is only just ahead of {outside}.",
    },
    "tie_in": {
        "de": "Knapp entschieden: {inside} ist seinen Aufwand gerade noch wert.",
        "en": "A near tie: {inside} is only just worth its effort.",
    },
    "tie_out": {
        "de": "Knapp entschieden: {outside} wäre seinen Aufwand fast wert gewesen.",
        "en": "A near tie: {outside} would almost have been worth its effort.",
    },
    "chosen_main": {
        "de": "{name} gehört zu Ihrer Auswahl, als Hauptkanal für {goals}.",
        "en": "{name} is among your channels, as the main one for {goals}.",
    },
    "chosen_supporting": {
        "de": "{name} gehört zu Ihrer Auswahl, als Ergänzung.",
        "en": "{name} is among your channels, in support.",
    },
    "chosen_basic": {
        "de": "{name} gehört zuerst in Ordnung gebracht.",
        "en": "{name} should be put in order first.",
    },
    "adds": {
        "de": "Ohne diesen Kanal wäre die Zielabdeckung um {share} Prozentpunkte geringer.",
        "en": "Without it the coverage of your goals would be {share} percentage points lower.",
    },
    "lacks_points": {
        "de": "Am wenigsten fehlt für das Ziel {goal}: {points} Punkte bis zu einer Eignung, die zählt.",
        "en": "It lacks least for the goal {goal}: {points} points to a fit that counts.",
    },
    "lacks_gain": {
        "de": "Er brächte nur {adds} Prozentpunkte Zielabdeckung; mehr als {needed} müssten es sein.",
        "en": "It would add only {adds} percentage points of coverage; it would have to be more than {needed}.",
    },
    "lacks_hours": {
        "de": "Was fehlt: {hours} pro Woche. Der Kanal brächte {adds} Prozentpunkte Zielabdeckung.",
        "en": "Missing: {hours} a week. It would add {adds} percentage points of coverage.",
    },
    "lacks_places": {
        "de": "Höchstens so viele Kanäle zugleich empfehlen wir: {count}. Der Kanal brächte {adds} Prozentpunkte Zielabdeckung.",
        "en": "At most so many channels are advised at once: {count}. It would add {adds} percentage points of coverage.",
    },
    "serves_others": {"de": "Der Kanal dient: {goals}.", "en": "It serves: {goals}."},
    "nothing_changes_it": {
        "de": "Keine Antwort, die Sie ändern können, und keine zwei zusammen ändern daran etwas.",
        "en": "No answer that you can change, and no two together, would change this.",
    },
    "more_changes": {
        "de": "Dazu {count} weitere Änderungen; mit --format json stehen alle da.",
        "en": "And {count} further changes; --format json has them all.",
    },
    "compare_changed": {"de": "Die Auswahl ändert sich: {effect}.", "en": "The choice changes: {effect}."},
    "compare_same": {"de": "Die Auswahl bleibt dieselbe.", "en": "The choice stays the same."},
    "compare_no_difference": {"de": "Alle Antworten sind gleich.", "en": "All answers are the same."},
    "compare_harmless": {
        "de": "{count} Antworten unterscheiden sich, aber keine davon ändert die Auswahl.",
        "en": "{count} answers differ, but none of them changes the choice.",
    },
    "compare_together": {
        "de": "{count} Antworten unterscheiden sich; erst mehrere zusammen ändern die Auswahl.",
        "en": "{count} answers differ; only several of them together change the choice.",
    },
    "matters_alone": {"de": "ändert die Auswahl schon allein", "en": "changes the choice on its own"},
    "matters_together": {"de": "ändert die Auswahl zusammen mit anderen", "en": "changes the choice together with others"},
    "matters_not": {"de": "ändert die Auswahl nicht", "en": "does not change the choice"},
    "holds_after": {"de": "gilt nur im zweiten Fall", "en": "holds in the second case only"},
    "holds_before": {"de": "gilt nur im ersten Fall", "en": "holds in the first case only"},
    "more_what_if": {
        "de": "Mehr dazu, auch je zwei Änderungen zusammen: channelfit explain {channel}",
        "en": "More on this, pairs of changes too: channelfit explain {channel}",
    },
    "next_channel": {
        "de": "Der kleinste sinnvolle Kanal ist {name}. Er braucht {hours} pro Woche, verfügbar sind {left}.",
        "en": "The smallest useful channel is {name}. It needs {hours} a week; {left} are there.",
    },
    "next_basic": {
        "de": "Bringen Sie zuerst {name} in Ordnung. Das kostet {hours} pro Woche und wirkt ohne weiteren Kanal.",
        "en": "Put {name} in order first. It takes {hours} a week and works without a further channel.",
    },
    "next_none": {
        "de": "Keiner dieser Kanäle passt zu Ihren Zielen. Persönliche Wege wie Empfehlungen und Veranstaltungen tragen weiter.",
        "en": "None of these channels suits your goals. Personal ways such as referrals and events will do more.",
    },
    "keep_low": {
        "de": "Lassen Sie den Kanal mit wenig Aufwand weiterlaufen und bauen Sie ihn vorerst nicht aus.",
        "en": "Keep it running with little effort, and do not expand it for now.",
    },
    "cause_excluded": {"de": "Ausgeschlossen: {why}", "en": "Ruled out: {why}"},
    "cause_does_not_serve": {
        "de": "Dient keinem Ihrer Ziele.",
        "en": "Serves none of your goals.",
    },
    "cause_too_weak": {"de": "Eignung zu schwach für Ihre Ziele.", "en": "Too weak a fit for your goals."},
    "cause_adds_too_little": {
        "de": "Wenig zusätzlicher Nutzen neben Ihrer Auswahl.",
        "en": "Little gain beside your channels.",
    },
    "cause_no_hours": {
        "de": "Geeignet, aber {hours} pro Woche sind nicht übrig.",
        "en": "A fit, but {hours} a week are not left.",
    },
    "cause_cap": {
        "de": "Geeignet, doch mehr Kanäle zugleich empfehlen wir Ihnen nicht.",
        "en": "A fit, but we do not advise you to run more channels at once.",
    },
}  # fmt: skip

HEADINGS: dict[str, dict[str, str]] = {
    "basics": {"de": "Zuerst in Ordnung bringen", "en": "Put in order first"},
    "channels": {"de": "Ihre Kanalauswahl", "en": "Your channels"},
    "capped_channels": {"de": "Ihre Kanalauswahl, solange das fehlt", "en": "Your channels until this is done"},
    "once_ready": {"de": "Wenn das erledigt ist", "en": "Once this is done"},
    "next_step": {"de": "Der nächste sinnvolle Schritt", "en": "The next useful step"},
    "coverage": {"de": "Zielabdeckung", "en": "Coverage of your goals"},
    "effort": {"de": "Aufwand", "en": "Effort"},
    "how_sure": {"de": "Wie sicher?", "en": "How firm?"},
    "what_if": {"de": "Was das Ergebnis ändern würde", "en": "What would change the result"},
    "points": {"de": "Wie die Punkte zustande kommen", "en": "How the points come about"},
    "rules": {"de": "Die Regeln, die gelten", "en": "The rules that hold"},
    "unknown": {"de": "Noch offen: das würde zählen", "en": "Still open: this would count"},
    "would_count": {"de": "Das würde dafür sprechen, trifft aber nicht zu", "en": "This would speak for it, but is not so"},
    "what_if_channel": {"de": "Was daran etwas ändern würde", "en": "What would change this"},
    "own_rules": {"de": "Eigene Regeln", "en": "Your own rules"},
    "differing": {"de": "Was sich unterscheidet", "en": "What differs"},
    "sources": {"de": "Belege", "en": "Sources"},
    "not_now": {"de": "Jetzt nicht", "en": "Not now"},
    "park": {"de": "Ruhen lassen", "en": "Put to rest"},
    "keep_low": {"de": "Auf kleiner Flamme halten", "en": "Keep low"},
    "to_do": {"de": "Voraussetzungen schaffen", "en": "Lay the groundwork"},
    "not_ready": {"de": "Zuerst: die Voraussetzungen", "en": "First: the groundwork"},
    "essentials": {"de": "Bevor Sie entscheiden", "en": "Before you decide"},
    "notes": {"de": "Gut zu wissen", "en": "Good to know"},
    "law": {"de": "Rechtliche Hinweise, keine Rechtsberatung", "en": "Points of law, not legal advice"},
    "assumed": {"de": "Angenommen", "en": "Assumed"},
}

LINES: dict[str, dict[str, str]] = {
    "main_for": {"de": "Hauptkanal für {goals}", "en": "main for {goals}"},
    "active": {"de": "schon aktiv", "en": "already active"},
    "hours": {"de": "{hours} pro Woche", "en": "{hours} a week"},
    "money": {"de": "{money} € im Monat", "en": "EUR {money} a month"},
    "weeks": {"de": "erste Ergebnisse nach {weeks}", "en": "first results after {weeks}"},
    "covered": {"de": "{word} abgedeckt", "en": "{word} covered"},
    "uncovered": {
        "de": "Kein empfohlener Kanal trägt dieses Ziel.",
        "en": "No recommended channel serves this goal.",
    },
    "low": {
        "de": "Mehr leisten Kanäle hier mit Ihren Mitteln nicht.",
        "en": "With your means, channels do no more for it.",
    },
    "effort": {
        "de": "Gebraucht werden {needed} pro Woche, verfügbar sind {available}.",
        "en": "This takes {needed} a week; {available} are available.",
    },
    "effort_believable": {
        "de": "Gebraucht werden {needed} pro Woche. Von {available} rechnen wir mit {believable}: {why}",
        "en": "This takes {needed} a week. Of {available} we count on {believable}: {why}",
    },
    "effort_money": {"de": "Dazu kommen {money} € im Monat.", "en": "EUR {money} a month come on top."},
    "effort_cost": {
        "de": "Mit der Arbeitszeit, die Stunde zu {value}, kostet es {cost} im Monat.",
        "en": "With the working time, at {value} an hour, it costs {cost} a month.",
    },
    "to_do": {"de": "Zu tun ({owner}): {todo}", "en": "To do ({owner}): {todo}"},
    "open_check": {"de": "Noch nicht beantwortet: {texts}", "en": "Not answered yet: {texts}"},
    "once_ready": {
        "de": "Dann empfehlen wir {names}.",
        "en": "Then we advise {names}.",
    },
    "once_ready_same": {
        "de": "Dann bleibt es bei dieser Auswahl, aber sie trägt.",
        "en": "Then the choice stays the same, but it will work.",
    },
    "assumed_hours": {"de": "{hours} (angenommen)", "en": "{hours} (assumed)"},
    "once_ready_hours": {
        "de": "Dann sind auch mehr Stunden verlässlich; rechnen Sie damit neu.",
        "en": "Then more hours can be relied on, too; work it out anew with them.",
    },
    "compared": {"de": "Vergleich: {first} und {second}", "en": "Comparison: {first} and {second}"},
    "rules_for": {"de": "Regeln, die bei {name} den Unterschied machen", "en": "Rules that make the difference for {name}"},
    "of_hundred": {"de": "in {share} von 100 Fällen", "en": "in {share} of 100 cases"},
    "source": {"de": "({source})", "en": "({source})"},
    "cut": {"de": "{kept} (von {given})", "en": "{kept} (of {given})"},
    "counts": {"de": "zählt (ab {points})", "en": "counts (from {points})"},
    "assumed": {"de": "{question} {answer}", "en": "{question} {answer}"},
    "others": {"de": "Auch nicht: {names}.", "en": "Nor: {names}."},
    "rulebook": {"de": "Regelwerk {id} {version}", "en": "rulebook {id} {version}"},
}

NAMES: dict[object, dict[str, str]] = {
    Role.MAIN: {"de": "Hauptkanal", "en": "main"},
    Role.SUPPORTING: {"de": "Ergänzung", "en": "supporting"},
    Role.BASIC: {"de": "Grundlage", "en": "basic"},
    Level.READY: {"de": "Voraussetzungen erfüllt", "en": "groundwork in place"},
    Level.CONDITIONAL: {"de": "Voraussetzungen teilweise erfüllt", "en": "groundwork partly in place"},
    Level.NOT_YET: {"de": "Voraussetzungen fehlen", "en": "groundwork missing"},
    Status.MET: {"de": "erfüllt", "en": "in place"},
    Status.PARTLY: {"de": "teilweise", "en": "partly"},
    Status.UNMET: {"de": "fehlt", "en": "missing"},
    Status.UNKNOWN: {"de": "offen", "en": "open"},
    Criterion.MARKET: {"de": "Markt", "en": "market"},
    Criterion.AUDIENCE: {"de": "Zielgruppe", "en": "audience"},
    Criterion.OFFER: {"de": "Angebot", "en": "offer"},
    Criterion.MEANS: {"de": "Mittel", "en": "means"},
    Criterion.EXPERIENCE: {"de": "Erfahrung", "en": "experience"},
    "hours_needed": {"de": "Zeitaufwand pro Woche", "en": "hours needed a week"},
    "hours_believable": {"de": "Stunden, mit denen wir rechnen", "en": "hours we count on"},
    "money": {"de": "Geld", "en": "money"},
    "groundwork": {"de": "Voraussetzungen", "en": "groundwork"},
    "settled": {"de": "Das Ergebnis bliebe", "en": "the result would stay"},
    "start": {"de": "Ausgangswert", "en": "start"},
    "points": {"de": "Punkte", "en": "points"},
    "fit": {"de": "Eignung", "en": "fit"},
    "disabled": {"de": "abgeschaltet", "en": "disabled"},
    "excludes": {"de": "schließt den Kanal aus", "en": "rules the channel out"},
    "not_recommended": {"de": "nicht empfohlen", "en": "not recommended"},
    "management": {"de": "Geschäftsführung", "en": "management"},
    "team": {"de": "Team", "en": "team"},
    "judgement": {"de": "fachliche Einschätzung", "en": "our judgement"},
    "guide": {"de": "Praxisratgeber", "en": "practice guide"},
    "and_others": {"de": "u. a.", "en": "and others"},
    "no_year": {"de": "ohne Jahr", "en": "undated"},
    "open_answer": {"de": "noch offen", "en": "still open"},
    "none_of_them": {"de": "nichts davon", "en": "none of them"},
    "yes": {"de": "ja", "en": "yes"},
    "no": {"de": "nein", "en": "no"},
}


def phrase(key: str, language: Language, **parts: str) -> str:
    """A sentence with its parts filled in."""
    return PHRASES[key][language].format(**parts)


def heading(key: str, language: Language) -> str:
    """The heading of a part of the page."""
    return HEADINGS[key][language]


def line(key: str, language: Language, **parts: str) -> str:
    """A line of the page with its parts filled in."""
    return LINES[key][language].format(**parts)


def name_of(item: object, language: Language) -> str:
    """The word for a role, level, status or owner."""
    return NAMES[item][language]


def fit_word(points: float, language: Language) -> str:
    """The word for a fit: very good from 3 points (71 %), good from 2 (64 %), fair from 1 (53 %), else weak."""
    words = {"de": ("schwach", "mittel", "gut", "sehr gut"), "en": ("weak", "fair", "good", "very good")}[language]
    return words[fit_grade(points)]


def fit_grade(points: float) -> int:
    """How good a fit is, from 0 (weak) to 3 (very good)."""
    return max(0, min(3, floor(points)))


def coverage_word(coverage: float, language: Language) -> str:
    """The word for a coverage: well from 60 %, partly from 30 %, else hardly."""
    words = {"de": ("gut", "teils", "kaum"), "en": ("well", "partly", "hardly")}[language]
    return words[0 if coverage >= 0.6 else 1 if coverage >= 0.3 else 2]
