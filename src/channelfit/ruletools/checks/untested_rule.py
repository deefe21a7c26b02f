"""A rule that no case shows at work."""

from collections.abc import Iterator

from channelfit.advice.candidates import options_in
from channelfit.advice.fit import rules_that_hold
from channelfit.advice.table import Table
from channelfit.language import Text
from channelfit.rulebook.model import GOALS
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material
from channelfit.source.problem import Severity


def find(material: Material) -> Iterator[Finding]:
    """A rule holds in none of the cases of the folder.

    Nobody would notice if it broke. The witness is a profile in which it holds, ready to become a case.

    Bad: a rule for solo companies, and no case with `size: solo`. Good: one case in which it holds.
    """
    left = list(material.rulebook.rules)
    for case in material.cases:
        answers = case.profile.answers
        held = rules_that_hold(material.rulebook, Table(material.rulebook, answers), options_in(answers.get(GOALS, ())))
        shown = {rule.id for rule in held}
        left = [rule for rule in left if rule.id not in shown]
    for rule in left:
        witness = material.witness(rule.when, *material.goals_of(rule))
        yield Finding(UNTESTED_RULE, rule.id, rule.mark, {"at": rule.id}, witness)


UNTESTED_RULE = Check(
    id="untested-rule",
    severity=Severity.INFO,
    wording=Text("`{at}` gilt in keinem Testfall", "`{at}` holds in no case"),
    counted=Text("Regeln, die in keinem Testfall gelten", "rules that hold in no case"),
    find=find,
)
