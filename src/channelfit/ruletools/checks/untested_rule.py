"""A rule that no case shows at work."""

from collections.abc import Iterator

from channelfit.advice.companies import Companies
from channelfit.advice.table import table_of
from channelfit.language import Text
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material
from channelfit.source.problem import Severity


def find(material: Material) -> Iterator[Finding]:
    """A rule holds in none of the cases of the folder.

    Nobody would notice if it broke. The witness is a profile in which it holds, ready to become a case.

    Bad: a rule for solo companies, and no case with `size: solo`. Good: one case in which it holds.
    """
    rulebook, profiles = material.rulebook, [case.profile.answers for case in material.cases]
    holding = Companies(table_of(rulebook, profiles)).holding if profiles else [0] * len(rulebook.rules)
    for rule in (rule for rule, rows in zip(rulebook.rules, holding, strict=True) if not rows):
        witness = material.witness(rule.when, *material.goals_of(rule))
        yield Finding(UNTESTED_RULE, rule.id, rule.mark, {"at": rule.id}, witness)


UNTESTED_RULE = Check(
    id="untested-rule",
    severity=Severity.INFO,
    wording=Text("`{at}` gilt in keinem Testfall", "`{at}` holds in no case"),
    counted=Text("Regeln, die in keinem Testfall gelten", "rules that hold in no case"),
    find=find,
)
