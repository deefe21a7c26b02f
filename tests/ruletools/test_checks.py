"""What `rules check` finds, what it leaves alone, and that every witness shows what it claims."""

import re
from functools import cache

import pytest
import yaml

from channelfit.files import load_rulebook
from channelfit.language import Language, Text
from channelfit.render.phrases.voice import Voice
from channelfit.render.reports.findings import render_findings
from channelfit.rulebook.digest import digest
from channelfit.rulebook.model import Rulebook
from channelfit.rulefiles import read_rule_files
from channelfit.ruletools.cases import read_cases
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material
from channelfit.ruletools.checks.run import CHECKS, check, unknown_accepted
from channelfit.source.problem import InvalidInput, Severity
from conftest import SMALL, documents_of, rulebook_of
from ruletools.found import PAIRS, assert_shown, laid_over, message, read


@cache
def usual() -> set[tuple[str, str]]:
    """What is found in the small rulebook itself."""
    return {(finding.id, finding.at) for finding in check(*read(SMALL))}


@cache
def new_findings(checked: Check, sample: str) -> tuple[Rulebook, list[Finding]]:
    """What a check finds in its sample that it does not find in the small rulebook."""
    rulebook, cases = read(laid_over(PAIRS / checked.id / f"{sample}.yaml"))
    # Only the last one looks at what the others have found.
    found = check(rulebook, cases) if checked is CHECKS[-1] else checked.find(Material(rulebook, cases))
    return rulebook, [finding for finding in found if finding.id == checked.id and (finding.id, finding.at) not in usual()]


def named(checked: Check) -> str:
    """What a test of a check is called."""
    return checked.id


@pytest.mark.parametrize("checked", CHECKS, ids=named)
def test_a_bad_sample_is_found_and_a_near_miss_is_not(checked: Check) -> None:
    """With the message in both languages as the sample says; both name the same things."""
    wanted = yaml.safe_load((PAIRS / checked.id / "bad.yaml").read_text(encoding="utf-8"))["finding"]
    rulebook, found = new_findings(checked, "bad")
    told = [(finding.at, *(message(finding, rulebook, language) for language in Language)) for finding in found]
    assert (wanted["at"], wanted["de"], wanted["en"]) in told
    assert wanted["de"] != wanted["en"]
    assert sorted(re.findall(r"`[^`]*`", wanted["de"])) == sorted(re.findall(r"`[^`]*`", wanted["en"]))
    assert new_findings(checked, "near-miss")[1] == []


@pytest.mark.parametrize("checked", CHECKS, ids=named)
def test_every_check_is_documented_and_stands_in_a_file_named_like_its_id(checked: Check) -> None:
    """What, why, a bad and a good sample, and what the witness shows."""
    assert checked.find.__module__ == f"channelfit.ruletools.checks.{checked.id.replace('-', '_')}"
    for part in ("Bad", "Good", "witness"):
        assert part in checked.documentation.replace("The witness", "the witness"), part


def test_every_check_has_its_samples_and_the_one_that_looks_at_the_others_is_the_last() -> None:
    """No sample without a check either; no id twice."""
    ids = [checked.id for checked in CHECKS]
    assert sorted(path.name for path in PAIRS.iterdir()) == sorted(ids)
    assert len(set(ids)) == len(ids)
    assert ids[-1] == "stale-accept"


# --- witnesses ---


@pytest.mark.parametrize("checked", CHECKS, ids=named)
def test_the_witness_can_be_advised_and_shows_what_is_claimed(checked: Check) -> None:
    """Only what is about no company has none, and says so."""
    rulebook, found = new_findings(checked, "bad")
    for finding in found:
        if "it has no witness" in checked.documentation:
            assert finding.witness is None
        else:
            assert_shown(finding, rulebook)


BUILT_IN = load_rulebook()


@cache
def built_in_found() -> tuple[Finding, ...]:
    """What the checks find in the built-in rulebook."""
    return check(BUILT_IN, read_cases(read_rule_files(None)[0], BUILT_IN)[0])


@pytest.mark.slow
def test_the_built_in_rulebook_has_nothing_that_is_not_explained() -> None:
    """What is accepted has a reason in both languages."""
    left = [finding for finding in built_in_found() if finding.severity is not Severity.INFO and finding.accepted is None]
    assert left == []
    for accepted in BUILT_IN.accepted:
        assert all(len(text) > 20 and text.endswith(".") for text in accepted.because)
        assert accepted.because.de != accepted.because.en


@pytest.mark.slow
@pytest.mark.unmeasured
def test_every_witness_in_the_built_in_rulebook_shows_its_finding() -> None:
    """Also with all questions and rules."""
    for finding in built_in_found():
        assert_shown(finding, BUILT_IN)


# --- accepting ---


def accepting(entries: str, version: str = "1") -> dict[str, str]:
    """The head of the small rulebook, with what it accepts."""
    head = f"schema: 1\nid: small\nversion: {version}\nlanguages: [de, en]\naccept:\n{entries}"
    return {"rulebook.yaml": head}


def test_what_is_accepted_keeps_its_reason_and_does_not_count() -> None:
    """The finding is still there; a plain reason serves both languages; the digest stays."""
    rulebook = rulebook_of(accepting("  - {finding: unread-option, at: hires/old, because: The rest.}\n"))
    [found] = [finding for finding in check(rulebook, ()) if finding.id == "unread-option"]
    assert found.accepted is not None
    assert found.accepted.because == Text("The rest.", "The rest.")
    assert digest(rulebook) == digest(rulebook_of())
    assert "Accepted with a reason: 1.\n" in render_findings(check(rulebook, ()), 0, Voice(Language.EN, rulebook))


def test_an_accepted_finding_needs_what_it_is_about_and_a_reason() -> None:
    """Else the rulebook cannot be read."""
    with pytest.raises(InvalidInput) as caught:
        rulebook_of(accepting("  - {finding: no-basis, at: alpha/companies}\n  - {finding: no-basis, because: x, att: y}\n"))
    assert str(caught.value).splitlines() == [
        "rulebook.yaml:6:5: `accept` lacks `because` [missing-key]",
        "rulebook.yaml:7:5: `accept` lacks `at` [missing-key]",
        "rulebook.yaml:7:37: unknown key `att` in `accept`; did you mean `at`? [unknown-key]",
    ]


def test_an_unknown_finding_is_named_with_the_nearest_id() -> None:
    """Where it is written; entries that are no mapping or name nothing are for the reader to tell."""
    documents, _ = documents_of(
        accepting("  - {finding: counted-twise, at: a}\n  - {finding: no-basis}\n  - no-such\n  - {at: b}\n")
    )
    assert str(InvalidInput(unknown_accepted(documents))) == (
        "rulebook.yaml:6:15: `finding` has unknown value `counted-twise`; did you mean `counted-twice`? [unknown-value]"
    )
    assert list(unknown_accepted({})) == []
