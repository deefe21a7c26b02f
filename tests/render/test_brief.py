"""The page for those who decide: what stands on it, and that all formats say the same."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from channelfit import advise, load_profile, load_rulebook
from channelfit.language import Language
from channelfit.profile import read_profile
from channelfit.render.brief.page import brief_of
from channelfit.render.forms.blocks import Bar, Brief, Chapter, Checklist, Code, Deck, Listing, Matrix, Part, Resolution, Timeline
from channelfit.render.forms.data import render_json
from channelfit.render.forms.html import render_html
from channelfit.render.forms.markdown import escaped, render_brief
from channelfit.render.phrases.words import KEEP_LOW, PARK
from channelfit.render.plain.advice import advice_as_plain
from channelfit.render.reports.advice import render_terminal
from channelfit.rulebook.house import SECTIONS
from channelfit.rulebook.model import Rulebook
from channelfit.source.document import read_documents
from channelfit.source.written import visible
from economy import certainty_of
from pages import voice_of

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
Rows = list[list[str]]


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    """The built-in rulebook."""
    return load_rulebook()


class Page:
    """One advice in every format, and as the data that all of them must agree with."""

    def __init__(self, path: Path, rulebook: Rulebook, language: Language) -> None:
        advice = advise(rulebook, load_profile(path, rulebook))
        certainty = certainty_of(advice)
        self.language = language
        self.brief = brief_of(advice, certainty, voice_of(advice, language), details=True)
        self.data = json.loads(render_json(advice_as_plain(advice, certainty, voice_of(advice, language))))
        self.html = render_html([self.brief])
        self.markdown = render_brief(self.brief)
        self.terminal = flat(render_terminal(advice, certainty, voice_of(advice, language), width=300))


def flat(text: str) -> str:
    """A text in one line, with plain spaces."""
    return " ".join(text.split())


def said(value: float, language: Language) -> str:
    """A number as people of the language write it, written down anew and not taken from the code."""
    whole, _, rest = f"{value:,.2f}".partition(".")
    rest = rest.rstrip("0")
    if language == "de":
        return whole.replace(",", ".") + (f",{rest}" if rest else "")
    return whole + (f".{rest}" if rest else "")


def euros(value: float, language: Language) -> str:
    """Whole EUR, halves upwards."""
    return f"{said(int(value + 0.5), language)} €" if language == "de" else f"EUR {said(int(value + 0.5), language)}"


def hours(value: float, language: Language) -> str:
    """Hours with their noun."""
    nouns = {"de": ("Stunde", "Stunden"), "en": ("hour", "hours")}[language]
    return f"{said(value, language)} {nouns[0] if value == 1 else nouns[1]}"


def of_hundred(share: float) -> str:
    """A share as cases of a hundred, never all or none of them unless it is."""
    return "100" if share == 1 else "0" if share == 0 else str(min(99, max(1, round(100 * share))))


def title(channel: dict[str, Any], data: dict[str, Any], language: Language) -> str:
    """A recommended channel as its heading names it: a companion behind its partner, an alternative with who may come instead."""
    names = {one["channel"]: one["name"] for one in (*data["recommended"], *data["basics"], *data["not_recommended"])}
    also, either, perhaps = {"de": ("auch auf", "oder", "vielleicht"), "en": ("also on", "or", "perhaps")}[language]
    unsure = channel["role"] != "basic" and channel["stability"] < data["limits"]["alternative_below"]
    said = f"{also} {channel['name']}" if channel["role"] == "companion" else channel["name"]
    if not unsure:
        return str(said)
    return f"{said} {either} {names[channel['substitute']]}" if channel["substitute"] else f"{perhaps} {said}"


def rows_of_html(page: str, kind: str) -> Rows:
    """The body rows of the tables of a kind, without what only narrow screens show."""
    tables = re.findall(rf'<table role="table" class="{kind}">.*?<tbody[^>]*>(.*?)</tbody>', page, re.DOTALL)
    rows = [row for table in tables for row in re.findall(r'<tr role="row"[^>]*>(.*?)</tr>', table, re.DOTALL)]
    return [[text_of(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in rows]


def text_of(markup: str) -> str:
    """What a piece of HTML says to a reader."""
    without = re.sub(r'<span class="(?:head|none)"[^>]*>.*?</span>', "", markup, flags=re.DOTALL)
    without = re.sub(r'<span class="figure">(.*?)</span>', r"\1", without)
    return flat(html.unescape(re.sub(r"<[^>]*>", " ", without)))


def rows_of_markdown(page: str, title: str) -> Rows:
    """The body rows of the first table below a heading."""
    below = page.split(f"## {title}\n", 1)[1]
    lines = re.search(r"(?:^\|.*\n)+", below, re.MULTILINE)
    assert lines is not None
    return [[flat(cell) for cell in line.strip("|").split("|")] for line in lines[0].splitlines()[2:]]


# Each in one language in every run, and both languages among them.
PAGES = [
    pytest.param((path, language), marks=() if (place + number) % 2 == 0 else pytest.mark.slow)
    for place, path in enumerate(EXAMPLES)
    for number, language in enumerate(("de", "en"))
]


@pytest.fixture(scope="module", params=PAGES, ids=str)
def page(request: pytest.FixtureRequest, rules: Rulebook) -> Page:
    """Every example in both languages."""
    path, language = request.param
    return Page(path, rules, language)


def test_all_formats_agree_on_the_numbers_of_each_channel(page: Page) -> None:
    """Hours, weeks to first results and stability in HTML, Markdown and terminal are those of the JSON."""
    language = page.language
    after = {"de": "nach {} Wochen", "en": "after {} weeks"}[language]
    firm, close = {"de": ("belastbar", "knapp"), "en": ("firm", "close")}[language]
    of = {"de": "von 100", "en": "of 100"}[language]
    channels = [*page.data["recommended"], *page.data["basics"]]
    expected = [
        [
            title(one, page.data, language),
            hours(one["hours_per_week"], language),
            after.format(said(one["first_results_weeks"], language)),
            firm if one["stability"] >= 0.8 else close,
        ]
        for one in channels
    ]
    drawn = rows_of_html(page.html, "deck")
    assert [row[0].startswith(want[0]) for row, want in zip(drawn, expected, strict=True)] == [True] * len(channels)
    assert [row[1:] for row in drawn] == [want[1:] for want in expected]
    tabled = rows_of_markdown(page.markdown, chapter(page.brief, "recommended").title)
    assert [[row[0], *row[2:]] for row in tabled] == expected
    for one, want in zip(channels, expected, strict=True):
        money = said(one["money_per_month"], language)
        week, month = (" pro Woche", f"{money} € im Monat") if language == "de" else (" a week", f"EUR {money} a month")
        results = f"erste Ergebnisse {want[2]}" if language == "de" else f"first results {want[2]}"
        results = re.sub("nach |after ", lambda found: f"{found[0]}{'etwa' if found[0] == 'nach ' else 'about'} ", results)
        beside = r"(?: (?:neben|beside) [^·]+, (?:allein|alone) [\d.,]+)?"
        assert re.search(rf"{re.escape(want[1])}{week}{beside} · {re.escape(month)} · {re.escape(results)}", page.terminal)
        assert re.search(
            rf"(?i){re.escape(one['name'])}: (?:{firm}|{close})\D*{of_hundred(one['stability'])} {of}", page.terminal
        )


def test_all_formats_agree_on_fit_and_coverage(page: Page) -> None:
    """Each goal, and each group whose answers differ, has the fit words and the coverage word that the JSON numbers stand for, and
    the picture is as long as the share."""
    language = page.language
    words = {"de": ("sehr gut", "gut", "mittel", "schwach"), "en": ("very good", "good", "fair", "weak")}[language]
    none = {"de": "dient dem Ziel nicht", "en": "does not serve it"}[language]
    covered = {
        "de": ("gut abgedeckt", "teils abgedeckt", "kaum abgedeckt"),
        "en": ("well covered", "partly covered", "hardly covered"),
    }
    some = {"de": "teils", "en": "partly"}[language]
    channels = [*page.data["recommended"], *page.data["basics"]]
    goals = page.data["coverage"]["goals"]

    def is_partial(channel: dict[str, Any], goal: str) -> bool:
        return len({one["counts"] for one in channel["goals"].get(goal, {}).get("segments", {}).values()}) > 1

    def fit(channel: dict[str, Any], goal: str, group: str) -> str:
        scored = channel["goals"].get(goal)
        scored = scored["segments"][group] if scored and group else scored
        if not scored or scored.get("excluded"):
            return none
        if not group and is_partial(channel, goal):
            return some
        points = scored["points"]
        return words[0 if points >= 3 else 1 if points >= 2 else 2 if points >= 1 else 3]

    def drawn(share: float) -> int:
        return (
            max(6, round(10 * share))
            if share >= 0.6
            else min(5, max(3, round(10 * share)))
            if share >= 0.3
            else min(2, round(10 * share))
        )

    def differs(goal: str) -> bool:
        return len({drawn(one["coverage"]) for one in goals[goal]["segments"].values()}) > 1

    # In the terminal the channels have said already whom they reach.
    told = [(goal, group) for goal, one in goals.items() for group in ("", *(one["segments"] if differs(goal) else ()))]
    rows = [
        (goal, group)
        for goal, one in goals.items()
        for group in ("", *(one["segments"] if differs(goal) or any(is_partial(each, goal) for each in channels) else ()))
    ]

    def share_of(goal: str, group: str) -> float:
        return float((goals[goal]["segments"][group] if group else goals[goal])["coverage"])

    def covered_word(share: float) -> str:
        return covered[language][0 if share >= 0.6 else 1 if share >= 0.3 else 2]

    shares = [share_of(*row) for row in rows]
    expected = [[*(fit(one, *row) for one in channels), covered_word(share)] for row, share in zip(rows, shares, strict=True)]
    assert [row[1:] for row in rows_of_html(page.html, "matrix")] == expected
    table = rows_of_markdown(page.markdown, chapter(page.brief, "coverage").title)
    assert [[re.sub("[●○]+ ", "", cell) for cell in row[1:]] for row in table] == expected
    assert [float(width) for width in re.findall(r'class="fill" width="([\d.]+)"', page.html)] == [
        round(100 * one, 1) for one in shares
    ]
    heading = "ZIELABDECKUNG" if language == "de" else "COVERAGE OF YOUR GOALS"
    below = page.terminal.split(heading)[1]
    assert re.findall("|".join(covered[language]), below)[: len(told)] == [covered_word(share_of(*row)) for row in told]


def test_all_formats_agree_on_time_and_cost(page: Page) -> None:
    """What is needed, what is there, the value of an hour, the cost of each channel and the sum."""
    language, effort = page.language, page.data["effort"]
    channels = [*page.data["recommended"], *page.data["basics"]]
    month = 52 / 12
    for one in channels:
        assert one["cost_per_month"] == pytest.approx(
            one["hours_per_week"] * month * effort["hourly_value"] + one["money_per_month"], abs=1e-5
        )
    assert effort["cost_per_month"] == pytest.approx(sum(one["cost_per_month"] for one in channels), abs=1e-5)
    expected = [
        [
            one["name"],
            said(one["hours_per_week"], language),
            euros(one["cost_per_month"] - one["money_per_month"], language),
            euros(one["money_per_month"], language),
            euros(one["cost_per_month"], language),
        ]
        for one in channels
    ]
    if len(channels) > 1:
        time = effort["cost_per_month"] - effort["money_per_month"]
        sums = [euros(one, language) for one in (time, effort["money_per_month"], effort["cost_per_month"])]
        expected.append([{"de": "Summe", "en": "Sum"}[language], said(effort["hours_per_week"], language), *sums])
    assert rows_of_html(page.html, "numbers")[: len(expected)] == expected
    assert rows_of_markdown(page.markdown, chapter(page.brief, "cost").title) == expected
    cost, value = euros(effort["cost_per_month"], language), euros(effort["hourly_value"], language)
    for text in (text_of(page.html), flat(page.markdown), page.terminal):
        assert hours(effort["hours_per_week"], language) in text
        assert hours(effort["available"], language) in text
        assert cost in text
        assert value in text
    if effort["believable"] != effort["available"]:
        assert all(hours(effort["believable"], language) in text for text in (text_of(page.html), page.markdown, page.terminal))


def test_all_formats_agree_on_headline_and_how_settled_it_is(page: Page) -> None:
    """The sentence at the top, and the share of completions, are the same everywhere."""
    for text in (text_of(page.html), flat(page.markdown), page.terminal):
        assert flat(page.data["headline"]) in text
        if page.data["settled"] < 1:
            of = {"de": "von 100", "en": "of 100"}[page.language]
            assert f"{of_hundred(page.data['settled'])} {of}" in text


def test_the_first_90_days_are_those_of_the_json(page: Page) -> None:
    """Each channel is drawn and told with the weeks of set-up and running."""
    [timeline] = [part for one in page.brief.decision for part in one.parts if isinstance(part, Timeline)]
    names = {one["channel"]: one["name"] for one in (*page.data["recommended"], *page.data["basics"])}
    lanes = {lane.name: lane for lane in timeline.lanes}
    for stage in page.data["first_90_days"]:
        lane = lanes[names[stage["channel"]]]
        assert (lane.setup_from or None, lane.runs_from) == (stage["setup_from"], stage["runs_from"])
        assert str(stage["runs_from"] if stage["runs_from"] <= 13 else stage["setup_from"]) in lane.text
    drawn = re.search(r'<figure class="timeline">(.*?)</figure>', page.html, re.DOTALL)
    assert drawn is not None
    bars = [re.findall(r'<rect class="(\w+)"', bar) for bar in re.findall(r"<svg.*?</svg>", drawn[1], re.DOTALL)]
    for lane, bar in zip(timeline.lanes, bars, strict=True):
        setup = [week for week in range(1, 14) if lane.setup_from and lane.setup_from <= week <= lane.setup_until]
        runs = [week for week in range(1, 14) if lane.runs_from and week >= lane.runs_from]
        assert [week for week, kind in enumerate(bar, 1) if kind == "setup"] == setup
        assert [week for week, kind in enumerate(bar, 1) if kind == "runs"] == runs


def texts_in(value: object) -> Iterator[str]:
    """Every text in a part of the page."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_in(one)


