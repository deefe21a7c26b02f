"""What a company says: where each answer and each mistake stands, and what may be known of questions that hang together."""

import pytest

from channelfit.language import Language
from channelfit.profile import Profile, known_answers, missing_answers, open_questions, read_profile, shape_of
from channelfit.rulebook.condition import Answer, Doubtful
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.walk import asked_order
from channelfit.source.document import read_documents
from channelfit.source.problem import Problem, describe
from conftest import SMALL, rulebook_of


def read(text: str, rulebook: Rulebook, *changes: str) -> tuple[Profile, tuple[Problem, ...]]:
    """The profile in a text, with changes on top."""
    return read_profile(read_documents(text, "p")[0][0] if text else None, rulebook, changes)


@pytest.mark.parametrize(
    ("change", "column", "length", "message"),
    [
        ("hires", 1, 5, "`--set hires` lacks the answer; expected `--set question=answer`"),
        ("", 1, 1, "`--set ` lacks the answer; expected `--set question=answer`"),
        ("hirs=young", 1, 4, "unknown question `hirs`; did you mean `hires`?"),
        ("=young", 1, 1, "unknown question ``; expected any of "),
        ("hires=yung", 7, 4, "`hires` has no option `yung`; did you mean `young`?"),
        ("hires=old,yung,young", 11, 4, "`hires` has no option `yung`; did you mean `young`?"),
        ("hires=old,,yung", 12, 4, "`hires` has no option `yung`; did you mean `young`?"),
        ("goals=", 7, 1, "`goals` has 0, expected at least 1"),
        ("market=b3b", 8, 3, "`market` has no option `b3b`; did you mean `b2b`?"),
        ("market=2,5", 8, 3, "`market` has no option `2,5`; expected any of b2b, b2c"),
        ("market=", 8, 1, "`market` has no option ``; expected any of b2b, b2c"),
        ("video=1", 7, 1, "`video` has no option `1`; expected any of yes, no"),
        ("hours_per_week=201", 16, 3, "`hours_per_week` is 201, expected 0 - 200"),
        ("hours_per_week=-0,5", 16, 4, "`hours_per_week` is -0.5, expected 0 - 200"),
        ("hours_per_week=1.2.3", 16, 5, "`hours_per_week` is `1.2.3`, expected a number"),
        ("hourly_value=1000.5", 14, 6, "`hourly_value` is 1000.5, expected 0 - 1000"),
        ("hourly_value=-1", 14, 2, "`hourly_value` is -1, expected 0 - 1000"),
        ("hourly_value=much", 14, 4, "`hourly_value` is `much`, expected a number"),
        ("language=fr", 10, 2, "unknown language `fr`; expected any of de, en"),
    ],
)
def test_a_mistake_in_a_change_is_marked_where_it_is(
    small: Rulebook, change: str, column: int, length: int, message: str
) -> None:
    """Column and length of what is wrong, in the option as it was typed."""
    profile, [found] = read("", small, change)
    assert (found.mark.source.name, found.mark.line, found.mark.column + 1, found.mark.length) == ("--set", 0, column, length)
    assert describe(found, Language.EN).startswith(message)
    assert profile.answers.keys() <= {"hires", "goals"}


@pytest.mark.parametrize(
    ("change", "profile"),
    [
        ("company=Muster, Söhne", Profile(company="Muster, Söhne", answers={})),
        ("company=1,5", Profile(company="1,5", answers={})),
        ("company=?", Profile(answers={})),
        ("language=en", Profile(language=Language.EN, answers={})),
        ("language=?", Profile(answers={})),
        ("hourly_value=0", Profile(hourly_value=0, answers={})),
        ("hourly_value=1000", Profile(hourly_value=1000, answers={})),
        ("hourly_value=62,5", Profile(hourly_value=62.5, answers={})),
        ("hourly_value= ?", Profile(answers={})),
        ("video= true ", Profile(answers={"video": ("yes",)})),
        ("video=false", Profile(answers={"video": ("no",)})),
        ("backing=yes", Profile(answers={"backing": ("yes",)})),
        ("hours_per_week=+2,5", Profile(answers={"hours_per_week": 2.5})),
        ("hours_per_week=200", Profile(answers={"hours_per_week": 200})),
        ("goals=sales,image,recruiting", Profile(answers={"goals": ("sales", "image", "recruiting")})),
        ("hires=young,,old", Profile(answers={"hires": ("young", "old")})),
    ],
)
def test_a_change_is_read_as_the_line_of_a_file_would_be(small: Rulebook, change: str, profile: Profile) -> None:
    """Texts of labels as they are; numbers with comma or point; a question mark for nothing."""
    assert read("company: X\nlanguage: de\nhourly_value: 7\n", small, "company=?", "language=?", "hourly_value=?", change) == (
        profile,
        (),
    )


