"""The first screen: forty lines, for whatever company, and no line wider than the terminal."""

import re
from functools import cache

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.certainty import PRELIMINARY, Certainty
from channelfit.advice.model import Advice
from channelfit.advice.stability import stability_of
from channelfit.advice.uncertainty import uncertainty_of
from channelfit.language import Language
from channelfit.render.brief.first_screen import MOST_LINES, render_first_screen
from companies import draw_companies
from economy import draws
from golden import FIRST_SCREENS, first_screen_of
from pages import NAMES, built_in, example, voice_of

COMPANIES = draws(5, 500)


@cache
def advised() -> tuple[tuple[Advice, Certainty], ...]:
    """The examples and drawn companies, answered in part too, each with its advice."""
    drawn = draw_companies(built_in(), COMPANIES, seed=17)
    partly = [profile._replace(answers=dict(list(profile.answers.items())[:9])) for profile in drawn[::10]]
    found = [advise(built_in(), profile) for profile in (*map(example, NAMES), *drawn, *partly)]
    return tuple((advice, certainty_but_for_changes(advice)) for advice in found)


def certainty_but_for_changes(advice: Advice) -> Certainty:
    """How sure an advice is, without what would change it, which takes most of the time and is not on the screen."""
    found = uncertainty_of(advice)
    likely = found.favoured if found.settled < PRELIMINARY else ()
    return Certainty(found.settled, likely, found.open, stability_of(advice), near_tie=None, what_if=())


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", NAMES)
def test_the_first_screen_of_an_example(name: str, language: Language) -> None:
    """Each as it was read by eye and kept."""
    kept = (FIRST_SCREENS / f"{name}-{language}.txt").read_text(encoding="utf-8")
    assert first_screen_of(example(name), language) == kept


@pytest.mark.parametrize(("language", "heads"), [("de", ("ZUERST", "IHRE KANÄLE")), ("en", ("FIRST", "YOUR CHANNELS"))])
def test_each_first_step_says_who_sees_to_it(language: Language, heads: tuple[str, str]) -> None:
    """What to do on Monday is no use without a person: management, or those who work on the channels."""
    for name in NAMES:
        below = re.split(rf"\n{heads[0]}(?: \(.*\))?\n", first_screen_of(example(name), language))[1].split(f"\n{heads[1]} ")[0]
        steps = [" ".join(step.split()) for step in re.split(r"\n  \d ", f"\n{below}")[1:]]
        assert steps
        assert [step for step in steps if re.match(r"[^:]*(?:Geschäftsführung|Management|Team)[^:]*: ", step) is None] == []


@pytest.mark.drawn
@pytest.mark.unmeasured
@pytest.mark.parametrize("width", [60, 80, pytest.param(120, marks=pytest.mark.slow)])
@pytest.mark.parametrize("language", Language)
def test_it_fits_a_screen_for_every_company(language: Language, width: int) -> None:
    """At most forty lines from eighty columns on, and at every width no line beyond the edge."""
    for advice, certainty in advised():
        screen = render_first_screen(advice, certainty, voice_of(advice, language), width=width).splitlines()
        assert max(map(len, screen)) <= width, "\n".join(screen)
        assert len(screen) <= MOST_LINES or width < 80, "\n".join(screen)


def test_a_narrow_terminal_gets_the_same_words() -> None:
    """What is left out depends on eighty columns; below, the same stands in more lines."""
    for name in NAMES:
        narrow, usual = (words_of(first_screen_of(example(name), Language.EN, width=width)) for width in (72, 80))
        assert narrow == usual


def words_of(screen: str) -> list[str]:
    """The words above the commands, whichever way they are laid out."""
    return sorted(screen.partition("NEXT")[0].split())


def test_colour_adds_escapes_and_nothing_else() -> None:
    """Without the escapes the screen is the same; no sign of it is only to be seen."""
    for name in NAMES:
        coloured = first_screen_of(example(name), Language.DE, colour=True)
        plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
        assert "\x1b[" in coloured
        assert [line.rstrip() for line in plain.splitlines()] == first_screen_of(example(name), Language.DE).splitlines()
        assert not set(plain) & set("█░●○")


@pytest.mark.drawn
@pytest.mark.unmeasured
def test_no_line_ends_between_a_number_and_its_unit() -> None:
    """Hours, weeks and money stay together, at a width at which much is broken."""
    for advice, certainty in advised()[::5]:
        for language in Language:
            screen = render_first_screen(advice, certainty, voice_of(advice, language), width=50)
            assert re.search(r"\d\n *(?:€|Stunde|hour)|EUR\n", screen) is None, screen
