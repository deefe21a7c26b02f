"""Rule files with mistakes: every one is found, located and worded, all in one run."""

import pytest

from channelfit.language import Language
from channelfit.render.reports.problems import render_problems
from channelfit.rulebook.condition import All, AnyOf, Not, Operator
from channelfit.rulebook.digest import digest
from channelfit.rulebook.reader import read_rulebook
from channelfit.source.problem import InvalidInput, Problem, describe
from conftest import SMALL, documents_of, rulebook_of


def problems_of(changes: dict[str, str], without: tuple[str, ...] = ()) -> tuple[Problem, ...]:
    """The problems of the small rulebook with some files replaced or left out."""
    files = {path: text for path, text in {**SMALL, **changes}.items() if path not in without}
    documents, problems = documents_of(files)
    with pytest.raises(InvalidInput) as raised:
        read_rulebook(documents, "small", problems)
    return raised.value.problems


def said(found: tuple[Problem, ...]) -> list[str]:
    """Place, message and id of each."""
    return [f"{one.mark}: {describe(one, Language.EN)} [{one.id}]" for one in found]


def edit(path: str, old: str, new: str) -> dict[str, str]:
    """One file with a change that is really there."""
    assert old in SMALL[path], old
    return {path: SMALL[path].replace(old, new, 1)}


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("channels/alpha.yaml", "hires: young", "hirs: young", "17:12: unknown question `hirs`; did you mean `hires`? [unknown-question]"),
        ("channels/alpha.yaml", "hires: young", "hires: yung", "17:19: `hires` has no option `yung`; did you mean `young`? [unknown-option]"),
        ("channels/alpha.yaml", "recruiting: 3", "recruting: 3", "12:24: unknown goal `recruting`; did you mean `recruiting`? [unknown-goal]"),
        ("channels/beta.yaml", "points: 1", "points: {sales: 1}", "12:14: `beta` does not serve the goal `sales` [unserved-goal]"),
        ("channels/beta.yaml", "points: 1", "points: [1]", "12:13: `points` is a list, expected a number or a mapping of goals to numbers [wrong-type]"),
        ("channels/beta.yaml", "points: 1\n", "", None),
        ("channels/beta.yaml", "points: 1", "points: 1\n    exclude: true", "9:5: rule `with-video` needs one of `points` and `exclude: true` [no-points]"),
        ("channels/beta.yaml", "points: 1", "points: 99", "12:13: `points` is 99, expected -10 - 10 [out-of-range]"),
        ("channels/beta.yaml", "{video: true}", "{video: {at_least: 1}}", "11:20: `video` is a yes/no question, which cannot be tested with `at_least`; expected any of any_of, none_of [wrong-test]"),
        ("channels/beta.yaml", "{video: true}", "{hours_per_week: [1, 2]}", "11:28: `hours_per_week` is a number, which cannot be tested with `a list`; expected any of at_least, at_most, above, below [wrong-test]"),
        ("channels/beta.yaml", "{video: true}", "{market: {all_of: [b2b]}}", "11:21: `market` is a choice, which cannot be tested with `all_of`; expected any of any_of, none_of [wrong-test]"),
        ("channels/beta.yaml", "{video: true}", "{hires: {frist: young}}", "11:20: `hires` is a multiple choice, which cannot be tested with `frist`; expected any of any_of, none_of, all_of [wrong-test]"),
        ("channels/beta.yaml", "{video: true}", "{goals: {first: image, at_most: 3}}", "11:34: `goals` is a ranking, which cannot be tested with `at_most`; expected any of any_of, none_of, all_of, first [wrong-test]"),
        ("channels/beta.yaml", "{video: true}", "{}", "11:11: a condition without any test; leave it out if it should always hold [empty-condition]"),
        ("channels/beta.yaml", "{video: true}", "{any: []}", "11:17: a condition without any test; leave it out if it should always hold [empty-condition]"),
        ("channels/beta.yaml", "{video: true}", "{hires: []}", "11:19: a condition without any test; leave it out if it should always hold [empty-condition]"),
        ("channels/beta.yaml", "{video: true}", "{hours_per_week: {}}", "11:28: a condition without any test; leave it out if it should always hold [empty-condition]"),
        ("channels/beta.yaml", "{video: true}", "[video]", "11:11: `a condition` is a list, expected a mapping [wrong-type]"),
        ("channels/beta.yaml", "criterion: means", "criterion: mean", "10:16: `criterion` has unknown value `mean`; did you mean `means`? [unknown-value]"),
        ("channels/beta.yaml", "en: You can do video.", "fr: Oui.", None),
        ("channels/beta.yaml", "en: You can do video.", "en: ''", "13:38: `why.en` is empty [empty-text]"),
        ("channels/beta.yaml", "en: You can do video.", "en: '{vidio} it is.'", "13:10: `{vidio}` names no question; did you mean `video`? [unknown-placeholder]"),
        ("channels/beta.yaml", "basis: judgement", "basis: [fact-on]", "14:13: unknown evidence `fact-on`; did you mean `fact-one`? [unknown-evidence]"),
        ("channels/beta.yaml", "hours_per_week: 2.5", "hours_per_week: 2.1", "5:26: `hours_per_week` is 2.1, expected quarters of an hour such as 2.25 [partial-hours]"),
        ("channels/beta.yaml", "hours_per_week: 2.5", "hours_per_week: .inf", "5:26: `hours_per_week` is `.inf`, expected a number [wrong-type]"),
        ("channels/beta.yaml", "channel: beta", "channel: betta", None),
        ("channels/beta.yaml", "kind: video", "kind: video\ncolour: red", "4:1: unknown key `colour` in a channel file"),
        ("channels/beta.yaml", "kind: video\n", "", "1:1: a channel file lacks `kind` [missing-key]"),
        ("channels/beta.yaml", "id: with-video", "id: With Video", "9:9: `With Video` is not an id; use lower-case letters, digits, `-` and `_` [bad-id]"),
        ("channels/alpha.yaml", "id: young", "id: companies", "15:5: rule `alpha/companies` is defined twice; first at channels/alpha.yaml:9 [duplicate-id]"),
        ("situations/general.yaml", "beta: {image: -2}", "bete: -2", "5:16: unknown channel `bete`; did you mean `beta`? [unknown-channel]"),
        ("situations/general.yaml", "severity: warning", "severity: grave", "9:66: `severity` has unknown value `grave`; expected any of info, warning, serious [unknown-value]"),
        ("situations/general.yaml", "{id: imprint,", "{id: imprint, channels: [alpha, bete],", "11:37: unknown channel `bete`; did you mean `beta`? [unknown-channel]"),
        ("readiness.yaml", "times: 0.5", "times: 0.5, at_most: 1", "5:5: exactly one of `at_most` and `times` is needed [one-of-two]"),
        ("readiness.yaml", "owner: management", "owner: boss", "2:102: `owner` has unknown value `boss`; expected any of management, team [unknown-value]"),
        ("goals.yaml", "id: recruiting", "id: image", None),
        ("evidence.yaml", "value: 80, year: 2024", "value: 80, year: soon", "2:71: `year` is `soon`, expected a year [wrong-type]"),
        ("questions.yaml", "section: all, type: choice, required", "section: al, type: choice, required", "3:27: unknown section `al`; did you mean `all`? [unknown-section]"),
        ("questions.yaml", "options_from: goals", "options_from: gaols", None),
        ("questions.yaml", "subset_of: active_channels", "subset_of: active", "13:41: unknown question `active`; expected any of"),
        ("questions.yaml", "type: number", "type: choice", None),
        ("questions.yaml", "ask_when: {goals: recruiting}", "ask_when: {hires: young}", "6:5: whether to ask `hires` depends on its own answer: hires -> hires [circular-question]"),
        ("rulebook.yaml", "languages: [de, en]", "languages: [de, fr]", None),
        ("rulebook.yaml", "version: 1\n", "", "1:1: `rulebook.yaml` lacks `version` [missing-key]"),
        ("rulebook.yaml", "version: 1\n", "version: 1\nsettings: {max_channels: 2.5}\n", "4:26: `max_channels` is `2.5`, expected a whole number [wrong-type]"),
        ("rulebook.yaml", "version: 1\n", "version: 1\nsettings: {criterion_weights: {market: 1, means: x, mean: 2}}\n", None),
        ("questions.yaml", "min: 0, max: 200", "min: 300, max: 200", "9:69: `max` is 200, expected 300 - ... [out-of-range]"),
        ("questions.yaml", "assume: 5", "assume: 500", "9:80: `assume` is 500, expected 0 - 200 [out-of-range]"),
        ("questions.yaml", "assume: 5", "assume: 5, shares: {true: 0.5}", "9:92: `shares` is `true`, expected a number [wrong-type]"),
        ("questions.yaml", "assume: 5", "assume: 5, shares: {201: 0.5}", "9:92: `shares` is 201, expected 0 - 200 [out-of-range]"),
        ("questions.yaml", "min: 1, max: 3", "min: 1.5, max: 3", "5:67: `min` is `1.5`, expected a whole number [wrong-type]"),
        ("questions.yaml", "min: 1, max: 3", "min: -1, max: 3", "5:67: `min` is -1, expected 0 - ... [out-of-range]"),
        ("questions.yaml", "min: 1, max: 3", "min: 2, max: 1", "5:75: `max` is 1, expected 2 - ... [out-of-range]"),
        ("questions.yaml", "type: yes_no,", "type: yes_no, assume: 3,", "8:45: unknown key `assume` in a question; expected any of ask_when, changeable,"),
        ("evidence.yaml", "year: 2024, publisher: \"O", "year: true, publisher: \"O", "2:71: `year` is `true`, expected a year [wrong-type]"),
        ("evidence.yaml", "value: 80", "value: true", "2:61: `value` is `true`, expected a number or a text [wrong-type]"),
        ("evidence.yaml", "value: 80", "value: 1e999", "2:61: `value` is `1e999`, expected a number or a text [wrong-type]"),
        ("evidence.yaml", "publisher: Institute", "publisher: ' '", "3:65: `publisher` is empty [empty-text]"),
        ("channels/beta.yaml", "basis: judgement", "basis: []", "14:12: `basis` is empty [empty-text]"),
        ("channels/beta.yaml", "plan: {", "plan: {kpis: {image: some}, ", "15:22: `kpis.image` is `some`, expected a list [wrong-type]"),
        ("channels/beta.yaml", "plan: {", "plan: {kpis: {sales: []}, ", "15:15: unknown goal `sales`; expected any of image, recruiting [unknown-goal]"),
        ("channels/beta.yaml", "effort: {", "effort: 3 #", None),
        ("goals.yaml", "name: {de: Bekanntheit, en: image}", "name: {de: null, en: image}", "3:16: `name.de` is empty [empty-text]"),
        ("rulebook.yaml", "languages: [de, en]", "languages: []", "4:12: `languages` is empty [empty-text]"),
        ("rulebook.yaml", "version: 1\n", "version: 1\nsettings: {evidence_max_age_years: 500}\n", "4:36: `evidence_max_age_years` is 500, expected 0 - 100 [out-of-range]"),
        ("rulebook.yaml", "languages: [de, en]", "languages: [de, fr]", "4:17: unknown language `fr`; expected any of de, en [unknown-language]"),
        ("rulebook.yaml", "schema: 1", "schema: 99", "1:9: schema `99` is unknown, expected `1` [unsupported-schema]"),
    ],
)  # fmt: skip
def test_one_mistake_one_problem(path: str, old: str, new: str, expected: str | None) -> None:
    """Where it is, what was found, what is allowed or nearest. None: looked at below."""
    found = said(problems_of(edit(path, old, new)))
    if expected is None:
        assert found
    else:
        assert len(found) == 1, found
        assert found[0].startswith(f"{path}:{expected}")


