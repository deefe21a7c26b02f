"""The page for those who decide in a real browser: everybody can use it, nothing is cut off, nothing runs, and it prints well.

`make browser` runs these; a plain `pytest` does not collect them.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Dialog, Page
from pypdf import PdfReader

from browser.chromium import MISSING, find_chromium, started
from channelfit.advice.advise import advise
from channelfit.language import Language
from channelfit.profile import Profile
from channelfit.source.written import visible
from companies import draw_companies
from pages import (
    HOSTILE,
    LANGUAGES,
    LOGO,
    PAGES,
    built_in,
    dear_page,
    example_page,
    hostile_page,
    house_page,
    page_of,
    page_of_two,
)

STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
WIDTHS = (390, 820, 1440)
NARROWEST = 320
HEIGHT = 900
# What the margins leave of a sheet, in the pixels of the browser.
PRINTED_WIDTH = 703
OUTSIDE = Path(__file__).with_name("outside.js").read_text(encoding="utf-8")
APPENDIX = {"de": "Anhang: worauf", "en": "Appendix: what"}
SIGNATURE = {"de": "Ort, Datum, Unterschrift", "en": "Place, date, signature"}
OF_HUNDRED = {"de": "von 100", "en": "of 100"}
SMALLEST_TYPE, MOST_SHEETS = 9, 3
A4 = (595, 842)
DRAWN, MOST_CHANNELS, WITH_MOST, WITH_NONE = 600, 3, 25, 5
SVG = '<svg xmlns="http://www.w3.org/2000/svg"'


class Visit(NamedTuple):
    """A page as it is, with its policy, and everything that it has said and asked for so far."""

    page: Page
    heard: list[str]


class Printed(NamedTuple):
    """A page on paper: the sizes of its sheets in points, what stands on each, and the smallest type in points."""

    sizes: frozenset[tuple[int, int]]
    sheets: tuple[str, ...]
    smallest: float


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all; without one there is nothing to do here."""
    if not find_chromium():
        pytest.exit(MISSING, returncode=2)
    with started() as browser:
        yield browser


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pages lie."""
    return tmp_path_factory.mktemp("pages")


def put(text: str, folder: Path) -> str:
    """The address of a page that now lies in the folder."""
    path = folder / f"{len(list(folder.iterdir()))}.html"
    path.write_text(text, encoding="utf-8")
    return path.as_uri()


@cache
def axe() -> str:
    """The script that knows the rules of accessibility."""
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=[*(f"{name}-{language}" for name, language in PAGES), *LANGUAGES, "script"])
def opened(browser: Browser, folder: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Each page with a script in it, which its policy would refuse: the examples, two companies in one, hostile texts."""
    wanted: str = request.param
    name, _, language = wanted.rpartition("-")
    if wanted in HOSTILE:
        text = hostile_page(HOSTILE[wanted], folder / "script")
    else:
        text = example_page(name, language) if name else page_of_two(language)
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(put(text, folder))
    page.evaluate(axe())
    yield page
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_everybody_can_use_it(opened: Page, width: int, scheme: Literal["light", "dark"]) -> None:
    """WCAG 2.2 AA and good practice on phones, tablets and screens, light and dark; what cannot be told counts as well."""
    opened.set_viewport_size({"width": width, "height": HEIGHT})
    opened.emulate_media(color_scheme=scheme)
    options = {"runOnly": STANDARDS, "resultTypes": ["violations", "incomplete"]}
    result = opened.evaluate("options => axe.run(document, options)", options)
    nodes = ((one["id"], node) for one in (*result["violations"], *result["incomplete"]) for node in one["nodes"])
    found = [(id, node["html"], node.get("failureSummary", "")) for id, node in nodes]
    # The contrast of ticks and arrows cannot be told; nobody needs them, since the words beside them say the same.
    found = [one for one in found if "only non-text characters" not in one[2]]
    assert found == []


