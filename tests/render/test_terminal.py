"""The page in the terminal with everything, as whole texts."""

import re
from collections.abc import Iterable

import pytest

from channelfit.advice.advise import advise
from channelfit.language import Language
from channelfit.render.forms.blocks import Item, Listing, Paragraph, Table
from channelfit.render.forms.terminal import render_page
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import coverage_tenths, coverage_word, fit_tenths, fit_word
from channelfit.render.reports.advice import render_terminal
from channelfit.rulebook.model import Rulebook
from conftest import EXAMPLES, Run, rulebook_of
from economy import certainty_of
from golden import DETAILS, PROFILES, RICH, page_for
from pages import built_in, example, voice_of


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", sorted(PROFILES))
def test_the_whole_page(small: Rulebook, name: str, language: Language) -> None:
    """Each page as it was read by eye and kept."""
    kept = (DETAILS / f"{name}-{language}.txt").read_text(encoding="utf-8")
    assert page_for(name, small, language) == kept


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_of_a_company_with_groups(language: Language) -> None:
    """Who is reached and who is not, a companion under its partner, hours to use, notes in their places, what waits for an answer."""
    kept = (DETAILS / f"groups-{language}.txt").read_text(encoding="utf-8")
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


def longest(names: Iterable[str]) -> list[str]:
    """Some names that need the most room in one piece."""
    return sorted(names, key=lambda name: max(map(len, name.split())))[-4:]


@pytest.mark.parametrize("language", list(Language))
def test_no_word_is_cut_or_broken_at_80_columns(language: Language) -> None:
    """Tables of two situations, and of points for two groups, with the longest names of the rulebook."""
    rulebook, voice = built_in(), Voice(language, built_in())
    channels = longest(channel.name.of(language) for channel in rulebook.channels.values())
    goals = longest(goal.name.of(language) for goal in rulebook.goals.values())
    groups = longest(voice.option("hires", option) for option in rulebook.questions["hires"].options)
    sides = Table(("", *goals[-2:]), tuple((goal, *channels[-2:]) for goal in goals), numeric=False)
    points = Table((goals[-1], *groups[-2:]), tuple((channel, "+1", "–2") for channel in channels))
    for table in (sides, points):
        words = {word for row in (table.head, *table.rows) for cell in row for word in cell.split()}
        assert set(render_page([table]).split()) == words


@pytest.mark.parametrize("language", list(Language))
def test_what_is_read_side_by_side_has_whole_words(run: Run, language: Language) -> None:
    """The same words in the terminal as in Markdown, where nothing is broken."""
    words = ("compare", EXAMPLES / "bakery.yaml", EXAMPLES / "law-firm.yaml")
    text, whole = (
        set(re.findall(r"[^\W_]+", run(*words, "--lang", language, "--format", form).out.upper()))
        for form in ("text", "markdown")
    )
    assert text - whole == set()


@pytest.mark.parametrize("width", [40, 80])
def test_a_link_is_in_one_line_at_every_width(width: int) -> None:
    """What stands before and behind it is broken between words; a link beyond the edge is still one to follow."""
    url = "https://example.org/" + "a-long-way-" * 9
    listing = Listing((Item(f"Somebody who publishes, 2024 {url[:-1]}, and others.", quiet=f"see {url[:-1]}"),))
    assert (
        render_page([listing, Paragraph(f"Look at {url[:-1]}")], width=width)
        == f"""\
  · Somebody who publishes, 2024
    {url[:-1]},
    and others.
    see
    {url[:-1]}
  Look at
  {url[:-1]}
"""
    )


def test_a_link_in_a_terminal_leads_where_it_says() -> None:
    """The escapes for it carry no number drawn by lot, so that the bytes are the same every time."""
    page = render_page([Paragraph("see https://example.org/a_b now")], colour=True)
    assert "\x1b]8;;https://example.org/a_b\x1b\\https://example.org/a_b\x1b]8;;\x1b\\" in page
    assert page == render_page([Paragraph("see https://example.org/a_b now")], colour=True)


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


def test_a_bar_of_one_length_has_one_word(small: Rulebook) -> None:
    """However little parts two shares: 58 % is partly covered, 62 % is well covered, and one sign more."""
    voice = Voice(Language.EN, small)
    covered = {(coverage_tenths(share), coverage_word(share, voice)) for share in (cases / 1000 for cases in range(1001))}
    fits = {
        (fit_tenths(points, 1 / (1 + 2**-points)), fit_word(points, voice))
        for points in (cases / 50 for cases in range(-400, 600))
    }
    for drawn, words, most in ((covered, 3, 10), (fits, 4, 10)):
        assert sorted(tenths for tenths, _ in drawn) == [*range(most + 1)]
        assert len({word for _, word in drawn}) == words
    advice = advise(built_in(), example("nursing-service"))
    page = render_terminal(advice, certainty_of(advice), voice_of(advice, Language.EN))
    bars = re.findall(r"([█░]{10})  (\w+ covered)", page)
    assert len(dict(bars)) == len(set(bars)) > 2
