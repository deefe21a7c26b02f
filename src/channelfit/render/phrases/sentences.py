"""Sentences about one piece of advice: its roles, next step and causes, with the answers filled in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from channelfit.advice.candidates import candidate_of
from channelfit.advice.fit import ChannelFit, Reason
from channelfit.advice.model import Advice, Cause, GoalCoverage, NotRecommended, Recommended, Role
from channelfit.advice.portfolio import hours_of
from channelfit.language import Case, Counted, Text
from channelfit.render.phrases.groups import too_weak_texts
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import ROLES
from channelfit.rulebook.model import ACTIVE, Criterion, Evidence, EvidenceKind, Quality
from channelfit.typed import NamedTuple

_SAME_POST = Text("derselbe Beitrag wie auf {partner}", "the same post as on {partner}")
_MAIN_FOR = Text("Hauptkanal für: {goals}", "main for: {goals}")
_ONCE_READY = Text("Dann empfehlen wir {names}.", "Then we advise {names}.")
_ONCE_READY_SAME = Text(
    "Dann bleibt es bei dieser Auswahl, aber sie trägt.",
    "Then the choice stays the same, but it will work.",
)
_NEXT_CHANNEL = Counted(
    Text(
        "Der kleinste sinnvolle Kanal ist {names}. Er braucht {hours} pro Woche, {left}.",
        "The smallest useful channel is {names}. It needs {hours} a week; {left}.",
    ),
    Text(
        "Der kleinste sinnvolle Kanal sind {names}. Sie brauchen {hours} pro Woche, {left}.",
        "The smallest useful channel is {names}. They need {hours} a week; {left}.",
    ),
)
_LEFT = Counted(Text("verfügbar ist {hours}", "{hours} is there"), Text("verfügbar sind {hours}", "{hours} are there"))
_NEXT_BASIC = Text(
    "Bringen Sie {name} in Ordnung. Das kostet {hours} pro Woche und wirkt ohne weiteren Kanal.",
    "Put {name} in order. It takes {hours} a week and works without a further channel.",
)
_NEXT_NONE = Text(
    "Keiner dieser Kanäle passt zu Ihren Zielen. Persönliche Wege wie Empfehlungen und Veranstaltungen tragen weiter.",
    "None of these channels suits your goals. Personal ways such as referrals and events will do more.",
)
_EXCLUDED = Text("Ausgeschlossen: {why}", "Ruled out: {why}")
_DOES_NOT_SERVE = Counted(
    Text("Dient keinem Ihrer Ziele.", "Serves none of your goals."),
    Text("Dienen keinem Ihrer Ziele.", "Serve none of your goals."),
)
_TOO_WEAK = Text("Eignung zu schwach für Ihre Ziele.", "Too weak a fit for your goals.")
_ADDS_TOO_LITTLE = Counted(
    Text("Bringt neben Ihren Kanälen wenig zusätzlich.", "Adds little to your channels."),
    Text("Bringen neben Ihren Kanälen wenig zusätzlich.", "Add little to your channels."),
)
_NO_HOURS = Counted(
    Text("Geeignet, aber {hours} pro Woche ist nicht übrig.", "Suitable, but there is not {hours} a week left."),
    Text("Geeignet, aber {hours} pro Woche sind nicht übrig.", "Suitable, but there are not {hours} a week left."),
)
_CAP = Text(
    "Geeignet, doch mehr Kanäle zugleich empfehlen wir Ihnen nicht.",
    "Suitable, but we do not advise you to run more channels at once.",
)
_CAP_OF_ENTRIES = Text("Geeignet, doch andere Einträge gehen vor.", "Suitable, but other entries come first.")
_UNCOVERED = Text("Kein empfohlener Kanal trägt dieses Ziel.", "No recommended channel serves this goal.")
_LOW = Text("Mehr leisten Kanäle hier mit Ihren Mitteln nicht.", "With your means, channels do no more for it.")
_JUDGEMENT = Text("fachliche Einschätzung", "our judgement")
_GUIDE = Text("Praxisratgeber", "practice guide")
_AND_OTHERS = Text("u. a.", "and others")
_NO_YEAR = Text("ohne Jahr", "undated")

# The causes that many channels share: some of each are explained; JSON explains all.
_OFTEN = (Cause.TOO_WEAK, Cause.ADDS_TOO_LITTLE)


def role_text(advised: Recommended, advice: Advice, voice: Voice) -> str:
    """What a channel is for; several goals apart from each other, for their names have commas and "and" in them."""
    if advised.role is Role.COMPANION:
        return voice.say(_SAME_POST, partner=voice.named(advised.partner, Case.DATIVE))
    names = [voice.goal(goal.goal.id) for goal in advice.coverage if goal.goal.id in advised.main_for]
    return voice.say(_MAIN_FOR, goals="; ".join(names)) if names else voice.say(ROLES[advised.role])


def once_ready_text(advice: Advice, voice: Voice) -> str:
    """What is advised once the groundwork is laid; nothing if there is nothing to say."""
    if set(advice.once_ready) != {advised.fit.channel.id for advised in advice.recommended}:
        return voice.say(_ONCE_READY, names=voice.all_named(advice.once_ready, Case.ACCUSATIVE))
    return voice.say(_ONCE_READY_SAME) if advice.once_ready else ""


def next_step_text(advice: Advice, voice: Voice) -> str | None:
    """The cheapest useful step where no channel was chosen."""
    step = advice.next_step
    if step is None:
        return None
    if step.channel:
        channel = step.channel.channel
        there = voice.counted(advice.hours_left, _LEFT, hours=voice.hours(advice.hours_left))
        return voice.of_channels(_NEXT_CHANNEL, [channel.id], hours=voice.hours(channel.effort.hours_per_week), left=there)
    if step.basic:
        basic = step.basic.channel
        return voice.say(_NEXT_BASIC, name=voice.named(basic.id, Case.ACCUSATIVE), hours=voice.hours(basic.effort.hours_per_week))
    return voice.say(step.check.todo if step.check else _NEXT_NONE)


def cause_text(rejected: NotRecommended, advice: Advice, voice: Voice, among: Sequence[str] = ()) -> str:
    """Why a channel is not recommended, with what speaks against it where that is the cause.

    It may be said of several channels at once, which the verb then agrees with.
    """
    said = cause_in_short(rejected, advice, voice, among)
    reasons = against(rejected.fit, advice).reasons if rejected.cause is Cause.TOO_WEAK else ()
    return " ".join((said, *map(voice.why, reasons)))


def cause_in_short(rejected: NotRecommended, advice: Advice, voice: Voice, among: Sequence[str] = ()) -> str:
    """Why a channel is not recommended, in a sentence; it may be said of several at once."""
    said_of = among or [rejected.fit.channel.id]
    match rejected.cause:
        case Cause.EXCLUDED if rejected.fit.goals:
            return voice.say(_EXCLUDED, why=voice.fill(rejected.fit.excluded_by[0].why))
        # Why it is ruled out tells nothing to who would not use it anyway.
        case Cause.EXCLUDED | Cause.DOES_NOT_SERVE:
            return voice.say(voice.number_of(_DOES_NOT_SERVE, said_of))
        case Cause.TOO_WEAK:
            return voice.say(_TOO_WEAK)
        case Cause.ADDS_TOO_LITTLE:
            return voice.say(voice.number_of(_ADDS_TOO_LITTLE, said_of))
        case Cause.NO_HOURS:
            needed = _hours_beside(rejected, advice)
            return voice.counted(needed, _NO_HOURS, hours=voice.hours(needed))
        case Cause.CAP:
            return voice.say(_CAP_OF_ENTRIES if rejected.fit.channel.upkeep else _CAP)


def causes_in_short(rejected: NotRecommended, advice: Advice, voice: Voice) -> tuple[str, ...]:
    """Why a channel is not recommended, in a sentence, the most telling first: of one that is too weak, what for."""
    if rejected.cause is not Cause.TOO_WEAK:
        return (cause_in_short(rejected, advice, voice),)
    return too_weak_texts(rejected.fit, advice, voice)


def _hours_beside(rejected: NotRecommended, advice: Advice) -> float:
    """What a channel would take beside the chosen ones."""
    settings = advice.rulebook.settings
    chosen = [candidate_of(advised.fit.channel, settings, {}) for advised in advice.recommended]
    return hours_of((*chosen, candidate_of(rejected.fit.channel, settings, {}))) - hours_of(chosen)


def ranked_reasons(fit: ChannelFit, advice: Advice) -> tuple[tuple[float, Reason], ...]:
    """The reasons of a channel with what they weigh (points times weights of the aims), the weightiest first."""
    return _ranked((_weight(reason, advice), reason) for reason in fit.reasons)


def reasons_for(fit: ChannelFit, advice: Advice) -> tuple[Reason, ...]:
    """What speaks for a channel, the weightiest first: for goals and groups for which the channel counts."""
    counting = {goal: [group for group, aim in found.segments.items() if aim.counts] for goal, found in fit.goals.items()}
    weighed = ((_weight(reason, advice, counting), reason) for reason in fit.reasons)
    return tuple(reason for weight, reason in _ranked(weighed) if weight > 0)


def telling_reason(fit: ChannelFit, advice: Advice) -> Reason | None:
    """The weightiest reason for a channel; that one is able to run it comes last, for it is no reason to."""
    return min(reasons_for(fit, advice), key=lambda reason: reason.rule.criterion is Criterion.MEANS, default=None)


def _ranked(weighed: Iterable[tuple[float, Reason]]) -> tuple[tuple[float, Reason], ...]:
    return tuple(sorted(weighed, key=lambda pair: (-round(abs(pair[0]), 9), pair[1].rule.id)))


def _weight(reason: Reason, advice: Advice, among: Mapping[str, Collection[str]] | None = None) -> float:
    """Points times weights, of some groups only if given; a goal weighs as much as the groups for which the rule holds."""
    total = 0.0
    for goal in advice.coverage:
        id = goal.goal.id
        held = [group for group in reason.segments.get(id, goal.segments) if among is None or group in among.get(id, ())]
        total += goal.weight * len(held) / len(goal.segments) * reason.points.get(id, 0.0)
    return total


def shortfall_text(goal: GoalCoverage, voice: Voice) -> str:
    """What is said of a goal that stays low, and why."""
    if goal.limited_by:
        return voice.why_limited(goal)
    if goal.coverage == 0:
        return voice.say(_UNCOVERED)
    return voice.say(_LOW) if goal.coverage < 0.3 else ""


class LeftOut(NamedTuple):
    """The channels that were not chosen: some by name with the reason, and the names of all others."""

    explained: tuple[tuple[str, str], ...]
    others: str


def left_out(advice: Advice, voice: Voice, *, most: int = 5) -> LeftOut:
    """What was not chosen, by cause; of the commonest causes so many by name with a reason.

    What is paused or kept at a low level has its cause there; what waits for an answer has it here.
    """
    by_text: dict[str, list[NotRecommended]] = {}
    others = []
    held = {kept.channel.id for kept in advice.keep_low if kept.until}
    told = {fit.channel.id for fit in (*advice.park, *(kept.fit for kept in advice.keep_low))} - held
    left = [rejected for rejected in advice.not_recommended if rejected.fit.channel.id not in told]
    explained = _worth_explaining(left, held, advice, most)
    for rejected in left:
        id = rejected.fit.channel.id
        if not rejected.fit.goals or id not in explained:
            others.append(id)
        else:
            # What is said is compared as of several, whatever the number of each name.
            by_text.setdefault(_left_text(rejected, advice, voice, (id, id)), []).append(rejected)
    explained_together = []
    for several in by_text.values():
        ids = [rejected.fit.channel.id for rejected in several]
        explained_together.append((voice.channels_first(ids), _left_text(several[0], advice, voice, ids)))
    return LeftOut(tuple(explained_together), voice.channels(others))


def _left_text(rejected: NotRecommended, advice: Advice, voice: Voice, among: Sequence[str]) -> str:
    """Why some channels were not chosen; of one that nothing speaks against, what it is too weak for."""
    if rejected.cause is Cause.TOO_WEAK and not against(rejected.fit, advice).reasons:
        return causes_in_short(rejected, advice, voice)[0]
    return cause_text(rejected, advice, voice, among)


def _worth_explaining(left: Sequence[NotRecommended], in_use: set[str], advice: Advice, most: int) -> set[str]:
    """Of those too weak the few in use, then those that most companies use; of those that add too little the first."""
    question = advice.rulebook.questions.get(ACTIVE)
    shares = question.shares if question else {}
    of_cause: dict[Cause, list[str]] = {cause: [] for cause in Cause}
    for rejected in left:
        of_cause[rejected.cause].append(rejected.fit.channel.id)
    of_cause[Cause.TOO_WEAK].sort(key=lambda id: (id not in in_use, -shares.get(id, 0.0), id))
    return {id for cause, ids in of_cause.items() for id in (ids[:most] if cause in _OFTEN else ids)}


class Against(NamedTuple):
    """What speaks against a channel: the weightiest reason for each sort of people that it serves, and whether all have one."""

    reasons: tuple[Reason, ...]
    for_all: bool


def against(fit: ChannelFit, advice: Advice) -> Against:
    """The weightiest reason against a channel for those whom the company would reach by it: customers, or those it would hire.

    Goals that the same question splits are about the same people.
    """
    told: list[Reason] = []
    people: dict[str, dict[str, tuple[str, ...]]] = {}
    for goal, found in fit.goals.items():
        people.setdefault(advice.rulebook.goals[goal].split_by, {})[goal] = tuple(found.segments)
    for among in people.values():
        ranked = _ranked((_weight(reason, advice, among), reason) for reason in fit.reasons)
        told += [reason for weight, reason in ranked if weight < 0][:1]
    return Against(tuple({reason.rule.id: reason for reason in told}.values()), len(told) == len(people))


def source_of(basis: Sequence[str], voice: Voice) -> str:
    """The source that carries the sentence, which is the first named: a norm by its name, a guide as one, else publisher and
    year; or judgement."""
    if not basis:
        return voice.say(_JUDGEMENT)
    first = voice.rulebook.evidence[basis[0]]
    others = f" {voice.say(_AND_OTHERS)}" if len(basis) > 1 else ""
    title = voice.quote(first.title)
    if first.kind is EvidenceKind.LAW and first.quality is Quality.PRIMARY and title:
        return f"{title}{others}"
    publisher = voice.say(_GUIDE) if first.kind is EvidenceKind.GUIDE else _short(voice.quote(first.publisher))
    return f"{publisher}, {_year_text(first, voice)}{others}"


def source_text(fact: Evidence, voice: Voice) -> str:
    """A source as a list of sources has it: publisher, year and link; a law with its name."""
    title = voice.quote(fact.title) if fact.kind is EvidenceKind.LAW else ""
    named = f"{voice.quote(fact.publisher)}, {_year_text(fact, voice)}" + (f": {title}" if title else "")
    return f"{named} {fact.url}" if fact.url else named


def _year_text(fact: Evidence, voice: Voice) -> str:
    return str(fact.year) if fact.year else voice.say(_NO_YEAR)


def _short(publisher: str) -> str:
    """The publisher without who relayed it, and of a long row of publishers the first."""
    first = publisher.split(" (")[0]
    return first if len(first) <= 40 else first.split(" / ")[0]
