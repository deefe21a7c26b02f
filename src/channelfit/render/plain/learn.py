"""What was learned from cases, as plain data for JSON."""

from typing import Annotated, Literal, TypedDict

from channelfit.language import Text
from channelfit.render.plain.numbers import rounded
from channelfit.render.plain.score_shape import PlainScoredRulebook
from channelfit.rulebook.digest import digest
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.learn.learned import BOOTSTRAPS, Firmness, HeldOut, Learned, Proposal, Step, Trial, Unsettled
from channelfit.ruletools.learn.points import Answered, Point


class PlainCondition(TypedDict):
    """The condition of a rule that is missing."""

    question: Annotated[str, Text("Die Frage.", "The question.")]
    option: Annotated[str, Text("Die Antwort.", "The option.")]


class PlainLearnedPoint(TypedDict):
    """A point, what the cases ask for, and how firm that is."""

    rule: Annotated[str | None, Text("Die Regel; null beim Ausgangswert.", "The rule; null for the base.")]
    condition: Annotated[PlainCondition | None, Text("Bei einer neuen Regel, wann sie gilt.", "When a new rule holds.")]
    channel: Annotated[str, Text("Der Kanal.", "The channel.")]
    goal: Annotated[str | None, Text("Das Ziel; null: alle Ziele des Kanals.", "The goal; null: all goals of the channel.")]
    was: Annotated[float, Text("Die Punkte bisher.", "The points so far.")]
    asked: Annotated[float, Text("Was die Fälle verlangen.", "What the cases ask for.")]
    low: Annotated[float, Text("Darunter liegt eine von zwanzig Ziehungen.", "One draw in twenty lies below.")]
    high: Annotated[float, Text("Darüber liegt eine von zwanzig Ziehungen.", "One draw in twenty lies above.")]
    cases: Annotated[int, Text("In so vielen Unternehmen kommt der Punkt vor.", "The point is in so many companies.")]
    kept: Annotated[int, Text("In so vielen Ziehungen bleibt die Richtung.", "The direction stays in so many draws.")]


class PlainProposal(PlainLearnedPoint):
    """A change that is proposed."""

    set: Annotated[float, Text("Die vorgeschlagenen Punkte.", "The points proposed.")]
    outcomes: Annotated[Literal["confirm", "question", "silent"], Text("Was Ergebnisse dazu sagen.", "What outcomes say to it.")]
    outcome_cases: Annotated[int, Text("So viele Ergebnisse betrifft es.", "It concerns so many outcomes.")]


class PlainUnsettled(PlainLearnedPoint):
    """A point for which the cases are too few."""

    missing: Annotated[
        int | None,
        Text("So viele Unternehmen fehlen etwa; null: nicht zu sagen.", "About so many companies are missing; null: unclear."),
    ]


class PlainHeldOut(TypedDict):
    """How badly judgements that were held out are predicted."""

    before: Annotated[float, Text("Bisher.", "So far.")]
    changed: Annotated[float, Text("Mit den Änderungen.", "With the changes.")]
    all_shifts: Annotated[float, Text("Mit allen Verschiebungen.", "With every shift.")]


class PlainFound(TypedDict):
    """What `rules check` finds now and did not before."""

    finding: Annotated[str, Text("Die Kennung.", "The id.")]
    severity: Annotated[str, Text("Wie schwer es wiegt.", "How bad it is.")]
    at: Annotated[str, Text("Worum es geht.", "What it is about.")]
    source: Annotated[str, Text("Wo es steht.", "Where it stands.")]


class PlainTrial(TypedDict):
    """What the rules' own cases and checks say to the overlay."""

    cases: Annotated[int, Text("So viele Testfälle.", "So many cases.")]
    flipped: Annotated[list[str], Text("Die jetzt anders herauskommen.", "Those that come out otherwise now.")]
    findings: Annotated[list[PlainFound], Text("Neue Befunde.", "New findings.")]


