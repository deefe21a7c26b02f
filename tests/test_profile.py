"""Profiles: every way to answer, and everything that can be wrong with an answer."""

import pytest

from channelfit.batch.cells import CellReader
from channelfit.language import Language, language_meant
from channelfit.library import profile_from
from channelfit.profile import Profile, missing_answers, open_questions, read_profile
from channelfit.rulebook.model import Rulebook
from channelfit.source.document import read_documents
from channelfit.source.problem import Problem, describe

REQUIRED = "market: b2b\ngoals: image\n"


def read(text: str, rulebook: Rulebook, *changes: str) -> tuple[Profile, tuple[Problem, ...]]:
    """The profile in a text, with changes on top."""
    documents, problems = read_documents(text, "p")
    assert problems == ()
    return read_profile(documents[0] if documents else None, rulebook, changes)


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("hires: young", {"hires": ("young",)}),
        ("hires: [old, young]", {"hires": ("young", "old")}),
        ("hires: []", {"hires": ()}),
        ("hires: null", {}),
        ("hires:", {}),
        ("hires: ~", {}),
        ("goals: [sales, image]", {"goals": ("sales", "image")}),
        ("goals: sales", {"goals": ("sales",)}),
        ("market: [b2b]", {"market": ("b2b",)}),
        ("video: true", {"video": ("yes",)}),
        ("video: yes", {"video": ("yes",)}),
        ("video: no", {"video": ("no",)}),
        ("video: False", {"video": ("no",)}),
        ("backing: yes", {"backing": ("yes",)}),
        ("backing: true", {"backing": ("yes",)}),
        ("hours_per_week: 2.5", {"hours_per_week": 2.5}),
        ("hours_per_week: 0", {"hours_per_week": 0}),
        ("", {}),
        ("null", {}),
        ("{}", {}),
    ],
)
def test_every_way_to_answer(small: Rulebook, text: str, answers: dict[str, object]) -> None:
    """A single value for several, null for open, an empty list for none, true or yes."""
    profile, problems = read(text, small)
    assert problems == ()
    assert profile.answers == answers


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("markt: b2b", "1:1: unknown question `markt`; did you mean `market`? [unknown-question]"),
        ("market: b3b", "1:9: `market` has no option `b3b`; did you mean `b2b`? [unknown-option]"),
        ("market: [b2b, b2c]", "1:9: `market` is a list, expected a text [wrong-type]"),
        ("market: {b2b: true}", "1:9: `market` is a mapping, expected a text [wrong-type]"),
        ("goals: []", "1:8: `goals` has 0, expected at least 1 [too-few]"),
        ("goals: [image, image]", "1:16: `goals` lists `image` twice [listed-twice]"),
        ("hires: {a: 1}", "1:8: `hires` is a mapping, expected a text or a list of texts [wrong-type]"),
        ("hires: [[young]]", "1:9: `hires` is a list, expected a text [wrong-type]"),
        ("hours_per_week: 'five'", "1:17: `hours_per_week` is `five`, expected a number (hours) [wrong-type]"),
        ("hours_per_week: 5 days", "1:17: `hours_per_week` is `5 days`, expected a number (hours) [wrong-type]"),
        ("hours_per_week: -1", "1:17: `hours_per_week` is -1, expected 0 - 200 [out-of-range]"),
        ("hours_per_week: true", "1:17: `hours_per_week` is `true`, expected a number [wrong-type]"),
        ("hours_per_week: .nan", "1:17: `hours_per_week` is `.nan`, expected a number [wrong-type]"),
        ("video: maybe", "1:8: `video` has no option `maybe`; expected any of yes, no [unknown-option]"),
        ("language: fr", "1:11: unknown language `fr`; expected any of de, en [unknown-language]"),
        ("company: [a]", "1:10: `company` is a list, expected a text [wrong-type]"),
        ("- market", "1:1: `the profile` is a list, expected a mapping [wrong-type]"),
        ("just text", "1:1: `the profile` is `just text`, expected a mapping [wrong-type]"),
    ],
)
def test_every_mistake_has_its_place_and_its_remedy(small: Rulebook, text: str, message: str) -> None:
    """What was found, and what is allowed or nearest."""
    _, problems = read(text, small)
    assert [f"{one.mark}: {describe(one, Language.EN)} [{one.id}]" for one in problems] == [f"p:{message}"]


def test_too_many_goals_are_too_many(small: Rulebook) -> None:
    """The bounds of a question hold for options that are wrong, too."""
    _, problems = read("goals: [image, sales, recruiting, fame]", small)
    assert [describe(one, Language.DE) for one in problems] == [
        "`goals` kennt die Antwort `fame` nicht; erwartet: image, recruiting, sales",
        "`goals` hat 4, erwartet werden höchstens 3",
    ]
    assert [one.id for one in problems] == ["unknown-option", "too-many"]


@pytest.mark.parametrize(
    ("word", "language"),
    [("DE", "de"), ("de_DE", "de"), ("de-AT", "de"), ("deutsch", "de"), ("English", "en"), ("en_US.UTF-8", "en")],
)
def test_the_language_of_a_profile_is_understood_as_that_of_an_option(small: Rulebook, word: str, language: Language) -> None:
    """In files and as changes, for numbers too; in tables and behind `--lang` as well."""
    found = read(f"language: {word}\nhours_per_week: 1.000", small)
    assert [one.id for one in found[1]] == (["out-of-range"] if language == Language.DE else [])
    assert found[0].language is language_meant(word) is Language(language)
    assert read("", small, f"language={word}")[0].language is Language(language)


