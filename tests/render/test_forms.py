"""Forms leave nothing out: every part of a page is in each of them, and a part that a form does not know stops it."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, get_args

import pytest
from jinja2 import UndefinedError

from channelfit.language import Language
from channelfit.render.forms.blocks import (
    Bar,
    Block,
    Brief,
    Card,
    Chapter,
    Checklist,
    Code,
    Deck,
    Figure,
    Figures,
    GoalRow,
    Grade,
    Heading,
    Item,
    Lane,
    Line,
    Listing,
    Matrix,
    Paragraph,
    Part,
    Portion,
    Resolution,
    Table,
    Task,
    Timeline,
)
from channelfit.render.forms.html import render_html
from channelfit.render.forms.markdown import render_brief, render_markdown
from channelfit.render.forms.terminal import render_page

# One of each part of a page; every text in it is a word of its own.
PARTS: tuple[Part, ...] = (
    Heading("heading", 3),
    Paragraph("paragraph"),
    Paragraph("whisper", quiet=True),
    Listing((Item("entry", "+", "whence", "entitled"), Item("plain"))),
    Table(("corner", "column"), (("row", "cell"),)),
    Code("code"),
    Figures((Figure("label", "value", "portioned"),)),
    Deck(("deckname", "fact"), (Card("card", "role", "reason", "source", ("factual",)),)),
    Matrix("matrixcaption", ("goals", "channels", "shares"), (GoalRow("goal", (Grade("graded", 2),), 0.5, "covered"),)),
    Bar("barcaption", (Portion("portion", 2.0, ("hours",)),), 5.0, ("portions", "amounts"), ("total", "sum")),
    Timeline("timecaption", 13, (4,), (Lane("lane", 1, 2, 3, "laned"),), ("setup", "running", "looking")),
    Checklist((Task("unmet", "status", "checked", "answered", "owner", "todo"),)),
    Resolution((Line("resolved", "filled"),)),
)
BRIEF = Brief(
    Language.EN,
    "title",
    "house",
    "company",
    "headline",
    ("lead",),
    Figures((Figure("toplabel", "topvalue"),)),
    (Chapter("decided", "chapter", PARTS),),
    "appendix",
    (Chapter("appended", "annex", (Paragraph("last"),)),),
    "more",
    "closing",
    "origin",
)
# What only steers how a part looks, and the words for what only a picture has.
UNSAID_IN_HTML = {"en", "+", "·", "unmet"}
UNSAID_IN_MARKDOWN = {"en", "+", "·", "unmet", "decided", "appended", "barcaption", "setup", "running", "looking"}


def texts_in(value: object) -> Iterator[str]:
    """All texts of a part of a page."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from texts_in(inner)


def members(union: object) -> set[object]:
    """The types of a union of unions."""
    return {member for inner in get_args(union) for member in members(inner)} if get_args(union) else {union}


class Novel(NamedTuple):
    """A part that no form knows yet."""

    text: str


def test_the_page_of_this_test_has_every_part() -> None:
    """What is added to the union of parts must be added here."""
    assert {type(part) for part in PARTS} == members(Part)


@pytest.mark.parametrize(
    ("page", "unsaid"),
    [(render_html([BRIEF]), UNSAID_IN_HTML), (render_brief(BRIEF), UNSAID_IN_MARKDOWN)],
    ids=["html", "markdown"],
)
def test_every_text_of_a_page_is_in_each_form(page: str, unsaid: set[str]) -> None:
    """A template that drops a field, or a part, is found out."""
    assert {text for text in texts_in(BRIEF) if text not in page} - unsaid == set()


@pytest.mark.parametrize("form", [render_markdown, render_page])
def test_every_text_of_a_report_is_in_each_form(form: Callable[[tuple[Block, ...]], str]) -> None:
    """Reports are made of the plainer parts."""
    blocks = tuple(part for part in PARTS if isinstance(part, get_args(Block)))
    shown = form(blocks).lower()
    assert {text for text in texts_in(blocks) if text not in shown} - {"·", "+"} == set()


@pytest.mark.parametrize(
    ("form", "error"),
    [
        (lambda part: render_html([BRIEF._replace(decision=(Chapter("decided", "chapter", (part,)),))]), UndefinedError),
        (lambda part: render_markdown([part]), AssertionError),
        (lambda part: render_page([part]), AssertionError),
    ],
    ids=["html", "markdown", "terminal"],
)
def test_a_part_that_a_form_does_not_know_stops_it(form: Callable[[object], str], error: type[Exception]) -> None:
    """Nothing is left out silently."""
    with pytest.raises(error, match=r"novel|Novel"):
        form(Novel("something"))
