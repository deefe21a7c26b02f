"""Write results: in the form that is asked for, on standard output or to a file."""

import sys
from collections.abc import Sequence
from pathlib import Path

from channelfit.cli.output import has_colour, put
from channelfit.render.forms.form import Form, Report, Sheet
from channelfit.render.forms.table import TEXT
from channelfit.rulebook.logo import Logo
from channelfit.rulebook.model import House


def put_reports(
    reports: Sequence[Report],
    form: Form,
    output: Path | None = None,
    *,
    house: House | None = None,
    logo: Logo | None = None,
    pages: bool = False,
) -> None:
    """Write results in a form; if it `pages`, what is longer than the screen is shown in the pager, and its gist remains."""
    width, colour = page_shape(to_file=output is not None)
    sheet = Sheet(width, colour, house, logo)
    text = form.write(reports, sheet)
    if pages and output is None and form is TEXT and _is_long(text):
        from channelfit.cli.pager import page

        gist = "".join(f"\n{report.gist(sheet)}" for report in reports if report.gist)
        put(gist if page(text) else text + gist)
    else:
        put_text(text, output)


def _is_long(text: str) -> bool:
    if not sys.stdout.isatty():
        return False
    from channelfit.cli.pager import is_long  # Whoever looks at no screen needs none of it.

    return is_long(text)


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
