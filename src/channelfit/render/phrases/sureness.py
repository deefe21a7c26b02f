"""How sure an advice is, in plain sentences."""

from __future__ import annotations

from channelfit.advice.certainty import FIRM, Certainty, is_preliminary
from channelfit.advice.model import Advice
from channelfit.advice.uncertainty import COMPLETIONS
from channelfit.language import Case, Counted, Text
from channelfit.render.phrases.voice import Voice

_ALL_ANSWERED = Text("Alle Fragen sind beantwortet.", "All questions are answered.")
_NOTHING_DEPENDS = Text("Von den offenen Fragen hängt die Auswahl nicht ab.", "The choice does not depend on the open questions.")
_SETTLED = Text(
    "Die offenen Fragen ändern in {share} von 100 Fällen nichts.",
    "The open questions change nothing in {share} of 100 cases.",
)
_ALL_SETTLED = Text(
    "Die offenen Fragen ändern nichts (an {cases} Fällen geprüft).", "The open questions change nothing (tried in {cases} cases)."
)
_SETTLED_PARTLY = Text(
    "Bei {share} von 100 möglichen Antworten auf die offenen Fragen bleibt es bei dieser Auswahl.",
    "With {share} of 100 possible answers to the open questions the choice stays the same.",
)
_UNSETTLED = Text(
    "Das Ergebnis ist vorläufig: Nur bei {share} von 100 möglichen Antworten auf die offenen Fragen bleibt es dabei.",
    "The result is preliminary: it stays the same with only {share} of 100 possible answers to the open questions.",
)
# The same where a reader wants no figures.
_SETTLED_WORDS = Text("Die offenen Fragen ändern daran kaum etwas.", "The open questions change hardly anything about it.")
_PARTLY_WORDS = Text("Offene Fragen können daran noch etwas ändern.", "Open questions can still change something about it.")
_UNSETTLED_WORDS = Text(
    "Das Ergebnis ist vorläufig: Die offenen Fragen führen eher zu einer anderen Auswahl.",
    "The result is preliminary: the open questions more likely lead to another choice.",
)
_LIKELY = Counted(
    Text("Am wahrscheinlichsten ist {names}.", "The likeliest choice is {names}."),
    Text("Am wahrscheinlichsten sind {names}.", "The likeliest choice is {names}."),
)
_TELLING = Counted(
    Text("Am meisten klärt die Antwort auf: {questions}", "This answer would settle most: {questions}"),
    Text("Am meisten klären diese Antworten: {questions}", "These answers would settle most: {questions}"),
)
_FIRM = Text(
    "{name}: belastbar, in {share} von 100 Proberechnungen mit anderen Gewichten und Stunden dabei.",
    "{name}: firm, in {share} of 100 trial runs with other weights and hours.",
)
_CLOSE = Text(
    "{name}: knapp, in {share} von 100 Proberechnungen mit anderen Gewichten und Stunden dabei.",
    "{name}: close, in {share} of 100 trial runs with other weights and hours.",
)
_NEITHER = Text(
    "{name}: vorläufig, solange Fragen offen sind; mit anderen Gewichten und Stunden in {share} von 100 Proberechnungen dabei.",
    "{name}: preliminary while questions are open; with other weights and hours in {share} of 100 trial runs.",
)
_ALL_FIRM = Text("Alle Empfehlungen sind belastbar.", "All recommendations are firm.")
_FIRM_ONES = Text("Belastbar: {names}.", "Firm: {names}.")
_CLOSE_ONES = Counted(Text("Knapp: {names}.", "A close call: {names}."), Text("Knapp: {names}.", "Close calls: {names}."))
_TIE_SWAP = Counted(
    Text("Knapp entschieden: {names} liegt nur wenig vor {outside}.", "A near tie: {names} is only just ahead of {outside}."),
    Text("Knapp entschieden: {names} liegen nur wenig vor {outside}.", "A near tie: {names} are only just ahead of {outside}."),
)
_TIE_IN = Counted(
    Text("Knapp entschieden: {names} ist seinen Aufwand gerade noch wert.", "A near tie: {names} is only just worth its effort."),
    Text(
        "Knapp entschieden: {names} sind ihren Aufwand gerade noch wert.",
        "A near tie: {names} are only just worth their effort.",
    ),
)
_TIE_OUT = Counted(
    Text(
        "Knapp entschieden: {names} wäre seinen Aufwand fast wert gewesen.",
        "A near tie: {names} would almost have been worth its effort.",
    ),
    Text(
        "Knapp entschieden: {names} wären ihren Aufwand fast wert gewesen.",
        "A near tie: {names} would almost have been worth their effort.",
    ),
)

