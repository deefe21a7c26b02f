"""What several pages say alike: the names of what the advice is made of, headings, and short facts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from math import floor

from channelfit.advice.model import Advice, Role
from channelfit.advice.readiness import Level, Status
from channelfit.language import Counted, Text
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.model import Addressee, Criterion

OPEN = Text("offen", "open")
ROLES = {
    Role.MAIN: Text("Hauptkanal", "main"),
    Role.SUPPORTING: Text("Ergänzung", "supporting"),
    Role.COMPANION: Text("auch auf", "also on"),
    Role.BASIC: Text("Grundlage", "basic"),
}
LEVELS = {
    Level.READY: Text("Voraussetzungen erfüllt", "groundwork in place"),
    Level.CONDITIONAL: Text("Voraussetzungen teilweise erfüllt", "groundwork partly in place"),
    Level.NOT_YET: Text("Voraussetzungen fehlen", "groundwork missing"),
}
STATUSES = {
    Status.MET: Text("erfüllt", "in place"),
    Status.PARTLY: Text("teilweise", "partly"),
    Status.UNMET: Text("fehlt", "missing"),
    Status.UNKNOWN: OPEN,
}
CRITERIA = {
    Criterion.MARKET: Text("Markt", "market"),
    Criterion.AUDIENCE: Text("Zielgruppe", "audience"),
    Criterion.OFFER: Text("Angebot", "offer"),
    Criterion.MEANS: Text("Mittel", "means"),
    Criterion.EXPERIENCE: Text("Erfahrung", "experience"),
}
OWNERS = {
    Addressee.MANAGEMENT: Text("Geschäftsführung", "management"),
    Addressee.TEAM: Text("Team", "team"),
}
# The kinds of items that a rulebook has, by the names of `overlay.address.KINDS`.
ITEMS = {
    "rule": Text("Regel", "rule"),
    "channel": Text("Kanal", "channel"),
    "question": Text("Frage", "question"),
    "goal": Text("Ziel", "goal"),
    "note": Text("Hinweis", "note"),
    "check": Text("Voraussetzung", "check"),
    "essential": Text("Grundsatz", "essential"),
    "evidence": Text("Beleg", "evidence"),
    "settings": Text("Einstellungen", "settings"),
    "case": Text("Testfall", "case"),
}
SO_MANY_RULES = Counted(Text("{count} Regel", "{count} rule"), Text("{count} Regeln", "{count} rules"))
SO_MANY_CASES = Counted(Text("{count} Testfall", "{count} case"), Text("{count} Testfälle", "{count} cases"))
OF_SO_MANY_CASES = SO_MANY_CASES._replace(many=Text("{count} Testfällen", "{count} cases"))
FIT_WORDS = (Text("schwach", "weak"), Text("mittel", "fair"), Text("gut", "good"), Text("sehr gut", "very good"))
# With how many of ten signs each of them begins: points of 1, 2 and 3 are 67, 80 and 89 % of the best fit.
_FIT_TENTHS = (0, 7, 8, 9)
WELL = Text("gut", "well")
PARTLY = Text("teils", "partly")
HARDLY = Text("kaum", "hardly")
_COVERAGE_WORDS = (HARDLY, PARTLY, WELL)
# From which coverage on each of them is said, and with how many of ten signs it begins.
_COVERAGES, _COVERAGE_TENTHS = (0.0, 0.3, 0.6), (0, 3, 6)

CHANNEL = Text("Kanal", "Channel")
ALL_CHANNELS = Text("Kanäle", "Channels")
GROUNDWORK = Text("Voraussetzungen", "Groundwork")
BASICS = Text("Zuerst in Ordnung bringen", "Put in order first")
CHANNELS = Text("Ihre Kanalauswahl", "Your channels")
COVERAGE = Text("Zielabdeckung", "Coverage of your goals")
HOW_SURE = Text("Wie sicher?", "How firm?")
WHAT_IF = Text("Was das Ergebnis ändern würde", "What would change the result")
POINTS = Text("Wie die Punkte zustande kommen", "How the points come about")
NOTES = Text("Gut zu wissen", "Good to know")
LAW = Text("Rechtliche Hinweise, keine Rechtsberatung", "Points of law, not legal advice")
SOURCES = Text("Belege", "Sources")
PARK = Text("Ruhen lassen", "Pause")
KEEP_LOW = Text("Auf kleiner Flamme halten", "Keep at a low level")
FIRST = Text("Vor jedem Kanal", "Before any channel")
FIRST_STEPS = Text("Zuerst", "First")
BESIDE = Text("Was neben den Kanälen wirkt", "What works beside channels")
REST = Text("Wenn Zeit oder Geld übrig bleibt", "If time or money is left")
NOT_READY = Text("Zuerst: die Voraussetzungen", "First: the groundwork")
NEXT_STEP = Text("Der nächste sinnvolle Schritt", "The next useful step")
NOTHING = Text("nichts", "nothing")
LAY_GROUNDWORK = Text("Voraussetzungen schaffen", "Lay the groundwork")

ALREADY_ACTIVE = Text("schon aktiv", "already active")
HOURS_A_WEEK = Text("{hours} pro Woche", "{hours} a week")
A_MONTH = Text("{money} im Monat", "{money} a month")
COVERED = Text("{word} abgedeckt", "{word} covered")
ASSUMED = Text("{said} (angenommen)", "{said} (assumed)")
DISABLED = Text("abgeschaltet", "disabled")
SERVES_NONE = Text("dient keinem der Ziele", "serves none of the goals")
_OF_ALL = Text("{count} von {all} {status}", "{count} of {all} {status}")
_COUNTS = {
    Status.PARTLY: Counted(Text("{count} teilweise", "{count} partly"), Text("{count} teilweise", "{count} partly")),
    Status.UNMET: Counted(Text("{count} fehlt", "{count} missing"), Text("{count} fehlen", "{count} missing")),
    Status.UNKNOWN: Counted(
        Text("{count} nicht beantwortet", "{count} not answered"), Text("{count} nicht beantwortet", "{count} not answered")
    ),
}
_RULEBOOK = Text("Regelwerk {id} {version}", "rulebook {id} {version}")


def rulebook_text(voice: Voice) -> str:
    """Which rules a page rests on."""
    return voice.say(_RULEBOOK, id=voice.rulebook.id, version=voice.rulebook.version)


def groundwork_counts(advice: Advice, voice: Voice) -> str:
    """How much of the groundwork is in place, partly there, missing or not answered."""
    found = [result.status for result in advice.readiness.checks]
    if not found:
        return ""
    met = voice.say(_OF_ALL, count=f"{found.count(Status.MET)}", all=f"{len(found)}", status=voice.say(STATUSES[Status.MET]))
    return ", ".join([met, *(voice.counted(found.count(status), said) for status, said in _COUNTS.items() if status in found)])


def fit_word(points: float, voice: Voice) -> str:
    """The word for a fit: very good from 3 points (71 %), good from 2 (64 %), fair from 1 (53 %), else weak."""
    return voice.say(FIT_WORDS[fit_grade(points)])


def fit_grade(points: float) -> int:
    """How good a fit is, from 0 (weak) to 3 (very good)."""
    return max(0, min(3, floor(points)))


def fit_tenths(points: float, share: float) -> int:
    """How many of ten signs are drawn for a fit, which is such a share of the best; so many have one word only."""
    return _within(share, _FIT_TENTHS, fit_grade(points))


def coverage_word(coverage: float, voice: Voice) -> str:
    """The word for a coverage: well from 60 %, partly from 30 %, else hardly."""
    return voice.say(_COVERAGE_WORDS[coverage_grade(coverage)])


def coverage_grade(coverage: float) -> int:
    """How good a coverage is, from 0 (hardly) to 2 (well)."""
    return bisect_right(_COVERAGES, coverage) - 1


def coverage_tenths(coverage: float) -> int:
    """How many of ten signs are drawn for a coverage; so many have one word only."""
    return _within(coverage, _COVERAGE_TENTHS, coverage_grade(coverage))


def _within(share: float, firsts: Sequence[int], grade: int) -> int:
    """A share in tenths, between the first that its word has and the first of the next one."""
    last = firsts[grade + 1] - 1 if grade + 1 < len(firsts) else 10
    return max(firsts[grade], min(last, round(10 * share)))