def shown_texts(brief: Brief) -> Iterator[str]:
    """Every text that both HTML and Markdown must show."""
    for section in (*brief.decision, *brief.appendix):
        yield section.title
        for part in section.parts:
            yield from _shown(part)
    yield from (brief.title, brief.company, brief.headline, *brief.lead, brief.appendix_title, brief.more, brief.origin)
    yield from texts_in(brief.figures)


def _shown(part: Part) -> Iterator[str]:
    match part:
        case Timeline(caption, _, _, lanes, _):
            yield from (caption, *(text for lane in lanes for text in (lane.name, lane.text)))
        case Checklist(tasks):
            yield from (text for task in tasks for text in task[1:])
        case Listing(items):
            yield from (text for item in items for text in (item.text, item.quiet, item.name))
        case Matrix(caption, head, rows):
            yield from (caption, *head, *(row.name for row in rows))
        case Code(text):
            yield from text.splitlines()
        case Bar(_, portions, _, head, total):
            yield from texts_in((portions, head, total))
        case _:
            yield from texts_in(tuple(part))


def test_html_and_markdown_have_the_same_content(page: Page) -> None:
    """Every text of the page stands in both, whatever each makes of it."""
    in_html, in_markdown = text_of(page.html).replace(" ", ""), flat(page.markdown).replace(" ", "")
    for text in shown_texts(page.brief):
        bare = flat(visible(text)).replace(" ", "")
        assert bare in in_html
        assert escaped(text).replace(" ", "") in in_markdown or bare in in_markdown