# From here on the open questions change hardly anything.
_SETTLED_FROM = 0.95
# A question that tells less than this, in bits, is not worth naming.
_TELLING_FROM = 0.05
_MOST_QUESTIONS = 3


def of_hundred(share: float) -> str:
    """A share as cases of a hundred; 100 and 0 only if it is all or none of them."""
    return "100" if share == 1 else "0" if share == 0 else str(max(1, min(99, round(100 * share))))


def is_firm(share: float) -> bool:
    """Whether a channel is firm that stays in such a share of the variations, as that is said."""
    return int(of_hundred(share)) >= round(100 * FIRM)


def is_settled(certainty: Certainty) -> bool:
    """Whether the open questions change hardly anything."""
    return certainty.settled >= _SETTLED_FROM


def settled_text(certainty: Certainty, voice: Voice, most: int = _MOST_QUESTIONS, *, in_words: bool = False) -> str:
    """What the open questions can still change, what is likelier, and which answers would tell most, so many at the most.

    With figures, or in words alone.
    """
    share = certainty.settled
    if share == 1 and not any(asked.shapes for asked in certainty.open):
        return voice.say(_NOTHING_DEPENDS if certainty.open else _ALL_ANSWERED)
    if share == 1:
        return voice.say(_ALL_SETTLED, cases=voice.number(COMPLETIONS))
    if is_settled(certainty):
        return voice.say(_SETTLED_WORDS if in_words else _SETTLED, share=of_hundred(share))
    words = (_UNSETTLED_WORDS, _PARTLY_WORDS) if in_words else (_UNSETTLED, _SETTLED_PARTLY)
    parts = [voice.say(words[0] if certainty.is_preliminary else words[1], share=of_hundred(share))]
    if certainty.likely:
        parts.append(voice.of_channels(_LIKELY, certainty.likely))
    telling = [asked.question for asked in certainty.open if asked.influence >= _TELLING_FROM][:most]
    if telling:
        parts.append(voice.counted(len(telling), _TELLING, questions=" ".join(voice.say(question.text) for question in telling)))
    return " ".join(parts)


def stability_text(share: float, settled: float, channel: str, voice: Voice) -> str:
    """How firm a channel is that stays in such a share of the variations, in one sentence.

    Nothing is firm, or close, of a result that the open answers would more often than not change.
    """
    wording = _NEITHER if is_preliminary(settled) else _FIRM if is_firm(share) else _CLOSE
    return voice.say(wording, name=voice.channels_first([channel]), share=of_hundred(share))


def preliminary_text(settled: float, voice: Voice) -> str:
    """That the result is preliminary, in words alone; nothing if it is not."""
    return voice.say(_UNSETTLED_WORDS) if is_preliminary(settled) else ""


def firmness_text(certainty: Certainty, advice: Advice, voice: Voice) -> str:
    """Which channels are firm and which are close; nothing without channels, or where all of it is preliminary."""
    if certainty.is_preliminary:
        return ""
    channels = [advised.fit.channel.id for advised in (*advice.recommended, *advice.basics)]
    firm = [channel for channel in channels if is_firm(certainty.stability[channel])]
    close = [channel for channel in channels if channel not in firm]
    if len(firm) > 1 and not close:
        return voice.say(_ALL_FIRM)
    said = [(_FIRM_ONES, firm), (_CLOSE_ONES.of(len(close)), close)]
    return " ".join(voice.say(wording, names=voice.channels(names)) for wording, names in said if names)


def near_tie_text(certainty: Certainty, voice: Voice) -> str:
    """Which channels were close, if a near tie decided; else nothing."""
    tie = certainty.near_tie
    if tie is None:
        return ""
    if not tie.inside:
        return voice.of_channels(_TIE_OUT, tie.outside)
    return voice.of_channels(_TIE_SWAP if tie.outside else _TIE_IN, tie.inside, outside=voice.all_named(tie.outside, Case.DATIVE))
