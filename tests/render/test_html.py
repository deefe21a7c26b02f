"""The page as HTML: what somebody typed stays text, a house style changes how it looks and nothing else."""

import html
import re
from base64 import b64encode
from collections.abc import Mapping

import pytest
from markdown_it import MarkdownIt

from channelfit.advice.advise import advise
from channelfit.language import Language
from channelfit.profile import read_profile
from channelfit.render.brief.page import brief_of
from channelfit.render.forms.html import ACCENT, ACCENT_DARK, linked, render_html
from channelfit.render.forms.markdown import escaped, render_brief
from channelfit.rulebook.house import DARK_SURFACES, LEAST_CONTRAST, LIGHT_SURFACES, contrast
from channelfit.rulebook.logo import Logo
from channelfit.source.document import read_documents
from conftest import SMALL, rulebook_of
from economy import certainty_of
from pages import voice_of

PROFILE = "market: b2b\ngoals: [recruiting, image, sales]\nhires: young\nvideo: true\nhours_per_week: 9\nbacking: partly\n"
HOSTILE = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "javascript:alert(1)",
    "a\u202egnp.exe",
    "</style><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "x" * 10_000,
    "| a | b |\n# head\n```",
)


def page_of(
    profile: str, files: Mapping[str, str] = SMALL, language: Language = Language.EN, logo: Logo | None = None
) -> tuple[str, str]:
    """The HTML and the Markdown for a profile under some rule files."""
    rulebook = rulebook_of(files)
    documents, _ = read_documents(profile, "profile")
    found, problems = read_profile(documents[0], rulebook)
    assert problems == ()
    advice = advise(rulebook, found)
    brief = brief_of(advice, certainty_of(advice), voice_of(advice, language), details=True)
    return render_html([brief], rulebook.house, logo), render_brief(brief)


def quoted(text: str) -> str:
    """A text as a YAML scalar that stays what it is."""
    return '"' + "".join(f"\\u{ord(one):04x}" for one in text) + '"'


def tags_of(page: str) -> set[str]:
    """The names of all elements of a page."""
    return set(re.findall(r"<([a-z0-9]+)", page))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_company_name_stays_text(text: str) -> None:
    """The page has the elements it has without it, and shows the name with whatever could steer it made visible."""
    plain, _ = page_of(f"company: Muster\n{PROFILE}")
    page, markdown = page_of(f"company: {quoted(text)}\n{PROFILE}")
    assert tags_of(page) == tags_of(plain)
    assert not re.search(r"<[^>]*\son\w+\s*=", page)
    assert "\u202e" not in page + markdown
    assert "49" not in re.findall(r"<b>(.*?)</b></p>", page)[0]
    heading = re.search(r'<p class="kicker">.*?<b>(.*?)</b>', page, re.DOTALL)
    assert heading is not None
    assert len(html.unescape(heading[1])) <= 201


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_of_rules_and_house_stay_text(text: str) -> None:
    """Names, reasons, sources, closing and own texts of an overlay are no markup, in HTML and in Markdown."""
    said = f"{{de: {quoted(text)}, en: {quoted(text)}}}"
    house = f"house:\n  name: {quoted(text)}\n  closing: {said}\n  sections: {{cost: {said}}}\n"
    files = {
        **SMALL,
        "rulebook.yaml": SMALL["rulebook.yaml"] + house,
        "evidence.yaml": SMALL["evidence.yaml"].replace(
            'publisher: "Office (relayed)"', f"publisher: {quoted(text)}, url: {quoted(text)}"
        ),
        "readiness.yaml": SMALL["readiness.yaml"].replace("{de: Entscheiden., en: Decide.}", said),
        "channels/alpha.yaml": SMALL["channels/alpha.yaml"].replace("name: Alpha", f"name: {quoted(text)}"),
    }
    plain, _ = page_of(
        PROFILE, {**SMALL, "rulebook.yaml": SMALL["rulebook.yaml"] + "house: {name: A, closing: {de: b, en: b}}\n"}
    )
    page, markdown = page_of(PROFILE, files)
    assert tags_of(page) == tags_of(plain)
    assert not re.search(r"<[^>]*\son\w+\s*=", page)
    assert "\u202e" not in page + markdown
    assert "<script" not in markdown
    # Nothing that was typed begins a line of its own, so no heading, table or fence comes of it.
    assert not re.search(r"^(?:# head|\| a \| b \||```$)", markdown.split("```yaml")[0], re.MULTILINE)


