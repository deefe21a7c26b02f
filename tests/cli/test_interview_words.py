"""The interview speaks to a company as its result does: in the words for its branch, and in its money."""

import pytest

from channelfit.advice.interview import Interview
from channelfit.cli.ask.asked import Listing, Marks, Picked
from channelfit.cli.ask.lead import lead
from channelfit.files import load_rulebook
from channelfit.language import Language
from channelfit.profile import read_profile
from channelfit.render.phrases.voice import Voice

FULL = load_rulebook()


class Script:
    """A screen on which somebody answers some questions by their text, and knows nothing else."""

    in_colour = False

    def __init__(self, **typed: str) -> None:
        self.typed = {FULL.questions[id].text.en: answer for id, answer in typed.items()}
        self.texts: list[str] = []
        self.reviewed: tuple[str, ...] = ()

    def pick(self, listing: Listing, marks: Marks) -> tuple[Picked, Marks]:
        """The last entry is the one for not knowing; where there is a usual one it is that."""
        self.texts.append(listing.text)
        if listing.text == "Your answers. Is everything right?":
            self.reviewed = tuple(f"{entry.text}: {entry.beside}" for entry in listing.entries)
        is_usual = listing.has_usual and listing.text != "How would you like to go on?"
        return (self.typed.get(listing.text, listing.entries[marks.at if is_usual else -1].value),), Marks()

    def type(self, text: str, hint: str, *, empty: str, before: str = "") -> str:  # noqa: ARG002 (a screen says what these are)
        """What is to be typed; nothing elsewhere."""
        assert text, f"refused: {self.texts[-1]}"
        self.texts.append(text)
        return self.typed.get(text, "")


def interviewed(screen: Script, *changes: str) -> Interview:
    """An interview about everything that is left open, where some things are known before."""
    profile, problems = read_profile(None, FULL, changes)
    assert not problems
    return lead(Voice(Language.EN, FULL), screen, lambda _: None, Interview(profile), asks_name=False)


def test_a_museum_is_not_asked_how_people_buy() -> None:
    """Nor is anybody else who has no customers, as soon as that is answered."""
    screen = Script()
    interviewed(screen, "market=b2c", "industry=culture", "goals=visits")
    assert "How do people come to you?" in screen.texts
    assert not [text for text in screen.texts if "buy" in text or "customers" in text]


@pytest.mark.parametrize(("country", "money"), [("ch", "CHF a month"), ("de", "euros a month")])
def test_money_is_that_of_the_country_answered_before(country: str, money: str) -> None:
    """Typed in it, and shown so where all answers stand."""
    screen = Script(countries=country, budget_per_month=f"1500 {money.split()[0]}")
    found = interviewed(screen, "market=b2c", "industry=food_hospitality", "goals=visits")
    assert found.profile.answers["budget_per_month"] == 1500
    assert f"money a month: 1,500 {money}" in screen.reviewed
