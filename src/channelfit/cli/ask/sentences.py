"""What the interview says of itself: how it begins, where it stands, what an answer changes, what is still open."""

from collections.abc import Sequence

from channelfit.advice.interview import SETTLED, Part, Standing, channels_that_read, parts_that_read
from channelfit.cli.ask.say import joined
from channelfit.language import Counted, Text
from channelfit.render.phrases.sureness import of_hundred
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.model import Question

_MOST_NAMED = 6
# Below this share it is only said that the choice is preliminary, as the advice itself says.
PRELIMINARY = 0.5
# What it takes to read a question and to answer it, measured with people who had never seen one.
_SECONDS = 20
_EXTENT = Text("{questions}, {minutes}, wenn Sie die Antworten wissen.", "{questions}, {minutes}, if you know the answers.")
_NOTHING_TO_ASK = Text("Zu den Kanälen muss nichts mehr gefragt werden.", "Nothing more needs to be asked on the channels.")
_STAYS_HERE = Text(
    "Alles bleibt auf diesem Rechner; nichts wird übertragen.", "Everything stays on this machine; nothing is sent anywhere."
)
_MAY_BE_OPEN = Text("„Weiß ich nicht“ ist eine gute Antwort{more}.", "“I don't know” is a good answer{more}.")
_UP_TO = Text("; dann werden es mehr, bis etwa {count}", "; then there are more, up to about {count}")
_QUESTIONS = Counted(Text("Etwa eine Frage", "About one question"), Text("Etwa {count} Fragen", "About {count} questions"))
_MINUTES = Counted(Text("eine Minute", "a minute"), Text("etwa {count} Minuten", "about {count} minutes"))
_LEADING = Text("Zurzeit: {names}", "At present: {names}")
_IN_ORDER = Text("in Ordnung bringen: {names}", "put in order: {names}")
_NOTHING_YET = Text("Noch kein Kanal", "No channel yet")
_NOTHING = Text("Kein Kanal", "No channel")
_STAYS = Text("in {share} von 100 Fällen bliebe es dabei", "in {share} of 100 cases it would stay so")
_STAYS_ALWAYS = Text("in allen geprüften Fällen bliebe es dabei", "in all cases tried it would stay so")
_PRELIMINARY = Text("noch vorläufig", "still preliminary")
_REMAINING = Counted(
    Text("noch etwa eine Frage", "about one question to go"),
    Text("noch etwa {count} Fragen", "about {count} questions to go"),
)
_REMAINING_RANGE = Text("noch {low} bis {high} Fragen", "{low} to {high} questions to go")
_READS = Text("Von dieser Antwort kann abhängen: {names}.", "This answer can make a difference to: {names}.")
_READS_MORE = Text("{names} und weitere", "{names} and others")
_PARTS = {
    Part.GOALS: Text(
        "Jeder Kanal zählt nur für das, was Sie erreichen wollen, und das Wichtigste am meisten: Alle Kanäle hängen davon ab.",
        "A channel counts only for what you want to achieve, most for what is most important: all channels depend on it.",
    ),
    Part.HOURS: Text(
        "Mit mehr oder weniger Stunden kann jeder Kanal dazukommen oder wegfallen.",
        "With more or fewer hours any channel may come in or drop out.",
    ),
    Part.BELIEVABLE: Text(
        "Mit mehr oder weniger verlässlichen Stunden kann jeder Kanal dazukommen oder wegfallen.",
        "With more or fewer hours to rely on any channel may come in or drop out.",
    ),
    Part.MONEY: Text(
        "Wir vergleichen damit, was die Kanäle im Monat kosten, und sagen, wofür der Rest gut wäre.",
        "We compare it with what the channels cost a month, and say what the rest would be good for.",
    ),
    Part.IN_USE: Text(
        "Was Sie schon nutzen, behalten Sie oder lassen es ruhen; bei Gleichstand geht vor, was schon läuft.",
        "What you use already is kept up or paused; in a tie what is running already goes first.",
    ),
    Part.GROUPS: Text(
        "Für jede Gruppe rechnen wir eigens, welche Kanäle sie erreichen.",
        "For each group we work out separately which channels reach it.",
    ),
    Part.CONTACTS: Text(
        "Ein Kanal, der von diesen Kontakten lebt, wird nicht leicht aufgegeben.",
        "A channel that lives on these contacts is not given up lightly.",
    ),
    Part.LIMITS: Text(
        "Davon hängt ab, wie viel Kanäle für ein Ziel überhaupt ausrichten.",
        "It decides how much channels can do for a goal at all.",
    ),
    Part.QUESTIONS: Text("Auch was wir noch fragen, richtet sich danach.", "What else we ask goes by it too."),
}
# What reads the answer for all channels alike: some names would say that it is only those.
_OF_ALL = frozenset((Part.GOALS, Part.HOURS, Part.BELIEVABLE, Part.IN_USE))
_READS_NONE = Text(
    "Diese Antwort ändert nicht die Kanäle, sondern was Sie zuerst tun sollten oder beachten müssen.",
    "This answer does not change the channels but what you should do first or bear in mind.",
)
# Questions on the groundwork are counted apart: they decide how many channels are advised, and not which.
_OFFER = Counted(
    Text(
        "Die eine übrige Frage zu den Kanälen würde in {share} von 100 Fällen nichts ändern.",
        "The one remaining question on the channels would change nothing in {share} of 100 cases.",
    ),
    Text(
        "Die übrigen {count} Fragen zu den Kanälen würden in {share} von 100 Fällen nichts ändern.",
        "The remaining {count} questions on the channels would change nothing in {share} of 100 cases.",
    ),
)
_OFFER_NONE = Counted(
    Text(
        "Die eine übrige Frage zu den Kanälen würde in keinem geprüften Fall etwas ändern.",
        "The one remaining question on the channels would change nothing in any case tried.",
    ),
    Text(
        "Die übrigen {count} Fragen zu den Kanälen würden in keinem geprüften Fall etwas ändern.",
        "The remaining {count} questions on the channels would change nothing in any case tried.",
    ),
)
_ENOUGH = Text("Zu den Kanälen ist genug beantwortet.", "Enough is answered on the channels.")
_OFFER_UNKNOWN = Text(
    "Offen ist, was Sie nicht wussten: {names}. In {share} von 100 Fällen bliebe es trotzdem bei dieser Auswahl.",
    "What is open is what you did not know: {names}. In {share} of 100 cases the choice would still stay the same.",
)
_OFFER_PRELIMINARY = Counted(
    Text(
        "Offen ist, was Sie nicht wussten: {names}. Ohne diese Antwort ist die Auswahl vorläufig.",
        "What is open is what you did not know: {names}. Without this answer the choice is preliminary.",
    ),
    Text(
        "Offen ist, was Sie nicht wussten: {names}. Ohne diese Antworten ist die Auswahl vorläufig.",
        "What is open is what you did not know: {names}. Without these answers the choice is preliminary.",
    ),
)


