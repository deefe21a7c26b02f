"""Texts in the terminal that were read by eye and kept; `make golden` writes them anew, and the difference is to be read again."""

from collections.abc import Iterator
from pathlib import Path

from channelfit.advice.advise import advise
from channelfit.language import Language
from channelfit.profile import Profile
from channelfit.render.brief.first_screen import render_first_screen
from channelfit.render.reports.advice import render_terminal
from channelfit.rulebook.model import Rulebook
from conftest import HERE, SMALL, rulebook_of
from economy import certainty_of
from pages import NAMES, built_in, example, profile_of, voice_of

DETAILS = HERE / "data" / "details"
FIRST_SCREENS = HERE / "data" / "first_screen"
WIDTH = 80

PROFILES = {
    # Everything the page can show: basics, channels, limits, believable hours, keep low, park, notes.
    "conditional": (
        "company: Muster\nmarket: b2b\ngoals: [recruiting, image, sales]\nhires: young\nvideo: true\nhours_per_week: 9\n"
        "backing: partly\nactive_channels: [beta, gamma]\nworking_channels: beta\n"
    ),
    "not-yet": "market: b2b\ngoals: [recruiting, image]\nhires: young\nvideo: true\nhours_per_week: 20\nbacking: 'no'\n",
    "no-hours": "market: b2c\ngoals: [image]\nhours_per_week: 0\n",
    "assumed": "market: b2c\ngoals: [image]\n",
}
# The small rulebook with groups, shared work, hours to use, channels that live on contacts, and a note for each place.
RICH = {
    "goals.yaml": SMALL["goals.yaml"].replace("en: recruiting}", "en: recruiting}\n    split_by: hires"),
    "questions.yaml": SMALL["questions.yaml"]
    + """\
  - {id: budget_per_month, section: all, type: number, min: 0, text: {de: 'Geld?', en: 'Money?'}}
""",
    "channels/alpha.yaml": SMALL["channels/alpha.yaml"]
    .replace("hours_per_week: 3,", "hours_per_week: 3, full_hours: 5,")
    .replace("points: {recruiting: -1}", "points: {recruiting: -3}"),
    "channels/beta.yaml": SMALL["channels/beta.yaml"].replace("reaches: feeds", "shares_work_with: {alpha: 0.75}"),
    "channels/delta.yaml": SMALL["channels/gamma.yaml"].replace("gamma", "delta").replace("Gamma", "Delta").replace("1}", "-2}"),
    "situations/places.yaml": """\
notes:
  - {id: careers, when: {goals: recruiting}, severity: warning, for: management, place: first, todo: {de: eine Seite, en: a page},
     says: {de: Ohne Seite nichts., en: Nothing without a page.}, basis: judgement}
  - {id: fairs, when: {market: b2b}, severity: info, for: management, place: beside,
     says: {de: Messen wirken., en: Fairs work.}, basis: [fact-two]}
  - {id: photos, when: {market: b2b}, severity: info, for: team, place: rest,
     says: {de: Fotos machen., en: Take photos.}, basis: judgement}
""",
}
RICH_PROFILE = (
    "company: Reich\nmarket: b2b\ngoals: [recruiting, image]\nhires: [young, old]\nvideo: true\nhours_per_week: 9\n"
    "backing: 'yes'\nbudget_per_month: 20\nactive_channels: [delta]\n"
)


def page_for(name: str, rulebook: Rulebook, language: Language, *, width: int = WIDTH, colour: bool = False) -> str:
    """The page with everything for one of the profiles."""
    advice = advise(rulebook, profile_of(PROFILES.get(name, RICH_PROFILE), rulebook))
    return render_terminal(advice, certainty_of(advice), voice_of(advice, language), width=width, colour=colour)


def first_screen_of(profile: Profile, language: Language, *, width: int = WIDTH, colour: bool = False) -> str:
    """The first screen for a company, with the rules that come with the program."""
    advice = advise(built_in(), profile)
    return render_first_screen(advice, certainty_of(advice), voice_of(advice, language), width=width, colour=colour)


def kept_texts() -> Iterator[tuple[Path, str]]:
    """Every file with the text that belongs into it."""
    for language in Language:
        for name in (*PROFILES, "groups"):
            rulebook = rulebook_of(RICH if name == "groups" else {})
            yield DETAILS / f"{name}-{language}.txt", page_for(name, rulebook, language)
        for name in NAMES:
            yield FIRST_SCREENS / f"{name}-{language}.txt", first_screen_of(example(name), language)


if __name__ == "__main__":
    for path, text in kept_texts():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
