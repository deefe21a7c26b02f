"""What the built-in rulebook knows, counted, and how it behaves over thousands of plausible companies."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import cycle, product

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.fit import fits_of
from channelfit.advice.formulas import score
from channelfit.advice.model import Advice, Role
from channelfit.advice.table import Table
from channelfit.profile import Profile, shape_of
from channelfit.rulebook.condition import All, Answer, AnyOf, Condition, Not
from channelfit.rulebook.model import EvidenceKind, QuestionType
from channelfit.rulefiles import read_rule_files
from channelfit.source.document import ListNode, MapNode, Node, Scalar
from companies import draw_companies
from economy import draws
from test_rules import CASES, RULEBOOK, conditions_of

pytestmark = [pytest.mark.drawn, pytest.mark.unmeasured]
# Enough for shares and for what most companies get; properties of points need fewer.
COUNT, SOME = draws(350, 2000), draws(40, 250)
CONTENT = ("text", "photo", "short_video", "long_video", "audio", "live")
OLD = 2018  # Eight years ago.


@cache
def companies() -> list[Profile]:
    """Plausible companies."""
    return draw_companies(RULEBOOK, COUNT, seed=11)


@cache
def advice_for_all() -> list[Advice]:
    """The advice for every company."""
    return [advise(RULEBOOK, company) for company in companies()]


def changed(company: Profile, **answers: Answer) -> Profile:
    """The company with other answers."""
    return Profile(answers={**company.answers, **answers})


def with_option(company: Profile, question: str, option: str) -> Profile:
    """The company with one option more."""
    given = company.answers.get(question, ())
    assert isinstance(given, tuple)
    return changed(company, **{question: (*given, *([] if option in given else [option]))})


def points_of(company: Profile) -> dict[tuple[str, str, str], float]:
    """The points of every channel for every aim of a company, and (under no group) the mean of each goal that is split."""
    goals = company.answers["goals"]
    assert isinstance(goals, tuple)
    table = Table(RULEBOOK, company.answers)
    found: dict[tuple[str, str, str], float] = {}
    for id, fit in fits_of(RULEBOOK, table, goals, score(RULEBOOK, table, goals)).items():
        for goal, scored in fit.goals.items():
            found |= {(id, goal, group): aim.points for group, aim in scored.segments.items()}
            found[id, goal, ""] = scored.points
    return found


@cache
def points_for_some() -> list[dict[tuple[str, str, str], float]]:
    """The points of every channel for the first of the companies."""
    return [points_of(company) for company in companies()[:SOME]]


# --- what there is ---


def test_all_channels_have_rules() -> None:
    """Six or more each, from several sides."""
    for id in RULEBOOK.channels:
        own = [rule for rule in RULEBOOK.rules if rule.id.startswith(f"{id}/")]
        assert 6 <= len(own) <= 16, id
        assert len({rule.criterion for rule in own}) >= 4, id
        assert any(points < 0 for rule in own for points in rule.effects[id].points.values()), id


def test_the_rulebook_is_as_large_as_it_says() -> None:
    """Rules, notes, facts and cases, as README and method say."""
    facts = [fact for fact in RULEBOOK.evidence.values() if fact.kind is not EvidenceKind.LAW]
    cited = [rule for rule in RULEBOOK.rules if rule.basis]
    assert len(RULEBOOK.rules) >= 250
    assert len(cited) >= 0.6 * len(RULEBOOK.rules), f"{len(cited)} of {len(RULEBOOK.rules)}"
    assert len(facts) >= 120
    assert len([note for note in RULEBOOK.notes if not note.is_law]) >= 20
    assert len([note for note in RULEBOOK.notes if note.is_law]) >= 15
    assert len(RULEBOOK.essentials) == 3
    assert len(CASES) >= 60


def test_every_fact_is_dated_and_can_be_looked_up() -> None:
    """Year, population, publisher, address and quality; norms have no year but their text."""
    for fact in RULEBOOK.evidence.values():
        assert fact.publisher, fact.id
        assert fact.url.startswith("http"), fact.id
        assert fact.population, fact.id
        assert fact.quality is not None, fact.id
        assert fact.kind is EvidenceKind.LAW or fact.year is not None, fact.id


def test_law_notes_cite_the_norm_and_nothing_else() -> None:
    """A point of law without its norm would be hearsay."""
    for note in RULEBOOK.notes:
        if note.is_law:
            assert note.basis, note.id
            assert all(RULEBOOK.evidence[id].kind is EvidenceKind.LAW for id in note.basis), note.id


def named_in(condition: Condition) -> Iterator[tuple[str, str]]:
    """Every question and option that a condition names."""
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from named_in(part)
        case Not(part):
            yield from named_in(part)
        case _:
            yield from ((condition.question, option) for option in condition.options)


def test_every_option_matters() -> None:
    """Each is named in a condition, but for one of a question that must be answered with something: that one is what is left."""
    named = {pair for condition in conditions_of(RULEBOOK) for pair in named_in(condition)}
    goals = {("goals", goal) for channel in RULEBOOK.channels.values() for goal in channel.serves}
    for question in RULEBOOK.questions.values():
        unnamed = [one for one in shape_of(question).options if (question.id, one) not in named | goals]
        # A channel matters by being active; the formulas read that themselves.
        if question.id == "active_channels":
            continue
        single = question.type in (QuestionType.CHOICE, QuestionType.YES_NO)
        assert len(unnamed) <= (1 if single or question.least > 0 else 0), f"{question.id}: {unnamed}"


def texts_of(node: Node) -> Iterator[tuple[str, str]]:
    """Every text in a document that is given in both languages."""
    match node:
        case MapNode(entries=entries):
            pair = {key.text: value.text for key, value in entries if isinstance(value, Scalar)}
            if len(entries) == 2 and set(pair) == {"de", "en"}:
                yield pair["de"], pair["en"]
            for _, value in entries:
                yield from texts_of(value)
        case ListNode(items=items):
            for item in items:
                yield from texts_of(item)


def test_no_text_is_the_same_in_both_languages_by_accident() -> None:
    """German and English differ, but for names of channels; German has umlauts, and neither has a double blank."""
    documents, _ = read_rule_files(None)
    pairs = [pair for document in documents.values() for pair in texts_of(document.root)]
    assert len(pairs) > 1400
    assert {german for german, english in pairs if german == english} <= {
        channel.name.de for channel in RULEBOOK.channels.values()
    }
    wrong = ("fuer ", "ueber", "Aerzt", "moeglich", "koennen", "muessen", "waehl", "  ")
    assert [german for german, _ in pairs if any(word in german for word in wrong)] == []


# --- how it behaves ---


@pytest.mark.slow
def test_more_hours_never_make_the_result_worse() -> None:
    """Total coverage less the price of focus, shared work off, grows with the hours, by one for some and by four for others;
    half of the companies try it."""

    def worth(found: Advice) -> float:
        price = RULEBOOK.settings.focus_price * sum(1 - one.share for one in found.recommended)
        return round(found.total_coverage - price, 9)

    for company, found, added in zip(companies()[::2], advice_for_all()[::2], cycle((1, 4)), strict=False):
        hours = company.answers["hours_per_week"]
        assert isinstance(hours, float)
        more = advise(RULEBOOK, changed(company, hours_per_week=hours + added))
        assert worth(more) >= worth(found), company.answers


@pytest.mark.parametrize(
    ("question", "option"), [*product(["content"], CONTENT), *product(["people"], ["employees", "management", "customers"])]
)
def test_skills_and_willing_people_never_do_harm(question: str, option: str) -> None:
    """A skill or a person more lowers no channel for any goal."""
    for company, before in zip(companies(), points_for_some(), strict=False):
        after = points_of(with_option(company, question, option))
        worse = [aim for aim in before if after[aim] < before[aim]]
        assert worse == [], company.answers


@pytest.mark.parametrize(
    ("question", "no"), [("content", ()), ("people", ()), ("contacts", ()), ("budget_per_month", 0.0), ("working_channels", ())]
)
def test_an_open_answer_never_beats_an_honest_no(question: str, no: Answer) -> None:
    """What is needed gives points where it is there: who says that it is not loses nothing against who says nothing."""
    for company in companies()[:SOME]:
        answers = {id: answer for id, answer in company.answers.items() if id != question}
        is_open, honest = points_of(Profile(answers=answers)), points_of(changed(company, **{question: no}))
        assert [aim for aim in is_open if is_open[aim] > honest[aim]] == [], company.answers


@pytest.mark.slow
def test_young_customers_never_speak_for_facebook_against_tiktok() -> None:
    """Adding 14 to 29 to the ages moves TikTok up against Facebook, or not at all, in the mean over all ages named."""
    for company in companies():
        younger = with_option(company, "audience_age", "14-29")
        if younger == company:
            continue
        before, after = points_of(company), points_of(younger)
        for channel, goal, group in before:
            if channel == "tiktok" and not group and ("facebook", goal, "") in before:
                gap = [found["tiktok", goal, ""] - found["facebook", goal, ""] for found in (before, after)]
                assert gap[1] >= gap[0], company.answers


def test_nobody_gets_a_reason_of_the_other_market() -> None:
    """Nothing about consumers for those who sell to companies only, and the other way round."""
    foreign = {
        "b2b": ("privatleute", "consumers", "patient", "bürger"),
        "b2c": (
            "verkaufen an unternehmen",
            "sell to companies",
            "auch an unternehmen",
            "b2b",
            "einkauf ",
            "purchasing department",
            "geschäftskunden",
        ),
    }
    seen = Counter[str]()
    for company, found in zip(companies(), advice_for_all(), strict=True):
        market = str(company.answers["market"][0])  # type: ignore[index]
        for one in (*found.recommended, *found.basics):
            for reason in one.fit.reasons:
                seen[market] += 1
                said = " ".join(reason.rule.why).lower()
                assert not any(word in said for word in foreign.get(market, ())), reason.rule.id
    assert min(seen.values()) > COUNT / 4


def share(counted: Sequence[object]) -> dict[object, float]:
    """How often each occurs."""
    return {key: count / COUNT for key, count in Counter(counted).items()}


def test_every_channel_has_its_companies_and_none_has_all() -> None:
    """Each is advised to some company, or at least where it works already and neither skills nor time lack; none, basics aside,
    to more than 45 in 100. Three are for so few that 2,000 companies may lack theirs, and of fewer companies twice as many."""
    found = Counter(one.fit.channel.id for advice in advice_for_all() for one in advice.recommended)
    assert {id: count for id, count in found.items() if count > 0.45 * COUNT} == {}
    basics = {one.fit.channel.id for advice in advice_for_all() for one in advice.basics}
    rare = set(RULEBOOK.channels) - set(found) - basics
    assert len(rare) <= draws(6, 3), rare
    for id in rare:
        means: dict[str, Answer] = {
            "content": CONTENT,
            "hours_per_week": 20.0,
            "active_channels": (id,),
            "working_channels": (id,),
        }
        users = [changed(company, **means) for company in companies()]
        assert any(id in {one.fit.channel.id for one in advise(RULEBOOK, user).recommended} for user in users), id


def test_one_two_and_three_channels_are_all_common() -> None:
    """One company in twenty or more gets each, companions aside, one in eight of those with time and groundwork; a page is never
    empty."""

    def slots(advice: Advice) -> int:
        return sum(one.role is not Role.COMPANION for one in advice.recommended)

    sizes = share([slots(advice) for advice in advice_for_all()])
    assert min(sizes[1], sizes[2], sizes[3]) >= 1 / 20, sizes
    able = [advice for advice in advice_for_all() if advice.believable_hours >= 5 and advice.max_channels == 3]
    sizes = share([slots(advice) for advice in able])
    assert min(sizes[1], sizes[2], sizes[3]) * COUNT >= len(able) / 8, sizes
    for found in advice_for_all():
        assert found.recommended or found.basics or found.next_step


def test_hardly_anyone_with_two_hours_goes_away_empty_handed() -> None:
    """With two hours or more that can be believed, 98 in 100 get a channel or a basic."""
    able = [found for found in advice_for_all() if found.believable_hours >= 2]
    empty = [found for found in able if not found.recommended and not found.basics]
    assert len(able) > COUNT / 2
    assert len(empty) <= 0.02 * len(able), len(empty) / len(able)


def test_machines_are_not_sold_through_channels_whatever_else_is_answered() -> None:
    """The coverage of sales stays at the limit of 0.3 for a machine builder among companies, as which every fourth company poses."""
    for company in companies()[::4]:
        builder = changed(company, market=("b2b",), industry=("machinery",), goals=("sales", "image"), hours_per_week=40.0)
        found = advise(RULEBOOK, builder)
        [sales] = [one for one in found.coverage if one.goal.id == "sales"]
        assert max(segment.coverage for segment in sales.segments.values()) <= 0.3
        assert sales.limited_by is not None
        assert "b2b-selling" in {note.id for note in found.notes}
