"""Whether a channel is recommended, and what two situations differ in, in a sentence or two."""

from __future__ import annotations

from collections.abc import Iterable

from channelfit.advice.compare import Comparison, Turned
from channelfit.advice.explain import Explanation
from channelfit.advice.fit import Reason
from channelfit.advice.model import Cause, NotRecommended, Recommended, Role
from channelfit.language import Counted, Text
from channelfit.render.phrases.groups import group_text
from channelfit.render.phrases.in_use import in_vain_text
from channelfit.render.phrases.reasons import Turn, effect_text
from channelfit.render.phrases.sentences import cause_text, source_of
from channelfit.render.phrases.sureness import preliminary_text, stability_text
from channelfit.render.phrases.voice import Voice

_CHOSEN_MAIN = Counted(
    Text(
        "{names} gehört zu Ihrer Auswahl, als Hauptkanal für {goals}.",
        "{names} is among your channels, as the main one for {goals}.",
    ),
    Text(
        "{names} gehören zu Ihrer Auswahl, als Hauptkanal für {goals}.",
        "{names} are among your channels, as the main one for {goals}.",
    ),
)
_CHOSEN_SUPPORTING = Counted(
    Text("{names} gehört zu Ihrer Auswahl, als Ergänzung.", "{names} is among your channels, in support."),
    Text("{names} gehören zu Ihrer Auswahl, als Ergänzung.", "{names} are among your channels, in support."),
)
_CHOSEN_COMPANION = Counted(
    Text(
        "{names} gehört zu Ihrer Auswahl, mit denselben Beiträgen wie {partner}.",
        "{names} is among your channels, with the same posts as {partner}.",
    ),
    Text(
        "{names} gehören zu Ihrer Auswahl, mit denselben Beiträgen wie {partner}.",
        "{names} are among your channels, with the same posts as {partner}.",
    ),
)
_CHOSEN_BASIC = Counted(
    Text("{names} gehört zuerst in Ordnung gebracht.", "{names} should be put in order first."),
    Text("{names} gehören zuerst in Ordnung gebracht.", "{names} should be put in order first."),
)
# A name that has "and" in it would run into the others.
_QUOTED = Text("„{goal}“", "“{goal}”")
_ADDS = Text(
    "Ohne diesen Kanal wäre die Zielabdeckung um {points} geringer.",
    "Without it the coverage of your goals would be {points} lower.",
)
_LACKS_POINTS = Counted(
    Text(
        "Am nächsten kommt der Kanal dem Ziel {goal}: Es fehlt {count} Punkt bis zu einer Eignung, die zählt.",
        "It comes closest to the goal {goal}: {count} point short of a fit that counts.",
    ),
    Text(
        "Am nächsten kommt der Kanal dem Ziel {goal}: Es fehlen {count} Punkte bis zu einer Eignung, die zählt.",
        "It comes closest to the goal {goal}: {count} points short of a fit that counts.",
    ),
)
# The same where there is one goal, and nobody to be named of it.
_LACKS_POINTS_ALONE = Counted(
    Text("Bis zu einer Eignung, die zählt, fehlt {count} Punkt.", "It is {count} point short of a fit that counts."),
    Text("Bis zu einer Eignung, die zählt, fehlen {count} Punkte.", "It is {count} points short of a fit that counts."),
)
_LACKS_GAIN = Text(
    "Der Kanal brächte nur {adds} Zielabdeckung; mehr als {needed} müssten es sein.",
    "It would add only {adds} of coverage; it would have to be more than {needed}.",
)
_LACKS_HOURS = Text(
    "Was fehlt: {hours} pro Woche. Der Kanal brächte {adds} Zielabdeckung.",
    "Missing: {hours} a week. It would add {adds} of coverage.",
)
_LACKS_SLOTS = Text(
    "So viele Kanäle zugleich empfehlen wir höchstens: {count}. Der Kanal brächte {adds} Zielabdeckung.",
    "The most channels we advise at once: {count}. It would add {adds} of coverage.",
)
_LACKS_ROOM = Text(
    "So viele Einträge zugleich empfehlen wir höchstens: {count}. Dieser brächte {adds} Zielabdeckung.",
    "The most entries we advise to put in order at once: {count}. This one would add {adds} of coverage.",
)
_SERVES = Text("Der Kanal dient: {goals}.", "It serves: {goals}.")
_SOURCE = Text("({source})", "({source})")
_CHANGED = Text("Die Auswahl ändert sich: {effect}.", "The choice changes: {effect}.")
_SAME = Text("Die Auswahl bleibt dieselbe.", "The choice stays the same.")
_NO_DIFFERENCE = Text("Alle Antworten sind gleich.", "All answers are the same.")
_HARMLESS = Counted(
    Text(
        "{count} Antwort unterscheidet sich, aber sie ändert die Auswahl nicht.",
        "{count} answer differs, but it does not change the choice.",
    ),
    Text(
        "{count} Antworten unterscheiden sich, aber keine davon ändert die Auswahl.",
        "{count} answers differ, but none of them changes the choice.",
    ),
)
# A single answer that differs would change the choice alone.
_TOGETHER = Text(
    "{count} Antworten unterscheiden sich; erst mehrere zusammen ändern die Auswahl.",
    "{count} answers differ; only several of them together change the choice.",
)


