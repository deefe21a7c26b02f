"""What spare hours and money are best used for."""

import pytest

from channelfit.advice.advise import advise
from channelfit.language import Language
from channelfit.render.brief.cost import advertising
from channelfit.render.brief.first_screen import render_first_screen
from channelfit.render.brief.page import brief_of
from channelfit.render.forms.markdown import render_brief
from channelfit.render.phrases.effort import left_text
from channelfit.render.reports.advice import render_terminal
from conftest import rulebook_of
from economy import certainty_of
from golden import RICH, RICH_PROFILE
from pages import profile_of, voice_of


@pytest.mark.parametrize(
    ("spends", "hours", "money", "is_told"),
    [
        ("hours", 4, 20, False),
        ("hours", 99, 20, True),
        ("money", 99, 20, False),
        ("money", 4, 5000, True),
        ("hours", 4, 5000, False),
    ],
)
def test_what_is_left_is_put_to_no_use_that_takes_something_else(spends: str, hours: int, money: int, is_told: bool) -> None:
    """A note on spare hours is no advice for money, nor one on money for hours; in the page and the list with everything too."""
    places = RICH["situations/places.yaml"].replace(
        "place: rest,", f"place: rest, spends: {spends}, label: {{de: f, en: photos}},"
    )
    rulebook = rulebook_of({**RICH, "situations/places.yaml": places})
    profile = RICH_PROFILE.replace("budget_per_month: 20", f"budget_per_month: {money}").replace(
        "hours_per_week: 9", f"hours_per_week: {hours}"
    )
    advice = advise(rulebook, profile_of(profile, rulebook))
    certainty, voice = certainty_of(advice), voice_of(advice, Language.EN)
    assert ("Best used for: photos." in " ".join(render_first_screen(advice, certainty, voice).split())) == is_told
    for told in (render_terminal(advice, certainty, voice), render_brief(brief_of(advice, certainty, voice, details=False))):
        assert ("Take photos." in told) == is_told


@pytest.mark.parametrize("cents", [0, 30, 80])
def test_some_cents_are_left_everywhere_or_nowhere(cents: int) -> None:
    """Where the page for those who decide says that nothing is left, the list with everything names no money that is."""
    rulebook = rulebook_of(RICH)
    profile = profile_of(RICH_PROFILE, rulebook)
    needed = advise(rulebook, profile).money_per_month
    answers = {**profile.answers, "budget_per_month": needed + cents / 100}
    advice = advise(rulebook, profile._replace(answers=answers))
    assert advice.money_per_month == needed
    voice = voice_of(advice, Language.EN)
    assert (advertising(advice, voice) == "nothing left") == ("EUR" not in left_text(advice, voice))


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("place: beside, label: {de: Messen, en: fairs}, spends: money", "Best used for: fairs."),
        ("place: beside, label: {de: Messen, en: fairs}", "We do not advise you to spend more."),
        ("place: know", "We do not advise you to spend more."),
    ],
)
def test_money_that_is_left_has_a_use_or_none(note: str, said: str) -> None:
    """What works beside channels may take it; where no rule knows a use, it is said that none is advised."""
    places = RICH["situations/places.yaml"].replace("place: rest,", "place: know,").replace("place: beside,", f"{note},")
    rulebook = rulebook_of({**RICH, "situations/places.yaml": places})
    advice = advise(rulebook, profile_of(RICH_PROFILE.replace("budget_per_month: 20", "budget_per_month: 5000"), rulebook))
    voice = voice_of(advice, Language.EN)
    assert said in " ".join(render_first_screen(advice, certainty_of(advice), voice).split())
    assert ("fairs" in advertising(advice, voice)) == ("fairs" in said)
