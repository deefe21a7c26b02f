"""The package as other programs use it: profiles from their data, advice as data and text, and objects that can be printed."""

import enum
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import channelfit
from channelfit import Advice, InvalidInput, advise, load_profile, load_rulebook, profile_from
from channelfit.advice.certainty import certainty_of
from channelfit.advice.compare import compare
from channelfit.advice.explain import explain
from channelfit.language import Language
from channelfit.rulebook.model import Rulebook
from channelfit.rulefiles import read_layers
from conftest import EXAMPLES, HERE, Run

ANSWERS: dict[str, object] = {
    "market": "b2b",
    "goals": ["image", "recruiting"],
    "hires": ["young"],
    "video": True,
    "hours_per_week": 9,
}
BUILT_IN = load_rulebook()


class MissingValue:
    """What pandas has for a missing value: a comparison with it is neither true nor false."""

    def __eq__(self, _: object) -> "MissingValue":  # type: ignore[override]
        return self

    def __ne__(self, _: object) -> "MissingValue":  # type: ignore[override]
        return self

    def __bool__(self) -> bool:
        raise TypeError("boolean value of NA is ambiguous")

    __hash__ = None  # type: ignore[assignment]


MissingValue.__name__ = "NAType"


# --- profiles ---


def test_a_mapping_is_a_profile_as_a_file_is(small: Rulebook, tmp_path: Path) -> None:
    """With the same answers, labels and notices."""
    mapping = {**ANSWERS, "company": "Ünal & Co", "language": "de", "hourly_value": 52.5}
    (tmp_path / "p.yaml").write_text(json.dumps(mapping), encoding="utf-8")
    assert profile_from(mapping, small) == load_profile(tmp_path / "p.yaml", small)


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.glob("*.yaml")))
def test_what_an_advice_was_made_from_makes_it_again(name: str) -> None:
    """The answers in the data are a mapping that gives the same answers."""
    profile = load_profile(EXAMPLES / name, BUILT_IN)
    answers = advise(BUILT_IN, profile).to_dict()["answers"]
    assert isinstance(answers, dict)
    assert profile_from(answers, BUILT_IN).answers == profile.answers


@pytest.mark.parametrize(
    ("question", "value", "answer"),
    [
        ("hours_per_week", "8", 8.0),
        ("hours_per_week", " 2.5 ", 2.5),
        ("hours_per_week", np.int64(8), 8.0),
        ("hours_per_week", np.float32(0.5), 0.5),
        ("video", "yes", ("yes",)),
        ("video", "true", ("yes",)),
        ("video", False, ("no",)),
        ("video", np.bool_(True), ("yes",)),
        ("market", np.str_("b2b"), ("b2b",)),
        ("market", ["b2b"], ("b2b",)),
        ("hires", "old", ("old",)),
        ("hires", ("old", "young"), ("young", "old")),
        ("hires", {"old", "young"}, ("young", "old")),
        ("hires", np.array(["old"]), ("old",)),
        ("hires", ["old", None, float("nan")], ("old",)),
        ("hires", [], ()),
        ("goals", ("recruiting", "image"), ("recruiting", "image")),
    ],
)
def test_values_are_taken_as_tables_have_them(small: Rulebook, question: str, value: object, answer: object) -> None:
    """Numbers and yes and no as texts too, arrays and numbers of numpy, gaps in lists."""
    assert profile_from({question: value}, small).answers == {question: answer}


@pytest.mark.parametrize("gap", [None, "", "  ", float("nan"), np.float64("nan"), np.datetime64("NaT"), MissingValue()])
@pytest.mark.parametrize("question", ["hours_per_week", "market", "hires", "video", "company", "language", "hourly_value"])
def test_a_gap_in_a_table_is_an_open_answer(small: Rulebook, question: str, gap: object) -> None:
    """Whatever stands for it."""
    assert profile_from({question: gap}, small) == profile_from({}, small)


