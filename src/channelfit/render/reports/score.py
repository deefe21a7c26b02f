"""How well rules do on cases: each case with a fault and the points that decided, then the figures."""

from collections.abc import Iterable, Iterator, Mapping

from channelfit.advice.fit import AimFit, GoalFit
from channelfit.language import Language, Text, number
from channelfit.render.phrases.words import DISABLED, SERVES_NONE
from channelfit.render.reports.score_figures import differences, parted_figures, title_of, whole_figures
from channelfit.ruletools.against import Against
from channelfit.ruletools.case_sets import Kind
from channelfit.ruletools.figures import CaseScore, Fault, LeftOut, Measure, Score, SetScore
from channelfit.source.written import visible

_FAULTS: Mapping[Measure, Text] = {
    Measure.HIT_3: Text("hat gewirkt, ist aber nicht unter unseren ersten 3", "worked, but is not among our first 3"),
    Measure.DROPPED_SHOWN: Text("aufgegeben, wird aber empfohlen", "given up, but recommended"),
    Measure.AGREEMENT: Text(
        "unter den ersten 3 eines Urteils, nicht unter unseren ersten 4", "among a judge's first 3, not among our first 4"
    ),
    Measure.FIRST_CHOICE_SHOWN: Text("erste Wahl, nicht unter unseren ersten 3", "first choice, not among our first 3"),
    Measure.FIRST_CHOICE_COUNTS: Text("erste Wahl, zählt aber für kein Ziel", "first choice, but counts for no goal"),
    Measure.NEVER_SHOWN: Text("als Fehler genannt, aber unter unseren ersten 3", "named as a mistake, but among our first 3"),
    Measure.GOOD_SHOWN: Text("gut, wird aber nicht empfohlen", "good, but not recommended"),
    Measure.GOOD_IN_FOUR: Text("gut, ist aber nicht unter den ersten 4", "good, but not among the first 4"),
    Measure.BAD_SHOWN: Text("schlecht, wird aber empfohlen", "bad, but recommended"),
}
_LEFT_OUT: Mapping[LeftOut, Text] = {
    LeftOut.EXCLUDED: Text("{channel} ist ausgeschlossen", "{channel} is ruled out"),
    LeftOut.DOES_NOT_SERVE: Text("{channel} dient keinem der Ziele", "{channel} serves none of the goals"),
    LeftOut.UPKEEP: Text("{channel} ist nur in Ordnung zu halten", "{channel} is only to be kept in order"),
    LeftOut.DISABLED: Text("{channel} ist abgeschaltet", "{channel} is disabled"),
}
_NOTHING: Mapping[Kind, Text] = {
    Kind.OUTCOMES: Text("kein Kanal hat gewirkt", "no channel worked"),
    Kind.COMPANIES: Text("niemand hat geurteilt", "nobody has judged"),
    Kind.SITUATIONS: Text("kein Kanal heißt gut", "no channel is called good"),
}
_NOT_COUNTED: Mapping[Kind, Text] = {
    Kind.OUTCOMES: Text(
        "{name}, für die ersten Plätze nicht gezählt, denn {why}: {cases}",
        "{name}, not counted for the first places, as {why}: {cases}",
    ),
    Kind.COMPANIES: Text("{name}, nicht gezählt, denn {why}: {cases}", "{name}, not counted, as {why}: {cases}"),
    Kind.SITUATIONS: Text(
        "{name}, für gute Kanäle nicht gezählt, denn {why}: {cases}", "{name}, not counted for good channels, as {why}: {cases}"
    ),
}
_PARENTHESES = Text(
    "Punkte in runden Klammern reichen nicht; für dieses Ziel zählt der Kanal nicht.",
    "Points in parentheses are too few; for that goal the channel does not count.",
)
_JUDGEMENTS = Text("{channel} ({count} Urteile)", "{channel} ({count} judgements)")
_RECOMMENDED = Text("empfohlen", "recommended")
_EXCLUDED = Text("ausgeschlossen durch {rules}", "ruled out by {rules}")
_AFTER_CHOICE = Text(
    "Bekannt ist auch, wie auf dem Kanal gearbeitet wurde.", "The answers about the work on the channel are known as well."
)