def outside(page: Page, width: int) -> list[str]:
    """What does not fit in a window of this width."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    found: list[str] = page.evaluate(OUTSIDE)
    return found


@pytest.mark.parametrize("width", [NARROWEST, *WIDTHS])
def test_everything_fits(opened: Page, width: int) -> None:
    """No text leaves its block, no block cuts off what it holds, and nobody has to scroll sideways."""
    assert outside(opened, width) == []


PARTED = """() => [...document.querySelectorAll('.form li')].filter(line => {
    const [box, label] = ['.box', '.label'].map(part => line.querySelector(part).getClientRects()[0])
    return box.right > label.left || box.bottom < label.top || box.top > label.bottom
}).map(line => line.textContent)"""


@pytest.mark.parametrize("width", [NARROWEST, *WIDTHS])
def test_a_box_to_tick_stands_beside_its_line(opened: Page, width: int) -> None:
    """However long what it is for."""
    opened.set_viewport_size({"width": width, "height": HEIGHT})
    assert opened.evaluate(PARTED) == []


BROKEN = """() => [...document.querySelectorAll('.hours td > span:last-child')]
    .filter(one => one.getClientRects().length > 1).map(one => one.textContent)"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_amount_is_broken_in_two(browser: Browser, folder: Path, language: Language) -> None:
    """A number that goes on in the next line is another number to whoever skims it; thousands are the longest that occur."""
    with visited(browser, dear_page(language), folder) as visit:
        found = []
        for width, media in (*((width, "screen") for width in (NARROWEST, *WIDTHS)), (PRINTED_WIDTH, "print")):
            visit.page.set_viewport_size({"width": width, "height": HEIGHT})
            visit.page.emulate_media(media="print" if media == "print" else "screen")
            found += [(width, media, text) for text in visit.page.evaluate(BROKEN)]
    assert found == []


