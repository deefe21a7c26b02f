"""The files that rules are judged by: everything in them is read, and every mistake is located."""

import pytest

from channelfit.language import Language
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.case_files import read_case_sets
from channelfit.ruletools.case_sets import Evidence, JudgedCompany, Judgement, Kind, Outcome, OutcomeSource, Paid, Situation, Tier
from channelfit.source.document import read_documents
from channelfit.source.problem import describe
from zoo import NAMES, sets_in, zoo_rulebook


@pytest.fixture(scope="module")
def zoo() -> Rulebook:
    """The rulebook of all tests here."""
    return zoo_rulebook()


def test_the_three_kinds_are_read(zoo: Rulebook) -> None:
    """Everything that the contract names is read, and keeps its place."""
    outcomes, panel, consultant = sets_in(zoo, *NAMES)
    assert [(one.name, one.kind, len(one.cases)) for one in (outcomes, panel, consultant)] == [
        ("outcomes", Kind.OUTCOMES, 11),
        ("panel", Kind.COMPANIES, 3),
        ("consultant", Kind.SITUATIONS, 2),
    ]
    first, last = outcomes.cases[0], outcomes.cases[-1]
    assert isinstance(first, Outcome)
    assert isinstance(last, Outcome)
    assert first == Outcome(
        id="first",
        profile=first.profile,
        after_choice={},
        worked=("ant",),
        dropped=(),
        year=2024,
        tier=Tier.PRIMARY,
        evidence=Evidence.BUSINESS,
        paid=Paid.NO,
        source=OutcomeSource(publisher="A paper", url="https://example.org/ant"),
        says="The ant brought three orders.",
        mark=first.mark,
    )
    assert (str(first.mark), last.after_choice) == ("outcomes.yaml:4:5", {"video": ("yes",)})
    company, situation = panel.cases[0], consultant.cases[1]
    assert isinstance(company, JudgedCompany)
    assert company.judgements[0] == Judgement(
        rank=("ibis", "bee", "eel", "fox"), good_for={"image": ("ibis",), "recruiting": ("dog", "ibis")}, never=()
    )
    assert isinstance(situation, Situation)
    assert (situation.good, situation.bad, situation.little_known, situation.why) == (("cat", "ant", "fox"), (), True, "")


