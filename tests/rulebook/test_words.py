"""Other words for some companies: what is said instead, to whom, and that who sells nothing reads no seller's word."""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import cycle
from typing import cast

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.explain import explain_all
from channelfit.advice.model import Advice
from channelfit.language import Language, Text
from channelfit.profile import Profile
from channelfit.render.brief.page import brief_of
from channelfit.render.forms.markdown import render_brief, render_markdown
from channelfit.render.plain.advice import advice_as_plain
from channelfit.render.reports.advice import render_terminal
from channelfit.render.reports.explanation import explanation_blocks
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.overlay.address import Layer
from channelfit.rulebook.overlay.merge import merge
from channelfit.rulebook.reader import read_rulebook
from channelfit.rulebook.words import is_said, pattern_of, worded
from companies import draw_companies
from conftest import SMALL, documents_of, rulebook_of
from economy import certainty_of, draws, once
from pages import built_in, voice_of

GERMAN, ENGLISH = Language.DE, Language.EN
CHANNELS = ("blog", "facebook", "google_business", "linkedin", "newsletter", "webinar", "whatsapp")
# Those that sell nothing, and the words that are not theirs; ids are no words.
SELL_NOTHING = ("nonprofit", "public_sector", "culture", "church", "open_source")
SELLING = {GERMAN: r"\b[Ss]ie verkauf|\bIhnen (kauf|gekauf)", ENGLISH: r"\byou sell|\bbuy(ing)? from you"}
CUSTOMERS = {
    GERMAN: r"[Kk]unden?\b|[Kk]undschaft|\b[Kk]äufer",
    ENGLISH: r"(?<![-/_\"])\b([Cc]ustomers?|[Bb]uyers?)\b(?![-_:\"])",
}
# The goal to sell and the department that buys keep their names, and so does the law of offers on the internet.
OFFERS = {
    GERMAN: r"[Vv]erkauf[et]|[Vv]erkäuf|(beim|je|den|dem) Verkauf\b|vom Vertrieb|Umsatz|(?<!bei )Angebot",
    ENGLISH: r"\b([Ss]ell(s|ing)?|[Ss]old|([Ff]rom|[Rr]eport|[Tt]hrough|[Oo]f) sales?|[Ss]ales of|[Rr]evenue|([Yy]our|[Ww]hat you) offer)\b(?![-_:\"])",
}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Your customers and every customer.", "The people you serve and every person."),
        ("Customerless customers: your customers, mine.", "Customerless people: the people you serve, mine."),
        ("It is for your customers", "It is for the people you serve"),
        ("Real customers stay.", "Real customers stay."),
        ("", ""),
    ],
)
def test_whole_words_are_said_otherwise_the_longest_first(text: str, said: str) -> None:
    """With a capital where the text has one; what stands for itself stays."""
    instead = {
        "customer": "person",
        "customers": "people",
        "your customers": "the people you serve",
        "real customers": "real customers",
    }
    assert worded(text, instead) == said


def test_a_comma_that_closes_other_words_gives_way_to_another_mark() -> None:
    """German closes its clauses."""
    instead = {"Ihre Kunden": "die Menschen, für die Sie da sind,"}
    assert worded("Ihre Kunden warten.", instead) == "die Menschen, für die Sie da sind, warten."
    assert worded("Das lesen Ihre Kunden. Ihre Kunden", instead) == (
        "Das lesen die Menschen, für die Sie da sind. die Menschen, für die Sie da sind"
    )


WORDS = """\
words:
  - {when: {video: true}, en: {selling: showing, One: Another}}
  - {when: {video: true, market: b2c}, en: {selling: giving}}
"""


def test_other_words_are_for_whom_the_condition_certainly_holds() -> None:
    """Of two for the same word the last one counts; evidence is quoted."""
    rulebook = rulebook_of({"wording.yaml": WORDS, "goals.yaml": SMALL["goals.yaml"].replace("en: sales}", "en: selling}")})
    for answers, said in (
        ({}, "selling"),
        ({"video": ("no",)}, "selling"),
        ({"video": ("yes",)}, "showing"),
        ({"video": ("yes",), "market": ("b2c",)}, "giving"),
    ):
        voice = voice_of(advise(rulebook, Profile(answers={"market": ("b2b",), "goals": ("sales",), **answers})), ENGLISH)
        assert voice.goal("sales") == said
        assert voice.quote(rulebook.evidence["fact-one"].statement) == "One."


def test_an_overlay_adds_words_of_its_own() -> None:
    """They come after those that it inherits."""
    overlay = {
        "rulebook.yaml": "schema: 1\nid: own\nversion: 1\nextends: small\n",
        "wording.yaml": WORDS.replace("showing", "telling"),
    }
    layers = [Layer("small", documents_of({**SMALL, "wording.yaml": WORDS})[0]), Layer("own", documents_of(overlay)[0])]
    documents, _ = merge(layers, [])
    assert [words.en["selling"] for words in read_rulebook(documents, "own").words] == ["showing", "giving", "telling", "giving"]