def test_labels_are_no_questions(small: Rulebook) -> None:
    """A company may be called 1234 or true."""
    profile, problems = read("company: 1234\nlanguage: de\n", small)
    assert (profile.company, profile.language, profile.answers, problems) == ("1234", "de", {}, ())
    assert read("company: true\n", small)[0].company == "true"
    assert read("company:\nlanguage: null\n", small)[0] == Profile(answers={})


@pytest.mark.parametrize(
    ("change", "answers"),
    [
        ("hires=old,young", ("young", "old")),
        ("hires=", ()),
        ("hires=?", None),
        ("hires = old , young ", ("young", "old")),
        ("goals=sales,image", ("sales", "image")),
        ("video=yes", ("yes",)),
        ("video=no", ("no",)),
        ("hours_per_week=2,5", 2.5),
        ("hours_per_week=2.5", 2.5),
        ("hours_per_week=3", 3),
        ("hours_per_week=?", None),
        ("market=b2c", ("b2c",)),
    ],
)
def test_changes_replace_answers_or_open_them(small: Rulebook, change: str, answers: object) -> None:
    """Commas part several, decimal commas are understood, a question mark opens."""
    text = f"{REQUIRED}hires: young\nvideo: true\nhours_per_week: 9\n"
    profile, problems = read(text, small, change)
    assert problems == ()
    assert profile.answers.get(change.split("=")[0].strip()) == answers


@pytest.mark.parametrize("question", ["video", "backing"])
@pytest.mark.parametrize(
    ("word", "option"),
    [(word, "yes") for word in ("yes", "Yes", "ja", "JA", "true", "True")]
    + [(word, "no") for word in ("no", "NO", "nein", "Nein", "false", "FALSE")],
)
def test_yes_and_no_are_the_same_words_wherever_they_are_answered(small: Rulebook, question: str, word: str, option: str) -> None:
    """In files, in quotes, in JSON, in lists, as changes, in the data of a program and in tables."""
    texts = (f"{question}: {word}", f'{question}: "{word}"', f"{question}: [{word}]", f'{{"{question}": "{word}"}}')
    lines, _ = read_documents(f'{{"market": "b2b"}}\n{{"{question}": "{word}"}}\n', "p")
    assert len(lines) == 2
    found = [*(read(text, small) for text in texts), read("", small, f"{question}={word}"), read_profile(lines[1], small)]
    assert [(profile.answers, problems) for profile, problems in found] == [({question: (option,)}, ())] * 6
    assert profile_from({question: word}, small).answers == {question: (option,)}
    cell = CellReader(small, Language.EN).cell(small.questions[question], word, Language.EN)
    assert (cell.answer, cell.wrong) == ((option,), "")


def test_yes_and_no_are_no_words_for_other_options(small: Rulebook) -> None:
    """Nor is anything else said to be one of them."""
    for text in ("market: ja", "video: vielleicht", "backing: y", "hires: [yes]", "video: 1"):
        assert [one.id for one in read(text, small)[1]] == ["unknown-option"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("hires", "--set:1:1: `--set hires` lacks the answer; expected `--set question=answer` [no-equals]"),
        ("hirs=young", "--set:1:1: unknown question `hirs`; did you mean `hires`? [unknown-question]"),
        ("hires=young,odd", "--set:1:13: `hires` has no option `odd`; did you mean `old`? [unknown-option]"),
        ("hours_per_week=many", "--set:1:16: `hours_per_week` is `many`, expected a number (hours) [wrong-type]"),
    ],
)
def test_mistakes_in_changes_have_a_place_too(small: Rulebook, change: str, message: str) -> None:
    """The option as it was typed."""
    _, problems = read(REQUIRED, small, change)
    assert [f"{one.mark}: {describe(one, Language.EN)} [{one.id}]" for one in problems] == [message]


def test_a_change_mends_what_it_replaces_but_not_what_is_wrong_in_the_file(small: Rulebook) -> None:
    """The file's mistake is still told: it would be there the next time."""
    profile, problems = read("market: b3b\n", small, "market=b2b")
    assert profile.answers == {"market": ("b2b",)}
    assert [one.id for one in problems] == ["unknown-option"]


def test_what_is_missing_and_what_is_open(small: Rulebook) -> None:
    """Required answers are missing; open are all that apply or may apply."""
    nothing = Profile(answers={})
    assert [question.id for question in missing_answers(small, nothing)] == ["market", "goals"]
    profile, _ = read(REQUIRED, small)
    assert missing_answers(small, profile) == ()
    # No recruiting, so nobody is asked whom to hire.
    assert [question.id for question in open_questions(small, profile)] == [
        "video", "hours_per_week", "active_channels", "working_channels", "backing",
    ]  # fmt: skip
    recruiting, _ = read("goals: recruiting\nactive_channels: []", small)
    assert [question.id for question in open_questions(small, recruiting)] == [
        "market",
        "hires",
        "video",
        "hours_per_week",
        "backing",
    ]