def test_only_web_addresses_are_links() -> None:
    """Everything around them is escaped; other kinds of addresses stay text."""
    assert linked("<b> https://example.org/?a=1&b=2 javascript:alert(1)") == (
        '&lt;b&gt; <a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a> javascript:alert(1)'
    )
    assert linked("(see https://example.org/x). https://example.org/, and https://example.org/a_(b)!") == (
        '(see <a href="https://example.org/x">https://example.org/x</a>). '
        '<a href="https://example.org/">https://example.org/</a>, and '
        '<a href="https://example.org/a_(b)">https://example.org/a_(b)</a>!'
    )
    assert linked('https://example.org/"onmouseover="alert(1)') == (
        '<a href="https://example.org/">https://example.org/</a>&#34;onmouseover=&#34;alert(1)'
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1. no list", "1&#46; no list"),
        ("- no list", "&#45; no list"),
        ("+ no list", "&#43; no list"),
        ("+2 points", "+2 points"),
        ("1.5 hours", "1.5 hours"),
        ("---", "&#45;--"),
        ("<i>{x} $y$ ==z== \\", "&lt;i&gt;&#123;x&#125; &#36;y&#36; &#61;&#61;z&#61;&#61; &#92;"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("two\nlines | and *stars*", "two lines &#124; and &#42;stars&#42;"),
        ("see https://example.org/a_b.", "see <https://example.org/a_b>."),
    ],
)
def test_markdown_takes_texts_as_they_are(text: str, said: str) -> None:
    """Nothing that was typed becomes a list, a table, an entity or emphasis; web addresses are links."""
    assert escaped(text) == said


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_inert_in_every_dialect_of_markdown(text: str) -> None:
    """What could be markup is an entity, so that a reader that takes HTML as it comes makes no element of it."""
    assert not re.search(r"[\\`*\[\]<>|~{}$^=]", escaped(text, links=False))
    _, markdown = page_of(f"company: {quoted(text)}\n{PROFILE}")
    _, plain = page_of(f"company: Muster\n{PROFILE}")
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    assert tags_of(reader.render(markdown)) == tags_of(reader.render(plain))


def test_the_name_of_a_company_is_no_link_in_markdown() -> None:
    """What a profile says is shown and leads nowhere."""
    _, markdown = page_of(f"company: see https://evil.example/\n{PROFILE}")
    assert "**see https://evil.example/**" in markdown


def test_the_colours_of_the_page_can_be_read() -> None:
    """The built-in colours pass the check that colours of an overlay must pass, and so do ink and quiet text."""
    page, _ = page_of(PROFILE)
    light, dark = re.findall(r":root \{(.*?)\}", page, re.DOTALL)
    assert f"--accent: {ACCENT};" in light
    assert f"--accent: {ACCENT_DARK};" in dark
    for side, surfaces in ((light, LIGHT_SURFACES), (dark, DARK_SURFACES)):
        colours = dict(re.findall(r"--(\w+): (#\w+)", side))
        for name in ("accent", "ink", "soft", "warn"):
            assert min(contrast(colours[name], surface) for surface in surfaces) >= LEAST_CONTRAST, name


def test_a_house_style_changes_looks_and_its_own_words_only() -> None:
    """Name, logo, colours, closing and own section text; every other word stays as it was."""
    house = (
        "house:\n  name: Kontor\n  colours: {accent: '#7a1f5c', accent_dark: '#f0a0d0'}\n"
        "  closing: {de: Bis bald., en: See you soon.}\n  sections: {cost: {de: Unser Satz., en: Our sentence.}}\n"
    )
    plain, _ = page_of(PROFILE)
    page, markdown = page_of(
        PROFILE, {**SMALL, "rulebook.yaml": SMALL["rulebook.yaml"] + house}, logo=Logo("image/png", b"picture")
    )
    assert "--accent: #7a1f5c;" in page
    assert "--accent: #f0a0d0;" in page
    assert f'<img src="data:image/png;base64,{b64encode(b"picture").decode()}" alt="">' in page
    cost = re.search(r'<section class="s-cost".*?</h2>\s*<p>(.*?)</p>', page, re.DOTALL)
    assert cost is not None
    assert cost[1] == "Our sentence."
    assert '<p class="closing">See you soon.</p>' in page
    assert "Our sentence." in markdown
    assert "**See you soon.**" in markdown
    own = r'<div class="house">.*?</div>\s*|<p>Our sentence\.</p>\s*|<p class="closing">.*?</p>\s*|<style>.*?</style>|<meta http-equiv[^>]*>'
    without = [re.sub(r"\s+", " ", re.sub(own, "", one, flags=re.DOTALL)) for one in (page, plain)]
    assert without[0] == without[1]


def test_several_companies_stand_on_one_page() -> None:
    """Each has an article of its own; no id occurs twice, and the title names the first."""
    rulebook = rulebook_of()
    briefs = []
    for company in ("One", "Two"):
        documents, _ = read_documents(f"company: {company}\n{PROFILE}", "profile")
        advice = advise(rulebook, read_profile(documents[0], rulebook)[0])
        briefs.append(brief_of(advice, certainty_of(advice), voice_of(advice, Language.EN), details=True))
    page = render_html(briefs)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(re.findall("<article", page)) == 2
    assert len(ids) == len(set(ids))
    assert "<title>One · " in page


def test_the_same_advice_gives_the_same_bytes() -> None:
    """Nothing of the machine or the hour gets in."""
    assert page_of(PROFILE) == page_of(PROFILE)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    "profile",
    [
        "market: b2c\ngoals: [image]\nhours_per_week: 0\n",
        "market: b2b\ngoals: [recruiting, image]\nhires: young\nvideo: true\nhours_per_week: 20\nbacking: 'no'\n",
        "market: b2b\ngoals: [sales]\n",
    ],
    ids=["no hours", "not ready", "hardly anything known"],
)
def test_every_kind_of_advice_makes_a_page(profile: str, language: Language) -> None:
    """Without channels, without groundwork, with most things open: a headline, a decision, no empty sections."""
    page, markdown = page_of(profile, language=language)
    assert re.search(r"<h1[^>]*>.{20,}</h1>", page)
    assert 's-decision"' in page
    assert not re.search(r"</h2>\s*</section>", page)
    assert not re.search(r"<(?:p|li|b|td|th|dd)>\s*</", page)
    assert "None" not in page + markdown
    assert markdown.startswith("# ")