def chapter(brief: Brief, id: str) -> Chapter:
    """A chapter of the page by its id."""
    return next(one for one in (*brief.decision, *brief.appendix) if one.id == id)


def test_the_page_has_its_sections_in_the_order_that_house_styles_know(page: Page) -> None:
    """Nothing else stands on it, and everything that a house can say something under may stand there."""
    found = [one.id for one in (*page.brief.decision, *page.brief.appendix)]
    assert found == [id for id in SECTIONS if id in found]
    needed = {"recommended", "coverage", "cost", "nothing", "essentials", "decision", "groundwork", "first_90_days", "measure"}
    assert needed | {"not_now", "law", "sources", "answers", "origin"} <= set(found)


def test_a_house_can_say_something_in_every_chapter_and_in_no_other(rules: Rulebook) -> None:
    """The ids that the rules know are those of the chapters that some page has."""
    pages = [Page(path, rules, Language.EN).brief for path in EXAMPLES]
    assert {chapter.id for page in pages for chapter in (*page.decision, *page.appendix)} == set(SECTIONS)


def test_the_director_finds_an_answer_to_each_question(page: Page) -> None:
    """What it costs, what if not, who does it, how we know, what it rests on: each in a section of its own, and not empty."""
    [*_, value] = chapter(page.brief, "cost").parts
    assert str(page.data["effort"]["hourly_value"]) in texts(value)
    told = [one["if_nothing"] for one in page.data["coverage"]["goals"].values()]
    assert all(one in texts(chapter(page.brief, "nothing").parts) for one in told)
    resolution = next(part for part in chapter(page.brief, "decision").parts if isinstance(part, Resolution))
    assert {"de": "Verantwortlich, und wer vertritt", "en": "In charge, and who stands in"}[page.language] in [
        line.label for line in resolution.lines
    ]
    assert all(one["plan"]["stop_rule"] in texts(chapter(page.brief, "measure").parts) for one in page.data["recommended"])
    urls = {one["url"] for one in page.data["evidence"] if one["url"]}
    assert all(url in texts(chapter(page.brief, "sources").parts) for url in urls)