@contextmanager
def visited(browser: Browser, text: str, folder: Path) -> Iterator[Visit]:
    """Somebody has opened a page, and listens from its first moment on."""
    context = browser.new_context()
    page = context.new_page()
    heard: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        heard.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("console", lambda message: heard.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    page.on("request", lambda request: heard.append(f"request: {request.url}"))
    page.on("popup", lambda popup: heard.append(f"window: {popup.url}"))
    page.goto(put(text, folder))
    yield Visit(page, heard)
    context.close()


@pytest.mark.parametrize(("name", "language"), PAGES)
def test_it_asks_for_nothing_and_its_policy_refuses_nothing_that_it_needs(
    browser: Browser, folder: Path, name: str, language: Language
) -> None:
    """The file itself is the only request, the console stays empty, and the page has its style."""
    with visited(browser, example_page(name, language), folder) as visit:
        visit.page.wait_for_load_state("networkidle")
        margin = visit.page.evaluate("() => getComputedStyle(document.body).margin")
        assert (visit.heard, margin) == ([f"request: {visit.page.url}"], "0px")


def printed(browser: Browser, text: str, folder: Path) -> Printed:
    """A page as the browser prints it."""
    with visited(browser, text, folder) as visit:
        sheets = PdfReader(io.BytesIO(visit.page.pdf(prefer_css_page_size=True))).pages
    found: list[float] = []

    def see(text: str, around: list[float], matrix: list[float], _: object, size: float) -> None:
        if text.strip():
            found.append(abs(size * matrix[3] * around[3]))

    texts = tuple(" ".join(sheet.extract_text(visitor_text=see).split()) for sheet in sheets)
    sizes = frozenset((round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in sheets)
    return Printed(sizes, texts, round(min(found), 1))


@cache
def companies() -> tuple[Profile, ...]:
    """Companies with as many channels as advice ever has by itself, so with much to decide on; then some with none."""
    found: dict[int, list[Profile]] = {}
    for one in draw_companies(built_in(), DRAWN, seed=7):
        found.setdefault(len(advise(built_in(), one).recommended), []).append(one)
    return (*found[MOST_CHANNELS][:WITH_MOST], *found[0][:WITH_NONE])


def fits(result: Printed, language: Language) -> bool:
    """Whether what is decided on stands on a few sheets of readable type, with the box to sign and no cases of 100 on the first."""
    first = result.sheets[0]
    is_right = SIGNATURE[language] in first and OF_HUNDRED[language] not in first
    return is_right and result.sizes == {A4} and len(result.sheets) <= MOST_SHEETS and result.smallest >= SMALLEST_TYPE


@pytest.mark.parametrize(("name", "language"), PAGES)
def test_what_is_decided_on_fits_three_sheets(browser: Browser, folder: Path, name: str, language: Language) -> None:
    """With the box to sign on the first, in type of 9 points or more."""
    result = printed(browser, example_page(name, language, details=False), folder)
    assert fits(result, language), result


@pytest.mark.parametrize(("name", "language"), PAGES)
def test_the_appendix_begins_on_a_sheet_of_its_own(browser: Browser, folder: Path, name: str, language: Language) -> None:
    """After what is decided on, in type that is no smaller."""
    result = printed(browser, example_page(name, language), folder)
    [place] = [place for place, sheet in enumerate(result.sheets) if APPENDIX[language] in sheet]
    assert place <= MOST_SHEETS
    assert result.sheets[place].startswith(APPENDIX[language])
    assert result.smallest >= SMALLEST_TYPE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", range(WITH_MOST + WITH_NONE))
def test_it_fits_three_sheets_for_whatever_there_is_to_decide(
    browser: Browser, folder: Path, place: int, language: Language
) -> None:
    """Not only for those that we have looked at."""
    result = printed(browser, page_of([companies()[place]], built_in(), language, details=False), folder)
    assert fits(result, language), (len(result.sheets), SIGNATURE[language] in result.sheets[0], result.smallest)


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_texts_run_nothing_and_fit(browser: Browser, folder: Path, kind: str) -> None:
    """In the company's name, the house style and the rules: no dialog, no message, no request; they are shown as they stand."""
    text = HOSTILE[kind]
    with visited(browser, hostile_page(text, folder / kind), folder) as visit:
        found = [one for width in (NARROWEST, *WIDTHS) for one in outside(visit.page, width)]
        schemes = visit.page.evaluate("() => [...new Set([...document.querySelectorAll('[href]')].map(one => one.protocol))]")
        visit.page.locator("body").click(position={"x": 5, "y": 5})
        visit.page.wait_for_load_state("networkidle")
        assert (found, visit.heard) == ([], [f"request: {visit.page.url}"])
        assert set(schemes) <= {"https:", "http:"}
        assert visit.page.locator(".house span").text_content() == visible(text)
        assert visit.page.locator("footer .closing").text_content() == visible(text)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "logo",
    [
        LOGO,
        f'{SVG} width="120" height="40"><path d="M0 0h120v40z" fill="#0b5d8a"/></svg>',
        f'{SVG} width="4000" height="30"><path d="M0 0h4000v30z" style="fill: #0b5d8a"/></svg>',
        f'<?xml version="1.0" encoding="UTF-8"?>\n{SVG}><style>path {{fill: red}}</style><path d="M0 0h120v40z"/></svg>',
    ],
)
def test_the_house_style_shows(
    browser: Browser, folder: Path, tmp_path: Path, logo: str, scheme: Literal["light", "dark"]
) -> None:
    """The logo is an image that can be seen, on its own white, no larger than its place; headings have the house's colour."""
    with visited(browser, house_page(logo, tmp_path), folder) as visit:
        visit.page.emulate_media(color_scheme=scheme)
        image = visit.page.locator(".house img")
        natural = image.evaluate("image => image.complete ? image.naturalWidth : 0")
        box = image.bounding_box()
        assert box is not None
        colour = visit.page.locator("h2").first.evaluate("heading => getComputedStyle(heading).color")
        assert natural > 0
        assert 16 <= box["width"] <= 192
        assert 1 <= box["height"] <= 48
        assert colour == {"light": "rgb(122, 31, 61)", "dark": "rgb(255, 179, 204)"}[scheme]
        assert (outside(visit.page, NARROWEST), visit.heard) == ([], [f"request: {visit.page.url}"])
