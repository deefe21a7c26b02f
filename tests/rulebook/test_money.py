"""Amounts in the money of the country: which one it is, how it is typed and shown, and what stays in EUR."""

import json
from pathlib import Path

import pytest

from channelfit import advise
from channelfit.advice.certainty import certainty_of
from channelfit.files import load_rulebook
from channelfit.language import Language
from channelfit.profile import read_profile
from channelfit.render.forms.data import render_json
from channelfit.render.plain.advice import advice_as_plain
from channelfit.render.reports.advice import render_terminal
from channelfit.rulebook.money import currency_of
from channelfit.source.document import read_documents
from channelfit.source.problem import describe
from conftest import EXAMPLES, Run, write_folder
from pages import built_in, page_of, profile_of, voice_of

STARTUP = (EXAMPLES / "software-startup.yaml").read_text(encoding="utf-8")


def company(countries: str, more: str = "") -> str:
    """The example with other countries, and what it says besides."""
    kept = [line for line in STARTUP.splitlines() if not line.startswith(("countries:", "budget_per_month:"))]
    return "\n".join([*kept, f"countries: {countries}", more]) + "\n"


@pytest.mark.parametrize(
    ("countries", "code"),
    [
        (("ch",), "CHF"),
        (("uk",), "GBP"),
        (("us",), "USD"),
        (("de",), "EUR"),
        (("de", "ch"), "EUR"),
        (("uk", "us"), "EUR"),
        (("ch", "world"), "EUR"),
        ((), "EUR"),
        (None, "EUR"),
    ],
)
def test_money_is_that_of_the_only_country(countries: tuple[str, ...] | None, code: str) -> None:
    """Euros wherever several are named, or none."""
    assert currency_of(built_in().settings, countries).code == code


@pytest.mark.parametrize("language", ["de", "en"])
def test_text_page_and_json_agree_on_a_swiss_company(language: Language) -> None:
    """What it typed stands as it typed it, what the rules say is converted with the rate named, and the JSON has EUR."""
    profile = profile_of(company("[ch]", "budget_per_month: 1500\nhourly_value: 70.5"), built_in())
    advice = advise(built_in(), profile)
    certainty, voice = certainty_of(advice), voice_of(advice, language)
    text = " ".join(render_terminal(advice, certainty, voice, width=300).split())
    page = page_of([profile], built_in(), language)
    amounts = {
        "de": ("1.500\u00a0CHF", "70,5\u00a0CHF", "1 Euro = 0,94 CHF"),
        "en": ("CHF\u00a01,500", "CHF\u00a070.5", "1 euro = CHF 0.94"),
    }
    for said in amounts[language]:
        plain = said.replace("\u00a0", " ")
        assert plain in " ".join(page.replace('<span class="figure">', "").replace("</span>", "").split()), said
    assert amounts[language][1].replace("\u00a0", " ") in text
    assert amounts[language][2] in text
    assert "€" not in text.split("http")[0].split("RECHT")[0]
    effort = json.loads(render_json(advice_as_plain(advice, certainty, voice)))["effort"]
    assert (effort["currency"], effort["rate"]) == ("CHF", 0.94)
    assert effort["budget"] == pytest.approx(1500 / 0.94, abs=1e-5)
    assert effort["hourly_value"] == pytest.approx(70.5 / 0.94, abs=1e-5)


@pytest.mark.parametrize("typed", ["1500", "1500 CHF", "Fr. 1'500", "CHF 1’500.–", "1500 Franken im Monat"])
def test_a_swiss_company_types_francs(typed: str) -> None:
    """In the ways that people write them."""
    profile = profile_of(company("[ch]", f'budget_per_month: "{typed}"'), built_in())
    assert profile.answers["budget_per_month"] == 1500


@pytest.mark.parametrize(("countries", "typed"), [("[ch]", "1500 €"), ("[de]", "1500 CHF"), ("[de, ch]", "1500 CHF")])
def test_other_money_is_refused_and_never_misread(countries: str, typed: str) -> None:
    """Francs are no euros; what is expected is said with its money."""
    documents, _ = read_documents(company(countries, f'budget_per_month: "{typed}"'), "profile")
    _, problems = read_profile(documents[0], built_in())
    wanted = "CHF a month" if countries == "[ch]" else "euros a month"
    assert [describe(one, Language.EN) for one in problems] == [f"`budget_per_month` is `{typed}`, expected a number ({wanted})"]


def test_sums_in_sentences_of_the_rules_are_converted() -> None:
    """`{300 EUR}` is an amount; converted it has two figures, since it was rough before."""
    swiss, german = (
        voice_of(advise(built_in(), profile_of(company(where), built_in())), Language.EN) for where in ("[ch]", "[de]")
    )
    note = next(note for note in built_in().notes if note.id == "search-advertising")
    assert "CHF\u00a0280 to CHF\u00a0940 a month" in " ".join(swiss.fill(note.says).split(" "))
    assert "EUR\u00a0300 to EUR\u00a01,000 a month" in german.fill(note.says)


def test_an_overlay_sets_rates_and_adds_countries(tmp_path: Path) -> None:
    """Each number on its own, and a currency for a country that it has added."""
    head = (
        "schema: 1\nid: own\nversion: 1\nextends: channelfit\nchanges:\n"
        "  - {settings: , was: {currencies: {ch: {rate: 0.94, as_of: 09/2025}}}, set: {currencies: {ch: {rate: 0.91, as_of: 11/2026}}}, because: New.}\n"
        "  - {question: countries, add: {options: {pl: {de: Polen, en: Poland}}}, because: Ours.}\n"
        "  - {settings: , add: {currencies: {pl: {code: PLN, rate: 4.3, as_of: 11/2026}}}, because: Ours.}\n"
    )
    settings = load_rulebook(write_folder(tmp_path / "own", {"rulebook.yaml": head})).settings
    assert (settings.currencies["ch"].rate, settings.currencies["uk"].rate) == (0.91, 0.87)
    assert currency_of(settings, ("pl",)).code == "PLN"


def test_a_currency_of_no_country_is_found_where_it_stands(run: Run, tmp_path: Path) -> None:
    """With the nearest country."""
    head = (
        "schema: 1\nid: own\nversion: 1\nextends: channelfit\nchanges:\n"
        "  - {settings: , add: {currencies: {hc: {code: CHF, rate: 0.9, as_of: 11/2026}}}, because: Ours.}\n"
    )
    ran = run("rules", "check", write_folder(tmp_path / "own", {"rulebook.yaml": head}), "--lang", "en")
    assert "rulebook.yaml:6:48: `currencies` has `hc`, which is no option of `countries`" in ran.out + ran.err
    assert "[unknown-country]" in ran.out + ran.err
