"""The interview speaks to a company as its result does: in the words for its branch, and in its money."""

import re
from functools import cache

import pytest

from channelfit.advice.interview import Extent, Interview, Standing, next_question, to_come, wished_questions
from channelfit.advice.standing import about_how_many, standing_of
from channelfit.cli.ask.asked import NONE_OF_THEM, Above, Field, Key, Listing, Marks, Picked
from channelfit.cli.ask.lead import lead
from channelfit.cli.ask.say import wrapped
from channelfit.cli.ask.sentences import opening, standing_line
from channelfit.files import load_rulebook
from channelfit.language import Language, Text
from channelfit.profile import Profile, read_profile
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Rulebook

FULL = load_rulebook()


class Script:
    """A screen on which somebody answers some questions by their text, and knows nothing else."""

    def __init__(self, **typed: str) -> None:
        self.typed = {FULL.questions[id].text.en: answer for id, answer in typed.items()}
        self.texts: list[str] = []
        self.above: list[str] = []
        self.reviewed: tuple[str, ...] = ()

    def pick(self, listing: Listing, marks: Marks) -> tuple[Picked, Marks]:
        """The last entry is the one for not knowing; where there is a usual one it is that."""
        self.texts.append(listing.text)
        self.above.append(listing.above.said)
        if listing.text == "Your answers. Is everything right?":
            self.reviewed = tuple(f"{entry.text}: {entry.beside}" for entry in listing.entries)
        is_usual = listing.has_usual and listing.text != "How would you like to go on?"
        return (self.typed.get(listing.text, listing.entries[marks.at if is_usual else -1].value),), Marks()

    def type(self, field: Field) -> tuple[str, Key | None]:
        """What is to be typed; nothing elsewhere."""
        assert not field.note, f"refused: {self.texts[-1]}"
        self.texts.append(field.text)
        self.above.append(field.above.said)
        return self.typed.get(field.text, ""), None

    def leave(self, above: Above, text: str, answer: str) -> None:
        """Nobody looks."""


def interviewed(screen: Script, *changes: str) -> Interview:
    """An interview about everything that is left open, where some things are known before."""
    profile, problems = read_profile(None, FULL, changes)
    assert not problems
    return lead(Voice(Language.EN, FULL), screen, lambda _: None, Interview(profile), asks_name=False)


@cache
def museum() -> Script:
    """What a museum was asked that uses no channel."""
    screen = Script(active_channels=NONE_OF_THEM)
    interviewed(screen, "market=b2c", "industry=culture", "goals=visits,image", "hours_per_week=8")
    return screen


def test_a_museum_is_not_asked_how_people_buy() -> None:
    """Nor is anybody else who has no customers, as soon as that is answered."""
    screen = museum()
    assert "How do people come to you?" in screen.texts
    assert not [text for text in screen.texts if "buy" in text or "customers" in text]


def test_the_review_has_no_part_of_nothing() -> None:
    """Who uses no channel is not asked which of them works, and does not read that there are none."""
    screen = museum()
    assert "Which of your channels bring something you can feel today?" not in screen.texts
    assert "channels in use: none of these" in screen.reviewed
    assert [line for line in screen.reviewed if line.startswith("channels that bring something")] == []


@pytest.mark.parametrize(
    ("country", "money"), [("ch", "CHF a month"), pytest.param("de", "euros a month", marks=pytest.mark.slow)]
)
def test_money_is_that_of_the_country_answered_before(country: str, money: str) -> None:
    """Typed in it, and shown so where all answers stand."""
    screen = Script(countries=country, budget_per_month=f"1500 {money.split()[0]}")
    found = interviewed(screen, "market=b2c", "industry=food_hospitality", "goals=visits")
    assert found.profile.answers["budget_per_month"] == 1500
    assert f"money available: 1,500 {money}" in screen.reviewed


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("countries=de", ("time available: 1 hour a week", "money available: 1 euro a month")),
        pytest.param("countries=ch", ("time available: 1 hour a week", "money available: 1 CHF a month"), marks=pytest.mark.slow),
    ],
)
def test_one_has_a_unit_of_its_own(given: str, said: tuple[str, ...]) -> None:
    """In the review of all answers as elsewhere."""
    screen = Script()
    interviewed(
        screen, "market=b2c", "industry=food_hospitality", "goals=visits", "hours_per_week=1", "budget_per_month=1", given
    )
    assert [line for line in screen.reviewed if line.startswith(("time available", "money"))] == list(said)


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [(Language.DE, "1 Stunde pro Woche", "2 Stunden pro Woche"), (Language.EN, "1 hour a week", "2 hours a week")],
)
def test_one_hour_and_two_hours(language: Language, one: str, two: str) -> None:
    """In both languages; a rulebook that says no unit of one keeps its unit."""
    voice, hours = Voice(language, FULL), FULL.questions["hours_per_week"]
    assert [voice.measured(hours, number) for number in (1.0, 2.0)] == [one, two]
    assert voice.measured(hours._replace(unit_of_one=Text()), 1.0) == f"1 {voice.say(hours.unit)}"