def test_all_problems_of_a_mapping_come_at_once(small: Rulebook) -> None:
    """With the nearest match, as for a file; a set has no order to rank by."""
    wrong = {"markt": "b2b", "goals": {"image"}, "video": 3, "hours_per_week": "many", "hires": ["yung"], "market": {"a": 1}}
    with pytest.raises(InvalidInput) as raised:
        profile_from(wrong, small)
    assert sorted(str(raised.value).splitlines()) == [
        "<mapping>:1:1: `goals` has no option `{'image'}`; did you mean `image`? [unknown-option]",
        "<mapping>:1:1: `hires` has no option `yung`; did you mean `young`? [unknown-option]",
        "<mapping>:1:1: `hours_per_week` is `many`, expected a number (hours) [wrong-type]",
        "<mapping>:1:1: `market` is a mapping, expected a text [wrong-type]",
        "<mapping>:1:1: `video` has no option `3`; expected any of yes, no [unknown-option]",
        "<mapping>:1:1: unknown question `markt`; did you mean `market`? [unknown-question]",
    ]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (None, "empty"),
        ([], "a list"),
        ([("market", "b2b")], "a list"),
        ("market: b2b", "`market: b2b`"),
        ("", "empty"),
        (3, "`3`"),
        (float("nan"), "empty"),
        (np.array([1, 2]), "a list"),
    ],
)
def test_what_is_no_mapping_is_no_profile(small: Rulebook, given: Any, found: str) -> None:
    """It is told like anything else that is wrong, and None is not taken for a company that says nothing."""
    with pytest.raises(InvalidInput) as raised:
        profile_from(given, small)
    assert str(raised.value) == f"<mapping>:1:1: `the profile` is {found}, expected a mapping [wrong-type]"


def test_what_can_be_looked_through_like_a_mapping_is_a_profile(small: Rulebook) -> None:
    """Such as a row of a data frame."""

    class Row:
        def items(self) -> Iterator[tuple[str, object]]:
            return iter(ANSWERS.items())

    row: Any = Row()
    assert profile_from(row, small) == profile_from(ANSWERS, small)


# --- advice ---


@pytest.mark.parametrize("language", [None, pytest.param("de", marks=pytest.mark.slow), "en"])
def test_an_advice_is_what_the_command_prints(run: Run, language: str | None) -> None:
    """As data and as text; without a language in that of the profile."""
    path = EXAMPLES / "bakery.yaml"
    advice = advise(BUILT_IN, load_profile(path, BUILT_IN))
    wish = ("--lang", language) if language else ()
    assert json.loads(json.dumps(advice.to_dict(language))) == json.loads(run("advise", path, *wish, "--format", "json").out)
    assert advice.to_text(language) == run("advise", path, *wish).out
    assert advice.to_text(language, details=True) == run("advise", path, *wish, "--details").out
    assert max(map(len, advice.to_text(language, width=60).splitlines())) <= 60


def test_without_any_language_an_advice_is_in_english(small: Rulebook) -> None:
    """One that the rulebook does not have is an error, not another one."""
    advice = advise(small, profile_from(ANSWERS, small))
    assert advice.to_dict()["language"] == "en"
    assert advice.to_text() == advice.to_text("en") != advice.to_text("de")
    with pytest.raises(ValueError, match="the rulebook has no language 'fr', only de, en"):
        advice.to_dict("fr")


@pytest.mark.parametrize("said", ["DE", "de_DE", "de-AT.UTF-8", " de ", Language.DE])
def test_a_language_is_written_as_behind_the_option(small: Rulebook, said: str) -> None:
    """The program took `DE`, the library did not."""
    advice = advise(small, profile_from(ANSWERS, small))
    assert advice.to_text(said) == advice.to_text("de") != advice.to_text()
    assert advice.to_dict(said) == advice.to_dict("de")


@pytest.mark.parametrize("said", ["fr", "dansk", "", 3])
def test_a_language_that_there_is_not_is_told(small: Rulebook, said: str) -> None:
    """In one sentence, whatever it is."""
    advice = advise(small, profile_from(ANSWERS, small))
    for form in (advice.to_text, advice.to_dict):
        with pytest.raises(ValueError, match=f"^the rulebook has no language {said!r}, only de, en$"):
            form(said)


def test_an_advice_for_fewer_channels_and_without_answers(small: Rulebook) -> None:
    """`max_channels` as on the command line; what is required is told."""
    profile = profile_from(ANSWERS, small)
    assert isinstance(advise(small, profile, max_channels=0), Advice)
    assert advise(small, profile, max_channels=0).recommended == ()
    with pytest.raises(ValueError, match="required answers are missing: market, goals"):
        advise(small, profile_from({}, small))


