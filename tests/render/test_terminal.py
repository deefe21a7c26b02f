"""The page in the terminal, as whole texts."""

import re
from pathlib import Path

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.certainty import certainty_of
from channelfit.language import Language
from channelfit.profile import read_profile
from channelfit.render.forms.blocks import Table
from channelfit.render.forms.terminal import render_page
from channelfit.render.reports.advice import render_terminal
from channelfit.rulebook.model import Rulebook
from channelfit.source.document import read_documents
from conftest import SMALL, rulebook_of
from pages import voice_of

GOLDEN = Path(__file__).parents[1] / "data" / "golden"

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


def page_for(name: str, rulebook: Rulebook, language: Language, *, width: int = 80, colour: bool = False) -> str:
    """The page for one of the profiles."""
    documents, _ = read_documents(PROFILES.get(name, RICH_PROFILE), "profile")
    profile, problems = read_profile(documents[0], rulebook)
    assert problems == ()
    advice = advise(rulebook, profile)
    return render_terminal(advice, certainty_of(advice), voice_of(advice, language), width=width, colour=colour)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", sorted(PROFILES))
def test_the_whole_page(small: Rulebook, name: str, language: Language) -> None:
    """Each page as it was read by eye and kept."""
    kept = (GOLDEN / f"{name}-{language}.txt").read_text(encoding="utf-8")
    assert page_for(name, small, language) == kept


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_of_a_company_with_groups(language: Language) -> None:
    """Who is reached and who is not, a companion under its partner, hours to use, notes in their places, what waits for an answer."""
    kept = (GOLDEN / f"groups-{language}.txt").read_text(encoding="utf-8")
    assert page_for("groups", rulebook_of(RICH), language) == kept


@pytest.mark.parametrize("width", [40, 80, 100, 300])
def test_no_line_is_wider_than_the_terminal_nor_than_is_read_with_ease(small: Rulebook, width: int) -> None:
    """Wrapped at the width, and at 100 columns on wide screens."""
    lines = page_for("conditional", small, Language.DE, width=width).splitlines()
    assert max(map(len, lines)) <= min(width, 100)


def test_colour_adds_escapes_and_nothing_else(small: Rulebook) -> None:
    """Without the escapes the page is the same."""
    coloured = page_for("conditional", small, Language.EN, colour=True)
    assert "\x1b[" in coloured
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in plain.splitlines()] == page_for("conditional", small, Language.EN).splitlines()


def test_the_names_of_rows_keep_to_their_column() -> None:
    """What is set in stays so on every line; a long name above numbers takes lines, not the room of the columns."""
    indented = Table(("", "one", "other"), (("  a name that takes several lines", "1", "2"),), numeric=False)
    assert (
        render_page([indented], width=34)
        == """\
                        one  other
    a name that takes   1    2
    several lines
"""
    )
    numbers = Table(("a goal with a long name", "first", "second"), (("counts (from 0.5)", "+1", "+2"),))
    assert (
        render_page([numbers], width=60)
        == """\
  a goal with a
  long name          first  second
  counts (from 0.5)     +1      +2
"""
    )