@cache
def without_quotes() -> Rulebook:
    """The rules, with evidence of which nothing is quoted."""
    rulebook, nothing = built_in(), Text("-", "-")
    facts = {id: fact._replace(statement=nothing, title=nothing, url="") for id, fact in rulebook.evidence.items()}
    return rulebook._replace(evidence=facts)


# The same companies are looked at in both languages.
_explained = once(lambda advice: explain_all(advice, CHANNELS))


def all_texts(advice: Advice, language: Language) -> Iterator[str]:
    """Each line of the whole result, of the page, of JSON and of channels explained, and what an interview would still ask."""
    certainty, voice = certainty_of(advice), voice_of(advice, language)
    yield from render_terminal(advice, certainty, voice, width=9999, colour=False).split("\n")
    yield from render_brief(brief_of(advice, certainty, voice, details=True)).split("\n")
    yield from json.dumps(advice_as_plain(advice, certainty, voice), ensure_ascii=False, indent=1).split("\n")
    for explanation in _explained(advice):
        yield from render_markdown(explanation_blocks(explanation, voice)).split("\n")
    for question in advice.rulebook.questions.values():
        yield from map(voice.say, (question.text, question.label, question.help, *question.options.values()))
    for section in advice.rulebook.sections:
        yield voice.say(section.title)


@pytest.mark.drawn
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "goals", [None, ("leads", "image"), pytest.param(("image", "retention", "support", "leads"), marks=pytest.mark.slow)]
)
def test_who_sells_nothing_reads_no_word_of_sellers(language: Language, goals: tuple[str, ...] | None) -> None:
    """In no form, in no point of law, in work with companies too, whatever else is answered but that they want to sell."""
    companies = draw_companies(built_in(), draws(5, 40), 17)
    for industry, profile in zip(cycle(SELL_NOTHING), companies, strict=False):
        drawn = tuple(goal for goal in cast("tuple[str, ...]", profile.answers["goals"]) if goal != "sales")
        own: dict[str, Answer] = {"goals": goals, "market": ("b2b",)} if goals else {"goals": drawn or ("image",)}
        advice = advise(without_quotes(), profile._replace(answers={**profile.answers, **own, "industry": (industry,)}))
        said = re.compile(f"{SELLING[language]}|{CUSTOMERS[language]}|{OFFERS[language]}")
        assert [text for text in all_texts(advice, language) if said.search(text)] == []


@pytest.mark.drawn
@pytest.mark.parametrize("language", Language)
def test_who_cares_or_teaches_has_no_customers(language: Language) -> None:
    """Patients and pupils are none; points of law say what the law says of those who sell."""
    for industry, profile in zip(cycle(("education", "health_care")), draw_companies(built_in(), draws(2, 40), 19), strict=False):
        own: dict[str, Answer] = {"industry": (industry,), "market": ("b2c",), "goals": ("retention", "image")}
        advice = advise(without_quotes(), profile._replace(answers={**profile.answers, **own}))
        advice = advice._replace(notes=tuple(note for note in advice.notes if not note.is_law))
        assert [text for text in all_texts(advice, language) if re.search(CUSTOMERS[language], text)] == []


@pytest.mark.drawn
@pytest.mark.parametrize("language", Language)
def test_who_does_not_want_to_sell_is_not_told_of_selling(language: Language) -> None:
    """Whatever the industry, named or not."""
    for profile in draw_companies(built_in(), draws(2, 40), 18):
        answers = {id: answer for id, answer in profile.answers.items() if id != "industry"}
        for some in (answers, profile.answers):
            advice = advise(without_quotes(), profile._replace(answers={**some, "goals": ("image", "retention")}))
            assert [text for text in all_texts(advice, language) if re.search(SELLING[language], text)] == []


@pytest.mark.parametrize("word", ["kunden", "Kunden", "ß", "éa", "a_b", "1 x", "kunden,", "ein Kunde"])
def test_a_word_is_said_where_its_pattern_finds_it(word: str) -> None:
    """At the ends of a text, beside marks, letters, numbers and underscores, and with a capital where it has a small letter."""
    capital = word[0].upper() + word[1:]
    for around in ("{}", "x{}", "{}x", " {} ", "_{}", "{}_", "2{}", "({})", "{}, {}", "x{} {}", "é{}", "{}\n"):
        for spelt in (word, capital, word.upper(), f"{word}{word}"):
            text = around.format(spelt, word)
            assert is_said(word, text) == bool(pattern_of((word,)).search(text))
