"""How sure an advice is, in plain sentences."""

from channelfit.advice.certainty import FIRM, Certainty
from channelfit.advice.model import Advice
from channelfit.language import Language, listed
from channelfit.render.phrases.words import phrase

# From here on the open questions change hardly anything.
_SETTLED = 0.95
# A question that tells less than this, in bits, is not worth naming.
_TELLING = 0.05
_MOST_QUESTIONS = 3


def of_hundred(share: float) -> str:
    """A share as cases of a hundred; 100 and 0 only if it is all or none of them."""
    return "100" if share == 1 else "0" if share == 0 else str(max(1, min(99, round(100 * share))))


def is_settled(certainty: Certainty) -> bool:
    """Whether the open questions change hardly anything."""
    return certainty.settled >= _SETTLED


def settled_text(advice: Advice, certainty: Certainty, language: Language) -> str:
    """How settled the result is, what is likelier, and which answers would tell most."""
    share = certainty.settled
    if is_settled(certainty):
        return phrase("settled" if share == 1 else "settled_nearly", language, share=of_hundred(share))
    parts = [phrase("unsettled" if certainty.is_preliminary else "settled_partly", language, share=of_hundred(share))]
    if certainty.likely:
        names = [advice.rulebook.channels[id].name.of(language) for id in certainty.likely]
        parts.append(phrase("likely", language, names=listed(names, language)))
    telling = [one.question.text.of(language) for one in certainty.open if one.influence >= _TELLING][:_MOST_QUESTIONS]
    if telling:
        parts.append(phrase("telling", language, questions=" ".join(telling)))
    return " ".join(parts)


def stability_text(advice: Advice, certainty: Certainty, channel: str, language: Language) -> str:
    """How firm a channel is, in one sentence."""
    share = certainty.stability[channel]
    name = advice.rulebook.channels[channel].name.of(language)
    return phrase("firm" if share >= FIRM else "close", language, name=name, share=of_hundred(share))


def near_tie_text(advice: Advice, certainty: Certainty, language: Language) -> str:
    """Which channels were close, if a near tie decided; else nothing."""
    tie = certainty.near_tie
    if tie is None:
        return ""
    inside = listed([advice.rulebook.channels[id].name.of(language) for id in tie.inside], language)
    outside = listed([advice.rulebook.channels[id].name.of(language) for id in tie.outside], language)
    key = "tie_swap" if inside and outside else "tie_in" if inside else "tie_out"
    return phrase(key, language, inside=inside, outside=outside)