def texts(value: object) -> str:
    """All texts of a part of the page in one."""
    return " ".join(texts_in(value))


def test_every_to_do_has_an_owner_and_what_is_done_is_ticked(page: Page) -> None:
    """The checklist has all checks, what may block and then what is missing first."""
    [checklist] = [part for part in chapter(page.brief, "groundwork").parts if isinstance(part, Checklist)]
    checks = {one["text"]: one for one in page.data["readiness"]["checks"]}
    assert {task.text for task in checklist.tasks} == set(checks)
    for task in checklist.tasks:
        assert task.status == checks[task.text]["status"]
        assert bool(task.owner) is bool(task.todo) is (task.status != "met")
    order = [(checks[task.text]["blocking"], task.status) for task in checklist.tasks]
    statuses = ["unmet", "partly", "unknown", "met"]
    assert order == sorted(order, key=lambda one: (not (one[0] and one[1] in statuses[:2]), statuses.index(one[1])))


def test_what_is_in_use_is_said_once(page: Page) -> None:
    """A channel to park or to keep low has an entry of its own, and stands neither in another one nor among the rest."""
    [listing] = [part for part in chapter(page.brief, "not_now").parts if isinstance(part, Listing)]
    names = {one["channel"]: one["name"] for one in page.data["not_recommended"]}
    for key, heading in (("park", PARK), ("keep_low", KEEP_LOW)):
        for one in page.data[key]:
            own = f"{heading.of(page.language)}: {names[one['channel']]}"
            [entry] = [item for item in listing.items if item.name == own]
            assert entry.text.endswith(one["text"])
            others = [item.name for item in listing.items if item is not entry]
            named = re.compile(rf"(?:^|, | und | and ){re.escape(names[one['channel']])}(?:,|\.| und | and |$)")
            assert [text for text in others if named.search(text)] == []


