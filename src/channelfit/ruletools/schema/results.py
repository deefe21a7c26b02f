"""The JSON Schema of the result, `channelfit.advice/1`: every key that is always there. Keys may be added, never renamed."""

from enum import Enum

from channelfit.advice.model import Cause, Role
from channelfit.advice.readiness import Level, Status
from channelfit.profile import LANGUAGES
from channelfit.rulebook.model import Addressee, Criterion, EvidenceKind, Importance, Quality
from channelfit.rulebook.overlay.address import KINDS
from channelfit.ruletools.schema.parts import Schema, Vocabulary, ids, listing, number, one_of, ref
from channelfit.ruletools.schema.words import key_text, place_text

_TEXT: Schema = {"type": "string"}
_TEXTS = listing(_TEXT)
_NUMBER: Schema = {"type": "number"}
_FLAG: Schema = {"type": "boolean"}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_ANYTHING = one_of(_TEXT, _NUMBER, _FLAG, {"type": "null"})
_WEEK: Schema = {"type": ["integer", "null"]}
_SHARE = number(0, 1)
_CHANNEL = ref("channel_id")
_CHANNELS = listing(_CHANNEL)
_EVIDENCE = listing(ref("evidence_id"))


def result_schema(scope: Vocabulary) -> Schema:
    """The whole result of `advise`."""
    rulebook = scope.rulebook
    recommended = listing(_recommended(scope))
    found = _object(
        schema={"const": "channelfit.advice/1"},
        rulebook=_rulebook(),
        company=_TEXT_OR_NULL,
        language=ids(LANGUAGES),
        answers=ref("profile"),
        assumed={"type": "object", "properties": dict.fromkeys(rulebook.questions, _NUMBER), "additionalProperties": False},
        headline=_TEXT,
        recommended=recommended,
        basics=recommended,
        once_ready=_CHANNELS,
        coverage=_coverage(scope),
        effort=_effort(),
        first_90_days=listing(_object(channel=_CHANNEL, setup_from=_WEEK, setup_until=_WEEK, runs_from=_WEEK)),
        not_recommended=listing(_not_recommended(scope)),
        park=listing(_object(channel=_CHANNEL, text=_TEXT)),
        keep_low=listing(_object(channel=_CHANNEL, text=_TEXT)),
        next_step=_TEXT_OR_NULL,
        readiness=_readiness(scope),
        notes=listing(_note(scope)),
        settled=_SHARE,
        likely=_CHANNELS,
        open_questions=listing(_object(question=ref("question_id"), text=_TEXT, influence=_NUMBER)),
        near_tie=one_of(_object(inside=_CHANNELS, outside=_CHANNELS, gap=_NUMBER), {"type": "null"}),
        what_if=listing(_object(channel=_CHANNEL, enters=_FLAG, set=_TEXTS, text=_TEXT, after=_CHANNELS)),
        limits=_object(max_channels={"type": "integer"}, focus_price=_NUMBER, min_points=_NUMBER, top_fit=_NUMBER),
        evidence=listing(_fact()),
    )
    properties = found["properties"]
    assert isinstance(properties, dict)
    described = {key: {"description": key_text("result", key, scope.language), **part} for key, part in properties.items()}
    return {"description": place_text("result", scope.language), **found, "properties": described}


