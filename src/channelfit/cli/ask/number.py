"""Ask for a number, as people write it, and say how it was understood where it may have been meant otherwise."""

from channelfit.cli.ask.asked import UNKNOWN, Above, Field, Key, Marks, Screen, choose
from channelfit.cli.ask.say import show
from channelfit.cli.ask.sentences import explanation
from channelfit.language import Text
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Question
from channelfit.rulebook.money import unit_of
from channelfit.source.typed_number import Typed, typed_number
from channelfit.source.values import Limits

_HINT = Text("Zahl", "number")
_ASSUMED = Text("{unknown}, dann rechnen wir mit {value}", "{unknown}, and we assume {value}")
_UNDERSTOOD = Text("Verstanden als {value}.", "Understood as {value}.")
_WHICH = Text("Was heißt {typed}?", "What is {typed}?")
_BETWEEN = Text(
    "„{typed}“ ist keine Zahl von {least} bis {most}. Zum Beispiel: 3, 2,5 oder 2-3.",
    "“{typed}” is no number from {least} to {most}. For example: 3, 2.5 or 2-3.",
)
_NONE = Text("„{typed}“ ist keine Zahl.", "“{typed}” is no number.")
_FROM = Text(
    "„{typed}“ ist keine Zahl ab {least}. Zum Beispiel: 300, 1.000 oder 200-300.",
    "“{typed}” is no number from {least} on. For example: 300, 1,000 or 200-300.",
)


def asked_number(
    question: Question, given: Answer | None, voice: Voice, screen: Screen, begun: dict[str, Marks], above: Above
) -> float | Key:
    """The number typed, or a key; what is ambiguous is asked, and what was begun stays in the field after help."""
    before = begun[question.id].typed if question.id in begun else voice.number(given) if isinstance(given, float) else ""
    empty = voice.say(UNKNOWN)
    if question.assume is not None:
        empty = voice.say(_ASSUMED, unknown=empty, value=voice.number(question.assume))
    field = Field(voice.say(question.text), voice.say(_HINT), empty, before, is_free=False, above=above)
    while True:
        typed, key = screen.type(field)
        if key is not None:
            begun[question.id] = Marks(typed=typed)
            if key is Key.BACK:
                return key
            field = field._replace(before=typed, note=explanation(question, voice))
            continue
        limits = Limits(question.least, question.most)
        found = typed_number(typed, voice.language, unit_of(question, voice.currency), limits) if typed else None
        if typed and found is None:
            field = field._replace(before="", note=_wrong(typed, question, voice))
            continue
        screen.leave(above, field.text, typed or empty)
        value = _settled(typed, found, question, voice, screen) if found else Key.UNKNOWN
        if value is not None:
            return value
        field = field._replace(before=typed, note="")


def _settled(typed: str, found: Typed, question: Question, voice: Voice, screen: Screen) -> float | None:
    """The number meant: asked for where it may be one of two, said where it is not the one that stands there."""
    if found.other is None:
        if not found.is_plain:
            show(f"  {voice.say(_UNDERSTOOD, value=voice.answer(question.id, found.value))}")
        return found.value
    values = (found.value, found.other)
    choice = choose(voice.say(_WHICH, typed=typed), [voice.answer(question.id, value) for value in values], screen)
    return None if isinstance(choice, Key) else values[choice]


def _wrong(typed: str, question: Question, voice: Voice) -> str:
    shown = typed if len(typed) <= 40 else f"{typed[:40]}…"
    if question.least == -float("inf"):
        return voice.say(_NONE, typed=shown)
    if question.most == float("inf"):
        return voice.say(_FROM, typed=shown, least=voice.number(question.least))
    return voice.say(_BETWEEN, typed=shown, least=voice.number(question.least), most=voice.number(question.most))
