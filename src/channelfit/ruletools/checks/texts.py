"""Checks of texts, of what rules rest on, and of whether a case shows them at work."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from channelfit.language import Text
from channelfit.profile import known_answers
from channelfit.rulebook.condition import ALWAYS, Condition, holds
from channelfit.rulebook.model import EvidenceKind
from channelfit.ruletools.checks.finding import Finding, Scope, Severity
from channelfit.source.problem import Mark

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")


class _Said(NamedTuple):
    """A text, where it stands, when it is said, and on what it rests."""

    at: str
    mark: Mark
    text: Text
    when: Condition
    basis: tuple[str, ...]
    wishes: tuple[Condition, ...] = ()


def placeholder_differs(scope: Scope) -> Iterator[Finding]:
    """A text names a `{question}` in one language and not in the other.

    Both languages are equal: readers of one would get an answer of theirs repeated, readers of the other not. The witness is
    where the text is said.

    Bad: `{de: "Sie suchen {hires}.", en: "You look for people."}`. Good: `{hires}` in both.
    """
    for said in _said(scope):
        named = {language: set(_PLACEHOLDER.findall(text)) for language, text in said.text._asdict().items() if text}
        differing = sorted(set().union(*named.values()) - set.intersection(*named.values())) if named else []
        if differing:
            lacking = sorted(language for language, found in named.items() if not found.issuperset(differing))
            listed = ", ".join(f"`{{{question}}}`" for question in differing)
            values = {"at": said.at, "placeholders": listed, "languages": ", ".join(lacking)}
            witness = scope.witness(said.when, *said.wishes)
            yield Finding("placeholder-differs", Severity.WARNING, said.at, said.mark, values, witness=witness)


def no_basis(scope: Scope) -> Iterator[Finding]:
    """A rule rests on judgement: it cites no evidence.

    That is allowed, and readers are told; so this only counts such rules, as a list of what is worth a search. The witness is
    where the rule holds.

    Bad (if there is a study): `basis: judgement`. Good: `basis: [study-2025-age]`.
    """
    for rule in scope.rulebook.rules:
        if not rule.basis:
            witness = scope.witness(rule.when, *scope.goals_of(rule))
            yield Finding("no-basis", Severity.INFO, rule.id, rule.mark, {"at": rule.id}, witness=witness)


def outdated_evidence(scope: Scope) -> Iterator[Finding]:
    """A reason rests on old facts alone: none is younger than `evidence_max_age_years` in the year of the rulebook's version.

    The year is the one that `version` begins with (2026.11: 2026); a version without a year has no old facts. Laws, guides and
    facts without a year do not age; an old fact beside a newer one is fine. The witness is where the reason is given.

    Bad: in version 2026.11 a rule with `basis: [study-2012-reach]`. Good: the same with a study of 2024 beside it.
    """
    rulebook = scope.rulebook
    year = _YEAR.match(rulebook.version)
    oldest = int(year.group()) - rulebook.settings.evidence_max_age_years if year else float("-inf")
    for said in _said(scope):
        facts = [rulebook.evidence[id] for id in said.basis]
        years = [fact.year if fact.kind is EvidenceKind.STUDY else None for fact in facts]
        if facts and all(one is not None and one < oldest for one in years):
            listed = ", ".join(f"{fact.id} ({fact.year})" for fact in facts)
            values = {"at": said.at, "facts": listed, "oldest": f"{oldest:g}"}
            witness = scope.witness(said.when, *said.wishes)
            yield Finding("outdated-evidence", Severity.WARNING, said.at, said.mark, values, witness=witness)


def unused_evidence(scope: Scope) -> Iterator[Finding]:
    """Nothing cites a piece of evidence.

    It is carried along, and no reader ever sees it. It is about no company, so it has no witness.

    Bad: a fact that no `basis` names. Good: a rule that rests on it, or one fact less.
    """
    cited = {id for said in _said(scope) for id in said.basis}
    for id, fact in scope.rulebook.evidence.items():
        if id not in cited:
            yield Finding("unused-evidence", Severity.INFO, id, fact.mark, {"at": id})


def untested_rule(scope: Scope) -> Iterator[Finding]:
    """A rule holds in none of the cases of the folder.

    Nobody would notice if it broke. The witness is a profile in which it holds, ready to become a case.

    Bad: a rule for solo companies, and no case with `size: solo`. Good: one case in which it holds.
    """
    left = list(scope.rulebook.rules)
    for case in scope.cases:
        answers = known_answers(scope.rulebook, case.profile)
        left = [rule for rule in left if not holds(rule.when, answers)]
    for rule in left:
        witness = scope.witness(rule.when, *scope.goals_of(rule))
        yield Finding("untested-rule", Severity.INFO, rule.id, rule.mark, {"at": rule.id}, witness=witness)


def _said(scope: Scope) -> Iterator[_Said]:
    """Everything that is said for a reason."""
    rulebook = scope.rulebook
    for rule in rulebook.rules:
        yield _Said(rule.id, rule.mark, rule.why, rule.when, rule.basis, scope.goals_of(rule))
    for note in rulebook.notes:
        yield _Said(note.id, note.mark, note.says, note.when, note.basis)
    for goal in rulebook.goals.values():
        for number, limit in enumerate(goal.limits, 1):
            yield _Said(f"{goal.id}/limit-{number}", limit.mark, limit.why, limit.when, limit.basis, (scope.goal(goal.id),))
        if told := goal.if_nothing:
            yield _Said(f"{goal.id}/if_nothing", told.mark, told.says, ALWAYS, told.basis, (scope.goal(goal.id),))
    for check in rulebook.checks:
        yield _Said(check.id, check.mark, check.todo, check.applies_when, check.basis)
    for number, hours in enumerate(rulebook.hours, 1):
        yield _Said(f"hours-{number}", hours.mark, hours.why, hours.when, hours.basis)
    for essential in rulebook.essentials:
        yield _Said(essential.id, essential.mark, essential.says, ALWAYS, essential.basis)
