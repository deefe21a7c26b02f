"""The built-in rulebook: complete in both languages, in use, and holding its own cases."""

import re

import pytest

from channelfit.advice.advise import advise
from channelfit.files import load_rulebook
from channelfit.language import opening
from channelfit.profile import shape_of
from channelfit.rulebook.condition import Condition, questions_in
from channelfit.rulebook.model import ChannelKind, NotePlace, QuestionType, Rulebook
from channelfit.rulefiles import read_rule_files
from channelfit.ruletools.cases import Case, read_cases
from channelfit.ruletools.cases_run import run_case

RULEBOOK = load_rulebook()
CASES, SKIPPED, PROBLEMS = read_cases(read_rule_files(None)[0], RULEBOOK)

# Names of publishers that are written so, with which no other starts.
LOWER_CASE_NAMES = {
    "bvik",
    "news aktuell",
    "news aktuell / PER",
    "nebenan.de",
    "impulse",
    "manager magazin",
    "kununu",
    "mpfs (JIM-Studie)",
    "u-form Testsysteme",
    "legislation.gov.uk",
    "berufsziel-socialmedia.de",
    "ibusiness / Splendid Research",
    "index Internet und Mediaforschung",
}

# Questions and options are a contract: others test from outside with profiles that use them.
CONTRACT = {
    "market": "b2b b2c both",
    "goals": "image retention referrals recruiting leads sales support visits",
    "industry": "machinery manufacturing chemicals automotive construction trades energy logistics it_software consulting "
    "legal_tax agency finance real_estate health_care education public_sector nonprofit culture retail ecommerce "
    "fashion_beauty food_hospitality tourism games_media agriculture services other "
    "wholesale car_trade sports church events publishing open_source",
    "size": "solo micro small medium large",
    "countries": "de at ch eu uk us world",
    "area": "local regional national international",
    "audience_age": "14-29 30-49 50-69 70+",
    "buyers": "management specialists purchasing hr_marketing dealers planners public_bodies consumers",
    "customer_base": "named hundreds many",
    "found_by": "recommendation search social press events passing_by advertising",
    "purchase": "considered repeat spontaneous one_off on_demand",
    "offer": "visual needs_explaining knowledge emotional newsworthy local_service",
    "hires": "apprentices graduates skilled_workers professionals helpers executives",
    "careers_page": "yes no",
    "employer_reviews": "good mixed poor none",
    "horizon": "weeks this_year long_term",
    "hours_per_week": "",
    "budget_per_month": "",
    "content": "text photo short_video long_video audio live",
    "people": "employees management customers",
    "website": "current outdated none",
    "contacts": "email_opt_in customer_emails messenger_opt_in walk_in",
    "restrictions": "regulated_advertising no_us_platforms works_council confidential contested no_social_media not_made_for_it",
    "goals_defined": "yes partly no",
    "management_role": "active supportive tolerates absent",
    "supervisors": "yes partly no",
    "responsible": "dedicated part_time on_the_side intern agency agency_and_inside management nobody",
    "trained": "team management",
    "guidelines": "yes no",
    "measured": "yes partly no",
    "integrated": "yes partly no",
}
# Channels may be added; none may go.
CHANNELS = (
    "linkedin xing kununu glassdoor job_portals facebook instagram tiktok youtube x threads bluesky mastodon "
    "pinterest snapchat reddit whatsapp telegram discord twitch podcast newsletter blog google_business webinar nextdoor"
)


def test_questions_and_options_are_those_of_the_contract() -> None:
    """Every id and option, whatever the order; two answers are required."""
    options = {id: set(shape_of(question).options) for id, question in RULEBOOK.questions.items()}
    assert options.pop("active_channels") == options.pop("working_channels") == set(RULEBOOK.channels)
    assert options == {id: set(listed.split()) for id, listed in CONTRACT.items()}
    assert set(RULEBOOK.channels) >= set(CHANNELS.split())
    assert [id for id, question in RULEBOOK.questions.items() if question.required] == ["market", "goals"]
    assert RULEBOOK.questions["hours_per_week"].assume == 5


def conditions_of(rulebook: Rulebook) -> list[Condition]:
    """Every condition that makes a difference to a result."""
    found = [rule.when for rule in rulebook.rules] + [note.when for note in rulebook.notes]
    found += [limit.when for goal in rulebook.goals.values() for limit in goal.limits]
    found += [rule.when for rule in rulebook.hours]
    for check in rulebook.checks:
        found += [check.met_when, check.applies_when, *([check.partly_when] if check.partly_when else [])]
    return found


def test_every_question_makes_a_difference() -> None:
    """A question that nothing reads would only cost time."""
    read = frozenset().union(*(questions_in(condition) for condition in conditions_of(RULEBOOK)))
    # The formulas read the goals, the hours and the channels in use themselves.
    assert set(RULEBOOK.questions) - read - {"goals", "hours_per_week", "active_channels", "working_channels"} == set()


def test_every_rule_can_be_explained_in_one_or_two_sentences() -> None:
    """Short, closed by a full stop, without exclamation, not the same in both languages."""
    for rule in RULEBOOK.rules:
        for language, text in rule.why._asdict().items():
            assert text.endswith("."), f"{rule.id} {language}"
            assert "!" not in text, f"{rule.id} {language}"
            assert len(text) <= 220, f"{rule.id} {language}"
        assert rule.why.de != rule.why.en, rule.id