class Frame:
    """As much of a data frame as the example needs."""

    def __init__(self, rows: list[dict[str, object]]) -> None:
        self.rows = rows
        self.columns: dict[str, object] = {}

    def to_dict(self, orient: str) -> list[dict[str, object]]:
        """The rows."""
        assert orient == "records"
        return self.rows

    def __setitem__(self, name: str, column: object) -> None:
        self.columns[name] = column


def test_the_example_over_a_data_frame_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it stands in the usage, with a table that has a gap, and a company that cannot be advised."""
    page = (HERE.parent / "docs" / "usage.md").read_text(encoding="utf-8")
    [code] = [block.partition("```")[0] for block in page.split("```python\n")[1:] if "pandas" in block.partition("```")[0]]
    rows: list[dict[str, object]] = [
        {"company": "One", "market": "b2b", "goals": "image|recruiting", "hours_per_week": 9},
        {"company": "Two", "market": "b2c", "goals": "image", "hours_per_week": float("nan")},
        {"company": "Three", "market": "b2x", "goals": "visits", "hours_per_week": 3},
    ]
    frame = Frame(rows)
    pandas = ModuleType("pandas")
    monkeypatch.setattr(pandas, "read_csv", lambda _: frame, raising=False)
    monkeypatch.setitem(sys.modules, "pandas", pandas)
    exec(code, {})
    column = frame.columns["channels"]
    assert isinstance(column, list)
    assert column[0][0] == "linkedin"
    assert column[1]
    assert column[2] == "<mapping>:1:1: `market` has no option `b2x`; did you mean `b2c`? [unknown-option]"


def test_the_names_of_the_package_are_there() -> None:
    """All of them, and no other."""
    assert all(getattr(channelfit, name) for name in channelfit.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = channelfit.nothing


# --- objects in one line ---


def everything(roots: list[object]) -> Iterator[object]:
    """Every object of ours that can be reached, one of each class."""
    left, seen, kinds = [*roots], set(), set()
    while left:
        value = left.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if type(value).__module__.startswith("channelfit") and not isinstance(value, enum.Enum) and type(value) not in kinds:
            kinds.add(type(value))
            yield value
        if isinstance(value, Mapping):
            left += [*value.keys(), *value.values()]
        elif names := getattr(value, "_fields", ()) or getattr(type(value), "__dataclass_fields__", ()):
            left += [getattr(value, name) for name in names]
        elif isinstance(value, (tuple, list, set, frozenset)):
            left += value


def test_every_object_is_shown_in_one_short_line() -> None:
    """Advice, rulebook, profile and all that hangs on them: an advice took 58 MB, and stopped every debugger and log."""
    files = read_layers(EXAMPLES / "overlay")
    profiles = [load_profile(EXAMPLES / name, BUILT_IN) for name in ("bakery.yaml", "software-startup.yaml")]
    advices = [advise(BUILT_IN, profile) for profile in profiles]
    roots = [files, BUILT_IN, *profiles, *advices, certainty_of(advices[0]), explain(advices[0], "facebook"), compare(*advices)]
    with pytest.raises(InvalidInput) as raised:
        profile_from({f"no-{number}": "\n" for number in range(500)}, BUILT_IN)
    shown = {type(value).__name__: repr(value) for value in everything([*roots, raised.value])}
    assert {
        "Advice",
        "Rulebook",
        "Profile",
        "Channel",
        "Rule",
        "Mark",
        "Source",
        "Document",
        "Text",
        "InvalidInput",
    } <= shown.keys()
    assert {name: text for name, text in shown.items() if len(text) > 160 or not text.isprintable()} == {}
    assert {name for name, text in shown.items() if not text.startswith(f"{name}(")} == set()


def test_what_is_shown_says_what_it_is(small: Rulebook) -> None:
    """The first parts, in words."""
    profile = profile_from({"company": "One\nTwo", **ANSWERS}, small)
    assert repr(profile) == (
        "Profile(company='One\\nTwo', language=None, hourly_value=None, answers=<5>, notices=<none>, file='<mapping>', number=None)"
    )
    assert repr(small.channels["beta"]).startswith("Channel(id='beta', name=Text(de='Beta-Kanal', en='Beta channel'), ")
    assert repr(small).startswith("Rulebook(id='small', version='1', ")