@pytest.mark.parametrize(
    ("settled", "said"),
    [(1.0, "in all cases tried it would stay so"), (0.98, "in 98 of 100 cases it would stay so"), (0.4, "still preliminary")],
)
def test_where_nothing_changes_in_any_case_words_say_so(settled: float, said: str) -> None:
    """No "100 of 100"."""
    standing = Standing(("newsletter",), (), settled, (0, 0), 0, (), None)
    line = standing_line(standing, Voice(Language.EN, FULL))
    assert line.replace("\u00a0", " ") == f"At present: e-mail newsletter · {said}"


@pytest.mark.parametrize("extent", [Extent.GROUNDWORK, pytest.param(Extent.ALL, marks=pytest.mark.slow)])
def test_what_was_wished_for_is_counted_down_as_what_came_before(extent: Extent) -> None:
    """Six more questions on the groundwork, then five, then one: each says how many are to go, as those on the channels do."""
    screen = museum()
    at = screen.texts.index("How would you like to go on?")
    said = [
        text.replace("\u00a0", " ") for text in screen.above[at + 1 : screen.texts.index("Your answers. Is everything right?")]
    ]
    counts = [re.search(r"about (\w+) questions? to go$", text) for text in said]
    assert len(counts) > 3
    assert [found and found[1] for found in counts] == [*(f"{left}" for left in range(len(counts), 1, -1)), "one"]
    done = interviewed(Script(active_channels=NONE_OF_THEM), "market=b2c", "industry=culture", "goals=visits", "hours_per_week=8")
    begun = done._replace(unknown=frozenset(), extent=extent)
    standing = standing_of(FULL, begun)
    assert standing is not None
    low, high = to_come(FULL, begun, standing)
    assert len(wished_questions(FULL, begun)) <= low <= high
    assert to_come(FULL, begun._replace(extent=Extent.CHANNELS), standing) == standing.remaining


@pytest.mark.parametrize(
    ("settled", "said"),
    [(1.0, "Kein Kanal · in allen geprüften Fällen bliebe es dabei"), (0.4, "Noch kein Kanal · noch vorläufig")],
)
def test_no_channel_is_no_channel_yet_only_while_that_is_open(settled: float, said: str) -> None:
    """One hour a week is too little whatever else is answered."""
    line = standing_line(Standing((), (), settled, (0, 0), 0, (), None), Voice(Language.DE, FULL))
    assert line.replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            Language.DE,
            ["Zu den Kanälen muss nichts mehr gefragt werden.", "Alles bleibt auf diesem Rechner; nichts wird übertragen."],
        ),
        (
            Language.EN,
            ["Nothing more needs to be asked on the channels.", "Everything stays on this machine; nothing is sent anywhere."],
        ),
    ],
)
def test_whoever_has_answered_nearly_all_is_not_promised_no_questions_in_a_minute(
    small: Rulebook, language: Language, lines: list[str]
) -> None:
    """It said "Etwa 0 Fragen, eine Minute"; one open question that tells nothing is left for the end."""
    answers: dict[str, Answer] = {
        "market": ("b2b",), "goals": ("image",), "video": ("no",), "hours_per_week": 9.0, "active_channels": (), "backing": ("yes",),
    }  # fmt: skip
    for known in (answers, {id: answer for id, answer in answers.items() if id != "backing"}):
        begun = Interview(Profile(answers=known))
        assert next_question(small, begun, standing_of(small, begun)) is None
        said = opening(*about_how_many(small, begun), Voice(language, small, begun.profile))
        assert said.split("\n") == lines


def test_no_row_begins_with_a_point_and_no_short_part_is_broken() -> None:
    """However narrow the window is."""
    standing = Standing(("linkedin", "newsletter"), ("google_business",), 0.6, (9, 12), 12, (), None)
    for width in range(40, 100):
        rows = wrapped(standing_line(standing, Voice(Language.DE, FULL)), width)
        assert [row for row in rows if row.startswith("·")] == []
        assert any("noch 9 bis 12 Fragen" in row for row in rows)
