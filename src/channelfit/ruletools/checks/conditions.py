"""Checks of single conditions: what can never hold, and what always does."""

from collections.abc import Iterator
from typing import NamedTuple

from channelfit.rulebook.condition import ALWAYS, All, Condition, Not, tests_in
from channelfit.ruletools.checks.finding import Finding, Scope, Severity
from channelfit.source.problem import Mark


class _Place(NamedTuple):
    """A condition, where it stands, and what is taken as given there."""

    kind: str
    at: str
    condition: Condition
    mark: Mark
    given: Condition = ALWAYS
    wishes: tuple[Condition, ...] = ()


def condition_never_holds(scope: Scope) -> Iterator[Finding]:
    """No profile satisfies the condition.

    The rule, note, limit, check or question behind it can never do anything. A question that does not apply counts as answered
    with nothing; `subset_of` is kept to. The witness satisfies as much of the condition as goes together.

    Bad: `when: {market: b2b, any: [{market: b2c}]}`, or `{goals: {none_of: [recruiting]}, hires: apprentices}` where `hires` is
    asked only of those who recruit. Good: `when: {market: [b2b, both]}`.
    """
    for place in _places(scope):
        outcome = scope.boxes.satisfy(place.given, place.condition)
        if outcome.is_impossible:
            parts = _clashing(scope, place)
            tests = [test for part in parts for test in tests_in(part)]
            questions = ", ".join(f"`{id}`" for id in dict.fromkeys(test.question for test in tests))
            yield Finding(
                "condition-never-holds",
                Severity.ERROR,
                place.at,
                place.mark,
                {"kind": place.kind, "at": place.at, "questions": questions},
                witness=scope.witness(ALWAYS, *_parts(place)),
            )


def condition_always_holds(scope: Scope) -> Iterator[Finding]:
    """A rule, a note or the `met_when` of a check holds for every complete profile.

    Then it says nothing about the situation: points belong into `serves`, a note into the `essentials`, and a check that everyone
    meets is none. Limits and rules on hours may hold always, for they have no other place. The witness is any company
    that has one of the goals.

    Bad: `when: {any: [{video: yes}, {video: no}]}`. Good: `when: {video: yes}`.
    """
    for place in _places(scope):
        if place.kind in ("rule", "note", "met_when") and scope.boxes.implies(place.given, place.condition):
            yield Finding(
                "condition-always-holds",
                Severity.WARNING,
                place.at,
                place.mark,
                {"kind": place.kind, "at": place.at},
                witness=scope.witness(All((place.given, place.condition)), *place.wishes),
            )


def _places(scope: Scope) -> Iterator[_Place]:
    """Every condition of the rulebook."""
    rulebook = scope.rulebook
    for rule in rulebook.rules:
        yield _Place("rule", rule.id, rule.when, rule.mark, wishes=scope.goals_of(rule))
    for note in rulebook.notes:
        yield _Place("note", note.id, note.when, note.mark)
    for goal in rulebook.goals.values():
        for number, limit in enumerate(goal.limits, 1):
            yield _Place("limit", f"{goal.id}/limit-{number}", limit.when, limit.mark, given=scope.goal(goal.id))
    for check in rulebook.checks:
        yield _Place("applies_when", f"{check.id}/applies_when", check.applies_when, check.mark)
        yield _Place("met_when", f"{check.id}/met_when", check.met_when, check.mark, given=check.applies_when)
        if check.partly_when is not None:
            given = All((check.applies_when, Not(check.met_when)))
            yield _Place("partly_when", f"{check.id}/partly_when", check.partly_when, check.mark, given=given)
    for number, hours in enumerate(rulebook.hours, 1):
        yield _Place("hours", f"hours-{number}", hours.when, hours.mark)
    for question in rulebook.questions.values():
        yield _Place("ask_when", question.id, question.ask_when, question.mark)


def _parts(place: _Place) -> tuple[Condition, ...]:
    """What must hold together, one by one."""
    own = place.condition.parts if isinstance(place.condition, All) else (place.condition,)
    return (place.given, *own)


def _clashing(scope: Scope, place: _Place) -> list[Condition]:
    """The fewest parts that already cannot hold together: what can be left out is left out."""
    kept = list(_parts(place))
    for part in list(kept):
        without = [other for other in kept if other is not part]
        if without and scope.boxes.satisfy(*without).is_impossible:
            kept = without
    return kept
