"""How well rules do on cases, as plain data for JSON."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypedDict

from channelfit.advice.fit import ChannelFit
from channelfit.language import Text
from channelfit.render.plain.numbers import rounded
from channelfit.rulebook.digest import digest
from channelfit.ruletools.figures import CaseScore, Measure, Score, SetScore, Tally


class PlainFigure(TypedDict):
    """So many of so many."""

    got: Annotated[int, Text("So viele.", "So many.")]
    of: Annotated[int, Text("Von so vielen.", "Of so many.")]
    share: Annotated[float | None, Text("Der Anteil; null ohne Fälle.", "The share; null without cases.")]


class PlainFault(TypedDict):
    """A channel that keeps a figure from being better."""

    measure: Annotated[str, Text("Die Kennzahl.", "The figure.")]
    channel: Annotated[str, Text("Der Kanal.", "The channel.")]
    judges: Annotated[int, Text("In so vielen Urteilen.", "In so many judgements.")]


class PlainPoints(TypedDict):
    """The points of a channel for one group of people of a goal."""

    points: Annotated[float, Text("Die Punkte.", "The points.")]
    counts: Annotated[bool, Text("Ob er dafür zählt.", "Whether it counts for it.")]


class PlainGoalPoints(PlainPoints):
    """The points of a channel for a goal; if the goal is split, the means of its groups."""

    base: Annotated[float, Text("Der Ausgangswert.", "The start.")]
    criteria: Annotated[dict[str, float], Text("Was jedes Kriterium dazugibt.", "What each criterion adds.")]
    segments: Annotated[dict[str, PlainPoints], Text("Die Gruppen eines geteilten Ziels.", "The groups of a split goal.")]


class PlainStanding(TypedDict):
    """A channel between which and others the points decided."""

    rank: Annotated[int | None, Text("Sein Rang, ab 1; null ohne Rang.", "Its rank, from 1; null without one.")]
    disabled: Annotated[bool, Text("Ob er abgeschaltet ist.", "Whether it is disabled.")]
    excluded_by: Annotated[list[str], Text("Die Regeln, die ihn ausschließen.", "The rules that exclude it.")]
    goals: Annotated[dict[str, PlainGoalPoints], Text("Die Punkte je Ziel.", "The points for each goal.")]


class PlainCaseScore(TypedDict):
    """How a case came out."""

    case: Annotated[str, Text("Die Kennung.", "The id.")]
    source: Annotated[str, Text("Wo er steht: Datei, Zeile und Spalte.", "Where it stands: file, line and column.")]
    figures: Annotated[dict[str, PlainFigure], Text("Was der Fall beiträgt.", "What the case contributes.")]
    shown: Annotated[list[str], Text("Was als empfohlen gilt.", "What stands for a recommendation.")]
    order: Annotated[list[str], Text("Alle Kanäle der Reihe nach.", "All channels in order.")]
    faults: Annotated[list[PlainFault], Text("Was fehlt oder zu viel ist.", "What is missing or too much.")]
    left_out: Annotated[
        dict[str, str],
        Text("Kanäle, die gewirkt haben, aber nicht gesucht werden.", "Channels that worked and are not looked for."),
    ]
    channels: Annotated[
        dict[str, PlainStanding], Text("Zwischen wem die Punkte entschieden haben.", "Between whom the points decided.")
    ]


class PlainSetScore(TypedDict):
    """How the cases of a file came out."""

    name: Annotated[str, Text("Der Name der Datei.", "The name of the file.")]
    kind: Annotated[str, Text("Die Art der Fälle.", "The kind of cases.")]
    source: Annotated[str, Text("Wo sie stehen.", "Where they stand.")]
    figures: Annotated[dict[str, PlainFigure], Text("Die Kennzahlen.", "The figures.")]
    not_counted: Annotated[list[str], Text("Die Fälle, die nicht zählen.", "The cases that do not count.")]
    cases: Annotated[list[PlainCaseScore], Text("Die Fälle.", "The cases.")]


class PlainScoredRulebook(TypedDict):
    """Whose rules these are."""

    id: Annotated[str, Text("Die Kennung des Regelwerks.", "The id of the rulebook.")]
    version: Annotated[str, Text("Seine Fassung.", "Its version.")]
    digest: Annotated[str, Text("Sein Fingerabdruck.", "Its digest.")]


class PlainScore(TypedDict):
    """The whole result of `rules score`."""

    schema: Annotated[Literal["channelfit.score/1"], Text("Die Fassung des Ergebnisses.", "The version of the result.")]
    rulebook: Annotated[PlainScoredRulebook, Text("Das Regelwerk.", "The rulebook.")]
    after_choice: Annotated[
        bool, Text("Ob bekannt ist, wie gearbeitet wurde.", "Whether the answers about the work on the channel are known.")
    ]
    sets: Annotated[list[PlainSetScore], Text("Die Dateien mit Fällen.", "The files of cases.")]


def score_as_plain(score: Score) -> PlainScore:
    """Every figure, and every case with what lowers them, ready for JSON."""
    rulebook = score.rulebook
    return {
        "schema": "channelfit.score/1",
        "rulebook": {"id": rulebook.id, "version": rulebook.version, "digest": digest(rulebook)},
        "after_choice": score.with_after_choice,
        "sets": [_set(one) for one in score.sets],
    }


def _set(one: SetScore) -> PlainSetScore:
    return {
        "name": one.cases.name,
        "kind": one.cases.kind.value,
        "source": str(one.cases.mark),
        "figures": _figures(one.figures),
        "not_counted": [scored.case.id for scored in one.not_counted],
        "cases": [_case(scored) for scored in one.scores],
    }


def _figures(tallies: Mapping[Measure, Tally]) -> dict[str, PlainFigure]:
    return {
        measure.value: {"got": tally.got, "of": tally.of, "share": None if tally.share is None else rounded(tally.share)}
        for measure, tally in tallies.items()
    }


def _case(scored: CaseScore) -> PlainCaseScore:
    return {
        "case": scored.case.id,
        "source": str(scored.case.mark),
        "figures": _figures(scored.tallies),
        "shown": list(scored.shown),
        "order": list(scored.order),
        "faults": [{"measure": one.measure.value, "channel": one.channel, "judges": one.judges} for one in scored.faults],
        "left_out": {channel: why.value for channel, why in scored.left_out.items()},
        "channels": {channel: _standing(scored, channel) for channel in scored.concerned},
    }


def _standing(scored: CaseScore, channel: str) -> PlainStanding:
    fit = scored.fits.get(channel)
    return {
        "rank": scored.rank_of(channel),
        "disabled": fit is None,
        "excluded_by": [rule.id for rule in fit.excluded_by] if fit else [],
        "goals": _goals(fit) if fit else {},
    }


def _goals(fit: ChannelFit) -> dict[str, PlainGoalPoints]:
    return {
        goal: {
            "base": rounded(points.base),
            "criteria": {criterion: rounded(given) for criterion, given in points.criteria.items()},
            "points": rounded(points.points),
            "counts": points.counts,
            "segments": {
                group: {"points": rounded(aim.points), "counts": aim.counts} for group, aim in points.segments.items() if group
            },
        }
        for goal, points in fit.goals.items()
    }
