"""The example overlay: it is checked, its cases and the inherited ones hold, and it is as complete as the built-in rules."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from channelfit.files import load_rulebook
from channelfit.language import Language
from channelfit.rulebook.overlay.amend import plain_of
from channelfit.rulefiles import read_rule_files
from channelfit.ruletools.schema.whole import kind_of_file, schema_of
from conftest import EXAMPLES, Run

FOLDER = EXAMPLES / "overlay"
RULEBOOK = load_rulebook(FOLDER)
ADDED = ("local_press", "schools", "staff_referral", "trade_fair", "trade_press")


@pytest.mark.slow
@pytest.mark.unmeasured
def test_it_has_no_problem_that_is_not_accepted_with_a_reason(run: Run) -> None:
    """Not even a warning."""
    ran = run("rules", "check", FOLDER, "--fail-on", "warning")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.unmeasured
def test_its_cases_and_the_inherited_ones_hold(run: Run) -> None:
    """It adds to the built-in rules without breaking what they promise."""
    assert run("rules", "test", FOLDER).code == 0


def test_it_adds_channels_and_changes_what_it_says() -> None:
    """Each change has a reason in both languages."""
    built_in = load_rulebook()
    assert tuple(sorted(set(RULEBOOK.channels) - set(built_in.channels))) == ADDED
    assert tuple(RULEBOOK.disabled) == ("telegram",)
    assert {change.kind for change in RULEBOOK.amendments} == {"rule", "channel", "note", "goal", "question"}
    assert all(change.because.de != change.because.en for change in RULEBOOK.amendments)


@pytest.mark.parametrize("id", ADDED)
def test_every_added_channel_has_a_whole_plan_and_rules_with_reasons(id: str) -> None:
    """As the built-in ones: formats, five first steps, KPIs for every goal that it serves."""
    channel = RULEBOOK.channels[id]
    assert len(channel.plan.formats) >= 3
    assert len(channel.plan.first_steps) == 5
    assert set(channel.plan.kpis) == set(channel.serves)
    rules = [rule for rule in RULEBOOK.rules if rule.id.startswith(f"{id}/")]
    assert len(rules) >= 6
    assert all(rule.why.de and rule.why.en and rule.why.de != rule.why.en for rule in rules)


def test_every_added_fact_is_cited_and_every_added_question_is_read() -> None:
    """Nothing is there for nothing."""
    from channelfit.rulebook.condition import questions_in

    built_in = load_rulebook()
    cited = {id for rule in RULEBOOK.rules for id in rule.basis}
    read = {id for rule in RULEBOOK.rules for id in questions_in(rule.when)}
    assert set(RULEBOOK.evidence) - set(built_in.evidence) <= cited
    assert set(RULEBOOK.questions) - set(built_in.questions) == {"trade_fairs", "trade_journal"}
    assert {"trade_fairs", "trade_journal"} <= read


@pytest.mark.parametrize("path", sorted(read_rule_files(FOLDER)[0]))
def test_its_files_are_valid_for_editors(path: str) -> None:
    """With the schema that its own rulebook makes."""
    schema = schema_of(kind_of_file(path), RULEBOOK, Language.DE)
    value = plain_of(read_rule_files(FOLDER)[0][path].root)
    assert [one.message for one in Draft202012Validator(schema).iter_errors(value)] == []


@pytest.mark.unmeasured
@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_gets_advice_with_it(run: Run, example: Path) -> None:
    """Also those companies that know nothing of its questions."""
    assert run("advise", "--rules", FOLDER, example, "--plain").code == 0


def test_a_head_that_cannot_be_read_is_the_only_problem(run: Run, tmp_path: Path) -> None:
    """Nobody knows then what the rules stand on, so nothing is said to be lacking."""
    (tmp_path / "rulebook.yaml").write_text("schema: 1\nextends: channelfit\nid: own\nlanguages: [de\n", encoding="utf-8")
    (tmp_path / "questions.yaml").write_text((FOLDER / "questions.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    ran = run("rules", "check", tmp_path, "--lang", "en")
    assert ran.code != 0
    codes = [line.rsplit("[", 1)[1] for line in (ran.out + ran.err).splitlines() if line.endswith("]")]
    assert codes == ["syntax]"]