def test_later_answers_replace_earlier_ones_in_the_order_of_asking(small: Rulebook) -> None:
    """Whatever stands first, file or change."""
    profile, problems = read("video: true\nmarket: b2c\nhours_per_week: 3\n", small, "goals=image", "market=b2b", "video=?")
    assert problems == ()
    assert list(profile.answers.items()) == [("market", ("b2b",)), ("goals", ("image",)), ("hours_per_week", 3)]
    # A wrong change does not bring the answer of the file back.
    wrong, [found] = read("market: b2c\n", small, "market=b4b")
    assert (wrong.answers, found.id) == ({}, "unknown-option")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("goals: [image, sales, recruiting, image]", ["1:35 listed-twice", "1:8 too-many"]),
        ("goals: [fame]", ["1:9 unknown-option"]),
        ("hires: [young, young, odd]", ["1:16 listed-twice", "1:23 unknown-option"]),
        ("hires: {young: true}", ["1:8 wrong-type"]),
        ("market: [b2b]\ngoals: [[image]]", ["2:9 wrong-type", "2:8 too-few"]),
        ("market: []", ["1:9 wrong-type"]),
        ("company: {a: b}\nlanguage: [de]", ["1:10 wrong-type", "2:11 wrong-type"]),
        ("hourly_value: [1]", ["1:15 wrong-type"]),
    ],
)
def test_every_mistake_of_an_answer_is_told(small: Rulebook, text: str, message: list[str]) -> None:
    """In the order in which the answer is read."""
    _, problems = read(text, small)
    assert [f"{one.mark.line + 1}:{one.mark.column + 1} {one.id}" for one in problems] == message


CHAIN = SMALL["questions.yaml"].replace("{id: hires, section: all,", "{id: hires, section: all, max: 1,") + (
    "  - {id: late, section: all, type: yes_no, ask_when: {later: true}, text: {de: 'F?', en: 'F?'}}\n"
    "  - {id: later, section: all, type: yes_no, required: true, ask_when: {video: true}, text: {de: 'F?', en: 'F?'}}\n"
)


def known(**answers: Answer) -> dict[str, object]:
    """What is known of the questions that hang on each other."""
    found = known_answers(rulebook_of({"questions.yaml": CHAIN}), Profile(answers=answers))
    return {id: found[id] for id in ("video", "later", "late", "active_channels", "working_channels") if id in found}


def test_an_answer_counts_if_its_question_applies() -> None:
    """And as nothing if it does not; while that is open the answer is in doubt, and so is what hangs on it."""
    yes, no = ("yes",), ("no",)
    assert known() == {}
    assert known(video=no) == {"video": no, "later": (), "late": ()}
    assert known(video=no, later=yes, late=yes) == {"video": no, "later": (), "late": ()}
    assert known(video=yes) == {"video": yes}
    assert known(video=yes, late=yes) == {"video": yes, "late": Doubtful(yes, frozenset({"later"}))}
    assert known(video=yes, later=yes, late=no) == {"video": yes, "later": yes, "late": no}
    assert known(later=yes, late=no) == {
        "later": Doubtful(yes, frozenset({"video"})),
        "late": Doubtful(no, frozenset({"video"})),
    }
    assert known(later=no, late=no) == {"later": Doubtful(no, frozenset({"video"})), "late": ()}


def test_nothing_in_use_means_that_nothing_works() -> None:
    """Unless somebody says that something does."""
    assert known(active_channels=()) == {"active_channels": (), "working_channels": ()}
    assert known(active_channels=(), working_channels=("beta",)) == {"active_channels": (), "working_channels": ("beta",)}
    assert known(active_channels=("beta",)) == {"active_channels": ("beta",)}


def test_questions_stand_behind_those_they_hang_on() -> None:
    """Otherwise in the order of the rulebook."""
    rulebook = rulebook_of({"questions.yaml": CHAIN})
    assert [question.id for question in asked_order(rulebook.questions)] == [
        *("market", "goals", "hires", "video", "hours_per_week", "active_channels", "working_channels", "backing"),
        *("later", "late"),
    ]
    assert [shape_of(rulebook.questions[id]).options for id in ("video", "hires", "hours_per_week")] == [
        ("yes", "no"),
        ("young", "old"),
        (),
    ]


def test_a_required_question_is_missing_unless_it_does_not_apply() -> None:
    """Open are all without an answer that apply or may."""
    rulebook = rulebook_of({"questions.yaml": CHAIN})

    def missing(**answers: Answer) -> list[str]:
        return [question.id for question in missing_answers(rulebook, Profile(answers=answers))]

    assert missing() == ["market", "goals", "later"]
    assert missing(market=("b2b",), goals=("image",), video=("no",)) == []
    assert missing(market=("b2b",), goals=("image",), video=("yes",)) == ["later"]
    assert missing(market=("b2b",), goals=("image",), later=("yes",)) == []
    opened = open_questions(rulebook, Profile(answers={"market": ("b2b",), "goals": ("image",), "video": ("yes",)}))
    assert [question.id for question in opened] == [
        "hours_per_week",
        "active_channels",
        "working_channels",
        "backing",
        "late",
        "later",
    ]


def test_too_many_of_several_are_too_many() -> None:
    """As many as the question allows are not."""
    rulebook = rulebook_of({"questions.yaml": CHAIN})
    assert read("hires: [young]", rulebook) == (Profile(answers={"hires": ("young",)}), ())
    _, [found] = read("hires: [young, old]", rulebook)
    assert describe(found, Language.EN) == "`hires` has 2, expected at most 1"
