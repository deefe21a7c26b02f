"""Lines without colours are broken as rich breaks them, which is loaded only where it is needed."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from channelfit.render.forms.blocks import Table
from channelfit.render.forms.coloured import printed_by_rich
from channelfit.render.forms.lines import _NARROW, NotSimple, lines_of
from channelfit.render.forms.parts import Printable, bars, columned, headed, indented, labelled, marked, styled

TEXTS = st.lists(
    st.sampled_from(
        ("a", "zu", "word", "  ", "Öffentlichkeitsarbeit", "5 hours", "…", "x" * 30, "https://example.org/a-way.", "≠ –")
    ),
    max_size=12,
).map(" ".join)
WORDS = st.builds(lambda text, more, below: styled((text, ""), (more, "bold"), below=below), TEXTS, TEXTS, st.none() | TEXTS.map(lambda text: (text, "")))  # fmt: skip
ROWS = st.integers(2, 4).flatmap(lambda count: st.lists(st.tuples(*[TEXTS] * count), min_size=2, max_size=4))
TABLES = st.builds(lambda rows, numeric: Table(rows[0], tuple(rows[1:]), numeric), ROWS, st.booleans())
SIGNS = st.sampled_from(("·", "1 ", "10"))
PARTS: st.SearchStrategy[list[Printable]] = st.one_of(
    WORDS.map(lambda words: [words]),
    TEXTS.map(lambda text: [headed(text)]),
    st.builds(lambda sign, words, room: [marked(sign, words, indent=room)], SIGNS, WORDS, st.integers(0, 4)),
    st.builds(
        lambda words, widths: [columned([marked("1", styled((words, ""))), *(styled(("12", "")) for _ in widths)], (0, *widths))],
        TEXTS.filter(lambda text: "://" not in text),
        st.lists(st.integers(1, 9), max_size=3),
    ),
    st.lists(st.tuples(st.sampled_from(("", "Next", "Voraussetzungen")), TEXTS), max_size=2).map(
        lambda rows: [*labelled([("How sure", "quite"), *rows])]
    ),
    st.lists(st.tuples(TEXTS, st.integers(0, 10), TEXTS, st.just("")), min_size=1, max_size=3).map(lambda rows: [bars(rows)]),
    TABLES.map(lambda table: [indented(table)]),
)


@given(PARTS, st.integers(8, 100))
def test_lines_are_broken_as_rich_breaks_them(parts: list[Printable], width: int) -> None:
    """Whatever a page is made of, at every width; what is not known is refused."""
    try:
        lines = [line.rstrip() for part in parts for line in lines_of(part, width)]
    except NotSimple:
        return
    assert lines == [line.rstrip() for line in printed_by_rich(parts, width, colour=False).splitlines()]


def test_signs_that_are_taken_for_narrow_take_one_column() -> None:
    """Each of them, as rich measures it."""
    assert [sign for sign in map(chr, range(32, 0x11000)) if _NARROW.fullmatch(sign) and cell_len(sign) != 1] == []


def test_what_companies_write_seldom_is_left_to_rich() -> None:
    """Signs that take two columns or none."""
    for text in ("株式会社", "a\u0301", "😀"):
        try:
            lines_of(styled((text, "")), 80)
        except NotSimple:
            continue
        raise AssertionError(text)