def verdict(explanation: Explanation, voice: Voice) -> str:
    """Why the channel is recommended or not, and how sure or how far off that is, in two or three sentences."""
    if explanation.chosen is not None:
        chosen, adds = _chosen_text(explanation.chosen, explanation, voice), voice.percentage_points(explanation.chosen.adds)
        assert explanation.stability is not None
        assert explanation.settled is not None
        preliminary = preliminary_text(explanation.settled, voice)
        firmness = stability_text(explanation.stability, explanation.settled, explanation.fit.channel.id, voice)
        said = (chosen, voice.say(_ADDS, points=adds), preliminary, firmness, in_vain_text(explanation.chosen, voice))
        return " ".join(filter(None, said))
    assert explanation.rejected is not None
    cause = cause_text(explanation.rejected, explanation.advice, voice)
    return f"{cause} {_distance_text(explanation, explanation.rejected, voice)}"


def _chosen_text(chosen: Recommended, explanation: Explanation, voice: Voice) -> str:
    channel = [explanation.fit.channel.id]
    main_for = [goal.goal.id for goal in explanation.advice.coverage if goal.goal.id in chosen.main_for]
    goals = [voice.say(_QUOTED, goal=voice.goal(goal)) for goal in main_for]
    if goals:
        return voice.of_channels_first(_CHOSEN_MAIN, channel, goals=voice.listed(goals))
    if chosen.role is Role.COMPANION:
        return voice.of_channels_first(_CHOSEN_COMPANION, channel, partner=voice.named(chosen.partner))
    return voice.of_channels_first(_CHOSEN_BASIC if chosen.role is Role.BASIC else _CHOSEN_SUPPORTING, channel)


def _distance_text(explanation: Explanation, rejected: NotRecommended, voice: Voice) -> str:
    adds, distance = voice.percentage_points(rejected.adds), explanation.distance
    match rejected.cause:
        case Cause.TOO_WEAK:
            is_alone = len(explanation.advice.coverage) == 1 and not distance.group
            wording = _LACKS_POINTS_ALONE if is_alone else _LACKS_POINTS
            name = group_text(voice.goal(distance.goal), distance.goal, distance.group, voice)
            return voice.counted(distance.points, wording, goal=name)
        case Cause.ADDS_TOO_LITTLE:
            return voice.say(_LACKS_GAIN, adds=adds, needed=voice.hundredths(rejected.adds + distance.adds))
        case Cause.NO_HOURS:
            return voice.say(_LACKS_HOURS, hours=voice.hours(distance.hours), adds=adds)
        case Cause.CAP if rejected.fit.channel.upkeep:
            return voice.say(_LACKS_ROOM, count=str(explanation.advice.terms.max_basics), adds=adds)
        case Cause.CAP:
            return voice.say(_LACKS_SLOTS, count=str(explanation.advice.max_channels), adds=adds)
        case Cause.EXCLUDED if rejected.fit.goals:
            return voice.say(_SOURCE, source=source_of(explanation.fit.excluded_by[0].basis, voice))
        case Cause.EXCLUDED | Cause.DOES_NOT_SERVE:
            return serves_text(explanation.fit.channel.serves, voice)


def serves_text(goals: Iterable[str], voice: Voice) -> str:
    """Which goals a channel serves."""
    return voice.say(_SERVES, goals=voice.listed([voice.goal(goal) for goal in goals]))


def comparison_text(comparison: Comparison, voice: Voice) -> str:
    """What changes, in a sentence or two."""
    moves = bool(comparison.entering or comparison.leaving)
    effect = effect_text(Turn(comparison.entering, comparison.leaving), voice) if moves else ""
    parts = [voice.say(_CHANGED, effect=effect) if moves else voice.say(_SAME)]
    if not comparison.differences:
        parts.append(voice.say(_NO_DIFFERENCE))
    elif not any(difference.matters for difference in comparison.differences):
        count = len(comparison.differences)
        parts.append(voice.say(_TOGETHER, count=str(count)) if moves else voice.counted(count, _HARMLESS))
    return " ".join(parts)


def turned_text(turned: Turned, comparison: Comparison, voice: Voice) -> str:
    """Why a rule holds on one side only, with the answers of that side."""
    side = comparison.after if turned.holds_after else comparison.before
    return voice._replace(profile=side.profile).why(Reason(turned.rule, turned.points, turned.segments))
