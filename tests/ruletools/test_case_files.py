"""The files that rules are judged by: everything in them is read, and every mistake is located."""

import pytest
import yaml
from jsonschema import Draft202012Validator

from channelfit.language import Language
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.case_files import read_case_sets
from channelfit.ruletools.case_sets import Evidence, JudgedCompany, Judgement, Kind, Outcome, OutcomeSource, Paid, Situation, Tier
from channelfit.ruletools.schema.whole import schema_of
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
        f"outcomes: [{GOOD}, worked: ant}}]\nsomething: 1",
        "2:1: unknown key `something` in a case file; expected any of companies, meta, outcomes, popular, schema, situations [unknown-key]",
    ),
    ("outcomes: [{profile: {market: b2b, goals: image}, worked: ant}]", "1:12: an outcome lacks `id` [missing-key]"),
    ("outcomes: [{id: a, worked: ant}]", "1:12: an outcome lacks `profile` [missing-key]"),
    ("outcomes: [{id: a, profile: {market: b2b}, worked: ant}]", "1:29: the profile lacks `goals` [missing-key]"),
    (
        "outcomes: [{id: a, profile: {markt: b2b}, worked: ant}]",
        "1:30: unknown question `markt`; did you mean `market`? [unknown-question]",
    ),
    (
        f"outcomes: [{GOOD}, after_choice: {{video: maybe}}, worked: ant}}]",
        "1:80: `video` has no option `maybe`; expected any of yes, no [unknown-option]",
    ),
    (f"outcomes: [{GOOD}, worked: [beee]}}]", "1:67: unknown channel `beee`; did you mean `bee`? [unknown-channel]"),
    (f"outcomes: [{GOOD}, worked: [ant, ant]}}]", "1:72: `worked` lists `ant` twice [listed-twice]"),
    (
        f"outcomes: [{GOOD}, worked: [ant], dropped: [ant]}}]",
        "1:83: `ant` is listed under `worked` and under `dropped` [contradictory-case]",
    ),
    (
        f"outcomes: [{GOOD}, evidence: busness, worked: ant}}]",
        "1:68: `evidence` has unknown value `busness`; did you mean `business`? [unknown-value]",
    ),
    (f"outcomes: [{GOOD}, year: 20, worked: ant}}]", "1:64: `year` is 20, expected 1990 - 2100 [out-of-range]"),
    (
        f"outcomes: [{GOOD}, source: {{link: x}}, worked: ant}}]",
        "1:67: unknown key `link` in the source; expected any of publisher, url [unknown-key]",
    ),
    (
        f"outcomes: [{GOOD}, wrked: [bee], worked: ant}}]",
        "1:58: unknown key `wrked` in an outcome; did you mean `worked`? [unknown-key]",
    ),
    (
        f"outcomes:\n- {GOOD}, worked: ant}}\n- {GOOD}, worked: ant}}",
        "3:3: case `a` is defined twice; first at outcomes.yaml:2 [duplicate-id]",
    ),
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
    (f"outcomes: [{GOOD}}}]", "1:12: the outcome names no channel; expected `worked` or `dropped` [no-channel-in-outcome]"),
    (
        f"outcomes: [{GOOD}, worked: [], dropped: []}}]",
        "1:12: the outcome names no channel; expected `worked` or `dropped` [no-channel-in-outcome]",
    ),
    ("outcomes:\nmeta: {}", "1:1: `outcomes` is empty [empty-text]"),
    ("situations: []", "1:13: `situations` is empty [empty-text]"),
    ("popular: [bee, ant, bee]", "1:21: `popular` lists `bee` twice [listed-twice]"),
    (
        f"outcomes: [{GOOD}, worked: ant, after_choice: {{goals: image}}}}]",
        "1:86: `goals` is not changed by the work on a channel; it belongs in `profile` [not-of-the-work]",
    ),
    (
        f"outcomes: [{GOOD}, worked: ant, after_choice: {{hourly_value: 40}}}}]",
        "1:86: `hourly_value` is not changed by the work on a channel; it belongs in `profile` [not-of-the-work]",
    ),
    (
        f"companies: [{GOOD}, judgements: [{{rank: ant, good_for: {{image: [bee, bee]}}}}]}}]",
        "1:108: `good_for.image` lists `bee` twice [listed-twice]",
    ),
    (
        f"companies: [{GOOD}, judgements: [{{rank: ant, good_for: {{image: [bee]}}, never: [bee]}}]}}]",
        "1:103: `bee` is listed under `never` and under `good_for.image` [contradictory-case]",
    ),
    (
        f"companies: [{GOOD}, judgements: [{{rank: ant, good_for: {{recruiting: [bee]}}}}]}}]",
        "1:95: `recruiting` is none of the goals of this company; expected any of image [not-its-goal]",
    ),
    (
        f"outcomes: [{GOOD}, worked: ant}}]\nsituations: [{GOOD}, good: ant}}]",
        "2:14: case `a` is defined twice; first at outcomes.yaml:1 [duplicate-id]",
    ),
    (
        f"outcomes: [{GOOD}, worked: ant}}]\n---\noutcomes: [{GOOD}, worked: bee}}]",
        "3:12: case `a` is defined twice; first at outcomes.yaml:1 [duplicate-id]",
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


@pytest.mark.parametrize(
    "text",
    [
        f"outcomes: [{GOOD}}}]",
        f"outcomes: [{GOOD}, worked: [], dropped: []}}]",
        f"outcomes: [{GOOD}, worked: null}}]",
        "outcomes: null",
        "outcomes: []",
        f"outcomes: [{GOOD}, worked: [ant, ant]}}]",
        f"outcomes: [{GOOD}, worked: ant, after_choice: {{market: b2c}}}}]",
        f"outcomes: [{GOOD}, worked: ant, after_choice: {{company: A}}}}]",
        f"companies: [{GOOD}, judgements: [{{rank: ant, good_for: {{image: [bee, bee]}}}}]}}]",
        f"outcomes: [{GOOD.replace('a', '-5', 1)}, worked: ant}}]",
        f"outcomes: [{GOOD.replace('a', '1.5', 1)}, worked: ant}}]",
    ],
)
def test_the_schema_refuses_what_the_reader_does(zoo: Rulebook, text: str) -> None:
    """As far as one value can be told without looking at others."""
    assert read_case_sets(read_documents(text, "mine.yaml")[0], zoo)[1] != ()
    assert not checker(zoo).is_valid(yaml.safe_load(text))


@pytest.mark.parametrize("id", ["5", "0", "true", "a", "'5'", "2a"])
def test_an_id_that_yaml_takes_for_something_else_is_one(zoo: Rulebook, id: str) -> None:
    """By reader and schema, like an option; nobody must know which words YAML reads as numbers."""
    text = f"outcomes: [{GOOD.replace('a', id, 1)}, dropped: ant}}]"
    [one], problems = read_case_sets(read_documents(text, "mine.yaml")[0], zoo)
    assert (problems, [case.id for case in one.cases]) == ((), [id.strip("'")])
    assert checker(zoo).is_valid(yaml.safe_load(text))


def checker(rulebook: Rulebook) -> Draft202012Validator:
    """What the printed schema of case files says."""
    return Draft202012Validator(schema_of("case_file", rulebook, Language.EN))


def test_all_mistakes_of_all_files_are_found_at_once(zoo: Rulebook) -> None:
    """One run shows everything, in every list and file."""
    first = read_documents(
        f"outcomes: [{GOOD}, worked: [beee]}}]\nsituations: [{GOOD.replace('a', 'b', 1)}, bad: [beee]}}]", "one.yaml"
    )[0]
    second = read_documents("meta: 1", "two.yaml")[0]
    _, problems = read_case_sets([*first, *second], zoo)
    assert sorted((one.mark.source.name, one.id) for one in problems) == [
        ("one.yaml", "unknown-channel"),
        ("one.yaml", "unknown-channel"),
        ("two.yaml", "no-cases"),
        ("two.yaml", "wrong-type"),
    ]


def test_documents_of_a_file_are_one_and_kinds_are_told_apart(zoo: Rulebook) -> None:
    """Nothing is counted on its own that stands in one file, and nobody takes one list for another."""
    text = f"outcomes: [{GOOD}, worked: ant}}]\n---\noutcomes: [{GOOD.replace('a', 'b', 1)}, worked: bee}}]\n"
    mixed = f"outcomes: [{GOOD}, worked: ant}}]\nsituations: [{GOOD.replace('a', 'b', 1)}, good: bee}}]\n"
    documents = [*read_documents(text, "x/mine.yaml")[0], *read_documents(mixed, "x/mixed.yaml")[0]]
    sets, problems = read_case_sets([*documents, *read_documents(text, "y/mine.yaml")[0]], zoo)
    assert problems == ()
    assert [(one.name, one.kind.value, one.is_alone, [case.id for case in one.cases]) for one in sets] == [
        ("x/mine.yaml", "outcomes", True, ["a", "b"]),
        ("mixed", "outcomes", False, ["a"]),
        ("mixed", "situations", False, ["b"]),
        ("y/mine.yaml", "outcomes", True, ["a", "b"]),
    ]
