"""What problems say: one wording for each id, in both languages, with the place and the nearest match."""

import re
import string
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import channelfit
from channelfit.language import Language, Text
from channelfit.render.plain.problems import problems_as_plain
from channelfit.render.reports.problems import render_problems, render_problems_as_junit
from channelfit.rulebook.context import Context
from channelfit.rulebook.model import Section
from channelfit.rulebook.names import Names
from channelfit.rulebook.record_reader import missing_key, read
from channelfit.source import problem as problems
from channelfit.source.document import read_documents, value_at_key
from channelfit.source.problem import InvalidInput, Mark, Mistake, Problem, Source, describe, nearest, problem
from channelfit.source.values import A_MAPPING, EMPTY_TEXT, UNKNOWN_KEY, flag_of, number_of, text_of, words_of, wrong_type
from pages import built_in

TESTS = Path(__file__).parents[1]


MISTAKES = tuple(
    value
    for found in walk_packages(channelfit.__path__, "channelfit.")
    for value in vars(import_module(found.name)).values()
    if isinstance(value, Mistake)
)


def parts_of(text: str) -> set[str]:
    """The parts that a wording names."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_each_id_has_one_wording() -> None:
    """Ids are never reused."""
    assert len({mistake.id for mistake in MISTAKES}) == len(set(MISTAKES)) > 70


@pytest.mark.parametrize("mistake", sorted(set(MISTAKES)), ids=lambda mistake: mistake.id)
def test_every_message_is_there_in_both_languages(mistake: Mistake) -> None:
    """The same parts, another text, lower case where the language allows, no full stop."""
    english, german = mistake.en, mistake.de
    assert parts_of(english) == parts_of(german)
    assert english != german or not english.replace("{reason}", "")
    for text in (english, german):
        assert not text.endswith(".")
        assert "invalid" not in text.lower()


def test_every_message_is_seen_in_a_test() -> None:
    """Each id is expected somewhere below `tests`."""
    texts = "\n".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("*.py"))
    ids = {mistake.id for mistake in MISTAKES}
    assert {id for id in ids if f"[{id}]" not in texts and f'"{id}"' not in texts and f" {id}" not in texts} == set()


def test_every_word_put_into_a_message_has_its_german() -> None:
    """No English is left in a German message."""
    root = read_documents("a: {}\nb: []\nc:\nd: x\n", "t")[0][0].root
    a, b, d = (value_at_key(root, key) or root for key in "abd")
    problems: list[Problem] = []
    number_of(problems, "a", a), number_of(problems, "b", b), words_of(problems, "a", a), flag_of(problems, "d", d)
    text_of(problems, "d", d, ("de", "en"))
    wrong_type(problems, "b", b, A_MAPPING)
    problems.append(missing_key(Text("das Profil", "the profile"), "zz", root))
    said = [describe(found, Language.DE) for found in problems]
    assert said == [
        "`a` ist eine Zuordnung, erwartet wird eine Zahl",
        "`b` ist eine Liste, erwartet wird eine Zahl",
        "`a` ist eine Zuordnung, erwartet wird ein Text",
        "`d` ist `x`, erwartet wird true oder false",
        "`d` ist `x`, erwartet wird ein Text in jeder Sprache",
        "`b` ist eine Liste, erwartet wird eine Zuordnung",
        "dem Profil fehlt `zz`",
    ]


@pytest.mark.parametrize("word", ["question", "goal", "empty", "a list", "part", "settings", "the profile", "a year"])
def test_what_somebody_wrote_is_never_translated(word: str) -> None:
    """Only words of ours have a German, even where somebody happens to write the same."""
    problems: list[Problem] = []
    read(Section, read_documents(f"{word}: x\nid: {word}!\n", "t")[0][0].root, Context("", Names(()), problems))
    _, unknown, bad = (describe(found, Language.DE) for found in sorted(problems, key=lambda found: found.order))
    assert unknown == f"unbekannter Schlüssel `{word}` in einem Abschnitt; erwartet: id, title"
    assert bad.startswith(f"`{word}!` ist keine Kennung")


@pytest.mark.parametrize(
    ("word", "match"), [("sice", "size"), ("SIZE", "size"), ("industri", "industry"), ("xyz", ""), ("", ""), ("s" * 9999, "")]
)
def test_the_nearest_match_is_found_if_there_is_one(word: str, match: str) -> None:
    """Whatever the case; a word that is like none has no match."""
    assert nearest(word, ("size", "industry", "goals")) == match


@pytest.mark.parametrize(
    ("word", "match"),
    [
        ("jobs", "job_portals"),
        ("Jobportal", "job_portals"),
        ("Stellenanzeigen", "job_portals"),
        ("Jobbörse", "job_portals"),
        ("Ads", ""),
        ("Webseite", "blog"),
        ("twiter", "x"),
        ("X (Twitter)", "x"),
        ("linkdin", "linkedin"),
        ("insta", "instagram"),
        ("FB", "facebook"),
        ("Google My Business", "google_business"),
        ("You-Tube", "youtube"),
        ("tick", ""),
    ],
)
def test_a_channel_is_meant_by_its_name_or_by_none(word: str, match: str) -> None:
    """In any form of a word; what looks like another one a little is no match."""
    assert nearest(word, built_in().titles) == match


@pytest.mark.parametrize(
    ("question", "word", "match"),
    [
        ("industry", "Schule", "education"),
        ("industry", "Schulen", "education"),
        ("industry", "Arztpraxis", "health_care"),
        ("industry", "Artzpraxis", "health_care"),
        ("industry", "Zahnarzt-Praxis", "health_care"),
        ("industry", "Baeckerei", "food_hospitality"),
        ("industry", "law firm", "legal_tax"),
        ("industry", "Bau", "construction"),
        ("industry", "shop", ""),
        ("goals", "Azubis", "recruiting"),
        ("goals", "brand awareness", "image"),
        ("active_channels", "FB", "facebook"),
        ("hires", "skilled workers", "skilled_workers"),
        ("market", "Privatkunden", "b2c"),
        ("industry", "IT", "it_software"),
        ("industry", "Handwerker", "trades"),
        ("industry", "vereine", "nonprofit"),
        ("industry", "retial", "retail"),
        ("market", "b2b,b2c", "both"),
        ("industry", "retail,tourism", ""),
        ("market", "b3b", "b2b"),
    ],
)
def test_an_option_is_meant_by_what_it_says_or_none(question: str, word: str, match: str) -> None:
    """By another name however it is spelt, by its own; several at once mean the one that says both."""
    assert nearest(word, built_in().called(built_in().questions[question])) == match


@pytest.mark.parametrize("question", ["market", "industry", "goals", "hires", "active_channels"])
def test_every_other_name_leads_to_its_option_alone(question: str) -> None:
    """None stands twice, however it is spelt, and none is the id of another; none is taken for an answer without a word."""
    called = built_in().called(built_in().questions[question])
    names = [(name, id) for id, said in called.items() for name in (*said.also, *said.name)]
    assert [(name, id, nearest(name, called)) for name, id in names if nearest(name, called) != id] == []
    assert sum(len(said.also) for said in called.values()) > 15
    assert {name for said in called.values() for name in said.also} & called.keys() == set()
    others = [name for said in called.values() for name in said.also]
    assert len({re.sub(r"\W", "", name).casefold() for name in others}) == len(others)


def test_a_long_line_is_shown_around_its_mark_and_harmful_signs_are_not() -> None:
    """A hundred columns at most; control characters become visible."""
    line = "x" * 300 + "\x1b" + "wrong" + "y" * 300
    found = problem(UNKNOWN_KEY, Mark(Source("f.yaml", line), 0, 301, 5), found="wrong", record="the profile")
    first, excerpt, caret = render_problems([found], Language.EN).splitlines()
    assert first == "f.yaml:1:302: unknown key `wrong` in the profile [unknown-key]"
    assert len(excerpt) == 108
    assert excerpt[caret.index("^") : caret.index("^") + 5] == "wrong"
    assert caret.strip() == "| " + caret.strip()[2:].lstrip().rjust(len(caret.strip()) - 2)
    assert "\x1b" not in excerpt


def test_more_than_two_hundred_problems_are_counted() -> None:
    """Nobody reads a thousand; JSON counts them too, and so does the text of the exception."""
    many = [problem(EMPTY_TEXT, Mark(Source("f"), line, 0), key="k") for line in range(350)]
    plain = problems_as_plain(many, Language.EN)
    assert (len(plain["problems"]), plain["more"]) == (200, 150)
    assert problems_as_plain(many[:200], Language.EN)["more"] == 0
    assert str(InvalidInput(many)).endswith("\n... and 150 more")
    assert render_problems_as_junit(many, Language.EN).count("<testcase") == 200
    assert render_problems(many, Language.DE).splitlines()[-1] == "... und 150 weitere"
    assert render_problems(many, Language.EN).splitlines()[-1] == "... and 150 more"


def test_no_message_is_as_long_as_a_file() -> None:
    """What is quoted is cut, what might be meant too."""
    word = "k" * 4_000_000
    found = problem(UNKNOWN_KEY, Mark(Source("f"), 0, 0), found=word, record=word, expected=[word] * 12)
    assert len(describe(found, Language.EN)) < 3000


def test_the_nearest_word_is_looked_for_only_when_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of very many problems few are."""
    looked: list[str] = []

    def look(word: str, _: object) -> str:
        looked.append(word)
        return ""

    monkeypatch.setattr(problems, "nearest", look)
    many = [
        problem(UNKNOWN_KEY, Mark(Source("f"), line, 0), found="k", record="r", expected=["a"], nearest_to="k")
        for line in range(900)
    ]
    assert looked == []
    render_problems(many, Language.EN)
    assert looked == ["k"] * 200


def test_invalid_input_has_its_problems_sorted_and_once() -> None:
    """By place; as text for those who see the exception."""
    source = Source("f.yaml", "a\nb\n")
    late, early = (problem(EMPTY_TEXT, Mark(source, line, 0), key=f"k{line}") for line in (1, 0))
    error = InvalidInput([late, early, late])
    assert error.problems == (early, late)
    assert str(error) == "f.yaml:1:1: `k0` is empty [empty-text]\nf.yaml:2:1: `k1` is empty [empty-text]"
    assert isinstance(error.problems[0], Problem)