def render_score(score: Score, language: Language, against: Against | None = None) -> str:
    """Every case with a fault and the points that decided, what was not counted and why, the figures by the answers to some
    questions, what differs from other rules, and last the figures over all cases."""
    cases = [line for one in score.sets for scored in one.scores if scored.faults for line in _case(scored, one, language)]
    passed_over = [line for one in score.sets for line in _not_counted(one, language)]
    parts = [
        [_PARENTHESES.of(language), "", *cases] if cases else [],
        [*passed_over, ""] if passed_over else [],
        [_AFTER_CHOICE.of(language), ""] if score.with_after_choice else [],
        [*parted_figures(score, language)],
        [*differences(score, against, language)] if against else [],
        [*whole_figures(score, language)],
    ]
    return "".join(f"{line}\n" for part in parts for line in part)


def _case(scored: CaseScore, one: SetScore, language: Language) -> Iterator[str]:
    """A case: its faults, and the channels between which the points decided."""
    yield f"{scored.case.id}  ({visible(str(scored.case.mark))})"
    for measure in dict.fromkeys(fault.measure for fault in scored.faults):
        channels = _joined(_faulty(fault, language) for fault in scored.faults if fault.measure is measure)
        yield f"  {_FAULTS[measure].of(language)}: {channels}"
    # In the judgements our first ones only stand for a recommendation.
    said = "" if one.cases.kind is Kind.COMPANIES else _RECOMMENDED.of(language)
    width = max(map(len, scored.concerned))
    for channel in scored.concerned:
        mark = f"{said if channel in scored.shown else '':<{len(said)}}  " if said else ""
        yield f"  {scored.rank_of(channel) or '-':>4} {channel:<{width}}  {mark}{_points(scored, channel, language)}"
    yield ""


def _faulty(fault: Fault, language: Language) -> str:
    return _JUDGEMENTS.filled(language, channel=fault.channel, count=fault.judges) if fault.judges > 1 else fault.channel


def _points(scored: CaseScore, channel: str, language: Language) -> str:
    """The points of a channel for each goal, or why it has none."""
    fit = scored.fits.get(channel)
    if fit is None:
        return DISABLED.of(language)
    if fit.excluded_by:
        return _EXCLUDED.filled(language, rules=_joined(f"{rule.id} ({rule.origin})" for rule in fit.excluded_by))
    if not fit.goals:
        return SERVES_NONE.of(language)
    return _joined(_goal_points(goal, points, language) for goal, points in fit.goals.items())


def _goal_points(goal: str, fit: GoalFit, language: Language) -> str:
    """A goal with its points; if it is split and they differ, those of each group as well."""
    said = _pointed(goal, fit, language)
    if len({(aim.points, aim.counts) for aim in fit.segments.values()}) < 2:
        return said
    return f"{said} [{_joined(_pointed(group, aim, language) for group, aim in fit.segments.items())}]"


def _pointed(name: str, fit: GoalFit | AimFit, language: Language) -> str:
    said = f"{name} {_signed(fit.points, language)}"
    return said if fit.counts else f"({said})"


def _not_counted(one: SetScore, language: Language) -> Iterator[str]:
    """The cases that are not counted, by the reason."""
    reasons: dict[str, list[str]] = {}
    for scored in one.not_counted:
        why = _joined(_LEFT_OUT[reason].filled(language, channel=channel) for channel, reason in scored.left_out.items())
        reasons.setdefault(why or _NOTHING[one.cases.kind].of(language), []).append(scored.case.id)
    for why, ids in reasons.items():
        yield _NOT_COUNTED[one.cases.kind].filled(language, name=title_of(one.cases, language), why=why, cases=_joined(ids))


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(parts)


def _signed(points: float, language: Language) -> str:
    text = number(abs(points), language)
    return f"-{text}" if points < 0 else f"+{text}" if points > 0 else text