def brief_for(profile: str, rules: Rulebook, language: Language = Language.EN) -> Brief:
    """The page for a profile in YAML."""
    documents, _ = read_documents(profile, "profile")
    found, problems = read_profile(documents[0], rules)
    assert problems == ()
    advice = advise(rules, found)
    return brief_of(advice, certainty_of(advice), voice_of(advice, language), details=True)


MUSEUM = (EXAMPLES[0].parent / "museum.yaml").read_text(encoding="utf-8")


def test_what_is_serious_for_management_stands_with_what_it_must_know(rules: Rulebook) -> None:
    """After the essentials, and not once more in the appendix."""
    brief = brief_for(MUSEUM, rules)
    [known] = [part for part in chapter(brief, "essentials").parts if isinstance(part, Listing)]
    serious = [item.text for item in known.items if item.sign == "!"]
    assert [item.sign for item in known.items[:3]] == ["1", "2", "3"]
    assert len(serious) == 1
    assert serious[0] not in texts(chapter(brief, "notes").parts)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ("", "Of EUR\u00a0300 a month, EUR\u00a030 is needed; advertising is not included."),
        ("\nbudget_per_month: 10\n", "EUR\u00a030 a month is needed, and only EUR\u00a010 is there; advertising comes on top."),
        ("\nbudget_per_month: null\n", ""),
    ],
)
def test_money_is_set_against_the_money_there_is(rules: Rulebook, changes: str, said: str) -> None:
    """Enough, too little, or nothing said about it."""
    profile = re.sub(
        r"(?m)^budget_per_month:.*\n", "", (EXAMPLES[0].parent / "software-startup.yaml").read_text(encoding="utf-8")
    )
    shown = texts(chapter(brief_for(profile + (changes or "\nbudget_per_month: 300\n"), rules), "cost").parts)
    assert said in shown
    assert ("advertising" in shown) is bool(said)


