"""The table of forms: each writes one report or several, and is found by its name or by the ending of a file."""

import json
from collections.abc import Iterator

import pytest

from channelfit.render.forms.blocks import Block, Heading, Paragraph
from channelfit.render.forms.form import Form, Report, Sheet
from channelfit.render.forms.table import FORMS, JSON, LIST_FORMS, MARKDOWN, REPORT_FORMS, TEXT


def report(name: str) -> Report:
    """A report that tells which one it is."""

    def blocks() -> Iterator[Block]:
        yield Heading(name, level=1)
        yield Paragraph("Said.")

    return Report(lambda: {"name": name}, blocks)


@pytest.mark.parametrize(
    ("form", "one", "two"),
    [
        (TEXT, "a\n  Said.\n", f"a\n  Said.\n\n{'─' * 40}\n\nb\n  Said.\n"),
        (JSON, '{\n  "name": "a"\n}\n', '{"name":"a"}\n{"name":"b"}\n'),
        (MARKDOWN, "# a\n\nSaid.\n", "# a\n\nSaid.\n\n---\n\n# b\n\nSaid.\n"),
    ],
    ids=str,
)
def test_several_reports_are_parted(form: Form, one: str, two: str) -> None:
    """One as it is; of several each form knows where one ends and the next begins."""
    assert [*form.write([report("a")], Sheet(width=40))] == [one]
    several = [report(name)._replace(is_one_of_several=True) for name in "ab"]
    assert "".join(form.write(several, Sheet(width=40))) == two


def test_a_text_of_its_own_takes_the_place_of_the_parts() -> None:
    """What has its own shape in the terminal is printed so there, as wide as the sheet, and nowhere else."""
    own = report("a")._replace(text=lambda sheet: f"{sheet.width} wide\n")
    assert [*TEXT.write([own], Sheet(width=33))] == ["33 wide\n"]
    assert [*MARKDOWN.write([own], Sheet())] == ["# a\n\nSaid.\n"]


def test_only_what_a_form_asks_for_is_made() -> None:
    """JSON makes no page, and a page no JSON: either may be dear."""

    def never() -> Iterator[Block]:
        raise AssertionError

    assert json.loads("".join(JSON.write([report("a")._replace(blocks=never)], Sheet()))) == {"name": "a"}


def test_names_and_endings_are_of_one_form_each() -> None:
    """Reports and lists come in some of the forms that advice comes in, in the same order."""
    endings = [ending for form in FORMS for ending in form.endings]
    assert len(set(endings)) == len(endings)
    assert {"text", "json", "markdown", "html"} <= {str(form) for form in FORMS}
    assert len({form.name for form in FORMS}) == len(FORMS)
    assert [*REPORT_FORMS] == [form for form in FORMS if form in REPORT_FORMS]
    assert [*LIST_FORMS] == [form for form in FORMS if form in LIST_FORMS]
