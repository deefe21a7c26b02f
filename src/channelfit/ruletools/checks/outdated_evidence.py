"""A reason that rests on old facts."""

import re
from collections.abc import Iterator

from channelfit.language import Text
from channelfit.rulebook.model import EvidenceKind
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material
from channelfit.ruletools.checks.said import everything_said
from channelfit.source.problem import Severity

_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")


def find(material: Material) -> Iterator[Finding]:
    """A reason rests on old facts alone: none is younger than `evidence_max_age_years` in the year of the rulebook's version.

    The year is the one that `version` begins with (2026.11: 2026); a version without a year has no old facts. Laws, guides and
    facts without a year do not age; an old fact beside a newer one is fine. The witness is where the reason is given.

    Bad: in version 2026.11 a rule with `basis: [study-2012-reach]`. Good: the same with a study of 2024 beside it.
    """
    rulebook = material.rulebook
    written = _YEAR.match(rulebook.version)
    oldest = int(written.group()) - rulebook.settings.evidence_max_age_years if written else float("-inf")
    for said in everything_said(material):
        facts = [rulebook.evidence[id] for id in said.basis]
        years = [fact.year if fact.kind is EvidenceKind.STUDY else None for fact in facts]
        if facts and all(year is not None and year < oldest for year in years):
            listed = ", ".join(f"{fact.id} ({fact.year})" for fact in facts)
            values = {"at": said.at, "facts": listed, "oldest": f"{oldest:g}"}
            witness = material.witness(said.when, *said.wishes)
            yield Finding(OUTDATED_EVIDENCE, said.at, said.mark, values, witness)


OUTDATED_EVIDENCE = Check(
    id="outdated-evidence",
    severity=Severity.WARNING,
    wording=Text(
        de="`{at}` beruht nur auf Belegen aus der Zeit vor {oldest}: {facts}",
        en="`{at}` rests on evidence from before {oldest} alone: {facts}",
    ),
    find=find,
)