def test_five_mistakes_in_five_files_come_in_one_run_with_their_lines() -> None:
    """Sorted by file and place, each with the line and a caret."""
    changes = {
        **edit("channels/alpha.yaml", "market: b2b", "markt: b2b"),
        **edit("channels/beta.yaml", "kind: video", "kind: film"),
        **edit("goals.yaml", "at_most: 0.3", "at_most: lots"),
        **edit("situations/general.yaml", "fact-two", "fact-tow"),
        **edit("questions.yaml", "max: 3", "max: some"),
    }
    shown = render_problems(problems_of(changes), Language.EN)
    assert [line for line in shown.splitlines() if "[" in line and not line.startswith(" ")] == [
        "channels/alpha.yaml:11:12: unknown question `markt`; did you mean `market`? [unknown-question]",
        "channels/beta.yaml:3:7: `kind` has unknown value `film`; expected any of social_network, video, messenger, employer_reviews, owned, community, audio, local, job_market [unknown-value]",
        "goals.yaml:9:40: `at_most` is `lots`, expected a number [wrong-type]",
        "questions.yaml:5:75: `max` is `some`, expected a number [wrong-type]",
        "situations/general.yaml:10:48: unknown evidence `fact-tow`; did you mean `fact-two`? [unknown-evidence]",
    ]
    assert "   11 |     when: {markt: b2b}\n      |            ^~~~~\n" in shown


