"""What is saved reads back as exactly the answers given, whatever names, numbers and texts there are."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channelfit.language import Language
from channelfit.profile import Profile, read_profile
from channelfit.render.phrases.voice import Voice
from channelfit.render.plain.advice import answers_as_plain
from channelfit.render.reports.profile_text import render_blank_profile, render_filled_profile, render_profile
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Question, QuestionType, Rulebook
from channelfit.source.document import read_documents
from channelfit.source.written import visible
from conftest import SMALL, Run, rulebook_of

SMALL_RULEBOOK = rulebook_of()
HOSTILE = "Real?\u2028[social]: 1\u2029#\x85- \x1b]0;owned\x07\x9b1m\u202e\u200b\ufeff\U000e0041\nyes: no"


def answers_to(question: Question) -> st.SearchStrategy[Answer]:
    """Everything that may be answered to a question."""
    options = ("yes", "no") if question.type is QuestionType.YES_NO else tuple(question.options)
    if question.type is QuestionType.NUMBER:
        return st.floats(question.least, min(question.most, 1e9))
    if question.type in (QuestionType.CHOICE, QuestionType.YES_NO):
        return st.sampled_from(options).map(lambda option: (option,))
    most = int(min(question.most, len(options)))
    chosen = st.lists(st.sampled_from(options), min_size=int(question.least), max_size=most, unique=True)
    if question.type is QuestionType.RANKING:
        return chosen.map(tuple)
    return chosen.map(lambda some: tuple(option for option in options if option in some))


PROFILES = st.builds(
    lambda company, language, hourly_value, answers: Profile(
        company=company, language=language, hourly_value=hourly_value, answers=answers
    ),
    st.one_of(st.just(""), st.text(min_size=1).filter(str.strip)),
    st.sampled_from(Language),
    st.one_of(st.none(), st.floats(0, 1000)),
    st.fixed_dictionaries({}, optional={id: answers_to(question) for id, question in SMALL_RULEBOOK.questions.items()}),
)


def in_order_of_questions(profile: Profile) -> Profile:
    """As reading has the answers."""
    return profile._replace(answers={id: profile.answers[id] for id in SMALL_RULEBOOK.questions if id in profile.answers})


def read_again(text: str) -> Profile:
    """The one profile of a text, without any problem or notice."""
    documents, problems = read_documents(text.encode(), "saved.yaml")
    assert (len(documents), problems) == (1, ())
    profile, wrong = read_profile(documents[0], SMALL_RULEBOOK)
    assert wrong == ()
    assert [notice for notice in profile.notices if notice.id == "number-understood"] == []
    return profile


@given(PROFILES)
def test_a_saved_profile_reads_back_as_the_answers_given(profile: Profile) -> None:
    """Commented or bare, as it is saved and as a draft is."""
    voice = Voice(profile.language or Language.EN, SMALL_RULEBOOK, profile)
    for text in (render_filled_profile(voice), render_profile(profile, SMALL_RULEBOOK)):
        assert read_again(text) == in_order_of_questions(profile)
        assert all(visible(line) == line or "\u200c" in line or "\u200d" in line for line in text.split("\n"))


@given(PROFILES)
def test_answers_in_json_are_exact(profile: Profile) -> None:
    """They are for programs, which may hand them in again."""
    answers = json.loads(json.dumps(answers_as_plain(profile, SMALL_RULEBOOK)))
    assert {id: answers[id] for id in answers if SMALL_RULEBOOK.questions[id].type is QuestionType.NUMBER} == {
        id: answer for id, answer in profile.answers.items() if isinstance(answer, float)
    }


def hostile_rulebook() -> Rulebook:
    """One whose every text for people ends what stands before it, and steers terminals."""
    text = {"de": HOSTILE, "en": HOSTILE}
    said = {"text": text, "help": text, "label": text, "options": {"one": text, "two": text}}
    question = {"id": "fair", "section": "all", "type": "choice", **said}
    questions = SMALL["questions.yaml"].replace("{de: Alles, en: All}", json.dumps(text))
    return rulebook_of({"questions.yaml": f"{questions}  - {json.dumps(question)}\n"})


def test_comments_are_made_of_harmless_text() -> None:
    """A break of lines in the text of a question is none in the file: what follows it would be an answer."""
    rulebook = hostile_rulebook()
    for voice in (Voice(Language.EN, rulebook, Profile(answers={})), Voice(Language.DE, rulebook, Profile(answers={}))):
        for text in (render_blank_profile(voice), render_filled_profile(voice)):
            documents, problems = read_documents(text, "saved.yaml")
            assert problems == ()
            assert read_profile(documents[0], rulebook)[0].answers == {}
            assert all(visible(line) == line for line in text.split("\n"))


@pytest.mark.parametrize("option", ["company", "industry"])
def test_bytes_that_are_no_text_are_no_answer(run: Run, option: str) -> None:
    """Python hands them on as halves of characters, which no file can have."""
    ran = run(
        "advise",
        "--set",
        f"{option}=a\udcff",
        "--set",
        "market=b2b",
        "--set",
        "goals=image",
        "--save",
        "-",
        env={"CHANNELFIT_LANG": "en"},
    )
    assert ran.code == 2
    assert "--set:1:" in ran.err
    assert "stands a byte that is no character in UTF-8 [broken-character]" in ran.err
