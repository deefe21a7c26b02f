"""A condition that says nothing, because it always holds."""

from collections.abc import Iterator

from channelfit.language import Text
from channelfit.rulebook.condition import All, Not
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material
from channelfit.ruletools.checks.stated import claims
from channelfit.source.problem import Severity


def find(material: Material) -> Iterator[Finding]:
    """A rule, a note or the `met_when` of a check holds for every complete profile.

    Then it says nothing about the situation: points belong into `serves`, a note into the `essentials`, and a check that everyone
    meets is none. Limits and rules on hours may hold always, for they have no other place. The witness is any company
    that has one of the goals.

    Bad: `when: {any: [{video: yes}, {video: no}]}`. Good: `when: {video: yes}`.
    """
    for claim in claims(material):
        if claim.tells_apart and material.is_impossible(claim.given, Not(claim.condition)):
            values: dict[str, str | Text] = {"kind": claim.kind, "at": claim.at}
            witness = material.witness(All((claim.given, claim.condition)), *claim.wishes)
            yield Finding(CONDITION_ALWAYS_HOLDS, claim.at, claim.mark, values, witness)


CONDITION_ALWAYS_HOLDS = Check(
    id="condition-always-holds",
    severity=Severity.WARNING,
    wording=Text(
        de="{kind} `{at}` gilt für jedes vollständige Profil und sagt deshalb nichts über die Situation",
        en="{kind} `{at}` holds for every complete profile and so says nothing about the situation",
    ),
    find=find,
)
