"""Every number of a rule file has bounds: what lies on them is read, what lies beyond is refused where it stands."""

import pytest

from channelfit.language import Language
from channelfit.rulebook.model import Rulebook
from channelfit.source.problem import InvalidInput, describe
from conftest import SMALL, rulebook_of


def changed(path: str, old: str, new: str) -> Rulebook:
    """The small rulebook with one file that has something else in it."""
    assert old in SMALL[path], old
    return rulebook_of({path: SMALL[path].replace(old, new, 1)})


def refusal(path: str, old: str, new: str) -> str:
    """The problem of that, and no other in the same place."""
    with pytest.raises(InvalidInput) as caught:
        changed(path, old, new)
    last = caught.value.problems[-1]
    assert [one.id for one in caught.value.problems if one.mark == last.mark] == [last.id]
    return f"{last.id} {describe(last, Language.EN)}"


SETTINGS = {
    "top_fit": (0.8, 0, 1),
    "min_points": (0.5, -10, 10),
    "max_criterion_points": (4, 0, 100),
    "focus_price": (0.04, 0, 1),
    "max_channels": (3, 0, 100),
    "max_basics": (2, 0, 100),
    "not_ready_max_channels": (1, 0, 100),
    "upkeep_weight": (0.3, 0, 1),
    "companion_share": (0.5, 0, 1),
    "max_companions": (1, 0, 100),
    "keep_low_points": (2, -10, 100),
    "keep_low_goals": (2, 0, 100),
    "alternative_below": (0.5, 0, 1),
    "hourly_value": (48, 0, 1000),
    "evidence_max_age_years": (8, 0, 100),
}


@pytest.mark.parametrize(("key", "usual", "least", "most"), [(key, *said) for key, said in SETTINGS.items()])
def test_settings_have_a_usual_value_and_bounds(key: str, usual: float, least: float, most: float) -> None:
    """Nothing has to be set; a value on a bound is read, zero too, and one beyond is refused; another setting keeps its own."""

    def settings(text: str) -> dict[str, object]:
        return changed("rulebook.yaml", "version: 1\n", f"version: 1\nsettings: {text}\n").settings._asdict()

    assert rulebook_of().settings._asdict()[key] == usual
    others = {name: value for name, (value, _, _) in SETTINGS.items() if name != key}
    for bound in {least, most, 0, 1}:
        found = settings(f"{{{key}: {bound}}}")
        assert found[key] == bound
        assert {name: found[name] for name in others} == others
    for beyond in (least - 1, most + 1):
        assert refusal("rulebook.yaml", "version: 1\n", f"version: 1\nsettings: {{{key}: {beyond}}}\n") == (
            f"out-of-range `{key}` is {beyond}, expected {least} - {most}"
        )
    assert settings("null") == rulebook_of().settings._asdict()


@pytest.mark.parametrize("key", ["max_channels", "max_basics", "not_ready_max_channels", "max_companions", "keep_low_goals"])
@pytest.mark.parametrize(("value", "shown"), [("2.5", "`2.5`"), ("true", "`true`"), ("'2'", "`2`"), ("[2]", "a list")])
def test_what_is_counted_is_whole(key: str, value: str, shown: str) -> None:
    """Half a channel, and yes, are no numbers of channels."""
    assert refusal("rulebook.yaml", "version: 1\n", f"version: 1\nsettings: {{{key}: {value}}}\n") == (
        f"wrong-type `{key}` is {shown}, expected a whole number"
    )


def test_criteria_weigh_the_same_unless_they_are_given_weights() -> None:
    """Each from 0 to 10; a criterion that there is not is refused."""

    def weights(text: str) -> dict[str, float]:
        head = f"version: 1\nsettings: {{criterion_weights: {text}}}\n"
        return dict(changed("rulebook.yaml", "version: 1\n", head).settings.criterion_weights)

    usual = dict.fromkeys(("market", "audience", "offer", "means", "experience"), 1)
    assert dict(rulebook_of().settings.criterion_weights) == usual
    assert weights("{offer: 0, means: 10}") == usual | {"offer": 0, "means": 10}
    for text, said in {
        "{offer: 10.5}": "out-of-range `offer` is 10.5, expected 0 - 10",
        "{offer: -0.5}": "out-of-range `offer` is -0.5, expected 0 - 10",
        "{offr: 1}": "unknown-value `criterion_weights` has unknown value `offr`; did you mean `offer`?",
    }.items():
        head = f"version: 1\nsettings: {{criterion_weights: {text}}}\n"
        assert refusal("rulebook.yaml", "version: 1\n", head) == said