def test_the_value_of_an_hour_is_shown_as_it_is_counted(rules: Rulebook) -> None:
    """Cents and all; else nobody could work the cost out again."""
    brief = brief_for(f"{MUSEUM}\nhourly_value: 47.5\n", rules)
    shown = texts((brief.figures, chapter(brief, "cost").parts))
    assert "at EUR\u00a047.5 an hour" in shown
    assert "as the profile says" in shown


def test_hours_that_nobody_gave_are_called_assumed(rules: Rulebook) -> None:
    """At the top and beside the table, not only in the appendix."""
    brief = brief_for("market: b2b\ngoals: [image]\n", rules)
    assert "of 5 hours (assumed) available" in texts(brief.figures)
    assert "5 hours (assumed) are available" in texts(chapter(brief, "cost").parts)
    assert "not answered" in texts(brief.figures)


def test_after_the_groundwork_nothing_is_promised_that_nobody_has_worked_out(rules: Rulebook) -> None:
    """Who does it on the side has no more hours when the goals are written down."""
    profile = (
        "market: b2c\ngoals: [visits]\narea: regional\nindustry: food_hospitality\ncontent: [photo]\n"
        "active_channels: [instagram]\ngoals_defined: no\nresponsible: on_the_side\n"
    )
    shown = texts(chapter(brief_for(profile, rules), "recommended").parts)
    assert shown.endswith("Once this is done: Then the choice stays the same, but it will work.")


def test_the_results_are_reviewed_when_there_can_be_some(rules: Rulebook) -> None:
    """Never before the review of the rhythm, and counted from the start of the last channel."""
    brief = brief_for(MUSEUM, rules)
    resolution = next(part for part in chapter(brief, "decision").parts if isinstance(part, Resolution))
    assert "Results review on (first results by week 16)" in [line.label for line in resolution.lines]
    fast = brief_for("market: b2b\ngoals: [image]\nhours_per_week: 0\n", rules)
    resolution = next(part for part in chapter(fast, "decision").parts if isinstance(part, Resolution))
    assert [line.value for line in resolution.lines] == [""] * 8


def test_a_reason_is_why_and_not_only_that_one_can(rules: Rulebook) -> None:
    """Being able to make videos is no reason for TikTok as long as there is a better one."""
    brief = brief_for((EXAMPLES[0].parent / "machine-builder.yaml").read_text(encoding="utf-8"), rules)
    [deck] = [part for part in chapter(brief, "recommended").parts if isinstance(part, Deck)]
    tiktok = next(card for card in deck.cards if "TikTok" in card.name)
    assert "apprentices" in tiktok.text


def test_the_answer_stands_beside_what_it_settles(rules: Rulebook) -> None:
    """Whoever signs sees who is meant to do it, according to the profile."""
    brief = brief_for(MUSEUM, rules)
    [checklist] = [part for part in chapter(brief, "groundwork").parts if isinstance(part, Checklist)]
    told = {task.text: task.answer for task in checklist.tasks}
    assert told["Someone in the company is responsible and has the time for it."].startswith("Your answer: someone")
    assert [task.answer for task in checklist.tasks if task.status == "unknown"] == [""]
