"""The forms that results are written in. What a form needs takes a while to import, so it does that when it writes.

A new form of advice is a file with a `Form` in it, and its entry in `FORMS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from channelfit.render.forms.form import Form, Report, Sheet
from channelfit.source.written import visible


def _text(reports: Iterable[Report], sheet: Sheet) -> Iterator[str]:
    pages = (_name(report) + (report.text(sheet) if report.text else _page(report, sheet)) for report in reports)
    return _parted(pages, f"\n{'─' * min(sheet.width, 80)}\n\n")


def _parted(pages: Iterable[str], between: str) -> Iterator[str]:
    for index, page in enumerate(pages):
        yield between + page if index else page


def _name(report: Report) -> str:
    return f"{visible(report.name)}\n" if report.name else ""


def _page(report: Report, sheet: Sheet) -> str:
    from channelfit.render.forms.terminal import render_page

    return render_page(report.blocks(), width=sheet.width, colour=sheet.colour)


def _json(reports: Iterable[Report], _: Sheet) -> Iterator[str]:
    """One document, or one line a document."""
    from channelfit.render.forms.data import render_json

    return (render_json(report.plain(), compact=report.is_one_of_several) for report in reports)


def _json_lines(reports: Iterable[Report], _: Sheet) -> Iterator[str]:
    """One line a document, however many there are."""
    from channelfit.render.forms.data import render_json

    return (render_json(report.plain(), compact=True) for report in reports)


def _markdown(reports: Iterable[Report], _: Sheet) -> Iterator[str]:
    from channelfit.render.forms.markdown import render_brief, render_markdown

    pages = (render_brief(report.brief()) if report.brief else render_markdown(report.blocks()) for report in reports)
    return _parted(pages, "\n---\n\n")


def _html(reports: Iterable[Report], sheet: Sheet) -> Iterator[str]:
    """One page for all of them."""
    from channelfit.render.forms.html import render_html

    briefs = [report.brief() for report in reports if report.brief]
    if briefs:
        yield render_html(briefs, sheet.house, sheet.logo)


TEXT = Form("text", (".txt",), _text)
JSON = Form("json", (".json",), _json)
JSONL = Form("jsonl", (".jsonl", ".ndjson"), _json_lines)
MARKDOWN = Form("markdown", (".md", ".markdown"), _markdown)
# For build servers; written as the text that it is.
JUNIT = TEXT._replace(name="junit", endings=(".xml",))
HTML = Form("html", (".html", ".htm"), _html, shows_logo=True)

# Advice comes in all of them, reports in those after it.
FORMS = (TEXT, JSON, JSONL, MARKDOWN, HTML)
REPORT_FORMS = (TEXT, JSON, JSONL, MARKDOWN)
LIST_FORMS = (TEXT, JSON)
CASE_FORMS = (*LIST_FORMS, JUNIT)