def _object(**properties: Schema) -> Schema:
    """A mapping that always has these keys."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _values(kinds: type[Enum]) -> Schema:
    return ids(member.value for member in kinds)


def _effort() -> Schema:
    budget: Schema = {"type": ["number", "null"]}
    costs = {"money_per_month": _NUMBER, "budget": budget, "hourly_value": _NUMBER, "cost_per_month": _NUMBER}
    return _object(hours_per_week=_NUMBER, available=_NUMBER, believable=_NUMBER, **costs)


def _rulebook() -> Schema:
    change = _object(kind=ids(KINDS), target=_TEXT, path=_TEXT, because=_TEXT, by=_TEXT)
    digest: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    return _object(id=_TEXT, version=_TEXT, digest=digest, changes=listing(change))


def _by_goal(scope: Vocabulary, value: Schema) -> Schema:
    return {"type": "object", "properties": dict.fromkeys(scope.rulebook.goals, value), "additionalProperties": False}


def _goals(scope: Vocabulary) -> Schema:
    by_criterion: Schema = {
        "type": "object",
        "properties": {criterion.value: _NUMBER for criterion in Criterion},
        "additionalProperties": False,
    }
    return _by_goal(scope, _object(base=_NUMBER, criteria=by_criterion, points=_NUMBER, fit=_SHARE, counts=_FLAG))


def _recommended(scope: Vocabulary) -> Schema:
    reason = _object(
        rule=_TEXT,
        criterion=_values(Criterion),
        points=_by_goal(scope, _NUMBER),
        text=_TEXT,
        evidence=_EVIDENCE,
        source=_TEXT,
    )
    plan = _object(formats=_TEXTS, cadence=_TEXT, first_steps=_TEXTS, kpis=_by_goal(scope, _TEXTS), stop_rule=_TEXT)
    return _object(
        channel=_CHANNEL,
        name=_TEXT,
        role=_values(Role),
        main_for=listing(ref("goal_id")),
        goals=_goals(scope),
        reaches=_TEXT_OR_NULL,
        adds=_NUMBER,
        hours_per_week=_NUMBER,
        money_per_month=_NUMBER,
        cost_per_month=_NUMBER,
        startup_hours=_NUMBER,
        first_results_weeks=_NUMBER,
        already_active=_FLAG,
        stability=_SHARE,
        reasons=listing(reason),
        plan=plan,
    )


def _coverage(scope: Vocabulary) -> Schema:
    goal = _object(weight=_SHARE, limit=_SHARE, coverage=_SHARE, why_limited=_TEXT_OR_NULL, if_nothing=_TEXT_OR_NULL)
    return _object(total=_SHARE, goals=_by_goal(scope, goal))


def _not_recommended(scope: Vocabulary) -> Schema:
    return _object(
        channel=_CHANNEL,
        name=_TEXT,
        cause=_values(Cause),
        text=_TEXT,
        reaches=_TEXT_OR_NULL,
        adds=_NUMBER,
        goals=_goals(scope),
    )


def _readiness(scope: Vocabulary) -> Schema:
    rulebook = scope.rulebook
    check = _object(
        id=ids(one.id for one in rulebook.checks),
        status=_values(Status),
        blocking=_FLAG,
        owner=_values(Addressee),
        text=_TEXT,
        todo=_TEXT,
    )
    essential = _object(id=ids(one.id for one in rulebook.essentials), text=_TEXT, evidence=_EVIDENCE)
    return _object(level=_values(Level), checks=listing(check), essentials=listing(essential))


def _note(scope: Vocabulary) -> Schema:
    severity, addressee = _values(Importance), _values(Addressee)
    note = _object(id=ids(one.id for one in scope.rulebook.notes), severity=severity, law=_FLAG, text=_TEXT, evidence=_EVIDENCE)
    properties, required = note["properties"], note["required"]
    assert isinstance(properties, dict)
    assert isinstance(required, list)
    # `for` is no name that a function could take.
    return {**note, "properties": {**properties, "for": addressee}, "required": [*required, "for"]}


def _fact() -> Schema:
    return _object(
        id=ref("evidence_id"),
        kind=_values(EvidenceKind),
        statement=_TEXT,
        value=_ANYTHING,
        unit=_TEXT_OR_NULL,
        population=_TEXT_OR_NULL,
        year={"type": ["integer", "null"]},
        publisher=_TEXT,
        title=_TEXT_OR_NULL,
        url=_TEXT_OR_NULL,
        quality=_values(Quality),
        channels=_TEXTS,
    )
