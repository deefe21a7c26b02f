"""How two values differ, in few words: what a reader of either language can see."""

import pytest

from channelfit.language import Language, Text
from channelfit.rulebook.condition import All, AnyOf, Not, Operator
from channelfit.rulebook.condition import Test as Comparison
from channelfit.ruletools.differing import differing, plain
from channelfit.source.problem import Mark, Source

LONG = (
    "Over the years we have seen that most of those who buy from you ask a colleague first, then read what they find on the web, "
)


def compared(name: str, operator: Operator, *options: str, number: float = 0) -> Comparison:
    """A comparison somewhere."""
    return Comparison(name, operator, frozenset(options), number, Mark(Source("x"), 0, 0))


BOTH = compared("market", Operator.ANY_OF, "b2b", "both")
HOURS = compared("hours", Operator.AT_LEAST, number=2.5)
SAME = [
    # One of the two, and what is said of both.
    (2.0, 2.5, "2", "2.5"),
    (None, 3.0, "-", "3"),
    ("5", 5.0, '"5"', "5"),
    (True, False, "true", "false"),
    (("a", "b"), ("b", "a"), "a, b", "b, a"),
    (frozenset("ab"), frozenset("b"), "a, b", "b"),
    ({"x": 1.0, "y": 1.0}, {"x": 2.0, "y": 1.0}, "x: 1", "x: 2"),
    ({"x": Text("a", "a")}, {"x": Text("a", "a"), "y": Text("b", "b")}, "-", "y"),
    ({"x": 1.0}, None, "x: 1", "-"),
    (BOTH, All((BOTH, HOURS)), "{market: [b2b, both]}", "{market: [b2b, both], hours: {at_least: 2.5}}"),
    (All(()), AnyOf((HOURS, Not(BOTH))), "-", "{any: [{hours: {at_least: 2.5}}, {not: {market: [b2b, both]}}]}"),
    (
        All((All((BOTH,)),)),
        compared("video", Operator.NONE_OF, "yes"),
        "{all: [{market: [b2b, both]}]}",
        "{video: {none_of: yes}}",
    ),
    (f"{LONG}once.", f"{LONG}twice.", "…read what they find on the web, once.", "…read what they find on the web, twice."),
    (LONG, LONG + LONG, "…read what they find on the web, ", f"…read what they find on the web, {LONG[:87].rstrip()}…"),
    (LONG + LONG, None, f"{LONG[:119].rstrip()}…", "-"),
]


@pytest.mark.parametrize(("before", "after", "first", "second"), SAME)
def test_only_what_differs_is_said(before: object, after: object, first: str, second: str) -> None:
    """Numbers, lists, parts, conditions as they are written, and long texts from the place where they differ."""
    assert differing(plain(before), plain(after)) == (Text(first, first), Text(second, second))
    assert differing(plain(after), plain(before)) == (Text(second, second), Text(first, first))


ONE, TWO, THREE = Text("Eins.", "One."), Text("Zwei.", "Two."), Text("Drei.", "Three.")
IN_WORDS = [
    (ONE, TWO, Text("Eins.", "One."), Text("Zwei.", "Two.")),
    # A reader of English sees what changed in German.
    (Text("Eins.", "One."), Text("Zwei.", "One."), Text("Eins.", "de: Eins."), Text("Zwei.", "de: Zwei.")),
    (Text(), ONE, Text("-", "-"), ONE),
    ((ONE, TWO), (ONE, THREE), TWO, THREE),
    ((ONE, TWO), (ONE, TWO, THREE), Text("-", "-"), THREE),
    ((ONE, ONE), (ONE,), ONE, Text("-", "-")),
    (
        {"image": (ONE, TWO), "sales": (ONE,)},
        {"image": (THREE, ONE), "leads": (TWO,), "sales": (ONE,)},
        Text("image: Eins. | Zwei.", "image: One. | Two."),
        Text("image: Drei. | Eins., leads", "image: Three. | One., leads"),
    ),
    (({"at_most": 0.5, "why": ONE},), (), Text("at_most: 0.5, why: Eins.", "at_most: 0.5, why: One."), Text("-", "-")),
]


@pytest.mark.parametrize(("before", "after", "first", "second"), IN_WORDS)
def test_texts_are_in_the_language_of_the_reader(before: object, after: object, first: Text, second: Text) -> None:
    """Never as data, and never the same on both sides."""
    found = differing(plain(before), plain(after))
    assert found == (first, second)
    for language in Language:
        assert found[0].of(language) != found[1].of(language)
