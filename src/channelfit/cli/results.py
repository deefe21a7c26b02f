"""Write results: in the form that is asked for, on standard output or to a file."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from channelfit.cli.output import has_colour, put
from channelfit.render.forms.form import Form, Report, Sheet
from channelfit.render.forms.table import TEXT

TYPE_CHECKING = False
if TYPE_CHECKING:  # They are only named here.
    from pathlib import Path

    from channelfit.rulebook.logo import Logo
    from channelfit.rulebook.model import House


def put_reports(
    reports: Iterable[Report],
    form: Form,
    output: Path | None = None,
    *,
    house: House | None = None,
    logo: Logo | None = None,
    pages: bool = False,
    repeats: bool = False,
) -> None:
    """Write results in a form, each as it comes.

    On a screen what is longer than it is shown in the pager when all of it is there, if it `pages`; and the gist comes last, if
    it `repeats` that.
    """
    width, colour = page_shape(to_file=output is not None)
    sheet = Sheet(width, colour, house, logo)
    if output is not None:
        from channelfit.writing import write_parts  # Whoever reads the result on the screen needs none of it.

        write_parts(str(output), form.write(reports, sheet))
        return
    if (pages or repeats) and form is TEXT and sys.stdout.isatty():
        from channelfit.cli.pager import is_screen  # Whoever looks at no screen needs none of it.

        if is_screen():
            _show(reports, sheet, pages=pages, repeats=repeats)
            return
    for part in form.write(reports, sheet):
        put(part)


def _show(reports: Iterable[Report], sheet: Sheet, *, pages: bool, repeats: bool) -> None:
    """Show results to somebody at a screen: each as it comes, or in the pager all that could be read."""
    from channelfit.cli.pager import is_long, page

    shown, text, is_paged = list[Report](), "", False
    try:
        for part in TEXT.write(_kept(reports, shown), sheet):
            text += part
            if not pages:
                put(part)
    finally:
        is_paged = pages and is_long(text) and page(text)
        if pages and not is_paged:
            put(text)
    if repeats and is_long(text) and (pages or len(shown) == 1):
        gist = "\n".join(report.gist(sheet) for report in shown if report.gist)
        put(gist if is_paged else f"\n{gist}")


def _kept(reports: Iterable[Report], shown: list[Report]) -> Iterator[Report]:
    """The reports, each noted as it passes."""
    for report in reports:
        shown.append(report)
        yield report


def put_text(text: str, output: Path | None) -> None:
    """Write a text that has one form only."""
    put(text, str(output) if output else None)


def page_shape(*, to_file: bool) -> tuple[int, bool]:
    """The width of a page on standard output, and whether it has colours."""
    is_screen = not to_file and sys.stdout is not None and sys.stdout.isatty()
    if not is_screen:
        return 80, False
    import shutil

    return shutil.get_terminal_size((80, 24)).columns, has_colour(sys.stdout)
