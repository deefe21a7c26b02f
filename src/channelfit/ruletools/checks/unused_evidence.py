"""Evidence that nothing cites."""

from collections.abc import Iterator

from channelfit.language import Text
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material
from channelfit.ruletools.checks.said import everything_said
from channelfit.source.problem import Severity


def find(material: Material) -> Iterator[Finding]:
    """Nothing cites a piece of evidence.

    It is carried along, and no reader ever sees it. It is about no company, so it has no witness.

    Bad: a fact that no `basis` names. Good: a rule that rests on it, or one fact less.
    """
    cited = {id for said in everything_said(material) for id in said.basis}
    for id, fact in material.rulebook.evidence.items():
        if id not in cited:
            yield Finding(UNUSED_EVIDENCE, id, fact.mark, {"at": id})


UNUSED_EVIDENCE = Check(
    id="unused-evidence",
    severity=Severity.INFO,
    wording=Text("niemand führt den Beleg `{at}` an", "nothing cites evidence `{at}`"),
    counted=Text("Belege, die niemand anführt", "facts that nothing cites"),
    find=find,
)