class PlainStep(TypedDict):
    """What came of one step."""

    ridge: Annotated[float, Text("Wie viel Verschiebungen kosten.", "The price of shifts.")]
    held_out: Annotated[PlainHeldOut, Text("Wie gut es vorhersagt.", "How well it predicts.")]
    proposals: Annotated[list[PlainProposal], Text("Die Änderungen.", "The changes.")]
    unsettled: Annotated[list[PlainUnsettled], Text("Wofür die Fälle nicht reichen.", "For what the cases are too few.")]


class PlainLearned(TypedDict):
    """The whole result of `rules learn`."""

    schema: Annotated[Literal["channelfit.learned/1"], Text("Die Fassung des Ergebnisses.", "The version of the result.")]
    rulebook: Annotated[PlainScoredRulebook, Text("Das Regelwerk.", "The rulebook.")]
    companies: Annotated[int, Text("So viele beurteilte Unternehmen.", "So many judged companies.")]
    outcomes: Annotated[int, Text("So viele Ergebnisse.", "So many outcomes.")]
    skipped: Annotated[
        list[str],
        Text("Fälle, denen eine Pflichtantwort fehlt.", "Cases that lack a required answer."),
    ]
    bootstraps: Annotated[int, Text("So viele Ziehungen.", "So many draws.")]
    steps: Annotated[
        list[PlainStep],
        Text(
            "Erst die Punkte, die es gibt, dann fehlende Regeln; leer, wenn die Fälle zu wenige sind.",
            "First the points that there are, then rules that are missing; empty if the cases are too few.",
        ),
    ]
    trial: Annotated[PlainTrial | None, Text("Die Probe; null ohne Änderung.", "The trial; null without a change.")]


def learned_as_plain(learned: Learned, trial: Trial | None, rulebook: Rulebook) -> PlainLearned:
    """Everything that was learned, ready for JSON."""
    return {
        "schema": "channelfit.learned/1",
        "rulebook": {"id": rulebook.id, "version": rulebook.version, "digest": digest(rulebook)},
        "companies": learned.companies,
        "outcomes": learned.outcomes,
        "skipped": list(learned.skipped),
        "bootstraps": BOOTSTRAPS,
        "steps": [_step(one) for one in learned.steps],
        "trial": _trial(trial) if trial else None,
    }


def _step(step: Step) -> PlainStep:
    return {
        "ridge": step.ridge,
        "held_out": _held_out(step.held_out),
        "proposals": [_proposal(one) for one in step.proposals],
        "unsettled": [_unsettled(one) for one in step.unsettled],
    }


def _held_out(held_out: HeldOut) -> PlainHeldOut:
    before, changed, asked = map(rounded, held_out)
    return {"before": before, "changed": changed, "all_shifts": asked}


def _proposal(one: Proposal) -> PlainProposal:
    return {
        **_point(one.point, one.asked, one.firmness),
        "set": one.new,
        "outcomes": one.outcomes.value,
        "outcome_cases": one.outcome_cases,
    }


def _unsettled(one: Unsettled) -> PlainUnsettled:
    return {**_point(one.point, one.asked, one.firmness), "missing": one.missing}


def _point(point: Point, asked: float, firmness: Firmness) -> PlainLearnedPoint:
    origin = point.origin
    return {
        "rule": origin if isinstance(origin, str) and origin else None,
        "condition": {"question": origin.question, "option": origin.option} if isinstance(origin, Answered) else None,
        "channel": point.channel,
        "goal": point.goal or None,
        "was": point.was,
        "asked": rounded(asked),
        "low": rounded(point.was + firmness.low),
        "high": rounded(point.was + firmness.high),
        "cases": firmness.cases,
        "kept": round(firmness.kept * BOOTSTRAPS),
    }


def _trial(trial: Trial) -> PlainTrial:
    return {
        "cases": trial.cases,
        "flipped": [result.case.id for result in trial.flipped],
        "findings": [
            {"finding": one.id, "severity": one.severity.value, "at": one.at, "source": str(one.mark)} for one in trial.findings
        ],
    }
