"""What comes first, and what a first screen does not say against itself."""

import re

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.certainty import Certainty
from channelfit.advice.explain import explain
from channelfit.advice.model import Advice
from channelfit.language import Language
from channelfit.profile import Profile
from channelfit.render.brief.first_screen import render_first_screen
from channelfit.render.brief.page import brief_of
from channelfit.render.forms.markdown import render_brief
from channelfit.render.phrases.asked_about import asked_about
from channelfit.render.phrases.first_steps import first_steps
from channelfit.render.phrases.groups import reached_text
from channelfit.render.phrases.sentences import causes_in_short
from channelfit.render.phrases.sureness import settled_text
from channelfit.render.phrases.verdicts import verdict
from channelfit.render.reports.advice import render_terminal
from channelfit.rulebook.condition import Answer
from economy import certainty_of
from golden import first_screen_of
from pages import NAMES, built_in, example, profile_of, voice_of

ENGLISH = Language.EN
ONE_LINE = re.compile(r"\s+")


def in_one_line(text: str) -> str:
    """The text however it is broken."""
    return ONE_LINE.sub(" ", text)


def screen_of(advice: Advice, certainty: Certainty, language: Language) -> str:
    """The first screen."""
    return in_one_line(render_first_screen(advice, certainty, voice_of(advice, language)))


@pytest.mark.parametrize(
    ("language", "step", "told"),
    [
        (
            Language.DE,
            "Instagram (Team): Klären, warum der Kanal heute nichts bringt, bevor Sie dort mehr tun.",
            "Instagram bringt heute nichts: Klären Sie, woran das liegt, bevor Sie mehr tun.",
        ),
        (
            Language.EN,
            "Instagram (Team): Find out why it brings nothing today, before you do more there.",
            "Instagram brings nothing today: find out why before you do more.",
        ),
    ],
)
def test_what_was_tried_in_vain_and_is_advised_all_the_same_comes_first(language: Language, step: str, told: str) -> None:
    """Two years on Instagram that brought nothing: to find out why is a step with an owner; said once in each form."""
    answers = (
        "market: b2c\ngoals: [sales]\ncountries: [de]\nindustry: culture\nsize: solo\noffer: [emotional]\ncontent: [photo, text]\n"
        "hours_per_week: 14\nactive_channels: [instagram]\n"
    )
    advice = advise(built_in(), profile_of(f"{answers}working_channels: []\n", built_in()))
    certainty, voice = certainty_of(advice), voice_of(advice, language)
    assert "instagram" in advice.members
    screen = screen_of(advice, certainty, language)
    page = in_one_line(render_brief(brief_of(advice, certainty, voice, details=True)))
    details = in_one_line(render_terminal(advice, certainty, voice))
    # Markdown has signs of its own before brackets and the like.
    for text, said, other in ((screen, step, told), (page.replace("\\", ""), step, told), (details, step, told)):
        assert (text.count(said), text.count(other)) == (1, 0)
    assert told in verdict(explain(advice, "instagram"), voice)
    for rest in ("", "working_channels: instagram\n"):
        other_advice = advise(built_in(), profile_of(f"{answers}{rest}", built_in()))
        assert step not in screen_of(other_advice, certainty_of(other_advice), language)


def test_what_is_chosen_in_vain_is_never_left_out_of_what_comes_first() -> None:
    """Nor is what the headline names; where the first channel begins is."""
    for name in ("nursing-service", "museum", "machine-builder"):
        advice = advise(built_in(), example(name))
        steps = first_steps(advice, voice_of(advice, ENGLISH), most=1).steps
        assert steps[-1].endswith("nothing today, before you do more there.")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", NAMES)
def test_a_heading_says_how_much_of_what_comes_first_is_left_out(name: str, language: Language) -> None:
    """Where all of it stands; nothing where all stands here."""
    advice = advise(built_in(), example(name))
    heading = r"\n(?:FIRST|ZUERST)(?: \((\d) (?:of|von) (\d), (?:all|alle): --details\))?\n(.*?)\n(?=\n?(?:YOUR|IHRE) )"
    found = re.search(heading, first_screen_of(example(name), language), re.DOTALL)
    assert found
    shown = len(re.findall(r"^  \d ", found[3], re.MULTILINE))
    must, left_out = first_steps(advice, voice_of(advice, language), most=0)
    if len(must) + left_out > shown:
        assert found.groups()[:2] == (f"{shown}", f"{len(must) + left_out}")
    else:
        assert found.groups()[:2] == (None, None)


