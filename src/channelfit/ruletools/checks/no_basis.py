"""A rule without evidence."""

from collections.abc import Iterator

from channelfit.language import Text
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material
from channelfit.source.problem import Severity


def find(material: Material) -> Iterator[Finding]:
    """A rule rests on judgement: it cites no evidence.

    That is allowed, and readers are told; so this only counts such rules, as a list of what is worth a search. The witness is
    where the rule holds.

    Bad (if there is a study): `basis: judgement`. Good: `basis: [study-2025-age]`.
    """
    for rule in material.rulebook.rules:
        if not rule.basis:
            witness = material.witness(rule.when, *material.goals_of(rule))
            yield Finding(NO_BASIS, rule.id, rule.mark, {"at": rule.id}, witness)


NO_BASIS = Check(
    id="no-basis",
    severity=Severity.INFO,
    wording=Text("`{at}` beruht auf fachlicher Einschätzung", "`{at}` rests on judgement"),
    counted=Text("Regeln, die auf fachlicher Einschätzung beruhen", "rules that rest on judgement"),
    find=find,
)
