"""The result in one sentence: what comes first, the channels with what may stand in for them, and the hours."""

from __future__ import annotations

from collections.abc import Sequence

from channelfit.advice.model import Advice, Recommended, Role, companions_of
from channelfit.advice.readiness import Level
from channelfit.language import OR, Case, Counted, Language, Text, capital
from channelfit.render.phrases.effort import planned_text
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.model import Note, NotePlace

TYPE_CHECKING = False
if TYPE_CHECKING:  # What it brings along takes a while to import; who has a certainty has paid for it.
    from channelfit.advice.certainty import Certainty

_HEADLINE = Text("Konzentrieren Sie sich auf {names}: {hours}.", "Concentrate on {names}: {hours}.")
_INCLUDED = Text("{hours}, {basics} eingerechnet", "{hours}, {basics} included")
_HEADLINE_NOT_YET = Counted(
    Text(
        "Zuerst ist die Geschäftsführung am Zug{todos}; bis dahin genügt {names} mit {hours}.",
        "It is management's move first{todos}; until then {names} is enough, with {hours}.",
    ),
    Text(
        "Zuerst ist die Geschäftsführung am Zug{todos}; bis dahin genügen {names} mit {hours}.",
        "It is management's move first{todos}; until then {names} are enough, with {hours}.",
    ),
)
_HEADLINE_NOT_YET_ONLY = Text(
    "Zuerst ist die Geschäftsführung am Zug{todos}: Ohne diese Voraussetzungen trägt kein Kanal.",
    "It is management's move first{todos}: without this groundwork no channel works.",
)
_MANAGEMENT_TODOS = Text(", auch für {todos}", ", also for {todos}")
# A name has no article with it, so nothing is said that needs one.
_HEADLINE_BASICS = Text(
    "Zuerst in Ordnung bringen: {names}, {hours}; einen weiteren Kanal empfehlen wir zurzeit nicht.",
    "Put in order first: {names}, {hours}; we do not advise a further channel at present.",
)
_BASICS_BEHIND = Text(
    "{names} in Ordnung bringen, {hours}; einen weiteren Kanal empfehlen wir zurzeit nicht.",
    "put {names} in order, {hours}; we do not advise a further channel at present.",
)
_HEADLINE_NONE = Text(
    "Zurzeit empfehlen wir keinen Kanal, sondern einen ersten Schritt.",
    "We advise no channel at present, but a first step.",
)
_FIRST = Text("Zuerst {todos}; dann {then}", "First {todos}; then {then}")
_FIRST_ONLY = Text("Zuerst {todos}; einen Kanal empfehlen wir zurzeit nicht.", "First {todos}; we advise no channel at present.")
_PRELIMINARY = Text("Vorläufig: {headline}", "Preliminary: {headline}")
_WITH_COMPANION = Text("{name} ({companions})", "{name} ({companions})")
_SOME_OF = Text("{count} von {names}", "{count} of {names}")
_AND_ALTERNATIVE = Text(", und ", ", and ")
_PERHAPS = Text("{names}, vielleicht {unsure}", "{names}, perhaps {unsure}")
_INSTEAD = Text("{name} oder {substitute}", "{name} or {substitute}")
_ALSO_ON = Text("auch auf {name}", "also on {name}")
_PERHAPS_ALSO_ON = Text("vielleicht auch auf {name}", "perhaps also on {name}")
_ONLY_PERHAPS = Text("vielleicht {name}", "perhaps {name}")


def headline(advice: Advice, voice: Voice, certainty: Certainty | None = None) -> str:
    """The result in one sentence; with a certainty, whether it is preliminary, and what may stand in for a channel."""
    said = _headline(advice, certainty, voice)
    return voice.say(_PRELIMINARY, headline=said) if certainty and certainty.is_preliminary else said


def _headline(advice: Advice, certainty: Certainty | None, voice: Voice) -> str:
    todos = todos_text(advice, voice)
    basics = _ids(advice.basics)
    leading = _ids([chosen for chosen in advice.recommended if chosen.role is not Role.COMPANION])
    if advice.readiness.level is Level.NOT_YET:
        also = voice.say(_MANAGEMENT_TODOS, todos=todos) if todos else ""
        if not (leading or basics):
            return voice.say(_HEADLINE_NOT_YET_ONLY, todos=also)
        names = chosen_text(advice, certainty, voice, Case.NOMINATIVE) or voice.all_named(basics)
        said = {"names": names, "hours": _hours(advice, voice), "todos": also}
        return voice.say(voice.number_of(_HEADLINE_NOT_YET, _beside_verb(leading, advice, certainty, voice) or basics), **said)
    if names := chosen_text(advice, certainty, voice, Case.ACCUSATIVE):
        said_then = voice.say(_HEADLINE, names=names, hours=_hours(advice, voice))
        return voice.say(_FIRST, todos=todos, then=said_then[0].lower() + said_then[1:]) if todos else said_then
    if basics:
        stands_behind = todos or (certainty and certainty.is_preliminary)
        wording = _BASICS_BEHIND if stands_behind else _HEADLINE_BASICS
        case = Case.ACCUSATIVE if stands_behind else None
        said_then = voice.say(wording, names=voice.all_named(basics, case), hours=_hours(advice, voice))
        return voice.say(_FIRST, todos=todos, then=said_then) if todos else said_then
    return voice.say(_FIRST_ONLY, todos=todos) if todos else voice.say(_HEADLINE_NONE)