BOUNDED = [
    ("channels/beta.yaml", "hours_per_week: 2.5", "hours_per_week: {}", "hours_per_week", 0, 100),
    ("channels/beta.yaml", "hours_per_week: 2.5", "hours_per_week: 0, full_hours: {}", "full_hours", 0, 100),
    ("channels/beta.yaml", "reaches: feeds", "shares_work_with: {{alpha: {}}}", "alpha", 0, 1),
    ("channels/beta.yaml", "{image: 1,", "{{image: {},", "image", -10, 10),
    ("channels/beta.yaml", "points: 1", "points: {}", "points", -10, 10),
    ("channels/alpha.yaml", "points: {image: 2,", "points: {{image: {},", "image", -10, 10),
    ("situations/general.yaml", "alpha: -1", "alpha: {}", "points", -10, 10),
    ("goals.yaml", "at_most: 0.3", "at_most: {}", "at_most", 0, 1),
    ("readiness.yaml", "times: 0.5", "times: {}", "times", 0, 1),
    ("questions.yaml", "video, section: all,", "video, section: all, shares: {{'yes': {}}},", "yes", 0, 1),
]


@pytest.mark.parametrize(("path", "old", "new", "key", "least", "most"), BOUNDED)
def test_a_number_beyond_its_bounds_is_refused(path: str, old: str, new: str, key: str, least: int, most: int) -> None:
    """On them it is read."""
    for bound in (least, most):
        changed(path, old, new.format(bound))
    for beyond in (least - 0.25, most + 0.25):
        assert refusal(path, old, new.format(beyond)) == f"out-of-range `{key}` is {beyond:g}, expected {least} - {most}"


@pytest.mark.parametrize(
    ("path", "old", "key"),
    [
        ("channels/beta.yaml", "first_results_weeks: 4", "first_results_weeks"),
        ("channels/beta.yaml", "money_per_month: 50", "money_per_month"),
        ("channels/beta.yaml", "money_per_month: 50", "startup_hours"),
        ("readiness.yaml", "times: 0.5", "at_most"),
    ],
)
def test_a_number_below_nothing_is_refused(path: str, old: str, key: str) -> None:
    """None is read, much is read, less than none is not."""
    for bound in (0, 5000):
        changed(path, old, f"{key}: {bound}")
    assert refusal(path, old, f"{key}: -1").startswith(f"out-of-range `{key}` is -1, expected ")


def test_what_a_record_leaves_out_has_its_usual_value() -> None:
    """An effort without money or set-up, a channel without a group, a question without bounds, a check that blocks nothing."""
    rulebook = rulebook_of()
    gamma = rulebook.channels["gamma"]
    assert gamma.effort == (1, 0, 0, 0, 2)
    assert (gamma.reaches, gamma.upkeep, rulebook.channels["upkeep"].upkeep) == ("", False, True)
    assert rulebook.channels["beta"].effort == (2.5, 0, 0, 50, 4)
    started = changed("channels/gamma.yaml", "effort: {", "effort: {startup_hours: 7, ").channels["gamma"]
    assert started.effort == (1, 0, 7, 0, 2)
    hires, hours, goals = (rulebook.questions[id] for id in ("hires", "hours_per_week", "goals"))
    assert (hires.least, hires.most, hires.required, hires.changeable, hires.assume) == (0, float("inf"), False, False, None)
    assert (hours.least, hours.most, hours.assume, hours.changeable) == (0, 200, 5, True)
    assert (goals.least, goals.most, goals.required) == (1, 3, True)
    free = changed("questions.yaml", "min: 0, max: 200, assume: 5,", "").questions["hours_per_week"]
    assert (free.least, free.most, free.assume) == (float("-inf"), float("inf"), None)
    assert changed("readiness.yaml", "blocking: true, ", "").checks[0].blocking is False
    assert rulebook.checks[0].blocking is True
    assert [(note.id, note.is_law) for note in rulebook.notes] == [("b2b-sales", False), ("imprint", True)]
    assert {id: (one.kind.value, one.value, one.year) for id, one in rulebook.evidence.items()} == {
        "a-law": ("law", None, 2024),
        "fact-one": ("study", 80, 2024),
        "fact-two": ("study", None, None),
    }


