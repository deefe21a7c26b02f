"""How well rules do on cases, as plain data for JSON."""

from collections.abc import Sequence

from channelfit.advice.fit import ChannelFit
from channelfit.render.plain.numbers import rounded
from channelfit.render.plain.score_shape import (
    PlainCaseScore,
    PlainFigure,
    PlainFigureChange,
    PlainGoalPoints,
    PlainInterval,
    PlainMeasured,
    PlainPartOfCases,
    PlainScore,
    PlainScoredRulebook,
    PlainSetChange,
    PlainSetScore,
    PlainStanding,
    PlainTurn,
)
from channelfit.rulebook.digest import digest
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.against import Against, Change, SetChange, Turn
from channelfit.ruletools.case_sets import Kind
from channelfit.ruletools.figures import CaseScore, Score, SetScore, Tally
from channelfit.ruletools.intervals import Interval
from channelfit.ruletools.measured import Part, measured, parted


def score_as_plain(score: Score, against: Against | None = None) -> PlainScore:
    """Every figure, and every case with what lowers them, ready for JSON."""
    return {
        "schema": "channelfit.score/1",
        "rulebook": _rulebook(score.rulebook),
        "after_choice": score.with_after_choice,
        "popular": list(score.popular),
        "sets": [_set(one, score.rulebook) for one in score.sets],
        "against": against and {"rulebook": _rulebook(against.rulebook), "sets": [_set_change(one) for one in against.sets]},
    }


def _rulebook(rulebook: Rulebook) -> PlainScoredRulebook:
    return {"id": rulebook.id, "version": rulebook.version, "digest": digest(rulebook)}


def _set(one: SetScore, rulebook: Rulebook) -> PlainSetScore:
    return {
        "name": one.cases.name,
        "kind": one.cases.kind.value,
        "source": str(one.cases.mark),
        "figures": _measured(one.scores, one.cases.kind),
        "by": {question: [_part(part, one.cases.kind) for part in parts] for question, parts in parted(one, rulebook).items()},
        "skipped": list(one.cases.skipped),
        "not_counted": [scored.case.id for scored in one.not_counted],
        "cases": [_case(scored) for scored in one.scores],
    }


def _part(part: Part, kind: Kind) -> PlainPartOfCases:
    return {"options": list(part.options), "cases": len(part.scores), "figures": _measured(part.scores, kind)}


def _measured(scores: Sequence[CaseScore], kind: Kind) -> dict[str, PlainMeasured]:
    return {
        measure.value: {
            **_figure(one.tally),
            "interval": _interval(one.interval),
            "popular": _figure(one.popular) if one.popular else None,
        }
        for measure, one in measured(scores, kind).items()
    }


def _figure(tally: Tally) -> PlainFigure:
    return {"got": tally.got, "of": tally.of, "share": _share(tally.share)}


def _share(share: float | None) -> float | None:
    return None if share is None else rounded(share)


def _interval(interval: Interval | None) -> PlainInterval | None:
    return {"low": rounded(interval.low), "high": rounded(interval.high)} if interval else None


def _set_change(one: SetChange) -> PlainSetChange:
    return {
        "name": one.cases.name,
        "kind": one.cases.kind.value,
        "figures": {measure.value: _change(change) for measure, change in one.changes.items()},
        "skipped": list(one.skipped),
    }


def _change(change: Change) -> PlainFigureChange:
    return {
        "before": _figure(change.before),
        "after": _figure(change.after),
        "difference": _share(change.difference),
        "interval": _interval(change.interval),
        "won": [_turn(one) for one in change.won],
        "lost": [_turn(one) for one in change.lost],
        "counted_before": list(change.counted_before),
        "counted_after": list(change.counted_after),
    }


def _turn(turn: Turn) -> PlainTurn:
    return {"case": turn.case, "channels": list(turn.channels)}


def _case(scored: CaseScore) -> PlainCaseScore:
    return {
        "case": scored.case.id,
        "source": str(scored.case.mark),
        "figures": {measure.value: _figure(tally) for measure, tally in scored.tallies.items()},
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
