"""The page is valid HTML that runs nothing, fetches nothing, and can be found one's way around in without seeing it."""

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
import pytest

from channelfit.language import Language
from pages import HOSTILE, LANGUAGES, NAMES, example_page, hostile_page, page_of_two

# More than this is too much for a mail, and a sign that a part of the page is there twice.
MOST_BYTES = 150_000
SVG = "{http://www.w3.org/2000/svg}svg"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
WITHIN = ("src", "srcset", "poster", "data", "background", "action", "formaction", "ping", "cite", "manifest")


# Of each example one page in every run, and both languages among them; `make browser` looks at all.
EXAMPLES = [
    pytest.param(f"{name}-{language}", marks=() if (place + number) % 2 == 0 else pytest.mark.slow)
    for place, name in enumerate(NAMES)
    for number, language in enumerate(LANGUAGES)
]


@pytest.fixture(scope="session", params=[*EXAMPLES, *LANGUAGES, *HOSTILE])
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of each example in each language, two companies in one page, and pages with hostile texts."""
    wanted: str = request.param
    if wanted in HOSTILE:
        return hostile_page(HOSTILE[wanted], tmp_path_factory.mktemp("rules"))
    name, _, language = wanted.rpartition("-")
    return example_page(name, language) if name else page_of_two(language)


@pytest.fixture(scope="session")
def root(page: str) -> Element:
    """The page as a tree."""
    return tree(page)


def tree(page: str) -> Element:
    """A page as a tree; the first error ends the reading."""
    read: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return read


def said(element: Element) -> str:
    """The text of an element without the elements around it."""
    return "".join(element.itertext()).strip()


@pytest.mark.slow
def test_it_is_valid(root: Element) -> None:
    """No parse error, not even one that every browser would mend."""
    assert root.tag == "html"


@pytest.mark.parametrize("broken", ["<p></div>", "<b><p>x</b>", '<p id="a" id="b">', "<p>&nosuch;", "<table><p>x</table>"])
def test_an_invalid_page_would_be_noticed(broken: str) -> None:
    """The parser that says yes to the pages says no to these."""
    tree("<!DOCTYPE html><title>x</title><p>x")
    with pytest.raises(html5lib.html5parser.ParseError):
        tree(f"<!DOCTYPE html><title>x</title>{broken}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_it_is_small(name: str, language: Language) -> None:
    """It is sent by mail."""
    assert len(example_page(name, language).encode()) < MOST_BYTES


def test_nothing_runs_and_nothing_is_styled_beside_the_style(root: Element) -> None:
    """No script, frame or form, no handler and no inline style."""
    tags = {str(element.tag).rpartition("}")[2] for element in root.iter()}
    assert tags & {"script", "iframe", "object", "embed", "link", "base", "form", "input", "noscript", "foreignObject"} == set()
    names = {name.lower() for element in root.iter() for name in element.attrib}
    assert {name for name in names if name == "style" or name.startswith("on")} == set()


def test_it_leads_out_by_links_only(root: Element) -> None:
    """Images are within the page; links are plain web addresses; nothing else names an address."""
    for element in root.iter():
        for name, value in element.items():
            if name.endswith("href"):
                assert element.tag == "a"
                assert re.match(r"https?://\S+$", value)
            elif name in WITHIN:
                assert (element.tag, name) == ("img", "src")
                assert value.startswith("data:image/")
    [style] = root.iter("style")
    assert re.search(r"url\(|@import|image-set\(|expression\(", said(style)) is None


def test_the_policy_allows_the_style_and_nothing_else(root: Element) -> None:
    """One policy, before anything that it governs, with the hash of the style as it stands."""
    policies = [element for element in root.iter("meta") if element.get("http-equiv", "").lower() == "content-security-policy"]
    [policy] = [element.get("content", "") for element in policies]
    [style] = root.iter("style")
    digest = b64encode(sha256((style.text or "").encode()).digest()).decode()
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
    assert rules == {
        "default-src": "'none'",
        "style-src": f"'sha256-{digest}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    order = list(root.iter())
    assert order.index(policies[0]) < order.index(style)


def test_every_drawing_is_hidden_from_readers_and_has_its_words_beside_it(root: Element) -> None:
    """Whoever hears the page misses nothing."""
    drawings = list(root.iter(SVG))
    assert drawings
    assert {(drawing.get("aria-hidden"), drawing.get("focusable")) for drawing in drawings} == {("true", "false")}
    around = {child: element for element in root.iter() for child in element}
    assert [drawing for drawing in drawings if not said(around[drawing])] == []
    assert [image for image in root.iter("img") if "alt" not in image.attrib] == []


def test_ids_are_unique_and_what_refers_to_one_finds_it(root: Element) -> None:
    """Companies and sections are named by their headings, and no name is there twice, also with two companies in one page."""
    named = {element.attrib["id"]: said(element) for element in root.iter() if "id" in element.attrib}
    assert len(named) == sum("id" in element.attrib for element in root.iter())
    articles, sections = list(root.iter("article")), list(root.iter("section"))
    assert sections
    referring = [element for element in root.iter() if "aria-labelledby" in element.attrib]
    assert set(referring) == {*articles, *(sections if len(articles) == 1 else ())}
    for element in referring:
        heading = next(inner for inner in element.iter() if inner.tag in HEADINGS)
        assert element.get("aria-labelledby") == heading.get("id")
    names = [named[element.attrib["aria-labelledby"]] for element in referring]
    assert len(set(names)) == len(names)


def test_headings_go_down_one_level_at_a_time(root: Element) -> None:
    """Each company begins with a heading of the first level; none is empty."""
    headings = [element for element in root.iter() if element.tag in HEADINGS]
    assert [heading for heading in headings if not said(heading)] == []
    levels = [HEADINGS.index(str(heading.tag)) + 1 for heading in headings]
    assert levels.count(1) == len(list(root.iter("article")))
    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_the_language_is_said(root: Element) -> None:
    """For the page and for each company, so that it is read aloud and hyphenated rightly."""
    languages = {root.get("lang"), *(article.get("lang") for article in root.iter("article"))}
    assert len(languages) == 1
    assert languages <= set(LANGUAGES)
