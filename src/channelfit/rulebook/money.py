"""In which money amounts are typed and shown. The rules and the JSON have euros, and so has who names no other country alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from channelfit.language import EURO_WORDS, Text, both
from channelfit.rulebook.model import BUDGET, COUNTRIES, Currency, Question, Settings
from channelfit.source.nodes import ListNode, MapNode, Node, Scalar, value_at_key
from channelfit.source.problem import Mark, Mistake, Problem, problem

UNKNOWN_COUNTRY = Mistake(
    "unknown-country",
    de="`currencies` nennt `{found}`, das keine Antwort auf `countries` ist",
    en="`currencies` has `{found}`, which is no option of `countries`",
)

_EUROS = r"(?i)\beuros?\b"
EURO = Currency(code="EUR", rate=1.0, as_of="")


def currency_of(settings: Settings, countries: object) -> Currency:
    """The currency that all the countries answered have; euros where they have several, or where nobody has said."""
    found = {settings.currencies.get(country, EURO) for country in countries} if isinstance(countries, tuple) else set()
    return found.pop() if len(found) == 1 else EURO


def currency_typed(settings: Settings, entries: Iterable[tuple[Scalar, Node]]) -> Currency:
    """The currency of a profile that is not read yet."""
    answers = [value for key, value in entries if key.text == COUNTRIES]
    items = answers[-1].items if answers and isinstance(answers[-1], ListNode) else answers[-1:]
    return currency_of(settings, tuple(item.text for item in items if isinstance(item, Scalar)))


def unit_of(question: Question, currency: Currency, number: float = 0.0) -> Text:
    """The unit of a question, as it is said of a number; for money with the currency in place of euros."""
    unit = question.unit_of_one if number == 1 and any(question.unit_of_one) else question.unit
    if question.id != BUDGET or currency == EURO:
        return unit
    return Text(*(re.sub(_EUROS, currency.code, word) for word in unit))


def money_of(currency: Currency) -> Text:
    """The name of the currency."""
    return EURO_WORDS if currency == EURO else both(currency.code)


def currency_problems(settings: Settings, questions: Mapping[str, Question], root: Node) -> Iterator[Problem]:
    """Currencies of countries that nobody can name."""
    options = questions[COUNTRIES].options if COUNTRIES in questions else {}
    for country in settings.currencies:
        if country not in options:
            place = _mark_of(root, ("settings", "currencies"), country)
            yield problem(UNKNOWN_COUNTRY, place, found=country, expected=options, nearest_to=country)


def _mark_of(root: Node, path: tuple[str, ...], name: str) -> Mark:
    """Where a key stands; where the whole does, if it cannot be found."""
    node: Node | None = root
    for key in path:
        node = value_at_key(node, key)
    entries = node.entries if isinstance(node, MapNode) else ()
    return next((one.mark for one, _ in entries if one.text == name), root.mark)
