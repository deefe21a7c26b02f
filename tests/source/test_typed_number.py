"""Numbers as people write them, in the interview, behind `--set` and in files."""

import pytest

from channelfit.language import Language, Text
from channelfit.profile import Spoken, read_profile
from channelfit.rulebook.model import Rulebook
from channelfit.source.document import read_documents
from channelfit.source.problem import describe
from channelfit.source.typed_number import Typed, typed_number
from channelfit.source.values import Limits
from conftest import rulebook_of

HOURS = (Text("Stunden pro Woche", "hours a week"), Limits(0, 200))
MONEY = (Text("Euro im Monat", "euros a month"), Limits(0))
DE, EN = Language.DE, Language.EN
MONEY_QUESTION = (
    "  - {id: money, section: all, type: number, min: 0, text: {de: 'Geld?', en: 'Money?'}, "
    "unit: {de: Euro im Monat, en: euros a month}}\n"
)


@pytest.mark.parametrize(
    ("text", "value"),
    [(text, 3.0) for text in ("3", "3.", "+3", "3 Stunden", "3 hours", "3h", "3 Std.", "3 hours/week", "ca. 3 Stunden je Woche")]
    + [(text, 2.5) for text in ("2,5", "2.5", "2½", "2 1/2 hours", "2-3", "2 – 3 Stunden", "2 bis 3", "between 2 and 3")]
    + [
        (text, None) for text in ("", "drei", "90 Minuten", "3 Stunden im Monat", "5 10", "3-2", "1e3", "-1", "201", "٣", "1.2.3")
    ],
)
def test_hours_with_unit_range_and_fraction(text: str, value: float | None) -> None:
    """In both languages alike; another unit is another number, so it is none."""
    found = [typed_number(text, language, *HOURS) for language in (DE, EN, None)]
    assert [typed and typed.value for typed in found] == [value] * 3


@pytest.mark.parametrize(
    ("text", "german", "english", "unknown"),
    [
        ("1.000", Typed(1000, None, False), Typed(1000, 1, False), Typed(1000, 1, False)),
        ("1,000", Typed(1000, 1, False), Typed(1000, None, False), Typed(1000, 1, False)),
        ("1.000 €", Typed(1000, None, False), Typed(1000, 1, False), Typed(1000, 1, False)),
        ("EUR 1,000", Typed(1000, 1, False), Typed(1000, None, False), Typed(1000, 1, False)),
        ("0.500", *[Typed(0.5)] * 3),
        ("1234.567", *[Typed(1234.567)] * 3),
        *((text, *[Typed(1000, None, False)] * 3) for text in ("1 000", "1\u202f000 €", "1'000", "1’000", "1k", "1 Tsd.")),
        *((text, *[Typed(1000.5, None, False)] * 3) for text in ("1.000,50", "1,000.50 €", "1’000.50")),
        *((text, *[Typed(1000)] * 3) for text in ("1000.-", "1000.–", "1000,- €")),
        *((text, *[Typed(1000, None, False)] * 3) for text in ("1'000.-", "1’000.–")),
        ("1.000.000", *[Typed(1e6, None, False)] * 3),
        ("500-1.000 €", *[Typed(750, None, False)] * 3),
        ("1000 CHF", None, None, None),
        ("$1000", None, None, None),
        ("1" * 100, None, None, None),
    ],
)
def test_a_point_before_three_digits_goes_by_the_language(
    text: str, german: Typed | None, english: Typed | None, unknown: Typed | None
) -> None:
    """Thousands in the language at hand; in the other notation it may be either."""
    assert [typed_number(text, language, *MONEY) for language in (DE, EN, None)] == [german, english, unknown]


def test_bounds_tell_what_the_language_does_not() -> None:
    """Nobody has 2500 hours a week."""
    assert typed_number("2,500", DE, *HOURS) == Typed(2.5, None, False)
    assert typed_number("2.500", DE, *HOURS) is None


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    """The small rulebook with a question for money."""
    from conftest import SMALL

    return rulebook_of({**SMALL, "questions.yaml": SMALL["questions.yaml"] + MONEY_QUESTION})