def test_ids_that_clash_name_both_places() -> None:
    """Channels, goals, questions, notes, checks and evidence alike."""
    twice = {
        "goals.yaml": SMALL["goals.yaml"] + "  - {id: image, name: X}\n",
        "evidence.yaml": SMALL["evidence.yaml"] + SMALL["evidence.yaml"].partition("\n")[2],
        "situations/more.yaml": SMALL["situations/general.yaml"],
        "questions.yaml": SMALL["questions.yaml"] + "  - {id: video, section: all, type: yes_no, text: {de: 'V?', en: 'Vv?'}}\n",
    }
    assert said(problems_of(twice)) == [
        "evidence.yaml:5:5: evidence `fact-one` is defined twice; first at evidence.yaml:2 [duplicate-id]",
        "evidence.yaml:6:5: evidence `fact-two` is defined twice; first at evidence.yaml:3 [duplicate-id]",
        "evidence.yaml:7:5: evidence `a-law` is defined twice; first at evidence.yaml:4 [duplicate-id]",
        "goals.yaml:10:5: goal `image` is defined twice; first at goals.yaml:2 [duplicate-id]",
        "questions.yaml:16:5: question `video` is defined twice; first at questions.yaml:8 [duplicate-id]",
        "situations/more.yaml:9:5: note `b2b-sales` is defined twice; first at situations/general.yaml:9 [duplicate-id]",
        "situations/more.yaml:11:5: note `imprint` is defined twice; first at situations/general.yaml:11 [duplicate-id]",
    ]