def _beside_verb(leading: Sequence[str], advice: Advice, certainty: Certainty | None, voice: Voice) -> Sequence[str]:
    """The channels that a verb agrees with: of one or another the one beside it, in English the last, in German the first."""
    ways = {one.fit.channel.id: one.substitute for one in advice.recommended if is_alternative(one, advice, certainty)}
    other = ways.get(leading[0]) if len(leading) == 1 and voice.language is Language.EN else None
    return [other] if other else leading


def _hours(advice: Advice, voice: Voice) -> str:
    """The hours planned for everything that is recommended, and what they include besides the channels named."""
    hours = planned_text(advice, voice)
    if advice.recommended and advice.basics:
        return voice.say(_INCLUDED, hours=hours, basics=voice.all_named(_ids(advice.basics), Case.ACCUSATIVE))
    return hours


def _ids(advised: Sequence[Recommended]) -> list[str]:
    return [one.fit.channel.id for one in advised]


def first_notes(advice: Advice) -> tuple[Note, ...]:
    """What is to be done before any channel."""
    return tuple(note for note in advice.notes if note.place is NotePlace.FIRST)


def todos_text(advice: Advice, voice: Voice) -> str:
    """What is to be there before any channel, in a few words; nothing if nothing is."""
    return voice.listed([voice.say(note.todo) for note in first_notes(advice) if voice.say(note.todo)])


def is_alternative(advised: Recommended, advice: Advice, certainty: Certainty | None) -> bool:
    """Whether a chosen channel stays in so few variations that it is one of several ways."""
    if certainty is None or advised.role is Role.BASIC:
        return False
    return certainty.stability[advised.fit.channel.id] < advice.rulebook.settings.alternative_below


def chosen_text(advice: Advice, certainty: Certainty | None, voice: Voice, case: Case | None = None) -> str:
    """The chosen channels: "A (also on B), and C or D", with articles if in a sentence; without a certainty all as they are."""
    leading = [chosen for chosen in advice.recommended if chosen.role is not Role.COMPANION]
    sure = [
        _with_companions(one, advice, certainty, voice, case) for one in leading if not is_alternative(one, advice, certainty)
    ]
    unsure = [one for one in leading if is_alternative(one, advice, certainty)]
    ways = _alternatives(unsure, advice, certainty, voice, case)
    perhaps = voice.listed([_with_companions(one, advice, certainty, voice, case) for one in unsure if not one.substitute])
    said = voice.say(_AND_ALTERNATIVE).join([*([voice.listed(sure)] if sure else []), *ways])
    return voice.say(_PERHAPS, names=said, unsure=perhaps) if said and perhaps else said or perhaps


def _alternatives(
    unsure: Sequence[Recommended], advice: Advice, certainty: Certainty | None, voice: Voice, case: Case | None
) -> list[str]:
    """Each way to choose with the channel that may stand in; where one may stand in for several: "2 of A, B and C"."""
    by_substitute: dict[str, list[Recommended]] = {}
    for one in unsure:
        if one.substitute:
            by_substitute.setdefault(one.substitute, []).append(one)
    ways = []
    for substitute, several in by_substitute.items():
        inner = case and Case.DATIVE if len(several) > 1 else case
        names = [*(_with_companions(one, advice, certainty, voice, inner) for one in several), voice.named(substitute, inner)]
        some = {"count": str(len(several)), "names": voice.listed(names)}
        ways.append(voice.say(_SOME_OF, **some) if len(several) > 1 else voice.listed(names, OR))
    return ways


def _with_companions(advised: Recommended, advice: Advice, certainty: Certainty | None, voice: Voice, case: Case | None) -> str:
    name = voice.named(advised.fit.channel.id, case)
    fed = companions_of(advised, advice)
    if not fed:
        return name
    companions = voice.listed([title_of(other, advice, certainty, voice) for other in fed])
    return voice.say(_WITH_COMPANION, name=name, companions=companions)


def title_of(advised: Recommended, advice: Advice, certainty: Certainty | None, voice: Voice) -> str:
    """The name of a recommended channel above what is said of it, with what may stand in for it."""
    name, unsure = voice.channel(advised.fit.channel.id), is_alternative(advised, advice, certainty)
    if advised.role is Role.COMPANION:
        return voice.say(_PERHAPS_ALSO_ON if unsure else _ALSO_ON, name=name)
    if not unsure:
        return name
    if advised.substitute:
        return voice.say(_INSTEAD, name=name, substitute=voice.channel(advised.substitute))
    return voice.say(_ONLY_PERHAPS, name=name)


def title_first(advised: Recommended, advice: Advice, certainty: Certainty | None, voice: Voice) -> str:
    """The same where a line begins; a companion has "also on" before it, which goes on from the line above."""
    name, title = voice.channel(advised.fit.channel.id), title_of(advised, advice, certainty, voice)
    if advised.role is Role.COMPANION:
        return title
    return title.replace(name, voice.channels_first([advised.fit.channel.id]), 1) if title.startswith(name) else capital(title)