GOOD = "{id: a, profile: {market: b2b, goals: image}"
WRONG = [
    ("[]", "1:1: `a case file` is a list, expected a mapping [wrong-type]"),
    ("meta: {}", "1:1: the file has no cases; expected any of outcomes, companies, situations [no-cases]"),
    (f"schema: 2\noutcomes: [{GOOD}, worked: [ant]}}]", "1:9: schema `2` is unknown, expected `1` [unsupported-schema]"),
    (
        f"outcomes: [{GOOD}}}]\nsomething: 1",
        "2:1: unknown key `something` in a case file; expected any of companies, meta, outcomes, popular, schema, situations [unknown-key]",
    ),
    ("outcomes: [{profile: {market: b2b, goals: image}}]", "1:12: an outcome lacks `id` [missing-key]"),
    ("outcomes: [{id: a}]", "1:12: an outcome lacks `profile` [missing-key]"),
    ("outcomes: [{id: a, profile: {market: b2b}}]", "1:29: the profile lacks `goals` [missing-key]"),
    ("outcomes: [{id: a, profile: {markt: b2b}}]", "1:30: unknown question `markt`; did you mean `market`? [unknown-question]"),
    (
        f"outcomes: [{GOOD}, after_choice: {{video: maybe}}}}]",
        "1:80: `video` has no option `maybe`; expected any of yes, no [unknown-option]",
    ),
    (f"outcomes: [{GOOD}, worked: [beee]}}]", "1:67: unknown channel `beee`; did you mean `bee`? [unknown-channel]"),
    (f"outcomes: [{GOOD}, worked: [ant, ant]}}]", "1:72: `worked` lists `ant` twice [listed-twice]"),
    (
        f"outcomes: [{GOOD}, worked: [ant], dropped: [ant]}}]",
        "1:83: `ant` is listed under `worked` and under `dropped` [contradictory-case]",
    ),
    (
        f"outcomes: [{GOOD}, evidence: busness}}]",
        "1:68: `evidence` has unknown value `busness`; did you mean `business`? [unknown-value]",
    ),
    (f"outcomes: [{GOOD}, year: 20}}]", "1:64: `year` is 20, expected 1990 - 2100 [out-of-range]"),
    (
        f"outcomes: [{GOOD}, source: {{link: x}}}}]",
        "1:67: unknown key `link` in the source; expected any of publisher, url [unknown-key]",
    ),
    (f"outcomes: [{GOOD}, wrked: [ant]}}]", "1:58: unknown key `wrked` in an outcome; did you mean `worked`? [unknown-key]"),
    (f"outcomes:\n- {GOOD}}}\n- {GOOD}}}", "3:3: case `a` is defined twice; first at outcomes.yaml:2 [duplicate-id]"),
    (f"companies: [{GOOD}}}]", "1:13: a company lacks `judgements` [missing-key]"),
    (f"companies: [{GOOD}, judgements: [{{never: [ant]}}]}}]", "1:72: a judgement lacks `rank` [missing-key]"),
    (f"companies: [{GOOD}, judgements: [{{rank: []}}]}}]", "1:79: `rank` is empty [empty-text]"),
    (
        f"companies: [{GOOD}, judgements: [{{rank: [ant], never: [ant]}}]}}]",
        "1:94: `ant` is listed under `rank` and under `never` [contradictory-case]",
    ),
    (
        f"companies: [{GOOD}, judgements: [{{rank: ant, good_for: {{imag: [ant]}}}}]}}]",
        "1:95: unknown goal `imag`; did you mean `image`? [unknown-goal]",
    ),
    (
        f"companies: [{GOOD}, judgements: [{{rank: ant, good_for: {{image: [beee]}}}}]}}]",
        "1:103: unknown channel `beee`; did you mean `bee`? [unknown-channel]",
    ),
    (
        f"situations: [{GOOD}, good: [ant], bad: [ant]}}]",
        "1:79: `ant` is listed under `good` and under `bad` [contradictory-case]",
    ),
    ("popular: [beee]", "1:11: unknown channel `beee`; did you mean `bee`? [unknown-channel]"),
    ("popular: {bee: 1}", "1:10: `popular` is a mapping, expected a text or a list of texts [wrong-type]"),
    (f"situations: [{GOOD}, little_known: maybe}}]", "1:74: `little_known` is `maybe`, expected true or false [wrong-type]"),
]


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_a_mistake_in_a_case_file_is_located(zoo: Rulebook, text: str, expected: str) -> None:
    """Place, message, what was expected, id; and nothing else is reported."""
    _, problems = read_case_sets(read_documents(text, "outcomes.yaml")[0], zoo)
    found = [f"{one.mark.line + 1}:{one.mark.column + 1}: {describe(one, Language.EN)} [{one.id}]" for one in problems]
    assert found == [expected]


def test_all_mistakes_of_all_files_are_found_at_once(zoo: Rulebook) -> None:
    """One run shows everything, in every list and file."""
    first = read_documents(f"outcomes: [{GOOD}, worked: [beee]}}]\nsituations: [{GOOD}, bad: [beee]}}]", "one.yaml")[0]
    second = read_documents("meta: 1", "two.yaml")[0]
    _, problems = read_case_sets([*first, *second], zoo)
    assert sorted((one.mark.source.name, one.id) for one in problems) == [
        ("one.yaml", "unknown-channel"),
        ("one.yaml", "unknown-channel"),
        ("two.yaml", "no-cases"),
        ("two.yaml", "wrong-type"),
    ]