@pytest.mark.parametrize("language", Language)
def test_the_likeliest_choice_is_not_said_to_be_left(language: Language) -> None:
    """A preliminary result: what is likely stands neither in what to pause nor in what not to begin, in any form."""
    answers: dict[str, Answer] = {"market": ("b2b",), "goals": ("image",), "countries": ("uk",), "active_channels": ("x", "blog")}
    advice = advise(built_in(), Profile(answers=answers))
    kept = [one.channel.id for one in advice.keep_low if one.until]
    left = [one.fit.channel.id for one in advice.not_recommended if one.fit.channel.id not in kept]
    assert "x" in kept
    certainty, voice = certainty_of(advice)._replace(settled=0.3, likely=("x", left[0])), voice_of(advice, language)
    asked = asked_about(advice, certainty, voice, most=40)
    assert {"x", left[0]}.isdisjoint(id for line in asked.lines for id in line.channels)
    likely = settled_text(certainty, voice)
    brief = brief_of(advice, certainty, voice, details=False)
    [chapter] = [chapter for chapter in brief.decision if chapter.id == "not_now"]
    details = in_one_line(render_terminal(advice, certainty, voice)).replace(in_one_line(likely), "")
    below = details.partition("AUF KLEINER FLAMME" if language == Language.DE else "KEEP AT A LOW LEVEL")[2]
    below = below.partition("WIE SICHER" if language == Language.DE else "HOW FIRM")[0]
    for id in ("x", left[0]):
        assert voice.channel(id) not in str(chapter.parts)
        assert f" {voice.channel(id)}" not in below


@pytest.mark.parametrize("name", ["law-firm", "museum", "software-startup"])
def test_a_channel_that_is_paused_has_a_reason(name: str) -> None:
    """What speaks against it, else why it was not chosen, where that takes one line."""
    advice = advise(built_in(), example(name))
    voice = voice_of(advice, ENGLISH)
    causes = {one.fit.channel.id: causes_in_short(one, advice, voice)[0] for one in advice.not_recommended}
    used = {fit.channel.id for fit in advice.park}
    lines = [line for line in asked_about(advice, certainty_of(advice), voice).lines if used.issuperset(line.channels)]
    assert lines
    for line in lines:
        assert f"pause it. {causes[line.channels[0]]}" in line.texts
    screen = in_one_line(first_screen_of(example(name), ENGLISH))
    assert re.search(r"pause it\. [A-Z][a-z]+ [a-z]", screen.partition("NOT NOW")[2])


@pytest.mark.parametrize("name", ["bakery", "nursing-service"])
def test_who_is_reached_is_said_with_the_goal_wherever_there_are_several(name: str) -> None:
    """Though the only goal that is split by groups; not where there is one goal."""
    profile = example(name)
    for goals in (profile.answers["goals"], ("retention",)):
        advice = advise(built_in(), profile._replace(answers={**profile.answers, "goals": goals}))
        said = [text for fit in advice.fits.values() if (text := reached_text(fit, advice, voice_of(advice, ENGLISH)))]
        assert said
        assert all(text.startswith("Reaches (" if len(advice.coverage) > 1 else "Reaches: ") for text in said)


@pytest.mark.parametrize(("language", "said"), [(Language.DE, "zu klären: --details"), (Language.EN, "to settle: --details")])
def test_points_of_law_say_where_they_stand(language: Language, said: str) -> None:
    """And not that they come before a start that is long past."""
    for name in NAMES:
        screen = first_screen_of(example(name), language)
        assert said in screen
        assert "before you start" not in screen
        assert "vor dem Start" not in screen


@pytest.mark.parametrize("name", NAMES)
def test_the_steps_that_are_left_out_are_those_that_the_details_have(name: str) -> None:
    """What is said ("5 of 7") is said of what `--details` has, where the first channel begins included."""
    advice = advise(built_in(), example(name))
    voice = voice_of(advice, ENGLISH)
    everything, some = first_steps(advice, voice, most=100), first_steps(advice, voice, most=1)
    assert everything.left_out == 0
    assert len(some.steps) + some.left_out == len(everything.steps)