def test_a_question_is_called_by_its_label_or_by_its_text() -> None:
    """In sentences and tables."""
    labelled = changed("questions.yaml", "{id: video,", "{id: video, label: {de: Filme, en: films},").questions["video"]
    assert (labelled.label.en, labelled.text.en) == ("films", "Video?")
    assert rulebook_of().questions["video"].label.en == "Video?"


def test_options_of_a_group_come_before_its_own() -> None:
    """An option that says what a group says already does not come twice, nor in other words."""
    new = "options_from: channels, options: {other: {de: Anderer, en: Another}, alpha: {de: X, en: X}}}"
    rulebook = changed("questions.yaml", "options_from: channels}", new)
    options = rulebook.questions["active_channels"].options
    assert list(options) == ["alpha", "beta", "gamma", "upkeep", "other"]
    assert (options["alpha"].en, options["beta"].en, options["other"].en) == ("Alpha", "Beta channel", "Another")


def test_nothing_is_a_number_too() -> None:
    """Zero is read as zero wherever it may stand: points, shares, limits, weeks."""
    zero = changed("questions.yaml", "video, section: all,", "video, section: all, shares: {'yes': 0, 'no': 0.25},")
    assert dict(zero.questions["video"].shares) == {"yes": 0, "no": 0.25}
    assert [limit.at_most for limit in rulebook_of().goals["sales"].limits] == [0.3]
    assert [limit.at_most for limit in changed("goals.yaml", "at_most: 0.3", "at_most: 0").goals["sales"].limits] == [0]
    assert dict(rulebook_of().channels["alpha"].serves) == {"image": 0, "recruiting": -1, "sales": 1}
    rules = {
        rule.id: rule.effects
        for rule in changed("channels/alpha.yaml", "{image: 2, recruiting: 3}", "{image: 0, recruiting: 3}").rules
    }
    assert rules["alpha/companies"]["alpha"] == ({"image": 0, "recruiting": 3}, False)
    flat = {rule.id: rule.effects for rule in changed("channels/beta.yaml", "points: 1", "points: 0").rules}
    assert flat["beta/with-video"]["beta"] == ({"image": 0, "recruiting": 0}, False)
    assert (
        changed("channels/beta.yaml", "first_results_weeks: 4", "first_results_weeks: 0")
        .channels["beta"]
        .effort.first_results_weeks
        == 0
    )
    hours = changed("readiness.yaml", "times: 0.5", "at_most: 0").hours
    assert [(rule.at_most, rule.times) for rule in (*rulebook_of().hours, *hours)] == [(None, 0.5), (0, None)]


def test_how_to_go_about_a_channel_is_read_whole() -> None:
    """Formats, first steps and measures by goal, in their order; a measure for a goal that is not served is refused."""
    kpis = "kpis: {image: [{de: a, en: b}, {de: c, en: d}], recruiting: []}"
    plan = f"plan: {{formats: [{{de: F, en: f}}], first_steps: [{{de: E, en: e}}, {{de: Z, en: z}}], {kpis}, cadence"
    found = changed("channels/gamma.yaml", "plan: {cadence", plan).channels["gamma"].plan
    assert [tuple(text) for text in found.formats] == [("F", "f")]
    assert [tuple(text) for text in found.first_steps] == [("E", "e"), ("Z", "z")]
    assert {goal: [text.en for text in texts] for goal, texts in found.kpis.items()} == {"image": ["b", "d"], "recruiting": []}
    assert tuple(found.cadence) == ("c", "c")
    said = "unknown-goal unknown goal `sales`; expected any of image, recruiting"
    assert refusal("channels/gamma.yaml", "plan: {cadence", plan.replace("recruiting: []", "sales: []")) == said


@pytest.mark.parametrize("text", ["[de, fr]", "[fr]", "fr"])
def test_a_language_that_there_is_not_is_refused(text: str) -> None:
    """Texts are German and English."""
    with pytest.raises(InvalidInput) as caught:
        changed("rulebook.yaml", "[de, en]", text)
    said = {describe(one, Language.EN) for one in caught.value.problems if one.mark.source.path == "rulebook.yaml"}
    assert "unknown language `fr`; expected any of de, en" in said