def opening(questions: int, most: int, voice: Voice) -> str:
    """About how many questions and minutes, that nothing is sent, that nobody has to know everything, and how many come then.

    Where no question has to come there is no number of them.
    """
    if not questions:
        return f"{voice.say(_NOTHING_TO_ASK)}\n{voice.say(_STAYS_HERE)}"
    more = voice.say(_UP_TO, count=f"{most}") if most > questions else ""
    minutes = max(1, round(questions * _SECONDS / 60))
    asked, time = voice.counted(questions, _QUESTIONS), voice.counted(minutes, _MINUTES)
    extent, may_be_open = voice.say(_EXTENT, questions=asked, minutes=time), voice.say(_MAY_BE_OPEN, more=more)
    return "\n".join((extent, voice.say(_STAYS_HERE), may_be_open))


def standing_line(standing: Standing, voice: Voice) -> str:
    """The channels as they would be advised now, how sure that is, what to put in order, and how much is still to come."""
    nothing = _NOTHING if standing.settled >= SETTLED else _NOTHING_YET
    parts = [voice.say(_LEADING, names=voice.channels(standing.leading)) if standing.leading else voice.say(nothing)]
    stays = _STAYS_ALWAYS if standing.settled == 1 else _STAYS if standing.settled >= PRELIMINARY else _PRELIMINARY
    parts.append(voice.say(stays, share=of_hundred(standing.settled)))
    if standing.basics:
        parts.append(voice.say(_IN_ORDER, names=voice.channels(standing.basics)))
    low, high = standing.remaining
    if low < high:
        parts.append(voice.say(_REMAINING_RANGE, low=f"{low}", high=f"{high}"))
    elif low:
        parts.append(voice.counted(low, _REMAINING))
    return joined(parts)


def explanation(question: Question, voice: Voice) -> str:
    """Why the question is asked: its help, what it does in the formulas, and the channels that can depend on it by rules."""
    said = [voice.say(question.help)]
    parts = parts_that_read(voice.rulebook, question.id)
    said += [voice.say(_PARTS[part]) for part in parts]
    names = [voice.channel(id) for id in channels_that_read(voice.rulebook, question.id)]
    if names and not _OF_ALL.intersection(parts):
        said.append(voice.say(_READS, names=_named(names, voice)))
    if not names and not parts:
        said.append(voice.say(_READS_NONE))
    return " ".join(filter(None, said))


def what_is_open(standing: Standing, left: int, voice: Voice) -> str:
    """How much what is open could change: the questions not asked (so many could), or what nobody knew."""
    share = of_hundred(standing.settled)
    if standing.settled == 1:
        return voice.counted(left, _OFFER_NONE) if left else voice.say(_ENOUGH)
    if left and (standing.settled >= SETTLED or not standing.unknown):
        return voice.counted(left, _OFFER, share=share)
    if standing.unknown:
        labels = [voice.say(voice.rulebook.questions[id].label) for id in standing.unknown]
        names = _named(labels, voice)
        if standing.settled < PRELIMINARY:
            return voice.counted(len(labels), _OFFER_PRELIMINARY, names=names)
        return voice.say(_OFFER_UNKNOWN, names=names, share=share)
    return voice.say(_ENOUGH)


def _named(names: Sequence[str], voice: Voice) -> str:
    """Some names, the first of them where they are many."""
    if len(names) > _MOST_NAMED:
        return voice.say(_READS_MORE, names=", ".join(names[:_MOST_NAMED]))
    return voice.listed(names)
