"""Pages for those who decide, as tests need them: of the examples, of any companies, and with hostile texts everywhere."""

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from channelfit.advice.advise import advise
from channelfit.advice.model import Advice
from channelfit.files import load_rulebook, read_logo
from channelfit.language import Language
from channelfit.profile import Profile, read_profile
from channelfit.render.brief.page import brief_of
from channelfit.render.forms.html import render_html
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.model import Rulebook
from channelfit.source.document import read_documents
from conftest import EXAMPLES, SMALL, write_folder
from economy import certainty_of

LANGUAGES = ("de", "en")
NAMES = tuple(sorted(path.stem for path in EXAMPLES.glob("*.yaml")))
PAGES = tuple((name, language) for name in NAMES for language in LANGUAGES)

# What somebody may write to break a page or to run something on it; each is put wherever a text may stand.
HOSTILE = {
    "no blank": "x" * 10_000,
    "script": "</title></style></pre><script>alert(1)</script>",
    "image": '"><img src=x onerror=alert(1)><svg onload=alert(1)>',
    "comment": "--><iframe srcdoc='<script>alert(1)</script>'></iframe><!--",
    "attribute": "' onmouseover=alert(1) style=position:fixed x=\"",
    "link": 'javascript:alert(1) [x](javascript:alert(1)) https://e.example/"onclick=alert(1) https://e.example/' + "y" * 500,
    "direction": "\u202egnp.exe\u2066\u200f\u200e شركة",
}
# The texts of the small rulebook: whatever stands behind a language, and names without one.
_TEXTS = re.compile(r"""(?<=\b(?:de|en): )(?:'[^']*'|"[^"]*"|[^,{}]+)|(?<=^name: )\w+$""", re.MULTILINE)
_LONGEST_OF_A_RULE = 300
# Drawn in a box of its own; without width and height, as drawing programs often write them.
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect width="120" height="40" fill="#0b5d8a"/></svg>'


@cache
def built_in() -> Rulebook:
    """The rulebook that comes with the program."""
    return load_rulebook()


def profile_of(text: str, rulebook: Rulebook) -> Profile:
    """The profile that a YAML text is."""
    [document], unread = read_documents(text, "profile")
    profile, wrong = read_profile(document, rulebook)
    assert (*unread, *wrong) == ()
    return profile


def example(name: str) -> Profile:
    """One of the examples."""
    return profile_of((EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8"), built_in())


def voice_of(advice: Advice, language: Language) -> Voice:
    """What speaks of one piece of advice."""
    return Voice(language, advice.rulebook, advice.profile)


def page_of(profiles: Sequence[Profile], rulebook: Rulebook, language: Language, *, details: bool = True) -> str:
    """The page of some companies, with its appendix or without."""
    results = [advise(rulebook, profile) for profile in profiles]
    briefs = [brief_of(advice, certainty_of(advice), voice_of(advice, language), details=details) for advice in results]
    return render_html(briefs, rulebook.house, read_logo(rulebook))


@cache
def example_page(name: str, language: Language, *, details: bool = True) -> str:
    """The page of one of the examples, with its appendix or without."""
    return page_of([example(name)], built_in(), language, details=details)


def dear_page(language: Language) -> str:
    """A page with amounts of four figures: a company that goes to trade fairs, under the example of an overlay."""
    rulebook = load_rulebook(EXAMPLES / "overlay")
    text = (
        (EXAMPLES / "machine-builder.yaml").read_text(encoding="utf-8").replace("budget_per_month: 500", "budget_per_month: 1500")
    )
    return page_of([profile_of(f"{text}trade_fairs: yes\n", rulebook)], rulebook, language)


@cache
def page_of_two(language: Language) -> str:
    """Two examples in one page."""
    return page_of([example(name) for name in NAMES[:2]], built_in(), language)


def hostile_page(text: str, folder: Path, language: Language = Language.EN) -> str:
    """A page with this text as the company's name, as every text of the house, and as every text of the rules."""
    said = json.dumps(text)
    in_rules = json.dumps(text[:_LONGEST_OF_A_RULE])
    files = {path: _TEXTS.sub(lambda _: in_rules, one) for path, one in SMALL.items()}
    both = f"{{de: {said}, en: {said}}}"
    sections = ", ".join(f"{id}: {both}" for id in ("recommended", "cost", "law", "origin"))
    files["rulebook.yaml"] += f"house: {{name: {both}, closing: {both}, logo: logo.svg, sections: {{{sections}}}}}\n"
    rulebook = load_rulebook(write_folder(folder, {**files, "logo.svg": LOGO}))
    answers = "market: b2b\ngoals: [recruiting, image, sales]\nhires: young\nvideo: true\nhours_per_week: 9\nbacking: partly\n"
    profile = profile_of(f"company: {said}\n{answers}active_channels: [beta, gamma]\nworking_channels: beta\n", rulebook)
    return page_of([profile], rulebook, language)


def house_page(logo: str, folder: Path) -> str:
    """A page in the style of a house, with this logo."""
    house = 'house: {name: Kontor, logo: logo.svg, colours: {accent: "#7a1f3d", accent_dark: "#ffb3cc"}}\n'
    files = {**SMALL, "rulebook.yaml": SMALL["rulebook.yaml"] + house, "logo.svg": logo}
    rulebook = load_rulebook(write_folder(folder, files))
    return page_of([profile_of("market: b2c\ngoals: [image]\n", rulebook)], rulebook, Language.EN)