def test_a_missing_language_is_said_for_every_text() -> None:
    """A third language in the rulebook would be missing everywhere; one text without English is one problem."""
    found = said(problems_of(edit("channels/beta.yaml", ", en: You can do video.", "")))
    assert found == ["channels/beta.yaml:13:10: `why` has no text in `en` [missing-language]"]
    german = SMALL | edit("rulebook.yaml", "[de, en]", "[de]")
    assert {one.id for one in problems_of(german)} == {"unknown-language"}


@pytest.mark.parametrize(
    ("changes", "without", "expected"),
    [
        ({"questions.yaml": "questions: [\n"}, (), ["questions.yaml:2:1: does not fit the lines above; check the indentation [syntax]"]),
        ({"evidence.yaml": "a: b: c\n"}, (), ["evidence.yaml:1:5: `:` does not fit here; quote the text [syntax]"]),
        ({"channels/beta.yaml": "a: 'b\n"}, (), ["channels/beta.yaml:2:1: text is not closed; a quote is missing [syntax]"]),
        ({}, ("goals.yaml",), ["small:1:1: the rulebook lacks `goals.yaml` [missing-file]"]),
        ({"goals.yaml": "- a\n"}, (), None),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_does_not_bury_its_cause(
    changes: dict[str, str], without: tuple[str, ...], expected: list[str] | None
) -> None:
    """What would follow everywhere else is not said."""
    found = said(problems_of(changes, without))
    assert found == expected if expected else found


def test_questions_that_the_formulas_need() -> None:
    """Hours must be a number, goals a ranking; without them there is no advice."""
    found = said(problems_of(edit("questions.yaml", "id: hours_per_week", "id: hours")))
    assert found == [
        "questions.yaml:1:1: the rulebook lacks the question `hours_per_week` of type `number`, which the advice needs [missing-question]"
    ]


def test_every_shape_of_condition_is_read() -> None:
    """Values, lists, operators, nesting; a plain number means exactly that."""
    when = "{market: b2b, any: [{goals: {first: [image, sales]}}, {not: {hires: {all_of: [young, old]}}}], hours_per_week: {above: 1, below: 9}}"
    rulebook = rulebook_of(edit("channels/beta.yaml", "{video: true}", when))
    condition = next(rule for rule in rulebook.rules if rule.id == "beta/with-video").when
    assert isinstance(condition, All)
    market, either, above, below = condition.parts
    assert isinstance(either, AnyOf)
    assert isinstance(either.parts[1], Not)
    assert [part.operator for part in (market, above, below)] == [Operator.ANY_OF, Operator.ABOVE, Operator.BELOW]  # type: ignore[union-attr]
    exact = rulebook_of(edit("channels/beta.yaml", "{video: true}", "{hours_per_week: 0}"))
    assert isinstance(next(rule for rule in exact.rules if rule.id == "beta/with-video").when, All)


def test_exclusion_has_two_forms_in_situations() -> None:
    """A list with `exclude`, or one channel among others with points."""
    text = (
        "rules:\n  - {id: a, criterion: means, when: {video: false}, channels: {beta: {exclude: true}, alpha: 1}, "
        "why: {de: A., en: B.}, basis: judgement}\n"
        "  - {id: b, criterion: means, when: {video: false}, channels: [gamma], exclude: true, why: {de: A., en: B.}, basis: judgement}\n"
    )
    rules = {rule.id: rule.effects for rule in rulebook_of({"situations/out.yaml": text}).rules}
    assert {id: effect.excludes for id, effect in rules["out/a"].items()} == {"beta": True, "alpha": False}
    assert dict(rules["out/a"]["alpha"].points) == {"image": 1, "recruiting": 1, "sales": 1}
    assert rules["out/b"]["gamma"].excludes


def test_the_digest_follows_the_content_and_nothing_else() -> None:
    """Comments, line numbers and file order make no difference; a point does; tests do not."""
    usual = digest(rulebook_of())
    commented = {path: f"# A comment.\n\n{text}" for path, text in reversed(SMALL.items())}
    assert digest(rulebook_of(commented)) == usual
    assert digest(rulebook_of({"tests/t.yaml": "cases: []\n"})) == usual
    assert digest(rulebook_of(edit("channels/alpha.yaml", "image: 2", "image: 1"))) != usual
    assert digest(rulebook_of(edit("channels/alpha.yaml", "Companies are there.", "Companies are here."))) != usual


def test_a_rule_knows_its_address_and_its_place() -> None:
    """`channel/id` or `file/id`, and rulebook, path and line."""
    places = {rule.id: rule.origin for rule in rulebook_of().rules}
    assert places == {
        "alpha/companies": "small/channels/alpha.yaml:9",
        "alpha/young": "small/channels/alpha.yaml:15",
        "beta/with-video": "small/channels/beta.yaml:9",
        "general/no-video": "small/situations/general.yaml:2",
    }


def test_every_option_of_the_goals_is_a_goal() -> None:
    """A goal that nobody describes cannot be advised on."""
    wrong = SMALL["questions.yaml"].replace("options_from: goals}", "options_from: goals, options: {fame: {de: R, en: F}}}")
    with pytest.raises(InvalidInput) as caught:
        rulebook_of({"questions.yaml": wrong})
    assert [(one.id, dict(one.values)["found"]) for one in caught.value.problems] == [("unknown-goal", "fame")]


@pytest.mark.parametrize("before", ["sales: 1", "recruiting: 3"])
def test_what_stands_under_an_unknown_key_is_looked_at_too(before: str) -> None:
    """All problems in one run: a misspelt goal and points that are none, of a channel and of a rule."""
    wrong = SMALL["channels/alpha.yaml"].replace(before, f"{before}, recruting: two", 1)
    with pytest.raises(InvalidInput) as caught:
        rulebook_of({"channels/alpha.yaml": wrong})
    assert [one.id for one in caught.value.problems] == ["unknown-goal", "wrong-type"]


def test_the_options_of_a_question_cannot_hang_on_its_own_answer() -> None:
    """Not by way of another question either."""
    wrong = SMALL["questions.yaml"].replace(
        "{id: active_channels, section: all,", "{id: active_channels, subset_of: working_channels, section: all,"
    )
    with pytest.raises(InvalidInput) as caught:
        rulebook_of({"questions.yaml": wrong})
    assert {one.id for one in caught.value.problems} == {"circular-question"}
