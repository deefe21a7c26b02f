"""The two languages of the product, and how texts, numbers, amounts and lists are written in each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, StrEnum
from math import floor

from channelfit.typed import NamedTuple


class Language(StrEnum):
    """A language of the product; both are equal."""

    DE = "de"
    EN = "en"


# What each language is called in either.
LANGUAGE_NAMES = {language.value: language for language in Language} | {
    "deutsch": Language.DE,
    "german": Language.DE,
    "englisch": Language.EN,
    "english": Language.EN,
}


def language_meant(text: str) -> Language | None:
    """The language that a code or a name means: de, DE, de_DE.UTF-8, de-AT, Deutsch; nothing for any other."""
    code = text.strip().lower()
    for sign in "_.@":
        code = code.replace(sign, "-")
    return LANGUAGE_NAMES.get(code.partition("-")[0])


class Text(NamedTuple):
    """The same words in both languages; with `{parts}` in braces it is a wording to be filled in.

    A rulebook may be written in one language only; then the other one is empty.
    """

    de: str = ""
    en: str = ""

    def of(self, language: Language) -> str:
        """The words in one language."""
        return self.de if language == Language.DE else self.en

    def or_other(self, language: Language) -> str:
        """The words in one language, or in the other one where there are none."""
        return self.of(language) or self.de or self.en

    def filled(self, language: Language, **parts: object) -> str:
        """The words in one language, with something in place of each `{part}`."""
        return self.of(language).format(**parts)


class Counted(NamedTuple):
    """A wording for one of something, and one for more; each has its `{count}` where the number stands."""

    one: Text
    many: Text

    def of(self, count: float) -> Text:
        """The wording that goes with the number as it is written."""
        return self.one if round(count, 2) == 1 else self.many


HOURS = Counted(Text("{count} Stunde", "{count} hour"), Text("{count} Stunden", "{count} hours"))
WEEKS = Counted(Text("{count} Woche", "{count} week"), Text("{count} Wochen", "{count} weeks"))
PERCENTAGE_POINTS = Counted(
    Text("{count} Prozentpunkt", "{count} percentage point"), Text("{count} Prozentpunkte", "{count} percentage points")
)
# A full stop ends no sentence behind a letter, a day or what is short for a word.
_SHORT = "".join(
    rf"(?<!\b{word}\.)" for word in (r"[^\W\d]", "Nr", "Art", "Abs", "Anh", "lit", "ca", "bzw", "etc", "Dr", "St", "vs")
)
# A German ordinal has a full stop too: "am 2. August", but not "unter 30. In Deutschland".
_COUNTED = (
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert|Quartal|Halbjahr|Semester|"
    "Auflage|Monat|Woche|Tag|Klasse|Platz|Stock"
)
# Patterns are kept once they were used; results for programs need none of these.
_END_OF_SENTENCE = rf"(?<=[.!?]){_SHORT}(?!(?<=\d\.)\s+(?:{_COUNTED}))\s+(?=[A-ZÄÖÜ„“\"(])"
# The space between a number and its unit, on either side. It comes first, so that nothing else is looked at twice.
_AMOUNT = r" (?:(?<=\d )(?=[€%]|(?:Stunde|Woche|hour|week)[ns]?\b)|(?:(?<=\bEUR )|(?<=§ )|(?<=Woche )|(?<=week ))(?=\d))"
_TELLS_ALONE = 45
_SUM = r"([1-9][0-9]{0,8}) EUR"
EURO_WORDS = Text("Euro", "euros")
AND = Text(" und ", " and ")
YES, NO = Text("ja", "yes"), Text("nein", "no")
# What may be answered to a question that has no options of its own.
YES_NO = {"yes": YES, "no": NO}
OR = Text(" oder ", " or ")


class Case(Enum):
    """What a name is in a sentence; in English all are alike."""

    NOMINATIVE = 0
    ACCUSATIVE = 1
    DATIVE = 2


# The forms of the German article, by case.
_ARTICLES = {"der": ("der", "den", "dem"), "die": ("die", "die", "der"), "das": ("das", "das", "dem")}


def with_article(name: str, article: str, case: Case) -> str:
    """A name as it stands in a sentence: "den Newsletter", "a podcast"; without an article as it is."""
    return f"{_ARTICLES[article][case.value] if article in _ARTICLES else article} {name}" if article else name


def both(words: str) -> Text:
    """A name that is the same in both languages."""
    return Text(words, words)


def number(value: float, language: Language) -> str:
    """A number as people write it: 2.5 in English, 2,5 in German; thousands are parted."""
    return _in_notation(f"{value:,.2f}".rstrip("0").rstrip("."), language)


def _in_notation(text: str, language: Language) -> str:
    return text.translate(str.maketrans(",.", ".,")) if language == Language.DE else text


def in_full(value: float, language: Language | None = None) -> str:
    """A number with all its digits: as files have it, or as a language writes it.

    Thousands are parted where nobody can take that for a decimal sign: 1.000.000 and 10.000,5 in German, but 10000.
    """
    said = repr(int(value) if float(value).is_integer() else value)
    if "e" in said:
        from decimal import Decimal  # Hardly anybody has so little of anything.

        said = f"{Decimal(said):f}"
    if language is None:
        return said
    whole, point, rest = said.partition(".")
    if abs(value) >= (10_000 if rest else 1_000_000):
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", whole)
    return _in_notation(whole + point + rest, language)


def percent(share: float, language: Language) -> str:
    """A share in percent: "71 %" in German, "71%" in English; small ones with one decimal."""
    return f"{hundredths(share, language)} %" if language == Language.DE else f"{hundredths(share, language)}%"


def hundredths(share: float, language: Language) -> str:
    """A share in percentage points, without the word; small ones with one decimal."""
    return number(_hundredths(share), language)


def percentage_points(share: float, language: Language) -> str:
    """A share in percentage points, with their noun."""
    return counted(_hundredths(share), PERCENTAGE_POINTS, language)


def _hundredths(share: float) -> float:
    return round(100 * share, 1 if abs(share) < 0.1 else 0)


def counted(value: float, noun: Counted, language: Language, **parts: object) -> str:
    """A number with its noun: 1 hour, 2.5 hours; with the other parts of the wording."""
    return noun.of(value).filled(language, count=number(value, language), **parts)


def hours(value: float, language: Language) -> str:
    """Hours with their noun."""
    return counted(value, HOURS, language)


def weeks(value: float, language: Language) -> str:
    """Weeks with their noun."""
    return counted(value, WEEKS, language)


def whole_amount(value: float, language: Language, code: str = "EUR") -> str:
    """A whole amount that no line break parts: "1.610 €" or "1.610 CHF" in German, "EUR 1,610" in English."""
    # What the JSON has is rounded, not the number behind it: otherwise the two could fall on different sides of a half.
    return amount(floor(round(value, 6) + 0.5), language, code)


def amount(value: float, language: Language, code: str = "EUR") -> str:
    """An amount with cents where there are any."""
    said = number(value, language)
    return f"{said}\u00a0{'€' if code == 'EUR' else code}" if language == Language.DE else f"{code}\u00a0{said}"


def euros_in(placeholder: str) -> float | None:
    """The sum that a placeholder such as `{300 EUR}` stands for; nothing if it stands for an answer."""
    found = re.fullmatch(_SUM, placeholder) if placeholder.endswith("EUR") else None
    return float(found[1]) if found else None


def listed(names: Sequence[str], language: Language, last: Text = AND) -> str:
    """Names in a sentence: "A, B and C", or with another word before the last."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + last.of(language) + names[-1]


def opening(text: str, sentences: int = 1) -> str:
    """So many sentences of a text, from its beginning."""
    return " ".join(re.split(_END_OF_SENTENCE, text, maxsplit=sentences)[:sentences])


def gist_of(text: str) -> str:
    """The first sentence of a text, and the next one if that says little alone."""
    first = opening(text)
    return first if len(first) >= _TELLS_ALONE else opening(text, 2)


def capital(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def held_together(text: str) -> str:
    """A text in which no line ends between a number and its unit."""
    return re.sub(_AMOUNT, "\u00a0", text)