def test_no_reason_leans_on_evidence_from_before_2018_alone() -> None:
    """Old facts may stand beside newer ones; so it is with notes, checks and essentials. A norm is as old as it is."""
    told = [
        *((rule.id, rule.basis) for rule in RULEBOOK.rules),
        *((note.id, note.basis) for note in RULEBOOK.notes if not note.is_law),
        *((check.id, check.basis) for check in RULEBOOK.checks),
        *((essential.id, essential.basis) for essential in RULEBOOK.essentials),
    ]
    for id, basis in told:
        years = [RULEBOOK.evidence[fact].year for fact in basis]
        assert not years or any(year is None or year >= 2018 for year in years), id


def test_no_fact_stands_under_the_name_of_who_passed_it_on() -> None:
    """Who relayed it stands in the title; a kind of publisher is translated."""
    for fact in RULEBOOK.evidence.values():
        assert not any(word in fact.publisher.en for word in ("relayed", "collected", " via ")), fact.id
        assert (
            fact.publisher.de != fact.publisher.en or not fact.publisher.en[0].islower() or fact.publisher.en in LOWER_CASE_NAMES
        ), fact.id


def test_all_evidence_is_cited_and_can_be_looked_up() -> None:
    """No fact is carried along for nothing; each has a publisher and an address."""
    cited = {id for rule in RULEBOOK.rules for id in rule.basis} | {id for note in RULEBOOK.notes for id in note.basis}
    cited |= {id for goal in RULEBOOK.goals.values() for limit in goal.limits for id in limit.basis}
    cited |= {id for check in RULEBOOK.checks for id in check.basis} | {id for rule in RULEBOOK.hours for id in rule.basis}
    cited |= {id for essential in RULEBOOK.essentials for id in essential.basis}
    assert set(RULEBOOK.evidence) == cited
    for fact in RULEBOOK.evidence.values():
        assert fact.url.startswith("http"), fact.id
        assert fact.publisher, fact.id


@pytest.mark.parametrize("channel", sorted(RULEBOOK.channels))
def test_every_channel_has_a_whole_plan(channel: str) -> None:
    """Formats, five first steps, and KPIs for every goal it serves."""
    plan = RULEBOOK.channels[channel].plan
    assert len(plan.formats) >= 3
    assert len(plan.first_steps) == 5
    assert set(plan.kpis) == set(RULEBOOK.channels[channel].serves)


def test_what_is_in_place_in_part_is_not_to_be_done_once_more() -> None:
    """Where some of several answers are given, what is to do is about the others: a trained team needs no training."""
    parted = [check for check in RULEBOOK.checks if RULEBOOK.questions[check.id].type is QuestionType.MULTI and check.partly_when]
    assert [check.id for check in parted] == ["trained"]
    for check in parted:
        assert "noch nicht" in opening(check.todo.de)
        assert "yet" in opening(check.todo.en)


@pytest.mark.parametrize("channel", sorted(RULEBOOK.channels))
def test_a_stop_rule_is_about_what_everybody_does_who_runs_the_channel(channel: str) -> None:
    """No videos of those who take photos, no advertisements of those without money, no other channel that may not be chosen."""
    told = RULEBOOK.channels[channel]
    unsaid = (
        ["video"] * (told.kind is not ChannelKind.VIDEO)
        + ["anzeige", "advertis", " ads "] * (channel != "xing")
        + ["shop", "geschäft"]
    )
    others = {name for id, other in RULEBOOK.channels.items() if id != channel for name in other.name}
    for text in told.plan.stop_rule:
        assert [word for word in unsaid if word in text.lower()] == []
        assert [name for name in others if re.search(rf"\b{re.escape(name)}\b", text)] == []


def test_every_note_is_told_to_somebody_in_the_cases() -> None:
    """No note that nobody would ever read, or whose condition nobody has tried."""
    told = {note.id for case in CASES for note in advise(RULEBOOK, case.profile).notes}
    assert {note.id for note in RULEBOOK.notes} - told == set()


def test_what_stands_beside_channels_is_not_what_to_begin_with() -> None:
    """What comes first is a note with that place, a step or groundwork."""
    begins = re.compile(r"\b(?:beginn\w*|fang\w*|starte\w*|zuerst|begin|start|comes? first|first comes?)\b", re.IGNORECASE)
    for note in RULEBOOK.notes:
        if note.place in (NotePlace.BESIDE, NotePlace.REST):
            said = [*note.says, *note.label]
            assert [text for text in said if begins.search(text)] == [], note.id


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_the_cases_of_the_rulebook_hold(case: Case) -> None:
    """What a marketing professional would expect."""
    assert PROBLEMS == ()
    assert run_case(case, RULEBOOK).mismatches == ()


def test_option_lists_stay_readable_in_a_terminal() -> None:
    """Labels are short enough for a list."""
    for question in RULEBOOK.questions.values():
        assert question.type in QuestionType
        for option, text in question.options.items():
            assert all(len(label) <= 60 for label in text), f"{question.id} {option}"


@pytest.mark.parametrize(
    ("rule", "told", "untold"),
    [
        ("blog/not-found-by-search", ("Suchmaschine", "search engine"), ("im Netz", "online")),
        ("nextdoor/work-on-site", ("vor Ort", "on site"), ("bei Ihren Kunden", "at your customers'")),
        ("nextdoor/customers-nearby", ("In Deutschland", "In Germany"), ()),
        ("linkedin/sells-to-consumers", ("In Deutschland", "In Germany"), ()),
    ],
)
def test_a_reason_says_no_more_than_was_answered(rule: str, told: tuple[str, str], untold: tuple[str, ...]) -> None:
    """Who came through networks came online; who works on site may do so at home; a figure names the country it is from."""
    [why] = [one.why for one in RULEBOOK.rules if one.id == rule]
    assert told[0] in why.de
    assert told[1] in why.en
    assert [word for word in untold if word in why.de or word in why.en] == []