@pytest.mark.parametrize(
    ("text", "changes", "spoken", "money", "told"),
    [
        ("language: de\nmoney: 1.000", (), Spoken(), 1000, ["2:8: `money` is `1.000`, understood as 1000 [number-understood]"]),
        ("money: 1.000", (), Spoken(DE), 1000, ["1:8: `money` is `1.000`, understood as 1000 [number-understood]"]),
        ("money: 1.000", (), Spoken(None, DE), None, ["1:8: `money` is `1.000`, which can mean 1000 or 1; write `1000` or `1` [unclear-number]"]),
        ("language: en\nmoney: '1.000 €'", (), Spoken(), None, ["2:8: `money` is `1.000 €`, which can mean 1000 or 1; write `1000` or `1` [unclear-number]"]),
        ("money: '8'", (), Spoken(), 8, []),
        ("money: 2,5", (), Spoken(), 2.5, []),
        ("money: 2-3 €", (), Spoken(), 2.5, ["1:8: `money` is `2-3 €`, understood as 2.5 [number-understood]"]),
        ("", ("money=1.000",), Spoken(None, DE), 1000, ["--set:1:7: `money` is `1.000`, understood as 1000 [number-understood]"]),
        ("language: en", ("money=1.000",), Spoken(None, DE), None, ["--set:1:7: `money` is `1.000`, which can mean 1000 or 1; write `1000` or `1` [unclear-number]"]),
        ("", ("language=de", "money=1.000 €"), Spoken(None, EN), 1000, ["--set:1:7: `money` is `1.000 €`, understood as 1000 [number-understood]"]),
        ("", ("money=3 apples",), Spoken(), None, ["--set:1:7: `money` is `3 apples`, expected a number (euros a month) [wrong-type]"]),
    ],
)  # fmt: skip
def test_the_same_in_files_and_changes(
    rules: Rulebook, text: str, changes: tuple[str, ...], spoken: Spoken, money: float | None, told: list[str]
) -> None:
    """A file goes by its own language, a change by that of whoever types it; what cannot be known has a place."""
    documents, _ = read_documents(text, "p")
    profile, problems = read_profile(documents[0] if documents else None, rules, changes, spoken)
    assert profile.answers.get("money") == money
    found = [f"{one.mark}: {describe(one, EN)} [{one.id}]" for one in (*profile.notices, *problems)]
    assert [line.removeprefix("p:") for line in found] == told


@pytest.mark.parametrize(
    ("typed", "spoken", "german", "english"),
    [
        ("money=1.000.000", DE, "verstanden als 1.000.000", "understood as 1,000,000"),
        ("money=12.345,67", DE, "verstanden als 12.345,67", "understood as 12,345.67"),
        ("money=1.234.567,89", DE, "verstanden als 1.234.567,89", "understood as 1,234,567.89"),
        ("money=2-3", DE, "verstanden als 2,5", "understood as 2.5"),
        ("money=2,1-2,2", DE, "verstanden als 2,15", "understood as 2.15"),
        ("money=0,00001-0,00003", DE, "verstanden als 0,00002", "understood as 0.00002"),
        # One sign is a decimal sign in whatever we say, so that nobody takes a thousand for one, or one for a thousand.
        ("money=25.000", DE, "verstanden als 25000", "understood as 25000"),
        ("hours_per_week=1.234", EN, "verstanden als 1,234", "understood as 1.234"),
        (
            "money=1.234", EN,
            "was 1234 oder 1,234 heißen kann; schreiben Sie `1234` oder `1.2340`",
            "which can mean 1234 or 1.234; write `1234` or `1.2340`",
        ),
        ("hours_per_week=300,5", DE, "`hours_per_week` ist 300,5, erwartet wird 0 - 200", "is 300.5, expected 0 - 200"),
        ("money=-1.000.000,5", DE, "`money` ist -1.000.000,5, erwartet wird 0 - ...", "is -1,000,000.5, expected 0 - ..."),
        ("hourly_value=2.000,5", DE, "`hourly_value` ist 2000,5, erwartet wird 0 - 1000", "is 2000.5, expected 0 - 1000"),
    ],
)  # fmt: skip
def test_numbers_in_messages_are_in_full_and_in_the_notation_of_the_message(
    rules: Rulebook, typed: str, spoken: Language, german: str, english: str
) -> None:
    """They had six digits, a point in German and an exponent."""
    profile, problems = read_profile(None, rules, (typed,), Spoken(spoken))
    found = (*profile.notices, *problems)[-1]
    assert describe(found, DE).endswith(german)
    assert describe(found, EN).endswith(english)


@pytest.mark.parametrize("text", ["1.234", "12,500", "999.125"])
@pytest.mark.parametrize("language", [DE, EN, None])
def test_what_is_told_to_be_written_is_clear_in_every_language(rules: Rulebook, text: str, language: Language | None) -> None:
    """To write `1.234` would have been as unclear as before."""
    documents, _ = read_documents(f"money: {text}", "p")
    [found] = read_profile(documents[0], rules)[1]
    values = [typed_number(found.value(part), language, *MONEY) for part in ("type_one", "type_other")]
    meant = typed_number(text, None, *MONEY)
    assert meant is not None
    assert values == [Typed(meant.value), Typed(meant.other or 0)]


def test_the_value_of_an_hour_too(rules: Rulebook) -> None:
    """It is no question, but a number."""
    documents, _ = read_documents("hourly_value: '45,50 €'", "p")
    assert read_profile(documents[0], rules)[0].hourly_value == 45.5
