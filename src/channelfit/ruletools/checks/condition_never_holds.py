"""A condition that no profile satisfies."""

from collections.abc import Iterator

from channelfit.language import Text
from channelfit.rulebook.condition import ALWAYS, All, Condition, tests_in
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material
from channelfit.ruletools.checks.stated import Claim, claims
from channelfit.source.problem import Severity


def find(material: Material) -> Iterator[Finding]:
    """No profile satisfies the condition.

    The rule, note, limit, check or question behind it can never do anything. A question that does not apply counts as answered
    with nothing; `subset_of` is kept to. The witness satisfies as much of the condition as goes together.

    Bad: `when: {market: b2b, any: [{market: b2c}]}`, or `{goals: {none_of: [recruiting]}, hires: apprentices}` where `hires` is
    asked only of those who recruit. Good: `when: {market: [b2b, both]}`.
    """
    for claim in claims(material):
        if material.is_impossible(claim.given, claim.condition):
            tests = [test for part in _clashing(material, claim) for test in tests_in(part)]
            questions = ", ".join(f"`{id}`" for id in dict.fromkeys(test.question for test in tests))
            values: dict[str, str | Text] = {"kind": claim.kind, "at": claim.at, "questions": questions}
            witness = material.witness(ALWAYS, *_parts(claim))
            yield Finding(CONDITION_NEVER_HOLDS, claim.at, claim.mark, values, witness)


def _parts(claim: Claim) -> tuple[Condition, ...]:
    """What must hold together, one by one."""
    own = claim.condition.parts if isinstance(claim.condition, All) else (claim.condition,)
    return (claim.given, *own)


def _clashing(material: Material, claim: Claim) -> list[Condition]:
    """The fewest parts that already cannot hold together: what can be left out is left out."""
    kept = list(_parts(claim))
    for part in list(kept):
        without = [other for other in kept if other is not part]
        if without and material.boxes.satisfy(*without).is_impossible:
            kept = without
    return kept


CONDITION_NEVER_HOLDS = Check(
    id="condition-never-holds",
    severity=Severity.ERROR,
    wording=Text(
        de="{kind} `{at}` gilt für kein Profil; was zu {questions} verlangt wird, geht nicht zusammen",
        en="{kind} `{at}` holds for no profile; what it wants of {questions} does not go together",
    ),
    find=find,
)
